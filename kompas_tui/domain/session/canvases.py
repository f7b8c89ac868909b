"""What happens to canvases: what stands in them, and of which version it was that the parties were asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kompas_tui.domain.deck.canvases import Canvas, CanvasStage
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.brought import BroughtCanvas
from kompas_tui.domain.session.round import Round

FIRST_VERSION = 1


@dataclass(slots=True)
class LaidCanvas:
    """A canvas in a session: the texts of its cells by name, its number, version and next look."""

    card: str
    canvas: Canvas
    number: str = ""
    version: int = FIRST_VERSION
    when: date | None = None
    """The day of the next look, where it is known."""
    texts: dict[str, str] = field(default_factory=dict)
    revision: int = 0
    """How often it changed after somebody had answered; a version is only what the facilitator calls it."""
    asked: dict[str, int] = field(default_factory=dict)
    """The rounds in which the parties were asked for consent, each with the revision that was on the table."""

    brought: BroughtCanvas | None = None
    """As it came along from the session before."""

    @property
    def is_as_brought(self) -> bool:
        """Whether what came along is still on the table."""
        return self.brought is not None and not self.revision

    def change(self, rounds: Mapping[str, Round]) -> None:
        """Something in it changes: after an answer about this version that is the next one, with no consent yet.

        So is a version that came along, unless nobody said anything about it there either.
        """
        was_set = self.brought is not None and self.brought.stage is not CanvasStage.OPEN and self.is_as_brought
        if was_set or any(
            revision == self.revision and rounds[asked].ballots for asked, revision in self.asked.items()
        ):
            self.version += 1
            self.revision += 1


Canvases = dict[str, LaidCanvas]
"""The canvases of a session by the address of their card."""


def lay(canvases: Canvases, event: ev.CanvasLaid, continued: ev.Continued | None) -> None:
    """Take in a canvas, or its new form; what stands in its cells stays. One that came along goes on as it was."""
    if event.card in canvases:
        canvases[event.card].canvas = event.canvas
        return
    laid = canvases[event.card] = LaidCanvas(event.card, event.canvas, event.number)
    brought = next((one for one in continued.canvases if one.is_same(event.canvas)), None) if continued else None
    if brought is not None:
        laid.brought, laid.number, laid.version, laid.when = brought, brought.number, brought.version, brought.when
        laid.texts = {cell.name: cell.text for cell in brought.cells if cell.text}


def set_cell(laid: LaidCanvas, event: ev.CellSet, rounds: Mapping[str, Round]) -> None:
    """Put a text in a cell."""
    if laid.texts.get(event.cell, "") == event.text:
        return
    laid.change(rounds)
    laid.texts[event.cell] = event.text


def ask_consent(canvases: Canvases, opened: Round) -> None:
    """Note about which revision a round asks the parties."""
    for laid in canvases.values():
        if opened.card == laid.canvas.consent and opened.activity.proposed():
            laid.asked[opened.id] = laid.revision


def change_tables(canvases: Canvases, card: str, rounds: Mapping[str, Round]) -> None:
    """What was agreed, filled in or matched on a card changes the cells that it fills."""
    for laid in filled_from(canvases, card):
        laid.change(rounds)


def filled_from(canvases: Canvases, card: str) -> Iterable[LaidCanvas]:
    """The canvases of which this card fills a cell."""
    return [laid for laid in canvases.values() if any(cell.source == card for cell in laid.canvas.cells)]
