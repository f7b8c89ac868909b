"""What was agreed on a canvas, as a document to sign: who, what, when, and how each party stands to it."""

from collections.abc import Iterator

from kompas_tui.domain.language.wording import listing, long_date, quoted
from kompas_tui.domain.outcome import CanvasOutcome, CellOutcome, canvas_cells, canvases_for_report
from kompas_tui.domain.outcome.canvas import Since
from kompas_tui.domain.report.document import Facts, Figures, Paragraph, Passage, Section
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session.session import Session

SIGNED = ("deal", "afspraak")
"""The sorts under which parties put their names."""

NO_DAY, NOTHING = "nog niet afgesproken", "leeg"
LINES_TO_SIGN = 3
"""So many lines to sign where no parties are known."""


def canvases(session: Session) -> tuple[Section, ...]:
    """A section for each canvas in which something stands."""
    return tuple(_section(session, canvas) for canvas in canvases_for_report(session))


def _section(session: Session, canvas: CanvasOutcome) -> Section:
    names = tuple(party.name for party in canvas.parties) or session.roles
    cells = tuple(Section(cell.title, tuple(_told(canvas, cell))) for cell in canvas.cells)
    signed = (_to_sign(canvas, names),) if canvas.sort in SIGNED else ()
    return Section(canvas.name, _opening(canvas, names, session), (*cells, *_consent(canvas), *signed))


def _opening(canvas: CanvasOutcome, names: tuple[str, ...], session: Session) -> tuple[Passage, ...]:
    rows = (
        ("Soort", canvas.sort),
        ("Nummer", canvas.number),
        ("Versie", str(canvas.version)),
        ("Datum", long_date(session.started) if session.started else ""),
        ("Partijen", listing(names)),
        ("Weer kijken", long_date(canvas.when) if canvas.when else NO_DAY),
    )
    facts = Facts(tuple((name, content) for name, content in rows if content))
    return (Paragraph(canvas.sentence, "lead"), facts, *(_changes(canvas, canvas.since) if canvas.since else ()))


def _changes(canvas: CanvasOutcome, since: Since) -> Iterator[Passage]:
    """From which session it came, and what stood in each cell that changed."""
    day = f" van {long_date(since.day)}" if since.day else ""
    changed = "" if since.changes else " Er is niets veranderd."
    yield Paragraph(f"Dit gaat verder op versie {since.version}, uit de sessie {quoted(since.title)}{day}.{changed}")
    if since.changes:
        rows = tuple((change.title, change.was or NOTHING, change.now or NOTHING) for change in since.changes)
        table = Table(("Vak", "Was", "Is"), rows)
        yield Figures(f"{canvas.name}: wat er veranderde", f"Wat er veranderde na versie {since.version}", table)


def _told(canvas: CanvasOutcome, cell: CellOutcome) -> Iterator[Passage]:
    if cell.text:
        yield Paragraph(cell.text)
    if cell.table is not None:
        yield Figures(f"{canvas.name}: {cell.title}", _caption(cell.table), cell.table)
    if not cell.is_filled:
        yield Paragraph(f"{cell.when_empty[0].upper()}{cell.when_empty[1:]}.", "quiet")


def _caption(table: Table) -> str:
    match table.header:
        case canvas_cells.ACTION_COLUMNS:
            return "Wie wat doet, en wanneer"
        case canvas_cells.MATCH_COLUMNS:
            return "Wat bij elkaar past"
        case _:  # the fields of a form
            return "Wat er is ingevuld"


def _consent(canvas: CanvasOutcome) -> Iterator[Section]:
    """What each party said about this version."""
    if canvas.parties:
        rows = tuple((party.name, str(party.position), "\n".join(party.reasons)) for party in canvas.parties)
        table = Table(("Partij", "Antwoord", "Opmerking of bezwaar"), rows)
        caption = f"Wat elke partij zei over versie {canvas.version}"
        yield Section("Akkoord per partij", (Figures(f"{canvas.name}: akkoord", caption, table),))


def _to_sign(canvas: CanvasOutcome, names: tuple[str, ...]) -> Section:
    table = Table(
        ("Partij", "Naam en functie", "Handtekening"), tuple((n, "", "") for n in names or ("",) * LINES_TO_SIGN)
    )
    caption = "Wie tekent, zet hier naam, functie en handtekening"
    return Section("Ondertekening", (Figures(f"{canvas.name}: ondertekening", caption, table, to_fill_in=True),))
