"""A disk that fails, fills up and loses power: the real files, with faults in the calls of the journal to the system.

What a power cut leaves of writes that were not synced yet is any of their pages, in any order, and any length.
"""

import errno
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from tests.simulator.loop import Crash

PAGE = 4096


class FaultyDisk:
    """The disk under one session's log; faults come only while `armed`."""

    def __init__(self, log: Path, chance: random.Random, *, faults: float, crashes: float) -> None:
        """`faults` and `crashes` are the chance of one at each call."""
        self._log, self._chance = log, chance
        self._faults, self._crashes = faults, crashes
        self._synced = b""
        self.armed = False
        self.full = False
        self.failures = 0
        self._write, self._syncs = os.write, {"fsync": os.fsync, "fdatasync": os.fdatasync}

    @contextmanager
    def under(self) -> Iterator[None]:
        """Put the disk under the system's calls."""
        os.write = self._writing  # type: ignore[assignment]
        os.fsync, os.fdatasync = partial(self._syncing, "fsync"), partial(self._syncing, "fdatasync")
        try:
            yield
        finally:
            os.write = self._write
            os.fsync, os.fdatasync = self._syncs["fsync"], self._syncs["fdatasync"]

    def _is_log(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), self._log.stat())
        except OSError:
            return False

    def _writing(self, descriptor: int, data: bytes) -> int:
        if not self.armed or not self._is_log(descriptor):
            return self._write(descriptor, data)
        if self.full:
            self._fail(errno.ENOSPC)
        if self._chance.random() < self._faults:
            if self._chance.random() < 0.5:
                self._write(descriptor, bytes(data)[: self._chance.randrange(len(data))])
            self._fail(self._chance.choice([errno.EIO, errno.ENOSPC]))
        if self._chance.random() < self._crashes:
            self._write(descriptor, bytes(data)[: self._chance.randrange(len(data) + 1)])
            raise Crash
        if self._chance.random() < 0.05:
            return self._write(descriptor, bytes(data)[: self._chance.randrange(1, len(data) + 1)])
        return self._write(descriptor, data)

    def _syncing(self, name: str, descriptor: Any) -> None:
        if not self._is_log(descriptor):
            self._syncs[name](descriptor)
            return
        if self.armed and self._chance.random() < self._faults:
            self._fail(errno.EIO)
        if self.armed and self._chance.random() < self._crashes:
            raise Crash
        self._synced = self._log.read_bytes()
        if self.armed and self._chance.random() < self._crashes:
            raise Crash

    def _fail(self, number: int) -> None:
        self.failures += 1
        raise OSError(number, os.strerror(number))

    def lose_power(self) -> None:
        """Leave of the log what was synced, and of the rest what a power cut may leave."""
        written, synced = self._log.read_bytes(), self._synced
        if not written.startswith(synced):
            # The log was cut back and that was not synced: either may come back.
            self._log.write_bytes(self._chance.choice([written, synced]))
            return
        tail = bytearray(written[len(synced) :])
        if tail and self._chance.random() < 0.7:
            tail = tail[: self._chance.randrange(len(tail) + 1)]
        for page in range(len(synced) // PAGE, len(written) // PAGE + 1):
            if self._chance.random() < 0.3:
                start, end = max(page * PAGE - len(synced), 0), max((page + 1) * PAGE - len(synced), 0)
                tail[start:end] = bytes(len(tail[start:end]))
        self._log.write_bytes(synced + bytes(tail))
