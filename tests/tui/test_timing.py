"""Time on the beamer: a chain of times and a list of speakers, by key and as they are drawn."""

from datetime import timedelta
from pathlib import Path

import pytest

from kompas_tui.domain.deck.cards import Block, Card, Span
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.rhythms import TurnNow
from kompas_tui.tui.drawing.rhythm import floor_page, over_page, running_for, turn_page
from kompas_tui.tui.screens.dialogs import ChoiceDialog, WriteDialog
from kompas_tui.tui.screens.entries import IS_NO, IS_YES, Question, entry_for
from kompas_tui.workshop.floor import Floor
from tests.tui.beamers import beamer
from tests.workshop.rooms import NOW

DECK = """---
titel: Proef
---

# Samen {#samen}

```keuze
vraag: Welke kleur?
opties: [rood, geel]
```

```ritme
rondes:
  - {titel: Alleen, minuten: 1}
  - {titel: Samen, minuten: 4}
opent: ja
```
"""
SIZES = [(76, 20), (96, 26), (156, 41)]
CARD = Card(
    "samen", "Samen", "proef", blocks=(Block("paragraph", (Span("Denk eerst alleen. " * 12),)),),
    activity=read_activity("keuze", {"vraag": "Welke kleur?", "opties": ["rood", "geel"]}),
)  # fmt: skip


def turn(*, held: bool = False, minutes: float = 119.9) -> TurnNow:
    return TurnNow(
        "samen", 2, 4, "Met de hele zaal", False, NOW, held, timedelta(minutes=minutes), ev.Stretch(4, "Samen")
    )  # fmt: skip


@pytest.fixture
def deck(tmp_path: Path) -> str:
    path = tmp_path / "proef.md"
    path.write_text(DECK, encoding="utf-8")
    return str(path)


async def test_one_key_starts_the_chain_and_changes_it(tmp_path: Path, deck: str) -> None:
    async with beamer(tmp_path, deck=deck) as shown:
        await shown.press("space", "t")
        await shown.shows("Beurt 1 van 2: Alleen", "ronde open", "Straks: Samen, 4 minuten")
        await shown.press("t")
        await shown.asks(ChoiceDialog)
        await shown.press("enter")
        await shown.shows("Beurt 2 van 2: Samen", "Dit is de laatste beurt.")
        await shown.says("Beurt 2 van 2: Samen.")
        await shown.press("t")
        await shown.asks(ChoiceDialog)
        await shown.press("down", "enter")
        await shown.says("Er is een minuut bij.")
        await shown.press("t")
        await shown.asks(ChoiceDialog)
        await shown.press("up", "enter")
        await shown.says("Het ritme is gestopt. De ronde staat nog open.")


async def test_the_bar_says_that_the_key_of_time_starts_the_chain_while_the_round_is_open(
    tmp_path: Path, deck: str
) -> None:
    async with beamer(tmp_path, deck=deck) as shown:
        await shown.press("space", "o")
        await shown.shows("ronde open", "t start het ritme")
        await shown.press("t")
        await shown.shows("Beurt 1 van 2: Alleen", "t ritme")


async def test_one_key_opens_the_list_of_speakers_and_leads_it(tmp_path: Path, deck: str) -> None:
    async with beamer(tmp_path, deck=deck) as shown:
        await shown.press("space", "r")
        await shown.asks(WriteDialog)
        await shown.press("enter")
        await shown.shows("Wie wil er iets zeggen?", "Nu spreekt niemand.")
        await shown.workshop.ask_floor("telefoon-1")
        await shown.shows("Straks: nummer 1.")
        await shown.press("r")
        await shown.asks(ChoiceDialog)
        await shown.press("enter")
        await shown.shows("Nu: nummer 1", "Er wacht niemand.")


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("held", [False, True])
def test_a_turn_fits_on_its_page_with_all_that_must_be_read(width: int, height: int, *, held: bool) -> None:
    page = turn_page(CARD, turn(held=held), width, height)
    assert len(page) <= height
    assert all(line.cell_length <= width for line in page)
    said = " ".join(line.plain for line in page)
    assert ("De tijd staat stil." in said) is held
    assert ("Straks: Samen, 4 minuten" in said) is not held


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_what_comes_after_and_who_speaks_fit_too(width: int, height: int) -> None:
    floor = Floor()
    floor.open(2)
    for number in range(30):
        floor.add("x" * 60 if number % 2 else "")
    floor.next(NOW)
    for page in (over_page(CARD, width, height), floor_page(floor, NOW, width, height)):
        assert len(page) <= height
        assert all(line.cell_length <= width for line in page)


def test_a_switch_says_how_it_stands_before_it_is_touched() -> None:
    for stands in (IS_YES, IS_NO):
        entry = entry_for(Question("Sluit de ronde?", stands, is_yes_or_no=True))
        assert str(entry.border_subtitle).startswith(stands)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "0:00"), (187, "3:07"), (7199, "119:59"), (7200, "2 uur"), (172_799, "47 uur"), (10_405_713, "120 dagen")],
)
def test_a_round_that_stayed_open_until_another_day_counts_no_seconds(seconds: int, told: str) -> None:
    assert running_for(seconds) == told
