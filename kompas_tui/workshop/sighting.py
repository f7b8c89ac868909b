"""Reads paddles from a photo of the room: which numbers there are, and which letter of each is up.

A reading counts only where two ways agree. zxing-cpp finds a code and corrects what is damaged in it; then the code
of that number is drawn as it should lie there and laid over the photo. A photo in a mirror fails that, and a turn
that was seen wrongly.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, degrees
from typing import TYPE_CHECKING, Any

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.question.paddles import LETTERS, code_of, number_in
from kompas_tui.workshop.photos import photo_of_room

if TYPE_CHECKING:
    from PIL.Image import Image

_Spot = tuple[float, float]
_Corners = tuple[_Spot, ...]
"""The corners of a code, clockwise from its own top left."""

MODULES = 10
"""How many modules a code is wide and high."""

_ASKEW = 30
"""A paddle that is further than so many degrees from upright may be meant as either of two letters."""

_TILT, _GREY = 30, 128
"""zxing-cpp looks along rows and columns; a code that these cross badly it finds when the photo is tilted."""

_LIKE, _UNLIKE = 0.6, 0.3
"""How like the code that was read the photo must be (1 is the same), and how much more than to the code otherwise."""

# By the Python that runs: a `pip` elsewhere on the laptop would put it where Kompas doesn't look.
NOT_INSTALLED = (
    "Voor kaarten met letters ontbreekt nog een onderdeel. "
    f"Zet het erbij met ‘{sys.executable} -m pip install zxing-cpp’."
)


@dataclass(frozen=True, slots=True)
class Sighted:
    """What was seen on one photo: the letter that is up by number, and the numbers of which that is not sure."""

    letters: Mapping[int, str]
    unclear: frozenset[int] = frozenset()


def library() -> Any:
    """zxing-cpp; KompasError with how to get it where it is not there."""
    try:
        import zxingcpp
    except ImportError as error:
        raise KompasError(NOT_INSTALLED) from error
    return zxingcpp


@lru_cache(maxsize=512)
def modules(number: int) -> tuple[bool, ...]:
    """The modules in the code of a paddle, row by row; whether each is dark."""
    zxing = library()
    drawn = zxing.create_barcode(code_of(number), zxing.BarcodeFormat.DataMatrix).to_image()
    tones, wide = bytes(memoryview(drawn)), drawn.shape[1]
    edge = (wide - MODULES) // 2
    spots = ((edge + row) * wide + edge + column for row in range(MODULES) for column in range(MODULES))
    return tuple(tones[spot] < 128 for spot in spots)


def paddles_in(sent: bytes) -> Sighted:
    """The paddles on a photo in these bytes; PhotoRefused where it is none."""
    library()
    return sighted(photo_of_room(sent))


def sighted(photo: "Image") -> Sighted:
    """The paddles on a grey photo."""
    turns: dict[int, set[str | None]] = {}
    for look, tilted in _looks(photo):
        for number, turn in _readings(look, tilted):
            # Every look has a vote: a paddle that two looks read as two letters is unclear, whichever was right.
            turns.setdefault(number, set()).add(turn)
    told = {number: seen - {None} for number, seen in turns.items()}
    sure = {number: letter for number, (letter, *others) in _some(told) if letter and not others}
    return Sighted(sure, frozenset(turns) - sure.keys())


def _some(told: Mapping[int, set[str | None]]) -> Iterator[tuple[int, Sequence[str | None]]]:
    yield from ((number, list(seen)) for number, seen in sorted(told.items()) if seen)


def _looks(photo: "Image") -> Iterator[tuple["Image", float]]:
    """The photo as it is, smoother, half as large, and that tilted: each shows paddles that the others miss.

    With each look how many degrees it was tilted against the clock.
    """
    from PIL import Image, ImageFilter

    yield photo, 0
    yield photo.filter(ImageFilter.GaussianBlur(1)), 0
    half = photo.reduce(2)
    yield half, 0
    yield half.rotate(_TILT, Image.Resampling.BICUBIC, expand=True, fillcolor=_GREY), _TILT


def _readings(photo: "Image", tilted: float) -> Iterator[tuple[int, str | None]]:
    """Every code of ours with the letter that is up: empty where it is too askew, None where it does not lie there."""
    zxing = library()
    for barcode in zxing.read_barcodes(photo, formats=zxing.BarcodeFormat.DataMatrix, try_invert=False):
        number = number_in(barcode.text)
        if number is None:
            continue
        position = barcode.position
        around = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
        corners = tuple((float(at.x), float(at.y)) for at in around)
        yield number, _letter(corners, tilted) if _lies_there(photo, number, corners) else None


def _letter(corners: _Corners, tilted: float) -> str:
    """The letter that is up where the code lies between these corners; empty where it may be either of two."""
    top_left, top_right, bottom_right, bottom_left = corners
    along = top_right[0] - top_left[0] + bottom_right[0] - bottom_left[0]
    down = top_right[1] - top_left[1] + bottom_right[1] - bottom_left[1]
    angle = degrees(atan2(down, along)) + tilted
    quarter = round(angle / 90)
    return "" if abs(angle - 90 * quarter) > _ASKEW else LETTERS[-quarter % len(LETTERS)]


def _lies_there(photo: "Image", number: int, corners: _Corners) -> bool:
    """Whether the photo looks like this code between these corners, and less so turned or in a mirror."""
    code = modules(number)
    lies = [_likeness(photo, code, corners[turn:] + corners[:turn]) for turn in range(len(LETTERS))]
    mirrored = corners[::-1]
    others = [*lies[1:], *(_likeness(photo, code, mirrored[turn:] + mirrored[:turn]) for turn in range(len(LETTERS)))]
    return lies[0] >= _LIKE and lies[0] - max(others) >= _UNLIKE


def _likeness(photo: "Image", code: Sequence[bool], corners: _Corners) -> float:
    """The correlation of the tones at the middles of the modules with the code: 1 where all is as it should be."""
    tones = [_tone(photo, spot) for spot in _middles(corners)]
    mean = sum(tones) / len(tones)
    dark = [1.0 if module else -1.0 for module in code]
    level = sum(dark) / len(dark)
    shared = sum((mean - tone) * (one - level) for tone, one in zip(tones, dark, strict=True))
    spread = sum((tone - mean) ** 2 for tone in tones) * sum((one - level) ** 2 for one in dark)
    return shared / spread**0.5 if spread else 0.0


def _tone(photo: "Image", spot: _Spot) -> float:
    across, down = (min(max(round(at), 0), size - 1) for at, size in zip(spot, photo.size, strict=True))
    tone = photo.getpixel((across, down))
    return tone if isinstance(tone, int | float) else 0.0


def _middles(corners: _Corners) -> Iterator[_Spot]:
    """The middle of each module, row by row, of a square that lies between these corners in perspective."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    # Heckbert (1989), Fundamentals of Texture Mapping and Image Warping, 2.2.3: unit square to quadrilateral.
    dx1, dx2, dx3 = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
    dy1, dy2, dy3 = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
    whole = dx1 * dy2 - dx2 * dy1
    g, h = ((dx3 * dy2 - dx2 * dy3) / whole, (dx1 * dy3 - dx3 * dy1) / whole) if whole else (0.0, 0.0)
    a, b, d, e = x1 - x0 + g * x1, x3 - x0 + h * x3, y1 - y0 + g * y1, y3 - y0 + h * y3
    for row in range(MODULES):
        for column in range(MODULES):
            u, v = (column + 0.5) / MODULES, (row + 0.5) / MODULES
            w = g * u + h * v + 1
            yield ((a * u + b * v + x0) / w, (d * u + e * v + y0) / w) if w else (x0, y0)
