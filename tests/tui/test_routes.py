"""Routes and breaks on the beamer: the first screen, the index, the way back, and until when."""

from pathlib import Path

import pytest

from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog
from tests.tui.beamers import Beamer, beamer
from tests.workshop.test_routes import DECK, FOREST

SIZES = [(80, 24), (100, 30), (160, 45)]


def deck(folder: Path) -> str:
    (folder / "wijkdeal.md").write_text(DECK, encoding="utf-8")
    (folder / "bos.md").write_text(FOREST, encoding="utf-8")
    return str(folder / "wijkdeal.md")


async def card(shown: Beamer, address: str) -> None:
    await shown.until(lambda: shown.workshop.session.card == address)


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_screen_offers_the_routes_and_a_digit_chooses(size: tuple[int, int], tmp_path: Path) -> None:
    async with beamer(tmp_path, size, deck=deck(tmp_path)) as shown:
        await shown.shows("Welke route volgen we?", "kort, 27 min", "lang, 59 min", "alle kaarten")
        await shown.press("1")
        await shown.shows("kort, 27 min ●")
        await shown.says("Je volgt nu de route ‘kort’: 5 kaarten, 27 minuten.")
        await shown.press("right", "right")
        await card(shown, "doel")


async def test_no_choice_is_needed_to_go_on(tmp_path: Path) -> None:
    async with beamer(tmp_path, deck=deck(tmp_path)) as shown:
        await shown.press("9")
        await shown.press("right", "right")
        await card(shown, "plaat")
        assert shown.workshop.session.route == ""
        await shown.press("q", "1")
        assert shown.workshop.session.route == "", "later a digit does what the card says"


async def test_the_index_has_the_route_first_and_everything_else_below_it(tmp_path: Path) -> None:
    async with beamer(tmp_path, deck=deck(tmp_path)) as shown:
        await shown.press("1", "right", "i")
        await shown.asks(ListDialog)
        listed = shown.dialog_text()
        assert listed.index("Slot") < listed.index("Buiten de route") < listed.index("De middelen")
        await shown.press("slash", *"middelen", "enter")
        await card(shown, "middelen")
        await shown.shows("terug naar de route")
        await shown.press("right")
        await card(shown, "plaat")


async def test_the_palette_changes_the_route(tmp_path: Path) -> None:
    async with beamer(tmp_path, deck=deck(tmp_path)) as shown:
        await shown.press("right", "ctrl+p")
        await shown.asks(ListDialog)
        await shown.press(*"route door", "enter")
        await shown.asks(ChoiceDialog)
        await shown.press("down", "enter")
        await shown.until(lambda: shown.workshop.session.route == "lang")


@pytest.mark.parametrize("size", SIZES)
async def test_a_break_says_until_when(size: tuple[int, int], tmp_path: Path) -> None:
    async with beamer(tmp_path, size, deck=deck(tmp_path)) as shown:
        await shown.press("right", "slash", *"pauze", "enter")
        await card(shown, "pauze")
        await shown.shows("Pauze", "Er is thee.", "We gaan verder om", "Nog 1")
        assert shown.cells().count("█") > 30, "the time is drawn large"
