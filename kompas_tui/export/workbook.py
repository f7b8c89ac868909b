"""The data of a session as an Excel file with a sheet a round: texts stay texts, and no cell of it runs."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain, count

from kompas_tui.domain.session.session import Session
from kompas_tui.export.long_table import long_table
from kompas_tui.export.markup import strip
from kompas_tui.export.naming import date_of_file
from kompas_tui.export.sheets import Sheet, sheets_of

_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
"""What Excel allows for the name of a sheet, and for a text in a cell."""

_NO_NAME = re.compile(r"[\[\]:*?/\\]")
_NARROW, _WIDE = 9, 60
_FITS, _LINE, _MOST_LINES = 54, 15, 27
"""So many characters surely fit on a line of the widest column; the height of a line; and Excel allows no more."""
_ROUNDS = "rondes.csv"
"""The table that says where each round stands: in a file, and here on a sheet."""

_PLAIN = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
"""So that `007`, `1-2` and `=1+1` stay what they are."""


def workbook_bytes(session: Session) -> bytes:
    """The Excel file; the same session gives the same bytes."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, _PLAIN)
    moment = date_of_file(session.started)
    book.set_properties({"title": strip(session.details.title)[:250], "created": moment})
    bold, wrapped = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    sheets = sheets_of(session)
    first = {_ROUNDS: sheets[_ROUNDS]} if _ROUNDS in sheets else {}
    tables: dict[str, Sheet] = {**first, **sheets, "lang.csv": long_table(session)}
    names = _sheet_names(tables)
    if _ROUNDS in tables:
        (_, *header), *listed = tables[_ROUNDS]
        tables[_ROUNDS] = [("Blad", *header), *((names.get(str(file), file), *told) for file, *told in listed)]
    for name, rows in tables.items():
        sheet = book.add_worksheet(names[name])
        for index, row in enumerate(rows):
            if (lines := _lines(row)) > 1:
                sheet.set_row(index, _LINE * min(lines, _MOST_LINES))
            look = bold if index == 0 else wrapped if lines > 1 else None
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(index, column, strip(value)[:_LONGEST_TEXT], look)
                elif value is not None:
                    sheet.write_number(index, column, value, look)
        for column, width in enumerate(_widths(rows)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()


def _sheet_names(files: Iterable[str]) -> Mapping[str, str]:
    """The name of each file as a name for a sheet, which no other has."""
    names: dict[str, str] = {}
    for file in files:
        names[file] = _sheet_name(file, {name.casefold() for name in names.values()})
    return names


def _sheet_name(file: str, known: Set[str]) -> str:
    name = _NO_NAME.sub(" ", file.removesuffix(".csv")).strip("'")[:_LONGEST_NAME]
    numbered = (f"{name[: _LONGEST_NAME - len(str(number)) - 1]} {number}" for number in count(2))
    return next(way for way in chain((name,), numbered) if way.casefold() not in known)


def _lines(row: Sequence[object]) -> int:
    """How many lines the longest text of a row takes; a spreadsheet does not always see that by itself."""
    return max((-(-len(value) // _FITS) for value in row if isinstance(value, str) and len(value) > _WIDE), default=1)


def _widths(rows: Sheet) -> list[int]:
    columns = max((len(row) for row in rows), default=0)
    longest = [
        max((len(str(row[column])) for row in rows if column < len(row)), default=0) for column in range(columns)
    ]
    return [min(max(length + 2, _NARROW), _WIDE) for length in longest]
