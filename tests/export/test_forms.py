"""The data as one long table, as an Excel file and by its schema, and the report as PDF where that can be made."""

import csv
import dataclasses
import io
import json
import re
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree

import jsonschema
import pytest

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.outcome import outcome_of, public_copy
from kompas_tui.domain.report import Chart, Section, build_report
from kompas_tui.domain.report.document import ChartSeries
from kompas_tui.domain.session.session import Session
from kompas_tui.export import office
from kompas_tui.export.contents import for_libreoffice
from kompas_tui.export.data import SCHEMA, data_bytes, schema_bytes
from kompas_tui.export.long_table import ACTIVE, LONG_HEADER, long_table, plain_csv
from kompas_tui.export.office import converted, fonts_in, timeless_form
from kompas_tui.export.sheets import sheet_files
from kompas_tui.export.word import word_bytes
from kompas_tui.export.workbook import workbook_bytes
from tests.export import sessions as s
from tests.export.evening import evening_events
from tests.export.test_public import planted_session
from tests.export.test_word import RICH, hostile_session

LABEL = "een keuze van de groep"
LONGEST = "De kleedkamers worden schoner dan nu"
MORE_THAN_LIBREOFFICE_KEEPS = 21
"""It keeps twenty charts, unless it is told otherwise."""

EVENING = Session(evening_events())
SESSIONS = {
    "evening": EVENING, "rich": s.rich_session(), "public": public_copy(s.rich_session()).session,
    "empty": Session(), "planted": planted_session(),
}  # fmt: skip


@pytest.mark.parametrize("name", SESSIONS)
def test_the_data_is_as_its_schema_says(name: str) -> None:
    schema = json.loads(schema_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(data_bytes(SESSIONS[name], s.HEAD))
    assert data["schema"] == SCHEMA == schema["$id"]
    jsonschema.Draft202012Validator(schema).validate(data)


def test_the_schema_refuses_what_is_something_else() -> None:
    data = json.loads(data_bytes(EVENING, s.HEAD))
    data["rondes"][0]["antwoorden"] = "24"
    del data["opgeschreven"]["besluiten"]
    errors = jsonschema.Draft202012Validator(json.loads(schema_bytes())).iter_errors(data)
    assert sorted(error.validator for error in errors) == ["required", "type"]


def test_every_figure_of_a_choice_is_a_row_of_the_long_table() -> None:
    header, *rows = long_table(s.rich_session())
    assert header == LONG_HEADER
    asked = s.rich_session().rounds["tellen-1"]
    ours = [row for row in rows if row[0] == "tellen-1"]
    assert {row[5] for row in ours} == {"allen", "rol bewoner", "overig"}
    whole = {row[6]: row[8] for row in ours if row[5] == "allen"}
    result = outcome_of(s.rich_session(), asked).result
    assert whole == {bar.label: bar.count for bar in result.bars}  # type: ignore[union-attr]
    assert {row[7] for row in rows if row[0] == "samen-1"} == {
        *(f"score {n}" for n in range(1, 6)),
        "mediaan",
        "gemiddelde",
    }


def test_the_plain_form_is_read_back_as_it_was() -> None:
    rows = long_table(hostile_session())
    csv.field_size_limit(1_000_000)
    read = list(csv.reader(io.StringIO(plain_csv(rows).decode())))
    assert read[0] == list(LONG_HEADER)
    assert len(read) == len(rows)
    assert all(len(row) == len(LONG_HEADER) for row in read)
    assert [
        cell for row in read for cell in row if cell.startswith(ACTIVE) and not re.fullmatch(r"-?[0-9.]+", cell)
    ] == []
    assert "'=1+1" in {cell for row in read for cell in row}
    safe = sheet_files(hostile_session())["lang.csv"].decode("utf-8-sig")
    assert '"\'=1+1"' in safe


def _sheets(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = ElementTree.fromstring(package.read("xl/workbook.xml"))
        sheets = [one.get("name", "") for one in names.iter() if one.tag.endswith("}sheet")]
        return {name: package.read(f"xl/worksheets/sheet{place}.xml").decode() for place, name in enumerate(sheets, 1)}


@pytest.mark.parametrize("session", [EVENING, hostile_session(), planted_session()])
def test_a_workbook_has_a_sheet_a_round_and_nothing_in_it_runs(session: Session) -> None:
    data = workbook_bytes(session)
    sheets = _sheets(data)
    assert len([name for name in sheets if name.startswith("ronde-")]) >= len(session.rounds)
    assert next(iter(sheets)) == "rondes"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        shared = package.read("xl/sharedStrings.xml").decode()
    assert ".csv<" not in shared, "a sheet is told by its own name"
    assert len({name.casefold() for name in sheets}) == len(sheets)
    assert all(len(name) <= 31 for name in sheets)
    assert not any("<f>" in text or "hyperlink" in text for text in sheets.values())
    assert workbook_bytes(session) == data


def test_zeros_before_a_number_and_what_looks_like_a_day_stay_text() -> None:
    question = {"soort": "open", "vraag": "Wat?"}
    session = s.one_round(question, [{"tekst": [text]} for text in ("007", "1-2", "=1+1", "1e5", "06")])
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(session))) as package:
        shared = package.read("xl/sharedStrings.xml").decode()
    for text in ("007", "1-2", "=1+1", "1e5", "06"):
        assert f"<t>{text}</t>" in shared


