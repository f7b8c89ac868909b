"""A list of texts with a cursor, in which texts are marked and looked for while more come in."""

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from kompas_tui.domain.result.shapes import TextItem
from kompas_tui.tui.drawing.lines import QUIET, STRONG, TITLE, cut, fitted, joined, text


class TextsToArrange(Widget, can_focus=True):
    """The texts with a cursor; new ones come in at the end, so that nothing moves away under the cursor."""

    DEFAULT_CSS = "TextsToArrange { height: 1fr; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.order: list[str] = []
        self.items: dict[str, TextItem] = {}
        self.marked: list[str] = []
        self.cursor = 0
        self.top = 0
        self.wanted = ""
        """Words that a text must have to be seen; empty sees all."""

    def take(self, items: tuple[TextItem, ...]) -> None:
        """Take in the texts as they are now; those that went stay as a gap until the screen is left."""
        self.items = {item.id: item for item in items}
        known = set(self.order)
        self.order += [item.id for item in items if item.id not in known]
        self.marked = [name for name in self.marked if name in self.items]
        self.refresh()

    @property
    def rows(self) -> list[str]:
        """The ids of the texts that are seen, in their order."""
        words = self.wanted.casefold().split()
        return [name for name in self.order if not words or self._has(name, words)]

    def _has(self, name: str, words: Sequence[str]) -> bool:
        item = self.items.get(name)
        return item is not None and all(word in f"{item.text} {item.group}".casefold() for word in words)

    def look_for(self, wanted: str) -> None:
        """See only the texts with these words."""
        self.wanted, self.cursor, self.top = wanted, 0, 0
        self.refresh()

    @property
    def current(self) -> TextItem | None:
        """The text under the cursor, None on a gap."""
        rows = self.rows
        return self.items.get(rows[min(self.cursor, len(rows) - 1)]) if rows else None

    def chosen(self) -> list[str]:
        """The marked texts, else the one under the cursor."""
        if self.marked:
            return list(self.marked)
        return [self.current.id] if self.current else []

    def move(self, step: int) -> None:
        """Move the cursor."""
        if rows := self.rows:
            self.cursor = min(max(self.cursor + step, 0), len(rows) - 1)
            self.refresh()

    def toggle(self) -> None:
        """Mark the text under the cursor, or take its mark away."""
        if self.current is not None:
            name = self.current.id
            self.marked = [n for n in self.marked if n != name] if name in self.marked else [*self.marked, name]
            self.move(1)

    def render(self) -> Content:
        """A line a text."""
        height, width, names = self.size.height, self.size.width, self.rows
        if not names:
            return text("Niets gevonden. Zoek op een ander woord." if self.wanted else "", QUIET)
        self.cursor = min(self.cursor, len(names) - 1)
        self.top = min(max(self.top, self.cursor - height + 1), self.cursor)
        rows = range(self.top, min(self.top + height, len(names)))
        return Content("\n").join(self._row(names[row], width, here=row == self.cursor) for row in rows)

    def _row(self, name: str, width: int, *, here: bool) -> Content:
        item = self.items.get(name)
        if item is None:
            return text(fitted(f"{'▶' if here else ' '}   (weg)", width), QUIET)
        mark = "■" if item.id in self.marked else "✓" if item.done else "□"
        group = cut(" · ".join(filter(None, (item.column, item.group))), 24)
        room = width - 5 - (len(group) + 2 if group else 0)
        line = joined(
            text(f"{'▶' if here else ' '} {mark} ", TITLE),
            text(fitted(" ".join(item.text.split()), room), STRONG if here else ""),
            text(f"  {group}" if group else "", QUIET),
        )
        return line.stylize("reverse") if here else line
