"""A field as a PNG, with an arrow for each point from where it stood to where it stands."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from kompas_tui.domain.result.moves import Move, Moves
from kompas_tui.domain.result.shapes import Axes, AxesPoint
from kompas_tui.export.pictures import GREEN, GREY, INK, MM, WIDTH, as_png, draw_centred, empty_picture, letters_of
from kompas_tui.scenes.lettering import PAPER, drawable

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

_HIGH, _WORDS, _INSET = 42.0, 6.0, 6.0
"""The height of the frame, of a line of words above and below it, and how far a point stays from the frame."""

_BADGE, _START, _HEAD = 2.9, 1.0, 2.4
"""The radius of a number and of where it came from, and how long the head of an arrow is."""

_NEAR = 2 * _BADGE
"""Numbers that would lie closer to each other than this move apart."""

_Spot = tuple[float, float]


def field_png(axes: Axes, colour: str) -> tuple[bytes, float]:
    """A field with its points and its height in millimetres; the same points give the same bytes."""
    return _drawn(Moves(axes, axes), None, colour)


def moves_png(moves: Moves, colour: str = GREEN) -> tuple[bytes, float]:
    """The picture and its height in millimetres; the same moves give the same bytes."""
    return _drawn(moves, lambda moves, move: move.way or moves.where(move.after), colour)


def _drawn(moves: Moves, told: Callable[[Moves, Move], str] | None, colour: str) -> tuple[bytes, float]:
    """The field with an arrow for what moved, and under it the points by number with what is told of each.

    Where nothing is told of them, the table that follows has their numbers.
    """
    from PIL import ImageDraw

    legend = [move for move in moves.each if move.after.x is not None]
    plain = letters_of(9.5)
    line_height = plain.leading + 1.2 * MM
    height = (_HIGH + 2 * _WORDS + 2) * MM + (len(legend) * line_height if told else 0)
    drawn = empty_picture(height)
    on = ImageDraw.Draw(drawn)
    _frame(on, moves)
    ends = _apart([_spot(move.after) for move in legend])
    for move, end in zip(legend, ends, strict=True):
        _arrow(on, move, end, colour)
    for number, (move, end) in enumerate(zip(legend, ends, strict=True), 1):
        _badge(on, number, end, colour)
        if told is None:
            continue
        top = (_HIGH + 2 * _WORDS + 2) * MM + (number - 1) * line_height
        _badge(on, number, (_BADGE * MM, top + plain.leading / 2), colour)
        line = plain.wrapped(f"{move.label}: {told(moves, move)}", (WIDTH - 9) * MM, 1)
        plain.draw(on, 8 * MM, top, line[0])
    return as_png(drawn, colour), height / MM


def _frame(on: "ImageDraw", moves: Moves) -> None:
    """The frame with its axes, the names of the corners, and the words at the ends of both axes."""
    field = moves.after
    top, foot, wide = _WORDS * MM, (_WORDS + _HIGH) * MM, WIDTH * MM
    on.rectangle((0.3 * MM, top, wide - 0.3 * MM, foot), PAPER, GREY, round(0.3 * MM))
    on.line((wide / 2, top, wide / 2, foot), GREY, round(0.2 * MM))
    on.line((0.3 * MM, (top + foot) / 2, wide - 0.3 * MM, (top + foot) / 2), GREY, round(0.2 * MM))
    plain, strong = letters_of(9.5, GREY), letters_of(10.5, INK, bold=True)
    for words, y in ((field.y[1], 0.5 * MM), (field.y[0], foot + 0.8 * MM)):
        draw_centred(on, plain, plain.wrapped(words, wide * 0.3, 1), wide / 2, y)
    left, right = (plain.wrapped(words, wide * 0.33, 1)[0] for words in field.x)
    plain.draw(on, 0, foot + 0.8 * MM, left)
    plain.draw(on, wide - plain.width(right), foot + 0.8 * MM, right)
    for name, (is_right, below) in zip(field.corners or (), ((0, 0), (1, 0), (1, 1), (0, 1)), strict=False):
        name_line = strong.wrapped(name, wide * 0.4, 1)[0]
        x = wide - strong.width(name_line) - 2 * MM if is_right else 2 * MM
        strong.draw(on, x, foot - strong.leading - 1 * MM if below else top + 1 * MM, name_line)


def _spot(point: AxesPoint) -> _Spot:
    """Where a point lies in the picture, in pixels."""
    x, y = point.x or 0, point.y or 0
    return (_INSET + x / 10 * (WIDTH - 2 * _INSET)) * MM, (_WORDS + _INSET + (1 - y / 10) * (_HIGH - 2 * _INSET)) * MM


def _apart(spots: list[_Spot]) -> list[_Spot]:
    """The places of the numbers, each as far to the right of the ones before it as it takes to read them all."""
    placed: list[_Spot] = []
    for x, y in spots:
        steps = [(x + step * _NEAR * MM * side, y) for step in range(len(spots) + 1) for side in (1, -1)]
        fitting = (spot for spot in steps if _BADGE * MM <= spot[0] <= (WIDTH - _BADGE) * MM)
        free = (spot for spot in fitting if all(math.dist(spot, other) >= _NEAR * MM for other in placed))
        placed.append(next(free, (x, y)))
    return placed


def _arrow(on: "ImageDraw", move: Move, end: _Spot, colour: str) -> None:
    """A line from an open circle to the edge of the number, with a head."""
    if not move.length:
        return
    start, radius = _spot(move.before), _START * MM
    away = math.dist(start, end)
    if away > (_BADGE + _HEAD) * MM:
        along = ((end[0] - start[0]) / away, (end[1] - start[1]) / away)
        tip = (end[0] - along[0] * _BADGE * MM, end[1] - along[1] * _BADGE * MM)
        back = (tip[0] - along[0] * _HEAD * MM, tip[1] - along[1] * _HEAD * MM)
        side = (-along[1] * 1.1 * MM, along[0] * 1.1 * MM)
        on.line((*start, *back), colour, round(0.5 * MM))
        on.polygon((*tip, back[0] + side[0], back[1] + side[1], back[0] - side[0], back[1] - side[1]), fill=colour)
    circle = (start[0] - radius, start[1] - radius, start[0] + radius, start[1] + radius)
    on.ellipse(circle, PAPER, colour, round(0.4 * MM))


def _badge(on: "ImageDraw", number: int, at: _Spot, colour: str) -> None:
    radius = (_BADGE - 0.3) * MM
    on.ellipse((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), fill=colour)
    letters = letters_of(9.5, PAPER, bold=True)
    draw_centred(on, letters, [drawable(str(number))], at[0], at[1] - letters.size * 0.66)
