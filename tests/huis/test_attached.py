"""A beamer that attaches to a server shows what one with the session in its own laptop shows, and keys do the same."""

import asyncio
import hashlib
import io
import os
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from pathlib import Path
from typing import cast

import httpx
import msgspec
import pytest
from PIL import Image

from kompas_tui.cli.account import Account, signed_in
from kompas_tui.cli.attaching import HuisHouse
from kompas_tui.cli.line import HuisLine
from kompas_tui.domain.language.errors import CommandRefused, KompasError
from kompas_tui.domain.session import events as ev
from kompas_tui.huis.rooms import DESERTED_SECONDS
from kompas_tui.tui.app import BeamerApp
from kompas_tui.tui.choices import Farewell, ResumeSession, StartDecks
from kompas_tui.tui.screens.dialogs import WriteDialog
from kompas_tui.tui.screens.following import DeckFollower
from kompas_tui.tui.screens.session import SessionScreen
from kompas_tui.tui.widgets import KeyBar
from kompas_tui.web.state import notice
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.attached import MISFIT, NEWER_SERVER, AttachedWorkshop
from kompas_tui.workshop.attached_parts import CUT, KEY_WITHOUT_LINE, LineEnded, WayToServer
from kompas_tui.workshop.commands.asking import OpenRound
from kompas_tui.workshop.commands.course import End, GoFurther, GoTo
from kompas_tui.workshop.commands.writing import TakeNote
from kompas_tui.workshop.frames import Frame, Press, Welcome, frame_from
from kompas_tui.workshop.wire import words_of
from tests.cli.typed import Typed
from tests.huis import journeys
from tests.huis.conftest import PASSWORDS, Huis, Node
from tests.huis.lines import bad_line
from tests.huis.test_huis import answer
from tests.tui.beamers import Beamer, beamer
from tests.waiting import PATIENCE
from tests.workshop.rooms import DECK, workshop

DECK_FILE = "proef.md"


