"""The routes of the facilitator's page: log in, look, do something, follow."""

import hashlib
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from kompas_tui.domain.language.errors import CommandRefused, KompasError, Remedy
from kompas_tui.web.changes import Changes
from kompas_tui.web.connections import hold_remote
from kompas_tui.web.desk import MOST_TEXTS, desk, order_in
from kompas_tui.web.files import FILE_PATH, NO_SUCH_FILE, FileMaker, file_response
from kompas_tui.web.house_words import house_words
from kompas_tui.web.keyhole import PAIRING_PATH, Keyhole
from kompas_tui.web.orders import CarriedOut, carry_out
from kompas_tui.web.pages import REMOTE_SCRIPT, REMOTE_STYLE, View, render
from kompas_tui.web.presses import PRESS_WORD, Presses
from kompas_tui.web.remote import call, status_of
from kompas_tui.web.requests import BadRequest, SentForm, is_from_elsewhere, last, read_form, read_upload
from kompas_tui.web.responses import redirect, script_response, view_response, wants_part
from kompas_tui.web.state import notice
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import Propose
from kompas_tui.workshop.commands.canvas import DescribeCanvas, SetCell
from kompas_tui.workshop.commands.harvest import Correct, PlanFeedback, Remove
from kompas_tui.workshop.commands.paddles import NO_PADDLES
from kompas_tui.workshop.commands.room import AllowTablet
from kompas_tui.workshop.commands.table import ENTRIES, MEANT_FOR_A_STEP
from kompas_tui.workshop.commands.writing import AddPhoto, Agree, Decide, FinishAction, Promise, TakeNote
from kompas_tui.workshop.photos import LARGEST_UPLOAD

SEND_AWAY = "stuur_weg"
"""That another browser may steer no longer; it is no step in the session."""

ASK_KINDS = (
    ("keuze", "Iedereen kiest er één"),
    ("meerkeuze", "Iedereen kiest er meer"),
    ("rangorde", "Iedereen zet ze op volgorde"),
    ("stickers", "Iedereen plakt stickers"),
    ("woorden", "In een paar woorden"),
    ("open", "In eigen woorden"),
    ("schaal", "Met een cijfer"),
)
"""The ways in which a question on the spot can be answered; the first four need options."""

_STEPS = ("volgende", "vorige")
"""What there is to say of these is not always the same: mostly nothing."""

_DONE = {
    "notitie": TakeNote.done,
    "besluit": Decide.done,
    "actiepunt": Agree.done,
    "toezegging": Promise.done,
    "parkeer": "Het staat op de parkeerplaats.",
    "bord": "De tekst staat op het bord.",
    "reactie": "De reactie is bijgewerkt.",
    "foto": AddPhoto.done,
    "handen": "De handen zijn geteld.",
    "kaarten": "Klaar. Bij ‘Kaarten met letters’ staat wat er is geteld.",
    "kaarten_uitgedeeld": "Het aantal kaarten is bewaard.",
    "aanwezig": "Het aantal aanwezigen is bewaard.",
    "tablet": AllowTablet.done,
    "actiepunt_klaar": FinishAction.done,
    "toezegging_klaar": "De toezegging is nagekomen.",
    "vak": SetCell.done,
    "canvasgegevens": DescribeCanvas.done,
    "route": "De route is gekozen.",
    "verbeter": Correct.done,
    "haal_weg": Remove.done,
    "terugkoppeling": PlanFeedback.done,
    "terug": "De laatste stap is teruggenomen.",
    "voorstel": Propose.done,
    "voeg_woorden_samen": "Die woorden tellen nu als één woord.",
    "stop": "De sessie is afgerond. Niemand kan meer antwoorden.",
    "busvraag": "De vraag in de vragenbus is bijgewerkt.",
    "koppel": "Vraag en aanbod zijn gekoppeld.",
    SEND_AWAY: "Dat toestel stuurt niet meer mee.",
}
"""What is said after a command whose effect can't be seen at once."""

