"""The minutes of the agenda add up: a sum is taken from what is printed."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.deck_files import read_decks
from kompas_tui.domain.course.way import with_way
from kompas_tui.domain.report.agenda import AgendaItem, agenda
from kompas_tui.domain.report.course import course_section
from kompas_tui.domain.result.cells import Number, in_words
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from tests.workshop.test_routes import DECK, FOREST

NOW = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)


COURSE = with_way(read_decks([("wijkdeal", DECK, False), ("bos", FOREST, True)]).course, "lang")


@given(st.lists(st.integers(0, 400), min_size=1, max_size=5))
def test_the_minutes_of_the_cards_are_those_of_the_route(seconds: list[int]) -> None:
    begun = ev.Started(time=NOW, code="ABCD", details=ev.Details(), decks=(), roles=())
    events: list[ev.AnyEvent] = [begun, ev.RouteChosen(time=NOW, route="lang")]
    at = NOW
    for card, spent in zip(COURSE.way, seconds, strict=False):
        events.append(ev.CardShown(time=at, card=card.address, title=card.title, minutes=None))
        at += timedelta(seconds=spent)
    events.append(ev.Ended(time=at))
    section = course_section(Session(events), COURSE)
    assert section is not None
    said, table = section.blocks[:2]
    printed = [row[-1] for row in table.table.rows]  # type: ignore[union-attr]
    total = sum(int(cell.value) for cell in printed if isinstance(cell, Number) and not cell.is_bound)
    took = said.text.rpartition(". ")[2]  # type: ignore[union-attr]
    assert took == {0: "Het duurde minder dan een minuut.", 1: "Het werd 1 minuut."}.get(
        total, f"Het werden {total} minuten."
    )


def test_less_than_a_minute_is_told_as_such() -> None:
    assert in_words(AgendaItem("a", "A", (NOW,), timedelta(seconds=20)).minutes) == "< 1"


def test_a_card_of_another_day_than_that_on_which_it_began_has_its_day() -> None:
    next_day = NOW + timedelta(days=1)
    begun = ev.Started(time=NOW, code="ABCD", details=ev.Details(), decks=(), roles=())
    shown = [ev.CardShown(time=at, card=f"{at:%d}", title="Kaart", minutes=None) for at in (NOW, next_day)]
    begins = [item.begins for item in agenda(Session([begun, *shown, ev.Ended(time=next_day)]))]
    assert begins == ["13:00", "13:00 (27 november 2026)"]
