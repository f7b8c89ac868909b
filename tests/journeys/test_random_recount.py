"""Evenings at random come to the same figures in every file as in a second count of their logs."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from tests.recount import own_count
from tests.recount.comparing import differences
from tests.recount.evenings import Evening, evening
from tests.recount.own_count import Counted, counted


def played(seed: int, folder: Path) -> tuple[Evening, dict[str, Counted], str]:
    log = folder / "logboek.jsonl"
    return (asyncio.run(evening(seed, log)), *counted(log.read_bytes()))


@pytest.mark.parametrize("seed", range(4))
def test_every_file_has_the_figures_of_a_second_count(seed: int, tmp_path: Path) -> None:
    assert differences(*played(seed, tmp_path)) == []


def test_a_ballot_that_is_not_counted_is_noticed(tmp_path: Path) -> None:
    evening, rounds, head = played(0, tmp_path)
    changed = next(one for one in rounds.values() if one.ballots and not one.is_open)
    changed.ballots.popitem()
    assert any(difference.startswith(changed.id) for difference in differences(evening, rounds, head))


def test_the_second_count_imports_nothing_of_kompas() -> None:
    """Nor does what it imports itself."""
    told = f"import sys; import {own_count.__name__}; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    loaded = ran.stdout.split()
    assert own_count.__name__ in loaded
    assert [name for name in loaded if name.startswith("kompas")] == []
