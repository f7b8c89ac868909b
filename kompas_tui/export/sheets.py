"""The data of a session as CSV files that a Dutch Excel opens with a double click, and that no cell of which runs."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, assert_never

from kompas_tui.domain.outcome import (
    Outcome,
    canvases_for_report,
    drawn_in_view,
    earlier_data,
    harvest_data,
    note_about,
    outcome_of,
)
from kompas_tui.domain.outcome.box import box_in_room
from kompas_tui.domain.outcome.roles import tables_in_words
from kompas_tui.domain.report.agenda import agenda
from kompas_tui.domain.report.conversation import notes_by_question
from kompas_tui.domain.report.turns import turns_of
from kompas_tui.domain.result.cells import Number, as_value
from kompas_tui.domain.result.shapes import (
    Bars,
    PinMap,
    Result,
    TextList,
)
from kompas_tui.domain.result.spots import FULL
from kompas_tui.domain.result.tables import REACTION, WEIGHED, Table, as_table, texts_beside
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.export.long_table import ACTIVE, APOSTROPHE, EVERYBODY, long_table
from kompas_tui.export.markup import strip
from kompas_tui.export.naming import file_slug

SEPARATOR = ";"
"""What a Dutch Excel expects, since its decimals have a comma."""

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads UTF-8 as something else."""

_AS_FIGURES = re.compile(r"(?=.*\d)[-+]?[\d\s.,:%()€$£]+(e[-+]?\d+)?", re.IGNORECASE)
_AS_A_DATE = re.compile(r"\d{1,4}(\s*[./-]\s*\d{1,4}){1,2}([\sT][\d:]+)?")
"""Not a number to call, of which no part is so short."""
_AS_A_DAY = re.compile(
    r"(?=.*\d)[\d\s./-]*(jan|feb|m(aa)?rt|apr|mei|may|ju[nl]|aug|sep|o[ck]t|nov|dec)[a-z]*[\d\s./-]*", re.I
)
_AS_LOGIC = re.compile(r"true|false|waar|onwaar", re.IGNORECASE)
_AS_IT_IS = re.compile(r"0|[1-9]\d{0,14}|\d{4}-\d\d-\d\d( \d\d:\d\d)?")
"""Of what a program makes a number, a day or a truth; and what looks the same after that, such as a year."""

INDEX_HEADER = ("Bestand", "Kaart", "Vraag", "Werkvorm", "Ronde", "Antwoorden")
WHERE_HEADER = ("In de zaal", "Ergens anders")
"""Behind it, where it may be told of a round."""
CANVAS_HEADER = ("Canvas", "Nummer", "Versie", "Staat", "Vak", "Tekst", "Tabel")
SHIFT_HEADER = ("Ronde", "Vergeleken met", "Optie", "Eerst", "Nu", "Verschil", "Maat")

TABLES_HEADER = ("Tafel", "Kaart", "Ronde", "Vraag", "Antwoorden", "Gaf")

_Value = str | int | float | None
Sheet = Sequence[Sequence[_Value]]


def sheet_files(session: Session) -> dict[str, bytes]:
    """The contents of every file by its name."""
    return {name: csv_bytes(rows) for name, rows in {**sheets_of(session), "lang.csv": long_table(session)}.items()}


