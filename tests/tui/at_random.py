"""A facilitator who presses anything: `python -m tests.tui.at_random 200` plays so many evenings, each by its seed.

On the real beamer, with a real server and phones: keys one by one and in bursts, dialogs filled in with nonsense,
pastes, other sizes of the terminal. Whatever was pressed, nothing goes wrong in the log for programmers, and
the session can be read back, checked and reported.
"""

import asyncio
import logging
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.keys import key_to_character

from kompas_tui.cli import main
from kompas_tui.cli.house import LocalHouse
from kompas_tui.deck_files import shipped_decks
from kompas_tui.tui.app import STOPPED, BeamerApp
from kompas_tui.tui.choices import StartDemo
from kompas_tui.tui.keys import SESSION_KEYS
from kompas_tui.tui.screens.session import SessionScreen
from tests.tui.pressing import is_running, until, until_at_rest

SIZES = ((80, 24), (100, 30), (160, 45), (200, 50), (40, 12), (20, 5))
CROWDS = (0, 1, 7, 25)
KEYS = [key.strip() for row in SESSION_KEYS for key in row.keys.split(",") if key.strip() and key.strip() != "ctrl+q"]
IN_DIALOGS = (
    *["enter"] * 6, *["escape"] * 5, *["tab"] * 3, "shift+tab", "up", "down", "down", "home", "end",
    "backspace", "space", *"0123456789abé-,.",
)  # fmt: skip
PASTES = ("twee\nregels", "\x1b[31mrood", "\u202eachterstevoren", "een lang verhaal " * 30, "👩‍👩‍👧")


class _Wrong(logging.Handler):
    """What went wrong without being seen: all that is told to programmers as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(logging.Formatter().format(record))


async def evening(seed: int, presses: int, folder: Path, *, crowds: tuple[int, ...] = CROWDS) -> list[str]:
    """Press so often; the session stays in this folder. What was pressed; AssertionError where anything went wrong."""
    chance, pressed, wrong = random.Random(seed), list[str](), _Wrong()
    asked = StartDemo(chance.choice(crowds), (chance.choice(sorted(shipped_decks())),), folder)
    app = BeamerApp(LocalHouse(), asked)
    logging.getLogger().addHandler(wrong)
    try:
        async with app.run_test(size=chance.choice(SIZES)) as pilot:
            await until(pilot, lambda: any(isinstance(screen, SessionScreen) for screen in app.screen_stack))
            while len(pressed) < presses and is_running(app):
                what = chance.random()
                key = chance.choice(KEYS if what < 0.6 else IN_DIALOGS if what < 0.96 else ("paste", "resize"))
                pressed.append(key)
                if key == "paste":
                    app.post_message(Paste(chance.choice(PASTES)))
                elif key == "resize":
                    await pilot.resize_terminal(*chance.choice(SIZES))
                else:
                    app.post_message(Key(key, key_to_character(key)))
                if chance.random() < 0.7:
                    await until_at_rest(pilot)
            if is_running(app):
                await until_at_rest(pilot)
                await app.leave(STOPPED)
    finally:
        logging.getLogger().removeHandler(wrong)
    assert not wrong.told, "\n".join([*wrong.told, *pressed])
    return pressed


def checked(folder: Path) -> None:
    """Check the session and its report, as a user does."""
    session, report = str(folder), str(folder.parent / "verslag.docx")
    for command in (["controleer", session], ["verslag", session, "--uit", report], ["controleer", report]):
        with pytest.raises(SystemExit) as end:
            main(command)
        assert not end.value.code, command


def _main(evenings: int, first: int = 0) -> int:
    began, amount = time.monotonic(), 0
    for seed in range(first, first + evenings):
        with tempfile.TemporaryDirectory(prefix="avond-") as folder:
            try:
                amount += len(asyncio.run(evening(seed, 300, Path(folder) / "sessie")))
                checked(Path(folder) / "sessie")
            except BaseException:  # noqa: BLE001 - whatever it is, its seed is told
                traceback.print_exc()
                sys.stdout.write(f"seed {seed} went wrong\n")
                return 1
        sys.stdout.write(f"{seed - first + 1} evenings, {amount} keys, none wrong; {time.monotonic() - began:.0f} s\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(_main(*map(int, sys.argv[1:])))
