"""The back row can read it: every text colour has 7:1 on its ground."""

import pytest
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.theme import Theme
from textual.widgets import Input, Markdown, OptionList, SelectionList, Switch
from textual.widgets.option_list import Option
from textual.widgets.selection_list import Selection

from kompas_tui.tui.few_colours import filters_for
from kompas_tui.tui.keys import Hint
from kompas_tui.tui.themes import THEMES
from kompas_tui.tui.widgets import Band, KeyBar
from tests.tui.pressing import press


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


class Widgets(App[None]):
    """Every widget of Textual that a screen uses, with what can't be chosen and what is still empty."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.register_theme(theme)
        self.theme = theme.name

    def compose(self) -> ComposeResult:
        """All below one another."""
        yield Input(placeholder="Zoek op een woord")
        yield Input("Een plein met groen", select_on_focus=True)
        yield OptionList(Option("Wel"), Option("Niet", disabled=True))
        yield SelectionList(Selection("Een", 1, initial_state=True))
        yield Switch(value=True)
        yield Markdown("# Kop\n\nTekst met `kompas start` en [een koppeling](https://voorbeeld.nl).\n\n- een punt")
        yield Band()
        yield KeyBar()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
async def test_every_word_on_a_widget_has_that_contrast_with_focus_and_without(theme: Theme) -> None:
    app, pale = Widgets(theme), set[tuple[str, str, str]]()
    async with app.run_test(size=(80, 40)) as pilot:
        app.query_one(Band).put("Samen aan de Kade", "Het plein", "40 antwoorden")
        app.query_one(KeyBar).put([Hint("hulp", "?", "hulp")])
        for _ in app.screen.focus_chain:
            await press(pilot, "tab")
            segments = [segment for strip in app.screen._compositor.render_strips() for segment in strip]
            for told, style in ((one.text, one.style) for one in segments):
                if style is None or not any(map(str.isalnum, told)):
                    continue
                assert style.color is not None
                assert style.bgcolor is not None
                ink, ground = (one.get_truecolor().hex for one in (style.color, style.bgcolor))
                if contrast(ink, ground) < 7 or style.dim:
                    pale.add((told.strip(), ink, ground))
    assert not pale


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
