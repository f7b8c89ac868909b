"""What may be seen of a canvas: what stands in its cells, how it stands, who consents, and what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never

from kompas_tui.domain.deck.canvases import CanvasStage, Position
from kompas_tui.domain.language.sentences import glued, phrase, phrase_many
from kompas_tui.domain.language.wording import count, listing
from kompas_tui.domain.outcome.canvas_cells import (
    CellOutcome,
    MayBeSeen,
    cell_data,
    cell_outcome,
    lines_of,
    was_shown,
)
from kompas_tui.domain.outcome.consent import Party, asked_about, parties_of
from kompas_tui.domain.session.canvases import LaidCanvas
from kompas_tui.domain.session.session import Session


@dataclass(frozen=True, slots=True)
class CellChange:
    """What stood in a cell, and what stands in it now; empty where that is nothing."""

    title: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Since:
    """The session from which a canvas came along, the version then, and what changed since."""

    title: str
    day: date | None
    version: int
    changes: tuple[CellChange, ...]


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
    since: "Since | None" = None
    """What became of it since the session before, where it came along."""

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
                return phrase("Bezwaar van {partijen}.", partijen=listing(self.parties_that(Position.OBJECTS)))
            case CanvasStage.OPEN if missing:
                of = count(len(self.cells), "vak", "vakken")
                return phrase_many(
                    "Nog open: {aantal} van de {alle} is leeg.", "Nog open: {aantal} van de {alle} zijn leeg.",
                    aantal=missing, alle=of,
                )  # fmt: skip
            case CanvasStage.OPEN:
                return phrase("Alles staat erin. Nu nog het akkoord van elke partij.")
            case CanvasStage.WAITING:
                return glued(phrase("Nog niet iedereen."), self._who_did_not_consent)
            case CanvasStage.AGREED:
                return phrase("Akkoord van {partijen}.", partijen=listing(self.parties_that(Position.CONSENTS)))
            case CanvasStage.SET:
                return phrase("Alles staat erin.")
            case _:
                assert_never(self.stage)

    @property
    def _who_did_not_consent(self) -> str:
        silent, abstaining = self.parties_that(Position.SILENT), self.parties_that(Position.ABSTAINS)
        waiting = phrase("Nog geen antwoord van {partijen}.", partijen=listing(silent)) if silent else ""
        if not abstaining:
            return waiting
        names = listing((f"{abstaining[0][:1].upper()}{abstaining[0][1:]}", *abstaining[1:]))
        rest = phrase_many(
            "{partijen} onthoudt zich.", "{partijen} onthouden zich.", aantal=len(abstaining), partijen=names
        )
        return glued(waiting, rest)


def canvas_in_room(session: Session, laid: LaidCanvas) -> CanvasOutcome:
    """The canvas for beamer, phones and remote: what people wrote stands in it once the facilitator showed it."""
    return _canvas(session, laid, was_shown)


def canvases_for_report(session: Session) -> tuple[CanvasOutcome, ...]:
    """The canvases of a session that were begun, in the order in which they came, for report and data."""
    # In a report every closed round stands, also one that was never on the beamer.
    told = (_canvas(session, laid, lambda closed, result: True) for laid in session.canvases.values())
    return tuple(canvas for canvas in told if canvas.filled)


def cell_lines(session: Session, laid: LaidCanvas, name: str) -> tuple[str, ...]:
    """What stands in a cell, a line each, for a question that takes it along."""
    cell = laid.canvas.cell(name)
    return lines_of(cell_outcome(session, laid, cell, was_shown)) if cell is not None else ()


def _canvas(session: Session, laid: LaidCanvas, may_be_seen: MayBeSeen) -> CanvasOutcome:
    cells = tuple(cell_outcome(session, laid, cell, may_be_seen) for cell in laid.canvas.cells)
    parties, is_asked = _parties(session, laid)
    return CanvasOutcome(
        card=laid.card,
        name=laid.canvas.name,
        sort=laid.canvas.sort,
        number=laid.number,
        version=laid.version,
        when=laid.when,
        cells=cells,
        parties=parties,
        is_asked=is_asked,
        stage=_stage(cells, parties, is_asked=is_asked),
        since=_since(session, laid, cells),
    )


def _parties(session: Session, laid: LaidCanvas) -> tuple[tuple[Party, ...], bool]:
    """The parties, and whether any of them answered about this version, here or in the session before."""
    asked, brought = asked_about(session, laid), laid.brought
    if asked is None and brought is not None and laid.is_as_brought and brought.stage is not CanvasStage.OPEN:
        return tuple(Party(party.name, party.position) for party in brought.parties), bool(brought.parties)
    return (tuple(parties_of(session, laid, asked)) if laid.canvas.consent else ()), asked is not None


def _since(session: Session, laid: LaidCanvas, cells: Sequence[CellOutcome]) -> Since | None:
    brought, before = laid.brought, session.continued
    if brought is None or before is None:
        return None
    changes = []
    for cell in cells:
        old = brought.cell(cell.name)
        stood = CellOutcome(cell.name, cell.title, "", old.text, old.table, "") if old is not None else None
        was, now = "\n".join(lines_of(stood)) if stood is not None else "", "\n".join(lines_of(cell))
        if was != now:
            changes.append(CellChange(cell.title, was, now))
    return Since(before.title, before.day, brought.version, tuple(changes))


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


def canvas_data(canvas: CanvasOutcome) -> dict[str, Any]:
    """A canvas as a document: what the database and the exports hold of it."""
    return {
        "kaart": canvas.card,
        "naam": canvas.name,
        "soort": canvas.sort,
        "nummer": canvas.number,
        "versie": canvas.version,
        "volgende_keer": canvas.when.isoformat() if canvas.when else None,
        "cellen": [cell_data(cell) for cell in canvas.cells],
        "partijen": [{"partij": party.name, "akkoord": str(party.position)} for party in canvas.parties],
        "staat": str(canvas.stage),
    }
