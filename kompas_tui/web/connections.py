"""One connection of a phone: deadlines on receiving and writing, and nothing taken that no browser sends.

Knows no page; a route says of an event stream whose it is, since such a connection stays.
"""

import asyncio
from collections.abc import MutableMapping
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kompas_tui.web.crowd import Crowd, Limits

MOST_STREAMS = 6
"""How many event streams a device has at once, as many as a browser opens to one place."""

MOST_UNNAMED_STREAMS = 60
"""How many there are of clients that bring no token of ours back."""

MOST_REMOTE_STREAMS = 20
"""How many the facilitator of one session has, with every beamer of it."""

_CONNECTION = "kompas.connection"
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


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
        self.get_write_buffer_size = inner.get_write_buffer_size  # type: ignore[method-assign]

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
    """uvicorn's protocol, which lets go of clients that are slow, that never read, or that ask too much at once."""

    crowd: Crowd

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The same as uvicorn's."""
        super().__init__(*args, **kwargs)
        self.address = self.owner = ""
        self.is_counted = True
        self._limits = self.crowd.limits
        self._deadline: asyncio.TimerHandle | None = None
        self._write_deadline: asyncio.TimerHandle | None = None
        self._receiving = True
        self._in_headers = True
        self._header_size = 0
        self._refusal: bytes | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count the connection, or refuse it where there are too many."""
        assert isinstance(transport, asyncio.Transport), "a server's connections can be read and written"
        transport.set_write_buffer_limits(0)  # any byte that the client doesn't take starts the clock
        transport = JoinedWrites(transport, self.loop)
        super().connection_made(transport)
        self.address = self.client[0] if self.client else ""
        if self.crowd.take_in(self):
            self._start_deadline()
        else:
            self.let_go()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it out."""
        self._stop_deadline()
        self._stop_write_deadline()
        self.crowd.forget(self)
        super().connection_lost(exc)

    def let_go(self) -> None:
        """End the connection and count it out, both at once: for what it has not taken its file would stay open."""
        self.crowd.forget(self)
        self.transport.abort()

    def hold(self, owner: str, most: int, *, kept: bool) -> None:
        """Stay as an event stream of this owner."""
        self.owner = owner
        self.crowd.hold(self, most, kept=kept)

    def data_received(self, data: bytes) -> None:
        """Read on, and start the clock for a request that isn't whole yet."""
        if self._in_headers:
            self._header_size += len(data)
        super().data_received(data)
        if self._in_headers and self._header_size > self._limits.header_bytes:
            self.transport.close()
        elif self._receiving and self._deadline is None and not self.transport.is_closing():
            self._start_deadline()

    def on_message_begin(self) -> None:
        """A request begins; one before the last is answered is a flood, for no browser sends that."""
        # A second request before the answer to the first is what no browser sends, and would be kept in memory.
        if self.cycle is not None and not self.cycle.response_complete:
            self._refuse(b"")
        self._receiving = self._in_headers = True
        super().on_message_begin()
        cast(dict[str, Any], self.scope)[_CONNECTION] = self  # for a stream to hold

    def on_headers_complete(self) -> None:
        """The body gets time of its own."""
        if self._header_size > self._limits.header_bytes and self._head_bytes() > self._limits.header_bytes:
            self._refuse(_TOO_LARGE)
        self._in_headers = False
        self._header_size = 0
        self._stop_deadline()
        super().on_headers_complete()

    def _head_bytes(self) -> int:
        return len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._receiving = False
        self._stop_deadline()
        if not self.flow.write_paused:  # who takes nothing of the last answer waits for no next one
            self.crowd.asked(self)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """It waits for a next request."""
        self.crowd.answered(self)
        super().on_response_complete()

    def _refuse(self, answer: bytes) -> None:
        """Stop reading; what the parser makes of the rest does not matter any more."""
        self._refusal = answer
        raise ConnectionRefusedError

    def send_400_response(self, msg: str) -> None:
        """Answer what can't be read; without a word where an earlier request has no answer yet."""
        if self._refusal is None:
            super().send_400_response(msg)
            return
        self.transport.write(self._refusal)
        self.transport.close()  # it counts until it took that

    def shutdown(self) -> None:
        """Let go at once of a client that is still sending."""
        if self._receiving:
            self.transport.close()
        else:
            super().shutdown()

    def pause_writing(self) -> None:
        """The client takes nothing for now; it gets some time."""
        super().pause_writing()
        self._start_write_deadline()

    def resume_writing(self) -> None:
        """It took all."""
        self._stop_write_deadline()
        super().resume_writing()

    def _start_write_deadline(self) -> None:
        left = self.transport.get_write_buffer_size()
        self._write_deadline = self.loop.call_later(self._limits.write_seconds, self._look_at_writing, left)

    def _look_at_writing(self, before: int) -> None:
        # As long as it takes something it may be slow: a phone at the edge of the network.
        if self.transport.get_write_buffer_size() < before:
            self._start_write_deadline()
        else:
            self.transport.abort()

    def _stop_write_deadline(self) -> None:
        if self._write_deadline is not None:
            self._write_deadline.cancel()
            self._write_deadline = None

    def _start_deadline(self) -> None:
        # One for the whole request: who sends a byte now and then must not hold a line for ever.
        self._deadline = self.loop.call_later(self._limits.seconds, self.transport.close)

    def _stop_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def hold_stream(scope: MutableMapping[str, Any], owner: str) -> None:
    """Keep the connection of this request as an event stream of a device, or of a client without a token."""
    _hold(scope, f"toestel {owner}", MOST_STREAMS if owner else MOST_UNNAMED_STREAMS, kept=False)


def hold_remote(scope: MutableMapping[str, Any], session: str) -> None:
    """Keep it as a stream of the facilitator of this session, which never makes room for a phone."""
    _hold(scope, f"regie {session}", MOST_REMOTE_STREAMS, kept=True)


def _hold(scope: MutableMapping[str, Any], owner: str, most: int, *, kept: bool) -> None:
    connection = scope.get(_CONNECTION)
    if connection is not None:  # there is none where an app is called without a server
        connection.hold(owner, most, kept=kept)


def connection_class(limits: Limits) -> type[Connection]:
    """The protocol with these limits, to hand to uvicorn."""
    return type("LimitedConnection", (Connection,), {"crowd": Crowd(limits)})
