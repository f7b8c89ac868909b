"""An option of one's own stands behind the others, and what is typed there counts for it."""

from typing import Any

import pytest

from kompas_tui.domain.kinds.activity import Activity
from kompas_tui.domain.language.errors import AnswerRefused, InvalidOptions
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import SeveralOf
from kompas_tui.domain.result.shapes import Bars
from kompas_tui.domain.result.weight import strongest
from tests.domain.activities import activity

OTHER = "Anders, namelijk …"
ONE = activity("keuze", opties=["Fiets", "Auto"], eigen=OTHER)
SEVERAL = activity("meerkeuze", opties=["Fiets", "Auto"], eigen=OTHER)

AT_MOST_ONE = activity("meerkeuze", opties=["Fiets", "Auto"], eigen=OTHER, max="1")


def counted(asked: Activity, *answers: dict[str, Any], hidden: frozenset[str] = frozenset()) -> Bars:
    result = asked.tally([Ballot(f"m{n}", answer, f"r{n}") for n, answer in enumerate(answers)], hidden)
    assert isinstance(result, Bars)
    return result


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        ({"keuze": 1}, [0, 1, 0]),
        ({"keuze": 2, "eigen": ["step"]}, [0, 0, 1]),
        ({"eigen": ["step"]}, [0, 0, 1]),
        ({"keuze": 2}, [0, 0, 1]),
    ],
)
def test_of_one_choice_what_was_chosen_counts_and_who_only_typed_chose_that(
    answer: dict[str, Any], counts: list[int]
) -> None:
    result = counted(ONE, answer)
    assert [bar.count for bar in result.bars] == counts
    assert [(item.group, item.text) for item in result.texts] == [(OTHER, one) for one in answer.get("eigen", [])]


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        ({"keuzes": [0, 1]}, [1, 1, 0]),
        ({"keuzes": [0, 2], "eigen": ["step"]}, [1, 0, 1]),
        ({"eigen": ["step"]}, [0, 0, 1]),
    ],
)
def test_of_several_what_was_typed_is_chosen_too(answer: dict[str, Any], counts: list[int]) -> None:
    assert [bar.count for bar in counted(SEVERAL, answer).bars] == counts


@pytest.mark.parametrize(("most", "allowed"), [({}, 3), ({"max": "3"}, 3), ({"max": "2"}, 2), ({"max": "1"}, 1)])
def test_as_many_as_the_deck_says_may_be_chosen_ones_own_among_them(most: dict[str, str], allowed: int) -> None:
    (several, _) = activity("meerkeuze", opties=["Fiets", "Auto"], eigen=OTHER, **most).fields()
    assert isinstance(several, SeveralOf)
    assert (several.most, len(several.options)) == (allowed, 3)


def test_what_was_typed_takes_part_in_how_many_one_may_choose() -> None:
    asked = activity("meerkeuze", opties=["Fiets", "Auto", "Trein"], eigen=OTHER, max="2")
    asked.check({"keuzes": [0, 3], "eigen": ["step"]})
    with pytest.raises(AnswerRefused, match="Kies er hooguit 2"):
        asked.check({"keuzes": [0, 1], "eigen": ["step"]})


def test_a_text_beside_another_option_is_refused_and_not_told_as_of_who_chose_their_own() -> None:
    for answer in ({"keuze": 1}, {"keuze": 2, "eigen": ["step"]}, {"eigen": ["step"]}):
        ONE.check(answer)
    with pytest.raises(AnswerRefused, match="Kies ‘Anders, namelijk …’, of haal je tekst weg"):
        ONE.check({"keuze": 0, "eigen": ["step"]})


def test_who_is_refused_one_too_many_hears_that_the_text_counts() -> None:
    asked = activity("meerkeuze", opties=["Fiets", "Auto", "Trein"], eigen=OTHER, max="2")
    with pytest.raises(AnswerRefused, match=r"Haal er 1 weg\. Ook wat je typte, telt mee\."):
        asked.check({"keuzes": [0, 1], "eigen": ["step"]})


