"""The beamer as a command: says the key, runs the screen, and says what remains when it is closed."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kompas_tui.cli.entrance import ServeAs
from kompas_tui.cli.house import LocalHouse
from kompas_tui.cli.program_log import logging_to, program_folder
from kompas_tui.cli.saying import in_terminal, say
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.tui.choices import Choice, Farewell, OpenLibrary, Prepare

_log = logging.getLogger(__name__)

PAUSED = Farewell(0, ("De sessie is gepauzeerd.",), "Ga later verder met")


def run_beamer(first: Choice | None, *, calm: bool = False, **served: Any) -> int:
    """Run the beamer and give its exit code, `calm` without anything that moves; `served` is what ServeAs takes."""
    see_that_it_is_a_terminal()
    house = LocalHouse(ServeAs(**served))
    house.expect(first)
    return show(house, first, calm=calm)


def show(house: LocalHouse, first: Choice | None, *, calm: bool = False) -> int:
    """Run the beamer of a house, and say what remains when it is closed."""
    with logging_to(program_folder()):
        farewell = _run(house, first, calm=calm)
    with contextlib.suppress(OSError):  # a terminal that was closed hears nothing
        for line in farewell.lines:
            say(line, error=farewell.code != 0)
        if farewell.goes_on:
            say(f"{farewell.goes_on}: {house.goes_on_with}", error=farewell.code != 0)
            if house.missing:
                say(house.missing, error=True)
    return farewell.code


def see_that_it_is_a_terminal() -> None:
    """KompasError where no beamer can stand."""
    if not in_terminal():
        raise KompasError(
            "Hier past geen beamer: dit is geen terminal. Open een terminal, of kies: kompas zonder-scherm."
        )


def run_rehearsal(decks: Sequence[str], phones: int) -> int:
    """Run the beamer with simulated phones in a folder that is thrown away, and say what a room would run into."""
    from tempfile import TemporaryDirectory

    from kompas_tui.cli.rehearsing import Rehearsed, terminal_size
    from kompas_tui.cli.sessions import REHEARSAL
    from kompas_tui.tui.choices import StartDemo
    from kompas_tui.tui.ports import Entrance
    from kompas_tui.workshop import Workshop

    if not in_terminal():
        raise KompasError("Hier past geen beamer: dit is geen terminal. Voeg --vanzelf toe.")
    seen: list[Rehearsed] = []

    def follow(workshop: Workshop, entrance: Entrance) -> None:
        seen.append(Rehearsed(workshop, entrance, terminal_size()))
        workshop.listen(seen[0].look)

    house = LocalHouse()
    house.on_open = follow
    with TemporaryDirectory(prefix=REHEARSAL) as folder, logging_to(program_folder()):
        farewell = _run(house, StartDemo(phones, tuple(decks), Path(folder) / "sessie"))
    lines = [*seen[0].findings(), "Er is niets van deze oefening bewaard."] if seen else farewell.lines
    with contextlib.suppress(OSError):
        for line in lines:
            say(line, error=farewell.code != 0)
    return farewell.code


def run_preparing(decks: Sequence[str], **served: Any) -> int:
    """Look whether all is ready, on a screen or else in lines, and give the exit code."""
    if not in_terminal():
        from kompas_tui.cli.preparing import told_in_lines

        lines, is_ready = asyncio.run(told_in_lines(ServeAs(**served), decks))
        for line in lines:
            say(line)
        return 0 if is_ready else 1
    with logging_to(program_folder()):
        farewell = _run(LocalHouse(ServeAs(**served)), Prepare(tuple(decks)))
    with contextlib.suppress(OSError):
        for line in farewell.lines:
            say(line, error=farewell.code != 0)
    return farewell.code


def run_library(folders: Sequence[Path]) -> int:
    """Run the library over all sessions and give its exit code."""
    if not in_terminal():
        raise KompasError("Hier past de reisgids niet: dit is geen terminal. Open een terminal en probeer het daar.")
    house = LocalHouse()
    with logging_to(program_folder()):
        farewell = _run(house, OpenLibrary(tuple(folders)))
    with contextlib.suppress(OSError):
        for line in farewell.lines:
            say(line, error=farewell.code != 0)
    return farewell.code


def _run(house: LocalHouse, first: Choice | OpenLibrary | Prepare | None, *, calm: bool = False) -> Farewell:
    from kompas_tui.tui.app import BROKEN, BeamerApp

    app = BeamerApp(house, first, settings=settings_path())
    if calm:
        app.animation_level = "none"
    leaving: list[asyncio.Task[None]] = []
    house.on_pause = lambda: leaving.append(asyncio.create_task(app.leave(PAUSED)))
    try:
        return app.run() or BROKEN
    except Exception:  # noqa: BLE001 - the last resort: the room reads a sentence, the log has the rest
        _log.critical("the beamer stopped", exc_info=True)
        return BROKEN


def settings_path() -> Path:
    """Where the settings of the screens are kept."""
    from platformdirs import user_config_path

    return user_config_path("kompas", appauthor=False) / "instellingen.json"
