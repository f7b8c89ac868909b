"""Votes that decide: a threshold that is met exactly, blank votes, shares, and a budget that is never exceeded."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.kinds import Activity, read_activity
from kompas_tui.domain.language.errors import AnswerRefused, InvalidOptions
from kompas_tui.domain.question.fields import SeveralOf
from kompas_tui.domain.report.document import Paragraph
from kompas_tui.domain.report.figures import figures
from kompas_tui.domain.result.money import payable
from kompas_tui.domain.result.shapes import Bars
from kompas_tui.domain.result.tables import as_data, as_table
from kompas_tui.domain.result.weight import strongest
from tests.domain.activities import activity, ballots

PLANS = [{"tekst": "Speeltuin", "kosten": "30000"}, {"tekst": "Bankjes", "kosten": "5000"},
         {"tekst": "Bomen", "kosten": "20000"}, {"tekst": "Fontein", "kosten": "45000"}]  # fmt: skip
BUDGET = activity("meerkeuze", opties=PLANS, budget="50000")


def vote(**keys: Any) -> Activity:
    return activity("keuze", opties=["Voor", "Tegen"], **keys)


def chosen(asked: Activity, *counts: int) -> Bars:
    """The result where so many chose each option."""
    result = asked.tally(ballots("keuze", [place for place, count in enumerate(counts) for _ in range(count)]))
    assert isinstance(result, Bars)
    return result


def spent(*choices: Sequence[int]) -> Bars:
    result = BUDGET.tally(ballots("keuzes", [list(choice) for choice in choices]))
    assert isinstance(result, Bars)
    return result


@given(st.integers(1, 100), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_a_threshold_is_met_exactly_and_blank_votes_are_no_part_of_it(
    needs: int, first: int, second: int, blank: int
) -> None:
    result = chosen(vote(drempel=str(needs), blanco="ja"), first, second, blank)
    valid = first + second
    met = [label for label, n in (("Voor", first), ("Tegen", second)) if valid and Fraction(n, valid) * 100 >= needs]
    assert sorted(bar.label for bar in result.carried) == sorted(met)
    assert result.valid == valid
    assert all((result.percent(bar) or 0) >= needs for bar in result.carried)
    short = [bar for bar in result.options if bar not in result.carried and valid]
    assert all((result.percent(bar) or 0) < needs for bar in short)


@pytest.mark.parametrize(
    ("keys", "counts", "sentence"),
    [
        (
            {"drempel": "75"},
            (30, 10),
            "‘Voor’ haalt de drempel van 75 procent: 30 van de 40 stemmen, dat is 75 procent.",
        ),
        (
            {"drempel": "75"},
            (29, 10),
            "Geen optie haalt de drempel van 75 procent. "
            "‘Voor’ komt het dichtst bij: 29 van de 39 stemmen, dat is 74,3 procent.",
        ),
        (
            {"drempel": "75", "blanco": "ja"},
            (6, 2, 3),
            "‘Voor’ haalt de drempel van 75 procent: 6 van de 8 geldige stemmen, dat is 75 procent. "
            "3 stemmen zijn blanco.",
        ),
        (
            {"drempel": "75", "blanco": "ja"},
            (1, 0, 4),
            "‘Voor’ haalt de drempel van 75 procent: de enige geldige stem. 4 stemmen zijn blanco.",
        ),
        ({"drempel": "50"}, (5, 5), "‘Voor’ en ‘Tegen’ halen de drempel van 50 procent."),
        ({"drempel": "60"}, (5, 5), "Geen optie haalt de drempel van 60 procent. 2 opties staan gelijk bovenaan."),
        (
            {"drempel": "60", "blanco": "ja"},
            (0, 0, 6),
            "Alle stemmen zijn blanco. Geen optie haalt de drempel van 60 procent.",
        ),
        ({"drempel": "60"}, (0, 0), "Er zijn geen antwoorden."),
        (
            {"drempel": "meer dan de helft"},
            (26, 25),
            "‘Voor’ haalt de drempel van meer dan 50 procent: 26 van de 51 stemmen, dat is 50,9 procent.",
        ),
        (
            {"drempel": "meer dan de helft"},
            (5, 5),
            "Geen optie haalt de drempel van meer dan 50 procent. 2 opties staan gelijk bovenaan.",
        ),
        (
            {"drempel": "2/3"},
            (6, 3),
            "‘Voor’ haalt de drempel van 2/3: 6 van de 9 stemmen, dat is 66,6 procent.",
        ),
        (
            {"blanco": "ja"},
            (4, 3, 9),
            "‘Voor’ staat bovenaan: 4 van de 7 deelnemers kiezen dit. Het scheelt weinig: ‘Tegen’ volgt met 3.",
        ),
    ],
)
def test_the_sentence_says_what_was_decided(keys: dict[str, str], counts: tuple[int, ...], sentence: str) -> None:
    asked = vote(**keys)
    assert asked.sentence(chosen(asked, *counts)) == sentence


def test_a_blank_vote_stands_last_and_is_no_option_for_another_question() -> None:
    result = chosen(vote(blanco="ja", aandeel="ja"), 1, 2, 9)
    assert as_table(result).in_words == (("Tegen", "2 (67%)"), ("Voor", "1 (33%)"), ("Blanco", "9"))
    assert list(strongest(result, 3)) == ["Tegen", "Voor"]
    assert as_data(result)["geldig"] == 3


def test_what_is_asked_is_said_before_the_vote() -> None:
    asked = vote(drempel="75", blanco="ja", toelichting="Over het plein.")
    assert asked.explanation == (
        "Over het plein. Een optie haalt het met 75 procent van de stemmen die niet blanco zijn."
    )


@given(st.lists(st.lists(st.integers(0, 3), max_size=4, unique=True), max_size=30))
def test_a_budget_is_never_exceeded_nor_a_stronger_option_passed_by_that_fits(choices: list[list[int]]) -> None:
    result = spent(*choices)
    assert result.spending is not None
    costs = {plan["tekst"]: int(plan["kosten"]) for plan in PLANS}
    votes = {bar.label: bar.count for bar in result.bars}
    found = payable(result)
    paid = sum(costs[name] for name, does in found.items() if does)
    assert paid <= 50_000
    assert not [name for name, does in found.items() if does is not False and not votes[name]]
    for name, does in found.items():
        if does is False and votes[name]:
            stronger = sum(costs[other] for other, fit in found.items() if fit and votes[other] > votes[name])
            assert costs[name] > 50_000 - stronger


@pytest.mark.parametrize(
    ("choices", "fitting", "sentence"),
    [
        (
            [[0], [0], [0], [3], [3], [1]],
            {"Speeltuin": True, "Fontein": False, "Bankjes": True, "Bomen": False},
            "In het budget van 50.000 euro passen ‘Speeltuin’ en ‘Bankjes’. Kosten: 35.000 euro.",
        ),
        (
            [[3], [3], [0], [0], [1]],
            {"Speeltuin": None, "Fontein": None, "Bankjes": None, "Bomen": False},
            "In het budget van 50.000 euro past nog niets zeker. "
            "Bij ‘Speeltuin’, ‘Fontein’ en ‘Bankjes’ beslist de groep nog, "
            "want ‘Speeltuin’ en ‘Fontein’ kregen evenveel stemmen.",
        ),
    ],
)
def test_money_goes_by_votes_and_equals_are_never_parted(
    choices: list[list[int]], fitting: dict[str, bool | None], sentence: str
) -> None:
    result = spent(*choices)
    assert dict(payable(result)) == fitting
    assert BUDGET.sentence(result) == sentence
    words = {True: "ja", False: "nee", None: "nog open"}
    assert {row[0]: row[3] for row in as_table(result).in_words} == {
        name: words[does] for name, does in fitting.items()
    }


@pytest.mark.parametrize(
    ("amount", "fits", "beside"),
    [
        (6, 5, "‘plan 5’ valt af."),
        (7, 5, "‘plan 5’ en ‘plan 6’ vallen af."),
        (5, 5, ""),
        (9, 5, "‘plan 5’, ‘plan 6’, ‘plan 7’ en ‘plan 8’ vallen af."),
        (12, 5, "Daarvan staan bovenaan: ‘plan 0’, ‘plan 1’ en ‘plan 2’."),
    ],
)
def test_of_many_that_fit_what_does_not_is_named_or_which_lead(amount: int, fits: int, beside: str) -> None:
    plans = [{"tekst": f"plan {number}", "kosten": "10"} for number in range(amount)]
    asked = activity("meerkeuze", opties=plans, budget=str(10 * fits))
    result = asked.tally(ballots("keuzes", [list(range(most)) for most in range(1, amount + 1)]))
    first = f"In het budget van {10 * fits} euro passen {fits} opties. Kosten: {10 * fits} euro."
    assert asked.sentence(result) == " ".join(filter(None, (first, beside)))


def test_four_that_fit_are_named_and_nothing_beside_them() -> None:
    plans = [{"tekst": f"plan {number}", "kosten": "10"} for number in range(6)]
    asked = activity("meerkeuze", opties=plans, budget="40")
    result = asked.tally(ballots("keuzes", [list(range(most)) for most in range(1, 7)]))
    assert asked.sentence(result).endswith("‘plan 2’ en ‘plan 3’. Kosten: 40 euro.")


def test_who_leads_but_costs_too_much_is_not_told_among_what_fits() -> None:
    costs = ["99", *["10"] * 5, *["99"] * 5]
    plans = [{"tekst": f"plan {number}", "kosten": cost} for number, cost in enumerate(costs)]
    asked = activity("meerkeuze", opties=plans, budget="50")
    result = asked.tally(ballots("keuzes", [list(range(most)) for most in range(1, 12)]))
    assert asked.sentence(result).endswith("Daarvan staan bovenaan: ‘plan 1’, ‘plan 2’ en ‘plan 3’.")


def test_equals_that_the_group_decides_on_do_not_drop_out() -> None:
    plans = [{"tekst": f"plan {number}", "kosten": "10"} for number in range(7)]
    asked = activity("meerkeuze", opties=plans, budget="60")
    result = asked.tally(ballots("keuzes", [[0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4]]))
    told = asked.sentence(result)
    assert "af." not in told
    assert told.endswith("Bij ‘plan 5’ en ‘plan 6’ beslist de groep nog, want stemmen zijn gelijk.")


def test_a_ballot_over_budget_is_refused_with_what_is_over() -> None:
    assert BUDGET.read_form({"keuzes": ["0", "2"]}) == {"keuzes": [0, 2]}
    with pytest.raises(
        AnswerRefused, match=r"Je koos voor 75\.000 euro\. Dat is 25\.000 euro te veel\. Haal iets weg\."
    ):
        BUDGET.read_form({"keuzes": ["0", "3"]})
    field = BUDGET.fields()[0]
    assert isinstance(field, SeveralOf)
    assert field.options == ("Speeltuin", "Bankjes", "Bomen", "Fontein")
    assert BUDGET.beside() == ("30.000 euro", "5.000 euro", "20.000 euro", "45.000 euro")


@pytest.mark.parametrize(
    ("word", "keys", "problem"),
    [
        ("keuze", {"opties": ["Ja", "blanco"], "blanco": "ja"}, "is ‘Blanco’ er al"),
        ("keuze", {"opties": ["Ja", "Nee"], "drempel": "101"}, "een heel getal van 1 tot en met 100"),
        ("meerkeuze", {"opties": PLANS, "budget": "4000"}, "Elke optie kost meer dan het budget."),
        ("meerkeuze", {"opties": [PLANS[0], PLANS[0]], "budget": "90000"}, "‘Speeltuin’ staat hier dubbel."),
        ("meerkeuze", {"opties": [{"tekst": "Bank"}, PLANS[0]], "budget": "90000"}, "‘kosten’ ontbreekt."),
        ("meerkeuze", {"opties": PLANS[:1], "budget": "90000"}, "2 tot en met 100"),
        ("meerkeuze", {"opties_uit": {"kaart": "x"}, "budget": "9"}, "Noem ze bij ‘opties’."),
        ("meerkeuze", {"opties": ["a", "b"], "eenheid": "euro"}, "‘eenheid’ hoort bij ‘budget’."),
    ],
)
def test_a_mistake_in_the_deck_is_told(word: str, keys: dict[str, Any], problem: str) -> None:
    with pytest.raises(InvalidOptions) as caught:
        read_activity(word, {"vraag": "Wat?", **keys})
    assert any(problem in found.message for found in caught.value.problems), caught.value.problems


def test_the_report_tells_of_thresholds_and_budgets_only_where_there_are_any() -> None:
    for plain, special, said in (
        (vote(), vote(drempel="75"), "naar beneden afgerond"),
        (activity("meerkeuze", opties=["a", "b"]), BUDGET, "op volgorde van stemmen"),
    ):
        assert said not in " ".join(plain.measured())
        assert said in " ".join(special.measured())
        assert plain.measured() == special.measured()[:1]


MONEY = {"opties": ["Groen", "Spelen", "Licht"], "totaal": "50000", "eenheid": "euro"}


def divided(asked: Activity, *parts: Sequence[int]) -> Bars:
    result = asked.tally(ballots("punten", [list(part) for part in parts]))
    assert isinstance(result, Bars)
    return result


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            [(30000, 20000, 0)] * 5,
            "‘Groen’ krijgt het meest: gemiddeld 30.000 van de 50.000 euro, dat is 60 procent.",
        ),
        (
            [(25000, 25000, 0)] * 5,
            "‘Groen’ en ‘Spelen’ krijgen evenveel, het meest van alle: "
            "elk gemiddeld 25.000 van de 50.000 euro, dat is 50 procent.",
        ),
        (
            [(0, 0, 50000)],
            "Er is maar 1 antwoord. ‘Licht’ krijgt het meest: gemiddeld 50.000 van de 50.000 euro, dat is 100 procent.",
        ),
        ([], "Er zijn geen antwoorden."),
    ],
)
def test_a_total_in_a_unit_of_its_own_is_told_as_what_a_voter_gave_on_average(
    parts: Sequence[Sequence[int]], sentence: str
) -> None:
    asked = activity("verdeling", **MONEY)
    assert asked.sentence(divided(asked, *parts)) == sentence


@given(st.lists(st.integers(0, 60000), min_size=3, max_size=3))
def test_a_total_is_divided_whole_and_never_exceeded(parts: list[int]) -> None:
    asked = activity("verdeling", **MONEY)
    form = {f"punten-{place}": [str(part)] for place, part in enumerate(parts, 1)}
    if sum(parts) == 50000:
        assert asked.read_form(form)["punten"] == parts
        return
    with pytest.raises(AnswerRefused) as refused:
        asked.read_form(form)
    over = sum(parts) - 50000
    if over > 0:
        assert f"Haal er {over:,} weg.".replace(",", ".") in str(refused.value)
    elif sum(parts):
        assert f"Verdeel er nog {-over:,}.".replace(",", ".") in str(refused.value)


def test_a_total_of_its_own_stands_with_its_unit_in_table_and_data() -> None:
    asked = activity("verdeling", **MONEY)
    result = divided(asked, (30000, 20000, 0), (10000, 40000, 0))
    assert as_table(result).in_words[0] == ("Spelen", "60.000 (60%)")
    assert as_data(result)["eenheid"] == "euro"
    assert asked.measured()[0].startswith("Verdeling: elke deelnemer verdeelt 50.000 euro over de opties.")
    hundred = activity("verdeling", opties=["a", "b"])
    assert as_table(divided(hundred, (60, 40))).in_words[0] == ("a", "60")
    assert "100 punten" in hundred.measured()[0]


@pytest.mark.parametrize(
    ("keys", "problem"),
    [({"totaal": "1"}, "hier hoort een heel getal van 2"), ({"eenheid": "e" * 30}, "hooguit 20 tekens")],
)
def test_a_total_that_can_not_be_divided_is_told(keys: dict[str, str], problem: str) -> None:
    with pytest.raises(InvalidOptions) as problems:
        activity("verdeling", opties=["a", "b"], **keys)
    assert any(problem in one.message for one in problems.value.problems)


def test_shares_beside_a_threshold_have_the_tenths_of_the_sentence_and_add_up() -> None:
    result = chosen(vote(drempel="75"), 14, 2)
    assert as_table(result).in_words == (("Voor", "14 (87,5%)"), ("Tegen", "2 (12,5%)"))
    assert "dat is 87,5 procent" in vote(drempel="75").sentence(result)
    assert [result.percent(bar) for bar in result.bars] == [87.5, 12.5]


@given(st.lists(st.integers(0, 40), min_size=2, max_size=6))
def test_equal_counts_have_equal_shares_and_what_rounding_adds_is_told(counts: list[int]) -> None:
    options = [f"Optie {place}" for place in range(len(counts))]
    result = chosen(activity("keuze", opties=options, aandeel="ja"), *counts)
    shares = [result.told_percent(bar) for bar in result.bars]
    assert len({(bar.count, share) for bar, share in zip(result.bars, shares, strict=True)}) == len(set(counts))
    told = [one.text for one in figures("Keuze", result, []) if isinstance(one, Paragraph)]
    if not sum(counts):
        assert (shares, told) == ([None] * len(counts), [])
        return
    together = sum(share or 0 for share in shares)
    assert abs(together - 100) <= len(counts) / 2
    assert [f"Samen zijn ze daardoor {together:g} procent." in said for said in told] == [True] * (together != 100)


@pytest.mark.parametrize(
    ("typed", "needs", "of", "is_more"),
    [
        ("70", 70, 100, False), ("70%", 70, 100, False), ("70 procent", 70, 100, False), ("de helft", 50, 100, False),
        ("50%+1", 50, 100, True), ("Meer dan de helft", 50, 100, True), ("gewone meerderheid", 50, 100, True),
        ("meer dan 60 procent", 60, 100, True), ("2/3", 2, 3, False), ("twee derde", 2, 3, False),
        ("drie kwart", 3, 4, False), ("meer dan 2/3", 2, 3, True), ("1/1", 1, 1, False),
    ],
)  # fmt: skip
def test_a_threshold_is_read_as_people_say_it(typed: str, needs: int, of: int, is_more: bool) -> None:
    result = chosen(vote(drempel=typed), 1, 0)
    assert (result.vote.needs, result.vote.of, result.vote.is_more) == (needs, of, is_more)
    assert as_data(result)["drempel"] == 1000 * needs // of / 10


@pytest.mark.parametrize("typed", ["3/2", "0/3", "1/0", "0", "101", "meer dan 100", "meer dan", "veel", "66,7", "["])
def test_what_is_no_threshold_is_a_problem(typed: str) -> None:
    with pytest.raises(InvalidOptions, match="meer dan de helft"):
        vote(drempel=typed)


def test_of_a_few_things_the_average_has_a_decimal_that_its_percentage_fits() -> None:
    asked = activity("verdeling", opties=["a", "b"], totaal="7", eenheid="munten")
    three = ballots("punten", ([mine, 7 - mine] for mine in (2, 3, 3)))
    assert asked.sentence(asked.tally(three)).endswith(
        "‘b’ krijgt het meest: gemiddeld 4,3 van de 7 munten, dat is 62 procent."
    )


@pytest.mark.parametrize("typed", ["€", "EUR", "euro’s", "euro"])
def test_the_sign_of_the_euro_is_a_word_behind_an_amount(typed: str) -> None:
    asked = activity("verdeling", opties=["a", "b"], totaal="€ 1.000", eenheid=typed)
    assert "elke deelnemer verdeelt 1.000 euro over" in asked.measured()[0]
