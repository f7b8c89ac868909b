"""What a report costs, counted in calls: no busy machine matters. `python -m tests.export.speed` tells it in time."""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from types import FrameType

from kompas_tui.domain.report import build_report
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.export.word import word_bytes
from tests.export import sessions as s
from tests.export.large import evening, written_plainly

MOST_GROWTH = 6.0


def _calls(work: Callable[[], object]) -> int:
    """How many functions are called by this work, once what is loaded and kept the first time is there."""
    work()
    called = Counter[str]()

    def count(_: FrameType, what: str, __: object) -> None:
        called[what] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return called["call"] + called["c_call"]


def _reported(happened: Sequence[ev.AnyEvent]) -> bytes:
    return word_bytes(build_report(Session(happened), s.HEAD))


def test_five_times_the_rounds_and_ballots_take_at_most_six_times_the_work() -> None:
    few, many = evening(8, 12), evening(40, 12)
    small, large = _calls(lambda: _reported(few)), _calls(lambda: _reported(many))
    assert large <= MOST_GROWTH * small, large / small


def test_a_report_from_its_events_on_takes_less_than_half_of_what_python_docx_used_plainly_does() -> None:
    """Also a small one: the larger it is, the more python-docx looks for the cells of a row."""
    happened = evening(8, 12)
    report = build_report(Session(happened), s.HEAD)
    ours, plain = _calls(lambda: _reported(happened)), _calls(lambda: written_plainly(report))
    assert 2 * ours < plain, ours / plain
