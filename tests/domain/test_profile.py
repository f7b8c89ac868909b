"""The profile: one's own outcome in private, ties said openly, and a group only from five answers on."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.kinds.profiel import NO_TEST, Profiel
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.report.charts import charts_of
from kompas_tui.domain.result.advice import advice
from kompas_tui.domain.result.shapes import Profile
from kompas_tui.domain.result.tables import as_data, as_table
from kompas_tui.domain.result.weight import strongest
from tests.domain.activities import AXES, activity, ballots

PROFIEL = activity("profiel", **AXES)
assert isinstance(PROFIEL, Profiel)
LOW, HIGH = 0, 1


def answered(*choices: int | None) -> dict[str, int]:
    return {f"item-{n}": choice for n, choice in enumerate(choices, 1) if choice is not None}


DOENER, DROMER, DENKER, BESLISSER = (
    answered(*row) for row in [(LOW,) * 4, (LOW, LOW, HIGH, HIGH), (HIGH,) * 4, (HIGH, HIGH, LOW, LOW)]
)
TIE_DOWN, TIE_ACROSS, TIE_BOTH = (
    answered(*row) for row in [(LOW, HIGH, LOW, LOW), (LOW, LOW, LOW, HIGH), (LOW, HIGH, HIGH, LOW)]
)


def group(*answers: dict[str, int]) -> Profile:
    assert isinstance(PROFIEL, Profiel)
    return PROFIEL.tally([Ballot(f"m{i}", answer, f"r{i}") for i, answer in enumerate(answers)])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (DOENER, ("Jouw antwoorden passen het best bij de doener.", "Je begint graag.")),
        (DENKER, ("Jouw antwoorden passen het best bij de denker.", "Je weegt graag af.")),
        (
            TIE_DOWN,
            ("Je zit tussen de doener en de beslisser in.", "Doener: Je begint graag.", "Beslisser: Je kiest graag."),
        ),
        (
            TIE_ACROSS,
            ("Je zit tussen de doener en de dromer in.", "Doener: Je begint graag.", "Dromer: Je kijkt graag."),
        ),
        (TIE_BOTH, ("Je zit in het midden: alle stijlen passen bij je.",)),
        (
            answered(LOW),
            ("Je zit tussen de doener en de dromer in.", "Doener: Je begint graag.", "Dromer: Je kijkt graag."),
        ),
    ],
)
def test_ones_own_outcome_says_a_tie_openly(answer: dict[str, int], said: tuple[str, ...]) -> None:
    assert PROFIEL.private_outcome(answer) == (*said, NO_TEST)


def test_styles_without_words_for_one_say_their_name_only() -> None:
    bare: list[dict[str, Any]] = [{"naam": s["naam"], "bij": s["bij"]} for s in AXES["stijlen"]]
    plain = activity("profiel", **{**AXES, "stijlen": bare})
    assert plain.private_outcome(DOENER) == ("Jouw antwoorden passen het best bij de doener.", NO_TEST)
    assert plain.private_outcome(TIE_DOWN) == ("Je zit tussen de doener en de beslisser in.", NO_TEST)


@pytest.mark.parametrize(("low", "styles"), [(3, 2), (4, 2), (5, 1), (2, 1), (7, 1)])
def test_four_against_three_of_seven_is_in_between(low: int, styles: int) -> None:
    items = [{"as": axis["naam"], "min": "a", "plus": "b"} for axis in AXES["assen"] for _ in range(7)]
    seven = activity("profiel", **{**AXES, "items": items})
    assert isinstance(seven, Profiel)
    answer = answered(*[LOW] * low, *[HIGH] * (7 - low), *[LOW] * 7)
    assert len(seven.styles_of(answer)) == styles


@pytest.mark.parametrize("choices", list(product((LOW, HIGH, None), repeat=4)))
def test_a_position_is_the_balance_of_the_answers_worked_out_by_hand(choices: tuple[int | None, ...]) -> None:
    assert isinstance(PROFIEL, Profiel)
    answer = answered(*choices)
    expected = []
    for pair in (choices[:2], choices[2:]):
        steps = [{LOW: -1, HIGH: 1}[choice] for choice in pair if choice is not None]
        expected.append(sum(steps) / len(steps) if steps else 0)
    assert list(PROFIEL.position(answer)) == expected
    ties = sum(balance == 0 for balance in expected)
    styles = PROFIEL.styles_of(answer)
    assert len(styles) == {0: 1, 1: 2, 2: 4}[ties]
    for style in styles:
        assert expected[0] == 0 or ("denken" in style.ends) == (expected[0] > 0)
        assert expected[1] == 0 or ("kijken" in style.ends) == (expected[1] > 0)


ANSWER = st.lists(st.sampled_from([LOW, HIGH, None]), min_size=4, max_size=4).map(lambda c: answered(*c)).filter(bool)


@given(st.lists(ANSWER, max_size=12))
def test_the_group_is_counted_from_five_answers_on_and_empty_below(answers: list[dict[str, int]]) -> None:
    assert isinstance(PROFIEL, Profiel)
    result = group(*answers)
    assert result.answers == len(answers)
    if len(answers) < 5:
        assert result.is_hidden
        assert (result.dots, result.between, [style.count for style in result.styles]) == ((), 0, [0] * 4)
        assert as_table(result).in_words == ()
        assert as_data(result)["opties"] == []
        assert strongest(result, 4) == ()
        assert advice(result) == ()
        assert PROFIEL.sentence(result).startswith("De groep is te zien vanaf 5 antwoorden.")
        return
    alone = [styles[0].name for a in answers if len(styles := PROFIEL.styles_of(a)) == 1]
    assert {style.name: style.count for style in result.styles} == {n: alone.count(n) for n in
        ("doener", "dromer", "denker", "beslisser")}  # fmt: skip
    assert result.between == len(answers) - len(alone)
    rows = {name: said for name, said, *_ in as_table(result).in_words}
    assert rows.get("tussen twee stijlen", "0") == str(result.between)
    assert sorted(result.dots) == sorted((PROFIEL.position(a)[1], PROFIEL.position(a)[0]) for a in answers)


def test_each_style_lies_in_its_own_quadrant() -> None:
    result = group(*[DOENER] * 5)
    assert {style.name: (style.right, style.below) for style in result.styles} == {
        "doener": (False, False),
        "dromer": (True, False),
        "denker": (True, True),
        "beslisser": (False, True),
    }
    assert (result.down, result.across) == (("voelen", "denken"), ("doen", "kijken"))
    assert set(result.dots) == {(-1.0, -1.0)}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([], "De groep is te zien vanaf 5 antwoorden. Tot nu toe: 0."),
        ([DOENER] * 4, "De groep is te zien vanaf 5 antwoorden. Tot nu toe: 4."),
        ([DOENER] * 5, "‘doener’ komt het meest voor: 5 van de 5 deelnemers."),
        (
            [DOENER] * 3 + [TIE_BOTH] * 2,
            "‘doener’ komt het meest voor: 3 van de 5 deelnemers. 2 deelnemers zitten ertussenin.",
        ),
        (
            [DOENER, DOENER, DENKER, DENKER, TIE_DOWN],
            "‘doener’ en ‘denker’ komen het meest voor: elk 2 van de 5 deelnemers. 1 deelnemer zit ertussenin.",
        ),
        (
            [DOENER, DROMER, DENKER, BESLISSER, TIE_BOTH],
            "De stijlen komen even vaak voor, elk 1 keer. 1 deelnemer zit ertussenin.",
        ),
        (
            [DOENER] * 2 + [TIE_BOTH] * 3,
            "3 van de 5 deelnemers zitten tussen twee stijlen in. ‘doener’ komt het meest voor: 2 van de 5 deelnemers.",
        ),
        ([TIE_BOTH] * 5, "Alle 5 deelnemers zitten tussen twee stijlen in."),
    ],
)
def test_the_sentence_is_about_the_group(answers: list[dict[str, int]], said: str) -> None:
    assert PROFIEL.sentence(group(*answers)) == said


def test_what_the_mix_asks_goes_from_the_most_common_style_to_the_missing_ones() -> None:
    assert advice(group(*[DENKER] * 3, *[DOENER] * 2)) == (
        "Leg uit waarom. Dat past bij 3 van de 5 mensen.",
        "Begin met iets doen. Dat past bij 2 van de 5 mensen.",
        "‘dromer’ en ‘beslisser’ ontbreken. Wie neemt die rollen vandaag op zich?",
    )
    assert advice(group(*[DENKER] * 6, DOENER))[:2] == (
        "Leg uit waarom. Dat past bij 6 van de 7 mensen.",
        "Vergeet ‘doener’ niet, al is er maar één. Begin met iets doen.",
    )


def test_a_mix_of_all_asks_for_change() -> None:
    assert advice(group(*[DENKER] * 2, *[DOENER] * 2, DROMER, BESLISSER))[0] == (
        "De stijlen zijn gelijk verdeeld. Wissel dus vaak van aanpak."
    )


def test_a_group_between_all_styles_gets_no_advice() -> None:
    assert advice(group(*[TIE_BOTH] * 5)) == ()


def test_a_role_below_five_shows_no_group_even_openly() -> None:
    small = ballots("item-1", [0] * 3)
    assert isinstance(PROFIEL, Profiel)
    assert PROFIEL.tally(small).is_hidden


def test_the_chart_has_who_lies_between_two_styles_too() -> None:
    mixed = group(*[DOENER] * 6, *[DENKER] * 5, *[TIE_DOWN] * 5)
    (chart,) = charts_of(mixed, "Aantal")
    drawn = dict(zip(chart.labels, chart.series[0].values, strict=True))
    assert drawn == {row[0]: float(row[1]) for row in as_table(mixed).in_words}
    assert drawn["tussen twee stijlen"] == 5
