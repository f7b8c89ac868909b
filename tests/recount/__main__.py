"""Count evenings at random again: `python -m tests.recount --seeds 200 --first 0`."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.recount.comparing import differences
from tests.recount.evenings import evening
from tests.recount.own_count import counted


def main() -> int:
    """Tell each difference with its seed, and give 1 where there is one."""
    call = argparse.ArgumentParser(description=__doc__)
    call.add_argument("--seeds", type=int, default=200)
    call.add_argument("--first", type=int, default=0)
    chosen = call.parse_args()
    wrong, rounds = 0, 0
    for seed in range(chosen.first, chosen.first + chosen.seeds):
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "logboek.jsonl"
            played = asyncio.run(evening(seed, log))
            own, head = counted(log.read_bytes())
        rounds += len(own)
        for difference in differences(played, own, head):
            wrong += 1
            sys.stdout.write(f"{seed}: {difference}\n")
    sys.stdout.write(f"{chosen.seeds} evenings, {rounds} rounds, {wrong} differences\n")
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
