"""Numbers as people read them: a dot between thousands, and a minus that is one; the data keeps them bare."""

import re
from collections.abc import Set

from kompas_tui.domain.result.shapes import Bars, Result

_QUOTED_OR_LARGE = re.compile(r"‘[^’]*’|\d{4,}")


def _dotted(whole: int) -> str:
    return f"{whole:,}".replace(",", ".")


def with_dots(text: str, numbers: Set[int]) -> str:
    """A sentence in which these numbers have a dot between thousands; what is quoted stays as it is."""

    def told(match: re.Match[str]) -> str:
        digits = match[0]
        return _dotted(int(digits)) if digits.isdigit() and int(digits) in numbers else digits

    return _QUOTED_OR_LARGE.sub(told, text)


def numbers_in(result: Result) -> frozenset[int]:
    """The numbers that a sentence about this result may tell."""
    counts = [bar.count for bar in result.bars] if isinstance(result, Bars) else []
    return frozenset((result.answers, *counts, sum(counts)))
