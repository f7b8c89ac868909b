"""One text over the whole screen, as large as it fits, for a group that talks about it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kompas_tui.tui.drawing.letters import large_lines
from kompas_tui.tui.drawing.lines import STRONG, TITLE, Lines, text, wrapped
from kompas_tui.tui.screens.dialogs import DIALOG_CSS, Dialog


class EnlargedText(Dialog[None]):
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

    def on_mount(self) -> None:
        """Let a long text be scrolled with the keys."""
        self.query_one(VerticalScroll).focus()
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        scroll = self.query_one(VerticalScroll)
        lines = _largest(self._said, max(scroll.size.width - 2, 20), scroll.size.height)
        scroll.query_one(Static).update(Content("\n").join(lines))


def _largest(said: str, width: int, height: int) -> Lines:
    """The text in the largest letters in which it fits."""
    for scale in (2, 1):
        lines = large_lines(said, width, TITLE, scale)
        if lines and len(lines) <= height:
            return lines
    return wrapped(said, width, STRONG)
