"""What the report says across the questions, how far it is, and what a participatieverslag answers."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import msgspec
import pytest

from kompas_tui.domain.outcome import public_copy
from kompas_tui.domain.report import Bullets, Figures, Paragraph, Report, ReportWishes, Section, build_report
from kompas_tui.domain.report.came_out import leading_text
from kompas_tui.domain.report.figures import figures
from kompas_tui.domain.report.weighed import _once
from kompas_tui.domain.result.highlights import highlight
from kompas_tui.domain.result.shapes import TextItem, TextList
from kompas_tui.domain.session import events as ev
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


def test_a_session_says_itself_which_report_it_gets_and_where_to_react_until_somebody_says_otherwise() -> None:
    said = ev.Details("Plein", contact="Jo de Boer", reply_by="2026-12-05", form="participatieverslag")
    session = Session([ev.Started(time=s.at(19), code="K7QM", details=said, decks=())])
    report = build_report(session, s.HEAD)
    assert report.subtitle.startswith("Participatieverslag van")
    assert "Reageer voor 5 december 2026 bij: Jo de Boer." in str(report.blocks)
    other = build_report(session, s.HEAD, wishes=ReportWishes("verslag", contact="An"))
    assert other.subtitle.startswith("Verslag van")
    assert "bij: An." in str(other.blocks)
    adopted = Session([ev.Started(time=s.at(19), code="K7QM", details=ev.Details(status="2026-12-08"), decks=())])
    assert "vastgesteld op 8 december 2026" in str(build_report(adopted, s.HEAD).blocks)
    assert "is een concept" in str(build_report(adopted, s.HEAD, wishes=ReportWishes(is_draft=True)).blocks)
    made_up = ev.Details(reply_by="gisteren", form="roman", status="morgen")
    nonsense = build_report(Session([ev.Started(time=s.at(19), code="K7QM", details=made_up, decks=())]), s.HEAD)
    assert nonsense.subtitle.startswith("Verslag van")


def test_what_most_people_chose_is_agreed_on_and_what_lies_side_by_side_is_not() -> None:
    question = {"soort": "keuze", "vraag": "Wat?", "opties": ["Bomen", "Banken"]}
    agreed = lists(build_report(s.one_round(question, s.choices(9, 2)), s.HEAD))
    assert agreed["Hier waren we het over eens"] == ("De vraag: ‘Bomen’ (9 van de 11).",)
    assert "Hier dachten we verschillend over" not in agreed
    divided = lists(build_report(s.one_round(question, s.choices(6, 5)), s.HEAD))
    assert divided["Hier dachten we verschillend over"] == ("De vraag: ‘Bomen’ (6) en ‘Banken’ (5), van de 11.",)
    both = [build_report(s.one_round(question, s.choices(*votes)), s.HEAD) for votes in ((9, 2), (6, 5))]
    assert ["Bij geen enkele vraag koos een ruime" in str(one.sections) for one in both] == [False, True]


def test_of_more_that_most_chose_the_first_in_votes_are_told() -> None:
    question = {"soort": "meerkeuze", "vraag": "Wat?", "opties": list("abcd")}
    answers = [{"keuzes": [one for one in range(4) if one != skipped]} for skipped in (0, 0, 1, 2, 2, 2, 9, 9, 9, 9)]
    agreed = lists(build_report(s.one_round(question, answers), s.HEAD))["Hier waren we het over eens"]
    assert [line.partition(": ")[2] for line in agreed] == [
        "‘d’ (10 van de 10).",
        "‘b’ (9 van de 10).",
        "‘a’ (8 van de 10).",
    ]


def test_four_people_agree_on_nothing_that_is_told() -> None:
    question = {"soort": "keuze", "vraag": "Wat?", "opties": ["Bomen", "Banken"]}
    report = build_report(s.one_round(question, s.choices(4, 0)), s.HEAD)
    assert "Waar waren we het over eens?" not in [part.heading for part in report.sections]


def test_an_objection_is_no_agreement_and_its_absence_is() -> None:
    question = {"soort": "instemming", "vraag": "Ja?", "voorstel": "Soep"}
    told: list[dict[str, Any]] = [{"instemming": 0}] * 5
    assert "niemand heeft bezwaar" in str(build_report(s.one_round(question, told), s.HEAD))
    objection = {"instemming": 3, "reden": ["Te heet."]}
    against = build_report(s.one_round(question, [*told, objection]), s.HEAD)
    assert lists(against)["Hier dachten we verschillend over"] == ("De vraag: 1 van de 6 deelnemers heeft bezwaar.",)


def test_that_nearly_all_object_is_agreed_on_and_that_they_abstain_is_not() -> None:
    question = {"soort": "instemming", "vraag": "Ja?", "voorstel": "Soep"}
    objection = {"instemming": 3, "reden": ["Te heet."]}
    rejected = lists(build_report(s.one_round(question, [objection] * 32 + [{"instemming": 0}] * 2), s.HEAD))
    assert rejected["Hier waren we het over eens"] == ("De vraag: 32 van de 34 deelnemers hebben bezwaar.",)
    assert "Hier dachten we verschillend over" not in rejected
    silent = lists(build_report(s.one_round(question, [{"instemming": 2}] * 8 + [{"instemming": 0}]), s.HEAD))
    assert "Hier waren we het over eens" not in silent


def _points(question: dict[str, Any], answers: Sequence[dict[str, Any]]) -> list[str]:
    parts = walk(build_report(s.one_round(question, answers), s.HEAD).sections)
    tables = [block.table for part in parts for block in part.blocks if isinstance(block, Figures) and block.to_fill_in]
    return [str(row[0]) for table in tables for row in table.rows]


def test_without_texts_of_their_own_remarks_are_points_and_without_those_what_stands_out() -> None:
    consent = {"soort": "instemming", "vraag": "Ja?", "voorstel": "Soep"}
    assert _points(consent, [{"instemming": 3, "reden": ["Te heet."]}, {"instemming": 0}]) == ["Bezwaar: Te heet."]
    assert _points(consent, [{"instemming": 0}] * 3) == [], "who consents gives no point to react to"
    assert _points({"soort": "keuze", "vraag": "Wat?", "opties": ["a", "b"]}, s.choices(1, 3)) == ["b"]
    assert _points({"soort": "keuze", "vraag": "Wat?", "opties": [*"abcdef"]}, s.choices(1, 1, 1, 1, 1, 1)) == []
    for alone in ("Nee", "ja.", "Weet niet", "Weet ik nog niet", "3", "Geen mening"):
        assert (
            _points({"soort": "keuze", "vraag": "Maakte je dit mee?", "opties": ["Soep", alone]}, s.choices(1, 3)) == []
        )
    assert _points({"soort": "keuze", "vraag": "Wanneer?", "opties": ["a", "Nee, later"]}, s.choices(1, 3)) == [
        "Nee, later"
    ]
    assert _points({"soort": "schaal", "vraag": "Hoe?"}, [{"score-1": 4}] * 5) == []
    judged = {"soort": "checklist", "vraag": "Klaar?", "items": ["Geld"]}
    assert _points(judged, [{"item-1": 1, "idee-1": ["Vraag het na."]}]) == ["Vraag het na."]


def test_a_reference_to_the_appendix_has_the_name_that_it_has_there() -> None:
    options = [f"Nummer {number} {'en nog heel veel woorden ' * 8}" for number in range(12)]
    asked = s.one_round({"soort": "keuze", "vraag": "Wat?", "opties": options}, s.choices(3, 2, *[1] * 10))
    for session in (asked, public_copy(asked).session):
        parts = list(walk(build_report(session, s.HEAD).sections))
        told = " ".join(str(part.blocks) for part in parts)
        (named,) = re.findall(r"De hele teksten staan in de bijlage ‘([^’]+)’", told)
        assert named in [part.heading for part in parts]


def test_what_people_do_or_keep_themselves_is_no_point_to_answer() -> None:
    told = [{"tekst": ["Een beter rooster."]}]
    for of_oneself in ("Wat neem ik mee naar huis?", "Wat doe jij morgen?", "En wat ga je nu doen?"):
        assert _points({"soort": "open", "vraag": of_oneself}, told) == []
    for input_asked in ("Wat wil jij weten?", "Wat moet ik als wethouder weten?", "Wat maakt dat je meedoet?"):
        assert _points({"soort": "open", "vraag": input_asked}, told) == ["Een beter rooster."]


def test_what_was_not_weighed_is_a_table_to_fill_in() -> None:
    texts = [{"tekst": [text]} for text in ("Meer groen", "Meer groen", "Een bank")]
    report = build_report(s.one_round({"soort": "open", "vraag": "Wat?"}, texts), s.HEAD)
    part = next(one for one in report.sections if one.heading == "Wat deden we met jullie inbreng?")
    (table,) = [block for block in part.blocks if isinstance(block, Figures)]
    assert table.to_fill_in
    assert table.table.header == ("Inbreng", "Wat deden we ermee?", "Waarom?")
    assert sorted(row[0] for row in table.table.in_words) == ["Een bank", "Meer groen"]


def test_what_has_most_support_of_all_who_wrote_it_is_the_first_to_be_answered() -> None:
    texts = [("Meer groen", 2), ("Een bank", 3), ("meer groen", 2), ("Een boom", 3)]
    items = [TextItem(str(place), text, support=many) for place, (text, many) in enumerate(texts)]
    assert [item.text for item in _once(items)] == ["Meer groen", "Een bank", "Een boom"]


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
    empty = str(report)
    assert "Er deed niemand mee." in empty
    assert "0 deelnemers" not in empty
    assert "antwoordden" not in empty, "nobody was asked anything"


def test_of_a_question_that_nobody_answered_no_score_is_announced_and_nobody_came_together() -> None:
    statements: dict[str, Any] = {
        "soort": "schaal", "vraag": "Hoe was dit?", "stellingen": ["Er is geluisterd.", "Het was kort."],
    }  # fmt: skip
    asked: list[ev.AnyEvent] = [
        s.opened("vraag", "De vraag", s.at(19, 2), **statements), s.closed("vraag", s.at(19, 5)),
    ]  # fmt: skip
    said = str(build_report(Session([s.started(), *asked]), s.HEAD, wishes=WISHES))
    assert "middelste score van" not in said
    assert "Hoe was dit? Er zijn geen antwoorden." in said
    assert "Mensen kwamen" not in said
    assert "antwoordden" not in said


def test_what_people_disagree_on_is_told_apart_from_the_card_that_asked_it() -> None:
    judged: dict[str, Any] = {
        "soort": "checklist",
        "vraag": "Klaar?",
        "items": ["Begin klein. Kijk wat werkt.", "Vraag het."],
    }
    answers = [{"item-1": n % 2, "item-2": 0} for n in range(10)]
    events: list[ev.AnyEvent] = [
        s.opened("vraag", "Geld: zijn we klaar?", s.at(19, 2), **judged), *s.cast("vraag", answers),
        s.closed("vraag", s.at(19, 5)),
    ]  # fmt: skip
    told = lists(build_report(Session([s.started(), *events]), s.HEAD))
    assert told["Hier dachten we verschillend over"] == (
        "‘Geld: zijn we klaar’, ‘Begin klein. Kijk wat werkt’: ‘ja’ (5) en ‘deels’ (5), van de 10.",
    )


def test_a_participatieverslag_for_everybody_answers_the_law_and_has_cells_for_what_nobody_said_in_the_room() -> None:
    public = public_copy(s.rich_session()).session
    report = build_report(public, s.HEAD, wishes=WISHES)
    cells = {
        question
        for part in walk(report.sections)
        for block in part.blocks
        if isinstance(block, Figures) and block.to_fill_in and block.table.header == ("Vraag", "Antwoord")
        for question, answer in block.table.in_words
        if not answer
    }
    assert {
        "Wat is het plan, en waar ligt het?", "Wie neemt het besluit, en wanneer?",
        "Waar kunnen mensen het plan lezen?", "Wie is uitgenodigd?",
        "Hoe en wanneer zijn mensen uitgenodigd?", "Wie misten we, en waarom?",
        "Welke bedrijven, organisaties en overheden waren erbij?", "Wat is niet veranderd, en waarom niet?",
        "Wat is door de inbreng veranderd in het plan?", "Hoe groot schat je de steun, en waarom?",
        "Hoe past het plan bij wat mensen belangrijk vinden?",
        "Hoe blijven mensen betrokken als het plan wordt uitgevoerd?", "Hoe en wanneer kijken jullie samen terug?",
    } <= cells  # fmt: skip
    said = str(report)
    assert "Dit gesprek is georganiseerd door: Gemeente Rotterdam" in said
    assert "Fatima" not in said, "nobody is named in what everybody may read"


def test_a_statement_that_is_asked_before_and_after_is_told_as_it_was_in_the_end() -> None:
    question: dict[str, Any] = {
        "soort": "schaal", "vraag": "Eens?", "stellingen": ["Er is plek.", "Het is mooi."], "tot": 5,
    }  # fmt: skip
    asked: list[ev.AnyEvent] = []
    for card, score in (("vooraf", 2), ("achteraf", 4)):
        asked.append(s.opened(card, card.capitalize(), s.at(19, 2), **question))
        asked.extend(s.cast(card, [{"score-1": score, "score-2": score}] * 6))
        asked.append(s.closed(card, s.at(19, 5)))
    told = lists(build_report(Session([s.started(), *asked]), s.HEAD))["Hier waren we het over eens"]
    assert told == (
        "Achteraf, ‘Er is plek’: de antwoorden liggen rond de 4 van 5.",
        "Achteraf, ‘Het is mooi’: de antwoorden liggen rond de 4 van 5.",
    )


def test_a_question_that_only_says_what_to_do_is_told_with_the_title_of_its_card() -> None:
    for question, told in (("Kies er één.", "De vraag: Kies er één."), ("Wat eerst?", "Wat eerst?")):
        asked = s.one_round({"soort": "keuze", "vraag": question, "opties": ["a", "b"]}, s.choices(3, 2))
        assert lists(build_report(asked, s.HEAD, wishes=WISHES))["Deze vragen zijn gesteld"] == (told,)


def test_what_people_said_of_being_heard_is_told_where_they_were_asked() -> None:
    question = {"soort": "schaal", "vraag": "Is er goed naar je geluisterd?"}
    report = build_report(s.one_round(question, [{"score-1": 4}] * 6), s.HEAD, wishes=WISHES)
    part = next(one for one in report.sections if one.heading == "Vonden mensen dat er naar hen is geluisterd?")
    assert "De middelste score is 4" in str(part)
    statements = {"soort": "schaal", "vraag": "Hoe was dit?", "stellingen": ["Er is geluisterd.", "Het was kort."]}
    scores = [{"score-1": 3, "score-2": 1}] * 6
    report = build_report(s.one_round(statements, scores), s.HEAD, wishes=WISHES)
    part = next(one for one in report.sections if one.heading == "Vonden mensen dat er naar hen is geluisterd?")
    assert part.blocks == (
        Paragraph("Hoe was dit? Dit is de middelste score van 6 antwoorden:"),
        Bullets(("‘Er is geluisterd’: 3 van 5.", "‘Het was kort’: 1 van 5.")),
    )


def test_texts_that_share_the_lead_are_named_and_of_many_the_first() -> None:
    def told(*support: int) -> str:
        return leading_text(
            TextList(tuple(TextItem(str(n), f"t{n}", support=many) for n, many in enumerate(support)), 9)
        )

    assert told(4, 4, 1) == "‘t0’ en ‘t1’ kregen de meeste steun: elk 4 keer."
    assert told(4, 4, 4, 4) == "‘t0’, ‘t1’, ‘t2’ en ‘t3’ kregen de meeste steun: elk 4 keer."
    assert told(4, 4, 4, 4, 4) == "‘t0’, ‘t1’, ‘t2’ en 2 andere kregen de meeste steun: elk 4 keer."
    assert told(0, 0) == ""


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        ("aab", "De meeste teksten gaan over ‘a’: 2 van de 3."),
        ("aab.....", ""),
        ("aabc....", "De grootste groep teksten gaat over ‘a’: 2 van de 8."),
        ("aabb....", "De grootste groepen teksten gaan over ‘a’ en ‘b’: elk 2 van de 8."),
        ("a.......", ""),
        ("aabbccdd", ""),
    ],
)
def test_the_most_texts_are_about_a_heading_only_where_most_of_all_are(headings: str, told: str) -> None:
    items = [TextItem(str(n), f"t{n}", "" if one == "." else one) for n, one in enumerate(headings)]
    assert leading_text(TextList(tuple(items), 9)) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("aab", "‘a’ is het vaakst geschreven: 2 keer."),
        ("baab", "‘a’ en ‘b’ zijn het vaakst geschreven: elk 2 keer."),
        ("aabbccdd", ""),
        ("abcd", ""),
    ],
)
def test_what_was_written_most_is_told_where_one_leads_or_a_few_together(written: str, told: str) -> None:
    items = [TextItem(str(n), one) for n, one in enumerate(written)]
    assert leading_text(TextList(tuple(items), 9)) == told


def test_a_text_that_leads_stands_as_often_under_one_heading() -> None:
    items = [TextItem(str(n), "a", group) for n, group in enumerate(("Straat", "Geld"))]
    assert leading_text(TextList((*items, TextItem("3", "b", "Straat"), TextItem("4", "c", "Geld")), 4)) == (
        "De grootste groepen teksten gaan over ‘Straat’ en ‘Geld’: elk 2 van de 4."
    )
    three = [TextItem(str(n), "a", group) for n, group in enumerate(("Straat", "Geld", "Regels", "Samen"))]
    assert leading_text(TextList(tuple(three), 4)) == ""


def test_equal_texts_lead_with_their_support_together_as_their_table_has_it() -> None:
    items = [
        TextItem("1", "Een bank", support=3),
        TextItem("2", "een  bank", support=2, weighing="telt mee", why="Dat kan."),
        TextItem("3", "Gras", support=4),
    ]
    found = highlight(TextList(tuple(items), 3))
    assert found is not None
    assert (found.names, found.value and found.value.value) == (("Een bank",), 5)
    (table,) = [block for block in figures("x", TextList(tuple(items), 3), []) if isinstance(block, Figures)]
    assert table.table.in_words[0] == ("Een bank", "5", "2×")


def test_that_nobody_said_when_people_hear_more_is_told_only_where_nothing_was_promised() -> None:
    start: list[ev.AnyEvent] = [s.started(), *s.joined(2)]
    promise = ev.PromiseMade(time=s.at(19, 5), card="a", what="Het verslag sturen", who="de gemeente", to="iedereen")
    told = [
        str(
            next(part for part in build_report(Session(events), s.HEAD).sections if part.heading.startswith("Hoe gaat"))
        )
        for events in ([*start, ev.DecisionTaken(time=s.at(19, 4), card="a", text="Doen.")], [*start, promise])
    ]
    assert ["Wanneer je meer hoort" in one for one in told] == [True, False]
    assert "De toezeggingen staan bij ‘In het kort’." in told[1]


def agreed_on(session: Session) -> tuple[str, ...]:
    return lists(build_report(session, s.HEAD)).get("Hier waren we het over eens", ())


@pytest.mark.parametrize(
    ("scores", "means"),
    [((2, 2, 2, 1, 2), "2 van 5 (1 is ‘nooit’)"), ((4, 5, 5, 5, 5), "5 van 5 (5 is ‘altijd’)"), ((3,) * 5, "3 van 5")],
)
def test_what_people_agree_on_is_told_with_what_the_score_means(scores: Sequence[int], means: str) -> None:
    asked = {"soort": "schaal", "vraag": "Luisteren we?", "uitersten": ["nooit", "altijd"]}
    session = s.one_round(asked, [{"score-1": score} for score in scores])
    assert agreed_on(session) == (f"De vraag: de antwoorden liggen rond de {means}.",)


def test_a_score_below_zero_that_people_agree_on_has_one_sign_for_it() -> None:
    asked = {"soort": "schaal", "vraag": "Beter?", "van": -2, "tot": 2, "uitersten": ["slechter", "beter"]}
    session = s.one_round(asked, [{"score-1": -1}] * 5)
    assert agreed_on(session) == ("De vraag: de antwoorden liggen rond de −1 (−2 is ‘slechter’).",)


def test_who_was_invited_is_told_once_also_where_the_law_asks_it() -> None:
    session = Session([msgspec.structs.replace(s.started(), invited=(ev.Invited("bewoner", 20),)), *s.joined(3)])
    for wishes in (WISHES, ReportWishes("verslag")):
        assert str(build_report(session, s.HEAD, wishes=wishes)).count("Er waren 20 mensen genodigd.") == 1


def test_of_many_things_agreed_on_those_of_the_main_questions_are_told() -> None:
    events: list[ev.AnyEvent] = [s.started(), *s.joined(6)]
    for minute in range(4):
        named = [f"{letter}{minute}" for letter in "abc"]
        statements: dict[str, Any] = {"soort": "schaal", "vraag": "Hoe gaat het?", "stellingen": named}
        events += [
            s.opened(f"cijfer-{minute}", f"Cijfer {minute}", s.at(19, minute), **statements),
            *s.cast(f"cijfer-{minute}", [{f"score-{n}": 3 for n in (1, 2, 3)}] * 6),
            s.closed(f"cijfer-{minute}", s.at(19, minute, 30)),
        ]
    proposal: dict[str, Any] = {"soort": "instemming", "vraag": "Stem je in?", "voorstel": "Doen."}
    events += [
        s.opened("stem", "Stemmen", s.at(19, 30), **proposal),
        *s.cast("stem", [{"instemming": 0}] * 6),
        s.closed("stem", s.at(19, 31)),
    ]
    told = agreed_on(Session(events, s.MASKS))
    assert len(told) == 7
    assert told[-1] == "Stemmen: niemand heeft bezwaar tegen het voorstel."


def test_money_that_was_voted_on_is_told_as_support_and_a_title_with_its_own_mark_gets_no_second_one() -> None:
    costs = [{"tekst": "Bankjes", "kosten": 40}, {"tekst": "Bomen", "kosten": 70}]
    asked = s.opened("geld", "Wat kopen we?", s.at(19), soort="meerkeuze", vraag="Wat?", opties=costs, budget=100)
    cast = s.cast("geld", [{"keuzes": [0]}] * 5)
    events: list[ev.AnyEvent] = [s.started(), *s.joined(5), asked, *cast, s.closed("geld", s.at(19, 5))]
    part = next(
        part for part in build_report(Session(events), s.HEAD, wishes=WISHES).sections if "steun" in part.heading
    )
    assert "Wat kopen we? In het budget van 100 euro past ‘Bankjes’." in str(part.blocks)
    assert "Er is niet gestemd" not in str(part.blocks)


def test_what_people_want_to_know_is_not_told_as_what_matters_to_them() -> None:
    wrote = [{"tekst": ["Hoe duur is het"]}] * 6
    for sort, is_told in (("open", True), ("vragen", False)):
        report = build_report(s.one_round({"soort": sort, "vraag": "Wat?"}, wrote), s.HEAD, wishes=WISHES)
        part = next(part for part in report.sections if part.heading == "Wat vinden mensen belangrijk?")
        assert ("Hoe duur is het" in str(part.blocks)) is is_told
        assert "‘Vragen en uitslagen’" in str(part.blocks)


def test_what_people_objected_is_among_the_points_before_what_others_wrote() -> None:
    wrote: dict[str, Any] = {"soort": "open", "vraag": "Wat vind je?"}
    consent: dict[str, Any] = {"soort": "instemming", "vraag": "Ja?", "voorstel": "Soep"}
    reasons: list[dict[str, Any]] = [
        {"instemming": 3, "reden": ["Te heet."]},
        {"instemming": 1, "reden": ["Met brood."]},
        {"instemming": 0},
    ]
    events: list[ev.AnyEvent] = [
        s.started(),
        *s.joined(3),
        s.opened("vind", "Wat vind je?", s.at(19), **wrote),
        *s.cast("vind", [{"tekst": [text]} for text in ("Lekker", "Zout", "Zoet")]),
        s.closed("vind", s.at(19, 5)),
        s.opened("stem", "Stemmen", s.at(19, 6), **consent),
        *s.cast("stem", reasons),
        s.closed("stem", s.at(19, 9)),
    ]
    part = next(one for one in build_report(Session(events), s.HEAD).sections if "inbreng" in one.heading)
    (table,) = [block.table for block in part.blocks if isinstance(block, Figures)]
    assert table.rows[0][0] == "Bezwaar: Te heet. (bij ‘Stemmen’)"
    assert len(table.rows) == 4


def test_a_guess_at_a_quiz_is_no_point_to_answer() -> None:
    quiz: dict[str, Any] = {"soort": "keuze", "vraag": "Hoe hoog?", "opties": ["60 m", "90 m"]}
    for right, points in ((quiz, 1), ({**quiz, "goed": "60 m"}, 0)):
        report = build_report(s.one_round(right, s.choices(1, 4)), s.HEAD)
        part = next(part for part in report.sections if part.heading == "Wat deden we met jullie inbreng?")
        assert sum(len(block.table.rows) for block in part.blocks if isinstance(block, Figures)) == points
