"""A network that delays, loses and doubles what goes over it, between people and the server's ASGI app."""

import asyncio
import contextlib
import random
from collections.abc import Callable
from contextvars import copy_context

import httpx

from kompas_tui.web.app import WebApp
from tests.simulator.loop import SIDE

Serving = Callable[[], tuple[int, WebApp] | None]
"""Which server answers now, with its number; None while there is none."""


class Network(httpx.AsyncBaseTransport):
    """The way to the server; with `bad` 0 everything arrives at once and in order."""

    def __init__(self, serving: Serving, chance: random.Random, bad: float) -> None:
        self._serving, self._chance, self.bad = serving, chance, bad

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Bring a request to the server and its reply back, or fail as a network does."""
        await self._delay()
        if self._chance.random() < self.bad:
            raise httpx.ConnectError("lost on the way there")
        sent = [asyncio.create_task(self._answered(request))]
        if self._chance.random() < self.bad:
            sent.append(asyncio.create_task(self._answered(request)))
        replies = await asyncio.gather(*sent, return_exceptions=True)
        await self._delay()
        reply = replies[-1]
        if self._chance.random() < self.bad:
            raise httpx.ReadError("lost on the way back")
        if isinstance(reply, BaseException):
            raise httpx.ReadError("the server is gone") from reply
        return reply

    async def _delay(self) -> None:
        slow = self.bad and self._chance.random() < 0.1
        await asyncio.sleep(self._chance.uniform(1, 20) if slow else self._chance.expovariate(20))

    async def _answered(self, request: httpx.Request) -> httpx.Response:
        server = self._serving()
        if server is None:
            raise httpx.ConnectError("nobody listens")
        number, app = server
        context = copy_context()
        context.run(SIDE.set, number)
        answering = asyncio.create_task(
            httpx.ASGITransport(app=app, raise_app_exceptions=False).handle_async_request(request), context=context
        )
        with contextlib.suppress(asyncio.CancelledError):
            return await answering
        raise httpx.ReadError("the server died")
