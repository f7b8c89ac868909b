"""The routes of the facilitator's page: log in, look, do something, follow."""

from collections.abc import Callable, Mapping
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from kompas_tui.domain.language.errors import CommandRefused, KompasError, Remedy
from kompas_tui.web.changes import Changes
from kompas_tui.web.connections import hold_remote
from kompas_tui.web.desk import desk, order_in
from kompas_tui.web.keyhole import PAIRING_PATH, Keyhole
from kompas_tui.web.orders import carry_out
from kompas_tui.web.pages import REMOTE_SCRIPT, REMOTE_STYLE, View, render
from kompas_tui.web.remote import NO_KEY, call, status_of
from kompas_tui.web.requests import BadRequest, SentForm, is_from_elsewhere, last, read_form, read_upload
from kompas_tui.web.responses import script_response, view_response, wants_part
from kompas_tui.web.state import notice
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.table import ENTRIES
from kompas_tui.workshop.photos import LARGEST_UPLOAD

_DONE = {
    "notitie": "De notitie is bewaard.",
    "besluit": "Het besluit is bewaard.",
    "actiepunt": "Het actiepunt is bewaard.",
    "toezegging": "De toezegging is bewaard.",
    "parkeer": "Het staat op de parkeerplaats.",
    "bord": "De tekst staat op het bord.",
    "reactie": "De reactie is bewaard.",
    "foto": "De foto staat in het verslag.",
    "handen": "De handen zijn geteld.",
    "aanwezig": "Het aantal aanwezigen is bewaard.",
    "tablet": "Dat toestel mag van hand tot hand gaan.",
    "actiepunt_klaar": "Het actiepunt is klaar.",
    "toezegging_klaar": "De toezegging is nagekomen.",
    "vak": "Het vak is vastgesteld.",
    "canvasgegevens": "De gegevens van het canvas zijn bewaard.",
    "route": "De route is gekozen.",
    "verbeter": "De verbetering is bewaard.",
    "haal_weg": "Het staat er niet meer bij.",
    "terugkoppeling": "De terugkoppeling is bewaard.",
    "terug": "De laatste stap is teruggenomen.",
    "voorstel": "De ronde over het nieuwe voorstel is open.",
}
"""What is said after a command whose effect can't be seen at once."""

BUTTONS: Mapping[Remedy, str] = {
    "open": "Open de ronde",
    "sluit": "Sluit de ronde",
    "toon": "Toon de uitslag",
    "verslag": "",
}
"""The button of the page for a command that helps; empty where the page has none."""

_WRONG_KEY = "Deze sleutel klopt niet. Kies op de laptop de opdracht ‘sleutel’."
_USED_PAIRING = "Deze koppeling is gebruikt of te oud. Vraag op de laptop een nieuwe, of gebruik de sleutel."
_NOT_OURS = "Dit verzoek kwam niet van deze pagina. Laad die opnieuw en probeer het nog eens."


