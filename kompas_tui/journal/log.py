"""The log file: one record a line, each with length, checksum, the hash before it and the event.

A line is the JSON array `[length, checksum, hash before, event]`, where length counts the bytes of the
event and the checksum is CRC-32 over the hash before it and the event. A bad last record is a write
that was cut off; it goes to a file beside the log. A bad record with good ones behind it is damage.
"""

import contextlib
import errno
import itertools
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from kompas_tui.domain.language.errors import KompasError, reason
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.session import events as ev
from kompas_tui.journal.port import FIRST_HASH, NotSaved, chained

CUT_OFF_SUFFIX = ".afgekapt"
RESCUED_SUFFIX = ".gered"


class DamagedLog(KompasError):
    """The log has bad records with good ones behind them; nothing was overwritten."""


class NewerLog(KompasError):
    """The log holds events that this version doesn't know; nothing was overwritten."""


@dataclass(slots=True)
class LogCheck:
    """What stands in a log file: the good records up to the first bad one, and how the rest looks."""

    records: list[tuple[ev.AnyEvent, str]] = field(default_factory=list)
    good_bytes: int = 0
    bad_line: int | None = None
    good_after: int = 0
    unknown: bool = False
    cut_off: bytes = b""

    def refuse_damage(self, path: Path, rescued: str = "") -> None:
        """Raise NewerLog or DamagedLog where this is more than a last record that was cut off."""
        if self.unknown:
            raise NewerLog(f"Het logboek {path} is gemaakt met een nieuwere versie van Kompas. Open het daarmee.")
        if self.good_after:
            raise DamagedLog(
                f"Het logboek is beschadigd op regel {self.bad_line}: {path}. Er is niets overschreven.{rescued} "
                "Zet een reservekopie terug, of begin een nieuwe sessie."
            )

    @property
    def head(self) -> str:
        """The hash of the last good record."""
        return self.records[-1][1] if self.records else FIRST_HASH


def _record(before: str, event: bytes) -> bytes:
    checksum = zlib.crc32(before.encode("ascii") + event)
    return b'[%d,"%08x","%s",%s]\n' % (len(event), checksum, before.encode("ascii"), event)


def _parse(line: bytes) -> tuple[str, bytes] | None:
    """The hash before and the event of a line, or None where length or checksum do not fit."""
    length, comma, rest = line.partition(b",")
    if not comma or not length.startswith(b"[") or not length[1:].isdigit() or len(length) > 12:
        return None
    if len(rest) < 80 or rest[:1] != b'"' or rest[9:12] != b'","' or rest[76:78] != b'",' or rest[-1:] != b"]":
        return None
    checksum, before, event = rest[1:9], rest[12:76], rest[78:-1]
    if len(event) != int(length[1:]) or b"%08x" % zlib.crc32(before + event) != checksum:
        return None
    return before.decode("ascii", "replace"), event


def check_log(data: bytes) -> LogCheck:
    """Read a log's bytes as far as they are good, and look at what comes after."""
    found = LogCheck()
    lines = data.split(b"\n")
    tail = lines.pop()
    head = FIRST_HASH
    for number, line in enumerate(lines, 1):
        parsed = _parse(line)
        if parsed is None or parsed[0] != head or found.bad_line is not None:
            found.bad_line = found.bad_line or number
            found.good_after += parsed is not None
            continue
        event = _decoded(parsed[1])
        if event is None:
            found.bad_line, found.unknown = number, True
            continue
        head = chained(head, parsed[1])
        found.records.append((event, head))
        found.good_bytes += len(line) + 1
    if tail and found.bad_line is None:
        found.bad_line = len(lines) + 1
    found.cut_off = data[found.good_bytes :]
    return found


def _decoded(data: bytes) -> ev.AnyEvent | None:
    try:
        return ev.decode(data)
    except msgspec.DecodeError:
        return None


