"""Dialogs over the session: write something down, choose, or read; Esc always goes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from kompas_tui.domain.language.wording import listing, quoted
from kompas_tui.tui.drawing.lines import QUIET, STRONG, TITLE, cut, joined, marked, text
from kompas_tui.tui.options import ReadableOptions
from kompas_tui.tui.screens.entries import Line, Question, YesOrNo, entry_for
from kompas_tui.tui.seeking import seek
from kompas_tui.tui.steady import Steady

_Word = TypeVar("_Word", bound=str)

DIALOG_CSS = """
{name} {{ align: center middle; background: $background 70%; }}
{name} > Vertical {{
    width: 72; max-width: 96%; height: auto; max-height: 92%;
    background: $background; border: round $primary; padding: 1 2;
}}
{name} .title {{ color: $primary; text-style: bold; height: auto; margin-bottom: 1; }}
{name} .hint {{ color: $secondary; height: auto; margin-top: 1; }}
{name}.-no-keys .hint {{ display: none; }}
{name} .error {{ color: $error; text-style: bold; height: auto; }}
{name} VerticalScroll {{ height: auto; max-height: 50vh; scrollbar-size-vertical: 1; }}
{name} Input {{
    border: round $border-blurred; border-title-color: $foreground;
    background: $background; background-tint: $background 0%;
}}
{name} Input:focus {{ border: round $border; background-tint: $background 0%; }}
{name} YesOrNo {{ border: round $border-blurred; border-title-color: $foreground; width: 100%; }}
{name} YesOrNo:focus {{ border: round $border; }}
{name} OptionList {{ border: none; background: $background; height: auto; max-height: 22; padding: 0; }}
{name} OptionList > .option-list--option-highlighted {{
    color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
}}
{name} OptionList:focus {{ border: none; background-tint: $background 0%; }}
"""


class Dialog(Steady, ModalScreen[ScreenResultType]):
    """A screen over the session that goes away once: a second key of the same press never reaches what lies below."""

    _left = False

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave with this result, the first time."""
        if self._left or not self.is_current:
            return AwaitComplete()
        self._left = True
        return super().dismiss(result)


class WriteDialog(Dialog[list[str] | None]):
    """Fill in one or more lines; Enter goes to the next and saves at the last."""

    DEFAULT_CSS = DIALOG_CSS.format(name="WriteDialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", "Terug"),
        Binding("ctrl+s", "save", "Bewaren", priority=True),
    ]

    def __init__(self, title: str, questions: Sequence[Question], hint: str = "", error: str = "") -> None:
        super().__init__()
        self._title, self._questions = title, questions
        self._entries = list(map(entry_for, questions))
        self._error = Static(text(error), classes="error")
        enter = "Enter gaat verder, Ctrl+S bewaart." if len(questions) > 1 else "Enter bewaart."
        self._hint = hint or f"{enter} Esc gaat terug zonder te bewaren."

    def compose(self) -> ComposeResult:
        """Title, the lines, and what the keys do."""
        with Vertical():
            yield Static(text(self._title), classes="title")
            with VerticalScroll(can_focus=False):
                yield from self._entries
            yield self._error
            yield Static(text(self._hint), classes="hint")

    def on_mount(self) -> None:
        """Begin where that is wanted, else at the first line that is still empty, else at the first."""
        entries = self._entries
        wanted = [entry for entry, question in zip(entries, self._questions, strict=True) if question.comes_first]
        empty = [entry for entry in entries if not entry.typed]
        next(iter((*wanted, *empty, *entries))).focus()

    @on(Line.Submitted)
    @on(YesOrNo.Submitted)
    def _to_next(self, event: Line.Submitted | YesOrNo.Submitted) -> None:
        entries = self._entries
        index = next(at for at, entry in enumerate(entries) if entry is event.control)
        missing = self._missing(entries)
        if missing is not None and entries.index(missing) <= index:
            self._ask_for(missing)
        elif index + 1 < len(entries):
            entries[index + 1].focus()
        else:
            self.dismiss([str(event.value) if entry is event.control else entry.typed for entry in entries])

    def action_save(self) -> None:
        """Save what stands there, from whatever line; what is required is asked first."""
        entries = self._entries
        missing = self._missing(entries)
        if missing is not None:
            self._ask_for(missing)
        else:
            self.dismiss([entry.typed for entry in entries])

    def _missing(self, entries: Sequence[Line | YesOrNo]) -> Line | YesOrNo | None:
        pairs = zip(entries, self._questions, strict=True)
        return next((entry for entry, question in pairs if question.required and not entry.typed.strip()), None)

    def _ask_for(self, missing: Line | YesOrNo) -> None:
        missing.focus()
        self._error.update(text("Vul eerst iets in, of druk op Esc."))


