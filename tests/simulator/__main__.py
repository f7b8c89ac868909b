"""Play many evenings: `python -m tests.simulator --evenings 100000`, or one again with `--seed`."""

import argparse
import sys
import tempfile
import time
import traceback
from collections import Counter
from functools import partial
from multiprocessing import Pool
from pathlib import Path

from tests.simulator.evening import Evening, Mode, explain, run

EVENINGS_TOLD = 500
"""After so many it is told how far it is, so that who stops a long run has a figure all the same."""

TOGETHER, OF_ONE_PROCESS = 20, 25
"""So many evenings are handed out at once, and so often to one process: one that crashes leaves its files open."""


def scratch() -> str | None:
    """A folder in memory, where there is one: the faults are made up, so the real disk may be spared."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def played(mode: Mode, seed: int) -> Evening | str:
    """One evening in a folder of its own, or what was wrong."""
    with tempfile.TemporaryDirectory(prefix="avond-", dir=scratch()) as folder:
        try:
            return run(seed, mode, Path(folder))
        except BaseException as error:  # noqa: BLE001 - whatever it is, its seed is told
            return explain(seed, mode, error)


def _main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulator", description=__doc__)
    parser.add_argument("--evenings", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--mode", choices=["true", "alive"], help="both where not said")
    parser.add_argument("--seed", type=int, help="one evening, with its traceback")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    modes: list[Mode] = [asked.mode] if asked.mode else ["true", "alive"]
    if asked.seed is not None:
        with tempfile.TemporaryDirectory(dir=scratch()) as folder:
            try:
                sys.stdout.write(f"{run(asked.seed, modes[0], Path(folder))}\n")
            except BaseException:  # noqa: BLE001 - shown to who asked for it
                traceback.print_exc()
                return 1
        return 0
    began, totals, wrong = time.monotonic(), Counter[str](), list[str]()

    def tell() -> None:
        told = ", ".join(f"{name} {amount}" for name, amount in totals.items())
        sys.stdout.write(f"{told}; wrong {len(wrong)}; {time.monotonic() - began:.0f} s\n")
        sys.stdout.flush()

    with Pool(asked.processes, maxtasksperchild=OF_ONE_PROCESS) as pool:
        for mode in modes:
            seeds = range(asked.first, asked.first + asked.evenings // len(modes))
            for outcome in pool.imap(partial(played, mode), seeds, chunksize=TOGETHER):
                if isinstance(outcome, str):
                    wrong.append(outcome)
                    sys.stdout.write(f"{outcome}\n")
                else:
                    totals.update(
                        {"evenings": 1, "saved": outcome.saved, "refused": outcome.refused, "unknown": outcome.unknown,
                         "crashes": outcome.crashes, "failures": outcome.failures, "rounds": outcome.rounds}
                    )  # fmt: skip
                if (totals["evenings"] + len(wrong)) % EVENINGS_TOLD == 0:
                    tell()
    tell()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(_main())
