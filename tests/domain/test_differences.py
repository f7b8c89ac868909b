"""Where groups differ most: the row, the two groups, and what is too little to tell."""

import pytest

from kompas_tui.domain.kinds.schaal import spread
from kompas_tui.domain.result.differences import NO_DIFFERENCE, difference_sentence, widest_difference
from kompas_tui.domain.result.shapes import (
    Axes,
    AxesPoint,
    Bar,
    Bars,
    Distribution,
    Result,
    Stacked,
    StackedRow,
    TextList,
    Unit,
)


def scores(*rows: list[int]) -> Distribution:
    return Distribution(
        tuple(spread(f"Stelling {n}.", row, range(1, 6)) for n, row in enumerate(rows, 1)), len(rows[0])
    )


def judged(yes: int, no: int) -> Stacked:
    return Stacked(("op koers", "niet"), (StackedRow("Inbreng", (yes, no), None),), yes + no, is_scored=False)


def field(x: float, y: float) -> Axes:
    return Axes(("regels", "relatie"), ("binnen", "buiten"), (AxesPoint("Nu", x, y, 1),), 1)


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        (scores([4], [2]), scores([4], [5]), "bij ‘Stelling 2’: gemeente geeft 2, bewoner geeft 5."),
        (scores([1, 2]), scores([5]), "Het verschil is het grootst: gemeente geeft 1,5, bewoner geeft 5."),
        (judged(1, 3), judged(2, 0), "bij ‘Inbreng: op koers’: gemeente 1 van 4, bewoner 2 van 2."),
        (field(2, 5), field(9, 6), "bij ‘Nu: relatie’: gemeente staat op 2, bewoner staat op 9."),
    ],
)
def test_the_sentence_names_the_row_and_both_groups(one: Result, other: Result, sentence: str) -> None:
    assert sentence in difference_sentence((("gemeente", one), ("bewoner", other)))


def test_a_difference_holds_values_and_counts_every_group() -> None:
    widest = widest_difference((("a", scores([3], [1])), ("b", scores([4], [3])), ("c", scores([2], [5]))))
    assert widest is not None
    assert (widest.label, widest.low.group, widest.high.group, widest.size) == ("Stelling 2.", "a", "c", 1.0)


def test_too_little_is_not_made_large_and_what_has_no_line_is_left_alone() -> None:
    assert difference_sentence((("a", judged(5, 1)), ("b", judged(5, 0)))) == NO_DIFFERENCE
    assert difference_sentence((("a", scores([4])),)) == ""
    assert difference_sentence((("a", TextList((), 2)), ("b", TextList((), 1)))) == ""
    points = Bars((Bar("Groen", 60),), 2, Unit.POINTS)
    assert difference_sentence((("a", points), ("b", points))) == ""
