"""The cards of a session as they lie now: what the group did decides which come, and what they say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kompas_tui.domain.course.hunt import with_hunt
from kompas_tui.domain.course.sides import with_sides
from kompas_tui.domain.course.way import with_way
from kompas_tui.domain.deck.cards import Card, Course, Fan
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.result.shapes import TextList
from kompas_tui.domain.session.events import CardAdded
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

OWN_TOPIC = "Eigen vragen"
"""Where a question of the room stands that belongs to no topic of the fan."""


def course_now(course: Course, session: Session) -> Course:
    """The course with the chosen side spoken to, the hunt after a count, the route, and questions made here."""
    # In this order: a hunt is of cards in the words of the side, and a route leads through all there is by then.
    spoken = with_sides(course, session)
    hunting = replace(spoken, cards=with_hunt(spoken.cards, session), linked=with_hunt(spoken.linked, session))
    own = _own_questions(hunting, session)
    return with_added(with_way(with_own_questions(hunting, own), session.route), session.added)


Own = Mapping[str, Sequence[tuple[str, str]]]
"""The questions of the room by the address of the card with the fan, each behind its topic."""


def _own_questions(course: Course, session: Session) -> Own:
    """What the facilitator put in each fan, and what phones wrote there once the facilitator showed it."""
    own: dict[str, list[tuple[str, str]]] = {}
    for added in session.own_questions:
        own.setdefault(added.card, []).append((added.topic, added.question))
    for card in course.every:
        asked = course.find(card.fan.room, card.deck) if card.fan is not None and card.fan.room else None
        if card.fan is not None and asked is not None:
            rounds = [one for one in session.rounds_of(asked.address) if one.activity.moderated]
            own.setdefault(card.address, []).extend(_from_phones(card.fan, rounds))
    return {card: questions for card, questions in own.items() if questions}


def _from_phones(fan: Fan, rounds: Sequence[Round]) -> Iterator[tuple[str, str]]:
    """What phones wrote and the facilitator showed; a heading that is a topic of the fan says where it belongs."""
    topics = {name.casefold(): name for name, _ in fan.topics}
    for asked in rounds:
        result = asked.result()
        for item in result.items if isinstance(result, TextList) else ():
            yield topics.get(item.group.casefold(), OWN_TOPIC), " ".join(item.text.split())


def with_own_questions(course: Course, own: Own) -> Course:
    """The course with the questions of the room in its fans, each behind those of its topic."""
    if not own:
        return course
    cards, linked = (tuple(_with_questions(card, own) for card in some) for some in (course.cards, course.linked))
    return replace(course, cards=cards, linked=linked)


def _with_questions(card: Card, own: Own) -> Card:
    added = own.get(card.address, ())
    if card.fan is None or not added:
        return card
    topics = dict(card.fan.topics)
    for topic, question in added:
        before = topics.get(topic, ())
        topics[topic] = before if question in card.fan.questions("") or question in before else (*before, question)
    told = tuple((topic, questions) for topic, questions in topics.items() if questions)
    return replace(card, fan=replace(card.fan, topics=told))


def with_added(course: Course, added: Sequence[CardAdded]) -> Course:
    """The course with cards made on the spot, each behind the card where it was made."""
    cards, way = list(course.cards), list(course.way)
    for made in added:
        question = dict(made.question)
        card = Card(made.card, made.title, "", activity=read_activity(question.pop("soort"), question))
        cards.insert(_place_behind(made.after, cards) or len(cards), card)
        if index := _place_behind(made.after, way):
            way.insert(index, card)
    return replace(course, cards=tuple(cards), way=tuple(way))


def _place_behind(address: str, cards: Sequence[Card]) -> int:
    """The place behind this card; 0 where it is not among them."""
    return next((index for index, card in enumerate(cards, 1) if card.address == address), 0)
