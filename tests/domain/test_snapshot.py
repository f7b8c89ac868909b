"""A session as it stood stays as it stood."""

import pytest

from kompas_tui.domain.session.session import Session
from kompas_tui.domain.session.snapshot import snapshot_of
from kompas_tui.journal.database import database_contents
from tests.export.evening import evening_events

EVENTS = evening_events()


@pytest.mark.parametrize("moment", range(1, len(EVENTS), 7))
def test_what_happens_later_does_not_reach_it(moment: int) -> None:
    session = Session(EVENTS[:moment])
    kept = snapshot_of(session)
    for event in EVENTS[moment:]:
        session.apply(event)
    assert database_contents(kept) == database_contents(Session(EVENTS[:moment]))
    assert (kept.open_round is None) or kept.open_round is kept.rounds[kept.open_round.id]
