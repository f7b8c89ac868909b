"""A session's clock never goes back, and a session that travels keeps the time of where it began."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from kompas_tui.domain.report.agenda import agenda
from kompas_tui.domain.report.build import build_report
from kompas_tui.domain.result.cells import in_words
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.clock import SteadyClock, going_on

HOUR = timedelta(hours=1)
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=timezone(HOUR))


def clock(*moments: tuple[timedelta, float], since: datetime | None = None) -> SteadyClock:
    """A clock over what the wall and the seconds since the start tell, one after another."""
    told = iter([(timedelta(), 0.0), *moments] if since is None else moments)
    now: list[tuple[timedelta, float]] = [(timedelta(), 0.0)]

    def wall() -> datetime:
        now.append(next(told))
        return NOON + now[-1][0]

    return SteadyClock(wall, lambda: now[-1][1], since)


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ([(timedelta(minutes=3), 180.0)], timedelta(minutes=3)),
        ([(-2 * HOUR, 3.0)], timedelta(seconds=3)),
        ([(-2 * HOUR, 3.0), (-2 * HOUR + timedelta(minutes=5), 303.0)], timedelta(minutes=5, seconds=3)),
        ([(-2 * HOUR, 3.0), (timedelta(minutes=9), 540.0)], timedelta(minutes=9)),
        ([(timedelta(seconds=59), 60.0), (timedelta(seconds=58), 60.5)], timedelta(seconds=59)),
        ([(HOUR, 5.0)], HOUR),
    ],
    ids=["runs", "set back", "goes on from there", "set right again", "kept right", "slept"],
)
def test_the_clock_is_the_walls_until_that_is_set_back(
    moments: list[tuple[timedelta, float]], expected: timedelta
) -> None:
    steady = clock(*moments)
    assert [steady() for _ in moments][-1] == NOON + expected


def test_a_clock_that_begins_behind_runs_on_until_the_wall_has_caught_up() -> None:
    steady = clock((-HOUR, 3.0), (-HOUR + timedelta(minutes=5), 303.0), (timedelta(minutes=9), 540.0), since=NOON)
    told = [steady() - NOON for _ in range(3)]
    assert told == [timedelta(seconds=3), timedelta(minutes=5, seconds=3), timedelta(minutes=9)]


@pytest.mark.parametrize(
    "latest", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC), NOON.replace(year=9998)]
)
def test_a_clock_runs_behind_any_time_that_a_log_can_name(latest: datetime) -> None:
    clock = going_on(lambda: NOON, latest)
    assert clock() <= clock()


def _log(times: list[datetime]) -> Session:
    first, *rest = times
    started = ev.Started(time=first, code="ABCD", details=ev.Details("Avond"), decks=(ev.DeckText("d", "# K"),))
    shown = [ev.CardShown(time=time, card=f"k{n}", title=f"Kaart {n}") for n, time in enumerate(rest[:-1])]
    return Session([started, *shown, ev.Ended(time=rest[-1])])


@pytest.mark.parametrize(
    "time", [datetime.min.replace(tzinfo=timezone(14 * HOUR)), datetime.max.replace(tzinfo=timezone(-12 * HOUR))]
)
def test_times_at_the_ends_of_the_calendar_can_be_told_in_any_zone(time: datetime) -> None:
    session = _log([time] * 3)
    for told in (session.started, session.latest, session.ended):
        assert told is not None
        assert told.astimezone(UTC).date() == time.date()


def test_a_clock_that_was_set_back_makes_no_card_last_for_hours() -> None:
    back = NOON - 2 * HOUR + timedelta(seconds=3)
    session = _log([NOON, NOON, back, back + timedelta(minutes=10), back + timedelta(minutes=11)])
    assert [in_words(item.minutes) for item in agenda(session)] == ["< 1", "10", "1"]


@pytest.mark.parametrize("elsewhere", [timezone(timedelta(hours=-9)), timezone(timedelta(hours=11))])
def test_a_session_that_goes_on_far_away_is_told_in_the_time_of_where_it_began(elsewhere: timezone) -> None:
    session = _log([NOON, NOON, (NOON + 3 * HOUR).astimezone(elsewhere), (NOON + 4 * HOUR).astimezone(elsewhere)])
    facts = str(build_report(session, "0" * 64))
    assert "25 november 2026, van 12:00 tot 16:00 uur" in facts
    assert session.course[-1].time.strftime("%H:%M") == "15:00"


def test_the_change_to_winter_time_leaves_the_clock_on_the_wall() -> None:
    summer = NOON.replace(month=10, tzinfo=timezone(2 * HOUR))
    session = _log([summer, NOON, NOON + HOUR, NOON + 2 * HOUR])
    assert [visit.time.strftime("%H:%M") for visit in session.course] == ["12:00", "13:00"]