@pytest.mark.parametrize(
    ("asked", "typed", "ticked"),
    [(ONE, {"eigen": ["step"]}, {"keuze": 2}), (SEVERAL, {"eigen": ["step"]}, {"keuzes": [2]})],
)
def test_who_ticks_what_was_typed_before_changed_no_mind(
    asked: Activity, typed: dict[str, Any], ticked: dict[str, Any]
) -> None:
    assert asked.chosen(typed) == asked.chosen({**ticked, **typed}) == ticked


def test_a_hidden_text_goes_and_still_counts() -> None:
    answers = [{"eigen": ["step"]}, {"eigen": ["bus"]}]
    (hidden, other) = counted(ONE, *answers).texts
    result = counted(ONE, *answers, hidden=frozenset({hidden.id}))
    assert (result.texts, result.bars[-1].count) == ((other,), 2)


def test_a_text_has_the_id_that_the_round_knows_it_by() -> None:
    ballot = Ballot("m", {"keuze": 2, "eigen": ["step"]}, "r")
    (item,) = counted(ONE, ballot.answer).texts
    assert item.id == Ballot("m0", ballot.answer, "r0").text_id(1)


def test_nobody_agrees_on_what_each_typed_and_it_is_no_option_for_a_next_card() -> None:
    result = counted(ONE, *[{"eigen": [f"step {n}"]} for n in range(9)], {"keuze": 0})
    assert [bar.is_own for bar in result.bars] == [False, False, True]
    assert strongest(result, 5) == ("Fiets",)


def test_a_blank_vote_stays_last() -> None:
    asked = activity("keuze", opties=["Fiets", "Auto"], eigen=OTHER, blanco="ja")
    assert asked.listed() == ("Fiets", "Auto", OTHER, "Blanco")
    assert [bar.label for bar in counted(asked, {"keuze": 3}).options] == ["Fiets", "Auto", OTHER]


@pytest.mark.parametrize(
    ("asked", "form", "kept"),
    [
        (ONE, {"eigen-1": ["fiets "]}, {"keuze": 0}),
        (ONE, {"keuze": ["2"], "eigen-1": ["AUTO"]}, {"keuze": 1}),
        (ONE, {"keuze": ["1"], "eigen-1": ["auto"]}, {"keuze": 1}),
        (ONE, {"eigen-1": [OTHER]}, {"keuze": 2}),
        (ONE, {"eigen-1": ["step"]}, {"eigen": ["step"]}),
        (SEVERAL, {"keuzes": ["0", "2"], "eigen-1": ["auto"]}, {"keuzes": [0, 1]}),
        (SEVERAL, {"eigen-1": ["auto"]}, {"keuzes": [1]}),
        (AT_MOST_ONE, {"keuzes": ["1"], "eigen-1": ["auto"]}, {"keuzes": [1]}),
        (SEVERAL, {"keuzes": ["0"], "eigen-1": ["step"]}, {"keuzes": [0], "eigen": ["step"]}),
    ],
)
def test_who_types_what_stands_in_the_list_chose_that(
    asked: Activity, form: dict[str, list[str]], kept: dict[str, Any]
) -> None:
    assert asked.read_form(form) == kept


def test_who_types_one_option_and_chose_another_is_asked_which() -> None:
    with pytest.raises(AnswerRefused, match="Kies ‘Anders, namelijk …’, of haal je tekst weg"):
        ONE.read_form({"keuze": ["0"], "eigen-1": ["auto"]})


@pytest.mark.parametrize("kind", ["keuze", "meerkeuze", "stickers"])
def test_an_option_of_ones_own_that_says_the_same_as_another_is_a_problem(kind: str) -> None:
    with pytest.raises(InvalidOptions) as refused:
        activity(kind, opties=["Fiets", "anders"], eigen="Anders")
    assert [(one.path, one.message) for one in refused.value.problems] == [
        (("eigen",), "‘anders’ staat er al bij. Haal die optie weg bij ‘opties’.")
    ]
