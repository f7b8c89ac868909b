"""The few shapes of results; beamer, phone, report and data draw shapes, never kinds.

Long, for it is one list: who adds a shape sees here what every shape has to say of itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Literal, assert_never

from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.wording import labelled, number
from kompas_tui.domain.result.cells import Cell, Number
from kompas_tui.domain.result.spots import PinPlace, Spot, could_be_place

AXES_MIDDLE = 5
"""The middle of an axis from 0 to 10."""

DONE_FROM = 0.75
"""From this mean score, where yes is 1 and partly a half, an item of a checklist is done."""

MOST_FIGURES = 15
"""A number of more figures is kept as it was written, since it can't be held exactly."""


WEIGHINGS = COUNTS, COUNTS_PARTLY, COUNTS_NOT = "telt mee", "deels", "niet"
"""Whether a contribution counts."""


@dataclass(frozen=True, slots=True)
class TextItem:
    """A participant's text with its own id; `group` is the heading it stands under, `done` ticks off a question.

    `weighing` says whether it counts, as one of WEIGHINGS, and `why`; both are empty where nobody weighed it.
    `column` is where the voter wrote it, in a question with columns.
    """

    id: str
    text: str
    group: str = ""
    support: int = 0
    done: bool = False
    weighing: str = ""
    why: str = ""
    reaction: str = ""
    """What the organisation answered to it."""
    column: str = ""
    is_objection: bool = False
    """Whether it says why somebody objects to a proposal."""
    level: str = ""
    """What was chosen with it at the item of a checklist in own words, which it explains."""

    @property
    def heading(self) -> str:
        """What it stands under."""
        return labelled(self.group, self.level) if self.level else self.group


@dataclass(frozen=True, slots=True)
class Bar:
    """One option with its count; `hands` of it were counted in the room, by people without a phone.

    `paddles` of it were given with a card on paper, where that may stand apart.
    """

    label: str
    count: int
    hands: int = 0
    paddles: int = 0
    is_right: bool = False
    """Whether it is the right answer, as far as that may be told."""
    is_own: bool = False
    """Whether people typed what they meant behind it: they agree on nothing by choosing it."""

    @property
    def in_words(self) -> str:
        """The option, and that it is right."""
        return phrase("{optie} (goed)", optie=self.label) if self.is_right else self.label


class Unit(StrEnum):
    """What is counted per option."""

    CHOSEN = "keer gekozen"
    SUPPORTED = "keer gesteund"
    VOTERS = "deelnemers"
    SIGNED = "ingeschreven"
    STICKERS = "stickers"
    POINTS = "punten"

    @property
    def is_people(self) -> bool:
        """Whether a count is a number of people who chose this, so that it has a share of all who answered."""
        return self in (Unit.CHOSEN, Unit.VOTERS, Unit.SIGNED)


@dataclass(frozen=True, slots=True)
class Vote:
    """How a vote decides: how many of each `of` valid votes an option `needs`, 0 where none is asked.

    A percentage is so many of 100; two thirds of nine votes are six, which no whole percentage says. `is_more` where
    exactly that much is too little.
    Where `has_blank`, the last option is a blank vote: it counts among the answers, and for no option.
    """

    needs: int = 0
    has_blank: bool = False
    of: int = 100
    is_more: bool = False

    def is_reached(self, votes: int, valid: int) -> bool:
        """Whether so many of the valid votes are enough; never where nothing is asked."""
        if not (self.needs and valid):
            return False
        given, needed = self.of * votes, self.needs * valid
        return given > needed if self.is_more else given >= needed

    @property
    def told(self) -> str:
        """What it needs, as the deck says it: `70 procent`, `2/3` or `meer dan 50 procent`."""
        part = f"{self.needs}/{self.of}" if self.of != 100 else phrase("{getal} procent", getal=number(self.needs))
        return phrase("meer dan {getal}", getal=part) if self.is_more else part

    def as_data(self) -> dict[str, Any]:
        """What it needs, by name; nothing where nothing is asked."""
        if not self.needs:
            return {}
        return {"drempel": self._percent, **({"meer_dan": True} if self.is_more else {})}

    @property
    def _percent(self) -> float:
        """What it needs of a hundred, in tenths, rounded down."""
        return self.needs if self.of == 100 else 1000 * self.needs // self.of / 10


