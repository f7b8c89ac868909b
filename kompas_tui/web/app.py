"""The web app of one workshop: the routes, and the pages for what no route answers."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kompas_tui.web.changes import Changes
from kompas_tui.web.guard import Guard, Hosts
from kompas_tui.web.phone import Phone, sentence_response, wrong_code
from kompas_tui.web.remote import Remote, problem
from kompas_tui.workshop import Workshop


def _nothing() -> None:
    """Nobody waits for this."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """What the web part is given."""

    key: str
    """The key of the remote; with an empty one the remote refuses all."""
    allowed_hosts: Callable[[], Collection[str]] = frozenset
    """Names and addresses that are served besides this machine's own, asked anew for an unknown one."""
    on_pause: Callable[[], None] = _nothing
    """Called once the answer to the remote's `pauze` is sent."""
    on_end: Callable[[], None] = _nothing
    """Called once the answer to the remote's `stop` is sent; the session is ended then."""


class WebApp:
    """The ASGI app; `end_streams` must be called before its server stops."""

    def __init__(self, workshop: Workshop, settings: WebSettings) -> None:
        self._changes = Changes(workshop)
        remote = Remote(workshop, self._changes, settings.key, on_pause=settings.on_pause, on_end=settings.on_end)
        phone = Phone(workshop, self._changes)
        routes = Starlette(
            routes=[phone.front, *remote.routes, *phone.routes],
            exception_handlers={HTTPException: _unanswered, Exception: _broken},
        )
        self._guarded = Guard(routes, Hosts(settings.allowed_hosts), misdirected=_misdirected)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._guarded(scope, receive, send)

    def end_streams(self) -> None:
        """End every event stream and stop following the workshop."""
        self._changes.end()


def create_app(workshop: Workshop, settings: WebSettings) -> WebApp:
    """The phones' pages and the remote of a workshop; call it in the loop that serves."""
    return WebApp(workshop, settings)


def _said(request: Request, title: str, sentence: str, status: int) -> Response:
    if request.url.path.startswith("/regie"):
        return problem(sentence, status)
    return sentence_response(request, title, sentence, status)


async def _unanswered(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 405:
        return _said(request, "Dat kan hier niet", "Dit adres neemt zo’n verzoek niet aan.", 405)
    if request.url.path.startswith("/regie"):
        return problem("Dit adres is er niet. Wel: /regie/stand, /regie/stroom en /regie/opdracht.", status)
    return wrong_code(request, request.url.path.strip("/"))


async def _broken(request: Request, error: Exception) -> Response:
    sentence = "Er ging iets mis in Kompas. Probeer het nog eens."
    return _said(request, "Er ging iets mis", sentence, 500)


async def _misdirected(scope: Scope, receive: Receive, send: Send) -> None:
    request = Request(scope)
    sentence = "Dit adres hoort niet bij deze sessie. Scan de code op het scherm in de zaal."
    await _said(request, "Dit adres klopt niet", sentence, 421)(scope, receive, send)
