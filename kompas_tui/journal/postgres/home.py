"""The sessions of a huis: listed, found by their code, and begun under a code that no other one has."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from kompas_tui.domain.language.codes import spelled
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.journal.port import FIRST_HASH, KEPT_SECRETS, SERVER_CODE_LENGTH
from kompas_tui.journal.postgres.leads import LEAD_SECONDS, Leads
from kompas_tui.journal.postgres.passes import ChosenPasswords, Passes
from kompas_tui.journal.postgres.server import Server
from kompas_tui.journal.postgres.store import PostgresStore

_, _REMOTE_KEY, _ = KEPT_SECRETS
CODE_LENGTH = SERVER_CODE_LENGTH

_FORGOTTEN_AFTER = "1 day"
"""A session that was never begun keeps its code no longer."""


class Listed(NamedTuple):
    """A session as a list tells it."""

    code: str
    title: str
    written: datetime
    is_ended: bool
    remote_key: str


class PostgresHome:
    """All sessions in one database, for one node."""

    def __init__(self, url: str, node: str = "", *, lead_seconds: float = LEAD_SECONDS) -> None:
        """Connect; `node` is where other nodes reach this one."""
        self._server = Server(url)
        self._leads = Leads(self._server, node, lead_seconds)
        self._server.rows(
            "DELETE FROM kompas.session WHERE length = 0 AND lead_until < clock_timestamp() "
            f"AND made < clock_timestamp() - interval '{_FORGOTTEN_AFTER}'"
        )

    def on_lost(self, lost: Callable[[int], None]) -> None:
        """Call this, in a thread, with the number of a session that another node leads by now."""
        self._leads.on_lost = lost

    def new(self, owner: str = "", code: str = "") -> PostgresStore:
        """A store for a session that begins, or brings its code along; KompasError where that one is taken."""
        for _ in range(20):
            offered = code or spelled(secrets.token_bytes(16), CODE_LENGTH)
            rows = self._server.rows(
                "INSERT INTO kompas.session (code, owner, head) VALUES (%s, %s, %s) "
                "ON CONFLICT (code) DO NOTHING RETURNING id",
                offered, owner, FIRST_HASH,
            )  # fmt: skip
            if rows:
                return PostgresStore(self._server, self._leads, rows[0][0], offered, owner)
            if code:
                break
        raise KompasError(f"De code {code} is op deze server al in gebruik. Er is niets veranderd.")

    def sessions(self) -> list[PostgresStore]:
        """Every session that was begun, the last one written first."""
        rows = self._server.rows(
            "SELECT id, code, owner FROM kompas.session WHERE length > 0 ORDER BY written DESC, id DESC"
        )
        return [PostgresStore(self._server, self._leads, *row) for row in rows]

    def find(self, code: str) -> PostgresStore | None:
        """The session with this code; what no code can be, and no database can hold, is none."""
        if not code.isascii() or not code.isalnum():
            return None
        rows = self._server.rows(
            "SELECT id, code, owner FROM kompas.session WHERE code = %s AND length > 0", code.upper()
        )
        return PostgresStore(self._server, self._leads, *rows[0]) if rows else None

    def owned(self, owner: str) -> list[Listed]:
        """The sessions of one facilitator, the last one written first."""
        rows = self._server.rows(
            "SELECT code, title, written, ended, COALESCE(value, '') FROM kompas.session "
            "LEFT JOIN kompas.secret ON secret.session = session.id AND name = %s "
            "WHERE owner = %s AND length > 0 ORDER BY written DESC, id DESC",
            _REMOTE_KEY, owner,
        )  # fmt: skip
        return [
            Listed(code, title, written, is_ended, bytes(key).decode("ascii", "replace"))
            for code, title, written, is_ended, key in rows
        ]

    def owned_by(self, owner: str, code: str) -> PostgresStore | None:
        """The session with this code where it is this facilitator's."""
        store = self.find(code)
        return store if store is not None and store.owner == owner else None

    def passes(self, seconds: float, idle_seconds: float) -> Passes:
        """Who is logged in, each for so long."""
        return Passes(self._server, seconds, idle_seconds)

    def passwords(self) -> ChosenPasswords:
        """The passwords that facilitators chose themselves."""
        return ChosenPasswords(self._server)

    def leader(self, code: str) -> str | None:
        """Where the node is that leads the session with this code now; None where nobody does."""
        rows = self._server.rows(
            "SELECT node FROM kompas.session WHERE code = %s AND lead_until > clock_timestamp()", code
        )
        return rows[0][0] if rows else None

    def answers(self) -> None:
        """Return where the database answers; DatabaseAway where it does not."""
        self._server.rows("SELECT 1")

    def close(self) -> None:
        """Let go of the database."""
        self._leads.stop()
        self._server.close()
