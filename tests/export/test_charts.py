"""Charts in the report: Word's own, with their figures inside, equal to the table below, and text that stays text."""

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn

from kompas_tui.domain.report import Chart, FieldPicture, Figures, Passage, Report, Section, build_report
from kompas_tui.domain.report.charts import MOST_BARS, charts_of
from kompas_tui.domain.report.document import ChartSeries
from kompas_tui.domain.result.cells import Number
from kompas_tui.domain.result.shapes import Bar, Bars, Distribution, Spread, Stacked, Unit, Words
from kompas_tui.domain.session.session import Session
from kompas_tui.export.chart_colours import shades_of
from kompas_tui.export.charts import chart_xml, with_legend_in_order, with_room_for_labels
from kompas_tui.export.lint.colours import contrast, shaded
from kompas_tui.export.word import word_bytes
from tests.export import sessions as s
from tests.export.evening import evening_events
from tests.export.test_lint import rules_of

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
EVENING = build_report(Session(evening_events()), s.HEAD)
WORD = word_bytes(EVENING)


def blocks_of(sections: tuple[Section, ...]) -> list[Passage]:
    return [block for one in sections for block in (*one.blocks, *blocks_of(one.parts))]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def drawn(xml: bytes) -> list[tuple[list[str], list[float]]]:
    """The labels and values of each series of a chart."""
    root = ElementTree.fromstring(xml)
    return [
        (
            [point.text or "" for point in series.findall(f"{C}cat//{C}v")],
            [float(point.text or "") for point in series.findall(f"{C}val//{C}v")],
        )
        for series in root.iter(f"{C}ser")
    ]


def kept(book: bytes) -> list[list[str]]:
    """The rows of the one sheet of a workbook, as texts."""
    names = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    parts = members(book)
    sheet = ElementTree.fromstring(parts["xl/worksheets/sheet1.xml"])
    assert not [*sheet.iter(f"{names}f")], "no formula"
    shared = ElementTree.fromstring(parts["xl/sharedStrings.xml"])
    texts = ["".join(one.itertext()) for one in shared.iter(f"{names}si")]
    assert len(texts) == int(shared.get("uniqueCount", ""))
    return [
        [
            texts[int(cell.findtext(f"{names}v", ""))] if cell.get("t") == "s" else "".join(cell.itertext())
            for cell in row
        ]
        for row in sheet.iter(f"{names}row")
    ]


def test_each_chart_holds_the_figures_of_the_table_below_it() -> None:
    blocks, parts = blocks_of(EVENING.sections), members(WORD)
    charts = [(block, below) for block, below in pairwise(blocks) if isinstance(block, Chart)]
    assert len(charts) > 10
    assert {chart.form for chart, _ in charts} == {"bars", "layers", "pairs"}
    for number, (chart, below) in enumerate(charts, 1):
        series = drawn(parts[f"word/charts/chart{number}.xml"])
        assert b'<a:bodyPr rot="0" vert="horz"/>' in parts[f"word/charts/chart{number}.xml"], (
            "else some labels stay away"
        )
        assert [values for _, values in series] == [list(one.values) for one in chart.series]
        assert isinstance(below, Figures)
        rows = {str(row[0]): row for row in below.table.rows}
        for place, label in enumerate(chart.labels):
            told = {number for cell in rows[label] if isinstance(cell, Number) for number in (cell.value, cell.share)}
            assert {values[place] for _, values in series} <= told, label
        first, *book = kept(parts[f"word/embeddings/Werkblad{number}.xlsx"])
        assert first == [one.name for one in chart.series]
        assert book == [
            [label, *(f"{one.values[place]:g}" for one in chart.series)] for place, label in enumerate(chart.labels)
        ]


def test_three_options_have_a_chart_and_two_say_it_in_a_sentence() -> None:
    made = [
        charts_of(Bars(tuple(Bar(str(n), n + 1) for n in range(options)), 9, Unit.VOTERS), "Aantal")
        for options in (2, 3)
    ]
    assert [[chart.labels for chart in charts] for charts in made] == [[], [("2", "1", "0")]]


def test_points_on_axes_are_drawn_where_no_arrows_are() -> None:
    parts = {part.heading: part for one in EVENING.sections for two in one.parts for part in (two, *two.parts)}
    assert not any(isinstance(block, FieldPicture) for block in parts["Moeite en effect"].blocks), (
        "its arrows show where points stand"
    )
    first = parts["Moeite en effect (ronde 1, alles)"]
    (field,) = (block for block in first.blocks if isinstance(block, FieldPicture))
    assert field.description.startswith("Veld met punten. ‘Een belrondje’: ")


ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs spacing ind"
    " contextualSpacing jc outlineLvl rPr sectPr",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW tcBorders shd tcMar vAlign",
}
"""In which order Word wants properties; in another one it may call a document broken."""


