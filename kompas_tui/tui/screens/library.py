"""The library over all sessions on the screen: sections, a list that is searched while typing, and a page to read."""

import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.library.collection import Wanted
from kompas_tui.domain.library.pages import page_of
from kompas_tui.domain.library.sections import SECTIONS, WHAT_NOW, ShelfRow, ShelfSection, rows_in, size_of
from kompas_tui.domain.library.shelf import Shelf
from kompas_tui.library import Desk
from kompas_tui.tui.drawing.library import page_lines, row_lines
from kompas_tui.tui.drawing.lines import NOW, QUIET, STRONG, TITLE, joined, text, wrapped
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.keys import LIBRARY_KEYS, Hint, bindings, helping
from kompas_tui.tui.ports import Farewell, LibraryOffice
from kompas_tui.tui.screens import consulting
from kompas_tui.tui.screens.dialogs import ReadDialog
from kompas_tui.tui.widgets import SMALLEST_WINDOW, Band, KeyBar, MessageLine, too_small

if TYPE_CHECKING:
    from kompas_tui.tui.app import BeamerApp

T = TypeVar("T")

MOST_ROWS = 200
"""So many rows are listed; who has more searches on."""

WIDE, SECTIONS_WIDTH = 120, 27
"""From this many columns a page stands beside the list."""

