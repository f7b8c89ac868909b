"""The log for programmers: a file, never the screen; it holds no participant's text and no key."""

import contextlib
import errno
import io
import logging
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "kompas.log"
# Small enough to send along with a question, and old ones go by themselves.
_LARGEST, KEPT = 500_000, 2
_LOGGERS = ("kompas_tui", "uvicorn", "asyncio")
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# A link is not followed, and nothing waits for who reads a pipe; Windows knows neither.
_ITSELF = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class _QuietHandler(RotatingFileHandler):
    """A file that only its owner reads; what can't be written, on a full disk, is not said on the beamer.

    A folder from somebody else could have us write in any file, or wait: what leads elsewhere is not opened. The
    journal, which knows more of that, loads after the first frame.
    """

    def _open(self) -> io.TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _ITSELF, 0o600)
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode) or about.st_nlink > 1:
            os.close(descriptor)
            raise OSError(errno.ELOOP, "a pipe, or a second name of a file")
        with contextlib.suppress(OSError):
            Path(self.baseFilename).chmod(0o600)
        return io.TextIOWrapper(os.fdopen(descriptor, "ab"), encoding=self.encoding)

    def handleError(self, record: logging.LogRecord) -> None:
        """Let go of the line: its own handler would print a traceback over the screen."""

    def close(self) -> None:
        """Close the file, also where its last lines don't fit any more."""
        with contextlib.suppress(OSError):
            super().close()


@contextmanager
def logging_to(folder: Path) -> Iterator[None]:
    """Write the log of this program into a folder while the block runs; without one where that can't be done."""
    try:
        handler: logging.Handler = _QuietHandler(folder / NAME, maxBytes=_LARGEST, backupCount=KEPT, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter(_FORMAT))
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
            logger.propagate = True
        handler.close()


def program_folder() -> Path:
    """The folder of the log when no session is open."""
    from platformdirs import user_log_path

    for home in (user_log_path("kompas", appauthor=False), Path(tempfile.gettempdir())):
        try:
            home.mkdir(parents=True, exist_ok=True)
            (home / NAME).open("a").close()
        except OSError:
            continue
        return home
    return Path()


def keep_crash(error: BaseException) -> str:
    """Keep what happened for a programmer, and say in Dutch where."""
    home = program_folder()
    with logging_to(home):
        logging.getLogger(__name__).critical("a command failed", exc_info=error)
    return f"Er ging iets mis in Kompas. Dat ligt niet aan jou.\nWat er gebeurde, staat in {home / NAME}"
