"""A new shape touches five files: its own and four that mypy names. None shows it before it is said what is private.

A new event touches three: its own and two that mypy names too; until it says more it is in nothing public.
A new command touches three: its own, and the two that mypy names once its name stands among the others.
One run of mypy sees them all.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kompas_tui

PACKAGE = Path(kompas_tui.__file__).parent
SHAPE = '''
@dataclass(frozen=True, slots=True)
class Pins:
    """Pins on a picture."""

    shape: ClassVar[str] = "prikken"
    is_possible: ClassVar[bool] = True
    pins: tuple[tuple[float, float], ...]
    answers: int


'''
EVENT = '''
class Applauded(TimedEvent, frozen=True, tag="applaus", kw_only=True):
    """There was applause."""


'''
MUST_FOLD = {"domain/session/fold.py", "domain/session/fitting.py"}
"""Where a new event must say what it does, and after which others it can come."""
MUST_SAY = {
    "domain/outcome/privacy.py",
    "domain/result/tables.py",
    "domain/result/weight.py",
    "tui/drawing/results.py",
}
"""Where a new shape must say something: what is private, its table, what weighs most, and how the beamer draws it."""
MUST_ASK = {"workshop/commands/needs.py", "workshop/commands/table.py"}
"""Where a new command must say what it needs to be told, in which row it stands, and what reads it."""


@pytest.mark.slow
def test_a_new_shape_event_or_command_does_not_pass_mypy_before_all_that_must_know_it_do(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "kompas_tui", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PACKAGE.parent / "pyproject.toml", tmp_path)
    known = PACKAGE.parent / ".mypy_cache"
    if known.is_dir():  # what an earlier run found of the unchanged modules halves the time
        shutil.copytree(known, tmp_path / known.name)
    shapes = tmp_path / "kompas_tui/domain/result/shapes.py"
    text = shapes.read_text(encoding="utf-8")
    before, union = text.split("\nResult = ")
    shapes.write_text(f"{before}\n{SHAPE}Result = Pins | {union}", encoding="utf-8")
    events = tmp_path / "kompas_tui/domain/session/events.py"
    text = events.read_text(encoding="utf-8")
    before, union = text.split("\nAnyEvent = ")
    events.write_text(f"{before}\n{EVENT}AnyEvent = Applauded | {union}", encoding="utf-8")
    needs = tmp_path / "kompas_tui/workshop/commands/needs.py"
    text = needs.read_text(encoding="utf-8")
    before, names = text.split("\nOrderName = Literal[")
    needs.write_text(f'{before}\nOrderName = Literal["applaus", {names}', encoding="utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "-p", "kompas_tui"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    named = set(re.findall(r"^kompas_tui/(\S+?):\d+: error", checked.stdout, re.MULTILINE))
    assert named == MUST_SAY | MUST_FOLD | MUST_ASK, checked.stdout
