"""The talk-picture as a PNG: boxes around a compass, or in four quadrants, and a row below; without colour as clear."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kompas_tui.domain.course.plate import BUSY, DONE, PointState
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.report import PlatePicture
from kompas_tui.export.pictures import (
    AMBER,
    FINE,
    GREEN,
    GREY,
    INK,
    MM,
    WIDTH,
    as_png,
    draw_centred,
    empty_picture,
    letters_of,
)
from kompas_tui.scenes.lettering import PAPER, Letters

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

COLOURS = {DONE: GREEN, BUSY: AMBER}
"""The colour of a state; grey where the group has not been."""

_GAP, PADDING, SIDE, RADIUS, _BADGE = 3.5, 2.8, 57.0, 19.5, 5.4

UNDER_TITLE = 0.9

EDGE = 0.25
"""So far from the edge of its room a frame is drawn: an office program that makes the picture smaller cuts the edge."""

ROOM_TO_WRITE = 5.0
"""So much is below the title of a small box that people write in."""

MOST_LINES = 3
"""A strongest result takes no more lines than this, a small box has one more; the table has all of it."""

Corner = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a box, so far to the right; the signed one, which says the state, has its sign before it."""

    text: str
    letters: Letters
    signed: bool = False
    left: float = 0


@dataclass(frozen=True, slots=True)
class _Box:
    """What stands in the box of a point, wrapped to its width: its title, over so many lines, and what is under it."""

    state: PointState
    titles: int
    lines: tuple[_Line, ...]

    @property
    def height(self) -> float:
        """What it needs, in pixels."""
        return sum(line.letters.leading for line in self.lines) + (2 * PADDING + UNDER_TITLE) * MM


def _box(state: PointState, width: float, *, small: bool = False, blank: bool = False) -> _Box:
    """The box of a point; a `blank` one says how far the group is no more, so that people can write in it."""
    room = width - 2 * PADDING * MM
    inset = (_BADGE + 1.6) * MM if state.point.key else 0
    title = title_letters(state, room - inset, small=small)
    plain, strong = letters_of(9.5), letters_of(9.5, COLOURS.get(state.state, GREY), bold=True)
    titles = [_Line(line, title, left=inset) for line in title.wrapped(state.point.title, room - inset, 2)]
    written = [_Line(line, plain) for line in ([] if small else plain.wrapped(state.point.question, room, 2))]
    if blank:
        return _Box(state, len(titles), (*titles, *written))
    written.append(_Line(state.state if small else state.in_words, strong, signed=True))
    if small and state.answers:
        written.append(_Line(count(state.answers, "antwoord", "antwoorden"), plain))
    label, figure = state.top.parts if state.top else ("", "")
    lines = plain.wrapped(label, room, MOST_LINES + small, figure)
    return _Box(state, len(titles), (*titles, *written, *(_Line(line.removeprefix("· "), plain) for line in lines)))


def title_letters(state: PointState, room: float, *, small: bool) -> Letters:
    """The letters of a title: as large as they come, or smaller where a word would be broken."""
    sizes = [points for points in (12, 10.5, 9.5, 8.5) if not small or points < 12]
    tried = [letters_of(points, COLOURS.get(state.state, INK), bold=True) for points in sizes]
    words = state.point.title.split()
    return next((one for one in tried if all(one.width(word) <= room for word in words)), tried[0])


def plate_png(picture: PlatePicture, *, blank: float = 0) -> tuple[bytes, float]:
    """The picture and its height in millimetres; the same picture gives the same bytes.

    A `blank` one is as many millimetres high, and has room to write where else the state of a point stands.
    """
    from PIL import ImageDraw

    quarters = picture.form == "kwadranten" and len(picture.points) == 4
    row = _Row(picture.below, blank=bool(blank))
    least = max(blank * MM - row.height - (_GAP * MM if picture.below else 0), 0)
    layout = (_Quarters if quarters else _Around)(picture, least)
    above = layout.height + (_GAP * MM if picture.below else 0)
    height = math.ceil((above + row.height) / FINE) * FINE
    drawn = empty_picture(height)
    draw = ImageDraw.Draw(drawn)
    layout.draw(draw)
    row.draw(draw, above)
    return as_png(drawn), height / MM


