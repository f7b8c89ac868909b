"""One connection of a phone: deadlines on receiving, and how many there may be; knows no page."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


@dataclass(frozen=True, slots=True)
class Limits:
    """What connections may take; a room of 1,000 phones can share one address."""

    seconds: float = 5.0
    """How long a request's headers may take to arrive, and then its body."""
    header_bytes: int = 32_000
    per_address: int = 2_000
    together: int = 4_000


class JoinedWrites(asyncio.Transport):
    """A transport that sends what is written in one turn of the loop at once: an answer's head with its body.

    uvicorn writes the two apart, and each write is a call to the system.
    """

    def __init__(self, inner: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._inner, self._loop = inner, loop
        self._head: bytes = b""
        # What only passes through is called as often as what we add to: no detour.
        self.is_closing = inner.is_closing  # type: ignore[method-assign]
        self.get_extra_info = inner.get_extra_info  # type: ignore[method-assign]
        self.pause_reading = inner.pause_reading  # type: ignore[method-assign]
        self.resume_reading = inner.resume_reading  # type: ignore[method-assign]
        self.set_protocol = inner.set_protocol  # type: ignore[method-assign]
        self.abort = inner.abort  # type: ignore[method-assign]

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Keep the first for what follows in this turn; what follows goes with it."""
        if self._head:
            head, self._head = self._head, b""
            self._inner.write(head + data)
        elif data:
            self._head = bytes(data)
            self._loop.call_soon(self._flush)

    def close(self) -> None:
        """Send what waits, then close."""
        self._flush()
        self._inner.close()

    def _flush(self) -> None:
        if self._head:
            head, self._head = self._head, b""
            self._inner.write(head)


class Connection(HttpToolsProtocol):
    """uvicorn's protocol, which lets go of clients that are slow to send a request."""

    limits: Limits
    counts: Counter[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The same as uvicorn's."""
        super().__init__(*args, **kwargs)
        self._address = ""
        self._deadline: asyncio.TimerHandle | None = None
        self._receiving = True
        self._in_headers = True
        self._header_size = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count the connection, or refuse it where there are too many."""
        assert isinstance(transport, asyncio.Transport), "a server's connections can be read and written"
        transport = JoinedWrites(transport, self.loop)
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        self.counts[self._address] += 1
        if self.counts[self._address] > self.limits.per_address or len(self.connections) > self.limits.together:
            transport.close()
            return
        self._start_deadline()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it out."""
        self._stop_deadline()
        self.counts[self._address] -= 1
        if not self.counts[self._address]:
            del self.counts[self._address]
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, and start the clock for a request that isn't whole yet."""
        if self._in_headers:
            self._header_size += len(data)
        super().data_received(data)
        if self._in_headers and self._header_size > self.limits.header_bytes:
            self.transport.close()
        elif self._receiving and self._deadline is None and not self.transport.is_closing():
            self._start_deadline()

    def on_message_begin(self) -> None:
        """A request begins."""
        self._receiving = self._in_headers = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The body gets time of its own."""
        self._in_headers = False
        self._header_size = 0
        self._stop_deadline()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._receiving = False
        self._stop_deadline()
        super().on_message_complete()

    def shutdown(self) -> None:
        """Let go at once of a client that is still sending."""
        if self._receiving:
            self.transport.close()
        else:
            super().shutdown()

    def _start_deadline(self) -> None:
        self._deadline = self.loop.call_later(self.limits.seconds, self.transport.close)

    def _stop_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def connection_class(limits: Limits) -> type[Connection]:
    """The protocol with these limits, to hand to uvicorn."""
    return type("LimitedConnection", (Connection,), {"limits": limits, "counts": Counter()})
