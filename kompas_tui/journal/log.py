"""The log of a session: an append is on disk, at the place that carries its name, when it returns.

What a power cut left of a last group goes to a file beside the log; on a damaged log nothing is written.
"""

import contextlib
import errno
import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Never

from kompas_tui.domain.language.errors import KompasError, reason
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import encode
from kompas_tui.journal.files import BINARY, PRIVATE, keep_copy, put_in_place, sync, sync_folder, write_all
from kompas_tui.journal.mixing import mixed
from kompas_tui.journal.port import JOURNAL_CLOSED, NotSaved
from kompas_tui.journal.records import LARGEST_GROUP, LogCheck, LogState, check_log, group_of, log_of

CUT_OFF_SUFFIX = ".afgekapt"
RESCUED_SUFFIX = ".gered"


class DamagedLog(KompasError):
    """The log holds what no power cut leaves; nothing was overwritten."""


class NewerLog(KompasError):
    """The log is of a version that this one doesn't know; nothing was overwritten."""


class OlderLog(KompasError):
    """The log is of the version before groups were marked; nothing was overwritten."""


def read_log(path: Path) -> LogCheck:
    """What stands in a log, also while it is being written."""
    with path.open("rb") as file:
        return check_log(file)


def refuse(check: LogCheck, path: Path, rescued: str = "") -> None:
    """Raise what is wrong where this is more than an end that was cut off."""
    match check.state:
        case LogState.WHOLE | LogState.TORN:
            return
        case LogState.NEWER:
            raise NewerLog(f"Het logboek {path} is gemaakt met een nieuwere versie van Kompas. Open het daarmee.")
        case LogState.OLDER:
            raise OlderLog(f"Het logboek {path} is gemaakt met een oudere versie van Kompas. Open het daarmee.")
        case LogState.DAMAGED if not check.records:
            raise DamagedLog(
                f"Het logboek is beschadigd op regel {check.bad_line} en niet te lezen: {path}. "
                "Er is niets overschreven. Zet een reservekopie terug, of kies een andere map."
            )
        case LogState.DAMAGED:
            raise DamagedLog(
                f"Het logboek is beschadigd op regel {check.bad_line}: {path}. Er is niets overschreven.{rescued} "
                "Zet een reservekopie terug, of begin een nieuwe sessie in een andere map."
            )


_KNOWN_END = 4096
"""So many bytes of what is safe are looked at with each append: a line begins with a sum over itself and its past."""


