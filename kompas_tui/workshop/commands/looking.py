"""What lies over the card on the beamer for now: what the source knows, the harvest, the way in, or nothing at all.

Nothing of it is saved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import ClassVar, Literal, assert_never

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.outcome import comparable, outcome_of
from kompas_tui.domain.result.shapes import Bar, Bars
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.approach import WayIn
from kompas_tui.workshop.commands.command import Command, Scene, session_over
from kompas_tui.workshop.covering import Cover
from kompas_tui.workshop.enlarging import texts_one_by_one
from kompas_tui.workshop.projecting import Projection

NO_SCENE = "Op deze kaart staat geen getekende praatplaat. Ga naar een kaart waar die wel staat."


@dataclass(frozen=True, slots=True)
class LookUp(Command):
    """Lay something over the card, or take it away; without a word it is what the source knows."""

    after_the_end: ClassVar[bool] = True

    on: bool = True
    cover: Cover = "naslag"
    text_id: str = ""
    """The text that stands large, of those that the room sees; empty is the first one."""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """Nothing to keep; CommandRefused where this card has nothing to look up, or the room sees no such text.

        After the end only what is drawn by lot then is laid there.
        """
        if self.on and self.cover != "lot" and scene.session.is_ended:
            raise session_over()
        if self.on and self.cover == "lot" and scene.lot is None:
            raise CommandRefused("Er is niets geloot. Loot eerst.")
        if self.on and self.cover == "naslag" and scene.card.lookup is None:
            raise CommandRefused("Bij deze kaart is geen naslag. Ga naar een kaart met naslag.")
        if self.on and self.cover == "groot":
            self._see_that_the_room_sees_it(scene)
        return ()

    def _see_that_the_room_sees_it(self, scene: Scene) -> None:
        is_in_box = self.text_id in scene.session.box
        ids = [item.id for item in texts_one_by_one(scene.session, of_box=is_in_box or scene.is_box_seen)]
        if not self.text_id and scene.is_box_seen and not ids:
            raise CommandRefused("De zaal ziet nog geen vraag uit de vragenbus. Toon er eerst een.")
        if not self.text_id or self.text_id in ids:
            return
        if is_in_box:
            raise CommandRefused("De zaal ziet deze vraag niet. Toon hem eerst aan de zaal.")
        raise CommandRefused("De zaal ziet deze tekst niet. Toon eerst de uitslag.", "toon")


def comparable_now(session: Session) -> Sequence[Round]:
    """The rounds beside which the shown result can be laid; CommandRefused where there is none."""
    if session.shown is None or session.shown.is_open:
        raise CommandRefused("Toon eerst de uitslag van een gesloten ronde.", "toon")
    others = comparable(session, session.shown)
    if not others:
        raise CommandRefused("Er is geen andere ronde met dezelfde opties. Stel deze vraag later nog eens.")
    return others


@dataclass(frozen=True, slots=True)
class LayBeside(Command):
    """Lay the shown result beside this round; another card, round or result takes it away."""

    after_the_end: ClassVar[bool] = True

    round_id: str

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """Nothing to keep; CommandRefused where the two can't be compared."""
        if self.round_id not in (other.id for other in comparable_now(scene.session)):
            raise CommandRefused("Naast die ronde kan deze uitslag niet staan. Kies er een uit de lijst.")
        return ()


_MOST_STEPS = 20
"""On no screen are letters more steps larger or smaller, and who held the key too long soon sees them change back."""

ProjectAct = Literal["groter", "kleiner", "beeld", "thema"]
"""Larger or smaller letters on this card, a plate as its scene or plain, light or dark."""


@dataclass(frozen=True, slots=True)
class Project(Command):
    """Have the beamers draw it in another way, as far as their terminals can."""

    after_the_end: ClassVar[bool] = True

    act: ProjectAct

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """Nothing to keep; CommandRefused where this card has no scene."""
        if self.act == "beeld" and (scene.card.plate is None or not scene.card.plate.is_drawn):
            raise CommandRefused(NO_SCENE)
        return ()

    def changed(self, now: Projection, card: str) -> Projection:
        """How it is drawn from now on."""
        match self.act:
            case "groter" | "kleiner":
                step = 1 if self.act == "groter" else -1
                steps = max(-_MOST_STEPS, min(now.larger.get(card, 0) + step, _MOST_STEPS))
                return replace(now, larger={**now.larger, card: steps})
            case "beeld":
                return replace(now, is_plain=not now.is_plain)
            case "thema":
                return replace(now, themes=now.themes + 1)
            case _:
                assert_never(self.act)


BY_SERVER = "De telefoons gaan naar de server. Een ander adres is niet nodig."


def see_ways_in(ways: Sequence[WayIn]) -> Sequence[WayIn]:
    """The addresses of the machine that serves the phones; CommandRefused where they come in by a server."""
    if not ways:
        raise CommandRefused(BY_SERVER)
    return ways


@dataclass(frozen=True, slots=True)
class TakeAddress(Command):
    """Let phones come in by another address of the machine that serves them, which the code holds from then on."""

    address: str

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """Nothing to keep; CommandRefused where there is no such address."""
        ways = see_ways_in(scene.ways_in())
        if self.address not in (way.address for way in ways):
            raise CommandRefused("Dat adres heeft deze laptop niet. Kies er een uit de lijst.")
        return ()

    def told(self, scene: Scene) -> str:
        """Over what phones come in now, or why they may not get there."""
        way = next(way for way in scene.ways_in() if way.address == self.address)
        return way.warning or f"De code gebruikt nu {way.label}."


MOST_REVEALED = 3
"""A result is told from its third place on."""


def revealed_places(result: Bars) -> list[list[Bar]]:
    """What is told at once, from the first place on: equals together, and those at the third place all go along."""
    places = [list(equals) for _, equals in groupby(result.options_ranked, key=lambda bar: bar.count)]
    before = accumulate(map(len, places), initial=0)
    return [equals for equals, above in zip(places, before, strict=False) if above < MOST_REVEALED]


@dataclass(frozen=True, slots=True)
class Reveal(Command):
    """Tell the next place of this card's last round: the third, the second, and with the first the whole result."""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """That the result is shown, once only its first place is left; CommandRefused where there are no places."""
        last = scene.session.last_round(scene.card.address)
        if last is None or last.is_open:
            raise CommandRefused("Onthullen kan als de ronde gesloten is.", "open" if last is None else None)
        if scene.session.shown is last:
            raise CommandRefused("De uitslag is al te zien.")
        result = outcome_of(scene.session, last).result
        if not isinstance(result, Bars) or len(result.options) < 2 or not result.answers:
            raise CommandRefused("Onthullen kan alleen bij opties waarop mensen stemden. Toon de uitslag.")
        left = len(revealed_places(result)) - scene.revealed
        return [ev.ResultShown(time=scene.now, round=last.id)] if left <= 1 else ()
