"""A program of ours in a terminal: themes and keys as set, keys in a line, and the terminal back on every exit."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Event, Key, Paste

from kompas_tui.tui.keyline import ComesAfter, KeyLine, KeyOrPaste
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.screens.messages import ThemeChanged
from kompas_tui.tui.settings import read_settings
from kompas_tui.tui.themes import THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from textual.driver import Driver

Left = TypeVar("Left")
"""What is said once the program is closed."""

LAST_RESORT_SECONDS = 5

_log = logging.getLogger(__name__)


def _closes(typed: KeyOrPaste) -> bool:
    return isinstance(typed, Key) and typed.key == "ctrl+q"


class TerminalProgram(App[Left]):
    """What every program of ours does with its terminal, whatever it shows."""

    TITLE = "Kompas"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave_app", show=False, priority=False)]
    CSS = """
    Toast { background: $panel; color: $foreground; border-left: outer $primary; max-width: 64; }
    Toast.-error { border-left: outer $error; }
    """

    def __init__(self, *, settings: Path | None = None) -> None:
        super().__init__()
        self._settings = settings
        self._rings = True
        self.key_names = KeyNames()
        self._key_line = KeyLine(self, _closes)
        for theme in THEMES.values():
            self.register_theme(theme)

    @property
    def is_opening(self) -> bool:
        """Whether a screen is being opened; the first one is from the start."""
        return len(self.screen_stack) < 2

    async def on_event(self, event: Event) -> None:
        """What is typed takes its turn; everything else is handled at once."""
        if not isinstance(event, Key | Paste) or event.is_forwarded or self._key_line.take(event):
            await super().on_event(event)
        else:
            self.app_focus = True  # as Textual does with what is typed, so that a screen that waits for focus gets it

    @on(ComesAfter)
    def _handled(self, event: ComesAfter) -> None:
        event.arrived.set()

    def on_mount(self) -> None:
        """Take the settings, and catch signals."""
        self._take_settings()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, getattr(signal, "SIGHUP", None)):
            if number is not None:
                with contextlib.suppress(NotImplementedError, RuntimeError):
                    loop.add_signal_handler(number, self._terminated)

    def _take_settings(self) -> None:
        settings = read_settings(self._settings, os.environ.get("KOMPAS_THEMA", ""))
        self.theme = THEMES[settings.theme].name
        self._rings = settings.rings
        if settings.keys:
            self.key_names = KeyNames(settings.keys)
            self.set_keymap(dict(settings.keys))
        for problem in settings.problems:
            self.notify(problem, severity="error", timeout=15, markup=False)

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
