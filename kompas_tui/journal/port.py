"""The journal's ports: the events of one session, and all that is kept of it.

Nothing here is special to a file or a database, and one suite of tests holds for whatever keeps them.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.session.events import AnyEvent
from kompas_tui.domain.session.session import Session
from kompas_tui.journal.served import Served

JOURNAL_CLOSED = "Het logboek is al gesloten. Ga verder met: kompas hervat."
FIRST_HASH = "0" * 64
"""The hash before the first event."""

KEPT_SECRETS = ("merksleutel", "afstandsleutel", "stemcodes")
"""What the keys and codes of a session are kept under: behind voters' marks, of the remote, of the slips."""
LAPTOP_CODE_LENGTH, SERVER_CODE_LENGTH = 4, 6
"""In a room one types quickly; on a server anybody can try codes, and one in six hundred million is a session's."""
KEY_BYTES = 32
_FINGERPRINT_LENGTH = 16


class NotSaved(KompasError):
    """Events could not be made safe; none of them counts."""


class SessionInUse(KompasError):
    """Another program has the session open."""


class KeptSession(NamedTuple):
    """A session as its journal tells it, and the last hash of that journal."""

    session: Session
    head: str


class Journal(Protocol):
    """A list of events that only grows, each chained to the one before by a SHA-256 hash."""

    @property
    def set_aside(self) -> str:
        """What was cut off at the opening, in words; empty where nothing was."""

    def append(self, events: Sequence[AnyEvent]) -> str:
        """Make these events safe, all or none, and give the last hash; NotSaved where that fails."""

    def append_end(self, events: Sequence[AnyEvent]) -> str:
        """Append the end of the session, once the answers before it stand in an order that tells nothing.

        All is written anew for that, with other hashes. NotSaved where it fails: then all that was there still is,
        in the one order or the other.
        """

    def read(self) -> Iterator[tuple[AnyEvent, str]]:
        """Every event that was appended, in order, with its hash."""

    def close(self) -> None:
        """Let go of the journal; appending afterwards raises NotSaved."""


class SessionStore(Protocol):
    """All that is kept of one session; `lock` it before writing."""

    @property
    def name(self) -> str:
        """What a sentence calls it, and a command takes: a folder or a code."""

    @property
    def exists(self) -> bool:
        """Whether there is a session here."""

    def lock(self) -> AbstractContextManager[None]:
        """Be the one writer; SessionInUse where somebody else is."""

    def is_in_use(self) -> bool:
        """Whether somebody has the session open now."""

    def refuse_remains(self) -> None:
        """KompasError where a session was here whose events are gone: a new one would write over what is left of it."""

    def new_code(self) -> str:
        """A code for a session that begins here, which no other one has where that can be known."""

    def open_journal(self) -> Journal:
        """The events, to append to."""

    def read_session(self) -> KeptSession:
        """The session as its events tell it, for readers, also while it is being written."""

    def finish_locked(self, session: Session) -> None:
        """Do what the end of a session was cut off in: its keys go, and the database tells that it ended."""

    def mark_key(self, fingerprint: str) -> bytes | None:
        """The secret behind voters' marks, where it is here, whole and the one with this fingerprint."""

    def new_mark_key(self) -> bytes:
        """A new secret behind voters' marks, safe before it is used."""

    def remote_key(self, offered: str) -> str:
        """The remote's key that was kept, so that it is good after a restart too; else this one, kept."""

    def keep_slips(self, codes: Sequence[str]) -> None:
        """Keep the codes of the slips until the session ends, in an order that tells nothing."""

    def slips(self) -> tuple[str, ...]:
        """The codes of the slips; none where they were not kept here."""

    def forget_secrets(self) -> None:
        """Let the keys and the codes of slips go, so that marks can't be joined any more; done already is no error."""

    def remember_served(self, served: Served) -> None:
        """Keep how the session is served, to take the same again, and where the decks lie."""

    def served(self) -> Served:
        """What was kept the last time."""

    def keep_picture(self, digest: str, data: bytes) -> None:
        """Keep a picture under its hash, safe when this returns; OSError where that fails."""

    def picture(self, digest: str) -> bytes | None:
        """The picture that is kept under this hash; None where it is gone, or is not what its name says."""

    def write_database(self, session: Session) -> None:
        """Write the same facts as documents."""

    def remove(self) -> None:
        """Remove all that is kept of the session."""


def chained(before: str, event: bytes) -> str:
    """The hash of an event (as JSON) after another hash."""
    # With the hash before it, so that no event can be changed, moved or left out without all later ones telling.
    return hashlib.sha256(before.encode("ascii") + event).hexdigest()


def fingerprint_of(key: bytes) -> str:
    """What tells one marking key from another and gives nothing of it away."""
    return hashlib.sha256(b"kompas merksleutel " + key).hexdigest()[:_FINGERPRINT_LENGTH]
