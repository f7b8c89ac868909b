"""Every screen as the room sees it: whole at each size, and every letter with a contrast of 7:1 on its ground."""

import re

import pytest
from rich.color import Color

from kompas_tui.tui.drawing.letters import readable
from kompas_tui.tui.drawing.sizing import LetterSize
from kompas_tui.tui.themes import THEMES
from kompas_tui.tui.widgets import SMALLEST_UPRIGHT, Band, Stage
from tests.tui.pressing import until_at_rest
from tests.tui.sheet import ANSWERS, LOOKS, SIZES, SheetApp, screens, sheet
from tests.tui.test_themes import contrast


def _hex(colour: Color | None) -> str:
    assert colour is not None
    return colour.get_truecolor().hex


@pytest.mark.parametrize("theme", THEMES)
async def test_every_letter_on_every_screen_has_a_contrast_of_seven(theme: str) -> None:
    app = SheetApp(theme)
    pairs: dict[tuple[str, str], str] = {}
    async with app.run_test(size=(100, 30)) as pilot:
        for name, draw in screens(40):
            app.draw = lambda width, height, draw=draw: draw(width, height, LetterSize())  # type: ignore[misc]
            app.query_one(Band).put("Samen aan de Kade", name, "40 antwoorden")
            app.query_one(Stage).refresh()
            await until_at_rest(pilot)
            for strip in app.screen._compositor.render_strips():
                for segment in strip:
                    if segment.style is not None and any(char.isalnum() for char in segment.text):
                        pair = _hex(segment.style.color), _hex(segment.style.bgcolor)
                        pairs[pair] = f"{name}: {segment.text.strip()}"
    assert len(pairs) > 8
    assert {pair: said for pair, said in pairs.items() if contrast(*pair) < 7} == {}


@pytest.mark.parametrize("size", [*SIZES, SMALLEST_UPRIGHT])
def test_every_screen_fits_with_any_number_of_answers(size: tuple[int, int]) -> None:
    width, height = size[0] - 4, size[1] - 3
    for answers in ANSWERS:
        for name, draw in screens(answers):
            for letters in (LetterSize(), LetterSize(is_smooth=False), LetterSize(steps=3)):
                for page in draw(width, height, letters):
                    assert len(page) <= height, (name, answers)
                    assert all(line.cell_length <= width for line in page), (name, answers, letters)


def test_a_number_has_a_dot_between_thousands_on_every_screen() -> None:
    """But for addresses, years, and codes."""
    for size in ((76, 21), (156, 42)):
        for name, draw in screens(2_000):
            for letters in (LetterSize(), LetterSize(is_smooth=False)):
                told = " ".join(readable(line) for page in draw(*size, letters) for line in page)
                assert not re.findall(r"(?<![\d.:])(?!2026)\d{4,}(?![\d/]|\w)", told), name


def test_a_result_has_its_question_and_every_option_at_each_size() -> None:
    for size in SIZES:
        by_name = dict(screens(40))
        pages = by_name["uitslag"](size[0] - 4, size[1] - 3, LetterSize())
        said = " ".join(" ".join(readable(line) for line in pages[0]).split())
        assert "Wat komt er in het midden van het plein?" in said
        assert all(option in said for option in ("Een klimrots", "Een veld om te voetballen", "Niets, het is goed zo"))


@pytest.mark.slow
async def test_the_sheet_is_drawn_in_every_look() -> None:
    for look in LOOKS:
        picture = await sheet((80, 24), look)
        assert len(picture.getcolors(1 << 20) or []) > 1