class _Around:
    """The first half of the points on the left from above down, the others on the right from below up."""

    def __init__(self, picture: PlatePicture, blank: float) -> None:
        half = (len(picture.points) + 1) // 2
        columns = (picture.points[:half], picture.points[half:][::-1])
        self._boxes = [[_box(state, SIDE * MM, blank=blank > 0) for state in column] for column in columns]
        self._letters = letters_of(12, bold=True)
        self._name = self._letters.balanced(picture.middle, (WIDTH - 2 * SIDE - 4) * MM, 3)
        self._foot = len(self._name) * self._letters.leading
        tallest = max((box.height for column in self._boxes for box in column), default=0.0)
        self.height = max(half * (tallest + _GAP * MM) - _GAP * MM, 2 * (RADIUS + 4) * MM + 2 * self._foot, blank)

    def draw(self, on: "ImageDraw") -> None:
        """Draw boxes, compass and name from the top."""
        x, y = WIDTH * MM / 2, self.height / 2
        _ring(on, x, y)
        for column, left in zip(self._boxes, (0.0, (WIDTH - SIDE) * MM), strict=True):
            each = (self.height + _GAP * MM) / max(len(column), 1)
            for index, box in enumerate(column):
                top = index * each
                corner = (left, top, left + SIDE * MM, top + each - _GAP * MM)
                _draw_box(on, box, corner)
                _point_at(on, (x, y), _direction(index, len(column), bool(left)), corner, box.state.state)
        draw_centred(on, self._letters, self._name, x, y + (RADIUS + 3) * MM)


def _around(x: float, y: float, radius: float) -> Corner:
    return (x - radius, y - radius, x + radius, y + radius)


def _ring(on: "ImageDraw", x: float, y: float) -> None:
    """Two circles with the marks of a compass between them."""
    for out, pen in ((RADIUS, 0.6), (RADIUS - 2.4, 0.2)):
        on.ellipse(_around(x, y, out * MM), outline=GREEN, width=round(pen * MM))
    for mark in range(48):
        turn, long = 2 * math.pi * mark / 48, mark % 4 == 0
        ends = ((RADIUS - (2.4 if long else 1.5)) * MM, (RADIUS - 0.6) * MM)
        points = [part for out in ends for part in (x + out * math.cos(turn), y + out * math.sin(turn))]
        on.line(points, GREEN, round((0.35 if long else 0.2) * MM))


def _direction(index: int, total: int, on_right: bool) -> float:
    """The angle of the petal to this box of a column, from the top."""
    slope = math.radians(75) * ((index + 0.5) / total * 2 - 1)
    return slope if on_right else math.pi - slope


def _point_at(on: "ImageDraw", middle: tuple[float, float], angle: float, corner: Corner, state: str) -> None:
    """A petal towards a box, and a line from the compass to it."""
    _petal(on, middle, angle, (RADIUS - 3.2) * MM, state)
    x, y = (start + turn * RADIUS * MM for start, turn in zip(middle, (math.cos(angle), math.sin(angle)), strict=True))
    inset = PADDING * MM
    nearest = min(max(y, corner[1] + inset), corner[3] - inset)
    on.line((x, y, corner[0] if corner[0] > x else corner[2], nearest), COLOURS.get(state, GREY), round(0.35 * MM))


def _petal(on: "ImageDraw", middle: tuple[float, float], angle: float, length: float, state: str) -> None:
    """A petal of the rose: full where the group is done, half where it is busy, open where it has not been."""

    def at(out: float, aside: float) -> tuple[float, float]:
        x, y = length * out, length * aside
        turned = (x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle))
        return middle[0] + turned[0], middle[1] + turned[1]

    foot, tip, left, right = at(0.06, 0), at(1, 0), at(0.34, -0.15), at(0.34, 0.15)
    colour = COLOURS.get(state, GREY)
    on.polygon((foot, left, tip, right), fill=colour if state == DONE else PAPER)
    if state == BUSY:
        on.polygon((foot, left, tip), fill=colour)
    on.line((foot, left, tip, right, foot), colour, round(0.35 * MM), joint="curve")
    on.line((foot, tip), PAPER if state == DONE else colour, round(0.2 * MM))


