"""A short form of `python -m tests.fuzz`, with a seed of its own for each area."""

import pytest

from tests.fuzz import AREAS, run

SHORT = {"forms": 3_000, "remote": 600, "logs": 150, "decks": 80}


@pytest.mark.parametrize("area", AREAS)
def test_whatever_comes_in_gives_what_it_should_or_a_sentence(area: str) -> None:
    assert run(area, 8, 0, SHORT[area]) == []
