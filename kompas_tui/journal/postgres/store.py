"""All that PostgreSQL keeps of one session; only the node that leads it writes."""

import contextlib
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence

import psycopg
from psycopg_pool import PoolTimeout

from kompas_tui.deck_files.pictures import is_as_kept
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.question.slips import is_slip
from kompas_tui.domain.session.fitting import told
from kompas_tui.domain.session.masks import Masks
from kompas_tui.domain.session.session import Session
from kompas_tui.journal.database import database_contents
from kompas_tui.journal.port import KEPT_SECRETS, KEY_BYTES, KeptSession, fingerprint_of
from kompas_tui.journal.postgres.journal import PostgresJournal, read_events
from kompas_tui.journal.postgres.leads import Leads
from kompas_tui.journal.postgres.server import DatabaseAway, Server
from kompas_tui.journal.served import Served

_MARK_KEY, _REMOTE_KEY, _SLIPS = KEPT_SECRETS
_SENT_AWAY = "weggestuurd"

_KEEP_SECRET = """
INSERT INTO kompas.secret (session, name, value) VALUES (%s, %s, %s)
ON CONFLICT (session, name) DO UPDATE SET value = excluded.value
"""
_KEEP_PICTURE = "INSERT INTO kompas.picture (session, digest, data) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
_KEEP_DOCUMENTS = """
INSERT INTO kompas.documents (session, contents) VALUES (%s, %s)
ON CONFLICT (session) DO UPDATE SET contents = excluded.contents
"""
_GONE = "Deze sessie is er niet meer, of loopt nu op een andere plek. Er is niets bewaard."


