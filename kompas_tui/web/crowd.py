"""Who is connected, and who goes where there are too many; knows no byte of what they send."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Limits:
    """What connections may take; a room of 1,000 phones can share one address."""

    seconds: float = 5.0
    """How long a request's headers may take to arrive, and then its body."""
    write_seconds: float = 20.0
    """How long a client may take nothing of what is sent to it."""
    header_bytes: int = 16_000
    per_address: int = 2_000
    together: int = 4_000


class Member(Protocol):
    """A connection, as far as the crowd knows it."""

    address: str
    owner: str
    is_counted: bool

    def let_go(self) -> None:
        """End the connection, and forget it."""


@dataclass(slots=True)
class Crowd:
    """All connections of one server; a newcomer takes the place of the oldest that only waits, else of a stream."""

    limits: Limits
    counts: Counter[str] = field(default_factory=Counter)
    waiting: defaultdict[str, dict[Member, None]] = field(default_factory=lambda: defaultdict(dict))
    streaming: defaultdict[str, dict[Member, None]] = field(default_factory=lambda: defaultdict(dict))
    owned: defaultdict[str, dict[Member, None]] = field(default_factory=lambda: defaultdict(dict))

    def take_in(self, connection: Member) -> bool:
        """Count a connection; False where there is no place, also not after the oldest one went."""
        address = connection.address
        self.counts[address] += 1
        if self.counts[address] > self.limits.per_address and not self._make_room(address):
            return False
        if self.counts.total() > self.limits.together and not self._make_room(self._fullest()):
            return False
        self.waiting[address][connection] = None
        return True

    def _fullest(self) -> str:
        # Where one address has most of the places, it makes room, and not the phone of somebody else.
        return max(self.counts, key=lambda address: self.counts[address])

    def _make_room(self, address: str) -> bool:
        oldest = next(iter(self.waiting.get(address) or self.streaming.get(address) or ()), None)
        if oldest is None:
            return False
        oldest.let_go()
        return True

    def forget(self, connection: Member) -> None:
        """Count a connection out."""
        if not connection.is_counted:
            return
        connection.is_counted = False
        self.counts[connection.address] -= 1
        if not self.counts[connection.address]:
            del self.counts[connection.address]
        by_address, by_owner = connection.address, connection.owner
        for members, name in ((self.waiting, by_address), (self.streaming, by_address), (self.owned, by_owner)):
            members[name].pop(connection, None)
            if not members[name]:
                del members[name]

    def asked(self, connection: Member) -> None:
        """A whole request came in: until it is answered the connection makes room for nobody."""
        self.waiting.get(connection.address, {}).pop(connection, None)

    def answered(self, connection: Member) -> None:
        """It waits for a next request."""
        if connection.is_counted:
            self.waiting[connection.address][connection] = None

    def hold(self, connection: Member, most: int, *, kept: bool) -> None:
        """Keep a connection as a stream of its owner, whose oldest goes; a kept one makes room for nobody else."""
        if not connection.is_counted:  # it was let go while its request was answered
            return
        streams = self.owned[connection.owner]
        streams[connection] = None
        if not kept:
            self.streaming[connection.address][connection] = None
        if len(streams) > most:
            next(iter(streams)).let_go()
