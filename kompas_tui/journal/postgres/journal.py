"""The events of one session in PostgreSQL: a group is one statement, and counts when the server says so.

A line that breaks while a group is on its way leaves in doubt whether that was saved. The next connection tells.
A group that was refused, and stands there all the same, is cut off before the next one, as the log on a laptop does.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import psycopg
from psycopg_pool import PoolTimeout

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import NOT_JSON, decode, encode, is_of_later_version
from kompas_tui.journal.log import DamagedLog, NewerLog
from kompas_tui.journal.mixing import mixed
from kompas_tui.journal.port import FIRST_HASH, JOURNAL_CLOSED, NotSaved, chained
from kompas_tui.journal.postgres.leads import Leads
from kompas_tui.journal.postgres.server import Server

SETTLE_SECONDS = 8.0
"""How long a group waits for a database that went away, before whoever sent it hears that it was not saved."""

_ATTEMPT_SECONDS = 3.5
_AGAIN_SECONDS = 0.2
_MIX_SECONDS = 15.0
"""A hundred thousand events take some seconds, once in a session."""
# A page at a time, so that a session of a hundred thousand events needs no more memory than a small one.
_PAGE = 2_000

# The row of the session is changed first: it is locked until all is safe, it must be of our epoch, and it must
# be as long as what this group was decided on, so that no round was closed in between.
_APPEND = """
WITH led AS (
    UPDATE kompas.session SET
        length = length + cardinality(%(events)b::bytea[]), head = %(head)s, written = clock_timestamp(),
        title = COALESCE(%(title)s, title), ended = ended OR %(ended)s
    WHERE id = %(session)s AND epoch = %(epoch)s AND length = %(length)s AND head = %(before)s
    RETURNING id
)
INSERT INTO kompas.event (session, number, hash, event)
SELECT led.id, %(length)s + given.place, given.hash, given.event
FROM led, unnest(%(hashes)b::text[], %(events)b::bytea[]) WITH ORDINALITY AS given (hash, event, place)
"""
# A change of the row, and not a look at it: when this is safe, so is all that came before it.
_LOOK = "UPDATE kompas.session SET epoch = epoch WHERE id = %s AND epoch = %s RETURNING length, head"
_CUT = """
WITH led AS (
    UPDATE kompas.session SET length = %(length)s, head = %(head)s
    WHERE id = %(session)s AND epoch = %(epoch)s RETURNING id
)
DELETE FROM kompas.event USING led WHERE session = led.id AND number > %(length)s
"""
# Changed and not written anew: the rows keep their numbers, and none of them tells any more in which save it came.
_MIX = """
WITH led AS (
    UPDATE kompas.session SET head = %(head)s
    WHERE id = %(session)s AND epoch = %(epoch)s AND length = %(length)s AND head = %(before)s
    RETURNING id
)
UPDATE kompas.event SET hash = given.hash, event = given.event
FROM led, unnest(%(hashes)b::text[], %(events)b::bytea[]) WITH ORDINALITY AS given (hash, event, place)
WHERE session = led.id AND number = given.place
"""
_READ = """
SELECT number, hash, event FROM kompas.event WHERE session = %s AND number > %s ORDER BY number LIMIT %s
"""

_AWAY = (
    "De database antwoordt niet. Nieuwe antwoorden worden niet bewaard. Kijk of PostgreSQL draait. "
    "Daarna gaat het vanzelf."
)
_TAKEN = "Deze sessie loopt nu op een andere plek. Hier wordt niets meer bewaard. Laad de pagina opnieuw."
_OTHER = "Wat in de database staat, klopt niet meer. Er is niets overschreven. Zet een reservekopie terug."
_GONE = "Deze sessie is er niet meer. Iemand heeft haar gewist."
Record = tuple[ev.AnyEvent, str]


class _State(NamedTuple):
    length: int
    head: str


class _OtherOrder(Exception):
    """The answers stand there mixed by now, with other hashes: what is appended must be chained to those."""


class PostgresJournal:
    """The events of a session that this node leads."""

    set_aside = ""

    def __init__(self, server: Server, leads: Leads, session: int) -> None:
        """Take up what stands there; DatabaseAway where it can't be read, KompasError where it was removed."""
        self._server, self._leads, self._session = server, leads, session
        self._epoch = leads.epoch(session)
        """That in which it was opened: who lost the session and leads it again opens it anew."""
        rows = server.rows("SELECT length, head FROM kompas.session WHERE id = %s", session)
        if not rows:
            raise KompasError(_GONE)
        self._state = _State(*rows[0])
        self._refused: set[_State] = set()
        """What stands there where a group was saved after all whose senders heard that it was not."""
        self._mixed: _State | None = None
        """What may stand there where the mixing of the answers was in doubt: it tells the same as what we know."""
        self._is_in_doubt = self._is_closed = False

    def append(self, events: Sequence[ev.AnyEvent]) -> str:
        """Save the events in one transaction; NotSaved where another node leads, or the database stays away."""
        if self._is_closed:
            raise NotSaved(JOURNAL_CLOSED)
        encoded = [encode(event) for event in events]
        if not encoded:
            return self._state.head
        about = {"title": _title_in(events), "ended": any(isinstance(event, ev.Ended) for event in events)}
        try:
            return self._grow(encoded, about)
        except _OtherOrder:
            return self._grow(encoded, about)

    def _grow(self, encoded: Sequence[bytes], about: Mapping[str, Any]) -> str:
        """Save these behind what is known to be there."""
        hashes = _hashes(self._state.head, encoded)
        wanted = _State(self._state.length + len(encoded), hashes[-1])
        self._save(_APPEND, {**self._changing(hashes, encoded), **about}, wanted)
        return wanted.head

    def _changing(self, hashes: Sequence[str], encoded: Sequence[bytes]) -> dict[str, Any]:
        """What a statement is given that writes these, and what it asks of the session's row first."""
        return {
            "session": self._session, "epoch": self._epoch, "length": self._state.length, "before": self._state.head,
            "head": hashes[-1], "hashes": hashes, "events": encoded,
        }  # fmt: skip

    def append_end(self, events: Sequence[ev.AnyEvent]) -> str:
        """Mix the answers in one transaction, and append the end in the next."""
        if self._is_closed:
            raise NotSaved(JOURNAL_CLOSED)
        try:
            before = [event for event, _ in self.read()][: self._state.length]
        except KompasError as error:
            raise NotSaved(str(error)) from error
        head = _hashes(FIRST_HASH, [encode(event) for event in before])[-1] if before else FIRST_HASH
        if self._mixed is not None and head == self._mixed.head:
            self._state = self._mixed
        # Events that another version wrote otherwise would lose their bytes, so these stay as they are.
        if before and head == self._state.head:
            encoded = [encode(event) for event in mixed(before, events)]
            hashes = _hashes(FIRST_HASH, encoded)
            self._mixed = _State(self._state.length, hashes[-1])
            self._save(_MIX, self._changing(hashes, encoded), self._mixed, _MIX_SECONDS)
        return self.append(events)

    def _save(
        self, statement: str, values: Mapping[str, Any], wanted: _State, patience: float = _ATTEMPT_SECONDS
    ) -> None:
        """Try until it is safe, the time is up, or another node leads."""
        until = time.monotonic() + SETTLE_SECONDS
        while True:
            try:
                with self._server.connection(patience) as connection:
                    is_there = self._is_in_doubt and self._settled(connection, wanted)
                    is_there = is_there or bool(connection.execute(statement, values).rowcount)
                if is_there:  # and only here is it known to be safe
                    self._state, self._mixed, self._is_in_doubt = wanted, None, False
                    self._refused.clear()
                    return
                self._is_in_doubt = True  # what stands there is not what we knew; a next look says why
            except (psycopg.Error, PoolTimeout) as error:
                self._is_in_doubt = True
                if time.monotonic() >= until:
                    if wanted != self._mixed:
                        self._refused.add(wanted)
                    raise NotSaved(_AWAY) from error
                time.sleep(_AGAIN_SECONDS)

    def _settled(self, connection: "psycopg.Connection[Any]", wanted: _State) -> bool:
        """See what stands there: whether it is this group already; NotSaved where nothing may be written behind it."""
        rows = connection.execute(_LOOK, [self._session, self._epoch]).fetchall()
        if not rows:
            self._leads.lost(self._session, self._epoch)
            raise NotSaved(_TAKEN)
        there = _State(*rows[0])
        if there == wanted:
            return True
        if there == self._mixed != self._state:
            self._state = there
            raise _OtherOrder
        if there in self._refused:
            kept = {"length": self._state.length, "head": self._state.head}
            connection.execute(_CUT, {"session": self._session, "epoch": self._epoch, **kept})
        elif there != self._state:
            raise NotSaved(_OTHER)
        return False

    def read(self) -> Iterator[Record]:
        """Every event, with its hash; DamagedLog where the chain does not hold."""
        return read_events(self._server, self._session)

    def close(self) -> None:
        """Append nothing any more."""
        self._is_closed = True


