"""Logs that were harmed or made by hand are told, or refused with a sentence."""

import random

import pytest

from kompas_tui.domain.session.fitting import ImpossibleEvent, told
from tests.journal import fuzz


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
def test_fifty_thousand_odd_logs_do_no_harm() -> None:
    assert fuzz.fuzz(50_000, 9) == 0
