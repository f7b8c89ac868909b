"""A canvas of braille dots, two across and four down in each cell: for the compass and the fan."""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from kompas_tui.tui.drawing.lines import PLAIN, Lines, cut, joined, text

# The bit of each dot in a braille cell, by column and row (Unicode 2800).
_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))


def dots_in(rows: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of the dots in rows of braille."""
    for row, line in enumerate(rows):
        for column, char in enumerate(line):
            bits = ord(char) - 0x2800
            for right in range(2):
                for down in range(4):
                    if bits & _BITS[right][down]:
                        yield column * 2 + right, row * 4 + down


class Dots:
    """A canvas of so many cells; places are in dots from the top left.

    `ink` is the style of what is drawn next; a cell has one style, that of its last dot.
    """

    def __init__(self, columns: int, rows: int, ink: str = PLAIN) -> None:
        self.width, self.height = columns * 2, rows * 4
        self.ink = ink
        self._cells = [[0] * columns for _ in range(rows)]
        self._inks = [[ink] * columns for _ in range(rows)]
        self._said: dict[tuple[int, int], tuple[str, str]] = {}

    def put(self, x: float, y: float) -> None:
        """Set a dot; outside the canvas nothing happens."""
        column, row = round(x), round(y)
        if 0 <= column < self.width and 0 <= row < self.height:
            self._cells[row // 4][column // 2] |= _BITS[column % 2][row % 4]
            self._inks[row // 4][column // 2] = self.ink

    def say(self, x: float, y: float, label: str, style: str) -> None:
        """Put a short word over the dots, with its middle here; its characters are one cell wide."""
        columns = self.width // 2
        fitting = cut(label, columns)
        first = min(max(round(x / 2 - len(fitting) / 2), 0), columns - len(fitting))
        row = min(max(int(y) // 4, 0), len(self._cells) - 1)
        for index, char in enumerate(fitting):
            self._said[first + index, row] = char, style

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

    def petal(
        self, x: float, y: float, angle: float, length: float, breadth: float, filled: bool | tuple[int, ...]
    ) -> None:
        """A point of a compass rose: a long thin diamond from the middle outward; `filled` may name one side of it."""
        sides = filled if isinstance(filled, tuple) else (1, -1) * filled
        tip = (x + length * math.cos(angle), y + length * math.sin(angle))
        waist = (x + length * 0.28 * math.cos(angle), y + length * 0.28 * math.sin(angle))
        aside = (breadth * math.cos(angle + math.pi / 2), breadth * math.sin(angle + math.pi / 2))
        for side in (1, -1):
            corner = (waist[0] + side * aside[0], waist[1] + side * aside[1])
            self.line(x, y, *corner)
            self.line(*corner, *tip)
            if side in sides:
                self._fill((x, y), corner, tip)
        if len(sides) == 1:
            self.line(x, y, *tip)

    def _fill(self, one: tuple[float, float], other: tuple[float, float], third: tuple[float, float]) -> None:
        steps = round(max(math.dist(one, other), math.dist(other, third), math.dist(one, third)) * 1.5)
        for step in range(steps + 1):
            share = step / max(steps, 1)
            self.line(*one, other[0] + (third[0] - other[0]) * share, other[1] + (third[1] - other[1]) * share)

    def wedge(self, x: float, y: float, near: float, far: float, angles: tuple[float, float], *, filled: bool) -> None:
        """A blade between two angles and two distances from here: its edges, and what lies between where filled."""
        for angle in angles:
            away = math.cos(angle), math.sin(angle)
            self.line(x + near * away[0], y + near * away[1], x + far * away[0], y + far * away[1])
        self.arc(x, y, far, *angles)
        self.arc(x, y, near, *angles)
        for step in range(round(far - near) * 2 if filled else 0):
            self.arc(x, y, near + step / 2, *angles)

    def cell(self, column: int, row: int) -> str:
        """The dots of a cell as one character; empty where it has none."""
        bits = self._cells[row][column]
        return chr(0x2800 + bits) if bits else ""

    def lines(self, style: str = PLAIN) -> Lines:
        """The canvas as lines; `style` is for what has no ink."""
        return [
            joined(
                *(
                    text("".join(char for char, _ in run), ink or style)
                    for ink, run in groupby(cells, lambda cell: cell[1])
                )
            )
            for cells in map(self._row, range(len(self._cells)))
        ]

    def _row(self, row: int) -> list[tuple[str, str]]:
        """The characters of a row with their styles."""
        return [
            self._said.get((column, row), (chr(0x2800 + bits), ink))
            for column, (bits, ink) in enumerate(zip(self._cells[row], self._inks[row], strict=True))
        ]
