"""How far the group is at each point of a plate, and where it goes on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kompas_tui.domain.deck.canvases import DEAL
from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.deck.plates import PlatePoint
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.result.highlights import Highlight, amount, highlight
from kompas_tui.domain.result.shapes import Result
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

NOT_YET, BUSY, DONE = "nog niet", "bezig", "klaar"


@dataclass(frozen=True, slots=True)
class PointState:
    """How far the group is at a point: a state in words, and of one question the answers and the strongest result."""

    point: PlatePoint
    state: str
    answers: int = 0
    """How many answered the question that is told."""
    top: Highlight | None = None
    asked: str = ""
    """The question to which the strongest result is the answer."""
    next: str = ""
    """The address of the card where the group goes on."""
    is_open: bool = False
    """Whether a round is open here."""
    is_last: bool = False
    """Whether the group was here last, of all points."""
    deals: int = 0
    """How many deals stand here: this is the part of the cycle in which they go on."""

    @property
    def deals_in_words(self) -> str:
        """`1 deal`; empty where none stands here."""
        return count(self.deals, "deal", "deals") if self.deals else ""

    @property
    def in_words(self) -> str:
        """The state with the number of answers and of deals."""
        answers = count(self.answers, "antwoord", "antwoorden") if self.answers else ""
        return " · ".join(filter(None, (self.state, answers, self.deals_in_words)))


Seen = Callable[[Round], Result | None]
"""What may be shown of a closed round, None where that is nothing; only the gate gives one."""


Agreed = Mapping[str, bool]
"""Of each canvas that was begun, by the address of its card: whether it is agreed."""


def point_states(session: Session, course: Course, card: Card, seen: Seen, agreed: Agreed) -> tuple[PointState, ...]:
    """The state of every point of the plate on a card, those below too."""
    plate = card.plate
    assert plate is not None, "only a plate has points"
    parts = point_cards(course, card)
    states = tuple(
        _state(session, course, point, parts[point.key], also_cards(course, card, point), seen, agreed)
        if point.key in parts
        else PointState(point, NOT_YET, next=point.to)
        for point in (*plate.points, *plate.below)
    )
    return _with_deals(_with_last(states, session, parts), len(plate.points), parts, agreed or {})


def _with_last(
    states: Sequence[PointState], session: Session, parts: Mapping[str, Sequence[Card]]
) -> Sequence[PointState]:
    """The states, of which one says that the group was there last."""
    homes = {card.address: key for key, cards in parts.items() for card in cards}
    last = next((homes[visit.card] for visit in reversed(session.course) if visit.card in homes), "")
    return [replace(state, is_last=state.point.key == last) for state in states]


def _with_deals(
    states: Sequence[PointState], around: int, parts: Mapping[str, Sequence[Card]], agreed: Agreed
) -> tuple[PointState, ...]:
    """The states, each with how many deals stand there: where a deal is made, and once agreed where it goes on."""
    deals = [0] * len(states)
    for index, state in enumerate(states[:around]):
        for card in parts.get(state.point.key, ()):
            if card.canvas is not None and card.canvas.sort == DEAL and card.address in agreed:
                ahead = range(index + 1, around) if agreed[card.address] else range(index, around)
                deals[next((later for later in ahead if states[later].state != DONE), around - 1)] += 1
    return tuple(replace(state, deals=held) for state, held in zip(states, deals, strict=True))


def point_cards(course: Course, card: Card) -> dict[str, Sequence[Card]]:
    """The cards of each point of the plate on a card, by the point's key."""
    plate = card.plate
    assert plate is not None, "only a plate has points"
    points = (*plate.points, *plate.below)
    firsts = {point.key: first for point in points if (first := course.find(point.to, card.deck)) is not None}
    starts = {first.address for first in firsts.values()}
    return {
        point.key: _cards_of(course, firsts[point.key], point.until, starts) for point in points if point.key in firsts
    }


def _cards_of(course: Course, first: Card, until: str, starts: set[str]) -> Sequence[Card]:
    """The cards of a point: from its first to its last, at most up to the next point, plate, fan or deck."""
    line = course.line_of(first)
    index = [card.address for card in line].index(first.address)
    reached = [first]
    if until == first.address:
        return reached
    for card in line[index + 1 :]:
        if card.address in starts or card.plate or card.fan or card.deck != first.deck:
            break
        reached.append(card)
        if until in (card.address, bare := card.address.rpartition("/")[2], f"{card.deck}/{bare}"):
            break
    return reached


def also_cards(course: Course, card: Card, point: PlatePoint) -> Sequence[Card]:
    """The cards elsewhere that belong to a point of the plate on a card."""
    reached = (course.find(name, card.deck) for name in point.also)
    return [one for one in reached if one is not None]


def _state(
    session: Session,
    course: Course,
    point: PlatePoint,
    own: Sequence[Card],
    also: Sequence[Card],
    seen: Seen,
    agreed: Agreed,
) -> PointState:
    """How far the group is with its own cards and those elsewhere; with a route what lies on it is enough."""
    cards = [*own, *also]
    visited = [visit.card for visit in session.course] + [drawn.card for drawn in session.drawn]
    wanted = [card for card in cards if course.place(card.address)] or cards
    asked = [card for card in cards if card.activity and (card in wanted or session.rounds_of(card.address))]
    rounds = [last for card in asked if (last := session.last_round(card.address)) is not None]
    closed = [last for last in rounds if not last.is_open and last.answers]
    canvases = [card.address for card in wanted if card.canvas is not None]
    begun = [address for address in canvases if address in agreed]
    if canvases:  # what the group agreed says more than how many questions it answered
        is_done = len(begun) == len(canvases) and all(agreed[address] for address in begun)
    else:
        is_done = len(closed) == len(asked) if asked else all(card.address in visited for card in wanted)
    if is_done:
        state = DONE
    elif rounds or begun or any(card.address in visited for card in cards):
        state = BUSY
    else:
        state = NOT_YET
    results = [(last, result) for last in closed if (result := seen(last)) is not None]
    tops = [(top, last) for tell in (highlight, amount) for last, result in results if (top := tell(result))]
    top, told = tops[0] if tops else (None, next(iter([*(last for last in rounds if last.is_open), *rounds]), None))
    return PointState(
        point,
        state,
        told.answers if told else 0,
        top,
        told.activity.question if told else "",
        _where_to_go_on([own[0], *(card for card in wanted if card in own[1:])], visited, closed),
        any(last.is_open for last in rounds),
    )


def _where_to_go_on(cards: Sequence[Card], visited: Sequence[str], closed: Sequence[Round]) -> str:
    """The card that was shown last, or behind it the first that was not done; the first card where all is done."""
    addresses, done = [card.address for card in cards], {asked.card for asked in closed}
    last = next((address for address in reversed(visited) if address in addresses), addresses[0])
    ahead = addresses[addresses.index(last) :]
    return next((address for address in ahead if address not in done), addresses[0])
