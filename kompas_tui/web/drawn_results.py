"""A result as a small picture beside its table: the scores of a statement, and items on a field of two axes.

The table says the same in words, so that who cannot see it misses nothing; knows no page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kompas_tui.domain.result.shapes import AXES_MIDDLE, Axes, AxesPoint, Distribution, Result, Spread

_HIGH, _STEP, _GAP = 20, 10, 2
"""A strip: how high it is, how wide a score, and how much of that is air."""
_TOGETHER = 0.9
"""Items that lie closer than this would cover each other, and stand in one mark."""


@dataclass(frozen=True, slots=True)
class ScoreStrip:
    """The scores of one statement: how wide the drawing is, its columns as a path, and where its middle is."""

    wide: int
    columns: str
    middle: str


@dataclass(frozen=True, slots=True)
class ItemsSpot:
    """The numbers of the items in one place of the field, from its left and from its top."""

    numbers: str
    x: float
    y: float
    wide: float


@dataclass(frozen=True, slots=True)
class DrawnField:
    """The field with the words at the ends of its axes, and how long a side is."""

    x: tuple[str, str]
    y: tuple[str, str]
    side: int
    spots: tuple[ItemsSpot, ...]


def strips_of(result: Result) -> tuple[ScoreStrip, ...]:
    """A strip for every row of the table of these scores; none where the table itself has a row for each score."""
    if not isinstance(result, Distribution) or len(result.rows) == 1:
        return ()
    return tuple(_strip(row, result.figure(row)) for row in result.ranked)


def _strip(row: Spread, figure: float | None) -> ScoreStrip:
    most = max(row.counts, default=0) or 1
    highs = [(step, round(amount * _HIGH / most)) for step, amount in enumerate(row.counts)]
    columns = "".join(f"M{step * _STEP} {_HIGH}v-{high}h{_STEP - _GAP}v{high}z" for step, high in highs if high)
    middle = "" if figure is None else f"{(figure - row.low) * _STEP + (_STEP - _GAP) / 2:g}"
    return ScoreStrip(len(row.counts) * _STEP - _GAP, columns, middle)


def field_of(result: Result) -> DrawnField | None:
    """The field of these items, each by its number in the table; None where nobody put one."""
    if not isinstance(result, Axes):
        return None
    spots = tuple(map(_spot, _together(result.points)))
    return DrawnField(result.x, result.y, round(2 * AXES_MIDDLE), spots) if spots else None


def item_numbers(result: Result) -> tuple[int, ...]:
    """The numbers of the rows of its table, where its picture has them."""
    return tuple(range(1, len(result.points) + 1)) if isinstance(result, Axes) and field_of(result) else ()


def _together(points: Sequence[AxesPoint]) -> Iterator[list[tuple[int, float, float]]]:
    """The items that were put somewhere, with their number and place; those that lie too close together."""
    groups: list[list[tuple[int, float, float]]] = []
    for number, point in enumerate(points, 1):
        if point.x is None or point.y is None:
            continue
        x, y = point.x, point.y
        near = next((one for one in groups if abs(one[0][1] - x) < _TOGETHER and abs(one[0][2] - y) < _TOGETHER), None)
        if near is None:
            groups.append([(number, x, y)])
        else:
            near.append((number, x, y))
    yield from groups


def _spot(group: Sequence[tuple[int, float, float]]) -> ItemsSpot:
    numbers = ", ".join(str(number) for number, _, _ in group)
    x = sum(one[1] for one in group) / len(group)
    y = sum(one[2] for one in group) / len(group)
    return ItemsSpot(numbers, round(x, 1), round(2 * AXES_MIDDLE - y, 1), round(0.6 + 0.45 * len(numbers), 2))
