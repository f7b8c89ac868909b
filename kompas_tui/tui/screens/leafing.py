"""The two lists of the library: its sections, and the rows of one of them."""

from collections.abc import Collection, Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.library.sections import SECTIONS, WHAT_NOW, ShelfRow, ShelfSection, size_of
from kompas_tui.domain.library.shelf import Shelf
from kompas_tui.tui.drawing.library import row_lines
from kompas_tui.tui.drawing.lines import NOW, QUIET, joined, text, wrapped
from kompas_tui.tui.options import ReadableOptions

MOST_ROWS = 200
"""So many rows are listed; who has more searches on."""

_WIDTH = 27


class SectionList(ReadableOptions):
    """The sections with how much stands in each."""

    DEFAULT_CSS = """
    SectionList {
        border: none; background: $background; width: 27; height: 1fr; padding: 1 0 0 1; border-right: solid $line;
        scrollbar-size-vertical: 1;
    }
    SectionList:focus { border: none; border-right: solid $line; background-tint: $background 0%; }
    SectionList > .option-list--option-highlighted { background: $panel; color: $foreground; text-style: bold; }
    SectionList:focus > .option-list--option-highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
    """

    def put(self, shelf: Shelf, current: ShelfSection) -> None:
        """Count anew, with the cursor on this section."""
        self.clear_options()
        for section in SECTIONS:
            self.add_option(Option(_line(section, size_of(shelf, section)), id=section.id))
        self.point_at(current)

    def point_at(self, section: ShelfSection) -> None:
        """Put the cursor on this section."""
        self.highlighted = SECTIONS.index(section)


def _line(section: ShelfSection, size: int) -> Content:
    amount = str(size) if size else "–"
    room = _WIDTH - 5 - len(amount)
    style = NOW if section is WHAT_NOW and size else "" if size else QUIET
    return joined(text(f"{section.title[:room]:<{room}} ", style), text(amount, style))


class RowList(OptionList):
    """The rows of a section; where there are none, why."""

    DEFAULT_CSS = """
    RowList { border: none; background: $background; height: 1fr; padding: 0; scrollbar-size-vertical: 1; }
    RowList:focus { border: none; background-tint: $background 0%; }
    RowList > .option-list--option-highlighted { background: $background; color: $foreground; text-style: none; }
    RowList:focus > .option-list--option-highlighted { background: $panel; color: $foreground; text-style: none; }
    """

    rows: Sequence[ShelfRow] = ()

    @property
    def current(self) -> ShelfRow | None:
        """The row under the cursor."""
        index = self.highlighted
        return self.rows[index] if index is not None and index < len(self.rows) else None

    def put(self, rows: Sequence[ShelfRow], marked: Collection[str], nothing: str) -> None:
        """List these rows, with the cursor where it was as far as that is still there; `nothing` is said of none."""
        before, width = self.current, max(self.size.width - 2, 20)
        self.rows = rows
        self.clear_options()
        for row in rows[:MOST_ROWS]:
            self.add_option(Option(row_lines(row, width, is_marked=row.key in marked)))
        if len(rows) > MOST_ROWS:
            more = len(rows) - MOST_ROWS
            there_are = "Er is er nog één" if more == 1 else f"Er zijn er nog {dotted(more)}"
            self.add_option(Option(text(f"{there_are}. Zoek op een woord.", QUIET), disabled=True))
        if not rows:
            self.add_option(Option(Content("\n").join(wrapped(nothing, width, QUIET)), disabled=True))
        keys = [row.key for row in rows[:MOST_ROWS]]
        if keys:
            self.highlighted = keys.index(before.key) if before and before.key in keys else 0
