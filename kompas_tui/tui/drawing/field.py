"""A field of two axes with a number for every point, and the names beside it; or with an arrow for every move."""

from collections.abc import Sequence

from kompas_tui.domain.language.wording import number
from kompas_tui.domain.result.moves import Move, Moves
from kompas_tui.domain.result.shapes import Axes, AxesPoint, Corners
from kompas_tui.tui.drawing.board import Board
from kompas_tui.tui.drawing.lines import (
    BADGE,
    BLANK,
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
from kompas_tui.tui.drawing.sizing import LetterSize, PagePart, Sized, sized

_NAMES_SHARE = 36
"""So much of the width, in percents, the names in large letters have."""

LEGEND = 34
"""The columns beside the field."""

LEAST_FIELD = 30

WAS = "○"
"""Where a point stood before it moved."""


def axes_parts(result: Axes, width: int, height: int, letters: LetterSize | None = None) -> list[Lines]:
    """The field on the left, the names with their places on the right, or below where it is narrow.

    With `letters` the names are as large as there is room.
    """
    told = [(point.label, result.corner(point) or _place_in_words(point)) for point in result.points]
    large = _large_names(told, width, height, letters)
    beside_it = large or _legend(result, LEGEND, height)
    board = _board(result, width, height, beside_it)
    for badge_number, point in enumerate(result.points, 1):
        _put_badge(board, badge_number, point, is_large=bool(large))
    return _with_legend(board, result, width, beside_it, _legend(result, width, 0))


def moves_parts(moves: Moves, width: int, height: int, letters: LetterSize | None = None) -> list[Lines]:
    """The field with an arrow from where each point stood to its number, and from where to where in words."""
    large = _large_names([(move.label, _way(moves, move)) for move in moves.each], width, height, letters)
    beside_it = large or _told(moves, LEGEND, height)
    board = _board(moves.after, width, height, beside_it)
    for badge_number, move in enumerate(moves.each, 1):
        _put_badge(board, badge_number, move.after, is_large=bool(large))
        _put_arrow(board, move)
    return _with_legend(board, moves.after, width, beside_it, _told(moves, width, height))


def _large_names(told: Sequence[tuple[str, str]], width: int, height: int, letters: LetterSize | None) -> Lines:
    """The names with their numbers in large letters, each over where it stands; nothing where those don't fit."""
    room = width * _NAMES_SHARE // 100
    if letters is None or room < LEGEND:
        return []
    parts: list[PagePart] = []
    for badge_number, (name, where) in enumerate(told, 1):
        parts += [Sized(name, mark=str(badge_number)), wrapped(where, room, QUIET)]
    just_fits = LetterSize(letters.is_smooth)
    return [line for part in sized(parts, room, height, just_fits) for line in part]


def _board(field: Axes, width: int, height: int, legend: Lines) -> Board:
    """The empty field with the names of its corners, beside the legend where there is room for both."""
    columns = width - _width_of(legend) - 3 if _fits(width) else width
    board = Board(columns, max(height - 3, 7), TITLE)
    if field.corners is not None:
        _put_corners(board, field.corners)
    return board


def _width_of(legend: Lines) -> int:
    return max(LEGEND, *(line.cell_length for line in legend)) if legend else LEGEND


def _fits(width: int) -> bool:
    return width >= LEGEND + 3 + LEAST_FIELD


def _with_legend(board: Board, field: Axes, width: int, narrow: Lines, wide: Lines) -> list[Lines]:
    drawn = _framed(board, field.x, (field.y[1], field.y[0]))
    return [beside(drawn, narrow, board.columns + 3)] if _fits(width) else [drawn, *([line] for line in wide)]


def _put_badge(board: Board, badge_number: int, point: AxesPoint, *, is_large: bool) -> None:
    """The number of a point where it stands, in a badge of three lines where there is room."""
    if point.x is None or point.y is None:
        return
    wanted = round(point.x / 10 * (board.columns - 3)), round((1 - point.y / 10) * (board.rows - 1))
    block = [" " * 7, f"{badge_number:^7}", " " * 7]
    if not is_large or not board.put_block_near(wanted[0] - 2, wanted[1] - 1, block, BADGE):
        board.put_near(*wanted, f"{badge_number:^3}", BADGE)


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
        label = cut(name, half)
        board.put(board.columns - text(label).cell_length if right else 0, row, label, TITLE)


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
    return "geen plek" if point.x is None or point.y is None else f"→ {number(point.x)}  ↑ {number(point.y)}"


def _legend(result: Axes, width: int, height: int) -> Lines:
    """Each point's name with its place; shortened to one line where they would not all fit."""
    points = result.points
    lines: Lines = []
    starts: list[int] = []
    for badge_number, point in enumerate(points, 1):
        where = result.corner(point) or _place_in_words(point)
        mark = joined(text(f"{badge_number:^3}", BADGE), text(" "))
        label = joined(text(f"{point.label}  "), text(where, QUIET))
        starts.append(len(lines))
        lines += marked(mark, label, width)
    if len(lines) + len(points) <= height:
        return [line for at, one in enumerate(lines) for line in ([BLANK, one] if at in starts[1:] else [one])]
    if len(lines) <= height:
        return lines
    return [
        joined(text(f"{number:^3}", BADGE), text(f" {cut(p.label, width - 4)}")) for number, p in enumerate(points, 1)
    ]


def _told(moves: Moves, width: int, height: int) -> Lines:
    """Each point with from where to where it went; shortened to one line each where they would not all fit."""
    named, short = [], []
    for badge_number, move in enumerate(moves.each, 1):
        mark = joined(text(f"{badge_number:^3}", BADGE), text(" "))
        way = _way(moves, move)
        named += [*marked(mark, text(move.label, STRONG), width), *_indented(way, width), *_indented(move.way, width)]
        short.append(joined(mark, text(cut(f"{move.label}  {way}", width - 4))))
    return named if len(named) <= height else short


def _way(moves: Moves, move: Move) -> str:
    """From where to where a point went, in words."""
    start, end = (moves.after.corner(point) or _place_in_words(point) for point in (move.before, move.after))
    if start == end and not move.length:
        return end
    return f"{start} → {end}" if moves.after.corners is not None else f"van {start} naar {end}"


def _indented(label: str, width: int) -> Lines:
    return [line.pad_left(4) for line in wrapped(label, width - 4, QUIET)] if label else []
