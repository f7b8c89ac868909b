"""A group over four quadrants: a sign of its own for each style, its name with the count, and what this mix asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.result.advice import advice
from kompas_tui.domain.result.shapes import Profile, StyleCount
from kompas_tui.tui.drawing.board import Board
from kompas_tui.tui.drawing.letters import LINE, whole_lines
from kompas_tui.tui.drawing.lines import (
    BLANK,
    NOW,
    QUIET,
    TITLE,
    Lines,
    beside,
    centred,
    cut,
    marked,
    text,
    wrapped,
)
from kompas_tui.tui.drawing.sizing import LetterSize, PagePart, Sized, over_pages, sized

_SIGNS = {(False, False): "●", (True, False): "▲", (False, True): "■", (True, True): "◆"}
"""The sign of a style by its quadrant: whether it lies right, and whether it lies below."""

INKS = {
    (False, False): "bold $corner-1",
    (True, False): "bold $corner-2",
    (False, True): "bold $corner-3",
    (True, True): "bold $corner-4",
}
BETWEEN = "○"
MOST_ADVICE = 3
"""So many lines of advice stand beside the group; where there are more, all stand on a page of their own too."""

_LEAST_BESIDE = 76
"""From this width on the advice stands beside the group."""

UNTESTED = "Dit is geen echte test. Je uitkomst staat alleen op je eigen telefoon."


@dataclass(frozen=True, slots=True)
class Quadrant:
    """A corner of the board, one cell away from the axes."""

    across: range
    down: range
    right: bool
    below: bool

    def wanted(self, x: float, y: float) -> tuple[int, int]:
        """The cell for a place from -1 to 1 on both axes."""
        return _cell(self.across, abs(x), towards_end=self.right), _cell(self.down, abs(y), towards_end=self.below)


def _cell(cells: range, share: float, *, towards_end: bool) -> int:
    step = round(share * (len(cells) - 1))
    return cells[step] if towards_end else cells[-1 - step]


def profile_parts(result: Profile, width: int, height: int, letters: LetterSize | None = None) -> list[Lines]:
    """The group over the quadrants, with what this mix asks of the meeting beside it or on a next page."""
    if width < _LEAST_BESIDE:
        return [_group(result, width, height), *_later([*_asked(advice(result), width), BLANK, *_untested(width)])]
    columns = min(width * 56 // 100, height * 3)
    room = width - columns - 4
    tips = advice(result)
    if large := _large_names(result, room, height, letters):
        return [beside(_group(result, columns, height), large, columns + 4), *_on_a_page(tips, width, height, letters)]
    first, lines = next(
        (first, lines)
        for first in range(min(len(tips), MOST_ADVICE), -1, -1)
        if len(lines := [*_asked(tips[:first], room), BLANK, *_untested(room)]) <= height or not first
    )
    rest = _on_a_page(tips, width, height, letters) if len(tips) > first else []
    return [beside(_group(result, columns, height), lines, columns + 4), *rest]


def _large_names(result: Profile, width: int, height: int, letters: LetterSize | None) -> Lines:
    """Each style with its sign and count for the back row, and that this is no test; nothing where these don't fit.

    The advice, too long to stand beside the group so large, comes on the next page.
    """
    if letters is None:
        return []
    lines: Lines = []
    for style in result.styles:
        spot = style.right, style.below
        ink = INKS[spot] if style.count else QUIET
        name = whole_lines(f"{dotted(style.count)} {style.name}", width - 3, ink, LINE, smooth=letters.is_smooth)
        if len(name) != LINE:
            return []
        lines += [*beside([*[BLANK] * (LINE // 2), text(_SIGNS[spot], ink)], name, 3), BLANK]
    lines += _untested(width)
    return lines if len(lines) <= height else []


def _on_a_page(tips: Sequence[str], width: int, height: int, letters: LetterSize | None) -> list[Lines]:
    """All of the advice, since one line of it alone says little, as large as there is room, over pages if need be."""
    parts: list[PagePart] = [Sized("Dit vraagt deze groep", TITLE), *(Sized(tip, mark="•") for tip in tips)]
    large = sized(parts, width, height, LetterSize(letters.is_smooth) if letters else None)
    if large:
        return [[line for part in large for line in part]]
    return over_pages(parts, width, height, letters) or _later(_asked(tips, width))


def _later(lines: Lines) -> list[Lines]:
    return [[line] for line in lines]


def _asked(tips: Sequence[str], width: int) -> Lines:
    lines = [*wrapped("Dit vraagt deze groep", width, TITLE)]
    for tip in tips:
        lines += [BLANK, *marked(text("▸ ", NOW), tip, width)]
    return lines


def _untested(width: int) -> Lines:
    return wrapped(UNTESTED, width, QUIET)


def _group(result: Profile, columns: int, height: int) -> Lines:
    """The board with the words at the ends of its axes, and how many have no one style."""
    between = [BLANK, text(cut(f"{BETWEEN} {result.between} ertussenin", columns), QUIET)] if result.between else []
    board = Board(columns, max(height - 2 - len(between), 7))
    _put_ends(board, result.across)
    areas = {(style.right, style.below): _named(board, style) for style in result.styles}
    kept = [_put_dot(board, areas, x, y) for x, y in result.dots]
    if not all(kept):
        between = [BLANK, text(cut("Niet elke stip past op dit scherm.", columns), QUIET)]
    above, below = (centred([text(cut(word.upper(), columns), QUIET)], columns) for word in result.down)
    return [*above, *board.lines(), *below, *between]


def _put_ends(board: Board, across: tuple[str, str]) -> None:
    """The words of the axis that runs to the right, at its ends."""
    middle, row = board.middle
    left, right = (cut(word.upper(), middle - 3) for word in across)
    board.put(0, row, f"{left} ", QUIET)
    board.put(board.columns - text(right).cell_length - 1, row, f" {right}", QUIET)


def _named(board: Board, style: StyleCount) -> Quadrant:
    """The quadrant of a style, with its sign, name and count in the outer corner; what is left is for its dots."""
    middle, row = board.middle
    across = range(middle + 2, board.columns) if style.right else range(middle - 1)
    down = range(row + 1, board.rows) if style.below else range(row)
    spot = (style.right, style.below)
    label = _label(style, _SIGNS[spot], len(across), max(len(down) // 3, 1))
    first = down[-len(label)] if style.below else down[0]
    for index, line in enumerate(label):
        column = across[-1] + 1 - text(line).cell_length if style.right else across[0]
        board.put(column, first + index, line, INKS[spot] if style.count else QUIET)
    left = down[: -len(label)] if style.below else down[len(label) :]
    return Quadrant(across[::2], left or down, style.right, style.below)


def _label(style: StyleCount, sign: str, width: int, rows: int) -> list[str]:
    """The name over at most so many rows; the count is never cut off."""
    count = f" {dotted(style.count)}"
    name = wrapped(f"{sign} {style.name}", width - text(count).cell_length)
    lines = [cut(line.plain, width) for line in name]
    if len(lines) > rows:
        rest = " ".join(line.plain for line in name[rows - 1 :])
        lines = [*lines[: rows - 1], cut(rest, width - len(count))]
    return [*lines[:-1], f"{lines[-1]}{count}"]


def _put_dot(board: Board, areas: dict[tuple[bool, bool], Quadrant], x: float, y: float) -> bool:
    """A person in the quadrant of a style, or on the axis of a tie; whether there was room."""
    area = areas.get((x > 0, y > 0))
    if x and y and area is not None:
        spot = (area.right, area.below)
        return board.put_near(*area.wanted(x, y), _SIGNS[spot], INKS[spot], (area.across, area.down))
    middle, row = board.middle
    column = round((x + 1) / 2 * (board.columns - 1)) if x else middle
    at = round((y + 1) / 2 * (board.rows - 1)) if y else row
    axis = (range(middle, middle + 1), range(board.rows)) if not x else (range(board.columns), range(row, row + 1))
    return board.put_near(column, at, BETWEEN, QUIET, axis)
