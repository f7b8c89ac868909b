"""One text over the whole screen, as large as it fits, for a group that talks about it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from kompas_tui.tui.drawing.letters import largest_letters
from kompas_tui.tui.drawing.lines import STRONG, TITLE, Lines, text, wrapped
from kompas_tui.tui.drawing.scene import can_paint
from kompas_tui.tui.screens.dialogs import DIALOG_CSS
from kompas_tui.tui.screens.reading import ScrolledDialog


class EnlargedText(ScrolledDialog[None]):
    """A text from beginning to end, in large letters where there is room; the arrows scroll a longer one."""

    DEFAULT_CSS = DIALOG_CSS.format(name="EnlargedText") + (
        "EnlargedText { background: $background; padding: 1 2; }"
        " EnlargedText VerticalScroll { height: 1fr; max-height: 100%; } EnlargedText .hint { dock: bottom; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "dismiss(None)", show=False)]

    def __init__(self, said: str, above: str = "") -> None:
        """`above` is where the text belongs, such as its column and heading."""
        super().__init__()
        self._said, self._above = said, above

    def compose(self) -> ComposeResult:
        """The text, and how to go back."""
        if self._above:
            yield Static(text(self._above), classes="title")
        with VerticalScroll():
            yield Static()
        yield Static(text("Esc gaat terug."), classes="hint")

    def lines(self, width: int, height: int) -> Lines:
        """The text in the largest letters in which it fits."""
        smooth = can_paint(self.app.console.color_system, no_color=self.app.no_color)
        large = largest_letters(self._said, width, height, TITLE, smooth=smooth)
        return large if len(large) > 1 else wrapped(self._said, width, STRONG)
