"""What every picture of the report shares: its size, its few colours, its letters, and how it becomes a PNG."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kompas_tui.scenes.lettering import PAPER, Letters

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

GREEN, AMBER, INK, GREY = "#006338", "#7A4300", "#1A1A1A", "#595959"

WIDTH = 161.5
"""The width in millimetres, a little less than the line in the report, so that no frame is cut."""

# Sharp on paper, and small enough that a report with ten drawings can be mailed.
DOTS_PER_INCH = 250

FINE = 2
"""A picture is drawn so many times as large and then made smaller, which smooths its lines."""

MM = DOTS_PER_INCH * FINE / 25.4
_POINT = DOTS_PER_INCH * FINE / 72


def letters_of(points: float, colour: str = INK, *, bold: bool = False) -> Letters:
    """Letters of so many points."""
    return Letters(round(points * _POINT), colour, bold)


def draw_centred(on: "ImageDraw", letters: Letters, lines: Sequence[str], x: float, top: float) -> None:
    """Draw lines below one another, each with its middle here."""
    for index, line in enumerate(lines):
        letters.draw(on, x - letters.width(line) / 2, top + index * letters.leading, line)


def empty_picture(height: float) -> "Image":
    """Paper as wide as a picture is, and so many pixels high."""
    from PIL import Image

    return Image.new("RGB", (round(WIDTH * MM / FINE) * FINE, round(height)), PAPER)


def as_png(drawn: "Image", colour: str = GREEN) -> bytes:
    """The picture made smaller, in few colours; the same picture gives the same bytes."""
    from PIL import Image

    stream = io.BytesIO()
    small = drawn.reduce(FINE).quantize(palette=_shades(colour), dither=Image.Dither.NONE)
    small.save(stream, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return stream.getvalue()


def _shades(colour: str) -> "Image":
    """A picture with the few colours that are used, from paper to full: it makes the file small, and fast to write."""
    from PIL import Image, ImageColor

    steps = [step / 20 for step in range(21)]
    full = [ImageColor.getrgb(one)[:3] for one in (colour, AMBER, INK, GREY)]
    made = Image.new("P", (1, 1))
    made.putpalette([round(255 + (part - 255) * step) for one in full for step in steps for part in one])
    return made
