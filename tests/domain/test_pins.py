"""Pins on a picture: where they stand, how they are counted, what is said of them, and what is kept back."""

import random
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.kinds.prik import Prik
from kompas_tui.domain.language.errors import AnswerRefused, InvalidOptions
from kompas_tui.domain.outcome.privacy import hides_ballots
from kompas_tui.domain.outcome.roles import read_shape
from kompas_tui.domain.question.answers import answer_in_words, fits
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.result.comparison import compared
from kompas_tui.domain.result.shapes import PinMap
from kompas_tui.domain.result.spots import FULL, SQUARES, spot_at
from kompas_tui.domain.result.tables import as_data, as_table
from tests.domain.activities import activity

AREAS = {"de speeltuin": [0.25, 0, 0.25, 0.5], "Plein": [0.5, 0.5, 0.25, 0.5]}


def asked(**keys: object) -> Prik:
    made = activity("prik", **{"beeld": "stad", "vlakken": AREAS, **keys})
    assert isinstance(made, Prik)
    return made


def voted(*answers: Sequence[Sequence[int] | None]) -> list[Ballot]:
    return [Ballot(f"m{place}", {"prik": pins}, f"r{place}") for place, pins in enumerate(answers)]


@given(st.integers(0, FULL), st.integers(0, FULL))
def test_every_place_lies_in_exactly_one_square(x: int, y: int) -> None:
    assert sum(square.holds((x, y)) for square in SQUARES.values()) == 1


def test_squares_are_named_as_on_a_map() -> None:
    assert spot_at((0, 0), ()).label == "vak A1"
    assert spot_at((FULL, FULL), ()).label == "vak H6"
    assert [spot_at(square.middle, ()).label for square in SQUARES.values()] == [f"vak {key}" for key in SQUARES]


def test_a_place_is_pressed_or_named() -> None:
    answer = asked().read_form({"prik-1": ["512,233"], "prik-2": ["vlak-1"], "prik-3": ["H6"]})
    assert answer == {"prik": [[512, 233], [375, 250], [937, 916]]}
    assert fits(asked().form(), answer)
    assert [pin["plek"] for pin in answer_in_words(asked().form(), answer)] == ["vak E2", "de speeltuin", "vak H6"]


@pytest.mark.parametrize(
    "sent", ["nan,nan", "-1,5", "5,-1", "1001,0", "0,1001", "99999999,1", "1e3,1", "a", "1", "1,2,3", "I1", "A7", "A0",
             "vlak-3", "vlak-0", "0.5,0.5", "١,٢", "NaN", "inf,0", "A1A1", "9" * 5000]
)  # fmt: skip
def test_what_is_no_place_is_refused(sent: str) -> None:
    with pytest.raises(AnswerRefused):
        asked().read_form({"prik-1": [sent]})


def test_no_more_pins_than_asked() -> None:
    with pytest.raises(AnswerRefused):
        asked(max=2).read_form({f"prik-{number}": ["A1"] for number in range(1, 4)})
    with pytest.raises(AnswerRefused):
        asked().read_form({"prik-1": ["A1"] * 1000})
    with pytest.raises(AnswerRefused):
        asked().read_form({})


@pytest.mark.parametrize(
    "kept", [[], [None], [[1, 2], None], [[1, 2]] * 4, [[1, 2, 3]], [[1, 1001]], [[1, -1]], [[True, 1]], [["1", "2"]],
             {"a": 1}, "A1", [[0.5, 0.5]], 7, [[1, float("nan")]]]
)  # fmt: skip
def test_a_made_up_answer_does_not_fit(kept: object) -> None:
    assert not fits(asked().form(), {"prik": kept})


def test_a_reason_goes_with_its_pin_and_stands_under_its_spot() -> None:
    question = asked(reden="ja")
    form = {"prik-1": ["A1"], "prik-3": ["vlak-2"], "reden-1": ["Te donker"], "reden-3": ["Te druk"]}
    answer = question.read_form(form)
    assert answer == {"prik": [[62, 83], None, [625, 750]], "reden": ["Te donker", "", "Te druk"]}
    ballot = Ballot("m", answer, "r")
    result = question.tally([ballot])
    assert {(item.text, item.group) for item in result.texts} == {
        ("Te donker", "In vak A1"),
        ("Te druk", "Bij ‘Plein’"),
    }
    hidden = {item.id for item in result.texts if item.text == "Te druk"}
    assert [item.text for item in question.tally([ballot], hidden).texts] == ["Te donker"]
    with pytest.raises(AnswerRefused, match="Reden 2 heeft nog geen prik"):
        question.read_form({"prik-1": ["A1"], "reden-2": ["Zomaar"]})


