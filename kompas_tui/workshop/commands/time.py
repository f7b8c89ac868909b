"""The countdown on the beamer, of which nothing is saved."""

from collections.abc import Sequence
from dataclasses import dataclass

from kompas_tui.domain.session import events as ev
from kompas_tui.workshop.commands.command import Command, Scene
from kompas_tui.workshop.countdown import check_minutes


@dataclass(frozen=True, slots=True)
class SetTimer(Command):
    """Count down from now; at the end the open round may close by itself."""

    minutes: float
    closes_round: bool = False

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """Nothing to keep; CommandRefused for a time that makes no sense."""
        check_minutes(self.minutes)
        return ()


@dataclass(frozen=True, slots=True)
class StopTimer(Command):
    """Stop counting down."""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """Nothing to keep."""
        return ()
