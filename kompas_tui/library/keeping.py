"""The additions to the library, kept in a TinyDB of its own: a table a sort, a document a piece."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from filelock import FileLock, Timeout
from tinydb import TinyDB

from kompas_tui.domain.language.errors import KompasError, reason
from kompas_tui.domain.library.additions import Additions
from kompas_tui.journal.database import AtomicStorage, OnceStorage
from kompas_tui.journal.files import PRIVATE, make_folder

ADDITIONS, LOCK = "reisgids.json", "reisgids-slot"
PATIENCE = 5.0
"""So many seconds another window may take to write."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """Reads and changes the additions in one file; two windows never write over each other."""

    path: Path

    def read(self) -> Additions:
        """All that was added; KompasError where the file can't be read, so that nothing is written over it."""
        try:
            with TinyDB(self.path, storage=AtomicStorage) as database:
                tables = {name: [dict(one) for one in database.table(name)] for name in database.tables()}
            return msgspec.convert(tables, Additions)
        except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
            raise KompasError(
                f"{self.path} is niet te lezen. Zet een reservekopie terug, of geef het bestand een andere naam."
            ) from error

    def change(self, changed: Callable[[Additions], Additions]) -> Additions:
        """Make a change to the additions as they are now, and keep it."""
        with self._alone():
            # Read anew under the lock: another window may have written since this one looked.
            before = self.read()
            after = changed(before)
            if after != before:
                self._write(after)
            return after

    def _write(self, additions: Additions) -> None:
        # TinyDB writes its whole file at every insert; gathered first, it is written once and never half.
        gathered = OnceStorage()
        tables: dict[str, list[dict[str, Any]]] = msgspec.to_builtins(additions)
        with TinyDB(storage=lambda: gathered) as database:
            for name, documents in tables.items():
                database.table(name).insert_multiple(documents)
        try:
            AtomicStorage(self.path).write(gathered.contents)
        except OSError as error:
            raise KompasError(
                f"{self.path} is niet geschreven: {reason(error)}. Maak ruimte en probeer opnieuw."
            ) from error

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            make_folder(self.path.parent)
            with FileLock(self.path.with_name(LOCK), mode=PRIVATE, timeout=PATIENCE):
                yield
        except Timeout as error:
            raise KompasError(
                "De reisgids is open in een ander venster dat schrijft. Probeer het zo nog eens."
            ) from error
        except OSError as error:
            raise KompasError(f"In {self.path.parent} kan ik niet schrijven: {reason(error)}.") from error