def test_counts_equal_a_tally_apart_and_do_not_depend_on_the_order() -> None:
    chance = random.Random(7)
    pins = [
        [[chance.randint(0, FULL), chance.randint(0, FULL)] for _ in range(chance.randint(1, 3))] for _ in range(40)
    ]
    result = asked().tally(voted(*pins))
    apart: Counter[str] = Counter()
    for x, y in (place for one in pins for place in one):
        if 250 <= x < 500 and y < 500:
            apart["de speeltuin"] += 1
        elif 500 <= x < 750 and y >= 500:
            apart["Plein"] += 1
        else:
            apart[
                f"vak {'ABCDEFGH'[min(x // 125, 7)]}{[y >= edge for edge in (0, 167, 333, 500, 667, 833)].count(True)}"
            ] += 1
    assert {cluster.label: cluster.pins for cluster in result.clusters} == apart
    assert result.pins == apart.total()
    turned = asked().tally(voted(*pins[::-1]))
    assert (turned.places, [one.label for one in turned.clusters]) == (
        result.places,
        [c.label for c in result.clusters],
    )
    assert as_table(result).in_words[0] == max(((k, str(v)) for k, v in apart.items()), key=lambda row: int(row[1]))


SPEELTUIN, PLEIN, FAR = [300, 100], [600, 700], [10, 10]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([], "Er zijn geen antwoorden."),
        ([[SPEELTUIN]], "Er is maar 1 antwoord. De enige prik staat bij de speeltuin."),
        ([[SPEELTUIN]] * 5, "Alle 5 prikken staan bij de speeltuin."),
        ([[SPEELTUIN]] * 4 + [[PLEIN]], "4 van de 5 prikken staan bij de speeltuin. Bij ‘Plein’ staat er 1."),
        ([[SPEELTUIN, PLEIN]] * 5, "De meeste prikken staan bij de speeltuin en bij ‘Plein’: elk 5 van de 10."),
        ([[SPEELTUIN, SPEELTUIN, FAR]] * 5, "10 van de 15 prikken staan bij de speeltuin. In vak A1 staan er 5."),
        ([[[x, 900]] for x in (9, 150, 300, 400, 900)], "De prikken staan verspreid. "
         "Er zijn 5 plekken met elk 1 prik."),
    ],
)  # fmt: skip
def test_the_sentence(answers: list[list[list[int] | None]], said: str) -> None:
    assert asked().sentence(asked().tally(voted(*answers))) == said


def test_of_few_people_no_place_is_told_and_no_ballot_seen() -> None:
    four, five = (asked().tally(voted(*[[[301, 77]]] * amount)) for amount in (4, 5))
    assert four.places == ()
    assert hides_ballots(four)
    assert "301" not in str(as_data(four))
    assert four.clusters[0].middle == (375, 250)
    assert five.places == ((301, 77),) * 5
    assert not hides_ballots(five)
    assert as_data(five)["prikken"] == [[0.301, 0.077]] * 5


def test_two_rounds_stand_beside_each_other_per_spot() -> None:
    before, now = asked().tally(voted(*[[SPEELTUIN]] * 5)), asked().tally(voted(*[[SPEELTUIN], [FAR]] * 5))
    laid = compared(before, now)
    assert laid is not None
    assert laid.table.header == ("Optie", "Eerst", "Nu", "Verschil")
    assert {row[:3] for row in laid.table.in_words} == {
        ("de speeltuin", "100", "50"),
        ("vak A1", "0", "50"),
    }
    other = asked(beeld="kringloop")
    assert compared(before, other.tally(voted([SPEELTUIN]))) is None


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"beeld": ""}, "‘beeld’"),
        ({"max": "11"}, "van 1 tot en met 10"),
        ({"vlakken": {"a": [0, 0, 1]}}, "4 getallen"),
        ({"vlakken": {"a": [0.5, 0, 0.6, 1]}}, "steekt buiten het beeld"),
        ({"vlakken": {"a": [0, 0, 0, 1]}}, "steekt buiten het beeld"),
        ({"vlakken": {"a": [0, 0, 0.5, 0.5], "b": [0.4, 0.4, 0.5, 0.5]}}, "ligt over"),
        ({"vlakken": {"a": ["nan", 0, 1, 1]}}, "4 getallen"),
    ],
)
def test_a_deck_hears_what_is_wrong(keys: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidOptions) as refused:
        asked(**keys)
    assert any(said in problem.message for problem in refused.value.problems), refused.value.problems


def test_a_made_up_result_is_none() -> None:
    import msgspec

    good = msgspec.json.decode(msgspec.json.encode(asked().tally(voted(*[[SPEELTUIN]] * 5))))
    assert isinstance(read_shape(PinMap.shape, good), PinMap)
    for places in ([[1001, 0]], [[-1, 0]], [["a", 0]], [[1e30, 0]]):
        assert read_shape(PinMap.shape, {**good, "places": places}) is None


def test_a_pin_that_moves_within_its_spot_is_no_changed_mind() -> None:
    question = asked()
    assert question.chosen({"prik": [[300, 100]]}) == question.chosen({"prik": [None, [310, 120]]})
    assert question.chosen({"prik": [[300, 100]]}) != question.chosen({"prik": [[600, 700]]})
