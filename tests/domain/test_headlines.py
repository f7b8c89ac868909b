"""What came out stands on the first page: at most seven sentences, of what decides first, and nothing hidden."""

from typing import Any

import msgspec
import pytest

from kompas_tui.domain.report import Bullets, build_report
from kompas_tui.domain.report.bears import lives_in
from kompas_tui.domain.report.headlines import CAME_OUT, MOST_HEADLINES, _that_fit
from kompas_tui.domain.result.shapes import Bar, Bars, Unit
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from tests.export import sessions as s


def told(session: Session) -> tuple[str, ...]:
    short = build_report(session, s.HEAD).sections[0]
    assert short.heading == "In het kort"
    return next((block.items for block in short.blocks if isinstance(block, Bullets) and block.caption == CAME_OUT), ())


def choice(question: str, options: int = 3, **more: Any) -> dict[str, Any]:
    return {"soort": "keuze", "vraag": question, "opties": [f"optie {n}" for n in range(options)], **more}


def one(question: dict[str, Any], *answers: dict[str, Any]) -> tuple[str, ...]:
    return told(s.one_round(question, answers))


def test_what_leads_is_told_with_how_many_of_how_many() -> None:
    assert one(choice("Wat eerst?"), *s.choices(2, 5, 1)) == ("Wat eerst? ‘optie 1’ staat bovenaan (5 van de 8).",)
    assert one(choice("Wat eerst?"), *s.choices(0, 1)) == (
        "Wat eerst? ‘optie 1’ staat bovenaan (er is maar 1 antwoord).",
    )


def test_equals_are_told_together() -> None:
    assert one(choice("Wat eerst?"), *s.choices(3, 3, 1)) == (
        "Wat eerst? ‘optie 0’ en ‘optie 1’ staan samen bovenaan (elk 3 van de 7).",
    )
    assert one(choice("Wat eerst?", 5), *s.choices(1, 1, 1, 1)) == (
        "Wat eerst? ‘optie 0’, ‘optie 1’, ‘optie 2’ en ‘optie 3’ staan samen bovenaan (elk 1 van de 4).",
    )
    assert one(choice("Wat eerst?", 6), *s.choices(2, 2, 2, 2, 2)) == (
        "Wat eerst? ‘optie 0’, ‘optie 1’, ‘optie 2’ en 2 andere staan samen bovenaan (elk 2 van de 10).",
    )
    (none_leads,) = one(choice("Wat eerst?", 6), *s.choices(2, 2, 2, 2, 2, 2))
    assert none_leads == "Wat eerst? Geen optie steekt erboven uit: elke optie is 2 keer gekozen."


def test_where_most_typed_something_else_it_tells_what_they_typed_most_and_what_leads_in_the_list() -> None:
    asked = choice("Wat eerst?", eigen="Anders, namelijk")
    typed = [{"keuze": 3, "eigen": [text]} for text in ("Een bank", "een bank", "Gras", "Licht", "Bomen", "Niets")]
    (line,) = one(asked, *s.choices(1, 4), *typed)
    assert line == (
        "Wat eerst? ‘Anders, namelijk’ staat bovenaan: 6 van de 11 deelnemers kiezen dit. ‘optie 1’ volgt met 4. "
        "‘Een bank’ is het vaakst geschreven: 2 keer."
    )
    assert one(asked, *s.choices(1, 4), *typed[:2]) == ("Wat eerst? ‘optie 1’ staat bovenaan (4 van de 7).",)


def test_an_instruction_is_told_by_the_title_of_its_card() -> None:
    (line,) = one(choice("Kies er één."), *s.choices(2, 5))
    assert line.startswith("De vraag: ‘optie 1’")


def test_an_open_question_names_what_came_out_and_says_nothing_where_nothing_did() -> None:
    question = {"soort": "open", "vraag": "Wat wil je?"}
    texts = [{"tekst-1": "bomen"}] * 5
    assert one(question, *texts) == ()


