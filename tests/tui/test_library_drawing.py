"""Rows and pages of the library: within their width, with their state in words, and with nothing that steers."""

import json
from pathlib import Path

import pytest

from kompas_tui.domain.library.pages import page_of
from kompas_tui.domain.library.sections import SECTIONS, ShelfRow, rows_in
from kompas_tui.domain.library.shelf import Shelf
from kompas_tui.library import Desk
from kompas_tui.tui.drawing.library import page_lines, row_lines
from tests.journal.foreign import POISON, STEERS
from tests.library.evenings import NOW
from tests.library.test_shelf import canvas, two_evenings


async def hostile(home: Path) -> Shelf:
    """Two sessions in which everything that can be read holds what steers, and a long text without spaces."""
    await two_evenings(home)
    for file in home.glob("*/sessie.json"):
        contents = json.loads(file.read_bytes())
        contents["canvassen"] = {"1": canvas(1, "akkoord")}
        for table in ("reisgids", "marktplaats", "canvassen", "opgeschreven", "beren"):
            for document in contents.get(table, {}).values():
                for name in ("tekst", "naam", "wat", "titel", "vraag", "staat"):
                    if isinstance(document.get(name), str):
                        document[name] += f"{POISON} {'lang' * 60} 👨‍👩‍👧 ﷽"
        file.write_text(json.dumps(contents))
    return Desk.opened(home, [home], lambda: NOW).shelf


def every_row(shelf: Shelf) -> list[ShelfRow]:
    return [row for section in SECTIONS for row in rows_in(shelf, section)]


@pytest.mark.parametrize("width", [20, 47, 68, 120])
async def test_every_line_fits_and_steers_nothing(tmp_path: Path, width: int) -> None:
    shelf = await hostile(tmp_path)
    rows = every_row(shelf)
    assert len(rows) > 10
    for row in rows:
        lines = row_lines(row, width, is_marked=False).split("\n", allow_blank=True)
        assert len(lines) <= 3
        for line in [*lines, *page_lines(page_of(shelf, row.about), width)]:
            assert line.cell_length <= width, line.plain
            assert not set(line.plain) & STEERS, line.plain


async def test_a_row_tells_its_state_without_colour(tmp_path: Path) -> None:
    desk = await two_evenings(tmp_path)
    (action,) = (row for row in every_row(desk.shelf) if row.text == "De school bellen" and row.why == "")
    assert row_lines(action, 60, is_marked=False).plain.startswith(
        "! De school bellen\n  te laat sinds 1 april 2027 · "
    )
    assert row_lines(action, 60, is_marked=True).plain.startswith("■ ")
    desk.toggle_done(action.about)  # type: ignore[arg-type]
    (done,) = (row for row in every_row(desk.shelf) if row.text == "De school bellen")
    assert row_lines(done, 60, is_marked=False).plain.startswith("✓ De school bellen\n  gedaan op 1 mei 2027 · ")