def _sync(descriptor: int) -> None:
    if hasattr(os, "fdatasync"):
        os.fdatasync(descriptor)
        return
    try:
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # type: ignore[attr-defined, unused-ignore]
    except (ImportError, AttributeError):
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder safe, where the platform can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class LogJournal:
    """The log of a session: an append is on disk when it returns."""

    def __init__(self, path: Path) -> None:
        """Open or make the log; DamagedLog where it is damaged, with a copy of what could be read."""
        self.path = path
        self.cut_off_records = 0
        self._descriptor = -1
        self._opened_with: list[tuple[ev.AnyEvent, str]] | None = None
        """What was read at the opening, kept for the first who asks."""
        self._open()

    def _open(self) -> None:
        data = self.path.read_bytes() if self.path.exists() else b""
        found = check_log(data)
        if found.bad_line is not None:
            self._mend(data, found)
        is_new = not self.path.exists()
        flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(self.path, flags, 0o600)
        os.lseek(self._descriptor, found.good_bytes, os.SEEK_SET)
        if is_new:
            sync_folder(self.path.parent)
        elif found.cut_off:
            os.ftruncate(self._descriptor, found.good_bytes)
            os.fsync(self._descriptor)
        self._size, self._head, self._opened_with = found.good_bytes, found.head, found.records

    def _mend(self, data: bytes, found: LogCheck) -> None:
        rescued = ""
        if found.good_after and not found.unknown:
            copy = _keep_copy(self.path, RESCUED_SUFFIX, data[: found.good_bytes])
            rescued = f" {count(len(found.records), 'gebeurtenis is', 'gebeurtenissen zijn')} gered, in {copy.name}."
        found.refuse_damage(self.path, rescued)
        self.cut_off_records = len(found.cut_off.splitlines())
        _keep_copy(self.path, CUT_OFF_SUFFIX, found.cut_off)

    def append(self, events: Sequence[ev.AnyEvent]) -> str:
        """Write and sync the events as one; after a failure the log is opened anew before the next."""
        if self._descriptor == -1:
            raise NotSaved("Het logboek is al gesloten. Ga verder met: kompas hervat.")
        if self._descriptor == -2:
            self._reopen()
        head, lines = self._head, []
        for event in events:
            data = ev.encode(event)
            lines.append(_record(head, data))
            head = chained(head, data)
        written = b"".join(lines)
        try:
            self._write(written)
            _sync(self._descriptor)
        except OSError as error:
            self._give_up()
            raise NotSaved(_save_error(error)) from error
        self._size += len(written)
        self._head, self._opened_with = head, None
        return head

    def _write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(self._descriptor, view) :]

    def _give_up(self) -> None:
        """Cut the log back to what was safe; pages of a failed sync may be gone, so nothing is tried again."""
        descriptor, self._descriptor = self._descriptor, -2
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, self._size)
            os.fsync(descriptor)
        with contextlib.suppress(OSError):
            os.close(descriptor)

    def _reopen(self) -> None:
        """Open the log again and see that it ends where it was safe."""
        try:
            data = self.path.read_bytes()
            found = check_log(data[: self._size])
            if found.good_bytes != self._size or found.head != self._head:
                raise NotSaved("Het logboek op de schijf klopt niet meer. Stop, en start met: kompas hervat.")
            descriptor = os.open(self.path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise NotSaved(_save_error(error)) from error
        try:
            os.ftruncate(descriptor, self._size)
            os.lseek(descriptor, self._size, os.SEEK_SET)
        except OSError as error:
            os.close(descriptor)
            raise NotSaved(_save_error(error)) from error
        self._descriptor = descriptor

    def read(self) -> Iterator[tuple[ev.AnyEvent, str]]:
        """Every event in the log, with its hash."""
        records, self._opened_with = self._opened_with, None
        yield from check_log(self.path.read_bytes()).records if records is None else records

    def close(self) -> None:
        """Close the file."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1


def _keep_copy(path: Path, suffix: str, data: bytes) -> Path:
    """Put these bytes safely in a file beside this one; a copy that is there already is not made twice."""
    for number in itertools.count(1):
        copy = path.with_name(f"{path.name}{suffix}{'' if number == 1 else f'-{number}'}")
        if not copy.exists():
            break
        if copy.read_bytes() == data:
            return copy
    descriptor = os.open(copy, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, made private from the start
        file.write(data)
        file.flush()
        os.fsync(descriptor)
    sync_folder(path.parent)
    return copy


def _save_error(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "De schijf is vol. Nieuwe antwoorden worden niet bewaard. Maak ruimte vrij. Daarna gaat het vanzelf."
    return f"Bewaren lukt niet ({reason(error)}). Kijk naar de schijf. Wat al bewaard was, blijft bewaard."
