"""The facilitator's own terminal beside the beamer: notes, time, people, private results, and every dialog."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder
from kompas_tui.tui.desk_app import DeskApp
from kompas_tui.tui.ports import Farewell
from kompas_tui.tui.remote import RemoteDesk, RemoteRefused
from kompas_tui.tui.screens.desk import DeskScreen
from kompas_tui.tui.screens.dialogs import ChoiceDialog, Line, ListDialog, WriteDialog
from kompas_tui.tui.screens.pairing import PairingDialog
from kompas_tui.tui.widgets import KeyBar, MessageLine
from kompas_tui.workshop.commands.command import Command
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.table import ORDERS, needs_of
from tests.tui.beamers import beamer
from tests.web.room import DECK, KEY, ServedRoom, served
from tests.workshop.test_commands import ACT, WORDS


class AtDesk:
    """A terminal of the facilitator under test."""

    def __init__(self, app: DeskApp, pilot: Pilot[Farewell]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def screen(self) -> DeskScreen:
        return next(one for one in self.app.screen_stack if isinstance(one, DeskScreen))

    def text(self) -> str:
        return " ".join(" ".join(str(one.render()) for one in self.screen.query(Static)).split())

    async def until(self, holds: Callable[[], object]) -> None:
        for _ in range(400):
            if holds():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"never came true; the screen shows:\n{self.text()}")

    async def shows(self, *said: str) -> None:
        await self.until(lambda: all(one in self.text() for one in said))

    async def asks(self, dialog: type) -> None:
        await self.until(lambda: isinstance(self.app.screen, dialog))


@asynccontextmanager
async def served_room(folder: Path) -> AsyncIterator[ServedRoom]:
    deck = folder / "straat.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(SessionFolder(folder / "sessie"), deck) as room:
        yield room


@asynccontextmanager
async def at_desk(room: ServedRoom) -> AsyncIterator[AtDesk]:
    remote = RemoteDesk(f"127.0.0.1:{room.port}", KEY)
    app = DeskApp(remote, await remote.look())
    async with app.run_test(size=(100, 30)) as pilot:
        desk = AtDesk(app, pilot)
        await desk.until(lambda: any(isinstance(one, DeskScreen) for one in app.screen_stack))
        await desk.until(lambda: room.workshop.presence.has_desk)
        yield desk
    await remote.close()


async def test_the_facilitator_works_out_of_sight(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        workshop = room.workshop
        await desk.shows("Welkom", "Bij deze kaart staat geen notitie.", "Straks", "Op de beamer: de kaart.")
        await desk.pilot.press("right")
        await desk.until(lambda: workshop.session.card == "keuze")
        await desk.pilot.press("o")
        await desk.shows("Ronde 1 is open.", "0 klaar")
        await workshop.cast("t" * 22, "keuze-1", {"keuze": ["1"]})
        await desk.shows("1 klaar")
        await desk.pilot.press("o")
        await desk.shows("Nog niet op de beamer. Alleen jij ziet dit.", "Een bank 1")
        assert workshop.session.shown is None
        await desk.pilot.press("u")
        await desk.shows("De zaal ziet deze uitslag.", "Op de beamer: de uitslag.")
        await desk.pilot.press("k")
        await desk.asks(WriteDialog)
        await desk.pilot.press(*"Er komt een bank", "enter")
        await desk.until(lambda: workshop.session.written_of(ev.DecisionTaken))
        await desk.until(lambda: desk.screen.query_one(MessageLine).said == "Het besluit is bewaard.")
        await desk.pilot.press("s")
        await desk.until(lambda: workshop.covered_by == "oogst")
        await desk.shows("Op de beamer: de oogst.")
        await desk.pilot.press("ctrl+p")
        await desk.asks(ListDialog)
        await desk.pilot.press(*"verbeter", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, ChoiceDialog))
        await desk.pilot.press("enter")
        await desk.asks(WriteDialog)
        assert desk.app.screen.query(Line).first().value == "Er komt een bank"
        await desk.pilot.press(*" bij", "enter", "enter", "enter", "enter")
        await desk.until(lambda: workshop.session.written_of(ev.DecisionTaken)[0].text == "Er komt een bank bij")
        await desk.pilot.press("ctrl+q")
        await desk.asks(ChoiceDialog)
        await desk.pilot.press("enter")
        await desk.until(lambda: not workshop.presence.has_desk)
        assert not workshop.session.is_ended


async def test_what_is_refused_comes_back_with_what_was_typed(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        await desk.pilot.press("a")
        await desk.asks(WriteDialog)
        await desk.pilot.press(*"Bellen", "enter", "enter", *"ooit", "enter")
        await desk.until(
            lambda: "is geen datum" in " ".join(str(one.render()) for one in desk.app.screen.query(Static))
        )
        assert [line.value for line in desk.app.screen.query(Line)] == ["Bellen", "", "ooit"]
        await desk.pilot.press("escape", "g")
        await desk.asks(ListDialog)
        await desk.pilot.press("enter")
        await desk.until(lambda: "niets om te kiezen" in desk.screen.query_one(MessageLine).said)


async def test_a_wrong_key_is_told_before_anything_is_shown(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room:
        remote = RemoteDesk(f"127.0.0.1:{room.port}", "verkeerd")
        with pytest.raises(RemoteRefused, match="Deze sleutel past niet"):
            await remote.look()
        await remote.close()


async def test_a_phone_is_paired_once(tmp_path: Path) -> None:
    async with served_room(tmp_path) as room, at_desk(room) as desk:
        await desk.pilot.press("ctrl+p")
        await desk.asks(ListDialog)
        await desk.pilot.press(*"koppelen", "enter")
        await desk.asks(PairingDialog)
        url, _ = await desk.screen.remote.new_pairing()
        url = url.upper().replace("HTTP", "http")
        async with httpx.AsyncClient() as phone:
            assert "Koppel deze telefoon" in (await phone.get(url)).text
            assert (await phone.post(url)).status_code == 303
            page = await phone.get(f"http://127.0.0.1:{room.port}/regie")
            assert "Schrijf op" in page.text
        async with httpx.AsyncClient() as other:
            assert (await other.post(url)).status_code == 403
            assert "gebruikt of te oud" in (await other.get(url)).text


@pytest.mark.parametrize("name", ORDERS)
def test_what_the_remote_says_that_a_command_needs_is_enough_for_it(name: str) -> None:
    samples: dict[str, object] = {"getal": 2, "ja": True, "lijst": ["a"], "aantallen": {"a": 1}}
    words = {need.name: samples.get(need.kind, "iets") for need in needs_of(name) if need.required or need.kind == "ja"}
    whole: dict[str, object] = {key: WORDS[key] for key in ("regel", "actiepunt", "toezegging") if key in words}
    acts: dict[str, object] = {"doe": ACT.get(name, "toon")} if "doe" in words else {}
    assert isinstance(ORDERS[name](OrderWords({**words, **whole, **acts})), Command)


async def test_with_a_desk_the_beamer_asks_nothing_and_shows_no_keys(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        with shown.workshop.presence.desk():
            await shown.until(lambda: not shown.screen().query_one(KeyBar).display)
            for key in ("k", "ctrl+p", "question_mark", "i"):
                await shown.press(key)
                await shown.says("Dit doe je nu in het venster van de begeleider.")
                assert shown.app.screen is shown.screen()
        await shown.until(lambda: shown.screen().query_one(KeyBar).display)
