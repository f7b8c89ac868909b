"""The ASGI app of a server of many sessions: a path leads by its first part to one session's app, or to our pages."""

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.text import clean_line
from kompas_tui.huis.accounts import IDLE_SECONDS, PASS_SECONDS, Accounts, Logins
from kompas_tui.huis.cookies import over_https, with_own_cookies
from kompas_tui.huis.guesses import Guesses, sender_of
from kompas_tui.huis.metrics import METRICS_TYPE, Metrics
from kompas_tui.huis.office import OFFICE, OwnSessions
from kompas_tui.huis.passing import LARGEST_PASSED_ON, NodeAway, NodeNotReached, Passing
from kompas_tui.huis.rooms import Elsewhere, OpenSession, Paused, Rooms
from kompas_tui.journal.postgres import CODE_LENGTH, PostgresHome, PostgresStore
from kompas_tui.web.files import FileMaker, FileOffer, NoFiles
from kompas_tui.web.guard import Guard, Hosts
from kompas_tui.web.pages import REMOTE_SCRIPT, SCRIPT, code_view, sentence_view
from kompas_tui.web.phone import LANGUAGE_PATH, LANGUAGE_ROUTES
from kompas_tui.web.requests import BadRequest, language_of, read_body
from kompas_tui.web.responses import html_response, redirect, script_response, view_response

_AWAY = (
    phrase("Even geduld"),
    phrase("De server van deze sessie antwoordt niet. Wacht even en laad de pagina opnieuw."),
)
_ENDED = (phrase("De sessie is afgerond"), phrase("Dank je wel voor het meedoen. Je kunt deze pagina sluiten."))
_PAUSED = (
    phrase("Nu niet open"),
    phrase("Deze sessie is nu niet open. Wacht op je begeleider en laad de pagina dan opnieuw."),
)
_TOO_MANY = (
    phrase("Wacht even"),
    phrase("Er zijn hier te veel verkeerde codes geprobeerd. Wacht een paar minuten en probeer het dan nog eens."),
)
_NOTHING_HERE = (
    phrase("Dit adres is er niet"),
    phrase("Dit adres is er niet. Vul de code in die op het scherm of in je uitnodiging staat."),
)
_BROKEN = (phrase("Er ging iets mis"), phrase("Er ging iets mis in Kompas. Probeer het nog eens."))

