"""Nine kinds more: every tally against an independent one, sentences for what can happen, and mistakes in a deck."""

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.kinds import KINDS, Activity, read_activity
from kompas_tui.domain.kinds.checklist import IDEA_LENGTH
from kompas_tui.domain.language.errors import AnswerRefused, InvalidOptions
from kompas_tui.domain.question.answers import texts_in
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Texts
from kompas_tui.domain.result.shapes import DONE_FROM, Axes, Bars, Pairs, Records, Stacked, TextList
from kompas_tui.domain.result.tables import as_data, as_table
from kompas_tui.domain.result.weight import strongest
from tests.domain.activities import AXES, FORM_FIELDS, OWN_KEYS, activity, ballots

OPTIONS = ["Rood", "Geel", "Blauw", "Groen"]
VERDELING = activity("verdeling", opties=OPTIONS)
RANGORDE = activity("rangorde", opties=OPTIONS)
TWEE = activity("rangorde", opties=["Rood", "Geel"])
INSTEMMING = activity("instemming", voorstel="We planten tien bomen.")
CHECKLIST = activity("checklist", items=["Doel", "Geld", "Tijd", "Team", "Taal"])
ASSENVELD = activity(
    "assenveld", items=["Fiets", "Bus", "Auto", "Trein", "Boot"], x=["traag", "snel"], y=["duur", "goedkoop"]
)
EEN_PLEK = activity("assenveld", items=["Fiets"], x=["traag", "snel"], y=["duur", "goedkoop"])
VRAGEN = activity("vragen")
FORMULIER = activity("formulier", velden=FORM_FIELDS)
MARKT = activity("markt")

NONE = "Er zijn geen antwoorden."


def cast(*answers: dict[str, Any]) -> list[Ballot]:
    return [Ballot(f"m{i}", answer, f"r{i}") for i, answer in enumerate(answers)]


def said(asked: Activity, given_ballots: Sequence[Ballot]) -> str:
    return asked.sentence(asked.tally(given_ballots))


# Tallies


@given(st.lists(st.lists(st.integers(0, 100), min_size=4, max_size=4).filter(any), max_size=40))
def test_verdeling_adds_the_points(points: list[list[int]]) -> None:
    result = VERDELING.tally(ballots("punten", points))
    assert isinstance(result, Bars)
    assert [bar.count for bar in result.bars] == [sum(each[i] for each in points) for i in range(4)]
    assert (result.unit, result.answers) == ("punten", len(points))


RANKING = st.permutations(range(4)).flatmap(lambda order: st.integers(1, 4).map(lambda size: list(order)[:size]))


def prefers(ranking: Sequence[int], one: int, other: int) -> bool:
    return one in ranking and (other not in ranking or ranking.index(one) < ranking.index(other))


@given(st.lists(RANKING, max_size=25))
def test_rangorde_scores_by_borda_and_names_who_wins_every_duel(rankings: list[list[int]]) -> None:
    result = RANGORDE.tally(ballots("rangorde", rankings))
    assert isinstance(result, Bars)
    worth = (3, 2, 1, 0)
    expected = [sum(worth[r.index(i)] for r in rankings if i in r) for i in range(4)]
    assert [bar.count for bar in result.bars] == expected
    duels: Counter[int] = Counter()
    for one, other in combinations(range(4), 2):
        for_one = sum(prefers(r, one, other) for r in rankings)
        for_other = sum(prefers(r, other, one) for r in rankings)
        duels[one] += for_one > for_other
        duels[other] += for_other > for_one
    winners = [OPTIONS[i] for i in range(4) if duels[i] == 3]
    assert ([result.winner] if result.winner else []) == winners
    assert strongest(result, 4) == tuple(dict.fromkeys(bar.label for bar in result.ranked if bar.count))


