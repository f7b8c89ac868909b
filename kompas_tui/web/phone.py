"""The routes of participants' phones: they translate a request to one call and its outcome to a page."""

import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import assert_never
from urllib.parse import quote

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.question.slips import SlipRefused
from kompas_tui.journal import NotSaved
from kompas_tui.web.admission import Admission, known_where
from kompas_tui.web.changes import Changes
from kompas_tui.web.connections import hold_stream
from kompas_tui.web.deck_words import DECK_WORDS
from kompas_tui.web.evening import own_evening
from kompas_tui.web.filled import filled_in
from kompas_tui.web.languages import LANGUAGE_NAMES, SOURCE
from kompas_tui.web.pages import SCRIPT, View, code_view, in_language, phone_script, render, sentence_view
from kompas_tui.web.questions import SLIP, read_ticket, slip_fault
from kompas_tui.web.requests import (
    DEVICE_COOKIE,
    ELSEWHERE,
    ROLE_COOKIE,
    TABLET_COOKIE,
    BadRequest,
    SentForm,
    code_word,
    device_cookie,
    forgotten,
    header,
    is_from_elsewhere,
    language_cookie,
    language_of,
    last,
    once_key,
    place_cookie,
    read_form,
    role_cookie,
    seat_cookie,
    tablet_cookie,
)
from kompas_tui.web.responses import html_response, redirect, script_response, view_response
from kompas_tui.web.room import Room
from kompas_tui.web.visitors import Visitor
from kompas_tui.workshop import OtherQuestion, TooLate, Workshop

LARGEST_PLAIN = 2_000
"""A receipt above this is compressed, so that it stays under 2 kB; below it the time is better spent on the next."""
LANGUAGE_PATH = "/taal"

_NO_COOKIE = phrase(
    "Je browser stuurde geen cookie mee. Zet cookies aan en druk nog eens op de knop. "
    "Lukt dat niet? Neem dan een andere browser of telefoon."
)
"""Every page of a session brings one: who presses without it has a browser that keeps none."""
_TOO_FAST_TO_ASK = phrase(
    "Er komen nu heel veel telefoons tegelijk bij. Je vraag is nog niet bewaard. Probeer het over een minuut."
)
_ANSWER_NOT_SAVED = phrase("Je antwoord is nog niet opgeslagen. Dat ligt niet aan jou. Probeer het zo nog eens.")
_ROLE_NOT_SAVED = phrase("Je rol is nog niet bewaard. Dat ligt niet aan jou. Probeer het zo nog eens.")
_GROUPS_SEAT = phrase("Je groep heeft een tafel voor je. Zolang er groepen zijn, kies je zelf geen tafel.")
_TABLE_NOT_SAVED = phrase("Je tafel is nog niet bewaard. Dat ligt niet aan jou. Probeer het zo nog eens.")
_NOBODY = tuple(forgotten(DEVICE_COOKIE, ROLE_COOKIE))

_OWN_PAGE = re.compile(r"/([A-Za-z0-9]{4,6}(/mijn)?)?", re.ASCII)
"""The pages on which a language can be chosen; nobody is led elsewhere by what a form sends along."""

_log = logging.getLogger(__name__)


def wrong_code(request: Request, code: str) -> Response:
    """The page with a field for the code."""
    view = code_view(clean_line(code, 20), language_of(request))
    return view_response(request, view, 404)


def sentence_response(request: Request, title: str, sentence: str, status: int) -> Response:
    """A page that says one thing."""
    view = sentence_view(title, sentence, language_of(request))
    return view_response(request, view, status)


async def choose_language(request: Request) -> Response:
    """Keep the language on the phone, and go back to the page on which it was chosen."""
    try:
        form = await read_form(request)
    except BadRequest as error:
        return sentence_response(request, phrase("Let op"), str(error), error.status)
    back, chosen = request.path_params["back"], last(form, "taal")
    if len(back) > 1 and not header(request, b"cookie"):
        return sentence_response(request, phrase("Let op"), _NO_COOKIE, 400)
    cookies = [language_cookie(chosen)] if chosen in LANGUAGE_NAMES else []
    return redirect(back if _OWN_PAGE.fullmatch(back) else "/", *cookies)


