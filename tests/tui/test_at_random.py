"""A short form of `python -m tests.tui.at_random`: whatever is pressed, the evening goes on and can be read back."""

from pathlib import Path

import pytest

from tests.tui.at_random import checked, evening


@pytest.mark.parametrize("seed", range(2))
async def test_an_evening_of_any_keys_can_be_read_back(seed: int, tmp_path: Path) -> None:
    assert await evening(seed, 60, tmp_path / "sessie", crowds=(0, 3))
    checked(tmp_path / "sessie")
