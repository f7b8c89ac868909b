"""What every journal promises, whatever it keeps events in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kompas_tui.domain.session import events as ev
from kompas_tui.journal import FIRST_HASH, Journal, LogJournal, MemoryJournal, NotSaved
from kompas_tui.journal.port import chained
from tests.journal.course import COURSE, NOW, START, ballot

MakeJournal = Callable[[], Journal]


@pytest.fixture(params=["memory", "log"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> MakeJournal:
    return MemoryJournal if request.param == "memory" else lambda: LogJournal(tmp_path / "logboek.jsonl")


@pytest.fixture
def journal(make: MakeJournal) -> Journal:
    return make()


def test_a_new_journal_is_empty(journal: Journal) -> None:
    assert list(journal.read()) == []
    assert journal.append([]) == FIRST_HASH


def test_what_was_appended_is_read_back_in_order(journal: Journal) -> None:
    for event in COURSE:
        journal.append([event])
    assert [event for event, _ in journal.read()] == COURSE


def test_events_may_come_together(journal: Journal) -> None:
    journal.append(COURSE[:2])
    journal.append([])
    journal.append(COURSE[2:])
    assert [event for event, _ in journal.read()] == COURSE


def test_every_event_is_chained_to_the_one_before(journal: Journal) -> None:
    last = journal.append(COURSE)
    before = FIRST_HASH
    for event, digest in journal.read():
        assert digest == chained(before, ev.encode(event))
        before = digest
    assert before == last


def test_the_chain_is_the_same_in_every_journal(journal: Journal) -> None:
    assert journal.append(COURSE) == MemoryJournal().append(COURSE)


def test_reading_leaves_the_journal_as_it_is(journal: Journal) -> None:
    journal.append(START)
    half_read = journal.read()
    next(half_read)
    journal.append([ballot(1)])
    assert [event for event, _ in journal.read()] == [*START, ballot(1)]
    assert [event for event, _ in journal.read()] == [*START, ballot(1)]


def test_a_group_is_kept_whole_or_not_at_all(journal: Journal) -> None:
    journal.append(START)
    can_not_be_written = ev.NoteTaken(time=NOW, card="kleur", text="\ud800")
    with pytest.raises(ValueError, match="surrogates"):
        journal.append([ballot(1), can_not_be_written])
    journal.append([ballot(2)])
    assert [event for event, _ in journal.read()] == [*START, ballot(2)]


def test_a_closed_journal_says_that_nothing_is_saved(journal: Journal) -> None:
    journal.append(START)
    journal.close()
    journal.close()
    with pytest.raises(NotSaved, match=r"gesloten.*kompas hervat"):
        journal.append([ballot(1)])
    assert [event for event, _ in journal.read()] == START
