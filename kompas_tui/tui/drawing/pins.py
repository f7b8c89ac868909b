"""Pins on a picture: how many there are per spot, as bars, and the reasons below."""

from kompas_tui.domain.result.shapes import Bar, PinMap
from kompas_tui.tui.drawing.bars import bars_parts
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.drawing.texts import texts_parts


def pins_parts(result: PinMap, width: int, height: int) -> list[Lines]:
    """A bar per spot that has pins, the most first, then what people wrote."""
    bars = [Bar(cluster.label, cluster.pins) for cluster in result.ranked]
    return [*bars_parts(bars, width, height), *texts_parts(result.texts, width)]
