"""Many phones that only send, as fast as they can, from a process of their own; reads one command a line, in JSON.

Each phone is a connection that posts its own forms in turn. It does no more than HTTP needs, so that a measurement
is of the server and not of the client.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from itertools import count, cycle

import msgspec

WORST_SECONDS = 60.0
"""After so long without an end a load is given up."""

OWN_CODE = "kenmerk-van-32-tekens-komt-hier-"
"""Where this stands in a request comes a code that no other request has, such as a phone makes for its answers."""


class Load(msgspec.Struct, frozen=True):
    """What to send where: the requests of each voter as they go over the wire; phones take voters in turn.

    With `seconds` the phones go on for that long; without, every voter sends its first request at the same moment.
    """

    port: int
    voters: tuple[tuple[str, ...], ...]
    phones: int = 0
    seconds: float = 0.0


class Answered(msgspec.Struct, frozen=True):
    """What came of it: answers with success and others, in how many seconds, and how long each took, sorted."""

    taken: int
    refused: int
    seconds: float
    waits: tuple[float, ...]

    @property
    def per_second(self) -> float:
        """Answers with success a second."""
        return self.taken / self.seconds

    def within(self, share: float) -> float:
        """The seconds within which this share of the answers came."""
        return self.waits[min(int(len(self.waits) * share), len(self.waits) - 1)] if self.waits else 0.0


class _Phone(asyncio.Protocol):
    """One connection: sends a request, waits for the whole answer, sends the next."""

    def __init__(self, asking: "_InTurn") -> None:
        self._asking = asking
        self._since = time.perf_counter()
        self._read = b""
        self._busy = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport), "a connection that can be read and written"
        self._transport = transport
        self._send(first=True)

    def _send(self, *, first: bool = False) -> None:
        assert self._transport is not None, "sending begins once there is a connection"
        request = self._asking.next_request()
        if request is None:
            self._transport.close()
            return
        self._busy = True
        if not first:
            self._since = time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, found, body = self._read.partition(b"\r\n\r\n")
        if not found or len(body) < _length_of(head):
            return
        self._read, self._busy = b"", False
        self._asking.answered(int(head[9:12]), time.perf_counter() - self._since)
        self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._busy:
            self._asking.answered(0, time.perf_counter() - self._since)
        self._asking.finished()


def _length_of(head: bytes) -> int:
    at = head.lower().find(b"content-length:")
    return int(head[at + 15 :].partition(b"\r\n")[0]) if at >= 0 else 0


class _Tally:
    """What the phones of one load are doing together."""

    def __init__(self, load: Load) -> None:
        self.waits: list[float] = []
        self.refused = self.open = 0
        self.codes = count(time.time_ns())
        self.done = asyncio.Event()
        self.until = time.perf_counter() + load.seconds

    def note(self, status: int, wait: float) -> None:
        """Count an answer; 0 is a connection that broke."""
        if 200 <= status < 300:
            self.waits.append(wait)
        else:
            self.refused += 1

    def leave(self) -> None:
        """Count a phone out."""
        self.open -= 1
        if not self.open:
            self.done.set()


class _InTurn:
    """The requests of the voters that one phone plays, until the time is over; or once each."""

    def __init__(self, tally: _Tally, voters: Sequence[Sequence[bytes]], *, once: bool) -> None:
        self._tally, self._once = tally, once
        turns = range(1 if once else max(map(len, voters)))
        by_turn = [requests[turn % len(requests)] for turn in turns for requests in voters]
        self._requests = iter(by_turn) if once else cycle(by_turn)

    def next_request(self) -> bytes | None:
        """The request to send now; None where there is none any more."""
        if not self._once and time.perf_counter() > self._tally.until:
            return None
        request = next(self._requests, None)
        return request and request.replace(OWN_CODE.encode(), b"%032x" % next(self._tally.codes))

    def answered(self, status: int, wait: float) -> None:
        """Count an answer."""
        self._tally.note(status, wait)

    def finished(self) -> None:
        """The connection is closed."""
        self._tally.leave()


async def send(load: Load) -> Answered:
    """Send it all and wait for every answer."""
    tally = _Tally(load)
    voters = [[request.encode() for request in requests] for requests in load.voters]
    phones = load.phones if load.seconds else len(voters)
    asking = [_InTurn(tally, voters[number::phones], once=not load.seconds) for number in range(phones)]
    tally.open = len(asking)
    began = time.perf_counter()
    await asyncio.gather(*(_connect(load.port, phone, tally) for phone in asking))
    async with asyncio.timeout(load.seconds + WORST_SECONDS):
        await tally.done.wait()
    return Answered(len(tally.waits), tally.refused, time.perf_counter() - began, tuple(sorted(tally.waits)))


async def _connect(port: int, phone: _InTurn, tally: _Tally) -> None:
    try:
        await asyncio.get_running_loop().create_connection(lambda: _Phone(phone), "127.0.0.1", port)
    except OSError:
        tally.note(0, 0.0)
        tally.leave()


def main() -> None:
    """Carry out each command that comes in and write what came of it, until there are no more."""
    for line in sys.stdin.buffer:
        answered = asyncio.run(send(msgspec.json.decode(line, type=Load)))
        sys.stdout.buffer.write(msgspec.json.encode(answered) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
