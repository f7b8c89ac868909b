"""A scale begins at 1, at 0 or below: what was given is what every view tells."""

import pytest

from kompas_tui.domain.kinds.schaal import Division, Schaal, division
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.question.answers import fits
from kompas_tui.domain.question.fields import Scale
from kompas_tui.domain.report.charts import charts_of
from kompas_tui.domain.report.under_tables import half_in_words, middle_half
from kompas_tui.domain.result.comparison import compared
from kompas_tui.domain.result.highlights import highlight
from kompas_tui.domain.result.shapes import Distribution
from kompas_tui.domain.result.tables import as_data, as_table
from tests.domain.activities import activity, ballots

ENDS = {"uitersten": ["zeker niet", "zeker wel"]}
RECOMMENDED = activity("schaal", van="0", tot="10", **ENDS)
BALANCED = activity("schaal", van="-2", tot="2", **ENDS)


def given(asked: object, scores: list[int]) -> Distribution:
    assert isinstance(asked, Schaal)
    return asked.tally(ballots("score-1", scores))


def test_one_gives_any_score_of_the_scale_and_no_other() -> None:
    (field,) = BALANCED.fields()
    assert [field.read({"score-1": (str(score),)}) for score in range(-2, 3)] == [-2, -1, 0, 1, 2]
    for other in ("-3", "3", "−1", "-0", "01", "1.0", "x"):
        with pytest.raises(AnswerRefused):
            field.read({"score-1": (other,)})
    assert fits((field,), {"score-1": -2})
    assert not fits((field,), {"score-1": -3})


@pytest.mark.parametrize(
    ("options", "scores"),
    [
        ({"van": "0"}, (0, 5)),
        ({"van": "-2"}, (-2, 2)),
        ({"van": "\u22123", "tot": "3"}, (-3, 3)),
        ({"tot": "7"}, (1, 7)),
    ],
)
def test_a_scale_below_zero_ends_as_far_above_it_where_nothing_is_said(
    options: dict[str, str], scores: tuple[int, int]
) -> None:
    (field,) = activity("schaal", **options).fields()
    assert isinstance(field, Scale)
    assert (field.scores[0], field.scores[-1]) == scores


def test_the_sentence_and_the_figures_tell_what_was_given() -> None:
    ten = given(RECOMMENDED, [0, 8, 9, 9, 10, 10])
    assert RECOMMENDED.sentence(ten).startswith("De middelste score is 9, op een schaal van 0 tot en met 10.")
    below = given(BALANCED, [-2, -2, -1, -1, -1])
    assert BALANCED.sentence(below).startswith("De middelste score is −1, op een schaal van −2 tot en met 2.")
    assert (ten.rows[0].mean, below.rows[0].mean) == (46 / 6, -1.4)
    assert half_in_words(middle_half(below.rows[0]), "van ") == "van −2 tot −1"
    assert division(below.rows[0]) is Division.CLOSE


def test_of_the_highest_is_told_where_that_says_something() -> None:
    ten, below = given(RECOMMENDED, [7] * 5).rows[0], given(BALANCED, [-1] * 5).rows[0]
    assert (ten.of_highest(7), below.of_highest(-1)) == ("7 van 10", "−1")
    leading = (highlight(given(RECOMMENDED, [7] * 5)), highlight(given(BALANCED, [-1] * 5)))
    assert [one.name if one else None for one in leading] == ["midden 7 van 10", "midden −1"]


def test_every_table_and_chart_names_the_scores() -> None:
    result = given(BALANCED, [-2, 0, 0, 2, 2])
    names = [row[0] for row in as_table(result).rows]
    assert names == ["−2 (zeker niet)", "−1", "0", "1", "2 (zeker wel)"]
    assert [one["optie"] for one in as_data(result)["opties"]] == ["-2", "-1", "0", "1", "2"]
    (chart,) = charts_of(result, "Aantal")
    assert list(chart.labels) == ["−2", "−1", "0", "1", "2"]
    several = activity("schaal", van="-2", stellingen=["a", "b"])
    assert as_table(several.tally(ballots("score-1", [-2, 1]))).header[2:-1] == ("−2", "−1", "0", "1", "2")


def test_scales_of_as_many_steps_are_not_the_same() -> None:
    assert compared(given(activity("schaal"), [1, 5]), given(BALANCED, [-2, 2])) is None


def test_a_paddle_gives_the_score_that_its_letter_stands_for() -> None:
    asked = activity("schaal", van="-1", tot="1")
    assert asked.turned_options() == ("−1", "0", "1")
    assert [asked.turned(index) for index in range(3)] == [{"score-1": -1}, {"score-1": 0}, {"score-1": 1}]
