"""A report of five times as much takes at most six times the work, counted in calls: no busy machine matters."""

import sys
from collections import Counter
from types import FrameType

from kompas_tui.domain.report import build_report
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.export.word import word_bytes
from tests.export import sessions as s

OPTIONS = [f"Optie {number}" for number in range(6)]
MOST_GROWTH = 6.0


def _evening(rounds: int, ballots: int) -> list[ev.AnyEvent]:
    """Half of the rounds a choice, half of them texts that a third of the room writes."""
    happened: list[ev.AnyEvent] = [s.started(), *s.joined(ballots)]
    for number in range(rounds):
        card, opens = f"kaart-{number}", s.at(19, number % 60)
        chooses = number % 2 == 0
        question = {"soort": "keuze", "vraag": f"Vraag {number}?", "opties": OPTIONS}
        texts = {"soort": "open", "vraag": f"Vraag {number}?"}
        answers = (
            [{"keuze": (7 * person + number) % 6} for person in range(ballots)]
            if chooses
            else [{"tekst": [f"Tekst {number}.{person}"]} for person in range(ballots // 3)]
        )
        happened += [
            s.shown(card, f"Kaart {number}", opens),
            s.opened(card, f"Kaart {number}", opens, **(question if chooses else texts)),
            *s.cast(card, answers),
            s.closed(card, opens),
        ]
    return [*happened, ev.Ended(time=s.at(23))]


def _calls(rounds: int, ballots: int) -> int:
    """How many functions are called from the events to the bytes of the report."""
    happened, called = _evening(rounds, ballots), Counter[str]()

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
