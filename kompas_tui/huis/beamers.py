"""The line of beamers elsewhere to a session that is led here: under `/CODE/beamer`, for its facilitator only.

Whoever attaches shows the pass of an account, and the session is that account's own. What comes down is all that
happened, as that facilitator could bring it home; the key behind the marks goes along, to read roles by.
"""

import asyncio
import secrets
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping
from typing import TypeVar

import msgspec
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from kompas_tui import __version__
from kompas_tui.deck_files.pictures import is_as_kept
from kompas_tui.domain.language.errors import CommandRefused, KompasError
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.session.event_json import NOT_JSON
from kompas_tui.journal.postgres import PostgresStore
from kompas_tui.web.changes import HEARTBEAT_SECONDS, Bell
from kompas_tui.web.connections import hold_remote
from kompas_tui.web.guard import Guard, Hosts
from kompas_tui.web.remote import call
from kompas_tui.web.requests import BadRequest, is_from_elsewhere, read_body
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.frames import LINE_VERSION, EditedDecks, Frame, Press, Reply, Welcome, frame_from
from kompas_tui.workshop.wire import WireRefusal, command_in, refusal_of

_PAUSE_BETWEEN = 0.1
"""So many seconds at least between two frames: a rush of ballots comes down in pieces."""
_MOST_REMEMBERED = 200
"""So many orders are known again when they arrive once more."""
_MOST_BYTES, _MOST_DECKS = 1 << 20, 1 << 25

NO_PASS = "Je bent niet meer ingelogd. Stop, en ga verder met: kompas hervat CODE --huis ADRES"
NOT_YOURS = "Deze sessie staat niet bij jou. Kijk of de code klopt, en of je de juiste naam gebruikt."
_LONGEST_FAULT = 500
_MOVED = "Intussen nam een andere server de sessie over. Kijk of dit nog gelukt is, en doe het anders opnieuw."
_MISDIRECTED = "Dit adres hoort niet bij deze server. Kijk of het adres klopt."
_BROKEN = "Er ging iets mis op de server. Probeer het nog eens."
_NO_ORDER = "Deze opdracht kan de server niet lezen. Zet overal dezelfde versie van Kompas."
_TOO_LARGE = "Deze kaarten zijn samen te groot. Maak de plaatjes kleiner: hooguit 32 MB mag."
T = TypeVar("T")


