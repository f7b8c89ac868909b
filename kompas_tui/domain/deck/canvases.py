"""The canvas: one thing that the group agrees, cell by cell; a deck says which cells, the session what stands in them.

A log keeps a canvas as it was laid, so that it can be understood without the deck.
"""

from enum import StrEnum

import msgspec

DEAL = "deal"
SORTS = (DEAL, "afspraak", "schouw", "meetlat")


class CanvasStage(StrEnum):
    """How far a canvas is; kept as such in the data."""

    OPEN = "open"
    WAITING = "nog niet iedereen"
    OBJECTION = "bezwaar"
    AGREED = "akkoord"
    SET = "vastgesteld"
    """Every cell is filled, and nobody is asked for consent."""


class Position(StrEnum):
    """What a party said about this version; kept as such in the data."""

    CONSENTS = "akkoord"
    OBJECTS = "bezwaar"
    ABSTAINS = "onthoudt zich"
    SILENT = "nog geen antwoord"


class CanvasCell(msgspec.Struct, frozen=True, omit_defaults=True):
    """A cell: its name in the deck, its title, the card `source` that fills it, and what an empty one says."""

    name: str = msgspec.field(name="naam")
    title: str = msgspec.field(name="titel")
    source: str = msgspec.field(name="uit", default="")
    if_empty: str = msgspec.field(name="mag_leeg", default="")
    """Said where it stays empty, such as "niet getoetst"; empty where it has to be filled."""
    stays: bool = msgspec.field(name="blijft", default=False)
    """Whether what came along from the session before stays, with what is new below it."""


class Canvas(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is agreed, of which sort, in which cells, and the card on which each party consents."""

    name: str = msgspec.field(name="naam")
    sort: str = msgspec.field(name="soort")
    cells: tuple[CanvasCell, ...] = msgspec.field(name="cellen")
    consent: str = msgspec.field(name="akkoord", default="")

    def cell(self, name: str) -> CanvasCell | None:
        """The cell with this name."""
        return next((cell for cell in self.cells if cell.name == name), None)
