"""Logs that were harmed or made by hand are told, or refused with a sentence."""

import random

import pytest

from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.fitting import ImpossibleEvent, told
from tests.journal import fuzz
from tests.workshop.rooms import NOW


def test_two_thousand_odd_logs_do_no_harm() -> None:
    assert fuzz.fuzz(2000, 8) == 0


def test_the_odd_logs_are_odd_enough() -> None:
    refused = 0
    for one in range(200):
        events = fuzz.events_of(random.Random(one))
        try:
            told(events)
        except ImpossibleEvent:
            refused += 1
    assert 40 < refused < 190


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(9, 14))
def test_fifteen_thousand_odd_logs_do_no_harm(seed: int) -> None:
    assert fuzz.fuzz(3_000, seed) == 0


@pytest.mark.parametrize(
    "act",
    [
        ev.ResultShown(time=NOW, round="nergens-1"),
        ev.TextModerated(time=NOW, round="nergens-1", text_id="a", act="toon"),
        ev.TextWeighed(time=NOW, round="nergens-1", text_id="a", weighing="telt mee", why="zo"),
        ev.WordsMerged(time=NOW, round="nergens-1", words=("a",), into="b"),
        ev.Matched(time=NOW, round="nergens-1", ask="a", offer="b"),
        ev.HandsCounted(time=NOW, round="nergens-1", counts=(1,), people=1),
        ev.PaddlesRead(time=NOW, round="nergens-1", paddles=(ev.PaddleBallot("k", 0, "R", "n"),)),
        ev.RoundResumed(time=NOW, round="nergens-1"),
    ],
    ids=lambda act: type(act).__name__,
)
def test_what_is_done_with_a_round_that_never_was_is_impossible(act: ev.AnyEvent) -> None:
    started = ev.Started(time=NOW, code="K7F3", details=ev.Details(), decks=())
    with pytest.raises(ImpossibleEvent):
        told([started, act])