def sheets_of(session: Session) -> dict[str, Sheet]:
    """The rows of every sheet by the name of its file."""
    closed = [(asked, outcome_of(session, asked)) for asked in session.rounds.values() if not asked.is_open]
    sheets: dict[str, Sheet] = {}
    index: list[Sequence[_Value]] = []
    whereabouts: list[Sequence[_Value]] = []
    for number, (asked, outcome) in enumerate(closed, 1):
        name = f"ronde-{number:02}-{file_slug(asked.id, 'ronde')}"
        sheets[f"{name}.csv"] = list(_round(outcome))
        kind = asked.activity.word
        index.append((f"{name}.csv", asked.title, outcome.question, kind, asked.number, outcome.answers))
        where = outcome.whereabouts
        told = (where.in_room or None, where.elsewhere) if where is not None else (None, None)
        whereabouts.append(told)
        if texts := texts_beside(outcome.result):
            sheets[f"{name}-teksten.csv"] = [("Tekst", "Kopje"), *((item.text, item.heading) for item in texts)]
        if isinstance(outcome.result, PinMap) and outcome.result.places:
            shares = [(x / FULL, y / FULL) for x, y in outcome.result.places]
            sheets[f"{name}-prikken.csv"] = [("Van links", "Van boven"), *shares]
    shifts = [row for _, outcome in closed for row in _shifts(outcome)]
    if shifts:
        sheets["verschillen.csv"] = [SHIFT_HEADER, *shifts]
    sheets |= _written(session)
    if index and any(elsewhere for _, elsewhere in whereabouts):
        rows = [(*row, *told) for row, told in zip(index, whereabouts, strict=True)]
        sheets["rondes.csv"] = [(*INDEX_HEADER, *WHERE_HEADER), *rows]
    elif index:
        sheets["rondes.csv"] = [INDEX_HEADER, *index]
    sheets |= _canvases(session)
    if harvest := harvest_data(session):
        sheets["tafels.csv"] = [TABLES_HEADER, *_harvest(harvest)]
    if (earlier := earlier_data(session)) is not None:
        sheets["vorige-sessie.csv"] = [
            ("Wat", "Wie", "Aan wie", "Wanneer", "Klaar"),
            *(
                (one["wat"], one["wie"], one.get("aan", ""), one["wanneer"], "ja" if one["klaar"] else "nee")
                for one in (*earlier["actiepunten"], *earlier["toezeggingen"])
            ),
        ]
    if session.box:
        questions = [(item.text, item.support, item.state) for item in box_in_room(session)]
        sheets["vragenbus.csv"] = [("Vraag", "Steun", "Stand"), *questions]
    if session.drawn:
        sheets["waaier.csv"] = list(_fan(session))
    sheets["verloop.csv"] = list(_course(session))
    turns = [(rhythm.title, turn.number, turn.title, turn.minutes) for rhythm, turn in turns_of(session)]
    if turns:
        sheets["beurten.csv"] = [("Kaart", "Beurt", "Titel", "Minuten"), *turns]
    return sheets


def _harvest(harvest: Sequence[dict[str, Any]]) -> Iterator[Sequence[_Value]]:
    """What each table gave, a row a line."""
    for table in harvest:
        for one in table["rondes"]:
            for line in one["gaf"]:
                yield (table["tafel"], one["kaart"], one["ronde"], one["vraag"], one["antwoorden"], line)


def csv_bytes(rows: Sheet) -> bytes:
    """Rows as CSV: numbers bare, texts quoted, with an apostrophe where a program would run or change them."""
    lines = [f"{SEPARATOR.join(map(_cell, row))}\r\n" for row in rows]
    return (BYTE_ORDER_MARK + "".join(lines)).encode("utf-8", "replace")


def _cell(value: _Value) -> str:
    match value:
        case None:
            return ""
        case int() | float():
            return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")
        case str():
            text = strip(value)
            kept = APOSTROPHE if value.startswith(ACTIVE) or _changes(text) else ""
            doubled = text.replace('"', '""')
            return f'"{kept}{doubled}"'


def _changes(text: str) -> bool:
    """Whether a program that opens the file runs this text, or shows something else: `1-2` as a day, `007` as 7."""
    if text.startswith(ACTIVE):
        return True
    bare = text.strip()
    taken = any(pattern.fullmatch(bare) for pattern in (_AS_FIGURES, _AS_A_DATE, _AS_A_DAY, _AS_LOGIC))
    return taken and not _AS_IT_IS.fullmatch(bare)


def as_written(cell: str) -> str:
    """A cell without the apostrophe that made it harmless; that of the text itself, as in ’s avonds, stays."""
    return cell[1:] if cell.startswith(APOSTROPHE) and _changes(cell[1:]) else cell


def _round(outcome: Outcome) -> Iterator[Sequence[_Value]]:
    """The result of all together, and under it that of each role and table that may be seen."""
    whole, groups = outcome.result, (*outcome.by_role, *tables_in_words(outcome.by_table))
    ways = [way for way, _ in whole.counted_apart] if isinstance(whole, Bars) else []
    yield (*_table(whole).header, *(way.capitalize() for way in ways), *(["Groep"] if groups else []))
    for name, result in ((EVERYBODY, whole), *groups):
        for row in _rows(result, ways):
            yield (*row, *([name] if groups else []))


