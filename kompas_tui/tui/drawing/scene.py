"""The drawn praatplaat in half blocks, two colours to a cell, with the signs of its points in letters above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.visual import RenderOptions, Visual

from kompas_tui.domain.course.plate import PointState
from kompas_tui.domain.deck.plates import SIGN_ROWS, SMALLEST_SCENE, Area, Plate, Sign, scene_cells, signs
from kompas_tui.domain.language.wording import count
from kompas_tui.scenes import PlateScene, colouring, scene_layers
from kompas_tui.tui.drawing.boxes import board
from kompas_tui.tui.drawing.lines import NOW, STRONG, Lines, centred, joined, text, wrapped
from kompas_tui.tui.drawing.plate import how_far
from kompas_tui.tui.drawing.sheet import strip_of
from kompas_tui.tui.drawing.wash import Colours

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.style import Style as VisualStyle

_HALF_BLOCK = "▀"

_MIDDLE_AT = ((0.5, 0.545), (0.5, 1.0), (0.5, 0.0))
"""Where the name of the middle may stand: the first place that no sign needs."""

_WIDEST_MIDDLE = 40

Pinned = tuple[int, int, Lines]
"""A column, a row, and what stands from there."""


@dataclass(frozen=True)
class Painting(Visual):
    """Rows of cells that are painted once, and lines that lie on them."""

    strips: Sequence[Strip]
    pinned: Sequence[Pinned]

    def render_strips(
        self, width: int, height: int | None, style: "VisualStyle", options: RenderOptions
    ) -> list[Strip]:
        """The rows with the lines on them."""
        rows = [strip.adjust_cell_length(width, style.rich_style) for strip in self.strips[:height]]
        for column, row, lines in self.pinned:
            for place, line in enumerate(lines, row):
                if place < len(rows):
                    drawn = strip_of(line, style, options)
                    after = column + drawn.cell_length
                    rows[place] = Strip.join([rows[place].crop(0, column), drawn, rows[place].crop(after, width)])
        return rows

    @property
    def plain(self) -> str:
        """What stands on it in words."""
        return "\n".join(line.plain for _, _, lines in self.pinned for line in lines)

    def with_line(self, line: Content, width: int) -> "Painting":
        """The same, with one more line at its foot, on the right."""
        return Painting(self.strips, (*self.pinned, (width - line.cell_length, len(self.strips) - 1, [line])))

    def get_optimal_width(self, rules: "RulesMap", container_width: int) -> int:
        """As wide as it was painted."""
        return self.strips[0].cell_length if self.strips else 0

    def get_height(self, rules: "RulesMap", width: int) -> int:
        """As high as it was painted."""
        return len(self.strips)


def can_paint(color_system: str | None, *, no_color: bool) -> bool:
    """Whether a terminal has the colours for a scene."""
    return not no_color and color_system in ("256", "truecolor")


def has_room(columns: int, rows: int) -> bool:
    """Whether the signs of a scene can be read at this size."""
    return columns >= SMALLEST_SCENE[0] and rows >= SMALLEST_SCENE[1]


def scene_painting(
    plate: Plate, scene: PlateScene, states: Sequence[PointState], width: int, height: int, agreed: int = 0,
    *, is_dark: bool = False, colours: Colours | None = None,
) -> Painting:  # fmt: skip
    """The plate on its scene, coloured in as far as the group is, with the state of each point in words.

    `colours` says otherwise how far it is coloured in, as long as that changes.
    """
    columns, rows = scene_cells(plate, width, height)
    left, top = (width - columns) // 2, (height - rows) // 2
    areas, rest = colours or colouring(states)
    painted = _painted(scene, columns, rows, tuple(areas.items()), rest, is_dark)
    margins = [Strip.blank(left)], [Strip.blank(width)]
    strips = [*margins[1] * top, *(Strip.join([*margins[0], strip]) for strip in painted)]
    by_key = {state.point.key: state for state in states}
    placed = signs(plate, columns, rows)
    pinned = [
        (left + sign.column, top + sign.row, board(by_key[sign.point.key], sign.width))
        for sign in placed
        if sign.point.key in by_key
    ]
    middle = _middle(plate, states[: len(plate.points)], agreed, min(_WIDEST_MIDDLE, columns // 3))
    where = _free_place(middle, placed, columns, rows)
    if where is not None:
        pinned.append((left + where[0], top + where[1], middle))
    return Painting((*strips, *margins[1] * (height - len(strips))), pinned)


def _middle(plate: Plate, states: Sequence[PointState], agreed: int, width: int) -> Lines:
    """What the plate is about, and how far the group is."""
    lines = [
        *wrapped(plate.middle, width - 2, STRONG),
        *how_far(states, width - 2),
        *(wrapped(count(agreed, "actiepunt", "actiepunten"), width - 2, NOW) if agreed else []),
    ]
    room = max(line.cell_length for line in lines) + 2
    return [joined(line, text(" " * (room - line.cell_length))) for line in centred(lines, room)]


def _free_place(lines: Lines, placed: Sequence[Sign], columns: int, rows: int) -> tuple[int, int] | None:
    """The column and the row of the first place for these lines on which no sign stands."""
    width = lines[0].cell_length
    for across, down in _MIDDLE_AT:
        column = round(across * columns - width / 2)
        row = min(round(down * rows), rows - len(lines))
        clear = all(
            column >= sign.column + sign.width
            or sign.column >= column + width
            or row >= sign.row + SIGN_ROWS
            or sign.row >= row + len(lines)
            for sign in placed
        )
        if clear:
            return column, row
    return None


@lru_cache(maxsize=12)
def _painted(
    scene: PlateScene, columns: int, rows: int, areas: tuple[tuple[Area, float], ...], rest: float, is_dark: bool
) -> tuple[Strip, ...]:
    """The scene as rows of half blocks."""
    picture = scene_layers(scene, columns, rows * 2, is_dark=is_dark).coloured(dict(areas), rest)
    tones = picture.load()
    assert tones is not None, "a picture in colours has tones"
    return tuple(
        Strip([_cell(tones[column, row * 2], tones[column, row * 2 + 1]) for column in range(columns)], columns)
        for row in range(rows)
    )


@lru_cache(maxsize=60_000)
def _cell(upper: tuple[int, int, int], lower: tuple[int, int, int]) -> Segment:
    return Segment(_HALF_BLOCK, Style(color=Color.from_rgb(*upper), bgcolor=Color.from_rgb(*lower)))
