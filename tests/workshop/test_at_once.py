"""A short form of `python -m tests.workshop.at_once`: what several do at once can always be read back."""

import pytest

from tests.workshop.at_once import DECKS, evening


@pytest.mark.parametrize("seed", range(1, 5))
async def test_what_several_do_at_once_can_be_read_back(seed: int) -> None:
    assert await evening(seed, DECKS[seed]) > 5
