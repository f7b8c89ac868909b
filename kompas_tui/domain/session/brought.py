"""What a session brings along from the one before it: canvases, figures and open actions as values, nothing else."""

from datetime import date
from typing import Any, Literal

import msgspec

from kompas_tui.domain.deck.canvases import Canvas, CanvasStage, Position
from kompas_tui.domain.result.cells import Cell, as_value, in_words
from kompas_tui.domain.result.shapes import Column, Records
from kompas_tui.domain.result.tables import Table


class BroughtResult(msgspec.Struct, frozen=True):
    """What the last round of a card gave, without a text beside its figures; its shape by name, in plain JSON."""

    card: str = msgspec.field(name="kaart")
    title: str = msgspec.field(name="titel")
    shape: str = msgspec.field(name="vorm")
    result: dict[str, Any] = msgspec.field(name="uitslag")


class BroughtColumn(msgspec.Struct, frozen=True, omit_defaults=True):
    """The head of a column, and what its cells hold: a date is ISO, a number has a decimal comma at most."""

    label: str = msgspec.field(name="kop")
    holds: Literal["text", "date", "number"] = msgspec.field(name="bevat", default="text")


class BroughtCell(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stood in a cell: its text, and the rows of its table."""

    name: str = msgspec.field(name="naam")
    title: str = msgspec.field(name="titel")
    text: str = msgspec.field(name="tekst", default="")
    columns: tuple[BroughtColumn, ...] = msgspec.field(name="kolommen", default=())
    rows: tuple[tuple[str, ...], ...] = msgspec.field(name="rijen", default=())

    @property
    def table(self) -> Table | None:
        """The rows with their dates and numbers as values; ValueError where a log holds something else."""
        if not self.rows:
            return None
        # A log that was made by hand may hold rows of any length, and a table with a gap shifts what stands behind it.
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError
        columns = tuple(Column(column.label, holds=column.holds) for column in self.columns)
        cells = Records(columns, self.rows, len(self.rows)).cells
        return Table(tuple(column.label for column in columns), cells)


class BroughtParty(msgspec.Struct, frozen=True):
    """What a party said about the version that comes along."""

    name: str = msgspec.field(name="partij")
    position: Position = msgspec.field(name="akkoord")


class BroughtCanvas(msgspec.Struct, frozen=True, omit_defaults=True):
    """A canvas as it stood at the end of the session before."""

    name: str = msgspec.field(name="naam")
    sort: str = msgspec.field(name="soort")
    number: str = msgspec.field(name="nummer")
    version: int = msgspec.field(name="versie")
    cells: tuple[BroughtCell, ...] = msgspec.field(name="cellen")
    stage: CanvasStage = msgspec.field(name="staat")
    parties: tuple[BroughtParty, ...] = msgspec.field(name="partijen", default=())
    when: date | None = msgspec.field(name="volgende_keer", default=None)

    def is_same(self, canvas: Canvas) -> bool:
        """Whether a canvas of a deck goes on with this one: it has the same name and is of the same sort."""
        return (self.name, self.sort) == (canvas.name, canvas.sort)

    def cell(self, name: str) -> BroughtCell | None:
        """What stood in the cell with this name."""
        return next((cell for cell in self.cells if cell.name == name), None)


class BroughtAction(msgspec.Struct, frozen=True, omit_defaults=True):
    """An action or promise that was still open; `when` is an ISO date or empty."""

    what: str = msgspec.field(name="wat")
    who: str = msgspec.field(name="wie", default="")
    when: str = msgspec.field(name="wanneer", default="")
    to: str = msgspec.field(name="aan", default="")
    """To whom it was promised; empty for an action that nobody was promised."""

    @property
    def is_promise(self) -> bool:
        """Whether it was promised to somebody."""
        return bool(self.to)


def brought_cell(name: str, title: str, text: str, table: Table | None) -> BroughtCell:
    """A cell as the log keeps it for the next session."""
    if table is None:
        return BroughtCell(name, title, text)
    kinds = [_kind([row[index] for row in table.rows]) for index in range(len(table.header))]
    columns = tuple(BroughtColumn(label, kind) for label, kind in zip(table.header, kinds, strict=True))
    rows = tuple(tuple(map(_kept, row, kinds)) for row in table.rows)
    return BroughtCell(name, title, text, columns, rows)


def _kind(cells: list[Cell]) -> Literal["text", "date"]:
    """What a column holds; numbers stay as they were written."""
    held = [cell for cell in cells if cell not in (None, "")]
    return "date" if held and all(isinstance(cell, date) for cell in held) else "text"


def _kept(cell: Cell, kind: Literal["text", "date"]) -> str:
    return str(as_value(cell) or "") if kind == "date" else in_words(cell)
