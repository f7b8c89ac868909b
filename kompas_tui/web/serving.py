"""The port and the server: bind first, then run uvicorn in the current loop and stop it quickly."""

import asyncio
import contextlib
import errno
import gc
import logging
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

from starlette.types import ASGIApp
from uvicorn import Config, Server

from kompas_tui.domain.language.errors import KompasError, reason
from kompas_tui.web.app import WebApp
from kompas_tui.web.connections import connection_class
from kompas_tui.web.crowd import Limits

PORT = 8000
PORTS_TO_TRY = 50
# Phones of a whole hall knock in the same second, when the code comes on the screen.
BACKLOG = 2048
# Each phone that follows keeps a line open, and many systems start a program with 1,024 files at most.
OPEN_FILES = 8192
_TAKEN_AT_ONCE = 32
"""How many connections asyncio takes in one turn of its loop; some turns go by before one of them can be let go."""
_OTHER_FILES, _FEWEST = 256, 64
"""Files that no counted connection has: the session's, its pictures', what is imported late and who just came in."""

logging.getLogger("uvicorn").addHandler(logging.NullHandler())


def bind(port: int | None) -> tuple[socket.socket, str]:
    """A listening socket on the wanted port (8000 where None) or the next free one, and what to say about that."""
    wanted = PORT if port is None else port
    if not 0 <= wanted <= 65535:
        raise KompasError(f"Poort {wanted} bestaat niet. Kies een getal van 1 tot en met 65535.")
    problem = 0
    # Near the wanted one first, for a port that looks like it is typed over right; 0 lets the system choose.
    for candidate in (wanted, *range(max(wanted + 1, 1024), min(wanted + PORTS_TO_TRY, 65536)), PORT, 0):
        try:
            sock = _listening(candidate)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise KompasError(f"Ik kan geen poort openen: {reason(error)}.") from error
            problem = problem or error.errno
        else:
            return sock, _notice(wanted, sock.getsockname()[1], problem)
    raise KompasError("Er is geen poort vrij. Sluit andere programma’s en probeer het opnieuw.")


def bind_exactly(host: str, port: int) -> socket.socket:
    """A listening socket on this port and no other one; KompasError where that can't be had."""
    try:
        return _listening(port, host)
    except (OSError, OverflowError) as error:
        raise KompasError(f"Poort {port} op {host} kan ik niet openen. Kies een andere.") from error


def _listening(port: int, host: str = "0.0.0.0") -> socket.socket:
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # asyncio sets NODELAY by this
    try:
        if sys.platform == "win32":
            # REUSEADDR on Windows lets a second program take a port in use; elsewhere it only skips a wait.
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        sock.listen(BACKLOG)  # only listening makes a port that another program holds show itself
        sock.setblocking(False)
    except OSError:
        sock.close()
        raise
    return sock


def _notice(wanted: int, got: int, problem: int) -> str:
    if not problem:
        return ""
    why = "mag ik niet gebruiken" if problem == errno.EACCES else "is al in gebruik"
    return f"Poort {wanted} {why}. Ik neem {got}. Je hoeft niets te doen."


class _Server(Server):
    """uvicorn without its signals, that tells when it takes requests and stops without a wait."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.stopping = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for sock in sockets or ():
            sock.listen(BACKLOG)  # what asyncio takes at once is not how many may wait
        self.ready.set()

    async def main_loop(self) -> None:
        # uvicorn's own loop wakes ten times a second to see whether it must stop.
        await self.stopping.wait()


def allow_open_files() -> int:
    """Raise the number of files that this process may have open, where the system knows such a limit, and give it."""
    if sys.platform == "win32":
        return sys.maxsize
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            return wanted
    return sys.maxsize if soft == resource.RLIM_INFINITY else soft


def borne_by(files: int, limits: Limits) -> Limits:
    """The same limits with no more connections than so many files bear: without a free one no page can be made."""
    return replace(limits, together=min(limits.together, max(files - _OTHER_FILES, _FEWEST)))


def _config(app: ASGIApp, limits: Limits) -> Config:
    return Config(
        app,
        http=connection_class(limits),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        # Nobody stands between: an address in a header could be anybody's.
        proxy_headers=False,
        server_header=False,
        date_header=False,
        backlog=_TAKEN_AT_ONCE,
        # Longer than phones wait between two looks, so that they need no new connection for each.
        timeout_keep_alive=15,
        timeout_graceful_shutdown=1,
    )


@contextlib.contextmanager
def _rarely_collecting() -> Iterator[None]:
    """Let Python look for circles of objects less often: requests leave few, and each look halts all phones."""
    before = gc.get_threshold()
    # More than a thousand requests at once hold: a look that comes while they wait goes through all, and frees none.
    gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextlib.asynccontextmanager
async def serve(app: ASGIApp, sock: socket.socket, *, limits: Limits | None = None) -> AsyncIterator[None]:
    """Serve in the current loop while the block runs; a WebApp's event streams end before the server stops."""
    files = allow_open_files()
    server = _Server(_config(app, borne_by(files, limits or Limits())))
    serving = asyncio.create_task(server.serve(sockets=[sock]), name="kompas-web")
    ready = asyncio.create_task(server.ready.wait())
    await asyncio.wait((serving, ready), return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    try:
        if serving.done():
            await serving
        with _rarely_collecting():
            yield
    finally:
        if isinstance(app, WebApp):
            app.end_streams()
        server.should_exit = True
        server.stopping.set()
        await serving
        sock.close()
