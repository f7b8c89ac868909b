"""Who is there now: phones that follow the room or looked not long ago, and screens of the facilitator.

Kept in memory only, by the marks of devices; what is told of it is a number.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager

from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.marks import Marks

STAYS_SECONDS = 600.0
"""How long a phone without the script counts as there after it looked; it tells nothing when it leaves."""

MOST_REMEMBERED = 10_000
"""How many devices that looked are remembered; whoever makes up more only loses the oldest of them."""


class Presence:
    """The devices that are there, and how many screens of the facilitator follow the session."""

    def __init__(self, session: Session, marks: Marks, tell: Callable[[], None]) -> None:
        """`tell` is called when a screen of the facilitator comes or goes."""
        self._session, self._marks, self._tell = session, marks, tell
        self._looked: dict[str, float] = {}
        self._following: Counter[str] = Counter()
        self._desks = 0

    @property
    def has_desk(self) -> bool:
        """Whether the facilitator works in a terminal of their own, so that the beamer need not ask or tell."""
        return self._desks > 0

    @contextmanager
    def desk(self) -> Iterator[None]:
        """A terminal of the facilitator follows the session."""
        self._desks += 1
        self._tell()
        try:
            yield
        finally:
            self._desks -= 1
            self._tell()

    def looked(self, device: str) -> None:
        """This device asked for something."""
        self._looked.pop(device, None)  # so that the one that looked longest ago stands first
        self._looked[device] = time.monotonic()
        if len(self._looked) > MOST_REMEMBERED:
            del self._looked[next(iter(self._looked))]

    @contextmanager
    def following(self, device: str) -> Iterator[None]:
        """This device follows the room; when it stops it is gone, until it looks again."""
        self._following[device] += 1
        try:
            yield
        finally:
            self._following[device] -= 1
            if self._following[device] <= 0:
                del self._following[device]
                self._looked.pop(device, None)

    @property
    def devices(self) -> Set[str]:
        """The devices that are there."""
        since = time.monotonic() - STAYS_SECONDS
        return self._following.keys() | {device for device, moment in self._looked.items() if moment >= since}

    @property
    def is_known(self) -> bool:
        """Whether any device is there."""
        return bool(self.devices)

    @property
    def _taking_part(self) -> Set[str]:
        return self.devices & self._session.joined.keys()

    @property
    def connected(self) -> int:
        """How many of the devices that take part are there now."""
        return len(self._taking_part)

    @property
    def silent(self) -> int:
        """How many of the devices that ever took part are not there now."""
        return len(self._session.joined) - self.connected

    @property
    def busy(self) -> int:
        """How many devices that are there have not answered the open round yet, in which everybody answers alone."""
        current = self._session.open_round
        if current is None or current.activity.by_slip or current.activity.one_a_table:
            return 0
        return sum(self._marks.voter(current.id, device) not in current.ballots for device in self._taking_part)
