"""A brush for scenes: flat shapes on a sheet of 1600 by 900, at any size, with smooth edges."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SHEET_WIDTH, SHEET_HEIGHT = 1600, 900
"""The sheet on which every place of a scene is given."""

SMOOTH = 3
"""The scene is drawn so many times as large and then made smaller, which smooths its edges."""

SheetPoint = tuple[float, float]

_STEPS = 24
"""A curve is drawn in so many straight pieces."""


class Brush:
    """Draws on a sheet of so many pixels wide; places and sizes are those of the sheet of 1600 by 900."""

    def __init__(self, width: int, ground: str) -> None:
        from PIL import Image, ImageDraw

        self._size = (width, round(width * SHEET_HEIGHT / SHEET_WIDTH))
        self._scale = width * SMOOTH / SHEET_WIDTH
        self._sheet = Image.new("RGB", (self._size[0] * SMOOTH, self._size[1] * SMOOTH), ground)
        self._draw = ImageDraw.Draw(self._sheet)

    def picture(self) -> "Image":
        """What was drawn, at its size."""
        return self._sheet.reduce(SMOOTH)

    def shape(self, points: Sequence[SheetPoint], colour: str) -> None:
        """A filled shape with straight edges."""
        self._draw.polygon([(x * self._scale, y * self._scale) for x, y in points], fill=colour)

    def block(self, left: float, top: float, right: float, bottom: float, colour: str, *, round_by: float = 0) -> None:
        """A filled rectangle, with round corners where wanted."""
        corner = (left * self._scale, top * self._scale, right * self._scale - 1, bottom * self._scale - 1)
        self._draw.rounded_rectangle(corner, round_by * self._scale, fill=colour)

    def oval(self, x: float, y: float, across: float, down: float, colour: str) -> None:
        """A filled oval around its middle, `across` and `down` from there to its edge."""
        corner = (x - across, y - down, x + across, y + down)
        self._draw.ellipse([part * self._scale for part in corner], fill=colour)

    def ring(self, x: float, y: float, radius: float, thick: float, colour: str) -> None:
        """A circle of which only the edge is drawn."""
        corner = [part * self._scale for part in (x - radius, y - radius, x + radius, y + radius)]
        self._draw.ellipse(corner, outline=colour, width=round(thick * self._scale))

    def stroke(self, points: Sequence[SheetPoint], thick: float, colour: str) -> None:
        """A line along points with round ends."""
        scaled = [(x * self._scale, y * self._scale) for x, y in points]
        wide = max(round(thick * self._scale), 1)
        self._draw.line(scaled, colour, wide, joint="curve")
        for x, y in (scaled[0], scaled[-1]):
            self._draw.ellipse((x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2), fill=colour)


def curve(start: SheetPoint, bend: SheetPoint, other: SheetPoint, end: SheetPoint) -> list[SheetPoint]:
    """Points along a cubic Bézier curve."""

    def at(share: float) -> SheetPoint:
        weights = ((1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3)
        corners = (start, bend, other, end)
        x, y = (sum(w * corner[axis] for w, corner in zip(weights, corners, strict=True)) for axis in (0, 1))
        return x, y

    return [at(step / _STEPS) for step in range(_STEPS + 1)]


def ribbon(middle: Sequence[SheetPoint], widths: tuple[float, float]) -> list[SheetPoint]:
    """A band along a line, from one width to another: a road or a river that comes nearer."""
    left: list[SheetPoint] = []
    right: list[SheetPoint] = []
    for index, (x, y) in enumerate(middle):
        before, after = middle[max(index - 1, 0)], middle[min(index + 1, len(middle) - 1)]
        angle = math.atan2(after[1] - before[1], after[0] - before[0]) + math.pi / 2
        half = (widths[0] + (widths[1] - widths[0]) * index / (len(middle) - 1)) / 2
        left.append((x + half * math.cos(angle), y + half * math.sin(angle)))
        right.append((x - half * math.cos(angle), y - half * math.sin(angle)))
    return [*left, *reversed(right)]
