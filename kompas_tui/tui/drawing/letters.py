"""Letters four lines high, drawn in half blocks: for a question that the back row must read.

A glyph is seven rows of pixels, from the top of a capital to the bottom of a tail; small letters begin at the third.
"""

import unicodedata
from collections.abc import Sequence

from kompas_tui.tui.drawing.lines import TITLE, Lines, text

ROWS = 7
LINE = 4
"""The lines of the terminal that one line of letters takes, with air below it."""

LARGEST = 6
"""So many times as large as other large letters; on a wall that is enough for any hall."""

SPACE = 3
_HALVES = " ▄▀█"

_SMALL = """
a .### #..# #..# .###     b #... #... ###. #..# #..# ###.     c .### #... #... .###
d ...# ...# .### #..# #..# .###     e .##. #### #... .###     f .## #.. ### #.. #.. #..
g .### #..# .### ...# .##.     h #... #... ###. #..# #..# #..#     i # . # # # #
j .# .. .# .# .# .# #.     k #... #... #..# ###. #.#. #..#     l #. #. #. #. #. .#
m ####. #.#.# #.#.# #.#.#     n ###. #..# #..# #..#     o .##. #..# #..# .##.
p ###. #..# #..# ###. #...     q .### #..# #..# .### ...#     r #.# ##. #.. #..
s .### ##.. ..## ###.     t #.. #.. ### #.. #.. .##     u #..# #..# #..# .###
v #.# #.# #.# .#.     w #.#.# #.#.# #.#.# .#.#.     x #..# .##. .##. #..#
y #..# #..# .### ...# .##.     z #### ..#. .#.. ####     ı # # # #
"""
_TALL = """
A .##. #..# #..# #### #..# #..#     B ###. #..# ###. #..# #..# ###.     C .### #... #... #... #... .###
D ###. #..# #..# #..# #..# ###.     E #### #... ###. #... #... ####     F #### #... ###. #... #... #...
G .### #... #... #.## #..# .###     H #..# #..# #### #..# #..# #..#     I ### .#. .#. .#. .#. ###
J ...# ...# ...# ...# #..# .##.     K #..# #.#. ##.. #.#. #..# #..#     L #... #... #... #... #... ####
M #...# ##.## #.#.# #...# #...# #...#     N #...# ##..# #.#.# #..## #...# #...#
O .##. #..# #..# #..# #..# .##.     P ###. #..# #..# ###. #... #...     Q .##. #..# #..# #..# #.## .###
R ###. #..# #..# ###. #.#. #..#     S .### #... .##. ...# ...# ###.     T ##### ..#.. ..#.. ..#.. ..#.. ..#..
U #..# #..# #..# #..# #..# .##.     V #...# #...# #...# .#.#. .#.#. ..#..
W #...# #...# #.#.# #.#.# ##.## #...#     X #...# .#.#. ..#.. ..#.. .#.#. #...#
Y #...# .#.#. ..#.. ..#.. ..#.. ..#..     Z #### ...# ..#. .#.. #... ####
0 .##. #..# #.## ##.# #..# .##.     1 .#. ##. .#. .#. .#. ###     2 .##. #..# ...# ..#. .#.. ####
3 ###. ...# .##. ...# ...# ###.     4 #..# #..# #### ...# ...# ...#     5 #### #... ###. ...# ...# ###.
6 .##. #... ###. #..# #..# .##.     7 #### ...# ..#. ..#. .#.. .#..     8 .##. #..# .##. #..# #..# .##.
9 .##. #..# #..# .### ...# .##.     ? ###. ...# ..#. .#.. .... .#..     ! # # # # . #
. . . . . . #     , .. .. .. .. .. .# #.     : . . # . . #     ; .. .. .# .. .. .# #.
' # # . . . .     " #.# #.# ... ... ... ...     - ... ... ... ### ... ...     … ..... ..... ..... ..... ..... #.#.#
( .# #. #. #. #. .#     ) #. .# .# .# .# #.     / ..# ..# .#. .#. #.. #..     + ... .#. ### .#. ... ...
% #..# ...# ..#. .#.. #... #..#     & .#.. #.#. .#.. #.## #..# .##.     € .### #... ###. ###. #... .###
"""
_MARKS = {"\u0301": "..##", "\u0300": "##..", "\u0308": "#..#", "\u0302": ".##."}
_SAME = str.maketrans("‘’“”–—", "''\"\"--")

