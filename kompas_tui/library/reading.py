"""Reading a session's database for the library; its folder may be anybody's, so nothing in it is trusted."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kompas_tui.domain.deck.cards import KEEP_DAYS
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.sentences import bare_text
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.library.documents import Database
from kompas_tui.domain.library.holding import holding_of
from kompas_tui.domain.library.things import Holding
from kompas_tui.domain.session.event_json import tamed
from kompas_tui.journal.files import read_small
from kompas_tui.journal.folder import DATABASE, LOG, SessionFolder
from kompas_tui.journal.glance import glance

LARGEST_DATABASE = 64_000_000
"""The most bytes of a database that is read."""

DEEPEST = 2
"""So many folders below a named one a session may lie."""

_ESCAPES = (rb"\u", rb"\r", rb"\b", rb"\f")
"""How JSON writes what is no plain sign."""

_DELETE, _SOFT_HYPHEN = b"\x7f", "\u00ad".encode()
"""What is unseen and JSON writes as it is."""

_ASCII = bytes(range(128))

_DECODER = msgspec.json.Decoder(Database)


class Unreadable(KompasError):
    """Why a session's database can't be read, in Dutch."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """By which it is seen that a file changed."""

    size: int
    changed: int
    """When it was written last, in nanoseconds."""


def databases(folders: Iterable[Path]) -> dict[Path, Stamp]:
    """The databases in these folders of sessions, or of one session each; links below a named folder are passed by."""
    stamps: dict[Path, Stamp] = {}
    for folder in folders:
        for path in _sessions_in(folder, DEEPEST):
            stamp = _stamp_of(path / DATABASE)
            if stamp is not None:
                stamps[path] = stamp
    return stamps


def _sessions_in(folder: Path, depth: int) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    names = {entry.name for entry in listed}
    if DATABASE in names or LOG in names:
        if _is_text(folder):
            yield folder.absolute()
    elif depth:
        for entry in listed:
            if entry.is_dir(follow_symlinks=False):
                yield from _sessions_in(Path(entry.path), depth - 1)


def _is_text(path: Path) -> bool:
    """Whether the name of a folder is text, and no bytes that can't be written down."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _stamp_of(path: Path) -> Stamp | None:
    try:
        about = path.lstat()
    except OSError:
        return None
    return Stamp(about.st_size, about.st_mtime_ns) if stat.S_ISREG(about.st_mode) else None


def read_holding(path: Path) -> Holding | None:
    """What the session in this folder gives; None for a rehearsal or one that has not begun; Unreadable says why."""
    folder = SessionFolder(path)
    if folder.served().is_demo:
        return None
    try:
        database = _DECODER.decode(read_small(folder.database_path, LARGEST_DATABASE))
        holding = holding_of(database, str(path), _keep_days(folder, database))
    except OSError as error:
        raise Unreadable(f"{quoted(DATABASE)} is niet te openen, of te groot.") from error
    except (msgspec.DecodeError, ValueError, OverflowError, RecursionError) as error:
        raise Unreadable(f"{quoted(DATABASE)} is beschadigd, of van een andere versie.") from error
    if holding is None or _is_tame(msgspec.json.encode(holding, enc_hook=bare_text)):
        return holding
    return tamed(holding)


def _is_tame(data: bytes) -> bool:
    """Whether JSON holds only printable letters and signs of western languages, so that no text needs taming.

    All of it is looked at as one text, which costs a tenth of looking at each; who is not sure tames.
    """
    if _DELETE in data or (b"\\" in data and any(sign in data for sign in _ESCAPES)):
        return False
    rare = data.translate(None, _ASCII)
    if _SOFT_HYPHEN in rare:
        return False
    if not rare:
        return True
    try:
        rare.decode().encode("cp1252")  # no mark that stacks on a letter or turns a line round is in it
    except UnicodeEncodeError:
        return False
    return True


def _keep_days(folder: SessionFolder, database: Database) -> int:
    """How long a session of an earlier version is kept, which its database does not say."""
    if any(about.keep_days is not None for about in database.about.values()):
        return KEEP_DAYS
    try:
        seen = glance(folder.log_path)
    except OSError:
        return KEEP_DAYS
    return seen.started.keep_days if seen else KEEP_DAYS
