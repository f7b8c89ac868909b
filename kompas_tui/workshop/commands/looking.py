"""What the source knows, laid beside the question on the beamer; nothing of it is saved."""

from collections.abc import Sequence
from dataclasses import dataclass

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.session import events as ev
from kompas_tui.workshop.commands.command import Command, Scene


@dataclass(frozen=True, slots=True)
class LookUp(Command):
    """Lay what the source knows beside the question, or take it away."""

    on: bool = True

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """Nothing to keep; CommandRefused where this card has nothing to look up."""
        if self.on and scene.card.lookup is None:
            raise CommandRefused("Bij deze kaart is geen naslag.")
        return ()
