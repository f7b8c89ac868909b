"""Our ways with a terminal: bytes that mean nothing are dropped, one that is gone is told once, pictures are added."""

import contextlib
import fcntl
import logging
import os
import re
import selectors
import signal
import struct
import sys
import termios
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from typing import Any

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message

from kompas_tui.tui.graphics.ability import Ability, Answers, questions
from kompas_tui.tui.graphics.frames import Frames
from kompas_tui.tui.screens.messages import PicturesPossible

Cells = tuple[int, int]

READ_BYTES = 4096
_LOOK_SECONDS = 0.1
_MOST_CELLS = 2_000
"""No window is wider or higher; a terminal that says so says something else."""

_log = logging.getLogger(__name__)


_OLD_MOUSE = re.compile(rb"\x1b\[M[\x20-\xff]{3}")
"""A mouse's place as terminals told it once, in bytes that may be anything: it comes after a connection was lost."""

_BEGUN_MOUSE = re.compile(rb"\x1b\[M[\x20-\xff]{0,2}\Z")


def _is_possible(size: Size) -> bool:
    return 0 < size.width <= _MOST_CELLS and 0 < size.height <= _MOST_CELLS


class Keys:
    """Makes messages of a terminal's bytes; whatever can't be read is left out, and never ends anything."""

    def __init__(self, tell: Callable[[Message], None]) -> None:
        self._tell = tell
        self._decode = getincrementaldecoder("utf-8")(errors="ignore").decode
        self._parser = XTermParser()
        self._begun = b""

    def take(self, data: bytes) -> None:
        """Tell what these bytes mean."""
        data = _OLD_MOUSE.sub(b"", self._begun + data)
        begun = _BEGUN_MOUSE.search(data)
        self._begun = begun[0] if begun else b""
        for character in self._decode(data.removesuffix(self._begun)):
            self._pass_on(self._parser.feed(character))  # one by one: a sequence that fails costs only itself

    def tick(self) -> None:
        """Tell what was waiting for a next byte that does not come, such as a bare Escape."""
        self._pass_on(self._parser.tick())

    def _pass_on(self, messages: Iterable[Message]) -> None:
        try:
            for message in messages:
                if not isinstance(message, Resize) or _is_possible(message.size):
                    self._tell(message)
        except Exception:  # noqa: BLE001 - the parser fails in many ways on a sequence that no terminal should send
            _log.warning("a sequence of the terminal could not be read", exc_info=True)
            self._begin_anew()

    def _begin_anew(self) -> None:
        """Go on with a parser that knows as much of the window as the one that failed."""
        failed, self._parser = self._parser, XTermParser()
        self._parser.mouse_pixels = failed.mouse_pixels
        self._parser.terminal_size = failed.terminal_size
        self._parser.terminal_pixel_size = failed.terminal_pixel_size


class TerminalDriver(LinuxDriver):
    """Textual's driver with pictures, and without a decoding that ends the program at a byte that isn't UTF-8."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: Cells | None = None) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.frames = Frames()
        self._answers = Answers(self.write, self._draws, self._size_of_cell)

    def start_application_mode(self) -> None:
        """Take the terminal, and ask what it can draw."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual gives it no types
        if self.input_tty and sys.__stderr__ is not None and sys.__stderr__.isatty():
            self.write(questions(os.environ))

    def stop_application_mode(self) -> None:
        """Give the terminal back without pictures."""
        self.write(self.frames.forgotten())
        super().stop_application_mode()

    def write(self, data: str) -> None:
        """Write this with the pictures that belong to it."""
        super().write(self.frames.with_pictures(data))

    def measure_again(self) -> None:
        """Ask anew what a picture may be: letters may have another size now."""
        self._answers.begin_anew()

    def _draws(self, ability: Ability) -> None:
        self.process_message(PicturesPossible(ability))

    def _size_of_cell(self) -> Cells | None:
        """The pixels of a cell, as the system knows them."""
        with contextlib.suppress(OSError):
            told = fcntl.ioctl(self.fileno, termios.TIOCGWINSZ, b"\0" * 8)
            rows, columns, width, height = struct.unpack("HHHH", told)
            if rows and columns:
                return width // columns, height // rows
        return None

    def run_input_thread(self) -> None:
        """Read keys until the program stops using the terminal."""
        keys, answers = Keys(self.process_message), self._answers
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(answers.patience or _LOOK_SECONDS):
                    data = self._read()
                    if not data:
                        os.kill(os.getpid(), signal.SIGHUP)  # as the system does, though it doesn't always
                        return
                    keys.take(answers.without(data))
                # The escape key looks like the beginning of an answer, and is a key once nothing came behind it.
                keys.take(answers.overdue())
                keys.tick()

    def _read(self) -> bytes:
        """What was typed; nothing where the terminal is gone."""
        try:
            return os.read(self.fileno, READ_BYTES)
        except OSError:
            return b""
