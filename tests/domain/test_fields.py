"""Fields: what a form may send, and every way in which it is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.question.answers import answer_in_words
from kompas_tui.domain.question.fields import Field, OneOf, Order, Place, Points, Scale, SeveralOf, Texts, read_answer

ONE = OneOf("keuze", "Wat?", ("a", "b", "c"))
SEVERAL = SeveralOf("keuzes", "Welke?", ("a", "b", "c"), 2)
POINTS = Points("stickers", "Waar?", ("a", "b", "c"), 3, "stickers")
EXACT = Points("punten", "Hoe?", ("a", "b"), 100, "punten", exact=True)
SCALE = Scale("score-1", "Hoe goed?", 5)
TEXTS = Texts("tekst", "Wat nog?", 2, 10, many_lines=True)
WORDS = Texts("woord", "Welk woord?", 2, 10)

ORDER = Order("rang", "In welke volgorde?", ("a", "b", "c"))
PLACE = Place("plek", "Fiets", ("laag", "hoog"), ("klein", "groot"))
DATE = Texts("dag", "Wanneer?", 1, 20, accepts="date")
NUMBER = Texts("aantal", "Hoeveel?", 1, 20, accepts="number")
NEEDED = Texts("doel", "Waarom?", 1, 20, required=True)


@pytest.mark.parametrize(
    ("field", "form", "value"),
    [
        (ORDER, {"rang-1": ["2"], "rang-2": ["0"], "rang-3": ["1"]}, [2, 0, 1]),
        (ORDER, {"rang-1": ["2"]}, [2]),
        (ORDER, {"rang-1": ["2"], "rang-2": ["1"], "rang-3": [""]}, [2, 1]),
        (PLACE, {"plek-x": ["0"], "plek-y": ["10"]}, [0, 10]),
        (DATE, {"dag-1": [" 2026-12-31 "]}, ["2026-12-31"]),
        (DATE, {"dag-1": ["20261231"]}, ["2026-12-31"]),
        (DATE, {"dag-1": ["31-12-2026"]}, ["2026-12-31"]),
        (DATE, {"dag-1": ["31 December 2026"]}, ["2026-12-31"]),
        (NUMBER, {"aantal-1": ["12"]}, ["12"]),
        (NUMBER, {"aantal-1": ["-2,5"]}, ["-2,5"]),
        (NUMBER, {"aantal-1": ["1.002,50"]}, ["1002,5"]),
        (NEEDED, {"doel-1": ["x"]}, ["x"]),
        (ONE, {"keuze": ["2"]}, 2),
        (ONE, {"keuze": [" 0 "]}, 0),
        (SEVERAL, {"keuzes": ["2", "0"]}, [0, 2]),
        (SEVERAL, {"keuzes": ["1", "1"]}, [1]),
        (POINTS, {"stickers-1": ["2"], "stickers-3": ["1"]}, [2, 0, 1]),
        (POINTS, {"stickers-1": [""], "stickers-2": ["1"]}, [0, 1, 0]),
        (EXACT, {"punten-1": ["40"], "punten-2": ["60"]}, [40, 60]),
        (SCALE, {"score-1": ["5"]}, 5),
        (TEXTS, {"tekst-1": ["een\r\ntwee"]}, ["een\ntwee", ""]),
        (TEXTS, {"tekst-2": ["x"]}, ["", "x"]),
        (WORDS, {"woord-1": ["een\ntwee"]}, ["een twee", ""]),
        (WORDS, {"woord-1": ["é" * 10]}, ["é" * 10, ""]),
        (WORDS, {"woord-1": ["e\u0301" * 10]}, ["é" * 10, ""]),
    ],
)
def test_a_filled_in_form_becomes_a_value(field: Field, form: dict[str, list[str]], value: object) -> None:
    assert read_answer([field], form) == {field.name: value}


@pytest.mark.parametrize(
    ("field", "form", "said"),
    [
        (ORDER, {"rang-1": ["0"], "rang-2": ["0"]}, "‘a’ staat er twee keer"),
        (ORDER, {"rang-1": ["0"], "rang-3": ["1"]}, "Plaats 2 is nog leeg"),
        (ORDER, {"rang-2": ["0"]}, "Plaats 1 is nog leeg"),
        (ORDER, {"rang-1": ["3"]}, "keuze die er niet is"),
        (ORDER, {"rang-1": ["0", "1"]}, "twee keuzes"),
        (ORDER, {"rang-4": ["0"]}, "vraag die er niet is"),
        (ORDER, {}, "nog niets ingevuld"),
        (PLACE, {"plek-x": ["3"]}, "‘Fiets’ op beide lijnen"),
        (PLACE, {"plek-x": [""], "plek-y": ["3"]}, "‘Fiets’ op beide lijnen"),
        (PLACE, {"plek-x": ["11"], "plek-y": ["3"]}, "keuze die er niet is"),
        (PLACE, {"plek-x": ["-1"], "plek-y": ["3"]}, "keuze die er niet is"),
        (PLACE, {"plek-x": ["1.5"], "plek-y": ["3"]}, "keuze die er niet is"),
        (DATE, {"dag-1": ["31-13-2026"]}, "‘31-13-2026’ is geen datum. Schrijf bijvoorbeeld 31-12-2026"),
        (DATE, {"dag-1": ["31-12"]}, "‘31-12’ is geen datum. Schrijf bijvoorbeeld 31-12-2026"),
        (DATE, {"dag-1": ["2026-02-30"]}, "is geen datum"),
        (NUMBER, {"aantal-1": ["veel"]}, "‘veel’ is geen getal"),
        (NUMBER, {"aantal-1": ["٣"]}, "is geen getal"),
        (NUMBER, {"aantal-1": ["1e9"]}, "is geen getal"),
        (NUMBER, {"aantal-1": ["nan"]}, "is geen getal"),
        (NUMBER, {"aantal-1": ["1,000,000"]}, "is geen getal"),
        (NUMBER, {"aantal-1": ["1.00.000"]}, "‘1.00.000’ is geen getal. Vul een getal in, zoals 12 of 2,5."),
        (NEEDED, {}, "‘Waarom?’ is nog leeg"),
        (NEEDED, {"doel-1": [" \u200b"]}, "‘Waarom?’ is nog leeg"),
        (ONE, {"keuze": ["3"]}, "keuze die er niet is"),
        (ONE, {"keuze": ["-1"]}, "keuze die er niet is"),
        (ONE, {"keuze": ["²"]}, "keuze die er niet is"),
        (ONE, {"keuze": ["٢"]}, "keuze die er niet is"),
        (ONE, {"keuze": ["a"]}, "keuze die er niet is"),
        (ONE, {"keuze": ["9" * 5000]}, "keuze die er niet is"),
        (ONE, {"keuze": ["0", "1"]}, "twee keuzes"),
        (ONE, {"keuze": []}, "nog niets ingevuld"),
        (ONE, {}, "nog niets ingevuld"),
        (ONE, {"keuze": ["1"], "rol": ["x"]}, "vraag die er niet is"),
        (SEVERAL, {"keuzes": ["0", "1", "2"]}, "Kies er hooguit 2. Haal er 1 weg"),
        (SEVERAL, {"keuzes": ["7"]}, "keuze die er niet is"),
        (SEVERAL, {}, "nog niets ingevuld"),
        (POINTS, {"stickers-1": ["4"]}, "Je gaf er 4. Je hebt 3 stickers. Haal er 1 weg"),
        (POINTS, {"stickers-1": ["999999"], "stickers-2": ["1"]}, "Haal er 999.997 weg"),
        (POINTS, {"stickers-1": ["-1"]}, "geen heel getal"),
        (POINTS, {"stickers-1": ["1,5"]}, "‘1,5’ is geen heel getal"),
        (POINTS, {"stickers-1": ["³"]}, "geen heel getal"),
        (POINTS, {"stickers-1": ["9" * 4000]}, "geen heel getal"),
        (POINTS, {"stickers-1": ["\x1b[2J"]}, "‘[2J’ is geen heel getal"),
        (POINTS, {"stickers-1": ["0"]}, "nog niets ingevuld"),
        (POINTS, {"stickers-²": ["1"]}, "vraag die er niet is"),
        (POINTS, {"stickers-4": ["1"]}, "vraag die er niet is"),
        (EXACT, {"punten-1": ["40"]}, "Verdeel er nog 60"),
        (SCALE, {"score-1": ["0"]}, "keuze die er niet is"),
        (SCALE, {"score-1": ["6"]}, "keuze die er niet is"),
        (SCALE, {"score-1": ["1", "2"]}, "twee keuzes"),
        (TEXTS, {"tekst-1": [" "], "tekst-2": ["\u200b"]}, "nog niets ingevuld"),
        (TEXTS, {"tekst-1": ["a" * 11]}, "hooguit 10 tekens"),
        (TEXTS, {"tekst-1": ["a" * 10 + " b"]}, "hooguit 10 tekens"),
        (TEXTS, {"tekst-1": ["a" * 5000]}, "hooguit 10 tekens"),
        (TEXTS, {"tekst-3": ["x"]}, "vraag die er niet is"),
    ],
)
def test_what_can_not_be_taken_is_refused_with_a_way_out(field: Field, form: dict[str, list[str]], said: str) -> None:
    with pytest.raises(AnswerRefused, match=r"\.$") as refused:
        read_answer([field], form)
    assert said in str(refused.value)


ALL_FIELDS: tuple[Field, ...] = (ONE, SEVERAL, POINTS, SCALE, TEXTS, ORDER, PLACE, DATE, NUMBER)
INPUTS = [name for field in ALL_FIELDS for name in field.inputs]


@given(
    st.dictionaries(
        st.sampled_from(INPUTS),
        st.lists(st.text(max_size=30) | st.integers(-2, 12).map(str), max_size=3),
    )
)
def test_any_form_gives_a_right_answer_or_a_refusal(form: dict[str, list[str]]) -> None:
    try:
        answer = read_answer(ALL_FIELDS, form)
    except AnswerRefused:
        return
    assert 0 <= answer.get("keuze", 0) < 3
    assert len(answer.get("keuzes", [])) <= 2
    assert sum(answer.get("stickers", [])) <= 3
    assert 1 <= answer.get("score-1", 1) <= 5
    assert all(len(text) <= 10 for text in answer.get("tekst", []))
    assert len(set(answer.get("rang", []))) == len(answer.get("rang", []))
    assert all(0 <= place <= 10 for place in answer.get("plek", []))
    assert answer_in_words(ALL_FIELDS, answer)


def test_an_answer_in_words_names_the_options() -> None:
    form = {"keuze": ["1"], "keuzes": ["0", "2"], "stickers-2": ["3"], "score-1": ["4"], "tekst-2": ["nog iets"]}
    form |= {"rang-1": ["2"], "rang-2": ["0"], "plek-x": ["3"], "plek-y": ["7"]}
    assert answer_in_words(ALL_FIELDS, read_answer(ALL_FIELDS, form)) == {
        "Wat?": "b",
        "Welke?": ["a", "c"],
        "Waar?": {"b": 3},
        "Hoe goed?": 4,
        "Wat nog?": ["nog iets"],
        "In welke volgorde?": ["c", "a"],
        "Fiets": {"x": 3, "y": 7},
    }
    assert answer_in_words([ONE], {"keuze": 0}) == "a"
