"""Letters as large as the room needs, from three rows up, drawn from the shipped font in quarters of cells.

A cell has two colours at most, which are shares of the ink over what lies below it: so every theme has smooth edges.
Without many colours a quarter is inked or it is not. What stands there in words goes along, for who must read it back.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from math import ceil
from pathlib import Path
from re import search, split
from typing import TYPE_CHECKING

from textual.content import Content, Span

from kompas_tui.tui.drawing.lines import BLANK, TITLE, Lines, in_cells, text

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

LEAST_ROWS = 4
"""So many rows a line of letters has at least; smaller ones can't be told apart."""

LINE = 4
"""The rows of a line of letters where nothing else is asked."""

_FONT = Path(__file__).parents[1] / "fonts" / "letters.ttf"
_BELOW = 0.236
"""The share of the size that hangs below the line."""
_FILLED = 0.94
"""The share of a line's height that letters fill: the rest is air, and room for the marks above them."""

_INKED = 112
_LEVELS = 8
_CHARS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""A character for each choice of quarters: top left counts 1, top right 2, bottom left 4, bottom right 8."""

Pixels = tuple[int, int, int, int]


class Said(str):
    """A style that says nothing about colours, and what stands in words where it begins."""

    __slots__ = ("words",)
    words: str

    def __new__(cls, words: str) -> "Said":
        """The words of the cells that it covers."""
        made = super().__new__(cls, " ")  # Content leaves out a style that is empty
        made.words = words
        return made


def readable(line: Content) -> str:
    """A line in words, also where it was drawn."""
    spans = sorted((span for span in line.spans if isinstance(span.style, Said)), key=lambda span: span.start)
    told, at = "", 0
    for span in spans:
        words = span.style.words if isinstance(span.style, Said) else ""
        told += f"{line.plain[at : span.start]}{words.ljust(span.end - span.start)}"
        at = max(at, span.end)
    return told + line.plain[at:]


@lru_cache(maxsize=64)
def _font(rows: int) -> "FreeTypeFont":
    """The font at the size of so many rows, in quarters of cells."""
    from PIL import ImageFont  # not before the first frame, which it would make late

    return ImageFont.truetype(_FONT, round(4 * rows * _FILLED), layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=2_000)
def _is_known(char: str) -> bool:
    """Whether the font has this character: what it has not is all one and the same box."""
    font = _font(LINE)
    return char == " " or bytes(font.getmask(char)) != bytes(font.getmask("\uffff"))


@lru_cache(maxsize=4_000)
def can_draw(said: str) -> bool:
    """Whether all of the text stands in the font."""
    return all(map(_is_known, _composed(said)))


def _composed(said: str) -> str:
    return unicodedata.normalize("NFC", in_cells(said))


@lru_cache(maxsize=4_000)
def width_of(said: str, rows: int) -> int:
    """The cells that a line of letters is wide."""
    return ceil(_font(rows).getlength(_composed(said)) / 2) + 1 if said else 0


@lru_cache(maxsize=8_000)
def _length(word: str, rows: int) -> float:
    """The length of a word in cells, not rounded, so that words can be added up."""
    return float(_font(rows).getlength(word)) / 2


def _words(said: str, width: int, rows: int) -> Iterator[str]:
    """The words; an address that is too wide in pieces that end in a stroke."""
    for word in _composed(said).split():
        if "/" in word and _length(word, rows) + 1 > width:
            yield from filter(None, split(r"(?<=/)", word))
        else:
            yield word


@lru_cache(maxsize=4_000)
def broken(said: str, width: int, rows: int) -> tuple[str, ...]:
    """The text in lines of this width; nothing where a word is wider, or can't be drawn."""
    lines: list[str] = []
    used, space = 0.0, _length(" ", rows)
    for word in _words(said, width, rows):
        length = _length(word, rows)
        if length + 1 > width or not can_draw(word):
            return ()
        if lines and used + space + length + 1 <= width and not lines[-1].endswith("/"):
            lines[-1] = f"{lines[-1]} {word}"
            used += space + length
        else:
            lines.append(word)
            used = length
    return tuple(lines)


def large_lines(said: str, width: int, style: str, rows: int = LINE, *, smooth: bool = True) -> Lines:
    """The text in letters of so many rows; nothing where a character can't be drawn or a word is wider."""
    lines = whole_lines(said, width, style, rows, smooth=smooth)
    return lines[:-1] if lines and not lines[-1].plain.strip() else lines


def whole_lines(said: str, width: int, style: str, rows: int = LINE, *, smooth: bool = True) -> Lines:
    """The same, with the room below the line also where no letter hangs there: for texts below one another."""
    drawn = [line for one in broken(said, width, rows) for line in _drawn(one, rows, _ink(style), smooth)]
    told = [said] + [""] * len(drawn)
    inked = (
        Content(line.plain, [*line.spans, Span(0, len(line.plain), Said(told.pop(0)))]) if line.plain else line
        for line in drawn
    )
    return list(inked)


