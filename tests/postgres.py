"""PostgreSQL servers of the tests' own, each in a folder and as a user that is not root."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.waiting import eventually

USER = "postgres"
_SETTINGS = (
    "shared_buffers=32MB",
    "max_connections=60",
    "min_wal_size=32MB",
    "max_wal_size=128MB",
    "recovery_init_sync_method=syncfs",
)


def program(name: str) -> str:
    """A program of the server, which Debian keeps where nobody's path leads."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    there = versions[-1] if versions else Path(shutil.which("initdb") or "/usr/bin/initdb").parent
    return str(there / name)


def as_user(command: Sequence[str]) -> list[str]:
    """The command as PostgreSQL wants to be started: by anybody but root."""
    who = ["setpriv", "--reuid", USER, "--regid", USER, "--clear-groups"] if os.geteuid() == 0 else []
    return [*who, *command]


@dataclass(slots=True)
class PostgresServer:
    """A server in a folder; on a socket only, unless it has a `host`."""

    folder: Path
    host: str = ""
    port: int = 5432
    inside: Sequence[str] = ()
    """What its command begins with, such as that of a network of its own."""
    settings: Sequence[str] = ()
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        """Where it is reached on this machine."""
        return f"postgresql:///postgres?host={self.folder}&port={self.port}&user={USER}"

    def make(self) -> None:
        """Lay an empty database in its folder."""
        initdb = [program("initdb"), "-D", str(self.folder / "data"), "-U", USER, "-A", "trust", "-E", "UTF8"]
        command = [*initdb, "--no-sync", "--no-instructions", "--no-locale"]
        subprocess.run(as_user(command), check=True, capture_output=True, cwd=self.folder)

    def begin(self) -> None:
        """Start it, and wait until it answers."""
        options = [part for setting in (*_SETTINGS, *self.settings) for part in ("-c", setting)]
        command = [program("postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder), "-h", self.host]
        command += ["-p", str(self.port), *options]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen([*self.inside, *as_user(command)], stdout=log, stderr=log, cwd=self.folder)
        eventually(self._answers)

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self.folder / "log").read_text(encoding="utf-8")
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    @property
    def runs(self) -> bool:
        """Whether it is there, as far as the system knows."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The process that began all others of it."""
        assert self._process is not None, "it was started"
        return self._process.pid

    def kill(self) -> None:
        """Kill all of it at once, as a crash would."""
        assert self._process is not None
        children = subprocess.run(["pgrep", "-P", str(self._process.pid)], capture_output=True, text=True, check=False)
        for pid in (str(self._process.pid), *children.stdout.split()):
            try:
                os.kill(int(pid), signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._process.wait()

    def end(self) -> None:
        """Stop it."""
        assert self._process is not None
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait()


@contextmanager
def server_folder() -> Iterator[Path]:
    """A folder that a server may write in, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="kompas-pg-", dir="/tmp"))  # a socket's path must be short
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, USER, USER)
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A server that runs while the block does; it syncs, so that it may be killed."""
    with server_folder() as folder:
        server = PostgresServer(folder)
        server.make()
        server.begin()
        try:
            yield server
        finally:
            server.end()
