"""A field of two axes: points with numbers, or a group as dots over four quadrants."""

from collections.abc import Sequence

from textual.content import Content

from kompas_tui.domain.advice import advice
from kompas_tui.domain.results import Axes, AxesPoint, Profile
from kompas_tui.domain.wording import number
from kompas_tui.tui.drawing.lines import (
    BADGE,
    BLANK,
    NOW,
    QUIET,
    TITLE,
    Lines,
    beside,
    centred,
    cut,
    joined,
    marked,
    text,
    wrapped,
)

LEGEND = 34
"""The columns beside the field."""

Cells = dict[tuple[int, int], Content]
"""What stands where, by column and row; a blank one is covered by what stands left of it."""


def _grid(cells: Cells, columns: int, rows: int) -> Lines:
    """The field with its two axes through the middle and the cells on it."""
    middle_row, middle_column = rows // 2, columns // 2
    lines: Lines = []
    for row in range(rows):
        parts: list[Content] = []
        column = 0
        while column < columns:
            here = cells.get((column, row))
            if here is None:
                on_both = row == middle_row and column == middle_column
                line = "┼" if on_both else "─" if row == middle_row else "│" if column == middle_column else " "
                here = text(line, "$line")
            parts.append(here)
            column += here.cell_length
        lines.append(joined(*parts))
    return lines


def _framed(grid: Lines, across: tuple[str, str], down: tuple[str, str], columns: int) -> Lines:
    """The field with the words at the ends of its axes: above and below, and left and right underneath."""
    left, right = (cut(word, columns // 2 - 4) for word in across)
    gap = columns - text(left).cell_length - text(right).cell_length - 4
    ends = joined(text(f"← {left}", QUIET), text(" " * max(gap, 1)), text(f"{right} →", QUIET))
    above = centred([text(f"↑ {cut(down[0], columns - 4)}", QUIET)], columns)
    below = centred([text(f"↓ {cut(down[1], columns - 4)}", QUIET)], columns)
    return [*above, *grid, *below, ends]


def _free(cells: Cells, column: int, row: int, size: int, columns: int, rows: int) -> tuple[int, int]:
    """The free place nearest to the wanted one, so that no point hides another."""
    tries = sorted(
        ((x, y) for x in range(columns - size + 1) for y in range(rows)),
        key=lambda place: (abs(place[1] - row) * 2 + abs(place[0] - column), place),
    )
    for x, y in tries:
        if all((x + step, y) not in cells for step in range(size)):
            return x, y
    return column, row


def _put(cells: Cells, column: int, row: int, said: Content) -> None:
    for step in range(said.cell_length):
        cells[column + step, row] = BLANK
    cells[column, row] = said


def axes_parts(result: Axes, width: int, height: int) -> list[Lines]:
    """The field on the left, the names with their places on the right."""
    columns, rows = max(width - LEGEND - 3, 30), max(height - 3, 7)
    cells: Cells = {}
    for place, point in enumerate(result.points, 1):
        if point.x is None or point.y is None:
            continue
        wanted = round(point.x / 10 * (columns - 3)), round((1 - point.y / 10) * (rows - 1))
        _put(cells, *_free(cells, *wanted, 3, columns, rows), text(f"{place:^3}", BADGE))
    drawn = _framed(_grid(cells, columns, rows), result.x, (result.y[1], result.y[0]), columns)
    return [beside(drawn, _legend(result.points, LEGEND, height), columns + 3)]


def _legend(points: Sequence[AxesPoint], width: int, height: int) -> Lines:
    """Each point's name with its place; shortened to one line where they would not all fit."""
    lines: Lines = []
    for place, point in enumerate(points, 1):
        where = "geen plek" if point.x is None or point.y is None else f"{number(point.x)}·{number(point.y)}"
        mark = joined(text(f"{place:^3}", BADGE), text(" "))
        said = joined(text(f"{point.label}  "), text(where, QUIET))
        lines += marked(mark, said, width)
    if len(lines) <= height:
        return lines
    return [
        joined(text(f"{place:^3}", BADGE), text(f" {cut(p.label, width - 4)}")) for place, p in enumerate(points, 1)
    ]


def profile_parts(result: Profile, width: int, height: int) -> list[Lines]:
    """The group as dots over the quadrants, with what this mix asks of the meeting beside it."""
    columns, rows = max(width - LEGEND - 3, 30), max(height - 3, 9)
    cells: Cells = {}
    for style in result.styles:
        label = text(f"{style.name} {style.count}", NOW if style.count else QUIET)
        _put(cells, columns - label.cell_length - 1 if style.right else 1, rows - 1 if style.below else 0, label)
    for x, y in result.dots:
        wanted = round((x + 1) / 2 * (columns - 1)), 1 + round((y + 1) / 2 * (rows - 3))
        _put(cells, *_free(cells, *wanted, 1, columns, rows), text("●", TITLE))
    drawn = _framed(_grid(cells, columns, rows), result.across, result.down, columns)
    said = [*wrapped("Dit vraagt deze groep", LEGEND, TITLE)]
    for tip in advice(result):
        said += marked(text("▸ ", NOW), tip, LEGEND)
    said += [BLANK, *wrapped("Dit is geen echte test. Je uitkomst staat alleen op je eigen telefoon.", LEGEND, QUIET)]
    return [beside(drawn, said, columns + 3)]