@pytest.fixture(autouse=True)
def laptop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A laptop with one deck, on which nobody signed in yet."""
    monkeypatch.setenv("KOMPAS_WACHTWOORD", PASSWORDS["anna"])
    monkeypatch.chdir(tmp_path)
    (tmp_path / DECK_FILE).write_text(DECK, encoding="utf-8")


async def house_of(address: str, code: str = "", name: str = "anna") -> HuisHouse:
    """What a beamer of this facilitator opens sessions with."""
    return HuisHouse(await asyncio.to_thread(signed_in, address, name), code)


@asynccontextmanager
async def attached(address: str, code: str = "") -> AsyncIterator[tuple[HuisHouse, AttachedWorkshop]]:
    """A session that begins there, or that one, followed without a screen."""
    house = await house_of(address, code)
    running = await house.open(ResumeSession() if code else StartDecks((DECK_FILE,)))
    assert isinstance(running.workshop, AttachedWorkshop)
    try:
        yield house, running.workshop
    finally:
        await running.stop()


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(0.02)


async def test_a_key_is_done_on_the_server_once_and_every_beamer_sees_it(two_nodes: Huis) -> None:
    first, second = (node.address for node in two_nodes.nodes)
    async with attached(first) as (house, one), attached(second, house.code) as (_, other):
        assert len(house.code) == 6
        await one.do(GoTo("kleur"))
        await one.do(OpenRound())
        await until(lambda: other.session.open_round)
        phone = await two_nodes.somebody()
        assert "Je antwoord is opgeslagen" in (await answer(phone, house.code, 1)).text
        await until(lambda: one.session.rounds["kleur-1"].answers == other.session.rounds["kleur-1"].answers == 1)
        await until(lambda: one.presence.is_known and one.watch.people_now == 1)
        with pytest.raises(CommandRefused, match="Wel mogelijk"):
            await other.do(GoTo("bestaat-niet"))
        assert await other.do(TakeNote("Denk aan water")) == TakeNote.done
        other.covers.lay("zwart", on=True)
        await until(lambda: one.covers.top == "zwart")
        assert one.covers.lift()
        await until(lambda: other.covers.top is None)
        store = two_nodes.nodes[0].home.find(house.code)
        assert store is not None
        kept = store.read_session()
        assert (kept.head, kept.session.every_event) == (one.head, one.session.every_event)
        line = HuisLine(house._account, house.code)
        link, _ = await line.new_pairing((await line.welcome()).remote_key)
        await line.close()
        assert (await phone.get(link)).status_code == 200
        # A deck that is edited on the laptop is taken over there, where it is right.
        follower = DeckFollower(one)
        assert not await follower.look()
        Path(DECK_FILE).write_text(DECK.replace("Welke kleur?", "Welke tint?"), encoding="utf-8")
        os.utime(DECK_FILE, (1, 1))
        assert await follower.look()
        await until(lambda: all("Welke tint?" in str(each.course.find("kleur")) for each in (one, other)))
        # What is wrong with a deck on that laptop is read at the desk, which asks the server.
        led = two_nodes.led(house.code)
        one.watch.edited_is("plein.md:3: Hier mist een vraag.")
        await until(lambda: "plein.md:3: Hier mist een vraag." in notice(led))
        one.watch.edited_is("")
        await until(lambda: not led.watch.edited)
        # The same key that arrives twice, as after a cut, is one key.
        order = Press("een", one._life, one.session.length, words_of(GoFurther(1)))
        answers = [await one._line.give(order) for _ in range(2)]
        assert [reply.frame.length - order.length for reply in answers] == [1, 1]


async def test_a_room_is_left_to_its_beamer_and_closes_once_the_beamer_ended_it(
    two_nodes: Huis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kompas_tui.huis.rooms.ENDED_SECONDS", 0.1)
    rooms = two_nodes.nodes[0].app._rooms
    async with attached(two_nodes.nodes[0].address) as (house, one):
        paused: list[bool] = []
        one.on_pause = lambda: paused.append(True)
        await until(lambda: one._life and (room := rooms.here(house.code)) and room.beamers.has_followers)
        await rooms.leave_deserted(time.monotonic() + 2 * DESERTED_SECONDS)
        assert rooms.here(house.code), "a beamer is attached"
        line = HuisLine(house._account, house.code)
        frames = line.frames(one.session.length)
        first = await anext(frames)  # it is there before the end, after which the room is soon closed
        await one.do(End())
        async with asyncio.timeout(PATIENCE):
            last = [first, *[frame async for frame in frames]][-1]
        await line.close()
        await until(lambda: rooms.here(house.code) is None)
        assert (last.is_paused, paused) == (False, [])


async def test_a_frame_that_does_not_fit_ends_the_line_and_the_next_does_not_mend_it(
    two_nodes: Huis, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with attached(two_nodes.nodes[0].address) as (house, _):
        line = HuisLine(house._account, house.code)
        welcome, sofar = await line.welcome(), await line.all_by_now()

        async def frames(begin: int) -> AsyncIterator[Frame]:
            yield msgspec.structs.replace(sofar[-1], begin=sofar[-1].length + 1)
            yield sofar[-1]

        monkeypatch.setattr(line, "frames", frames)
        one = AttachedWorkshop(welcome, sofar, line)
        async with asyncio.timeout(PATIENCE):
            await one.follow()
        assert (one.saving.sign, one.saving.trouble) == ("▲ lijn weg", MISFIT)
        await one.close()
        await line.close()


async def test_who_may_not_attach_reads_why(two_nodes: Huis, monkeypatch: pytest.MonkeyPatch) -> None:
    address = two_nodes.nodes[0].address
    async with attached(address) as (house, one):
        code, cookie = house.code, house._account.cookie
        assert cookie not in repr(house._account)
        monkeypatch.setenv("KOMPAS_WACHTWOORD", PASSWORDS["bert"])
        with pytest.raises(KompasError, match="niet bij jou"):
            await (await house_of(address, code, "bert")).open(ResumeSession())
        async with httpx.AsyncClient(base_url=f"{address}/{code}/beamer", trust_env=False) as nobody:
            for cookies, status in (({}, 401), ({"cookie": cookie[:-1] + ("1" if cookie[-1] == "0" else "0")}, 401)):
                reply = await nobody.get("/stroom", headers=cookies)
                assert (reply.status_code, "sleutel" in reply.text) == (status, False)
        for wrong_address, password, why in (
            (address, "fout wachtwoord", "horen niet bij elkaar"),
            (await _somewhere_else(two_nodes), PASSWORDS["anna"], "staat geen server"),
            (await _somewhere_else(two_nodes, "x-kompas: 1"), PASSWORDS["anna"], "oudere versie"),
            (await _somewhere_else(two_nodes, status="200 OK"), PASSWORDS["anna"], "staat geen server"),
            (await _somewhere_else(two_nodes, "x-kompas: 1", "200 OK"), PASSWORDS["anna"], "staat geen server"),
        ):
            monkeypatch.setenv("KOMPAS_WACHTWOORD", password)
            with pytest.raises(KompasError, match=why):
                await house_of(wrong_address, code)
        with pytest.raises(KompasError, match="niet veilig"):
            await house_of("http://kompas.gemeente.example", code)
        # A pass that is worth nothing any more ends the line in words; the last picture stays.
        monkeypatch.setattr("kompas_tui.huis.beamers.HEARTBEAT_SECONDS", 0.05)
        async with (
            httpx.AsyncClient(
                base_url=f"{address}/{code}/beamer", headers={"cookie": cookie}, trust_env=False
            ) as client,
            client.stream("GET", "/stroom") as stream,
        ):
            coming = stream.aiter_lines()
            assert "moment" in await anext(coming)
            monkeypatch.setattr("kompas_tui.huis.accounts.Logins.name_in", lambda self, cookies: "")
            async with asyncio.timeout(PATIENCE):
                assert not any([line async for line in coming]), "a stream that is open ends with the pass"
        with pytest.raises(CommandRefused, match="niet meer ingelogd"):
            await one.do(GoTo("kleur"))
        assert (one.saving.sign, one.card.address) == ("▲ lijn weg", "welkom")


async def test_a_server_that_sends_nonsense_ends_the_line_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    room = await workshop()
    frame = frame_from(room, 0, life="a", serial=1, leafed=(0, 0))
    armed = replace(frame.moment, trouble="Vol\x1b[2J.")
    welcome = Welcome(1, "x", "ABCDEF", b"", "sleutel", room.now(), ("Let\x1b]52;c;aGk=\x07 op.",))
    whole = msgspec.structs.replace(frame, moment=armed)
    sent = [
        msgspec.json.encode(welcome),
        msgspec.json.encode(whole) + b"\n",
        b'{"x":' + b"[" * 200_000 + b"\n",
        b"a" * 5000,
    ]
    sent.append(sent[0].replace(b'"now":', b'"now":"2026-11-26T22:00:00","nu":'))
    asked: list[str] = []

    def answered(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["accept-encoding"])
        return httpx.Response(200, headers={"x-kompas": "1"}, content=sent.pop(0))

    line = HuisLine(Account("http://127.0.0.1", "anna", "k=v"), "ABCDEF")
    monkeypatch.setattr(line._client, "_transport", httpx.MockTransport(answered))
    welcomed, frames = await line.welcome(), await line.all_by_now()
    assert (welcomed.notices, frames[0].moment.trouble) == (("Let]52;c;aGk= op.",), "Vol[2J.")
    one = AttachedWorkshop(welcomed, frames, line)
    await asyncio.wait_for(one.follow(), PATIENCE)
    assert one.saving.trouble == NEWER_SERVER, "nested without end"
    monkeypatch.setattr("kompas_tui.cli.line._MOST_BYTES", 4000)
    with pytest.raises(LineEnded, match="niet meer gelijk"):
        await line.give(Press("een", "", 0))
    with pytest.raises(LineEnded, match="nieuwere versie"):
        await line.welcome()  # of a moment in no zone
    assert {*asked} == {"identity"}
    other = AttachedWorkshop(welcomed, frames, line)
    monkeypatch.setattr(line, "frames", lambda begin: 1 / 0)
    await asyncio.wait_for(other.follow(), PATIENCE)
    assert other.saving.trouble == MISFIT, "whatever it is that goes wrong"
    await line.close()


async def test_only_the_picture_that_was_asked_for_comes_down() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (60, 40)).save(stream, "JPEG")
    picture = stream.getvalue()

    def sent(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=picture, headers={"x-kompas": "1"})

    line = HuisLine(Account("https://kompas.gemeente.example", "anna", "pas=1"), "AB2C")
    line._client = httpx.AsyncClient(base_url="https://kompas.gemeente.example", transport=httpx.MockTransport(sent))
    assert await line.picture(hashlib.sha256(picture).hexdigest()) == picture
    assert await line.picture("0" * 64) is None


async def test_a_line_that_is_cut_is_told_and_found_again_on_another_node(two_nodes: Huis) -> None:
    first, second = two_nodes.nodes
    async with bad_line(first.address) as line, attached(line.address) as (house, one):
        await one.do(GoTo("kleur"))
        await one.do(OpenRound())
        line.cut()
        await until(lambda: one.saving.is_cut)
        assert (one.saving.sign, one.saving.trouble) == ("▲ lijn weg", CUT)
        with pytest.raises(CommandRefused, match=KEY_WITHOUT_LINE):
            await one.do(TakeNote("Te vroeg"))
        assert (one.card.address, one.session.open_round is not None) == ("kleur", True)
        phone = await two_nodes.somebody()
        assert "Je antwoord is opgeslagen" in (await answer(phone, house.code, 1)).text
        line.mend()
        await until(lambda: not one.saving.is_cut and one.session.rounds["kleur-1"].answers)
        await first.stop()  # the node is gone; the proxy sends us to the other one
        one.leafing.page, one.leafing.pages = 2, 3
        line.mend(second.address)
        await until(lambda: one._life and not one.saving.is_cut and _is_led_by(second, house.code))
        led = two_nodes.led(house.code)
        await until(lambda: (led.leafing.page, led.leafing.pages) == (2, 3))
        assert await one.do(TakeNote("Nog eens")) == TakeNote.done
        written = [event.text for event in one.session.happened if isinstance(event, ev.NoteTaken)]
        assert written == ["Nog eens"]


@pytest.mark.slow
async def test_the_report_is_that_of_one_laptop_over_a_line_that_is_slow_and_loses(
    two_nodes: Huis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journeys.stand_still(monkeypatch)
    monkeypatch.setenv("KOMPAS_SESSIES", str(tmp_path))
    here = await journeys.on_a_laptop(journeys.SHORT, {}, tmp_path)
    async with bad_line(two_nodes.nodes[0].address, seconds=0.01, loss=0.02) as line:
        house = await house_of(line.address)
        assert await journeys.attached(journeys.SHORT, {}, tmp_path, house, two_nodes.led) == here


@pytest.mark.slow
@pytest.mark.parametrize("year", [MINYEAR + 1, MAXYEAR])
def test_no_time_is_told_from_a_clock_that_can_not_be_right(year: int) -> None:
    welcome = Welcome(1, "", "K7F3QX", b"k" * 32, "", datetime(year, 1, 1, tzinfo=UTC), ())
    with pytest.raises(LineEnded, match="klok"):
        AttachedWorkshop(welcome, [], line=cast(WayToServer, None))


async def test_a_pass_that_could_end_in_the_middle_is_not_used_again(
    two_nodes: Huis, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = two_nodes.nodes[0].address
    kept = await asyncio.to_thread(signed_in, address, "anna")
    assert (await asyncio.to_thread(signed_in, address, "anna")).cookie == kept.cookie
    now = time.time()
    for moment in (now + 7 * 3600, now - 3600):  # and none that a clock says is made tomorrow
        with monkeypatch.context() as later:
            later.setattr("kompas_tui.cli.account.time.time", lambda moment=moment: moment)
            assert (await asyncio.to_thread(signed_in, address, "anna")).cookie != kept.cookie
        kept = await asyncio.to_thread(signed_in, address, "anna")


async def test_in_a_real_terminal_the_password_is_asked_unseen_and_the_pass_is_kept(
    two_nodes: Huis, tmp_path: Path
) -> None:
    given = ("start", DECK_FILE, "--huis", two_nodes.nodes[0].address, "--naam", "anna")
    with Typed(*given, home=tmp_path) as terminal:
        await asyncio.to_thread(terminal.shows, "Wachtwoord van anna")
        terminal.type(f"{PASSWORDS['anna']}\r".encode())
        await asyncio.to_thread(terminal.shows, "Begin met", "deelnemers")
        (room,) = two_nodes.nodes[0].app._rooms
        terminal.type(b"\x1b[C")
        await asyncio.to_thread(terminal.shows, "meedoen")
        terminal.type(b"\x11")
        await asyncio.to_thread(terminal.shows, "Alleen deze beamer sluiten")
        terminal.type(b"\x1b[B\r")
        await asyncio.to_thread(terminal.shows, f"kompas hervat {room.store.code} --huis")
        assert PASSWORDS["anna"] not in terminal.text
    (kept,) = (tmp_path / "staat" / "kompas" / "passen").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert not room.workshop.session.is_ended, "it goes on without this beamer"


async def test_the_screens_are_those_of_a_session_in_the_laptop(two_nodes: Huis, tmp_path: Path) -> None:
    async with beamer(tmp_path / "hier", deck=DECK_FILE) as here:
        texts = [_words(here) async for _ in evening(here, here.workshop)]
    house = await house_of(two_nodes.nodes[0].address)
    app = BeamerApp(house, StartDecks((DECK_FILE,)))
    async with app.run_test(size=(100, 30)) as pilot:
        there = Beamer(app, pilot, here.house)
        await there.until(lambda: isinstance(app.screen, SessionScreen) and app.screen.query(KeyBar))
        expected = iter(texts)
        async for _ in evening(there, two_nodes.led(house.code)):
            await _stands(there, next(expected))
        await app.leave(Farewell())


async def evening(shown: Beamer, led: Workshop) -> AsyncIterator[None]:
    """A beamer goes through an evening, as it is led there or here; after each step it can be looked at."""
    await shown.press("right")
    yield
    await shown.press("right", "o")
    yield
    asked = led.session.open_round
    assert asked is not None
    for number in range(6):
        await led.join(f"token-{number}")
        role = ("bewoner", "ondernemer")[number % 2]
        await led.cast(f"token-{number}", asked.id, {"keuze": [str(number % 3)]}, role=role)
    await shown.until(lambda: shown.text().count("6 van 6") == 2)
    yield
    await shown.press("o", "u")
    yield
    await shown.press("b")
    yield
    await shown.press("b", "left")
    yield
    await shown.press("n")
    await shown.asks(WriteDialog)
    await shown.press(*"Water", "enter")
    await shown.says("De notitie is bewaard.")
    await shown.press("s")
    yield
    await shown.press("escape", "z", "right", "right", "o")
    yield
    assert isinstance(led.session.happened[-1], ev.RoundOpened)


async def _stands(shown: Beamer, text: str) -> None:
    await shown.until(lambda: _words(shown) == text)


def _words(shown: Beamer) -> str:
    """What stands there, without the clock, the code and the address."""
    address = shown.screen().running.entrance.address
    bare = re.sub(rf"[█▀▄]|\d+:\d\d|{re.escape(address)}|{address.rpartition('/')[2]}", "", shown.text())
    return " ".join(bare.split())


async def _somewhere_else(huis: Huis, header: str = "server: iets", status: str = "404 Not Found") -> str:
    """The address of a server that is no huis, of a portal on the way, or of one that does not know beamers yet."""

    async def hello(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 {status}\r\n{header}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        writer.write(head.encode())
        writer.close()

    server = await huis.clients.enter_async_context(await asyncio.start_server(hello, "127.0.0.1", 0))
    return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


def _is_led_by(node: Node, code: str) -> bool:
    return any(room.store.code == code for room in node.app._rooms)
