"""A new command touches three files: then the remote can give it, and the palette has it. With an event it are six.

`tests/domain/test_new_shape.py` shows that mypy names what was forgotten.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import kompas_tui

PACKAGE = Path(kompas_tui.__file__).parent
COMMAND = '''

@dataclass(frozen=True, slots=True)
class Applaud(Command):
    """Write down that there was applause."""

    whom: str

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """A note."""
        return [ev.NoteTaken(time=scene.now, text=f"Applaus voor {self.whom}", card=scene.card.address)]
'''
NAME = '"applaus", '
NEEDS = """        case "applaus":
            return (Need("wie", "Voor wie?"),)
"""
ROW = """        case "applaus":
            return Entry("applaus", "applaus", "opschrijven voor wie er applaus was", "Applaus")
"""
READS = """        case "applaus":
            return Applaud(order.text("wie"))
"""
IMPORT = "from kompas_tui.workshop.commands.writing import Applaud\n"
GIVEN = """
import asyncio
from kompas_tui.tui.keys import PALETTE_ONLY
from kompas_tui.web.changes import Changes
from kompas_tui.web.orders import carry_out
from tests.workshop.rooms import workshop

async def main():
    room = await workshop()
    await carry_out(room, {"opdracht": "applaus", "wie": "de kok"}, Changes(room))
    print(room.session.written[-1].text)
    print(*(f"{key.entry.short} {key.action}" for key in PALETTE_ONLY if key.id == "applaus"))

asyncio.run(main())
"""


def write_after(path: Path, *pieces: tuple[str, str]) -> None:
    """Write each piece in this file after the first of these words in it."""
    text = path.read_text(encoding="utf-8")
    for words, piece in pieces:
        before, after = text.split(words, 1)
        text = before + words + piece + after
    path.write_text(text, encoding="utf-8")


def test_a_class_and_what_mypy_asks_for_are_a_command_for_the_remote_and_the_palette(tmp_path: Path) -> None:
    for part in ("kompas_tui", "tests"):
        shutil.copytree(PACKAGE.parent / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "kept"))
    commands = tmp_path / "kompas_tui/workshop/commands"
    writing = commands / "writing.py"
    writing.write_text(writing.read_text(encoding="utf-8") + COMMAND, encoding="utf-8")
    by_name = "    match name:\n"
    write_after(commands / "needs.py", ("OrderName = Literal[", NAME), (by_name, NEEDS))
    reading = f'where something is missing."""\n{by_name}'
    write_after(commands / "table.py", ("import assert_never\n", IMPORT), (by_name, ROW), (reading, READS))
    done = subprocess.run(
        [sys.executable, "-c", GIVEN], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
    )  # fmt: skip
    assert done.stdout.splitlines() == ["Applaus voor de kok", "applaus give('applaus')"], done.stderr
