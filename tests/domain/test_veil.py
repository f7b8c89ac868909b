"""What may not be shown is in no shape, wherever a participant's words can stand in it."""

from typing import Any, get_args

import pytest

from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.outcome.veil import KEPT_BACK, veiled, veiled_field
from kompas_tui.domain.result.shapes import (
    Axes,
    AxesPoint,
    Bar,
    Bars,
    Column,
    Distribution,
    Pairs,
    PinMap,
    Profile,
    Records,
    Result,
    Spread,
    Stacked,
    StackedRow,
    StyleCount,
    TextItem,
    TextList,
    Unit,
    Word,
    Words,
)

SECRET, VEIL = "Piet  liegt", {"piet liegt": KEPT_BACK}
TEXT, HEADED = TextItem("1", SECRET), TextItem("2", "Bomen", SECRET)
PLANTED: dict[Any, Result] = {
    Bars: Bars((Bar(SECRET, 2), Bar("Bomen", 1)), 3, Unit.POINTS, (TEXT, HEADED), winner=SECRET),
    Distribution: Distribution((Spread(SECRET, (1, 2), 2),), 3),
    Words: Words((Word(SECRET, 2),), 2),
    TextList: TextList((TEXT, HEADED), 2),
    Stacked: Stacked(("ja", "nee"), (StackedRow(SECRET, (1, 0), 1, (SECRET, "dinsdag")),), 1, (TEXT, HEADED)),
    Axes: Axes(("a", "b"), ("c", "d"), (AxesPoint(SECRET, 1, 2, 1),), 1),
    Records: Records((Column("Wat?"), Column("Wie?")), (("Bomen", SECRET),), 1),
    Pairs: Pairs((TEXT,), (HEADED,), 2),
    PinMap: PinMap("wijk", (), 2, (), (TEXT, HEADED)),
    Profile: Profile(("a", "b"), ("c", "d"), (StyleCount("doener", 0, right=True, below=True),), (), 0, 1),
}


def test_every_shape_is_tried() -> None:
    assert PLANTED.keys() == set(get_args(Result))


@pytest.mark.parametrize("result", PLANTED.values(), ids=lambda result: result.shape)
def test_a_text_that_may_not_be_shown_stands_in_no_shape(result: Result) -> None:
    assert SECRET not in repr(veiled(result, VEIL))
    assert (KEPT_BACK in repr(veiled(result, VEIL))) is not isinstance(result, Profile), "there is something to hide"


def test_a_label_is_hidden_where_it_names_a_text_and_stays_the_sentence_that_phones_translate_elsewhere() -> None:
    _, idea = read_activity("checklist", {"vraag": "Wat?", "items": ["Piet  liegt"]}).fields()
    hidden, kept = veiled_field(idea, VEIL), veiled_field(idea, {"iets anders": KEPT_BACK})
    assert hidden.label == f"Een idee bij ‘{KEPT_BACK}’"
    assert kept.label is idea.label
    assert veiled_field(idea, {}) is idea
