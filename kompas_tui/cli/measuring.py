"""What this laptop can bear, measured with the real parts: server, log and phones in a process of their own."""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kompas_tui.cli.entrance import LOOPBACK, port_of
from kompas_tui.deck_files import DeckSet, load_decks
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import MemoryJournal, SessionFolder
from kompas_tui.simulation import Phone
from kompas_tui.simulation.load import OWN_CODE, Answered, Load
from kompas_tui.web import WebSettings, allow_open_files, bind, create_app, serve
from kompas_tui.web.requests import DEVICE_COOKIE, FORM_TYPE
from kompas_tui.workshop import Workshop, open_workshop
from kompas_tui.workshop.commands.asking import OpenRound
from kompas_tui.workshop.commands.course import Begin

DECK = """---
titel: Meting
---
# Meting {#meting}
```keuze
vraag: Waar beginnen we mee?
opties: [Groen, Spelen, Licht, Rust]
```
"""
_OPTIONS = 4
ENOUGH_SECONDS = 2.0
"""A phone that waits longer for its receipt is not borne."""

EMPTY_SCREEN = """
from textual.app import App
class Empty(App):
    def on_mount(self): self.call_after_refresh(self.exit)
Empty().run(headless=True)
"""
FIRST_SCREEN = """
from kompas_tui.cli import main, screen
def run_beamer(first, **_):
    from kompas_tui.cli.house import LocalHouse
    from kompas_tui.tui.app import BeamerApp
    BeamerApp._open_first = lambda app: app.exit()
    BeamerApp(LocalHouse(), first).run(headless=True)
screen.run_beamer = run_beamer
main(["start", "beren"])
"""
"""What `kompas start` does until its first frame, in a screen that nobody sees."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured; the whole of it takes about a minute."""

    turns: int = 4
    """So often each is measured, in turn with what it is compared with, so that both have the same bad moments."""
    seconds: float = 1.0
    phones: int = 64
    voters: int = 1_000
    burst: int = 2_000
    returning: int = 500
    few: int = 1_000
    many: int = 50_000


@dataclass(frozen=True, slots=True)
class Burst:
    """All phones at once: how many answers were in the log, and within how many seconds 95 of 100 were answered."""

    phones: int
    saved: int
    within: float
    bare_within: float


@dataclass(frozen=True, slots=True)
class Return:
    """Phones that all come back at once after an outage: how many were served, and after how many seconds the last."""

    phones: int
    served: int
    last: float
    bare_last: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of it: answers a second, bursts from the largest on, and seconds to the first frame."""

    saved: float
    unsaved: float
    bare: float
    bursts: tuple[Burst, ...]
    back: Return
    few: int
    many: int
    at_few: float
    at_many: float
    first_frame: float
    empty_frame: float


@dataclass(frozen=True, slots=True)
class _Target:
    """A server to send to: its port, and the requests of its voters."""

    port: int
    voters: tuple[tuple[str, ...], ...]
    workshop: Workshop


class _Client:
    """The process that plays the phones."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def send(self, target: _Target, plan: Plan, *, at_once: bool = False) -> Answered:
        """What came of sending to this target."""
        load = Load(target.port, target.voters, plan.phones, 0.0 if at_once else plan.seconds)
        assert self._process.stdin is not None, "the process was started with pipes"
        assert self._process.stdout is not None, "the process was started with pipes"
        self._process.stdin.write(msgspec.json.encode(load) + b"\n")
        line = await self._process.stdout.readline()
        if not line:
            raise KompasError("De meting brak af. Sluit andere programma’s en probeer het nog eens.")
        return msgspec.json.decode(line, type=Answered)


