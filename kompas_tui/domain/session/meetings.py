"""Who sits where in each turn, so that as few as possible meet twice.

The social golfer problem, solved in the way of Latin squares (Harvey and Winterer, "Solving the MOLR and social golfer
problems", 2005). People stand in rows of as many as there are tables. In each turn every row shifts along the tables by
a step of its own, so that two people of one row never meet, and two of other rows meet where their steps bring them
together. They meet twice only where a difference of steps times a difference of turns is a multiple of the tables: with
a prime number of tables, no fewer than rows and turns, that never happens. For other numbers two people at a time are
exchanged between tables, as long as that lets no more people meet twice (local search, as Dotú and Van Hentenryck do
in "Scheduling social golfers locally", 2005).
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from hashlib import shake_256
from itertools import combinations

_TRIES = 200
"""So many choices of steps are compared where the plain one lets people meet twice."""


_MOST_ROWS = 40
"""Larger groups than this meet again and again in any case."""
_EXCHANGES, _MOST_EXCHANGED = 5_000, 100
"""So many exchanges are tried, among no more people than this."""
_MOST_VISITED = 25_000
"""So many seats at the tables of who is exchanged are looked at: the room waits meanwhile, half a second at most."""


@dataclass(frozen=True, slots=True)
class Shifts:
    """How far each row shifts, per turn: row times turn, along the tables."""

    tables: int
    rows: tuple[int, ...]
    turns: tuple[int, ...]

    def table(self, seat: int, turn: int) -> int:
        """The table, from 0, of the person at this place, in this turn, from 0."""
        row, column = divmod(seat, self.tables)
        step = self.rows[row] if row < len(self.rows) else row
        return (column + step * self.turns[turn]) % self.tables

    @property
    def twice(self) -> int:
        """How many pairs of rows come together in more than one turn, for each of their shifts."""
        apart = Counter((one - other) % self.tables for one, other in combinations(self.rows, 2))
        between = Counter((first - then) % self.tables for first, then in combinations(self.turns, 2))
        return sum(
            rows * turns
            for step, rows in apart.items()
            for time, turns in between.items()
            if step * time % self.tables == 0
        )


@lru_cache(maxsize=64)
def best_shifts(tables: int, rows: int, turns: int, *, hosts: bool) -> Shifts:
    """Shifts with which as few as possible meet twice; with `hosts` the first row never leaves its table."""
    first = 0 if hosts else 1
    best = Shifts(tables, tuple(range(first, first + rows)), tuple(range(turns)))
    for number in range(_TRIES if rows <= _MOST_ROWS else 0):
        # Nobody meets twice: no other choice of steps can do better.
        if not best.twice:
            break
        steps = _drawn(f"{number}:{tables}:{rows}:{turns}", rows + turns - 2, tables)
        other = Shifts(tables, (first, *steps[: rows - 1]), (0, *steps[rows - 1 :]))
        best = min(best, other, key=lambda one: one.twice)
    return best


def _drawn(name: str, amount: int, highest: int) -> tuple[int, ...]:
    """So many numbers from 1, as if by chance and the same every time."""
    drawn = shake_256(name.encode()).digest(2 * amount)
    return tuple(1 + int.from_bytes(drawn[start : start + 2]) % highest for start in range(0, 2 * amount, 2))


@lru_cache(maxsize=64)
def seats_of(people: int, tables: int, turns: int, *, hosts: bool) -> tuple[tuple[int, ...], ...]:
    """The table of everybody, from 0, in each turn."""
    shifts = best_shifts(tables, max(-(-people // tables), 1), turns, hosts=hosts)
    seats = [[shifts.table(seat, turn) for seat in range(people)] for turn in range(turns)]
    fixed = tables if hosts else 0
    if fixed < people <= _MOST_EXCHANGED and shifts.twice:
        _Exchanging(seats, tables, fixed).search()
    return tuple(map(tuple, seats))


class _Exchanging:
    """Exchanges people between tables of one turn, and counts how often each pair meets."""

    def __init__(self, seats: list[list[int]], tables: int, fixed: int) -> None:
        """The first `fixed` people stay where they are."""
        self._seats, self._fixed = seats, fixed
        self._at = [
            [{one for one, table in enumerate(turn) if table == number} for number in range(tables)] for turn in seats
        ]
        people = len(seats[0])
        self._met = [[0] * people for _ in range(people)]
        for table in (table for turn in self._at for table in turn):
            for one, other in combinations(table, 2):
                self._count(one, other, 1)
        self._again = sum(max(times - 1, 0) for row in self._met for times in row) // 2

    def _count(self, one: int, other: int, by: int) -> None:
        self._met[one][other] += by
        self._met[other][one] += by

    def search(self) -> None:
        """Exchange until nobody meets twice, or enough was tried."""
        people, turns = len(self._seats[0]), len(self._seats)
        exchanges = min(_EXCHANGES, _MOST_VISITED * len(self._at[0]) // people)
        drawn = _drawn(f"{people}:{turns}:{self._fixed}", 3 * exchanges, 1 << 16)
        best, kept = self._again, [list(turn) for turn in self._seats]
        for start in range(0, len(drawn), 3):
            if not self._again:
                break
            turn = drawn[start] % turns
            one, other = (self._fixed + number % (people - self._fixed) for number in drawn[start + 1 : start + 3])
            if self._seats[turn][one] != self._seats[turn][other] and self._meets_again(turn, one):
                self._try(turn, one, other)
            if self._again < best:
                best, kept = self._again, [list(now) for now in self._seats]
        self._seats[:] = kept if best < self._again else self._seats

    def _meets_again(self, turn: int, one: int) -> bool:
        return any(self._met[one][other] > 1 for other in self._at[turn][self._seats[turn][one]] if other != one)

    def _try(self, turn: int, one: int, other: int) -> None:
        before = self._again
        self._exchange(turn, one, other)
        # As many is taken: without steps aside the search gets stuck where it began.
        if self._again > before:
            self._exchange(turn, one, other)

    def _exchange(self, turn: int, one: int, other: int) -> None:
        seats = self._seats[turn]
        here, there = seats[one], seats[other]
        for person in (one, other):
            self._stand_up(turn, person)
        self._sit_down(turn, one, there)
        self._sit_down(turn, other, here)

    def _stand_up(self, turn: int, person: int) -> None:
        table = self._at[turn][self._seats[turn][person]]
        table.remove(person)
        for other in table:
            self._again -= self._met[person][other] > 1
            self._count(person, other, -1)

    def _sit_down(self, turn: int, person: int, table: int) -> None:
        for other in self._at[turn][table]:
            self._again += self._met[person][other] > 0
            self._count(person, other, 1)
        self._at[turn][table].add(person)
        self._seats[turn][person] = table