def test_a_vote_that_decides_is_told_whole() -> None:
    (line,) = one(choice("Doen we dit?", 2, drempel=75), *s.choices(9, 1))
    assert line.startswith("Doen we dit? ")
    assert "75" in line


def test_of_a_vote_that_decides_page_one_tells_how_many_could_vote_too() -> None:
    (line,) = told(s.one_round(choice("Renoveren we?", 2, drempel=70), s.choices(21, 9), invited=[ev.Invited("", 48)]))
    assert "21 van de 30 stemmen" in line
    assert line.endswith("Opkomst: 30 van de 48 genodigden, dat is 63 procent.")


def test_what_fits_a_budget_who_waits_and_the_ends_of_a_scale_are_told_whole() -> None:
    cost = [{"tekst": "Bankjes", "kosten": 40}, {"tekst": "Bomen", "kosten": 70}]
    (money,) = one(
        {"soort": "meerkeuze", "vraag": "Welke?", "opties": cost, "budget": 100},
        *[{"keuzes": [1]}] * 5,
        {"keuzes": [0]},
    )
    assert "budget" in money
    seats = {"soort": "inschrijven", "vraag": "Waar?", "opties": ["Groen", "Feest"], "plekken": 2}
    (places,) = one(seats, *[{"keuze": 0, "wachtlijst": 1, "contact": ""}] * 3)
    assert "wachtlijst" in places
    scale = {"soort": "schaal", "vraag": "Eens?", "stellingen": ["A", "B"], "tot": 5}
    (ends,) = one(scale, *[{"score-1": 5, "score-2": 1}] * 6)
    assert "‘A’ scoort het hoogst" in ends


def test_of_a_question_with_a_right_answer_that_is_told_and_not_what_most_thought() -> None:
    (line,) = one(choice("Hoeveel?", goed="optie 2"), *s.choices(5, 1, 2))
    assert line == "Hoeveel? Goed is ‘optie 2’: 2 van de 8 deelnemers kiezen dit."


def test_large_numbers_have_a_dot_as_everywhere_in_the_report() -> None:
    (line,) = one(choice("Wat eerst?", 2), *s.choices(1200, 100))
    assert line == "Wat eerst? ‘optie 0’ staat bovenaan (1.200 van de 1.300)."
    money = {"soort": "verdeling", "vraag": "Waar?", "opties": ["een", "twee"], "totaal": 100_000, "eenheid": "euro"}
    (line,) = one(money, *[{"punten": [66_666, 33_334]}] * 17)
    assert line == "Waar? ‘een’ staat bovenaan (1.133.322 van de 1.700.000 euro)."


def test_consent_is_told_whole() -> None:
    (line,) = one({"soort": "instemming", "vraag": "Stem je in?", "voorstel": "Doen."}, *[{"instemming": 0}] * 6)
    assert line.startswith("Voorstel: ‘Doen’. Er is geen bezwaar.")
    assert "bovenaan" not in line


def test_what_most_people_wrote_is_told_and_nothing_of_a_few_headings() -> None:
    question = {"soort": "open", "vraag": "Wat mis je?"}
    assert one(question, *({"tekst": [text]} for text in ("Bank", "bank", "Gras"))) == (
        "Wat mis je? ‘Bank’ is het vaakst geschreven: 2 keer.",
    )
    assert one(question, *({"tekst": [text]} for text in ("a", "b", "a", "b", "c"))) == (
        "Wat mis je? ‘a’ en ‘b’ zijn het vaakst geschreven: elk 2 keer.",
    )
    assert one(question, *({"tekst": [text]} for text in "abc")) == ()


