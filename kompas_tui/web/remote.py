"""The facilitator's remote for programs, as JSON: a key, the state, and commands that are answered with it."""

import hashlib
import json
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.journal import NotSaved
from kompas_tui.web.changes import Changes
from kompas_tui.web.choices import commands_data
from kompas_tui.web.connections import hold_remote
from kompas_tui.web.house_words import house_words
from kompas_tui.web.keyhole import PAIRING_PATH, PAIRING_SECONDS, Keyhole
from kompas_tui.web.orders import carry_out
from kompas_tui.web.presses import PRESS_WORD, Presses
from kompas_tui.web.requests import BadRequest, header, read_body, read_object
from kompas_tui.web.state import States
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.carrying import ProposalsTied
from kompas_tui.workshop.commands.order import OrderUnclear
from kompas_tui.workshop.photos import LARGEST_UPLOAD

DESK_HEADER, DESK = b"x-kompas-scherm", "regie"
"""How a terminal of the facilitator says what it is."""


class Remote:
    """The routes of the remote of one workshop."""

    def __init__(
        self,
        workshop: Workshop,
        changes: Changes,
        keyhole: Keyhole,
        *,
        on_pause: Callable[[], None],
        on_end: Callable[[], None],
        address: Callable[[], str] = str,
        base: str = "",
    ) -> None:
        """`address` is where phones reach this machine, `base` what stands before the paths of the remote there.

        `on_pause` and `on_end` are called once the answer to such a command is sent."""
        self._workshop = workshop
        self._changes = changes
        self._address, self._base = address, base
        self._keyhole = keyhole
        self._states = States(workshop)
        self._presses = Presses()
        self._afterwards = {"pauze": on_pause, "stop": on_end}
        self.routes = [
            Route("/regie/stand", self.state),
            Route("/regie/stroom", self.stream),
            Route("/regie/opdracht", self.command, methods=["POST"]),
            Route("/regie/opdracht/kaarten", self.paddles, methods=["POST"]),
            Route("/regie/opdrachten", self.commands),
            Route("/regie/koppel", self.pair, methods=["POST"]),
        ]

    async def state(self, request: Request) -> Response:
        """The state, once."""
        return await self._refusal(request) or self._answer()

    async def stream(self, request: Request) -> Response:
        """The state, at every change."""
        refusal = await self._refusal(request)
        if refusal is not None:
            return refusal
        hold_remote(request.scope, self._base)
        states = self._changes.for_remote(self._state, lambda: self._keyhole.opens)
        is_desk = header(request, DESK_HEADER) == DESK
        followed = self._at_a_desk(states) if is_desk else states
        return StreamingResponse(followed, media_type="text/event-stream")

    async def _at_a_desk(self, states: AsyncIterator[str]) -> AsyncIterator[str]:
        """The stream of a terminal of the facilitator's own; while it follows the beamer asks nothing."""
        with self._workshop.presence.desk():
            async for state in states:
                yield state

    async def commands(self, request: Request) -> Response:
        """Every command with what it needs, and what can be chosen now."""
        refusal = await self._refusal(request)
        if refusal is not None:
            return refusal
        body = json.dumps({"opdrachten": commands_data(self._workshop)}, ensure_ascii=False)
        return Response(body, media_type="application/json")

    async def pair(self, request: Request) -> Response:
        """A way for one phone to steer too: a path that works once, and not for long."""
        refusal = await self._refusal(request)
        if refusal is not None:
            return refusal
        path = f"{self._base}{PAIRING_PATH}/{self._keyhole.new_pairing()}"
        pairing = {"adres": self._address(), "pad": path, "seconden": PAIRING_SECONDS}
        return Response(json.dumps(pairing), media_type="application/json")

    async def command(self, request: Request) -> Response:
        """Carry out a command and answer with the state."""
        refusal = await self._refusal(request)
        if refusal is not None:
            return refusal
        try:
            words = await read_object(request)
            press = hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()
            is_copy = self._presses.is_copy(press)
            # A program that names no press may well mean the same once more, but not before it heard of the first.
            is_named = bool(words.pop(PRESS_WORD, ""))
            carried = partial(carry_out, self._workshop, words, self._changes)
            done = await self._presses.once(press, carried, while_busy=not is_named)
        except ProposalsTied as error:
            return problem(str(error), status_of(error), even=error.tied)
        except KompasError as error:
            return problem(str(error), status_of(error))
        return self._answer(None if is_copy else self._afterwards.get(done.name), done.told)

    async def paddles(self, request: Request) -> Response:
        """Count the paddles on the photo that is the body, and answer with the state."""
        refusal = await self._refusal(request)
        if refusal is not None:
            return refusal
        try:
            told = await self._workshop.paddles.read(await read_body(request, LARGEST_UPLOAD))
        except KompasError as error:
            return problem(str(error), status_of(error))
        return self._answer(None, told)

    async def _refusal(self, request: Request) -> Response | None:
        try:
            if await self._keyhole.bears_key(request):
                return None
        except BadRequest as error:
            return problem(str(error), error.status)
        return problem(house_words(self._base).no_key, 401, {"www-authenticate": "Bearer"})

    def _answer(self, afterwards: Callable[[], None] | None = None, told: str = "") -> Response:
        # After the answer: a pause that stops the server first would leave the facilitator without one.
        background = BackgroundTask(call, afterwards) if afterwards else None
        return Response(self._state(told), media_type="application/json", background=background)

    def _state(self, told: str = "") -> str:
        """The state as JSON, with what there is to say of the command that it answers."""
        data = {"gezegd": told} if told else {}
        return json.dumps(self._states.state(self._changes.token) | data, ensure_ascii=False)


def status_of(error: KompasError) -> int:
    """The status of an answer that refuses a command."""
    match error:
        case BadRequest():
            return error.status
        case OrderUnclear():
            return 400
        case NotSaved():
            return 503
        case _:
            return 409


def problem(sentence: str, status: int, headers: dict[str, str] | None = None, *, even: Sequence[str] = ()) -> Response:
    """A refusal as JSON, with the equally strong proposals of which one must be chosen first."""
    refused = {"fout": sentence, **({"even_sterk": even} if even else {})}
    return Response(json.dumps(refused, ensure_ascii=False), status, headers, "application/json")


async def call(callback: Callable[[], None]) -> None:
    """Call this once an answer is sent."""
    callback()
