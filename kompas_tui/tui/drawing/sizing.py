"""How large each text of a page may be: as large as all of it fits, or a step larger or smaller where that is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kompas_tui.tui.drawing.letters import LEAST_ROWS, broken, whole_lines, width_of
from kompas_tui.tui.drawing.lines import BLANK, PLAIN, TITLE, Lines, beside, marked, text, wrapped

_PLAIN_ROWS = 1
_HEAD_OVER_REST = 1.5
"""So many times as large a question is as what can be answered to it, where there is room."""


@dataclass(frozen=True, slots=True)
class LetterSize:
    """How letters are drawn here: smooth where there are colours for it, and so many steps from what just fits."""

    is_smooth: bool = True
    steps: int = 0


SMOOTH = LetterSize()
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
    larger: list[Size] = []
    for size in sizes(height):
        measured = _rows_of(parts, width, size)
        if measured:
            larger.append(size)
            if measured <= height and sum(map(len, _laid(parts, width, size, letters))) <= height:
                break
    else:
        larger.append((_PLAIN_ROWS, _PLAIN_ROWS))
    if letters.steps < 0:
        smaller = [size for size in sizes(height) if size < larger[-1] and _rows_of(parts, width, size)]
        larger += smaller[: -letters.steps] or [(_PLAIN_ROWS, _PLAIN_ROWS)]
    chosen = larger[max(len(larger) - 1 - max(letters.steps, 0), 0)]
    return _laid(parts, width, chosen, letters) if max(chosen) > _PLAIN_ROWS else []


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