# Textual's own Select folds its choices away: the facilitator would press twice to see them.
class ChoiceDialog(Dialog[_Word | None], Generic[_Word]):
    """Choose one of a few; the result is the choice's id."""

    DEFAULT_CSS = DIALOG_CSS.format(name="ChoiceDialog")
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Terug")]

    def __init__(self, title: str, explanation: str, choices: Sequence[tuple[_Word, str]]) -> None:
        super().__init__()
        self._title, self._explanation, self._choices = title, explanation, choices

    def compose(self) -> ComposeResult:
        """Title, explanation and choices."""
        with Vertical():
            yield Static(text(self._title), classes="title")
            if self._explanation:
                yield Static(text(f"{self._explanation}\n"))
            yield ReadableOptions(*(Option(text(f" {label}"), id=name) for name, label in self._choices))
            yield Static(text("↑ en ↓ kiezen, Enter doet het, Esc gaat terug."), classes="hint")

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(next((name for name, _ in self._choices if name == event.option_id), None))


def alike_dialog(kept: str, others: Sequence[str]) -> ChoiceDialog[str]:
    """Whether words that look alike count as the one that is kept."""
    verb = "Telt" if len(others) == 1 else "Tellen"
    title = f"{verb} {listing([quoted(other) for other in others])} als {quoted(kept)}?"
    return ChoiceDialog(title, "", [("ja", "Ja, voeg samen"), ("nee", "Nee, laat ze apart")])


_READ_WIDTH, _READ_EDGES = 78, 7
"""The columns of what is read, and those that its frame and its bar take."""


