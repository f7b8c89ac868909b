"""The real `kompas` in a terminal of which every byte that goes in and out is known."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import threading
from pathlib import Path
from typing import Any, Self

from tests.cli.running import PROGRAM, environment
from tests.waiting import PATIENCE, eventually

_DRAWING = re.compile(
    rb"\x1b\[[0-9;:]*[mHABCDGdKJ]"  # colours, places, and wiping a line or the rest of the screen
    rb"|\x1b\[[?>=<][0-9;]*[hlu]|\x1b\[<u|\x1b\[\?[0-9;]+\$p|\x1b\[\?u|\x1b\[[0-9]* ?q"  # modes
    rb"|\x1b\]22;[a-z-]*\x07"  # the shape of the mouse
    rb"|\x1b\[c"  # the question what terminal this is
)
_STEERING = re.compile(
    rb"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]|\x1b|\xc2[\x80-\x9f]"
    rb"|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xd8\x9c|\xef\xbb\xbf"
)

_HALF = re.compile(rb"\x1b(\[[0-9;:?]*)?$")
"""A sequence of which the rest was not read yet."""


def steering(output: bytes) -> list[bytes]:
    """What in a terminal's output is neither text nor one of the sequences with which a screen is drawn."""
    drawn = _HALF.sub(b"", _DRAWING.sub(b"", output).replace(b"\x1b(B", b""))
    return [drawn[max(found.start() - 20, 0) : found.end() + 20] for found in _STEERING.finditer(drawn)]


class Typed:
    """A command in a terminal of its own; the test is who sits behind it."""

    def __init__(self, *args: str | Path, home: Path, rows: int = 30, columns: int = 100, **more: str) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before: list[Any] = termios.tcgetattr(slave)
        self._slave = slave
        self.process = subprocess.Popen(
            [*PROGRAM, *map(str, args)], cwd=home, env=environment(home, TERM="xterm-256color", **more),
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )  # fmt: skip
        self.output = b""
        self._open = True
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()
        os.close(self._slave)

    def _read(self) -> None:
        while self._open:
            if select.select([self._master], [], [], 0.05)[0]:
                try:
                    self.output += os.read(self._master, 65536)
                except OSError:
                    return

    @property
    def text(self) -> str:
        """All that was ever written, without colours and places."""
        return _DRAWING.sub(b"", self.output).decode("utf-8", "replace")

    def shows(self, *texts: str) -> None:
        """Wait until all of these were written."""
        try:
            eventually(lambda: all(text in self.text for text in texts))
        except AssertionError:
            raise AssertionError(f"{texts} not in: {self.text[-3000:]}") from None

    def reaches_first_card(self) -> None:
        """From the screen before the group comes to the first card."""
        self.shows("Klaar voor de zaal?")
        self.type(b"q")
        self.shows("n notitie")

    def type(self, keys: bytes) -> None:
        """Send these bytes as if they were typed."""
        os.write(self._master, keys)

    def ends(self) -> int:
        """The exit code, once it ended and all that it wrote was read."""
        code = self.process.wait(timeout=PATIENCE)
        eventually(lambda: not select.select([self._master], [], [], 0.1)[0])
        return code

    @property
    def settings(self) -> list[Any]:
        """How the terminal is set now, to lay beside `before`."""
        return termios.tcgetattr(self._slave)

    def hang_up(self) -> None:
        """Close the terminal."""
        if self._open:
            self._open = False
            self._reader.join()
            os.close(self._master)