class BeamerLine:
    """The line of all beamers to one session."""

    def __init__(
        self,
        workshop: Workshop,
        store: PostgresStore,
        hosts: Hosts,
        who: Callable[[Request], str],
        on_pause: Callable[[], None],
    ) -> None:
        """`who` tells whose pass a request shows, empty where none is; `on_pause` is called when a beamer pauses."""
        self._guarded = Guard(self._for_owner, hosts, misdirected=_said(_MISDIRECTED, 421), broken=_said(_BROKEN, 500))
        self._workshop, self._store, self._who, self._on_pause = workshop, store, who, on_pause
        self._life, self._serial = secrets.token_hex(4), 0
        self._leafed, self._followers = (0, 0), 0
        self._orders: OrderedDict[str, asyncio.Task[tuple[str, WireRefusal | None]]] = OrderedDict()
        self._bell, self._is_closed, self._is_paused = Bell(), False, False
        self._stop_listening = workshop.listen(self._changed)
        workshop.leafing.by(self._leaf)
        self._router = Router(
            [
                Route("/", self.welcome, methods=["GET"]),
                Route("/stroom", self.stream, methods=["GET"]),
                Route("/opdracht", self.order, methods=["POST"]),
                Route("/kaarten", self.take_over, methods=["POST"]),
                Route("/beeld/{digest}", self.picture, methods=["GET"]),
            ],
            redirect_slashes=False,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Reply one request; the path is what comes after `/CODE/beamer`."""
        await self._guarded(scope, receive, send)

    async def _for_owner(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        try:
            answer = _said(NOT_YOURS, 403) if is_from_elsewhere(request) else await self._refused(request)
        except BadRequest as error:
            answer = _said(str(error), error.status)
        if answer is not None:
            await answer(scope, receive, send)
            return
        scope["app"] = self  # makes Starlette raise for a method that a route does not take
        try:
            await self._router(scope, receive, send)
        except HTTPException as error:
            await _said(_NO_ORDER, error.status_code)(scope, receive, send)

    @property
    def has_followers(self) -> bool:
        """Whether any beamer is attached."""
        return self._followers > 0

    async def _refused(self, request: Request) -> Response | None:
        """What is said to who is not the owner; None where it is."""
        name = await asyncio.to_thread(self._who, request)
        if not name:
            return _said(NO_PASS, 401)
        return _said(NOT_YOURS, 404) if name != self._store.owner else None

    async def _may_still(self, request: Request) -> bool:
        """Whether who follows is the owner still: not after logging out, nor by a password that was changed."""
        try:
            return await self._refused(request) is None
        except KompasError:
            return False  # for so long no node can know whether it is; the beamer looks for its line again

    def _changed(self) -> None:
        self._serial += 1
        self._bell.ring()

    def _leaf(self, places: int) -> bool:
        """Have the beamers turn a page, where the one that told its pages last has one there."""
        leafing = self._workshop.leafing
        if not self._followers or not 1 <= leafing.page + places <= leafing.pages:
            return False
        self._leafed = self._leafed[0] + 1, places
        self._changed()
        return True

    async def welcome(self, request: Request) -> Response:
        """What a beamer must know first."""
        workshop, store = self._workshop, self._store
        key = await asyncio.to_thread(store.mark_key, workshop.session.fingerprint)
        remote_key = await asyncio.to_thread(store.remote_key, "")
        return _packed(
            Welcome(
                LINE_VERSION,
                __version__,
                store.code,
                key or b"",
                remote_key,
                workshop.now(),
                workshop.notices,
            )
        )

    async def stream(self, request: Request) -> Response:
        """All that happened from a place in the log on, and what happens, as lines of JSON."""
        typed = request.query_params.get("vanaf", "0")
        begin = int(typed) if typed.isdecimal() and len(typed) < 10 else 0
        hold_remote(request.scope, f"/{self._store.code}")
        return StreamingResponse(self._followed(request, begin), media_type="application/x-ndjson")

    async def _followed(self, request: Request, begin: int) -> AsyncIterator[bytes]:
        """The frames of one beamer, which is there as long as it takes them."""
        self._followers += 1
        try:
            async for frame in self._frames(request, begin):
                yield frame
        finally:
            self._followers -= 1

    async def _frames(self, request: Request, begin: int) -> AsyncIterator[bytes]:
        told, looked = -1, time.monotonic()
        while not self._is_closed:
            if time.monotonic() - looked >= HEARTBEAT_SECONDS:
                if not await self._may_still(request):
                    return  # who comes back hears why not
                looked = time.monotonic()
            rings = self._bell.rings
            if self._serial != told or begin < self._workshop.session.length:
                frame = self._frame(begin)
                begin += len(frame.events)
                yield msgspec.json.encode(frame) + b"\n"
                if not frame.is_whole:
                    continue
                told = frame.serial
                await asyncio.sleep(_PAUSE_BETWEEN)
            else:
                yield b"\n"  # a heartbeat
            if rings == self._bell.rings and not self._is_closed:
                await self._bell.wait(HEARTBEAT_SECONDS)
        yield msgspec.json.encode(self._frame(begin)) + b"\n"

    def _frame(self, begin: int) -> Frame:
        return frame_from(
            self._workshop,
            begin,
            life=self._life,
            serial=self._serial,
            leafed=self._leafed,
            is_paused=self._is_paused,
        )

    async def order(self, request: Request) -> Response:
        """Carry out what a key asks, once, and answer with all that the beamer has not seen yet."""
        try:
            order = await _read(request, Press, _MOST_BYTES, _NO_ORDER)
        except BadRequest as error:
            return _said(str(error), error.status)
        task = self._orders.get(order.id)
        if task is None:
            task = self._orders[order.id] = asyncio.create_task(self._carried_out(order))
            while len(self._orders) > _MOST_REMEMBERED:
                self._orders.popitem(last=False)
        told, refusal = await asyncio.shield(task)  # who asked may be gone; it is carried out all the same
        response = _packed(Reply(self._frame(order.length), told, refusal))
        if order.pauses and refusal is None:
            response.background = BackgroundTask(call, self._on_pause)
        return response

    async def _carried_out(self, order: Press) -> tuple[str, WireRefusal | None]:
        try:
            return await self._do(order), None
        except KompasError as error:
            return "", refusal_of(error)

    async def _do(self, order: Press) -> str:
        workshop = self._workshop
        if order.page is not None:
            workshop.leafing.seen(*order.page)
        if order.has_read:
            workshop.saving.seen()
        if order.edited is not None:
            workshop.watch.edited_is(clean_line(order.edited, _LONGEST_FAULT))
        if order.command is None:
            return ""
        # What was asked of another program may be in the log already; it is not where nothing came since.
        if order.life != self._life and order.length != workshop.session.length:
            raise CommandRefused(_MOVED)
        return await workshop.do(command_in(order.command), leafs=False)

    async def take_over(self, request: Request) -> Response:
        """Take over decks that were edited on the laptop, checked as at the start."""
        try:
            sent = await _read(request, EditedDecks, _MOST_DECKS, _TOO_LARGE)
            if not await asyncio.to_thread(_are_as_kept, sent.pictures):
                return _said(_NO_ORDER, 400)
            await self._workshop.materials.take_texts(sent.texts, sent.pictures)
        except BadRequest as error:
            return _said(str(error), error.status)
        except KompasError as error:
            return _said(str(error), 409)
        return Response(status_code=204)

    async def picture(self, request: Request) -> Response:
        """A picture of this session."""
        digest = request.path_params["digest"]
        data = await asyncio.to_thread(self._workshop.materials.picture, digest)
        return Response(data, media_type="image/jpeg") if data is not None else _said("Dit plaatje is er niet.", 404)

    def close(self, *, is_paused: bool = False) -> None:
        """End every stream."""
        if self._is_closed:
            return
        self._is_closed, self._is_paused = True, is_paused
        self._stop_listening()
        self._bell.ring()


def _are_as_kept(pictures: Mapping[str, bytes]) -> bool:
    return all(is_as_kept(data, digest) for digest, data in pictures.items())


async def _read(request: Request, kind: type[T], largest: int, too_large: str) -> T:
    """What was sent, as this kind; BadRequest where it can't be read, however deep it is."""
    sent = await read_body(request, largest, too_large)
    try:
        return msgspec.json.decode(sent, type=kind)
    except NOT_JSON as error:
        raise BadRequest(400, _NO_ORDER) from error


def _packed(value: msgspec.Struct) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")


def _said(sentence: str, status: int) -> Response:
    return Response(f"{sentence}\n", status, media_type="text/plain")
