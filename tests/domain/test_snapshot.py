"""A session as it stood stays as it stood."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.lines import sign_ups
from kompas_tui.domain.session.rhythms import turns_run
from kompas_tui.domain.session.session import Session
from kompas_tui.domain.session.snapshot import snapshot_of
from kompas_tui.journal.database import database_contents
from tests.export.evening import evening_events
from tests.journal.course import NOW, START

EVENTS = evening_events()


@pytest.mark.parametrize("moment", range(1, len(EVENTS), 7))
def test_what_happens_later_does_not_reach_it(moment: int) -> None:
    session = Session(EVENTS[:moment])
    kept = snapshot_of(session)
    for event in EVENTS[moment:]:
        session.apply(event)
    assert database_contents(kept) == database_contents(Session(EVENTS[:moment]))
    assert (kept.open_round is None) or kept.open_round is kept.rounds[kept.open_round.id]


SIGNING = {"soort": "inschrijven", "vraag": "Waar?", "opties": ["Groen", "Feest"], "plekken": 1}


def signed(mark: str) -> ev.BallotCast:
    return ev.BallotCast(round="waar-1", mark=mark, answer={"keuze": 0, "wachtlijst": [0]}, receipt=mark, nonce="")


def lists(session: Session) -> Sequence[tuple[int, int]]:
    return [(len(one.seated), len(one.waiting)) for one in sign_ups(session.rounds["waar-1"])]


def test_who_signs_up_later_and_a_chain_that_is_stopped_later_do_not_reach_it() -> None:
    begun = ev.RhythmStarted(time=NOW, card="waar", title="Waar", stretches=(ev.Stretch(5),))
    opened = ev.RoundOpened(time=NOW, round="waar-1", card="waar", title="Waar", number=1, question=SIGNING)
    session = Session([START[0], begun, opened, signed("a")])
    kept = snapshot_of(session)
    session.apply(signed("b"))
    session.apply(ev.RhythmChanged(time=NOW + timedelta(minutes=1), act="stop"))
    assert lists(session) == [(1, 1), (0, 0)]
    assert lists(kept) == [(1, 0), (0, 0)]
    runs = [[turn.minutes for turn in turns_run(one.rhythms[0], NOW + timedelta(hours=1))] for one in (session, kept)]
    assert runs == [[1], [5]]
