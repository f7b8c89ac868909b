"""What counts down on the beamer and may close the round: a clock that was set, or a turn of a chain of times."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kompas_tui.domain.language.errors import CommandRefused

LONGEST_TIMER = 600


def check_minutes(minutes: float) -> None:
    """CommandRefused for a time that makes no sense."""
    if not 0 < minutes <= LONGEST_TIMER:
        raise CommandRefused(f"Kies een aantal minuten, van 1 tot en met {LONGEST_TIMER}.")


@dataclass(frozen=True, slots=True)
class Timer:
    """When the time is up, and whether the round then closes."""

    ends: datetime
    closes_round: bool
    round_id: str = ""
    """The round that was open when it began; another one is not closed."""


class Countdown:
    """One timer at a time; `ring` is called when its time is up."""

    def __init__(self, ring: Callable[[Timer], None]) -> None:
        self.timer: Timer | None = None
        self._ring = ring
        self._handle: asyncio.TimerHandle | None = None

    def start(self, now: datetime, minutes: float, *, closes_round: bool, round_id: str) -> None:
        """Count down from now."""
        self.stop()
        timer = self.timer = Timer(now + timedelta(minutes=minutes), closes_round, round_id)
        self._handle = asyncio.get_running_loop().call_later(minutes * 60, self._ring, timer)

    def stop(self) -> None:
        """Stop counting down."""
        if self._handle is not None:
            self._handle.cancel()
        self.timer, self._handle = None, None