@dataclass(frozen=True, slots=True)
class Spending:
    """What there is to spend, in a unit such as euro, and what each option costs, in the order of the options."""

    budget: int
    unit: str
    costs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A count per option, in the order of the question.

    `texts` are remarks that belong to options; `winner` beats every other option one against one.
    """

    shape: ClassVar[str] = "staven"
    is_possible: ClassVar[bool] = True
    bars: tuple[Bar, ...]
    answers: int
    unit: Unit
    texts: tuple[TextItem, ...] = ()
    winner: str = ""
    in_order: bool = False
    """Whether the order of the question says more than the order of the counts."""
    with_shares: bool = False
    """Whether shares are told beside the counts."""
    vote: Vote = Vote()
    spending: Spending | None = None
    named: str = ""
    """The question's own word for what is counted, such as euro; empty where that of the unit is right."""
    seats: tuple[int, ...] = ()
    """How many places each option has, where one signs up for places: who comes after them waits."""

    @property
    def seated(self) -> tuple[int, ...]:
        """How many have a place, per option."""
        return tuple(min(bar.count, seats) for bar, seats in zip(self.bars, self.seats, strict=False))

    @property
    def options(self) -> tuple[Bar, ...]:
        """The bars without that of blank votes."""
        return self.bars[:-1] if self.vote.has_blank else self.bars

    @property
    def ranked(self) -> tuple[Bar, ...]:
        """The bars by count, equals in the order of the question; blank votes last."""
        if self.in_order:
            return self.bars
        return (*self.options_ranked, *self.bars[len(self.options) :])

    @property
    def options_ranked(self) -> tuple[Bar, ...]:
        """The options by count, equals in the order of the question; no blank votes."""
        return tuple(sorted(self.options, key=lambda bar: -bar.count))

    @property
    def leaders(self) -> tuple[Bar, ...]:
        """The options with the highest count; none where nobody chose one."""
        top = max((bar.count for bar in self.options), default=0)
        return tuple(bar for bar in self.options if bar.count == top > 0)

    @property
    def valid(self) -> int:
        """How many answers are not blank."""
        return self.answers - sum(bar.count for bar in self.bars[len(self.options) :])

    @property
    def counted_apart(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """How many of each count were no answers on a phone, by what they were, in the order of the ranked bars."""
        ways = {"handen": [bar.hands for bar in self.ranked], "kaarten": [bar.paddles for bar in self.ranked]}
        return tuple((way, tuple(counts)) for way, counts in ways.items() if any(counts))

    def percent(self, bar: Bar) -> float | None:
        """The share of the valid votes, or of all that was given; None where there is none, and of blank votes.

        Beside a threshold a share is told in tenths, rounded down, so that what looks reached is reached.
        """
        whole = self.valid if self.unit.is_people else sum(other.count for other in self.bars)
        if not whole or bar not in self.options:
            return None
        return 1000 * bar.count // whole / 10 if self.vote.needs else (200 * bar.count + whole) // (2 * whole)

    def told_percent(self, bar: Bar) -> float | None:
        """The share where that stands beside the count, else None."""
        return self.percent(bar) if self.with_shares or self.vote.needs else None

    @property
    def shares_together(self) -> float | None:
        """What the shares that are told add up to; None where an answer can be part of more than one of them.

        Each is rounded by itself, so that equals stay equal: together they may be a little more or less than 100.
        """
        told = [share for bar in self.options if (share := self.told_percent(bar)) is not None]
        given = sum(bar.count for bar in self.options)
        if not told or self.vote.needs or (self.unit.is_people and given != self.valid):
            return None
        return sum(told)

    @property
    def carried(self) -> tuple[Bar, ...]:
        """The options that have the share of the valid votes that they need; none where none is asked."""
        if not self.vote.needs or not self.valid:
            return ()
        return tuple(bar for bar in self.ranked if bar in self.options and self._is_carried(bar))

    def _is_carried(self, bar: Bar) -> bool:
        return self.vote.is_reached(bar.count, self.valid)


@dataclass(frozen=True, slots=True)
class Spread:
    """The scores of one statement: `counts[i]` voters gave `low` + i; the median is None without scores."""

    label: str
    counts: tuple[int, ...]
    median: float | None
    low: int = 1

    @property
    def scores(self) -> range:
        """What one could give, the lowest first."""
        return range(self.low, self.low + len(self.counts))

    @property
    def answers(self) -> int:
        """How many gave a score."""
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """The mean of the scores; None where there are none."""
        total = sum(score * amount for score, amount in zip(self.scores, self.counts, strict=True))
        return total / self.answers if self.answers else None

    def of_highest(self, figure: float) -> str:
        """`7 van 10`; only the figure where one can score below zero, since the highest says little then."""
        told = number(figure)
        return told if self.low < 0 else phrase("{score} van {hoogste}", score=told, hoogste=self.scores[-1])


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution per statement, all on one scale."""

    shape: ClassVar[str] = "spreiding"
    rows: tuple[Spread, ...]
    answers: int
    ends: tuple[str, str] | None = None
    by_mean: bool = False
    """Whether statements are ranked by their mean, where each was scored by a few only."""

    @property
    def scores(self) -> range:
        """What one could give each statement, the lowest first."""
        return self.rows[0].scores if self.rows else range(0)

    @property
    def ranked(self) -> tuple[Spread, ...]:
        """The statements as they are told: by their mean where that ranks them, else in the order of the question."""
        if not self.by_mean:
            return self.rows
        return tuple(sorted(self.rows, key=lambda row: -(row.mean or 0)))

    @property
    def is_possible(self) -> bool:
        """Whether a count can give it: each statement has scores to choose from, the same for all."""
        return all(row.counts and row.scores == self.scores for row in self.rows)

    def figure(self, row: Spread) -> float | None:
        """What a statement is told by: its middle score, or its mean where that ranks it."""
        return row.mean if self.by_mean else row.median


@dataclass(frozen=True, slots=True)
class Word:
    """A word and how many voters gave it."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Words:
    """Words by weight, the heaviest first."""

    shape: ClassVar[str] = "woorden"
    is_possible: ClassVar[bool] = True
    words: tuple[Word, ...]
    answers: int


@dataclass(frozen=True, slots=True)
class TextList:
    """The texts of a round; `hidden` is how many the facilitator keeps back.

    Of a question with `columns` every text stands in one of them; `across` of these belong beside each other.
    """

    shape: ClassVar[str] = "teksten"
    is_possible: ClassVar[bool] = True
    items: tuple[TextItem, ...]
    answers: int
    hidden: int = 0
    columns: tuple[str, ...] = ()
    across: int = 0

    def within(self, column: str) -> tuple[TextItem, ...]:
        """The texts of one column, in their order."""
        return tuple(item for item in self.items if item.column == column)


@dataclass(frozen=True, slots=True)
class StackedRow:
    """One item with a count per level, and its mean score from 0 to 1, None without answers."""

    label: str
    counts: tuple[int, ...]
    score: float | None
    parts: tuple[str, ...] = ()
    """Of what the label is made, such as who asks, whom and what; empty where it is one text."""

    @property
    def answers(self) -> int:
        """How many judged this item."""
        return sum(self.counts)

    @property
    def leading(self) -> int | None:
        """The place of the level that most chose; None where nobody did or several share the first place."""
        top = max(self.counts, default=0)
        return self.counts.index(top) if top and self.counts.count(top) == 1 else None

    @property
    def is_open(self) -> bool:
        """Whether there is work to do: a mean below three quarters, so that "deels" everywhere is not done."""
        return self.score is not None and self.score < DONE_FROM


@dataclass(frozen=True, slots=True)
class Stacked:
    """Items with a count per level; `ideas` stand under their item as group, and are called by `idea`.

    Levels in a deck's own words have no worth, so that their rows have no score. In a vote the first is for an item.
    """

    shape: ClassVar[str] = "gestapeld"
    levels: tuple[str, ...]
    rows: tuple[StackedRow, ...]
    answers: int
    ideas: tuple[TextItem, ...] = ()
    is_scored: bool = True
    idea: str = "idee"
    part_names: tuple[str, ...] = ()
    """What the parts of a label are called; empty where a label is one text."""
    vote: Vote = Vote()

    @property
    def is_possible(self) -> bool:
        """Whether a count can give it: each row has a count for every level, and a part for every name."""
        counted = bool(self.levels) and all(len(row.counts) == len(self.levels) for row in self.rows)
        return counted and all(len(row.parts) in (0, len(self.part_names)) for row in self.rows)

    def valid_of(self, row: StackedRow) -> int:
        """How many answers about this item are not blank."""
        return sum(row.counts[:-1] if self.vote.has_blank else row.counts)

    def percent_for(self, row: StackedRow) -> float | None:
        """The share of the valid answers that is for it, in tenths, rounded down; None where there are none."""
        valid = self.valid_of(row)
        return 1000 * row.counts[0] // valid / 10 if valid else None

    def is_carried(self, row: StackedRow) -> bool:
        """Whether this item has the share of the valid answers that the vote needs."""
        valid = self.valid_of(row)
        return self.vote.is_reached(row.counts[0], valid)


@dataclass(frozen=True, slots=True)
class AxesPoint:
    """The middle (centroid) of where voters put one item, both from 0 to 10; None where nobody did."""

    label: str
    x: float | None
    y: float | None
    answers: int


Corners = tuple[str, str, str, str]
"""The names of the corners of a field, clockwise from the top left."""

CENTRE = "het midden"


@dataclass(frozen=True, slots=True)
class Axes:
    """Points on two axes, each axis with its words at the low and the high end; the corners may have names."""

    shape: ClassVar[str] = "assen"
    x: tuple[str, str]
    y: tuple[str, str]
    points: tuple[AxesPoint, ...]
    answers: int
    corners: Corners | None = None

    @property
    def is_possible(self) -> bool:
        """Whether a count can give it: every point lies on the field."""
        places = (value for point in self.points for value in (point.x, point.y) if value is not None)
        return all(0 <= value <= 2 * AXES_MIDDLE for value in places)

    def corner(self, point: AxesPoint) -> str:
        """The name of the corner in which a point lies, or that it lies between two; empty where nobody put it."""
        if self.corners is None or point.x is None or point.y is None:
            return ""
        right, above = point.x - AXES_MIDDLE, point.y - AXES_MIDDLE
        if not right or not above:
            return CENTRE if right == above else f"tussen {' en '.join(self._beside(right, above))}"
        return self.corners[(0 if above > 0 else 3) if right < 0 else (1 if above > 0 else 2)]

    def _beside(self, right: float, above: float) -> tuple[str, str]:
        """The two corners on that side of the field."""
        assert self.corners is not None, "only named corners can be told"
        top_left, top_right, below_right, below_left = self.corners
        if right:
            return (top_right, below_right) if right > 0 else (top_left, below_left)
        return (top_left, top_right) if above > 0 else (below_left, below_right)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form; a person can be known by a personal one."""

    label: str
    personal: bool = False
    holds: Literal["text", "choice", "date", "number"] = "text"
    """A date is ISO, a number has a decimal comma at most, a choice is one of a few options."""


@dataclass(frozen=True, slots=True)
class Records:
    """Filled-in forms, a row each, by their first date and else by what is in them; dates are ISO."""

    shape: ClassVar[str] = "formulieren"
    is_possible: ClassVar[bool] = True
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    answers: int

    @property
    def public(self) -> "Records":
        """The same without personal columns."""
        kept = [index for index, column in enumerate(self.columns) if not column.personal]
        rows = [tuple(row[index] for index in kept) for row in self.rows]
        columns = tuple(self.columns[index] for index in kept)
        return Records(columns, in_order(columns, rows), self.answers)

    @property
    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows with their dates and numbers as values."""
        return tuple(tuple(map(_cell, self.columns, row)) for row in self.rows)


def _cell(column: Column, filled_in: str) -> Cell:
    if not filled_in:
        return filled_in
    match column.holds:
        case "date":
            return date.fromisoformat(filled_in)
        case "number" if len(filled_in) <= MOST_FIGURES:
            return Number(float(filled_in.replace(",", ".")), len(filled_in.partition(",")[2]), is_count=False)
        case "number" | "text" | "choice":
            return filled_in
        case _:
            assert_never(column.holds)


def in_order(columns: Sequence[Column], rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Rows by their first date, those without one last, and else by what is in them; never in the order they came."""
    index = next((index for index, column in enumerate(columns) if column.holds == "date"), None)
    if index is None:
        return tuple(sorted(rows))
    return tuple(sorted(rows, key=lambda row: (not row[index], row[index], row)))


@dataclass(frozen=True, slots=True)
class StyleCount:
    """How many have one style; `right` and `below` say in which quadrant it lies."""

    name: str
    count: int
    right: bool
    below: bool
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A group over four quadrants; empty below the number of answers from which a group may be shown.

    `across` and `down` are the words at the ends of the axes; a dot is (x, y), each from -1 to 1,
    right and below positive; `between` have no one style.
    """

    shape: ClassVar[str] = "profiel"
    is_possible: ClassVar[bool] = True
    across: tuple[str, str]
    down: tuple[str, str]
    styles: tuple[StyleCount, ...]
    dots: tuple[tuple[float, float], ...]
    between: int
    answers: int

    @property
    def is_hidden(self) -> bool:
        """Whether there are too few answers to show the group."""
        return not self.dots


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is asked beside what is offered; `matches` are ids of an ask and an offer that the facilitator joined."""

    shape: ClassVar[str] = "paren"
    is_possible: ClassVar[bool] = True
    asks: tuple[TextItem, ...]
    offers: tuple[TextItem, ...]
    answers: int
    matches: tuple[tuple[str, str], ...] = ()
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Cluster:
    """The pins in one spot: how many, of how many people, and the middle of where they stand, in thousandths."""

    spot: Spot
    pins: int
    people: int
    middle: PinPlace

    @property
    def label(self) -> str:
        """The name of the spot."""
        return self.spot.label


@dataclass(frozen=True, slots=True)
class PinMap:
    """Pins on a picture, counted per spot: the named areas in the order of the question, then squares with pins.

    `places` are the pins one by one, ordered by where they stand and not by who put them there; there are none
    below the number of answers from which they may be seen. `picture` is a hash, or the name of a scene.
    """

    shape: ClassVar[str] = "prikken"
    picture: str
    clusters: tuple[Cluster, ...]
    answers: int
    places: tuple[PinPlace, ...] = ()
    texts: tuple[TextItem, ...] = ()

    @property
    def is_possible(self) -> bool:
        """Whether everything lies on the picture."""
        spots = [(one.spot.left, one.spot.top) for one in self.clusters]
        return all(map(could_be_place, (*self.places, *spots, *(one.middle for one in self.clusters))))

    @property
    def pins(self) -> int:
        """How many pins there are."""
        return sum(cluster.pins for cluster in self.clusters)

    @property
    def ranked(self) -> tuple[Cluster, ...]:
        """The clusters by their pins, equals in the order of the question; without spots where nobody put one."""
        return tuple(sorted((one for one in self.clusters if one.pins), key=lambda one: -one.pins))


Result = Bars | Distribution | Words | TextList | Stacked | Axes | Records | Profile | Pairs | PinMap
