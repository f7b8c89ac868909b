"""The report model: what it says of a session, and what it keeps to itself."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from kompas_tui.domain.kinds.steun import Steun
from kompas_tui.domain.outcome import times_still_shown
from kompas_tui.domain.report import Bullets, Facts, Figures, Paragraph, Report, Section, build_report
from kompas_tui.domain.report.agenda import agenda
from kompas_tui.domain.result.cells import in_words
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.export.lint.structure import LONGEST_HEADING
from tests.domain import test_gate as gate
from tests.domain.test_session import NOW, START
from tests.export import sessions as s


def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from walk(section.parts)


def section(report: Report, heading: str) -> Section:
    return next(found for found in walk(report.sections) if found.heading == heading)


def lines(report: Report) -> list[str]:
    """Everything that the report says, in order."""
    found = [report.title, report.subtitle]
    for part in (Section("", report.blocks), *walk(report.sections)):
        found.append(part.heading)
        for block in part.blocks:
            match block:
                case Paragraph():
                    found.append(block.text)
                case Bullets():
                    found += [block.caption, *block.items]
                case Facts():
                    found += [word for row in block.rows for word in row]
                case Figures():
                    found += [block.name, block.caption, *block.table.header]
                    found += [cell for row in block.table.in_words for cell in row]
    return found


def said(report: Report) -> str:
    return "\n".join(lines(report))


def figures(part: Section) -> list[Figures]:
    return [block for block in part.blocks if isinstance(block, Figures)]


def report_of(session: Session) -> Report:
    return build_report(session, s.HEAD)


RICH = report_of(s.rich_session())


def test_it_opens_with_what_where_when_and_why() -> None:
    assert RICH.title == "Beren op de weg"
    assert RICH.subtitle == "Verslag van 22 november 2026"
    facts = next(block for block in RICH.blocks if isinstance(block, Facts))
    assert facts.rows == (
        ("Doel", "We willen weten wat samenwerken lastig maakt en wat helpt."),
        ("Datum", "22 november 2026, van 19:00 tot 20:31 uur"),
        ("Plaats", "Buurthuis De Brink, Rotterdam"),
        ("Organisatie", "Gemeente Rotterdam, gebied Delfshaven"),
        ("Deelnemers", "21: bewoner 11, overig 10"),
    )
    assert "Er zijn 6 vragen gesteld, in 7 rondes. De groep legde 2 besluiten en 3 actiepunten vast." in lines(RICH)


def _marked(*events: ev.AnyEvent) -> str:
    first = report_of(Session([s.started(), *events])).blocks[0]
    assert isinstance(first, Paragraph)
    assert first.tone == "warning"
    return first.text


def test_the_full_report_asks_to_be_looked_through_and_says_where_names_stand() -> None:
    full = "Volledig verslag. Kijk het na voor je het openbaar maakt."
    assert _marked() == full
    present = ev.AttendanceTaken(time=s.at(19, 1), people=2, names=("Mo", "Jo"))
    assert _marked(present) == f"{full} Namen of andere gegevens van mensen staan bij ‘Aanwezigen’."
    assert _marked(ev.AttendanceTaken(time=s.at(19, 1), people=2)) == full
    action = ev.ActionAgreed(time=s.at(19, 1), card="k", what="Bellen", who="Mo")
    assert _marked(action) == f"{full} Ook bij ‘Actiepunten’ kunnen namen staan."
    note = ev.NoteTaken(time=s.at(19, 1), card="k", text="Mo liep weg")
    assert _marked(action, note) == f"{full} Ook bij ‘Actiepunten’ en de notities kunnen namen staan."
    fields = [{"naam": "wat", "vraag": "Wat?"}, {"naam": "naam", "vraag": "Wie ben je?", "persoonsgegeven": "ja"}]
    opened = s.opened("k", "Doe je mee?", s.at(19, 2), soort="formulier", vraag="Wat?", velden=fields)
    anonymous, named = {"veld-1": ["Soep"]}, {"veld-1": ["Soep"], "veld-2": ["Mo"]}
    closed = s.closed("k", s.at(19, 3))
    few = "Bij 1 ronde kwamen minder dan 5 antwoorden binnen. Daar is soms te raden wie wat koos."
    assert _marked(opened, *s.cast("k", [anonymous]), closed) == f"{full} {few}"
    assert _marked(opened, *s.cast("k", [anonymous] * 5), closed) == full
    assert _marked(opened, closed) == full, "where nobody answered there is nothing to guess"
    assert _marked(opened, *s.cast("k", [named])) == full, "an open round is not in the report yet"
    assert _marked(present, opened, *s.cast("k", [named]), closed).endswith(f"bij ‘Aanwezigen’ en ‘Doe je mee?’. {few}")


def test_questions_that_nobody_answered_are_told_together() -> None:
    events: list[ev.AnyEvent] = [s.started()]
    for number, answers in enumerate((0, 3, 0, 0, 0)):
        card = f"k{number}"
        asked = s.opened(
            card, f"Kaart {number}", s.at(19, 2), soort="keuze", vraag=f"Vraag {number}?", opties=["a", "b"]
        )
        events += [asked, *s.cast(card, s.choices(answers)), s.closed(card, s.at(19, 5))]
    events[-1:] = [ev.DecisionTaken(time=s.at(19, 6), text="We wachten.", card="k3")]  # and the last one is open still
    asked_about = section(report_of(Session(events)), "Vragen en uitslagen")
    assert [part.heading for part in asked_about.parts] == ["Kaart 1", "Kaart 3", "Kaart 4", "Vragen zonder antwoord"]
    assert asked_about.parts[-1].blocks == (Bullets(("Vraag 0?", "Vraag 2?")),)


def test_sections_stand_in_a_fixed_order() -> None:
    assert [part.heading for part in RICH.sections] == [
        "In het kort", "Waar waren we het over eens?", "Wat deden we met jullie inbreng?", "Hoe gaat het verder?",
        "Vragen en uitslagen", "Bijlagen",
    ]  # fmt: skip
    assert [part.heading for part in RICH.sections[-1].parts] == [
        "Overige notities", "Verborgen teksten", "Verloop", "Hoe is er gemeten?",
    ]  # fmt: skip
    assert [part.heading for part in RICH.sections[0].parts] == ["Besluiten", "Actiepunten"]
    assert [part.heading for part in section(RICH, "Hoe gaat het verder?").parts] == ["Bewaard voor later"]
    assert [part.heading for part in section(RICH, "Vragen en uitslagen").parts] == [
        "We tellen de beren", "Wat pakken we op?", "Hoe kiezen we?", "Hoe gaat het nu?", "In één woord",
        "Wat helpt jou?",
    ]  # fmt: skip


def test_empty_sections_say_so_or_are_left_out() -> None:
    report = report_of(Session([s.started()]))
    assert [part.heading for part in report.sections] == ["In het kort", "Vragen en uitslagen", "Bijlagen"]
    assert [part.heading for part in report.sections[-1].parts] == ["Hoe is er gemeten?"]
    assert report.sections[0].parts == ()
    assert "Er zijn geen vragen gesteld." in lines(report)
    assert (
        "Er zijn geen besluiten of actiepunten opgeschreven. "
        "De sessie is nog niet afgerond. Dit verslag is een tussenstand."
    ) in lines(report)


def test_counts_equal_a_tally_computed_apart() -> None:
    counted = Counter(s.BEARS[option] for answer in s.BEAR_ANSWERS for option in answer["keuzes"])
    bears = figures(section(RICH, "We tellen de beren"))[0].table
    assert {row[0]: int(row[1]) for row in bears.in_words} == {bear: counted[bear] for bear in s.BEARS}
    dots = figures(section(RICH, "Wat pakken we op?"))[0].table
    totals = [sum(answer["stickers"][option] for answer in s.DOT_ANSWERS) for option in range(3)]
    assert {row[0]: int(row[1]) for row in dots.in_words} == dict(
        zip(("De speeltuin", "Het plein", "De bankjes"), totals, strict=True)
    )
    words = Counter(word for answer in s.WORDS for word in set(answer["woord"]) if word)
    assert {row[0]: int(row[1]) for row in figures(section(RICH, "In één woord"))[0].table.in_words} == dict(words)
    scores = figures(section(RICH, "Hoe gaat het nu?"))[0].table
    for number, row in enumerate(scores.in_words, 1):
        given = [answer[f"score-{number}"] for answer in s.SCORES]
        assert row[1:7] == ("20", *(str(given.count(score)) for score in range(1, 6)))


def test_thousands_have_a_dot_in_sentence_and_table_but_not_in_a_label() -> None:
    question = {"soort": "verdeling", "vraag": "Wat?", "opties": ["Plan 2370", "Plan 3000"]}
    answers = [{"punten": [60, 40]}] * 39 + [{"punten": [30, 70]}]
    part = section(report_of(s.one_round(question, answers)), "De vraag")
    assert "‘Plan 2370’ staat bovenaan, met 2.370 van de 4.000 punten." in " ".join(
        block.text for block in part.blocks if isinstance(block, Paragraph)
    )
    assert figures(part)[0].table.in_words == (("Plan 2370", "2.370"), ("Plan 3000", "1.630"))


CONSENT = {"soort": "instemming", "vraag": "Ja?", "voorstel": "Soep"}
MANY_ROLES = ["bewoner"] * 1300 + ["gemeente"] * 1200


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ({"soort": "keuze", "vraag": "Wat?", "opties": ["a", "b"], "per_rol": "ja"}, s.choices(1250, 1250)),
        ({"soort": "meerkeuze", "vraag": "Wat?", "opties": ["a", "b"], "max": 2}, [{"keuzes": [0, 1]}] * 2500),
        (CONSENT, [{"instemming": 3, "reden": ["Te heet."]}] * 1100 + [{"instemming": 0}] * 1400),
        ({"soort": "open", "vraag": "Wat?", "per_rol": "ja"}, [{"tekst": [f"Plan {n % 9}"]} for n in range(2500)]),
    ],
)
def test_every_count_of_a_large_evening_has_a_dot_between_thousands(
    question: dict[str, Any], answers: Sequence[Mapping[str, Any]]
) -> None:
    report = report_of(s.one_round(question, answers, MANY_ROLES, invited=[ev.Invited("", 4000)]))
    told = [line for line in lines(report) if re.search(r"(?<![\w.,])(?!(?:19|20)\d\d\b)\d{4,}(?!\w)", line)]
    assert told == []


def test_what_people_filled_in_gets_no_dots() -> None:
    fields = [{"naam": "jaar", "vraag": "Welk jaar?", "soort": "getal"}, {"naam": "wat", "vraag": "Wat?"}]
    forms = [{"veld-1": ["2027"], "veld-2": ["1012"]}]
    session = s.one_round({"soort": "formulier", "vraag": "Wat?", "velden": fields}, forms)
    assert figures(section(report_of(session), "De vraag"))[0].table.in_words == (("2027", "1012"),)


def test_less_has_a_real_minus() -> None:
    together = section(RICH, "Hoe kiezen we?")
    changes = [row[3] for row in figures(together)[0].table.in_words]
    assert any(change.startswith("\u2212") for change in changes)
    assert not any(change.startswith("-") for change in changes)
    assert set(figures(together)[0].table.numbers) == {1, 2, 3}


@pytest.mark.parametrize(
    ("scores", "told"),
    [((1, 2, 2, 3, 5), "van 2 tot 3"), ((1, 1, 2, 4, 5, 5), "van 1 tot 5"), ((4, 4, 4, 4, 5), "steeds 4")],
)
def test_the_middle_half_lies_between_whole_scores(scores: tuple[int, ...], told: str) -> None:
    session = s.one_round({"soort": "schaal", "vraag": "Hoe?"}, [{"score-1": score} for score in scores])
    assert (
        Paragraph(f"De middelste helft van de scores bij ‘Hoe?’: {told}.", "quiet")
        in section(report_of(session), "De vraag").blocks
    )


def test_a_question_that_was_asked_again_is_one_section_that_tells_who_changed() -> None:
    card = section(RICH, "Hoe kiezen we?")
    assert not card.parts
    told = [block.text for block in card.blocks if isinstance(block, Paragraph)]
    assert (
        "8 van de 19 deelnemers veranderden van antwoord. "
        "‘Samen stemmen’ verschoof het meest: van 20 naar 57 procent, dus 37 procentpunt hoger."
    ) in told
    assert any(text.startswith("Ronde 1: ‘De gemeente beslist’ staat bovenaan: 9 van de 20 ") for text in told)
    (table,) = figures(card)
    assert table.table.header == ("Optie", "Eerst", "Nu", "Verschil")
    assert table.table.in_words[0] == ("Samen stemmen", "4 (20%)", "12 (57%)", "+37")
    assert not any("Hoe kiezen we? (ronde 1" in line for line in lines(RICH)), "there is no more to tell of it"


@pytest.mark.parametrize(
    ("moved", "sentence"),
    [
        (0, "Geen van de 12 deelnemers veranderde van antwoord."),
        (1, "1 van de 12 deelnemers veranderde van antwoord."),
        (4, "4 van de 12 deelnemers veranderden van antwoord."),
    ],
)
def test_the_number_who_changed_is_a_sentence(moved: int, sentence: str) -> None:
    question = {"soort": "keuze", "vraag": "Wat?", "opties": ["a", "b"]}
    events: list[ev.AnyEvent] = [s.started()]
    for number in (1, 2):
        events += [
            s.opened("k", "Kaart", s.at(19, number), number, **question),
            *s.cast("k", s.choices(6, 6), number),
            s.closed("k", s.at(19, number, 30), number, both=12, moved=moved)
            if number == 2
            else s.closed("k", s.at(19, 2)),
        ]
    assert f"{sentence} Er is niets verschoven." in lines(report_of(Session(events)))


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ({"soort": "keuze", "opties": ["a", "b"]}, "Kies er één."),
        ({"soort": "meerkeuze", "opties": ["a", "b", "c", "d"], "max": 3}, "Kies er hooguit drie."),
        ({"soort": "meerkeuze", "opties": ["a", "b"]}, "Kies wat past."),
        (
            {"soort": "meerkeuze", "opties": ["a", "b", "c"], "max": 2, "toelichting": "Denk aan morgen."},
            "Denk aan morgen. Kies er hooguit twee.",
        ),
        ({"soort": "keuze", "opties": ["a", "b"], "toelichting": "Kies snel."}, "Kies snel."),
        (
            {"soort": "stickers", "opties": ["a", "b"], "aantal": 3},
            "Plak hooguit drie stickers. Er mogen er meer op één optie.",
        ),
        ({"soort": "stickers", "opties": ["a", "b"], "aantal": 1}, "Plak één sticker."),
        ({"soort": "verdeling", "opties": ["a", "b"]}, "Verdeel 100 punten."),
        ({"soort": "schaal"}, "Geef een cijfer van 1 tot en met 5."),
        ({"soort": "schaal", "stellingen": ["a", "b"]}, "Geef elke regel een cijfer van 1 tot en met 5."),
        (
            {"soort": "open", "max": 2, "toelichting": "Noem geen namen."},
            "Noem geen namen. Schrijf er hooguit twee op.",
        ),
    ],
)
def test_a_reader_knows_what_was_asked_and_by_which_rule(question: dict[str, object], rule: str) -> None:
    part = section(report_of(s.one_round({"vraag": "Wat vind jij?", **question}, [])), "De vraag")
    assert [(block.text, block.tone) for block in part.blocks if isinstance(block, Paragraph)][:2] == [
        ("Wat vind jij?", "question"), (rule, "quiet"),
    ]  # fmt: skip


def test_an_open_round_gives_only_the_number_of_answers() -> None:
    events: list[ev.AnyEvent] = [
        s.started(),
        s.opened("k", "Kaart", s.at(19, 2), soort="keuze", vraag="Wat?", opties=["appels", "peren"]),
        *s.cast("k", s.choices(3, 4)),
    ]
    report = report_of(Session(events))
    assert "Deze ronde is nog open. Dit is een tussenstand." in lines(report)
    assert "Tot nu toe 7 antwoorden, sinds 19:02." in lines(report)
    assert "appels" not in said(report)


def test_a_round_without_answers_says_so_without_a_table() -> None:
    part = section(report_of(s.one_round({"soort": "keuze", "vraag": "Wat?", "opties": ["a", "b"]}, [])), "De vraag")
    assert Paragraph("Er zijn geen antwoorden.", "outcome") in part.blocks
    assert not figures(part)


def test_hidden_texts_never_appear() -> None:
    assert s.HIDDEN_TEXT not in said(RICH)
    assert "Er zijn 7 teksten van 7 deelnemers. Daarvan is er 1 niet te zien." in lines(RICH)


def test_a_hidden_text_does_not_come_back_as_an_option() -> None:
    ballots = s.cast("helpt", [{"tekst": [text, "", ""]} for text in ("Jan deugt niet", "Meer bankjes", "Ja")])
    events: list[ev.AnyEvent] = [
        s.started(deck="- Ja\n- Nee"),
        s.opened("helpt", "Wat helpt?", s.at(19, 1), soort="open", vraag="Wat helpt?"),
        *ballots,
        s.closed("helpt", s.at(19, 3)),
        s.opened(
            "kies", "Kies", s.at(19, 4), soort="keuze", vraag="Welke?", opties=["Jan deugt niet", "Meer bankjes", "Ja"]
        ),
        *s.cast("kies", s.choices(5, 2, 1)),
        s.closed("kies", s.at(19, 6)),
    ]
    texts = Session(events).rounds["helpt-1"].texts()
    events += [
        ev.TextModerated(time=s.at(19, 7), round="helpt-1", text_id=item.id, act="verberg")
        for item in texts
        if item.text != "Meer bankjes"
    ]
    report = report_of(Session(events))
    assert "Jan deugt niet" not in said(report)
    assert {row[0] for row in figures(section(report, "Kies"))[0].table.in_words} == {
        "(tekst die niet te zien is)", "Meer bankjes", "Ja",
    }  # fmt: skip


def test_a_hidden_text_that_another_wrote_too_is_not_said_to_be_gone() -> None:
    events: list[ev.AnyEvent] = [
        s.started(),
        s.opened("helpt", "Wat helpt?", s.at(19, 1), soort="open", vraag="Wat helpt?"),
        *s.cast("helpt", [{"tekst": [text, "", ""]} for text in ("Jan doet het", "jan  doet het", "Rust")]),
        s.closed("helpt", s.at(19, 3)),
    ]
    first = Session(events).rounds["helpt-1"].texts()[0]
    events.append(ev.TextModerated(time=s.at(19, 7), round="helpt-1", text_id=first.id, act="verberg"))
    session = Session(events)
    assert times_still_shown(session, [first.id]) == 1
    assert "Bij 1 tekst schreef iemand hetzelfde nog eens. Dat staat er wel in." in said(report_of(session))


def test_what_was_taken_back_does_not_appear() -> None:
    assert "teruggenomen" not in said(RICH)


def test_texts_are_a_list_in_another_order_than_they_came() -> None:
    bullets = next(block for block in section(RICH, "Wat helpt jou?").blocks if isinstance(block, Bullets))
    assert sorted(bullets.items) == sorted(s.TEXTS)


ROLE_QUESTION = {"soort": "keuze", "vraag": "Wat?", "opties": ["a", "b"], "per_rol": "ja"}


@pytest.mark.parametrize(
    ("sizes", "columns"),
    [
        ((11, 8, 2), ("bewoner", "overig")),
        ((11, 8, 0), ("bewoner", "gemeente")),
        ((9, 6, 5), ("bewoner", "gemeente", "ondernemer")),
        ((9, 3, 2), ("bewoner", "overig")),
        ((4, 4, 4), ()),
        ((20, 2, 0), ()),
    ],
)
def test_small_roles_are_not_shown_nor_to_be_found(sizes: tuple[int, ...], columns: tuple[str, ...]) -> None:
    roles = [role for role, size in zip(("bewoner", "gemeente", "ondernemer"), sizes, strict=True) for _ in range(size)]
    answers = [{"keuze": index % 2} for index in range(len(roles))]
    report = report_of(s.one_round(ROLE_QUESTION, answers, roles))
    table = figures(section(report, "De vraag"))[0].table
    groups = [sum(int(row[place].split()[0]) for row in table.in_words) for place in range(2, len(table.header))]
    named = [f"{column} ({size})" for column, size in zip(columns, groups, strict=True)]
    assert table.header == ("Optie", "Aantal", *named)
    assert all(size >= 5 for size in groups)
    assert not groups or sum(groups) == len(roles)
    merged = [role for role in ("bewoner", "gemeente", "ondernemer") if role not in columns]
    for role in merged:
        naming = [line for line in lines(report) if role in line]
        assert len(naming) == ("overig" in columns), "only in the sentence that names every role without a column"
        assert all("Bij ‘overig’ horen" in line for line in naming)


@pytest.mark.parametrize("sizes", [(11, 8, 2), (11, 6, 4), (11, 9, 1)])
def test_who_is_in_overig_is_said_the_same_whatever_the_size_of_a_small_role(sizes: tuple[int, ...]) -> None:
    roles = [role for role, size in zip(("bewoner", "gemeente", "ondernemer"), sizes, strict=True) for _ in range(size)]
    report = report_of(s.one_round(ROLE_QUESTION, [{"keuze": 0}] * len(roles), roles))
    assert "Bij ‘overig’ horen gemeente, ondernemer en wie geen rol koos." in said(report)


def test_groups_of_other_sizes_have_their_shares_beside_the_counts() -> None:
    roles = ["bewoner"] * 10 + ["gemeente"] * 5
    report = report_of(s.one_round(ROLE_QUESTION, s.choices(12, 3), roles))
    assert figures(section(report, "De vraag"))[0].table.in_words == (
        ("a", "12", "10 (100%)", "2 (40%)"), ("b", "3", "0", "3 (60%)"),
    )  # fmt: skip
    same = report_of(s.one_round(ROLE_QUESTION, s.choices(6, 4), roles[5:]))
    assert figures(section(same, "De vraag"))[0].table.in_words[0] == ("a", "6", "5", "1")


def test_roles_that_are_asked_openly_are_all_shown_and_that_is_said() -> None:
    roles = ["bewoner"] * 6 + ["gemeente"] * 2
    report = report_of(s.one_round(ROLE_QUESTION | {"openlijk": "ja"}, s.choices(5, 3), roles))
    assert figures(section(report, "De vraag"))[0].table.header == (
        "Optie", "Aantal", "bewoner (6)", "gemeente (2)",
    )  # fmt: skip
    assert "ook kleine rollen" in said(report)


def test_a_word_that_a_role_spelled_otherwise_is_counted_with_it() -> None:
    roles = ["bewoner"] * 6 + ["gemeente"] * 5
    answers = [{"woord": ["Tijd"]}] * 6 + [{"woord": ["tijd"]}] * 5
    question = {"soort": "woorden", "vraag": "Wat?", "per_rol": "ja"}
    report = report_of(s.one_round(question, answers, roles))
    assert figures(section(report, "De vraag"))[0].table.in_words == (("Tijd", "11", "6", "5"),)


def test_texts_and_statements_have_a_list_or_table_per_role() -> None:
    roles = ["bewoner"] * 6 + ["gemeente"] * 5
    texts = s.one_round(
        {"soort": "open", "vraag": "Wat?", "per_rol": "ja"}, [{"tekst": [f"Tekst {i}"]} for i in range(11)], roles
    )
    (all_of_them,) = section(report_of(texts), "Alle teksten en tabellen").parts
    lists = [block for block in all_of_them.blocks if isinstance(block, Bullets)]
    assert [(found.caption, len(found.items)) for found in lists] == [("Rol: bewoner", 6), ("Rol: gemeente", 5)]
    body = [block for block in section(report_of(texts), "De vraag").blocks if isinstance(block, Bullets)]
    assert [found.caption for found in body] == ["Rol: bewoner", "Rol: gemeente"]
    assert sum(len(found.items) for found in body) == 10
    question = {"soort": "schaal", "vraag": "Hoe?", "stellingen": ["x", "y"], "per_rol": "ja"}
    scores = s.one_round(question, [{"score-1": 1, "score-2": 5}] * 11, roles)
    names = [block.name for block in figures(section(report_of(scores), "De vraag"))]
    assert names == ["De vraag", "De vraag, bewoner", "De vraag, gemeente"]


def test_decisions_stand_at_their_card_and_together() -> None:
    assert (
        Bullets(("Besluit: We beginnen met het plein.",), "Opgeschreven bij deze kaart")
        in section(RICH, "Wat pakken we op?").blocks
    )
    decisions = next(block for block in section(RICH, "Besluiten").blocks if isinstance(block, Bullets))
    assert decisions.items[0] == "We beginnen met het plein. (bij ‘Wat pakken we op?’)"
    assert len(decisions.items) == 2


def test_actions_say_what_who_and_when_in_words() -> None:
    table = figures(section(RICH, "Actiepunten"))[0].table
    assert table.header == ("Wat", "Wie", "Wanneer")
    assert table.in_words[0] == ("Een belrondje langs alle winkels aan het plein", "Fatima", "1 december 2026")
    assert table.in_words[2][2] == table.in_words[1][1] == "niet afgesproken"


def test_actions_say_at_which_card_they_were_agreed_where_that_tells_them_apart() -> None:
    agreed = [ev.ActionAgreed(time=s.at(19, n), card=card, what=card) for n, card in enumerate(("k", "l"))]
    shown = [ev.CardShown(time=s.at(19), card=card, title=f"Kaart {card}") for card in ("k", "l")]

    def origins(*events: ev.AnyEvent) -> list[str]:
        table = figures(section(report_of(Session([s.started(), *shown, *events])), "Actiepunten"))[0].table
        return [row[3] for row in table.in_words if len(row) == 4]

    assert origins(*agreed) == ["Kaart k", "Kaart l"]
    assert origins(agreed[0]) == ["Kaart k"]
    assert origins(agreed[0], agreed[0]) == []


def test_actions_stand_in_the_order_of_their_days() -> None:
    days = ["", "2027-01-31", "na de zomer", "2026-12-04", "", "2026-12-31"]
    agreed = [ev.ActionAgreed(time=s.at(19, n), card="k", what=str(n), when=day) for n, day in enumerate(days)]
    table = figures(section(report_of(Session([s.started(), *agreed])), "Actiepunten"))[0].table
    assert [row[0] for row in table.in_words] == ["3", "5", "1", "2", "0", "4"]


def test_decisions_and_actions_are_told_in_full_once() -> None:
    assert said(RICH).count("Een belrondje langs alle winkels aan het plein") == 1
    assert said(RICH).count("We beginnen met het plein. (bij") == 1


def test_every_note_is_told_once() -> None:
    for note in ("De gemeente ziet vooral regels, bewoners vooral tijd.", "Wie mag er beslissen over de bankjes?"):
        assert said(RICH).count(note) == 1


def test_the_agenda_names_each_card_once_with_the_time_spent() -> None:
    found = {item.title: (item.begins, in_words(item.minutes)) for item in agenda(s.rich_session())}
    assert found["We tellen de beren"] == ("19:06 en 20:27", "18")
    assert found["Mandaat en zeggenschap"] == ("19:20", "10")
    assert next(iter(found)) == "Beren op de weg"
    assert len(found) == 8


def test_a_pause_is_no_time_spent_and_a_glance_no_return() -> None:
    events: list[ev.AnyEvent] = [
        s.started(),
        s.shown("a", "A", s.at(19)),
        s.shown("b", "B", s.at(19, 10)),
        s.shown("a", "A", s.at(19, 20)),
        s.shown("b", "B", s.at(19, 20, 15)),
        ev.NoteTaken(time=s.at(19, 30), card="b", text="Tot morgen."),
        s.shown("c", "C", s.at(10, 0, day=23)),
        ev.Ended(time=s.at(10, 5, day=23)),
    ]
    assert [(item.title, item.begins, in_words(item.minutes)) for item in agenda(Session(events))] == [
        ("A", "19:00", "10"), ("B", "19:10 en 19:20", "20"), ("C", "10:00 (23 november 2026)", "5"),
    ]  # fmt: skip


def test_minutes_add_up_to_the_length_of_the_session() -> None:
    together = sum((item.spent for item in agenda(s.rich_session())), timedelta())
    assert together == timedelta(hours=1, minutes=31)


def test_it_tells_how_was_measured_and_what_is_secret() -> None:
    text = "\n".join(lines(report_of(s.rich_session()))[-30:])
    for words in ("mediaan", "stickers", "20 februari 2027", s.HEAD, "Kompas 0."):
        assert words in text
    assert text.count("Keuze:") == 1


def test_marks_receipts_and_devices_are_not_in_it() -> None:
    assert not re.search(r"stem-|toestel-\d|AAAAA|K7F3", said(RICH))


def test_sentences_are_short() -> None:
    fixed = [line for line in lines(RICH) if line not in {*s.TEXTS, *(row for row in s.BEARS)}]
    for sentence in re.split(r"(?<=[.?!])\s", "\n".join(fixed)):
        assert all(len(line.split()) <= 20 for line in sentence.split("\n")), sentence


def _told(question: Mapping[str, Any], answers: Sequence[Mapping[str, Any]]) -> str:
    return " ".join(lines(report_of(s.one_round(question, answers))))


def test_who_signs_up_for_nothing_is_told() -> None:
    question = {"soort": "inschrijven", "vraag": "Waar?", "opties": ["Groen", "Feest"], "plekken": 9}
    assert "2 deelnemers schreven zich niet in." in _told(question, [{"keuze": 0}] * 5 + [{"keuze": 2}] * 2)
    assert "niet in." not in _told(question, [{"keuze": 0}] * 5)


def test_texts_that_differ_by_a_stop_are_one() -> None:
    question = {"soort": "open", "vraag": "Wat?"}
    told = _told(question, [{"tekst": ["Een bank"]}, {"tekst": ["een  bank."]}, {"tekst": ["..."]}])
    assert "Een bank (2×)" in told


def test_a_question_that_was_hidden_is_told_of() -> None:
    asked = s.one_round({"soort": "vragen", "vraag": "Wat wil je weten?"}, [{"vraag": ["Hoe?"]}, {"vraag": ["Wie?"]}])
    (round_id,) = asked.rounds
    text_id = asked.rounds[round_id].texts()[0].id
    hidden = ev.TextModerated(time=s.at(19, 5), round=round_id, text_id=text_id, act="verberg", reason="naam")
    assert "Er is 1 tekst niet te zien." in " ".join(lines(report_of(Session([*asked.happened, hidden]))))


def test_a_table_that_ends_with_a_question_gets_no_full_stop_behind_it() -> None:
    answers = [{"tekst": [text], "tafel": [str(table)]} for table, text in enumerate(("Wie betaalt dat?", "Bomen."), 1)]
    opened = s.opened("k", "Kaart", s.at(19, 2), soort="open", vraag="Wat neem je mee?", tafels="ja")
    events: list[ev.AnyEvent] = [
        msgspec.structs.replace(s.started(), tables=("1", "2")),
        msgspec.structs.replace(opened, one_a_table=True, tables=("1", "2")),
        *s.cast("k", answers), s.closed("k", s.at(19, 3)),
    ]  # fmt: skip
    told = lines(report_of(Session(events)))
    assert {"Wat neem je mee? Wie betaalt dat?", "Wat neem je mee? Bomen."} <= set(told)


def test_of_a_long_title_the_appendix_keeps_what_stands_behind_it() -> None:
    title = "Een hele lange titel over het plein en de straat met de bankjes en de bomen en wie er water geeft"
    events: list[ev.AnyEvent] = [
        s.started(), s.opened("k", title, s.at(19, 2), soort="open", vraag="Wat?"),
        *s.cast("k", [{"tekst": [f"Idee {number}"]} for number in range(40)]), s.closed("k", s.at(19, 3)),
    ]  # fmt: skip
    (appendix,) = [
        part.heading for part in walk(report_of(Session(events)).sections) if part.heading.endswith("(alles)")
    ]
    assert appendix.startswith("Een hele lange titel")
    assert len(appendix) <= LONGEST_HEADING


def texts_at_tables(*texts: str) -> list[Figures | Bullets]:
    """What is told of texts of as many tables, one a table, the second of which has support."""
    answers = [{"tekst": [text], "tafel": [str(table)]} for table, text in enumerate(texts, 1)]
    events: list[ev.AnyEvent] = [
        s.started(), s.opened("k", "Kaart", s.at(19, 2), soort="open", vraag="Wat?", tafels="ja"),
        *s.cast("k", answers), s.closed("k", s.at(19, 3)),
    ]  # fmt: skip
    session = Session(events)
    asked = Steun.question_about("Wat?", "k-1", [session.rounds["k-1"].texts()[1]])
    support: list[ev.AnyEvent] = [
        ev.RoundOpened(time=s.at(19, 4), round="k-1-steun-1", card="k", title="Kaart", number=1, question=asked),
        ev.BallotCast(round="k-1-steun-1", mark="m", answer={"steun": [0]}, receipt="r", nonce="n"),
        ev.RoundClosed(time=s.at(19, 5), round="k-1-steun-1"),
    ]
    blocks = section(build_report(Session([*events, *support]), s.HEAD), "Kaart").blocks
    return [block for block in blocks if isinstance(block, Figures | Bullets)]


def test_the_texts_of_two_groups_are_both_tables() -> None:
    told = texts_at_tables("bank", "boom")
    assert [(block.caption, block.table.in_words) for block in told if isinstance(block, Figures)] == [
        ("Tafel 1", (("bank", "0"),)), ("Tafel 2", (("boom", "1"),)),
    ]  # fmt: skip
    assert not any(isinstance(block, Bullets) for block in told)


def test_a_few_texts_of_many_groups_stand_in_one_table() -> None:
    (table,) = texts_at_tables("bank", "boom", "bad")
    assert isinstance(table, Figures)
    assert table.table.header == ("Tafel", "Tekst", "Steun")
    assert table.table.in_words == (("Tafel 1", "bank", "0"), ("Tafel 2", "boom", "1"), ("Tafel 3", "bad", "0"))


def test_a_word_is_not_told_to_count_as_one_that_nobody_may_see() -> None:
    ideas = gate.ideas("Bomen", "Jan")
    merged = ev.WordsMerged(time=NOW, round="woord-1", words=("Jantje", "Jan"), into="Jan")
    session = Session([*START, *ideas, *gate.words("Jantje", "Bomen"), merged])
    heading = "Deze woorden zijn samen geteld"
    assert heading in str(report_of(session))
    session.apply(gate.hiding(ideas, 1))
    assert heading not in str(report_of(session))
