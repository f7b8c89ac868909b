"""Cells of a table as values; they become words or data where they are shown."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import assert_never

from kompas_tui.domain.language.sentences import dotted, figure_phrase
from kompas_tui.domain.language.wording import MINUS, long_date, number


@dataclass(frozen=True, slots=True)
class Number:
    """A number with at most so many decimals; `share` is the percentage that it is of a whole."""

    value: float
    decimals: int = 0
    signed: bool = False
    """Whether a number above zero has a plus."""
    share: float | None = None
    share_decimals: int = 0
    is_times: bool = False
    """Whether it says how often something came."""
    is_bound: bool = False
    """Whether it is less than this."""
    is_count: bool = True
    """Whether it is counted by us, and has a dot between thousands; what somebody filled in may be a year."""


Cell = str | Number | date | None


def rounded(value: float, decimals: int) -> float:
    """The number as it is printed: a half goes away from zero."""
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def all_digits(value: float) -> str:
    """A number as a program reads it, to its last digit: `1136520`, and never `1.13652e+06`."""
    return f"{value:.15g}"


def in_words(cell: Cell) -> str:
    """The cell as people read it: a dot between thousands, a decimal comma, a real minus, a date in words."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case date():
            return long_date(cell)
        case Number():
            return _number_in_words(cell)
        case _:
            assert_never(cell)


def _number_in_words(cell: Number) -> str:
    whole, comma, decimals = number(abs(cell.value), cell.decimals).partition(",")
    digits = (dotted(int(whole)) if cell.is_count else whole) + comma + decimals
    is_zero = not digits.strip("0,")
    sign = "" if is_zero else MINUS if cell.value < 0 else "+" if cell.signed else ""
    share = "" if cell.share is None else f" ({number(cell.share, cell.share_decimals)}%)"
    below = "< " if cell.is_bound else ""
    return figure_phrase(f"{below}{sign}{digits}{'×' if cell.is_times else ''}{share}")


def as_value(cell: Cell) -> str | int | float | None:
    """The cell as programs read it: a bare number, or a text; a date is ISO."""
    match cell:
        case None | str():
            return cell
        case date():
            return cell.isoformat()
        case Number():
            return int(cell.value) if cell.value == int(cell.value) else cell.value
        case _:
            assert_never(cell)
