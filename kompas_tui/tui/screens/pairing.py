"""Pairing a phone: a code to scan that works once, and goes by itself."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kompas_tui.tui.drawing.lines import text
from kompas_tui.tui.drawing.qr import qr_lines
from kompas_tui.tui.screens.dialogs import DIALOG_CSS, Dialog


class PairingDialog(Dialog[None]):
    """The code, for as long as it can be used."""

    DEFAULT_CSS = DIALOG_CSS.format(name="PairingDialog") + (
        "PairingDialog > Vertical { width: auto; padding: 0 2; } PairingDialog Static { width: auto; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [("escape,enter,q", "dismiss(None)", "Terug")]

    def __init__(self, url: str, seconds: int) -> None:
        super().__init__()
        self._url, self._seconds = url, seconds

    def compose(self) -> ComposeResult:
        """The code, with what it does."""
        with Vertical():
            yield Static(text("Scan dit met de telefoon waarmee je stuurt."), classes="title")
            yield Static(Content("\n").join(qr_lines(self._url.upper())))
            yield Static(
                text(f"De code werkt één keer, {self._seconds} seconden lang. Esc gaat terug."), classes="hint"
            )

    def on_mount(self) -> None:
        """Go when the code is worth nothing any more."""
        self.set_timer(self._seconds, lambda: self.dismiss(None))