class DeskRoutes:
    """The facilitator's page of one workshop."""

    def __init__(self, workshop: Workshop, changes: Changes, keyhole: Keyhole, *, on_end: Callable[[], None]) -> None:
        """`on_end` is called once the answer to the command that ends the session is sent."""
        self._workshop = workshop
        self._changes = changes
        self._keyhole = keyhole
        self._on_end = on_end
        self.routes = [
            Route("/regie", self.page, methods=["GET"]),
            Route("/regie", self.log_in, methods=["POST"]),
            Route("/regie/doe", self.do, methods=["POST"]),
            Route("/regie/foto", self.photo, methods=["POST"]),
            Route(f"{PAIRING_PATH}/{{woord}}", self.offer_pairing, methods=["GET"]),
            Route(f"{PAIRING_PATH}/{{woord}}", self.pair, methods=["POST"]),
            Route("/regie/uit", self.log_out, methods=["POST"]),
            Route("/regie/sein", self.hint),
            Route(REMOTE_SCRIPT.path, self.script),
        ]

    async def script(self, request: Request) -> Response:
        """The script of the page."""
        return script_response(request, REMOTE_SCRIPT)

    async def page(self, request: Request) -> Response:
        """The page, or the field for the key."""
        if not self._keyhole.has_pass(request):
            return self._login(request, status=401 if wants_part(request) else 200)
        return self._desk(request, done=_DONE.get(request.query_params.get("gedaan", ""), ""))

    async def log_in(self, request: Request) -> Response:
        """Give a browser its cookie for the key."""
        try:
            given = last(await read_form(request), "sleutel")
            fits = await self._keyhole.tried(given)
        except BadRequest as error:
            return self._login(request, str(error), error.status)
        if not fits:
            return self._login(request, _WRONG_KEY if given else NO_KEY)
        return _to("/regie", self._keyhole.cookie())

    async def offer_pairing(self, request: Request) -> Response:
        """Ask whether this phone will steer; only pressing the button uses the word, not a look at the address."""
        word = request.path_params["woord"]
        if not self._keyhole.is_pairing(word):
            return self._login(request, _USED_PAIRING, 403)
        main = render("desk/pairing.html", word=word, path=PAIRING_PATH)
        return view_response(request, View(main, "Regie", "", REMOTE_STYLE, REMOTE_SCRIPT), 200)

    async def pair(self, request: Request) -> Response:
        """Give this browser its cookie, the first time that the word is used."""
        if is_from_elsewhere(request) or not self._keyhole.pair(request.path_params["woord"]):
            return self._login(request, _USED_PAIRING, 403)
        return _to("/regie", self._keyhole.cookie())

    async def log_out(self, request: Request) -> Response:
        """Take the cookie back."""
        try:
            form = await read_form(request)
        except BadRequest as error:
            return self._login(request, str(error), error.status)
        if not self._keyhole.is_own_form(request, last(form, "teken")):
            return self._login(request, _NOT_OURS, 403)
        return _to("/regie", self._keyhole.take_back(request))

    async def do(self, request: Request) -> Response:
        """Carry out a command of the page, and show the page anew."""
        if not self._keyhole.has_pass(request):
            return self._login(request)
        form = SentForm()
        try:
            form = await read_form(request)
            if not self._keyhole.is_own_form(request, last(form, "teken")):
                raise BadRequest(403, _NOT_OURS)
            name, _ = await carry_out(self._workshop, order_in(form, self._workshop), self._changes)
        except KompasError as error:
            return self._desk(request, status_of(error), alert=_with_button(error), sent=form)
        if wants_part(request):
            response = self._desk(request, done=_DONE.get(name, ""))
        else:
            place = last(form, "plek")
            spot = f"#{quote(place)}" if place.isalpha() else ""
            response = _to(f"/regie?gedaan={name}{spot}" if name in _DONE else f"/regie{spot}")
        if name == "stop":
            response.background = BackgroundTask(call, self._on_end)
        return response

    async def photo(self, request: Request) -> Response:
        """Put a photo in the report, and show the page anew; without the key nothing of what is sent is read."""
        if not self._keyhole.has_pass(request):
            return self._login(request)
        form = SentForm()
        try:
            form, sent = await read_upload(request, "foto", LARGEST_UPLOAD)
            if not self._keyhole.is_own_form(request, last(form, "teken")):
                raise BadRequest(403, _NOT_OURS)
            await self._workshop.add_photo(sent, last(form, "tekst"), public=last(form, "openbaar") == "ja")
        except KompasError as error:
            return self._desk(request, status_of(error), alert=str(error), sent={**form, "opdracht": ["foto"]})
        return _to("/regie?gedaan=foto#opschrijven")

    async def hint(self, request: Request) -> Response:
        """Tells, as an event stream, when the page must look again."""
        if not self._keyhole.has_pass(request):
            return self._login(request)
        hold_remote(request.scope)
        return StreamingResponse(self._changes.for_remote(self._sign), media_type="text/event-stream")

    def _sign(self) -> str:
        """Differs as soon as the page does."""
        session, timer = self._workshop.session, self._workshop.time.timer
        answers = session.open_round.answers if session.open_round else 0
        ends = f"{timer.ends:%H%M%S}" if timer else ""
        counted = answers, session.participants, len(notice(self._workshop)), len(self._workshop.floor.waiting)
        return ".".join((self._changes.token, ends, *map(str, counted)))

    def _login(self, request: Request, alert: str = "", status: int = 401) -> Response:
        main = render("desk/login.html", alert=alert)
        view = View(main, "Regie", "", REMOTE_STYLE, REMOTE_SCRIPT)
        return view_response(request, view, status)

    def _desk(
        self, request: Request, status: int = 200, *, alert: str = "", done: str = "", sent: SentForm | None = None
    ) -> Response:
        session = self._workshop.session
        main = render(
            "desk/desk.html",
            desk=desk(self._workshop),
            promise_needs=ENTRIES["toezegging"].needs,
            token=self._keyhole.token,
            sign=self._sign(),
            step=self._changes.step,
            code=session.code,
            session=session.details.title,
            alert=alert,
            done=done,
            sent=sent or {},
        )
        view = View(main, "Regie", session.details.title, REMOTE_STYLE, REMOTE_SCRIPT)
        return view_response(request, view, status)


def _with_button(error: KompasError) -> str:
    """The sentence of an error, with the button that helps where there is one."""
    button = BUTTONS.get(error.remedy) if isinstance(error, CommandRefused) and error.remedy else None
    return f"{error} Kies ‘{button}’." if button else str(error)


def _to(address: str, *cookies: str) -> Response:
    response = RedirectResponse(address, 303)
    response.raw_headers += [(b"set-cookie", cookie.encode("latin-1")) for cookie in cookies]
    return response
