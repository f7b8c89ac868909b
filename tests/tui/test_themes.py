"""The back row can read it: every text colour has 7:1 on its ground."""

import pytest
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from kompas_tui.tui.few_colours import filters_for
from kompas_tui.tui.themes import THEMES


def luminance(color: Color) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [value / 255 for value in (color.r, color.g, color.b)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_text_has_a_contrast_of_seven(theme: Theme) -> None:
    assert theme.background
    assert theme.panel
    for ink in (theme.primary, theme.secondary, theme.warning, theme.error, theme.foreground):
        assert ink
        assert contrast(ink, theme.background) >= 7
    for corner in range(1, 5):
        assert contrast(theme.variables[f"corner-{corner}"], theme.background) >= 7
    assert theme.foreground
    assert contrast(theme.foreground, theme.panel) >= 7
    assert contrast(theme.variables["on-band"], theme.variables["band"]) >= 7
    for level in ("high", "middle", "low"):
        assert contrast(theme.variables[f"on-{level}"], theme.variables[level]) >= 7
    assert contrast(theme.variables["soft"], theme.background) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_best_level_stands_out_most_from_the_ground(theme: Theme) -> None:
    assert theme.background
    high, middle, low = (contrast(theme.variables[name], theme.background) for name in ("high", "middle", "low"))
    assert high > middle * 2
    assert middle > low


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_sixteen_colours_become_black_on_white_and_bars_stay_apart(theme: Theme) -> None:
    assert filters_for("truecolor") == ()
    (few,) = filters_for("standard")
    ground = Color.parse(theme.background or "")
    inks = [theme.primary, theme.secondary, theme.warning, theme.foreground]
    letters = [Segment("Wat?", Style(color=ink)) for ink in inks]
    letters += [
        Segment("4: 2", Style(color=theme.variables[f"on-{level}"], bgcolor=theme.variables[level]))
        for level in ("high", "low", "band")
        if f"on-{level}" in theme.variables
    ]
    for segment in few.apply(letters, ground):
        assert segment.style is not None
        assert {segment.style.color, segment.style.bgcolor} == {
            RichColor.parse("black"),
            RichColor.parse("bright_white"),
        }
    bars = [Segment("███", Style(color=theme.variables["soft"])), Segment("███", Style(color=theme.primary))]
    other, leader = few.apply(bars, ground)
    assert other.style is not None
    assert leader.style is not None
    assert other.style.color != leader.style.color
