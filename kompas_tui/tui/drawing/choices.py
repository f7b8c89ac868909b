"""What can be chosen as pictures beside one another, each with its number and its text below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from kompas_tui.domain.question.pictures import Picture
from kompas_tui.tui.drawing.lines import BLANK, STRONG, TITLE, Lines, beside, footed, marked, place_mark, wrapped
from kompas_tui.tui.drawing.photos import Draw, Paint, cells_of

_MOST = 9
"""More pictures would be too small to tell apart."""

_GAP, _LEAST_WIDTH, _LEAST_ROWS = 3, 20, 5


@dataclass(frozen=True, slots=True)
class _Grid:
    """How many stand beside each other, and the room of each, with its text below it."""

    across: int
    width: int
    height: int


def with_choices(
    question: str, pictures: Sequence[Picture | None], listed: Sequence[str], paint: Paint | None, foot: Lines,
    draw: Draw, width: int, height: int,
) -> list[Lines]:  # fmt: skip
    """The question with a picture of each choice where there is room for that, `foot` at the foot; else as drawn."""
    if paint is None or not any(pictures) or len(listed) > _MOST:
        return draw(width, height)
    head = [*wrapped(question, width, TITLE), BLANK]
    grid = _best(pictures, len(listed), width, height - len(head) - len(foot))
    if grid is None:
        return draw(width, height)
    cells = [
        _cell(pictures[place] if place < len(pictures) else None, place + 1, choice, len(listed), paint, grid)
        for place, choice in enumerate(listed)
    ]
    return [footed([*head, *_rows(cells, grid)], foot, height)]


def _best(pictures: Sequence[Picture | None], amount: int, width: int, height: int) -> _Grid | None:
    """The grid in which the pictures are largest; None where they would be too small."""
    grids = (
        _Grid(across, (width - _GAP * (across - 1)) // across, height // ceil(amount / across))
        for across in range(1, amount + 1)
    )
    return max((grid for grid in grids if _size(pictures, grid)), key=lambda grid: _size(pictures, grid), default=None)


def _size(pictures: Sequence[Picture | None], grid: _Grid) -> int:
    """The cells of the smallest picture; 0 where the grid has too little room."""
    if grid.width < _LEAST_WIDTH or grid.height - _label_rows(grid) < _LEAST_ROWS:
        return 0
    drawn = (cells_of(one, grid.width, grid.height - _label_rows(grid)) for one in pictures if one is not None)
    return min(columns * rows for columns, rows in drawn)


def _label_rows(grid: _Grid) -> int:
    """The rows of a label, with one of air."""
    return 3 if grid.width < 40 else 2


def _cell(picture: Picture | None, number: int, choice: str, of: int, paint: Paint, grid: _Grid) -> Lines:
    room = grid.height - _label_rows(grid)
    drawn: Lines = []
    if picture is not None:
        drawn = paint(picture, *cells_of(picture, grid.width, room)) or []
    label = marked(place_mark(number, of), choice, grid.width, STRONG)[: _label_rows(grid) - 1]
    return [*drawn, *label]


def _rows(cells: Sequence[Lines], grid: _Grid) -> Lines:
    drawn: Lines = []
    for start in range(0, len(cells), grid.across):
        *before, row = cells[start : start + grid.across]
        for cell in reversed(before):
            row = beside(cell, row, grid.width + _GAP)
        drawn += [*([BLANK] if drawn else []), *row]
    return drawn
