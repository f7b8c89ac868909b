"""The colours of charts: those of the document's theme, as much darker as they must be to be seen on paper."""

from collections.abc import Mapping

from kompas_tui.export.lint.colours import contrast, darker

ACCENTS = tuple(f"accent{number}" for number in range(1, 7))

_LEAST = 4.5
"""Figures stand in a layer in the colour of paper, so that it needs the contrast of text."""

_STEPS = (100, 90, 80, 70, 60, 50, 40, 30)
"""Percents of its light that a colour keeps."""


def fills_of(theme: Mapping[str, str]) -> tuple[str, ...]:
    """The colours of the series in DrawingML, by name: who changes the theme changes the charts."""
    return tuple(_fill(name, theme.get(name, "")) for name in ACCENTS)


def strong_accent(theme: Mapping[str, str]) -> str:
    """The first colour of a theme as six figures, dark enough for text; nearly black where a theme has none."""
    accent = theme.get(ACCENTS[0], "")
    return darker(accent, _kept(accent)) if len(accent) == 6 else "1A1A1A"


def _kept(colour: str) -> int:
    """How many percents of its light a colour keeps to be dark enough."""
    return next((step for step in _STEPS if contrast(darker(colour, step), "FFFFFF") >= _LEAST), _STEPS[-1])


def _fill(name: str, colour: str) -> str:
    kept = _kept(colour)
    less = f'<a:lumMod val="{kept * 1000}"/>' if kept < 100 else ""
    return f'<a:schemeClr val="{name}">{less}</a:schemeClr>'
