"""Splitting a result by role without showing what fewer than five people said."""

from collections.abc import Sequence, Set
from dataclasses import replace

from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.result.shapes import Axes, Distribution, Result, Stacked

SMALLEST = 5
"""A role with fewer answers is merged."""

OTHERS = "overig"


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


def without_small_rows(parts: Sequence[tuple[str, Result]]) -> list[tuple[str, Result]]:
    """Results per role without the rows (statements, items, places) that one to four people of some role answered.

    Such a row goes from every role, so that it can't be found by taking others from the whole either.
    """
    small = small_rows(parts)
    left = [(role, _without(part, small)) for role, part in parts]
    return left if not small or any(_answered(part) for _, part in left) else []


def small_rows(parts: Sequence[tuple[str, Result]]) -> frozenset[int]:
    """The places of the rows that one to four people of some role answered."""
    rows = [_answered(part) for _, part in parts]
    return frozenset(place for row in rows for place, answers in enumerate(row) if 0 < answers < SMALLEST)


def _answered(result: Result) -> Sequence[int]:
    match result:
        case Distribution() | Stacked():
            return [row.answers for row in result.rows]
        case Axes():
            return [point.answers for point in result.points]
        case _:
            return []


def _without(result: Result, places: Set[int]) -> Result:
    match result:
        case Distribution():
            return replace(result, rows=tuple(row for n, row in enumerate(result.rows) if n not in places))
        case Stacked():
            return replace(result, rows=tuple(row for n, row in enumerate(result.rows) if n not in places))
        case Axes():
            return replace(result, points=tuple(point for n, point in enumerate(result.points) if n not in places))
        case _:
            return result


def published_roles(ballots: Sequence[Ballot], roles: Sequence[str], *, openly: bool) -> dict[str, str]:
    """Per mark the role under which a ballot may appear; empty text where it may not have one."""
    split = split_by_role(ballots, roles, openly=openly)
    return {ballot.mark: role for role, group in split for ballot in group}
