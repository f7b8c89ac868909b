"""Which browsers steer the session: numbers only, whether each is there now, and which were sent away.

Only the passes that were sent away outlive the program, by what `Away` keeps of them.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

MOST_AWAY = 1000
# Every login has a pass of its own, and nobody reads a longer list of them.
MOST_STEERING = 50
_SIGN_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Steerer:
    """A browser with a pass: the number that people call it by, a sign that names it, and whether it follows now."""

    number: int
    sign: str
    is_here: bool
    is_own: bool


def _kept_nowhere(names: Iterable[str]) -> None:
    """Nothing outlives the program."""


@dataclass(frozen=True, slots=True)
class Away:
    """The names of passes that were sent away before, and what keeps all of them when another one is."""

    before: Iterable[str] = ()
    keep: Callable[[Iterable[str]], None] = _kept_nowhere


class Steering:
    """The browsers of one session, by the names of their passes."""

    def __init__(self, away: Away | None) -> None:
        self._numbers: dict[str, int] = {}
        self._following: dict[str, int] = {}
        self._keep = away.keep if away else _kept_nowhere
        self._away: dict[str, None] = dict.fromkeys(away.before if away else ())
        self._came = 0

    def came(self, name: str) -> None:
        """A browser with this pass asked for something."""
        if name in self._numbers:
            return
        self._came += 1
        self._numbers[name] = self._came
        if len(self._numbers) > MOST_STEERING:
            del self._numbers[next(iter(self._numbers))]

    def is_away(self, name: str) -> bool:
        """Whether this pass is worth nothing any more."""
        return name in self._away

    def send_away(self, name: str) -> None:
        """Make this pass worth nothing, for good; OSError where it could not be kept and is so until the next start."""
        self._numbers.pop(name, None)
        self._away[name] = None
        while len(self._away) > MOST_AWAY:
            del self._away[next(iter(self._away))]
        self._keep(self._away)

    def named(self, sign: str) -> str:
        """The pass with this sign; empty where there is none."""
        fits = len(sign) == _SIGN_LENGTH
        return next((name for name in self._numbers if fits and name.startswith(sign)), "")

    @contextmanager
    def following(self, name: str) -> Iterator[None]:
        """This browser follows the session."""
        self._following[name] = self._following.get(name, 0) + 1
        try:
            yield
        finally:
            self._following[name] -= 1
            if not self._following[name]:
                del self._following[name]

    @property
    def here(self) -> int:
        """How many follow the session now."""
        return len(self._following)

    def all(self, own: str) -> tuple[Steerer, ...]:
        """Every browser that steers, the one with the pass `own` among them."""
        return tuple(
            Steerer(number, name[:_SIGN_LENGTH], name in self._following, name == own)
            for name, number in self._numbers.items()
        )
