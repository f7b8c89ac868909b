"""Who sits where in each turn, so that as few as possible meet twice.

The social golfer problem, solved in the way of Latin squares (Harvey and Winterer, "Solving the MOLR and social golfer
problems", 2005). People stand in rows of as many as there are tables. In each turn every row shifts along the tables by
a step of its own, so that two people of one row never meet, and two of other rows meet where their steps bring them
together. They meet twice only where a difference of steps times a difference of turns is a multiple of the tables: with
a prime number of tables, no fewer than rows and turns, that never happens.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import shake_256
from itertools import combinations

_TRIES = 200
"""So many choices of steps are compared where the plain one lets people meet twice."""


_MOST_ROWS = 40
"""Larger groups than this meet again and again in any case."""


@dataclass(frozen=True, slots=True)
class Shifts:
    """How far each row shifts, per turn: row times turn, along the tables."""

    tables: int
    rows: tuple[int, ...]
    turns: tuple[int, ...]

    def table(self, place: int, turn: int) -> int:
        """The table, from 0, of the person at this place, in this turn, from 0."""
        row, column = divmod(place, self.tables)
        step = self.rows[row] if row < len(self.rows) else row
        return (column + step * self.turns[turn]) % self.tables

    @property
    def twice(self) -> int:
        """How many pairs of rows come together in more than one turn, for each of their shifts."""
        return sum(
            (one - other) * (first - then) % self.tables == 0
            for one, other in combinations(self.rows, 2)
            for first, then in combinations(self.turns, 2)
        )


@lru_cache(maxsize=64)
def best_shifts(tables: int, rows: int, turns: int, *, hosts: bool) -> Shifts:
    """Shifts with which as few as possible meet twice; with `hosts` the first row never leaves its table."""
    first = 0 if hosts else 1
    best = Shifts(tables, tuple(range(first, first + rows)), tuple(range(turns)))
    for number in range(_TRIES if rows <= _MOST_ROWS else 0):
        if not best.twice:
            break
        steps = _drawn(f"{number}:{tables}:{rows}:{turns}", rows + turns - 2, tables)
        other = Shifts(tables, (first, *steps[: rows - 1]), (0, *steps[rows - 1 :]))
        best = min(best, other, key=lambda one: one.twice)
    return best


def _drawn(name: str, amount: int, highest: int) -> tuple[int, ...]:
    """So many numbers from 1, as if by chance and the same every time."""
    drawn = shake_256(name.encode()).digest(2 * amount)
    return tuple(1 + int.from_bytes(drawn[place : place + 2]) % highest for place in range(0, 2 * amount, 2))
