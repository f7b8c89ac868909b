"""What was acknowledged survives a kill, a full disk and a failing sync."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kompas_tui.domain.session import events as ev
from kompas_tui.journal import LogJournal, NotSaved, SessionFolder
from tests.cli.running import call
from tests.journal import kills
from tests.journal.course import START, ballot
from tests.waiting import PATIENCE

ROOT = Path(__file__).parents[2]


def writer(log: Path, *arguments: str, before: tuple[str, ...] = ()) -> "subprocess.Popen[str]":
    command = [*before, sys.executable, "-m", "tests.journal.writer", str(log), *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def kept(log: Path) -> list[str]:
    journal = LogJournal(log)
    marks = [event.mark for event, _ in journal.read() if isinstance(event, ev.BallotCast)]
    journal.close()
    return marks


@pytest.mark.slow
def test_ten_kills_under_load_lose_no_acknowledged_answer(tmp_path: Path) -> None:
    assert kills.times(10, tmp_path) > 100


def test_a_full_disk_is_said_and_saving_goes_on_when_there_is_room(tmp_path: Path) -> None:
    log = tmp_path / "logboek.jsonl"
    with writer(log, "6000") as process:
        said, _ = process.communicate("er is ruimte\n", timeout=PATIENCE)
    lines = said.splitlines()
    refusals = [line for line in lines if line.startswith("vol")]
    acknowledged = [f"m{line}" for line in lines if not line.startswith("vol")]
    assert len(refusals) == 1
    assert "Wat al bewaard was, blijft bewaard." in refusals[0]
    assert len(acknowledged) > 20
    assert kept(log) == acknowledged


@pytest.mark.slow
@pytest.mark.parametrize("room", [0, 4096, 12288, 20480])
def test_a_disk_that_is_full_at_the_start_is_a_sentence(room: int, small_disk: Path, tmp_path: Path) -> None:
    try:
        (small_disk / "ballast").write_bytes(b"x" * (65536 - room))
        done = call("zonder-scherm", "beren", "--sessie", str(small_disk / "sessie"), home=tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "De schijf is vol. Maak ruimte vrij en probeer het opnieuw.\n"
    finally:
        subprocess.run(["umount", "-l", str(small_disk)], check=False)


def append_until_refused(journal: LogJournal, acknowledged: list[str]) -> None:
    """Append ballots one by one, and note which were taken."""
    for number in range(1000):
        journal.append([ballot(number)])
        acknowledged.append(f"m{number}")


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of 64 kB, where this user may make one."""
    folder = tmp_path / "schijf"
    folder.mkdir()
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    return folder


def test_a_disk_that_is_full_says_so_and_needs_nothing_but_room(small_disk: Path) -> None:
    try:
        (small_disk / "ballast").write_bytes(b"x" * 40_000)
        journal = LogJournal(small_disk / "logboek.jsonl")
        journal.append(START)
        acknowledged: list[str] = []
        with pytest.raises(NotSaved, match=r"schijf is vol.*Maak ruimte vrij.*vanzelf"):
            append_until_refused(journal, acknowledged)
        with pytest.raises(NotSaved, match="schijf is vol"):
            journal.append([ballot(number) for number in range(100)])
        (small_disk / "ballast").unlink()
        journal.append([ballot(5000)])
        journal.close()
        assert kept(small_disk / "logboek.jsonl") == [*acknowledged, "m5000"]
        assert acknowledged
    finally:
        subprocess.run(["umount", "-l", str(small_disk)], check=False)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace makes the sync fail")
@pytest.mark.parametrize("fault", ["EIO", "ENOSPC"])
def test_what_a_failing_sync_did_not_save_is_never_acknowledged(tmp_path: Path, fault: str) -> None:
    log = tmp_path / "logboek.jsonl"
    inject = (
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=fdatasync",
        "-e",
        f"inject=fdatasync:error={fault}:when=4",
    )
    with writer(log, before=inject) as process:
        said, _ = process.communicate("verder\n", timeout=PATIENCE)
    lines = said.splitlines()
    acknowledged = [f"m{line}" for line in lines if not line.startswith("vol")]
    assert [line.startswith("vol") for line in lines].index(True) == 4
    assert len(acknowledged) == 4 + 20
    assert kept(log) == acknowledged


def test_a_session_can_be_read_while_another_process_writes_it(tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path)
    with writer(folder.log_path) as process:
        assert process.stdout is not None
        answers = 0
        for _ in range(20):
            least = int(process.stdout.readline())
            session, _head = folder.read_session()
            assert session.rounds["kleur-1"].answers >= max(answers, least)
            answers = session.rounds["kleur-1"].answers
        process.kill()
