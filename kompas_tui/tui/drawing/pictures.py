"""Drawings in braille dots: the shipped ones by name, a deck's own from a text file beside it."""

from functools import cache
from pathlib import Path

from kompas_tui.deck_files.drawings import read_drawing
from kompas_tui.domain.errors import KompasError
from kompas_tui.domain.text import clean_line
from kompas_tui.tui.drawing.lines import Lines, text

BLANK_DOTS = "\u2800"
WIDEST, HIGHEST = 36, 18


@cache
def picture(name: str, beside: Path | None = None) -> tuple[str, ...]:
    """The rows of a drawing, all equally wide; empty where there is none by this name."""
    if not name:
        return ()
    try:
        lines = read_drawing(name, beside).split("\n")[:HIGHEST]
    except KompasError:
        return ()
    rows = ["".join(_dots(char) for char in line[:WIDEST]) for line in lines]
    while rows and not rows[-1].strip(BLANK_DOTS):
        rows.pop()
    width = max(map(len, rows), default=0)
    return tuple(row.ljust(width, BLANK_DOTS) for row in rows)


def _dots(char: str) -> str:
    """Braille stays; any other character of a deck's own drawing goes through the sanitizer."""
    if "\u2800" <= char <= "\u28ff":
        return char
    return clean_line(char, 1) or BLANK_DOTS


def picture_lines(rows: tuple[str, ...]) -> Lines:
    """The drawing as lines."""
    return [text(row, "$drawing") for row in rows]
