"""A board with two axes through its middle, on which nothing covers anything else but lines of dots."""

from collections.abc import Sequence
from itertools import groupby

from textual.content import Content

from kompas_tui.tui.drawing.dots import Dots
from kompas_tui.tui.drawing.lines import Lines, cut, joined, text


class Board:
    """So many columns and rows; what is put on it is cut at the edge and stays away from what stands there."""

    def __init__(self, columns: int, rows: int, ink: str = "$line") -> None:
        self.columns, self.rows = max(columns, 1), max(rows, 1)
        self.dots = Dots(self.columns, self.rows, ink)
        self._ink = ink
        self._said: dict[int, dict[int, Content]] = {}
        self._taken: set[tuple[int, int]] = set()

    @property
    def middle(self) -> tuple[int, int]:
        """The column and the row where the axes cross."""
        return self.columns // 2, self.rows // 2

    def is_free(self, column: int, row: int, size: int) -> bool:
        """Whether so many cells lie on the board with nothing on them."""
        inside = column >= 0 and column + size <= self.columns and 0 <= row < self.rows
        return inside and all((column + step, row) not in self._taken for step in range(size))

    def put(self, column: int, row: int, label: str, style: str) -> bool:
        """Put a text here, cut at the edge; whether there was room for it."""
        fitting = text(cut(label, self.columns - column), style) if 0 <= column < self.columns else text("")
        if not fitting.cell_length or not self.is_free(column, row, fitting.cell_length):
            return False
        self._said.setdefault(row, {})[column] = fitting
        self._taken |= {(column + step, row) for step in range(fitting.cell_length)}
        return True

    def put_near(self, column: int, row: int, label: str, style: str, area: tuple[range, range] | None = None) -> bool:
        """Put a text on the free place nearest to the wanted one, within an area where one is given."""
        across, down = area or (range(self.columns), range(self.rows))
        size = text(label).cell_length
        places = ((abs(y - row) * 2 + abs(x - column), x, y) for x in across for y in down if self.is_free(x, y, size))
        nearest = min(places, default=None)
        return nearest is not None and self.put(nearest[1], nearest[2], label, style)

    def put_block_near(self, column: int, row: int, block: Sequence[str], style: str) -> bool:
        """Put lines of one width on the free place nearest to the wanted one; whether there was room."""
        size = text(block[0]).cell_length
        places = (
            (abs(y - row) * 2 + abs(x - column), x, y)
            for x in range(self.columns - size + 1)
            for y in range(self.rows - len(block) + 1)
            if all(self.is_free(x, y + down, size) for down in range(len(block)))
        )
        nearest = min(places, default=None)
        if nearest is None:
            return False
        return all(self.put(nearest[1], nearest[2] + down, line, style) for down, line in enumerate(block))

    def lines(self) -> Lines:
        """The board from above down."""
        return [self._line(row) for row in range(self.rows)]

    def _line(self, row: int) -> Content:
        parts: list[Content] = []
        end = 0
        for column, label in sorted(self._said.get(row, {}).items(), key=lambda item: item[0]):
            parts += [self._below(end, column, row), label]
            end = column + label.cell_length
        return joined(*parts, self._below(end, self.columns, row))

    def _below(self, start: int, end: int, row: int) -> Content:
        """What of the dots and the two axes is to be seen between two columns."""
        middle, across = self.middle
        axes = ["─" if row == across else " "] * self.columns
        axes[middle] = "┼" if row == across else "│"
        cells = [(self.dots.cell(column, row), axes[column]) for column in range(start, end)]
        runs = groupby(cells, lambda cell: bool(cell[0]))
        return joined(
            *(text("".join(dot or axis for dot, axis in run), self._ink if dotted else "$line") for dotted, run in runs)
        )
