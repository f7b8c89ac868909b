"""A canvas of braille dots, two across and four down in each cell: for the compass and the fan."""

import math

from kompas_tui.tui.drawing.lines import Lines, text

# The bit of each dot in a braille cell, by column and row (Unicode 2800).
_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))


class Dots:
    """A canvas of so many cells; places are in dots from the top left."""

    def __init__(self, columns: int, rows: int) -> None:
        self.width, self.height = columns * 2, rows * 4
        self._cells = [[0] * columns for _ in range(rows)]

    def put(self, x: float, y: float) -> None:
        """Set a dot; outside the canvas nothing happens."""
        column, row = round(x), round(y)
        if 0 <= column < self.width and 0 <= row < self.height:
            self._cells[row // 4][column // 2] |= _BITS[column % 2][row % 4]

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """A straight line."""
        steps = max(round(max(abs(to_x - x), abs(to_y - y))), 1)
        for step in range(steps + 1):
            self.put(x + (to_x - x) * step / steps, y + (to_y - y) * step / steps)

    def arc(self, x: float, y: float, radius: float, start: float = 0.0, end: float = math.tau) -> None:
        """Part of a circle; angles in radians, 0 to the right and growing downward."""
        steps = max(round(radius * abs(end - start) * 1.5), 8)
        for step in range(steps + 1):
            angle = start + (end - start) * step / steps
            self.put(x + radius * math.cos(angle), y + radius * math.sin(angle))

    def petal(self, x: float, y: float, angle: float, length: float, breadth: float, filled: bool) -> None:
        """A point of a compass rose: a long thin diamond from the middle outward."""
        tip = (x + length * math.cos(angle), y + length * math.sin(angle))
        waist = (x + length * 0.28 * math.cos(angle), y + length * 0.28 * math.sin(angle))
        aside = (breadth * math.cos(angle + math.pi / 2), breadth * math.sin(angle + math.pi / 2))
        for side in (1, -1):
            corner = (waist[0] + side * aside[0], waist[1] + side * aside[1])
            self.line(x, y, *corner)
            self.line(*corner, *tip)
            if filled:
                self._fill((x, y), corner, tip)

    def _fill(self, one: tuple[float, float], other: tuple[float, float], third: tuple[float, float]) -> None:
        steps = round(max(math.dist(one, other), math.dist(other, third), math.dist(one, third)) * 1.5)
        for step in range(steps + 1):
            share = step / max(steps, 1)
            self.line(*one, other[0] + (third[0] - other[0]) * share, other[1] + (third[1] - other[1]) * share)

    def lines(self, style: str) -> Lines:
        """The canvas as lines."""
        return [text("".join(chr(0x2800 + cell) for cell in row), style) for row in self._cells]
