"""How wide the columns of a table are: all tables fill the line, so that they stand straight under each other."""

import re
from collections.abc import Sequence

from kompas_tui.domain.results import Table

_NUMBER = re.compile(r"(< )?\d+(,\d+)?")
_BOLD, _PLAIN, _PADDING = 140, 118, 280
"""The width of a wide character in a header and in a cell, and the space beside the text; twentieths of a point."""

_SHORT = 18
"""A column without a longer text gets just the room that it needs."""

_LONGEST = 60
"""Longer texts claim no more room than this."""


def number_columns(table: Table) -> frozenset[int]:
    """The columns, after the first, that hold nothing but numbers."""
    return frozenset(
        place
        for place in range(1, len(table.header))
        if table.rows and all(not row[place] or _NUMBER.fullmatch(row[place]) for row in table.rows)
    )


def column_widths(table: Table, total: int) -> tuple[int, ...]:
    """A width per column, `total` together; columns of short texts take what they need, the others share the rest."""
    texts = [[header, *(row[place] for row in table.rows)] for place, header in enumerate(table.header)]
    longest = [max(map(len, column)) for column in texts]
    wide = [place for place, length in enumerate(longest) if place == 0 or length > _SHORT]
    natural = [_natural(column) for column in texts]
    narrow = sum(width for place, width in enumerate(natural) if place not in wide)
    if narrow > total * 2 // 3:
        return _shared(natural, total)
    shares = _shared([max(natural[place], 1800) for place in wide], total - narrow)
    by_place = dict(zip(wide, shares, strict=True))
    return tuple(by_place.get(place, width) for place, width in enumerate(natural))


def _natural(column: Sequence[str]) -> int:
    header, *cells = (min(len(text), _LONGEST) for text in column)
    return max(header * _BOLD, *(length * _PLAIN for length in cells), 0) + _PADDING


def _shared(weights: Sequence[int], total: int) -> tuple[int, ...]:
    together = sum(weights)
    widths = [total * weight // together for weight in weights]
    widths[0] += total - sum(widths)
    return tuple(widths)
