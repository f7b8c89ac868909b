"""How fast the library is, as ratios in one run: `python -m tests.library.speed [SESSIES] [GEBEURTENISSEN]`.

It opens on so many sessions, with and without its index, beside msgspec alone reading the same files; it is
searched letter by letter; and a whole program that shows it is weighed. The suite runs a short form without times.
"""

import asyncio
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import msgspec

from kompas_tui.domain.library.collection import Wanted
from kompas_tui.domain.library.sections import SECTIONS, rows_in, size_of
from kompas_tui.domain.library.things import Sort
from kompas_tui.library import Desk
from kompas_tui.library.index import INDEX
from kompas_tui.workshop.commands.writing import Agree
from tests.library.evenings import NOW, SPRING, evening

OFTEN = 9
LESSONS = next(section for section in SECTIONS if section.sort is Sort.LESSON)
SESSIONS, EVENTS = 200, 500
TYPED = ("b", "be", "beg", "begi", "begin", "begin k", "begin kl", "begin klein")


@dataclass(frozen=True)
class Speed:
    """Seconds: msgspec alone, opening without and with the index, and the slowest letter; megabytes of the program."""

    msgspec: float
    cold: float
    warm: float
    letter: float
    megabytes: float

    @property
    def lines(self) -> list[str]:
        """What was measured, in words."""
        return [
            f"msgspec alone: {self.msgspec * 1000:.0f} ms",
            f"first time: {self.cold / self.msgspec:.2f} times",
            f"after that: {self.warm / self.msgspec:.2f} times",
            f"slowest letter: {self.letter * 1000:.0f} ms",
            f"program: {self.megabytes:.0f} MB",
        ]


async def fill(home: Path, sessions: int, events: int) -> None:
    """So many sessions, each with about so many events."""
    first = await evening(home / "sessie-0")
    await first.answer("lessen", *({"tekst-1": [f"Begin klein ’s avonds, zei cliënt {n}"]} for n in range(20)))
    await first.answer("ruilen", *({"vraag-1": [f"Een zaal {n}"], "aanbod-1": [f"Een busje {n}"]} for n in range(10)))
    await first.answer("beren", *({"keuzes": ["0"]} for _ in range((events - 90) // 3)))
    await first.answer("beren", *({"keuzes": ["0", "1"]} for _ in range((events - 90) // 3)))
    for number in range(5):
        await first.room.do(Agree(f"De school bellen {number}", "wijkmanager", "2027-06-01"))
    length = first.room.session.length
    path = await first.end()
    assert abs(length - events) < max(events / 10, 50), length
    contents = json.loads((path / "sessie.json").read_bytes())
    for number in range(1, sessions):
        contents["sessie"]["1"] |= {"begonnen": (SPRING + timedelta(hours=number)).isoformat(), "code": f"A{number}"}
        copy = home / f"sessie-{number}" / "sessie.json"
        copy.parent.mkdir()
        copy.write_bytes(msgspec.json.format(msgspec.json.encode(contents), indent=1))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _fastest(*works: Callable[[], float]) -> list[float]:
    """The least time of each, taken in turns, so that what else the machine does weighs on all alike."""
    taken = [[work() for work in works] for _ in range(OFTEN)]
    return [min(column) for column in zip(*taken, strict=True)]


def _with_msgspec(home: Path) -> None:
    for path in home.glob("*/sessie.json"):
        msgspec.json.decode(path.read_bytes())


def _weighed(home: Path) -> float:
    """The most memory of a process that shows the library, in megabytes."""
    import subprocess

    code = f"from tests.library import speed; speed.show({str(home)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def show(home: str) -> None:
    """Show the library in this process, search in it, and print how much memory that took."""
    from kompas_tui.tui.app import BeamerApp
    from kompas_tui.tui.choices import OpenLibrary
    from kompas_tui.tui.screens.library import LibraryScreen
    from tests.tui.houses import TestHouse
    from tests.tui.pressing import press, until

    async def shown() -> None:
        app = BeamerApp(TestHouse(Path(home)), OpenLibrary((Path(home),)))
        async with app.run_test(size=(160, 45)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
            await press(pilot, "left", *["down"] * 5, "right", "slash", *"klein")

    asyncio.run(shown())
    sys.stdout.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def measured(home: Path) -> Speed:
    """The speed of the library on the sessions in this folder."""
    own = home / "eigen"

    def opened() -> Desk:
        """The library with all that its first screen needs."""
        desk = Desk.opened(own, [home], lambda: NOW)
        for section in SECTIONS:
            size_of(desk.shelf, section)
        rows_in(desk.shelf, SECTIONS[0])
        return desk

    def cold() -> float:
        (own / INDEX).unlink(missing_ok=True)
        return _seconds(opened)

    alone, first, later = _fastest(lambda: _seconds(lambda: _with_msgspec(home)), cold, lambda: _seconds(opened))
    shelf = opened().shelf
    letters = [partial(_seconds, partial(rows_in, shelf, LESSONS, Wanted(words))) for words in TYPED]
    return Speed(alone, first, later, max(_fastest(*letters)), _weighed(home))


def main() -> None:
    """Measure and say it."""
    sessions, events = (*map(int, sys.argv[1:3]), *(SESSIONS, EVENTS)[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        asyncio.run(fill(home, sessions, events))
        for line in measured(home).lines:
            sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
