"""Splitting a result by role without showing what fewer than five people said."""

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import assert_never

from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.result.shapes import (
    Axes,
    Bars,
    Distribution,
    Pairs,
    Profile,
    Records,
    Result,
    Stacked,
    TextList,
    Words,
)
from kompas_tui.domain.session.round import Round

SMALLEST = 5
"""A role with fewer answers is merged."""

OTHERS = "overig"

Parts = tuple[tuple[str, Result], ...]
"""A result per group, each with the group's name."""


def results_by_role(asked: Round, roles: Sequence[str]) -> Parts:
    """The result per role, as far as it may be shown; not of an open round, where its growth could be watched."""
    if not asked.activity.by_role or asked.is_open:
        return ()
    parts = _all_rows(asked, roles)
    return parts if asked.activity.open_roles else without_small_rows(parts)


def roles_by_mark(asked: Round, roles: Sequence[str]) -> dict[str, str]:
    """Per mark the role that may stand beside a ballot; none at all where a row of few could be made of them."""
    openly = asked.activity.open_roles
    if not asked.activity.by_role or (not openly and small_rows(_all_rows(asked, roles))):
        return {}
    return published_roles(tuple(asked.ballots.values()), roles, openly=openly)


def _all_rows(asked: Round, roles: Sequence[str]) -> Parts:
    split = split_by_role(tuple(asked.ballots.values()), roles, openly=asked.activity.open_roles)
    return tuple((role, asked.tally(group)) for role, group in split)


def split_by_role(
    ballots: Sequence[Ballot], roles: Sequence[str], *, openly: bool
) -> tuple[tuple[str, tuple[Ballot, ...]], ...]:
    """The ballots per role; small roles together as `overig`, filled up to five; empty where no split may be shown.

    Every ballot stands in one group, and no group that is shown has one to four ballots, so that no
    small role can be found by taking others from the whole either.
    """
    groups: dict[str, tuple[Ballot, ...]] = {
        role: tuple(ballot for ballot in ballots if ballot.role == role) for role in roles if role != OTHERS
    }
    rest = tuple(ballot for ballot in ballots if ballot.role not in groups)
    if openly:
        named = [(role, group) for role, group in groups.items() if group]
        return (*named, *([(OTHERS, rest)] if rest else []))
    large = {role: group for role, group in groups.items() if len(group) >= SMALLEST}
    rest += tuple(ballot for role, group in groups.items() if role not in large for ballot in group)
    while large and 0 < len(rest) < SMALLEST:
        smallest = min(large, key=lambda role: len(large[role]))
        rest += large.pop(smallest)
    if not large:
        return ()
    return (*large.items(), *([(OTHERS, rest)] if rest else []))


def published_roles(ballots: Sequence[Ballot], roles: Sequence[str], *, openly: bool) -> dict[str, str]:
    """Per mark the role under which a ballot may appear; empty text where it may not have one."""
    split = split_by_role(ballots, roles, openly=openly)
    return {ballot.mark: role for role, group in split for ballot in group}


def without_small_rows(parts: Parts) -> Parts:
    """Results per role without the rows (statements, items, places) that one to four people of some role answered.

    Such a row goes from every role, so that it can't be found by taking others from the whole either.
    """
    small = small_rows(parts)
    left = tuple((role, _without_rows(part, small)) for role, part in parts)
    return left if not small or any(_answers_per_row(part) for _, part in left) else ()


def small_rows(parts: Parts) -> frozenset[int]:
    """The places of the rows that one to four people of some role answered."""
    rows = [_answers_per_row(part) for _, part in parts]
    return frozenset(place for row in rows for place, answers in enumerate(row) if 0 < answers < SMALLEST)


def _answers_per_row(result: Result) -> Sequence[int]:
    """How many answered each row that people may skip; none where an answer is about the question as a whole."""
    match result:
        case Distribution() | Stacked():
            return [row.answers for row in result.rows]
        case Axes():
            return [point.answers for point in result.points]
        case Bars() | Words() | TextList() | Records() | Profile() | Pairs():
            return []
        case _:
            assert_never(result)


def _without_rows(result: Result, places: Set[int]) -> Result:
    match result:
        case Distribution():
            return replace(result, rows=tuple(row for n, row in enumerate(result.rows) if n not in places))
        case Stacked():
            return replace(result, rows=tuple(row for n, row in enumerate(result.rows) if n not in places))
        case Axes():
            return replace(result, points=tuple(point for n, point in enumerate(result.points) if n not in places))
        case Bars() | Words() | TextList() | Records() | Profile() | Pairs():
            return result
        case _:
            assert_never(result)
