"""Texts in columns: beside each other where there is room, else below each other, each column with its count."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from math import ceil

from kompas_tui.domain.result.shapes import TextList
from kompas_tui.tui.drawing.lines import BLANK, QUIET, TITLE, Lines, beside, cut, joined, paged, text
from kompas_tui.tui.drawing.texts import texts_parts

NARROWEST, _GAP = 22, 2
"""A column beside others is at least so wide."""


def columns_parts(result: TextList, width: int, height: int) -> list[Lines]:
    """The texts per column; columns beside each other go on together on a next page."""
    fits = (width + _GAP) // (NARROWEST + _GAP)
    if fits < 2:
        return [part for column in result.columns for part in _below(result, column, width)]
    parts = [page for columns in _rows(result, fits) for page in _beside(result, columns, width, height)]
    return [[*part, *[BLANK] * (height - len(part))] for part in parts[:-1]] + parts[-1:]


def _rows(result: TextList, fits: int) -> Iterator[Sequence[str]]:
    """The columns that stand beside each other, of one item at a time, and as evenly as they fit."""
    across = max(result.across, 1)
    each = ceil(across / ceil(across / fits))
    for first in range(0, len(result.columns), across):
        of_item = result.columns[first : first + across]
        yield from (of_item[start : start + each] for start in range(0, len(of_item), each))


def _texts(result: TextList, column: str, width: int, *, airy: bool) -> list[Lines]:
    items = [replace(item, column="") for item in result.within(column)]
    return texts_parts(items, width, airy=airy) if items else [[text("–", QUIET)]]


def _head(result: TextList, column: str, width: int) -> Lines:
    """The name of the column with how many texts it has, over a line."""
    amount = text(f" {len(result.within(column))}", QUIET)
    return [joined(text(cut(column, width - amount.cell_length), TITLE), amount), text("─" * width, QUIET)]


def _below(result: TextList, column: str, width: int) -> list[Lines]:
    first, *others = _texts(result, column, width, airy=False)
    return [[BLANK, *_head(result, column, width), *first], *others]


def _beside(result: TextList, columns: Sequence[str], width: int, height: int) -> list[Lines]:
    """Pages of these columns, their names above each."""
    room = (width + _GAP) // len(columns) - _GAP
    for airy in (True, False):
        dealt = [
            paged(_texts(result, column, room, airy=airy), height, _head(result, column, room)) for column in columns
        ]
        if all(len(pages) == 1 for pages in dealt):
            break
    heads = [_head(result, column, room) for column in columns]
    rows = [
        [page if page is not None else head for page, head in zip(pages, heads, strict=True)]
        for pages in zip_longest(*dealt)
    ]
    return [_laid(row, room + _GAP) for row in rows]


def _laid(pages: Sequence[Lines], width: int) -> Lines:
    """Columns beside each other, each padded to this width."""
    laid: Lines = []
    for index, page in enumerate(pages):
        laid = beside(laid, page, width * index)
    return laid
