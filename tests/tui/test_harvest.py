"""The harvest on the beamer: shown, corrected by its digit, asked of the room, and told at the end."""

from pathlib import Path

from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog, WriteDialog
from kompas_tui.tui.screens.entries import Line
from kompas_tui.workshop.commands.course import End
from kompas_tui.workshop.commands.writing import Agree, Decide
from tests.tui.beamers import beamer


async def test_what_was_agreed_is_shown_corrected_and_confirmed(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("right", "right", "s")
        await shown.shows("Er is nog niets afgesproken.")
        await shown.workshop.do(Decide("De rots komt er."))
        await shown.workshop.do(Agree("Bellen", "Fatima"))
        await shown.shows("Besluiten", "1 De rots komt er.", "Actiepunten", "2 Bellen (Fatima)")
        await shown.press("2")
        await shown.asks(ChoiceDialog)
        await shown.press("enter")
        await shown.asks(WriteDialog)
        assert [line.value for line in shown.app.screen.query(Line)] == ["Bellen", "Fatima", ""]
        await shown.press("tab", "tab", *"1-12-2026", "enter")
        await shown.shows("Bellen (Fatima, 1 december 2026)")
        await shown.press("1", "down", "enter")
        await shown.until(lambda: "De rots" not in shown.stage())
        await shown.press("s")
        await shown.asks(ListDialog)
        await shown.press("down", "enter")
        await shown.asks(WriteDialog)
        await shown.press(*"12-12-2026", "enter", *"per brief", "enter")
        await shown.shows("Je hoort op 12 december 2026 wat hiermee gebeurt. Zo hoor je het: per brief.")
        await shown.press("s", "end", "enter")
        await shown.shows("Klopt wat we afspraken?", "Actiepunten:", "• Bellen (Fatima, 1 december 2026)")
        await shown.workshop.do(End())
        await shown.shows("Dank je wel!", "Je hoort op 12 december 2026", "Controlegetal")
        await shown.press("right")
        await shown.shows("Dit hebben we afgesproken", "Bellen")


async def test_the_harvest_comes_before_the_end_where_that_is_asked(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("ctrl+q", "end", "enter")
        await shown.shows("Dit hebben we afgesproken")
        assert not shown.workshop.session.is_ended
        await shown.press("escape")
        await shown.until(lambda: shown.workshop.covers.top is None)
