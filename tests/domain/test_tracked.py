"""What is kept in the repository: only what the house names, and nothing heavy or made by a program."""

import subprocess
from collections import Counter
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[2]
TOP = {
    *(".ci", ".gitattributes", ".github", ".gitignore", "CHANGELOG.md", "LICENSE", "README.md"),
    *("decks", "exports", "huis.md", "kompas_tui", "pyproject.toml", "tests"),
}
HEAVIEST = 1_000_000
"""Bytes of one file."""


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("a copy without its history says not what is kept")
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(name) for name in told.split("\0") if name]


def test_the_top_level_holds_only_what_the_house_names(tracked: list[Path]) -> None:
    """What a command wrote beside the house by mistake is not taken along."""
    assert {path.parts[0] for path in tracked} == TOP


def test_nothing_heavy_is_kept(tracked: list[Path]) -> None:
    assert [str(path) for path in tracked if (ROOT / path).stat().st_size > HEAVIEST] == []


def test_one_report_is_kept_and_no_picture_beside_those_of_the_pages_that_show_them(tracked: list[Path]) -> None:
    assert [str(path) for path in tracked if path.suffix == ".docx" and path.parts[0] != "tests"] == [
        "exports/voorbeeld.docx"
    ]
    drawn = {path.parts[0] for path in tracked if path.suffix in {".png", ".jpg", ".jpeg", ".sixel"}}
    assert drawn <= {".github", "decks", "kompas_tui", "tests"}


def test_the_wheel_holds_all_that_is_kept_of_the_program(tracked: list[Path]) -> None:
    """Also what no import tells of, such as fonts, drawings and the licences of what others made."""
    built = {Path(file.distribution_path) for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    assert {path for path in tracked if path.parts[0] == "kompas_tui"} - built == set()


def test_the_changelog_tells_a_change_once() -> None:
    """Branches that each make one line longer are merged into all of its versions."""
    lines = [line for line in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines() if line.startswith("- ")]
    starts = Counter(line[:60] for line in lines)
    assert [start for start, often in starts.items() if often > 1] == []
