"""The drawn praatplaat in half blocks, two colours to a cell, with the signs of its points in letters above it."""

from collections.abc import Callable, Sequence, Set
from functools import lru_cache, partial
from itertools import combinations

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from kompas_tui.domain.course.plate import PointState
from kompas_tui.domain.deck.plates import SIGN_ROWS, SMALLEST_SCENE, Area, Plate, Sign, scene_cells, sign_corner, signs
from kompas_tui.domain.language.wording import count
from kompas_tui.scenes import CHALK, PENCIL, PlateScene, colouring, scene_layers
from kompas_tui.tui.drawing.boxes import board, large_board
from kompas_tui.tui.drawing.kept import KeptDrawings
from kompas_tui.tui.drawing.letters import LINE
from kompas_tui.tui.drawing.lines import NOW, STRONG, Lines, centred, joined, text, wrapped
from kompas_tui.tui.drawing.painting import Painting, Pinned
from kompas_tui.tui.drawing.plate import how_far
from kompas_tui.tui.drawing.wash import Colours
from kompas_tui.tui.graphics.spots import HALF_BLOCK

_MIDDLE_AT = ((0.5, 0.545), (0.5, 1.0), (0.5, 0.0))
"""Where the name of the middle may stand: the first place that no sign needs."""

_WIDEST_MIDDLE = 40

_LARGE_FROM = 38
"""From so many rows on signs may be large: in fewer they would hide what is drawn."""

Ground = Callable[[PlateScene, int, int, Colours, bool], tuple[Strip, ...]]
"""Paints a scene of so many columns and rows, coloured in so far, in the light or in the dark."""


_MARGINED = KeptDrawings[Sequence[Strip]](4)
"""The last paintings in their margins."""


def can_paint(color_system: str | None, *, no_color: bool) -> bool:
    """Whether a terminal has the colours for a scene."""
    return not no_color and color_system in ("256", "truecolor")


def has_room(columns: int, rows: int) -> bool:
    """Whether the signs of a scene can be read at this size."""
    return columns >= SMALLEST_SCENE[0] and rows >= SMALLEST_SCENE[1]


