"""Numbers as people in the Netherlands type them: a point between thousands, a comma before decimals."""

import re
from decimal import Decimal

_LONGEST = 30
_MINUS = str.maketrans("−–‒﹣－", "-----")
_GROUPED = re.compile(r"[1-9]\d{0,2}([. ])\d{3}(?:\1\d{3})*(?:,\d{1,6})?", re.ASCII)
_PLAIN = re.compile(r"\d{1,15}(?:[.,]\d{1,6})?", re.ASCII)


def full_number(typed: str) -> str:
    """`1.000`, `€ 12,50`, `2.5` or `−3` as `1000`, `12,5`, `2,5` and `-3`; ValueError where it is no number.

    A point before exactly three figures stands between thousands; before any other number of them it is a comma,
    as on keyboards and machines of elsewhere.
    """
    bare = " ".join(typed.translate(_MINUS).split()).removeprefix("€").strip().removesuffix(",-")
    sign = "-" if bare.startswith("-") else ""
    figures = bare.removeprefix("-").removeprefix("" if sign else "+").removeprefix("€").strip()
    if _GROUPED.fullmatch(figures):
        plain = figures.replace(".", "").replace(" ", "")
    elif _PLAIN.fullmatch(figures):
        plain = figures
    else:
        raise ValueError(f"no number: {typed!r}")
    value = Decimal(sign + plain.replace(",", ".")) + 0
    return f"{value.normalize():f}".replace(".", ",")


def whole_number(typed: str) -> int | None:
    """What `full_number` reads, where that is a whole number; None for anything else."""
    try:
        return int(full_number(typed)) if len(typed) <= _LONGEST else None
    except ValueError:
        return None
