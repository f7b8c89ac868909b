"""How large each text of a page may be: as large as all of it fits, or a step larger or smaller where that is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kompas_tui.tui.drawing.letters import LEAST_ROWS, broken, whole_lines, width_of
from kompas_tui.tui.drawing.lines import BLANK, PLAIN, TITLE, Lines, beside, marked, text, wrapped

_PLAIN_ROWS = 1
_ALL_PLAIN = (_PLAIN_ROWS, _PLAIN_ROWS)
_HEAD_OVER_REST = 1.5
"""So many times as large a question is as what can be answered to it, where there is room."""


@dataclass(frozen=True, slots=True)
class LetterSize:
    """How letters are drawn here: smooth where there are colours for it, and so many steps from what just fits."""

    is_smooth: bool = True
    steps: int = 0


SMOOTH_LETTERS = LetterSize()
"""Letters in a terminal with many colours."""


@dataclass(frozen=True, slots=True)
class Sized:
    """A text that is as large as there is room: the head of a page, or the rest of it, such as options with a mark."""

    said: str
    style: str = PLAIN
    is_head: bool = False
    mark: str = ""


PagePart = Sized | Lines
"""A text that may be large, or lines that stand as they are."""

Size = tuple[int, int]
"""The rows of a line of the head, and of the rest."""


def sizes(height: int) -> Iterator[Size]:
    """From the largest to the smallest: the rest as large as can be, and the head larger still."""
    most = max(height // 3, LEAST_ROWS)
    for rest in range(most, LEAST_ROWS - 1, -1):
        for head in sorted({min(round(rest * share), most) for share in (_HEAD_OVER_REST, 1.25, 1)}, reverse=True):
            yield head, rest
    yield from ((head, _PLAIN_ROWS) for head in range(most, LEAST_ROWS - 1, -1))


def sized(parts: Sequence[PagePart], width: int, height: int, letters: LetterSize | None) -> list[Lines]:
    """Each part as lines, in the largest letters in which all of them fit; nothing where only plain ones do.

    Larger letters, where those are asked for, may go on over pages.
    """
    if letters is None or not any(isinstance(part, Sized) for part in parts):
        return []
    fits = next((size for size in sizes(height) if _fits(parts, width, height, size, letters)), _ALL_PLAIN)
    wanted = _stepped(fits, letters.steps)
    while wanted > fits and not _rows_of(parts, width, wanted):
        wanted = _stepped(wanted, -1)  # a word would be wider than the screen
    return _laid(parts, width, wanted, letters) if wanted[0] > _PLAIN_ROWS else []


def _fits(parts: Sequence[PagePart], width: int, height: int, size: Size, letters: LetterSize) -> bool:
    """Whether all parts stand on a page at this size; they are measured before they are drawn."""
    measured = _rows_of(parts, width, size)
    return 0 < measured <= height and sum(map(len, _laid(parts, width, size, letters))) <= height


def _stepped(size: Size, steps: int) -> Size:
    """So many steps larger or smaller: first the rest becomes plain, and then all of it."""
    head, rest = (max(rows, LEAST_ROWS - 1) + steps for rows in size)
    head, rest = (rows if rows >= LEAST_ROWS else _PLAIN_ROWS for rows in (head, rest))
    return max(head, rest), rest if size[1] > _PLAIN_ROWS else _PLAIN_ROWS


def _rows_of(parts: Sequence[PagePart], width: int, size: Size) -> int:
    """How many rows the parts take at these sizes; 0 where a word is wider than the width."""
    hang = _hang(parts, size[1])
    total = 0
    for part in parts:
        if not isinstance(part, Sized):
            total += len(part)
            continue
        rows = size[not part.is_head]
        room = width - (hang if part.mark else 0)
        lines = len(wrapped(part.said, room)) if rows == _PLAIN_ROWS else len(broken(part.said, room, rows))
        if not lines:
            return 0
        total += lines * rows
    return total


def _hang(parts: Sequence[PagePart], rows: int) -> int:
    """The cells before a text with a mark."""
    return max((_mark_width(part.mark, rows) for part in parts if isinstance(part, Sized)), default=0)


def _laid(parts: Sequence[PagePart], width: int, size: Size, letters: LetterSize) -> list[Lines]:
    """The parts at these sizes."""
    hang = _hang(parts, size[1])
    return [
        _large(part, width, size[not part.is_head], hang, letters) if isinstance(part, Sized) else part
        for part in parts
    ]


def _mark_width(mark: str, rows: int) -> int:
    if not mark:
        return 0
    return width_of(f"{mark} ", rows) if rows > _PLAIN_ROWS else len(mark) + 2


def _large(part: Sized, width: int, rows: int, hang: int, letters: LetterSize) -> Lines:
    if rows == _PLAIN_ROWS:
        mark = text(part.mark.rjust(hang - 2).ljust(hang), TITLE) if part.mark else BLANK
        return marked(mark, part.said, width, part.style) if part.mark else wrapped(part.said, width, part.style)
    lines = whole_lines(part.said, width - (hang if part.mark else 0), part.style, rows, smooth=letters.is_smooth)
    if not lines or not part.mark:
        return lines
    return beside(whole_lines(part.mark, hang, TITLE, rows, smooth=letters.is_smooth), lines, hang)
