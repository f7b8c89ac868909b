"""What is read and scrolled over a screen; and such a page of the library, with the keys that do something with it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import Static

from kompas_tui.domain.library.pages import ThingPage
from kompas_tui.tui.drawing.library import page_lines
from kompas_tui.tui.drawing.lines import Lines, text
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.keys import LIBRARY_KEYS
from kompas_tui.tui.screens.dialogs import DIALOG_CSS, Dialog

FROM_PAGE = ("gids-sessie", "gids-voorstel", "gids-gedaan", "gids-koppelen", "gids-uitvoer")
"""What can be done from a page, by the id of its key."""

_KEYS = {key.id: key for key in LIBRARY_KEYS if key.id in FROM_PAGE}


class ScrolledDialog(Dialog[ScreenResultType]):
    """Lines in its `_scroll`, scrolled by the keys and drawn anew for each size."""

    def __init__(self) -> None:
        super().__init__()
        self._read = Static()
        self._scroll = VerticalScroll(self._read)

    def lines(self, width: int, height: int) -> Lines:
        """What is read, in so many columns; so many rows are seen at one time."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self._scroll.focus()
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        lines = self.lines(max(self._scroll.size.width - 2, 20), self._scroll.size.height)
        self._read.update(Content("\n").join(lines))


class PageDialog(ScrolledDialog[str | None]):
    """A page to read; the result is the id of the key that was pressed, None to go back."""

    DEFAULT_CSS = DIALOG_CSS.format(name="PageDialog") + (
        "PageDialog > Vertical { width: 96; } PageDialog VerticalScroll { max-height: 70vh; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss(None)", show=False, id="terug"),
        *(Binding(key.keys, f"dismiss('{key.id}')", show=False, id=key.id) for key in _KEYS.values()),
    ]

    def __init__(self, page: ThingPage, names: KeyNames) -> None:
        """`names` are how the keys are called now."""
        super().__init__()
        self._page, self._names = page, names

    def compose(self) -> ComposeResult:
        """The page, and what the keys do."""
        with Vertical():
            yield self._scroll
            hints = [f"{self._names.of(name)} {_KEYS[name].entry.short}" for name in FROM_PAGE]
            yield Static(text(" · ".join([*hints, "Esc terug"])), classes="hint")

    def lines(self, width: int, height: int) -> Lines:
        """The page, as long as it is."""
        return page_lines(self._page, width)
