"""Once a session has ended, nothing that is kept tells in what order its answers came."""

import errno
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest
from msgspec import structs

from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import encode
from kompas_tui.domain.session.fitting import told
from kompas_tui.domain.session.lines import sign_ups
from kompas_tui.journal import FIRST_HASH, LogJournal, NotSaved, read_log
from kompas_tui.journal.database import database_contents
from kompas_tui.journal.mixing import mixed
from kompas_tui.journal.port import chained
from kompas_tui.journal.postgres import PostgresHome
from kompas_tui.journal.postgres import journal as postgres_journal
from tests.journal.course import NOW, QUESTION, START
from tests.journal.test_port import MakeJournal, leading, make

__all__ = ["leading", "make"]

VOTERS, ROUNDS = 8, 10
ENDED = ev.Ended(time=NOW)
OPEN_QUESTION = {"soort": "open", "vraag": "Wat nog meer?"}
AT_TABLES = {"soort": "keuze", "vraag": "Wat?", "opties": ["rood", "geel"], "tafels": "ja"}
SIGNING_UP = {"soort": "inschrijven", "vraag": "Waar doe je mee?", "opties": ["koken", "tuin"], "plekken": 2}


def opened(name: str, question: dict[str, Any]) -> ev.RoundOpened:
    return ev.RoundOpened(time=NOW, round=name, card="kleur", title="Kleur", number=1, question=question)


def closed(name: str) -> ev.RoundClosed:
    return ev.RoundClosed(time=NOW, round=name)


def answer(name: str, voter: int, given: dict[str, Any], again: int = 0) -> ev.BallotCast:
    """An answer with the mark that a key would make of it: the same for a voter in one round, and in no other."""
    mark, nonce = (sha256(f"{about} {name} {voter}".encode()).hexdigest()[:32] for about in ("merk", again))
    return ev.BallotCast(round=name, mark=mark, answer=given, receipt=f"R{voter}{again}", nonce=nonce, key=nonce)


def evening(chance: random.Random) -> list[ev.AnyEvent]:
    """Ten rounds in which the same one is always first and the others come as it happens."""
    events: list[ev.AnyEvent] = [*START[:2], *(ev.Joined(mark=f"toestel {voter}") for voter in range(VOTERS))]
    for number in range(ROUNDS):
        name = f"kleur-{number}"
        others = chance.sample(range(1, VOTERS), VOTERS - 1)
        events += [opened(name, QUESTION), answer(name, 0, {"keuze": 1})]
        events += [answer(name, voter, {"keuze": voter % 2}) for voter in others[:3]]
        events.append(ev.NoteTaken(time=NOW, card="kleur", text="Het is nog stil."))
        events += [answer(name, voter, {"keuze": voter % 2}) for voter in others[3:]]
        events += [answer(name, others[0], {"keuze": 0}, again=1), closed(name)]
    return events


def appended_by_chance(journal: Any, events: list[ev.AnyEvent], chance: random.Random) -> None:
    """Append the events in groups as they come together in a rush."""
    begin = 0
    while begin < len(events):
        end = begin + chance.randrange(1, 5)
        journal.append(events[begin:end])
        begin = end


def is_answer(event: ev.AnyEvent) -> bool:
    return isinstance(event, ev.BallotCast)


def test_who_is_always_first_is_found_no_more(make: MakeJournal) -> None:
    journal, events = make(), evening(random.Random(1))
    appended_by_chance(journal, events, random.Random(2))
    head = journal.append_end([ENDED])
    kept = list(journal.read())
    before = FIRST_HASH
    for event, digest in kept:
        before = chained(before, encode(event))
        assert before == digest
    assert before == head
    *after, last = [event for event, _ in kept]
    assert last == ENDED
    assert [event for event in after if not is_answer(event)] == [e for e in events if not is_answer(e)]
    assert sorted(map(encode, after)) == sorted(map(encode, events))
    for name in (f"kleur-{number}" for number in range(ROUNDS)):
        marks = [event.mark for event in after if isinstance(event, ev.BallotCast) and event.round == name]
        assert marks == sorted(marks), "the order is that of the marks, which are chance"
    assert database_contents(told([*after, ENDED])) == database_contents(told([*events, ENDED]))


