"""The cards of a session as they lie now: what the group did decides which come, and what they say."""

from collections.abc import Sequence
from dataclasses import replace

from kompas_tui.domain.course.hunt import with_hunt
from kompas_tui.domain.course.sides import with_sides
from kompas_tui.domain.course.way import with_way
from kompas_tui.domain.deck.cards import Card, Course, Fan
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.session.events import CardAdded, QuestionAdded
from kompas_tui.domain.session.session import Session


def course_now(course: Course, session: Session) -> Course:
    """The course with the chosen side spoken to, the hunt after a count, the route, and questions made here."""
    spoken = with_sides(course, session)
    hunting = replace(spoken, cards=with_hunt(spoken.cards, session), linked=with_hunt(spoken.linked, session))
    return with_added(with_way(with_own_questions(hunting, session.own_questions), session.route), session.added)


def with_own_questions(course: Course, own: Sequence[QuestionAdded]) -> Course:
    """The course with the questions of the room in its fans, each behind those of its topic."""
    if not own:
        return course
    cards, linked = (tuple(_with_questions(card, own) for card in some) for some in (course.cards, course.linked))
    return replace(course, cards=cards, linked=linked)


def _with_questions(card: Card, own: Sequence[QuestionAdded]) -> Card:
    added = [one for one in own if one.card == card.address]
    if card.fan is None or not added:
        return card
    topics = dict(card.fan.topics)
    for one in added:
        before = topics.get(one.topic, ())
        topics[one.topic] = before if one.question in before else (*before, one.question)
    return replace(card, fan=Fan(tuple(topics.items())))


def with_added(course: Course, added: Sequence[CardAdded]) -> Course:
    """The course with cards made on the spot, each behind the card where it was made."""
    cards, way = list(course.cards), list(course.way)
    for made in added:
        question = dict(made.question)
        card = Card(made.card, made.title, "", activity=read_activity(question.pop("soort"), question))
        cards.insert(_place_behind(made.after, cards) or len(cards), card)
        if place := _place_behind(made.after, way):
            way.insert(place, card)
    return replace(course, cards=tuple(cards), way=tuple(way))


def _place_behind(address: str, cards: Sequence[Card]) -> int:
    """The place behind this card; 0 where it is not among them."""
    return next((place for place, card in enumerate(cards, 1) if card.address == address), 0)
