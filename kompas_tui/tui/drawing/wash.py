"""How a plate colours in: calmly, in a few steps within half a second, from what the room saw of it last."""

from collections.abc import Callable, Mapping
from time import monotonic

from kompas_tui.domain.deck.plates import Area

# Seen, and over before anybody waits for it; few steps, since each draws the whole scene.
WASH_SECONDS, _STEPS = 0.45, 5

STEP_SECONDS = WASH_SECONDS / _STEPS

Colours = tuple[Mapping[Area, float], float]
"""How far each spot is coloured in, and all the rest."""


class Wash:
    """Remembers of each plate how it was seen last, and gives what lies between that and now."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._seen: dict[str, Colours] = {}
        self._plate = ""
        self._from: Colours = ({}, 0.0)
        self._since = 0.0

    @property
    def is_running(self) -> bool:
        """Whether a plate is still colouring in."""
        return bool(self._plate)

    def step(self, plate: str, now: Colours, *, at_once: bool = False) -> Colours:
        """How the plate on this card is coloured at this moment; `at_once` goes without steps."""
        before = self._seen.get(plate)
        self._seen[plate] = now
        if before is None or at_once:
            self._plate = ""
            return now
        if before != now:
            self._plate, self._from, self._since = plate, before, self._clock()
        if self._plate != plate:
            return now
        done = int((self._clock() - self._since) / STEP_SECONDS) / _STEPS
        if done >= 1:
            self._plate = ""
            return now
        return _between(self._from, now, done)


def _between(before: Colours, after: Colours, done: float) -> Colours:
    """So far (0 to 1) from one to the other; a spot that one of them does not name is as far as its rest."""

    def at(earlier: float, later: float) -> float:
        return earlier + (later - earlier) * done

    (areas, rest), (later_areas, later_rest) = before, after
    every = dict.fromkeys([*areas, *later_areas])
    spots = {area: at(areas.get(area, rest), later_areas.get(area, later_rest)) for area in every}
    return spots, at(rest, later_rest)
