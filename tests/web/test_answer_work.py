"""A saved answer stays cheap: counted in calls of our functions, which no busy machine changes."""

import asyncio
import sys
from types import FrameType
from urllib.parse import urlencode

from starlette.types import Message

import kompas_tui
from kompas_tui.web import WebSettings, create_app
from kompas_tui.web.app import WebApp
from kompas_tui.web.requests import DEVICE_COOKIE, FORM_TYPE
from kompas_tui.workshop.commands.asking import OpenRound
from kompas_tui.workshop.commands.course import GoTo
from tests.workshop.rooms import workshop

PHONES = 40
HOME = kompas_tui.__path__[0]
MOST_CALLS = 200
"""Of functions of ours, for one answer with its receipt; some 180 where this was written, and 270 before that."""


async def _answer(app: WebApp, code: str, token: str, ticket: str, choice: int) -> int:
    """The status of one answer, as a phone with the script sends it."""
    body = urlencode({"ronde": ticket, "nonce": f"{choice:032x}", "keuze": choice}).encode()
    headers = {
        "host": "localhost", "content-type": FORM_TYPE, "x-kompas-deel": "1", "content-length": str(len(body)),
        "cookie": f"{DEVICE_COOKIE}={token}", "idempotency-key": f"{choice + 7:032x}",
    }  # fmt: skip
    scope = {
        "type": "http", "method": "POST", "path": f"/{code}", "query_string": b"", "client": ("127.0.0.1", 1),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    statuses: list[int] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        statuses.append(message.get("status", 0))

    await app(scope, receive, send)
    return max(statuses)


async def test_a_saved_answer_takes_few_calls() -> None:
    room = await workshop()
    await room.do(GoTo("kleur"))
    await room.do(OpenRound())
    app = create_app(room, WebSettings(""))
    asked = room.session.open_round
    assert asked is not None
    ticket = f"{asked.id}~{asked.activity.imprint}"
    tokens = [room.marks.new_token() for _ in range(PHONES)]
    calls = 0

    def count(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call" and frame.f_code.co_filename.startswith(HOME)

    async def all_answer(choice: int) -> list[int]:
        return await asyncio.gather(*(_answer(app, room.session.code, one, ticket, choice) for one in tokens))

    assert await all_answer(0) == [200] * PHONES
    sys.setprofile(count)
    try:
        statuses = await all_answer(1)
    finally:
        sys.setprofile(None)
    assert statuses == [200] * PHONES
    assert asked.answers == PHONES
    assert calls / PHONES < MOST_CALLS, calls / PHONES
    app.end_streams()
    await room.close()
