"""What the data, the tables, the workbook and the Word file of an evening have that a second count has not."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

import docx

from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.report import build_report
from kompas_tui.domain.report.document import Chart, Figures, Section
from kompas_tui.export.data import session_data
from kompas_tui.export.long_table import long_table
from kompas_tui.export.word import word_bytes
from kompas_tui.export.workbook import workbook_bytes
from kompas_tui.web.shown import shown_result
from tests.recount.evenings import Evening
from tests.recount.own_count import Counted, folded, median

CHOSEN = ("keuze", "meerkeuze", "stickers", "verdeling", "rangorde", "instemming", "inschrijven")
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def differences(evening: Evening, rounds: Mapping[str, Counted], head: str) -> list[str]:
    """Each figure that is another one, in words."""
    data = session_data(evening.session, evening.head)
    told = {one["ronde_id"]: one for one in data["rondes"]}
    wrong = [] if head == evening.head and list(told) == list(rounds) else ["the rounds or the last hash"]
    for name, counted in rounds.items():
        if len(counted.ballots) != told[name]["antwoorden"]:
            wrong.append(f"{name}: answers")
        if not counted.is_open:
            wrong += [f"{name}: {what}" for what in _of_round(evening, counted, told[name])]
    wrong += _of_lists(evening, rounds)
    return [*wrong, *_of_report(evening, rounds)]


def _of_round(evening: Evening, counted: Counted, told: Mapping[str, Any]) -> Iterator[str]:
    result = told["uitslag"]
    if not _is_same(counted, result):
        yield f"data of {counted.kind}"
    receipts = sorted(ballot["kenmerk"] for ballot in counted.ballots.values())
    if receipts != sorted(ballot["kenmerk"] for ballot in told["stemmen"]):
        yield "receipts"
    yield from _of_roles(evening, counted, told)
    if counted.kind in CHOSEN and counted.ballots:
        table = shown_result(outcome_of(evening.session, evening.session.rounds[counted.id])).tables[0]
        cells = sorted(_first_number(row.cells[1]) for row in table.rows)
        if not table.more and cells != sorted(counted.counts()):
            yield "the phone"


def _is_same(counted: Counted, result: Mapping[str, Any]) -> bool:
    match counted.kind:
        case kind if kind in CHOSEN:
            options = [(one["optie"], one["aantal"]) for one in result["opties"]]
            return options == list(zip(counted.labels(), counted.counts(), strict=False))
        case "schaal":
            first = int(counted.question.get("van", 1))
            rows = counted.scores()
            if len(rows) == 1:
                return rows[0] == [one["aantal"] for one in result["opties"]]
            middles = [one["mediaan"] for one in result["opties"]]
            return rows == _divided(result) and middles == [median(row, first) for row in rows]
        case "checklist":
            return counted.scores() == _divided(result)
        case "assenveld":
            points = [(one["aantal"], one["x"] or 0, one["y"] or 0) for one in result["opties"]]
            return _rounded(points) == _rounded(counted.means())
        case "woorden":
            return counted.words() == {one["optie"].casefold(): one["aantal"] for one in result["opties"]}
        case "open" | "vragen":
            texts = {one["tekst_id"]: (one["tekst"], one["steun"]) for one in result["teksten"]}
            return _supported(texts) == _supported(counted.texts()) and texts.keys() == counted.texts().keys()
        case "prik":
            pins = {one["optie"].removeprefix("vak "): one["aantal"] for one in result["opties"] if one["aantal"]}
            return counted.named() == pins
        case "profiel":
            styles = {one["optie"]: one["aantal"] for one in result["opties"] if one["aantal"]}
            return counted.named() == styles or (not styles and len(counted.ballots) < 5)
        case _:  # a round of support, which counts at its texts
            return True


def _divided(result: Mapping[str, Any]) -> list[list[int]]:
    return [[level["aantal"] for level in one["verdeling"]] for one in result["opties"]]


def _rounded(points: Sequence[tuple[int, float, float]]) -> list[tuple[int, float, float]]:
    return [(many, round(x, 6), round(y, 6)) for many, x, y in points]


def _supported(texts: Mapping[str, tuple[str, int]]) -> Counter[str]:
    """The support of each text, of those that say the same together."""
    support: Counter[str] = Counter()
    for text, amount in texts.values():
        support[folded(text)] += amount
    return +support


def _of_roles(evening: Evening, counted: Counted, told: Mapping[str, Any]) -> Iterator[str]:
    """Of each role the figures of its own people, never of fewer than five, and nobody left out."""
    if counted.kind not in CHOSEN or not told.get("per_rol"):
        return
    role_of = {
        mark: evening.roles[ballot["kenmerk"]] for mark, ballot in counted.ballots.items() if "sleutel" in ballot
    }
    named = [part["rol"] for part in told["per_rol"]]
    for part in told["per_rol"]:
        marks = {
            mark
            for mark in counted.ballots
            if (role_of.get(mark) == part["rol"] if part["rol"] != "overig" else role_of.get(mark) not in named)
        }
        if [one["aantal"] for one in part["uitslag"]["opties"]] != counted.counts(marks):
            yield f"role {part['rol']}"
        if len(marks) < 5 and counted.question.get("openlijk") != "ja":
            yield f"a small role {part['rol']}"


def _of_lists(evening: Evening, rounds: Mapping[str, Counted]) -> Iterator[str]:
    """What the long table and the workbook have of options."""
    rows = [row for row in long_table(evening.session)[1:] if row[5] == "allen" and row[7] not in ("handen", "kaarten")]
    kept = [row for row in _sheet(workbook_bytes(evening.session), "lang") if row[5:6] == ["allen"]]
    for name, counted in rounds.items():
        if counted.kind in CHOSEN and not counted.is_open:
            if [row[8] for row in rows if row[0] == name] != counted.counts():
                yield f"{name}: the long table"
            in_book = [row[8] for row in kept if row[0] == name and row[7] not in ("handen", "kaarten")]
            if in_book != [str(one) for one in counted.counts()]:
                yield f"{name}: the workbook"


def _sheet(book: bytes, sheet: str) -> list[list[str]]:
    """The cells of one sheet of a workbook, as texts."""
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        strings = ElementTree.fromstring(package.read("xl/sharedStrings.xml")).iter(f"{_SHEET}si")
        texts = ["".join(one.itertext()) for one in strings]
        names = [
            one.get("name") for one in ElementTree.fromstring(package.read("xl/workbook.xml")).iter(f"{_SHEET}sheet")
        ]
        rows = ElementTree.fromstring(package.read(f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"))
    return [
        [
            texts[int(cell.findtext(f"{_SHEET}v", "0"))] if cell.get("t") == "s" else "".join(cell.itertext())
            for cell in row
        ]
        for row in rows.iter(f"{_SHEET}row")
    ]


def _of_report(evening: Evening, rounds: Mapping[str, Counted]) -> Iterator[str]:
    """What the tables of the Word file have of the last round of each card, and charts that say something else."""
    report = build_report(evening.session, evening.head)
    yield from _of_charts(report.sections)
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in docx.Document(io.BytesIO(word_bytes(report))).tables
    ]
    last = {one.card: one for one in rounds.values() if one.kind != "steun"}
    for counted in last.values():
        if counted.kind in CHOSEN and not counted.is_open and counted.ballots:
            own = dict(zip(counted.labels(), counted.counts(), strict=False))
            if not any(_has(table, own) for table in tables):
                yield f"{counted.id}: the report"


def _has(table: Sequence[Sequence[str]], own: Mapping[str, int]) -> bool:
    """Whether one column of a table has these figures."""
    rows = {row[0].strip("\u2066\u2067\u2068\u2069"): row[1:] for row in table[1:]}
    if rows.keys() != own.keys():
        return False
    columns = zip(*(rows[label] for label in own), strict=True)
    return any([_first_number(cell) for cell in column] == list(own.values()) for column in columns)


def _first_number(cell: str) -> int:
    digits = cell.partition(" ")[0].replace(".", "")
    return int(digits) if digits.isdigit() else -1


def _of_charts(sections: Sequence[Section]) -> Iterator[str]:
    """Charts with a value that is not in the table below them."""
    for part in sections:
        for index, block in enumerate(part.blocks):
            below = next((one for one in part.blocks[index:] if isinstance(one, Figures)), None)
            if isinstance(block, Chart) and not _is_in(block, below):
                yield f"a chart of {part.heading}"
        yield from _of_charts(part.parts)


def _is_in(chart: Chart, below: Figures | None) -> bool:
    if below is None:
        return False
    told = " ".join(" ".join(row) for row in below.table.in_words).replace(".", "").replace(",", ".")
    numbers = {word.strip("()%+") for word in told.split()}
    return all(f"{value:.15g}" in numbers for one in chart.series for value in one.values)
