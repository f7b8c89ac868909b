"""Letters for a picture: Pillow's own font, the same on every machine, with the accents that it lacks drawn on top."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SEE_TABLE = "(zie de tabel)"
"""Stands where a text has no letter that the font has."""

PAPER = "#FFFFFF"

_KNOWN = frozenset(map(chr, range(32, 127))) | frozenset("‘’“”…·")
_ALIKE = str.maketrans(
    {"×": "x", "–": "-", "—": "-", "•": "·", "€": "EUR ", "½": "1/2", "ß": "ss", "ø": "o", "Ø": "O", "æ": "ae",
     "Æ": "AE", "œ": "oe", "Œ": "OE", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "\t": " ", "\n": " "}
)  # fmt: skip

_Points = Sequence[tuple[float, float]]

_STROKES: dict[str, Sequence[_Points]] = {
    "\u0300": [[(-0.1, -0.19), (0.05, -0.07)]],
    "\u0301": [[(0.1, -0.19), (-0.05, -0.07)]],
    "\u0302": [[(-0.13, -0.07), (0, -0.18), (0.13, -0.07)]],
    "\u0303": [[(-0.15, -0.08), (-0.06, -0.14), (0.06, -0.09), (0.15, -0.15)]],
    "\u0304": [[(-0.13, -0.12), (0.13, -0.12)]],
    "\u0306": [[(-0.13, -0.17), (-0.05, -0.09), (0.05, -0.09), (0.13, -0.17)]],
    "\u0307": [[(0, -0.13), (0, -0.13)]],
    "\u0308": [[(-0.11, -0.13), (-0.11, -0.13)], [(0.11, -0.13), (0.11, -0.13)]],
    "\u030a": [[(0, -0.07), (0.07, -0.14), (0, -0.21), (-0.07, -0.14), (0, -0.07)]],
    "\u030b": [[(-0.01, -0.19), (-0.1, -0.07)], [(0.15, -0.19), (0.06, -0.07)]],
    "\u030c": [[(-0.13, -0.18), (0, -0.07), (0.13, -0.18)]],
    "\u0327": [[(0, 0.02), (0.05, 0.1), (0, 0.17), (-0.08, 0.16)]],
    "\u0328": [[(0.05, 0.02), (0, 0.1), (0.06, 0.17), (0.13, 0.14)]],
}
"""Accents as lines, in parts of the type size from the middle of a letter: from its top, or below it its foot."""

_BELOW = frozenset("\u0327\u0328")


@cache
def _font(size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    made = ImageFont.load_default(size)
    assert isinstance(made, ImageFont.FreeTypeFont), "Pillow is built with FreeType"
    return made.font_variant(layout_engine=ImageFont.Layout.BASIC)


def drawable(text: str) -> str:
    """The text, decomposed, in letters and accents that can be drawn; what it says instead where none is left."""
    parts = unicodedata.normalize("NFD", text.translate(_ALIKE))
    kept = " ".join("".join(char for char in parts if char in _KNOWN or char in _STROKES).split())
    if any(map(str.isalnum, kept)) or not any(map(str.isalnum, text)):
        return kept
    return SEE_TABLE


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters of one size, in pixels, and colour."""

    size: int
    colour: str
    bold: bool = False

    @property
    def leading(self) -> int:
        """From one line to the next."""
        return round(self.size * 1.3)

    def width(self, text: str) -> float:
        """How wide a drawable text is."""
        return _font(self.size).getlength(_bare(text)) + 2 * self._stroke

    def wrapped(self, text: str, width: float, most: int) -> list[str]:
        """The text over at most so many lines; what is left out shows as …"""
        lines = self._lines(drawable(text), width)
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while last and self.width(f"{last}…") > width:
            last = last[:-1].rstrip()
        return [*lines[: most - 1], f"{last}…"]

    def balanced(self, text: str, width: float, most: int) -> list[str]:
        """The same over lines that are about as long as each other."""
        words = drawable(text)
        lines = self._lines(words, width)
        if len(lines) > most:
            return self.wrapped(text, width, most)
        longest = max(map(self.width, words.split()), default=width)
        while width > longest and len(tighter := self._lines(words, width)) == len(lines):
            lines, width = tighter, width * 0.95
        return lines

    def _lines(self, text: str, width: float) -> list[str]:
        lines: list[str] = []
        for word in text.split():
            if lines and self.width(f"{lines[-1]} {word}") <= width:
                lines[-1] += f" {word}"
                continue
            while len(word) > 1 and self.width(word) > width:
                cut = next(end for end in range(len(word) - 1, 0, -1) if end == 1 or self.width(word[:end]) <= width)
                lines.append(word[:cut])
                word = word[cut:]
            lines.append(word)
        return lines

    @property
    def _stroke(self) -> int:
        return max(round(self.size * 0.022), 1) if self.bold else 0

    def draw(self, on: "ImageDraw", x: float, y: float, text: str) -> None:
        """Draw a line with its upper left corner here, on paper."""
        font, base = _font(self.size), y + self.size
        on.text((x, base), _bare(text), self.colour, font, anchor="ls", stroke_width=self._stroke)
        before, letter = "", ""
        for char in text:
            if char in _STROKES:
                self._accent(on, (x + font.getlength(before), base), letter, char)
            else:
                before, letter = before + letter, char

    def _accent(self, on: "ImageDraw", start: tuple[float, float], letter: str, accent: str) -> None:
        left, top, right, _ = _font(self.size).getbbox(letter or "x", anchor="ls")
        x, y = start
        if letter in ("i", "j") and accent not in _BELOW:
            lowered = _font(self.size).getbbox("x", anchor="ls")[1]
            on.rectangle(
                (x + left - self._stroke - 1, y + top - 2, x + right + self._stroke + 1, y + lowered - 2), PAPER
            )
            top = lowered
        middle, edge = x + (left + right) / 2, y + (0 if accent in _BELOW else top)
        pen = self.size * (0.1 if self.bold else 0.075)
        for stroke in _STROKES[accent]:
            points = [(middle + dx * self.size, edge + dy * self.size) for dx, dy in stroke]
            on.line(points, self.colour, round(pen), joint="curve")
            for px, py in points:
                on.ellipse((px - pen / 2, py - pen / 2, px + pen / 2, py + pen / 2), self.colour)


def _bare(text: str) -> str:
    """The text without accents."""
    return "".join(char for char in text if char not in _STROKES)
