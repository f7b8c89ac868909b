"""The drawn praatplaat for the report: the scene as far as it is coloured in, with a sign at each point."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from kompas_tui.domain.course.plate import PointState
from kompas_tui.domain.deck.plates import sign_corner
from kompas_tui.domain.report import PlatePicture
from kompas_tui.export.pictures import GREY, INK, WIDTH
from kompas_tui.export.plate_drawing import COLOURS
from kompas_tui.scenes import colouring, scene_layers, scene_of
from kompas_tui.scenes.lettering import PAPER, Letters

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

_ACROSS = 1600
"""The width of the picture in pixels."""

_TITLE, _LINE = 30, 26
"""The sizes of letters in pixels: on paper 8.6 and 7.4 points."""

_PAD, _ROOM = 8, 0.22
"""Around what stands on a sign, in pixels, and how wide a sign is at most, in widths of the picture."""

_SHADES = 256
"""As many colours as the smallest kind of PNG has."""


def scene_png(picture: PlatePicture) -> tuple[bytes, float]:
    """The picture and its height in millimetres; the same picture gives the same bytes."""
    from PIL import Image, ImageDraw

    assert picture.plate is not None, "a plate without a scene is drawn plainly"
    scene = scene_of(picture.plate, lambda digest: picture.picture)
    assert scene is not None, "a scene of the deck's own comes with its picture"
    states = (*picture.points, *picture.below)
    size = _ACROSS, round(_ACROSS / scene.ratio)
    drawn = scene_layers(scene, *size).coloured(*colouring(states))
    draw = ImageDraw.Draw(drawn)
    for made in scene_signs([state for state in states if state.point.at is not None], size):
        made.draw(draw)
    stream = io.BytesIO()
    drawn.quantize(_SHADES, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        stream, "PNG", dpi=(_ACROSS / WIDTH * 25.4,) * 2
    )
    return stream.getvalue(), WIDTH / scene.ratio


_LEAST_ROOM = 0.12
"""Narrower than this no sign is made, whatever lies under it."""


def _result(letters: Letters, state: PointState, room: float) -> list[str]:
    """The strongest result on one line, with its figure whole."""
    if state.top is None:
        return []
    label, figure = state.top.parts
    return letters.wrapped(label, room, 1, figure)


def scene_signs(states: Sequence[PointState], size: tuple[int, int]) -> Sequence["SceneSign"]:
    """The signs at their places; those that would lie over one another are narrower, as long as that helps."""
    rooms = [_ROOM] * len(states)
    while True:
        made = [SceneSign.of(state, size, room) for state, room in zip(states, rooms, strict=True)]
        met = {one for pair in combinations(range(len(made)), 2) if made[pair[0]].meets(made[pair[1]]) for one in pair}
        if not met or min(rooms) <= _LEAST_ROOM:
            return made
        rooms = [room * 0.95 if index in met else room for index, room in enumerate(rooms)]


@dataclass(frozen=True, slots=True)
class SceneSign:
    """A board with key, title, state and strongest result, in pixels."""

    state: PointState
    head: str
    lines: tuple[str, ...]
    key: float
    corner: tuple[float, float, float, float]

    @classmethod
    def of(cls, state: PointState, size: tuple[int, int], room: float) -> "SceneSign":
        """The sign of a point that has a place, at most this share of the picture wide."""
        assert state.point.at is not None, "it stands somewhere"
        title, line = Letters(_TITLE, INK, bold=True), Letters(_LINE, INK)
        key = title.width(state.point.key) + 2 * _PAD
        inside = size[0] * room - 3 * _PAD - key
        head = title.wrapped(state.point.title, inside, 1)[0]
        lines = (state.state, *_result(line, state, inside + key))
        wide = max(key + _PAD + title.width(head), *(line.width(one) for one in lines)) + 2 * _PAD
        high = title.leading + len(lines) * line.leading + 2 * _PAD
        left, top = sign_corner(state.point.at, size, (wide + 1, high + 1))
        return cls(state, head, lines, key, (left, top, left + wide, top + high))

    def meets(self, other: "SceneSign") -> bool:
        """Whether one lies over the other."""
        (left, top, right, foot), (left_too, top_too, right_too, foot_too) = self.corner, other.corner
        return left < right_too and left_too < right and top < foot_too and top_too < foot

    def draw(self, on: "ImageDraw") -> None:
        """Draw it on the scene."""
        ink = COLOURS.get(self.state.state, GREY)
        title = Letters(_TITLE, COLOURS.get(self.state.state, INK), bold=True)
        left, top = self.corner[:2]
        on.rectangle(self.corner, PAPER, ink, 3)
        on.rectangle((left, top, left + self.key, top + title.leading + _PAD), ink)
        Letters(_TITLE, PAPER, bold=True).draw(on, left + _PAD, top + _PAD / 2, self.state.point.key)
        title.draw(on, left + self.key + _PAD, top + _PAD / 2, self.head)
        for index, one in enumerate(self.lines):
            Letters(_LINE, ink if not index else INK, bold=not index).draw(
                on, left + _PAD, top + _PAD + title.leading + index * Letters(_LINE, ink).leading, one
            )
