"""The web app of one workshop: the routes, and the pages for what no route answers."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from kompas_tui.domain.language.sentences import phrase
from kompas_tui.web.changes import Changes
from kompas_tui.web.desk_routes import DeskRoutes
from kompas_tui.web.files import FileMaker, NoFiles
from kompas_tui.web.guard import Guard, Hosts
from kompas_tui.web.keyhole import PAIRING_PATH, PAIRING_SECONDS, Keyhole, may_always_open
from kompas_tui.web.phone import PhoneRoutes, sentence_response, wrong_code
from kompas_tui.web.remote import Remote, problem
from kompas_tui.web.steering import Away
from kompas_tui.web.trial import TrialPhones
from kompas_tui.workshop import Workshop

REMOTE_PATH = "/regie"
_SLASHES = re.compile("/{2,}")


def _nothing() -> None:
    """Nobody waits for this."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """What the web part is given."""

    key: str
    """The key of the remote; with an empty one the remote refuses all."""
    allowed_hosts: Callable[[], Collection[str]] = frozenset
    """Names and addresses that are served besides this machine's own, asked anew for an unknown one."""
    address: Callable[[], str] = str
    """Where phones reach this machine now, such as 192.168.1.5:8000; empty where a program finds that out itself."""
    on_pause: Callable[[], None] = _nothing
    """Called once the answer to the remote's `pauze` is sent."""
    on_end: Callable[[], None] = _nothing
    """Called once the answer to the remote's `stop` is sent; the session is ended then."""
    away: Away | None = None
    """Which browsers were sent away before, and where that is kept."""
    may_open: Callable[[], bool] = may_always_open
    """Whether whose session it is may facilitate still; where not, the remote refuses all."""
    base: str = ""
    """What stands before the remote's paths on a server of many sessions, such as /K7F3QX."""
    files: FileMaker = field(default_factory=NoFiles)
    """Makes the files that the facilitator's page offers."""


class WebApp:
    """The ASGI app; `end_streams` must be called before its server stops."""

    def __init__(self, workshop: Workshop, settings: WebSettings) -> None:
        self._changes, self._address = Changes(workshop), settings.address
        keyhole = self._keyhole = Keyhole(
            settings.key, workshop.session.code, settings.away, may_open=settings.may_open
        )
        remote = Remote(
            workshop,
            self._changes,
            keyhole,
            on_pause=settings.on_pause,
            on_end=settings.on_end,
            address=settings.address,
            base=settings.base,
        )
        page = DeskRoutes(
            workshop,
            self._changes,
            keyhole,
            on_pause=settings.on_pause,
            on_end=settings.on_end,
            files=settings.files,
            address=settings.address,
            base=settings.base,
        )
        phone = self._phone = PhoneRoutes(workshop, self._changes)
        self.trial = TrialPhones()
        routes = [phone.front, *self.trial.routes, *page.routes, *remote.routes, *phone.routes]
        self._router = Router(routes, redirect_slashes=False, default=_not_found)
        hosts = Hosts(settings.allowed_hosts)
        self._guarded = Guard(self._route, hosts, misdirected=_misdirected, broken=_broken)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._guarded(scope, receive, send)

    async def _route(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == self._phone.path and scope["method"] == "POST":
            await self._phone.take(scope, receive, send)  # a ballot's way must be short
            return
        path = _settled(scope["path"])
        if path != scope["path"]:
            was_double, scope["path"] = "//" in scope["path"], path
            if (path == REMOTE_PATH or was_double) and scope["method"] in ("GET", "HEAD"):
                # The browser holds the cookie for this spelling only, and the script takes the code from it.
                await RedirectResponse(_with_query(path, scope), 307)(scope, receive, send)
                return
        scope["app"] = self  # makes Starlette raise for a method that a route does not take
        try:
            await self._router(scope, receive, send)
        except HTTPException:
            await _not_allowed(scope, receive, send)

    async def new_pairing(self) -> tuple[str, int]:
        """An address by which one phone may steer too, once, and for how many seconds."""
        return f"http://{self._address()}{PAIRING_PATH}/{self._keyhole.new_pairing()}", PAIRING_SECONDS

    def end_streams(self) -> None:
        """End every event stream and stop following the workshop."""
        self._changes.end()


def create_app(workshop: Workshop, settings: WebSettings) -> WebApp:
    """The phones' pages and the remote of a workshop; call it in the loop that serves."""
    return WebApp(workshop, settings)


def _settled(path: str) -> str:
    """The path as the routes know it: with single slashes; the facilitator's in capitals and with one behind too."""
    path = _SLASHES.sub("/", path)
    lowered = path.lower()
    return lowered.rstrip("/") if f"{lowered}/".startswith(f"{REMOTE_PATH}/") else path


def _with_query(path: str, scope: Scope) -> str:
    query: bytes = scope["query_string"]
    return f"{path}?{query.decode('latin-1')}" if query else path


def _said(request: Request, title: str, sentence: str, status: int) -> Response:
    if request.url.path.startswith(REMOTE_PATH):
        return problem(sentence, status)
    return sentence_response(request, title, sentence, status)


def _answering(respond: Callable[[Request], Response]) -> ASGIApp:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await respond(Request(scope))(scope, receive, send)

    return app


@_answering
def _not_found(request: Request) -> Response:
    if request.url.path.startswith(REMOTE_PATH):
        return problem("Dit adres is er niet. Wel: /regie, /regie/stand, /regie/stroom en /regie/opdracht.", 404)
    return wrong_code(request, request.url.path.strip("/"))


@_answering
def _not_allowed(request: Request) -> Response:
    return _said(request, phrase("Dat kan hier niet"), phrase("Dit adres neemt zo’n verzoek niet aan."), 405)


@_answering
def _broken(request: Request) -> Response:
    return _said(request, phrase("Er ging iets mis"), phrase("Er ging iets mis in Kompas. Probeer het nog eens."), 500)


@_answering
def _misdirected(request: Request) -> Response:
    sentence = phrase("Dit adres hoort niet bij deze sessie. Kijk op het scherm of in je uitnodiging.")
    return _said(request, phrase("Dit adres klopt niet"), sentence, 421)
