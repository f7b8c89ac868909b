"""The facilitator's remote as JSON: the commands as a table, and the state that answers them."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from kompas_tui.domain.errors import CommandRefused
from kompas_tui.domain.session import Round
from kompas_tui.domain.tables import as_data
from kompas_tui.domain.wording import did_you_mean, listing, quoted
from kompas_tui.journal import NotSaved
from kompas_tui.web.changes import Changes
from kompas_tui.web.requests import BadRequest, read_object
from kompas_tui.workshop import Workshop

WRONG_KEY_SECONDS = 0.25
"""How long a wrong key waits, one after another, so that guessing takes too long; a right key never waits."""


@dataclass(frozen=True, slots=True)
class Order:
    """A command as it came, with checked access to what it says."""

    said: dict[str, Any]

    def text(self, key: str, *, required: bool = True) -> str:
        """One text; BadRequest where it is missing or no text."""
        value = self.said.get(key, "")
        if not isinstance(value, str) or (required and not value.strip()):
            raise BadRequest(400, f"Bij deze opdracht hoort {quoted(key)} met een tekst.")
        return value

    def choice(self, key: str, allowed: Collection[str], default: str) -> str:
        """One of the allowed words."""
        value = self.text(key, required=False) or default
        if value not in allowed:
            raise BadRequest(400, f"{quoted(key)} is {listing([quoted(word) for word in allowed], 'of')}.")
        return value

    def yes(self, key: str) -> bool:
        """A yes; no where it is missing."""
        value = self.said.get(key, False)
        if not isinstance(value, bool):
            raise BadRequest(400, f"Bij {quoted(key)} hoort true of false.")
        return value


async def _agree(workshop: Workshop, order: Order) -> None:
    await workshop.agree(order.text("wat"), order.text("wie", required=False), order.text("wanneer", required=False))


async def _undo(workshop: Workshop, order: Order) -> None:
    await workshop.undo()


async def _nothing(workshop: Workshop, order: Order) -> None:
    """Pausing changes nothing in the session; what follows is the program's."""


COMMANDS: dict[str, Callable[[Workshop, Order], Awaitable[None]]] = {
    "volgende": lambda workshop, order: workshop.step(1),
    "vorige": lambda workshop, order: workshop.step(-1),
    "ga": lambda workshop, order: workshop.go(order.text("kaart")),
    "open": lambda workshop, order: workshop.open_round(order.choice("ronde", ("verder", "nieuw"), "nieuw")),
    "sluit": lambda workshop, order: workshop.close_round(),
    "toon": lambda workshop, order: workshop.show_result(interim=order.yes("zeker")),
    "verberg": lambda workshop, order: workshop.hide_result(),
    "notitie": lambda workshop, order: workshop.note(order.text("tekst")),
    "besluit": lambda workshop, order: workshop.decide(order.text("tekst")),
    "parkeer": lambda workshop, order: workshop.park(order.text("tekst")),
    "actiepunt": _agree,
    "terug": _undo,
    "pauze": _nothing,
    "stop": lambda workshop, order: workshop.end(),
}
LATER_COMMANDS = ("handen", "modereer")


