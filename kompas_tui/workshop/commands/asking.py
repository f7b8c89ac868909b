"""Opening and closing rounds, showing what came out, and questions that are made in the room."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, ClassVar

import kompas_tui.workshop.rounds as rounds
from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.kinds import DECK_KINDS, read_activity
from kompas_tui.domain.kinds.activity import PROPOSAL_LENGTH
from kompas_tui.domain.language.errors import CommandRefused, InvalidOptions
from kompas_tui.domain.language.text import clean_line, clean_lines
from kompas_tui.domain.language.wording import did_you_mean, quoted
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.commands.command import Command, Scene


class ResultStillOpen(CommandRefused):
    """Showing an interim result needs a yes, since it can give a voter away."""

    def __init__(self) -> None:
        super().__init__(
            "De ronde is nog open. Een tussenstand kan verraden wie wat koos. Sluit de ronde eerst.", "sluit"
        )


@dataclass(frozen=True, slots=True)
class OpenRound(Command):
    """Open a round on this card; `proposal` is the one chosen of equally strong ones.

    `again` is `nieuw`, `verder` or `steun`; empty is a new round, or support where the texts of the last one are shown.
    """

    again: str = ""
    proposal: str = ""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The opening, where no round is open here yet."""
        opens = rounds.opening(scene.session, scene.course, scene.card, self.again, scene.now, self.proposal)
        return [*opens, *(limit for event in opens for limit in rounds.limits(scene.session, event, scene.now))]


@dataclass(frozen=True, slots=True)
class CloseRound(Command):
    """Close the open round, wherever it is; without one, or where it is not the `only` one meant, nothing changes."""

    only: str = ""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The close; a clock that rang for one round closes no other that was opened meanwhile."""
        current = scene.session.open_round
        if self.only and (current is None or current.id != self.only):
            return ()
        return rounds.closing_now(scene.session, scene.marks, scene.slips, scene.places, scene.now)


@dataclass(frozen=True, slots=True)
class ShowResult(Command):
    """Show the result of this card's last round; of an open one only as the interim result that it is."""

    interim: bool = False

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """That it is shown, where it isn't; ResultStillOpen asks a yes."""
        last = scene.session.last_round(scene.card.address)
        if last is None and scene.card.activity is None:
            raise CommandRefused(rounds.ASKS_NOTHING)
        if last is None:
            raise CommandRefused("Er is nog geen uitslag. Open eerst een ronde.", "open")
        if last.is_open and not self.interim:
            raise ResultStillOpen
        return () if scene.session.shown is last else [ev.ResultShown(time=scene.now, round=last.id)]


@dataclass(frozen=True, slots=True)
class HideResult(Command):
    """Take the result off the beamer."""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """That it is hidden, where one is shown."""
        return [ev.ResultHidden(time=scene.now)] if scene.session.shown else ()


def see_proposal(session: Session, card: Card) -> Round:
    """The last round on this card, which asked consent; CommandRefused where there is none."""
    last = session.last_round(card.address)
    if last is not None and last.activity.proposed():
        return last
    if last is None and card.activity is not None and card.activity.seeks_consent:
        raise CommandRefused("Over dit voorstel is nog geen ronde geweest. Open er eerst een.", "open")
    raise CommandRefused("Op deze kaart staat geen voorstel. Ga naar een kaart met een voorstel.")


@dataclass(frozen=True, slots=True)
class Propose(Command):
    """Open a next round of consent, on an amended proposal."""

    done: ClassVar[str] = "De ronde over het nieuwe voorstel is open."

    proposal: str

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The opening, with the proposal as it is now."""
        last = see_proposal(scene.session, scene.card)
        proposal = clean_lines(self.proposal, PROPOSAL_LENGTH)
        if not proposal:
            raise CommandRefused("Er staat nog geen voorstel. Schrijf het op.")
        if scene.session.open_round is not None:
            raise CommandRefused("Er is nog een ronde open. Sluit die eerst.", "sluit")
        question = last.activity.with_proposal(proposal)
        return [rounds.next_round(scene.session, scene.card, question, scene.now)]


@dataclass(frozen=True, slots=True)
class AskOnTheSpot(Command):
    """Make a card with a question behind this one, and show it."""

    kind: str
    question: str
    options: Sequence[str] = ()

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The card, and that it is shown."""
        if self.kind not in DECK_KINDS:
            raise CommandRefused(
                f"{quoted(clean_line(self.kind, 40))} ken ik niet. {did_you_mean(self.kind, DECK_KINDS)}"
            )
        data: dict[str, Any] = {"vraag": clean_line(self.question, 300)}
        if self.options:
            data["opties"] = [clean_line(option, 200) for option in self.options]
        try:
            activity = read_activity(self.kind, data)
        except InvalidOptions as error:
            raise CommandRefused(f"Deze vraag is nog niet af. {error.problems[0].message}") from error
        address, title = free_address(scene.course, "vraag-"), activity.question
        return [
            ev.CardAdded(time=scene.now, card=address, after=scene.card.address, title=title, question=activity.data),
            ev.CardShown(time=scene.now, card=address, title=title),
        ]


def free_address(course: Course, beginning: str) -> str:
    """An address that no card has, such as `vraag-2`."""
    taken = {card.address for card in course.every}
    return next(name for number in count(1) if (name := f"{beginning}{number}") not in taken)
