"""Cells of a table: values inside, words and data at the edge."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.result.cells import Cell, Number, as_value, in_words, rounded
from kompas_tui.domain.result.shapes import Pairs, Stacked, StackedRow, TextItem
from kompas_tui.domain.result.tables import DIVIDED, as_table, verdict


@pytest.mark.parametrize(
    ("cell", "words", "value"),
    [
        (None, "", None),
        ("-5 graden", "-5 graden", "-5 graden"),
        ("0012", "0012", "0012"),
        (date(2026, 12, 1), "1 december 2026", "2026-12-01"),
        (Number(0), "0", 0),
        (Number(12345), "12.345", 12345),
        (Number(2027, is_count=False), "2027", 2027),
        (Number(3.5, 1), "3,5", 3.5),
        (Number(4.0, 1), "4", 4),
        (Number(-18, signed=True), "−18", -18),
        (Number(18, signed=True), "+18", 18),
        (Number(0, signed=True), "0", 0),
        (Number(-0.04, 1, signed=True), "0", -0.04),
        (Number(12, share=60), "12 (60%)", 12),
        (Number(3, is_times=True), "3×", 3),
        (Number(1, is_bound=True), "< 1", 1),
    ],
)
def test_a_cell_has_words_and_a_value(cell: Cell, words: str, value: object) -> None:
    assert in_words(cell) == words
    assert as_value(cell) == value


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_difference_of_what_is_printed_adds_up(a: int, whole: int, b: int, other: int) -> None:
    first, now = rounded(100 * a / whole, 0), rounded(100 * b / other, 0)
    printed = [in_words(Number(value, is_count=False)).replace("−", "-") for value in (first, now - first, now)]
    assert int(printed[0]) + int(printed[1]) == int(printed[2])


def test_what_most_chose_is_named_the_first_level_too() -> None:
    rows = [StackedRow("Doel", counts, None) for counts in ((2, 1, 0), (0, 1, 2), (1, 1, 0), (0, 0, 0))]
    result = Stacked(("goed", "matig", "slecht"), tuple(rows), 3, is_scored=False)
    assert [verdict(row, result) for row in rows] == ["goed", "slecht", DIVIDED, "nog niets"]


def test_an_ask_and_an_offer_that_were_joined_stand_in_one_row_and_nowhere_else() -> None:
    asks, offers = (TextItem("v1", "Ladder"), TextItem("v2", "Busje")), (TextItem("a1", "Een ladder"),)
    table = as_table(Pairs(asks, offers, 3, (("v1", "a1"),)))
    assert table.rows == (("Ladder", "Een ladder", "ja"), ("Busje", "", ""))
