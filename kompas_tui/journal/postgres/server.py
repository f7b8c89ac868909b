"""The line to PostgreSQL: a few connections for all sessions, and the tables as this version wants them."""

import logging
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

import psycopg
from psycopg_pool import ConnectionPool, PoolTimeout

from kompas_tui.domain.language.errors import KompasError

_MOST_CONNECTIONS = 12
"""One is in use for as long as a group is being saved; what waits meanwhile makes the next group larger."""

_PATIENCE_SECONDS = 5.0
"""How long one thing waits for a connection."""

_ANSWER_SECONDS = 15.0
"""How long one statement may take; a server whose standbys are cut off lives, and says nothing for good."""

_FRESH_SECONDS = 0.5
"""A connection that answered so shortly ago is not asked first whether it lives: each group would wait for that too."""

_CONNECTING: Mapping[str, Any] = {
    "autocommit": True,
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,  # what a cut line still has on the way is given up after so many milliseconds
    "application_name": "kompas",
}
_MIGRATING = 0x6B6F6D706173
"""The advisory lock of who makes the tables, so that two nodes that begin together don't both do."""

_log = logging.getLogger(__name__)


class DatabaseAway(KompasError, OSError):
    """The database did not do what was asked, or can't be reached."""


class DatabaseLine(psycopg.Connection[Any]):
    """A connection that breaks where the server is silent for too long, and that knows whether it was warned."""

    patience = _ANSWER_SECONDS
    was_warned = False
    answered = -_FRESH_SECONDS
    """When it last did what was asked."""

    def wait(self, gen: Any, *more: Any, **named: Any) -> Any:
        """As any connection does, but for no longer than its patience."""
        return super().wait(self._within(gen, time.monotonic() + self.patience), *more, **named)

    def _within(self, gen: Any, until: float) -> Generator[Any, Any, Any]:
        """The same steps; a step without news is the moment to look at the clock."""
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if not ready and time.monotonic() > until:
                    self.close()  # what is still on its way there is in doubt
                    raise psycopg.OperationalError("the server was silent for too long")
                wanted = gen.send(ready)
        except StopIteration as done:
            return done.value

    def heed(self, notice: "psycopg.errors.Diagnostic") -> None:
        """Note a warning: with one comes what was saved here and not on a standby, after an administrator broke in."""
        self.was_warned = self.was_warned or notice.severity_nonlocalized == "WARNING"


def _prepare(line: DatabaseLine) -> None:
    # Whatever the server's own setting is: what is acknowledged must be on its disk, and on a standby where it has one.
    line.execute("SET synchronous_commit = on")
    line.add_notice_handler(line.heed)


def _check(line: DatabaseLine) -> None:
    """See that a connection lives, unless it just showed that."""
    if time.monotonic() - line.answered > _FRESH_SECONDS:
        ConnectionPool.check_connection(line)


class Server:
    """The connections of one node; closed by `close`."""

    def __init__(self, url: str) -> None:
        """Connect, and bring the tables up to date; DatabaseAway where that can't be done."""
        try:
            with psycopg.connect(url, **_CONNECTING) as connection:
                _migrate(connection)
        except psycopg.Error as error:
            raise DatabaseAway(_why(error)) from error
        self._pool = ConnectionPool(
            url, kwargs=dict(_CONNECTING), min_size=1, max_size=_MOST_CONNECTIONS, timeout=_PATIENCE_SECONDS,
            reconnect_timeout=2.0, configure=_prepare, check=_check, open=True, name="kompas",
            connection_class=DatabaseLine,
        )  # fmt: skip

    @contextmanager
    def connection(self, patience: float = _ANSWER_SECONDS) -> Iterator[DatabaseLine]:
        """A connection for as long as the block runs, each statement a transaction of its own; psycopg's errors.

        A statement takes no longer than so many seconds. What came with a warning is not known to be safe.
        """
        with self._pool.connection() as line:
            line.patience, line.was_warned = patience, False
            yield line
            if line.was_warned:
                raise psycopg.OperationalError("a warning came along")
            line.answered = time.monotonic()

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """What a statement gives; DatabaseAway where that fails."""
        try:
            with self.connection() as connection:
                cursor = connection.execute(statement, values)
                return cursor.fetchall() if cursor.description else []
        except (psycopg.Error, PoolTimeout) as error:
            raise DatabaseAway(_why(error)) from error

    def close(self) -> None:
        """Let go of every connection."""
        self._pool.close()


def _migrate(connection: "psycopg.Connection[Any]") -> None:
    """Carry out, each once and whole, the steps that this database did not have yet."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_MIGRATING])
        connection.execute("CREATE SCHEMA IF NOT EXISTS kompas")
        connection.execute("CREATE TABLE IF NOT EXISTS kompas.version (number integer PRIMARY KEY)")
        rows = connection.execute("SELECT number FROM kompas.version").fetchall()
        done, steps = {row[0] for row in rows}, _steps()
        if done - {*steps}:
            raise KompasError(
                "Deze database is van een nieuwere versie van Kompas. Er is niets veranderd. "
                "Zet die versie op de server."
            )
        for number in sorted({*steps} - done):
            connection.execute(steps[number].encode())
            connection.execute("INSERT INTO kompas.version VALUES (%s)", [number])


def _steps() -> dict[int, str]:
    """The migrations by their number: one file each."""
    there = files("kompas_tui.journal.postgres") / "migrations"
    named = [file for file in there.iterdir() if file.name.endswith(".sql")]
    return {int(file.name.removesuffix(".sql")): file.read_text(encoding="utf-8") for file in named}


def _why(error: BaseException) -> str:
    """What a facilitator or administrator reads; the address and password of the database stay in neither."""
    _log.error("the database failed: %s %s", type(error).__name__, getattr(error, "sqlstate", None) or "")
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return "De database laat Kompas dit niet doen. Geef de gebruiker van Kompas rechten op deze database."
    return "De database antwoordt niet. Kijk of PostgreSQL draait, en of het adres klopt."