def test_at_most_seven_in_the_order_of_asking_with_what_decides_among_them() -> None:
    events: list[ev.AnyEvent] = [s.started(), *s.joined(20)]
    for number in range(10):
        card = f"kaart-{number}"
        decides = {"drempel": 50} if number == 4 else {}
        ballots = s.cast(card, s.choices(3 + number if not decides else 2, 1))
        events += [
            s.shown(card, f"Kaart {number}", s.at(19, number)),
            s.opened(card, f"Kaart {number}", s.at(19, number), **choice(f"Vraag {number}?", 2, **decides)),
            *ballots,
            s.closed(card, s.at(19, number, 30)),
        ]
    lines = told(Session(events, s.MASKS))
    assert len(lines) == MOST_HEADLINES
    assert [line[:8] for line in lines] == [f"Vraag {number}" + "?" for number in (3, 4, 5, 6, 7, 8, 9)]


def test_of_long_sentences_fewer_are_told_so_that_the_first_page_has_what_was_agreed_too() -> None:
    assert [_that_fit([length] * 7) for length in (60, 200, 2000)] == [7, 4, 3]
    assert _that_fit([]) == 0


def test_a_question_of_which_something_was_agreed_goes_before_one_with_more_answers() -> None:
    events: list[ev.AnyEvent] = [s.started(), *s.joined(20)]
    for number in range(9):
        card = f"kaart-{number}"
        events += [
            s.shown(card, f"Kaart {number}", s.at(19, number)),
            s.opened(card, f"Kaart {number}", s.at(19, number), **choice(f"Vraag {number}?", 2)),
            *s.cast(card, s.choices(3 + number, 1)),
            s.closed(card, s.at(19, number, 30)),
        ]
    events.append(ev.DecisionTaken(time=s.at(19, 50), text="We doen het.", card="kaart-0"))
    lines = told(Session(events, s.MASKS))
    assert [line[:8] for line in lines] == [f"Vraag {number}" + "?" for number in (0, 3, 4, 5, 6, 7, 8)]


def test_an_open_round_and_a_round_without_answers_are_not_told() -> None:
    events: list[ev.AnyEvent] = [
        s.started(),
        *s.joined(3),
        s.shown("a", "A", s.at(19, 1)),
        s.opened("a", "A", s.at(19, 1), **choice("Eerst?")),
        s.closed("a", s.at(19, 2)),
        s.opened("b", "B", s.at(19, 3), **choice("Dan?")),
        *s.cast("b", s.choices(3)),
    ]
    assert told(Session(events, s.MASKS)) == ()


def test_a_hidden_text_is_not_told() -> None:
    lines = told(s.rich_session())
    assert lines
    assert not any(s.HIDDEN_TEXT in line for line in lines)


def asked_one_after_another(*questions: tuple[str, dict[str, Any], list[dict[str, Any]]]) -> list[ev.AnyEvent]:
    """Rounds of one card each, by the name of the card; `van_aantal` of a question is of how many it took along."""
    events: list[ev.AnyEvent] = [s.started(), *s.joined(20)]
    for minute, (card, question, answers) in enumerate(questions):
        from_others = {"taken": 2, "of": 2} if question.pop("van_elders", False) else {}
        opened = s.opened(card, card.capitalize(), s.at(19, minute), **question)
        events += [
            s.shown(card, card.capitalize(), s.at(19, minute)),
            msgspec.structs.replace(opened, **from_others),
            *s.cast(card, answers),
            s.closed(card, s.at(19, minute, 30)),
        ]
    return events


MARKS = {"soort": "schaal", "vraag": "Hoe goed kun jij dit?", "stellingen": ["A", "B"]}


def test_what_the_room_chose_from_its_own_ideas_goes_before_questions_with_more_answers() -> None:
    fuller = [(f"vol-{n}", choice(f"Vol {n}?", 2), s.choices(19, 1)) for n in range(8)]
    chosen = choice("Welke vraag nemen we mee?", 2, van_elders=True)
    lines = told(Session(asked_one_after_another(("eigen", chosen, s.choices(12, 4)), *fuller), s.MASKS))
    assert lines[0] == "Welke vraag nemen we mee? ‘optie 0’ staat bovenaan (12 van de 16)."
    assert len(lines) == MOST_HEADLINES


