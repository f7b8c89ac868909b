"""Who may steer: the remote's key, as a bearer of programs or behind a cookie of the page."""

import asyncio
import hashlib
import hmac
import re
import secrets
import time

from starlette.requests import Request

from kompas_tui.web.requests import BadRequest, header, is_from_elsewhere

WRONG_KEY_SECONDS = 0.25
"""How long a wrong key waits, one after another, so that guessing takes too long; a right key never waits."""

MOST_WAITING = 8
"""How many wrong keys wait at once; one more is refused at once, so that left ones don't hold up a typing error."""

COOKIE = "kompas-regie"
COOKIE_SECONDS = 16 * 3600
MOST_PASSES = 50

_TOO_MANY = "Er komen nu te veel verkeerde sleutels binnen. Wacht even en probeer het dan nog eens."
_COOKIE = re.compile(rf"(?:^|;\s*){COOKIE}=([0-9a-f]{{64}})(?:;|$)")


class Keyhole:
    """Checks the key of one session; with an empty key it opens for nobody."""

    def __init__(self, key: str, code: str) -> None:
        self._key = key.encode()
        self._wrong_keys = asyncio.Lock()
        self._waiting = 0
        self._passes: dict[bytes, float] = {}
        """Until when each pass is good, by its fingerprint."""
        self.token = self._derived(f"formulier:{code}")
        """Stands in every form of the page, so that no page elsewhere can send one."""

    def _derived(self, purpose: str) -> str:
        return hmac.digest(self._key, purpose.encode(), hashlib.sha256).hex()

    def fits(self, given: str) -> bool:
        """Whether this is the key."""
        return bool(self._key) and hmac.compare_digest(given.strip().encode(), self._key)

    async def tried(self, given: str) -> bool:
        """Whether this is the key; a wrong one waits for its turn, and is a BadRequest where too many wait already."""
        if self.fits(given):
            return True
        if given:
            await self._wait()
        return False

    async def _wait(self) -> None:
        if self._waiting >= MOST_WAITING:
            raise BadRequest(429, _TOO_MANY)
        self._waiting += 1
        try:
            async with self._wrong_keys:
                await asyncio.sleep(WRONG_KEY_SECONDS)
        finally:
            self._waiting -= 1

    async def bears_key(self, request: Request) -> bool:
        """Whether a program sends the key."""
        scheme, _, given = header(request, b"authorization").partition(" ")
        right = await self.tried(given)
        return right and scheme.lower() == "bearer"

    def has_pass(self, request: Request) -> bool:
        """Whether a browser logged in with the key, since the program began and not too long ago."""
        found = _COOKIE.search(header(request, b"cookie"))
        ends = self._passes.get(_print_of(found[1])) if found else None
        return bool(self._key) and ends is not None and time.monotonic() < ends

    def is_own_form(self, request: Request, token: str) -> bool:
        """Whether a form comes from our own page: it holds the token, and the browser names no other site."""
        return hmac.compare_digest(token.encode(), self.token.encode()) and not is_from_elsewhere(request)

    def cookie(self) -> str:
        """The cookie of who logs in, with a pass of its own; the oldest goes where there are many."""
        token = secrets.token_hex(32)
        self._passes[_print_of(token)] = time.monotonic() + COOKIE_SECONDS
        while len(self._passes) > MOST_PASSES:
            del self._passes[next(iter(self._passes))]
        return f"{COOKIE}={token}; Path=/regie; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Strict"

    def take_back(self, request: Request) -> str:
        """Make the pass of this browser worth nothing, and give the cookie of who logged out."""
        found = _COOKIE.search(header(request, b"cookie"))
        if found is not None:
            self._passes.pop(_print_of(found[1]), None)
        return f"{COOKIE}=; Path=/regie; Max-Age=0; HttpOnly; SameSite=Strict"


def _print_of(token: str) -> bytes:
    """What is kept of a pass; looking it up tells nothing about how much of a guess was right."""
    return hashlib.sha256(token.encode()).digest()
