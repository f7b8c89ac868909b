"""Every write, sync, rename and unlink of a session failed in turn, each in a process of its own.

`python -m tests.journal.faults` fails each of them in each way; a number takes every so many only.
"""

import errno
import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.journal import scripted

CALLS = ("write", "fsync", "fdatasync", "rename", "replace", "unlink", "ftruncate", "mkdir")
WAYS = ("EIO", "ENOSPC", "short", "kill before", "kill after")


class _Failing:
    """Counts the calls and lets one of them go wrong; number 0 lets all of them be."""

    def __init__(self, number: int, way: str) -> None:
        self._left, self._way = number, way
        self.made = 0

    def install(self) -> None:
        for name in CALLS:
            setattr(os, name, self._around(name, getattr(os, name)))

    def _around(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self.made += 1
            if self.made != self._left:
                return real(*arguments, **named)
            if self._way == "kill before":
                os._exit(9)
            if self._way == "short" and name == "write":
                return real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            if self._way == "kill after":
                real(*arguments, **named)
                os._exit(9)
            number = errno.ENOSPC if self._way == "ENOSPC" else errno.EIO
            if name == "write":
                real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            raise OSError(number, os.strerror(number))

        return call


def _child(path: Path, number: int, way: str, told: int) -> None:
    write = os.write
    failing = _Failing(number, way)
    failing.install()

    def tell(word: str) -> None:
        write(told, f"{word}\n".encode())

    try:
        scripted.run(path, tell)
    except BaseException:  # noqa: BLE001 - whatever it is, the parent must hear of it
        tell(f"fout {traceback.format_exc()!r}")
    tell(f"aanroepen {failing.made}")
    os._exit(0)


def played(path: Path, number: int = 0, way: str = "") -> list[str]:
    """Play the session in a child, and give what it acknowledged before it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(path, number, way, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as file:
        said = file.read()
    os.waitpid(child, 0)
    return said.splitlines()


def main(every: int) -> int:
    """Fail the calls, and say how many were and what did not hold."""
    logging.getLogger().addHandler(logging.NullHandler())
    wrong = done = 0
    with tempfile.TemporaryDirectory() as home:
        calls = int(played(Path(home) / "heel")[-1].split()[1])
        for number in range(1, calls + 1):
            for place, way in enumerate(WAYS):
                if (number + place) % every:
                    continue
                path = Path(home) / f"{number}-{place}"
                said = played(path, number, way)
                done += 1
                try:
                    assert not [line for line in said if line.startswith("fout ")], said[-2:]
                    scripted.must_hold(path, [line for line in said if not line.startswith("aanroepen ")])
                except Exception:  # noqa: BLE001 - the next one is tried as well
                    wrong += 1
                    print(f"call {number}, {way}: {said}\n{traceback.format_exc(limit=-3)}")  # noqa: T201
    print(f"{done} faults in {calls} calls, {wrong} wrong")  # noqa: T201
    return 1 if wrong or not done else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
