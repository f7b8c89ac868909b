"""Every bear of the deck has its own drawing: in braille dots, small enough, and unlike the others."""

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import yaml

import kompas_tui

DRAWINGS = Path(kompas_tui.__file__).parent / "drawings"
DECK = Path(__file__).parents[2] / "decks" / "beren.md"
COLUMNS, ROWS = 36, 18
BLANK = 0x2800
# Which dot of a cell each bit of a braille character stands for, from the lowest bit: (column, row).
BITS = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]

Dots = frozenset[tuple[int, int]]


def names_in_deck() -> list[str]:
    blocks = DECK.read_text(encoding="utf-8").split("```beer\n")[1:]
    return [yaml.safe_load(block.split("```", 1)[0])["tekening"] for block in blocks]


NAMES = names_in_deck()


@cache
def drawing(name: str) -> list[str]:
    return (DRAWINGS / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def dots_of(lines: list[str]) -> Dots:
    return frozenset(
        (2 * column + right, 4 * row + down)
        for row, line in enumerate(lines)
        for column, char in enumerate(line)
        for bit, (right, down) in enumerate(BITS)
        if char != " " and (ord(char) - BLANK) >> bit & 1
    )


def overlap(one: Dots, other: Dots) -> float:
    return len(one & other) / min(len(one), len(other))


def test_the_deck_has_twelve_bears_and_no_drawing_is_left_over() -> None:
    assert len(NAMES) == len(set(NAMES)) == 12
    of_group = "eigen"  # for a bear that no deck has
    assert {path.stem for path in DRAWINGS.iterdir() if path.suffix == ".txt"} == {*NAMES, of_group}


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_braille_and_fits(name: str) -> None:
    lines = drawing(name)
    assert 1 <= len(lines) <= ROWS
    for line in lines:
        assert len(line) <= COLUMNS
        assert all(char == " " or BLANK <= ord(char) <= 0x28FF for char in line)


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_more_than_a_few_dots_and_less_than_a_block(name: str) -> None:
    share = len(dots_of(drawing(name))) / (COLUMNS * 2 * ROWS * 4)
    assert 0.15 < share < 0.6


def test_dots_are_read_where_a_terminal_shows_them() -> None:
    assert dots_of(["⠀⠁ ⢀", "⡀"]) == {(2, 0), (7, 3), (0, 7)}
    assert overlap(dots_of(["⠃"]), dots_of(["⠇⠁"])) == 1
    assert overlap(dots_of(["⠃"]), dots_of(["⠉"])) == 0.5


@pytest.mark.parametrize(("one", "other"), list(combinations(NAMES, 2)))
def test_no_two_bears_share_more_than_seven_tenths_of_their_dots(one: str, other: str) -> None:
    assert overlap(dots_of(drawing(one)), dots_of(drawing(other))) <= 0.7
