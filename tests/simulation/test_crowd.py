"""Phones that go along with a room, which is a small app of the test's own."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs

import pytest

from kompas_tui.simulation import Phone, Refusal, SimulationLog, simulate
from tests.waiting import eventually_async

WAITING = "<h1>Je doet mee</h1>"
SAVED = "<h1>Je antwoord is opgeslagen</h1><p>Kenmerk: <b>{}</b></p>"
QUESTION = (
    '<form method="post" action="/AB12"><input type="hidden" name="ronde" value="{round}">'
    "<p>Kies er hooguit {said}.</p>{boxes}<button>Verstuur</button></form>"
)
BOXES = "".join(
    f'<input type="checkbox" id="k{i}" name="keuze" value="{i}"><label for="k{i}">optie {i}</label>' for i in range(5)
)
PHONES = 12


@dataclass(slots=True)
class Room:
    """A room that asks one question; `said` is the limit that the page says, `limit` the one that holds."""

    url: str = ""
    page: str = WAITING
    said: int = 2
    limit: int = 2
    broken: int = 0
    answers: list[tuple[str, list[str]]] = field(default_factory=list)

    def ask(self, number: int) -> None:
        """Open a round."""
        self.page = QUESTION.format(round=f"een-{number}", said=self.said, boxes=BOXES)

    def reply(self, method: str, body: str) -> tuple[int, str]:
        """Status and page for a request."""
        if method == "GET":
            return 200, self.page
        form = parse_qs(body)
        if len(form["keuze"]) > self.limit:
            return 400, f"<p>Je koos er te veel. Kies er hooguit {self.limit}.</p>{self.page}"
        self.answers.append((form["ronde"][0], form["keuze"]))
        return 200, SAVED.format(f"AB{len(self.answers):03d}-CDEFG")

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request of HTTP/1.1 and close."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.partition("content-length:")[2].split("\r\n")[0] or 0)
        body = (await reader.readexactly(length)).decode()
        if self.broken > 0:
            self.broken -= 1
        else:
            status, page = self.reply(head.split()[0].upper(), body)
            top = f"HTTP/1.1 {status} X\r\nContent-Length: {len(page)}\r\nConnection: close\r\n\r\n"
            writer.write((top + page).encode())
        writer.close()
        await writer.wait_closed()


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    """A room that is being served."""
    room = Room()
    server = await asyncio.start_server(room.serve, "127.0.0.1", 0)
    room.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/AB12"
    async with server:
        yield room


async def _rounds(room: Room, amount: int) -> SimulationLog:
    until, log = asyncio.Event(), SimulationLog()
    phones = asyncio.create_task(simulate(room.url, PHONES, seed=1, pace=0, until=until, log=log))
    for number in range(1, amount + 1):
        room.ask(number)
        question = f"/AB12 een-{number}"
        await eventually_async(lambda q=question: log.decided.get(q, 0) == PHONES)  # type: ignore[misc]
    until.set()
    assert await phones is log
    return log


async def test_every_phone_decides_in_every_round(room: Room) -> None:
    log = await _rounds(room, 3)
    for number in (1, 2, 3):
        question = f"/AB12 een-{number}"
        silent = {phone for phone, asked in log.silent if asked == question}
        assert len(log.last(question)) + len(silent) == PHONES
    assert len(log.saved) == len(room.answers)
    assert log.refused == []


async def test_some_stay_silent_and_some_change_their_mind(room: Room) -> None:
    log = await _rounds(room, 6)
    assert log.silent
    assert len(log.saved) > sum(len(log.last(question)) for question in log.questions)


async def test_a_broken_connection_is_tried_again(room: Room) -> None:
    room.broken = 2 * PHONES
    log = await _rounds(room, 1)
    assert len(log.last("/AB12 een-1")) + len(log.silent) == PHONES


async def test_a_refusal_teaches_the_limit(room: Room) -> None:
    room.said, room.limit = 5, 1
    room.ask(1)
    for number in range(PHONES):
        async with Phone(room.url, number) as phone:
            form = (await phone.look()).question
            assert form is not None
            choices, page = await phone.answer(form)
            assert len(choices) == 1
            assert page.receipt


async def test_what_stays_refused_is_told(room: Room) -> None:
    room.limit = 0
    room.ask(1)
    async with Phone(room.url) as phone:
        form = (await phone.look()).question
        assert form is not None
        with pytest.raises(Refusal, match="Kies er hooguit 0"):
            await phone.answer(form)
