"""Many phones that only send, as fast as they can, from a process of their own; reads one command a line, in JSON.

Each phone is a connection that posts its own forms in turn. It does no more than HTTP needs, so that a measurement
is of the server and not of the client.
"""

import selectors
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import count, cycle
from typing import Any

import msgspec

WORST_SECONDS = 60.0
"""After so long without an end a load is given up."""

OWN_CODE = "kenmerk-van-32-tekens-komt-hier-"
"""Where this stands in a request comes a code that no other request has, such as a phone makes for its answers."""

_OWN_CODE = OWN_CODE.encode()


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
    """What came of it: answers with success and others, in how many seconds, and how long each took, sorted.

    `worked` are the seconds of a processor that the phones themselves took.
    """

    taken: int
    refused: int
    seconds: float
    waits: tuple[float, ...]
    worked: float = 0.0

    @property
    def per_second(self) -> float:
        """Answers with success a second."""
        return self.taken / self.seconds

    def within(self, share: float) -> float:
        """The seconds within which this share of the answers came."""
        return self.waits[min(int(len(self.waits) * share), len(self.waits) - 1)] if self.waits else 0.0


def send_at_once(load: Load) -> Answered:
    """Send the first request of every voter, all at the same moment, and wait for every answer.

    Connecting and sending come first and reading after that, without an event loop between: what is measured must be
    the server, which has all of them before it at once, and not how fast one client can make connections.
    """
    codes = count(time.time_ns())
    requests = [voter[0].encode().replace(_OWN_CODE, b"%032x" % next(codes)) for voter in load.voters]
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
    end = read.find(b"\r\n\r\n")
    return int(read[9:12]) if end >= 0 and _is_whole(read[:end].lower(), read, end + 4) else None


def _is_whole(head: bytearray, read: bytearray, body: int) -> bool:
    """Whether all that this head announces is there, from `body` on."""
    at = head.find(b"content-length:")
    if at >= 0:
        return len(read) - body >= int(head[at + 15 :].partition(b"\r\n")[0])
    return b"transfer-encoding: chunked" not in head or read.endswith(b"0\r\n\r\n")


class _Phone:
    """One connection: sends a request, waits for the whole answer, sends the next."""

    def __init__(self, line: socket.socket, voters: Sequence[Sequence[str]]) -> None:
        """It plays these voters in turn, each with its next request."""
        turns = range(max(map(len, voters)))
        asks = [requests[turn % len(requests)].encode() for turn in turns for requests in voters]
        self.line, self._requests = line, cycle(asks)
        self.read = bytearray()
        self.since = time.perf_counter()

    def send(self, codes: Iterator[int]) -> None:
        """Send the next request; OSError where the connection broke."""
        self.line.sendall(next(self._requests).replace(_OWN_CODE, b"%032x" % next(codes)))


def send_on(load: Load) -> Answered:
    """Go on sending for the seconds of the load, and wait for every answer; without an event loop, which costs more
    than the rest of it.
    """
    codes, waits, refused = count(time.time_ns()), list[float](), 0
    began, worked = time.perf_counter(), time.process_time()
    until = began + load.seconds
    with selectors.DefaultSelector() as selector:
        for number in range(load.phones):
            since = time.perf_counter()
            try:
                phone = _Phone(socket.create_connection(("127.0.0.1", load.port)), load.voters[number :: load.phones])
                phone.send(codes)
            except OSError:
                refused += 1
                continue
            phone.since = since
            phone.line.setblocking(False)
            selector.register(phone.line, selectors.EVENT_READ, phone)
        while selector.get_map() and time.perf_counter() < until + WORST_SECONDS:
            for key, _ in selector.select(1.0):
                phone = key.data
                status = _status_of(phone.line, phone.read)
                if status is None:
                    continue
                now = time.perf_counter()
                if 200 <= status < 300:
                    waits.append(now - phone.since)
                else:
                    refused += 1
                phone.read.clear()
                phone.since = now
                try:
                    if status and now < until:
                        phone.send(codes)
                        continue
                except OSError:
                    refused += 1
                selector.unregister(phone.line)
                phone.line.close()
        refused += len(selector.get_map())
    seconds = time.perf_counter() - began
    return Answered(len(waits), refused, seconds, tuple(sorted(waits)), time.process_time() - worked)


def main() -> None:
    """Carry out each command that comes in and write what came of it, until there are no more."""
    for line in sys.stdin.buffer:
        load = msgspec.json.decode(line, type=Load)
        answered = send_on(load) if load.seconds else send_at_once(load)
        sys.stdout.buffer.write(msgspec.json.encode(answered) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
