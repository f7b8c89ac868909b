"""Groups over several turns: everybody has a place, groups are even, and as few as possible meet twice."""

import time
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompas_tui.domain.deck.groups import GroupsForm
from kompas_tui.domain.session.groups import Groups, tables_for
from kompas_tui.domain.session.meetings import Shifts, seats_of


def met_twice(seats: list[list[int]]) -> int:
    """How many times people meet again whom they met before: `seats` holds per turn the table of each person."""
    met: dict[tuple[int, int], int] = {}
    for turn in seats:
        for pair in combinations(range(len(turn)), 2):
            if turn[pair[0]] == turn[pair[1]]:
                met[pair] = met.get(pair, 0) + 1
    return sum(times - 1 for times in met.values())


def seated(people: int, tables: int, turns: int, *, hosts: bool = False) -> list[list[int]]:
    return [list(turn) for turn in seats_of(people, tables, turns, hosts=hosts)]


def plain(people: int, tables: int, turns: int) -> int:
    """How many meet again where every row shifts by its own number: the bound."""
    rows = range(-(-people // tables))
    shifts = Shifts(tables, tuple(rows), tuple(range(turns)))
    return met_twice([[shifts.table(place, turn) for place in range(people)] for turn in range(turns)])


@pytest.mark.parametrize("hosts", [False, True])
@pytest.mark.parametrize(
    ("people", "tables", "turns"),
    [
        (20, 5, 3),
        (25, 5, 5),
        (28, 7, 4),
        (49, 7, 7),
        (30, 10, 3),
        (44, 11, 4),
        (16, 4, 2),
        (120, 31, 6),
        (9, 3, 3),
        (24, 6, 3),
        (36, 9, 4),
    ],
)
def test_nobody_meets_twice_where_the_tables_allow_it(people: int, tables: int, turns: int, hosts: bool) -> None:
    assert met_twice(seated(people, tables, turns, hosts=hosts)) == 0


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 9), st.integers(2, 5), st.integers(1, 5), st.integers(0, 5), st.booleans())
def test_groups_are_even_and_meet_no_more_often_than_the_bound(
    tables: int, size: int, turns: int, fewer: int, hosts: bool
) -> None:
    people = max(tables * size - min(fewer, tables - 1), tables)
    seats = seated(people, tables, turns, hosts=hosts)
    for turn in seats:
        sizes = [turn.count(table) for table in range(tables)]
        assert max(sizes) - min(sizes) <= 1
        assert sum(sizes) == people
    assert met_twice(seats) <= max(plain(tables * size, tables, turns), 0)
    if hosts:
        assert all(turn[:tables] == list(range(tables)) for turn in seats), "a host stays"


@settings(max_examples=40, deadline=None)
@given(st.integers(3, 40), st.integers(0, 8), st.integers(1, 6), st.integers(2, 5))
def test_who_comes_later_gets_a_place_and_moves_nobody(first: int, later: int, without: int, size: int) -> None:
    people: list[str | int] = [*(f"t{number}" for number in range(first)), *range(1, without + 1)]
    tables = tables_for(len(people), size, ())
    groups = Groups("kaart", "kaart:1", GroupsForm(size, 3), tables, people, len(people))
    before = groups.tables_now("zaad")
    for number in range(later):
        groups.come(f"laat{number}")
    after = groups.tables_now("zaad")
    assert {person: after[person] for person in before} == before
    assert len(after) == len(before) + later
    assert set(after.values()) <= set(range(1, tables + 1))
    assert groups.tables_now("ander zaad") != after or len(set(after.values())) == 1 or len(after) < 12


@pytest.mark.parametrize(
    ("people", "tables", "turns", "most"), [(16, 4, 4, 8), (24, 6, 4, 4), (30, 6, 3, 2), (20, 4, 3, 12), (12, 4, 3, 0)]
)
def test_few_meet_twice_where_there_are_few_tables(people: int, tables: int, turns: int, most: int) -> None:
    for hosts in (False, True):
        assert met_twice(seated(people, tables, turns, hosts=hosts)) <= most


def test_a_hall_of_thousands_is_seated_at_once() -> None:
    people: list[str | int] = [f"t{number}" for number in range(5000)]
    groups = Groups("kaart", "kaart:1", GroupsForm(4, 6), 1, people, len(people), turn=9)
    assert set(groups.tables_now("zaad").values()) == {1}


@given(st.integers(4, 200), st.integers(2, 30))
def test_nobody_sits_alone(people: int, size: int) -> None:
    assert min(Counter(seated(people, tables_for(people, size, ()), 1)[0]).values()) >= 2


@pytest.mark.parametrize(("people", "tables", "turns"), [(31, 2, 12), (300, 10, 12), (100, 12, 12), (1100, 37, 12)])
def test_the_largest_groups_in_the_most_turns_do_not_stop_the_room(people: int, tables: int, turns: int) -> None:
    began = time.process_time()
    seats_of(people, tables, turns, hosts=True)
    assert time.process_time() - began < 5
