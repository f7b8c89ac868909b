"""What was agreed on a canvas, as a document to sign: who, what, when, and how each party stands to it."""

from collections.abc import Iterator

from kompas_tui.domain.language.sentences import as_opening
from kompas_tui.domain.language.wording import count, labelled, listing, long_date, quoted
from kompas_tui.domain.outcome import CanvasOutcome, CellOutcome, canvas_cells, canvases_for_report
from kompas_tui.domain.outcome.canvas import Since
from kompas_tui.domain.outcome.consent import Party
from kompas_tui.domain.outcome.veil import personal_fields
from kompas_tui.domain.report.asked import with_lists
from kompas_tui.domain.report.document import Bullets, Facts, Figures, Paragraph, Passage, Section
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

SIGNED = ("deal", "afspraak")
"""The sorts under which parties put their names."""

NO_DAY, NOTHING = "nog niet afgesproken", "leeg"
MOST_IN_CELL = 8
"""A cell has no more rows of forms than this; more stand at the question that they answer."""

MOST_REASONS = 5
"""A party tells no more objections and remarks than this; its row would fill a page and be cut off."""

_NOT_CHOSEN = "hier is nog geen tekst voor gekozen."

_STILL_EMPTY = "Wat nog leeg is"
"""Above the cells in which nothing stands, where they are several: a heading each would promise more."""

LINES_TO_SIGN = 3
"""So many lines to sign where no parties are known."""


def cell_with_forms(session: Session, asked: Round) -> str:
    """Where the filled-in forms of a round stand whole: in the cell of a canvas; empty where they don't."""
    if not asked.activity.fills_canvas or asked.is_open or personal_fields(asked.activity):
        return ""
    if asked is not next(one for one in reversed(session.rounds_of(asked.card)) if not one.is_open):
        return ""
    return next(
        (
            f"{quoted(canvas.name)}, bij {quoted(cell.title)}"
            for canvas in canvases_for_report(session)
            for cell in canvas.cells
            if cell.source == asked.card and cell.table is not None and _has_forms(cell.table) and _fits(cell.table)
        ),
        "",
    )


def _has_forms(table: Table) -> bool:
    return table.header not in (canvas_cells.ACTION_COLUMNS, canvas_cells.MATCH_COLUMNS)


def _fits(table: Table) -> bool:
    return not _has_forms(table) or len(table.rows) <= MOST_IN_CELL


def canvases(session: Session) -> tuple[Section, ...]:
    """A section for each canvas in which something stands."""
    return tuple(_section(session, canvas) for canvas in canvases_for_report(session))


def _section(session: Session, canvas: CanvasOutcome) -> Section:
    names = tuple(party.name for party in canvas.parties) or session.roles
    empty = [(cell.title, nothing) for cell in canvas.cells if (nothing := _nothing(session, cell))]
    apart = {title for title, _ in empty} if len(empty) > 1 else set()
    cells = [
        Section(cell.title, tuple(_told(session, canvas, cell))) for cell in canvas.cells if cell.title not in apart
    ]
    if apart:
        lines = tuple(
            labelled(title, as_opening(told) if title.endswith(("?", "!")) else told) for title, told in empty
        )
        cells.append(Section(_STILL_EMPTY, (Bullets(lines),)))
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


def _told(session: Session, canvas: CanvasOutcome, cell: CellOutcome) -> Iterator[Passage]:
    yield from with_lists(cell.text)
    nothing = _without_choice(session, cell)
    if nothing:
        yield Paragraph(as_opening(nothing), "quiet")
    elif cell.table is not None:
        yield Figures(f"{canvas.name}: {cell.title}", _caption(cell.table), cell.table)


def _nothing(session: Session, cell: CellOutcome) -> str:
    """Why nothing stands in a cell; empty where something does."""
    return "" if cell.text else _without_choice(session, cell)


def _without_choice(session: Session, cell: CellOutcome) -> str:
    """Why a cell has no table, and where that stands, to begin or go on a sentence; empty where it needs none."""
    asked = session.last_round(cell.source) if cell.source else None
    if cell.table is not None and asked is not None and not _fits(cell.table):
        forms = count(len(cell.table.rows), "formulier", "formulieren")
        return f"{_NOT_CHOSEN} De {forms} staan bij {quoted(asked.title)}."
    if cell.is_filled or cell.table is not None:
        return ""
    if cell.was_answered and asked is not None:
        return f"{_NOT_CHOSEN} De antwoorden staan bij {quoted(asked.title)}."
    return f"{cell.when_empty}."


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
        rows = tuple((party.name, str(party.position), _reasons(party)) for party in canvas.parties)
        header = ("Partij", "Antwoord", "Opmerking of bezwaar")
        # Where nobody wrote, or it may not be told, a column with nothing in it would ask for something.
        columns = 3 if any(party.reasons for party in canvas.parties) else 2
        table = Table(header[:columns], tuple(row[:columns] for row in rows))
        caption = f"Wat elke partij zei over versie {canvas.version}"
        yield Section("Akkoord per partij", (Figures(f"{canvas.name}: akkoord", caption, table),))


def _reasons(party: Party) -> str:
    """What its people wrote; of many the first, since all of them stand at the question."""
    left = len(party.reasons) - MOST_REASONS
    more = (f"En nog {left}, bij de vraag zelf.",) if left > 0 else ()
    return "\n".join((*party.reasons[:MOST_REASONS], *more))


def _to_sign(canvas: CanvasOutcome, names: tuple[str, ...]) -> Section:
    table = Table(
        ("Partij", "Naam en functie", "Handtekening"), tuple((n, "", "") for n in names or ("",) * LINES_TO_SIGN)
    )
    caption = "Wie tekent, zet hier naam, functie en handtekening"
    return Section("Ondertekening", (Figures(f"{canvas.name}: ondertekening", caption, table, to_fill_in=True),))
