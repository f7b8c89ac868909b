"""A canvas on the beamer: all of it is there at every size, and its cells are set and opened by keys."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import OptionList

from kompas_tui.domain.deck.canvases import CanvasStage, Position
from kompas_tui.domain.outcome import CanvasOutcome, CellOutcome
from kompas_tui.domain.outcome.consent import Party
from kompas_tui.domain.result.tables import Table
from kompas_tui.tui.drawing.canvas import canvas_pages
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.screens.dialogs import ListDialog, ListRow, WriteDialog
from kompas_tui.tui.screens.entries import Line
from tests.journeys.test_canvas import DECK
from tests.tui.beamers import beamer

SIZES = [(76, 21), (96, 27), (156, 40)]
TASKS = Table(("Wat", "Wie", "Wanneer"), (("Bankjes plaatsen", "gemeente", date(2026, 12, 31)), ("Koffie", "", None)))


def cell(name: str, text: str = "", table: Table | None = None, if_empty: str = "") -> CellOutcome:
    return CellOutcome(name, name.capitalize(), "", text, table, if_empty)


DEAL = CanvasOutcome(
    card="deal",
    name="De deal",
    sort="deal",
    number="2026-K7F3",
    version=2,
    when=date(2027, 2, 22),
    cells=(cell("doel", "Een straat die je kent."), cell("taken", table=TASKS), cell("toets", if_empty="niet getoetst"),
           cell("tijd")),
    parties=(Party("bewoners", Position.CONSENTS), Party("gemeente", Position.OBJECTS),
             Party("school", Position.SILENT)),
    is_asked=True,
    stage=CanvasStage.OBJECTION,
)  # fmt: skip


def pages_of(canvas: CanvasOutcome, size: tuple[int, int]) -> list[Lines]:
    pages = canvas_pages(canvas, *size)
    assert all(len(page) <= size[1] for page in pages)
    assert all(line.cell_length <= size[0] for page in pages for line in page)
    return pages


def said(pages: list[Lines]) -> str:
    return " ".join(" ".join(line.plain for page in pages for line in page).split())


@pytest.mark.parametrize("size", SIZES)
def test_a_canvas_says_what_it_holds_what_is_empty_and_who_consents(size: tuple[int, int]) -> None:
    pages = pages_of(DEAL, size)
    assert len(pages) == 1
    for words in (
        "De deal deal · 2026-K7F3 · versie 2 · volgende keer 22 februari 2027",
        "Bezwaar van gemeente.",
        "Een straat die je kent.",
        "31 december 2026",
        "○ niet getoetst",
        "○ nog leeg",
        "● bewoners: akkoord ▲ gemeente: bezwaar ○ school: nog geen antwoord",
    ):
        assert words in said(pages), words


@pytest.mark.parametrize("size", SIZES)
def test_a_full_canvas_is_dealt_over_pages_and_loses_nothing(size: tuple[int, int]) -> None:
    texts = [" ".join(f"w{place}-{n}" for n in range(120)) for place in range(20)]
    cells = tuple(cell(f"vak{place}", words) for place, words in enumerate(texts))
    words = said(pages_of(replace(DEAL, cells=cells), size)).split()
    assert all(word in words for text in texts for word in text.split())


async def test_a_cell_is_set_with_its_draft_and_its_card_opened_by_number(tmp_path: Path) -> None:
    deck = tmp_path / "deal.md"
    deck.write_text(DECK, encoding="utf-8")
    async with beamer(tmp_path, (80, 24), deck=str(deck)) as shown:
        await shown.press("right")
        await shown.shows("Wat willen we samen bereiken?")
        await shown.press("k")
        await shown.asks(WriteDialog)
        await shown.press(*"Groen", "enter")
        await shown.press("c")
        await shown.shows("De deal", "Nog open: 4 van de 6 vakken zijn leeg.")
        await shown.press("c")
        await shown.asks(ListDialog)
        await shown.press("enter")
        await shown.asks(WriteDialog)
        assert [line.value for line in shown.app.screen.query(Line)] == ["Groen"]
        await shown.press("end", *" blijft", "enter")
        await shown.shows("Groen blijft", "Nog open: 3 van de 6")
        await shown.press("2")
        await shown.shows("Wat moet er gebeuren?")
        await shown.press("escape")
        await shown.shows("Nog open: 3 van de 6")


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)])
async def test_a_list_that_is_longer_than_the_screen_still_says_how_to_leave_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with beamer(tmp_path, size) as shown:
        long = " ".join(["Een bankje bij de bushalte zou fijn zijn."] * 2)
        rows = [ListRow("lang", long, "1", "● klaar"), *(ListRow(str(number), f"Vak {number}") for number in range(60))]
        await shown.app.push_screen(ListDialog("Wat stellen jullie vast?", rows, enter="kiest"))
        await shown.handled()
        frame = shown.app.screen.query_one("ListDialog > Vertical").content_region
        hint = shown.app.screen.query_one(".hint").region
        assert frame.contains_region(hint)
        listed = shown.app.screen.query_one(OptionList)
        first, *others = str(listed.get_option_at_index(0).prompt).split("\n")
        assert first.endswith("● klaar")
        assert others
        assert all(line.startswith("   ") for line in others)
        assert max(map(len, (first, *others))) <= listed.scrollable_content_region.width