Glyph = Sequence[str]


def _glyphs() -> dict[str, Glyph]:
    found: dict[str, Glyph] = {}
    for said, first in ((_SMALL, 2), (_TALL, 0)):
        for entry in said.replace("\n", "     ").split("     "):
            if not entry:
                continue
            name, *rows = entry.split(" ")
            above = first if len(rows) + first <= ROWS and len(rows) < 6 else 0
            blank = "." * len(rows[0])
            found[name] = [*[blank] * above, *rows, *[blank] * (ROWS - above - len(rows))]
    return found


_GLYPHS = _glyphs()


def _glyph(char: str) -> Glyph | None:
    """The pixels of a character, a mark above a small letter too; None for one that can't be drawn."""
    if char in _GLYPHS:
        return _GLYPHS[char]
    base, *marks = list(unicodedata.normalize("NFD", char))
    letter = _GLYPHS.get("ı" if base == "i" else base)
    if len(marks) != 1 or marks[0] not in _MARKS or letter is None or "#" in letter[0] + letter[1]:
        return None
    mark = _MARKS[marks[0]]
    width = max(len(letter[0]), 3 if base == "i" else 4)
    above = "#.#" if base == "i" and marks[0] == "\u0308" else mark[:width]
    return [above.ljust(width, "."), *(row.center(width, ".") for row in letter[1:])]


def _word(said: str) -> Glyph | None:
    """A word as seven rows of pixels."""
    glyphs = [_glyph(char) for char in said]
    if not all(glyphs):
        return None
    return [".".join(glyph[row] for glyph in glyphs if glyph) for row in range(ROWS)]


def _scaled(glyph: Glyph | None, scale: int) -> Glyph | None:
    if glyph is None or scale == 1:
        return glyph
    return [row for line in glyph for row in ["".join(pixel * scale for pixel in line)] * scale]


def large_lines(said: str, width: int, style: str, scale: int = 1) -> Lines:
    """The text in large letters, `scale` times as large where that is said.

    Nothing where a character can't be drawn or a word is wider than the width.
    """
    words = [_scaled(_word(word), scale) for word in said.translate(_SAME).split()]
    if not words or not all(word and len(word[0]) <= width for word in words):
        return []
    rows = [[""] * ROWS * scale]
    for word in words:
        assert word is not None, "all words can be drawn"
        if rows[-1][0] and len(rows[-1][0]) + SPACE * scale + len(word[0]) > width:
            rows.append([""] * ROWS * scale)
        gap = "." * SPACE * scale if rows[-1][0] else ""
        rows[-1] = [before + gap + added for before, added in zip(rows[-1], word, strict=True)]
    lines = [line for row in rows for line in _halves(row, style)]
    return lines if lines[-1].plain.strip() else lines[:-1]


def largest_letters(said: str, width: int, height: int) -> Lines:
    """The largest letters in which this fits; plain ones where none do."""
    for scale in range(LARGEST, 0, -1):
        lines = large_lines(said, width, TITLE, scale)
        if lines and len(lines) <= height:
            return lines
    return [text(said, TITLE)]


def _halves(rows: Sequence[str], style: str) -> Lines:
    """Rows of pixels, two in a line."""
    blank = "." * len(rows[0])
    even = [*rows, *[blank] * (len(rows) % 2)]
    pairs = [zip(even[at], even[at + 1], strict=True) for at in range(0, len(even), 2)]
    return [text("".join(_HALVES[(up == "#") * 2 + (low == "#")] for up, low in pair), style) for pair in pairs]
