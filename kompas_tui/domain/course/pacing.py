"""The clock against the agenda: how long the group is at this card, and how far it is from what was planned."""

from dataclasses import dataclass
from datetime import datetime

from kompas_tui.domain.course.way import planned_minutes
from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.session.session import Session


@dataclass(frozen=True, slots=True)
class Pace:
    """Minutes on this card and in all, spent and planned; `late` is below zero where the group is ahead."""

    here: int
    planned_here: int
    spent: int
    planned: int
    late: int

    @property
    def in_words(self) -> str:
        """How the group stands, such as `6 minuten achter`."""
        minutes = count(abs(self.late), "minuut", "minuten")
        return "op tijd" if not self.late else f"{minutes} {'achter' if self.late > 0 else 'voor'} op de planning"


def pace(session: Session, course: Course, card: Card, now: datetime) -> Pace | None:
    """Where the group is in time; None before it leaves its first card, at which people come in."""
    if len(session.course) < 2:
        return None
    position = course.place(card.address) or max((course.place(one.card) for one in session.course), default=1)
    first = course.order[0].minutes or 0
    spent = _minutes(session.course[1].time, now) + first
    before = planned_minutes(course, course.order[: max(position - 1, 0)])
    planned_here = card.minutes or 0
    late = max(spent - before - planned_here, 0) - max(before - spent, 0)
    here = _minutes(session.course[-1].time, now)
    return Pace(here, planned_here, spent, planned_minutes(course, course.order), late)


def _minutes(since: datetime, until: datetime) -> int:
    return max(int((until - since).total_seconds() // 60), 0)
