"""Figures that a log holds as plain data, and that no count can give: they are left out, and nothing breaks on them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kompas_tui.domain.deck.canvases import Canvas, CanvasCell, Position
from kompas_tui.domain.outcome import canvases_for_report, outcome_of
from kompas_tui.domain.question.fields import Answer
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.brought import BroughtResult
from kompas_tui.domain.session.fitting import told

NOW = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
STARTED = ev.Started(time=NOW, code="K7F3", details=ev.Details("T"), decks=(), roles=("buurt", "stad"))
QUESTIONS: dict[str, dict[str, Any]] = {
    "gestapeld": {"soort": "checklist", "vraag": "Zo?", "antwoorden": ["x", "y", "z"], "items": ["A", "B"]},
    "spreiding": {"soort": "schaal", "vraag": "Zo?", "stellingen": ["A", "B"]},
    "assen": {"soort": "assenveld", "vraag": "Waar?", "items": ["A"], "x": ["l", "r"], "y": ["o", "b"]},
}
GIVEN: dict[str, Answer] = {
    "gestapeld": {"item-1": 0, "item-2": 1},
    "spreiding": {"score-1": 3, "score-2": 2},
    "assen": {"plek-1": [3, 4]},
}
ROW: dict[str, Any] = {"label": "A", "counts": [1, 1, 1], "score": None}
MADE_UP: list[tuple[str, dict[str, Any]]] = [
    ("gestapeld", {"levels": [], "rows": [ROW], "answers": 3, "is_scored": False}),
    ("gestapeld", {"levels": ["x", "y", "z"], "rows": [{**ROW, "counts": []}], "answers": 3, "is_scored": False}),
    ("spreiding", {"rows": [{"label": label, "counts": [1] * 5, "median": 1e300, "lower": 1, "upper": 1}
                            for label in "AB"], "answers": 3}),
    ("assen", {"x": ["l", "r"], "y": ["o", "b"], "points": [{"label": "A", "x": 1e300, "y": 1, "answers": 3}],
               "answers": 3}),
    ("assen", {"x": ["l", "r"], "y": ["o", "b"], "points": [{"label": "A", "x": 1e9, "y": -4, "answers": 3}],
               "answers": 3}),
    ("gestapeld", {"levels": ["x", "y", "z"], "rows": [{**ROW, "parts": ["a"]}, ROW], "answers": 3,
                   "is_scored": False, "part_names": ["van", "aan"]}),
]  # fmt: skip


def asked(question: dict[str, Any], *answers: Answer) -> list[ev.AnyEvent]:
    """A round with these answers, closed."""
    return [
        ev.RoundOpened(time=NOW, round="een-1", card="een", title="Een", number=1, question=question),
        *(
            ev.BallotCast(round="een-1", mark=f"m{number}", answer=answer, receipt=f"r{number}", nonce="")
            for number, answer in enumerate(answers)
        ),
        ev.RoundClosed(time=NOW, round="een-1"),
    ]


@pytest.mark.parametrize(("shape", "result"), MADE_UP)
def test_what_came_along_and_cannot_be_is_not_compared_with(shape: str, result: dict[str, Any]) -> None:
    brought = BroughtResult("een", "Een", shape, result)
    before = ev.Continued(time=NOW, code="AAAA", title="Eerst", results=(brought,))
    session = told([STARTED, before, *asked(QUESTIONS[shape], GIVEN[shape])])
    assert outcome_of(session, session.rounds["een-1"]).comparison is None


CONSENT = {"soort": "instemming", "vraag": "Akkoord?", "voorstel": "Zo.", "per_rol": "ja", "openlijk": "ja"}
CHOICE = {"soort": "keuze", "vraag": "Wat?", "opties": ["A", "B"], "per_rol": "ja", "openlijk": "ja"}


@pytest.mark.parametrize(
    ("question", "answer"), [(CONSENT, {"instemming": 0}), (CHOICE, {"keuze": 0})], ids=["consent", "choice"]
)
@pytest.mark.parametrize("counts", [(), (1,), (1, 1), (0, 0, 0, 0)])
def test_a_party_is_silent_where_what_it_said_is_no_consent(
    question: dict[str, Any], answer: Answer, counts: tuple[int, ...]
) -> None:
    canvas = Canvas("De deal", "deal", (CanvasCell("doel", "Ons doel"),), consent="een")
    bars = {"bars": [{"label": "A", "count": count} for count in counts], "answers": 1, "unit": "deelnemers"}
    split = ev.Split("een-1", (ev.RolePart("buurt", "staven", bars),))
    laid = ev.CanvasLaid(time=NOW, card="deal", canvas=canvas, number="1")
    put = ev.CellSet(time=NOW, card="deal", cell="doel", text="Groen")
    session = told([STARTED, laid, put, *asked(question, answer), ev.Ended(time=NOW, splits=(split,))])
    (told_canvas,) = canvases_for_report(session)
    assert {party.position for party in told_canvas.parties} == {Position.SILENT}
