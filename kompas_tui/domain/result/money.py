"""What can be paid from a budget: the options in the order of their votes, as far as the money goes."""

from collections.abc import Mapping
from itertools import groupby

from kompas_tui.domain.result.shapes import Bar, Bars


def payable(result: Bars) -> Mapping[str, bool | None]:
    """Per option whether it can be paid, in the order of the votes; None where equals would have to be parted.

    An option that costs more than is left is passed by, and a next one may still fit. From the first equals on that
    can't all be paid nothing is certain for who comes after them. What nobody chose is not paid.
    """
    assert result.spending is not None, "only with a budget is there something to pay"
    costs = dict(zip((bar.label for bar in result.bars), result.spending.costs, strict=True))
    left, is_certain = result.spending.budget, True
    fits: dict[str, bool | None] = {}
    for votes, group in groupby(result.ranked, key=_votes):
        equals = [bar.label for bar in group]
        affordable = [label for label in equals if votes and costs[label] <= left]
        together = sum(costs[label] for label in affordable)
        is_certain = is_certain and together <= left
        fits |= {label: (is_certain or None) if label in affordable else False for label in equals}
        left -= together if is_certain else 0
    return fits


def _votes(bar: Bar) -> int:
    return bar.count