@pytest.mark.parametrize("name", ORDERS)
def test_properties_stand_in_the_order_of_the_schema(name: str) -> None:
    order, body = ORDERS[name].split(), docx.Document(io.BytesIO(WORD)).element.body
    found = {tuple(child.tag.rpartition("}")[2] for child in one) for one in body.iter(qn(f"w:{name}"))}
    assert found
    assert [one for one in found if list(one) != sorted(one, key=order.index)] == []


def test_the_workbook_of_a_chart_has_all_that_excel_would_make_anew() -> None:
    parts = members(members(WORD)["word/embeddings/Werkblad1.xlsx"])
    told = parts["[Content_Types].xml"].decode()
    related = re.findall(r'Target="([^"]+)"', parts["xl/_rels/workbook.xml.rels"].decode())
    assert {f"xl/{name}" for name in related} == {
        name for name in parts if re.fullmatch(r"xl/\w+(/\w+)?\.xml", name)
    } - {"xl/workbook.xml"}
    assert {"worksheets/sheet1.xml", "theme/theme1.xml", "styles.xml", "sharedStrings.xml"} == set(related)
    assert all(f"/xl/{name}" in told for name in related)
    assert b"inlineStr" not in parts["xl/worksheets/sheet1.xml"]


def test_the_same_report_gives_the_same_bytes_with_its_charts() -> None:
    assert word_bytes(EVENING) == WORD


def _report(chart: Chart) -> Report:
    return replace(build_report(Session(), s.HEAD), sections=(Section("Kaart", (chart,)),))


HOSTILE = ("=1+1", "</c:v><x/>", "http://voorbeeld.nl", "@SUM(A1)", "0012", "a\x00\x1b[2J\ud800", "“é” 🐻")


def test_a_large_figure_keeps_its_last_digit() -> None:
    parts = members(
        word_bytes(_report(Chart("bars", "Aantal euro", ("a", "b"), (ChartSeries("Aantal", (1136523, 0.54)),))))
    )
    assert [values for _, values in drawn(parts["word/charts/chart1.xml"])] == [[1136523, 0.54]]
    assert kept(parts["word/embeddings/Werkblad1.xlsx"])[1:] == [["a", "1136523"], ["b", "0.54"]]


def test_hostile_labels_stay_text() -> None:
    chart = Chart("bars", "Aantal", HOSTILE, (ChartSeries("=A1", (1, 2, 3, 4, 5, 6, 7)),))
    parts = members(word_bytes(_report(chart)))
    ((labels, values),) = drawn(parts["word/charts/chart1.xml"])
    assert labels == ["=1+1", "</c:v><x/>", "http://voorbeeld.nl", "@SUM(A1)", "0012", "a[2J", "“é” 🐻"]
    assert values == [1, 2, 3, 4, 5, 6, 7]
    assert [row[0] for row in kept(parts["word/embeddings/Werkblad1.xlsx"])] == ["=A1", *labels]
    assert b"hyperlink" not in parts["word/embeddings/Werkblad1.xlsx"]


def test_a_chart_says_what_it_shows_and_nothing_is_found_in_it() -> None:
    described = re.findall(
        rb'<wp:docPr id="\d+" name="Grafiek \d+" descr="([^"]+)"', members(WORD)["word/document.xml"]
    )
    assert described[0].decode().startswith("Grafiek. In procenten: ‘Meer groen op het plein’ Eerst 13, Nu 46; ")
    assert rules_of(WORD) == set()


@pytest.mark.parametrize("colour", ["FFC000", "4472C4", "A5A5A5", "FFFFFF", "000000", "006338"])
@pytest.mark.parametrize("many", range(1, 7))
def test_the_shades_of_any_colour_are_seen_on_paper_and_apart_and_letters_are_read_on_each(
    colour: str, many: int
) -> None:
    shades = shades_of(colour, many)
    colours = [_seen(shade.fill, colour) for shade in shades]
    against_paper = [contrast(one, "FFFFFF") for one in colours]
    assert all(ratio >= 3 for ratio in against_paper)
    assert all(later >= 1.25 * earlier for earlier, later in pairwise(against_paper))
    letters = {"bg1": "FFFFFF", "tx1": "1A1A1A"}
    assert all(contrast(one, letters[shade.letters]) >= 4.5 for one, shade in zip(colours, shades, strict=True))


