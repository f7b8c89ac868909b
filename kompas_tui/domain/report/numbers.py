"""Numbers as people read them: a dot between thousands, and a minus that is one; the data keeps them bare."""

import re
from collections.abc import Set

from kompas_tui.domain.result.shapes import Bars, Result
from kompas_tui.domain.result.tables import Table

MINUS = "\u2212"
"""The sign that is as wide as a plus; a hyphen is shorter, and breaks a line."""

_NUMBER = re.compile(r"(< |\+|-)?(\d+)(|[,×% ].*)")
_QUOTED_OR_LARGE = re.compile(r"‘[^’]*’|\d{4,}")


def readable(table: Table) -> Table:
    """The table with its numbers as people read them; its first column names the rows and stays."""
    return Table(table.header, tuple((row[0], *map(_cell, row[1:])) for row in table.rows))


def _cell(said: str) -> str:
    found = _NUMBER.fullmatch(said)
    if found is None:
        return said
    return f"{(found[1] or '').replace('-', MINUS)}{_dotted(int(found[2]))}{found[3]}"


def _dotted(whole: int) -> str:
    return f"{whole:,}".replace(",", ".")


def with_dots(said: str, numbers: Set[int]) -> str:
    """A sentence in which these numbers have a dot between thousands; what is quoted stays as it is."""

    def told(found: re.Match[str]) -> str:
        digits = found[0]
        return _dotted(int(digits)) if digits.isdigit() and int(digits) in numbers else digits

    return _QUOTED_OR_LARGE.sub(told, said)


def numbers_in(result: Result) -> frozenset[int]:
    """The numbers that a sentence about this result may tell."""
    counts = [bar.count for bar in result.bars] if isinstance(result, Bars) else []
    return frozenset((result.answers, *counts, sum(counts)))