def _rows(result: Result, ways: Sequence[str]) -> Iterator[Sequence[_Value]]:
    counted = dict(result.counted_apart) if isinstance(result, Bars) else {}
    for index, row in enumerate(_data_rows(result)):
        yield (*row, *(counted[way][index] if way in counted else 0 for way in ways))


def _data_rows(result: Result) -> list[tuple[_Value, ...]]:
    return [tuple(map(as_value, row)) for row in _table(result).rows]


def _table(result: Result) -> Table:
    """The result as a table that has the same columns for everybody and for a group."""
    if not isinstance(result, TextList):
        return as_table(result)
    answered = any(item.reaction for item in result.items)
    rows = (
        (
            item.text, *([item.column] if result.columns else []), Number(item.support), item.group,
            "ja" if item.done else "", item.weighing, item.why, *([item.reaction] if answered else []),
        )
        for item in result.items
    )  # fmt: skip
    column, reaction = ["Kolom"] if result.columns else [], [REACTION] if answered else []
    return Table(("Tekst", *column, "Steun", "Kopje", "Beantwoord", *WEIGHED, *reaction), tuple(rows))


def _shifts(outcome: Outcome) -> Iterator[Sequence[_Value]]:
    for laid in outcome.beside:
        for one in laid.comparison.shifts:
            shift = one.before, one.after, one.change, laid.comparison.measure
            yield (outcome.round, laid.earlier.id, one.label, *shift)


def _written(session: Session) -> dict[str, Sheet]:
    titles = {visit.card: visit.title for visit in session.course}
    sheets: dict[str, list[Sequence[_Value]]] = {
        "besluiten.csv": [("Besluit", "Kaart", "Tijd")],
        "actiepunten.csv": [("Wat", "Wie", "Wanneer", "Kaart", "Tijd")],
        "toezeggingen.csv": [("Wat", "Wie", "Aan wie", "Wanneer", "Kaart", "Tijd")],
        "notities.csv": [("Notitie", "Kaart", "Tijd", "Over")],
        "parkeerplaats.csv": [("Onderwerp", "Kaart", "Tijd")],
    }
    for item in session.written:
        where = (titles.get(item.card, item.card), f"{item.time:%Y-%m-%d %H:%M}")
        match item:
            case ev.DecisionTaken():
                sheets["besluiten.csv"].append((item.text, *where))
            case ev.ActionAgreed():
                sheets["actiepunten.csv"].append((item.what, item.who, item.when, *where))
            case ev.PromiseMade():
                sheets["toezeggingen.csv"].append((item.what, item.who, item.to, item.when, *where))
            case ev.NoteTaken():
                sheets["notities.csv"].append((item.text, *where, note_about(session, item)))
            case ev.Parked():
                sheets["parkeerplaats.csv"].append((item.text, *where))
            case _:
                assert_never(item)
    return dict(sheets)


def _canvases(session: Session) -> dict[str, Sheet]:
    """A row for each cell, and a file for each cell in which a table stands."""
    sheets: dict[str, Sheet] = {}
    rows: list[Sequence[_Value]] = []
    for number, canvas in enumerate(canvases_for_report(session), 1):
        about = (canvas.name, canvas.number, canvas.version, str(canvas.stage))
        for cell in canvas.cells:
            name = f"canvas-{number:02}-{file_slug(cell.name, 'vak')}.csv" if cell.table else ""
            rows.append((*about, cell.title, cell.text or ("" if cell.table else cell.when_empty), name))
            if cell.table is not None:
                sheets[name] = [cell.table.header, *(tuple(map(as_value, row)) for row in cell.table.rows)]
    return {"canvassen.csv": [CANVAS_HEADER, *rows], **sheets} if rows else {}


def _fan(session: Session) -> Iterator[Sequence[_Value]]:
    """A row for each note about a question that was drawn, and one for a question without."""
    yield ("Onderwerp", "Vraag", "Notitie", "Tijd")
    noted = notes_by_question(session)
    for drawn in drawn_in_view(session):
        for note in noted.get(drawn.question, [""]):
            yield (drawn.topic, drawn.question, note, f"{drawn.time:%Y-%m-%d %H:%M}")


def _course(session: Session) -> Iterator[Sequence[_Value]]:
    yield ("Kaart", "Begin", "Minuten", "Gepland")
    for item in agenda(session):
        first = f"{item.times[0]:%Y-%m-%d %H:%M}"
        yield (item.title, first, item.whole_minutes, item.planned)
