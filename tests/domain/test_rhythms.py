"""A chain of times: which turn it is follows from when it began and what was done with it, and from nothing else."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.fitting import ImpossibleEvent, told
from kompas_tui.domain.session.rhythms import TurnNow, time_is_up, turn_now, turns_run
from kompas_tui.domain.session.session import Session
from tests.journal.course import NOW, START

STARTED = START[0]
CHAIN = (ev.Stretch(1, "Alleen"), ev.Stretch(1, is_change=True), ev.Stretch(4, "Samen"))
BEGUN = ev.RhythmStarted(time=NOW, card="kleur", title="Kleur", stretches=CHAIN)


def at(minutes: float, act: str) -> ev.RhythmChanged:
    return ev.RhythmChanged(time=NOW + timedelta(minutes=minutes), act=act)


def after(*acts: ev.RhythmChanged) -> Session:
    return told([STARTED, BEGUN, *acts])


def now(session: Session, minutes: float) -> TurnNow | None:
    return turn_now(session.rhythms, NOW + timedelta(minutes=minutes))


def names(session: Session, *moments: float) -> list[str]:
    return [turn.in_words if (turn := now(session, moment)) else "" for moment in moments]


def test_turns_follow_each_other_by_the_clock() -> None:
    assert names(after(), 0, 0.99, 1, 1.99, 2, 5.99, 6) == [
        "Beurt 1 van 2: Alleen", "Beurt 1 van 2: Alleen", "Wisselen voor beurt 2 van 2", "Wisselen voor beurt 2 van 2",
        "Beurt 2 van 2: Samen", "Beurt 2 van 2: Samen", "",
    ]  # fmt: skip


def test_what_comes_next_is_told() -> None:
    said = [turn.afterwards for moment in (0, 1, 2) if (turn := now(after(), moment))]
    assert said == ["Straks: wisselen, 1 minuut", "Straks: Samen, 4 minuten", "Dit is de laatste beurt."]


def test_the_rest_of_a_turn_is_skipped_and_all_after_it_comes_sooner() -> None:
    session = after(at(0.5, "verder"))
    assert names(session, 0.5, 1.5, 5.49, 5.5) == [
        "Wisselen voor beurt 2 van 2", "Beurt 2 van 2: Samen", "Beurt 2 van 2: Samen", "",
    ]  # fmt: skip


def test_a_minute_more_makes_this_turn_longer_and_the_next_ones_later() -> None:
    assert names(after(at(0.5, "plus")), 1.99, 2) == ["Beurt 1 van 2: Alleen", "Wisselen voor beurt 2 van 2"]


def test_the_time_is_up_for_who_came_before_its_end_only() -> None:
    over = after().rhythms
    begin, end, later = (NOW + timedelta(minutes=minutes) for minutes in (0, 6, 7))
    assert time_is_up(over, "kleur", begin, later)
    assert time_is_up(over, "kleur", end, later)
    assert not time_is_up(over, "kleur", later, later), "a chain that was over by then says nothing"
    assert not time_is_up(over, "ander", begin, later)
    assert not time_is_up(over, "kleur", begin, begin)
    limit = ev.RhythmStarted(time=NOW, card="kleur", title="Kleur", stretches=CHAIN, is_limit=True)
    assert not time_is_up(told([STARTED, limit]).rhythms, "kleur", begin, later), "it closed a round, and no card"


def test_a_chain_that_is_held_goes_on_where_it_was() -> None:
    held = after(at(0.5, "pauze"))
    turn = now(held, 100)
    assert turn is not None
    assert (turn.is_held, turn.left, turn.until) == (True, timedelta(seconds=30), "De tijd staat stil")
    twice = now(after(at(0.5, "pauze"), at(0.75, "pauze")), 100)
    assert twice is not None
    assert twice.left == timedelta(seconds=30), "who holds it again changes nothing"
    on = after(at(0.5, "pauze"), at(100, "hervat"))
    assert names(on, 100.49, 100.5) == ["Beurt 1 van 2: Alleen", "Wisselen voor beurt 2 van 2"]


def test_a_chain_that_stopped_is_over_and_so_is_one_whose_time_was_up() -> None:
    assert names(after(at(0.5, "stop"), at(0.6, "hervat")), 0.5) == [""]
    assert names(after(at(7, "plus")), 7) == [""]


def test_the_turns_as_they_were_end_where_the_evening_did() -> None:
    def run(*acts: ev.RhythmChanged, until: float = 60) -> list[tuple[str, int]]:
        rhythm = after(*acts).rhythms[0]
        return [(turn.in_words, turn.minutes) for turn in turns_run(rhythm, NOW + timedelta(minutes=until))]

    assert run() == [("1: Alleen", 1), ("2: Samen", 4)]
    assert run(until=0.7) == [("1: Alleen", 1)]
    assert run(at(0.2, "plus"), at(4, "stop")) == [("1: Alleen", 2), ("2: Samen", 1)]
    assert run(at(1, "stop")) == [("1: Alleen", 1)]


ACTS = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from(["verder", "plus", "pauze", "hervat", "stop", "dansen"])), max_size=12
)


@given(ACTS)
def test_whatever_is_done_the_turns_stay_in_order(
    acts: Sequence[tuple[int, str]],
) -> None:
    session = after(*(at(moment, act) for moment, act in sorted(acts, key=lambda one: one[0])))
    rhythm = session.rhythms[0]
    assert rhythm.ends == sorted(rhythm.ends)
    runs = list(turns_run(rhythm, NOW + timedelta(minutes=60)))
    assert all(run.began <= run.ended for run in runs)
    numbers = [turn.number for minute in range(60) if (turn := now(session, minute))]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    "stretches",
    [(), (ev.Stretch(0),), (ev.Stretch(-1),), (ev.Stretch(2**40),), (ev.Stretch(1),) * 100],
    ids=["none", "no time", "less than nothing", "for ever", "too many"],
)
def test_a_chain_that_no_deck_can_hold_is_refused(stretches: tuple[ev.Stretch, ...]) -> None:
    with pytest.raises(ImpossibleEvent, match="ritme gestart"):
        told([STARTED, ev.RhythmStarted(time=NOW, card="kleur", title="Kleur", stretches=stretches)])


def test_a_change_without_a_chain_changes_nothing() -> None:
    assert told([STARTED, at(0, "plus")]).rhythms == []
