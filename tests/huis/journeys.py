"""Rows of the Kompas with the beamer attached over a bad line, and again on one laptop: the reports are the same.

`python -m tests.huis.journeys` plays K11, K13, K16 and K19 over a line of 200 ms there and back with 2 % loss. With
`packets` behind it the kernel drops real packets, both ways, in a network of its own: as root, with nftables.
"""

import asyncio
import inspect
import re
import secrets
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, cast

import pytest

from kompas_tui.cli.account import signed_in
from kompas_tui.cli.attaching import HuisHouse
from kompas_tui.cli.huis import bring_session_home
from kompas_tui.domain.session import events as ev
from kompas_tui.export import write_report
from kompas_tui.huis import HuisApp, HuisSettings, add_account
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.port import KEY_BYTES
from kompas_tui.journal.postgres import PostgresHome
from kompas_tui.tui.choices import StartDecks
from kompas_tui.web import bind_exactly, serve
from kompas_tui.workshop import Workshop, open_workshop
from kompas_tui.workshop.attached import AttachedWorkshop
from kompas_tui.workshop.clock import local_clock
from kompas_tui.workshop.commands.command import Command
from kompas_tui.workshop.commands.course import End
from kompas_tui.workshop.commands.fan import DrawQuestion
from tests.huis.conftest import PASSWORDS
from tests.huis.lines import bad_line
from tests.journeys import test_kompas as rows
from tests.journeys.test_kompas import Report, Room, kompas
from tests.postgres import PostgresServer, postgres_server
from tests.waiting import PATIENCE
from tests.workshop.rooms import NOW, clock

Journey = Callable[..., Coroutine[Any, Any, None]]

TITLE = "Een middag Kompas"
SHORT: Journey = rows.test_k11_an_open_principle_becomes_an_action_point
LONG: tuple[tuple[Journey, dict[str, str]], ...] = (
    (SHORT, {}),
    (rows.test_k13_a_bear_that_the_group_names_itself_is_hunted_like_the_others, {}),
    (rows.test_k13_the_three_biggest_bears_are_hunted_and_a_tip_becomes_an_action_point, {}),
    *((rows.test_k16_a_group_sees_its_mix_and_what_that_asks, {"mix": mix}) for mix in rows.MIXES),
    (rows.test_k16_the_cards_around_the_profile_are_asked_too, {}),
    (rows.test_k19_a_question_is_drawn_once_and_what_was_said_is_kept, {}),
    (rows.test_k19_a_phone_puts_a_question_in_the_fan_once_the_facilitator_shows_it, {}),
)


def stand_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """One time and one chance for both, so that nothing but the machine can differ."""
    for name, value in {"_wall": clock, "_monotonic": lambda: 0.0, "_last": NOW, "_moment": 0.0}.items():
        monkeypatch.setattr(local_clock, name, value)
    drawn = secrets.token_bytes
    monkeypatch.setattr(secrets, "token_bytes", lambda size: b"k" * size if size == KEY_BYTES else drawn(size))
    choice: Any = DrawQuestion().choose
    monkeypatch.setattr(choice.__self__, "_randbelow", lambda below: below - 1)


class FromAfar:
    """A workshop whose commands go over the line, while phones answer on the server."""

    def __init__(self, attached: AttachedWorkshop, led: Workshop) -> None:
        self._attached, self._led = attached, led
        self.voters = led.voters

    def __getattr__(self, name: str) -> Any:
        return getattr(self._attached, name)

    async def do(self, command: Command) -> str:
        """By the beamer; how a question is chosen does not go along."""
        return await self._attached.do(DrawQuestion(command.topic) if isinstance(command, DrawQuestion) else command)

    async def cast(self, *given: Any, **more: Any) -> Any:
        """By a phone; the beamer has seen it when this returns."""
        receipt = await self._led.cast(*given, **more)
        async with asyncio.timeout(PATIENCE):
            while self._attached.session.length < self._led.session.length:
                await asyncio.sleep(0.01)
        return receipt


class AttachedRoom(Room):
    """A room of which the beamer is attached."""

    house: HuisHouse

    async def report(self) -> Report:
        """End, bring the session home and open the report that is made there."""
        course = self.workshop.course
        await self.workshop.do(End())
        home, address = self.folder.path, self.house.address.rpartition("/")[0]
        await asyncio.to_thread(bring_session_home, self.house.code, address, "anna", home, remove=True)
        path = home.parent / "verslag.docx"
        write_report(*self.folder.read_session(), path, course)
        return Report(path)


