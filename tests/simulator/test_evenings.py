"""A thousand evenings in a room where anything may fail; `python -m tests.simulator` plays a hundred thousand."""

from pathlib import Path

import pytest

from tests.simulator.__main__ import played
from tests.simulator.evening import Evening, Mode, run

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