@asynccontextmanager
async def _client() -> AsyncIterator[_Client]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "kompas_tui.simulation.load",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=2**24,
        start_new_session=True,  # so that Ctrl+C reaches only this command, which ends it without a word
    )  # fmt: skip
    try:
        yield _Client(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@asynccontextmanager
async def _served(app: ASGIApp) -> AsyncIterator[int]:
    sock, _ = bind(0)
    async with serve(app, sock):
        yield port_of(sock)


@asynccontextmanager
async def _room(path: Path, voters: int, *, saving: bool = True) -> AsyncIterator[_Target]:
    """A session with an open question, and so many voters that are not in it yet."""
    deck = path.parent / "meting.md"
    deck.write_text(DECK, encoding="utf-8")
    decks = load_decks([str(deck)])
    folder = SessionFolder(path)
    with folder.lock():
        workshop = await (open_workshop(folder, decks, ev.Details()) if saving else _unsaved(decks))
        try:
            await workshop.do(OpenRound())
            async with _served(create_app(workshop, WebSettings(""))) as port:
                yield _Target(port, await _requests(workshop, port, voters), workshop)
        finally:
            await workshop.close()


async def _unsaved(decks: DeckSet) -> Workshop:
    workshop = Workshop(MemoryJournal(), decks, bytes(32))
    (deck,) = decks.decks
    texts = (ev.DeckText(deck.name, deck.text),)
    await workshop.do(Begin(ev.Started(time=workshop.now(), code="MEET", details=ev.Details(), decks=texts)))
    return workshop


async def _requests(workshop: Workshop, port: int, voters: int) -> tuple[tuple[str, ...], ...]:
    """For every voter the form with each of the options, as a phone with the page's script sends it."""
    path = f"/{workshop.session.code}"
    async with Phone(f"http://{LOOPBACK}:{port}{path}") as phone:
        form = (await phone.look()).question
    if form is None:
        raise KompasError("De meting kreeg de vraag niet te zien. Probeer het nog eens.")
    along = [(name, OWN_CODE if name == "nonce" else value) for name, value in form.sent_along]
    bodies = [urlencode([*along, (choice.name, choice.value)]) for choice in form.of("radio")]
    tokens = [workshop.marks.new_token() for _ in range(voters)]
    return tuple(tuple(_request(port, path, token, body) for body in bodies) for token in tokens)


def _returning(target: _Target) -> _Target:
    """The same phones as they come back: every second one sends the answer that it kept, the others look."""
    asks = tuple(
        (_look(target.port, f"/{target.workshop.session.code}", request),) if number % 2 else (request, *others)
        for number, (request, *others) in enumerate(target.voters)
    )
    return replace(target, voters=asks)


def _look(port: int, path: str, request: str) -> str:
    """A look at the page by the phone that would send this."""
    cookie = next(line for line in request.split("\r\n") if line.startswith("Cookie: "))
    lines = f"GET {path} HTTP/1.1", f"Host: {LOOPBACK}:{port}", "X-Kompas-Deel: 1", cookie, ""
    return "\r\n".join((*lines, ""))


def _request(port: int, path: str, token: str, body: str) -> str:
    lines = (
        f"POST {path} HTTP/1.1", f"Host: {LOOPBACK}:{port}", f"Content-Type: {FORM_TYPE}", "X-Kompas-Deel: 1",
        f"Content-Length: {len(body)}", f"Cookie: {DEVICE_COOKIE}={token}", f"Idempotency-Key: {OWN_CODE}",
    )  # fmt: skip
    return "\r\n".join((*lines, "", body))


async def _nothing_done(request: Request) -> Response:
    await request.body()
    return PlainTextResponse("ok")


BARE = Starlette(routes=[Route("/{code}", _nothing_done, methods=["GET", "POST"])])
"""A bare endpoint of the same server, to compare with."""


class Measuring:
    """One measurement in a folder of its own.

    Of several turns the best rate counts: whatever else runs on this laptop can only make one lower.
    """

    def __init__(self, plan: Plan, tell: Callable[[str], None], folder: Path, client: _Client) -> None:
        self._plan, self._tell, self._folder, self._client = plan, tell, folder, client
        self._rooms = 0

    def _new_path(self) -> Path:
        self._rooms += 1
        return self._folder / f"sessie-{self._rooms}"

    async def rates(self) -> tuple[float, float, float]:
        """Answers a second: saved, without saving, and of a bare endpoint."""
        self._tell("1 van 5: antwoorden per seconde.")
        by_turn: list[tuple[float, float, float]] = []
        for _ in range(self._plan.turns):
            async with (
                _room(self._new_path(), self._plan.voters) as saved,
                _room(self._new_path(), self._plan.voters, saving=False) as unsaved,
                _served(BARE) as port,
            ):
                bare = _Target(port, saved.voters, saved.workshop)
                rates = [await self._rate(target) for target in (saved, unsaved, bare)]
                by_turn.append((rates[0], rates[1], rates[2]))
        saved_rates, unsaved_rates, bare_rates = zip(*by_turn, strict=True)
        return max(saved_rates), max(unsaved_rates), max(bare_rates)

    async def _rate(self, target: _Target) -> float:
        return (await self._client.send(target, self._plan)).per_second

    async def bursts(self) -> tuple[Burst, ...]:
        """The whole burst; and halves of it, until one is borne."""
        self._tell(f"2 van 5: {self._plan.burst} telefoons tegelijk.")
        phones = self._plan.burst
        bursts = [await self._burst(phones)]
        while not is_borne(bursts[-1]) and phones > self._plan.phones:
            phones //= 2
            bursts.append(await self._burst(phones))
        return tuple(bursts)

    async def _burst(self, phones: int) -> Burst:
        bursts = [await self._one_burst(phones) for _ in range(self._plan.turns)]
        return Burst(
            phones,
            min(burst.saved for burst in bursts),
            statistics.median(burst.within for burst in bursts),
            statistics.median(burst.bare_within for burst in bursts),
        )

    async def _one_burst(self, phones: int) -> Burst:
        path = self._new_path()
        async with _room(path, phones) as room, _served(BARE) as port:
            bare = await self._client.send(_Target(port, room.voters, room.workshop), self._plan, at_once=True)
            came = await self._client.send(room, self._plan, at_once=True)
        (round_,) = SessionFolder(path).read_session()[0].rounds.values()
        saved = min(came.taken, round_.answers)
        return Burst(phones, saved, came.within(0.95), bare.within(0.95))

    async def back(self) -> Return:
        """So many phones that all come back at once, half of them with an answer that waited for the network."""
        phones = self._plan.returning
        self._tell(f"3 van 5: {phones} telefoons die na een storing tegelijk terugkomen.")
        returns = [await self._one_return(phones) for _ in range(self._plan.turns)]
        return Return(
            phones,
            min(one.served for one in returns),
            statistics.median(one.last for one in returns),
            statistics.median(one.bare_last for one in returns),
        )

    async def _one_return(self, phones: int) -> Return:
        async with _room(self._new_path(), phones) as room, _served(BARE) as port:
            coming = _returning(room)
            bare = await self._client.send(replace(coming, port=port), self._plan, at_once=True)
            came = await self._client.send(coming, self._plan, at_once=True)
        return Return(phones, came.taken, came.within(1.0), bare.within(1.0))

    async def growth(self) -> tuple[float, float]:
        """Saved answers a second where there are few, and where there are many."""
        plan = self._plan
        self._tell(f"4 van 5: een antwoord na {plan.few} antwoorden en na {plan.many}.")
        few: list[float] = []
        many: list[float] = []
        async with _room(self._new_path(), plan.voters) as large:
            await _fill(large.workshop, plan.many)
            for _ in range(plan.turns):
                async with _room(self._new_path(), plan.voters) as small:
                    await _fill(small.workshop, plan.few)
                    few.append(await self._rate(small))
                    many.append(await self._rate(large))
        return max(few), max(many)

    async def frames(self) -> tuple[float, float]:
        """Seconds to the first frame, of Kompas and of an empty screen."""
        self._tell("5 van 5: het eerste beeld.")
        frames = [(await _frame(FIRST_SCREEN), await _frame(EMPTY_SCREEN)) for _ in range(self._plan.turns)]
        own, empty = zip(*frames, strict=True)
        return min(own), min(empty)


async def _fill(workshop: Workshop, ballots: int, together: int = 500) -> None:
    """Cast so many ballots without the network, in rounds of voters who change their minds."""
    round_ = workshop.session.open_round
    assert round_ is not None, "a room for measuring has an open question"
    (name,) = round_.activity.form()[0].inputs
    tokens = [workshop.marks.new_token() for _ in range(together)]
    for cast in range(0, ballots, together):
        choice = {name: [str(cast // together % _OPTIONS)]}
        await asyncio.gather(*(workshop.cast(token, round_.id, choice) for token in tokens[: ballots - cast]))


async def _frame(program: str) -> float:
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    if await process.wait():
        raise KompasError("Het eerste beeld kwam niet. Probeer het nog eens.")
    return time.perf_counter() - began


def is_borne(burst: Burst) -> bool:
    """Whether all of these phones at once were served well."""
    return burst.saved == burst.phones and burst.within <= ENOUGH_SECONDS


async def measure(plan: Plan, tell: Callable[[str], None]) -> Measured:
    """Measure it all; `tell` is told how far it is."""
    allow_open_files()  # the process with the phones takes this over
    with tempfile.TemporaryDirectory(prefix="kompas-meting-") as folder:
        async with _client() as client:
            measuring = Measuring(plan, tell, Path(folder), client)
            saved, unsaved, bare = await measuring.rates()
            bursts = await measuring.bursts()
            back = await measuring.back()
            at_few, at_many = await measuring.growth()
        first_frame, empty_frame = await measuring.frames()
    return Measured(saved, unsaved, bare, bursts, back, plan.few, plan.many, at_few, at_many, first_frame, empty_frame)
