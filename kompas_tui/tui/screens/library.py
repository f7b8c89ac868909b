"""The library over all sessions on the screen: sections, a list that is searched while typing, and a page to read."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from kompas_tui.domain.language.wording import count
from kompas_tui.domain.library.collection import Wanted
from kompas_tui.domain.library.pages import page_of
from kompas_tui.domain.library.sections import SECTIONS, WHAT_NOW, ShelfRow, ShelfSection, rows_in
from kompas_tui.domain.library.shelf import Shelf
from kompas_tui.library import Desk
from kompas_tui.tui.choices import Farewell
from kompas_tui.tui.drawing.library import page_lines
from kompas_tui.tui.drawing.lines import STRONG, TITLE, joined, text
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.keys import LIBRARY_KEYS, Hint, bindings
from kompas_tui.tui.ports import LibraryOffice
from kompas_tui.tui.screens import consulting
from kompas_tui.tui.screens.dialogs import ReadDialog
from kompas_tui.tui.screens.leafing import RowList, SectionList
from kompas_tui.tui.screens.messages import LeaveAsked
from kompas_tui.tui.screens.proposing import propose
from kompas_tui.tui.screens.talking import TalkingScreen
from kompas_tui.tui.widgets import Band, KeyBar, is_too_small, too_small

_WIDE = 120
"""From this many columns a page stands beside the list."""

_IN_BAR = (
    "gids-lezen",
    "zoeken",
    "gids-filter",
    "gids-voorstel",
    "gids-gedaan",
    "gids-koppelen",
    "gids-uitvoer",
    "hulp",
)
"""The keys that the bar below names."""


class LibraryScreen(TalkingScreen):
    """Things of all sessions by section; every change is kept before it is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(LIBRARY_KEYS),
        Binding("escape", "back", show=False, id="terug"),
        Binding("ctrl+q", "leave", show=False, id="stoppen"),
        Binding("left", "to_sections", show=False),
        Binding("right", "to_rows", show=False),
    ]
    DEFAULT_CSS = """
    LibraryScreen { layers: base above; background: $background; }
    LibraryScreen Horizontal { height: 1fr; }
    LibraryScreen #middle { width: 1fr; padding: 0 0 0 1; }
    LibraryScreen Input {
        border: round $border-blurred; background: $background; background-tint: $background 0%; height: 3;
    }
    LibraryScreen Input:focus { border: round $border; background-tint: $background 0%; }
    LibraryScreen #filter { height: auto; }
    LibraryScreen #page { width: 46%; padding: 1 2 0 2; border-left: solid $line; display: none; }
    LibraryScreen.-wide #page { display: block; }
    LibraryScreen #small { display: none; height: 1fr; padding: 1 2; }
    LibraryScreen.-small #small { display: block; }
    LibraryScreen.-small Horizontal { display: none; }
    """

    def __init__(self, desk: Desk, office: LibraryOffice, key_names: KeyNames, *, alone: bool) -> None:
        """`alone` says that nothing lies below, so that going back closes the program."""
        super().__init__(key_names)
        self.desk, self.office, self._alone = desk, office, alone
        self.wanted = Wanted()
        self.section = WHAT_NOW
        self.marked: dict[str, ShelfRow] = {}
        self._band, self._key_bar, self._small = Band(), KeyBar(), Static(id="small")
        self._sections, self._rows = SectionList(), RowList()
        self._search_line, self._filter = Input(placeholder="Zoek op een woord", max_length=200), Static(id="filter")
        self._read = Static(id="read")
        self._page = VerticalScroll(self._read, id="page", can_focus=False)

    # What there is

    @property
    def shelf(self) -> Shelf:
        """The library as it is now."""
        return self.desk.shelf

    @property
    def current(self) -> ShelfRow | None:
        """The row under the cursor."""
        return self._rows.current

    @property
    def rows(self) -> Sequence[ShelfRow]:
        """What is listed."""
        return self._rows.rows

    @property
    def chosen(self) -> Sequence[ShelfRow]:
        """The rows that were marked; else all that are listed."""
        return list(self.marked.values()) or self.rows

    # Screen

    def compose(self) -> ComposeResult:
        """Band, sections, the list and the page, and the keys."""
        yield self._band
        with Horizontal():
            yield self._sections
            yield Vertical(self._search_line, self._filter, self._rows, id="middle")
            yield self._page
        yield self._small
        yield self.message_line
        yield self._key_bar

    def on_mount(self) -> None:
        """Begin with what asks for attention; name the sessions that can't be read."""
        keys = {key.id: key for key in LIBRARY_KEYS}
        self._key_bar.put([Hint(name, self.key_names.of(name), keys[name].entry.short) for name in _IN_BAR])
        self._sections.put(self.shelf, self.section)
        self.show_rows()
        self._rows.focus()
        for problem in self.shelf.problems:
            self.say(f"{problem.path} sla ik over. {problem.why}", wrong=True, lasting=True)

    def on_resize(self) -> None:
        """The page needs room; too small a window says so."""
        size = self.app.size
        self.set_class(size.width >= _WIDE, "-wide")
        is_small = is_too_small(size)
        self.set_class(is_small, "-small")
        if is_small:
            self._small.update(Content("\n").join(too_small(size, size.width - 4)))
        self.call_after_refresh(self.show_rows)

    def show_rows(self) -> None:
        """List what fits."""
        rows = rows_in(self.shelf, self.section, self.wanted)
        self._rows.put(rows, self.marked, self._nothing())
        self._say_where()
        self._show_page()

    def _nothing(self) -> str:
        if self.wanted != Wanted():
            return "Niets gevonden. Zoek op een ander woord, of haal de filter weg."
        if self.section is WHAT_NOW:
            return "Er hoeft nu niets. Kijk links wat er in de reisgids staat."
        return "Hier staat nog niets. Het komt vanzelf uit de sessies, als een kaartenset dat zegt."

    def _say_where(self) -> None:
        sessions = count(len(self.shelf.collection.holdings), "sessie", "sessies")
        marked = f" · {count(len(self.marked), 'gemerkt', 'gemerkt')}" if self.marked else ""
        self._band.put("", f"Reisgids · {self.section.title}", f"{sessions}{marked}")
        told = consulting.filter_in_words(self.shelf, self.wanted)
        self._filter.display = bool(told)
        self._filter.update(joined(text(" Alleen: ", STRONG), text(told, TITLE)))

    def _show_page(self) -> None:
        row = self.current
        room = max(self._page.size.width - 5, 20)
        lines = page_lines(page_of(self.shelf, row.about), room) if row else []
        self._read.update(Content("\n").join(lines))
        self._page.scroll_home(animate=False)

    # Doing

    def changed(self, message: str = "") -> None:
        """Show the library as it is now."""
        self._sections.put(self.shelf, self.section)
        self.show_rows()
        if message:
            self.say(message)

    def go_to(self, section: ShelfSection) -> None:
        """Show this section."""
        self.section = section
        self._sections.point_at(section)
        self.show_rows()

    def want(self, wanted: Wanted) -> None:
        """Show only what fits."""
        self.wanted = replace(wanted, words=self.wanted.words)
        self.show_rows()

    # Keys

    @on(OptionList.OptionHighlighted, "SectionList")
    def _to_section(self, event: OptionList.OptionHighlighted) -> None:
        section = next((one for one in SECTIONS if one.id == event.option_id), WHAT_NOW)
        if section != self.section:
            self.section = section
            self.show_rows()

    @on(OptionList.OptionHighlighted, "RowList")
    def _to_row(self) -> None:
        self._show_page()

    @on(OptionList.OptionSelected, "SectionList")
    def action_to_rows(self) -> None:
        """Go to the list."""
        self._rows.focus()

    @on(OptionList.OptionSelected, "RowList")
    def action_read(self) -> None:
        """Read what belongs to the row."""
        self.do(consulting.read(self))

    def action_to_sections(self) -> None:
        """Go to the sections."""
        self._sections.focus()

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self.wanted = replace(self.wanted, words=event.value)
        self.show_rows()

    @on(Input.Submitted)
    def _searched(self) -> None:
        self.action_to_rows()

    def key_down(self) -> None:
        """Go from the search to the list."""
        if isinstance(self.focused, Input):
            self.action_to_rows()

    def action_search(self) -> None:
        """Go to the line to search in."""
        self._search_line.focus()

    def action_filter(self) -> None:
        """Choose what is shown."""
        self.do(consulting.choose_filter(self))

    def action_session(self) -> None:
        """Look at the session."""
        self.do(consulting.look_at_session(self))

    def action_done(self) -> None:
        """Mark an action as done."""
        self.do(consulting.mark_done(self))

    def action_match(self) -> None:
        """Match an ask with an offer."""
        self.do(consulting.match(self))

    def action_propose(self) -> None:
        """Make a proposal, or put a step behind one."""
        self.do(propose(self))

    def action_write(self) -> None:
        """Write something in the library itself."""
        self.do(consulting.write_own(self))

    def action_export(self) -> None:
        """Make a document of what was chosen."""
        self.do(consulting.export_rows(self))

    def action_mark(self) -> None:
        """Mark the row, or take the mark away."""
        row = self.current
        if row is not None:
            if self.marked.pop(row.key, None) is None:
                self.marked[row.key] = row
            self.show_rows()
            self._rows.action_cursor_down()

    def action_help(self) -> None:
        """What the keys do."""
        rows = [(self.key_names.of(key.id), key.entry.does) for key in LIBRARY_KEYS]
        moves = [("↑ ↓", "kiezen"), ("← →", "naar de soorten, of terug naar de lijst"), ("Esc", "terug")]
        self.lay_over(ReadDialog("De toetsen van de reisgids", [*moves, *rows]))

    def action_back(self) -> None:
        """From the search to the list, then without filter and marks, then away."""
        search = self._search_line
        if search.has_focus or self.wanted != Wanted() or self.marked:
            self.marked.clear()
            self.wanted = Wanted()
            with search.prevent(Input.Changed):
                search.value = ""
            self.show_rows()
            self.action_to_rows()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Close the library."""
        if self._alone:
            self.post_message(LeaveAsked(Farewell()))
        else:
            self.app.pop_screen()
