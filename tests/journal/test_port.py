"""What every journal promises, whatever it keeps events in."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest

from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import encode
from kompas_tui.journal import FIRST_HASH, Journal, LogJournal, MemoryJournal, NotSaved, SessionStore, read_log
from kompas_tui.journal import log as log_of_disk
from kompas_tui.journal.port import chained
from tests.journal.course import COURSE, NOW, START, ballot

HARM: dict[str, Callable[[Path], object]] = {
    "nothing": lambda log: None,
    "delete": lambda log: log.unlink(),
    "rename": lambda log: log.rename(log.with_name("weg")),
    "replace": lambda log: shutil.copyfile(log, log.with_name("nieuw")).replace(log),
    "replace with another": lambda log: log.replace(log.with_name("weg")) and log.write_bytes(b"anders"),
    "truncate": lambda log: os.truncate(log, 0),
    "truncate a little": lambda log: os.truncate(log, log.stat().st_size - 1),
    "truncate to a group": lambda log: os.truncate(log, len(log.read_bytes()) - len(log.read_bytes().splitlines()[-1])),
    "write behind it": lambda log: log.write_bytes(log.read_bytes() + b"x"),
    "move the folder": lambda log: log.parent.rename(log.parent.with_name("verplaatst")),
    "remove the folder": lambda log: shutil.rmtree(log.parent),
}
"""What may happen to a log between two appends; the journal in memory has nothing that can be harmed so."""

MakeJournal = Callable[[], Journal]


@pytest.fixture(params=["memory", "log", "postgres"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> MakeJournal:
    if request.param == "memory":
        return MemoryJournal
    if request.param == "postgres":
        store: SessionStore = request.getfixturevalue("huis").new()
        request.getfixturevalue("leading").enter_context(store.lock())
        return store.open_journal
    log = tmp_path / "sessie" / "logboek.jsonl"
    log.parent.mkdir()
    return lambda: LogJournal(log)


@pytest.fixture
def leading() -> Iterator[ExitStack]:
    """The locks that a test holds until its end."""
    with ExitStack() as locks:
        yield locks


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
        assert digest == chained(before, encode(event))
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


def appended(journal: Journal, voter: int) -> str:
    """What the journal says of a ballot of this voter; empty where it was saved."""
    try:
        journal.append([ballot(voter)])
    except NotSaved as error:
        return str(error)
    return ""


@pytest.mark.parametrize("harm", HARM)
def test_what_is_acknowledged_stands_where_it_will_be_looked_for(harm: str, journal: Journal) -> None:
    journal.append(START)
    journal.append([ballot(1)])
    path = journal.path if isinstance(journal, LogJournal) else None
    if path:
        HARM[harm](path)
    refused = appended(journal, 2)
    assert bool(refused) == (path is not None and harm != "nothing")
    if refused:
        assert path
        assert "Het logboek is weg, vervangen of ingekort" in refused
        rescued = [read_log(copy).records for copy in path.parent.glob("*.gered")]
        assert all([event for event, _ in records] == [*START, ballot(1)][: len(records)] for records in rescued)
        assert bool(rescued) == (path.parent.exists() and harm != "truncate")
    refused_again = appended(journal, 3)
    journal.close()
    acknowledged = [ballot(voter) for voter, no in ((2, refused), (3, refused_again)) if not no]
    again = LogJournal(path) if path and acknowledged else journal
    assert not acknowledged or [event for event, _ in again.read()] == [*START, ballot(1), *acknowledged]
    again.close()


def test_who_writes_a_log_that_another_writes_too_cuts_off_nothing_that_was_told(tmp_path: Path) -> None:
    """On a disk that knows no locks, `kompas hervat` may run twice on one folder."""
    log = tmp_path / "logboek.jsonl"
    first = LogJournal(log)
    first.append(START)
    second = LogJournal(log)
    first.append([ballot(1)])
    for voter in (2, 3):
        assert "Een ander programma schrijft ook in dit logboek" in appended(second, voter)
    first.append([ballot(4)])
    assert "Een ander programma" in appended(second, 5)
    first.close()
    second.close()
    assert [event for event, _ in read_log(log).records] == [*START, ballot(1), ballot(4)]
    assert [path.name for path in tmp_path.iterdir()] == [log.name]


def test_what_another_wrote_while_a_log_was_opened_anew_is_not_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = LogJournal(tmp_path / "logboek.jsonl")
    first.append(START)
    second, opened = LogJournal(first.path), log_of_disk._opened

    def full(descriptor: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as disk:
        disk.setattr(os, "write", full)
        assert "De schijf is vol" in appended(second, 2)

    def opened_late(path: Path, flags: int = 0) -> int:
        monkeypatch.undo()
        first.append([ballot(1)])
        return opened(path, flags)

    monkeypatch.setattr(log_of_disk, "_opened", opened_late)
    assert "Een ander programma" in appended(second, 3)
    assert [event for event, _ in read_log(first.path).records] == [*START, ballot(1)]


OF_ANOTHER = [ev.Started(time=NOW, code="X2B4", details=ev.Details("Proef", "Zaal 1"), decks=()), *COURSE[1:]]


@pytest.mark.parametrize(("length", "more"), [(len(START), b""), (len(START), b"x"), (len(COURSE), b"x")])
def test_a_log_of_another_session_that_was_copied_over_this_one_stays_whole(
    length: int, more: bytes, tmp_path: Path
) -> None:
    ours, theirs = tmp_path / "logboek.jsonl", tmp_path / "van-een-ander.jsonl"
    journal, other = LogJournal(ours), LogJournal(theirs)
    journal.append([msgspec.structs.replace(OF_ANOTHER[0], code="K7F3"), *START[1:]])  # as long as the other was then
    other.append(OF_ANOTHER[:length])
    ours.write_bytes(theirs.read_bytes() + more)
    assert "weg, vervangen of ingekort" in appended(journal, 1)
    assert "klopt niet meer" in appended(journal, 2)
    assert ours.read_bytes() == theirs.read_bytes() + more


def test_a_log_in_the_place_of_this_one_that_is_as_long_is_noticed(tmp_path: Path) -> None:
    log, copied = tmp_path / "logboek.jsonl", tmp_path / "nog-een.jsonl"
    journal = LogJournal(log)
    journal.append(START)
    shutil.copyfile(log, copied)
    LogJournal(copied).append([ballot(1)])
    copied.replace(log)
    assert "weg, vervangen of ingekort" in appended(journal, 2), "as many bytes, in another file"


@pytest.mark.parametrize("taken", [".", "logboek.jsonl"])
def test_a_log_that_is_put_back_is_written_on(taken: str, tmp_path: Path) -> None:
    log = tmp_path / "sessie" / "logboek.jsonl"
    log.parent.mkdir()
    journal = LogJournal(log)
    journal.append(START)
    (log.parent / taken).resolve().rename(tmp_path / "weg")
    assert "Zet het terug, of stop." in appended(journal, 1)
    assert appended(journal, 1).startswith("Het logboek is weg. Nieuwe antwoorden worden niet bewaard.")
    (tmp_path / "weg").rename(log.parent if taken == "." else log)
    journal.append([ballot(2)])
    journal.close()
    assert [event for event, _ in read_log(log).records] == [*START, ballot(2)]
