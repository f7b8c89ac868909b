"""The colours of charts: shades of the document's own colour, which also a grey printer keeps apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kompas_tui.export.lint.colours import contrast, light_of, shaded

_ACCENT, _PAPER, _INK = "accent1", "FFFFFF", "1A1A1A"

_LEAST = 4.5
"""What text and a bar of one colour have against paper."""

_LIGHTEST, _NEXT, _DARKEST = 3.1, 4.7, 13.0
"""Contrasts of the layers of a bar: each is seen on paper, and letters of paper or ink are read on each."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A fill in DrawingML, by the name that the theme has for it, and the colour of letters on it."""

    fill: str
    letters: str


def accent_of(theme: Mapping[str, str]) -> str:
    """The first colour of a theme as six figures; nearly black where a theme has none."""
    accent = theme.get(_ACCENT, "")
    return accent if len(accent) == 6 else _INK


def strong_accent(theme: Mapping[str, str]) -> str:
    """The same, dark enough for text."""
    return dark_enough(accent_of(theme))


def dark_enough(accent: str) -> str:
    """A colour as six figures, darker where letters of it could not be read on paper, nor paper on it."""
    return accent if contrast(accent, _PAPER) >= _LEAST else shaded(accent, *_towards(accent, _LEAST + 0.2))


@cache
def shades_of(accent: str, many: int) -> tuple[Shade, ...]:
    """So many shades of a colour, from light to dark; of one only that colour itself, if it is dark enough."""
    if many == 1:
        is_dark = contrast(accent, _PAPER) >= _LEAST
        return (_shade(1, 0) if is_dark else _shade(*_towards(accent, _LEAST + 0.2)),)
    step = (_DARKEST / _NEXT) ** (1 / max(many - 2, 1))
    wanted = [_LIGHTEST, *(_NEXT * step**step_index for step_index in range(many - 2)), _DARKEST]
    return tuple(_shade(*_towards(accent, one), "tx1" if one < _LEAST else "bg1") for one in wanted)


def _shade(kept: float, added: float, letters: str = "bg1") -> Shade:
    less = f'<a:lumMod val="{round(kept * 100_000)}"/>' if kept != 1 else ""
    more = f'<a:lumOff val="{round(added * 100_000)}"/>' if added else ""
    return Shade(f'<a:schemeClr val="{_ACCENT}">{less}{more}</a:schemeClr>', letters)


def _towards(accent: str, wanted: float) -> tuple[float, float]:
    """How much of its light a colour keeps and how much it gets, to have this contrast with paper."""
    low, high, own = 0.0, 1.0, light_of(accent)
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (low, middle) if contrast(shaded(accent, 0, middle), _PAPER) < wanted else (middle, high)
    if low <= own:
        return round(low / own, 3), 0
    kept = round((1 - low) / (1 - own), 3)
    return kept, round(1 - kept, 3)
