"""A program of ours in a terminal: themes and keys as set, keys in a line, and the terminal back on every exit."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, ClassVar, Literal, TypeVar

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Event, Key, Paste
from textual.reactive import reactive

from kompas_tui.tui.drawing.lines import in_cells
from kompas_tui.tui.few_colours import filters_for
from kompas_tui.tui.keyline import ComesAfter, KeyLine, KeyOrPaste
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.screens.messages import PicturesPossible, ThemeChanged
from kompas_tui.tui.settings import read_settings
from kompas_tui.tui.steady import Steady
from kompas_tui.tui.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.notifications import SeverityLevel

    from kompas_tui.tui.graphics.ability import Ability
    from kompas_tui.tui.graphics.frames import Frames

Left = TypeVar("Left")
"""What is said once the program is closed."""

LAST_RESORT_SECONDS = 5

_log = logging.getLogger(__name__)


def _closes(typed: KeyOrPaste) -> bool:
    return isinstance(typed, Key) and typed.key == "ctrl+q"


class TerminalProgram(Steady, App[Left]):
    """What every program of ours does with its terminal, whatever it shows."""

    TITLE = "Kompas"
    # Textual's own palette speaks English; ours has the facilitator's commands.
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave_app", show=False, priority=False)]
    CSS = """
    Toast { background: $panel; color: $foreground; border-left: outer $primary; max-width: 64; }
    Toast.-error { border-left: outer $error; }
    """

    ability: reactive[Ability | None] = reactive(None)
    """How this terminal draws pictures; None as long as it is not known, or where it can't."""

    def __init__(self, *, settings: Path | None = None) -> None:
        super().__init__()
        self._rings = True
        self.key_names = KeyNames()
        self._key_line = KeyLine(self, _closes)
        for theme in THEMES.values():
            self.register_theme(theme)
        self._settings = read_settings(settings, os.environ.get("KOMPAS_THEMA", ""))
        self.theme = THEMES[self._settings.theme].name  # before anything is drawn, which would be drawn twice

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Those of Textual, and one where there are few colours."""
        return [*super().get_line_filters(), *filters_for(self.console.color_system)]

    @property
    def is_opening(self) -> bool:
        """Whether a screen is being opened; the first one is from the start."""
        return len(self.screen_stack) < 2

    async def on_event(self, event: Event) -> None:
        """What is typed takes its turn; everything else is handled at once."""
        if not isinstance(event, Key | Paste) or event.is_forwarded or self._key_line.take(event):
            if isinstance(event, Key) and not event.is_forwarded:
                self.clear_notifications()  # as a key does with the line above the keys: it was read
            await super().on_event(event)
        else:
            self.app_focus = True  # as Textual does with what is typed, so that a screen that waits for focus gets it

    def forget_typed(self) -> None:
        """Do nothing with the keys that wait for their turn."""
        self._key_line.forget()

    @on(ComesAfter)
    def _handled(self, event: ComesAfter) -> None:
        event.arrived.set()

    def on_mount(self) -> None:
        """Take the settings, and catch signals."""
        self._take_settings()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, getattr(signal, "SIGHUP", None)):
            if number is not None:
                # Windows has no such handlers, and a program in a test may run outside the main thread.
                with contextlib.suppress(NotImplementedError, RuntimeError):
                    loop.add_signal_handler(number, self._terminated)

    def _take_settings(self) -> None:
        self._rings = self._settings.rings
        if self._settings.keys:
            self.key_names = KeyNames(self._settings.keys)
            self.set_keymap(dict(self._settings.keys))
        for problem in self._settings.problems:
            self.notify(problem, severity="error", timeout=15, markup=False)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in a corner, as it is: it may be a server's or a file's, and steers nothing."""
        super().notify(in_cells(message), title=in_cells(title), severity=severity, timeout=timeout, markup=False)

    def bell(self) -> None:
        """Ring, unless the settings say that the room must stay quiet."""
        if self._rings:
            super().bell()

    @on(ThemeChanged)
    def change_theme(self) -> None:
        """From light to dark or back."""
        light, dark = THEMES["licht"].name, THEMES["donker"].name
        self.theme = dark if self.theme == light else light

    def _terminated(self) -> None:
        # A terminal that is gone can keep its writer waiting for ever; what happened is safe by then.
        last_resort = threading.Timer(LAST_RESORT_SECONDS, os._exit, (1,))
        last_resort.daemon = True
        last_resort.start()
        self._ending = asyncio.get_running_loop().create_task(self.end_by_signal())

    async def end_by_signal(self) -> None:
        """Close the program because the system asks it."""
        self.exit()

    @property
    def picture_way(self) -> Literal["sixel", "kitty", "blokjes"]:
        """How pictures are drawn in this terminal, as far as it told."""
        return self.ability.way if self.ability is not None else "blokjes"

    @property
    def frames(self) -> Frames | None:
        """What puts pictures into what is written; None where the terminal is not ours, as in a test."""
        return getattr(self._driver, "frames", None)

    @on(PicturesPossible)
    def draw_pictures(self, event: PicturesPossible) -> None:
        """Draw pictures as this terminal can."""
        if self.frames is not None:
            self.frames.way = event.ability.way
        self.ability = event.ability

    def on_resize(self) -> None:
        """Draw in half blocks until it is known how large a cell is now."""
        self.ability = None
        if (ask := getattr(self._driver, "measure_again", None)) is not None:
            ask()

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, with ears that no byte can hurt; on Windows the system gives whole characters."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from kompas_tui.tui.terminal import TerminalDriver

        return TerminalDriver

    def _handle_exception(self, error: Exception) -> None:
        _log.critical("the program stopped", exc_info=error)
        super()._handle_exception(error)

    def _print_error_renderables(self) -> None:
        """Print no English traceback over the last screen: the log has it, and the user reads a sentence."""
        self._exit_renderables.clear()
