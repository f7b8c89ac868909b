"""A session's folder: log, database, the key behind voters' marks, the remote's key, how it was served, and a lock."""

import contextlib
import itertools
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_data_path

from kompas_tui.domain.language.codes import spelled
from kompas_tui.domain.language.errors import KompasError, reason
from kompas_tui.domain.question.slips import is_slip
from kompas_tui.domain.session.fitting import told
from kompas_tui.domain.session.masks import Masks
from kompas_tui.domain.session.session import Session
from kompas_tui.journal.database import write_database
from kompas_tui.journal.files import (
    BINARY,
    NEW_SUFFIX,
    PRIVATE,
    begin_of,
    destroy,
    leads_elsewhere,
    make_folder,
    put_in_place,
    read_small,
    sync,
    sync_folder,
    write_all,
)
from kompas_tui.journal.log import LogJournal, read_log, refuse
from kompas_tui.journal.port import (
    KEPT_SECRETS,
    KEY_BYTES,
    LAPTOP_CODE_LENGTH,
    KeptSession,
    SessionInUse,
    fingerprint_of,
)
from kompas_tui.journal.records import LogCheck, LogState
from kompas_tui.journal.served import Served

LOG, DATABASE, _LOCK, SERVED = "logboek.jsonl", "sessie.json", "slot", "adres.json"
NOT_PUBLIC = "niet-openbaar-"
"""How the list begins of what was left out for everybody; it lies with the session and goes with it."""
_KEY, REMOTE_KEY, _SLIPS = KEPT_SECRETS
_AWAY, PRINTED_SLIPS = "weggestuurd", "stembriefjes.docx"
SECRETS = (_KEY, REMOTE_KEY, _AWAY, _SLIPS, PRINTED_SLIPS)
"""What may not outlive the session."""
_LARGEST_PICTURE = 1 << 24
"""The most bytes of a picture; ours are drawn anew, and of mere noise one takes a seventh of that."""
_IS_HASH, _IS_PICTURE = re.compile(r"[0-9a-f]{64}"), re.compile(r"foto-[0-9a-f]{64}\.jpg")
"""A picture is known by its hash, and its file is named by that."""
_REPLACED = "|".join(
    [
        rf"{re.escape(LOG)}(?:\.\w+(?:-\d+)?)?",
        *map(re.escape, (DATABASE, SERVED, _AWAY, PRINTED_SLIPS)),
        _IS_PICTURE.pattern,
    ]
)
_IS_NEW = re.compile(rf"({_REPLACED})-.*{re.escape(NEW_SUFFIX)}")
"""A new file of ours that never came to take the place of the one in front of the dash, after a crash."""
_MOST_HALF_WRITTEN = 100
"""A crash leaves one or two; of the thousands of a folder from elsewhere so many go at a time, as each waits for the
disk."""
_HALF_SECRET = (PRINTED_SLIPS, _AWAY)
"""How the name begins of such a file that held all codes, or the names of passes."""
NOT_ENDED, DATABASE_HEAD = b'"afgerond": ""', 8192
"""What the first bytes of a database hold as long as it tells of a session that goes on."""


@contextlib.contextmanager
def _locked_too(folder: Path) -> Iterator[bool]:
    """Lock the folder itself as well, and tell whether nobody else has: who tidies up may remove the lock's file, and
    the next program then makes one of its own."""
    if sys.platform == "win32":  # where no file that is open can be removed
        yield True
        return
    import fcntl

    is_ours = True
    with contextlib.ExitStack() as held:
        try:
            descriptor = os.open(folder, os.O_RDONLY)
            held.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            is_ours = False
        except OSError:  # a network disk that locks no folders; there the file alone must do
            pass
        yield is_ours


def session_home() -> Path:
    """Where sessions go when no folder is named."""
    named = os.environ.get("KOMPAS_SESSIES")
    return Path(named) if named else user_data_path("kompas", appauthor=False) / "sessies"


