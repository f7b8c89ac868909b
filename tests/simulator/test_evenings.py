"""A thousand evenings in a room where anything may fail; `python -m tests.simulator` plays a hundred thousand."""

from pathlib import Path
from typing import Any

import pytest

from kompas_tui.journal import LogJournal
from tests.simulator.__main__ import played
from tests.simulator.evening import Evening, Mode, run
from tests.simulator.people import Wrong

EVENINGS, TOGETHER = 500, 25


@pytest.mark.parametrize("mode", ["true", "alive"])
@pytest.mark.parametrize("first", range(0, EVENINGS, TOGETHER))
def test_whatever_fails_what_the_room_was_told_is_so(mode: Mode, first: int) -> None:
    outcomes = [played(mode, seed) for seed in range(first, first + TOGETHER)]
    assert [outcome for outcome in outcomes if isinstance(outcome, str)] == []
    evenings = [outcome for outcome in outcomes if isinstance(outcome, Evening)]
    assert sum(evening.saved for evening in evenings) > TOGETHER
    assert sum(evening.crashes + evening.failures for evening in evenings) > 0


def test_a_seed_plays_the_same_evening_again(tmp_path: Path) -> None:
    once, again = (run(7, "true", tmp_path / name) for name in ("once", "again"))
    assert once.saved
    assert once == again


def test_an_answer_that_is_not_kept_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append = LogJournal.append

    def forgetful(journal: LogJournal, events: Any) -> str:
        kept = [event for event in events if type(event).__name__ != "BallotCast"]
        return append(journal, kept)

    monkeypatch.setattr(LogJournal, "append", forgetful)
    with pytest.raises(ExceptionGroup) as found:
        raise ExceptionGroup("evenings", [_wrong(tmp_path / str(seed), seed) for seed in range(3)])
    assert found.group_contains(Wrong)


def _wrong(folder: Path, seed: int) -> Exception:
    try:
        run(seed, "true", folder)
    except Exception as error:  # noqa: BLE001 - what was found is what is asked for
        return error
    return ValueError("nothing was found")
