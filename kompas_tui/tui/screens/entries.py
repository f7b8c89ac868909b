"""What is filled in in a dialog: a line of text, or a switch for yes or no; both have their label in their frame."""

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Switch

from kompas_tui.domain.language.text import disarmed
from kompas_tui.tui.drawing.lines import STRONG, cut, text

_LONGEST_LABEL = 60
"""The label stands in the frame, so that it can't scroll away from its line."""

IS_YES: Final = "ja"
IS_NO: Final = "nee"


@dataclass(frozen=True, slots=True)
class Question:
    """One line to fill in."""

    label: str
    value: str = ""
    hint: str = ""
    required: bool = False
    comes_first: bool = False
    """Whether one begins here, also where something stands here already."""
    is_yes_or_no: bool = False
    """Whether it is a switch; its value is IS_YES or IS_NO."""
    known: tuple[str, ...] = ()
    """What is offered to go on with while the first letters are typed."""


# In Textual's own TextArea Enter begins a line; here it goes on, and what is written down is one line in the report.
class Line(Input):
    """One line to fill in; pasted lines become one, cut where they are too long."""

    @property
    def typed(self) -> str:
        """What stands there."""
        return self.value

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        # Textual keeps the first line of a paste only; a name that was copied over two lines would be cut.
        event.prevent_default()
        pasted = " ".join(event.text.split())
        room = (self.max_length or len(pasted)) - len(self.value)
        self.insert_text_at_cursor(pasted[: max(room, 0)])
        if len(pasted) > room:
            self.notify("De tekst was te lang. Ik heb het eind weggelaten.", markup=False)


class YesOrNo(Switch, inherit_bindings=False):
    """A switch that says in words how it stands; Enter goes on, as it does from a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("space", "toggle_switch", ""),
        ("left", "turn(False)", ""),
        ("right", "turn(True)", ""),
        ("enter", "submit", ""),
    ]

    def __init__(self, value: bool) -> None:
        super().__init__(value, animate=False, classes="entry")
        self._say(value)

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, switch: "YesOrNo") -> None:
            super().__init__()
            self.switch, self.value = switch, switch.typed

        @property
        def control(self) -> "YesOrNo":
            """The switch."""
            return self.switch

    @property
    def typed(self) -> str:
        """How it stands."""
        return IS_YES if self.value else IS_NO

    def watch_value(self, value: bool) -> None:
        """Say how it stands now."""
        super().watch_value(value)
        self._say(value)

    def _say(self, value: bool) -> None:
        self.border_subtitle = text(f"{IS_YES if value else IS_NO} · spatie wisselt")

    def action_turn(self, on: bool) -> None:
        """Turn it on or off."""
        self.value = on

    def action_submit(self) -> None:
        """Go on."""
        self.post_message(self.Submitted(self))


def entry_for(question: Question) -> Line | YesOrNo:
    """What the question is answered in."""
    entry: Line | YesOrNo
    known = [*map(disarmed, question.known)]
    if question.is_yes_or_no:
        entry = YesOrNo(question.value == IS_YES)
    else:
        entry = Line(
            disarmed(question.value),  # Textual draws what stands in a line as it is
            placeholder=disarmed(question.hint),
            max_length=1000,
            suggester=SuggestFromList(known, case_sensitive=False) if known else None,
            # what is corrected must not go at the first letter; a number is not corrected but typed anew
            select_on_focus=not question.comes_first or question.value.isdecimal(),
            classes="entry",
        )
    entry.border_title = text(cut(question.label, _LONGEST_LABEL), STRONG) if question.label else None
    return entry
