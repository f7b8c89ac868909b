"""The workbook inside a chart, in which Word edits its figures: one bare sheet, without theme or styles.

By hand, since the ones of a library are six times as large, and a report has one for each of its charts.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from kompas_tui.domain.report import Chart
from kompas_tui.export.markup import strip

SHEET = "Blad1"
"""The sheet, as Dutch Excel calls it."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _related(to: str, sort: str) -> str:
    one = f'<Relationship Id="rId1" Type="{_OFFICE}/{sort}" Target="{to}"/>'
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{one}</Relationships>'


_PARTS = {
    "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": _related("xl/workbook.xml", "officeDocument"),
    "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": _related("worksheets/sheet1.xml", "worksheet"),
}


def chart_workbook(chart: Chart) -> bytes:
    """The figures of a chart as an Excel file: texts are texts, whatever they begin with."""
    rows: list[list[str | float]] = [["", *(one.name for one in chart.series)]]
    rows += [[label, *(one.values[place] for one in chart.series)] for place, label in enumerate(chart.labels)]
    data = "".join(f'<row r="{place}">{"".join(_cells(place, row))}</row>' for place, row in enumerate(rows, 1))
    sheet = f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in {**_PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            member = zipfile.ZipInfo(name, _FIRST_DAY)
            member.create_system = 0  # not compressed: the report around it does that, and better
            package.writestr(member, text)
    return stream.getvalue()


def _cells(place: int, row: Sequence[str | float]) -> Iterator[str]:
    for column, value in enumerate(row):
        name = f"{chr(ord('A') + column)}{place}"
        if isinstance(value, str):
            text = f'<t xml:space="preserve">{escape(strip(value))}</t>'
            yield f'<c r="{name}" t="inlineStr"><is>{text}</is></c>' if value else ""
        else:
            yield f'<c r="{name}"><v>{value:g}</v></c>'
