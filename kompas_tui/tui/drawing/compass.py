"""A compass rose with a petal to each point of the plate, and a needle to where the group is now."""

import math
from collections.abc import Sequence

from kompas_tui.domain.course.plate import BUSY, DONE, PointState
from kompas_tui.tui.drawing.dots import Dots
from kompas_tui.tui.drawing.lines import NOW, QUIET, STRONG, TITLE, Lines

WINDS = (("N", -90), ("O", 0), ("Z", 90), ("W", 180))
QUIET_LINE = "$line"
LARGE = 24
"""The radius in dots from which the rose has a ring of degrees."""


def rose(states: Sequence[PointState], columns: int, rows: int) -> Lines:
    """The rose: a petal is filled where the group is done, half where it is busy, and empty where it was not yet."""
    canvas = Dots(columns, rows)
    x, y = canvas.width / 2 - 0.5, canvas.height / 2 - 0.5
    radius = min(x, y) - 0.5
    large = radius >= LARGE
    canvas.ink = TITLE if large else QUIET_LINE
    canvas.arc(x, y, radius)
    if large:
        _degrees(canvas, x, y, radius)
    length = radius - (5 if large else 3)
    for index, state in sorted(enumerate(states), key=lambda one: _weight(one[1])):
        _petal(canvas, x, y, direction(index, len(states)), length, state)
    _tail(canvas, x, y, length, states)
    for name, degrees in WINDS:
        angle = math.radians(degrees)
        canvas.say(x + radius * math.cos(angle), y + radius * math.sin(angle), name, STRONG if name == "N" else QUIET)
    return canvas.lines()


def direction(index: int, total: int) -> float:
    """The angle to a point's box: the left half from above down, the others on the right from below up."""
    half = (total + 1) // 2
    turn = (index + 0.5) / half if index < half else 1 + (index - half + 0.5) / (total - half)
    return -math.pi / 2 - turn * math.pi


def _weight(state: PointState) -> int:
    """What is drawn last: where the group is now."""
    return 2 if state.is_open else 1 if state.state == BUSY else 0


def _degrees(canvas: Dots, x: float, y: float, radius: float) -> None:
    canvas.arc(x, y, radius - 4)
    for step in range(24):
        angle = step * math.pi / 12
        near = radius - (3 if step % 2 else 4)
        canvas.line(
            x + near * math.cos(angle),
            y + near * math.sin(angle),
            x + radius * math.cos(angle),
            y + radius * math.sin(angle),
        )


def _tail(canvas: Dots, x: float, y: float, length: float, states: Sequence[PointState]) -> None:
    """The thin end of the needle, away from the point where the group is now."""
    now = max(range(len(states)), key=lambda index: _weight(states[index]), default=0)
    if states and _weight(states[now]):
        angle = direction(now, len(states)) + math.pi
        canvas.ink = NOW
        canvas.line(x, y, x + length * 0.45 * math.cos(angle), y + length * 0.45 * math.sin(angle))


def _petal(canvas: Dots, x: float, y: float, angle: float, length: float, state: PointState) -> None:
    """A petal in the ink of its state; the one where a round is open reaches further, as the needle."""
    now = state.state == BUSY or state.is_open
    canvas.ink = NOW if now else TITLE if state.state == DONE else QUIET_LINE
    sides = (1, -1) if state.state == DONE or state.is_open else (1,) if now else ()
    canvas.petal(x, y, angle, length * (1.0 if now else 0.9), length * 0.2, sides)
