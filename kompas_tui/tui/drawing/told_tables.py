"""A table of a deck: columns beside each other, or a list where they would be too narrow."""

from collections.abc import Sequence

from kompas_tui.domain.result.tables import Table
from kompas_tui.tui.drawing.lines import (
    BLANK,
    PLAIN,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    beside,
    joined,
    marked,
    text,
    wrapped,
)

_NARROWEST = 11
"""A column of fewer cells breaks too many Dutch words; a table without room for it stands as a list."""

_GAP = 2
_COLON = dict.fromkeys("?!:", "")
"""What stands behind the name of a column; nothing behind one that ends in a sign of its own."""


def table_lines(table: Table, width: int) -> tuple[Lines, list[Lines]]:
    """The head, and a row each below its column; without a head as a list where the columns are too narrow."""
    rows = table.in_words
    widths = _widths((table.header, *rows), width)
    if not widths:
        return [], [_listed(table.header, row, width) for row in rows]
    line = text("─" * min(sum(widths) + _GAP * (len(widths) - 1), width), "$line")
    drawn = [_row(row, widths, PLAIN) for row in rows]
    airy = any(len(row) > 1 for row in drawn)
    return [*_row(table.header, widths, TITLE), line], [
        [*([BLANK] if airy and index else []), *row] for index, row in enumerate(drawn)
    ]


def _row(row: Sequence[str], widths: Sequence[int], style: str) -> Lines:
    """The cells beside each other; the first names the row."""
    lines: Lines = []
    start = 0
    for index, (cell, room) in enumerate(zip(row, widths, strict=True)):
        lines = beside(lines, wrapped(cell, room, style or (PLAIN if index else STRONG)), start)
        start += room + _GAP
    return lines


def _listed(header: Sequence[str], row: Sequence[str], width: int) -> Lines:
    """The row as a list: its name, and each other cell behind the name of its column."""
    lines = [BLANK, *wrapped(row[0] or "–", width, STRONG)]
    for name, cell in zip(header[1:], row[1:], strict=True):
        if cell:
            lines += marked(
                text("  "),
                joined(text(f"{name}{_COLON.get(name[-1:], ':')} " if name else "", QUIET), text(cell)),
                width,
            )
    return lines


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The cells for each column: what it needs, less for the widest where that is too much; none where it is tight."""
    columns = list(zip(*rows, strict=True))
    widths = [max(text(cell).cell_length for cell in column) for column in columns]
    words = [max(text(word).cell_length for cell in column for word in (cell.split() or [""])) for column in columns]
    room = width - _GAP * (len(widths) - 1)
    while sum(widths) > room:
        spared = max(range(len(widths)), key=lambda index: widths[index])
        if widths[spared] <= max(_NARROWEST, words[spared]):
            return []
        widths[spared] -= 1
    return widths
