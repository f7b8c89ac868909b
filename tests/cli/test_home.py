"""What the home screen lists of earlier sessions."""

import re
import shutil
from pathlib import Path

import pytest

from kompas_tui.cli.sessions import session_choices
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import SessionFolder
from tests.journal.fuzz import KEPT


def test_a_hundred_sessions_are_listed_without_folding_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The home screen opens as fast with many sessions as with one: it reads of each how it begins and ends."""
    for number in range(100):
        shutil.copytree(KEPT / "gepauzeerd", tmp_path / f"sessie-{number}")

    def folded(session: Session, events: object = ()) -> None:
        raise AssertionError("the home screen folds nothing")

    monkeypatch.setattr(Session, "__init__", folded)
    monkeypatch.setattr("kompas_tui.cli.sessions.all_sessions", lambda: list(map(SessionFolder, tmp_path.iterdir())))
    choices = session_choices()
    assert len(choices) == 100
    assert not any(choice.problem for choice in choices)
    assert all(re.fullmatch(r"\d{1,2} [a-z]+ \d{4}, \d\d:\d\d", choice.day) for choice in choices), "with its time"
