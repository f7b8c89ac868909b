"""The journal's port: append events, read them back. Nothing here is special to a file."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Protocol

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.session.events import AnyEvent

FIRST_HASH = "0" * 64
"""The hash before the first event."""


class NotSaved(KompasError):
    """Events could not be made safe; none of them counts."""


class Journal(Protocol):
    """An append-only list of events, each chained to the one before by a SHA-256 hash."""

    def append(self, events: Sequence[AnyEvent]) -> str:
        """Make these events safe, all or none, and give the last hash; NotSaved where that fails."""

    def read(self) -> Iterator[tuple[AnyEvent, str]]:
        """Every event that was appended, in order, with its hash."""

    def close(self) -> None:
        """Let go of the journal; appending afterwards raises NotSaved."""


def chained(before: str, event: bytes) -> str:
    """The hash of an event (as JSON) after another hash."""
    return hashlib.sha256(before.encode("ascii") + event).hexdigest()
