"""One picture of many screens of the beamer, to be looked at: `python -m tests.tui.sheet [FOLDER]`.

Each sheet has the sizes below one another, with answers by nobody, one, forty and two thousand people.
"""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.color import Color
from textual.app import App

CELL = (6, 12)
_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_MONO = Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf")


def screen_picture(app: App[object]) -> Image.Image:
    """The cells that the terminal gets, as a picture; quarters of cells are drawn exactly."""
    size = app.size
    font = ImageFont.truetype(_MONO, CELL[1] - 2) if _MONO.exists() else ImageFont.load_default()
    picture = Image.new("RGB", (size.width * CELL[0], size.height * CELL[1]))
    pen = ImageDraw.Draw(picture)
    ground = app.current_theme.background or "#000000"
    ink = app.current_theme.foreground or "#ffffff"
    for row, strip in enumerate(app.screen._compositor.render_strips()):
        column = 0
        for segment in strip:
            style = segment.style
            before = _tone(style.color if style else None, ink)
            behind = _tone(style.bgcolor if style else None, ground)
            if style is not None and style.reverse:
                before, behind = behind, before
            for char in segment.text:
                _cell(pen, font, column * CELL[0], row * CELL[1], char, before, behind)
                column += max(cell_len(char), 1)
    return picture


def _tone(colour: Color | None, default: str) -> str:
    if colour is None or colour.is_default:
        return default
    return colour.get_truecolor().hex


def _cell(
    pen: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, x: int, y: int, char: str,
    before: str, behind: str,
) -> None:  # fmt: skip
    half = CELL[0] // 2, CELL[1] // 2
    pen.rectangle((x, y, x + CELL[0] - 1, y + CELL[1] - 1), fill=behind)
    if char in _QUARTERS:
        place = _QUARTERS.index(char)
        for at in range(4):
            if place >> at & 1:
                left, top = x + half[0] * (at % 2), y + half[1] * (at // 2)
                pen.rectangle((left, top, left + half[0] - 1, top + half[1] - 1), fill=before)
    else:
        pen.text((x, y), char, font=font, fill=before)
