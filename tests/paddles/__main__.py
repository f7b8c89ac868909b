"""Many rooms: `python -m tests.paddles 40` reads so many of each sort, and says how many paddles were read.

One that is read wrongly ends it with the seed.
"""

import sys
import time

from kompas_tui.workshop.sighting import paddles_in
from tests.paddles.rooms import Hard, room

SORTS = {
    "gewoon": Hard(),
    "ver weg": Hard(near=120, far=60, blur=0.8),
    "schuin": Hard(askew=28),
    "bewogen": Hard(blur=2.2),
    "donker": Hard(shadow=0.25, noise=24),
    "half bedekt": Hard(covered=0.5),
    "alles": Hard(near=180, far=80, askew=24, blur=1.6, shadow=0.35, covered=0.25, noise=20),
}


def main(amount: int, first: int = 0) -> int:
    """Read them; 1 where one was read wrongly."""
    for name, hard in SORTS.items():
        shown = read = wrong = covered = doubted = 0
        began = spent = 0.0
        for seed in range(first, first + amount):
            made = room(seed, 30, hard)
            began = time.perf_counter()
            seen = paddles_in(made.photo)
            spent += time.perf_counter() - began
            truth = {one.number: one for one in made.held}
            shown += sum(not one.is_covered for one in made.held)
            read += sum(not truth[number].is_covered for number in seen.letters if number in truth)
            covered += sum(truth[number].is_covered for number in seen.letters if number in truth)
            doubted += len(seen.unclear)
            astray = [number for number, letter in seen.letters.items()
                      if number not in truth or truth[number].letter != letter]  # fmt: skip
            wrong += len(astray)
            if astray:
                print(f"{name}, zaadje {seed}: {astray}")  # noqa: T201
        print(  # noqa: T201
            f"{name}: {read} van {shown} gelezen ({100 * read / shown:.1f} %), {covered} bedekte ook, "
            f"{doubted} onzeker, {wrong} fout, {spent / amount:.2f} s per foto", flush=True,
        )  # fmt: skip
        if wrong:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3, int(sys.argv[2]) if len(sys.argv) > 2 else 0))
