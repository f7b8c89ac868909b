"""How the command line bears much, as ratios in one run: `python -m tests.cli.speed`.

The home screen from the start of the program on, with one session and with a hundred of eight hundred events each;
and `controleer` on a paused session with few and with many texts and notes. The suite holds the same without times.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from kompas_tui.cli.checking import check
from kompas_tui.deck_files import read_decks
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop import open_workshop
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.writing import TakeNote
from tests.turns import least
from tests.workshop.rooms import DECK, opened

SESSIONS, FEW, MANY = 100, 200, 800
HOME = """
import sys
from kompas_tui.cli.house import LocalHouse
from kompas_tui.tui.app import BeamerApp
from kompas_tui.tui.screens.home import HomeScreen
HomeScreen.on_show = lambda screen: screen.app.exit()
BeamerApp(LocalHouse()).run(headless=True)
"""
"""A program of its own that ends as soon as the home screen is there."""

_least = partial(least, often=5, clock=time.perf_counter)


async def paused(path: Path, amount: int) -> SessionFolder:
    """A paused session with so many texts, and after the close so many notes and newcomers."""
    folder = SessionFolder(path)
    with folder.lock():
        room = await open_workshop(folder, read_decks([("proef", DECK, False)]), ev.Details())
        asked = await opened(room, "ideeen")
        for voter in range(amount):
            await room.cast(f"t{voter}", asked.id, {"tekst-1": [f"Idee {voter}"], "tekst-2": [f"En nog {voter}"]})
        await room.do(CloseRound())
        for number in range(amount):
            await room.do(TakeNote(f"Notitie {number}"))
        await room.close()
    return folder


def home_shown(sessions: Path) -> None:
    """Start the program, and wait until the home screen is there."""
    environment = os.environ | {"KOMPAS_SESSIES": str(sessions)}
    subprocess.run([sys.executable, "-c", HOME], env=environment, check=True, capture_output=True, timeout=60)


def main() -> None:
    """Measure and say it."""
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        few, many = (asyncio.run(paused(top / f"met-{amount}", amount)) for amount in (FEW, MANY))
        for number in range(SESSIONS):
            shutil.copytree(many.path, top / "veel" / f"sessie-{number}")
        shutil.copytree(many.path, top / "een" / "sessie-0")
        one, hundred = _least(lambda: home_shown(top / "een"), lambda: home_shown(top / "veel"))
        short, long = _least(lambda: check([few.path]), lambda: check([many.path]))
    sys.stdout.write(f"home screen: {one:.2f} s with 1 session, {hundred / one:.2f} times that with {SESSIONS}\n")
    each = long / short / (MANY / FEW)
    sys.stdout.write(f"controleer: {short:.2f} s for {FEW} texts and notes, {each:.2f} times that each for {MANY}\n")


if __name__ == "__main__":
    main()
