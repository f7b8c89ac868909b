"""A picture as sixels, with holes where something else lies on it.

The encoder of textual-image paints one colour over another, which leaves no holes, and chooses no colour that it names,
after which xterm goes on in the one before; importing that library asks the terminal, and loses a key typed meanwhile.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kompas_tui.tui.graphics.ability import Ability
from kompas_tui.tui.graphics.spots import Run, SeenPicture

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_PIXELS = 4_000_000
"""More takes a laptop seconds, and the terminal too; half blocks are there at once."""

_BAND = 6
"""The dots that a sixel has above one another."""

_AS_SIGNS = bytes(min(dots + ord("?"), 255) for dots in range(256))
_ALIKE = re.compile(rb"(.)\1{3,}")


def sixels(picture: "Image", spot: SeenPicture, ability: Ability) -> Iterator[tuple[int, int, str]]:
    """The picture in as few pieces as the terminal takes, each with the column and the row of its corner.

    Nothing where the picture would be too large to be drawn in time.
    """
    wide, high = ability.cell
    if picture.width * picture.height > _MOST_PIXELS:
        return
    largest = ability.largest or picture.size
    across, down = max(largest[0] // wide, 1), max(largest[1] // high, 1)
    for top in range(0, spot.rows, down):
        for left in range(0, spot.columns, across):
            right, bottom = min(left + across, spot.columns), min(top + down, spot.rows)
            piece = picture.crop((left * wide, top * high, right * wide, bottom * high))
            yield left, top, _sixels_of(piece, list(_within(spot.runs, left, top, right, bottom)), ability)


def _within(runs: Iterable[Run], left: int, top: int, right: int, bottom: int) -> Iterator[Run]:
    """What is seen in one piece, counted from its own corner."""
    for row, start, end in runs:
        if top <= row < bottom and start < right and end > left:
            yield row - top, max(start, left) - left, min(end, right) - left


def _sixels_of(piece: "Image", seen: Sequence[Run], ability: Ability) -> str:
    """A piece of which nothing is drawn but what is seen."""
    from PIL import Image

    wide, high = ability.cell
    # One is kept for the holes, where cells of text lie over the picture.
    tones = ability.tones - 1
    reduced, hole = piece.quantize(tones), tones
    holed = Image.new("P", reduced.size, hole)
    for row, start, end in seen:
        box = (start * wide, row * high, end * wide, (row + 1) * high)
        holed.paste(reduced.crop(box), box)
    palette = reduced.getpalette() or []
    named = "".join(
        # Sixels count colours in percent.
        f"#{at // 3};2;" + ";".join(str(round(part * 100 / 255)) for part in palette[at : at + 3])
        for at in range(0, len(palette), 3)
    )
    dots = b"-".join(_bands(holed.tobytes(), *holed.size, hole))
    return f'\x1bP0;1;0q"1;1;{piece.width};{piece.height}{named}{dots.decode("ascii")}\x1b\\'


def _bands(dots: bytes, width: int, height: int, hole: int) -> Iterator[bytes]:
    """Six rows at a time: each colour over the whole width, one after the other."""
    for top in range(0, height, _BAND):
        rows = [dots[row * width : (row + 1) * width] for row in range(top, min(top + _BAND, height))]
        colours = sorted(set().union(*rows) - {hole})
        yield b"$".join(b"#%d%b" % (colour, _line(rows, colour, width)) for colour in colours)


def _line(rows: Sequence[bytes], colour: int, width: int) -> bytes:
    """One colour of a band: rows as large numbers, a byte a dot, are added up at once."""
    whole = sum(
        int.from_bytes(row.translate(_only(colour, index)), "big") for index, row in enumerate(rows) if colour in row
    )
    # Six rows at once as one large number: dot by dot Python would be far too slow.
    line = whole.to_bytes(width, "big").rstrip(b"\0").translate(_AS_SIGNS)
    return _ALIKE.sub(lambda run: b"!%d%b" % (len(run[0]), run[1]), line)


@lru_cache(maxsize=256 * _BAND)
def _only(colour: int, dot: int) -> bytes:
    """The table that keeps this colour only, as the dot in this place."""
    return bytes(1 << dot if tone == colour else 0 for tone in range(256))
