"""A session of several evenings is dated as such, and a figure of the second evening is not taken for the first."""

from datetime import UTC, datetime, timedelta

import pytest

from kompas_tui.domain.report.agenda import sittings
from kompas_tui.domain.report.build import build_report
from kompas_tui.domain.report.wishes import ReportWishes
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session

EVENING = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
WEEK, MINUTE = timedelta(days=7), timedelta(minutes=1)
QUESTION = {"soort": "keuze", "vraag": "Rots of water?", "opties": ["Rots", "Water"]}


def asked(number: int, opened: datetime, closed: datetime) -> list[ev.AnyEvent]:
    """A round that opened and closed then."""
    name = f"k-{number}"
    return [
        ev.RoundOpened(time=opened, round=name, card="k", title="Kiezen", number=number, question=QUESTION),
        ev.RoundClosed(time=closed, round=name),
    ]


def session(*happened: ev.AnyEvent) -> Session:
    """A session that began on the first evening, with a card of its own."""
    begun = ev.Started(time=EVENING, code="ABCD", details=ev.Details("Plein"), decks=(ev.DeckText("d", "# K"),))
    shown = ev.CardShown(time=EVENING, card="k", title="Kiezen")
    return Session([begun, shown, *asked(1, EVENING + MINUTE, EVENING + 5 * MINUTE), *happened])


def test_two_evenings_are_two_dates_and_a_time_of_the_second_has_its_day() -> None:
    second = EVENING + WEEK + 30 * MINUTE
    decided = ev.DecisionTaken(time=EVENING + 4 * MINUTE, text="We bouwen.", card="k")
    twice = session(decided, *asked(2, second, second + 9 * MINUTE), ev.Ended(time=second + 10 * MINUTE))
    facts = str(build_report(twice, "0" * 64))
    assert "Verslag van 20 november 2026 en 27 november 2026" in facts
    assert "20 november 2026, van 19:00 tot 19:05 uur en 27 november 2026, van 19:30 tot 19:40 uur" in facts
    assert "van 19:01 tot 19:05" in facts
    assert "van 19:30 (27 november 2026) tot 19:39." in facts, "the day is said once"
    steps = str(build_report(twice, "0" * 64, wishes=ReportWishes(form="participatieverslag")))
    began, took, again = (
        steps.index(step) for step in ("De sessie ‘Plein’", "We bouwen.'), ", "27 november 2026', 'De")
    )
    assert began < took < again, "in the order in which they came"
    assert steps.count("De sessie ‘Plein’") == 2


@pytest.mark.parametrize("later", [timedelta(days=1), WEEK])
def test_an_end_or_a_decision_that_came_days_later_is_no_evening(later: timedelta) -> None:
    decided = ev.DecisionTaken(time=EVENING + later, text="We bouwen.", card="k")
    facts = str(build_report(session(decided, ev.Ended(time=EVENING + later)), "0" * 64))
    assert "20 november 2026, van 19:00 tot 19:05 uur" in facts
    assert "'Verslag van 20 november 2026'" in facts


def test_past_midnight_and_after_a_long_meal_is_the_same_evening() -> None:
    late = EVENING + timedelta(hours=5, minutes=30)
    late_round = asked(2, EVENING + timedelta(hours=4), late)
    assert sittings(session(*late_round, ev.Ended(time=late))) == [(EVENING, late)]


def test_a_clock_that_was_set_back_ends_no_evening_before_its_last_round() -> None:
    assert sittings(session(ev.Ended(time=EVENING - MINUTE))) == [(EVENING, EVENING + 5 * MINUTE)]