BUTTONS: Mapping[Remedy, str] = {
    "open": "Open de ronde",
    "sluit": "Sluit de ronde",
    "toon": "Toon de uitslag",
    "verslag": "",
}
"""The button of the page for a command that helps; empty where the page has none."""

_NOT_FOR_GOOD = (
    "Dat toestel stuurt nu niet mee. Dat bewaren lukte niet, dus na een herstart kan het weer sturen. "
    "Maak ruimte op de schijf en stuur het dan nog eens weg."
)
_TWICE = "Deze druk op de knop kwam twee keer aan. Kompas deed het één keer."
"""For a copy by the network, and for who goes back to an old page and presses there again."""

_NOT_OURS = "Dit verzoek kwam niet van deze pagina. Laad die opnieuw en probeer het nog eens."

_log = logging.getLogger(__name__)


class DeskRoutes:
    """The facilitator's page of one workshop."""

    def __init__(
        self,
        workshop: Workshop,
        changes: Changes,
        keyhole: Keyhole,
        *,
        on_pause: Callable[[], None],
        on_end: Callable[[], None],
        files: FileMaker,
        address: Callable[[], str] = str,
        base: str = "",
    ) -> None:
        """`on_pause` and `on_end` are called once the answer to such a command is sent.

        `address` is where phones come in, empty where that is as for this page; `base` stands before its paths.
        """
        self._workshop = workshop
        self._files, self._base, self._house = files, base, house_words(base)
        self._address = address
        self._done = _DONE | {"pauze": self._house.paused}
        self._presses = Presses()
        self._changes = changes
        self._keyhole = keyhole
        self._afterwards = {"pauze": on_pause, "stop": on_end}
        self.routes = [
            Route("/regie", self.page, methods=["GET"]),
            Route("/regie", self.log_in, methods=["POST"]),
            Route("/regie/doe", self.do, methods=["POST"]),
            Route("/regie/foto", self.photo, methods=["POST"]),
            Route("/regie/kaarten", self.paddles, methods=["POST"]),
            Route(f"{PAIRING_PATH}/{{woord}}", self.offer_pairing, methods=["GET"]),
            Route(f"{PAIRING_PATH}/{{woord}}", self.pair, methods=["POST"]),
            Route("/regie/uit", self.log_out, methods=["POST"]),
            Route(f"{FILE_PATH}/{{woord}}", self.file, methods=["GET"]),
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
        return self._desk(request, done=self._done.get(request.query_params.get("gedaan", ""), ""))

    async def log_in(self, request: Request) -> Response:
        """Give a browser its cookie for the key."""
        try:
            given = last(await read_form(request), "sleutel")
            fits = await self._keyhole.tried(given)
        except BadRequest as error:
            return self._login(request, str(error), error.status)
        if not fits:
            return self._login(request, self._house.wrong_key if given else self._house.no_key)
        return redirect("/regie", self._keyhole.cookie())

    async def offer_pairing(self, request: Request) -> Response:
        """Ask whether this phone will steer; only pressing the button uses the word, not a look at the address."""
        word = request.path_params["woord"]
        if not self._keyhole.is_pairing(word):
            return self._login(request, self._house.used_pairing, 403)
        main = render("desk/pairing.html", word=word, path=self._base + PAIRING_PATH)
        return view_response(request, View(main, "Regie", "", REMOTE_STYLE, REMOTE_SCRIPT), 200)

    async def pair(self, request: Request) -> Response:
        """Give this browser its cookie, the first time that the word is used."""
        if is_from_elsewhere(request) or not self._keyhole.pair(request.path_params["woord"]):
            return self._login(request, self._house.used_pairing, 403)
        return redirect("/regie", self._keyhole.cookie())

    async def log_out(self, request: Request) -> Response:
        """Take the cookie back."""
        try:
            form = await read_form(request)
        except BadRequest as error:
            return self._login(request, str(error), error.status)
        if not self._keyhole.is_own_form(request, last(form, "teken")):
            return self._login(request, _NOT_OURS, 403)
        return redirect("/regie", self._keyhole.take_back(request))

    async def do(self, request: Request) -> Response:
        """Carry out a command of the page, and show the page anew."""
        if not self._keyhole.has_pass(request):
            return self._login(request)
        form = SentForm()
        try:
            form = await read_form(request)
            if not self._keyhole.is_own_form(request, last(form, "teken")):
                raise BadRequest(403, _NOT_OURS)
            press = self._press(request, form)
            is_copy = self._presses.is_copy(press)
            name, told = await self._presses.once(press, lambda: self._carried_out(form))
        except KompasError as error:
            return self._desk(request, status_of(error), alert=_with_button(error), sent=form)
        if wants_part(request):
            response = self._desk(request, done=told if name in _STEPS else self._done.get(name, ""))
        elif is_copy and name not in self._done:
            response = self._desk(request, done=_TWICE)
        elif name in self._afterwards:
            response = self._desk(request, done=self._done.get(name, ""))  # what it leads to is not served any more
        else:
            anchor = last(form, "plek")
            spot = f"#{quote(anchor)}" if anchor.isalpha() else ""
            response = redirect(f"/regie?gedaan={name}{spot}" if name in _DONE else f"/regie{spot}")
        if name in self._afterwards and not is_copy:
            response.background = BackgroundTask(call, self._afterwards[name])
        return response

    def _press(self, request: Request, form: SentForm, sent: bytes = b"") -> str:
        """What a press is known by: who pressed, and all that was sent; empty where that names no press."""
        if not last(form, PRESS_WORD):
            return ""
        told = repr((self._keyhole.pass_of(request), sorted(form.items()))).encode()
        return hashlib.sha256(told + sent).hexdigest()

    async def _carried_out(self, form: SentForm) -> CarriedOut:
        if last(form, "opdracht") == SEND_AWAY:
            return self._send_away(last(form, "toestel"))
        return await carry_out(self._workshop, order_in(form, self._workshop), self._changes)

    def _send_away(self, sign: str) -> CarriedOut:
        """Let another browser steer no longer."""
        steering = self._keyhole.steering
        name = steering.named(sign)
        if not name:
            raise BadRequest(409, "Dat toestel stuurt al niet meer mee.")
        try:
            steering.send_away(name)
        except OSError:
            _log.exception("who was sent away could not be kept")
            raise BadRequest(503, _NOT_FOR_GOOD) from None
        return CarriedOut(SEND_AWAY)

    async def photo(self, request: Request) -> Response:
        """Put a photo in the report, and show the page anew; without the key nothing of what is sent is read."""

        async def added(form: SentForm, sent: bytes) -> CarriedOut:
            await self._workshop.materials.add_photo(sent, last(form, "tekst"), public=last(form, "openbaar") == "ja")
            return CarriedOut("foto")

        return await self._uploaded(request, added, "opschrijven")

    async def paddles(self, request: Request) -> Response:
        """Count the paddles on a photo, which is read and forgotten, and show the page anew."""

        async def counted(form: SentForm, sent: bytes) -> CarriedOut:
            await self._workshop.paddles.read(sent, only=last(form, "ronde"))
            return CarriedOut("kaarten")

        return await self._uploaded(request, counted, "kaarten")

    async def _uploaded(
        self, request: Request, use: Callable[[SentForm, bytes], Awaitable[CarriedOut]], spot: str
    ) -> Response:
        """Use a photo, and show the page anew at this spot."""
        if not self._keyhole.has_pass(request):
            return self._login(request)
        form = SentForm()
        try:
            form, sent = await read_upload(request, "foto", LARGEST_UPLOAD)
            if not self._keyhole.is_own_form(request, last(form, "teken")):
                raise BadRequest(403, _NOT_OURS)
            name, _ = await self._presses.once(self._press(request, form, sent), lambda: use(form, sent))
        except KompasError as error:
            order = "foto" if spot == "opschrijven" else spot
            return self._desk(request, status_of(error), alert=_with_button(error), sent={**form, "opdracht": [order]})
        return redirect(f"/regie?gedaan={name}#{spot}")

    async def file(self, request: Request) -> Response:
        """A file of the session as it is now; it changes nothing, so that a link is enough."""
        if not self._keyhole.has_pass(request):
            return self._login(request)
        word = request.path_params["woord"]
        try:
            if word not in {offer.word for offer in self._files.offers}:
                raise BadRequest(404, NO_SUCH_FILE)
            return file_response(await self._files.make(word))
        except KompasError as error:
            return self._desk(request, status_of(error), alert=str(error))

    async def hint(self, request: Request) -> Response:
        """Tells, as an event stream, when the page must look again."""
        if not self._keyhole.has_pass(request):
            return self._login(request)
        hold_remote(request.scope, self._base)
        return StreamingResponse(self._followed(self._keyhole.pass_of(request)), media_type="text/event-stream")

    async def _followed(self, name: str) -> AsyncIterator[str]:
        """The signs, as long as the pass with this name is worth something."""
        steering = self._keyhole.steering
        with steering.following(name):
            may = self._keyhole.opens_for
            async for sign in self._changes.for_remote(self._sign, lambda: may(name)):
                yield sign

    def _sign(self) -> str:
        """Differs as soon as the page does."""
        session, timer = self._workshop.session, self._workshop.time.timer
        answers = session.open_round.answers if session.open_round else 0
        ends = f"{timer.ends:%H%M%S}" if timer else ""
        counted = (
            answers,
            session.participants,
            len(notice(self._workshop)),
            len(self._workshop.floor.waiting),
            len(session.box),
        )
        steers = self._workshop.covers.top or "", self._workshop.leafing.page, self._keyhole.steering.here
        return ".".join((self._changes.token, ends, *map(str, (*counted, *steers))))

    def _login(self, request: Request, alert: str = "", status: int = 401) -> Response:
        main = render("desk/login.html", alert=alert, base=self._base)
        view = View(main, "Regie", "", REMOTE_STYLE, REMOTE_SCRIPT)
        return view_response(request, view, status)

    def _desk(
        self, request: Request, status: int = 200, *, alert: str = "", done: str = "", sent: SentForm | None = None
    ) -> Response:
        session, page = self._workshop.session, desk(self._workshop)
        main = render(
            "desk/desk.html",
            desk=page,
            promise_needs=ENTRIES["toezegging"].needs,
            no_paddles=NO_PADDLES,
            token=self._keyhole.token,
            press=secrets.token_hex(8),
            sign=self._sign(),
            step=self._changes.sight,
            steps=MEANT_FOR_A_STEP,
            code=session.code,
            session=session.details.title,
            alert=alert,
            done=done,
            steerers=self._keyhole.steering.all(self._keyhole.pass_of(request)),
            ask_kinds=ASK_KINDS,
            files=self._files.offers,
            base=self._base,
            file_path=self._base + FILE_PATH,
            sent=sent or {},
            most_texts=MOST_TEXTS,
            address=self._address() or request.url.netloc,
            from_home=False,
        )
        title = " – ".join(filter(None, (page.in_short, "Regie")))
        view = View(main, title, session.details.title, REMOTE_STYLE, REMOTE_SCRIPT)
        return view_response(request, view, status)


def _with_button(error: KompasError) -> str:
    """The sentence of an error, with the button that helps where there is one."""
    button = BUTTONS.get(error.remedy) if isinstance(error, CommandRefused) and error.remedy else None
    return f"{error} Kies ‘{button}’." if button else str(error)
