"""Statements with a figure over a strip that is as thick as there is room: scores, checklists and comparisons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.content import Content

from kompas_tui.tui.drawing.letters import LEAST_ROWS, whole_lines, width_of
from kompas_tui.tui.drawing.lines import BLANK, PLAIN, STRONG, Lines, beside
from kompas_tui.tui.drawing.sizing import LetterSize


@dataclass(frozen=True, slots=True)
class Strip:
    """A statement, what it came to, and what is drawn below it at any width."""

    label: str
    figure: str
    draw: Callable[[int], Content]
    style: str = STRONG
    """That of the figure."""
    mark: Content = BLANK
    """The key that belongs to it."""
    is_thick: bool = True
    """Whether what is drawn may be as thick as fits."""


def large_strips(strips: Sequence[Strip], width: int, height: int, letters: LetterSize | None) -> list[Lines]:
    """Each with its figure over its strip, in the largest letters in which all fit; else nothing."""
    if letters is None or not strips:
        return []
    for rows in range(min(height // len(strips) - 1, height // 3), LEAST_ROWS - 1, -1):
        parts = [_large_strip(one, width, rows, letters) for one in strips]
        if all(parts) and (spare := height - sum(map(len, parts))) >= 0:
            return [[*part, BLANK] for part in parts] if spare >= len(parts) - 1 else parts
    return []


def _large_strip(one: Strip, width: int, rows: int, letters: LetterSize) -> Lines:
    """Nothing where the statement can't be drawn so large."""
    room = width - one.mark.cell_length
    figure = width_of(one.figure, rows) + 1
    label = whole_lines(one.label, room - figure, PLAIN, rows, smooth=letters.is_smooth)
    told = whole_lines(one.figure, figure, one.style, rows, smooth=letters.is_smooth)
    if not label or (one.figure and not told):
        return []
    strip = thick(one.draw(room), rows // 3 if one.is_thick else 0)
    lines = [*beside(label, told, room - figure), *strip]
    return beside([one.mark], lines, one.mark.cell_length) if one.mark.plain else lines


def thick(strip: Content, more: int) -> Lines:
    """The strip so many lines thicker, with its words in the middle one."""
    above = more // 2 if strip.plain.endswith("▕") else 0  # words without a strip stay where they are
    return [*[_unsaid(strip)] * above, strip, *[_unsaid(strip)] * (more - above)]


def _unsaid(strip: Content) -> Content:
    """The strip once more, without its words."""
    return Content("".join(char if char == "▕" else " " for char in strip.plain), list(strip.spans))
