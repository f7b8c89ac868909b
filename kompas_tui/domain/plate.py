"""The praatplaat (talk-picture): points that lead to cards, each with how far the group is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kompas_tui.domain.results import Bars, Result
from kompas_tui.domain.tables import strongest
from kompas_tui.domain.wording import count

if TYPE_CHECKING:
    from kompas_tui.domain.deck import Card, Course
    from kompas_tui.domain.session import Round, Session

FORMS = ("kompas", "kwadranten")
NOT_YET, BUSY, DONE = "nog niet", "bezig", "klaar"


@dataclass(frozen=True, slots=True)
class PlatePoint:
    """A point with its number key (1 to 9, then 0), leading to the card `to`."""

    key: str
    title: str
    question: str
    to: str
    until: str = ""
    """The last card that belongs to it; empty means up to the next point, plate or deck."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A talk-picture: points around a middle, and a row below."""

    middle: str
    form: str
    points: tuple[PlatePoint, ...]
    below: tuple[PlatePoint, ...] = ()

    def point(self, key: str) -> PlatePoint | None:
        """The point with this key."""
        return next((point for point in (*self.points, *self.below) if point.key == key), None)


@dataclass(frozen=True, slots=True)
class PointState:
    """How far the group is at a point: a state in words, the answers, and the strongest result in a few words."""

    point: PlatePoint
    state: str
    answers: int
    top: str

    @property
    def said(self) -> str:
        """The state with the number of answers."""
        return f"{self.state} · {count(self.answers, 'antwoord', 'antwoorden')}" if self.answers else self.state


def point_states(session: "Session", course: "Course", plate: Plate) -> tuple[PointState, ...]:
    """The state of every point, those below too."""
    points = (*plate.points, *plate.below)
    starts = {card.address for point in points if (card := course.find(point.to))}
    return tuple(_state(session, course, point, starts) for point in points)


def _cards_of(course: "Course", first: "Card", until: str, starts: set[str]) -> Sequence["Card"]:
    """The cards of a point: from its first to its last, at most up to the next point, plate or deck."""
    line = course.line_of(first)
    place = [card.address for card in line].index(first.address)
    found = [first]
    if until == first.address:
        return found
    for card in line[place + 1 :]:
        if card.address in starts or card.plate is not None or card.deck != first.deck:
            break
        found.append(card)
        if until in (card.address, f"{card.deck}/{card.address}"):
            break
    return found


def _state(session: "Session", course: "Course", point: PlatePoint, starts: set[str]) -> PointState:
    first = course.find(point.to)
    if first is None:
        return PointState(point, NOT_YET, 0, "")
    cards = _cards_of(course, first, point.until, starts)
    visited = {visit.card for visit in session.course}
    asked = [card for card in cards if card.activity is not None]
    rounds = [last for card in asked if (last := session.last_round(card.address)) is not None]
    closed = [last for last in rounds if not last.is_open and last.answers]
    if (asked and len(closed) == len(asked)) or (not asked and all(card.address in visited for card in cards)):
        state = DONE
    elif rounds or any(card.address in visited for card in cards):
        state = BUSY
    else:
        state = NOT_YET
    return PointState(point, state, max((last.answers for last in rounds), default=0), _top(closed))


def _top(closed: Sequence["Round"]) -> str:
    """The strongest of the last round with options, else of the last round."""
    results = [last.result() for last in closed]
    with_bars = [result for result in results if isinstance(result, Bars)]
    chosen: Result | None = (with_bars or results or [None])[-1]
    if chosen is None:
        return ""
    first = next(iter(strongest(chosen, 1)), "")
    if isinstance(chosen, Bars) and first:
        return f"{first} · {chosen.ranked[0].count}×" if chosen.unit == "keer gekozen" else first
    return first
