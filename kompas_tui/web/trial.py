"""The page for a test phone: tells the laptop that a phone got here, and how long a word goes there and back."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from kompas_tui.domain.language.sentences import phrase
from kompas_tui.web.addresses import own_addresses
from kompas_tui.web.guard import Guard, Hosts
from kompas_tui.web.pages import TRIAL_SCRIPT, View, render, sentence_view
from kompas_tui.web.requests import language_of
from kompas_tui.web.responses import script_response, view_response

TRIAL = "PROEF"
"""The path of the page; one letter longer than a session's code, so never one of those."""

_MOST_PHONES = 50
_LONGEST = 60_000
"""No phone is believed that says it took longer, in milliseconds."""


@dataclass(frozen=True, slots=True)
class TrialSeen:
    """What was seen of test phones so far."""

    phones: int = 0
    milliseconds: int | None = None
    """How long the last one took there and back; None while that is not known."""
    is_own: bool = False
    """Whether only this laptop itself has looked."""


@dataclass(slots=True)
class _Visit:
    sent: float
    is_own: bool
    milliseconds: int | None = None


def _is_this_machine(address: str) -> bool:
    return address in own_addresses()


class TrialPhones:
    """The routes for test phones; what they tell is kept in memory only, without anything that tells phones apart."""

    def __init__(self, is_own: Callable[[str], bool] = _is_this_machine) -> None:
        """`is_own` says of a client's address whether it is this laptop."""
        self._is_own = is_own
        self._visits: dict[str, _Visit] = {}
        spellings = (TRIAL, TRIAL.lower())
        self.routes: list[BaseRoute] = [
            Route(TRIAL_SCRIPT.path, self.script),
            *(Route(f"/{path}", self.look) for path in spellings),
            *(Route(f"/{path}/tik", self.tick) for path in spellings),
        ]

    @property
    def seen(self) -> TrialSeen:
        """What was seen until now."""
        phones = [visit for visit in self._visits.values() if not visit.is_own]
        took = [visit.milliseconds for visit in phones if visit.milliseconds is not None]
        return TrialSeen(len(phones), took[-1] if took else None, bool(self._visits) and not phones)

    async def look(self, request: Request) -> Response:
        """The page; asking for it shows that the phone is connected."""
        word = secrets.token_hex(4)
        # The oldest goes: who reloads a page again and again must not keep out the phone that is tried now.
        while len(self._visits) >= _MOST_PHONES:
            del self._visits[next(iter(self._visits))]
        self._visits[word] = _Visit(time.monotonic(), self._is_own(request.client.host if request.client else ""))
        spoken, here = language_of(request), f"/{TRIAL}/tik?w={word}"
        main = render("trial.html", language=spoken, word=word)
        view = View(main, phrase("Verbonden"), script=TRIAL_SCRIPT, here=here, language=spoken)
        return view_response(request, view)

    async def tick(self, request: Request) -> Response:
        """What a page asks for at once; the script tells how long that took, else the time since the page counts."""
        visit = self._visits.get(request.query_params.get("w", ""))
        told = request.query_params.get("ms", "")
        if visit is not None:
            if told.isascii() and told.isdigit() and len(told) < 6 and int(told) <= _LONGEST:
                visit.milliseconds = int(told)
            elif visit.milliseconds is None and "js" not in request.query_params:
                visit.milliseconds = min(round((time.monotonic() - visit.sent) * 1000), _LONGEST)
        return Response(status_code=204)

    async def script(self, request: Request) -> Response:
        """The script of the page."""
        return script_response(request, TRIAL_SCRIPT)


def trial_app(phones: TrialPhones, address: Callable[[], str]) -> ASGIApp:
    """The page alone, where there is no session yet; every other address leads to it in words."""

    async def elsewhere(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        sentence = phrase("Hier begint straks een sessie. Nu kun je alleen kijken of je telefoon verbinding heeft.")
        view = sentence_view(phrase("Nog geen sessie"), sentence, language_of(request))
        await view_response(request, view, 404)(scope, receive, send)

    router = Router(phones.routes, redirect_slashes=False, default=elsewhere)
    return Guard(router, Hosts(lambda: {address()}), misdirected=elsewhere, broken=elsewhere)
