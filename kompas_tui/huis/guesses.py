"""How often something wrong may be tried from one address: codes of sessions, and passwords."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import NamedTuple

from starlette.requests import Request

_MOST_GUESSES = 60
"""A room behind one address mistypes less often."""
_SECONDS_A_GUESS = 10.0
_MOST_ADDRESSES = 20_000


_ONE_NETWORK, _ONE_CUSTOMER = 64, 48
"""The part of an IPv6 address that one network has, any address of which it can take; and what one customer may have,
with 65,536 of those networks, though a provider of telephones has as many customers in it."""
_WIDER = 10
"""So many times as many tries has all that one customer may have."""


class Sender(NamedTuple):
    """Under what tries are counted: the address, or of a long one the parts that its owner can not choose."""

    network: str
    around: str = ""
    """What may be the same owner's; empty where that is nothing more."""


def sender_of(request: Request) -> Sender:
    """Who sent this, as far as the address tells."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.IPv6Address(host)
    except ValueError:
        return Sender(host)
    if address.ipv4_mapped is not None:
        return Sender(str(address.ipv4_mapped))
    network, around = (
        str(ipaddress.IPv6Network((address, part), strict=False)) for part in (_ONE_NETWORK, _ONE_CUSTOMER)
    )
    return Sender(network, around)


_FREE, _LONGEST_PAUSE, _FORGOTTEN = 5, 900.0, 3600.0


class Pauses:
    """Wrong tries by whoever does them: after a few comes a pause, and each next one is twice as long, to a bound."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tried: OrderedDict[Hashable, tuple[int, float]] = OrderedDict()
        """How often in a row, and until when the next one waits."""

    def waits(self, by: Hashable) -> bool:
        """Whether the next try comes too soon."""
        return self._tried.get(by, (0, 0.0))[1] > self._clock()

    def note_wrong(self, by: Hashable) -> None:
        """Count a wrong try."""
        now = self._clock()
        times, until = self._tried.pop(by, (0, now))
        times = 1 if now > until + _FORGOTTEN else times + 1
        pause = min(2.0 ** min(times - _FREE, 20), _LONGEST_PAUSE) if times > _FREE else 0.0
        self._tried[by] = times, now + pause
        if len(self._tried) > _MOST_ADDRESSES:
            self._tried.popitem(last=False)

    def forget(self, by: Hashable) -> None:
        """Begin anew with who got it right."""
        self._tried.pop(by, None)


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

    def are_spent(self, by: Sender) -> bool:
        """Whether the next try is one too many."""
        ahead, longest = self._clock(), self.most * self._seconds
        return any(self._until.get(one, 0.0) - ahead > longest for one in by)

    def note_wrong(self, by: Sender) -> None:
        """Count a wrong try."""
        self.wrong += 1
        self._note(by.network, self._seconds)
        if by.around:
            self._note(by.around, self._seconds / _WIDER)

    def _note(self, one: str, seconds: float) -> None:
        now = self._clock()
        # One moment per address says it all: how far it lies ahead is how many tries are not forgotten yet.
        self._until[one] = max(self._until.pop(one, now), now) + seconds
        if len(self._until) > _MOST_ADDRESSES:
            self._until.popitem(last=False)
