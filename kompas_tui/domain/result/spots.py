"""Spots on a picture: the squares A1 to H6, and areas that have a name; every place lies in exactly one spot.

Places are counted per spot: the quadrat count of Greig-Smith (1952), with contiguous squares and named areas.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kompas_tui.domain.language.sentences import phrase

FULL = 1000
"""A place is two whole numbers from 0 to this: thousandths of the width and of the height, from the top left."""

# Squares that can be said aloud, such as C4, and that are about square on a picture of four by three.
SQUARE_LETTERS, SQUARE_ROWS = "ABCDEFGH", 6

PinPlace = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a picture, in thousandths of its width and height; a square is named by a letter and a figure."""

    label: str
    left: int
    top: int
    wide: int
    high: int
    is_named: bool = False
    """Whether it is an area with a name of its own."""

    @property
    def middle(self) -> PinPlace:
        """The place in its middle, where a pin stands that only names the spot."""
        return self.left + self.wide // 2, self.top + self.high // 2

    @property
    def in_words(self) -> str:
        """`bij de speeltuin`, `bij ‘Noord’`, `in vak B3`."""
        if not self.is_named:
            return phrase("in {vak}", vak=self.label)
        begin, rest = self.label[:1].lower(), self.label[1:]
        if f"{begin}{rest}".startswith(_ARTICLES):
            return phrase("bij {plek}", plek=f"{begin}{rest}")
        return phrase("bij ‘{plek}’", plek=self.label)

    def holds(self, point: PinPlace) -> bool:
        """Whether a place lies in it; its right and lower edge belong to what is beside it, if anything is."""
        return all(
            start <= value < start + size or value == start + size == FULL
            for value, start, size in zip(point, (self.left, self.top), (self.wide, self.high), strict=True)
        )

    def meets(self, other: "Spot") -> bool:
        """Whether one lies over the other."""
        across = self.left < other.left + other.wide and other.left < self.left + self.wide
        return across and self.top < other.top + other.high and other.top < self.top + self.high


_ARTICLES = ("de ", "het ", "een ", "ons ", "onze ")


def _edges(parts: int) -> list[int]:
    return [round(FULL * edge / parts) for edge in range(parts + 1)]


def _squares() -> Iterator[tuple[str, Spot]]:
    across, down = _edges(len(SQUARE_LETTERS)), _edges(SQUARE_ROWS)
    for row in range(SQUARE_ROWS):
        for column, letter in enumerate(SQUARE_LETTERS):
            key, left, top = f"{letter}{row + 1}", across[column], down[row]
            yield key, Spot(phrase("vak {naam}", naam=key), left, top, across[column + 1] - left, down[row + 1] - top)


SQUARES = dict(_squares())
"""The squares by their names, row by row."""


def spot_at(point: PinPlace, areas: Sequence[Spot]) -> Spot:
    """The named area in which a place lies, else its square."""
    named = next((area for area in areas if area.holds(point)), None)
    return named or next(square for square in SQUARES.values() if square.holds(point))


def could_be_place(value: object) -> bool:
    """Whether this is a place on a picture, whoever wrote it down."""
    return (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(type(number) is int and 0 <= number <= FULL for number in value)
    )
