"""What the report says across the questions, how far it is, and what a participatieverslag answers."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kompas_tui.domain.report import Bullets, Figures, Paragraph, Report, ReportWishes, Section, build_report
from kompas_tui.domain.report.figures import figures
from kompas_tui.domain.result.highlights import highlight
from kompas_tui.domain.result.shapes import TextItem, TextList
from kompas_tui.domain.session.session import Session
from tests.export import sessions as s

WISHES = ReportWishes("participatieverslag", None, "Jo de Boer, jo@voorbeeld.nl", date(2026, 12, 5))


def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from walk(section.parts)


def lists(report: Report) -> dict[str, tuple[str, ...]]:
    return {
        block.caption: block.items
        for part in walk(report.sections)
        for block in part.blocks
        if isinstance(block, Bullets)
    }


def test_a_draft_says_where_and_until_when_to_react_and_an_adopted_report_since_when_it_stands() -> None:
    draft = build_report(s.rich_session(), s.HEAD, wishes=WISHES).blocks[-1]
    assert isinstance(draft, Paragraph)
    assert draft.text == (
        "Dit verslag is een concept. Klopt er iets niet? Reageer voor 5 december 2026 bij: Jo de Boer, jo@voorbeeld.nl."
    )
    adopted = build_report(s.rich_session(), s.HEAD, wishes=ReportWishes(adopted=date(2026, 12, 8))).blocks[-1]
    assert isinstance(adopted, Paragraph)
    assert adopted.text.startswith("Dit verslag is vastgesteld op 8 december 2026.")
    unnamed = build_report(Session([s.started()]), s.HEAD).blocks[-1]
    assert isinstance(unnamed, Paragraph)
    assert unnamed.text.endswith("Reageer bij: (vul in: naam en adres).")


def test_what_most_people_chose_is_agreed_on_and_what_lies_side_by_side_is_not() -> None:
    question = {"soort": "keuze", "vraag": "Wat?", "opties": ["Bomen", "Banken"]}
    agreed = lists(build_report(s.one_round(question, s.choices(9, 2)), s.HEAD))
    assert agreed["Hier waren we het over eens"] == ("De vraag: ‘Bomen’ (9 van de 11).",)
    assert "Hier dachten we verschillend over" not in agreed
    divided = lists(build_report(s.one_round(question, s.choices(6, 5)), s.HEAD))
    assert divided["Hier dachten we verschillend over"] == ("De vraag: ‘Bomen’ (6) en ‘Banken’ (5).",)


def test_four_people_agree_on_nothing_that_is_told() -> None:
    question = {"soort": "keuze", "vraag": "Wat?", "opties": ["Bomen", "Banken"]}
    report = build_report(s.one_round(question, s.choices(4, 0)), s.HEAD)
    assert "Waar waren we het over eens?" not in [part.heading for part in report.sections]


def test_an_objection_is_no_agreement_and_its_absence_is() -> None:
    question = {"soort": "instemming", "vraag": "Ja?", "voorstel": "Soep"}
    told: list[dict[str, Any]] = [{"instemming": 0}] * 5
    assert "niemand heeft bezwaar" in str(build_report(s.one_round(question, told), s.HEAD))
    against = [*told, {"instemming": 3, "reden": ["Te heet."]}]
    assert "De vraag: 1 van de 6 deelnemers heeft bezwaar." in str(build_report(s.one_round(question, against), s.HEAD))


def test_what_was_not_weighed_is_a_table_to_fill_in() -> None:
    texts = [{"tekst": [text]} for text in ("Meer groen", "Meer groen", "Een bank")]
    report = build_report(s.one_round({"soort": "open", "vraag": "Wat?"}, texts), s.HEAD)
    part = next(one for one in report.sections if one.heading == "Wat deden we met jullie inbreng?")
    (table,) = [block for block in part.blocks if isinstance(block, Figures)]
    assert table.to_fill_in
    assert table.table.header == ("Inbreng", "Wat deden we ermee?", "Waarom?")
    assert sorted(row[0] for row in table.table.in_words) == ["Een bank", "Meer groen"]


def test_a_participatieverslag_answers_each_question_also_of_an_empty_session() -> None:
    asked = [
        "Waarom en waarover?", "Wie nodigden we uit, en wie kwamen?", "Hoe en wanneer dachten mensen mee?",
        "Wat vinden mensen belangrijk?", "Waar waren we het over eens?", "Wat deden we met jullie inbreng?",
        "Vonden mensen dat er naar hen is geluisterd?", "Hoe groot is de steun, en hoe zeker is dat?",
        "Welke stappen zijn gezet?", "Hoe gaat het verder?",
    ]  # fmt: skip
    for session in (s.rich_session(), Session([s.started()])):
        report = build_report(session, s.HEAD, wishes=WISHES)
        assert report.subtitle == "Participatieverslag van 22 november 2026"
        parts = {part.heading: part for part in report.sections}
        assert [heading for heading in parts if heading in asked] == asked
        assert all(parts[heading].blocks for heading in asked)
    assert "Jo de Boer" in str(parts["Hoe gaat het verder?"])


def test_what_people_said_of_being_heard_is_told_where_they_were_asked() -> None:
    question = {"soort": "schaal", "vraag": "Is er goed naar je geluisterd?"}
    report = build_report(s.one_round(question, [{"score-1": 4}] * 6), s.HEAD, wishes=WISHES)
    part = next(one for one in report.sections if one.heading == "Vonden mensen dat er naar hen is geluisterd?")
    assert "De middelste score is 4" in str(part)


def test_equal_texts_lead_with_their_support_together_as_their_table_has_it() -> None:
    items = [
        TextItem("1", "Een bank", support=3),
        TextItem("2", "een  bank", support=2),
        TextItem("3", "Gras", support=4),
    ]
    found = highlight(TextList(tuple(items), 3))
    assert found is not None
    assert (found.names, found.value and found.value.value) == (("Een bank",), 5)
    (table,) = [block for block in figures("x", TextList(tuple(items), 3), []) if isinstance(block, Figures)]
    assert table.table.in_words[0] == ("Een bank", "5", "2×")
