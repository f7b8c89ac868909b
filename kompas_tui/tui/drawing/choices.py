"""What can be chosen as pictures beside one another, each with its number and its text below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from textual.content import Content

from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.result.cells import Number, in_words
from kompas_tui.domain.result.shapes import Bar
from kompas_tui.tui.drawing.bars import LEADER, OTHER, share_bar
from kompas_tui.tui.drawing.letters import LINE, whole_lines, width_of
from kompas_tui.tui.drawing.lines import (
    BLANK,
    STRONG,
    TITLE,
    Lines,
    badge,
    beside,
    footed,
    marked,
    place_mark,
    text,
    wrapped,
)
from kompas_tui.tui.drawing.photos import Draw, Paint, cells_of

_MOST = 9
"""More pictures would be too small to tell apart."""

_GAP, _LEAST_WIDTH, _LEAST_ROWS = 3, 20, 5

_LARGE_FROM, _LARGE_LABEL, _LEAST_BESIDE_LARGE = 36, LINE + 1, 500
"""From so many rows on the question is large; labels are, of so many rows, where each picture keeps so many cells."""

_BARS_FROM, _THICKEST = 90, 3
"""From so many columns on pictures stand beside bars, which have at most so many lines below their label."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """How many stand beside each other, and the room of each, with its text below it."""

    across: int
    width: int
    height: int
    label: int = 0
    """The rows of a label in large letters, with one of air; 0 for plain ones."""


def with_choices(
    question: str, pictures: Sequence[Picture | None], listed: Sequence[str], paint: Paint | None, foot: Lines,
    draw: Draw, width: int, height: int, *, marks: Sequence[str] = (),
) -> list[Lines]:  # fmt: skip
    """The question with a picture of each choice where there is room for that, `foot` at the foot; else as drawn."""
    if paint is None or not any(pictures) or len(listed) > _MOST:
        return draw(width, height)
    head = [*_head_lines(question, width, height), BLANK]
    room = height - len(head) - len(foot)
    before = [text(f"{mark}  ", TITLE) for mark in marks] or [
        place_mark(number, len(listed)) for number in range(1, len(listed) + 1)
    ]
    labels = [f"{mark.plain.strip()} {choice}" for mark, choice in zip(before, listed, strict=True)]
    grid = _best(pictures, len(listed), width, room, _LARGE_LABEL)
    if grid is None or any(len(whole_lines(one, grid.width, STRONG, LINE)) != LINE for one in labels):
        grid = _best(pictures, len(listed), width, room)
    if grid is None:
        return draw(width, height)
    cells = [
        _cell(pictures[index] if index < len(pictures) else None, mark, choice, paint, grid)
        for index, (mark, choice) in enumerate(zip(before, listed, strict=True))
    ]
    return [footed([*head, *_rows(cells, grid)], foot, height)]


def _head_lines(question: str, width: int, height: int) -> Lines:
    """The question, in small large letters where the pictures keep their room."""
    large = whole_lines(question, width, TITLE, LINE) if height >= _LARGE_FROM else []
    return large if 0 < len(large) <= 2 * LINE else wrapped(question, width, TITLE)


def _best(pictures: Sequence[Picture | None], amount: int, width: int, height: int, label: int = 0) -> _Grid | None:
    """The grid in which the pictures are largest, over labels of so many rows; None where they would be too small."""
    grids = (
        _Grid(across, (width - _GAP * (across - 1)) // across, height // ceil(amount / across), label)
        for across in range(1, amount + 1)
    )
    least = _LEAST_BESIDE_LARGE if label else 0
    return max(
        (grid for grid in grids if _size(pictures, grid) > least), key=lambda grid: _size(pictures, grid), default=None
    )


def _size(pictures: Sequence[Picture | None], grid: _Grid) -> int:
    """The cells of the smallest picture; 0 where the grid has too little room."""
    if grid.width < _LEAST_WIDTH or grid.height - _label_rows(grid) < _LEAST_ROWS:
        return 0
    drawn = (cells_of(one, grid.width, grid.height - _label_rows(grid)) for one in pictures if one is not None)
    return min(columns * rows for columns, rows in drawn)


def _label_rows(grid: _Grid) -> int:
    """The rows of a label, with one of air."""
    return grid.label or (3 if grid.width < 40 else 2)


def _cell(picture: Picture | None, mark: Content, choice: str, paint: Paint, grid: _Grid) -> Lines:
    room = grid.height - _label_rows(grid)
    drawn: Lines = []
    if picture is not None:
        drawn = paint(picture, *cells_of(picture, grid.width, room)) or []
    label = marked(mark, choice, grid.width, STRONG)[: _label_rows(grid) - 1]
    if grid.label:
        label = whole_lines(f"{mark.plain.strip()} {choice}", grid.width, STRONG, LINE)
    return [*drawn, *label]


def _rows(cells: Sequence[Lines], grid: _Grid) -> Lines:
    drawn: Lines = []
    for start in range(0, len(cells), grid.across):
        *before, row = cells[start : start + grid.across]
        for cell in reversed(before):
            row = beside(cell, row, grid.width + _GAP)
        drawn += [*([BLANK] if drawn else []), *row]
    return drawn


def pictured_bars(
    bars: Sequence[Bar], pictures: Mapping[str, Picture], behind: Sequence[str], paint: Paint, width: int, height: int,
    *, numbered: bool = False,
) -> Lines:  # fmt: skip
    """Each option's picture beside its bar, the most first; nothing where they would be too small to look at.

    `behind` stands behind each count.
    """
    each = (height + 1) // max(len(bars), 1)
    bar_pictures = [pictures.get(bar.label) for bar in bars]
    sizes = [cells_of(one, width // 3, each - 1) for one in bar_pictures if one is not None]
    if width < _BARS_FROM or each - 1 < _LEAST_ROWS or not sizes:
        return []
    across = max(columns for columns, _ in sizes) + _GAP
    most, lines = max(bar.count for bar in bars), list[Content]()
    figures = [f"{in_words(Number(bar.count))}{share}" for bar, share in zip(bars, behind, strict=True)]
    labels = _labels([bar.in_words for bar in bars], figures, width - across - 4, each - 2)
    for number, (bar, picture, label) in enumerate(zip(bars, bar_pictures, labels, strict=True), 1):
        drawn = (paint(picture, *cells_of(picture, width // 3, each - 1)) or []) if picture is not None else []
        bar_line = share_bar(
            bar.count / most if most else 0, width - across - 4, LEADER if bar.count == most else OTHER
        )
        beside_it = [*label, *[bar_line] * min(each - 1 - len(label), _THICKEST)]
        numbered_one = beside([badge(number)], beside_it, 4) if numbered else beside_it
        block = beside(drawn, numbered_one, across)
        lines += [*([BLANK] if lines else []), *block, *[BLANK] * (each - 1 - len(block))]
    return lines


def _labels(labels: Sequence[str], figures: Sequence[str], width: int, height: int) -> list[Lines]:
    """What stands above each bar, with its figure on the right: all of it in large letters, where all of that fits."""
    behind = max(width_of(one, LINE) for one in figures) + 1
    large = [whole_lines(one, width - behind, STRONG, LINE) for one in labels]
    if all(LINE <= len(one) <= height for one in large):
        drawn = [whole_lines(one, behind, STRONG, LINE) for one in figures]
        return [beside(label, figure, width - behind + 1) for label, figure in zip(large, drawn, strict=True)]
    whole = (f"{one}  {figure}" for one, figure in zip(labels, figures, strict=True))
    return [wrapped(one, width, STRONG)[:height] for one in whole]
