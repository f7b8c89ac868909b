"""A primary with two synchronous standbys of the tests' own, of which one takes over; with a network that can be cut.

As root each server has a network namespace and a small file system of its own, so that a cable can be pulled and a disk
can be full. Without that the three stand beside each other on loopback.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from kompas_tui.web import bind_exactly
from tests.postgres import USER, PostgresServer, as_user, program, server_folder
from tests.waiting import eventually

_NAMES = ("a", "b", "c")
_NET, _BRIDGE = "10.77.0", "kompas0"
_DISK_MB = 256
_STANDBYS = f"synchronous_standby_names=ANY 1 ({', '.join(_NAMES)})"
_OFTEN = "wal_retrieve_retry_interval=200ms"


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def can_be_cut() -> bool:
    """Whether this machine lets us make networks and file systems."""
    tried = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False) if os.geteuid() == 0 else None
    return tried is not None and tried.returncode == 0 and shutil.which("ip") is not None


@dataclass(slots=True)
class Cluster:
    """Three servers, of which one is the primary; `is_real` where each has a network and a disk of its own."""

    servers: dict[str, PostgresServer]
    is_real: bool
    primary: str = _NAMES[0]
    _ballast: Path | None = field(default=None)

    @property
    def url(self) -> str:
        """Where nodes find whichever is the primary."""
        hosts = ",".join(f"{server.host}:{server.port}" for server in self.servers.values())
        return f"postgresql://{USER}@{hosts}/postgres?target_session_attrs=read-write"

    def ask(self, name: str, statement: str) -> Any:
        """The first value that a server answers."""
        with psycopg.connect(self.servers[name].url, autocommit=True, connect_timeout=10) as connection:
            connection.execute("SET synchronous_commit = local")
            cursor = connection.execute(statement.encode())
            row = cursor.fetchone() if cursor.description else None
            return row[0] if row else None

    def begin(self) -> None:
        """Start the primary, and the standbys from it."""
        first = self.servers[self.primary]
        first.make()
        with (first.folder / "data" / "pg_hba.conf").open("a", encoding="utf-8") as rules:
            rules.write(f"host all all {_NET}.0/24 trust\nhost replication all {_NET}.0/24 trust\n")
        first.begin()
        for name in _NAMES:
            if name != self.primary:
                self.join(name)

    def end(self) -> None:
        """Stop what runs, at once: one that is asked waits for the others."""
        for server in self.servers.values():
            if server.runs:
                server.kill()

    def join(self, name: str) -> None:
        """Let a server follow the primary, with a fresh copy of it."""
        server, leader = self.servers[name], self.servers[self.primary]
        shutil.rmtree(server.folder / "data", ignore_errors=True)
        line = f"host={leader.host} port={leader.port} user={USER} application_name={name}"
        copy = [program("pg_basebackup"), "-D", str(server.folder / "data"), "-d", line, "-R", "--no-sync"]
        inside = server.inside if self.is_real else ()
        command = [*inside, *as_user([*copy, "--checkpoint=fast"])]
        # A network that just came back needs a moment to know where everybody is.
        eventually(lambda: not subprocess.call(command, cwd=server.folder, stderr=subprocess.DEVNULL))
        server.begin()
        following = (
            f"SELECT count(*) FROM pg_stat_replication WHERE application_name = '{name}' AND state = 'streaming'"
        )
        eventually(lambda: self.ask(self.primary, following) == 1)

    def fail_over(self) -> str:
        """Kill the primary, and promote the standby that has most; the name of the former primary."""
        former = self.primary
        if self.servers[former].runs:
            self.servers[former].kill()
        followers = [name for name in _NAMES if name != former and self.servers[name].runs]
        received = {name: self.ask(name, "SELECT pg_last_wal_receive_lsn() - '0/0'::pg_lsn") for name in followers}
        self.primary = max(followers, key=lambda name: received[name])
        self.ask(self.primary, "SELECT pg_promote()")
        leader = self.servers[self.primary]
        for name in followers:
            if name != self.primary:
                line = f"host={leader.host} port={leader.port} user={USER} application_name={name}"
                self.ask(name, f"ALTER SYSTEM SET primary_conninfo = '{line}'")
                self.ask(name, "SELECT pg_reload_conf()")
        return former

    def pull_cable(self) -> None:
        """Let nothing reach the primary any more, nor come from it; nobody hears of that."""
        _run("ip", "link", "set", f"kompas-{self.primary}", "down")

    def put_cable_back(self, name: str) -> None:
        """As it was."""
        _run("ip", "link", "set", f"kompas-{name}", "up")

    def fill_disk(self) -> None:
        """Leave no byte free where the primary writes."""
        self._ballast = self.servers[self.primary].folder / "ballast"
        # Without a buffer: what is left in one can't be written when it closes either.
        with self._ballast.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(1 << 16))

    def empty_disk(self) -> None:
        """Give the room back, and start the primary where it gave up."""
        assert self._ballast is not None
        self._ballast.unlink()
        server = self.servers[self.primary]
        if not server.runs:
            server.begin()


@contextmanager
def _cables() -> Iterator[None]:
    """A network for each server, all joined in one bridge."""
    with ExitStack() as laid:
        _run("ip", "link", "add", _BRIDGE, "type", "bridge")
        laid.callback(_run, "ip", "link", "del", _BRIDGE)
        _run("ip", "addr", "add", f"{_NET}.254/24", "dev", _BRIDGE)
        _run("ip", "link", "set", _BRIDGE, "up")
        for number, name in enumerate(_NAMES, 1):
            space = f"kompas-{name}"
            _run("ip", "netns", "add", space)
            laid.callback(_run, "ip", "netns", "del", space)
            _run("ip", "link", "add", space, "type", "veth", "peer", "name", "eth0", "netns", space)
            laid.callback(_run, "ip", "link", "del", space)  # at once, and not when the kernel comes to it
            _run("ip", "link", "set", space, "master", _BRIDGE, "up")
            _run("ip", "-n", space, "addr", "add", f"{_NET}.{number}/24", "dev", "eth0")
            _run("ip", "-n", space, "link", "set", "eth0", "up")
            _run("ip", "-n", space, "link", "set", "lo", "up")
        yield


@contextmanager
def _disk(folder: Path) -> Iterator[None]:
    """A small file system in a folder."""
    _run("mount", "-t", "tmpfs", "-o", f"size={_DISK_MB}m", "tmpfs", str(folder))
    shutil.chown(folder, USER, USER)
    try:
        yield
    finally:
        _run("umount", "-l", str(folder))


@contextmanager
def cluster(*, is_real: bool) -> Iterator[Cluster]:
    """Three servers that run while the block does."""
    settings = (_STANDBYS, _OFTEN, "hot_standby=on")
    with ExitStack() as laid:
        if is_real:
            laid.enter_context(_cables())
        servers = {}
        for number, name in enumerate(_NAMES, 1):
            folder = laid.enter_context(server_folder())
            if is_real:
                laid.enter_context(_disk(folder))
            host, port = (f"{_NET}.{number}", 5432) if is_real else ("127.0.0.1", _free_port())
            inside = ("ip", "netns", "exec", f"kompas-{name}") if is_real else ()
            servers[name] = PostgresServer(folder, host, port, inside, settings)
        of_all = Cluster(servers, is_real)
        laid.callback(of_all.end)
        of_all.begin()
        yield of_all


def _free_port() -> int:
    with bind_exactly("127.0.0.1", 0) as sock:
        port: int = sock.getsockname()[1]
        return port
