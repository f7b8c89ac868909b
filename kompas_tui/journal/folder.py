"""A session's folder: log, database, the key behind voters' marks, how it was served, and a lock."""

import contextlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from platformdirs import user_data_path

from kompas_tui.domain.language.errors import KompasError, reason
from kompas_tui.domain.session.events import tamed
from kompas_tui.domain.session.masks import RoleMasks
from kompas_tui.domain.session.session import Session
from kompas_tui.journal.database import write_database
from kompas_tui.journal.log import LogCheck, LogJournal, check_log, sync_folder

LOG, DATABASE, KEY, LOCK, SERVED = "logboek.jsonl", "sessie.json", "merksleutel", "slot", "adres.json"
KEY_BYTES = 32


class SessionInUse(KompasError):
    """Another program has the session open."""


def session_home() -> Path:
    """Where sessions go when no folder is named."""
    named = os.environ.get("KOMPAS_SESSIES")
    return Path(named) if named else user_data_path("kompas", appauthor=False) / "sessies"


@dataclass(slots=True)
class SessionFolder:
    """The files of one session; `lock` it before writing."""

    path: Path

    @property
    def exists(self) -> bool:
        """Whether there is a session here."""
        return (self.path / LOG).is_file()

    @property
    def log_path(self) -> Path:
        """The log."""
        return self.path / LOG

    @property
    def database_path(self) -> Path:
        """The TinyDB database."""
        return self.path / DATABASE

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Be the one writer; SessionInUse where somebody else is."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise KompasError(f"De map {self.path} kan ik niet maken: {reason(error)}. Kies een andere map.") from error
        lock = FileLock(self.path / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise SessionInUse(
                f"De sessie in {self.path} is al open in een ander venster. Sluit dat venster, of kies een andere map."
            ) from error
        except OSError as error:
            raise KompasError(f"In de map {self.path} mag ik niet schrijven. Kies een andere map.") from error
        try:
            yield
        finally:
            lock.release()

    def open_journal(self) -> LogJournal:
        """The log, to append to."""
        try:
            return LogJournal(self.log_path)
        except OSError as error:
            raise KompasError(f"Het logboek in {self.path} gaat niet open: {reason(error)}.") from error

    def read_session(self) -> tuple[Session, str]:
        """The session as its log tells it and the last hash, for readers, also while it is being written.

        A cut-off last record is passed over; DamagedLog or NewerLog where more is wrong.
        """
        found = self._checked()
        if found.good_after:  # a writer may just have taken back what it could not save
            found = self._checked()
        found.refuse_damage(self.log_path)
        if not found.records:
            raise KompasError(f"Het logboek in {self.path} is leeg of onleesbaar. Begin een nieuwe sessie.")
        return Session((event for event, _ in found.records), self._masks()), found.head

    def _masks(self) -> RoleMasks | None:
        """What reads the roles of voters, as long as the key is here."""
        try:
            return RoleMasks((self.path / KEY).read_bytes()) if self.has_mark_key else None
        except OSError:  # it goes at the end, which can be now
            return None

    def _checked(self) -> LogCheck:
        try:
            return check_log(self.log_path.read_bytes())
        except OSError as error:
            raise KompasError(f"In {self.path} staat geen sessie. Noem de map van een sessie.") from error

    @property
    def has_mark_key(self) -> bool:
        """Whether the secret behind voters' marks is here and whole."""
        path = self.path / KEY
        return path.is_file() and path.stat().st_size == KEY_BYTES

    def mark_key(self) -> bytes:
        """The secret behind voters' marks, made at the first call and safe before it is used."""
        path = self.path / KEY
        if self.has_mark_key:
            return path.read_bytes()
        key = secrets.token_bytes(KEY_BYTES)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(descriptor, key)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        sync_folder(self.path)
        return key

    def forget_mark_key(self) -> None:
        """Remove the secret, so that marks can't be joined any more."""
        path = self.path / KEY
        if path.is_file():
            path.write_bytes(bytes(KEY_BYTES))
            path.unlink()

    def remember_served(self, served: dict[str, Any]) -> None:
        """Keep the address and port, to take the same again, and where the decks lie, beside what was kept before."""
        (self.path / SERVED).write_text(json.dumps({**self.served(), **served}), encoding="utf-8")

    def served(self) -> dict[str, Any]:
        """What was kept the last time; empty where unknown."""
        try:
            found = json.loads((self.path / SERVED).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return tamed(found) if isinstance(found, dict) else {}

    def write_database(self, session: Session) -> None:
        """Make the database anew."""
        write_database(self.database_path, session)

    def remove(self) -> None:
        """Remove the session's own files and the folder if that leaves it empty."""
        own = (LOG, DATABASE, f"{DATABASE}.nieuw", KEY, SERVED, LOCK)
        for path in sorted(self.path.iterdir()):
            if path.name in own or path.name.startswith((f"{LOG}.", "kompas.log")):
                path.unlink()
        with contextlib.suppress(OSError):
            self.path.rmdir()


def find_sessions(home: Path | None = None) -> list[SessionFolder]:
    """The sessions in a folder of sessions, the newest first."""
    top = session_home() if home is None else home
    found = [SessionFolder(log.parent) for log in top.glob(f"*/{LOG}")]
    return sorted(found, key=lambda folder: -folder.log_path.stat().st_mtime)
