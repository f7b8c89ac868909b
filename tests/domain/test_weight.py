"""What weighs most in a result, by which a next question takes the strongest."""

import pytest

from kompas_tui.domain.result.shapes import Axes, AxesPoint, Bar, Bars, Result, Stacked, StackedRow, Unit
from kompas_tui.domain.result.weight import Cut, by_weight, cuts, strongest

LEVELS = ("voor", "tegen")


@pytest.mark.parametrize(
    ("result", "order"),
    [
        (
            Axes(
                ("weinig", "veel"), ("laag", "hoog"),
                (AxesPoint("a", 9, 0, 2), AxesPoint("b", 6, 7, 2), AxesPoint("c", 1, 9, 2), AxesPoint("d", None, 3, 0)),
                2,
            ),
            "bca",
        ),
        (Stacked(LEVELS, (StackedRow("a", (1, 1), 0.2), StackedRow("b", (0, 2), 0.9)), 2), "ba"),
        (Stacked(LEVELS, (StackedRow("a", (1, 3), None), StackedRow("b", (1, 0), None)), 4, is_scored=False), "ba"),
        (Bars((Bar("a", 0), Bar("b", 1), Bar("c", 2)), 3, Unit.CHOSEN), "cb"),
    ],
)  # fmt: skip
def test_what_weighs_most_comes_first_and_what_nobody_chose_not_at_all(result: Result, order: str) -> None:
    assert "".join(strongest(result, 9)) == order
    assert "".join(strongest(result, 1)) == order[:1]


def test_means_that_differ_in_their_last_figure_only_are_equal() -> None:
    points = (AxesPoint("a", 0.1, 0.2, 3), AxesPoint("b", 0.3, 0.0, 3))
    result = Axes(("l", "r"), ("o", "b"), points, 3)
    assert next(cuts(by_weight(result), 1)) == Cut(("a", "b"), along=1, of=2)
