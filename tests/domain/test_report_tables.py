"""The tables of a report at their limits: what stands beside, what apart, and what is told of a few."""

import pytest

from kompas_tui.domain.report.document import Bullets, Figures
from kompas_tui.domain.report.figures import MOST_ROWS_APART, are_long, figures
from kompas_tui.domain.report.told_texts import texts_apart
from kompas_tui.domain.report.under_tables import MIDDLE_HALF
from kompas_tui.domain.result.shapes import Bar, Bars, Distribution, Result, Spread, TextItem, TextList, Unit
from kompas_tui.domain.result.tables import Table


def table_of(result: Result, *sizes: int) -> Table:
    """The table of a result, with groups of these sizes beside it."""
    split = [(f"g{size}", Bars((Bar("a", size),), size, Unit.VOTERS)) for size in sizes]
    tables = [one for one in figures("v", result, [("rol", split)] if split else []) if isinstance(one, Figures)]
    return tables[0].table


@pytest.mark.parametrize(("sizes", "has_shares"), [((5, 6, 7, 8), True), ((5, 6, 7, 8, 9), False)])
def test_of_more_than_four_groups_no_shares_stand_beside_the_counts(sizes: tuple[int, ...], has_shares: bool) -> None:
    whole = Bars((Bar("a", sum(sizes)),), sum(sizes), Unit.VOTERS)
    (row,) = table_of(whole, *sizes).in_words
    assert ("%" in "".join(row)) is has_shares


def test_of_fewer_than_five_scores_no_middle_half_is_told() -> None:
    rows = tuple(Spread(name, (0, 0, many, 0, 0), 3) for name, many in (("vijf", 5), ("vier", 4)))
    table = table_of(Distribution(rows, 5))
    assert table.header[-1] == MIDDLE_HALF
    assert [bool(row[-1]) for row in table.in_words] == [True, False]


@pytest.mark.parametrize(("more", "is_long"), [(0, False), (1, True)])
def test_tables_of_groups_with_many_rows_together_stand_apart(more: int, is_long: bool) -> None:
    tables = [Figures("v", "Aantal", Table(("a",), (("x",),) * rows)) for rows in (10, MOST_ROWS_APART - 10 + more)]
    assert are_long(tables) is is_long


def test_a_table_of_the_evening_keeps_the_capitals_of_its_name_above_its_texts() -> None:
    split = [("tafel De Plataan", TextList((TextItem("a", "Een bank"),), 1)), ("tafel groen", TextList((), 0))]
    (told,) = texts_apart("Wat mist er?", split[0][1], [("tafel", split)])
    assert isinstance(told, Bullets)
    assert told.caption == "Tafel De Plataan"
