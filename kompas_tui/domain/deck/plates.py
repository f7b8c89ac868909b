"""The praatplaat (talk-picture): points that lead to cards, on a drawn scene where there is one."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from kompas_tui.domain.question.pictures import Picture

FORMS = ("kompas", "kwadranten")

DRAWN = "getekend"
"""Said as a form: a scene, and the compass where a terminal can't show one."""

SMALLEST_SCENE = (100, 28)
"""Columns and rows from which a scene is shown: below them its signs would lie over one another."""

OWN_RATIOS = (1.2, 2.6)
"""The width of a deck's own picture in its heights, from and to: signs stand side by side on a landscape."""

OWN_WIDTH = 600
"""With fewer pixels across, a deck's own picture is coarse on paper."""

RATIO = 16 / 9
"""The width of a scene of ours, in its heights."""

_STRETCH = 1.15
"""A scene is drawn at most so much wider or narrower than it is, to fill the screen; what is left over stays empty."""

SIGN_ROWS = 3
"""A sign has a title, a state, and the strongest result."""

_SIGN_SHARE, _LEAST_SIGN, _MOST_SIGN = 0.2, 20, 34
_BESIDE_TITLE = 6

SignPlace = tuple[float, float]
"""Across and down from the top left, in shares of the picture."""

Area = tuple[float, float, float, float]
"""Left, top, width and height, in shares of the picture."""


@dataclass(frozen=True, slots=True)
class PlatePoint:
    """A point with its number key (1 to 9, then 0), leading to the card `to`."""

    key: str
    title: str
    question: str
    to: str
    until: str = ""
    """The last card that belongs to it; empty means up to the next point, plate or deck."""
    at: SignPlace | None = None
    """Where its sign stands on the scene."""
    area: Area | None = None
    """What of the scene colours in with it."""
    also: tuple[str, ...] = ()
    """Cards elsewhere that belong to it too: what is done there is seen here, though it does not lead there."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A talk-picture: points around a middle, and a row below."""

    middle: str
    form: str
    points: tuple[PlatePoint, ...]
    below: tuple[PlatePoint, ...] = ()
    scene: str = ""
    """The name of a scene of ours; empty is none."""
    picture: Picture | None = None
    """A scene of the deck's own."""

    @property
    def is_drawn(self) -> bool:
        """Whether there is a scene, of ours or of the deck's own."""
        return bool(self.scene) or self.picture is not None

    @property
    def ratio(self) -> float:
        """The width of the scene, in its heights."""
        return RATIO if self.picture is None else self.picture.ratio

    @property
    def every(self) -> tuple[PlatePoint, ...]:
        """The points around the middle and those below."""
        return (*self.points, *self.below)

    def point(self, key: str) -> PlatePoint | None:
        """The point with this key."""
        return next((point for point in self.every if point.key == key), None)


@dataclass(frozen=True, slots=True)
class Sign:
    """The cells that the sign of a point takes on a scene."""

    point: PlatePoint
    column: int
    row: int
    width: int

    def meets(self, other: "Sign") -> bool:
        """Whether one lies over the other."""
        across = self.column < other.column + other.width and other.column < self.column + self.width
        return across and abs(self.row - other.row) < SIGN_ROWS


def scene_cells(plate: Plate, columns: int, rows: int) -> tuple[int, int]:
    """The columns and rows that the scene takes of so many: two of its dots stand above each other in a cell."""
    widest, highest = rows * 2 * plate.ratio * _STRETCH, columns / plate.ratio / 2 * _STRETCH
    return min(columns, round(widest)), min(rows, round(highest))


def signs(plate: Plate, columns: int, rows: int) -> tuple[Sign, ...]:
    """The signs on a scene of so many columns and rows."""
    return tuple(_sign(point, point.at, columns, rows) for point in plate.every if point.at is not None)


def _sign(point: PlatePoint, at: SignPlace, columns: int, rows: int) -> Sign:
    shared = max(round(columns * _SIGN_SHARE), _LEAST_SIGN, len(point.title) + _BESIDE_TITLE)
    width = min(shared, _MOST_SIGN, columns)
    column, row = map(round, sign_corner(at, (columns, rows), (width, SIGN_ROWS)))
    return Sign(point, column, row, width)


def sign_corner(at: SignPlace, scene: tuple[float, float], sign: tuple[float, float]) -> tuple[float, float]:
    """Where a sign of this width and height begins on a scene of that size: at its place, or moved so that it fits."""
    left, top = (max(min(share * room, room - needed), 0) for share, room, needed in zip(at, scene, sign, strict=True))
    return left, top


def covered(plate: Plate) -> Iterator[tuple[PlatePoint, PlatePoint]]:
    """Which signs lie over one another on the smallest scene that is shown."""
    for one, other in combinations(signs(plate, *scene_cells(plate, *SMALLEST_SCENE)), 2):
        if one.meets(other):
            yield one.point, other.point
