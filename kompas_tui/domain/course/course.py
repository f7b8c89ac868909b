"""The cards of a session as they lie now: what the group did decides which come, and what they say."""

from collections.abc import Sequence
from dataclasses import replace

from kompas_tui.domain.course.hunt import with_hunt
from kompas_tui.domain.course.sides import with_sides
from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.session.events import CardAdded
from kompas_tui.domain.session.session import Session


def course_now(course: Course, session: Session) -> Course:
    """The course with the chosen side spoken to, the hunt after a count of bears, and questions made on the spot."""
    spoken = with_sides(course, session)
    hunting = replace(spoken, cards=with_hunt(spoken.cards, session), linked=with_hunt(spoken.linked, session))
    return with_added(hunting, session.added)


def with_added(course: Course, added: Sequence[CardAdded]) -> Course:
    """The course with cards made on the spot, each behind the card where it was made."""
    if not added:
        return course
    cards = list(course.cards)
    for made in added:
        question = dict(made.question)
        card = Card(made.card, made.title, "", activity=read_activity(question.pop("soort"), question))
        addresses = [card.address for card in cards]
        cards.insert(addresses.index(made.after) + 1 if made.after in addresses else len(cards), card)
    return replace(course, cards=tuple(cards))
