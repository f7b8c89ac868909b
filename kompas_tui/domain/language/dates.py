"""Dates as people type them."""

import contextlib
import re
from calendar import monthrange
from datetime import date, timedelta

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import MONTHS, quoted

_NEAR = {"vandaag": 0, "morgen": 1, "overmorgen": 2}


def iso_date(typed: str, today: date) -> str:
    """`12-3`, `12 maart`, `12-3-2027`, `2027-03-12` or `morgen` as an ISO date; without a year the next such day."""
    said = typed.strip().lower()
    if not said:
        return ""
    if said in _NEAR:
        return (today + timedelta(days=_NEAR[said])).isoformat()
    try:
        if re.fullmatch(r"\d{1,2}[-/. ]+[a-z0-9]{1,9}", said, re.ASCII):
            return _next_day(said, today)
        return full_date(said)
    except ValueError as error:
        raise CommandRefused(f"{quoted(clean_line(typed, 30))} is geen datum. Schrijf bijvoorbeeld 31-12.") from error


def _next_day(said: str, today: date) -> str:
    """The first such day from today on; 29 February can be eight years away."""
    days = []
    for year in range(today.year, today.year + 9):
        with contextlib.suppress(ValueError):
            days.append(full_date(f"{said} {year}"))
    coming = [day for day in days if day >= today.isoformat()]
    if not coming:
        raise ValueError("no year has this day")
    return coming[0]


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def full_date(typed: str) -> str:
    """`12-3-2027`, `12 maart 2027` or `2027-03-12` as an ISO date; ValueError where it is none."""
    said = typed.strip().lower()
    found = re.fullmatch(r"(\d{1,2})[-/. ]+(\d{1,2}|[a-z]+)[-/. ]+(\d{4})", said, re.ASCII)
    if found is None:
        return date.fromisoformat(said).isoformat()
    return date(int(found[3]), _month(found[2]), int(found[1])).isoformat()


def _month(said: str) -> int:
    if said.isdigit():
        return int(said)
    if said == "mrt":
        return 3
    return next((n for n, month in enumerate(MONTHS, 1) if len(said) > 2 and month.startswith(said)), 0)
