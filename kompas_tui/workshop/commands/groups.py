"""Groups that change: making them on a card, giving people without a phone a number, and the next turn."""

from collections.abc import Sequence
from dataclasses import dataclass

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.deck.groups import GroupsForm
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.groups import LEAST_IN_GROUP, MOST_WITHOUT, groups_name, names_apart, tables_for
from kompas_tui.workshop.commands.command import Command, Scene


def see_groups(card: Card) -> GroupsForm:
    """The groups that this card makes; CommandRefused where it makes none."""
    if card.groups is None:
        raise CommandRefused("Op deze kaart staan geen groepen. Ga naar een kaart met groepen.")
    return card.groups


@dataclass(frozen=True, slots=True)
class FormGroups(Command):
    """Make the groups of this card; where they are there already, give more people without a phone a number."""

    without: int = 0

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """How many there are; who sits where is not kept."""
        session, form = scene.session, see_groups(scene.card)
        if not 0 <= self.without <= MOST_WITHOUT:
            raise CommandRefused(f"Het aantal mensen zonder telefoon is een getal van 0 tot en met {MOST_WITHOUT}.")
        groups = session.groups
        if groups is not None and groups.card == scene.card.address:
            if self.without <= groups.without:
                raise CommandRefused("Er zijn hier al groepen. Noem een groter aantal, of ga naar de volgende beurt.")
            return [ev.GroupsGrown(time=scene.now, without=self.without)]
        # Who is not in the room can't go to a table there, and would leave a place empty.
        away = scene.places.devices_elsewhere
        people = session.participants + self.without - len(away)
        # One group would be the whole room, and of fewer people somebody would sit alone.
        if people <= form.size or people < 2 * LEAST_IN_GROUP:
            # Not how many there are: who knows how many take part would know how many of them are at home.
            raise CommandRefused(f"Voor groepen van {form.size} zijn hier te weinig mensen. Wacht tot er meer meedoen.")
        # By the number of tables nobody may find that a few are at home: then they count as if they were here.
        seats = people if scene.places.told else session.participants + self.without
        tables = min(tables_for(seats, form.size, session.tables), people // LEAST_IN_GROUP)
        seed = scene.marks.seed(groups_name(scene.card.address, session.participants + self.without, self.without))
        return [
            ev.GroupsFormed(
                time=scene.now, card=scene.card.address, size=form.size, turns=form.turns, hosts=form.hosts,
                tables=tables, without=self.without,
                apart=names_apart(away, seed) if scene.places.are_told else (),
            )
        ]  # fmt: skip

    def told(self, scene: Scene) -> str:
        """That each phone shows its table, and that who is not in the room has none."""
        # Also where nobody is: else the sentence would tell of one.
        apart = " Wie niet in de zaal is, krijgt geen tafel." if scene.places.are_told else ""
        return f"De groepen zijn gemaakt. Elke telefoon laat zien aan welke tafel je zit.{apart}"


@dataclass(frozen=True, slots=True)
class NextTurn(Command):
    """Let everybody go to the table of the next turn, or of turn `to` where they are not that far yet."""

    to: int | None = None

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The next turn; CommandRefused where there are no groups or it was the last one."""
        groups = scene.session.groups
        if groups is None:
            raise CommandRefused("Er zijn nog geen groepen. Maak ze eerst.")
        if self.to is not None:
            to = min(self.to, groups.form.turns)
            return [ev.GroupsMoved(time=scene.now, turn=to)] if groups.turn < to else ()
        if groups.turn >= groups.form.turns:
            raise CommandRefused(f"Dit was de laatste van {count(groups.form.turns, 'beurt', 'beurten')}.")
        return [ev.GroupsMoved(time=scene.now, turn=groups.turn + 1)]

    def told(self, scene: Scene) -> str:
        """Which turn it is."""
        groups = scene.session.groups
        return f"Beurt {groups.turn + 1} van {groups.form.turns}." if groups else ""
