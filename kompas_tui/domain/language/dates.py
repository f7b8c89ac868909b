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
    words = typed.strip().lower()
    if not words:
        return ""
    if words in _NEAR:
        return (today + timedelta(days=_NEAR[words])).isoformat()
    try:
        if re.fullmatch(r"\d{1,2}[-/. ]+[a-z0-9]{1,9}", words, re.ASCII):
            return _next_day(words, today)
        return full_date(words)
    except ValueError as error:
        raise CommandRefused(f"{quoted(clean_line(typed, 30))} is geen datum. Schrijf bijvoorbeeld 31-12.") from error


CONCEPT, _ADOPTED = "concept", "vastgesteld op "
"""How far a report is, as people say it."""


def adopted_on(text: str) -> date | None:
    """`vastgesteld op 8 december 2026`, `8-12-2026`, or None for `concept`; ValueError for anything else."""
    words = text.strip().lower()
    return None if words == CONCEPT else date.fromisoformat(full_date(words.removeprefix(_ADOPTED)))


def _next_day(weekday: str, today: date) -> str:
    """The first such day from today on; 29 February can be eight years away."""
    days = []
    for year in range(today.year, today.year + 9):
        with contextlib.suppress(ValueError):
            days.append(full_date(f"{weekday} {year}"))
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
    day = typed.strip().lower()
    figures = re.fullmatch(r"(\d{1,2})[-/. ]+(\d{1,2}|[a-z]+)[-/. ]+(\d{4})", day, re.ASCII)
    if figures is None:
        return date.fromisoformat(day).isoformat()
    return date(int(figures[3]), _month(figures[2]), int(figures[1])).isoformat()


def _month(name: str) -> int:
    if name.isdigit():
        return int(name)
    if name == "mrt":
        return 3
    return next((n for n, month in enumerate(MONTHS, 1) if len(name) > 2 and month.startswith(name)), 0)
