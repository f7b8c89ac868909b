"""A scene in two layers, in pencil and in colour, and the picture between them as far as the group is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kompas_tui.domain.deck.plates import Area

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class Pencil:
    """What a drawing is made with: its ground, its ink, and how strong tints and lines are at most (0 to 1)."""

    ground: tuple[int, int, int]
    ink: tuple[int, int, int]
    tints: float
    lines: float


PENCIL = Pencil((251, 250, 245), (52, 58, 56), 0.30, 0.62)
CHALK = Pencil((24, 40, 34), (236, 238, 230), 0.22, 0.75)

_DIMMED = 0.8
"""In the dark a scene gives so much of its light."""

SOFT = 0.012
"""The width of the soft edge of a spot that is coloured in, in shares of the picture's width."""


@dataclass(frozen=True, slots=True)
class Layers:
    """The same picture twice, at one size: as it is coloured, and as a drawing in pencil."""

    colour: "Image"
    pencil: "Image"

    def resized(self, width: int, height: int) -> "Layers":
        """Both at another size, in pixels."""
        from PIL import Image

        size = (width, height)
        if size == self.colour.size:
            return self
        return Layers(*(layer.resize(size, Image.Resampling.BOX) for layer in (self.colour, self.pencil)))

    def coloured(self, areas: Mapping[Area, float], whole: float) -> "Image":
        """The drawing with these areas coloured in, each so far (0 to 1), and all the rest as far as `whole`."""
        from PIL import Image, ImageChops, ImageDraw, ImageFilter

        width, height = self.colour.size
        mask = Image.new("L", self.colour.size, round(255 * whole))
        for (left, top, wide, high), share in areas.items():
            spot = Image.new("L", self.colour.size, 0)
            corner = (left * width, top * height, (left + wide) * width - 1, (top + high) * height - 1)
            ImageDraw.Draw(spot).rounded_rectangle(corner, width * SOFT * 2, fill=round(255 * max(share, whole)))
            mask = ImageChops.lighter(mask, spot.filter(ImageFilter.GaussianBlur(width * SOFT)))
        return Image.composite(self.colour, self.pencil, mask)


def dimmed(colour: "Image") -> "Image":
    """A picture for a dark room."""
    return colour.point([round(tone * _DIMMED) for tone in range(256)] * 3)


def pencil_of(colour: "Image", pencil: Pencil) -> "Image":
    """A picture as a drawing: lines where its colours change, and tints of what is dark between them."""
    from PIL import Image, ImageChops, ImageFilter, ImageOps

    grey = ImageOps.autocontrast(ImageOps.grayscale(colour), cutoff=1)
    edges = Image.new("L", colour.size, 0)
    for band in colour.split():
        spread = ImageChops.difference(band.filter(ImageFilter.MaxFilter(3)), band.filter(ImageFilter.MinFilter(3)))
        edges = ImageChops.lighter(edges, spread)
    tints = grey.point([round((255 - tone) * pencil.tints) for tone in range(256)])
    strongest = round(255 * pencil.lines)
    lines = edges.point([min(round(tone * pencil.lines * 1.5), strongest) for tone in range(256)])
    ink, ground = (Image.new("RGB", colour.size, tone) for tone in (pencil.ink, pencil.ground))
    return Image.composite(ink, ground, ImageChops.lighter(tints, lines))