def test_choosing_goes_before_scoring_and_how_it_was_to_be_there_goes_last() -> None:
    heard = {
        **MARKS,
        "vraag": "Hoe was dit gesprek?",
        "stellingen": ["Er is naar mij geluisterd", "Ik kon alles zeggen"],
    }
    scores: list[dict[str, Any]] = [{"score-1": 4, "score-2": 2}] * 12
    words = {"soort": "woorden", "vraag": "Met welk woord ga je weg?"}
    spoken: list[dict[str, Any]] = [{"woord": ["samen"]}] * 12
    chosen = [(f"kies-{n}", choice(f"Kies {n}?", 2), s.choices(8, 2)) for n in range(6)]
    asked = [("cijfers", dict(MARKS), scores), *chosen, ("gehoord", heard, scores), ("woord", words, spoken)]
    lines = told(Session(asked_one_after_another(*asked), s.MASKS))
    assert [line.split("?")[0] for line in lines] == ["Hoe goed kun jij dit", *(f"Kies {n}" for n in range(6))]


def test_of_what_was_asked_before_and_after_the_last_counts() -> None:
    later = {**MARKS, "vraag": "Hoe goed kun jij dit nu?", "vergelijk_met": "eerst"}
    scores = [{"score-1": 4, "score-2": 2}] * 12
    between = [(f"kies-{n}", choice(f"Kies {n}?", 2), s.choices(8, 2)) for n in range(6)]
    asked = [("eerst", dict(MARKS), scores), *between, ("later", later, scores)]
    lines = told(Session(asked_one_after_another(*asked), s.MASKS))
    assert len(lines) == MOST_HEADLINES
    assert not any(line.startswith("Hoe goed kun jij dit?") for line in lines)
    assert lines[-1].startswith("Hoe goed kun jij dit nu?")


def test_a_question_that_few_answered_goes_behind_what_most_did() -> None:
    few = ("paar", choice("Paar?", 2, van_elders=True), s.choices(4, 1))
    chosen = [(f"kies-{n}", choice(f"Kies {n}?", 2), s.choices(8, 3)) for n in range(7)]
    lines = told(Session(asked_one_after_another(few, *chosen), s.MASKS))
    assert [line[:6] for line in lines] == [f"Kies {n}" for n in range(7)]


def test_the_count_from_which_the_hunt_went_on_is_told_and_each_place_of_a_bear_is_not() -> None:
    lives = choice("Waar leeft de beer ‘Geld’ hier?", 2)
    asked = [("tellen", {**choice("Welke beren?"), "opties": ["Geld", "Tijd"]}, s.choices(7, 4))]
    asked += [(f"kies-{n}", choice(f"Kies {n}?", 2), s.choices(19, 1)) for n in range(7)]
    asked += [("geld-leeft", lives, s.choices(19, 1))]
    events = asked_one_after_another(*asked)
    hunted = ev.Hunted("geld", "Geld", "leeft", "Geld")
    events = [
        msgspec.structs.replace(one, hunted=hunted) if isinstance(one, ev.RoundOpened) and "leeft" in one.card else one
        for one in events
    ]
    lines = told(Session(events, s.MASKS))
    assert lines[0] == "Welke beren? ‘Geld’ staat bovenaan (7 van de 11)."
    assert not any("Waar leeft" in line for line in lines)


def test_what_scarcely_leads_says_so_and_dots_are_told_of_how_many() -> None:
    assert one(choice("Wat?", 4), *s.choices(4, 3, 6, 7)) == (
        "Wat? ‘optie 3’ staat bovenaan (7 van de 20). Het scheelt weinig.",
    )
    dots = {"soort": "stickers", "vraag": "Waar?", "opties": list("abcdefgh"), "aantal": 10}
    (line,) = one(dots, *[{"stickers": [3, 1, 1, 1, 1, 1, 1, 1]}] * 6)
    assert line == "Waar? ‘a’ staat bovenaan (18 van de 60 stickers)."