def test_without_libreoffice_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_PROGRAMS", ("geen-office",))
    with pytest.raises(KompasError, match="is LibreOffice nodig"):
        converted(RICH, ".pdf")


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice")
def test_the_report_becomes_a_tagged_pdf_with_the_pages_of_its_contents_and_each_label_of_many_charts() -> None:
    chart = Chart("bars", "mensen", (LABEL, "nee"), (ChartSeries("Aantal", (3, 4)),))
    last_longest = Chart("bars", "mensen", ("ja", "nee", "soms", LONGEST), (ChartSeries("Aantal", (3, 4, 1, 1784)),))
    before, now = ChartSeries("Eerst", (0.55, 0.4)), ChartSeries("Nu", (0.61, 0.38))
    pairs = Chart("pairs", "In scores", ("ja", "nee"), (before, now))
    many = Section("Grafieken", (*(chart,) * MORE_THAN_LIBREOFFICE_KEEPS, last_longest, pairs))
    report = build_report(s.rich_session(), s.HEAD)
    word = word_bytes(dataclasses.replace(report, sections=(*report.sections, many)))
    pdf = converted(for_libreoffice(word), ".pdf")
    assert pdf.startswith(b"%PDF-")
    assert re.findall(rb"/CreationDate\(D:(\d{8})", pdf) == [b"20261122"], "the day of the session, not of today"
    assert b"/MarkInfo<</Marked true>>" in pdf
    assert b"/Lang(nl-NL)" in pdf
    assert fonts_in(pdf)
    laid_out = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    assert laid_out.decode().count(LABEL) == MORE_THAN_LIBREOFFICE_KEEPS, "labels are squeezed to a line"
    assert "0,55" in laid_out.decode(), "figures are written as the laptop does"
    assert "1.784" in laid_out.decode(), "a large one stands otherwise in the table"
    assert LONGEST in laid_out.decode(), "a label is broken over the one above it"
    pages = laid_out.decode().split("\f")
    contents = dict(re.findall(r"^ *(\S.*?)  +(\d+)$", "\n".join(pages[:2]), re.M))
    assert "Besluiten" not in contents, "what stands before the contents is not in them"
    for heading in ("Hoe gaat het verder?", "Verloop"):
        assert heading in map(str.strip, pages[int(contents[heading]) - 1].splitlines())


def _odt(chance: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        rsid = f'<c config:name="Rsid" config:type="int">{chance}</c>'
        package.writestr("settings.xml", rsid)
        package.writestr("content.xml", f'<l xml:id="list{chance}"/><l text:continue-list="list{chance}"/>')
    return stream.getvalue()


def _pdf(moment: str, sums: str) -> bytes:
    return (
        f"%PDF-1.6\n/Title(Groen)/CreationDate(D:{moment}+01'00')>>\n/ID [ <{sums}>\n<{sums}> ]\n/DocChecksum /{sums}\n"
    ).encode()


def test_other_forms_tell_no_clock_and_no_chance() -> None:
    made = "20261122190000"
    first, second = (timeless_form(_pdf(*told), made) for told in (("20261123080000", "A" * 32), (made, "B" * 32)))
    assert first == second
    assert len(first) == len(_pdf(made, "A" * 32)), "places in it are told by their bytes"
    assert b"D:20261122190000" in first
    assert b"A" * 32 not in first
    assert timeless_form(_odt(28130), made) == timeless_form(_odt(99871234), made)
    with zipfile.ZipFile(io.BytesIO(timeless_form(_odt(28130), made))) as package:
        assert package.infolist()[0].filename == "mimetype"
        assert package.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert package.read("content.xml") == b'<l xml:id="list1"/><l text:continue-list="list1"/>'
