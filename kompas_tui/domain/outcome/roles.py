"""Splitting a result by role, or by table, without showing what fewer than five people said.

Who has which role or table can be read with the marking key only; what is seen by then is kept when it goes.
A table of people is as a role: with few it is merged. A table that gives one answer together speaks for itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

import msgspec

from kompas_tui.domain.language.sentences import bare_text
from kompas_tui.domain.language.wording import OTHERS, table_in_words
from kompas_tui.domain.outcome.privacy import answers_per_row, without_rows
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.result.shapes import Result
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.masks import TABLE_MASK
from kompas_tui.domain.session.round import SMALLEST, Round
from kompas_tui.domain.session.session import Session

MOST = 10**12
"""No figure of a room is larger; one that a log holds all the same was made up, and can't be rounded."""

Parts = tuple[tuple[str, Result], ...]
"""A result per group, each with the group's name."""

SHAPES: Mapping[str, type[Result]] = {shape.shape: shape for shape in get_args(Result)}
"""The shapes by the names that the log has for them."""


def results_by_role(session: Session, asked: Round) -> Parts:
    """The result per role, as far as it may be shown; not of an open round, where its growth could be watched."""
    if not asked.activity.tells_roles or asked.is_open:
        return ()
    if asked.split is not None:
        return read_split(asked.split) or ()
    by_mark = session.masks.read(asked.id, asked.ballots.values(), session.roles) if session.masks else None
    return _split(asked, by_mark, session.roles) if by_mark else ()


def results_of_tables(session: Session, asked: Round) -> Parts:
    """The result per table, by the table's name: as far as it may be shown where people answered at one."""
    if asked.activity.tables:
        return tuple(asked.results_by_table())
    if not asked.activity.tells_tables or asked.is_open:
        return ()
    if asked.table_split is not None:
        return read_split(asked.table_split) or ()
    tables, ballots = asked.activity.named_tables, asked.ballots.values()
    by_mark = session.masks.read(asked.id, ballots, tables, TABLE_MASK) if session.masks else None
    return _split(asked, by_mark, tables) if by_mark else ()


def tables_in_words(by_table: Parts) -> Parts:
    """The same with each table as it is called where people read it."""
    return tuple((table_in_words(name), result) for name, result in by_table)


def splits_to_keep(session: Session) -> tuple[ev.Split, ...]:
    """What the rounds give by role, to be kept at the end, after which nobody can read a role any more."""
    return _kept((asked.id, results_by_role(session, asked)) for asked in session.rounds.values())


def table_splits_to_keep(session: Session) -> tuple[ev.Split, ...]:
    """What they give by table, of people who answered at one."""
    apart = (asked for asked in session.rounds.values() if asked.activity.tells_tables)
    return _kept((asked.id, results_of_tables(session, asked)) for asked in apart)


def _kept(splits: Iterable[tuple[str, Parts]]) -> tuple[ev.Split, ...]:
    return tuple(ev.Split(round_id, tuple(map(_as_kept, parts))) for round_id, parts in splits if parts)


def _as_kept(role_and_result: tuple[str, Result]) -> ev.RolePart:
    role, result = role_and_result
    return ev.RolePart(role, result.shape, msgspec.json.decode(msgspec.json.encode(result, enc_hook=bare_text)))


def read_split(split: ev.Split) -> Parts | None:
    """The results in what was kept; None where somebody wrote something else there."""
    read = [(role_part.role, read_shape(role_part.shape, role_part.result)) for role_part in split.parts]
    parts = tuple((role, result) for role, result in read if result is not None)
    return parts if len(parts) == len(read) else None


def read_shape(shape: str, data: Mapping[str, Any]) -> Result | None:
    """A result that a log holds as plain data; None where somebody wrote something that no count can give."""
    try:
        read: Result = msgspec.convert(data, SHAPES[shape])
    except (KeyError, msgspec.ValidationError):
        return None
    # A log may be anybody's: figures that no count can give would break a chart or a sentence.
    return read if read.is_possible and all(abs(number) <= MOST for number in _numbers(data)) else None


def _numbers(value: object) -> Iterator[float]:
    match value:
        case int() | float():
            yield value
        case dict():
            yield from _numbers([*value.values()])
        case list():
            for item in value:
                yield from _numbers(item)
        case _:
            pass


def _split(asked: Round, by_mark: Mapping[str, str], roles: Sequence[str]) -> Parts:
    openly = asked.activity.open_roles
    split = split_by_role(tuple(asked.ballots.values()), by_mark, roles, openly=openly)
    parts = tuple((role, asked.part(group)) for role, group in split)
    return parts if openly else without_small_rows(parts)


def split_by_role(
    ballots: Sequence[Ballot], by_mark: Mapping[str, str], roles: Sequence[str], *, openly: bool
) -> tuple[tuple[str, tuple[Ballot, ...]], ...]:
    """The ballots per role; small roles together as `overig`, filled up to five; empty where no split may be shown.

    Every ballot stands in one group, and no group that is shown has one to four ballots, so that no
    small role can be found by taking others from the whole either.
    """
    groups: dict[str, tuple[Ballot, ...]] = {
        role: tuple(ballot for ballot in ballots if by_mark.get(ballot.mark) == role)
        for role in roles
        if role != OTHERS
    }
    rest = tuple(ballot for ballot in ballots if by_mark.get(ballot.mark) not in groups)
    if openly:
        named = [(role, group) for role, group in groups.items() if group]
        return (*named, *([(OTHERS, rest)] if rest else []))
    large = {role: group for role, group in groups.items() if len(group) >= SMALLEST}
    rest += tuple(ballot for role, group in groups.items() if role not in large for ballot in group)
    # The smallest goes along, so that as few people as can be lose a row of their own.
    while large and 0 < len(rest) < SMALLEST:
        smallest = min(large, key=lambda role: len(large[role]))
        rest += large.pop(smallest)
    if not large:
        return ()
    return (*large.items(), *([(OTHERS, rest)] if rest else []))


def without_small_rows(parts: Parts) -> Parts:
    """Results per role without the rows (statements, items, places) that one to four people of some role answered.

    Such a row goes from every role, so that it can't be found by taking others from the whole either.
    """
    small = small_rows(parts)
    left = tuple((role, without_rows(result, small)) for role, result in parts)
    # Where no row is left there is nothing to tell but how many people each role has.
    return left if not small or any(answers_per_row(result) for _, result in left) else ()


def small_rows(parts: Parts) -> frozenset[int]:
    """The places of the rows that one to four people of some role answered."""
    rows = [answers_per_row(result) for _, result in parts]
    return frozenset(index for row in rows for index, answers in enumerate(row) if 0 < answers < SMALLEST)