class ReadDialog(Dialog[None]):
    """Something to read; any of Esc, Enter, ? or q closes it."""

    DEFAULT_CSS = DIALOG_CSS.format(name="ReadDialog") + f"ReadDialog > Vertical {{ width: {_READ_WIDTH}; }}"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,enter,question_mark,f1,q", "dismiss(None)", "Terug"),
    ]

    def __init__(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._rows = title, rows
        self._scroll = VerticalScroll()

    def compose(self) -> ComposeResult:
        """Title and rows of a key and what it does."""
        room = max((len(key) for key, _ in self._rows), default=0) + 2
        width = min(_READ_WIDTH, self.app.size.width * 96 // 100) - _READ_EDGES
        with Vertical():
            yield Static(text(self._title), classes="title")
            with self._scroll:
                for key, does in self._rows:
                    lines = marked(text(key.ljust(room), TITLE), does, width)
                    yield Static(text("\n").join(lines))
            yield Static(text("Esc gaat terug."), classes="hint")

    def on_mount(self) -> None:
        """Let the list be scrolled with the keys."""
        self._scroll.focus()


@dataclass(frozen=True, slots=True)
class ListRow:
    """An entry of a list to choose from; `mark` stands before it, `state` behind it."""

    id: str
    label: str
    mark: str = ""
    state: str = ""
    name: str = ""
    """Another word by which it is found."""
    is_heading: bool = False
    """Whether it only says what stands below it, and can't be chosen."""


_LIST_WIDTH, _LIST_EDGES = 84, 9
"""The columns of a list, and those that its frame and its bar take."""
_MOST_ROW_LINES = 3


def _row_lines(row: ListRow, marks: int, width: int) -> Content:
    """A row with its mark before it and its state at the right end; what needs more lines goes on under itself."""
    state = text(f"  {row.state}" if row.state else "", QUIET)
    before = text(row.mark.rjust(marks) + " ", STRONG)
    room = max(width - state.cell_length, width // 2)
    words = cut(" ".join(row.label.split()), (room - before.cell_length) * _MOST_ROW_LINES)
    first, *others = marked(before, words, room)
    first = joined(first, text(" " * max(width - first.cell_length - state.cell_length, 0)), state)
    return text("\n").join([first, *others])


# Textual's own CommandPalette carries out what is chosen; here it goes back to the conversation that asked.
class ListDialog(Dialog[str | None]):
    """A long list to choose from: the index of cards, a search, the palette."""

    DEFAULT_CSS = (
        DIALOG_CSS.format(name="ListDialog")
        + f"ListDialog > Vertical {{ width: {_LIST_WIDTH}; height: 92%; }}"
        + " ListDialog OptionList { height: 1fr; max-height: 100%; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", "Terug"),
        ("slash", "search", "Zoeken"),
        ("down", "to_list", "Lijst"),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[ListRow],
        *,
        enter: str,
        searching: bool = False,
        current: str = "",
    ) -> None:
        """The cursor begins at the `current` id; `enter` is what that key does with the row that is chosen."""
        super().__init__()
        self._title, self._choices, self._searching, self._current = title, choices, searching, current
        self._enter = enter
        self._search_line = Input(placeholder="Zoek op een woord", select_on_focus=False)
        self._listed = ReadableOptions()

    def compose(self) -> ComposeResult:
        """Title, a line to search in, and the list."""
        with Vertical():
            yield Static(text(self._title), classes="title")
            yield self._search_line
            yield self._listed
            yield Static(text(f"↑ en ↓ kiezen, Enter {self._enter}, typen zoekt, Esc gaat terug."), classes="hint")

    def on_mount(self) -> None:
        """Fill the list and put the cursor where it is wanted."""
        self._fill("")
        (self._search_line if self._searching else self._listed).focus()

    def _fill(self, wanted: str) -> None:
        listed = self._listed
        listed.clear_options()
        if wanted.strip():
            named = [row for row in self._choices if row.name.casefold() == wanted.strip().casefold()]
            others = [row for row in self._choices if not row.is_heading and row not in named]
            rows = [*named, *seek(wanted, others, lambda row: f"{row.mark} {row.label} {row.name}")]
        else:
            rows = list(self._choices)
        marks = max((len(row.mark) for row in rows), default=0) + 1
        width = min(_LIST_WIDTH, self.app.size.width * 96 // 100) - _LIST_EDGES
        for row in rows:
            if row.is_heading:
                listed.add_option(Option(joined(text(f"\n  {row.label}", TITLE)), disabled=True))
            else:
                listed.add_option(Option(_row_lines(row, marks, width), id=row.id))
        if not rows:
            listed.add_option(Option(text("  Niets gevonden. Zoek op een ander woord."), disabled=True))
        if rows:
            ids = [row.id for row in rows]
            first = next((index for index, row in enumerate(rows) if not row.is_heading), None)
            listed.highlighted = ids.index(self._current) if self._current in ids else first

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted)
    def _take_first(self) -> None:
        listed = self._listed
        if listed.highlighted is not None:
            self.dismiss(listed.get_option_at_index(listed.highlighted).id)

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def on_key(self, event: Key) -> None:
        """Search with the first letter, wherever it is typed."""
        line = self._search_line
        if not line.has_focus and event.character is not None and event.character.isalnum():
            event.stop()
            line.focus()
            line.insert_text_at_cursor(event.character)

    def action_search(self) -> None:
        """Go to the line to search in."""
        self._search_line.focus()

    def action_to_list(self) -> None:
        """Go from the search to the list."""
        self._listed.focus()
