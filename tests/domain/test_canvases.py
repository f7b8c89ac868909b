"""The canvas in the fold: what is laid, set and taken back, and events that can't be."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from kompas_tui.domain.deck.canvases import Canvas, CanvasCell, CanvasStage
from kompas_tui.domain.language.dates import months_later
from kompas_tui.domain.outcome import canvases_for_report
from kompas_tui.domain.outcome.veil import KEPT_BACK
from kompas_tui.domain.report import Bullets, Paragraph, Report, Section, build_report
from kompas_tui.domain.report.canvases import MOST_IN_CELL
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.brought import BroughtCanvas, BroughtCell, BroughtColumn, brought_cell
from kompas_tui.domain.session.event_json import decode, encode
from kompas_tui.domain.session.fitting import ImpossibleEvent, told
from kompas_tui.domain.session.session import Session
from kompas_tui.domain.session.snapshot import snapshot_of
from tests.export import sessions as s

NOW = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
CANVAS = Canvas("De deal", "deal", (CanvasCell("doel", "Ons doel"), CanvasCell("tijd", "Tijdpad", "", "geen haast")))
START: list[ev.AnyEvent] = [
    ev.Started(time=NOW, code="K7F3", details=ev.Details("T"), decks=(ev.DeckText("d", "tekst"),)),
    ev.CanvasLaid(time=NOW, card="deal", canvas=CANVAS, number="2026-K7F3"),
]


def put(cell: str, text: str, card: str = "deal") -> ev.CellSet:
    return ev.CellSet(time=NOW, card=card, cell=cell, text=text)


def test_a_canvas_outlives_being_written_as_json() -> None:
    assert [decode(encode(event)) for event in START] == START


def test_a_new_form_keeps_what_stands_in_the_cells() -> None:
    other = Canvas("De deal", "deal", (CanvasCell("doel", "Wat we willen"),))
    laid_again = ev.CanvasLaid(time=NOW, card="deal", canvas=other, number="9")
    (canvas,) = canvases_for_report(Session([*START, put("doel", "Groen"), laid_again]))
    assert [(cell.title, cell.text) for cell in canvas.cells] == [("Wat we willen", "Groen")]
    assert canvas.number == "2026-K7F3"


def test_without_consent_a_canvas_is_set_once_nothing_is_missing() -> None:
    (canvas,) = canvases_for_report(Session([*START, put("doel", "Groen")]))
    assert (canvas.stage, canvas.sentence) == ("vastgesteld", "Alles staat erin.")


def test_a_cell_of_a_canvas_that_was_never_laid_is_impossible() -> None:
    with pytest.raises(ImpossibleEvent, match="Dat canvas is er niet"):
        told([START[0], put("doel", "Groen")])


def test_a_snapshot_is_out_of_reach_of_what_comes_after() -> None:
    session = Session([*START, put("doel", "Groen")])
    twin = snapshot_of(session)
    session.apply(put("doel", "Grijs"))
    assert twin.canvases["deal"].texts == {"doel": "Groen"}


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 22), 3, date(2027, 2, 22)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 1), 11, date(2026, 12, 1)),
    ],
)
def test_months_later_is_the_same_day_where_there_is_one(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_a_date_that_is_none_in_what_comes_along_is_impossible() -> None:
    columns = (BroughtColumn("Wanneer", "date"),)
    cell = BroughtCell("doel", "Ons doel", columns=columns, rows=(("morgen",),))
    brought = BroughtCanvas("De deal", "deal", "7", 1, (cell,), CanvasStage.SET)
    continued = ev.Continued(time=NOW, code="AAAA", title="Eerst", canvases=(brought,))
    with pytest.raises(ImpossibleEvent, match="niet lezen"):
        told([START[0], continued])


@pytest.mark.parametrize("row", [(), ("a",), ("a", "b", "c")])
def test_a_row_with_other_cells_than_the_columns_it_comes_along_under_is_impossible(row: tuple[str, ...]) -> None:
    cell = BroughtCell("doel", "Ons doel", columns=(BroughtColumn("Wat"), BroughtColumn("Wie")), rows=(row,))
    brought = BroughtCanvas("De deal", "deal", "7", 1, (cell,), CanvasStage.SET)
    continued = ev.Continued(time=NOW, code="AAAA", title="Eerst", canvases=(brought,))
    with pytest.raises(ImpossibleEvent, match="niet lezen"):
        told([START[0], continued])


def test_a_table_comes_along_with_its_dates_as_values() -> None:
    table = Table(("Wat", "Wanneer"), (("Bankjes", date(2026, 12, 31)), ("Koffie", None)))
    kept = brought_cell("taken", "Wie doet wat", "", table)
    assert msgspec.json.decode(msgspec.json.encode(kept), type=BroughtCell).table == Table(
        ("Wat", "Wanneer"), (("Bankjes", date(2026, 12, 31)), ("Koffie", ""))
    )


TASKS = Canvas("De deal", "deal", (CanvasCell("taken", "Wie doet wat", "taken"),))
FORM: dict[str, Any] = {"soort": "formulier", "vraag": "Welke taak?", "velden": [{"naam": "Wie"}, {"naam": "Wat"}]}


def report_of_tasks(amount: int, *more: ev.AnyEvent) -> Report:
    forms = [{"veld-1": [f"wie {n}"], "veld-2": [f"wat {n}"]} for n in range(amount)]
    events = [
        s.started(),
        *s.joined(amount),
        ev.CanvasLaid(time=s.at(19), card="deal", canvas=TASKS, number="2026-K7F3"),
        s.opened("taken", "De taken", s.at(19, 1), **FORM),
        *s.cast("taken", forms),
        s.closed("taken", s.at(19, 5)),
        *more,
    ]
    return build_report(Session(events, s.MASKS), s.HEAD)


def section_of(report: Report, heading: str) -> Section:
    def walk(sections: Sequence[Section]) -> Iterator[Section]:
        for section in sections:
            yield section
            yield from walk(section.parts)

    return next(section for section in walk(report.sections) if section.heading == heading)


def told_in(report: Report, heading: str) -> str:
    return str(section_of(report, heading).blocks)


@pytest.mark.parametrize("amount", [2, MOST_IN_CELL])
def test_few_forms_stand_in_the_cell_of_a_canvas_and_nowhere_else(amount: int) -> None:
    report = report_of_tasks(amount)
    assert "wat 1" in told_in(report, "Wie doet wat")
    assert "wat 1" not in told_in(report, "De taken")
    assert "Wat er is ingevuld, staat in ‘De deal’, bij ‘Wie doet wat’." in told_in(report, "De taken")
    assert str(report.sections).count("'wat 1'") == 1


def test_many_forms_stand_at_their_question_and_in_the_appendix_and_the_canvas_says_where() -> None:
    report = report_of_tasks(MOST_IN_CELL + 1)
    assert "De 9 formulieren staan bij ‘De taken’." in told_in(report, "Wie doet wat")
    assert "wat 1" not in told_in(report, "Wie doet wat")
    assert "wat 1" in told_in(report, "De taken")


def test_forms_stand_at_their_question_where_the_cell_has_a_text() -> None:
    report = report_of_tasks(2, ev.CellSet(time=s.at(19, 6), card="deal", cell="taken", text="Samen."))
    assert "wat 1" not in told_in(report, "Wie doet wat")
    assert "wat 1" in told_in(report, "De taken")


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ("Weg met\nJan.", KEPT_BACK),
        ("weg met jan", KEPT_BACK),
        ("Eerst dit.\nWeg met\n\nJan\nDan dat.", f"Eerst dit.\n{KEPT_BACK}\nDan dat."),
        ("Eerst dit.\nWeg\nmet JAN.", f"Eerst dit.\n{KEPT_BACK}"),
        ("Weg met\nPiet.", "Weg met\nPiet."),
        ("Weg met\nJan en Piet.", "Weg met\nJan en Piet."),
    ],
)
def test_a_hidden_text_stands_in_no_cell_also_not_over_several_lines(cell: str, seen: str) -> None:
    events = [
        *START,
        s.opened("open", "Wat vind je?", s.at(19, 1), soort="open", vraag="Wat?"),
        *s.cast("open", [{"tekst": ["Weg met\nJan.", "", ""]}]),
        s.closed("open", s.at(19, 5)),
    ]
    (text,) = told(events).rounds["open-1"].texts()
    hidden = ev.TextModerated(time=s.at(19, 6), round="open-1", text_id=text.id, act="verberg")
    (canvas,) = canvases_for_report(Session([*events, hidden, put("doel", cell)]))
    assert canvas.cells[0].text == seen


@pytest.mark.parametrize(
    ("asked", "said"), [(True, "De antwoorden staan bij ‘Wat zie je?’"), (False, "Niet besproken.")]
)
def test_an_empty_cell_says_nobody_spoke_of_it_only_where_nobody_did(asked: bool, said: str) -> None:
    canvas = Canvas("De deal", "deal", (CanvasCell("zien", "Te zien", "zien", "niet besproken"), CanvasCell("a", "A")))
    events: list[ev.AnyEvent] = [
        s.started(),
        *s.joined(2),
        ev.CanvasLaid(time=s.at(19), card="deal", canvas=canvas, number="2026-K7F3"),
        ev.CellSet(time=s.at(19), card="deal", cell="a", text="Samen."),
        s.opened("zien", "Wat zie je?", s.at(19, 1), soort="keuze", vraag="Wat?", opties=["a", "b"]),
        *(s.cast("zien", s.choices(1, 1)) if asked else []),
        s.closed("zien", s.at(19, 5)),
    ]
    session = Session(events, s.MASKS)
    assert said in told_in(build_report(session, s.HEAD), "Te zien")
    (laid,) = canvases_for_report(session)
    assert laid.cells[0].when_empty == ("nog leeg" if asked else "niet besproken")
    assert not laid.cells[0].is_missing


@pytest.mark.parametrize("is_answered", [False, True])
def test_a_round_that_fills_a_cell_asks_consent_anew_where_somebody_answered(is_answered: bool) -> None:
    canvas = Canvas("De deal", "deal", (CanvasCell("taken", "Taken", "taken"),), "akkoord")
    consent: dict[str, Any] = {"soort": "instemming", "vraag": "Akkoord?", "voorstel": "De deal"}
    form: dict[str, Any] = {"soort": "formulier", "vraag": "Wie?", "velden": [{"naam": "wat", "vraag": "Wat?"}]}
    opened, asked = (
        ev.RoundOpened(time=NOW, round=f"{card}-1", card=card, title=card, number=1, question=question)
        for card, question in (("akkoord", consent), ("taken", form))
    )
    agreed = ev.BallotCast(round="akkoord-1", mark="m", answer={"instemming": 0}, receipt="r", nonce="n")
    filled = ev.BallotCast(round="taken-1", mark="m", answer={"veld-1": ["Snoeien"]}, receipt="r", nonce="n")
    happened: list[ev.AnyEvent] = [opened, agreed, ev.RoundClosed(time=NOW, round="akkoord-1"), asked]
    happened += [filled] if is_answered else []
    laid = ev.CanvasLaid(time=NOW, card="deal", canvas=canvas, number="9")
    session = Session([START[0], laid, *happened, ev.RoundClosed(time=NOW, round="taken-1")])
    assert session.canvases["deal"].version == (2 if is_answered else 1)


def test_what_was_typed_as_a_list_in_a_cell_is_one() -> None:
    laid = ev.CanvasLaid(
        time=NOW, card="deal", canvas=Canvas("De deal", "deal", (CanvasCell("doel", "Ons doel"),)), number="2026-K7F3"
    )
    events = [START[0], laid, put("doel", "Dit willen we:\n- groen\n- water\nVoor juni."), ev.Ended(time=NOW)]
    cell = section_of(build_report(Session(events), s.HEAD), "Ons doel")
    assert cell.blocks == (Paragraph("Dit willen we:"), Bullets(("groen", "water")), Paragraph("Voor juni."))


def test_what_an_empty_cell_says_keeps_its_capitals_and_begins_a_sentence_behind_a_question() -> None:
    cells = (
        CanvasCell("doel", "Ons doel"),
        CanvasCell("zorg", "Zorg", "", "GGD niet gevraagd"),
        CanvasCell("tijd", "Past het?", "", "geen haast"),
    )
    laid = ev.CanvasLaid(time=NOW, card="deal", canvas=Canvas("De deal", "deal", cells), number="2026-K7F3")
    report = build_report(Session([START[0], laid, put("doel", "Groen"), ev.Ended(time=NOW)]), s.HEAD)
    assert "('Zorg: GGD niet gevraagd.', 'Past het? Geen haast.')" in str(report)
