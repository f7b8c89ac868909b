"""Pins on a picture: the picture with a count on every spot, and the counts as bars with the reasons below."""

from kompas_tui.domain.language.wording import count
from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.result.shapes import Bar, Cluster, PinMap
from kompas_tui.tui.drawing.bars import bars_parts
from kompas_tui.tui.drawing.lines import (
    BADGE,
    NOW_BADGE,
    QUIET,
    Lines,
    beside,
    cut,
    joined,
    text,
)
from kompas_tui.tui.drawing.overlay import ON_PICTURE, Overlay
from kompas_tui.tui.drawing.photos import Paint, cells_of
from kompas_tui.tui.drawing.texts import texts_parts

_GAP, _LEGEND = 3, 22
"""The cells between the picture and the names beside it, and how wide these are at least."""

_LEAST = 20
"""The fewest columns on which something of a picture can be seen."""

_DOT = "●"


def pins_parts(result: PinMap, width: int, height: int) -> list[Lines]:
    """A bar per spot that has pins, the most first, then what people wrote."""
    bars = [Bar(cluster.label, cluster.pins) for cluster in result.ranked]
    return [*bars_parts(bars, width, height), *texts_parts(result.texts, width)]


def pinned_picture(result: PinMap, ground: Picture, paint: Paint, width: int, height: int) -> Lines:
    """The picture with a dot for every pin and a count on every spot, and the spots by name beside it.

    Nothing where nobody put a pin, or nothing of the picture can be drawn.
    """
    columns, rows = cells_of(ground, width - max(_LEGEND, width // 5) - _GAP, height)
    drawn = paint(ground, columns, rows) if result.ranked and columns >= _LEAST else None
    if not drawn:
        return []
    on = Overlay(columns, rows)
    for place in result.places:
        on.put(place, text(_DOT, ON_PICTURE), may_cover=True)
    for cluster in result.ranked:
        on.put_near(cluster.middle, text(f" {cluster.pins} ", _style_of(cluster, result)))
    legend = _legend(result, width - columns - _GAP, rows)
    return beside(on.over(drawn), legend, columns + _GAP)


def _style_of(cluster: Cluster, result: PinMap) -> str:
    return NOW_BADGE if cluster.pins == result.ranked[0].pins else BADGE


def _legend(result: PinMap, width: int, rows: int) -> Lines:
    """The spots by their pins, as many as fit, and how many there are more."""
    ranked = result.ranked
    shown = ranked if len(ranked) <= rows else ranked[: rows - 1]
    most = len(str(ranked[0].pins)) + 2
    lines = [
        joined(text(f"{f' {one.pins} ':>{most}}", _style_of(one, result)), text(f" {cut(one.label, width - most - 1)}"))
        for one in shown
    ]
    more = len(ranked) - len(shown)
    return [*lines, text(f"en nog {count(more, 'plek', 'plekken')}", QUIET)] if more else lines
