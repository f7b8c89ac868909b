"""The praatplaat as lines: points in boxes around a compass that fills as the session goes on."""

import math
from collections.abc import Sequence

from textual.content import Content

from kompas_tui.domain.plate import BUSY, DONE, Plate, PointState
from kompas_tui.tui.drawing.dots import Dots
from kompas_tui.tui.drawing.lines import (
    BADGE,
    BLANK,
    NOW,
    STRONG,
    TITLE,
    Lines,
    beside,
    centred,
    cut,
    fitted,
    joined,
    text,
    wrapped,
)

SIGNS = {BUSY: "◐", DONE: "●"}
LEAST_BOX = 24
LOW_BOX = 5
"""The least rows of a box: its frame, title, state and result."""


def plate_lines(plate: Plate, states: Sequence[PointState], width: int, height: int) -> Lines:
    """The whole plate; with `kwadranten` four boxes fill the picture, else boxes stand left and right of a compass."""
    around, below = states[: len(plate.points)], states[len(plate.points) :]
    foot = _row_below(below, width) if below else []
    room = height - len(foot) - (1 if foot and height > 24 else 0)
    quarters = plate.form == "kwadranten" and len(around) == 4
    picture = _quarters(plate, around, width, room) if quarters else _around(plate, around, width, room)
    return [*picture, *[BLANK] * (height - len(picture) - len(foot)), *foot]


def _style(state: PointState) -> str:
    return NOW if state.state == BUSY else TITLE if state.state == DONE else "$line"


def _box(state: PointState, width: int, height: int) -> Lines:
    """A point: its key and title, its question, its state in words, and its strongest result."""
    frame, inner = _style(state), width - 4
    corner = "┏┓┗┛━┃" if state.state == BUSY else "╭╮╰╯─│"
    mark = text(f" {state.point.key} ", "bold $background on $warning" if state.state == BUSY else BADGE)
    title = joined(mark, text(f" {cut(state.point.title, inner - 4)}", TITLE if state.state != BUSY else NOW))
    sign = SIGNS.get(state.state, "○")
    words = f"{sign} {state.said}"
    if text(words).cell_length > inner:
        words = f"{sign} {state.state} · {state.answers}×"
    said = text(cut(words, inner), NOW if state.state == BUSY else STRONG)
    room = height - 2
    top = _within(state.top, inner, max(room - 3, 1), "italic")
    question = _within(state.point.question, inner, max(room - 2 - len(top), 0), "")
    lines = [title, *question, said, *top][:room]
    rows = [*lines, *[BLANK] * (room - len(lines))]
    side = text(corner[5], frame)
    middle = [joined(side, text(" "), row, text(" " * (inner - row.cell_length + 1)), side) for row in rows]
    return [
        text(f"{corner[0]}{corner[4] * (width - 2)}{corner[1]}", frame),
        *middle,
        text(f"{corner[2]}{corner[4] * (width - 2)}{corner[3]}", frame),
    ]


def _within(said: str, width: int, rows: int, style: str) -> Lines:
    """The text over at most so many rows; what is left out shows as …"""
    if not said or rows < 1:
        return []
    lines = wrapped(said, width, style)
    if len(lines) <= rows:
        return lines
    return [*lines[: rows - 1], text(f"{cut(lines[rows - 1].plain, width - 1).removesuffix('…')}…", style)]


def _column(states: Sequence[PointState], width: int, height: int) -> Lines:
    """Boxes below one another that fill the height."""
    each, rest = divmod(height, max(len(states), 1))
    gap = 1 if each > LOW_BOX + 2 else 0
    lines: Lines = []
    for place, state in enumerate(states):
        box = _box(state, width, each - gap + (rest if place == len(states) - 1 else 0))
        lines += [*box, *[BLANK] * gap]
    return lines


def _around(plate: Plate, states: Sequence[PointState], width: int, height: int) -> Lines:
    """The first half of the points on the left from above down, the others on the right from below up."""
    half = (len(states) + 1) // 2
    side = max(LEAST_BOX, (width - 4) * 34 // 100)
    middle = width - 2 * side - 2
    left, right = _column(states[:half], side, height), _column(states[half:][::-1], side, height)
    centre = _compass(plate, states, middle, height)
    return beside(beside(left, centre, side + 1), right, side + middle + 2)


def _compass(plate: Plate, states: Sequence[PointState], width: int, height: int) -> Lines:
    """A compass rose with a petal to each point, filled where the group is done; the middle's name below it."""
    name = wrapped(plate.middle, width - 2, STRONG)
    rows = min(height - len(name) - 2, width // 2)
    if rows < 5:
        return [*[BLANK] * (height // 2 - len(name)), *centred(name, width)]
    canvas = Dots(width, rows)
    x, y = canvas.width / 2 - 0.5, canvas.height / 2 - 0.5
    radius = min(x, y) - 0.5
    canvas.arc(x, y, radius)
    canvas.arc(x, y, radius - 2)
    half = (len(states) + 1) // 2
    for place, state in enumerate(states):
        canvas.petal(x, y, _direction(place, half, len(states)), radius - 4, radius * 0.13, state.state == DONE)
    rose = canvas.lines("$primary")
    above = max((height - rows - len(name) - 1) // 2, 0)
    return [*[BLANK] * above, *rose, BLANK, *centred(name, width)]


def _direction(place: int, half: int, total: int) -> float:
    """The angle to a point's box: the left ones from above down, the right ones from below up."""
    on_left = place < half
    count = half if on_left else total - half
    row = place if on_left else total - 1 - place
    height = (row + 0.5) / count * 2 - 1 if count > 1 else 0.0
    spread = math.radians(58) * height
    return math.pi - spread if on_left else spread


def _quarters(plate: Plate, states: Sequence[PointState], width: int, height: int) -> Lines:
    """Four boxes as quadrants, in reading order, with the middle's name on the line between."""
    each = (width - 2) // 2
    high = (height - 1) // 2
    boxes = [_box(state, each, high) for state in states]
    name = centred([text(f"◆ {cut(plate.middle, width - 4)}", STRONG)], width)
    return [
        *beside(boxes[0], boxes[1], each + 2),
        *name,
        *beside(boxes[2], boxes[3], each + 2),
    ]


def _row_below(states: Sequence[PointState], width: int) -> Lines:
    """The points below as a row of low boxes, each with its sign; without frames where it is narrow."""
    labels = [f"{state.point.key} {state.point.title} {SIGNS.get(state.state, '○')}" for state in states]
    styles = [NOW if state.state == BUSY else STRONG for state in states]
    spare = width - sum(text(label).cell_length + 4 for label in labels) - (len(labels) - 1)
    if spare < 0:
        each = (width - 2 * (len(labels) - 1)) // len(labels)
        if sum(text(label).cell_length for label in labels) + 2 * (len(labels) - 1) > width:
            labels = [cut(label, each) for label in labels]
        return [BLANK, Content("  ").join([text(label, style) for label, style in zip(labels, styles, strict=True)])]
    rows: list[list[Content]] = [[], [], []]
    for state, label, style in zip(states, labels, styles, strict=True):
        inner = text(label).cell_length + 2 + spare // len(labels)
        frame = _style(state)
        rows[0].append(text(f"╭{'─' * inner}╮", frame))
        rows[1].append(joined(text("│", frame), text(fitted(f" {label}", inner), style), text("│", frame)))
        rows[2].append(text(f"╰{'─' * inner}╯", frame))
    return [Content(" ").join(row) for row in rows]
