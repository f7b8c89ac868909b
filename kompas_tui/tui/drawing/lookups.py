"""What the source knows, called up beside a question: its tables, lists and text as pages."""

from collections.abc import Sequence

from kompas_tui.domain.deck.cards import Block, Lookup
from kompas_tui.domain.result.tables import Table
from kompas_tui.tui.drawing.cards import passage_lines
from kompas_tui.tui.drawing.lines import (
    BLANK,
    PLAIN,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    beside,
    cut,
    footed,
    joined,
    marked,
    paged,
    text,
    wrapped,
)

_NARROWEST = 11
"""A column of fewer cells breaks too many Dutch words; a table without room for it stands as a list."""

_GAP = 2
_COLON = dict.fromkeys("?!:", "")
"""What stands behind the name of a column; nothing behind one that ends in a sign of its own."""

SPLIT_FROM = 120
"""From this width on the question stays in sight, beside what was called up."""


def lookup_pages(lookup: Lookup, width: int, height: int, question: str = "") -> list[Lines]:
    """The title, and the parts below it over as many pages as they need; the question stays in sight at the foot."""
    foot = [BLANK, *marked(text("Vraag: ", QUIET), cut(question, width - 8), width, QUIET)] if question else []
    head = [*wrapped(lookup.title, width, TITLE), BLANK]
    room = height - len(foot) - len(head)
    pages: list[Lines] = [[]]
    before = ""
    for part in lookup.parts:
        style = part.style if isinstance(part, Block) else "table"
        air = [] if style == before == "item" else [BLANK]
        above, rows = ([], [passage_lines(part, width)]) if isinstance(part, Block) else _table(part, width)
        _deal(pages, above, rows, room, air)
        before = style
    return [footed([*head, *page], foot, height) for page in pages]


def _deal(pages: list[Lines], above: Lines, rows: Sequence[Lines], room: int, air: Lines) -> None:
    """Deal rows over pages; what stands above a table stands above its rows on every page on which it goes on."""
    top = [*(air if pages[-1] else ()), *above]
    for row in rows:
        lead = [BLANK] if not row[0].plain else []
        for drawn in paged([row], max(room - len(above), 1)):
            if pages[-1] and len(pages[-1]) + len(top or lead) + len(drawn) > room:
                pages.append([])
                top = list(above)
            pages[-1] += [*(top or (lead if pages[-1] else ())), *drawn]
            top, lead = [], []


def beside_question(question: Sequence[Lines], lookup: Lookup, width: int, height: int) -> list[Lines]:
    """The question on the left, on every page, and what was called up on the right."""
    room = question_room(width)
    wall = [text("│ ", "$line")] * height
    first_page = question[0] if question else []
    right = lookup_pages(lookup, width - room - 3, height)
    return [beside(first_page, beside(wall, page, 2), room + 1) for page in right]


def question_room(width: int) -> int:
    """The cells that the question keeps beside what was called up."""
    return width * 2 // 5


def _table(table: Table, width: int) -> tuple[Lines, list[Lines]]:
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
