"""A checklist with a deck's own words: no score, what most chose, and a text beside it that may be wanted."""

from typing import Any

import pytest

from kompas_tui.domain.language.errors import AnswerRefused, InvalidOptions
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.report.document import Bullets
from kompas_tui.domain.report.figures import figures
from kompas_tui.domain.result.comparison import compared
from kompas_tui.domain.result.highlights import highlight
from kompas_tui.domain.result.shapes import Stacked, StackedRow
from kompas_tui.domain.result.tables import as_data, as_table
from tests.domain.activities import activity

VERDICTS = ["op koers", "deels", "niet"]
SCHOUW = activity("checklist", items=["Doel", "Geld", "Tijd"], antwoorden=VERDICTS, erbij="waarneming", verplicht=True)


def judged(*levels: tuple[int | None, ...]) -> Stacked:
    ballots = []
    for number, chosen in enumerate(levels):
        answer: dict[str, Any] = {}
        for item, level in enumerate(chosen, 1):
            if level is not None:
                answer |= {f"item-{item}": level, f"idee-{item}": [f"gezien door {number}"]}
        ballots.append(Ballot(f"m{number}", answer, f"r{number}"))
    result = SCHOUW.tally(ballots)
    assert isinstance(result, Stacked)
    return result


FIVE = judged((0, 2, 0), (0, 2, 1), (0, 2, 0), (0, 1, 1), (1, 2, None))


def test_what_most_chose_is_told_per_word_and_what_is_divided_too() -> None:
    assert SCHOUW.sentence(FIVE) == "Op koers: ‘Doel’. Niet: ‘Geld’. Over ‘Tijd’ zijn de antwoorden verdeeld."
    assert SCHOUW.sentence(judged()) == "Er zijn geen antwoorden."
    assert SCHOUW.sentence(judged((0, 0, 0))) == "Er is maar 1 antwoord. Op koers: ‘Doel’, ‘Geld’ en ‘Tijd’."


def test_own_words_have_no_score_and_nothing_is_open() -> None:
    assert all(row.score is None and not row.is_open for row in FIVE.rows)
    assert as_table(FIVE).header == ("Onderdeel", *VERDICTS, "Meest gekozen")
    assert as_table(FIVE).in_words[2] == ("Tijd", "2", "2", "0", "verdeeld")
    assert as_data(FIVE)["opties"][0]["meest"] == "op koers"


def test_who_names_ja_deels_and_nee_asks_a_question_of_which_nothing_is_to_be_done() -> None:
    evening = ["Ik kon zeggen wat ik wilde", "Ik hoorde iets nieuws"]
    answers = [Ballot(f"m{n}", {"item-1": 0, "item-2": n % 3}, f"r{n}") for n in range(6)]
    told = {
        asked.sentence(asked.tally(answers))
        for asked in (
            activity("checklist", items=evening),
            activity("checklist", items=evening, antwoorden=["ja", "deels", "nee"]),
        )
    }
    assert told == {
        "‘Ik kon zeggen wat ik wilde’ staat er het best voor. ‘Ik hoorde iets nieuws’ staat nog open.",
        "Ja: ‘Ik kon zeggen wat ik wilde’. Over ‘Ik hoorde iets nieuws’ zijn de antwoorden verdeeld.",
    }


def test_the_plate_and_a_second_look_go_by_the_first_word() -> None:
    stands_out = highlight(FIVE)
    assert stands_out is not None
    assert stands_out.in_words == "Doel: op koers · 4×"
    moved = compared(judged((2, 2, 2), (0, 2, 2)), FIVE)
    assert moved is not None
    assert [(shift.before, shift.after) for shift in moved.shifts] == [(50, 80), (0, 0), (0, 50)]
    assert moved.sentence.startswith("‘Tijd: op koers’ verschoof het meest: van 0 naar 50 procent")


def test_a_verdict_without_its_observation_is_refused() -> None:
    with pytest.raises(AnswerRefused, match="Schrijf bij ‘Geld’ ook je waarneming"):
        SCHOUW.read_form({"item-1": ["0"], "idee-1-1": ["Er staan acht bakken."], "item-2": ["2"]})
    assert SCHOUW.read_form({"item-1": ["0"], "idee-1-1": ["Er staan acht bakken."]})["item-1"] == 0
    assert SCHOUW.hint == "Kies per onderdeel op koers, deels of niet. Schrijf er steeds je waarneming bij."


def test_the_report_lists_what_came_out_at_each_word_where_the_sentence_can_not_name_it_all() -> None:
    assert [told for told in figures("Schouw", FIVE, []) if isinstance(told, Bullets) and told.caption == "Niet"] == []
    items = tuple(f"Punt {number}" for number in range(6))
    rows = tuple(StackedRow(item, (5, 0, 0) if number else (0, 0, 5), None) for number, item in enumerate(items))
    many = Stacked(tuple(VERDICTS), rows, 5, is_scored=False)
    assert SCHOUW.sentence(many).startswith("Op koers: ‘Punt 1’, ‘Punt 2’, ‘Punt 3’ en 2 andere onderdelen.")
    lists = [(told.caption, told.items) for told in figures("Schouw", many, []) if isinstance(told, Bullets)]
    assert lists == [("Op koers", items[1:]), ("Niet", items[:1])]


def test_there_are_five_words_at_most() -> None:
    sorts = ["wijk", "netwerk", "onderwerp", "beeld", "vraag"]
    assert activity("checklist", items=["A"], antwoorden=sorts).form()[0].options == tuple(sorts)  # type: ignore[union-attr]
    with pytest.raises(InvalidOptions):
        activity("checklist", items=["A"], antwoorden=[*sorts, "anders"])
