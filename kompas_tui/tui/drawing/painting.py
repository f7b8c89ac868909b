"""A page of rows of cells that are painted once, with lines of letters that lie on them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.visual import RenderOptions, Visual

from kompas_tui.tui.drawing.kept import KeptDrawings
from kompas_tui.tui.drawing.letters import readable
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.drawing.sheet import strip_of
from kompas_tui.tui.graphics.spots import PageRow

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.style import Style as VisualStyle

Pinned = tuple[int, int, Lines]
"""A column, a row, and what stands from there."""

NumberedPart = tuple[int, Region]
"""A number, and the cells of what belongs to it."""

_ROWS = KeptDrawings[Strip](200)
"""The rows of the last paintings with what lies on them."""


@dataclass(frozen=True)
class Painting(Visual):
    """Rows of cells that are painted once, and lines that lie on them."""

    strips: Sequence[Strip]
    pinned: Sequence[Pinned]
    places: Sequence[NumberedPart] = ()
    """What of the drawing belongs to a number."""
    labels: Sequence[NumberedPart] = ()
    """What lies on the drawing and belongs to a number, also where that is drawn in large letters."""

    def render_strips(
        self, width: int, height: int | None, style: "VisualStyle", options: RenderOptions
    ) -> list[Strip]:
        """The rows with the lines on them."""
        pinned: dict[int, list[tuple[int, Content]]] = {}
        for column, first, lines in self.pinned:
            for row, line in enumerate(lines, first):
                pinned.setdefault(row, []).append((column, line))

        def drawn(strip: Strip, on_it: Sequence[tuple[int, Content]]) -> Strip:
            whole = strip.adjust_cell_length(width, style.rich_style)
            for column, line in on_it:
                drawn_line = strip_of(line, style, options)
                whole = Strip.join(
                    [whole.crop(0, column), drawn_line, whole.crop(column + drawn_line.cell_length, width)]
                )
            return whole

        rows: list[Strip] = []
        for row, strip in enumerate(self.strips[:height]):
            on_it = pinned.get(row, [])
            key = width, style, tuple((column, line.plain, tuple(line.spans)) for column, line in on_it)
            rows.append(_ROWS.of(strip, key, partial(drawn, strip, on_it)))
        return rows

    @property
    def rows(self) -> list[PageRow]:
        """Its rows, to be compared with those of another page."""
        rows = ["".join(segment.text for segment in strip) for strip in self.strips]
        looks: list[list[Hashable]] = [[id(strip)] for strip in self.strips]
        for column, row, lines in self.pinned:
            for number, line in enumerate(lines[: max(len(rows) - row, 0)], row):
                end = column + line.cell_length
                rows[number] = f"{rows[number][:column]}{' ' * line.cell_length}{rows[number][end:]}"
                looks[number].append((column, line.plain, tuple(line.spans)))
        return [(one, tuple(look)) for one, look in zip(rows, looks, strict=True)]

    @property
    def plain(self) -> str:
        """What stands on it in words."""
        return "\n".join(readable(line) for _, _, lines in self.pinned for line in lines)

    def with_line(self, line: Content, width: int) -> "Painting":
        """The same, with one more line at its foot, on the right."""
        return replace(self, pinned=(*self.pinned, (width - line.cell_length, len(self.strips) - 1, [line])))

    def number_drawn_at(self, x: int, y: int) -> int | None:
        """The number of what is drawn in this cell; None where nothing has one, or words lie on it."""
        for number, region in self.labels:
            if region.contains(x, y):
                return number
        for column, row, lines in self.pinned:
            if row <= y < row + len(lines) and column <= x < column + lines[y - row].cell_length:
                return None
        return next((number for number, region in self.places if region.contains(x, y)), None)

    def get_optimal_width(self, rules: "RulesMap", container_width: int) -> int:
        """As wide as it was painted."""
        return self.strips[0].cell_length if self.strips else 0

    def get_height(self, rules: "RulesMap", width: int) -> int:
        """As high as it was painted."""
        return len(self.strips)
