"""A field of two axes with a number for every point, and the names beside it; or with an arrow for every move."""

from kompas_tui.domain.language.wording import number
from kompas_tui.domain.result.moves import Move, Moves
from kompas_tui.domain.result.shapes import Axes, AxesPoint, Corners
from kompas_tui.tui.drawing.board import Board
from kompas_tui.tui.drawing.lines import (
    BADGE,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    beside,
    centred,
    cut,
    joined,
    marked,
    text,
    wrapped,
)

LEGEND = 34
"""The columns beside the field."""

LEAST_FIELD = 30

WAS = "○"
"""Where a point stood before it moved."""


def axes_parts(result: Axes, width: int, height: int) -> list[Lines]:
    """The field on the left, the names with their places on the right, or below where it is narrow."""
    board = _board(result, width, height)
    for place, point in enumerate(result.points, 1):
        _put_badge(board, place, point)
    return _with_legend(board, result, width, _legend(result, LEGEND, height), _legend(result, width, 0))


def moves_parts(moves: Moves, width: int, height: int) -> list[Lines]:
    """The field with an arrow from where each point stood to its number, and from where to where in words."""
    board = _board(moves.after, width, height)
    for place, move in enumerate(moves.each, 1):
        _put_badge(board, place, move.after)
        _put_arrow(board, move)
    return _with_legend(board, moves.after, width, _told(moves, LEGEND, height), _told(moves, width, height))


def _board(field: Axes, width: int, height: int) -> Board:
    """The empty field with the names of its corners, beside the legend where there is room for both."""
    columns = width - LEGEND - 3 if _fits(width) else width
    board = Board(columns, max(height - 3, 7), TITLE)
    if field.corners is not None:
        _put_corners(board, field.corners)
    return board


def _fits(width: int) -> bool:
    return width >= LEGEND + 3 + LEAST_FIELD


def _with_legend(board: Board, field: Axes, width: int, narrow: Lines, wide: Lines) -> list[Lines]:
    drawn = _framed(board, field.x, (field.y[1], field.y[0]))
    return [beside(drawn, narrow, board.columns + 3)] if _fits(width) else [drawn, *([line] for line in wide)]


def _put_badge(board: Board, place: int, point: AxesPoint) -> None:
    if point.x is not None and point.y is not None:
        wanted = round(point.x / 10 * (board.columns - 3)), round((1 - point.y / 10) * (board.rows - 1))
        board.put_near(*wanted, f"{place:^3}", BADGE)


def _put_arrow(board: Board, move: Move) -> None:
    """A line of dots from an open circle to the number; where nothing moved there is none."""
    if not move.length:
        return
    start, end = (_dot(board, point) for point in (move.before, move.after))
    board.dots.line(*start, *end)
    board.put(int(start[0]) // 2, int(start[1]) // 4, WAS, TITLE)


def _dot(board: Board, point: AxesPoint) -> tuple[float, float]:
    """The middle of the cells of a point, in dots."""
    x, y = point.x or 0, point.y or 0
    return (x / 10 * (board.columns - 3) + 1) * 2 + 1, (1 - y / 10) * (board.rows - 1) * 4 + 2


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


def _told(moves: Moves, width: int, height: int) -> Lines:
    """Each point with from where to where it went; shortened to one line each where they would not all fit."""
    named, short = [], []
    for place, move in enumerate(moves.each, 1):
        mark = joined(text(f"{place:^3}", BADGE), text(" "))
        start, end = (moves.after.corner(point) or _place_in_words(point) for point in (move.before, move.after))
        way = end if start == end and not move.length else f"{start} → {end}"
        named += [*marked(mark, text(move.label, STRONG), width), *_indented(way, width), *_indented(move.way, width)]
        short.append(joined(mark, text(cut(f"{move.label}  {way}", width - 4))))
    return named if len(named) <= height else short


def _indented(said: str, width: int) -> Lines:
    return [line.pad_left(4) for line in wrapped(said, width - 4, QUIET)] if said else []
