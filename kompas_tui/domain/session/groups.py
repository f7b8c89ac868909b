"""The groups of the evening as they stand: who has which place, and which turn it is.

No table of anybody is kept. The log holds how many there were; the order in which they stand comes from the marking
key, and is gone with it, so that a group joins no ballots of different rounds after the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.deck.groups import GroupsForm
from kompas_tui.domain.session.meetings import best_shifts, seats_of
from kompas_tui.domain.session.round import SMALLEST

MOST_TURNS, LEAST_IN_GROUP, MOST_IN_GROUP, MOST_WITHOUT = 12, 2, 30, 1000
MOST_PEOPLE = 20_000
"""No hall has more tables."""
_NAME_LENGTH = 16


@dataclass(slots=True)
class Groups:
    """Groups on a card: everybody in the order of coming, phones by their mark and others as a number from 1."""

    card: str
    id: str
    form: GroupsForm
    tables: int
    people: list[str | int] = field(default_factory=list)
    first: int = 0
    """So many were there when the groups were made: they stand in an order of chance, who came later behind them."""
    apart: frozenset[str] = frozenset()
    """Of these who has no place, as they are not in the room; by `name_apart`."""
    turn: int = 1

    @property
    def without(self) -> int:
        """How many people have no phone."""
        return sum(isinstance(one, int) for one in self.people)

    @property
    def data(self) -> dict[str, str | int | bool]:
        """What is told of the groups in the data: how they changed, and of nobody where."""
        return {
            "kaart": self.card,
            "van": self.form.size,
            "rondes": self.form.turns,
            "geweest": self.turn,
            "gastheren": self.form.hosts,
            "tafels": self.tables,
            "zonder_telefoon": self.without,
        }

    def come(self, person: str | int) -> None:
        """Give somebody who came later a place."""
        self.people.append(person)

    def tables_now(self, seed: str) -> dict[str | int, int]:
        """The table of everybody in this turn, from 1; `seed` comes from the marking key."""
        order = self._order(seed)
        there = len(order) - len(self.people) + self.first
        rows, hosts = max(-(-there // self.tables), 1), self.form.hosts
        turn = min(max(self.turn, 1), self.form.turns)
        shifts = best_shifts(self.tables, rows, self.form.turns, hosts=hosts)
        first = seats_of(there, self.tables, self.form.turns, hosts=hosts)[turn - 1]
        return {
            person: 1 + (first[position] if position < there else shifts.table(position, turn - 1))
            for position, person in enumerate(order)
        }

    def is_host(self, person: str | int, seed: str) -> bool:
        """Whether this person stays at one table."""
        return self.form.hosts and person in self._order(seed)[: self.tables]

    def is_apart(self, person: str | int, seed: str) -> bool:
        """Whether this person was not in the room when the groups were made."""
        return bool(self.apart) and name_apart(person, seed) in self.apart

    def _order(self, seed: str) -> list[str | int]:
        """First those who were there, in an order that only the seed tells, then who came later."""

        def drawn(person: str | int) -> bytes:
            return sha256(f"{seed}:{person}".encode("utf-8", "surrogatepass")).digest()

        # Who came later stands behind them: nobody who sits already must move for a newcomer.
        order = sorted((one for one in self.people[: self.first] if not self.is_apart(one, seed)), key=drawn)
        return order + self.people[self.first :]


def groups_name(card: str, people: int, without: int) -> str:
    """What the seed of groups is made of: groups that are formed anew with more people are dealt anew."""
    return f"{card}:{people}:{without}"


def name_apart(person: str | int, seed: str) -> str:
    """Under which name it is kept that somebody has no place."""
    return sha256(f"{seed}:apart:{person}".encode("utf-8", "surrogatepass")).hexdigest()[:_NAME_LENGTH]


def names_apart(people: Sequence[str], seed: str) -> tuple[str, ...]:
    """These names, with some that are nobody's among them, so that it is not kept how many a few are."""
    nobody = (f"niemand {number}" for number in range(SMALLEST - len(people) % SMALLEST))
    return tuple(sorted(name_apart(one, seed) for one in (*people, *nobody)))


def groups_on(groups: Groups | None, card: Card) -> Groups | None:
    """The groups on this card: those made on it, or on an earlier one where tables talk in turns or answer here."""
    if groups is None or groups.card == card.address:
        return groups
    asked = card.activity
    at_tables = card.rhythm is not None or (asked is not None and (asked.tables or asked.needs_table))
    return groups if card.groups is None and at_tables else None


def tables_for(people: int, size: int, named: Sequence[str]) -> int:
    """How many tables so many people need, at most as many as the evening has; nobody sits alone."""
    needed = max(min(-(-people // size), people // LEAST_IN_GROUP), 1)
    return min(needed, len(named)) if named else needed