async def send_script(request: Request) -> Response:
    """The script of the pages."""
    return script_response(request, phone_script(request.query_params.get("t", SOURCE)))


class _Code(Convertor[str]):
    """What may be a session's code; other addresses of one word have routes of their own."""

    regex = "[^/.]{4}(?:[^/.]{2})?"  # six on a server of many sessions

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("code", _Code())


LANGUAGE_ROUTES = (
    Route(f"{LANGUAGE_PATH}{{back:path}}", choose_language, methods=["POST"]),
    Route(SCRIPT.path, send_script),
)
"""What is the same for every session: the choice of a language, and the script in that language."""


class _Direct:
    """An endpoint without the layers that Starlette puts around a function, since a ballot's way must be short."""

    def __init__(self, respond: Callable[[Request], Awaitable[Response]]) -> None:
        self._respond = respond

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._respond(Request(scope, receive, send))
        await response(scope, receive, send)


class PhoneRoutes:
    """The routes of one workshop."""

    def __init__(self, workshop: Workshop, changes: Changes) -> None:
        self._workshop = workshop
        self._changes = changes
        self._room = Room(workshop, changes)
        self._admission = Admission(workshop)
        self.front = Route("/{code:code}", _Direct(self.look_or_answer), methods=["GET", "POST"])
        self.path = f"/{workshop.session.code}"
        """Where ballots go, as the pages spell it."""
        forms = {
            "rol": self.choose_role, "tafel": self.pick_table, "plek": self.say_where, "woord": self.ask_floor,
            "vragenbus": self.use_box, "tablet": self.hand_on, "volgende": self.next_person,
        }  # fmt: skip
        self.routes = [
            Route("/", self.entrance),
            *LANGUAGE_ROUTES,
            Route("/{code}", self.typed),
            Route("/{code}/", self.look),
            Route("/{code}/mijn", self.evening),
            *(Route(f"/{{code}}/{name}", take, methods=["POST"]) for name, take in forms.items()),
            *(Route(f"/{{code}}/{name}", self.back) for name in forms),
            Route("/{code}/versie", self.version),
            Route("/{code}/hier", self.here),
            Route("/{code}/stroom", self.stream),
            Route("/{code}/plaat", self.plate),
            Route("/{code}/beeld/{scene}", self.scene),
            Route("/{code}/plaatje/{digest}", self.picture),
            Route("/{code}/plaatje/{digest}/{size}", self.picture),
        ]

    async def entrance(self, request: Request) -> Response:
        """The page with a field for the code, or on to the code that was filled in."""
        typed = request.query_params.get("code", "")
        if typed.strip():
            return redirect(f"/{quote(_code_in(typed) or typed.strip(), safe='')}")
        return html_response(request, code_view("", language_of(request)).as_page())

    async def typed(self, request: Request) -> Response:
        """An address with the code in another spelling leads to the code; any other is wrong."""
        code = request.path_params["code"]
        if _code_in(code) == self._workshop.session.code:
            return self._back()
        return wrong_code(request, code)

    async def back(self, request: Request) -> Response:
        """Where a form was sent to is no page, and leads to the room: a phone may open its tab anew there."""
        return self._back() if self._is_here(request) else wrong_code(request, request.url.path.strip("/"))

    async def take(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is sent to `path`, without the search for a route."""
        scope["path_params"] = {"code": self.path[1:]}
        response = await self.answer(Request(scope, receive, send))
        await response(scope, receive, send)

    async def look_or_answer(self, request: Request) -> Response:
        """One route for the two, to stand before all others."""
        return await (self.answer(request) if request.method == "POST" else self.look(request))

    async def look(self, request: Request) -> Response:
        """What the room is doing now."""
        if not self._is_here(request):
            return await self.typed(request)
        visitor = self._admission.visitor(request)
        await self._admission.join(request, visitor)
        fresh = "" if visitor.token else self._workshop.marks.new_token()
        cookies = (device_cookie(fresh),) if fresh else ()
        if "tablet" in request.query_params:
            return html_response(request, self._room.door(visitor, "rondgaan"), cookies=cookies)
        if visitor.tablet_code:
            return html_response(request, self._room.door(visitor, "tablet"), cookies=cookies)
        if self._admission.is_outside(visitor):
            return html_response(request, self._room.door(visitor, "slot"), 403, cookies=cookies)
        asks = request.query_params
        # What a phone is asked may be its own: then the first page asks what the next one will.
        known = replace(visitor, token=visitor.token or fresh)
        page = self._room.page(
            known, change="wijzig" in asks, another_slip="briefje" in asks, portion=_number(asks.get("deel", ""))
        )
        return html_response(request, page, cookies=cookies)

    async def version(self, request: Request) -> Response:
        """What changes as soon as the page does, for a phone without a stream."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        await self._admission.join(request, self._admission.visitor(request))
        return PlainTextResponse(self._changes.token)

    async def here(self, request: Request) -> Response:
        """Count a phone without the script at once, so that its first answer doesn't tell that it had none."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        await self._admission.join(request, self._admission.visitor(request))
        return Response(status_code=204)

    async def stream(self, request: Request) -> Response:
        """The same as an event stream."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        visitor = self._admission.visitor(request)
        await self._admission.join(request, visitor)
        hold_stream(request.scope, visitor.token)
        return StreamingResponse(self._followed(visitor.token), media_type="text/event-stream")

    async def _followed(self, token: str) -> AsyncIterator[str]:
        """The stream of a phone, which is there as long as it follows."""
        with self._workshop.presence.following(self._workshop.marks.device(token)):
            async for sign in self._changes.for_phones():
                yield sign

    async def plate(self, request: Request) -> Response:
        """The picture of the plate on the beamer."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        return await self._room.plates.respond()

    async def picture(self, request: Request) -> Response:
        """A picture of a deck."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        return await self._room.pictures.respond(request.path_params["digest"], request.path_params.get("size", ""))

    async def scene(self, request: Request) -> Response:
        """A scene to put pins on."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        return await self._room.plates.respond_plain(request.path_params["scene"])

    async def answer(self, request: Request) -> Response:
        """Save an answer and give its receipt, or say what is wrong with it."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        visitor = self._admission.visitor(request)
        ticket, portion, form, slip = "", 0, SentForm(), ""
        try:
            form = await read_form(request)
            ticket, nonce = last(form, "ronde"), code_word(last(form, "nonce"))
            round_id, imprint = read_ticket(ticket)
            key = once_key(request)
            # These belong to the page and not to the answer, whose receipt is made of what is left.
            form.pop("ronde", None)
            form.pop("nonce", None)
            portion = _number(last(form, "deel"))
            form.pop("deel", None)
            slip = last(form, SLIP)
            form.pop(SLIP, None)
            _see_cookie(visitor)
            pressed = None if self._admission.is_outside(visitor) else self._room.pressed(visitor, ticket, form, slip)
            if pressed is not None:
                return html_response(request, pressed)
            self._admission.let_in(request, visitor)
            receipt = await self._workshop.cast(
                visitor.token,
                round_id,
                self._room.asking.completed(visitor, form, portion, slip),
                role=visitor.role,
                nonce=nonce,
                key=key,
                imprint=imprint,
                slip=slip,
                welcome=visitor.tablet,
            )
        except (BadRequest, AnswerRefused, NotSaved) as error:
            earlier = visitor.tablet and (not visitor.token or isinstance(error, TooLate | OtherQuestion))
            sentence = _sentence(error, _ANSWER_NOT_SAVED)
            faults = (slip_fault(sentence),) if isinstance(error, SlipRefused) else ()
            # On a device that goes from hand to hand nobody gets to see what the one before typed.
            sent = SentForm() if earlier else {**form, **({SLIP: [slip]} if slip else {})}
            page = self._room.refusal(visitor, sentence, ticket, sent, portion, faults)
            # Who brought no cookie gets one along with the refusal: pressing again is then enough.
            cookies = () if visitor.token else (device_cookie(self._workshop.marks.new_token()),)
            return html_response(request, page, _status(error), cookies=cookies)
        page = self._room.receipt(visitor, receipt.code, receipt.round_id)
        forget = _NOBODY if visitor.tablet and self._room.asking.part_left(visitor) is None else ()
        return html_response(request, page, cookies=forget, largest=LARGEST_PLAIN)

    async def hand_on(self, request: Request) -> Response:
        """Ask that the device may go from hand to hand, or make it a phone again; whoever held it is forgotten."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        try:
            wanted = last(await read_form(request), "stand") == "aan"
        except BadRequest as error:
            return html_response(
                request, self._room.refusal(self._admission.visitor(request), str(error)), error.status
            )
        kept = [tablet_cookie(self._workshop.marks.new_token())] if wanted else forgotten(TABLET_COOKIE)
        return self._back(*_NOBODY, *kept)

    async def next_person(self, request: Request) -> Response:
        """Forget who answered, for the next person with this device."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        if is_from_elsewhere(request):
            return html_response(request, self._room.refusal(self._admission.visitor(request), ELSEWHERE), 403)
        return self._back(*_NOBODY)

    def _back(self, *cookies: str) -> Response:
        return redirect(f"/{self._workshop.session.code}", *cookies)

    async def choose_role(self, request: Request) -> Response:
        """Keep the role on the phone, and give it to the answer in the open round."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        visitor = self._admission.visitor(request)
        try:
            role = last(await read_form(request), "rol")
            _see_cookie(visitor)
            if role not in self._workshop.session.roles:
                raise BadRequest(400, phrase("Kies eerst een rol en druk dan op de knop."))
            await self._give_role(visitor, role)
        except (BadRequest, AnswerRefused, NotSaved) as error:
            page = self._room.refusal(visitor, _sentence(error, _ROLE_NOT_SAVED))
            return html_response(request, page, _status(error))
        return self._back(role_cookie(role, self._workshop.session.code))

    async def pick_table(self, request: Request) -> Response:
        """Keep the table on the phone, and give it to the answer of a person in the open round."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        visitor, current = self._admission.visitor(request), self._workshop.session.open_round
        try:
            table = last(await read_form(request), "tafel")
            _see_cookie(visitor)
            if table not in self._workshop.session.tables:
                raise BadRequest(400, phrase("Kies eerst een tafel en druk dan op de knop."))
            if self._workshop.seating.group_table(visitor.token) is not None:
                raise BadRequest(409, _GROUPS_SEAT)
            self._workshop.sit(visitor.token, table)
            if current is not None and current.activity.tells_tables:
                await self._give_role(visitor, visitor.role)
        except (BadRequest, AnswerRefused, NotSaved) as error:
            page = self._room.refusal(visitor, _sentence(error, _TABLE_NOT_SAVED))
            return html_response(request, page, _status(error))
        return self._back(seat_cookie(table, self._workshop.session.code))

    async def say_where(self, request: Request) -> Response:
        """Keep on the phone whether it is in the room."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        visitor = self._admission.visitor(request)
        try:
            where = known_where(last(await read_form(request), "plek"))
            if where is None:
                raise BadRequest(400, phrase("Kies eerst waar je bent."))
            _see_cookie(visitor)
            self._workshop.say_where(visitor.token, where)
        except BadRequest as error:
            return html_response(request, self._room.refusal(visitor, str(error)), error.status)
        return self._back(place_cookie(where, self._workshop.session.code))

    async def ask_floor(self, request: Request) -> Response:
        """Put this phone on the list of speakers, or take it off, as the form says: a copy of it changes nothing."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        visitor = self._admission.visitor(request)
        try:
            wants = last(await read_form(request), "wil") != "nee"
            _see_cookie(visitor)
            if self._admission.is_outside(visitor):
                raise BadRequest(403, phrase("Dit toestel doet nu niet mee. Laad deze pagina opnieuw."))
            await self._workshop.ask_floor(visitor.token, wants=wants)
        except (BadRequest, AnswerRefused) as error:
            return html_response(request, self._room.refusal(visitor, str(error)), _status(error))
        return self._back()

    async def evening(self, request: Request) -> Response:
        """What this phone did so far, as a page or as a file to keep."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        visitor, session = self._admission.visitor(request), self._workshop.session
        done = own_evening(self._workshop, "" if visitor.tablet else visitor.token)
        if "bewaar" in request.query_params:
            kept = {"content-disposition": f'attachment; filename="mijn-avond-{session.code}.txt"'}
            lines = [in_language(line, visitor.language) for line in done.in_lines(session.details.title)]
            return PlainTextResponse("\n".join((*lines, "")), headers=kept)
        main = render(
            "evening.html",
            language=visitor.language,
            evening=done,
            is_ended=session.is_ended,
            version=self._changes.token,
            code=session.code,
            **{DECK_WORDS: self._room.words(visitor)},
        )
        back = f"/{session.code}/mijn"
        title = session.details.title
        return view_response(request, View(main, phrase("Mijn avond"), title, language=visitor.language, back=back))

    async def use_box(self, request: Request) -> Response:
        """Put a question in the question box, or say that this phone wants to know another one too, or not."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        visitor, form = self._admission.visitor(request), SentForm()
        try:
            form = await read_form(request)
            _see_cookie(visitor)
            if self._admission.is_outside(visitor):
                raise BadRequest(403, phrase("Dit toestel doet nu niet mee. Laad deze pagina opnieuw."))
            # A device that is not counted yet comes in as with an answer: else who makes up devices fills the box.
            self._admission.let_in(request, visitor, _TOO_FAST_TO_ASK)
            await self._workshop.join(visitor.token, welcome=visitor.tablet)
            if supports := last(form, "steun") or last(form, "geen"):
                await self._workshop.box.support(visitor.token, supports, on="steun" in form)
            else:
                await self._workshop.box.ask(visitor.token, last(form, "tekst"))
        except (BadRequest, AnswerRefused, NotSaved) as error:
            sentence = _sentence(
                error, phrase("Je vraag is nog niet bewaard. Dat ligt niet aan jou. Probeer het zo nog eens.")
            )
            page = self._room.refusal(visitor, sentence, typed=last(form, "tekst"))
            return html_response(request, page, _status(error))
        return self._back()

    async def _give_role(self, visitor: Visitor, role: str) -> None:
        current = self._workshop.session.open_round
        ballot = self._workshop.voters.ballot_of(visitor.token, current) if current and visitor.token else None
        if current is not None and ballot is not None and not current.activity.by_slip:
            form = filled_in(current.activity.form_for(role), ballot.answer)
            if not form:  # nothing of what was answered is asked of this role
                return
            await self._workshop.cast(visitor.token, current.id, form, role=role, nonce=ballot.nonce)

    def _is_here(self, request: Request) -> bool:
        code: str = request.path_params["code"]
        return code.upper() == self._workshop.session.code


def _code_in(typed: str) -> str:
    """The code in what somebody typed, who may have put dashes, dots or spaces in it."""
    return "".join(letter for letter in typed if letter.isalnum()).upper()


def _see_cookie(visitor: Visitor) -> None:
    """BadRequest where a phone brings no token along: what it sends would be nobody's."""
    if not visitor.token:
        raise BadRequest(400, _NO_COOKIE)


def _number(sent: str) -> int:
    """A small number that a page sent along; 0 where it is none."""
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 4 else 0


def _sentence(error: BadRequest | AnswerRefused | NotSaved, not_saved: str) -> str:
    """What a participant reads; why something can't be saved is for the facilitator only."""
    return not_saved if isinstance(error, NotSaved) else str(error)


def _status(error: BadRequest | AnswerRefused | NotSaved) -> int:
    match error:
        case BadRequest():
            return error.status
        case NotSaved():
            return 503
        case TooLate() | OtherQuestion():
            return 409
        case AnswerRefused():
            return 400
        case _:
            assert_never(error)
