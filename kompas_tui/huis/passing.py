"""A request for a session that another node leads, passed on to it, with its answer streamed back."""

import itertools
import logging
import ssl
from collections.abc import AsyncIterator

import httpx
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from kompas_tui.huis.accounts import PASS_COOKIE
from kompas_tui.huis.cookies import without_cookie
from kompas_tui.huis.mount import BEAMER_PATH
from kompas_tui.web.requests import header

PASSED_ON = b"x-kompas-doorgegeven"
"""Stands on a request that came by another node: it is not passed on once more."""

_OF_ONE_LINE = {b"connection", b"keep-alive", b"transfer-encoding", b"te", b"upgrade", b"host"}
_OF_REQUEST = _OF_ONE_LINE | {b"content-length"}
_BUNDLES, _MOST_KEPT = 64, 256
LARGEST_PASSED_ON, _READ_WHOLE = 1 << 25, 1 << 20
"""What is sent on at most; and answers up to here are read whole, as a page that is sent in one piece costs least."""
# A node that is there takes a line at once. It may be silent long: an event stream is, between two heartbeats.
_CONNECT_SECONDS, _SILENT_SECONDS = 2.0, 60.0

_log = logging.getLogger(__name__)


class NodeAway(Exception):
    """The other node did not answer."""


class NodeNotReached(NodeAway):
    """There was no line to the other node, so that it got nothing of what was sent."""


class Passing:
    """The lines to other nodes."""

    def __init__(self) -> None:
        # A transport and no client: that would keep the cookies of one phone, and send them along for the next.
        # Several, since one looks through all its lines at each request: with a hundred that took most of the time.
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=_MOST_KEPT // _BUNDLES)
        context = ssl.create_default_context()
        bundles = [httpx.AsyncHTTPTransport(context, limits=limits, trust_env=False) for _ in range(_BUNDLES)]
        self._bundles, self._turn = bundles, itertools.cycle(bundles)
        self._patience = {"timeout": httpx.Timeout(_SILENT_SECONDS, connect=_CONNECT_SECONDS).as_dict()}

    async def close(self) -> None:
        """Let go of them."""
        for lines in self._bundles:
            await lines.aclose()

    async def answer(self, request: Request, body: bytes, node: str) -> Response:
        """What the node at this address answers; NodeAway where it does not."""
        if header(request, PASSED_ON):  # the two don't agree who leads; the phone asks again
            raise NodeAway
        path = request.scope.get("raw_path") or request.scope["path"].encode()
        query: bytes = request.scope["query_string"]
        url = httpx.URL(node).copy_with(raw_path=path + b"?" + query if query else path)
        headers = [(name, value) for name, value in request.scope["headers"] if name not in _OF_REQUEST]
        host = next((value for name, value in request.scope["headers"] if name == b"host"), b"")
        client = request.client.host if request.client else ""
        # What a client says of its own address counts for nothing; ours takes its place.
        headers = [pair for pair in headers if pair[0] not in (b"x-forwarded-for", PASSED_ON)]
        if BEAMER_PATH not in request.scope["path"]:  # only there another node asks who facilitates
            headers = [*without_cookie(headers, PASS_COOKIE)]
        headers += [(b"host", host), (b"x-forwarded-for", client.encode("latin-1")), (PASSED_ON, b"1")]
        sent = httpx.Request(request.method, url, headers=headers, content=body, extensions=self._patience)
        try:
            got = await next(self._turn).handle_async_request(sent)
        except httpx.HTTPError as error:
            _log.warning("another node did not answer: %s", type(error).__name__)
            was_sent = not isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
            raise (NodeAway if was_sent else NodeNotReached) from error
        length = got.headers.get("content-length", "")
        is_short = length.isdecimal() and int(length) <= _READ_WHOLE
        response = await _whole(got) if is_short else _Streamed(got)
        # With a length before a stream a phone would know the end of it before we do, and ask the next too soon.
        left_out = _OF_ONE_LINE if is_short else _OF_REQUEST
        response.raw_headers = [(name, value) for name, value in got.headers.raw if name.lower() not in left_out]
        return response


async def _whole(got: httpx.Response) -> Response:
    """The same answer, read to its end; NodeAway where it breaks off."""
    try:
        body = b"".join([piece async for piece in got.aiter_raw()])
    except httpx.HTTPError as error:
        raise NodeAway from error
    finally:
        await got.aclose()
    return Response(body, got.status_code)


class _Streamed(StreamingResponse):
    """What another node answers, as it comes; its line is let go of also where the phone went away before that."""

    def __init__(self, got: httpx.Response) -> None:
        super().__init__(_body(got), got.status_code)
        self._got = got

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._got.aclose()


async def _body(got: httpx.Response) -> AsyncIterator[bytes]:
    try:
        async for piece in got.aiter_raw():
            yield piece
    except httpx.HTTPError:
        return  # the node is gone: the phone's own script comes back