class _Quarters:
    """Four boxes as a cycle, clockwise from the top left, with the middle's name between them."""

    def __init__(self, picture: PlatePicture, blank: float) -> None:
        self._width = (WIDTH - _GAP) / 2 * MM
        self._boxes = [_box(state, self._width, blank=blank > 0) for state in picture.points]
        self._letters = letters_of(12, bold=True)
        self._name = self._letters.balanced(picture.middle, WIDTH * 0.7 * MM, 2)
        self._band = len(self._name) * self._letters.leading + 5 * MM
        self._each = max(*(box.height for box in self._boxes), (blank - self._band) / 2)
        self.height = 2 * self._each + self._band

    def draw(self, on: "ImageDraw") -> None:
        """Draw boxes and name from the top."""
        for box, (right, below) in zip(self._boxes, ((0, 0), (1, 0), (1, 1), (0, 1)), strict=True):
            left = right * (self._width + _GAP * MM)
            top = below * (self._each + self._band)
            _draw_box(on, box, (left, top, left + self._width, top + self._each))
        draw_centred(on, self._letters, self._name, WIDTH * MM / 2, self._each + 2 * MM)
        y = self._each + self._band / 2
        _arrow_head(on, WIDTH * 0.75 * MM, y, down=True)
        _arrow_head(on, WIDTH * 0.25 * MM, y, down=False)


def _arrow_head(on: "ImageDraw", x: float, y: float, *, down: bool) -> None:
    """A small triangle that says which way the cycle goes on."""
    wide, tip = 1.6 * MM, (1.3 if down else -1.3) * MM
    on.polygon((x - wide, y - tip, x + wide, y - tip, x, y + tip), fill=GREEN)


class _Row:
    """The points below, at most four beside one another."""

    def __init__(self, states: Sequence[PointState], *, blank: bool) -> None:
        rows = math.ceil(len(states) / 4)
        self._across = math.ceil(len(states) / rows) if rows else 1
        self._width = (WIDTH - _GAP * (self._across - 1)) / self._across * MM
        self._boxes = [_box(state, self._width, small=True, blank=blank) for state in states]
        self._each = max((box.height for box in self._boxes), default=0.0) + (ROOM_TO_WRITE * MM if blank else 0)
        self.height = rows * self._each + max(rows - 1, 0) * _GAP * MM

    def draw(self, on: "ImageDraw", top: float) -> None:
        """Draw the boxes below this height."""
        for index, box in enumerate(self._boxes):
            left = index % self._across * (self._width + _GAP * MM)
            upper = top + index // self._across * (self._each + _GAP * MM)
            _draw_box(on, box, (left, upper, left + self._width, upper + self._each))


def _draw_box(on: "ImageDraw", box: _Box, corner: Corner) -> None:
    """A frame, thicker the further the group is, with the key and the lines from the top."""
    state = box.state.state
    pen = {DONE: 0.7, BUSY: 0.5}.get(state, 0.3)
    colour = COLOURS.get(state, GREY)
    edge = EDGE * MM
    frame = (corner[0] + edge, corner[1] + edge, corner[2] - edge, corner[3] - edge)
    on.rounded_rectangle(frame, 1.6 * MM, PAPER, colour, round(pen * MM))
    left, y = corner[0] + PADDING * MM, corner[1] + PADDING * MM
    _badge(on, box.state.point.key, left, y + box.lines[0].letters.leading / 2, state)
    for index, line in enumerate(box.lines):
        size = line.letters.size
        y += UNDER_TITLE * MM if index == box.titles else 0
        if line.signed:
            _sign(on, left, y + size * 0.25, size * 0.8, state)
        line.letters.draw(on, left + line.left + (size * 1.2 if line.signed else 0), y, line.text)
        y += line.letters.leading


def _badge(on: "ImageDraw", key: str, left: float, middle: float, state: str) -> None:
    """The number of a point, as on the beamer; open where the group has not been."""
    if not key:
        return
    height, colour = 5.2 * MM, COLOURS.get(state, GREY)
    corner = (left, middle - height / 2, left + _BADGE * MM, middle + height / 2)
    filled = state in COLOURS
    on.rounded_rectangle(corner, 0.8 * MM, colour if filled else PAPER, colour, round(0.3 * MM))
    letters = letters_of(10.5, PAPER if filled else GREY, bold=True)
    draw_centred(on, letters, [key], left + _BADGE * MM / 2, middle - letters.size * 0.66)


def _sign(on: "ImageDraw", left: float, top: float, size: float, state: str) -> None:
    """A circle: full where done, half where busy, open where not yet."""
    corner, colour = (left, top, left + size, top + size), COLOURS.get(state, GREY)
    on.ellipse(corner, colour if state == DONE else PAPER, colour, round(0.35 * MM))
    if state == BUSY:
        on.pieslice(corner, 90, 270, colour)
