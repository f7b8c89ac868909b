"""The clock of a session: the time on this machine, that never goes back."""

import time
from collections.abc import Callable
from datetime import MAXYEAR, datetime, timedelta

Clock = Callable[[], datetime]
"""Tells the time."""

SLACK = timedelta(seconds=2)
"""So much a clock that is kept right may be behind; beyond that somebody set it back."""


def _wall() -> datetime:
    return datetime.now().astimezone()


class SteadyClock:
    """Tells the time of this machine, and where its clock is set back the time that passed since.

    A clock that is set on can't be told from a laptop that slept, so that is believed.
    """

    def __init__(
        self,
        wall: Callable[[], datetime] = _wall,
        monotonic: Callable[[], float] = time.monotonic,
        since: datetime | None = None,
    ) -> None:
        """It is not before `since`, where that is given."""
        self._wall, self._monotonic = wall, monotonic
        self._last, self._moment = wall() if since is None else since, monotonic()

    def __call__(self) -> datetime:
        """Now, with the time zone of this machine, in whole seconds."""
        wall, moment = self._wall(), self._monotonic()
        expected = self._last + timedelta(seconds=moment - self._moment)
        # A little behind is a correction: time then stands still for a moment, for the log must never go back.
        self._last, self._moment = max(wall, self._last) if wall >= expected - SLACK else expected, moment
        return self._last.replace(microsecond=0)


local_clock = SteadyClock()


def going_on(clock: Clock, latest: datetime | None) -> Clock:
    """The clock of a session that goes on: also where this machine's was set back meanwhile, its log does not."""
    # In the last year there is, which a log made by hand may name, no clock can run on.
    is_behind = latest is not None and latest.year < MAXYEAR and latest - clock() > SLACK
    return SteadyClock(clock, since=latest) if is_behind else clock
