"""A bear's drawing: shipped, or a text file beside the deck, and nothing else on the disk."""

from pathlib import Path

import pytest

from kompas_tui.deck_files import DeckProblem, DeckProblems, load_decks
from kompas_tui.tui.drawing.pictures import picture

BEAR = "---\ntitel: T\n---\n# A\n```beer\nnaam: A\nfamilie: individu\ntekening: %s\ngezegd: [g]\ntips: [t]\n```\n"
"""A deck with one bear; its drawing is on line 8."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "sets"
    made.mkdir()
    (tmp_path / "buiten.txt").write_text("GEHEIM", encoding="utf-8")
    (made / "huis.txt").write_text(" ⣿⣿\n⣿  ⣿\n", encoding="utf-8")
    (made / "kaal").write_text("GEHEIM", encoding="utf-8")
    (made / "groot.txt").write_text("é" * 32_001, encoding="utf-8")
    (made / "foto.txt").write_bytes(b"\x89PNG\xff\x00")
    (made / "nul.txt").write_bytes(b"a\x00b")
    (made / "map.txt").mkdir()
    (made / "weg.txt").symlink_to(tmp_path / "buiten.txt")
    return made


def drawing_problems(folder: Path, name: str) -> list[DeckProblem]:
    (folder / "a.md").write_text(BEAR % name, encoding="utf-8")
    try:
        load_decks([str(folder / "a.md")])
    except DeckProblems as error:
        return list(error.problems)
    return []


@pytest.mark.parametrize("name", ["mandaat", "mandaat.txt", "huis", "huis.txt", ""])
def test_a_drawing_is_shipped_or_lies_beside_the_deck(folder: Path, name: str) -> None:
    assert drawing_problems(folder, name) == []
    assert bool(picture(name, folder)) == bool(name)


NO_FOLDER = "noem alleen de naam van de tekening"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../buiten", NO_FOLDER),
        ("../buiten.txt", NO_FOLDER),
        ("../../../../../etc/passwd", NO_FOLDER),
        ("/etc/passwd", NO_FOLDER),
        ("'..\\buiten'", NO_FOLDER),
        ("..", "er is geen tekening ‘..’"),
        ("kaal", "er is geen tekening ‘kaal’"),
        ("a.md", "er is geen tekening ‘a.md’"),
        ("map", "er is geen tekening ‘map’"),
        ("weg", "er is geen tekening ‘weg’"),
        ("mandat", "Bedoel je ‘mandaat’?"),
        ("huiss", "Bedoel je ‘huis’?"),
        ("Mandaat", "Bedoel je ‘mandaat’?"),
        ("x" * 60, "Wel mogelijk:"),
        ("x" * 300, "te lang"),
        ("é" * 60, "Wel mogelijk:"),
        ("groot", "groter dan 64 kB"),
        ("foto", "is geen tekst"),
        ("nul", "is geen tekst"),
    ],
)
def test_any_other_drawing_is_one_problem_and_shows_nothing(folder: Path, name: str, said: str) -> None:
    (problem,) = drawing_problems(folder, name)
    assert (problem.line, said in problem.message) == (8, True), problem
    assert picture(name.strip("'"), folder) == ()


def test_a_name_too_long_for_the_disk_shows_nothing(folder: Path) -> None:
    assert picture("x" * 300, folder) == ()
