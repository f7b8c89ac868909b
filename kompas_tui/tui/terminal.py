"""What comes in from the terminal: bytes that mean nothing are dropped, and a terminal that is gone is told once."""

import logging
import os
import re
import selectors
import signal
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message

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
    """Textual's driver, which decodes strictly and ends the program at a byte that isn't UTF-8, without that."""

    def run_input_thread(self) -> None:
        """Read keys until the program stops using the terminal."""
        keys = Keys(self.process_message)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_LOOK_SECONDS):
                    data = self._read()
                    if not data:
                        os.kill(os.getpid(), signal.SIGHUP)  # as the system does, though it doesn't always
                        return
                    keys.take(data)
                keys.tick()

    def _read(self) -> bytes:
        """What was typed; nothing where the terminal is gone."""
        try:
            return os.read(self.fileno, READ_BYTES)
        except OSError:
            return b""
