"""The facilitator's manual, a chapter on each screen."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Markdown

from kompas_tui.tui.choices import Farewell
from kompas_tui.tui.keymap import DEFAULTS
from kompas_tui.tui.keys import Hint
from kompas_tui.tui.program import TerminalProgram
from kompas_tui.tui.widgets import Band, KeyBar

_KEYS = (("→", "verder"), ("←", "terug"), ("q", "sluiten"))


class ManualScreen(Screen[None]):
    """Turns the pages of the manual."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(f"{DEFAULTS['volgende']},enter", "turn(1)", show=False, priority=True),
        Binding(DEFAULTS["vorige"], "turn(-1)", show=False, priority=True),
        Binding("q,escape,ctrl+q", "app.leave_app", show=False),
    ]
    DEFAULT_CSS = """
    ManualScreen { background: $background; color: $foreground; }
    ManualScreen VerticalScroll { scrollbar-size-vertical: 1; }
    ManualScreen Markdown { background: $background; padding: 1 2 0 2; margin: 0; }
    ManualScreen MarkdownH1 { color: $primary; text-style: bold; content-align: left middle; margin: 0 0 1 0; }
    ManualScreen MarkdownBullet { color: $primary; }
    ManualScreen MarkdownBulletList { margin: 0; }
    ManualScreen MarkdownBlock:light > .code_inline, ManualScreen MarkdownBlock:dark > .code_inline {
        color: $primary; background: $panel; text-style: bold;
    }
    """

    def __init__(self, chapters: Sequence[str]) -> None:
        """`chapters` are in Markdown, each with its heading."""
        super().__init__()
        self.chapters, self.page = chapters, 0
        self._band, self._key_bar, self._text = Band(), KeyBar(), Markdown(chapters[0])
        self._scroll = VerticalScroll(self._text)

    def compose(self) -> ComposeResult:
        """Band, the page, and keys."""
        yield self._band
        yield self._scroll
        yield self._key_bar

    def on_mount(self) -> None:
        """Say where we are."""
        self._key_bar.put([Hint("", key, does) for key, does in _KEYS])
        self._tell()
        self._scroll.focus()

    def _tell(self) -> None:
        self._band.put("Kompas", "Handleiding", f"{self.page + 1} van {len(self.chapters)}")

    async def action_turn(self, step: int) -> None:
        """Show the next page, or the one before."""
        self.page = max(min(self.page + step, len(self.chapters) - 1), 0)
        await self._text.update(self.chapters[self.page])
        self._scroll.scroll_home(animate=False)
        self._tell()


class ManualApp(TerminalProgram[Farewell]):
    """The manual as a program of its own."""

    def __init__(self, chapters: Sequence[str], *, settings: Path | None = None) -> None:
        super().__init__(settings=settings)
        self._chapters = chapters

    def on_mount(self) -> None:
        """Show the first page in our own colours."""
        self.call_after_refresh(self.push_screen, ManualScreen(self._chapters))

    def action_leave_app(self) -> None:
        """Close the manual."""
        self.exit(Farewell())
