"""A network that delays, loses and doubles what goes over it, between people and the server's ASGI app."""

import asyncio
import contextlib
import gzip
import json
import random
from collections.abc import Callable, Mapping
from contextvars import copy_context
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from kompas_tui.web.app import WebApp
from tests.simulator.loop import SIDE

Serving = Callable[[], tuple[int, WebApp] | None]
"""Which server answers now, with its number; None while there is none."""

HOST = "kamer"
MOST_REDIRECTS = 5


class Lost(Exception):
    """No reply came: what was sent may have arrived or not."""


@dataclass(frozen=True)
class Request:
    """What somebody sends."""

    method: str
    target: str
    """Path and query."""
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """What came back, as it went over the network."""

    status: int
    headers: Mapping[bytes, list[bytes]]
    body: bytes

    @cached_property
    def text(self) -> str:
        """The page, unpacked."""
        packed = self.headers.get(b"content-encoding") == [b"gzip"]
        return (gzip.decompress(self.body) if packed else self.body).decode()


class Network:
    """The way to the server; with `bad` 0 everything arrives at once and in order."""

    def __init__(self, serving: Serving, chance: random.Random, bad: float) -> None:
        self._serving, self._chance, self.bad = serving, chance, bad

    async def bring(self, request: Request) -> Reply:
        """Bring a request to the server and its reply back; Lost where the network or the server fails."""
        await self._delay()
        if self._chance.random() < self.bad:
            raise Lost("on the way there")
        sent = [asyncio.create_task(self._answered(request))]
        if self._chance.random() < self.bad:
            sent.append(asyncio.create_task(self._answered(request)))
        replies = await asyncio.gather(*sent, return_exceptions=True)
        await self._delay()
        reply = replies[-1]
        if self._chance.random() < self.bad:
            raise Lost("on the way back")
        if isinstance(reply, BaseException):
            raise Lost("the server is gone") from reply
        return reply

    async def _delay(self) -> None:
        slow = self.bad and self._chance.random() < 0.1
        await asyncio.sleep(self._chance.uniform(1, 20) if slow else self._chance.expovariate(20))

    async def _answered(self, request: Request) -> Reply:
        server = self._serving()
        if server is None:
            raise Lost("nobody listens")
        number, app = server
        context = copy_context()
        context.run(SIDE.set, number)
        answering = asyncio.create_task(_called(app, request), context=context)
        with contextlib.suppress(asyncio.CancelledError):
            return await answering
        raise Lost("the server died")


async def _called(app: WebApp, request: Request) -> Reply:
    """What the app answers; an exception of its own is a 500, as a server would make of it."""
    path, _, query = request.target.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": request.method, "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(b"host", HOST.encode()), *request.headers], "server": (HOST, 80), "client": ("127.0.0.1", 123),
    }  # fmt: skip
    status, headers, body, is_over, is_read = 500, dict[bytes, list[bytes]](), bytearray(), asyncio.Event(), False

    async def receive() -> dict[str, Any]:
        nonlocal is_read
        if is_read:
            await is_over.wait()
            return {"type": "http.disconnect"}
        is_read = True
        return {"type": "http.request", "body": request.body, "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
            for name, value in message["headers"]:
                headers.setdefault(name.lower(), []).append(value)
        else:
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                is_over.set()

    with contextlib.suppress(Exception):
        await app(scope, receive, send)
    return Reply(status, headers, bytes(body))


class Browser:
    """Somebody's browser: it keeps cookies and follows redirects; much lighter than a client for real networks."""

    def __init__(self, network: Network, headers: Mapping[str, str] = {}) -> None:
        self._network = network
        self._headers = tuple((name.lower().encode(), value.encode()) for name, value in headers.items())
        self._cookies: dict[bytes, bytes] = {}

    async def get(self, target: str) -> Reply:
        """Look at a page."""
        return await self._sent("GET", target, {}, b"")

    async def post(self, target: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """Send a form."""
        return await self._sent("POST", target, headers, body)

    async def post_json(self, target: str, data: Any) -> Reply:
        """Send a command to the remote."""
        return await self.post(target, json.dumps(data).encode(), {"Content-Type": "application/json"})

    async def _sent(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        for _ in range(MOST_REDIRECTS):
            reply = await self._network.bring(Request(method, target, self._all_headers(headers, body), body))
            self._keep_cookies(reply)
            if reply.status not in (302, 303):
                return reply
            parts = urlsplit(reply.headers[b"location"][0].decode())
            target = f"{parts.path}?{parts.query}" if parts.query else parts.path
            method, headers, body = "GET", {}, b""
        raise AssertionError(f"redirected for ever, at last to {target}")

    def _all_headers(self, headers: Mapping[str, str], body: bytes) -> tuple[tuple[bytes, bytes], ...]:
        cookies = b"; ".join(name + b"=" + value for name, value in self._cookies.items())
        return (
            (b"accept-encoding", b"gzip"), (b"content-length", str(len(body)).encode()), *self._headers,
            *((name.lower().encode(), value.encode()) for name, value in headers.items()),
            *([(b"cookie", cookies)] if cookies else []),
        )  # fmt: skip

    def _keep_cookies(self, reply: Reply) -> None:
        for cookie in reply.headers.get(b"set-cookie", []):
            name, _, value = cookie.partition(b";")[0].partition(b"=")
            if b"max-age=0" in cookie.lower():
                self._cookies.pop(name, None)
            else:
                self._cookies[name] = value
