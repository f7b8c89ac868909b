"""How often something wrong may be tried from one address: codes of sessions, and passwords."""

import time
from collections import OrderedDict
from collections.abc import Callable

_MOST_GUESSES = 60
"""A room behind one address mistypes less often."""
_SECONDS_A_GUESS = 10.0
_MOST_ADDRESSES = 20_000


class Guesses:
    """Counts wrong tries by whoever does them, and forgets one every few seconds; kept in memory only."""

    def __init__(
        self,
        most: int = _MOST_GUESSES,
        seconds: float = _SECONDS_A_GUESS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.most, self._seconds, self._clock = most, seconds, clock
        self._until: OrderedDict[str, float] = OrderedDict()
        """When all wrong tries are forgotten."""
        self.wrong = 0
        """How many there were, for who looks after the server."""

    def are_spent(self, by: str) -> bool:
        """Whether the next try is one too many."""
        return self._until.get(by, 0.0) - self._clock() > self.most * self._seconds

    def note_wrong(self, by: str) -> None:
        """Count a wrong try."""
        self.wrong += 1
        now = self._clock()
        # One moment per address says it all: how far it lies ahead is how many tries are not forgotten yet.
        self._until[by] = max(self._until.pop(by, now), now) + self._seconds
        if len(self._until) > _MOST_ADDRESSES:
            self._until.popitem(last=False)
