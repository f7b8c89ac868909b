"""The gate before every route: which Host is served, the headers on every answer, and faults that got through."""

import ipaddress
import logging
import time
from collections.abc import Callable, Collection

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kompas_tui.web.addresses import own_addresses
from kompas_tui.web.pages import CONTENT_POLICY
from kompas_tui.web.requests import headers_of

# Asking the system at every request costs more than the page; a laptop that changes networks is known soon enough.
OWN_ADDRESSES_SECONDS = 5.0
MOST_KNOWN_HOSTS = 200

HEADERS = [
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-kompas", b"1"),  # a reply without it comes from a portal or a proxy on the way, and tells nothing
]
NEVER_KEPT = (b"cache-control", b"no-store")

_log = logging.getLogger(__name__)


class Hosts:
    """Which names in a Host header are this machine; others may be a page elsewhere that points here."""

    def __init__(self, allowed: Callable[[], Collection[str]]) -> None:
        self._allowed = allowed
        self._known: set[bytes] = set()
        self._own: set[str] = set()
        self._looked = -OWN_ADDRESSES_SECONDS

    def serves(self, host: bytes) -> bool:
        """Whether this Host is served."""
        if host in self._known:
            return True
        if not self._is_ours(_name(host)):
            return False
        if len(self._known) >= MOST_KNOWN_HOSTS:
            # Our names can come with any port behind them, so there can be many.
            self._known.clear()
        self._known.add(host)
        return True

    def _is_ours(self, name: str) -> bool:
        if name == "localhost" or name in {allowed.lower() for allowed in self._allowed()}:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or name in self._own_addresses()

    def _own_addresses(self) -> set[str]:
        if time.monotonic() - self._looked > OWN_ADDRESSES_SECONDS:
            self._own, self._looked = own_addresses(), time.monotonic()
        return self._own


def _name(host: bytes) -> str:
    """The name or address in a Host header, without its port."""
    # Latin-1 reads any byte: a Host that is no text must be refused and not break the answer.
    text = host.decode("latin-1").strip().lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    name, colon, port = text.rpartition(":")
    return name if colon and port.isdigit() else text


class Guard:
    """Wraps the routes."""

    def __init__(self, app: ASGIApp, hosts: Hosts, *, misdirected: ASGIApp, broken: ASGIApp) -> None:
        """`misdirected` answers a Host that isn't served, `broken` a request that a fault ended."""
        self._app = app
        self._hosts = hosts
        self._misdirected = misdirected
        self._broken = broken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = message["headers"]
                kept = b"cache-control" in dict(headers)
                message["headers"] = [*headers, *HEADERS] if kept else [*headers, *HEADERS, NEVER_KEPT]
            await send(message)

        host = headers_of(scope).get(b"host", b"")
        app = self._app if self._hosts.serves(host) else self._misdirected
        try:
            await app(scope, receive, guarded)
        except Exception:  # noqa: BLE001 - no fault may reach the server, which would answer with a page of its own
            _log.exception("a request failed")
            if not started:
                await self._broken(scope, receive, guarded)
