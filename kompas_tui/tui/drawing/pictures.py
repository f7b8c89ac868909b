"""Drawings in braille dots: the shipped ones by name, a deck's own from a text file beside it."""

from collections import Counter
from functools import cache
from pathlib import Path

from rich.cells import cell_len

from kompas_tui.deck_files.drawings import read_drawing
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.text import clean_line
from kompas_tui.tui.drawing.dots import Dots, dots_in
from kompas_tui.tui.drawing.lines import Lines, text

BLANK_DOTS = "\u2800"
_WIDEST, _HIGHEST = 36, 18


@cache
def picture(name: str, beside: Path | None = None) -> tuple[str, ...]:
    """The rows of a drawing, all equally wide; empty where there is none by this name."""
    if not name:
        return ()
    try:
        lines = read_drawing(name, beside).split("\n")[:_HIGHEST]
    except KompasError:
        return ()
    rows = [_within(line) for line in lines]
    while rows and not rows[-1].strip(BLANK_DOTS):
        rows.pop()
    width = max(map(cell_len, rows), default=0)
    return tuple(row + BLANK_DOTS * (width - cell_len(row)) for row in rows)


def _within(line: str) -> str:
    """A row of the drawing, as far as its cells fit."""
    kept = ""
    for char in map(_dots, line):
        if cell_len(kept + char) > _WIDEST:
            break
        kept += char
    return kept


def _dots(char: str) -> str:
    """Braille stays; any other character of a deck's own drawing goes through the sanitizer."""
    if "\u2800" <= char <= "\u28ff":
        return char
    return clean_line(char, 1) or BLANK_DOTS


def picture_lines(rows: tuple[str, ...]) -> Lines:
    """The drawing as lines."""
    return [text(row, "$drawing") for row in rows]


def halved(rows: tuple[str, ...]) -> tuple[str, ...]:
    """A drawing of braille dots at half its size; nothing of one that has other characters."""
    if not rows or not all(BLANK_DOTS <= char <= "\u28ff" for row in rows for char in row):
        return ()
    canvas = Dots((len(rows[0]) + 1) // 2, (len(rows) + 1) // 2)
    near = Counter((x // 2, y // 2) for x, y in dots_in(rows))
    for (x, y), amount in near.items():
        if amount >= 2:
            canvas.put(x, y)
    return tuple(line.plain for line in canvas.lines())
