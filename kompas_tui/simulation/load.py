"""Many phones that only send, as fast as they can, from a process of their own; reads one command a line, in JSON.

Each phone is a connection that posts its own forms in turn. It does no more than HTTP needs, so that a measurement
is of the server and not of the client.
"""

import asyncio
import selectors
import socket
import sys
import time
from collections.abc import Sequence
from itertools import count, cycle
from typing import Any

import msgspec

WORST_SECONDS = 60.0
"""After so long without an end a load is given up."""

OWN_CODE = "kenmerk-van-32-tekens-komt-hier-"
"""Where this stands in a request comes a code that no other request has, such as a phone makes for its answers."""


class Load(msgspec.Struct, frozen=True):
    """What to send where: the requests of each voter as they go over the wire; phones take voters in turn.

    With `seconds` the phones go on for that long; without, every voter presses the button at the same moment, and waits
    from then on, also for the connection.
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
        head, gap, body = self._read.partition(b"\r\n\r\n")
        if not gap or len(body) < _length_of(head):
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
    """The requests of the voters that one phone plays, until the time is over."""

    def __init__(self, tally: _Tally, voters: Sequence[Sequence[bytes]]) -> None:
        self._tally = tally
        turns = range(max(map(len, voters)))
        self._requests = cycle([requests[turn % len(requests)] for turn in turns for requests in voters])

    def next_request(self) -> bytes | None:
        """The request to send now; None where there is none any more."""
        if time.perf_counter() > self._tally.until:
            return None
        return next(self._requests).replace(OWN_CODE.encode(), b"%032x" % next(self._tally.codes))

    def answered(self, status: int, wait: float) -> None:
        """Count an answer."""
        self._tally.note(status, wait)

    def finished(self) -> None:
        """The connection is closed."""
        self._tally.leave()


def send_at_once(load: Load) -> Answered:
    """Send the first request of every voter, all at the same moment, and wait for every answer.

    Connecting and sending come first and reading after that, without an event loop between: what is measured must be
    the server, which has all of them before it at once, and not how fast one client can make connections.
    """
    codes = count(time.time_ns())
    requests = [voter[0].encode().replace(OWN_CODE.encode(), b"%032x" % next(codes)) for voter in load.voters]
    waits: list[float] = []
    answered = 0
    with selectors.DefaultSelector() as selector:
        began = time.perf_counter()
        for request in requests:
            try:
                phone = socket.create_connection(("127.0.0.1", load.port))
                phone.sendall(request)
                phone.setblocking(False)
            except OSError:
                answered += 1
                continue
            selector.register(phone, selectors.EVENT_READ, bytearray())
        while answered < len(requests) and time.perf_counter() - began < WORST_SECONDS:
            for key, _ in selector.select(1.0):
                status = _status_of(key.fileobj, key.data)
                if status is None:
                    continue
                answered += 1
                if 200 <= status < 300:
                    waits.append(time.perf_counter() - began)
                selector.unregister(key.fileobj)
                key.fileobj.close()  # type: ignore[union-attr]  # they are all sockets
        return Answered(len(waits), len(requests) - len(waits), time.perf_counter() - began, tuple(sorted(waits)))


def _status_of(phone: Any, read: bytearray) -> int | None:
    """The status of an answer that is whole; 0 where the connection broke, None where more must come."""
    try:
        data = phone.recv(65536)
    except OSError:
        return 0
    if not data:
        return 0
    read += data
    head, gap, body = bytes(read).partition(b"\r\n\r\n")
    return int(head[9:12]) if gap and len(body) >= _length_of(head) else None


async def send(load: Load) -> Answered:
    """Go on sending for the seconds of the load, and wait for every answer."""
    tally = _Tally(load)
    voters = [[request.encode() for request in requests] for requests in load.voters]
    asking = [_InTurn(tally, voters[number :: load.phones]) for number in range(load.phones)]
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
        load = msgspec.json.decode(line, type=Load)
        answered = asyncio.run(send(load)) if load.seconds else send_at_once(load)
        sys.stdout.buffer.write(msgspec.json.encode(answered) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