class LogJournal:
    """The log of a session: an append is on disk when it returns."""

    def __init__(self, path: Path) -> None:
        """Open or make the log; DamagedLog where it is damaged, with a copy of what could be read."""
        self.path = path
        self.set_aside = ""
        """What was cut off at the opening, in words; empty where nothing was."""
        self._descriptor: int | None = None
        self._is_closed = False
        self._unsafe = b""
        """What the last append that failed wrote; some of it may stand in the log still."""
        self._opened_with: list[tuple[ev.AnyEvent, str]] | None = None
        """What was read at the opening, kept for the first who asks."""
        self._open()

    def _open(self) -> None:
        if self.path.is_symlink():
            raise DamagedLog(
                f"Het logboek {self.path} is een verwijzing naar een andere plek. Er is niets overschreven. "
                "Zet het logboek zelf in deze map."
            )
        is_new = not self.path.exists()
        check = LogCheck() if is_new else read_log(self.path)
        if check.state is not LogState.WHOLE:
            self._mend(check)
        # EXCL: between the look and the opening somebody may have put a log here.
        self._descriptor = descriptor = _opened(self.path, os.O_CREAT | os.O_EXCL if is_new else 0)
        try:
            # A new file is lost with all in it where only its bytes are safe and its name in the folder is not; who was
            # killed while the log was written anew may leave one.
            sync_folder(self.path.parent)
            if not is_new:
                if check.tail:
                    os.ftruncate(descriptor, check.good_bytes)
                # Who was killed before a sync leaves a whole group that is not safe yet, and that is told from now on.
                os.fsync(descriptor)
        except OSError:
            self.close()
            raise
        self._size, self._head, self._opened_with = check.good_bytes, check.head, check.records
        self._end = _read_at(descriptor, max(self._size - _KNOWN_END, 0), min(self._size, _KNOWN_END))

    def _mend(self, check: LogCheck) -> None:
        rescued = ""
        # A copy: the damaged log itself stays as it is, for who can still read more in it.
        if check.state is LogState.DAMAGED and check.records:
            with self.path.open("rb") as file:
                copy = keep_copy(file.read(check.good_bytes), self.path, RESCUED_SUFFIX)
            rescued = f" {count(len(check.records), 'gebeurtenis is', 'gebeurtenissen zijn')} gered, in {copy.name}."
        refuse(check, self.path, rescued)
        copy = keep_copy(check.tail, self.path, CUT_OFF_SUFFIX)
        size = f"{count(check.tail_lines, 'regel', 'regels')}, {count(len(check.tail), 'byte', 'bytes')}"
        self.set_aside = f"Het eind van het logboek was beschadigd. Dat stuk ({size}) staat apart, in {copy.name}."

    def append(self, events: Sequence[ev.AnyEvent]) -> str:
        """Write and sync the events as one; after a failure the log is opened anew before the next."""
        if self._is_closed:
            raise NotSaved(JOURNAL_CLOSED)
        written, head = group_of(self._size, self._head, [encode(event) for event in events])
        if not events:
            return self._head
        if len(written) > LARGEST_GROUP:
            raise NotSaved("Dit is te groot om te bewaren. Maak de kaartenset kleiner.")
        descriptor = self._reopened() if self._descriptor is None else self._descriptor
        try:
            write_all(descriptor, written)
            sync(descriptor)
        except OSError as error:
            self._give_up(descriptor, written)
            raise NotSaved(_save_error(error)) from error
        # A sync says nothing of the name: a file that somebody removed meanwhile takes bytes as gladly.
        if not self._is_in_place(descriptor, self._size + len(written)):
            self._refuse_lost(descriptor, written)
        self._size += len(written)
        self._end = (self._end + written)[-_KNOWN_END:]
        self._head, self._opened_with = head, None
        return head

    def append_end(self, events: Sequence[ev.AnyEvent]) -> str:
        """Put a log with the answers mixed in the place of this one, and append the end behind that."""
        if self._is_closed:
            raise NotSaved(JOURNAL_CLOSED)
        descriptor = self._reopened() if self._descriptor is None else self._descriptor
        if not self._is_in_place(descriptor, self._size):
            self._refuse_lost(descriptor, b"")
        try:
            check = read_log(self.path)
            if check.tail or not self._is_ours(check):
                self._refuse_lost(descriptor, b"")
            before = [event for event, _ in check.records]
            # Events that another version wrote otherwise would lose their bytes, so these stay as they are.
            if log_of(map(encode, before))[1] == self._head:
                self._put_anew(descriptor, *log_of(map(encode, mixed(before, events))))
        except OSError as error:
            raise NotSaved(_save_error(error)) from error
        return self.append(events)

    def _put_anew(self, descriptor: int, written: bytes, head: str) -> None:
        """Let a log that tells the same take the place of ours; the next append opens whichever stands there."""
        if not self._is_in_place(descriptor, self._size):  # mixing takes seconds, in which others go on
            self._refuse_lost(descriptor, b"")
        self._descriptor, self._unsafe, self._opened_with = None, b"", None
        with open(descriptor, "rb") as replaced:
            if os.name == "nt":  # where no file that is open can be replaced, so that nobody else has it open either
                replaced.close()
            try:
                put_in_place(written, self.path)
            finally:  # where that failed late it stands there all the same
                if self.path.read_bytes() == written:
                    self._take_up(replaced, written, head)

    def _take_up(self, replaced: BinaryIO, written: bytes, head: str) -> None:
        """Know the new log as ours, unless another program wrote in the old one meanwhile: that one comes back."""
        if not replaced.closed and os.fstat(replaced.fileno()).st_size != self._size:
            replaced.seek(0)
            put_in_place(replaced.read(), self.path)
            return
        self._size, self._head, self._end = len(written), head, written[-_KNOWN_END:]

    def _is_in_place(self, descriptor: int, size: int) -> bool:
        """Whether the path still leads to the file that is open, with just what was written: who removes, replaces
        or cuts the log while it is open leaves us writing where nobody will look. Nor may it hold another log that is
        as long, which shows in the line before ours."""
        try:
            ours, there = os.fstat(descriptor), self.path.stat()
            is_known = _read_at(descriptor, self._size - len(self._end), len(self._end)) == self._end
        except OSError:
            return False
        return is_known and os.path.samestat(ours, there) and there.st_size == size

    def _refuse_lost(self, descriptor: int, written: bytes) -> Never:
        """Say that the log is gone, with a copy of what was safe as far as the open file still holds it."""
        rescued = ""
        _take_back(descriptor, self._size, written)
        try:
            with contextlib.suppress(OSError):
                os.lseek(descriptor, 0, os.SEEK_SET)
                with open(descriptor, "rb", closefd=False) as file:
                    kept, rest = file.read(self._size), file.read(LARGEST_GROUP)
                check = check_log(io.BytesIO(kept))
                if self._is_ours(check):
                    self._refuse_other_writer(kept + rest)
                if check.good_bytes:
                    copy = keep_copy(kept[: check.good_bytes], self.path, RESCUED_SUFFIX)
                    rescued = (
                        f" {count(len(check.records), 'gebeurtenis staat', 'gebeurtenissen staan')} nog in {copy}."
                    )
        finally:
            self._give_up(descriptor, written)
        raise NotSaved(
            f"Het logboek is weg, vervangen of ingekort: {self.path}. Nieuwe antwoorden worden niet bewaard. "
            f"Zet het terug, of stop.{rescued}"
        )

    def _is_ours(self, check: LogCheck) -> bool:
        """Whether this is what we know to be safe, and no more."""
        return check.good_bytes == self._size and check.head == self._head

    def _give_up(self, descriptor: int, written: bytes) -> None:
        """Take back what nobody was told of; pages of a failed sync may be gone, so nothing is tried again."""
        self._descriptor, self._unsafe = None, written
        _take_back(descriptor, self._size, written)
        with contextlib.suppress(OSError):
            os.close(descriptor)

    def _reopened(self) -> int:
        """The log opened again, once it is seen that it holds what was safe."""
        try:
            sync_folder(self.path.parent)  # what took the place of an earlier log may have a name that is not safe yet
            with self.path.open("rb") as file:
                known = file.read(self._size)
                if not self._is_ours(check_log(io.BytesIO(known))):
                    raise NotSaved("Het logboek op de schijf klopt niet meer. Stop, en start met: kompas hervat.")
                rest = file.read(LARGEST_GROUP)
            # Part of a write that failed may stand there. Nobody was told of it, and it goes unseen nowhere.
            if rest:
                self._refuse_other_writer(known + rest)
                keep_copy(rest, self.path, CUT_OFF_SUFFIX)
            descriptor = _opened(self.path)
        except OSError as error:
            raise NotSaved(_save_error(error)) from error
        try:
            # Nothing that came after it was looked at: what is more than that is noticed behind the next group.
            if rest and os.fstat(descriptor).st_size == self._size + len(rest):
                os.ftruncate(descriptor, self._size)
        except OSError as error:
            os.close(descriptor)
            raise NotSaved(_save_error(error)) from error
        self._descriptor = descriptor
        return descriptor

    def _refuse_other_writer(self, now: bytes) -> None:
        """NotSaved where a good group that is not ours stands behind what we know, as on a disk without locks: somebody
        was told that it is saved, so it must not be cut off."""
        if self._unsafe.startswith(now[self._size :]) or check_log(io.BytesIO(now)).good_bytes <= self._size:
            return
        raise NotSaved(
            f"Een ander programma schrijft ook in dit logboek: {self.path}. Hier wordt niets meer bewaard. "
            "Stop hier, en ga daar verder."
        )

    def read(self) -> Iterator[tuple[ev.AnyEvent, str]]:
        """Every event in the log, with its hash."""
        records, self._opened_with = self._opened_with, None
        yield from read_log(self.path).records if records is None else records

    def close(self) -> None:
        """Close the file."""
        descriptor, self._descriptor, self._is_closed = self._descriptor, None, True
        if descriptor is not None:
            os.close(descriptor)