def test_the_same_answers_in_another_order_leave_the_same_log(tmp_path: Path) -> None:
    """Not a byte differs: not by the order, nor by what was saved together."""
    logs = []
    for number in (1, 2):
        log = tmp_path / f"{number}" / "logboek.jsonl"
        log.parent.mkdir()
        journal, events = LogJournal(log), evening(random.Random(1))
        places = [place for place, event in enumerate(events) if is_answer(event)]
        if number == 2:  # the first and second answer of each round come the other way about
            for place in places[:: VOTERS + 1]:
                events[place], events[place + 1] = events[place + 1], events[place]
        appended_by_chance(journal, events, random.Random(number))
        journal.append_end([ENDED])
        journal.close()
        assert [path.name for path in log.parent.iterdir()] == [log.name]
        logs.append(log.read_bytes())
    assert logs[0] == logs[1]
    assert log.stat().st_mode & 0o777 == 0o600


def test_where_the_order_is_the_answer_it_stays() -> None:
    events = [*START[:2], opened("inschrijven-1", SIGNING_UP)]
    events += [answer("inschrijven-1", voter, {"keuze": 0, "wachtlijst": [0]}) for voter in range(6)]
    events += [closed("inschrijven-1"), opened("kleur-1", QUESTION)]
    events += [answer("kleur-1", voter, {"keuze": 0}) for voter in range(6)]
    events += [closed("kleur-1")]
    after = mixed(events, [ENDED])
    lines = [list(sign_ups(told(each).rounds["inschrijven-1"])) for each in (events, after)]
    assert lines[0] == lines[1]
    assert len(lines[0][0].waiting) == 4
    assert after[:9] == events[:9]
    assert after[9:] != events[9:]


@pytest.mark.parametrize("moves", [False, True])
@pytest.mark.parametrize("seed", range(10))
def test_of_phones_that_answer_for_tables_those_that_count_stand_behind_the_others(seed: int, moves: bool) -> None:
    """Who moved to another table may leave an order that says which answer counted before; then it stays."""
    chance = random.Random(seed)
    events = [*START[:2], structs.replace(opened("tafels-1", AT_TABLES), one_a_table=True)]
    for again in range(12):
        voter = chance.randrange(VOTERS)
        table = str(chance.randrange(3) if moves else voter % 3)
        events.append(answer("tafels-1", voter, {"tafel": [table], "keuze": again % 2}, again))
    events.append(closed("tafels-1"))
    after = mixed(events, [ENDED])
    before_end, at_end = (told([*each, ENDED]).rounds["tafels-1"] for each in (events, after))
    assert at_end == before_end
    marks = [event.mark for event in after if isinstance(event, ev.BallotCast)]
    if not moves:
        others = len(marks) - len(before_end.ballots)
        assert marks == [*sorted(marks[:others]), *sorted(before_end.ballots)]


def test_a_text_that_was_edited_after_it_was_approved_waits_again() -> None:
    # The lowest of all marks: with the others of the round both texts would come before the step between them.
    first, edited = (
        structs.replace(answer("open-1", 1, {"tekst": [text]}, again), mark="0" * 32)
        for again, text in enumerate(("Goed", "Anders"))
    )
    text_id = next(iter(told([*START[:2], opened("open-1", OPEN_QUESTION), first]).rounds["open-1"].texts())).id
    shown = ev.TextModerated(time=NOW, round="open-1", text_id=text_id, act="toon")
    others = [answer("open-1", voter, {"tekst": [f"Van {voter}"]}) for voter in range(2, 9)]
    no_steps: list[ev.AnyEvent] = [
        ev.Joined(mark="later"),
        ev.BoxAsked(text_id="bus-1", mark="x", text="Mag dat?"),
        ev.BoxSupported(text_id="bus-1", mark="y"),
    ]
    between = [event for pair in zip(others[:3], no_steps, strict=True) for event in pair]
    events: list[ev.AnyEvent] = [
        *START[:2],
        opened("open-1", OPEN_QUESTION),
        first,
        *between,
        others[3],
        shown,
        *others[4:],
        edited,
    ]
    events.append(closed("open-1"))
    after = mixed(events, [ENDED])
    assert told(after).rounds["open-1"] == told(events).rounds["open-1"]
    assert told(after).rounds["open-1"].states[text_id].shown is None
    # Within what came without a step between, the order tells nothing; that somebody joined or asked is no step.
    stretch = slice(3, events.index(shown))
    given = [[event.mark for event in each[stretch] if isinstance(event, ev.BallotCast)] for each in (events, after)]
    assert given[1] == sorted(given[0]) != given[0]


