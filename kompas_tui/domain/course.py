"""The cards of a session as they lie now: what the group did decides which come, and what they say."""

from dataclasses import replace
from typing import TYPE_CHECKING

from kompas_tui.domain.deck import Course, with_added
from kompas_tui.domain.hunt import with_hunt
from kompas_tui.domain.sides import with_sides

if TYPE_CHECKING:
    from kompas_tui.domain.session import Session


def course_now(course: Course, session: "Session") -> Course:
    """The course with the chosen side spoken to, the hunt after a count of bears, and questions made on the spot."""
    spoken = with_sides(course, session)
    hunting = replace(spoken, cards=with_hunt(spoken.cards, session), linked=with_hunt(spoken.linked, session))
    return with_added(hunting, session.added)
