"""What a phone makes of an outcome: tables under their headings, and a page that says what is asked."""

from dataclasses import replace
from typing import Any

from kompas_tui.domain.language.sentences import Worded
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.question.fields import Scale
from kompas_tui.domain.result.shapes import Axes, AxesPoint, Distribution, Spread
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.web.changes import Changes
from kompas_tui.web.drawn_results import ScoreStrip, field_of, strips_of
from kompas_tui.web.filled import lines_in
from kompas_tui.web.languages import language
from kompas_tui.web.room import Room
from kompas_tui.web.shown import ShownResult, shown_result
from kompas_tui.web.visitors import Visitor
from tests.domain.activities import activity
from tests.domain.test_session import NOW, START
from tests.workshop.rooms import opened, workshop


def told(question: dict[str, Any], *answers: dict[str, Any]) -> ShownResult:
    """The result of a closed round as a phone shows it."""
    asked = ev.RoundOpened(time=NOW, round="v-1", card="v", title="V", number=1, question=question)
    cast = [
        ev.BallotCast(round="v-1", mark=f"m{place}", answer=answer, receipt="r", nonce="n")
        for place, answer in enumerate(answers)
    ]
    session = Session([*START, asked, *cast, ev.RoundClosed(time=NOW, round="v-1")])
    return shown_result(outcome_of(session, session.rounds["v-1"]))


def captions(result: ShownResult) -> list[tuple[str, bool, list[str]]]:
    """Each table: its caption, whether its cells are texts, and its first column."""
    return [(table.caption, table.texts, [row.cells[0] for row in table.rows]) for table in result.tables]


def test_objections_and_remarks_stand_apart_each_under_its_own_heading() -> None:
    question = {"soort": "instemming", "vraag": "Doen we dit?", "voorstel": "Elke zondag dicht."}
    answers = ({"instemming": 3, "reden": ["Te druk"]}, {"instemming": 1, "reden": ["Wel vroeg"]}, {"instemming": 0})
    first, *beside = captions(told(question, *answers))
    assert first[:2] == ("Alle antwoorden", False)
    assert sorted(beside) == [("Bezwaar", True, ["Te druk"]), ("Opmerking", True, ["Wel vroeg"])]


def test_ideas_stand_under_their_item_in_one_table() -> None:
    question = {"soort": "checklist", "vraag": "Wat is er?", "items": ["Geld", "Tijd"]}
    answers = [{"item-1": 2, "idee-1": [idea]} for idea in ("Een potje", "Een fonds")]
    (caption, texts, rows) = captions(told(question, *answers))[1]
    assert (caption, texts, sorted(rows)) == ("Geld", True, ["Een fonds", "Een potje"])


def test_two_roles_whose_results_fit_in_no_one_table_have_a_table_each() -> None:
    asked = ev.RoundOpened(
        time=NOW, round="v-1", card="v", title="V", number=1,
        question={"soort": "keuze", "vraag": "Welke?", "opties": ["rood", "blauw"]},
    )  # fmt: skip
    session = Session([*START, asked, ev.RoundClosed(time=NOW, round="v-1")])
    outcome = outcome_of(session, session.rounds["v-1"])
    by_role = tuple((role, outcome.result) for role in ("bewoner", "gemeente"))
    assert [caption for caption, _, _ in captions(shown_result(replace(outcome, by_role=by_role)))] == [
        "Alle antwoorden", "Rol: bewoner", "Rol: gemeente",
    ]  # fmt: skip
    alone = captions(shown_result(replace(outcome, by_role=by_role[:1])))
    assert [caption for caption, _, _ in alone] == ["Alle antwoorden"], "one role tells nothing beside the whole"


async def test_a_page_says_in_its_title_and_to_a_screen_reader_what_is_asked() -> None:
    room = await workshop()
    await opened(room, "kleur")
    page = Room(room, Changes(room)).page(Visitor("t")).plain.decode()
    assert "<title>Welke kleur?" in page
    assert "Er is een vraag: Welke kleur?" in page


def test_scores_and_places_are_drawn_beside_their_table() -> None:
    scores = Distribution((Spread("Veilig", (0, 2, 4), 3.0), Spread("Leeg", (0, 0, 0), None)), answers=6)
    first, second = strips_of(scores)
    assert first == ScoreStrip(28, "M10 20v-10h8v10zM20 20v-20h8v20z", "24")
    assert second == ScoreStrip(28, "", "")
    assert strips_of(replace(scores, rows=scores.rows[:1])) == (), "its table has a row for every score"
    points = (
        AxesPoint("bank", 2.0, 9.0, 3), AxesPoint("nergens", None, None, 0), AxesPoint("lamp", 2.5, 9.5, 3),
        AxesPoint("boom", 10.0, 0.0, 3),
    )  # fmt: skip
    field = field_of(Axes(("weinig", "veel"), ("laag", "hoog"), points, answers=3))
    assert field is not None
    assert [(spot.numbers, spot.x, spot.y) for spot in field.spots] == [("1, 3", 2.2, 0.8), ("4", 10.0, 10.0)]
    assert field_of(Axes(("weinig", "veel"), ("laag", "hoog"), points[1:2], answers=0)) is None


def test_ones_own_score_below_zero_is_written_as_the_result_writes_it() -> None:
    scale = Scale("score-1", "Minder auto’s?", 2, low=-2)
    assert lines_in([scale], {"score-1": ["-2"]}, {}, "") == ("−2",)
    line, _ = lines_in([scale, scale], {"score-1": ["-2"]}, {}, "")
    assert isinstance(line, Worded)
    assert line.said_in(language("ar")) == "\u2068Minder auto’s?\u2069 \u2066−2\u2069"


def test_below_a_question_its_own_field_is_not_named_again_and_others_are() -> None:
    fields = activity("keuze", opties=["Fiets", "Auto"], eigen="Anders").fields()
    sent = {"keuze": ["2"], "eigen-1": ["step"]}
    assert lines_in(fields, sent, {}, fields[0].label) == ("Anders", "Anders: step")
