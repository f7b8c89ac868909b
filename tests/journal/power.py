"""What a power cut may leave: the calls of a session are written down, and any state that a disk could hold is made.

Promised by a disk is only what was synced: the bytes of a file by a sync of the file, the names in a folder by
a sync of the folder. Of later writes any pages may be there, of later changes of names any first part.
"""

import os
import random
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PAGE = 4096


@dataclass
class _File:
    """A file of the disk: its bytes as they were synced last, and as they are."""

    synced: bytes = b""
    now: bytes = b""

    def after_a_cut(self, chance: random.Random) -> bytes:
        """The file with any of the pages and any length that were not synced."""
        kind = chance.randrange(4)
        if self.now == self.synced or kind == 0:
            return self.synced
        if kind == 1:
            return self.now
        found = bytearray(self.now)
        if not self.now.startswith(self.synced):  # it was cut back or written over
            return chance.choice([self.now, self.synced])
        if kind == 2:
            del found[chance.randrange(len(self.synced), len(found) + 1) :]
        for page in range(len(self.synced) // PAGE, len(found) // PAGE + 1):
            if chance.random() < 0.4:
                begin, end = max(page * PAGE, len(self.synced)), max((page + 1) * PAGE, len(self.synced))
                found[begin:end] = bytes(len(found[begin:end]))
        return bytes(found)


@dataclass
class Disk:
    """The calls so far, as a disk takes them."""

    folder: Path
    names: dict[str, _File] = field(default_factory=dict)
    synced_names: dict[str, _File] = field(default_factory=dict)
    changes: list[tuple[str, _File | None]] = field(default_factory=list)
    """Changes of names since the folder was synced; None removes one."""
    open_files: dict[int, tuple[_File, list[int]]] = field(default_factory=dict)
    """By descriptor: the file and the place in it, -1 where it is always the end."""
    acknowledged: list[str] = field(default_factory=list)

    def name(self, name: str, file: _File | None) -> None:
        """A name now leads to this file, or to none."""
        self.changes.append((name, file))
        _change(self.names, name, file)

    def states(self, chance: random.Random) -> Iterator[dict[str, bytes]]:
        """What may be found after a power cut now, by name."""
        for changed in {0, len(self.changes), chance.randint(0, len(self.changes))}:
            names = dict(self.synced_names)
            for name, file in self.changes[:changed]:
                _change(names, name, file)
            for _ in range(6):
                yield {name: file.after_a_cut(chance) for name, file in names.items()}


def _change(names: dict[str, _File], name: str, file: _File | None) -> None:
    if file is None:
        names.pop(name, None)
    else:
        names[name] = file


class Recorder:
    """Puts a disk under the calls to the system; `at_each` is called before each of them with what was there."""

    def __init__(self, folder: Path, at_each: Any) -> None:
        self.disk = Disk(folder)
        self._at_each = at_each
        self._real: dict[str, Any] = {}

    @contextmanager
    def under(self) -> Iterator[Disk]:
        """Write down the calls while the block runs."""
        for name in ("open", "close", "write", "fsync", "fdatasync", "replace", "unlink", "ftruncate"):
            self._real[name] = getattr(os, name)
            setattr(os, name, getattr(self, f"_{name}"))
        try:
            yield self.disk
        finally:
            for name, real in self._real.items():
                setattr(os, name, real)

    def _ours(self, path: Any) -> str:
        """The name of a file in the folder; empty for others."""
        path = Path(path) if isinstance(path, str | Path) else Path()
        return path.name if path.parent == self.disk.folder else ""

    def _open(self, path: Any, flags: int, *mode: int, **more: Any) -> int:
        name = self._ours(path)
        if name and flags & os.O_CREAT and name not in self.disk.names:
            self._at_each(self.disk)
            self.disk.name(name, _File())
        descriptor: int = self._real["open"](path, flags, *mode, **more)
        if name:
            file = self.disk.names[name]
            if flags & os.O_TRUNC:
                file.now = b""
            self.disk.open_files[descriptor] = (file, [-1 if flags & os.O_APPEND else 0])
        return descriptor

    def _close(self, descriptor: int) -> None:
        self.disk.open_files.pop(descriptor, None)
        self._real["close"](descriptor)

    def _write(self, descriptor: int, data: Any) -> int:
        done: int = self._real["write"](descriptor, data)
        if descriptor in self.disk.open_files:
            file, place = self.disk.open_files[descriptor]
            begin = len(file.now) if place[0] < 0 else place[0]
            file.now = file.now[:begin] + bytes(data)[:done] + file.now[begin + done :]
            place[0] = -1 if place[0] < 0 else begin + done
            self._at_each(self.disk)
        return done

    def _fsync(self, descriptor: int) -> None:
        self._at_each(self.disk)
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            self.disk.synced_names, self.disk.changes = dict(self.disk.names), []
        elif descriptor in self.disk.open_files:
            file, _ = self.disk.open_files[descriptor]
            file.synced = file.now

    _fdatasync = _fsync

    def _replace(self, source: Any, target: Any) -> None:
        self._at_each(self.disk)
        self._real["replace"](source, target)
        if self._ours(target):
            self.disk.name(self._ours(target), self.disk.names[self._ours(source)])
            self.disk.name(self._ours(source), None)

    def _unlink(self, path: Any, **more: Any) -> None:
        self._at_each(self.disk)
        self._real["unlink"](path, **more)
        if self._ours(path):
            self.disk.name(self._ours(path), None)

    def _ftruncate(self, descriptor: int, size: int) -> None:
        self._at_each(self.disk)
        self._real["ftruncate"](descriptor, size)
        if descriptor in self.disk.open_files:
            file, _ = self.disk.open_files[descriptor]
            file.now = file.now[:size].ljust(size, b"\0")
