"""Who may steer: the remote's key, as a bearer of programs or behind a cookie of the page."""

import asyncio
import hashlib
import hmac
import re

from starlette.requests import Request

from kompas_tui.web.requests import header

WRONG_KEY_SECONDS = 0.25
"""How long a wrong key waits, one after another, so that guessing takes too long; a right key never waits."""

COOKIE = "kompas-regie"
COOKIE_SECONDS = 16 * 3600

_COOKIE = re.compile(rf"(?:^|;\s*){COOKIE}=([0-9a-f]{{64}})(?:;|$)")


class Keyhole:
    """Checks the key of one session; with an empty key it opens for nobody."""

    def __init__(self, key: str, code: str) -> None:
        self._key = key.encode()
        self._wrong_keys = asyncio.Lock()
        self._pass = self._derived(f"bladzijde:{code}")
        self.token = self._derived(f"formulier:{code}")
        """Stands in every form of the page, so that no page elsewhere can send one."""

    def _derived(self, purpose: str) -> str:
        return hmac.digest(self._key, purpose.encode(), hashlib.sha256).hex()

    def fits(self, given: str) -> bool:
        """Whether this is the key."""
        return bool(self._key) and hmac.compare_digest(given.strip().encode(), self._key)

    async def tried(self, given: str) -> bool:
        """Whether this is the key; a wrong one waits for its turn."""
        if self.fits(given):
            return True
        if given:
            async with self._wrong_keys:
                await asyncio.sleep(WRONG_KEY_SECONDS)
        return False

    async def bears_key(self, request: Request) -> bool:
        """Whether a program sends the key."""
        scheme, _, given = header(request, b"authorization").partition(" ")
        right = await self.tried(given)
        return right and scheme.lower() == "bearer"

    def has_pass(self, request: Request) -> bool:
        """Whether a browser logged in with the key."""
        found = _COOKIE.search(header(request, b"cookie"))
        return bool(self._key) and found is not None and hmac.compare_digest(found[1], self._pass)

    def is_own_form(self, request: Request, token: str) -> bool:
        """Whether a form comes from our own page: it holds the token, and the browser names no other site.

        On plain HTTP most browsers don't name the site, and send `null` as the origin of a page without referrer.
        """
        origin, host = header(request, b"origin"), header(request, b"host")
        elsewhere = origin not in ("", "null", f"http://{host}", f"https://{host}")
        site = header(request, b"sec-fetch-site")
        return (
            hmac.compare_digest(token.encode(), self.token.encode()) and not elsewhere and site in ("", "same-origin")
        )

    def cookie(self) -> str:
        """The cookie of who logged in."""
        return f"{COOKIE}={self._pass}; Path=/regie; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Strict"

    @staticmethod
    def no_cookie() -> str:
        """The cookie of who logged out."""
        return f"{COOKIE}=; Path=/regie; Max-Age=0; HttpOnly; SameSite=Strict"
