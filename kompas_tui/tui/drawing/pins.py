"""Pins on a picture: the picture with a count on every spot, and the counts as bars with the reasons below."""

from collections import Counter

from textual.content import Content

from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.result.shapes import Bar, Cluster, PinMap
from kompas_tui.domain.result.spots import SQUARE_LETTERS, SQUARE_ROWS, SQUARES, spot_at
from kompas_tui.tui.drawing.bars import bars_parts
from kompas_tui.tui.drawing.letters import LEAST_ROWS, LINE, whole_lines
from kompas_tui.tui.drawing.lines import (
    BADGE,
    BLANK,
    NOW,
    NOW_BADGE,
    QUIET,
    STRONG,
    Lines,
    beside,
    centred,
    cut,
    joined,
    text,
)
from kompas_tui.tui.drawing.overlay import ON_PICTURE, Overlay
from kompas_tui.tui.drawing.photos import Paint, cells_of
from kompas_tui.tui.drawing.sizing import WIDE
from kompas_tui.tui.drawing.texts import texts_parts

_GAP, _LEGEND = 3, 22
"""The cells between the picture and the names beside it, and how wide these are at least."""

_LEAST, _LEAST_CELLS = 8, 200
"""The fewest columns, and cells, on which something of a picture can be seen: a tall one is narrow."""

_DOT = "●"

_MOST_DOTS = 0.1
"""Where more than this share of the cells would be a dot, nothing is left of the picture: then the counts say it."""

_EDGE = "   "
"""What stands before the squares: their figures."""

_LEAST_SQUARE = 6


def pins_parts(result: PinMap, width: int, height: int) -> list[Lines]:
    """A bar per spot that has pins, the most first, then what people wrote."""
    bars = [Bar(cluster.label, cluster.pins) for cluster in result.ranked]
    return [*bars_parts(bars, width, height), *texts_parts(result.texts, width)]


def pinned_picture(result: PinMap, ground: Picture, paint: Paint, width: int, height: int) -> Lines:
    """The picture with a dot for every pin and a count on every spot, and the spots by name beside it.

    Nothing where nobody put a pin, or nothing of the picture can be drawn.
    """
    legend_width = max(_LEGEND, width // (4 if width > WIDE else 5))  # there plain names are too small
    columns, rows = cells_of(ground, width - legend_width - _GAP, height)
    is_seen = columns >= _LEAST and columns * rows >= _LEAST_CELLS
    drawn = paint(ground, columns, rows) if result.ranked and is_seen else None
    if not drawn:
        return []
    on = Overlay(columns, rows)
    for pin in result.places if len(result.places) <= columns * rows * _MOST_DOTS else ():
        on.put(pin, text(_DOT, ON_PICTURE), may_cover=True)
    for cluster in result.ranked:
        on.put_near(cluster.middle, text(f" {dotted(cluster.pins)} ", _style_of(cluster, result)))
    legend = _legend(result, width - columns - _GAP, height)
    return beside(on.over(drawn), legend, columns + _GAP)


def _style_of(cluster: Cluster, result: PinMap) -> str:
    return NOW_BADGE if cluster.pins == result.ranked[0].pins else BADGE


def _legend(result: PinMap, width: int, rows: int) -> Lines:
    """The spots by their pins, as many as fit, and how many there are more."""
    ranked = result.ranked
    if large := _large_legend(result, width, rows):
        return large
    listed = ranked if len(ranked) <= rows else ranked[: rows - 1]
    most = len(dotted(ranked[0].pins)) + 2
    lines = [
        joined(
            text(f"{f' {dotted(one.pins)} ':>{most}}", _style_of(one, result)),
            text(f" {cut(one.label, width - most - 1)}"),
        )
        for one in listed
    ]
    more = len(ranked) - len(listed)
    return [*lines, text(f"en nog {count(more, 'plek', 'plekken')}", QUIET)] if more else lines


def _large_legend(result: PinMap, width: int, rows: int) -> Lines:
    """The spots with the most pins in large letters; nothing where two of them don't fit, if there are two."""
    ranked, lines, named = result.ranked, list[Content](), 0
    for one in ranked:
        style = NOW if one.pins == ranked[0].pins else STRONG
        label = whole_lines(f"{dotted(one.pins)} {one.label}", width, style, LINE)
        if not LINE <= len(label) <= rows - 1 - len(lines):
            break
        lines, named = [*lines, *label], named + 1
    if named < min(2, len(ranked)):
        return []
    more = len(ranked) - named
    return [*lines, text(f"en nog {count(more, 'plek', 'plekken')}", QUIET)] if more else lines


def counted_squares(result: PinMap, width: int, height: int) -> Lines:
    """The squares of the picture with the pins in each, where nothing of the picture itself can be drawn.

    Nothing where no pin may be seen apart, or there is too little room.
    """
    each, high = (width - len(_EDGE) - 1) // len(SQUARE_LETTERS) - 1, (height - 2) // SQUARE_ROWS - 1
    if not result.places or each < _LEAST_SQUARE or high < 1:
        return []
    pins = Counter(spot_at(pin, ()).label for pin in result.places)
    most = max(pins.values())
    lines = [text(_EDGE + "".join(f" {letter:^{each}}" for letter in SQUARE_LETTERS), QUIET)]
    for number in range(1, SQUARE_ROWS + 1):
        counts = [pins[SQUARES[f"{letter}{number}"].label] for letter in SQUARE_LETTERS]
        cells = [_square(amount, each, high, is_most=amount == most) for amount in counts]
        lines.append(text(_rule(each, "┌┬┐" if number == 1 else "├┼┤"), QUIET))
        for row in range(high):
            edge = f"{number:>2} " if row == high // 2 else _EDGE
            parts = [joined(text("│", QUIET), cell[row]) for cell in cells]
            lines.append(joined(text(edge, QUIET), *parts, text("│", QUIET)))
    return [*lines, text(_rule(each, "└┴┘"), QUIET)]


def _rule(each: int, corners: str) -> str:
    return _EDGE + corners[0] + corners[1].join(["─" * each] * len(SQUARE_LETTERS)) + corners[2]


def _square(amount: int, width: int, height: int, *, is_most: bool) -> Lines:
    """A count in the middle of its square, in large letters where there is room for them."""
    figure, style = f"[{dotted(amount)}]" if is_most else dotted(amount) if amount else "", NOW if is_most else STRONG
    ways = [whole_lines(figure, width, style, rows, smooth=False) for rows in (LINE, LEAST_ROWS)]
    large = next((lines for lines in ways if 0 < len(lines) <= min(LINE, height)), [])
    lines = centred(large or [text(figure, style)], width)
    above = (height - len(lines)) // 2
    whole = [*[BLANK] * above, *lines, *[BLANK] * (height - len(lines) - above)]
    return [line.pad_right(width - line.cell_length) for line in whole]