_KNOWN_SECONDS = 2.0
"""So long a node that leads a session is asked without a look at the database: each request would cost two looks."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HuisSettings:
    """What the server is given."""

    address: str
    """Where phones and facilitators reach it, with https in front."""
    accounts: Path
    files: Callable[[PostgresStore], FileMaker] = lambda store: NoFiles()
    """Makes the files of a session that its facilitator can ask for."""
    offers: Sequence[FileOffer] = ()
    """Those files, the same for every session."""


class HuisApp:
    """All sessions of one node; `close` must be called when its server has stopped."""

    def __init__(self, home: PostgresHome, settings: HuisSettings) -> None:
        """Call it in the loop that serves."""
        self._home = home
        named = urlsplit(settings.address).hostname or ""
        hosts: Collection[str] = frozenset((named,))
        logins = Logins(Accounts(settings.accounts, home.passwords()), home.passes(PASS_SECONDS, IDLE_SECONDS))
        self._rooms = Rooms(home, lambda: hosts, settings.address, settings.files, logins.who, logins.may_facilitate)
        self._rooms.follow_leads()
        self.wrong_codes, self._passing = Guesses(), Passing()
        self._led_elsewhere: dict[str, tuple[str, float]] = {}
        """By which node a session is led, and until when that is taken for true."""
        self._is_secure = settings.address.startswith("https:")
        """Then each cookie has a name that a browser takes over HTTPS only, and our apps know none of that."""
        self.office = OwnSessions(home, self._rooms, logins, settings.address, settings.offers)
        self._metrics = Metrics(self._rooms, lambda: self.wrong_codes.wrong, lambda: self.office.wrong_passwords.wrong)
        self._router = Router(
            [
                Route("/", self._entrance),
                Route("/gezond", self._health),
                Route("/metrics", self._measured),
                *LANGUAGE_ROUTES,
                Route(REMOTE_SCRIPT.path, self._remote_script),
                *self.office.routes,
            ],
            redirect_slashes=False,
            default=_nothing_here,
        )
        self._hosts = Hosts(lambda: hosts)
        self._own = self._guarded(self._own_pages)
        self._names = {"", LANGUAGE_PATH[1:], "gezond", "metrics", OFFICE[1:], SCRIPT.path[1:], REMOTE_SCRIPT.path[1:]}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        asked = {**scope, "headers": [*with_own_cookies(scope["headers"])]} if self._is_secure else scope

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._metrics.answered(message["status"])
                if self._is_secure:
                    message["headers"] = [*map(over_https, message["headers"])]
            await send(message)

        try:
            app = await self._app_for(asked, scope)
        except Exception:  # noqa: BLE001 - no fault may reach the server, which would answer with a page of its own
            _log.exception("no session could be found for a request")
            app = self._guarded(_broken)
        await app(asked, receive, counted)

    async def _app_for(self, scope: Scope, sent: Scope) -> ASGIApp:
        """What answers this request: a session's app, our own pages, another node, or a sentence.

        Another node gets the request as it was `sent`.
        """
        first = scope["path"].lstrip("/").partition("/")[0]
        room = self._rooms.here(first)
        if room is not None:
            room.asked = time.monotonic()
            return room.app  # a ballot's way must be short
        if first in self._names:
            return self._own
        node, until = self._led_elsewhere.get(first, ("", 0.0))
        if until > time.monotonic():
            return self._passed_on(node, first, sent, is_sure=False)
        return await self._looked_up(Request(scope), first, sent)

    def _guarded(self, app: ASGIApp) -> Guard:
        return Guard(app, self._hosts, misdirected=_nothing_here, broken=_broken)

    async def _own_pages(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["app"] = self  # makes Starlette raise for a method that a route does not take
        try:
            await self._router(scope, receive, send)
        except HTTPException:
            await _nothing_here(scope, receive, send)

    async def _looked_up(self, request: Request, typed: str, sent: Scope) -> ASGIApp:
        """What answers for a code of which no room is open here under just that spelling."""
        by = sender_of(request)
        if self.wrong_codes.are_spent(by):
            return self._guarded(_told(request, _TOO_MANY, 429))
        code = "".join(letter for letter in typed if letter.isalnum()).upper()
        try:
            room = await self._rooms.find(code) if 4 <= len(code) <= CODE_LENGTH else None
        except KompasError as error:
            _log.warning("a session could not be opened: %s", type(error).__name__)
            return self._guarded(_told(request, _PAUSED, 503))
        match room:
            case OpenSession() if code == typed:
                return room.app
            case OpenSession():
                rest = request.url.path.lstrip("/")[len(typed) :]
                return self._guarded(RedirectResponse(f"/{code}{rest}", 307))
            case Elsewhere(address=node):
                self._led_elsewhere[code] = node, time.monotonic() + _KNOWN_SECONDS
                return self._passed_on(node, code, sent, is_sure=True)
            case Paused(is_ended=is_ended):
                return self._guarded(_told(request, _ENDED, 200) if is_ended else _told(request, _PAUSED, 503))
            case None:
                self.wrong_codes.note_wrong(by)
                return self._guarded(
                    view_response(request, code_view(clean_line(typed, 20), language_of(request)), 404)
                )

    def _passed_on(self, node: str, code: str, sent: Scope, *, is_sure: bool) -> ASGIApp:
        """Another node's answer; where that is away and it is not `is_sure` that it leads, a look goes by a new one."""

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            request = Request(sent, receive)
            answer: ASGIApp
            body = b""
            try:
                body = await read_body(request, LARGEST_PASSED_ON)
                answer = passed = await self._passing.answer(request, body, node)
                if passed.status_code == 503:
                    self._led_elsewhere.pop(code, None)
            except (NodeAway, BadRequest) as error:
                self._led_elsewhere.pop(code, None)
                # Else what was sent may have come there: the phone asks again.
                is_harmless = scope["method"] in ("GET", "HEAD") or isinstance(error, NodeNotReached)
                if is_harmless and not is_sure:
                    answer = await self._looked_up(Request(scope), code, sent)
                else:
                    answer = self._guarded(_told(request, _AWAY, 503))
            await answer(scope, _once_more(body, receive), send)

        return app

    async def _entrance(self, request: Request) -> Response:
        """The page with a field for the code, or on to the code that was filled in."""
        typed = request.query_params.get("code", "").strip()
        if typed:
            return redirect(f"/{quote(typed, safe='')}")
        return html_response(request, code_view("", language_of(request)).as_page())

    async def _health(self, request: Request) -> Response:
        """Whether this node can save what happens."""
        try:
            await asyncio.to_thread(self._home.answers)
        except KompasError:
            return PlainTextResponse("De database antwoordt niet.\n", 503)
        return PlainTextResponse("gezond\n")

    async def _measured(self, request: Request) -> Response:
        """What Prometheus reads, for who reaches this node itself and not through the proxy before it."""
        # The proxy adds this to what comes from outside, and who reads it from the own network has no proxy between.
        if any(name == b"x-forwarded-for" for name, _ in request.scope["headers"]):
            return PlainTextResponse("Dit adres is er alleen binnen het eigen netwerk.\n", 404)
        return Response(self._metrics.text(), headers={"content-type": METRICS_TYPE})

    async def _remote_script(self, request: Request) -> Response:
        return script_response(request, REMOTE_SCRIPT)

    async def close(self) -> None:
        """Let go of every session, so that another node goes on with it at once."""
        await self._rooms.close_all()
        await self._passing.close()

    def end_streams(self) -> None:
        """End every event stream, so that the server stops without a wait."""
        for room in self._rooms:
            room.web.end_streams()
            room.beamers.close()


def _once_more(body: bytes, receive: Receive) -> Receive:
    """Gives a body that was read already, and then what comes next."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return left.pop() if left else await receive()

    return received


def _told(request: Request, told: tuple[str, str], status: int) -> Response:
    """A page with a title and a sentence, in the language of the phone."""
    return view_response(request, sentence_view(*told, language_of(request)), status)


async def _nothing_here(scope: Scope, receive: Receive, send: Send) -> None:
    await _told(Request(scope), _NOTHING_HERE, 404)(scope, receive, send)


async def _broken(scope: Scope, receive: Receive, send: Send) -> None:
    await _told(Request(scope), _BROKEN, 500)(scope, receive, send)
