"""The drawn praatplaat for the report: the scene as far as it is coloured in, with a sign at each point."""

import io
from typing import TYPE_CHECKING

from kompas_tui.domain.course.plate import PointState
from kompas_tui.domain.deck.plates import SignPlace, sign_corner
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
    for state in states:
        if state.point.at is not None:
            _sign(draw, state, state.point.at, size)
    stream = io.BytesIO()
    drawn.quantize(_SHADES, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        stream, "PNG", dpi=(_ACROSS / WIDTH * 25.4,) * 2
    )
    return stream.getvalue(), WIDTH / scene.ratio


def _result(letters: Letters, state: PointState, room: float) -> list[str]:
    """The strongest result on one line, with its figure whole."""
    if state.top is None:
        return []
    label, figure = state.top.parts
    return letters.wrapped(label, room, 1, figure)


def _sign(on: "ImageDraw", state: PointState, at: SignPlace, size: tuple[int, int]) -> None:
    """A board with key, title, state and strongest result."""
    ink = COLOURS.get(state.state, GREY)
    title, line = Letters(_TITLE, COLOURS.get(state.state, INK), bold=True), Letters(_LINE, INK)
    key = title.width(state.point.key) + 2 * _PAD
    room = size[0] * _ROOM - 3 * _PAD - key
    head = title.wrapped(state.point.title, room, 1)[0]
    lines = [state.state, *_result(line, state, room + key)]
    wide = max(key + _PAD + title.width(head), *(line.width(one) for one in lines)) + 2 * _PAD
    high = title.leading + len(lines) * line.leading + 2 * _PAD
    left, top = sign_corner(at, size, (wide + 1, high + 1))
    on.rectangle((left, top, left + wide, top + high), PAPER, ink, 3)
    on.rectangle((left, top, left + key, top + title.leading + _PAD), ink)
    Letters(_TITLE, PAPER, bold=True).draw(on, left + _PAD, top + _PAD / 2, state.point.key)
    title.draw(on, left + key + _PAD, top + _PAD / 2, head)
    for index, one in enumerate(lines):
        Letters(_LINE, ink if not index else INK, bold=not index).draw(
            on, left + _PAD, top + _PAD + title.leading + index * line.leading, one
        )
