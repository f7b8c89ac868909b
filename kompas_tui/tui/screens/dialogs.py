"""Dialogs over the session: write something down, choose, or read; Esc always goes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from kompas_tui.tui.drawing.lines import BLANK, QUIET, STRONG, TITLE, cut, joined, text

_Word = TypeVar("_Word", bound=str)

DIALOG_CSS = """
{name} {{ align: center middle; background: $background 70%; }}
{name} > Vertical {{
    width: 72; max-width: 96%; height: auto; max-height: 92%;
    background: $background; border: round $primary; padding: 1 2;
}}
{name} .title {{ color: $primary; text-style: bold; height: auto; margin-bottom: 1; }}
{name} .hint {{ color: $secondary; height: auto; margin-top: 1; }}
{name} .error {{ color: $error; text-style: bold; height: auto; }}
{name} VerticalScroll {{ height: auto; max-height: 50vh; scrollbar-size-vertical: 1; }}
{name} Input {{
    border: round $border-blurred; border-title-color: $foreground;
    background: $background; background-tint: $background 0%;
}}
{name} Input:focus {{ border: round $border; background-tint: $background 0%; }}
{name} OptionList {{ border: none; background: $background; height: auto; max-height: 22; padding: 0; }}
{name} OptionList > .option-list--option-highlighted {{
    color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
}}
{name} OptionList:focus {{ border: none; background-tint: $background 0%; }}
"""


LONGEST_LABEL = 60
"""The label stands in the frame of its line, so that it can't scroll away from it."""


class Dialog(ModalScreen[ScreenResultType]):
    """A screen over the session that goes away once: a second key of the same press never reaches what lies below."""

    _left = False

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave with this result, the first time."""
        if self._left or not self.is_current:
            return AwaitComplete()
        self._left = True
        return super().dismiss(result)


class Line(Input):
    """One line to fill in; pasted lines become one, cut where they are too long."""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        said = " ".join(event.text.split())
        room = (self.max_length or len(said)) - len(self.value)
        self.insert_text_at_cursor(said[: max(room, 0)])
        if len(said) > room:
            self.notify("De tekst was te lang. Ik heb het eind weggelaten.", markup=False)


@dataclass(frozen=True, slots=True)
class Question:
    """One line to fill in."""

    label: str
    value: str = ""
    hint: str = ""
    required: bool = False
    comes_first: bool = False
    """Whether one begins here, also where something stands here already."""


class WriteDialog(Dialog[list[str] | None]):
    """Fill in one or more lines; Enter goes to the next and saves at the last."""

    DEFAULT_CSS = DIALOG_CSS.format(name="WriteDialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", "Terug"),
        Binding("ctrl+s", "save", "Bewaren", priority=True),
    ]

    def __init__(self, title: str, questions: Sequence[Question], hint: str = "", error: str = "") -> None:
        super().__init__()
        self._title, self._questions, self._error = title, questions, error
        enter = "Enter gaat verder, Ctrl+S bewaart." if len(questions) > 1 else "Enter bewaart."
        self._hint = hint or f"{enter} Esc gaat terug zonder te bewaren."

    def compose(self) -> ComposeResult:
        """Title, the lines, and what the keys do."""
        with Vertical():
            yield Static(text(self._title), classes="title")
            with VerticalScroll(can_focus=False):
                for question in self._questions:
                    line = Line(
                        question.value,
                        placeholder=question.hint,
                        max_length=1000,
                        select_on_focus=not question.comes_first,  # what is corrected must not go at the first letter
                    )
                    line.border_title = text(cut(question.label, LONGEST_LABEL), STRONG) if question.label else None
                    yield line
            yield Static(text(self._error), classes="error")
            yield Static(text(self._hint), classes="hint")

    def on_mount(self) -> None:
        """Begin where that is wanted, else at the first line that is still empty, else at the first."""
        inputs = list(self.query(Input))
        wanted = [line for line, question in zip(inputs, self._questions, strict=True) if question.comes_first]
        next((line for line in (*wanted, *inputs) if line in wanted or not line.value), inputs[0]).focus()

    @on(Input.Submitted)
    def _to_next(self, event: Input.Submitted) -> None:
        inputs = list(self.query(Input))
        place = inputs.index(event.input)
        missing = self._missing(inputs)
        if missing is not None and inputs.index(missing) <= place:
            self._ask_for(missing)
        elif place + 1 < len(inputs):
            inputs[place + 1].focus()
        else:
            self.dismiss([event.value if entry is event.input else entry.value for entry in inputs])

    def action_save(self) -> None:
        """Save what stands there, from whatever line; what is required is asked first."""
        inputs = list(self.query(Input))
        missing = self._missing(inputs)
        if missing is not None:
            self._ask_for(missing)
        else:
            self.dismiss([entry.value for entry in inputs])

    def _missing(self, inputs: Sequence[Input]) -> Input | None:
        pairs = zip(inputs, self._questions, strict=True)
        return next((line for line, question in pairs if question.required and not line.value.strip()), None)

    def _ask_for(self, missing: Input) -> None:
        missing.focus()
        self.query_one(".error", Static).update(text("Vul eerst iets in, of druk op Esc."))


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
            yield OptionList(*(Option(text(f" {said}"), id=name) for name, said in self._choices))
            yield Static(text("↑ en ↓ kiezen, Enter doet het, Esc gaat terug."), classes="hint")

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(next((name for name, _ in self._choices if name == event.option_id), None))


class ReadDialog(Dialog[None]):
    """Something to read; any of Esc, Enter, ? or q closes it."""

    DEFAULT_CSS = DIALOG_CSS.format(name="ReadDialog") + "ReadDialog > Vertical { width: 78; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,enter,question_mark,f1,q", "dismiss(None)", "Terug"),
    ]

    def __init__(self, title: str, rows: Sequence[tuple[str, str]], hint: str = "") -> None:
        super().__init__()
        self._title, self._rows = title, rows
        self._hint = hint or "Esc gaat terug."

    def compose(self) -> ComposeResult:
        """Title and rows of a key and what it does."""
        room = max((len(key) for key, _ in self._rows), default=0) + 2
        with Vertical():
            yield Static(text(self._title), classes="title")
            with VerticalScroll():
                for key, does in self._rows:
                    yield Static(joined(text(key.ljust(room), TITLE), text(does)))
            yield Static(text(self._hint), classes="hint")

    def on_mount(self) -> None:
        """Let the list be scrolled with the keys."""
        self.query_one(VerticalScroll).focus()


@dataclass(frozen=True, slots=True)
class ListRow:
    """An entry of a list to choose from; `mark` stands before it, `state` behind it."""

    id: str
    said: str
    mark: str = ""
    state: str = ""
    name: str = ""
    """Another word by which it is found."""
    is_heading: bool = False
    """Whether it only says what stands below it, and can't be chosen."""