def _seen(fill: str, colour: str) -> str:
    """The colour that Word makes of a fill."""
    found = {name: int(value) / 100_000 for name, value in re.findall(r'<a:(lum\w+) val="(\d+)"', fill)}
    return shaded(colour, found.get("lumMod", 1), found.get("lumOff", 0))


@pytest.mark.parametrize(
    ("labels", "room"),
    [
        (("ja & nee", "nee", "soms", "bijna nooit", "nooit"), 3),
        (("ja", "nee", "nooit"), 3),
        (("ja", "bijna nooit", "nee", "soms"), 0),
        (("bijna nooit", "nee", "soms", "nu en dan."), 0),
        (("ja", "nee", "w" * 50), 26),
    ],
)
def test_the_first_label_gets_room_for_libreoffice_where_one_of_the_last_two_is_longest(
    labels: tuple[str, ...], room: int
) -> None:
    chart = Chart("bars", "mensen", labels, (ChartSeries("Aantal", (3.0,) * len(labels)),))
    made = with_room_for_labels(chart_xml(chart, shades_of("006338", 1)).encode())
    told, _ = drawn(made)[0]
    assert told == ["\N{FIGURE SPACE}" * room + labels[0], *labels[1:]]


def test_for_libreoffice_bars_beside_each_other_are_turned_around_so_that_the_legend_is_not() -> None:
    names = "Hoe ver gaan we nu?", "Hoe ver willen we gaan?"
    pair = Chart(
        "pairs",
        "mensen",
        ("a", "b", "c"),
        (ChartSeries(names[0], (1.0, 2.0, 3.0)), ChartSeries(names[1], (4.0, 5.0, 6.0))),
    )
    made = chart_xml(pair, shades_of("006338", 2)).encode()
    turned = with_legend_in_order(made)
    assert drawn(turned) == [(labels[::-1], values[::-1]) for labels, values in reversed(drawn(made))]
    assert b'<c:orientation val="maxMin"/>' not in turned
    assert [turned.index(name.encode()) for name in names] == sorted(
        (turned.index(name.encode()) for name in names), reverse=True
    )
    short = replace(
        pair, series=tuple(replace(one, name=name) for one, name in zip(pair.series, ("Eerst", "Nu"), strict=True))
    )
    for unturned in (short, replace(pair, form="layers"), replace(pair, form="columns")):
        xml = chart_xml(unturned, shades_of("006338", 2)).encode()
        assert with_legend_in_order(xml) == xml


def test_many_bars_are_the_first_ones_and_what_says_nothing_has_no_chart() -> None:
    many = Bars(tuple(Bar(f"optie {n}", 40 - n) for n in range(30)), 40, Unit.CHOSEN)
    (chart,) = charts_of(many, "Aantal")
    assert (len(chart.labels), chart.left_out) == (MOST_BARS, 30 - MOST_BARS)
    assert chart.note == "De grafiek toont de 12 hoogste van de 30. De tabel heeft ze allemaal."
    assert "En nog 24." in chart.description
    one = Spread("Hoe gaat het?", (0, 0, 2, 5, 1), 4)
    assert [chart.form for chart in charts_of(Distribution((one,), 8), "Aantal")] == ["columns"]
    assert charts_of(Words((), 0), "Aantal") == []
    assert charts_of(Bars((Bar("a", 0), Bar("b", 0)), 0, Unit.CHOSEN), "Aantal") == []
    assert charts_of(Stacked(("ja", "nee"), (), 0), "Aantal") == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most memory of one program")
def test_forty_charts_and_sixteen_hundred_texts_take_less_than_a_hundred_megabytes() -> None:
    """The whole program, with Python and all that it imports."""
    done = subprocess.run([sys.executable, "-m", "tests.export.large"], capture_output=True, check=True, text=True)
    assert float(done.stdout) < 100


def test_a_label_that_an_office_program_breaks_has_room_for_two_lines() -> None:
    heights = []
    for label in ("Ik stem in, met een opmerking"[:28], "Wat mensen van elkaar verwachten"):
        chart = Chart("bars", "mensen", (label,) * 7, (ChartSeries("Aantal", (1,) * 7),))
        report = replace(build_report(Session(), s.HEAD), sections=(Section("Kop", (chart,)),))
        body = docx.Document(io.BytesIO(word_bytes(report))).element.body
        heights.append(int(next(body.iter(qn("wp:extent"))).get("cy")) / 36_000)
    assert heights[1] - heights[0] > 7 * 3, "three millimetres more for each"