def _hashes(before: str, encoded: Sequence[bytes]) -> list[str]:
    """The hash of each of these events, the first one after another hash."""
    hashes: list[str] = []
    for data in encoded:
        hashes.append(chained(hashes[-1] if hashes else before, data))
    return hashes


def read_events(server: Server, session: int) -> Iterator[Record]:
    """The events of a session in order; DamagedLog or NewerLog where they can't be read."""
    number, head = 0, FIRST_HASH
    while rows := server.rows(_READ, session, number, _PAGE):
        for kept_number, digest, data in rows:
            number, head = number + 1, chained(head, bytes(data))
            if kept_number != number or digest != head:
                raise DamagedLog(f"De sessie in de database is beschadigd bij gebeurtenis {number}. {_OTHER}")
            yield _decoded(bytes(data), number), head


def _decoded(data: bytes, number: int) -> ev.AnyEvent:
    try:
        return decode(data)
    except NOT_JSON as error:
        if is_of_later_version(data):
            raise NewerLog("Deze sessie is gemaakt met een nieuwere versie van Kompas. Open haar daarmee.") from error
        raise DamagedLog(f"De sessie in de database is beschadigd bij gebeurtenis {number}. {_OTHER}") from error


def _title_in(events: Sequence[ev.AnyEvent]) -> str | None:
    """What the session is called from now on; None where these events don't say it."""
    named = [event.details.title for event in events if isinstance(event, ev.Started | ev.Described)]
    return named[-1] if named else None
