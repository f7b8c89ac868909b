"""Numbers as people type them, read as a Dutch reader means them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.language.numbers import full_number


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", "12"),
        ("1,5", "1,5"),
        ("2.5", "2,5"),
        ("1.000", "1000"),
        ("1.234.567", "1234567"),
        ("1.000,50", "1000,5"),
        ("1 000", "1000"),
        ("1\u00a0000", "1000"),
        ("1.0000", "1"),
        ("0.500", "0,5"),
        ("0,125", "0,125"),
        ("1,250", "1,25"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("–3", "-3"),
        ("+3", "3"),
        ("-1.000", "-1000"),
        ("-0", "0"),
        ("007", "7"),
        ("€ 12,50", "12,5"),
        ("€1.000,-", "1000"),
        ("-€ 5", "-5"),
        ("100", "100"),
    ],
)
def test_a_number_is_read_as_it_is_meant(typed: str, meant: str) -> None:
    assert full_number(typed) == meant
    assert full_number(meant) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "-", "+-3", "--3", "1.00.000", "1.000.00", "1,000,000", "1,000.5", "1.000 000", "12 34", "1e9", "٣", "3 euro"],
)
def test_what_is_no_number_or_could_be_two_is_not_guessed(typed: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        full_number(typed)


@given(st.integers(-(10**12), 10**12))
def test_any_whole_number_with_points_is_itself(value: int) -> None:
    assert full_number(f"{value:,}".replace(",", ".")) == str(value)


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False))
def test_any_number_with_a_comma_is_itself(value: object) -> None:
    typed = f"{value:f}".replace(".", ",")
    assert float(full_number(typed).replace(",", ".")) == float(typed.replace(",", "."))
