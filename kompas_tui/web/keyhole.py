"""Who may steer: the remote's key, as a bearer of programs or behind a cookie of the page."""

import asyncio
import contextlib
import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Callable

from starlette.requests import Request

from kompas_tui.web.requests import BadRequest, header, is_from_elsewhere
from kompas_tui.web.steering import Away, Steering

WRONG_KEY_SECONDS = 0.25
"""How long a wrong key waits, one after another, so that guessing takes too long; a right key never waits."""

MOST_WAITING = 8
"""How many wrong keys wait at once; one more is refused at once, so that left ones don't hold up a typing error."""

PAIRING_PATH = "/regie/koppel"
PAIRING_SECONDS = 120
"""How long a phone can be paired after that was asked."""

COOKIE = "kompas-regie"
# A whole day of work from early preparing to the end of the evening.
COOKIE_SECONDS = 16 * 3600
PASS_LENGTH = 32
"""How many hexadecimal figures name a pass, the last eight its end; as many behind them seal it."""

_TOO_MANY = "Er komen nu te veel verkeerde sleutels binnen. Wacht even en probeer het dan nog eens."
_COOKIE = re.compile(rf"(?:^|;\s*){COOKIE}=([0-9a-f]{{64}})(?:;|$)")


def may_always_open() -> bool:
    """On a laptop the key is all that counts."""
    return True


class Keyhole:
    """Checks the key of one session; with an empty key it opens for nobody."""

    def __init__(
        self, key: str, code: str, away: Away | None = None, *, may_open: Callable[[], bool] = may_always_open
    ) -> None:
        """`may_open` tells whether whose session it is may facilitate still."""
        self._key, self._may_open = key.encode(), may_open
        self._wrong_keys = asyncio.Lock()
        self._waiting = 0
        self._pairing = ("", 0.0)
        self._code = code
        # The time goes on from the start: a clock of the laptop that is set back must not make an old pass good again.
        self._began = time.time() - time.monotonic()
        self.steering = Steering(away)
        self.token = self._derived(f"formulier:{code}")
        """Stands in every form of the page, so that no page elsewhere can send one."""

    def _derived(self, purpose: str) -> str:
        return hmac.digest(self._key, purpose.encode(), hashlib.sha256).hex()

    def fits(self, given: str) -> bool:
        """Whether this is the key."""
        # It takes as long for every key, so that none can be found letter by letter.
        return self.opens and hmac.compare_digest(given.strip().encode(), self._key)

    @property
    def opens(self) -> bool:
        """Whether it opens for anybody."""
        return bool(self._key) and self._may_open()

    def opens_for(self, name: str) -> bool:
        """Whether it opens for who has the pass with this name."""
        return self.opens and not self.steering.is_away(name)

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
            # One after another, and for all together: whoever guesses from many addresses gains nothing.
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
        """Whether a browser logged in with the key, not too long ago, and did not log out or was sent away.

        A pass is sealed and not remembered, so that a facilitator goes on steering after a crash.
        """
        name = self.pass_of(request)
        if name:
            self.steering.came(name)
        return bool(name)

    def pass_of(self, request: Request) -> str:
        """The name of the pass that a browser brings; empty where it is worth nothing."""
        match = _COOKIE.search(header(request, b"cookie"))
        if match is None or not self.opens:
            return ""
        name, seal = match[1][:PASS_LENGTH], match[1][PASS_LENGTH:]
        is_ours = hmac.compare_digest(seal, self._seal(name))
        is_good = is_ours and not self.steering.is_away(name) and self._now() < int(name[-8:], 16)
        return name if is_good else ""

    def _now(self) -> float:
        """Seconds since 1970 by a clock that nobody sets back while the program runs."""
        return self._began + time.monotonic()

    def _seal(self, name: str) -> str:
        return self._derived(f"bladzijde:{self._code}:{name}")[:PASS_LENGTH]

    def is_own_form(self, request: Request, token: str) -> bool:
        """Whether a form comes from our own page: it holds the token, and the browser names no other site."""
        return hmac.compare_digest(token.encode(), self.token.encode()) and not is_from_elsewhere(request)

    def new_pairing(self) -> str:
        """A word by which one browser gets a pass, once, and only for a while; an earlier one is worth nothing now."""
        self._pairing = (secrets.token_hex(12), self._now() + PAIRING_SECONDS)
        return self._pairing[0]

    def is_pairing(self, word: str) -> bool:
        """Whether this word can still be used."""
        expected, until = self._pairing
        fits = bool(expected) and hmac.compare_digest(word.encode(), expected.encode())
        return self.opens and fits and self._now() < until

    def pair(self, word: str) -> bool:
        """Use this word; whether it could be."""
        can_pair = self.is_pairing(word)
        if can_pair:
            # Once only: who looks over a shoulder at the code comes too late.
            self._pairing = ("", 0.0)
        return can_pair

    def cookie(self) -> str:
        """The cookie of who logs in, with a pass of its own."""
        name = f"{secrets.token_hex(PASS_LENGTH // 2 - 4)}{int(self._now()) + COOKIE_SECONDS:08x}"
        # Strict: a link on any other page leads to the login, and never into somebody's session.
        return f"{COOKIE}={name}{self._seal(name)}; Path=/regie; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Strict"

    def take_back(self, request: Request) -> str:
        """Make the pass of this browser worth nothing, and give the cookie of who logged out."""
        name = self.pass_of(request)
        if name:
            with contextlib.suppress(OSError):  # the browser forgets its pass all the same
                self.steering.send_away(name)
        return f"{COOKIE}=; Path=/regie; Max-Age=0; HttpOnly; SameSite=Strict"
