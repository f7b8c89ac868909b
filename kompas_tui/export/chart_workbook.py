"""The workbook inside a chart, in which Word edits its figures: one sheet, with no more than Excel wants around it.

By hand, since the ones of a library are six times as large, and a report has one for each of its charts.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from kompas_tui.domain.report import Chart
from kompas_tui.domain.result.cells import all_digits
from kompas_tui.export.markup import for_text, strip
from kompas_tui.export.saving import FIRST_DAY

SHEET = "Blad1"
"""The sheet, as Dutch Excel calls it."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_PARTS_OF_BOOK = {
    "worksheet": ("worksheets/sheet1.xml", f"{_TYPE}.worksheet+xml"),
    "theme": ("theme/theme1.xml", _THEME_TYPE),
    "styles": ("styles.xml", f"{_TYPE}.styles+xml"),
    "sharedStrings": ("sharedStrings.xml", f"{_TYPE}.sharedStrings+xml"),
}
"""By its sort each part of the workbook and of which type it is; what lacks Excel would make anew, and say so."""


def _related(*others: tuple[str, str]) -> str:
    ones = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{sort}" Target="{to}"/>'
        for number, (sort, to) in enumerate(others, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{ones}</Relationships>'


def _typed(part: str, sort: str) -> str:
    return f'<Override PartName="/xl/{part}" ContentType="{sort}"/>'


_TYPES = "".join(_typed(part, sort) for part, sort in _PARTS_OF_BOOK.values())
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@cache
def _bare_book() -> dict[str, str]:
    """The parts that are the same in each workbook."""
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{_typed('workbook.xml', f'{_TYPE}.sheet.main+xml')}{_TYPES}</Types>",
        "_rels/.rels": _related(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _related(*((sort, part) for sort, (part, _) in _PARTS_OF_BOOK.items())),
        "xl/theme/theme1.xml": (files("kompas_tui.export") / "base" / "theme.xml").read_text("utf-8"),
        "xl/styles.xml": _STYLES,
    }


def chart_workbook(chart: Chart) -> bytes:
    """The figures of a chart as an Excel file: texts are texts, whatever they begin with."""
    rows: list[list[str | float]] = [["", *(one.name for one in chart.series)]]
    rows += [[label, *(one.values[index] for one in chart.series)] for index, label in enumerate(chart.labels)]
    texts = {text: index for index, text in enumerate(dict.fromkeys(_texts(rows)))}
    data = "".join(
        f'<row r="{number}">{"".join(_cells(number, row, texts))}</row>' for number, row in enumerate(rows, 1)
    )
    shared = "".join(f'<si><t xml:space="preserve">{for_text(strip(text))}</t></si>' for text in texts)
    counts = f'count="{sum(1 for _ in _texts(rows))}" uniqueCount="{len(texts)}"'
    parts = {
        "xl/worksheets/sheet1.xml": f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'{_HEAD}<sst xmlns="{_MAIN}" {counts}>{shared}</sst>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in {**_bare_book(), **parts}.items():
            member = zipfile.ZipInfo(name, FIRST_DAY)
            member.create_system = 0  # not compressed: the report around it does that, and better
            package.writestr(member, text)
    return stream.getvalue()


def _texts(rows: Sequence[Sequence[str | float]]) -> Iterator[str]:
    return (value for row in rows for value in row if isinstance(value, str) and value)


def _cells(number: int, row: Sequence[str | float], texts: Mapping[str, int]) -> Iterator[str]:
    for column, value in enumerate(row):
        name = f"{chr(ord('A') + column)}{number}"
        if isinstance(value, str):
            yield f'<c r="{name}" t="s"><v>{texts[value]}</v></c>' if value else ""
        else:
            yield f'<c r="{name}"><v>{all_digits(value)}</v></c>'
