"""A card that speaks to the side which the group chose: the municipality begins, or the city does."""

from collections.abc import Sequence
from dataclasses import replace

from kompas_tui.domain.deck.cards import Block, Card, Course, Span
from kompas_tui.domain.result.shapes import Bars
from kompas_tui.domain.session.session import Session


def chosen_option(course: Course, session: Session, name: str, deck: str) -> str:
    """The option that won the last round of a card; empty while it is open, without answers and on a tie."""
    card = course.find(name, deck)
    last = session.last_round(card.address) if card is not None else None
    result = last.result() if last is not None and not last.is_open else None
    if not isinstance(result, Bars):
        return ""
    first, second = (*result.ranked, None, None)[:2]
    if first is None or not first.count or (second is not None and second.count == first.count):
        return ""
    return first.label


def with_sides(course: Course, session: Session) -> Course:
    """The course in which each card with sides says what it says to the chosen one."""

    def spoken(cards: Sequence[Card]) -> tuple[Card, ...]:
        return tuple(_spoken(card, course, session) for card in cards)

    return replace(course, cards=spoken(course.cards), linked=spoken(course.linked))


def _spoken(card: Card, course: Course, session: Session) -> Card:
    if card.sides is None:
        return card
    side_text = dict(card.sides.texts).get(chosen_option(course, session, card.sides.card, card.deck), "")
    return replace(card, blocks=(*card.blocks, Block("side", (Span(side_text),)))) if side_text else card
