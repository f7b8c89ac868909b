"""How wide the columns of a table are: all tables fill the line, so that they stand straight under each other."""

import math
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise, product

from kompas_tui.domain.result.cells import Cell, Number, in_words
from kompas_tui.domain.result.tables import Table

_SHORT, _NAME = 18, 30
"""A column without a longer text gets the room that it needs; one of names, beside days, where that costs few lines."""

_HIGHER = 1.5
"""So many times as high a table may become where no name breaks."""

_LONGEST = 60
"""Longer texts claim no more room than this."""


TEXT_AFTER_NUMBER = 110
"""Room between numbers and a column of texts behind them in small type, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class _Type:
    """In twentieths of a point: a wide character in a header, one in a cell, the space beside, the least for texts."""

    bold: int
    plain: int
    padding: int
    text: int


_NORMAL, _SMALL = _Type(156, 128, 280, 3000), _Type(130, 106, 130, 1800)


@dataclass(frozen=True, slots=True)
class Columns:
    """A width per column; `small` says that the table wants small type to fit.

    `indented` are columns of numbers that need some room before the texts behind them.
    """

    widths: tuple[int, ...]
    small: bool = False
    indented: frozenset[int] = frozenset()


def _before_texts(table: Table) -> frozenset[int]:
    """The columns of numbers that have a column of texts behind them."""
    numbers = table.numbers
    return frozenset(column for column in numbers if column + 1 < len(table.header) and column + 1 not in numbers)


def columns_for(table: Table, total: int, *, only_small: bool = False) -> Columns:
    """Widths that are `total` together: short texts get what they need, the others share the rest; no number breaks.

    Where that makes the table lower, what stands above numbers takes two or three lines and leaves its room to the
    texts.
    """
    texts = [[header, *(_measured(row[index]) for row in table.rows)] for index, header in enumerate(table.header)]
    types = (_SMALL,) if only_small else (_NORMAL, _SMALL)
    indented = _before_texts(table)
    headers = dict.fromkeys(
        tuple(_in_lines(text, lines) if at in table.numbers else text for at, text in enumerate(table.header))
        for lines in range(1, _MOST_LINES + 1)
    )
    headed = ([[header, *column[1:]] for header, column in zip(each, texts, strict=True)] for each in headers)
    tried = [_widths(columns, total, types, indented, table.numbers) for columns in headed]
    lowest = tried[0] if len(tried) == 1 else min(tried, key=lambda columns: _height(texts, columns))
    has_days = any(isinstance(cell, date) for row in table.rows for cell in row)  # of what somebody does by then
    wide = _wide(texts, table.numbers)
    names = {at for at in wide[1:] if _SHORT < max(map(len, texts[at][1:]), default=0) <= _NAME}
    if not has_days or not names:
        return lowest
    type_ = _SMALL if lowest.small else _NORMAL
    whole = _fitting(texts, total, type_, indented, _length, [at for at in wide if at not in names])
    return whole if whole is not None and _height(texts, whole) <= _HIGHER * _height(texts, lowest) else lowest


def _wide(texts: Sequence[Sequence[str]], numbers: Set[int]) -> list[int]:
    """The columns with longer texts; the first one always."""
    return [
        index
        for index, column in enumerate(texts)
        if index == 0 or max(map(len, column[1:] if index in numbers else column)) > _SHORT
    ]


_MOST_LINES = 3
"""So many lines a header above numbers may take."""


def _in_lines(header: str, lines: int) -> str:
    """The longest of the lines that a header can be broken into, as wide as ordinary characters make it.

    As one word: cut shorter, its own words would seem to need less room than they do.
    """
    words = header.split()
    most = min(lines, len(words))
    if most < 2:
        return header
    broken = ([0, *breaks, len(words)] for breaks in combinations(range(1, len(words)), most - 1))
    longest = min((max((" ".join(words[a:b]) for a, b in pairwise(places)), key=len) for places in broken), key=len)
    return longest[: max(math.ceil(_ROOM * len(longest)), *map(len, words), 1)].replace(" ", "_")


_ROOM = 0.8
"""So much of the room of wide characters a text of ordinary ones takes."""


def _height(texts: Sequence[Sequence[str]], columns: Columns) -> int:
    """About how many lines the table takes."""
    type_ = _SMALL if columns.small else _NORMAL
    rooms = [max(width - type_.padding, 1) for width in columns.widths]
    return sum(
        max(
            math.ceil(_ROOM * _length(text) * (type_.plain if index else type_.bold) / room)
            for text, room in zip(row, rooms, strict=True)
        )
        for index, row in enumerate(zip(*texts, strict=True))
    )


def _widths(
    texts: Sequence[Sequence[str]],
    total: int,
    types: Sequence[_Type],
    indented: frozenset[int],
    numbers: Set[int],
) -> Columns:
    wide = _wide(texts, numbers)
    for length, type_ in product((_length, _longest_word), types):  # a name breaks in no type before all are tried
        fitting = _fitting(texts, total, type_, indented, length, wide)
        if fitting is not None:
            return fitting
    return Columns(_shared([_natural(column, _SMALL, _longest_word) for column in texts], total), small=True)


def _fitting(
    texts: Sequence[Sequence[str]],
    total: int,
    type_: _Type,
    indented: frozenset[int],
    length: Callable[[str], int],
    wide: Sequence[int],
) -> Columns | None:
    """The widths in this type, where columns that are not wide get the room that they need.

    None where that leaves the others too little.
    """
    aside = indented if type_ is _SMALL else frozenset()
    natural = [
        _natural(column, type_, length if index not in wide else _length) + TEXT_AFTER_NUMBER * (index in aside)
        for index, column in enumerate(texts)
    ]
    left = total - sum(width for index, width in enumerate(natural) if index not in wide)
    if left < type_.text * len(wide):
        return None
    natural, left = _unbroken(texts, natural, wide, left, type_)
    least = [_natural(texts[index], type_, _longest_word) for index in wide]
    shares = dict(zip(wide, _shared([natural[index] for index in wide], left, least), strict=True))
    return Columns(tuple(shares.get(index, w) for index, w in enumerate(natural)), type_ is _SMALL, aside)


def _unbroken(
    texts: Sequence[Sequence[str]], widths: Sequence[int], wide: Sequence[int], left: int, type_: _Type
) -> tuple[list[int], int]:
    """The widths with room for whole names where the long texts can spare it, and what is left for those then."""
    grown = list(widths)
    for column in sorted(set(range(len(widths))) - set(wide), key=lambda column: widths[column]):
        more = _natural(texts[column], type_, _length) - widths[column]
        if 0 < more <= left - type_.text * len(wide):
            grown[column] += more
            left -= more
    return grown, left


def alike(table: Table, total: int) -> Columns:
    """Columns for a table that people fill in by hand, as wide as each other; the first one wider for long texts."""
    is_long = any(len(in_words(row[0])) > _SHORT for row in table.rows)
    return Columns(_shared([4 if is_long else 2, *[2] * (len(table.header) - 1)], total))


def _measured(cell: Cell) -> str:
    """The cell in words; a date and a number with its share count as one word, which no line breaks."""
    return in_words(cell).replace(" ", "_") if isinstance(cell, date | Number) else in_words(cell)


def _longest_word(text: str) -> int:
    """The length of the longest word; capitals are wider."""
    return max((_length(word) + sum(map(str.isupper, word)) // 3 for word in text.split()), default=0)


def _length(text: str) -> int:
    """How many characters wide a text is: every second m or w takes one more."""
    return len(text) + (sum(map(text.count, "mwMW")) + 1) // 2


def _natural(column: Sequence[str], type_: _Type, length: Callable[[str], int]) -> int:
    header, *cells = (min(length(text), _LONGEST) for text in column)
    return max(header * type_.bold, *(cell * type_.plain for cell in cells), 2 * type_.bold) + type_.padding


def _shared(weights: Sequence[int], total: int, least: Sequence[int] = ()) -> tuple[int, ...]:
    """The total by weight; who would get less than its least gets that first, those that need least before others."""
    together = sum(weights)
    widths = [total * weight // together for weight in weights]
    if least:
        least = _within(least, total)
        spare = [max(width - need, 0) for width, need in zip(widths, least, strict=True)]
        short = sum(max(need - width, 0) for width, need in zip(widths, least, strict=True))
        taken = [short * room // max(sum(spare), 1) for room in spare]
        widths = [max(width - less, need) for width, less, need in zip(widths, taken, least, strict=True)]
    widths[0] += total - sum(widths)
    return tuple(widths)


def _within(needs: Sequence[int], total: int) -> Sequence[int]:
    """What each needs, as far as there is enough: an address that is very long may break, the words beside it not."""
    given = list(needs)
    left = total
    for index, more in zip(sorted(range(len(needs)), key=needs.__getitem__), range(len(needs), 0, -1), strict=True):
        given[index] = min(needs[index], left // more)
        left -= given[index]
    return given
