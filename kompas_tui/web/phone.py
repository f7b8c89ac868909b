"""The routes of participants' phones: they translate a request to one call and its outcome to a page."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import assert_never
from urllib.parse import quote

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.question.slips import SlipRefused
from kompas_tui.journal import NotSaved
from kompas_tui.web.changes import Changes
from kompas_tui.web.connections import hold_stream
from kompas_tui.web.pages import SCRIPT, code_view, sentence_view
from kompas_tui.web.questions import SLIP, SLIP_FAULT, filled_in, read_ticket
from kompas_tui.web.requests import (
    DEVICE_COOKIE,
    ELSEWHERE,
    ROLE_COOKIE,
    TABLET_COOKIE,
    BadRequest,
    SentForm,
    chosen_role,
    chosen_table,
    code_word,
    device_cookie,
    device_token,
    forgotten,
    header,
    is_from_elsewhere,
    last,
    read_form,
    role_cookie,
    seat_cookie,
    tablet_cookie,
    tablet_token,
)
from kompas_tui.web.responses import cookie_header, html_response, script_response, view_response, wants_part
from kompas_tui.web.room import Room
from kompas_tui.web.tap import Tap
from kompas_tui.web.visitors import Visitor
from kompas_tui.workshop import OtherQuestion, TooLate, Workshop

LARGEST_PLAIN = 12_000

_NO_COOKIE = "Je browser stuurde geen cookie mee. Zet cookies aan en druk nog eens op Verstuur."
_TOO_FAST = (
    "Er komen nu heel veel telefoons tegelijk bij. Je antwoord is nog niet opgeslagen. Probeer het over een minuut."
)
_ANSWER_NOT_SAVED = "Je antwoord is nog niet opgeslagen. Dat ligt niet aan jou. Probeer het zo nog eens."
_ROLE_NOT_SAVED = "Je rol is nog niet opgeslagen. Dat ligt niet aan jou. Probeer het zo nog eens."
_GROUPS_SEAT = "Je groep heeft een tafel voor je. Zolang er groepen zijn, kies je zelf geen tafel."
_TABLE_NOT_SAVED = "Je tafel is nog niet opgeslagen. Dat ligt niet aan jou. Probeer het zo nog eens."
_NOBODY = tuple(forgotten(DEVICE_COOKIE, ROLE_COOKIE))

_log = logging.getLogger(__name__)


def wrong_code(request: Request, code: str) -> Response:
    """The page with a field for the code."""
    view = code_view(clean_line(code, 20))
    return view_response(request, view, 404)


def sentence_response(request: Request, title: str, sentence: str, status: int) -> Response:
    """A page that says one thing."""
    view = sentence_view(title, sentence)
    return view_response(request, view, status)


class _Code(Convertor[str]):
    """What may be a session's code; other addresses of one word have routes of their own."""

    regex = "[^/.]{4}"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("code", _Code())


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
        self._tap = Tap()
        self.front = Route("/{code:code}", _Direct(self.look_or_answer), methods=["GET", "POST"])
        self.path = f"/{workshop.session.code}"
        """Where ballots go, as the pages spell it."""
        self.routes = [
            Route("/", self.entrance),
            Route(SCRIPT.path, self.script),
            Route("/{code}", self.typed),
            Route("/{code}/", self.look),
            Route("/{code}/rol", self.choose_role, methods=["POST"]),
            Route("/{code}/tafel", self.pick_table, methods=["POST"]),
            Route("/{code}/woord", self.ask_floor, methods=["POST"]),
            Route("/{code}/tablet", self.hand_on, methods=["POST"]),
            Route("/{code}/volgende", self.next_person, methods=["POST"]),
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
            return RedirectResponse(f"/{quote(_code_in(typed) or typed.strip(), safe='')}", 303)
        return html_response(request, code_view().as_page())

    async def typed(self, request: Request) -> Response:
        """An address with the code in another spelling leads to the code; any other is wrong."""
        code = request.path_params["code"]
        if _code_in(code) == self._workshop.session.code:
            return self._back()
        return wrong_code(request, code)

    async def script(self, request: Request) -> Response:
        """The script of the pages."""
        return script_response(request, SCRIPT)

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
            return wrong_code(request, request.path_params["code"])
        visitor = self._visitor(request)
        await self._join(request, visitor)
        fresh = "" if visitor.token else self._workshop.marks.new_token()
        cookies = (device_cookie(fresh),) if fresh else ()
        if "tablet" in request.query_params:
            return html_response(request, self._room.door(visitor, "rondgaan"), cookies=cookies)
        if visitor.tablet_code:
            return html_response(request, self._room.door(visitor, "tablet"), cookies=cookies)
        if self._is_outside(visitor):
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
        await self._join(request, self._visitor(request))
        return PlainTextResponse(self._changes.token)

    async def here(self, request: Request) -> Response:
        """Count a phone without the script at once, so that its first answer doesn't tell that it had none."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        await self._join(request, self._visitor(request))
        return Response(status_code=204)

    async def stream(self, request: Request) -> Response:
        """The same as an event stream."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        visitor = self._visitor(request)
        await self._join(request, visitor)
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
        visitor = self._visitor(request)
        ticket, portion, form, slip = "", 0, SentForm(), ""
        try:
            form = await read_form(request)
            ticket, nonce = last(form, "ronde"), code_word(last(form, "nonce"))
            round_id, imprint = read_ticket(ticket)
            key = code_word(header(request, b"idempotency-key"))
            form.pop("ronde", None)
            form.pop("nonce", None)
            portion = _number(last(form, "deel"))
            form.pop("deel", None)
            slip = last(form, SLIP)
            form.pop(SLIP, None)
            if not visitor.token:
                raise BadRequest(400, _NO_COOKIE)
            pressed = None if self._is_outside(visitor) else self._room.pressed(visitor, ticket, form, slip)
            if pressed is not None:
                return html_response(request, pressed)
            self._let_in(request, visitor)
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
            fault = SLIP_FAULT if isinstance(error, SlipRefused) else None
            sent = SentForm() if earlier else {**form, **({SLIP: [slip]} if slip else {})}
            page = self._room.refusal(visitor, sentence, ticket, sent, portion, fault)
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
            return html_response(request, self._room.refusal(self._visitor(request), str(error)), error.status)
        kept = [tablet_cookie(self._workshop.marks.new_token())] if wanted else forgotten(TABLET_COOKIE)
        return self._back(*_NOBODY, *kept)

    async def next_person(self, request: Request) -> Response:
        """Forget who answered, for the next person with this device."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        if is_from_elsewhere(request):
            return html_response(request, self._room.refusal(self._visitor(request), ELSEWHERE), 403)
        return self._back(*_NOBODY)

    def _back(self, *cookies: str) -> Response:
        response = RedirectResponse(f"/{self._workshop.session.code}", 303)
        response.raw_headers += map(cookie_header, cookies)
        return response

    async def choose_role(self, request: Request) -> Response:
        """Keep the role on the phone, and give it to the answer in the open round."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        visitor = self._visitor(request)
        try:
            role = last(await read_form(request), "rol")
            if role not in self._workshop.session.roles:
                raise BadRequest(400, "Kies eerst een rol en druk dan op de knop.")
            await self._give_role(visitor, role)
        except (BadRequest, AnswerRefused, NotSaved) as error:
            page = self._room.refusal(visitor, _sentence(error, _ROLE_NOT_SAVED))
            return html_response(request, page, _status(error))
        return self._back(role_cookie(role, self._workshop.session.code))

    async def pick_table(self, request: Request) -> Response:
        """Keep the table on the phone, and give it to the answer of a person in the open round."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        visitor, current = self._visitor(request), self._workshop.session.open_round
        try:
            table = last(await read_form(request), "tafel")
            if table not in self._workshop.session.tables:
                raise BadRequest(400, "Kies eerst een tafel en druk dan op de knop.")
            if visitor.token and self._workshop.seating.group_table(visitor.token) is not None:
                raise BadRequest(409, _GROUPS_SEAT)
            if visitor.token:
                self._workshop.sit(visitor.token, table)
            if current is not None and current.activity.tells_tables:
                await self._give_role(visitor, visitor.role)
        except (BadRequest, AnswerRefused, NotSaved) as error:
            page = self._room.refusal(visitor, _sentence(error, _TABLE_NOT_SAVED))
            return html_response(request, page, _status(error))
        return self._back(seat_cookie(table, self._workshop.session.code))

    async def ask_floor(self, request: Request) -> Response:
        """Put this phone on the list of speakers, or take it off."""
        if not self._is_here(request):
            return wrong_code(request, request.path_params["code"])
        visitor = self._visitor(request)
        if is_from_elsewhere(request):
            return html_response(request, self._room.refusal(visitor, ELSEWHERE), 403)
        try:
            if not visitor.token or self._is_outside(visitor):
                raise BadRequest(403, "Dit toestel doet nu niet mee. Laad deze pagina opnieuw.")
            await self._workshop.ask_floor(visitor.token)
        except (BadRequest, AnswerRefused) as error:
            return html_response(request, self._room.refusal(visitor, str(error)), _status(error))
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

    def _visitor(self, request: Request) -> Visitor:
        workshop = self._workshop
        token, tablet = device_token(request), tablet_token(request)
        code = workshop.marks.tablet_code(tablet) if tablet and workshop.marks.gave(tablet) else ""
        allowed = code in workshop.session.tablets
        token = token if token and workshop.marks.gave(token) else ""
        if token and not tablet:
            workshop.presence.looked(workshop.marks.device(token))
        table = chosen_table(request, workshop.session.tables, workshop.session.code)
        if token and workshop.session.tables:
            workshop.sit(token, table)
            table = workshop.seating.table_of(token)
        role = chosen_role(request, workshop.session.roles, workshop.session.code)
        return Visitor(token, role, wants_part(request), allowed, "" if allowed else code, table)

    def _is_outside(self, visitor: Visitor) -> bool:
        """Whether the room is locked, and this device was not in it."""
        session = self._workshop.session
        is_in = visitor.tablet or (visitor.token and self._workshop.voters.is_counted(visitor.token))
        return session.is_locked and not session.is_ended and not is_in

    def _let_in(self, request: Request, visitor: Visitor) -> None:
        """Let a device take part; BadRequest where it is new and new ones come too fast now."""
        workshop = self._workshop
        if visitor.tablet or workshop.session.is_locked or workshop.voters.is_counted(visitor.token):
            return
        if not self._tap.lets_in(request.client.host if request.client else ""):
            workshop.turn_away()
            raise BadRequest(503, _TOO_FAST)

    async def _join(self, request: Request, visitor: Visitor) -> None:
        """Count the phone that brings its cookie back; who can't be counted now may look all the same."""
        if not visitor.token or self._workshop.session.is_ended or self._workshop.voters.is_counted(visitor.token):
            return
        try:
            self._let_in(request, visitor)
            await self._workshop.join(visitor.token, welcome=visitor.tablet)
        except (AnswerRefused, BadRequest):
            return
        except NotSaved:
            _log.warning("a phone could not be counted; its answer will count it")


def _code_in(typed: str) -> str:
    """The code in what somebody typed, who may have put dashes, dots or spaces in it."""
    return "".join(letter for letter in typed if letter.isalnum()).upper()


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