def test_a_circle_has_no_winner_and_a_full_ranking_gives_n_minus_one_to_zero() -> None:
    circle = activity("rangorde", opties=["a", "b", "c"]).tally(ballots("rangorde", [[0, 1, 2], [1, 2, 0], [2, 0, 1]]))
    assert isinstance(circle, Bars)
    assert (circle.winner, [bar.count for bar in circle.bars]) == ("", [3, 3, 3])
    one = RANGORDE.tally(ballots("rangorde", [[3, 2, 1, 0]]))
    assert isinstance(one, Bars)
    assert ([bar.count for bar in one.bars], one.winner) == ([0, 1, 2, 3], "Groen")


LEVEL = st.none() | st.integers(0, 2)


@given(st.lists(st.lists(LEVEL, min_size=5, max_size=5), max_size=25))
def test_checklist_scores_are_means_of_one_half_and_nothing(levels: list[list[int | None]]) -> None:
    answers = [{f"item-{n}": level for n, level in enumerate(row, 1) if level is not None} for row in levels]
    result = CHECKLIST.tally(cast(*answers))
    assert isinstance(result, Stacked)
    for place, row in enumerate(result.rows):
        judged = [each[place] for each in levels if each[place] is not None]
        assert row.counts == tuple(judged.count(level) for level in range(3))
        if not judged:
            assert (row.score, row.is_open) == (None, False)
            continue
        mean = sum(Fraction(2 - level, 2) for level in judged if level is not None) / len(judged)
        assert row.score == pytest.approx(float(mean))
        assert row.is_open == (mean < Fraction(3, 4))


@given(st.lists(st.lists(st.none() | st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=5, max_size=5)))
def test_assenveld_gives_the_middle_of_every_place(places: list[list[tuple[int, int] | None]]) -> None:
    answers = [{f"plek-{n}": list(place) for n, place in enumerate(row, 1) if place} for row in places]
    result = ASSENVELD.tally(cast(*answers))
    assert isinstance(result, Axes)
    for index, point in enumerate(result.points):
        given_places = [row[index] for row in places if row[index]]
        assert point.answers == len(given_places)
        if not given_places:
            assert (point.x, point.y) == (None, None)
            continue
        across = Fraction(sum(place[0] for place in given_places if place), len(given_places))
        down = Fraction(sum(place[1] for place in given_places if place), len(given_places))
        assert point.x == pytest.approx(float(across))
        assert point.y == pytest.approx(float(down))


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["", "a", "b"])), max_size=25))
def test_instemming_counts_positions_and_keeps_every_reason(given_answers: list[tuple[int, str]]) -> None:
    answers = [{"instemming": p, **({"reden": [text]} if text else {})} for p, text in given_answers]
    result = INSTEMMING.tally(cast(*answers))
    assert isinstance(result, Bars)
    assert [bar.count for bar in result.bars] == [sum(p == i for p, _ in given_answers) for i in range(4)]
    headings = Counter((item.group, item.text) for item in result.texts)
    assert headings == Counter(("Bezwaar" if p == 3 else "Opmerking", text) for p, text in given_answers if text)
    assert [item.group for item in result.texts] == sorted(item.group for item in result.texts)


@given(st.lists(st.tuples(*[st.sampled_from(["", "x", "y"])] * 4).filter(any), max_size=15), st.data())
def test_markt_lays_every_ask_beside_every_offer_without_the_hidden(texts: list[tuple[str, ...]], data: Any) -> None:
    votes = cast(*[{"vraag": list(t[:2]), "aanbod": list(t[2:])} for t in texts])
    everything = MARKT.tally(votes)
    assert isinstance(everything, Pairs)
    assert Counter(item.text for item in everything.asks) == Counter(x for t in texts for x in t[:2] if x)
    assert Counter(item.text for item in everything.offers) == Counter(x for t in texts for x in t[2:] if x)
    ids = [item.id for item in (*everything.asks, *everything.offers)]
    assert len(set(ids)) == len(ids)
    hidden = data.draw(st.sets(st.sampled_from(ids))) if ids else set()
    rest = MARKT.tally(votes, hidden)
    assert isinstance(rest, Pairs)
    assert (len(rest.asks) + len(rest.offers), rest.hidden) == (len(ids) - len(hidden), len(hidden))


