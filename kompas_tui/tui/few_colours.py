"""What a terminal with sixteen colours is given: there amber is yellow on white, and grey on white is hardly seen."""

from collections.abc import Sequence
from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_SIXTEEN = ("standard", "windows")
"""What Rich calls a terminal with sixteen colours."""

_BLACK, _WHITE = RichColor.parse("black"), RichColor.parse("bright_white")
_DRAWN = frozenset("█▆▏▎▍▋▊▉━─")
"""What draws a bar or a line, and may be grey; letters are drawn of quarters too."""


class BlackOnWhite(LineFilter):
    """Letters in black on white or in white on black, whichever they were nearest to; bars in greys."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same cells in these colours."""
        return [
            Segment(text, _plain(style, background.rich_color, set(text) <= _DRAWN), control) if style else
            Segment(text, style, control)
            for text, style, control in segments
        ]  # fmt: skip


@lru_cache(maxsize=2_000)
def _plain(style: Style, background: RichColor, is_drawn: bool) -> Style:
    behind = style.bgcolor or background
    ground, ink = (_WHITE, _BLACK) if _brightness(behind) > 0.5 else (_BLACK, _WHITE)
    if is_drawn and style.color is not None:
        grey = round(255 * _brightness(style.color))
        ink = RichColor.from_rgb(grey, grey, grey)
    return style + Style(color=ink, bgcolor=ground)


def _brightness(colour: RichColor) -> float:
    return Color.from_rich_color(colour).brightness


def filters_for(color_system: str | None) -> Sequence[LineFilter]:
    """What changes the colours for a terminal that has so many."""
    return (_BLACK_ON_WHITE,) if color_system in _SIXTEEN else ()


_BLACK_ON_WHITE = BlackOnWhite()
