"""Every call to the system that a session makes on its folder, failed or made the last one by strace, outside Python.

`python -m tests.journal.traced` does it for each of them in each way; a number takes every so many only. Where a
sync is skipped by a library, or a call is made that `faults.py` does not know, it is seen here.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.journal import scripted
from tests.waiting import PATIENCE

ROOT = Path(__file__).parents[2]
OF_FILES = ("fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "unlinkat", "ftruncate", "mkdir")
"""Nothing but the session's folder is the matter of these."""
OF_ANYTHING = ("write", "pwrite64", "writev", "openat")
"""Of these only what names a file of the session counts; strace can't know one with a part by chance in its name."""
WAYS = ("error=EIO", "error=ENOSPC", "signal=KILL")
_CALL = re.compile(r"^(\d+)\s+(\w+)\(")


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with which call: the first, second or later one of its name in a thread."""

    call: str
    number: int
    way: str

    @property
    def injected(self) -> list[str]:
        """As strace is told."""
        return ["-e", f"inject={self.call}:{self.way}:when={self.number}"]


def _play(folder: Path, out: Path, asked: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """Play the session under strace."""
    child = [sys.executable, "-B", "-m", "tests.journal.traced", "play", str(folder)]
    command = ["strace", "-f", "-qq", "-o", str(out), *asked, *child]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE * 2, check=False)


def traced(
    folder: Path, names: Sequence[str], out: Path, calls: Sequence[str], fault: Fault | None = None
) -> list[str]:
    """Play the session with these calls traced and one of them failed; what was acknowledged before it stopped."""
    paths = [part for name in names for part in ("-P", str(folder / name))] if set(calls) & set(OF_ANYTHING) else []
    injected = fault.injected if fault is not None else []
    done = _play(folder, out, [*paths, "-e", f"trace={','.join(calls)}", *injected])
    lines = done.stdout.split("\n")[:-1]
    if "klaar" not in lines and done.returncode not in (-9, 137):
        raise AssertionError(f"the session came to no end: {done.returncode}\n{done.stderr}")
    return [line for line in lines if line != "klaar"]


def calls_made(out: Path) -> dict[str, int]:
    """How many calls of each name a thread made at most."""
    made = Counter(match.groups() for line in out.read_text().splitlines() if (match := _CALL.match(line)))
    return {call: max(often for (_, other), often in made.items() if other == call) for _, call in made}


def every_fault(home: Path) -> tuple[list[str], list[Fault]]:
    """The names of the files that a whole session touches, and all that can go wrong with its calls."""
    folder, out = home / "heel" / "sessie", home / "spoor"
    folder.mkdir(parents=True)
    _play(folder, out, ["-e", f"trace={','.join(OF_ANYTHING)}"])
    names = sorted(set(re.findall(rf'"{re.escape(str(folder))}/([^"/]+)"', out.read_text())))
    made: dict[str, int] = {}
    for calls in (OF_FILES, OF_ANYTHING):
        shutil.rmtree(folder)
        folder.mkdir()
        scripted.must_hold(folder, traced(folder, names, out, calls))
        made |= calls_made(out)
    return names, [
        Fault(call, number, way) for call, most in sorted(made.items()) for number in range(1, most + 1) for way in WAYS
    ]


def losses(home: Path, every: int) -> Iterator[tuple[Fault, str]]:
    """Each fault, with what was wrong after it; empty where nothing was."""
    names, faults = every_fault(home)
    for number, fault in enumerate(faults[::every]):
        folder = home / f"poging-{number}" / "sessie"
        folder.mkdir(parents=True)
        calls = OF_FILES if fault.call in OF_FILES else OF_ANYTHING
        try:
            scripted.must_hold(folder, traced(folder, names, home / "spoor", calls, fault))
        except Exception as error:  # noqa: BLE001 - each is told, and the next one tried
            yield fault, f"{type(error).__name__}: {error}"
        else:
            yield fault, ""
        shutil.rmtree(folder.parent)


def main() -> None:
    """Play one session, or let each of its calls fail."""
    if sys.argv[1:2] == ["play"]:
        scripted.run(Path(sys.argv[2]), lambda word: print(word, flush=True))  # noqa: T201
        print("klaar", flush=True)  # noqa: T201
        return
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    tried, wrong = Counter[str](), 0
    with tempfile.TemporaryDirectory() as home:
        for fault, loss in losses(Path(home), every):
            tried[fault.call] += 1
            if loss:
                wrong += 1
                sys.stdout.write(f"{fault}: {loss}\n")
    each = ", ".join(f"{call} {often}" for call, often in sorted(tried.items()))
    sys.stdout.write(f"{sum(tried.values())} faults ({each}), {wrong} with a loss\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