@given(st.lists(st.lists(st.sampled_from(["a", "b", ""]), min_size=3, max_size=3).filter(any), max_size=15))
def test_vragen_gives_every_question(texts: list[list[str]]) -> None:
    result = VRAGEN.tally(ballots("vraag", texts))
    assert isinstance(result, TextList)
    assert Counter(item.text for item in result.items) == Counter(t for row in texts for t in row if t)
    assert result == VRAGEN.tally(list(reversed(ballots("vraag", texts))))


FORM_ANSWER = st.fixed_dictionaries(
    {"veld-1": st.sampled_from([["bomen"], ["rust\nen groen"]]), "veld-2": st.integers(0, 1)},
    optional={"veld-3": st.just(["2026-12-31"]), "veld-4": st.just(["2,5"]), "veld-5": st.just(["06"])},
)


@given(st.lists(FORM_ANSWER, max_size=15))
def test_formulier_is_a_row_a_form_in_an_order_that_tells_nothing(answers: list[dict[str, Any]]) -> None:
    result = FORMULIER.tally(cast(*answers))
    assert isinstance(result, Records)
    expected = [
        (
            " ".join(a["veld-1"][0].split()), ["bewoner", "gemeente"][a["veld-2"]],
            *(a[name][0] if name in a else "" for name in ("veld-3", "veld-4", "veld-5")),
        )
        for a in answers
    ]  # fmt: skip
    assert list(result.rows) == sorted(expected, key=lambda row: (not row[2], row[2], row))
    assert [column.personal for column in result.columns] == [False] * 4 + [True]
    assert all(len(row) == 4 for row in result.public.rows)
    assert result.public.columns == result.columns[:4]


def test_a_hidden_text_leaves_an_empty_place_in_its_form_only() -> None:
    votes = cast({"veld-1": ["naam"], "veld-2": 1, "veld-5": ["06"]}, {"veld-1": ["naam"], "veld-2": 0})
    ids = {item.text: item.id for item in texts_in(FORMULIER.fields(), votes[0])}
    result = FORMULIER.tally(votes, {ids["06"], ids["naam"]})
    assert isinstance(result, Records)
    assert result.rows == (("", "gemeente", "", "", ""), ("naam", "bewoner", "", "", ""))


def test_ideas_stand_under_their_item_and_can_be_hidden() -> None:
    votes = cast({"idee-2": ["meer"], "item-1": 0}, {"idee-1": ["eerst"], "idee-2": ["minder"]})
    result = CHECKLIST.tally(votes)
    assert isinstance(result, Stacked)
    assert (result.ideas[0].group, result.ideas[0].text) == ("Doel", "eerst")
    assert {idea.group for idea in result.ideas[1:]} == {"Geld"}
    rest = CHECKLIST.tally(votes, {result.ideas[0].id})
    assert isinstance(rest, Stacked)
    assert rest.ideas == result.ideas[1:]


# Checks


