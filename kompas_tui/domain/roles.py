"""Splitting a result by role without showing what fewer than five people said."""

from collections.abc import Sequence

from kompas_tui.domain.ballots import Ballot

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


def published_roles(ballots: Sequence[Ballot], roles: Sequence[str], *, openly: bool) -> dict[str, str]:
    """Per mark the role under which a ballot may appear; empty text where it may not have one."""
    split = split_by_role(ballots, roles, openly=openly)
    return {ballot.mark: role for role, group in split for ballot in group}
