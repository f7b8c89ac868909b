"""A picture with its pins for the report: a dot for each pin, and a count where they stand together."""

import io
from typing import TYPE_CHECKING

from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.report import PinsPicture
from kompas_tui.domain.result.shapes import Cluster, PinMap
from kompas_tui.domain.result.spots import FULL, SQUARE_LETTERS, SQUARE_ROWS, PinPlace
from kompas_tui.export.pictures import AMBER, GREEN, INK, WIDTH
from kompas_tui.scenes import whole_picture
from kompas_tui.scenes.lettering import PAPER, Letters

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

_ACROSS = 1600
"""The width in pixels of a picture that is as wide as the line."""

_HIGHEST = 210
"""In millimetres, the most that it takes of a page."""

_DOT, _LEAST_BADGE, _MOST_BADGE, _EDGE = 9, 24, 46, 30
"""The radius of a pin, of the smallest and the largest count, and of the letter of a square, in pixels."""

_SHADES = 256


def pins_png(block: PinsPicture, kept: bytes | None, colour: str = GREEN) -> tuple[bytes, float, float] | None:
    """The picture with its width and height in millimetres; None where the picture is gone."""
    from PIL import Image, ImageDraw

    whole = whole_picture(block.pins.picture, kept, _ACROSS)
    if whole is None:
        return None
    wide = min(WIDTH, _HIGHEST * whole.width / whole.height)
    across = round(_ACROSS * wide / WIDTH)  # so that signs are as large on paper on a tall picture
    drawn = _paler(whole.resize((across, round(across * whole.height / whole.width))))
    draw = ImageDraw.Draw(drawn)
    _squares(draw, drawn.size)
    for pin in block.pins.places:
        _dot(draw, _at(pin, drawn.size))
    for cluster in reversed(block.pins.ranked):
        _badge(draw, cluster, block.pins, _at(cluster.middle, drawn.size), colour)
    stream = io.BytesIO()
    drawn.quantize(_SHADES, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(stream, "PNG")
    return stream.getvalue(), wide, wide * drawn.height / drawn.width


def _paler(whole: "Image") -> "Image":
    """The picture in softer colours, so that pins stand out."""
    from PIL import Image

    return Image.blend(whole, Image.new("RGB", whole.size, PAPER), 0.3)


def _at(pin: PinPlace, size: tuple[int, int]) -> tuple[float, float]:
    return pin[0] / FULL * size[0], pin[1] / FULL * size[1]


def _squares(on: "ImageDraw", size: tuple[int, int]) -> None:
    """The letters and figures of the squares along the edges."""
    letters = Letters(30, INK, bold=True)
    for number, letter in enumerate(SQUARE_LETTERS):
        _boxed(on, letters, letter, ((number + 0.5) * size[0] / len(SQUARE_LETTERS), _EDGE))
    for number in range(SQUARE_ROWS):
        _boxed(on, letters, str(number + 1), (_EDGE, (number + 0.5) * size[1] / SQUARE_ROWS))


def _boxed(on: "ImageDraw", letters: Letters, label: str, at: tuple[float, float]) -> None:
    half = _EDGE * 0.7
    on.rectangle((at[0] - half, at[1] - half, at[0] + half, at[1] + half), PAPER, INK, 2)
    letters.draw(on, at[0] - letters.width(label) / 2, at[1] - letters.size * 0.66, label)


def _dot(on: "ImageDraw", at: tuple[float, float]) -> None:
    on.ellipse((at[0] - _DOT, at[1] - _DOT, at[0] + _DOT, at[1] + _DOT), INK, PAPER, 3)


def _badge(on: "ImageDraw", cluster: Cluster, pins: PinMap, at: tuple[float, float], plain: str) -> None:
    """A count on a disc, which is larger where there are more; the most has a colour of its own."""
    most = pins.ranked[0].pins
    radius = _LEAST_BADGE + (_MOST_BADGE - _LEAST_BADGE) * cluster.pins / most
    colour = AMBER if cluster.pins == most else plain
    on.ellipse((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), colour, PAPER, 4)
    letters = Letters(round(radius * 1.05), PAPER, bold=True)
    label = dotted(cluster.pins)
    letters.draw(on, at[0] - letters.width(label) / 2, at[1] - letters.size * 0.66, label)
