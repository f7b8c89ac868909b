"""Letters as large as the room needs, from three rows up, drawn from the shipped fonts in quarters of cells.

A cell has two colours at most, which are shares of the ink over what lies below it: so every theme has smooth edges.
Without many colours a quarter is inked or it is not. What stands there in words goes along, for who must read it back.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from math import ceil
from pathlib import Path
from re import search, split
from typing import TYPE_CHECKING

from textual.content import Content, Span

from kompas_tui.tui.drawing.lines import BLANK, TITLE, Lines, beside, in_cells, text

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

LEAST_ROWS = 3
"""So many rows a line of letters has at least, each drawn by hand for that; smaller ones can't be told apart."""

LINE = 4
"""The rows of a line of letters where nothing else is asked."""

_FONTS = Path(__file__).parents[1] / "fonts"
_BELOW = 0.236
"""The share of a line's height that hangs below the ground line."""
_FILLED = 0.94
"""The share of a line's height that letters fill: the rest is air, and room for the marks above them."""
_LEAST_SIZE = 8
"""With fewer quarters an s looks like a 3: then what hangs below the line gives up one of its own instead."""
_HIGH_AND_LOW = "bdhklgjpqy"
"""Letters that reach as high and hang as low as any."""
_CRISP_ROWS = 8
"""Up to so many rows a quarter is inked or not: so small, a stroke of half an ink is a blur from the back row."""

# Somewhat below half: strokes of a letter at this size stay whole rather than break.
_INKED = 112
_LEVELS = 8
_CHARS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""A character for each choice of quarters: top left counts 1, top right 2, bottom left 4, bottom right 8."""


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


def large_words(lines: Sequence[Content]) -> list[str]:
    """Each text that stands in large letters on these lines."""
    spans = (span for line in lines for span in line.spans)
    return [span.style.words for span in spans if isinstance(span.style, Said) and span.style.words]


@lru_cache(maxsize=64)
def _font(rows: int) -> "FreeTypeFont":
    """The font at the size of so many rows, in quarters of cells.

    The shipped fonts are drawn wider, since quarters are twice as high as wide: so their strokes are whole ones.
    """
    from PIL import ImageFont  # not before the first frame, which it would make late

    if rows == LEAST_ROWS:
        return ImageFont.truetype(_FONTS / "smallest.bdf", 2 * rows, layout_engine=ImageFont.Layout.BASIC)
    size = max(2 * rows * _FILLED, _LEAST_SIZE)
    return ImageFont.truetype(_FONTS / "letters.ttf", size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4_000)
def _reach(rows: int, wording: str = _HIGH_AND_LOW) -> tuple[int, int]:
    """How many quarters letters of so many rows reach above the ground line, and below it."""
    _, top, _, bottom = _font(rows).getbbox(wording, _mode(rows), anchor="ls")
    return -int(top), int(bottom)


def _mode(rows: int) -> str:
    """How the font puts ink at this size: all or nothing, or with smooth edges."""
    return "1" if rows <= _CRISP_ROWS else "L"


@lru_cache(maxsize=2_000)
def _is_known(char: str) -> bool:
    """Whether the font has this character: what it has not is all one and the same box."""
    font = _font(LINE)
    return char == " " or bytes(font.getmask(char)) != bytes(font.getmask("\uffff"))


@lru_cache(maxsize=4_000)
def can_draw(wording: str) -> bool:
    """Whether all of the text stands in the font."""
    return all(map(_is_known, _composed(wording)))


def _composed(wording: str) -> str:
    return unicodedata.normalize("NFC", in_cells(wording))


@lru_cache(maxsize=4_000)
def has_letters(wording: str) -> bool:
    """Whether any word of the text stands in the font; the others, such as emoji, stand among them as they are."""
    return any(map(can_draw, wording.split()))


@lru_cache(maxsize=4_000)
def width_of(wording: str, rows: int) -> int:
    """The cells that a line of letters is wide."""
    if not wording:
        return 0
    if can_draw(wording):
        return ceil(_font(rows).getlength(_composed(wording), _mode(rows)) / 2) + 1
    words = _composed(wording).split()
    return ceil(sum(_length(word, rows) for word in words) + _length(" ", rows) * (len(words) - 1)) + 1


@lru_cache(maxsize=8_000)
def _length(word: str, rows: int) -> float:
    """The length of a word in cells, not rounded, so that words can be added up."""
    return float(_font(rows).getlength(word, _mode(rows))) / 2 if can_draw(word) else text(word).cell_length


def _words(wording: str, width: int, rows: int) -> Iterator[str]:
    """The words; an address that is too wide in pieces that end in a stroke."""
    for word in split(r"[^\S\N{NO-BREAK SPACE}]+", _composed(wording).strip()):
        if "/" in word and _length(word, rows) + 1 > width:
            yield from filter(None, split(r"(?<=/)", word))
        else:
            yield word


@lru_cache(maxsize=4_000)
def broken(wording: str, width: int, rows: int) -> tuple[str, ...]:
    """The text in lines of this width; nothing where a word is wider, or no word can be drawn."""
    if not has_letters(wording):
        return ()
    lines: list[str] = []
    used, space = 0.0, _length(" ", rows)
    for kept_together in _words(wording, width, rows):
        word = kept_together.replace("\N{NO-BREAK SPACE}", " ")
        length = _length(word, rows)
        if length + 1 > width:
            return ()
        if lines and used + space + length + 1 <= width and not lines[-1].endswith("/"):
            lines[-1] = f"{lines[-1]} {word}"
            used += space + length
        else:
            lines.append(word)
            used = length
    return tuple(lines)


def large_lines(wording: str, width: int, style: str, rows: int = LINE, *, smooth: bool = True) -> Lines:
    """The text in letters of so many rows; nothing where a character can't be drawn or a word is wider."""
    lines = whole_lines(wording, width, style, rows, smooth=smooth)
    return lines[:-1] if lines and not lines[-1].plain.strip() else lines


