"""Whatever call to the system fails or is the last one: what was acknowledged is there, and the session goes on."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journal.test_crashes import ROOT, kept, writer
from tests.waiting import PATIENCE


def faults(every: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.journal.faults", every],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_call_failed_or_killed_loses_nothing() -> None:
    done = faults("5")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_each_call_failed_or_killed_in_every_way_loses_nothing() -> None:
    done = faults("1")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace kills at a call")
@pytest.mark.parametrize("call", ["write", "fdatasync"])
@pytest.mark.parametrize("number", [3, 9, 20])
def test_a_kill_at_a_call_loses_nothing(call: str, number: int, tmp_path: Path) -> None:
    log = tmp_path / "logboek.jsonl"
    inject = f"inject={call}:signal=KILL:when={number}"
    strace = ("strace", "-f", "-qq", "-o", "/dev/null", "-P", str(log), "-e", f"trace={call}", "-e", inject)
    with writer(log, before=strace) as process:
        said, _ = process.communicate(timeout=PATIENCE)
    acknowledged = [f"m{line}" for line in said.splitlines()]
    assert len(acknowledged) >= 2 * (number - 2)
    assert kept(log)[: len(acknowledged)] == acknowledged
