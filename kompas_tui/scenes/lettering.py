"""Letters for a picture: Pillow's own font, the same on every machine, with the accents that it lacks drawn on top."""

import unicodedata
from bisect import bisect_left
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

TIMES, AS_WIDE = "×", "+"
"""The font has no times sign: it is drawn as two strokes, in the room of this one."""

WIDER = 1.4
"""A bold letter gets so many times its thicker pen as extra room."""

_KNOWN = frozenset(map(chr, range(32, 127))) | frozenset("‘’“”…·") | {TIMES}
_ALIKE = str.maketrans(
    {"–": "-", "—": "-", "•": "·", "€": "EUR ", "½": "1/2", "ß": "ss", "ø": "o", "Ø": "O", "æ": "ae",
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
        bare = _bare(text)
        return _font(self.size).getlength(bare) + WIDER * self._stroke * len(bare)

    def wrapped(self, text: str, width: float, most: int, tail: str = "") -> list[str]:
        """The text over at most so many lines, and its tail; what is left out, from a word on, shows as …"""
        words, end = drawable(text).split(), [tail] if tail else []
        lines = self._lines([*words, *end], width)
        if len(lines) <= most:
            return lines

        def shortened(kept: int) -> list[str]:
            return self._lines([*words[: kept - 1], f"{words[kept - 1]}…", *end] if kept else ["…", *end], width)

        fewer = bisect_left(range(1, len(words)), True, key=lambda kept: len(shortened(kept)) > most)
        return shortened(fewer)[:most]

    def balanced(self, text: str, width: float, most: int) -> list[str]:
        """The same over lines that are about as long as each other."""
        words = drawable(text).split()
        lines = self._lines(words, width)
        if len(lines) > most:
            return self.wrapped(text, width, most)
        longest = max(map(self.width, words), default=width)
        while width > longest and len(tighter := self._lines(words, width)) == len(lines):
            lines, width = tighter, width * 0.95
        return lines

    def _lines(self, words: Sequence[str], width: float) -> list[str]:
        lines: list[str] = []
        for word in words:
            if lines and self.width(f"{lines[-1]} {word}") <= width:
                lines[-1] += f" {word}"
                continue
            left = word
            while len(left) > 1 and self.width(left) > width:
                piece = self._first_part(left, width)
                lines.append(piece if piece.endswith("-") else f"{piece}-")
                left = left[len(piece) :]
            lines.append(left)
        return lines

    def _first_part(self, word: str, width: float) -> str:
        """As much of a word as fits with a dash behind it, up to a dash of its own where it has one."""
        cut = next(end for end in range(len(word) - 1, 0, -1) if end == 1 or self.width(f"{word[:end]}-") <= width)
        return word[: word.rfind("-", 1, cut + 1) + 1] or word[:cut]

    @property
    def _stroke(self) -> int:
        return max(round(self.size * 0.02), 1) if self.bold else 0

    def draw(self, on: "ImageDraw", x: float, y: float, text: str) -> None:
        """Draw a line with its upper left corner here, on paper."""
        font, base, bare = _font(self.size), y + self.size, _bare(text)
        one_by_one = self.bold or TIMES in text
        if not one_by_one:
            on.text((x, base), bare, self.colour, font, anchor="ls")
        for index, letter in enumerate(_with_accents(text)):
            if not one_by_one and len(letter) == 1:
                continue
            start = (x + self._left(bare, index), base)
            if letter == TIMES:
                self._times(on, *start)
            elif one_by_one:
                on.text(start, letter[0], self.colour, font, anchor="ls", stroke_width=self._stroke)
            for accent in letter[1:]:
                self._accent(on, start, letter[0], accent)

    def _left(self, bare: str, index: int) -> float:
        """Where a letter begins: a bold one is wider, and so gets more room."""
        font = _font(self.size)
        return font.getlength(bare[: index + 1]) - font.getlength(bare[index]) + WIDER * self._stroke * (index + 0.5)

    def _times(self, on: "ImageDraw", left: float, base: float) -> None:
        middle, out = left + _font(self.size).getlength(AS_WIDE) / 2, self.size * 0.19
        y, pen = base - self.size * 0.28, round(self.size * (0.11 if self.bold else 0.075))
        on.line((middle - out, y - out, middle + out, y + out), self.colour, pen)
        on.line((middle - out, y + out, middle + out, y - out), self.colour, pen)

    def _accent(self, on: "ImageDraw", start: tuple[float, float], letter: str, accent: str) -> None:
        left, top, right, _ = _font(self.size).getbbox(letter, anchor="ls")
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
    """The text without accents, and with a sign as wide as the one that is drawn by strokes."""
    return "".join(char for char in text if char not in _STROKES).replace(TIMES, AS_WIDE)


def _with_accents(text: str) -> list[str]:
    """The letters of a decomposed text, each with its accents behind it."""
    letters: list[str] = []
    for char in text:
        if char in _STROKES and letters:
            letters[-1] += char
        elif char not in _STROKES:
            letters.append(char)
    return letters