@dataclass(slots=True)
class SessionFolder:
    """The files of one session; `lock` it before writing."""

    path: Path
    code_length: int = LAPTOP_CODE_LENGTH
    """Of the code of a session that begins here."""

    @property
    def name(self) -> str:
        """What a sentence calls it, and a command takes."""
        return str(self.path)

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
            make_folder(self.path)
        except OSError as error:
            raise KompasError(f"De map {self.path} kan ik niet maken: {reason(error)}. Kies een andere map.") from error
        if leads_elsewhere(self.path / _LOCK):  # older versions of the lock empty the file, wherever it is
            raise KompasError(f"{self.path / _LOCK} is een verwijzing naar een andere plek. Haal die eerst weg.")
        lock = FileLock(self.path / _LOCK, mode=PRIVATE)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise self._in_use() from error
        except OSError as error:
            raise KompasError(
                f"In de map {self.path} kan ik niet schrijven: {reason(error)}. Kies een andere map."
            ) from error
        try:
            with _locked_too(self.path) as is_ours:
                if not is_ours:
                    raise self._in_use()
                yield
        finally:
            lock.release()

    def _in_use(self) -> SessionInUse:
        return SessionInUse(
            f"De sessie in {self.path} is al open in een ander venster. Sluit dat venster, of kies een andere map."
        )

    def is_in_use(self) -> bool:
        """Whether another program has the session open now."""
        try:
            with self.lock():
                return False
        except SessionInUse:
            return True
        # A folder in which nobody can write has no writer either.
        except KompasError:
            return False

    def refuse_remains(self) -> None:
        """KompasError where a session was here whose log is gone: a new one would write over what is left of it."""
        has_log = self.exists and self.log_path.stat().st_size > 0
        if not has_log and self.database_path.is_file():
            raise KompasError(
                f"In {self.path} staat een sessie zonder logboek. Er is niets overschreven. "
                f"Zet {LOG} terug uit een reservekopie, of kies een andere map."
            )

    def new_code(self) -> str:
        """A short code, so that people type it quickly; other laptops may have given it too."""
        return spelled(secrets.token_bytes(16), self.code_length)

    def open_journal(self) -> LogJournal:
        """The log, to append to; what an earlier writer that was killed left half written goes."""
        for path in self._half_written():
            with contextlib.suppress(OSError):
                if path.name.startswith(_HALF_SECRET):
                    destroy(path)
                else:
                    path.unlink()
        try:
            return LogJournal(self.log_path)
        except OSError as error:
            raise KompasError(f"Het logboek in {self.path} gaat niet open: {reason(error)}.") from error

    def read_session(self) -> KeptSession:
        """The session as its log tells it and the last hash, for readers, also while it is being written."""
        check = self.read_log()
        session = told(event for event, _ in check.records)
        self.finish(session)
        key = self.mark_key(session.fingerprint)
        session.masks = Masks(key) if key else None
        return KeptSession(session, check.head)

    def finish(self, session: Session) -> None:
        """Do what the end of a session was cut off in, where nobody else is at it."""
        if session.is_ended and self._is_unfinished():
            with contextlib.suppress(OSError, KompasError), self.lock():  # next time, or on a disk that can be written
                self.finish_locked(session)

    def finish_seen(self) -> None:
        """Do the same for a session that was only seen to have ended."""
        if self._is_unfinished():
            with contextlib.suppress(OSError, KompasError):
                self.read_session()

    def finish_locked(self, session: Session) -> None:
        """Do what the end of a session was cut off in: its keys go, and the database tells that it ended."""
        if session.is_ended and self._is_unfinished():
            # The keys first: who is killed between the two leaves an old database, and no key.
            self.forget_secrets()
            self.write_database(session)

    def _is_unfinished(self) -> bool:
        if any(os.path.lexists(self.path / name) for name in SECRETS):
            return True
        try:
            return NOT_ENDED in begin_of(self.database_path, DATABASE_HEAD)
        except OSError:
            return False

    def read_log(self) -> LogCheck:
        """What stands in the log, an end that was cut off passed over; DamagedLog or its like where more is wrong."""
        check = self._checked()
        if check.state is LogState.DAMAGED:  # a writer may just have taken back what it could not save
            check = self._checked()
        refuse(check, self.log_path)
        if not check.records:
            raise KompasError(f"Het logboek in {self.path} is leeg of onleesbaar. Begin een nieuwe sessie.")
        return check

    def _checked(self) -> LogCheck:
        try:
            return read_log(self.log_path)
        except OSError as error:
            raise KompasError(f"In {self.path} staat geen sessie. Noem de map van een sessie.") from error

    def mark_key(self, fingerprint: str) -> bytes | None:
        """The secret behind voters' marks, where it is here, whole and the one with this fingerprint."""
        try:
            key = read_small(self.path / _KEY)
        except OSError:
            return None
        return key if len(key) == KEY_BYTES and fingerprint_of(key) == fingerprint else None

    def new_mark_key(self) -> bytes:
        """A new secret behind voters' marks, safe before it is used."""
        key = secrets.token_bytes(KEY_BYTES)
        self._keep_secret(_KEY, key)
        return key

    def remote_key(self, offered: str) -> str:
        """The remote's key that was kept, so that it is good after a restart too; else this one, kept."""
        key = self.kept_remote_key()
        if not key:
            self._keep_secret(REMOTE_KEY, offered.encode("ascii"))
        return key or offered

    def kept_remote_key(self) -> str:
        """The remote's key as it was kept; empty where there is none, or others may have read or put it there."""
        path = self.path / REMOTE_KEY
        try:
            is_private = os.name == "nt" or not path.stat().st_mode & 0o077
            key = read_small(path).decode("ascii") if is_private else ""
        except (OSError, UnicodeDecodeError):
            return ""
        return key if key.isprintable() and " " not in key else ""

    def keep_away(self, passes: Iterable[str]) -> None:
        """Keep which browsers may steer no longer, by the names of their passes; safe when this returns."""
        put_in_place("\n".join(passes).encode("ascii"), self.path / _AWAY)

    def away(self) -> tuple[str, ...]:
        """The names of the passes that were kept; none where that file is not here or not ours."""
        try:
            return tuple(read_small(self.path / _AWAY).decode("ascii").split())
        except (OSError, UnicodeDecodeError):
            return ()

    def keep_slips(self, codes: Sequence[str]) -> None:
        """Keep the codes of the slips until the session ends, in an order that tells nothing."""
        self._keep_secret(_SLIPS, "\n".join(sorted(codes)).encode("ascii"))

    def slips(self) -> tuple[str, ...]:
        """The codes of the slips; none where they were not kept here."""
        try:
            codes = read_small(self.path / _SLIPS).decode("ascii").split()
        except (OSError, UnicodeDecodeError):
            return ()
        return tuple(code for code in codes if is_slip(code))

    def _keep_secret(self, name: str, contents: bytes) -> None:
        """Write in place: no other file ever holds the bytes that must be gone one day."""
        destroy(self.path / name)
        # EXCL: a link that somebody puts here meanwhile must not lead our key to a file of theirs.
        descriptor = os.open(self.path / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, PRIVATE)
        try:
            write_all(descriptor, contents)
            sync(descriptor)
        finally:
            os.close(descriptor)
        sync_folder(self.path)

    def forget_secrets(self) -> None:
        """Destroy the keys, so that marks can't be joined any more; done already is no error."""
        for name in SECRETS:
            destroy(self.path / name)
        for path in self._half_written():
            if path.name.startswith(_HALF_SECRET):
                destroy(path)

    def _half_written(self) -> list[Path]:
        """What writing left that was cut off, or the first of many; a folder of such a name is somebody else's."""
        with contextlib.suppress(OSError):
            left = (path for path in self.path.iterdir() if _IS_NEW.fullmatch(path.name) and not path.is_dir())
            return [*itertools.islice(left, _MOST_HALF_WRITTEN)]
        return []

    def remember_served(self, served: Served) -> None:
        """Keep the address and port, to take the same again, and where the decks lie."""
        put_in_place(served.encoded(), self.path / SERVED)

    def served(self) -> Served:
        """What was kept the last time."""
        try:
            return Served.decoded(read_small(self.path / SERVED))
        except OSError:
            return Served()

    def picture_path(self, digest: str) -> Path:
        """Where the picture under this hash is kept."""
        return self.path / f"foto-{digest}.jpg"

    def keep_picture(self, digest: str, data: bytes) -> None:
        """Keep a picture under its hash, safe when this returns."""
        put_in_place(data, self.picture_path(digest))

    def picture(self, digest: str) -> bytes | None:
        """The picture that is kept under this hash; None where it is gone, or is not what its name says."""
        from kompas_tui.deck_files.pictures import is_as_kept

        if _IS_HASH.fullmatch(digest):
            with contextlib.suppress(OSError):
                data = read_small(self.picture_path(digest), _LARGEST_PICTURE)
                if is_as_kept(data, digest):
                    return data
        return None

    def pictures(self, session: Session) -> dict[str, bytes]:
        """The photos of a session and the pictures of its decks by their hashes, without those that are gone."""
        digests = {taken.picture for taken in session.photos} | set(session.pictures)
        return {digest: data for digest in digests if (data := self.picture(digest)) is not None}

    def write_database(self, session: Session) -> None:
        """Make the database anew; KompasError where something else has its name."""
        if self.database_path.is_dir() and not self.database_path.is_symlink():
            raise KompasError(f"{self.database_path} is een map. Zet die ergens anders neer.")
        write_database(self.database_path, session)

    def remove(self) -> None:
        """Remove the session's own files and the folder if that leaves it empty."""
        # Only what has a name of ours, since somebody may keep other things in the same folder.
        own = (LOG, DATABASE, SERVED, _LOCK)
        self.forget_secrets()
        for path in sorted(self.path.iterdir()):
            mine = path.name in own or path.name.startswith((f"{LOG}.", "kompas.log", NOT_PUBLIC))
            is_ours = mine or _IS_PICTURE.fullmatch(path.name) or _IS_NEW.fullmatch(path.name)
            if is_ours and (path.is_symlink() or not path.is_dir()):
                path.unlink()
        with contextlib.suppress(OSError):
            self.path.rmdir()


def find_sessions(home: Path | None = None) -> list[SessionFolder]:
    """The sessions in a folder of sessions, the newest first."""
    top = session_home() if home is None else home
    return newest_first(SessionFolder(log.parent) for log in top.glob(f"*/{LOG}"))


def newest_first(folders: Iterable[SessionFolder]) -> list[SessionFolder]:
    """The folders with a log, the last one written first; one that goes meanwhile is left out."""
    written: list[tuple[float, SessionFolder]] = []
    for folder in folders:
        with contextlib.suppress(OSError):
            about = folder.log_path.stat()
            if stat.S_ISREG(about.st_mode):  # a pipe would keep whoever reads it waiting
                written.append((about.st_mtime, folder))
    return [folder for _, folder in sorted(written, key=lambda one: -one[0])]
