"""What happens to canvases: what stands in them, and of which version it was that the parties were asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kompas_tui.domain.deck.canvases import Canvas
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round

FIRST_VERSION = 1


@dataclass(slots=True)
class LaidCanvas:
    """A canvas in a session: the texts of its cells by name, its number, version and next look."""

    card: str
    canvas: Canvas
    number: str = ""
    version: int = FIRST_VERSION
    when: str = ""
    """The day of the next look as an ISO date, empty where it isn't known yet."""
    texts: dict[str, str] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    """The rounds in which the parties were asked for consent, each with the version that was on the table."""

    def change(self, rounds: Mapping[str, Round]) -> None:
        """Something in it changes: after an answer about this version that is the next one, with no consent yet."""
        if any(version == self.version and rounds[asked].ballots for asked, version in self.asked.items()):
            self.version += 1


Canvases = dict[str, LaidCanvas]
"""The canvases of a session by the address of their card."""


def lay(canvases: Canvases, event: ev.CanvasLaid) -> None:
    """Take in a canvas, or its new form; what stands in its cells stays."""
    laid = canvases.get(event.card)
    if laid is None:
        canvases[event.card] = LaidCanvas(event.card, event.canvas, event.number)
    else:
        laid.canvas = event.canvas


def set_cell(laid: LaidCanvas, event: ev.CellSet, rounds: Mapping[str, Round]) -> None:
    """Put a text in a cell."""
    if laid.texts.get(event.cell, "") == event.text:
        return
    laid.change(rounds)
    laid.texts[event.cell] = event.text


def ask_consent(canvases: Canvases, opened: Round) -> None:
    """Note about which version a round asks the parties."""
    for laid in canvases.values():
        if opened.card == laid.canvas.consent and not opened.activity.is_support:
            laid.asked[opened.id] = laid.version


def change_tables(canvases: Canvases, card: str, rounds: Mapping[str, Round]) -> None:
    """What was agreed, filled in or matched on a card changes the cells that it fills."""
    for laid in filled_from(canvases, card):
        laid.change(rounds)


def filled_from(canvases: Canvases, card: str) -> Iterable[LaidCanvas]:
    """The canvases of which this card fills a cell."""
    return [laid for laid in canvases.values() if any(cell.source == card for cell in laid.canvas.cells)]
