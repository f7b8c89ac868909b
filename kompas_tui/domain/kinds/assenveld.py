"""`assenveld`: place items on two axes."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import STATEMENT_LENGTH, Activity
from kompas_tui.domain.kinds.leading import NO_ANSWERS, OTHER_ITEMS, few_answers, item_named
from kompas_tui.domain.language.sentences import as_opening, glued, phrase, phrase_many
from kompas_tui.domain.language.wording import listing, listing_first, quoted
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import PLACE_STEPS, Field, Place
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import CENTRE, Axes, AxesPoint, Corners

_MIDDLE = PLACE_STEPS / 2
_MOST_PLACED = 20
_WHY_NO_MORE = "Meer punten zijn op een veld niet uit elkaar te houden."
CORNERS_OF_FIELD, CORNER_LENGTH = 4, 30


@dataclass(frozen=True, kw_only=True)
class Assenveld(Activity):
    """Items on two axes, with the middle of where the group puts them."""

    word: ClassVar[str] = "assenveld"
    fillable: ClassVar[tuple[str, ...]] = ("items", "opties")
    how_measured: ClassVar[str] = (
        "Assenveld: elke deelnemer geeft een onderdeel een plek op twee lijnen van 0 tot 10. "
        "De plek van de groep is het gemiddelde op elke lijn."
    )
    items: tuple[str, ...]
    x: tuple[str, str]
    y: tuple[str, str]
    corners: Corners | None = None

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the items (or where they come from) and the words at the ends of the axes."""
        items: tuple[str, ...] = ()
        key = "opties" if options.has("opties") else "items"
        if common["carried"] is None:
            items = options.texts(key, at_least=1, at_most=_MOST_PLACED, limit=STATEMENT_LENGTH, why=_WHY_NO_MORE)
        x, y = (options.texts(key, at_least=2, at_most=2, limit=60) for key in ("x", "y"))
        return cls(items=items, x=_ends(x), y=_ends(y), corners=_corners(options), **common)

    def fields(self) -> tuple[Field, ...]:
        """A place per item."""
        corners = self.corners or ()
        return tuple(
            Place(f"plek-{number}", item, self.x, self.y, corners) for number, item in enumerate(self.items, 1)
        )

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Axes:
        """The centroid (the mean on each axis) per item."""
        points = []
        for field in self.fields():
            places = [ballot.answer[field.name] for ballot in ballots if field.name in ballot.answer]
            means = [sum(point[axis] for point in places) / len(places) if places else None for axis in (0, 1)]
            points.append(AxesPoint(field.label, means[0], means[1], len(places)))
        return Axes(self.x, self.y, tuple(points), len(ballots), self.corners)

    def sentence(self, result: Axes) -> str:
        """Where items lie: in which named corner, else which are high on both axes; for one item, where it lies."""
        placed = [point for point in result.points if point.x is not None and point.y is not None]
        if not placed:
            return NO_ANSWERS
        few = few_answers(result.answers)
        if result.corners is not None:
            return glued(few, *_in_corners(result, placed))
        if len(placed) == 1:
            point = placed[0]
            ends = _side(point.x, result.x), _side(point.y, result.y)
            at_end = any(end != CENTRE for end in ends)
            where = phrase("bij {plekken}", plekken=listing(ends)) if at_end else phrase("precies in het midden")
            told = phrase("{onderdeel} ligt gemiddeld {waar}.", onderdeel=quoted(point.label), waar=where)
            return glued(few, told)
        high = [item_named(point.label) for point in placed if (point.x or 0) > _MIDDLE and (point.y or 0) > _MIDDLE]
        corner = phrase("aan de kant van {x} en {y}", x=quoted(result.x[1]), y=quoted(result.y[1]))
        if not high:
            return glued(few, phrase("Geen enkel onderdeel ligt {waar}.", waar=corner))
        told = phrase_many(
            "{onderdelen} ligt {waar}.", "{onderdelen} liggen {waar}.",
            aantal=len(high), onderdelen=_named(high, len(placed)), waar=corner,
        )  # fmt: skip
        return glued(few, told)


def _in_corners(result: Axes, placed: Sequence[AxesPoint]) -> Iterator[str]:
    """A sentence per place where items lie, in the order of the items."""
    for corner in dict.fromkeys(map(result.corner, placed)):
        names = [item_named(point.label) for point in placed if result.corner(point) == corner]
        yield phrase_many(
            "{onderdelen} ligt gemiddeld {waar}.", "{onderdelen} liggen gemiddeld {waar}.",
            aantal=len(names), onderdelen=_named(names, len(placed)), waar=_where(corner, result),
        )  # fmt: skip


def _where(corner: str, result: Axes) -> str:
    if corner in (result.corners or ()):
        return phrase("bij {hoek}", hoek=quoted(corner))
    return phrase("in {plek}", plek=corner) if corner == CENTRE else corner  # which is between two


def _named(names: Sequence[str], of: int) -> str:
    return (
        as_opening(phrase("alle {aantal} onderdelen", aantal=of))
        if len(names) == of > 3
        else listing_first(names, *OTHER_ITEMS)
    )


def _corners(options: Options) -> Corners | None:
    if not options.has("hoeken"):
        return None
    names = options.texts("hoeken", at_least=CORNERS_OF_FIELD, at_most=CORNERS_OF_FIELD, limit=CORNER_LENGTH)
    return (names[0], names[1], names[2], names[3]) if len(names) == CORNERS_OF_FIELD else None


def _side(value: float | None, ends: tuple[str, str]) -> str:
    if value is None or value == _MIDDLE:
        return CENTRE
    return quoted(ends[value > _MIDDLE])


def _ends(words: Sequence[str]) -> tuple[str, str]:
    return (words[0], words[1]) if len(words) == 2 else ("", "")