def scene_painting(
    plate: Plate, scene: PlateScene, states: Sequence[PointState], width: int, height: int, agreed: int = 0,
    *, is_dark: bool = False, colours: Colours | None = None, ground: Ground | None = None,
) -> Painting:  # fmt: skip
    """The plate on its scene, coloured in as far as the group is, with the state of each point in words.

    `colours` says otherwise how far it is coloured in, as long as that changes; `ground` paints elsewhere.
    """
    columns, rows = scene_cells(plate, width, height)
    left, top = (width - columns) // 2, (height - rows) // 2
    painted = (ground or painted_rows)(scene, columns, rows, colours or colouring(states), is_dark)
    sheet = _MARGINED.of(painted, left, partial(_after_margin, left, painted)) if left else painted
    blank = [Strip.blank(width)]
    strips = [*blank * top, *sheet]
    by_key = {state.point.key: state for state in states}
    placed = [(sign, by_key[sign.point.key]) for sign in signs(plate, columns, rows) if sign.point.key in by_key]
    pinned, taken = _boards(placed, {point.key for point in plate.points}, columns, rows)
    labels = [
        (int(state.point.key), Region(left + column, top + row, lines[0].cell_length, len(lines)))
        for (_, state), (column, row, lines) in zip(placed, pinned, strict=True)
    ]
    middle = _middle(plate, states[: len(plate.points)], agreed, min(_WIDEST_MIDDLE, columns // 3))
    where = _free_place(middle, taken, columns, rows)
    if where is not None:
        pinned.append((*where, middle))
    pinned = [(left + column, top + row, lines) for column, row, lines in pinned]
    places = [
        (int(point.key), _region(point.area, columns, rows).translate((left, top)))
        for point in plate.every
        if point.area is not None and point.key in by_key
    ]
    return Painting((*strips, *blank * (height - len(strips))), pinned, places, labels)


def _after_margin(left: int, painted: Sequence[Strip]) -> Sequence[Strip]:
    return [Strip.join([Strip.blank(left), strip]) for strip in painted]


def _region(area: Area, columns: int, rows: int) -> Region:
    """The cells of a part of the scene."""
    left, top, wide, high = area
    corner, end = (
        (round(left * columns), round(top * rows)),
        (round((left + wide) * columns), round((top + high) * rows)),
    )
    return Region.from_corners(*corner, *end)


def _middle(plate: Plate, states: Sequence[PointState], agreed: int, width: int) -> Lines:
    """What the plate is about, and how far the group is."""
    lines = [
        *wrapped(plate.middle, width - 2, STRONG),
        *how_far(states, width - 2),
        *(wrapped(count(agreed, "actiepunt", "actiepunten"), width - 2, NOW) if agreed else []),
    ]
    room = max(line.cell_length for line in lines) + 2
    return [joined(line, text(" " * (room - line.cell_length))) for line in centred(lines, room)]


def _boards(
    placed: Sequence[tuple[Sign, PointState]], around: Set[str], columns: int, rows: int
) -> tuple[list[Pinned], list[Region]]:
    """What stands on the signs, and their cells: those around the middle in large letters where all of these have the
    room for it, and then those below.

    Where they may stand depends on the size and the titles only, so that an answer moves no sign.
    """
    cells = {sign.point.key: Region(sign.column, sign.row, sign.width, SIGN_ROWS) for sign, _ in placed}
    boards = {sign.point.key: board(state, sign.width) for sign, state in placed}
    if rows >= _LARGE_FROM:
        for row_of in (True, False):
            ours = [(sign, state) for sign, state in placed if (sign.point.key in around) == row_of]
            large = {sign.point.key: [*large_board(state, columns * 2 // 5, sign.width)] for sign, state in ours}
            if not all(large.values()):
                continue
            moved = {sign.point.key: _large_cells(sign, large[sign.point.key], columns, rows) for sign, _ in ours}
            if not any(one.overlaps(other) for one, other in combinations({**cells, **moved}.values(), 2)):
                cells, boards = {**cells, **moved}, {**boards, **large}
    return [(cells[key].x, cells[key].y, lines) for key, lines in boards.items()], list(cells.values())


def _large_cells(sign: Sign, lines: Lines, columns: int, rows: int) -> Region:
    """The cells of a sign in large letters; it grows to both sides, and ends where one does in the smallest window.

    It has room for a result also before there is one.
    """
    assert sign.point.at is not None, "a sign stands somewhere"
    title = LINE if len(lines) < 2 * LINE else 2 * LINE
    wide, high = max(sign.width, lines[0].cell_length), title + SIGN_ROWS - 1
    across, down = sign.point.at
    aside = (wide - sign.width) / 2 / columns
    up = (high - SIGN_ROWS * rows / SMALLEST_SCENE[1]) / rows
    column, row = map(round, sign_corner((max(across - aside, 0), max(down - up, 0)), (columns, rows), (wide, high)))
    return Region(column, row, wide, high)


def _free_place(lines: Lines, taken: Sequence[Region], columns: int, rows: int) -> tuple[int, int] | None:
    """The column and the row of the first place for these lines on which no sign stands."""
    width = lines[0].cell_length
    for across, down in _MIDDLE_AT:
        column = round(across * columns - width / 2)
        row = min(round(down * rows), rows - len(lines))
        if not any(Region(column, row, width, len(lines)).overlaps(one) for one in taken):
            return column, row
    return None


def painted_rows(
    scene: PlateScene, columns: int, rows: int, colours: Colours, is_dark: bool, sign: str = HALF_BLOCK
) -> tuple[Strip, ...]:
    """The scene as rows of half blocks, or of another sign in their colours."""
    areas, rest = colours
    return _painted(scene, columns, rows, tuple(areas.items()), rest, is_dark, sign)


def blank_rows(columns: int, rows: int, *, is_dark: bool) -> tuple[Strip, ...]:
    """The sheet on which a scene is still to be drawn."""
    ground = (CHALK if is_dark else PENCIL).ground
    return (Strip([Segment(" " * columns, Style(bgcolor=Color.from_rgb(*ground)))], columns),) * rows


@lru_cache(maxsize=12)
def _painted(
    scene: PlateScene, columns: int, rows: int, areas: tuple[tuple[Area, float], ...], rest: float, is_dark: bool,
    sign: str,
) -> tuple[Strip, ...]:  # fmt: skip
    picture = scene_layers(scene, columns, rows * 2, is_dark=is_dark).coloured(dict(areas), rest)
    tones = picture.load()
    assert tones is not None, "a picture in colours has tones"
    return tuple(
        Strip([_cell(tones[column, row * 2], tones[column, row * 2 + 1], sign) for column in range(columns)], columns)
        for row in range(rows)
    )


# Every cell of a large screen has a colour of its own, and a style takes longer to make than to draw.
@lru_cache(maxsize=60_000)
def _cell(upper: tuple[int, int, int], lower: tuple[int, int, int], sign: str) -> Segment:
    return Segment(sign, Style(color=Color.from_rgb(*upper), bgcolor=Color.from_rgb(*lower)))
