"""After a power cut at any call, with anything that the disk may have kept of it, nothing acknowledged is lost."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journal import scripted
from tests.journal.power import Disk, Recorder

State = tuple[dict[str, bytes], list[str]]


def states_of(folder: Path, seed: int) -> list[State]:
    """What a power cut may leave of a session, at each of its calls, with what was acknowledged by then."""
    chance, found = random.Random(seed), list[State]()

    def cut(disk: Disk) -> None:
        found.extend((state, list(disk.acknowledged)) for state in disk.states(chance))

    folder.mkdir()
    recorder = Recorder(folder, cut)
    with recorder.under() as disk:
        scripted.run(folder, disk.acknowledged.append)
        cut(disk)
    assert disk.acknowledged[0] == "begonnen"
    assert disk.acknowledged[-1] == "afgerond"
    return found


def put(folder: Path, state: dict[str, bytes]) -> None:
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, content in state.items():
        (folder / name).write_bytes(content)


def replayed(home: Path, seed: int, judge: Callable[[Path, list[str]], None]) -> int:
    states = states_of(home / "sessie", seed)
    tried = set()
    for state, acknowledged in states:
        known = (tuple(sorted(state.items())), tuple(acknowledged))
        if known not in tried:
            tried.add(known)
            put(home / "na de stroom", state)
            judge(home / "na de stroom", acknowledged)
    return len(tried)


def test_a_power_cut_at_any_call_loses_nothing(tmp_path: Path) -> None:
    assert replayed(tmp_path, 8, scripted.must_hold) > 60


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_power_cuts_of_many_kinds_lose_nothing(seed: int, tmp_path: Path) -> None:
    assert replayed(tmp_path, seed, scripted.must_hold) > 60


def test_a_log_that_is_not_synced_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The replay is no proof unless it fails where the promise is broken."""
    monkeypatch.setattr("kompas_tui.journal.log.sync", lambda descriptor: None)
    with pytest.raises(Exception, match=r"acknowledged and is lost|leeg of onleesbaar|niet te lezen|geen sessie"):
        replayed(tmp_path, 8, scripted.must_hold)


def test_a_folder_that_is_not_synced_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("log", "files", "folder"):
        monkeypatch.setattr(f"kompas_tui.journal.{module}.sync_folder", lambda folder: None)
    with pytest.raises(Exception, match=r"acknowledged and is lost|leeg of onleesbaar|niet te lezen|geen sessie"):
        replayed(tmp_path, 8, scripted.must_hold)
