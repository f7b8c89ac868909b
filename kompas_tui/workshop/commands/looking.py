"""What lies over the card on the beamer for now: what the source knows, the harvest, the way in, or nothing at all.

Nothing of it is saved.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.session import events as ev
from kompas_tui.workshop.commands.command import Command, Scene

Cover = Literal["naslag", "oogst", "meedoen", "zwart"]
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
