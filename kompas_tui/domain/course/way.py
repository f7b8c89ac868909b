"""The way of a route through the cards as they lie now, its minutes, and how one comes back to it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kompas_tui.domain.course.hunt import STEP_MINUTES, STEPS
from kompas_tui.domain.course.plate import point_cards
from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.deck.routes import Route
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.session.session import Session


def with_way(course: Course, name: str) -> Course:
    """The course with the cards of this route in its order; without such a route all cards are the order."""
    route = course.route(name)
    if route is None:
        return course
    way = _with_hunts(course, route_cards(course, route))
    own = {card.address: card for card in way}
    cards, linked = (tuple(own.get(card.address, card) for card in line) for line in (course.cards, course.linked))
    return replace(course, way=tuple(way), cards=cards, linked=linked)


def is_untouched(session: Session) -> bool:
    """Whether the session is at its beginning: nothing was asked, written or shown but the first card."""
    return len(session.course) <= 1 and not session.rounds and not session.written


def waits_for_route(session: Session, course: Course) -> bool:
    """Whether a route can be chosen, and nobody did before the session went on from its beginning."""
    return bool(course.routes) and not session.route and is_untouched(session)


def route_cards(course: Course, route: Route) -> list[Card]:
    """The cards of a route as they lie."""
    cards = {card.address: card for card in course.every}
    return [cards[address] for address in route.cards if address in cards]


def _with_hunts(course: Course, way: list[Card]) -> list[Card]:
    """The way with the biggest bears of each hunt, and their steps, on the places of the bears that it names."""
    for line in (course.cards, course.linked):
        for deck in dict.fromkeys(card.deck for card in line if card.progress is not None):
            hunted = [card for card in line if card.progress is not None and card.deck == deck]
            before = line[max(line.index(hunted[0]) - 1, 0)]
            way = _on_places(way, _bear_places(way, deck, before), hunted)
    return way


def _on_places(way: list[Card], places: Sequence[int], hunted: Sequence[Card]) -> list[Card]:
    """The way with one hunted bear a place; what has no place is outside it, and a place without a bear falls out."""
    groups: list[list[Card]] = []
    for card in hunted:
        if card.progress is not None and card.progress.step == 0:
            groups.append([])
        groups[-1].append(card)
    steps: list[Card] = []
    for index, card in enumerate(way):
        if index not in places:
            steps.append(card)
        elif (number := places.index(index)) < len(groups):
            steps += [_numbered(step, number + 1, min(len(places), len(groups))) for step in groups[number]]
    return steps


def _numbered(step: Card, bear: int, bears: int) -> Card:
    assert step.progress is not None, "only steps of a hunt are numbered"
    return replace(step, progress=replace(step.progress, bear=bear, bears=bears))


def _bear_places(way: Sequence[Card], deck: str, before: Card) -> list[int]:
    """Where bears of this deck stand behind a card; everywhere where that card is not on the way."""
    first = next((index for index, card in enumerate(way, 1) if card.address == before.address), 0)
    return [index for index, card in enumerate(way) if index >= first and card.bear and card.deck == deck]


def planned_minutes(course: Course, cards: Sequence[Card]) -> int:
    """What these cards take together, with the steps of the hunt for each bear behind a count that is still to come."""
    places = (_bear_places(cards, card.deck, card) for card in cards if _counts_bears(course, card))
    ahead = {index for behind in places for index in behind if cards[index].progress is None}
    return sum(card.minutes or 0 for card in cards) + len(ahead) * len(STEPS) * STEP_MINUTES


def break_words(cards: Sequence[Card]) -> str:
    """`, waarvan 30 minuten pauze`; empty where there is no break."""
    minutes = sum(card.minutes or 0 for card in cards if card.is_break)
    return f", waarvan {count(minutes, 'minuut', 'minuten')} pauze" if minutes else ""


def route_minutes(course: Course, route: Route) -> int:
    """What a route takes, from its first card to its last."""
    return planned_minutes(course, route_cards(course, route))


def _counts_bears(course: Course, card: Card) -> bool:
    bears = {other.bear.name for other in course.every if other.bear and other.deck == card.deck}
    return card.activity is not None and len(bears.intersection(card.activity.listed())) > 1


def further(session: Session, course: Course, here: Card, places: int) -> Card | None:
    """The card so many places further; from outside the order one comes back where one left it."""
    if course.place(here.address):
        return course.after(here.address, places)
    if (near := _walked_with(course, here, places)) is not None:
        return near
    in_order = [visit.card for visit in session.course if course.place(visit.card)]
    return course.find(in_order[-1]) if in_order else course.order[0]


def _walked_with(course: Course, here: Card, places: int) -> Card | None:
    """The card beside one outside the order, so many places further, where the two belong together; else None.

    Without a route a linked deck is walked from end to end. With a route only the steps of a hunt are, and the
    cards of one point of a plate: who leaves the route for one card is back on it with one step.
    """
    line = course.line_of(here)
    index = [card.address for card in line].index(here.address) + places
    other = line[index] if 0 <= index < len(line) else None
    if other is None or other.deck != here.deck:
        return None
    later = other if places > 0 else here
    if not course.way or later.progress is not None:
        return other
    return other if any({here.address, other.address} <= part for part in _parts(course)) else None


def _parts(course: Course) -> Iterator[set[str]]:
    for card in course.every:
        if card.plate is not None:
            yield from ({one.address for one in part} for part in point_cards(course, card).values())