def largest_letters(said: str, width: int, height: int, style: str = TITLE, *, smooth: bool = True) -> Lines:
    """The largest letters in which this fits; plain ones where none do."""
    for rows in range(height, LEAST_ROWS - 1, -1):
        if width_of(said, rows) <= width * max(height // rows, 1):
            lines = large_lines(said, width, style, rows, smooth=smooth)
            if lines and len(lines) <= height:
                return lines
    return [text(said, style)]


def _ink(style: str) -> str:
    """The colour of a style."""
    colour = search(r"\$[\w-]+", style)
    return colour[0] if colour else "$foreground"


@lru_cache(maxsize=1_000)
def _drawn(said: str, rows: int, ink: str, smooth: bool) -> Sequence[Content]:
    """One line of letters; a row more where a capital has a mark above it."""
    from PIL import Image, ImageDraw

    font = _font(rows)
    _, top, _, bottom = font.getbbox(said, anchor="ls")
    base = 2 * round(4 * rows * (1 - _BELOW) / 2)
    lower = max(-top - base, 0) // 2 * 2  # whole quarters, or all of the line is blurred
    over = 4 if lower and base + lower + bottom > 4 * rows else 0
    width, height = width_of(said, rows) * 2, 4 * rows + over
    mask = Image.new("L", (width, height))
    ImageDraw.Draw(mask).text((0, base + (over or lower)), said, font=font, fill=255, anchor="ls")
    quarters = mask.resize((width, height // 2), Image.Resampling.BOX).tobytes()
    cells = [quarters[at : at + width] for at in range(0, len(quarters), width)]
    drawn = [_row(upper, under, ink, smooth) for upper, under in zip(cells[::2], cells[1::2], strict=True)]
    widest = max(line.cell_length for line in drawn)  # as wide as each other, or they would not stay together
    return [line.pad_right(widest - line.cell_length) if line.plain else line for line in drawn]


def _row(upper: bytes, lower: bytes, ink: str, smooth: bool) -> Content:
    """One row of cells of two rows of quarters."""
    fit = _smooth if smooth else _one_bit
    cells = [fit(*upper[at : at + 2], *lower[at : at + 2]) for at in range(0, len(upper), 2)]
    plain = "".join(char for char, _, _ in cells).rstrip()
    spans, begun = [], 0
    for at in range(1, len(plain) + 1):
        if at == len(plain) or cells[at][1:] != cells[begun][1:]:
            if style := _style(ink, *cells[begun][1:]):
                spans.append(Span(begun, at, style))
            begun = at
    return Content(plain, spans) if plain else BLANK


@lru_cache(maxsize=1_000)
def _style(ink: str, front: int, back: int) -> str:
    """Ink in front, over what lies below it and its share behind."""
    if not front:
        return ""
    before = ink if front == _LEVELS else f"{ink} {100 * front // _LEVELS}%"
    return f"{before} on {ink} {100 * back // _LEVELS}%" if back else before


def _one_bit(*quarters: int) -> tuple[str, int, int]:
    """A quarter is inked or not."""
    place = sum((value > _INKED) << at for at, value in enumerate(quarters))
    return _CHARS[place], _LEVELS if place else 0, 0


def _smooth(*quarters: int) -> tuple[str, int, int]:
    """The two shades that come nearest."""
    return _nearest(*((value * _LEVELS + 127) // 255 for value in quarters))


@cache
def _nearest(*shades: int) -> tuple[str, int, int]:
    """The character, and how much of the ink its front has over its back, and its back over the ground."""
    chosen = min(range(1, 16), key=lambda place: (_error(shades, place), place != 15))
    front, back = (round(_mean(part)) for part in _parted(shades, chosen))
    if front < back:
        chosen, front, back = 15 - chosen, back, front
    if not front:
        return " ", 0, 0
    over = _LEVELS - round(_LEVELS * (_LEVELS - front) / (_LEVELS - back)) if back < _LEVELS else _LEVELS
    return _CHARS[chosen], over, back


def _parted(shades: Sequence[int], place: int) -> tuple[list[int], list[int]]:
    front = [shade for at, shade in enumerate(shades) if place >> at & 1]
    return front, [shade for at, shade in enumerate(shades) if not place >> at & 1]


def _mean(part: Sequence[int]) -> float:
    return sum(part) / len(part) if part else 0


def _error(shades: Sequence[int], place: int) -> float:
    return sum((shade - _mean(part)) ** 2 for part in _parted(shades, place) for shade in part)