class ListDialog(Dialog[str | None]):
    """A long list to choose from: the index of cards, a search, the palette."""

    DEFAULT_CSS = (
        DIALOG_CSS.format(name="ListDialog")
        + "ListDialog > Vertical { width: 84; height: 92%; } ListDialog OptionList { height: 1fr; max-height: 100%; }"
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
        searching: bool = False,
        current: str = "",
        enter: str = "gaat erheen",
    ) -> None:
        """The cursor begins at the `current` id; `enter` is what that key does with the row that is chosen."""
        super().__init__()
        self._title, self._choices, self._searching, self._current = title, choices, searching, current
        self._enter = enter

    def compose(self) -> ComposeResult:
        """Title, a line to search in, and the list."""
        with Vertical():
            yield Static(text(self._title), classes="title")
            yield Input(placeholder="Zoek op een woord")
            yield OptionList()
            yield Static(text(f"↑ en ↓ kiezen, Enter {self._enter}, / zoekt, Esc gaat terug."), classes="hint")

    def on_mount(self) -> None:
        """Fill the list and put the cursor where it is wanted."""
        self._fill("")
        (self.query_one(Input) if self._searching else self.query_one(OptionList)).focus()

    def _fill(self, wanted: str) -> None:
        listed = self.query_one(OptionList)
        listed.clear_options()
        words = wanted.lower().split()
        found = [
            c
            for c in self._choices
            if (not words and c.is_heading)
            or (not c.is_heading and all(word in f"{c.mark} {c.said} {c.name}".lower() for word in words))
        ]
        if words:
            found.sort(key=lambda choice: choice.name.lower() != " ".join(words))  # what is called so comes first
        room = max((len(choice.mark) for choice in found), default=0) + 1
        for choice in found:
            if choice.is_heading:
                listed.add_option(Option(joined(text(f"\n  {choice.said}", TITLE)), disabled=True))
                continue
            state = text(f"  {choice.state}", QUIET) if choice.state else BLANK
            said = joined(text(choice.mark.rjust(room) + " ", STRONG), text(choice.said), state)
            listed.add_option(Option(said, id=choice.id))
        if not found:
            listed.add_option(Option(text("  Niets gevonden. Zoek op een ander woord."), disabled=True))
        if found:
            ids = [choice.id for choice in found]
            listed.highlighted = ids.index(self._current) if self._current in ids else 0

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted)
    def _take_first(self) -> None:
        listed = self.query_one(OptionList)
        if listed.highlighted is not None:
            self.dismiss(listed.get_option_at_index(listed.highlighted).id)

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_search(self) -> None:
        """Go to the line to search in."""
        self.query_one(Input).focus()

    def action_to_list(self) -> None:
        """Go from the search to the list."""
        self.query_one(OptionList).focus()
