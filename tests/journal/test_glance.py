"""A session at a glance tells what folding it tells."""

from pathlib import Path

import pytest

from kompas_tui.cli.sessions import session_choices
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import LogJournal
from kompas_tui.journal.glance import glance
from tests.export.evening import evening_events
from tests.journal.course import COURSE, NOW, START

LOOKS_LIKE_ONE = '],{"soort":"meegedaan","merk":"x"}]\n],{"soort":"afgerond","tijd":"2026-11-22T19:30:00Z"}]\n'
COURSES: dict[str, list[ev.AnyEvent]] = {
    "a course": COURSE,
    "an evening": evening_events(),
    "described anew": [*COURSE, ev.Described(time=NOW, details=ev.Details("Anders")), *COURSE[8:]],
    "texts that look like events": [*START, ev.NoteTaken(time=NOW, card="kleur", text=LOOKS_LIKE_ONE)],
}


@pytest.mark.parametrize("course", COURSES)
def test_it_tells_the_same(course: str, tmp_path: Path) -> None:
    journal = LogJournal(tmp_path / "logboek.jsonl")
    journal.append(COURSES[course])
    journal.close()
    session, seen = Session(COURSES[course]), glance(tmp_path / "logboek.jsonl")
    assert seen
    assert (seen.details, seen.joined, seen.is_ended) == (session.details, session.participants, session.is_ended)
    assert seen.started.time == session.started


@pytest.mark.parametrize("content", [b"", b"x", b'["kompas-logboek",2]\n', b"\0" * 10_000])
def test_what_is_no_session_tells_nothing(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "logboek.jsonl").write_bytes(content)
    assert glance(tmp_path / "logboek.jsonl") is None


def test_a_log_of_gigabytes_is_not_read_for_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise AssertionError("it was read")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with (tmp_path / "logboek.jsonl").open("wb") as file:
        file.truncate(2 << 30)
    assert glance(tmp_path / "logboek.jsonl") is None


def test_the_list_of_sessions_folds_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPAS_SESSIES", str(tmp_path))
    for number in range(20):
        (tmp_path / str(number)).mkdir()
        journal = LogJournal(tmp_path / str(number) / "logboek.jsonl")
        journal.append(COURSE)
        journal.close()

    def refuse(*_: object) -> None:
        raise AssertionError("a session was folded")

    monkeypatch.setattr("kompas_tui.domain.session.session.Session.__init__", refuse)
    assert [choice.participants for choice in session_choices()] == [1] * 20