class PostgresStore:
    """One session in the database."""

    def __init__(self, server: Server, leads: Leads, number: int, code: str, owner: str) -> None:
        """`number` is its row, `owner` the facilitator whose it is."""
        self._server, self._leads = server, leads
        self.number, self.code, self.owner = number, code, owner

    @property
    def name(self) -> str:
        """The code, by which it is found."""
        return self.code

    @property
    def exists(self) -> bool:
        """Whether anything was written."""
        return bool(self._server.rows("SELECT 1 FROM kompas.session WHERE id = %s AND length > 0", self.number))

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Lead the session; SessionInUse where another one does."""
        epoch = self._leads.take(self.number, self.code)
        try:
            yield
        finally:
            self._leads.leave(self.number, epoch)

    def standing(self) -> tuple[bool, bool]:
        """Whether it goes on by itself on another node where its own one is gone, and whether it is ended."""
        rows = self._server.rows("SELECT is_open, ended FROM kompas.session WHERE id = %s", self.number)
        return (rows[0][0], rows[0][1]) if rows else (False, False)

    def keep_open(self, *, is_open: bool) -> None:
        """Note whether it goes on by itself."""
        self._server.rows("UPDATE kompas.session SET is_open = %s WHERE id = %s", is_open, self.number)

    def forget_where_empty(self) -> None:
        """Give the code back of a session that did not begin after all."""
        self._server.rows("DELETE FROM kompas.session WHERE id = %s AND length = 0", self.number)

    def is_in_use(self) -> bool:
        """Whether a node leads it now."""
        led = "SELECT 1 FROM kompas.session WHERE id = %s AND lead_until > clock_timestamp()"
        return bool(self._server.rows(led, self.number))

    def refuse_remains(self) -> None:
        """Nothing is ever left of a session without its events: they are removed together."""

    def new_code(self) -> str:
        """The code that was given out with its row."""
        return self.code

    def open_journal(self) -> PostgresJournal:
        """The events, to append to."""
        return PostgresJournal(self._server, self._leads, self.number)

    def read_session(self) -> KeptSession:
        """The session as its events tell it."""
        records = list(read_events(self._server, self.number))
        if not records:
            raise KompasError(f"De sessie {self.code} is leeg, of is er niet meer. Begin een nieuwe sessie.")
        session = told(event for event, _ in records)
        key = self.mark_key(session.fingerprint)
        session.masks = Masks(key) if key else None
        return KeptSession(session, records[-1][1])

    def finish_locked(self, session: Session) -> None:
        """Do what the end of a session was cut off in."""
        if session.is_ended and self.secrets():
            self.forget_secrets()
            self.write_database(session)

    def mark_key(self, fingerprint: str) -> bytes | None:
        """The secret behind voters' marks, where it is here and the one with this fingerprint."""
        key = self._secret(_MARK_KEY)
        return key if key is not None and len(key) == KEY_BYTES and fingerprint_of(key) == fingerprint else None

    def new_mark_key(self) -> bytes:
        """A new secret behind voters' marks."""
        key = secrets.token_bytes(KEY_BYTES)
        self.keep_secret(_MARK_KEY, key)
        return key

    def keep_secret(self, name: str, value: bytes) -> None:
        """Keep a secret of the session."""
        self._write(_KEEP_SECRET, self.number, name, value)

    def secrets(self) -> dict[str, bytes]:
        """What may not outlive the session, by the names of the files in a folder."""
        rows = self._server.rows("SELECT name, value FROM kompas.secret WHERE session = %s", self.number)
        return {name: bytes(value) for name, value in rows}

    def remote_key(self, offered: str) -> str:
        """The remote's key that was kept; else this one, kept."""
        kept = self._secret(_REMOTE_KEY)
        if kept is None:
            self.keep_secret(_REMOTE_KEY, offered.encode("ascii"))
        return kept.decode("ascii") if kept is not None else offered

    def sent_away(self) -> Sequence[str]:
        """The names of passes to the remote that are worth nothing any more."""
        return (self._secret(_SENT_AWAY) or b"").decode("ascii", "replace").split()

    def keep_sent_away(self, names: Iterable[str]) -> None:
        """Keep these names, so that another node knows them too."""
        self.keep_secret(_SENT_AWAY, "\n".join(names).encode("ascii"))

    def keep_slips(self, codes: Sequence[str]) -> None:
        """Keep the codes of the slips."""
        self.keep_secret(_SLIPS, "\n".join(sorted(codes)).encode("ascii"))

    def slips(self) -> tuple[str, ...]:
        """The codes of the slips."""
        kept = (self._secret(_SLIPS) or b"").decode("ascii", "replace").split()
        return tuple(code for code in kept if is_slip(code))

    def forget_secrets(self) -> None:
        """Let the keys and codes go; copies of the database from before still have them."""
        self._write("DELETE FROM kompas.secret WHERE session = %s", self.number)

    def remember_served(self, served: Served) -> None:
        """Keep how it is served."""
        self._write("UPDATE kompas.session SET served = %s WHERE id = %s", served.encoded(), self.number)

    def served(self) -> Served:
        """What was kept the last time."""
        rows = self._server.rows("SELECT served FROM kompas.session WHERE id = %s", self.number)
        return Served.decoded(bytes(rows[0][0])) if rows else Served()

    def keep_picture(self, digest: str, data: bytes) -> None:
        """Keep a picture under its hash."""
        self._write(_KEEP_PICTURE, self.number, digest, data)

    def picture(self, digest: str) -> bytes | None:
        """The picture that is kept under this hash."""
        query = "SELECT data FROM kompas.picture WHERE session = %s AND digest = %s"
        rows = self._server.rows(query, self.number, digest)
        data = bytes(rows[0][0]) if rows else b""
        return data if is_as_kept(data, digest) else None

    def pictures(self) -> list[str]:
        """The hashes of all that are kept."""
        return [
            row[0] for row in self._server.rows("SELECT digest FROM kompas.picture WHERE session = %s", self.number)
        ]

    def write_database(self, session: Session) -> None:
        """Write the same facts as documents."""
        self._write(_KEEP_DOCUMENTS, self.number, json.dumps(database_contents(session), ensure_ascii=False))

    def remove(self) -> None:
        """Remove the session whole; who leads it can write no more."""
        try:
            with self._server.connection() as connection, connection.transaction():
                connection.execute("DELETE FROM kompas.session WHERE id = %s", [self.number])
                connection.execute("DELETE FROM kompas.event WHERE session = %s", [self.number])
        except (psycopg.Error, PoolTimeout) as error:
            raise DatabaseAway("De database antwoordt niet. Er is niets gewist. Probeer het opnieuw.") from error

    def _secret(self, name: str) -> bytes | None:
        rows = self._server.rows("SELECT value FROM kompas.secret WHERE session = %s AND name = %s", self.number, name)
        return bytes(rows[0][0]) if rows else None

    def _write(self, statement: str, *values: object) -> None:
        """Carry it out while this node leads, else DatabaseAway."""
        led = "SELECT 1 FROM kompas.session WHERE id = %s AND epoch = %s FOR UPDATE"
        try:
            with self._server.connection() as connection, connection.transaction():
                if not connection.execute(led, [self.number, self._leads.epoch(self.number)]).fetchall():
                    raise DatabaseAway(_GONE)
                connection.execute(statement, values)
        except (psycopg.Error, PoolTimeout) as error:
            raise DatabaseAway("De database antwoordt niet. Dit is niet bewaard. Probeer het opnieuw.") from error