def whole_lines(wording: str, width: int, style: str, rows: int = LINE, *, smooth: bool = True) -> Lines:
    """The same, with the room below the line also where no letter hangs there: for texts below one another."""
    drawn = [line for one in broken(wording, width, rows) for line in _line(one, rows, _ink(style), smooth)]
    drawn[:1] = [line or text(" ") for line in drawn[:1]]  # the words stand on the first line, also of a low text
    told = [wording] + [""] * len(drawn)
    inked = (
        Content(line.plain, [*line.spans, Span(0, len(line.plain), Said(told.pop(0)))]) if line.plain else line
        for line in drawn
    )
    return list(inked)


def largest_letters(wording: str, width: int, height: int, style: str = TITLE, *, smooth: bool = True) -> Lines:
    """The largest letters in which this fits; plain ones where none do."""
    for rows in range(height, LEAST_ROWS - 1, -1):
        if width_of(wording, rows) <= width * max(height // rows, 1):
            lines = large_lines(wording, width, style, rows, smooth=smooth)
            if lines and len(lines) <= height:
                return lines
    return [text(wording, style)]


def _ink(style: str) -> str:
    """The colour of a style."""
    colour = search(r"\$[\w-]+", style)
    return colour[0] if colour else "$foreground"


def _line(wording: str, rows: int, ink: str, smooth: bool) -> Sequence[Content]:
    """One line of letters; words that the font has not stand in it as the terminal has them, on its ground line."""
    if can_draw(wording):
        return _drawn(wording, rows, ink, smooth)
    laid: Lines = [BLANK] * rows
    words = wording.split()
    at, under = 0, round(rows * _BELOW)
    for is_drawn, same in groupby(words, can_draw):  # together what can be: apart the room between words would differ
        run = list(same)
        used = width_of(" ".join(words[:at]), rows) + round(_length(" ", rows)) if at else 0
        at += len(run)
        plain = [*[BLANK] * (rows - 1 - under), text(" ".join(run), f"bold {ink}"), *[BLANK] * under]
        lines = _drawn(" ".join(run), rows, ink, smooth) if is_drawn else plain
        deep = max(len(laid), len(lines))
        laid = beside([*[BLANK] * (deep - len(laid)), *laid], [*[BLANK] * (deep - len(lines)), *lines], used)
    widest = max(line.cell_length for line in laid)
    return [line.pad_right(widest - line.cell_length) for line in laid]


@lru_cache(maxsize=1_000)
def _drawn(wording: str, rows: int, ink: str, smooth: bool) -> Sequence[Content]:
    """One line of letters; a row more where a capital has a mark above it."""
    whole = 2 * rows
    (highest, _), (high, low) = _reach(rows), _reach(rows, wording)
    below = max(min(_reach(rows)[1], whole - highest), 0)
    above = high + min(low, below)
    whole += 2 * ceil(max(above - 1 - whole, 0) / 2)
    pressed = max(above - whole, 0)
    ground = max(whole - below, high - pressed)
    quarters = _quarters(wording, rows, ground + pressed, whole + pressed + max(low - below, 0))
    if low > below:
        quarters = _with_open_tails(wording, rows, quarters, ground + pressed)
        quarters[ground + pressed : ground + pressed + 2] = [_both(*quarters[ground + pressed :][:2])]
    if pressed:
        quarters[:2] = [_both(*quarters[:2])]
    cells = quarters[:whole]
    drawn = [_row(upper, under, ink, smooth) for upper, under in zip(cells[::2], cells[1::2], strict=True)]
    widest = max(line.cell_length for line in drawn)  # as wide as each other, or they would not stay together
    return [line.pad_right(widest - line.cell_length) if line.plain else line for line in drawn]


def _quarters(wording: str, rows: int, ground: int, height: int) -> list[bytes]:
    """The ink of each quarter, a line of them after another, with the ground line so many lines from the top."""
    from PIL import Image, ImageDraw

    width = width_of(wording, rows) * 2
    mask = Image.new("L", (width, height))
    pen = ImageDraw.Draw(mask)
    pen.fontmode = _mode(rows)
    pen.text((0, ground), wording, font=_font(rows), fill=255, anchor="ls")
    inked = mask.tobytes()
    return [inked[at : at + width] for at in range(0, len(inked), width)]


def _with_open_tails(wording: str, rows: int, quarters: Sequence[bytes], ground: int) -> list[bytes]:
    """Every g a line higher from the middle of its bowl on: pressed together, bowl and tail would be one block."""
    lines = [bytearray(line) for line in quarters]
    middle = ground - _reach(rows, "x")[0] // 2
    for at, char in enumerate(wording):
        if char == "g":
            first, end = (round(_font(rows).getlength(wording[:to], _mode(rows))) for to in (at, at + 1))
            for row in range(middle, ground + 1):
                lines[row][first:end] = lines[row + 1][first:end]
            lines[ground + 1][first:end] = bytes(end - first)
    return [bytes(line) for line in lines]


def _both(upper: bytes, lower: bytes) -> bytes:
    """Two lines of quarters in the place of one."""
    return bytes(map(max, upper, lower))


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
    pattern = sum((value > _INKED) << at for at, value in enumerate(quarters))
    return _CHARS[pattern], _LEVELS if pattern else 0, 0


def _smooth(*quarters: int) -> tuple[str, int, int]:
    """The two shades that come nearest."""
    return _nearest(*((value * _LEVELS + 127) // 255 for value in quarters))


@cache
def _nearest(*shades: int) -> tuple[str, int, int]:
    """The character, and how much of the ink its front has over its back, and its back over the ground."""
    chosen = min(range(1, 16), key=lambda pattern: (_error(shades, pattern), pattern != 15))
    front, back = (round(_mean(part)) for part in _parted(shades, chosen))
    if front < back:
        chosen, front, back = 15 - chosen, back, front
    if not front:
        return " ", 0, 0
    over = _LEVELS - round(_LEVELS * (_LEVELS - front) / (_LEVELS - back)) if back < _LEVELS else _LEVELS
    return _CHARS[chosen], over, back


def _parted(shades: Sequence[int], pattern: int) -> tuple[list[int], list[int]]:
    front = [shade for at, shade in enumerate(shades) if pattern >> at & 1]
    return front, [shade for at, shade in enumerate(shades) if not pattern >> at & 1]


def _mean(part: Sequence[int]) -> float:
    return sum(part) / len(part) if part else 0


def _error(shades: Sequence[int], pattern: int) -> float:
    return sum((shade - _mean(part)) ** 2 for part in _parted(shades, pattern) for shade in part)
