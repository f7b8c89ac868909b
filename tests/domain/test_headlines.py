"""What came out stands on the first page: at most seven sentences, of what decides first, and nothing hidden."""

from typing import Any

from kompas_tui.domain.report import Bullets, build_report
from kompas_tui.domain.report.headlines import CAME_OUT, MOST_HEADLINES, _that_fit
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
        "Wat eerst? ‘optie 0’ en ‘optie 1’ staan samen bovenaan (3 van de 7).",
    )
    assert one(choice("Wat eerst?", 5), *s.choices(1, 1, 1, 1)) == (
        "Wat eerst? Er zijn maar 4 antwoorden. Er staan 4 opties samen bovenaan, met elk 1.",
    )


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
