"""The end of a session without a screen."""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import pytest

from kompas_tui.cli import headless
from kompas_tui.cli.entrance import ServeAs
from kompas_tui.cli.house import LocalHouse
from kompas_tui.tui.choices import Choice, StartDecks
from kompas_tui.tui.ports import Running
from kompas_tui.workshop.commands.course import End
from tests.cli.running import SIX_KINDS
from tests.ports import free_port
from tests.waiting import PATIENCE


class EndingHouse(LocalHouse):
    """A house whose session is ended as soon as it is open, where that is asked, and then looked at."""

    def __init__(self, afterwards: Callable[[Running], Awaitable[None]], *, ends: bool = True) -> None:
        super().__init__(ServeAs(port=free_port()))
        self._afterwards, self._ends = afterwards, ends
        self.ending: asyncio.Task[None] | None = None

    async def open(self, choice: Choice) -> Running:
        running = await super().open(choice)
        self.ending = asyncio.create_task(self._end(running))
        return running

    async def _end(self, running: Running) -> None:
        if self._ends:
            await running.workshop.do(End())
            self.on_end()
        await self._afterwards(running)


@pytest.fixture
def choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StartDecks:
    (tmp_path / "zes.md").write_text(SIX_KINDS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KOMPAS_SESSIES", str(tmp_path / "sessies"))
    return StartDecks(("zes.md",))


def test_phones_get_the_last_page_after_the_end(choice: StartDecks, capsys: pytest.CaptureFixture[str]) -> None:
    pages: list[str] = []

    async def look(running: Running) -> None:
        path = running.entrance.address.partition(":")[2]
        async with httpx.AsyncClient(trust_env=False, follow_redirects=True, timeout=PATIENCE) as client:
            pages.append((await client.get(f"http://127.0.0.1:{path}")).text)
        os.kill(os.getpid(), signal.SIGTERM)

    assert headless.run_headless(EndingHouse(look), choice, linger=PATIENCE * 2) == 0
    assert "afgerond" in pages[0].lower() or "afgelopen" in pages[0].lower()
    ended, report = capsys.readouterr().out.splitlines()[-2:]
    assert ended == "De sessie is afgerond."
    assert report.startswith("Het verslag maak je met: kompas verslag /")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_last_seconds_at_once(number: signal.Signals, choice: StartDecks) -> None:
    async def interrupt(_: Running) -> None:
        os.kill(os.getpid(), number)

    begun = time.monotonic()
    assert headless.run_headless(EndingHouse(interrupt), choice, linger=PATIENCE * 2) == 0
    assert time.monotonic() - begun < PATIENCE
    assert headless.LINGER_SECONDS == 10


def test_a_session_whose_folder_is_gone_is_not_called_paused_without_more(
    choice: StartDecks, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who goes on by the command that is named would begin another session there."""

    async def lose(_: Running) -> None:
        house.folder.rename(house.folder.with_name("in de prullenbak"))
        os.kill(os.getpid(), signal.SIGTERM)

    house = EndingHouse(lose, ends=False)
    assert headless.run_headless(house, choice, linger=PATIENCE * 2) == 1
    paused, lost = capsys.readouterr().out.splitlines()[-2:]
    assert paused.startswith("De sessie is gepauzeerd. Verder gaan: kompas zonder-scherm")
    assert lost == f"Let op: het logboek in {house.folder} is weg. Zet de map eerst terug, misschien uit de prullenbak."