IN_BAR = (
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

_log = logging.getLogger(__name__)


class LibraryScreen(Screen[None]):
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
    LibraryScreen OptionList { border: none; background: $background; padding: 0; scrollbar-size-vertical: 1; }
    LibraryScreen OptionList:focus { border: none; background-tint: $background 0%; }
    LibraryScreen #sections { width: 27; height: 1fr; padding: 1 0 0 1; border-right: solid $line; }
    LibraryScreen #rows { height: 1fr; }
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
    LibraryScreen OptionList > .option-list--option-highlighted { text-style: none; }
    LibraryScreen #rows > .option-list--option-highlighted { background: $background; color: $foreground; }
    LibraryScreen #rows:focus > .option-list--option-highlighted { background: $panel; }
    LibraryScreen #sections > .option-list--option-highlighted {
        background: $panel; color: $foreground; text-style: bold;
    }
    LibraryScreen #sections:focus > .option-list--option-highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
    """

    app: "BeamerApp"

    def __init__(self, desk: Desk, office: LibraryOffice, *, alone: bool) -> None:
        """`alone` says that nothing lies below, so that going back closes the program."""
        super().__init__()
        self.desk, self.office, self._alone = desk, office, alone
        self.wanted = Wanted()
        self.section = WHAT_NOW
        self.rows: list[ShelfRow] = []
        self.marked: dict[str, ShelfRow] = {}
        self._busy = False

    # What there is

    @property
    def shelf(self) -> Shelf:
        """The library as it is now."""
        return self.desk.shelf

    @property
    def key_names(self) -> KeyNames:
        """How the keys are called now."""
        return self.app.key_names

    @property
    def current(self) -> ShelfRow | None:
        """The row under the cursor."""
        place = self.query_one("#rows", OptionList).highlighted
        return self.rows[place] if place is not None and place < len(self.rows) else None

    @property
    def chosen(self) -> list[ShelfRow]:
        """The rows that were marked; else all that are listed."""
        return list(self.marked.values()) or self.rows

    # Screen

    def compose(self) -> ComposeResult:
        """Band, sections, the list and the page, and the keys."""
        yield Band()
        with Horizontal():
            yield OptionList(id="sections")
            with Vertical(id="middle"):
                yield Input(placeholder="Zoek op een woord", max_length=200)
                yield Static(id="filter")
                yield OptionList(id="rows")
            with VerticalScroll(id="page", can_focus=False):
                yield Static(id="read")
        yield Static(id="small")
        yield MessageLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with what asks for attention; name the sessions that can't be read."""
        keys = {key.id: key for key in LIBRARY_KEYS}
        self.query_one(KeyBar).put([Hint(name, self.key_names.of(name), keys[name].entry.short) for name in IN_BAR])
        self._list_sections()
        self.show_rows()
        self.query_one("#rows", OptionList).focus()
        for problem in self.shelf.problems:
            self.say(f"{problem.path} sla ik over. {problem.why}", wrong=True, lasting=True)

    def on_resize(self) -> None:
        """The page needs room; too small a window says so."""
        size = self.app.size
        self.set_class(size.width >= WIDE, "-wide")
        is_small = size.width < SMALLEST_WINDOW.width or size.height < SMALLEST_WINDOW.height
        self.set_class(is_small, "-small")
        if is_small:
            self.query_one("#small", Static).update(Content("\n").join(too_small(size, size.width - 4)))
        self.call_after_refresh(self.show_rows)

    def _list_sections(self) -> None:
        listed = self.query_one("#sections", OptionList)
        listed.clear_options()
        for section in SECTIONS:
            listed.add_option(Option(self._section_line(section), id=section.id))
        listed.highlighted = SECTIONS.index(self.section)

    def _section_line(self, section: ShelfSection) -> Content:
        rows = size_of(self.shelf, section)
        amount = str(rows) if rows else "–"
        room = SECTIONS_WIDTH - 5 - len(amount)
        style = NOW if section is WHAT_NOW and rows else "" if rows else QUIET
        return joined(text(f"{section.title[:room]:<{room}} ", style), text(amount, style))

    def show_rows(self) -> None:
        """List what fits, with the cursor where it was as far as that is still there."""
        before = self.current
        self.rows = rows_in(self.shelf, self.section, self.wanted)
        listed = self.query_one("#rows", OptionList)
        width = max(listed.size.width - 2, 20)
        listed.clear_options()
        for row in self.rows[:MOST_ROWS]:
            listed.add_option(Option(row_lines(row, width, is_marked=row.key in self.marked)))
        if len(self.rows) > MOST_ROWS:
            more = f"Er zijn er nog {len(self.rows) - MOST_ROWS}. Zoek op een woord."
            listed.add_option(Option(text(more, QUIET), disabled=True))
        if not self.rows:
            listed.add_option(Option(Content("\n").join(wrapped(self._nothing(), width, QUIET)), disabled=True))
        keys = [row.key for row in self.rows[:MOST_ROWS]]
        if keys:
            listed.highlighted = keys.index(before.key) if before and before.key in keys else 0
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
        self.query_one(Band).put(f"Reisgids · {self.section.title}", f"{sessions}{marked}")
        told = consulting.filter_in_words(self.shelf, self.wanted)
        said = self.query_one("#filter", Static)
        said.display = bool(told)
        said.update(joined(text(" Alleen: ", STRONG), text(told, TITLE)))

    def _show_page(self) -> None:
        row = self.current
        room = max(self.query_one("#page").size.width - 5, 20)
        lines = page_lines(page_of(self.shelf, row.about), room) if row else []
        self.query_one("#read", Static).update(Content("\n").join(lines))
        self.query_one("#page").scroll_home(animate=False)

    # Doing

    def say(self, sentence: str, *, wrong: bool = False, lasting: bool = False) -> None:
        """A sentence above the keys."""
        self.query_one(MessageLine).put(sentence, wrong=wrong, seconds=12 if wrong else 6, lasting=lasting)

    async def ask(self, dialog: ModalScreen[T]) -> T | None:
        """Show a dialog and wait for what comes of it."""
        return await self.app.push_screen_wait(dialog)

    def changed(self, said: str = "") -> None:
        """Show the library as it is now."""
        self._list_sections()
        self.show_rows()
        if said:
            self.say(said)

    def _hold(self, conversation: Callable[["LibraryScreen"], Coroutine[Any, Any, None]]) -> None:
        """Hold a conversation; a second key of the same press begins no other one."""

        async def held() -> None:
            if self._busy:
                return
            self._busy = True
            try:
                await conversation(self)
            except KompasError as error:
                self.say(helping(error, self.key_names), wrong=True)
            except Exception:  # noqa: BLE001 - the screen goes on; the reason goes to the log
                _log.exception("the library could not do this")
                self.say("Dat lukte niet. Probeer het nog eens.", wrong=True)
            finally:
                self._busy = False

        self.run_worker(held(), exit_on_error=False)

    def go_to(self, section: ShelfSection) -> None:
        """Show this section."""
        self.section = section
        self.query_one("#sections", OptionList).highlighted = SECTIONS.index(section)
        self.show_rows()

    def want(self, wanted: Wanted) -> None:
        """Show only what fits."""
        self.wanted = replace(wanted, words=self.wanted.words)
        self.show_rows()

    # Keys

    @on(OptionList.OptionHighlighted, "#sections")
    def _to_section(self, event: OptionList.OptionHighlighted) -> None:
        section = next((one for one in SECTIONS if one.id == event.option_id), WHAT_NOW)
        if section != self.section:
            self.section = section
            self.show_rows()

    @on(OptionList.OptionHighlighted, "#rows")
    def _to_row(self) -> None:
        self._show_page()

    @on(OptionList.OptionSelected, "#sections")
    def action_to_rows(self) -> None:
        """Go to the list."""
        self.query_one("#rows", OptionList).focus()

    @on(OptionList.OptionSelected, "#rows")
    def action_read(self) -> None:
        """Read what belongs to the row."""
        self._hold(consulting.read)

    def action_to_sections(self) -> None:
        """Go to the sections."""
        self.query_one("#sections", OptionList).focus()

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
        self.query_one(Input).focus()

    def action_filter(self) -> None:
        """Choose what is shown."""
        self._hold(consulting.choose_filter)

    def action_session(self) -> None:
        """Look at the session."""
        self._hold(consulting.look_at_session)

    def action_done(self) -> None:
        """Mark an action as done."""
        self._hold(consulting.mark_done)

    def action_match(self) -> None:
        """Match an ask with an offer."""
        self._hold(consulting.match)

    def action_propose(self) -> None:
        """Make a proposal, or put a step behind one."""
        self._hold(consulting.propose)

    def action_write(self) -> None:
        """Write something in the library itself."""
        self._hold(consulting.write_own)

    def action_export(self) -> None:
        """Make a document of what was chosen."""
        self._hold(consulting.export_rows)

    def action_mark(self) -> None:
        """Mark the row, or take the mark away."""
        row = self.current
        if row is not None:
            if self.marked.pop(row.key, None) is None:
                self.marked[row.key] = row
            self.show_rows()
            self.query_one("#rows", OptionList).action_cursor_down()

    def action_help(self) -> None:
        """What the keys do."""
        rows = [(self.key_names.of(key.id), key.entry.does) for key in LIBRARY_KEYS]
        moves = [("↑ ↓", "kiezen"), ("← →", "naar de soorten, of terug naar de lijst"), ("Esc", "terug")]
        self.app.push_screen(ReadDialog("De toetsen van de reisgids", [*moves, *rows]))

    async def action_back(self) -> None:
        """From the search to the list, then without filter and marks, then away."""
        search = self.query_one(Input)
        if search.has_focus or self.wanted != Wanted() or self.marked:
            self.marked.clear()
            self.wanted = Wanted()
            with search.prevent(Input.Changed):
                search.value = ""
            self.show_rows()
            self.action_to_rows()
        else:
            await self.action_leave()

    async def action_leave(self) -> None:
        """Close the library."""
        if self._alone:
            await self.app.leave(Farewell())
        else:
            self.app.pop_screen()