def test_a_word_or_text_of_few_is_no_outcome() -> None:
    words = {"soort": "woorden", "vraag": "Welk woord?"}
    said = [{"woord": [f"woord{n}"]} for n in range(9)]
    assert one(words, *said, {"woord": ["woord1"]}) == ("Welk woord? ‘woord1’ staat bovenaan (2 van de 10).",)
    assert one(words, *said, {"woord": ["woord1"]}, {"woord": ["anders"]}) == ()
    texts = {"soort": "open", "vraag": "Wat?"}
    wrote = [{"tekst": [f"tekst {n}"]} for n in range(9)]
    assert one(texts, *wrote, {"tekst": ["tekst 1"]}, {"tekst": ["anders"]}) == ()


def test_page_one_leaves_where_roles_differ_to_the_question() -> None:
    asked = {"soort": "instemming", "vraag": "Stem je in?", "voorstel": "Doen.", "per_rol": "ja"}
    answers = [{"instemming": 0}] * 6 + [{"instemming": 3, "reden": ["Te duur"]}] * 6
    session = s.one_round(asked, answers, ["bewoner"] * 6 + ["gemeente"] * 6)
    assert not any("verschil" in line for line in told(session))


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((13, 6, 3), "De beer leeft hier vooral in het individu (13 van de 22)."),
        ((9, 8, 5), "De beer leeft hier het vaakst in het individu (9 van de 22). Het scheelt weinig."),
        ((12, 10, 0), "De beer leeft hier het vaakst in het individu (12 van de 22). Het scheelt weinig."),
        ((10, 6, 6), "De beer leeft hier het vaakst in het individu (10 van de 22)."),
        ((9, 9, 4), "De beer leeft hier even vaak in het individu en de structuur (elk 9 van de 22)."),
        ((0, 0, 0), ""),
    ],
)
def test_a_bear_lives_mostly_in_a_place_only_where_most_said_so(counts: tuple[int, ...], said: str) -> None:
    places = ("individu", "structuur", "cultuur")
    assert lives_in(Bars(tuple(map(Bar, places, counts)), sum(counts), Unit.VOTERS)) == said


def test_a_title_with_a_colon_gets_no_second_one_and_a_table_counts_for_all_who_sit_there() -> None:
    (line,) = told(Session(asked_one_after_another(("ronde een: eerst", choice("Kies."), s.choices(2, 5))), s.MASKS))
    assert line == "‘Ronde een: eerst’: ‘optie 1’ staat bovenaan (5 van de 7)."
    tables = choice("Wat wil je tafel?", 2, tafels="ja", van_elders=True)
    answers = [{**one, "tafel": [str(n)]} for n, one in enumerate(s.choices(3, 1), 1)]
    fuller = [(f"vol-{n}", choice(f"Vol {n}?", 2), s.choices(19, 1)) for n in range(7)]
    assert told(Session(asked_one_after_another(("tafel", tables, answers), *fuller), s.MASKS))[0].startswith("Wat wil")


def test_of_cards_that_name_each_other_the_answer_that_came_later_counts() -> None:
    events: list[ev.AnyEvent] = [s.started()]
    for minute, (card, other) in enumerate((("toen", "nu"), ("nu", "toen"))):
        events += [
            s.opened(card, card, s.at(19, 2 * minute), **choice(f"Wat {card}?", vergelijk_met=other)),
            *s.cast(card, s.choices(2, 5, 1)),
            s.closed(card, s.at(19, 2 * minute + 1)),
        ]
    assert told(Session([*events, ev.Ended(time=s.at(20))])) == ("Wat nu? ‘optie 1’ staat bovenaan (5 van de 8).",)
