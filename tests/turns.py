"""What each of several works costs, measured in turns in one run."""

from collections.abc import Callable


def least(*works: Callable[[], object], often: int, clock: Callable[[], float]) -> list[float]:
    """The least seconds on the clock that each takes, in turns, so that what else goes on weighs on all alike."""
    took: list[list[float]] = [[] for _ in works]
    for _ in range(often):
        for place, work in enumerate(works):
            begun = clock()
            work()
            took[place].append(clock() - begun)
    return [min(each) for each in took]
