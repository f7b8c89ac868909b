"""A field of two axes with a number for every point, and the names of the points beside it."""

from kompas_tui.domain.language.wording import number
from kompas_tui.domain.result.shapes import Axes, AxesPoint, Corners
from kompas_tui.tui.drawing.board import Board
from kompas_tui.tui.drawing.lines import (
    BADGE,
    QUIET,
    TITLE,
    Lines,
    beside,
    centred,
    cut,
    joined,
    marked,
    text,
)

LEGEND = 34
"""The columns beside the field."""

LEAST_FIELD = 30


def axes_parts(result: Axes, width: int, height: int) -> list[Lines]:
    """The field on the left, the names with their places on the right, or below where it is narrow."""
    fits = width >= LEGEND + 3 + LEAST_FIELD
    columns, rows = width - LEGEND - 3 if fits else width, max(height - 3, 7)
    board = Board(columns, rows)
    if result.corners is not None:
        _put_corners(board, result.corners)
    for place, point in enumerate(result.points, 1):
        if point.x is not None and point.y is not None:
            wanted = round(point.x / 10 * (columns - 3)), round((1 - point.y / 10) * (rows - 1))
            board.put_near(*wanted, f"{place:^3}", BADGE)
    drawn = _framed(board, result.x, (result.y[1], result.y[0]))
    if not fits:
        return [drawn, *([line] for line in _legend(result, width, 0))]
    return [beside(drawn, _legend(result, LEGEND, height), columns + 3)]


def _put_corners(board: Board, corners: Corners) -> None:
    """The name of each corner in that corner, as wide as half the field."""
    half, below = board.columns // 2 - 2, board.rows - 1
    for name, row, right in zip(corners, (0, 0, below, below), (False, True, True, False), strict=True):
        said = cut(name, half)
        board.put(board.columns - text(said).cell_length if right else 0, row, said, TITLE)


def _framed(board: Board, across: tuple[str, str], down: tuple[str, str]) -> Lines:
    """The field with the words at the ends of its axes: above and below, and left and right underneath."""
    columns = board.columns
    left, right = (cut(word, columns // 2 - 4) for word in across)
    gap = columns - text(left).cell_length - text(right).cell_length - 4
    ends = joined(text(f"← {left}", QUIET), text(" " * max(gap, 1)), text(f"{right} →", QUIET))
    above = centred([text(f"↑ {cut(down[0], columns - 4)}", QUIET)], columns)
    below = centred([text(f"↓ {cut(down[1], columns - 4)}", QUIET)], columns)
    return [*above, *board.lines(), *below, ends]


def _place_in_words(point: AxesPoint) -> str:
    return "geen plek" if point.x is None or point.y is None else f"{number(point.x)}·{number(point.y)}"


def _legend(result: Axes, width: int, height: int) -> Lines:
    """Each point's name with its place; shortened to one line where they would not all fit."""
    points = result.points
    lines: Lines = []
    for place, point in enumerate(points, 1):
        where = result.corner(point) or _place_in_words(point)
        mark = joined(text(f"{place:^3}", BADGE), text(" "))
        said = joined(text(f"{point.label}  "), text(where, QUIET))
        lines += marked(mark, said, width)
    if len(lines) <= height:
        return lines
    return [
        joined(text(f"{place:^3}", BADGE), text(f" {cut(p.label, width - 4)}")) for place, p in enumerate(points, 1)
    ]
