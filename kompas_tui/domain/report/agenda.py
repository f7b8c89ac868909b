"""The agenda as it was run: every card once, from when, and how long it was on the beamer in all."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
    """A card with the times from which it was shown, the time spent on it in all, and the minutes planned.

    `day` is that on which the session began; empty is that of the first time.
    """

    card: str
    title: str
    times: tuple[datetime, ...]
    spent: timedelta
    planned: int | None = None
    day: date | None = None

    @property
    def begins(self) -> str:
        """`19:02` or `19:02 en 19:40`, with the day where that is another one."""
        return listing([clock_on(time, self.day or self.times[0].date()) for time in self.times])

    @property
    def whole_minutes(self) -> int:
        """The minutes as they are printed, from which a sum is taken, so that it adds up; 0 for less than one."""
        return round(self.spent.total_seconds() / 60)

    @property
    def minutes(self) -> Number:
        """The minutes, whole ones."""
        return minutes_cell(self.whole_minutes)


def clock_on(moment: datetime, day: date) -> str:
    """`19:02`, or `19:02 (27 november 2026)` where it is not on this day."""
    return clock_time(moment) if moment.date() == day else f"{clock_time(moment)} ({long_date(moment)})"


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


def sittings(session: Session) -> list[tuple[datetime, datetime]]:
    """When the group met, each time from its first to its last moment; past midnight is still the same evening.

    It met again where a card was shown or a round opened after a pause, on another day; an end that was only pressed
    days later is none.
    """
    if session.started is None:
        return []
    shared = {visit.time for visit in session.course} | {asked.opened for asked in session.rounds.values()}
    met = [[session.started]]
    for moment in [*_moments(session), *([session.latest] if session.latest else [])]:
        if moment - met[-1][-1] <= PAUSE or moment.date() == met[-1][-1].date():
            met[-1].append(moment)
        else:
            met.append([moment])
    return [(moments[0], max(moments)) for moments in met if moments is met[0] or not shared.isdisjoint(moments)]


def days_of(session: Session) -> str:
    """The days on which the group met, in words; empty where nothing began."""
    return listing([long_date(first) for first, _ in sittings(session)])


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
            session.started.date() if session.started else None,
        )
        for card, visits in by_card.items()
    ]