def test_rows_of_the_database_do_not_tell_what_was_saved_together(huis: PostgresHome) -> None:
    store = huis.new()
    with store.lock():
        journal = store.open_journal()
        appended_by_chance(journal, evening(random.Random(1)), random.Random(2))
        journal.append_end([ENDED])
    query = "SELECT count(DISTINCT xmin::text) FROM kompas.event WHERE session = %s AND number < %s"
    rows = huis._server.rows(query, store.number, len(evening(random.Random(1))))
    assert rows == [(1,)]
    assert store.read_session().session.is_ended


@pytest.mark.parametrize("is_done", [True, False])
def test_where_it_is_in_doubt_whether_the_rows_were_mixed_the_room_goes_on(
    is_done: bool, huis: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = huis._server.connection

    class Cut:
        """A line that breaks before the statement or behind it, so that nobody hears what came of it."""

        def __init__(self, connection: "psycopg.Connection[Any]") -> None:
            self._connection = connection

        def execute(self, statement: Any, values: Any = None) -> Any:
            if is_done or "unnest" not in statement:
                self._connection.execute(statement, values)
            raise psycopg.OperationalError("cut")

    @contextmanager
    def cut(patience: float) -> Iterator[Any]:
        with real() as connection:
            yield Cut(connection)

    def read(statement: str, *values: object) -> Any:
        with real() as connection:
            return connection.execute(statement, values).fetchall()

    store, events = huis.new(), evening(random.Random(1))
    with store.lock():
        journal = store.open_journal()
        appended_by_chance(journal, events, random.Random(2))
        with monkeypatch.context() as line:
            line.setattr(postgres_journal, "SETTLE_SECONDS", 0.0)
            line.setattr(huis._server, "connection", cut)
            line.setattr(huis._server, "rows", read)
            for _ in range(2):
                with pytest.raises(NotSaved, match="De database antwoordt niet"):
                    journal.append_end([ENDED])
        assert [event for event, _ in journal.read()] == (mixed(events) if is_done else events)
        more: list[ev.AnyEvent] = [
            opened("kleur-11", QUESTION),
            answer("kleur-11", 3, {"keuze": 0}),
            closed("kleur-11"),
        ]
        journal.append(more)
        head = journal.append_end([ENDED])
    assert [event for event, _ in journal.read()] == [*mixed(events), *more, ENDED]
    assert store.read_session().head == head


CALLS = ("write", "fsync", "fdatasync", "replace")


class _Broken(BaseException):
    """The program ends here."""


@pytest.fixture
def begun(tmp_path: Path) -> LogJournal:
    journal = LogJournal(tmp_path / "logboek.jsonl")
    appended_by_chance(journal, evening(random.Random(1)), random.Random(2))
    return journal


def failing(monkeypatch: pytest.MonkeyPatch, number: int, fault: BaseException, *, late: bool) -> list[int]:
    """Let this call to the disk fail, before it is done or after; how many were made is counted in the list."""
    made = [0]

    def around(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            made[0] += 1
            if made[0] == number and not late:
                raise fault
            done = real(*arguments, **named)
            if made[0] == number:
                raise fault
            return done

        return call

    for name in CALLS:
        monkeypatch.setattr(os, name, around(getattr(os, name)))
    return made


CALLS_OF_AN_END = 7
"""A whole log written and synced, its name, its folder; the same folder once more, and the end itself."""


def test_so_many_calls_are_made(begun: LogJournal, monkeypatch: pytest.MonkeyPatch) -> None:
    made = failing(monkeypatch, 0, OSError(), late=False)
    begun.append_end([ENDED])
    assert made == [CALLS_OF_AN_END]


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("number", range(1, CALLS_OF_AN_END + 1))
def test_a_disk_that_fails_at_the_end_loses_nothing_and_the_room_goes_on(
    number: int, late: bool, begun: LogJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = evening(random.Random(1))
    with monkeypatch.context() as disk:
        failing(disk, number, OSError(errno.EIO, "weg"), late=late)
        with pytest.raises(NotSaved):
            begun.append_end([ENDED])
    assert sorted(encode(event) for event, _ in read_log(begun.path).records) == sorted(map(encode, events))
    more = opened("kleur-11", QUESTION)
    begun.append([more])
    begun.append([closed("kleur-11")])
    head = begun.append_end([ENDED])
    assert read_log(begun.path).head == head
    after = [event for event, _ in LogJournal(begun.path).read()]
    assert after == [*mixed(events), more, closed("kleur-11"), ENDED]


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("number", range(1, CALLS_OF_AN_END + 1))
def test_a_kill_at_any_call_of_the_end_leaves_a_whole_session(
    number: int, late: bool, begun: LogJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as disk:
        failing(disk, number, _Broken(), late=late)
        disk.setattr(Path, "unlink", lambda path, missing_ok=False: None)  # who is killed tidies nothing
        with pytest.raises(_Broken):
            begun.append_end([ENDED])
    check = read_log(begun.path)
    assert not check.tail
    events = evening(random.Random(1))
    kept = [event for event, _ in check.records if event != ENDED]
    assert kept in (events, mixed(events))
    again = LogJournal(begun.path)
    if check.records[-1][0] != ENDED:
        again.append_end([ENDED])
    assert [event for event, _ in again.read()] == [*mixed(events), ENDED]


def test_what_another_program_wrote_while_the_log_was_written_anew_stays(
    begun: LogJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a network disk without locks: the other was told that it is saved."""
    other, replace = LogJournal(begun.path), os.replace
    late = answer("kleur-9", 77, {"keuze": 0})

    def slowly(source: Any, target: Any) -> None:
        monkeypatch.undo()
        other.append([late])
        replace(source, target)

    monkeypatch.setattr(os, "replace", slowly)
    with pytest.raises(NotSaved, match="Een ander programma schrijft ook in dit logboek"):
        begun.append_end([ENDED])
    assert [event for event, _ in read_log(begun.path).records] == [*evening(random.Random(1)), late]


def test_what_took_the_place_of_the_log_while_the_answers_were_mixed_stays(
    begun: LogJournal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = LogJournal(tmp_path / "ander.jsonl")
    other.append(START)

    def slowly(events: list[ev.AnyEvent], ending: list[ev.AnyEvent]) -> list[ev.AnyEvent]:
        other.path.replace(begun.path)
        return mixed(events, ending)

    monkeypatch.setattr("kompas_tui.journal.log.mixed", slowly)
    with pytest.raises(NotSaved, match="weg, vervangen"):
        begun.append_end([ENDED])
    assert [event for event, _ in read_log(begun.path).records] == list(START)


def test_a_log_that_was_damaged_far_before_its_end_gets_no_end(begun: LogJournal) -> None:
    with begun.path.open("r+b") as log:
        log.seek(200)
        log.write(b"\x00")
    damaged = begun.path.read_bytes()
    with pytest.raises(NotSaved):
        begun.append_end([ENDED])
    assert begun.path.read_bytes() == damaged


def test_a_session_that_cannot_be_mixed_ends_all_the_same(
    begun: LogJournal, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("kompas_tui.journal.mixing.outcome_of", broken)
    begun.append_end([ENDED])
    assert [event for event, _ in read_log(begun.path).records] == [*evening(random.Random(1)), ENDED]
    assert "the answers could not be mixed" in caplog.text