class Remote:
    """The routes of the remote of one workshop."""

    def __init__(
        self,
        workshop: Workshop,
        changes: Changes,
        key: str,
        *,
        on_pause: Callable[[], None],
        on_end: Callable[[], None],
    ) -> None:
        """`on_pause` and `on_end` are called once the answer to such a command is sent."""
        self._workshop = workshop
        self._changes = changes
        self._key = key.encode()
        self._afterwards = {"pauze": on_pause, "stop": on_end}
        self._wrong_keys = asyncio.Lock()
        self._results: dict[str, tuple[object, dict[str, Any]]] = {}
        self.routes = [
            Route("/regie/stand", self.state),
            Route("/regie/stroom", self.stream),
            Route("/regie/opdracht", self.command, methods=["POST"]),
        ]

    async def state(self, request: Request) -> Response:
        """The state, once."""
        return await self._refusal(request) or self._answer()

    async def stream(self, request: Request) -> Response:
        """The state, at every change."""
        refusal = await self._refusal(request)
        return refusal or StreamingResponse(self._changes.for_remote(self._state), media_type="text/event-stream")

    async def command(self, request: Request) -> Response:
        """Carry out a command and answer with the state."""
        refusal = await self._refusal(request)
        if refusal is not None:
            return refusal
        try:
            order = Order(await read_object(request))
            name = order.text("opdracht")
            await _known(name)(self._workshop, order)
        except BadRequest as error:
            return problem(str(error), error.status)
        except CommandRefused as error:
            return problem(str(error), 409)
        except NotSaved as error:
            return problem(str(error), 503)
        return self._answer(self._afterwards.get(name))

    async def _refusal(self, request: Request) -> Response | None:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if self._key and scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), self._key):
            return None
        if given:
            async with self._wrong_keys:
                await asyncio.sleep(WRONG_KEY_SECONDS)
        return problem(
            "Hiervoor heb je de sleutel nodig. Je ziet hem op de beamer via het palet.",
            401,
            {"www-authenticate": "Bearer"},
        )

    def _answer(self, afterwards: Callable[[], None] | None = None) -> Response:
        background = BackgroundTask(_call, afterwards) if afterwards else None
        return Response(self._state(), media_type="application/json", background=background)

    def _state(self) -> str:
        workshop, session = self._workshop, self._workshop.session
        current, shown = session.open_round, session.shown
        state = {
            "code": session.code,
            "titel": session.details.title,
            "kaart": workshop.card.address,
            "kaarten": [{"adres": card.address, "titel": card.title} for card in workshop.course],
            "ronde": current.number if current else None,
            "ronde_kaart": current.card if current else None,
            "deelnemers": session.participants,
            "antwoorden": current.answers if current else 0,
            "getoond": {"kaart": shown.card, "ronde": shown.number} if shown else None,
            "uitslagen": [
                self._result(round_) for round_ in session.rounds.values() if not round_.is_open or round_ is shown
            ],
            "afgerond": session.is_ended,
            "melding": workshop.trouble,
            "versie": self._changes.token,
        }
        return json.dumps(state, ensure_ascii=False)

    def _result(self, round_: Round) -> dict[str, Any]:
        """A round's result, worked out again only after a step of the facilitator."""
        if round_.is_open:
            return result_data(round_, self._workshop.session.roles)
        seal = (self._workshop.version, round_.closed)
        kept = self._results.get(round_.id)
        if kept is None or kept[0] != seal:
            kept = self._results[round_.id] = (seal, result_data(round_, self._workshop.session.roles))
        return kept[1]


def result_data(round_: Round, roles: Collection[str]) -> dict[str, Any]:
    """A round's result as plain JSON, per role too where that may be shown."""
    by_role = [{"rol": role, **as_data(part)} for role, part in round_.results_by_role(tuple(roles))]
    return {
        "kaart": round_.card,
        "ronde": round_.number,
        "vraag": round_.activity.question,
        **as_data(round_.result()),
        "zin": round_.sentence(),
        **({"per_rol": by_role} if by_role else {}),
    }


def problem(sentence: str, status: int, headers: dict[str, str] | None = None) -> Response:
    """A refusal as JSON."""
    return Response(json.dumps({"fout": sentence}, ensure_ascii=False), status, headers, "application/json")


def _known(name: str) -> Callable[[Workshop, Order], Awaitable[None]]:
    if name in LATER_COMMANDS:
        raise BadRequest(400, f"De opdracht {quoted(name)} komt nog.")
    if name not in COMMANDS:
        raise BadRequest(400, f"De opdracht {quoted(name[:40])} ken ik niet. {did_you_mean(name, list(COMMANDS))}")
    return COMMANDS[name]


async def _call(callback: Callable[[], None]) -> None:
    callback()