def _opened(path: Path, flags: int = 0) -> int:
    """A descriptor that writes behind whatever the file holds, so that a cut by somebody else shows in the size."""
    return os.open(path, os.O_RDWR | os.O_APPEND | BINARY | flags, PRIVATE)


def _read_at(descriptor: int, begin: int, length: int) -> bytes:
    os.lseek(descriptor, begin, os.SEEK_SET)  # what is written goes behind all the same
    return os.read(descriptor, length)


def _take_back(descriptor: int, size: int, written: bytes) -> None:
    """Cut our own last write off a log that was this long, as far as it stands at the end: before it may stand what
    another program wrote meanwhile."""
    with contextlib.suppress(OSError):
        begin = max(size, os.fstat(descriptor).st_size - len(written))
        os.lseek(descriptor, begin, os.SEEK_SET)
        with open(descriptor, "rb", closefd=False) as file:
            ours = file.read(len(written) + 1)
        if ours and written.startswith(ours):
            os.ftruncate(descriptor, begin)
            os.fsync(descriptor)


def _save_error(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "De schijf is vol. Nieuwe antwoorden worden niet bewaard. Maak ruimte vrij. Daarna gaat het vanzelf."
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "Het logboek is weg. Nieuwe antwoorden worden niet bewaard. Zet de map terug. Daarna gaat het vanzelf."
    return f"Bewaren lukt niet ({reason(error)}). Kijk naar de schijf. Wat al bewaard was, blijft bewaard."