@pytest.mark.parametrize(
    ("asked", "form", "refused"),
    [
        (INSTEMMING, {"reden-1": ["x"]}, "Kies eerst wat je van het voorstel vindt"),
        (INSTEMMING, {"instemming": ["3"]}, "Schrijf de reden van je bezwaar"),
        (INSTEMMING, {"instemming": ["3"], "reden-1": [" "]}, "Schrijf de reden van je bezwaar"),
        (INSTEMMING, {"instemming": ["1"]}, "Schrijf je opmerking erbij"),
        (VERDELING, {"punten-1": ["99"]}, "Verdeel er nog 1"),
        (VERDELING, {"punten-1": ["99"], "punten-2": ["2"]}, "Haal er 1 weg"),
        (FORMULIER, {"veld-1-1": ["doel"]}, "‘Wie ben je?’ is nog leeg"),
        (FORMULIER, {"veld-2": ["0"]}, "‘Wat wil je?’ is nog leeg"),
        (FORMULIER, {"veld-1-1": ["doel"], "veld-2": ["0"], "veld-3-1": ["morgen"]}, "is geen datum"),
        (FORMULIER, {"veld-1-1": ["doel"], "veld-2": ["0"], "veld-4-1": ["veel"]}, "is geen getal"),
        (FORMULIER, {"veld-1-1": ["doel"], "veld-2": ["2"]}, "keuze die er niet is"),
        (CHECKLIST, {"idee-1-1": ["x" * (IDEA_LENGTH + 1)]}, "te lang"),
        (CHECKLIST, {"item-1": ["3"]}, "keuze die er niet is"),
        (ASSENVELD, {"plek-1-x": ["3"]}, "‘Fiets’ op beide lijnen"),
        (MARKT, {"vraag-1": [""], "aanbod-2": [" "]}, "nog niets ingevuld"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(asked: Activity, form: dict[str, list[str]], refused: str) -> None:
    with pytest.raises(AnswerRefused, match=re.escape(refused)):
        asked.read_form(form)


@pytest.mark.parametrize(
    ("asked", "form"),
    [
        (INSTEMMING, {"instemming": ["0"]}),
        (INSTEMMING, {"instemming": ["0"], "reden-1": ["mooi"]}),
        (INSTEMMING, {"instemming": ["2"]}),
        (INSTEMMING, {"instemming": ["3"], "reden-1": ["te duur"]}),
        (FORMULIER, {"veld-1-1": ["doel"], "veld-2": ["0"]}),
        (CHECKLIST, {"idee-1-1": ["alleen een idee"]}),
        (ASSENVELD, {"plek-2-x": ["0"], "plek-2-y": ["0"]}),
        (MARKT, {"aanbod-2": ["een schep"]}),
        (RANGORDE, {"rangorde-1": ["3"]}),
    ],
)
def test_an_answer_that_fits_is_taken_and_counted(asked: Activity, form: dict[str, list[str]]) -> None:
    result = asked.tally(cast(asked.read_form(form)))
    assert result.answers == 1
    assert as_table(result).header
    assert as_data(result)["antwoorden"] == 1


@pytest.mark.parametrize("word", sorted(KINDS))
def test_only_a_table_number_is_no_answer(word: str) -> None:
    asked = activity(word, tafels="ja", **OWN_KEYS[word])
    with pytest.raises(AnswerRefused):
        asked.read_form({"tafel-1": ["3"]})


@pytest.mark.parametrize(
    ("number", "kept"), [("3", "3"), (" 03 ", "3"), ("0", None), ("-1", None), ("1,5", None), ("", None), ("x", None)]
)
def test_a_table_has_a_whole_number(number: str, kept: str | None) -> None:
    asked = activity("keuze", tafels="ja", opties=OPTIONS)
    form = {"tafel-1": [number], "keuze": ["0"]}
    if kept is None:
        with pytest.raises(AnswerRefused, match=r"tafel|getal"):
            asked.read_form(form)
    else:
        assert asked.read_form(form) == {"tafel": [kept], "keuze": 0}


# Sentences

JA, DEELS, NEE = range(3)


def judged(*rows: list[int]) -> list[Ballot]:
    return cast(*[{f"item-{n}": level for n, level in enumerate(row, 1)} for row in rows])


def placed(*rows: list[tuple[int, int]]) -> list[Ballot]:
    return cast(*[{f"plek-{n}": list(place) for n, place in enumerate(row, 1)} for row in rows])


def consents(*positions: int) -> list[Ballot]:
    return cast(*[{"instemming": p, "reden": ["om"]} for p in positions])


HIGH, LOW = (9, 9), (1, 9)
FEW_1, FEW_2 = "Er is maar 1 antwoord. ", "Er zijn maar 2 antwoorden. "
SENTENCES: list[tuple[Activity, list[Ballot], str]] = [
    (VERDELING, [], NONE),
    (
        VERDELING,
        ballots("punten", [[60, 40, 0, 0]] * 5),
        "‘Rood’ staat bovenaan, met 300 van de 500 punten. ‘Geel’ volgt met 200.",
    ),
    (
        VERDELING,
        ballots("punten", [[52, 48, 0, 0]] * 5),
        "‘Rood’ staat bovenaan, met 260 van de 500 punten. Het scheelt weinig: ‘Geel’ volgt met 240.",
    ),
    (
        VERDELING,
        ballots("punten", [[100, 0, 0, 0]]),
        FEW_1 + "‘Rood’ staat bovenaan, met alle 100 punten. Geen andere optie kreeg punten.",
    ),
    (
        VERDELING,
        ballots("punten", [[25, 25, 25, 25]] * 5),
        "Geen optie steekt erboven uit: elke optie krijgt 125 punten.",
    ),
    (RANGORDE, [], NONE),
    (
        RANGORDE,
        ballots("rangorde", [[0, 1, 2, 3]] * 5),
        "‘Rood’ staat bovenaan, met 15 van de 30 punten. ‘Geel’ volgt met 10."
        " Eén tegen één wint ook ‘Rood’ van elke andere optie.",
    ),
    (
        RANGORDE,
        ballots("rangorde", [[0, 1, 2, 3]] * 3 + [[1, 2, 3, 0]] * 2),
        "‘Geel’ staat bovenaan, met 12 van de 30 punten. Het scheelt weinig: ‘Rood’ volgt met 9."
        " Eén tegen één wint juist ‘Rood’ van elke andere optie.",
    ),
    (
        TWEE,
        ballots("rangorde", [[0]]),
        FEW_1 + "‘Rood’ staat bovenaan, met het enige punt. Geen andere optie kreeg punten."
        " Eén tegen één wint ook ‘Rood’ van elke andere optie.",
    ),
    (
        TWEE,
        ballots("rangorde", [[0, 1], [1, 0]]),
        FEW_2 + "Geen optie steekt erboven uit: elke optie krijgt 1 punt."
        " Er is geen optie die één tegen één van elke andere wint.",
    ),
    (INSTEMMING, [], NONE),
    (INSTEMMING, consents(0), FEW_1 + "Er is geen bezwaar. De enige deelnemer stemt in."),
    (INSTEMMING, consents(1), FEW_1 + "Er is geen bezwaar. De enige deelnemer stemt in, met een opmerking."),
    (INSTEMMING, consents(0, 0, 0, 0, 1), "Er is geen bezwaar. Alle 5 deelnemers stemmen in, 1 met een opmerking."),
    (INSTEMMING, consents(1, 1, 1, 1, 1), "Er is geen bezwaar. Alle 5 deelnemers stemmen in, met een opmerking."),
    (
        INSTEMMING,
        consents(0, 1, 1, 2, 3),
        "Er is 1 bezwaar. 3 van de 5 deelnemers stemmen in, 2 met een opmerking. 1 deelnemer onthoudt zich.",
    ),
    (
        INSTEMMING,
        consents(0, 2, 2, 3, 3),
        "Er zijn 2 bezwaren. 1 van de 5 deelnemers stemt in. 2 deelnemers onthouden zich.",
    ),
    (INSTEMMING, consents(3, 3), FEW_2 + "Er zijn 2 bezwaren. Niemand stemt in."),
    (CHECKLIST, [], NONE),
    (CHECKLIST, cast({"idee-1": ["x"]}), NONE),
    (CHECKLIST, judged([JA]), FEW_1 + "‘Doel’ staat er goed voor."),
    (CHECKLIST, judged([NEE]), FEW_1 + "‘Doel’ staat nog open."),
    (
        CHECKLIST,
        judged(*[[JA, NEE, JA, JA, JA]] * 5),
        "‘Doel’, ‘Tijd’, ‘Team’ en ‘Taal’ staan er het best voor. ‘Geld’ staat nog open.",
    ),
    (
        CHECKLIST,
        judged(*[[JA, NEE, NEE, JA, JA]] * 5),
        "‘Doel’, ‘Team’ en ‘Taal’ staan er het best voor. ‘Geld’ en ‘Tijd’ staan nog open.",
    ),
    (
        CHECKLIST,
        judged(*[[JA, NEE, NEE, NEE, NEE]] * 5),
        "‘Doel’ staat er het best voor. ‘Geld’, ‘Tijd’, ‘Team’ en ‘Taal’ staan nog open.",
    ),
    (
        CHECKLIST,
        judged(*[[JA, JA, DEELS, DEELS, DEELS]] * 5),
        "‘Doel’ en ‘Geld’ staan er het best voor. ‘Tijd’, ‘Team’ en ‘Taal’ staan nog open.",
    ),
    (CHECKLIST, judged(*[[DEELS] * 5] * 5), "Alle onderdelen staan nog open."),
    (
        CHECKLIST,
        judged(*[[DEELS, NEE, NEE, NEE, NEE]] * 5),
        "Alle onderdelen staan nog open. ‘Doel’ staat er het best voor.",
    ),
    (CHECKLIST, judged(*[[JA] * 5] * 5), "Er staat niets meer open. Alle onderdelen staan er even goed voor."),
    (CHECKLIST, judged(*[[NEE] * 5] * 5), "Alle onderdelen staan nog open."),
    (CHECKLIST, judged(*[[NEE, NEE]] * 5), "Alle beoordeelde onderdelen staan nog open."),
    (ASSENVELD, [], NONE),
    (ASSENVELD, placed(*[[HIGH] * 5] * 5), "Alle 5 onderdelen liggen aan de kant van ‘snel’ en ‘goedkoop’."),
    (ASSENVELD, placed(*[[HIGH, LOW]] * 5), "‘Fiets’ ligt aan de kant van ‘snel’ en ‘goedkoop’."),
    (
        ASSENVELD,
        placed(*[[HIGH, HIGH, LOW]] * 2),
        FEW_2 + "‘Fiets’ en ‘Bus’ liggen aan de kant van ‘snel’ en ‘goedkoop’.",
    ),
    (ASSENVELD, placed(*[[LOW, LOW, (5, 5)]] * 5), "Geen enkel onderdeel ligt aan de kant van ‘snel’ en ‘goedkoop’."),
    (EEN_PLEK, placed(*[[(2, 9)]] * 5), "‘Fiets’ ligt gemiddeld bij ‘traag’ en ‘goedkoop’."),
    (EEN_PLEK, placed(*[[(5, 1)]] * 5), "‘Fiets’ ligt gemiddeld bij het midden en ‘duur’."),
    (EEN_PLEK, placed([(0, 0)], [(10, 10)]), FEW_2 + "‘Fiets’ ligt gemiddeld precies in het midden."),
    (VRAGEN, [], NONE),
    (VRAGEN, ballots("vraag", [["Hoe?"]]), "Er is 1 vraag van 1 deelnemer."),
    (VRAGEN, ballots("vraag", [["Hoe?", "Wie?"], ["Waar?"]]), "Er zijn 3 vragen van 2 deelnemers."),
    (FORMULIER, [], NONE),
    (FORMULIER, cast({"veld-1": ["a"], "veld-2": 0}), "Er is 1 ingevuld formulier van 1 deelnemer."),
    (FORMULIER, cast(*[{"veld-1": ["a"], "veld-2": 0}] * 2), "Er zijn 2 ingevulde formulieren van 2 deelnemers."),
    (MARKT, [], NONE),
    (MARKT, cast({"vraag": ["schep"]}), "Gevraagd: 1. Aangeboden: 0. Dat kwam van 1 deelnemer."),
    (MARKT, cast({"vraag": ["a", "b"]}, {"aanbod": ["c"]}), "Gevraagd: 2. Aangeboden: 1. Dat kwam van 2 deelnemers."),
]


@pytest.mark.parametrize(("asked", "votes", "expected"), SENTENCES, ids=lambda value: str(value)[-50:])
def test_the_sentence_says_what_came_out(asked: Activity, votes: list[Ballot], expected: str) -> None:
    assert said(asked, votes) == expected


@pytest.mark.parametrize("sentence", [row[2] for row in SENTENCES])
def test_no_sentence_is_longer_than_twenty_words(sentence: str) -> None:
    for part in re.split(r"(?<=[.?!]) ", re.sub(r"‘[^’]*’", "x", sentence)):
        assert len(part.split()) <= 20, part


def test_what_is_hidden_altogether_is_not_called_unanswered() -> None:
    votes = cast({"vraag": ["a"]})
    assert MARKT.sentence(MARKT.tally(votes, {votes[0].text_id(n) for n in range(4)})) == (
        "Vraag en aanbod zijn niet te zien."
    )
    form = activity("formulier", velden=[{"naam": "doel"}])
    votes = cast({"veld-1": ["a"]})
    assert form.sentence(form.tally(votes, {votes[0].text_id(0)})) == "De formulieren zijn niet te zien."


# Reading


def axes_with(**changed: Any) -> dict[str, Any]:
    return {**AXES, **changed}


@pytest.mark.parametrize(
    ("word", "data", "message"),
    [
        ("verdeling", {}, "‘opties’ ontbreekt"),
        ("rangorde", {"opties": ["a"]}, "er moeten er minstens 2 staan"),
        ("rangorde", {"opties": ["a", "b"], "max": "2"}, "‘max’ ken ik hier niet"),
        ("instemming", {}, "‘voorstel’ ontbreekt"),
        ("instemming", {"voorstel": ["a"]}, "hier hoort één tekst"),
        ("checklist", {}, "‘items’ ontbreekt"),
        ("checklist", {"items": ["a", "a"]}, "‘a’ staat hier dubbel"),
        ("checklist", {"items": [f"i{n}" for n in range(61)]}, "hooguit 60 staan"),
        ("checklist", {"opties": ["a"]}, "‘opties’ ken ik hier niet. Bedoel je ‘items’?"),
        ("assenveld", {"items": ["a"], "x": ["l", "h"]}, "‘y’ ontbreekt"),
        ("assenveld", {"items": ["a"], "x": ["l", "h"], "y": ["k"]}, "minstens 2 staan"),
        ("assenveld", {"items": ["a"], "x": ["l", "h"], "y": ["k", "g", "z"]}, "hooguit 2 staan"),
        ("assenveld", {"items": ["a"], "x": ["l", "l"], "y": ["k", "g"]}, "staat hier dubbel"),
        ("assenveld", {"x": ["l", "h"], "y": ["k", "g"]}, "‘items’ ontbreekt"),
        ("assenveld", {"items": ["a"], "opties_uit": {"kaart": "k"}, "x": ["l", "h"], "y": ["k", "g"]}, "niet allebei"),
        ("vragen", {"max": "0"}, "van 1 tot en met 10"),
        ("markt", {"opties": ["a", "b"]}, "‘opties’ ken ik hier niet"),
        ("formulier", {}, "‘velden’: er moet er minstens één staan"),
        ("formulier", {"velden": "x"}, "hier hoort een lijst"),
        ("formulier", {"velden": ["x"]}, "een blok met regels"),
        ("formulier", {"velden": [{"vraag": "x"}]}, "‘naam’ ontbreekt"),
        ("formulier", {"velden": [{"naam": "a"}, {"naam": "a"}]}, "‘a’ staat hier dubbel"),
        ("formulier", {"velden": [{"naam": "a", "vraag": "W"}, {"naam": "b", "vraag": "W"}]}, "‘W’ staat hier dubbel"),
        ("formulier", {"velden": [{"naam": "a", "soort": "tekts"}]}, "Bedoel je ‘tekst’"),
        ("formulier", {"velden": [{"naam": "a", "soort": "keuze"}]}, "‘opties’ ontbreekt"),
        ("formulier", {"velden": [{"naam": "a", "opties": ["b", "c"]}]}, "‘opties’ ken ik hier niet"),
        ("formulier", {"velden": [{"naam": "a", "verplicht": "soms"}]}, "‘ja’ of ‘nee’"),
        (
            "formulier",
            {"velden": [{"naam": "a", "soort": "keuze", "opties": ["b", "c"], "persoonsgegeven": "ja"}]},
            "kan niet bij een keuze",
        ),
        ("formulier", {"velden": [{"naam": f"a{n}"} for n in range(21)]}, "hooguit 20 staan"),
        ("profiel", {}, "precies twee assen"),
        ("profiel", axes_with(assen=AXES["assen"][:1]), "precies twee assen"),
        ("profiel", axes_with(items=AXES["items"][:2]), "geen item op de as ‘verwerken’"),
        ("profiel", axes_with(items=[{"as": "opnem", "min": "a", "plus": "b"}]), "Bedoel je ‘opnemen’"),
        ("profiel", axes_with(items=[{"as": "opnemen", "min": "a"}]), "‘plus’ ontbreekt"),
        ("profiel", axes_with(stijlen=AXES["stijlen"][:3]), "vier stijlen"),
        ("profiel", axes_with(stijlen=[*AXES["stijlen"], AXES["stijlen"][0]]), "vier stijlen"),
        (
            "profiel",
            axes_with(stijlen=[*AXES["stijlen"][:3], {"naam": "x", "bij": ["voelen", "denken"]}]),
            "vier stijlen te staan, één voor elke hoek",
        ),
        (
            "profiel",
            axes_with(stijlen=[*AXES["stijlen"][:3], {"naam": "x", "bij": ["denken", "dromen"]}]),
            "‘dromen’ is geen eind van een as",
        ),
        (
            "profiel",
            axes_with(assen=[AXES["assen"][0], {"naam": "verwerken", "min": "voelen", "plus": "kijken"}]),
            "‘voelen’ staat aan twee einden",
        ),
    ],
)
def test_a_mistake_in_a_block_is_named(word: str, data: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidOptions) as refused:
        read_activity(word, {"vraag": "Wat?", **data})
    assert message in str(refused.value)
    assert all(problem.message[-1] in ".?" for problem in refused.value.problems)


@pytest.mark.parametrize("word", sorted(KINDS))
@pytest.mark.parametrize("junk", ["", "x", [], ["x"], {}, {"a": "b"}, 3, True, [[]], [{}], [None]])
def test_any_value_for_any_key_is_a_problem_or_fine(word: str, junk: Any) -> None:
    keys = {**OWN_KEYS[word], "max": "3", "stellingen": ["a"], "vergelijk_met": "x", "opties_uit": {"kaart": "x"}}
    for key in keys:
        with suppress(InvalidOptions):
            assert read_activity(word, {"vraag": "Wat?", **OWN_KEYS[word], key: junk}).form() is not None


def test_the_method_names_the_same_bound_as_the_result() -> None:
    assert (DONE_FROM, "Onder driekwart staat een onderdeel nog open." in CHECKLIST.how_measured) == (0.75, True)


def test_a_text_beside_a_choice_names_the_field_before_it() -> None:
    pairs = {
        word: [(choice.name, text.name, text.beside) for choice, text in pairwise(activity(word, **keys).fields())
               if isinstance(text, Texts) and text.beside]
        for word, keys in OWN_KEYS.items()
    }  # fmt: skip
    assert {word: beside for word, beside in pairs.items() if beside} == {
        "checklist": [("item-1", "idee-1", "item-1"), ("item-2", "idee-2", "item-2")],
        "prik": [("prik", "reden", "prik")],
    }
