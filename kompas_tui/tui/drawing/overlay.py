"""What lies on a picture in half blocks: marks at places, of which none covers another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from textual.content import Content

from kompas_tui.domain.result.spots import FULL, SQUARE_LETTERS, SQUARE_ROWS, PinPlace
from kompas_tui.tui.drawing.lines import Lines, joined, text

ON_PICTURE = "bold #ffffff on #1b201d"
"""Letters on whatever colours a picture has."""


@dataclass(slots=True)
class Overlay:
    """What lies on a picture of so many cells."""

    columns: int
    rows: int
    _said: dict[tuple[int, int], Content] = field(default_factory=dict)
    """What begins in a column of a row."""
    _taken: set[tuple[int, int]] = field(default_factory=set)

    def put(self, spot: PinPlace, label: Content, *, may_cover: bool = False) -> None:
        """Put this with its middle on a place; what `may_cover` gives way to what is put there later."""
        column, row = self._cell(spot, label.cell_length)
        self._lay(column, row, label, is_firm=not may_cover)

    def put_near(self, spot: PinPlace, label: Content) -> None:
        """Put this as near to a place as there is room for."""
        column, row = self._cell(spot, label.cell_length)
        size = label.cell_length
        for across, down in self._around(column, row, size):
            if all((across + step, down) not in self._taken for step in range(size)):
                self._lay(across, down, label, is_firm=True)
                return

    def _cell(self, spot: PinPlace, size: int) -> tuple[int, int]:
        column = round(spot[0] / FULL * (self.columns - 1) - (size - 1) / 2)
        return max(min(column, self.columns - size), 0), round(spot[1] / FULL * (self.rows - 1))

    def _around(self, column: int, row: int, size: int) -> Iterable[tuple[int, int]]:
        """The cells from near to far, as far as anybody would look."""
        near = ((across, down) for down in range(-4, 5) for across in range(-3 * size, 3 * size + 1))
        by_distance = sorted(near, key=lambda step: (abs(step[0]) + 2 * abs(step[1]), step))
        for across, down in by_distance:
            if 0 <= column + across <= self.columns - size and 0 <= row + down < self.rows:
                yield column + across, row + down

    def _lay(self, column: int, row: int, label: Content, *, is_firm: bool) -> None:
        cells = {(column + step, row) for step in range(label.cell_length)}
        if cells & self._taken:
            return
        for cell in cells:
            self._said.pop(cell, None)
        self._said[column, row] = label
        if is_firm:
            self._taken |= cells

    def over(self, drawn: Sequence[Content]) -> Lines:
        """The picture with all of this on it."""
        whole = [line.pad_right(max(self.columns - line.cell_length, 0)) for line in drawn]
        return [joined(*self._pieces(line, row)) for row, line in enumerate(whole)]

    def _pieces(self, line: Content, row: int) -> Iterator[Content]:
        end = 0
        for column, label in sorted(
            ((at[0], label) for at, label in self._said.items() if at[1] == row), key=itemgetter(0)
        ):
            yield line[end:column]
            yield label
            end = column + label.cell_length
        yield line[end:]


def with_grid(drawn: Sequence[Content], columns: int, rows: int) -> Lines:
    """A picture with the letters of its squares above and their figures on the left."""
    on = Overlay(columns, rows)
    for number, letter in enumerate(SQUARE_LETTERS):
        on.put((round(FULL * (number + 0.5) / len(SQUARE_LETTERS)), 0), text(f" {letter} ", ON_PICTURE))
    for number in range(SQUARE_ROWS):
        on.put((0, round(FULL * (number + 0.5) / SQUARE_ROWS)), text(f" {number + 1} ", ON_PICTURE))
    return on.over(drawn)
