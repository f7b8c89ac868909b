"""A question that was asked again, of any kind: one table and one chart of then and now, with our own figures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.language.wording import number
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.outcome.moving import as_brought
from kompas_tui.domain.report.build import build_report
from kompas_tui.domain.report.document import Chart, Figures, MovesPicture, Paragraph, Passage, Report, Section
from kompas_tui.domain.report.then_and_now import laid_beside
from kompas_tui.domain.result.cells import Cell, Number
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from tests.domain.test_report import figures, section
from tests.export import sessions as s

OPTIONS = ["groen", "water", "spel"]
Answers = Sequence[Mapping[str, Any]]
SCALES: dict[str, Any] = {"soort": "schaal", "vraag": "Hoe?", "stellingen": ["een", "twee"], "tot": 5}


def asked_again(question: Mapping[str, Any], *rounds: Answers, before: ev.Continued | None = None) -> Session:
    events: list[ev.AnyEvent] = [s.started(), *filter(None, [before])]
    for index, answers in enumerate(rounds, 1):
        events += [
            s.opened("k", "Kaart", s.at(19, 2 * index), index, **question),
            *s.cast("k", answers, index),
            s.closed("k", s.at(19, 2 * index + 1), index),
        ]
    return Session([*events, ev.Ended(time=s.at(20))])


def card_of(question: Mapping[str, Any], *rounds: Answers, before: ev.Continued | None = None) -> Section:
    return section(build_report(asked_again(question, *rounds, before=before), s.HEAD), "Kaart")


def charts(blocks: Sequence[Passage]) -> list[Chart]:
    return [block for block in blocks if isinstance(block, Chart)]


def chosen(*counts: int) -> Answers:
    return s.choices(*counts)


def several(*counts: int) -> Answers:
    return [{"keuzes": [option]} for option, many in enumerate(counts) for _ in range(many)]


def points(*answers: Sequence[int]) -> Answers:
    return [{"punten": list(one)} for one in answers]


CHOICE: dict[str, Any] = {"soort": "keuze", "vraag": "Wat eerst?", "opties": OPTIONS}
COSTLY: dict[str, Any] = {
    "soort": "meerkeuze", "vraag": "Wat eerst?", "budget": 50,
    "opties": [{"tekst": text, "kosten": 20} for text in OPTIONS],
}  # fmt: skip
DIVIDED: dict[str, Any] = {"soort": "verdeling", "vraag": "Wat eerst?", "opties": OPTIONS}
SIGNED: dict[str, Any] = {"soort": "inschrijven", "vraag": "Waar?", "opties": OPTIONS, "plekken": 2}
JUDGED: dict[str, Any] = {"soort": "checklist", "vraag": "Wat nu?", "items": ["een", "twee"]}


@pytest.mark.parametrize(
    ("question", "first", "second", "header", "rows"),
    [
        (
            CHOICE | {"aandeel": "ja"}, chosen(1, 3, 0), chosen(3, 1, 1), ("Optie", "Eerst", "Nu", "Verschil"),
            [("groen", "1 (25%)", "3 (60%)", "+35"), ("water", "3 (75%)", "1 (20%)", "−55"),
             ("spel", "0 (0%)", "1 (20%)", "+20")],
        ),
        (
            CHOICE | {"drempel": 67, "blanco": "ja"}, chosen(1, 2, 0, 3), chosen(2, 1, 0, 1),
            ("Optie", "Eerst", "Nu", "Verschil"),
            [("groen", "1 (33,3%)", "2 (66,6%)", "+33,3"), ("water", "2 (66,6%)", "1 (33,3%)", "−33,3"),
             ("spel", "0 (0%)", "0 (0%)", "0"), ("Blanco", "3", "1", "")],
        ),
        (
            COSTLY, several(1, 3, 0), several(3, 2, 0),
            ("Optie", "Eerst", "Nu", "Verschil", "Kosten in euro", "Past"),
            [("groen", "1 (25%)", "3 (60%)", "+35", "20", "ja"), ("water", "3 (75%)", "2 (40%)", "−35", "20", "ja"),
             ("spel", "0 (0%)", "0 (0%)", "0", "20", "nee")],
        ),
        (
            DIVIDED | {"totaal": 1000, "eenheid": "euro"}, points((500, 300, 200)), points((100, 800, 100)),
            ("Optie", "Eerst", "Nu", "Verschil"),
            [("water", "300 (30%)", "800 (80%)", "+50"), ("groen", "500 (50%)", "100 (10%)", "−40"),
             ("spel", "200 (20%)", "100 (10%)", "−10")],
        ),
        (
            SIGNED, chosen(3, 1, 0), chosen(1, 3, 1), ("Optie", "Eerst", "Nu", "Verschil", "Plekken", "Wacht"),
            [("groen", "3 (75%)", "1 (20%)", "−55", "2", "0"), ("water", "1 (25%)", "3 (60%)", "+35", "2", "1"),
             ("spel", "0 (0%)", "1 (20%)", "+20", "2", "0")],
        ),
        (
            {"soort": "schaal", "vraag": "Hoe gaat het?", "tot": 3}, [{"score-1": one} for one in (1, 1, 2)],
            [{"score-1": one} for one in (2, 2, 2, 3, 3)], ("Score", "Eerst", "Nu", "Verschil"),
            [("1", "2 (67%)", "0 (0%)", "−67"), ("2", "1 (33%)", "3 (60%)", "+27"), ("3", "0 (0%)", "2 (40%)", "+40")],
        ),
        (
            JUDGED | {"antwoorden": ["voor", "tegen", "blanco"], "drempel": 60},
            [{"item-1": one, "item-2": 0} for one in (0, 1, 2, 2)],
            [{"item-1": one, "item-2": 0} for one in (0, 0, 1, 2)],
            ("Onderdeel", "voor", "tegen", "blanco", "voor (procent) eerst", "voor (procent) nu", "Verschil",
             "Drempel 60 procent"),
            [("een", "2", "1", "1", "50", "66,6", "+16,6", "gehaald"),
             ("twee", "4", "0", "0", "100", "100", "0", "gehaald")],
        ),
        (
            JUDGED, [{"item-1": one, "item-2": 0} for one in (0, 1)], [{"item-1": one, "item-2": 0} for one in (1, 2)],
            ("Onderdeel", "ja", "deels", "nee", "Score eerst", "Score nu", "Verschil"),
            [("een", "0", "1", "1", "0,75", "0,25", "−0,5"), ("twee", "2", "0", "0", "1", "1", "0")],
        ),
        (
            JUDGED | {"antwoorden": ["rood", "groen"]},
            [{"item-1": one, "item-2": 0} for one in (0, 1, 1)], [{"item-1": one, "item-2": 0} for one in (0, 0, 1)],
            ("Onderdeel", "rood", "groen", "rood (procent) eerst", "rood (procent) nu", "Verschil", "Meest gekozen"),
            [("een", "2", "1", "33", "67", "+34", "rood"), ("twee", "3", "0", "100", "100", "0", "rood")],
        ),
    ],
    ids=["aandeel", "drempel", "budget", "euro", "inschrijven", "schaal", "voor en tegen", "score", "eigen woorden"],
)  # fmt: skip
def test_every_kind_that_was_asked_again_has_one_table_and_one_chart(
    question: dict[str, Any], first: Answers, second: Answers, header: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    card = card_of(question, first, second)
    (table,) = figures(card)
    assert table.table.header == header
    assert list(table.table.in_words) == rows
    (chart,) = charts(card.blocks)
    assert [one.name for one in chart.series] == ["Eerst", "Nu"]


def test_a_question_beside_another_one_is_told_by_the_names_of_both() -> None:
    (table,) = figures(_beside(CHOICE, chosen(1, 3, 0), chosen(3, 1, 1)))
    assert table.table.header == ("Optie", "Voor", "Na", "Verschil")
    assert "bij ‘Voor’ (4 antwoorden) en bij ‘Na’ (5), het verschil in procentpunten" in table.caption
    for question, name, measured in ((SCALES, "score", "Midden"), (JUDGED, "item", "Score")):
        first, then = ([{f"{name}-{row}": value for row in (1, 2)}] for value in (1, 2))
        (table,) = figures(_beside(question, first, then))
        beside = f"{measured} bij ‘Voor’", f"{measured} bij ‘Na’", "Verschil"
        assert set(beside) < set(table.table.header)
        assert table.caption.endswith("; bij ‘Voor’ van 1 antwoord, bij ‘Na’ van 1")


def test_statements_of_a_card_with_a_long_title_stand_in_a_table_of_their_own() -> None:
    title = "Een titel die zo lang is dat er geen kolom onder past"
    scores = [{"score-1": 1, "score-2": 1}]
    own, apart = figures(_beside(SCALES, scores, scores, title))
    assert title not in " ".join(own.table.header)
    assert apart.table.header == ("Optie", title, "Na", "Verschil")


def test_options_that_did_not_move_stand_beside_each_other_in_a_chart_and_scores_need_none() -> None:
    (chart,) = charts(card_of(CHOICE, chosen(1, 2, 0), chosen(1, 2, 0)).blocks)
    assert [one.name for one in chart.series] == ["Eerst", "Nu"]
    (chart,) = charts(card_of(SCALES, *[[{"score-1": 2, "score-2": 3}]] * 2).blocks)
    assert [one.name for one in chart.series] == ["1", "2", "3", "4", "5"]


def test_roles_stand_beside_what_came_out_now() -> None:
    roles = ["buurt"] * 2 + ["stad"] * 2
    events: list[ev.AnyEvent] = [s.started(["buurt", "stad"])]
    for index, answers in ((1, chosen(2, 2, 0)), (2, chosen(1, 3, 0))):
        asked = s.opened("k", "Kaart", s.at(19, index), index, **CHOICE, per_rol="ja", openlijk="ja")
        events += [asked, *s.cast("k", answers, index, roles), s.closed("k", s.at(19, index), index)]
    session = Session(s.with_splits([*events, ev.Ended(time=s.at(20))]), s.MASKS)
    (table,) = figures(section(build_report(session, s.HEAD), "Kaart"))
    assert table.table.header == ("Optie", "Eerst", "Nu", "Verschil", "buurt (2)", "stad (2)")
    assert table.caption.endswith("het verschil in procentpunten, en nu per rol")


def test_places_that_moved_stand_in_a_table_and_a_picture_of_their_own() -> None:
    field = {"soort": "assenveld", "vraag": "Waar?", "items": ["een"], "x": ["l", "r"], "y": ["o", "b"]}
    card = card_of(field, [{"plek-1": [1, 1]}] * 2, [{"plek-1": [9, 9]}] * 2)
    assert [table.name for table in figures(card)] == ["Kaart", "Kaart, verschil"]
    assert [type(block) for block in card.blocks].count(MovesPicture) == 1


def test_what_an_earlier_session_came_to_stands_apart() -> None:
    first = asked_again(SCALES, [{"score-1": 1, "score-2": 3}])
    brought = as_brought("k", "Kaart", outcome_of(first, first.rounds["k-1"]).result)
    assert brought is not None
    continued = ev.Continued(time=s.at(19), code="AAAA", title="Eerst", results=(brought,))
    own, apart = figures(card_of(SCALES, [{"score-1": 4, "score-2": 3}], before=continued))
    assert own.table.header == ("Stelling", "Antwoorden", "1", "2", "3", "4", "5", "Midden")
    assert apart.table.in_words == (("een", "1", "4", "+3"), ("twee", "3", "3", "0"))


def _beside(question: Mapping[str, Any], before: Answers, after: Answers, title: str = "Voor") -> Section:
    """The section of a card that is laid beside another one."""
    events: list[ev.AnyEvent] = [s.started()]
    for minute, (card, more, answers) in enumerate((("voor", {}, before), ("na", {"vergelijk_met": "voor"}, after))):
        opened = s.opened(card, "Na" if more else title, s.at(19, minute), **{**question, **more})
        events += [opened, *s.cast(card, answers), s.closed(card, s.at(19, minute))]
    return section(build_report(Session([*events, ev.Ended(time=s.at(20))]), s.HEAD), "Na")


def test_the_share_beside_a_threshold_is_the_one_of_the_sentence() -> None:
    card = card_of(CHOICE | {"drempel": 67, "blanco": "ja"}, chosen(1, 2, 0, 3), chosen(2, 1, 0, 1))
    told = " ".join(block.text for block in card.blocks if isinstance(block, Paragraph))
    assert "2 van de 3 geldige stemmen, dat is 66,6 procent" in told
    assert "‘groen’ (van 33,3 naar 66,6 procent)" in told


@pytest.mark.parametrize(
    ("both", "moved", "told"),
    [
        (9, 9, "Alle 9 deelnemers veranderden van antwoord."),
        (2, 2, "Beide deelnemers veranderden van antwoord."),
        (9, 1, "1 van de 9 deelnemers veranderde van antwoord."),
        (9, 0, "Geen van de 9 deelnemers veranderde van antwoord."),
        (1, 1, "De enige die aan beide rondes meedeed, veranderde van antwoord."),
        (1, 0, "De enige die aan beide rondes meedeed, veranderde niet van antwoord."),
        (0, 0, "Niemand deed aan beide rondes mee."),
    ],
)
def test_how_many_changed_is_said_as_people_say_it(both: int, moved: int, told: str) -> None:
    session = asked_again(CHOICE, chosen(1, 3, 0), chosen(3, 1, 0))
    outcome = replace(outcome_of(session, session.rounds["k-2"]), both=both, moved=moved)
    assert laid_beside(session, outcome, "Kaart", [])[0].startswith(told)


def test_beside_another_card_who_changed_is_told_with_the_round_since_which() -> None:
    first, again = (s.opened("na", "Na", s.at(19, n), n, **SCALES, vergelijk_met="voor") for n in (1, 2))
    events: list[ev.AnyEvent] = [
        s.started(), s.opened("voor", "Voor", s.at(19), **SCALES), *s.cast("voor", _scores(1, 3)),
        s.closed("voor", s.at(19)), first, *s.cast("na", _scores(2, 3)), s.closed("na", s.at(19, 1)),
        again, *s.cast("na", _scores(3, 5), 2), s.closed("na", s.at(19, 2), 2, both=12, moved=9),
    ]  # fmt: skip
    told = str(build_report(Session([*events, ev.Ended(time=s.at(20))]), s.HEAD))
    assert "9 van de 12 deelnemers veranderden sinds ronde 1 van antwoord." in told, "the figures tell since which card"


def _scores(*both: int) -> Answers:
    return [{f"score-{n}": score for n, score in enumerate(both, 1)}] * 6


def test_a_round_within_one_minute_has_one_time() -> None:
    session = asked_again(CHOICE, chosen(1, 3, 0), chosen(3, 1, 0))
    _, second = session.rounds.values()
    told = build_report(session, s.HEAD)
    assert "van 19:04 tot 19:05" in str(told)
    second.closed = second.opened
    assert "om 19:04." in str(build_report(session, s.HEAD))


@pytest.mark.parametrize("rounds", [3, 4, 6])
def test_every_round_of_a_card_stands_beside_the_others(rounds: int) -> None:
    counts = [(index, 12 - 2 * index, index) for index in range(rounds)]
    report = build_report(asked_again(CHOICE, *(chosen(*one) for one in counts)), s.HEAD)
    card = section(report, "Kaart")
    (table,), (chart,) = figures(card), charts(card.blocks)
    names, kept = [f"Ronde {index}" for index in range(1, rounds + 1)][-4:], counts[-4:]
    assert table.table.header == ("Optie", *names, "Verschil")
    assert list(chart.labels) == [row[0] for row in table.table.rows]
    for row in table.table.rows:
        option, share = OPTIONS.index(str(row[0])), [0.0] * len(kept)
        for column, one in enumerate(kept):
            cell = row[1 + column]
            assert isinstance(cell, Number)
            share[column] = float(number(100 * one[option] / 12, 0))
            assert (cell.value, cell.share) == (one[option], share[column])
        change = row[-1]
        assert isinstance(change, Number)
        assert change.value == share[-1] - share[-2]
        index = chart.labels.index(str(row[0]))
        assert [(one.name, one.values[index]) for one in chart.series] == list(zip(names, share, strict=True))
    apart = [one for one in figures_of_all(report.sections) if one.name.startswith("Kaart (ronde")]
    assert len(apart) == max(rounds - 4, 0), "what no longer has room stands in the appendix"


def test_three_rounds_of_statements_have_the_middle_of_each() -> None:
    question = {"soort": "schaal", "vraag": "Hoe?", "stellingen": ["een", "twee"], "tot": 5}
    rounds = [[{"score-1": one, "score-2": 3} for one in scores] for scores in ((1, 2, 3), (2, 3, 4), (5, 4, 5))]
    card = card_of(question, *rounds)
    (table,), (chart,) = figures(card), charts(card.blocks)
    assert table.table.header[6:] == ("Midden ronde 1", "Midden ronde 2", "Midden ronde 3", "Verschil")
    assert [row[6:] for row in table.table.in_words] == [("2", "3", "5", "+2"), ("3", "3", "3", "0")]
    assert [one.values for one in chart.series] == [(2, 3), (3, 3), (5, 3)]
    assert "ronde 1 van 3 antwoorden, ronde 2 van 3, ronde 3 van 3" in table.caption


@pytest.mark.parametrize(("roles", "tables"), [(4, 1), (5, 2)])
def test_so_many_roles_that_no_word_fits_above_them_stand_in_a_table_of_their_own(roles: int, tables: int) -> None:
    session = asked_again(CHOICE, chosen(3, 1, 0), chosen(1, 3, 0))
    names = tuple(f"rol {number}" for number in range(roles))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (option, Number(many), *map(Number, range(roles))) for option, many in (("water", 3), ("groen", 1), ("spel", 0))
    )
    per_role = Figures(
        "Kaart", "Aantal, samen en per rol", Table(("Optie", "Aantal", *names), rows), unit="Aantal", by="per rol"
    )
    _, told = laid_beside(session, outcome_of(session, session.rounds["k-2"]), "Kaart", [per_role])
    shown = [block for block in told if isinstance(block, Figures)]
    assert [column for block in shown for column in block.table.header if column != "Optie"] == [
        "Eerst", "Nu", "Verschil", *names
    ]  # fmt: skip
    assert len(shown) == tables
    assert len({tuple(row[0] for row in block.table.rows) for block in shown}) == 1
    assert shown[-1].caption.endswith("nu per rol")


def test_what_a_later_card_draws_beside_its_own_is_drawn_once() -> None:
    report = asked_on_cards({"eerst": {}, "later": {"vergelijk_met": "eerst"}})
    assert [len(charts(section(report, card).blocks)) for card in ("eerst", "later")] == [0, 1]
    assert [len(figures(section(report, card))) for card in ("eerst", "later")] == [1, 1]


def test_what_no_later_card_draws_is_drawn_with_what_came_after_it() -> None:
    cards = {"eerst": {}, "later": {"vergelijk_met": "eerst"}, "laatst": {"vergelijk_met": "later"}}
    report = asked_on_cards(cards)
    drawn = [[one.name for chart in charts(section(report, card).blocks) for one in chart.series] for card in cards]
    assert drawn == [[], ["eerst", "later"], ["later", "laatst"]]


def asked_on_cards(cards: Mapping[str, Mapping[str, Any]]) -> Report:
    """A report of one choice that was asked on each of these cards, with what else the card says of it."""
    question: dict[str, Any] = {"soort": "keuze", "opties": [f"optie {number}" for number in range(4)]}
    events: list[ev.AnyEvent] = [s.started()]
    for minute, (card, keys) in enumerate(cards.items()):
        events += [
            s.opened(card, card, s.at(19, 2 * minute), **question, vraag=f"Wat {card}?", **keys),
            *s.cast(card, chosen(4, 3, 2, 1)),
            s.closed(card, s.at(19, 2 * minute + 1)),
        ]
    return build_report(Session([*events, ev.Ended(time=s.at(20))]), s.HEAD)


def figures_of_all(sections: Sequence[Section]) -> list[Figures]:
    return [table for part in sections for table in (*figures(part), *figures_of_all(part.parts))]


def test_of_forms_that_were_filled_in_anew_the_body_has_those_of_now() -> None:
    asked = {"vraag": "Wie?", "velden": [{"naam": "wie", "vraag": "Wie?", "soort": "tekst"}]}
    (name,) = (field.name for field in read_activity("formulier", asked).fields())
    rounds = [[{name: [f"{which} {number}"]} for number in range(9)] for which in ("toen", "nu")]
    report = build_report(asked_again({"soort": "formulier", **asked}, *rounds), s.HEAD)
    first, second = section(report, "Kaart").parts
    assert [len(figures(part)) for part in (first, second)] == [0, 1]
    told = " ".join(block.text for block in first.blocks if isinstance(block, Paragraph))
    assert "De formulieren van deze ronde staan in de bijlage." in told
    assert "toen 8" in str(report.sections[-1])
