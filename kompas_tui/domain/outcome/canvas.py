"""What may be seen of a canvas: what stands in its cells, what is still empty, and who consents."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, assert_never

from kompas_tui.domain.deck.canvases import CanvasCell
from kompas_tui.domain.language.wording import count, listing
from kompas_tui.domain.outcome.consent import Party, Position, asked_about, parties_of
from kompas_tui.domain.outcome.gate import kept_back, outcome_of
from kompas_tui.domain.outcome.privacy import is_written
from kompas_tui.domain.outcome.veil import KEPT_BACK, folded
from kompas_tui.domain.result.cells import Cell, as_value
from kompas_tui.domain.result.shapes import Pairs, Result
from kompas_tui.domain.result.tables import Table, as_table
from kompas_tui.domain.result.weight import strongest
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.canvases import LaidCanvas
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

EMPTY = "nog leeg"
ACTION_COLUMNS = ("Wat", "Wie", "Wanneer")
MATCH_COLUMNS = ("Gevraagd", "Aangeboden")


class CanvasStage(StrEnum):
    """How far a canvas is; kept as such in the data."""

    OPEN = "open"
    WAITING = "nog niet iedereen"
    OBJECTION = "bezwaar"
    AGREED = "akkoord"
    SET = "vastgesteld"
    """Every cell is filled, and nobody is asked for consent."""


@dataclass(frozen=True, slots=True)
class CellOutcome:
    """A cell with its text, or the table that stands in it by itself."""

    name: str
    title: str
    source: str
    """The address of the card that fills it."""
    text: str
    table: Table | None
    if_empty: str
    """Said where it may stay empty."""

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.text) or self.table is not None

    @property
    def is_missing(self) -> bool:
        """Whether it is empty and may not stay so."""
        return not self.is_filled and not self.if_empty

    @property
    def when_empty(self) -> str:
        """What an empty cell says."""
        return self.if_empty or EMPTY


@dataclass(frozen=True, slots=True)
class CanvasOutcome:
    """A canvas as everybody may see it."""

    card: str
    name: str
    sort: str
    number: str
    version: int
    when: date | None
    """The day of the next look."""
    cells: tuple[CellOutcome, ...]
    parties: tuple[Party, ...]
    """Empty where nobody is asked for consent."""
    is_asked: bool
    """Whether any party answered about this version."""
    stage: CanvasStage

    @property
    def filled(self) -> int:
        """How many cells are filled."""
        return sum(cell.is_filled for cell in self.cells)

    def parties_that(self, position: Position) -> tuple[str, ...]:
        """The names of the parties with this position."""
        return tuple(party.name for party in self.parties if party.position is position)

    @property
    def sentence(self) -> str:
        """How it stands, in words."""
        missing = sum(cell.is_missing for cell in self.cells)
        match self.stage:
            case CanvasStage.OBJECTION:
                return f"Bezwaar van {listing(self.parties_that(Position.OBJECTS))}."
            case CanvasStage.OPEN if missing:
                of, are = count(len(self.cells), "vak", "vakken"), "is" if missing == 1 else "zijn"
                return f"Nog open: {missing} van de {of} {are} leeg."
            case CanvasStage.OPEN:
                return "Alles staat erin. Nu nog het akkoord van elke partij."
            case CanvasStage.WAITING:
                return f"Nog niet iedereen. {self._who_did_not_consent}"
            case CanvasStage.AGREED:
                return f"Akkoord van {listing(self.parties_that(Position.CONSENTS))}."
            case CanvasStage.SET:
                return "Alles staat erin."
            case _:
                assert_never(self.stage)

    @property
    def _who_did_not_consent(self) -> str:
        silent, abstaining = self.parties_that(Position.SILENT), self.parties_that(Position.ABSTAINS)
        said = [f"Nog geen antwoord van {listing(silent)}."] if silent else []
        if abstaining:
            names = listing(abstaining)
            said.append(f"{names[:1].upper()}{names[1:]} {'onthoudt' if len(abstaining) == 1 else 'onthouden'} zich.")
        return " ".join(said)


MayBeSeen = Callable[[Round, Result], bool]
"""Whether a view may show the result of a closed round."""


def canvas_in_room(session: Session, laid: LaidCanvas) -> CanvasOutcome:
    """The canvas for beamer, phones and remote: what people wrote stands in it once the facilitator showed it."""
    return _canvas(session, laid, _was_shown)


def canvases_for_report(session: Session) -> tuple[CanvasOutcome, ...]:
    """The canvases of a session that were begun, in the order in which they came, for report and data."""
    told = (_canvas(session, laid, lambda closed, result: True) for laid in session.canvases.values())
    return tuple(canvas for canvas in told if canvas.filled)


def _was_shown(closed: Round, result: Result) -> bool:
    return closed.was_shown or not is_written(result)


def draft_of(session: Session, laid: LaidCanvas, cell: CanvasCell) -> str:
    """What the facilitator may set in a cell: what stands there, what was decided on its card, or the strongest."""
    if laid.texts.get(cell.name):
        return laid.texts[cell.name]
    decided = [item.text for item in session.written if isinstance(item, ev.DecisionTaken) and item.card == cell.source]
    if decided:
        return decided[-1]
    closed = _closed(session, cell.source)
    if closed is None or closed.activity.fills_canvas:
        return ""
    result = outcome_of(session, closed).result
    return next(iter(strongest(result, 1)), "") if _was_shown(closed, result) else ""


def _canvas(session: Session, laid: LaidCanvas, may_be_seen: MayBeSeen) -> CanvasOutcome:
    cells = tuple(_cell(session, laid, cell, may_be_seen) for cell in laid.canvas.cells)
    asked = asked_about(session, laid)
    parties = tuple(parties_of(session, asked)) if laid.canvas.consent else ()
    return CanvasOutcome(
        card=laid.card,
        name=laid.canvas.name,
        sort=laid.canvas.sort,
        number=laid.number,
        version=laid.version,
        when=date.fromisoformat(laid.when) if laid.when else None,
        cells=cells,
        parties=parties,
        is_asked=asked is not None,
        stage=_stage(cells, parties, is_asked=asked is not None),
    )


def _stage(cells: Sequence[CellOutcome], parties: Sequence[Party], *, is_asked: bool) -> CanvasStage:
    """One objection keeps a canvas open, and so does a cell that is empty or a party that did not consent."""
    positions = {party.position for party in parties}
    if Position.OBJECTS in positions:
        return CanvasStage.OBJECTION
    if any(cell.is_missing for cell in cells) or (parties and not is_asked):
        return CanvasStage.OPEN
    if not parties:
        return CanvasStage.SET
    return CanvasStage.AGREED if positions == {Position.CONSENTS} else CanvasStage.WAITING


def _cell(session: Session, laid: LaidCanvas, cell: CanvasCell, may_be_seen: MayBeSeen) -> CellOutcome:
    text = laid.texts.get(cell.name, "")
    return CellOutcome(
        name=cell.name,
        title=cell.title,
        source=cell.source,
        text=KEPT_BACK if folded(text) in kept_back(session) else text,
        table=_table(session, cell.source, may_be_seen) if cell.source else None,
        if_empty=cell.if_empty,
    )


def _table(session: Session, card: str, may_be_seen: MayBeSeen) -> Table | None:
    """The records or matches of a card, else its actions; None where there are none."""
    closed = _closed(session, card)
    if closed is not None and closed.activity.fills_canvas:
        result = outcome_of(session, closed).result
        table = _matches(result) if isinstance(result, Pairs) else as_table(result)
        return table if table.rows and may_be_seen(closed, result) else None
    agreed = [item for item in session.written if isinstance(item, ev.ActionAgreed) and item.card == card]
    rows = tuple((item.what, item.who, _day(item.when)) for item in agreed)
    return Table(ACTION_COLUMNS, rows) if rows else None


def _matches(result: Pairs) -> Table:
    said = {item.id: item.text for item in (*result.asks, *result.offers)}
    rows = tuple((said[ask], said[offer]) for ask, offer in result.matches if ask in said and offer in said)
    return Table(MATCH_COLUMNS, rows)


def _day(when: str) -> Cell:
    """A day as a value; what is no date as it was typed."""
    try:
        return date.fromisoformat(when) if when else None
    except ValueError:
        return when


def _closed(session: Session, card: str) -> Round | None:
    """The last round of a card that was closed."""
    return next((asked for asked in reversed(session.rounds_of(card)) if not asked.is_open), None)


def canvas_data(canvas: CanvasOutcome) -> dict[str, Any]:
    """A canvas as a document: what the database and the exports hold of it."""
    return {
        "kaart": canvas.card,
        "naam": canvas.name,
        "soort": canvas.sort,
        "nummer": canvas.number,
        "versie": canvas.version,
        "volgende_keer": canvas.when.isoformat() if canvas.when else None,
        "cellen": [_cell_data(cell) for cell in canvas.cells],
        "partijen": [{"partij": party.name, "akkoord": str(party.position)} for party in canvas.parties],
        "staat": str(canvas.stage),
    }


def _cell_data(cell: CellOutcome) -> dict[str, Any]:
    table = cell.table or Table((), ())
    return {
        "naam": cell.name,
        "titel": cell.title,
        "tekst": cell.text or ("" if cell.is_filled else cell.if_empty),
        "kolommen": list(table.header),
        "rijen": [list(map(as_value, row)) for row in table.rows],
    }
