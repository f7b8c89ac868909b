"""A report of five times as much takes at most six times the work, counted in calls: no busy machine matters."""

import sys
from collections import Counter
from types import FrameType

from kompas_tui.domain.report import build_report
from kompas_tui.domain.session.session import Session
from kompas_tui.export.word import word_bytes
from tests.export import sessions as s
from tests.export.large import evening

MOST_GROWTH = 6.0


def _calls(rounds: int, ballots: int) -> int:
    """How many functions are called from the events to the bytes of the report."""
    happened, called = evening(rounds, ballots), Counter[str]()

    def count(_: FrameType, what: str, __: object) -> None:
        called[what] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        word_bytes(build_report(Session(happened), s.HEAD))
    finally:
        sys.setprofile(before)
    return called["call"] + called["c_call"]


def test_five_times_the_rounds_and_ballots_take_at_most_six_times_the_work() -> None:
    _calls(2, 3)  # what is loaded and kept the first time is no growth
    small, large = _calls(8, 12), _calls(40, 12)
    assert large <= MOST_GROWTH * small, large / small
