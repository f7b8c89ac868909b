"""The agenda as it was run: every card once, from when, and how long it was on the beamer in all."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from kompas_tui.domain.language.wording import clock_time, listing, long_date
from kompas_tui.domain.result.cells import Number
from kompas_tui.domain.session.session import Session
from kompas_tui.domain.session.state import Visit

PAUSE = timedelta(hours=2)
"""A silence longer than this is a pause, and no time spent on a card."""

GLANCE = timedelta(minutes=1)
"""A return to a card that is shorter than this is not named in the agenda; its time does count."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A card with the times from which it was shown, the time spent on it in all, and the minutes planned."""

    card: str
    title: str
    times: tuple[datetime, ...]
    spent: timedelta
    planned: int | None = None

    @property
    def begins(self) -> str:
        """`19:02` or `19:02 en 19:40`, with the day for a return on another day."""
        first = self.times[0].date()
        return listing(
            [clock_time(t) if t.date() == first else f"{clock_time(t)} ({long_date(t)})" for t in self.times]
        )

    @property
    def whole_minutes(self) -> int:
        """The minutes as they are printed, from which a sum is taken, so that it adds up; 0 for less than one."""
        return round(self.spent.total_seconds() / 60)

    @property
    def minutes(self) -> Number:
        """The minutes, whole ones."""
        return minutes_cell(self.whole_minutes)


def minutes_cell(whole: int) -> Number:
    """Whole minutes as they are printed: of what took less than one, that."""
    return Number(whole) if whole else Number(1, is_bound=True)


def _moments(session: Session) -> list[datetime]:
    """All that happened with a time, in order."""
    rounds = [moment for asked in session.rounds.values() for moment in (asked.opened, asked.closed) if moment]
    written = [item.time for item in session.written]
    ended = [session.ended] if session.ended else []
    return sorted([visit.time for visit in session.course] + rounds + written + ended)


def _spent(begin: datetime, end: datetime, moments: Sequence[datetime]) -> timedelta:
    """The time between, without pauses."""
    within = [begin, *moments[bisect_right(moments, begin) : bisect_left(moments, end)], max(begin, end)]
    gaps = [later - earlier for earlier, later in pairwise(within)]
    return sum((gap for gap in gaps if gap <= PAUSE), timedelta())


def _visits(session: Session) -> list[tuple[Visit, timedelta]]:
    moments = _moments(session)
    last = [session.latest] if session.latest else []
    ends = [visit.time for visit in session.course[1:]] + last
    return [(visit, _spent(visit.time, end, moments)) for visit, end in zip(session.course, ends, strict=False)]


def agenda(session: Session) -> list[AgendaItem]:
    """The cards in the order in which they were first shown."""
    by_card: dict[str, list[tuple[Visit, timedelta]]] = {}
    for visit, spent in _visits(session):
        by_card.setdefault(visit.card, []).append((visit, spent))
    return [
        AgendaItem(
            card,
            visits[-1][0].title,
            (visits[0][0].time, *(visit.time for visit, spent in visits[1:] if spent >= GLANCE)),
            sum((spent for _, spent in visits), timedelta()),
            next((visit.planned for visit, _ in reversed(visits) if visit.planned is not None), None),
        )
        for card, visits in by_card.items()
    ]