async def on_a_laptop(journey: Journey, more: dict[str, str], aside: Path) -> dict[str, str]:
    """The parts of the report of a journey on one laptop."""
    folder = SessionFolder(aside / "laptop" / "sessie")
    folder.path.parent.mkdir(parents=True)
    with folder.lock():
        workshop = await open_workshop(folder, kompas(), ev.Details(title=TITLE), clock=clock)
        await journey(room=Room(folder, workshop), **more)
        await workshop.close()
    return parts_of(folder)


async def attached(
    journey: Journey, more: dict[str, str], aside: Path, house: HuisHouse, led: Callable[[str], Workshop]
) -> dict[str, str]:
    """The same with the beamer attached; `led` gives the workshop on the server that has this code."""
    running = await house.open(StartDecks(("kompas",), lambda: ev.Details(title=TITLE)))
    folder = SessionFolder(aside / "server" / "sessie")
    folder.path.parent.mkdir(parents=True)
    try:
        workshop = FromAfar(cast(AttachedWorkshop, running.workshop), led(house.code))
        room = AttachedRoom(folder, cast(Workshop, workshop))
        room.house = house
        await journey(room=room, **more)
    finally:
        await running.stop()
    return parts_of(folder)


def parts_of(folder: SessionFolder) -> dict[str, str]:
    """The parts of the Word file by name, without the code and the hash of this session."""
    session, head = folder.read_session()
    names = re.compile("|".join((head, head[:16], session.code)))
    with zipfile.ZipFile(folder.path.parent / "verslag.docx") as parts:
        return {name: names.sub("", parts.read(name).decode("utf-8", "replace")) for name in parts.namelist()}


def name_of(journey: Journey, more: dict[str, str]) -> str:
    """What a journey is called."""
    return " ".join([inspect.unwrap(journey).__name__.removeprefix("test_"), *more.values()])


def _drop_packets(port: str) -> None:
    """Have the kernel drop two of a hundred packets of this line, in this network."""
    drop = "numgen random mod 100 < 2 counter drop"
    rules = [f"tcp {end} {port} {drop}; tcp {end} {port} counter" for end in ("dport", "sport")]
    table = "; ".join(("type filter hook input priority 0", *rules))
    subprocess.run(["nft", f"table ip kompas {{ chain line {{ {table}; }}; }}"], check=True)


async def _play(server: PostgresServer, accounts: Path, aside: Path, *, packets: bool) -> int:
    different = 0
    sock = bind_exactly("127.0.0.1", 0)
    address = f"http://127.0.0.1:{sock.getsockname()[1]}"
    home = PostgresHome(server.url, address)
    app = HuisApp(home, HuisSettings(address, accounts))
    async with serve(app, sock), bad_line(address, seconds=0.1, loss=0 if packets else 0.02) as line:
        if packets:
            _drop_packets(line.address.rpartition(":")[2])
        for number, (journey, more) in enumerate(LONG):
            place = aside / str(number)
            here = await on_a_laptop(journey, more, place)
            began = time.monotonic()
            house = HuisHouse(await asyncio.to_thread(signed_in, line.address, "anna"))
            there = await attached(
                journey, more, place, house, lambda code: next(r.workshop for r in app._rooms if r.store.code == code)
            )
            differ = sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))
            different += bool(differ)
            verdict = f"differs in {differ}" if differ else f"the same {len(here)} parts"
            sys.stdout.write(f"{name_of(journey, more)}: {verdict}, {time.monotonic() - began:.0f} s\n")
            sys.stdout.flush()
        app.end_streams()
        await app.close()
    home.close()
    if packets:
        subprocess.run(["nft", "list", "ruleset"], check=True)
    return different


def main(how: str = "") -> int:
    """Play them; gives how many reports were another one."""
    if how == "packets":
        again = 'ip link set lo up && exec "$0" -m tests.huis.journeys dropped'
        return subprocess.call(["unshare", "--net", "sh", "-c", again, sys.executable])
    with tempfile.TemporaryDirectory() as kept, postgres_server() as server, pytest.MonkeyPatch.context() as patch:
        aside = Path(kept)
        for name, value in {"KOMPAS_WACHTWOORD": PASSWORDS["anna"], "KOMPAS_SESSIES": kept}.items():
            patch.setenv(name, value)
        patch.setenv("XDG_STATE_HOME", str(aside / "staat"))
        stand_still(patch)
        add_account(aside / "accounts", "anna", PASSWORDS["anna"], is_first=False)
        return asyncio.run(_play(server, aside / "accounts", aside, packets=how == "dropped"))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
