"""Dates as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.language.dates import iso_date
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.wording import MONTHS

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ""),
        ("  ", ""),
        ("vandaag", "2026-11-22"),
        ("Morgen", "2026-11-23"),
        ("overmorgen", "2026-11-24"),
        ("2027-03-12", "2027-03-12"),
        ("31-12", "2026-12-31"),
        ("22-11", "2026-11-22"),
        ("21-11", "2027-11-21"),
        ("12-3", "2027-03-12"),
        ("12/3/2028", "2028-03-12"),
        ("12.03.2028", "2028-03-12"),
        ("12 maart", "2027-03-12"),
        ("12 mrt 2028", "2028-03-12"),
        ("12 maa 2028", "2028-03-12"),
        ("1 dec", "2026-12-01"),
        ("29 februari 2028", "2028-02-29"),
        ("29-2", "2028-02-29"),
        ("29 feb", "2028-02-29"),
        ("30-2", None),
        ("31-4", None),
        ("12-13", None),
        ("0-1", None),
        ("straks", None),
        ("1 de", None),
        ("²-3", None),
        ("\x1b[2J", None),
        ("9" * 5000, None),
    ],
)
def test_a_typed_date_is_an_iso_date_or_refused(typed: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(CommandRefused, match=r"is geen datum\. Schrijf bijvoorbeeld 31-12"):
            iso_date(typed, TODAY)
    else:
        assert iso_date(typed, TODAY) == expected


@given(st.dates(date(2026, 1, 1), date(2100, 1, 1)), st.dates(date(2026, 1, 1), date(2100, 1, 1)))
def test_a_day_without_a_year_is_the_next_such_day(day: date, today: date) -> None:
    if (day.month, day.day) == (2, 29):
        return
    found = date.fromisoformat(iso_date(f"{day.day} {MONTHS[day.month - 1]}", today))
    assert (found.month, found.day) == (day.month, day.day)
    assert 0 <= (found - today).days <= 366


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(typed: str) -> None:
    try:
        found = iso_date(typed, TODAY)
    except CommandRefused:
        return
    assert not found or date.fromisoformat(found)
