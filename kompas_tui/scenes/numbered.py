"""A scene for a small screen: as far as it is coloured in, with the number of each point where its sign stands."""

import json
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kompas_tui.domain.course.plate import BUSY, DONE, PointState
from kompas_tui.domain.deck.plates import Area, SignPlace, sign_corner
from kompas_tui.scenes.lettering import PAPER, Letters
from kompas_tui.scenes.photo import PHONE_WIDTH, small_jpeg
from kompas_tui.scenes.scene import PlateScene
from kompas_tui.scenes.showing import colouring, scene_layers

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

_BADGE, _LETTERS = 46, 32
_GROUNDS = {DONE: "#005a36", BUSY: "#7a3e00"}
_NOT_YET_GROUND = "#45504b"

Numbered = tuple[str, SignPlace, str]
"""Of a point: its key, where its sign stands, and its state."""


def numbered_points(states: Sequence[PointState]) -> tuple[Numbered, ...]:
    """What of the states shows on the picture."""
    return tuple((one.point.key, one.point.at, one.state) for one in states if one.point.at is not None)


def numbered_size(scene: PlateScene) -> tuple[int, int]:
    """The width and the height in pixels."""
    return PHONE_WIDTH, round(PHONE_WIDTH / scene.ratio)


def picture_mark(scene: PlateScene, states: Sequence[PointState]) -> str:
    """Eight figures that differ where the picture does."""
    areas, rest = colouring(states)
    described = json.dumps([scene.name, numbered_points(states), sorted(areas.items()), rest])
    return f"{zlib.crc32(described.encode()):08x}"


def numbered_picture(scene: PlateScene, states: Sequence[PointState]) -> bytes:
    """A JPEG; takes some tenths of a second the first time, and none while nothing changed."""
    areas, rest = colouring(states)
    return _drawn(scene, numbered_points(states), tuple(areas.items()), rest)


@lru_cache(maxsize=4)
def _drawn(scene: PlateScene, points: Sequence[Numbered], areas: Sequence[tuple[Area, float]], rest: float) -> bytes:
    from PIL import ImageDraw

    drawn = scene_layers(scene, *numbered_size(scene)).coloured(dict(areas), rest)
    draw = ImageDraw.Draw(drawn)
    for key, at, state in points:
        _badge(draw, drawn.size, key, at, _GROUNDS.get(state, _NOT_YET_GROUND))
    return small_jpeg(drawn)


def _badge(on: "ImageDraw", size: tuple[int, int], key: str, at: SignPlace, ground: str) -> None:
    left, top = sign_corner(at, size, (_BADGE + 2, _BADGE + 2))
    on.rounded_rectangle((left, top, left + _BADGE, top + _BADGE), 8, ground, PAPER, 3)
    letters = Letters(_LETTERS, PAPER, bold=True)
    letters.draw(on, left + (_BADGE - letters.width(key)) / 2, top + (_BADGE - _LETTERS * 1.25) / 2, key)
