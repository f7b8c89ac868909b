"""Lines as the screen gets them: each is made once for the colours below it, for as long as it says the same."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from textual.content import Content, Span
from textual.strip import Strip
from textual.visual import RenderOptions, Visual

from kompas_tui.tui.drawing.letters import readable
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.graphics.spots import PageRow

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.style import Style as VisualStyle


class LinedPage(Visual):
    """Lines from the top left on; large letters change seldom, and cost most."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines

    def render_strips(
        self, width: int, height: int | None, style: "VisualStyle", options: RenderOptions
    ) -> list[Strip]:
        """The lines over their ground."""
        drawn = [strip_of(line, style, options).adjust_cell_length(width, style.rich_style) for line in self.lines]
        below = [Strip.blank(width, style.rich_style)] * max((height or 0) - len(drawn), 0)
        return [*drawn, *below][:height]

    @property
    def rows(self) -> list[PageRow]:
        """Its lines, to be compared with those of another page."""
        return [(line.plain, tuple(line.spans)) for line in self.lines]

    @property
    def plain(self) -> str:
        """What stands on it in words."""
        return "\n".join(map(readable, self.lines))

    def get_optimal_width(self, rules: "RulesMap", container_width: int) -> int:
        """As wide as the widest line."""
        return max((line.cell_length for line in self.lines), default=0)

    def get_height(self, rules: "RulesMap", width: int) -> int:
        """A row a line."""
        return len(self.lines)


class _Drawn:
    """A line with all that its look depends on, to be found again by."""

    __slots__ = ("_key", "line", "options", "style")

    def __init__(self, line: Content, style: "VisualStyle", options: RenderOptions) -> None:
        self.line, self.style, self.options = line, style, options
        self._key: tuple[str, Sequence[Span], VisualStyle] = (line.plain, tuple(line.spans), style)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Drawn) and self._key == other._key


def strip_of(line: Content, style: "VisualStyle", options: RenderOptions) -> Strip:
    """A line over its ground, which differs with every theme."""
    return _strip(_Drawn(line, style, options))


@lru_cache(maxsize=1_000)
def _strip(drawn: _Drawn) -> Strip:
    line = drawn.line
    if not line.plain:
        return Strip([], 0)
    return line.render_strips(line.cell_length, 1, drawn.style, drawn.options)[0]
