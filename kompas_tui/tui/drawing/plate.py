"""The praatplaat as lines: points in boxes around a compass that fills as the session goes on."""

from collections.abc import Sequence

from kompas_tui.domain.course.plate import DONE, PointState
from kompas_tui.domain.deck.plates import Plate
from kompas_tui.domain.language.wording import count
from kompas_tui.tui.drawing.boxes import box, low_box
from kompas_tui.tui.drawing.compass import rose
from kompas_tui.tui.drawing.lines import (
    BLANK,
    NOW,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    beside,
    centred,
    cut,
    joined,
    text,
    wrapped,
)

LEAST_BOX = 31
"""The columns in which a question of the plate fits on a line."""

LEAST_MIDDLE = 8
"""With fewer columns between the boxes nothing stands there."""

LEAST_ROSE = 5
LOW_BOX = 5
"""The lines of a box in the row below, where there is room for frames."""

LEAST_BELOW, MOST_BELOW = 18, 5
"""The columns that a point below needs to say its state, and how many stand beside one another at most."""

ROOMY = 26
"""From this height on the row below has frames."""


def plate_lines(plate: Plate, states: Sequence[PointState], width: int, height: int, agreed: int = 0) -> Lines:
    """The whole plate; with `kwadranten` four boxes make a cycle, else boxes stand left and right of a compass.

    `agreed` is how many action points there are.
    """
    around, below = states[: len(plate.points)], states[len(plate.points) :]
    framed = height >= ROOMY
    foot = _row_below(below, width, framed) if below else []
    room = height - len(foot) - (1 if foot and framed else 0)
    quarters = plate.form == "kwadranten" and len(around) == 4
    picture = _quarters(plate, around, width, room) if quarters else _around(plate, around, width, room, agreed)
    return [*picture, *[BLANK] * (height - len(picture) - len(foot)), *foot]


def _around(plate: Plate, states: Sequence[PointState], width: int, height: int, agreed: int) -> Lines:
    """The first half of the points on the left from above down, the others on the right from below up."""
    half = (len(states) + 1) // 2
    side = max(LEAST_BOX, (width - 2) * 35 // 100)
    middle = width - 2 * side - 2
    if middle < LEAST_MIDDLE:
        return _upright(plate, states, width, height, agreed)
    each = height // half
    left, right = _column(states[:half], side, each, height), _column(states[half:][::-1], side, each, height)
    centre = _centre(plate, states, middle, height, agreed)
    return beside(beside(left, centre, side + 1), right, side + middle + 2)


def _upright(plate: Plate, states: Sequence[PointState], width: int, height: int, agreed: int) -> Lines:
    """The same in a narrow window: the middle's name and how far the group is above two columns."""
    head = [*wrapped(plate.middle, width, STRONG), *_progress(states, agreed, width), BLANK]
    half, side, room = (len(states) + 1) // 2, (width - 2) // 2, height - len(head)
    left, right = (_column(part, side, room // half, room) for part in (states[:half], states[half:][::-1]))
    return [*head, *beside(left, right, side + 2)]


def _column(states: Sequence[PointState], width: int, each: int, height: int) -> Lines:
    """Boxes of one height below one another; what is left over stands between them."""
    lines: Lines = []
    for index, state in enumerate(states):
        until = round((height - each) * index / max(len(states) - 1, 1))
        lines += [BLANK] * (until - len(lines))
        lines += box(state, width, each)
    return lines


def _centre(plate: Plate, states: Sequence[PointState], width: int, height: int, agreed: int) -> Lines:
    """The compass with the middle's name and how far the group is below it."""
    body = [*wrapped(plate.middle, width, STRONG), BLANK, *_progress(states, agreed, width)]
    rows = min(height - len(body) - 1, width // 2)
    if rows < LEAST_ROSE:
        return centred([*[BLANK] * max((height - len(body)) // 2, 0), *body][:height], width)
    above = max((height - rows - len(body) - 1) // 2, 0)
    return [*[BLANK] * above, *rose(states, width, rows), BLANK, *centred(body, width)]


def how_far(states: Sequence[PointState], width: int) -> Lines:
    """`3 van 6 klaar`."""
    done = sum(state.state == DONE for state in states)
    return wrapped(f"{done} van {len(states)} klaar", width, TITLE if done else QUIET)


def _progress(states: Sequence[PointState], agreed: int, width: int) -> Lines:
    """`3 van 6 klaar`, what is open now, and the action points."""
    lines = how_far(states, width)
    for state in states:
        if state.is_open:
            lines += wrapped(f"nu open: {state.point.title}", width, NOW)
    return [*lines, *(wrapped(count(agreed, "actiepunt", "actiepunten"), width, STRONG) if agreed else [])]


def _quarters(plate: Plate, states: Sequence[PointState], width: int, height: int) -> Lines:
    """Four boxes as a cycle, clockwise from the top left, with arrows and the middle's name on the line between."""
    each = (width - len(ONWARD)) // 2
    high = (height - 1) // 2
    boxes = [box(state, each, high) for state in states]
    side = each // 2
    room = width - 2 * side - 2
    name = centred([text(f"◆ {cut(plate.middle, room - 4)}", STRONG)], room)[0]
    beyond = text(" " * (room - name.cell_length))
    between = joined(text(" " * side), text("↑", QUIET), name, beyond, text("↓", QUIET))
    return [*_pair(boxes[0], boxes[1], ONWARD), between, *_pair(boxes[3], boxes[2], BACKWARD)]


ONWARD, BACKWARD = " → ", " ← "
"""Stands halfway between two boxes of a cycle."""


def _pair(left: Lines, right: Lines, arrow: str) -> Lines:
    """Two boxes of one size beside each other, with an arrow between them."""
    middle = len(left) // 2
    gap = [text(arrow if row == middle else " " * len(arrow), QUIET) for row in range(len(left))]
    return [joined(*row) for row in zip(left, gap, right, strict=True)]


def _row_below(states: Sequence[PointState], width: int, framed: bool) -> Lines:
    """The points below beside one another, each with its state in words and its strongest result."""
    rows = -(-len(states) // min(max((width + 1) // LEAST_BELOW, 1), MOST_BELOW))
    across = -(-len(states) // rows)
    each = (width - across + 1) // across
    lines: Lines = []
    for start in range(0, len(states), across):
        row: Lines = []
        for index, state in enumerate(states[start : start + across]):
            drawn = box(state, each, LOW_BOX, short=True) if framed else low_box(state, each)
            row = beside(row, drawn, index * (each + 1))
        lines += row
    return lines
