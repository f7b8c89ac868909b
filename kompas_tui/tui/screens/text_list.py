"""A list of texts with a cursor, in which texts are marked and looked for while more come in."""

from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.content import Content
from textual.strip import Strip
from textual.widgets import OptionList, SelectionList
from textual.widgets.selection_list import Selection

from kompas_tui.domain.result.shapes import TextItem
from kompas_tui.tui.drawing.lines import QUIET, cut, fitted, joined, text
from kompas_tui.tui.options import in_one_ink
from kompas_tui.tui.seeking import seek

_NOTHING = "Niets gevonden. Zoek op een ander woord."
_SIGNS = {True: "■ ", False: "□ "}


class TextsToArrange(SelectionList[str], inherit_bindings=False):
    """The texts by their ids; new ones come in at the end, so that nothing moves away under the cursor."""

    DEFAULT_CSS = "TextsToArrange { scrollbar-gutter: stable; scrollbar-size-vertical: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "cursor_up", ""),
        ("down", "cursor_down", ""),
        ("pageup", "page_up", ""),
        ("pagedown", "page_down", ""),
        ("home", "first", ""),
        ("end", "last", ""),
        ("space", "mark", ""),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.order: list[str] = []
        self.items: dict[str, TextItem] = {}
        self.wanted = ""
        """Words that a text must have to be seen; empty sees all."""

    def take(self, items: tuple[TextItem, ...]) -> None:
        """Take in the texts as they are now; those that went stay as a gap until gaps are closed."""
        self.items = {item.id: item for item in items}
        known = set(self.order)
        self.order += [item.id for item in items if item.id not in known]
        for name in self.selected:
            if name not in self.items:
                self.deselect(name)
        self._list()

    def close_gaps(self) -> None:
        """List what is there only, with the cursor on the text it was on, or the next one."""
        self.highlighted = sum(name in self.items for name in self.rows[: self.cursor])
        self.order = [name for name in self.order if name in self.items]
        self._list()

    @property
    def rows(self) -> list[str]:
        """The ids of the texts that are seen, in their order."""
        if not self.wanted.strip():
            return self.order
        fitting = seek(self.wanted, [self.items[name] for name in self.order if name in self.items], _words_of)
        names = {item.id for item in fitting}
        return [name for name in self.order if name in names]

    def look_for(self, wanted: str) -> None:
        """See only the texts with these words."""
        self.wanted = wanted
        self.highlighted = 0
        self._list()

    @property
    def cursor(self) -> int:
        """The place of the cursor in the rows."""
        return self.highlighted or 0

    @property
    def current(self) -> TextItem | None:
        """The text under the cursor, None on a gap."""
        rows = self.rows
        return self.items.get(rows[min(self.cursor, len(rows) - 1)]) if rows else None

    def chosen(self) -> list[str]:
        """The marked texts, else the one under the cursor."""
        return self.selected or ([self.current.id] if self.current else [])

    def action_mark(self) -> None:
        """Mark the text under the cursor, or take its mark away, and go to the next one."""
        if self.current is not None:
            self.toggle(self.current.id)
            if self.cursor + 1 < len(self.rows):
                self.action_cursor_down()

    def on_resize(self) -> None:
        """Cut the texts for the new width."""
        self._list()

    def _list(self) -> None:
        """List the rows as they are now; those that are listed already keep their places, and the cursor its own."""
        rows = self.rows
        listed = [one.value for one in map(self.get_option_at_index, range(self.option_count))]
        if rows[: len(listed)] != listed or not rows:
            marked, at = self.selected, self.highlighted
            self.clear_options()
            for name in marked:
                self.select(name)
            listed = []
            if not rows:
                self.add_option(Selection(text(_NOTHING if self.wanted else "", QUIET), "", disabled=True))
                return
            # The list clears its mark when its rows change, and only knows its rows after this.
            self.call_after_refresh(self._point_at, at)
        for index, name in enumerate(listed):
            self.replace_option_prompt_at_index(index, self._row(name))
        self.add_options([Selection(self._row(name), name) for name in rows[len(listed) :]])
        if self.highlighted is None:
            self.highlighted = 0

    def _point_at(self, index: int | None) -> None:
        if index is not None and self.option_count:
            self.highlighted = min(index, self.option_count - 1)

    def _row(self, name: str) -> Content:
        item = self.items.get(name)
        width = max(self.scrollable_content_region.width - len(_SIGNS[True]), 10)
        if item is None:
            return text(fitted("(weg)", width), QUIET)
        done = "✓ " if item.done else ""
        group = cut(" · ".join(filter(None, (item.column, item.group))), 24)
        room = width - len(done) - (len(group) + 2 if group else 0)
        words = fitted(" ".join(item.text.split()), room)
        return joined(text(done), text(words), text(f"  {group}" if group else "", QUIET))

    def _get_left_gutter_width(self) -> int:
        return len(_SIGNS[True])

    def render_line(self, y: int) -> Strip:
        """A row with its sign before it, which Textual's own tells by its colour only."""
        line = in_one_ink(self, OptionList.render_line(self, y))
        index = self.scroll_offset.y + y
        if index >= self.option_count:
            return line
        option = self.get_option_at_index(index)
        sign = "  " if option.disabled else _SIGNS[option.value in self.selected]
        style = next(iter(line)).style
        return Strip([Segment(sign, style), *line])


def _words_of(item: TextItem) -> str:
    return f"{item.text} {item.group}"
