"""What lies over the card on the beamer for now: what the source knows, the harvest, the way in, or nothing at all.

Nothing of it is saved.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.result.shapes import Bars
from kompas_tui.domain.session import events as ev
from kompas_tui.workshop.commands.command import Command, Scene

Cover = Literal["naslag", "oogst", "meedoen", "zwart", "onthulling"]
"""What can lie over the card."""


@dataclass(frozen=True, slots=True)
class LookUp(Command):
    """Lay something over the card, or take it away; without a word it is what the source knows."""

    on: bool = True
    cover: Cover = "naslag"

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """Nothing to keep; CommandRefused where this card has nothing to look up."""
        if self.on and self.cover == "naslag" and scene.card.lookup is None:
            raise CommandRefused("Bij deze kaart is geen naslag.")
        return ()


MOST_REVEALED = 3
"""A result is told from its third place on."""


@dataclass(frozen=True, slots=True)
class Reveal(Command):
    """Tell the next place of this card's last round: the third, the second, and with the first the whole result."""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """That the result is shown, once only its first place is left; CommandRefused where there are no places."""
        last = scene.session.last_round(scene.card.address)
        if last is None or last.is_open:
            raise CommandRefused("Onthullen kan als de ronde gesloten is.", "open" if last is None else None)
        if scene.session.shown is last:
            raise CommandRefused("De uitslag staat al op het scherm.")
        result = outcome_of(scene.session, last).result
        if not isinstance(result, Bars) or len(result.options) < 2 or not result.answers:
            raise CommandRefused("Onthullen kan alleen bij opties waarop mensen stemden. Toon de uitslag.")
        left = min(len(result.options), MOST_REVEALED) - scene.revealed
        return [ev.ResultShown(time=scene.now, round=last.id)] if left <= 1 else ()
