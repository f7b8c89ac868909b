"""A canvas as lines: its cells as a list over pages, or as boxes side by side where all of them fit in the room."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from kompas_tui.domain.deck.canvases import CanvasStage, Position
from kompas_tui.domain.language.wording import count, long_date
from kompas_tui.domain.outcome import CanvasOutcome, CellOutcome
from kompas_tui.domain.outcome.canvas import Since
from kompas_tui.domain.outcome.consent import Party
from kompas_tui.domain.result.cells import Cell, in_words
from kompas_tui.tui.drawing.boxes import GLUE, LIGHT, framed
from kompas_tui.tui.drawing.lines import (
    BLANK,
    NOW,
    PLAIN,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    badge,
    beside,
    cut,
    footed,
    indented,
    joined,
    marked,
    paged,
    text,
    wrapped,
)

IN_BOXES = 120
"""From this width on cells stand side by side."""

THREE_ACROSS = 150
MOST_AIR = 5
"""A box gets at most so many lines more than it needs."""

SIGNS = {
    Position.CONSENTS: ("●", TITLE),
    Position.OBJECTS: ("▲", NOW),
    Position.ABSTAINS: ("◐", STRONG),
    Position.SILENT: ("○", QUIET),
}


def canvas_pages(canvas: CanvasOutcome, width: int, height: int) -> list[Lines]:
    """The canvas: how it stands above, its cells, and below them what each party says."""
    head, foot = _head(canvas, width), _parties(canvas.parties, width) if canvas.is_asked else []
    room = height - len(head) - len(foot)
    if boxes := _boxes(canvas.cells, width, room) if width >= IN_BOXES else []:
        return [footed([*head, *boxes], foot, height)]
    numbered = list(enumerate(canvas.cells, 1))
    airy = [[*_listed(number, cell, width), BLANK] for number, cell in numbered]
    parts = airy if sum(map(len, airy)) <= room + 1 else [_listed(number, cell, width) for number, cell in numbered]
    return [footed(page, foot, height) for page in paged(parts, height - len(foot), head)]


def _head(canvas: CanvasOutcome, width: int) -> Lines:
    facts = [canvas.sort, canvas.number, f"versie {canvas.version}"]
    facts += [_origin(canvas.since)] if canvas.since else []
    facts += [f"volgende keer {long_date(canvas.when)}"] if canvas.when else []
    style = TITLE if canvas.stage in (CanvasStage.AGREED, CanvasStage.SET) else NOW
    about = " · ".join(fact.replace(" ", GLUE) for fact in facts if fact)
    name = wrapped(canvas.name, width, TITLE)
    beside_it = len(name) == 1 and name[0].cell_length + len(about) + 3 <= width
    told = [joined(name[0], text(f"   {about}", QUIET))] if beside_it else [*name, *wrapped(about, width, QUIET)]
    named = list(map(_with_spaces, told))
    return [*named, *wrapped(canvas.sentence, width, style), BLANK]


def _origin(since: Since) -> str:
    """`uit de sessie van 22 november 2026`, and how many cells differ."""
    day = f" van {long_date(since.day)}" if since.day else ""
    changed = f", {count(len(since.changes), 'vak', 'vakken')} anders" if since.changes else ""
    return f"uit de sessie{day}{changed}"


def _parties(parties: Sequence[Party], width: int) -> Lines:
    """What each party says, with a sign and in words."""
    positions = []
    for party in parties:
        sign, style = SIGNS[party.position]
        positions.append(text(f"{sign} {cut(party.name, width // 2)}: {party.position}", style))
    lines: Lines = [BLANK]
    for one in positions:
        fits = lines[-1].plain and lines[-1].cell_length + one.cell_length + 3 <= width
        lines = [*lines[:-1], joined(lines[-1], text("   "), one)] if fits else [*lines, one]
    return lines


def _listed(number: int, cell: CellOutcome, width: int) -> Lines:
    """The cell with its key; what stands in it lies under its title."""
    return [*marked(badge(number), cell.title, width, TITLE), *indented(_contents(cell, width - 4), 4)]


def _contents(cell: CellOutcome, width: int) -> Lines:
    if not cell.is_filled:
        return wrapped(f"○ {cell.when_empty}", width, QUIET)
    lines = wrapped(cell.text, width, STRONG) if cell.text else []
    for row in cell.table.rows if cell.table else ():
        first, *others = map(_unbroken, row)
        rest = " · ".join(other for other in others if other)
        line = joined(text(first or "–", STRONG), text(f" · {rest}" if rest else "", PLAIN))
        lines += marked(text("▸ ", TITLE), line, width)
    return list(map(_with_spaces, lines))


def _with_spaces(line: Content) -> Content:
    """The line as it is read, once it is clear where it ends."""
    return Content(line.plain.replace(GLUE, " "), list(line.spans))


def _unbroken(cell: Cell) -> str:
    """The cell in words; no line ends within a date."""
    return in_words(cell).replace(" ", GLUE) if isinstance(cell, date) else in_words(cell)


def _boxes(cells: Sequence[CellOutcome], width: int, height: int) -> Lines:
    """The cells as boxes in rows, as high as the room allows; nothing where they don't fit."""
    across = 3 if width >= THREE_ACROSS and len(cells) > 4 else 2
    each = (width - across + 1) // across
    contents = [_contents(cell, each - 4) for cell in cells]
    rows = [range(start, min(start + across, len(cells))) for start in range(0, len(cells), across)]
    heights = [max(len(contents[index]) for index in row) + 2 for row in rows]
    spare = height - sum(heights)
    if spare < 0:
        return []
    lines: Lines = []
    for row, least in zip(rows, heights, strict=True):
        high = least + min(spare // len(rows), MOST_AIR)
        drawn: Lines = []
        for column, index in enumerate(row):
            box = _box(index + 1, cells[index], contents[index], each, high)
            drawn = beside(drawn, box, column * (each + 1))
        lines += drawn
    return lines


def _box(number: int, cell: CellOutcome, contents: Lines, width: int, height: int) -> Lines:
    frame = TITLE if cell.is_filled else "$line"
    head: list[Content] = [badge(number).rstrip(), text(f" {cut(cell.title, width - 9)} ", TITLE)]
    return framed(head, contents, width, height, LIGHT, frame)
