"""How fast new devices may come in, so that one client cannot fill the room; who takes part already never waits."""

import time
from collections.abc import Callable

# A full hall behind one address comes in at once; after it a script gets no more than a few a second.
_BURST, PER_SECOND = 2_500, 10.0
"""A full hall may come in at once; what comes after that comes this fast."""

OWN_SHARE = 50
"""So many new devices of one address come in also when others came too fast."""

MOST_ADDRESSES = 5_000


class Tap:
    """Lets new devices in: a share per address, and beyond that as fast as all together may come.

    A room can share one address, so an address alone never decides. Addresses are kept in memory only.
    """

    def __init__(
        self,
        burst: int = _BURST,
        per_second: float = PER_SECOND,
        own_share: int = OWN_SHARE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._burst, self._per_second, self._own_share, self._clock = burst, per_second, own_share, clock
        self._left, self._filled = float(burst), clock()
        self._by_address: dict[str, int] = {}

    def lets_in(self, address: str) -> bool:
        """Whether a new device of this address may come in now."""
        return self._has_share(address) or self._has_left()

    def _has_share(self, address: str) -> bool:
        came = self._by_address.get(address, 0)
        # A new address has no share once there are so many: they cost nothing to whoever makes them up.
        if came >= self._own_share or (not came and len(self._by_address) >= MOST_ADDRESSES):
            return False
        self._by_address[address] = came + 1
        return True

    def _has_left(self) -> bool:
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._filled) * self._per_second)
        self._filled = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
