"""The tables of rows for who contributes: every row has cards that are there, and a journey that is there."""

import re
from pathlib import Path

import pytest

from kompas_tui.deck_files import load_decks

JOURNEYS = Path(__file__).parent
CONTRIBUTING = (JOURNEYS.parents[1] / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
DECKS = {"N": ("samenwerkingswijzer", 11), "S": ("samenwerkende-stad", 6), "G": ("gezamenlijke-werkwijze", 5)}
ROW = re.compile(r"^\| ([NSG])(\d+) \| [^|]+ \| ([^|]+) \| `(\w+)…` \|$", re.MULTILINE)
TOLD = [(letter, int(number), cards, test) for letter, number, cards, test in ROW.findall(CONTRIBUTING)]


def test_every_row_of_three_sources_is_told() -> None:
    told = [(letter, number) for letter, number, *_ in TOLD]
    assert told == [(letter, n) for letter, (_, rows) in DECKS.items() for n in range(1, rows + 1)]


@pytest.mark.parametrize(("letter", "number", "cards", "test"), TOLD)
def test_a_row_has_its_cards_and_its_journey(letter: str, number: int, cards: str, test: str) -> None:
    deck = DECKS[letter][0]
    addresses = {card.address for card in load_decks([deck]).decks[0].cards}
    assert set(re.findall(r"`([a-z-]+)`", cards)) <= addresses
    assert test == f"test_{letter.lower()}{number}_"
    journeys = (JOURNEYS / f"test_{deck.replace('-', '_')}.py").read_text(encoding="utf-8")
    assert f"async def {test}" in journeys
