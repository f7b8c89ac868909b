"""A block `ritme`: what may stand in it, and every mistake with its line."""

import pytest

from kompas_tui.deck_files.reading import read_text
from kompas_tui.domain.deck.rhythms import Rhythm, Turn

QUESTION = "```open\nvraag: Wat zie jij?\n```\n\n"


def read(body: str, more: str = "") -> tuple[Rhythm | None, int | None, list[str]]:
    """The chain of a card, its minutes, and the problems with their lines; the block begins on line 7."""
    text = f"---\ntitel: Proef\n---\n\n# Een\n\n```ritme\n{body}\n```\n\n{more}"
    found = read_text("proef", text, "proef.md")
    card = found.deck.cards[0] if found.deck else None
    said = [f"{problem.line}: {problem.message}" for problem in found.problems]
    return (card.rhythm, card.minutes, said) if card else (None, None, said)


@pytest.mark.parametrize(
    ("body", "turns"),
    [
        ("rondes: 4 x 20", (Turn(20),) * 4),
        ("rondes: 3x5", (Turn(5),) * 3),
        ("rondes: 2 × 10 minuten", (Turn(10),) * 2),
        ("rondes: [1, 2, 4, 10]", (Turn(1), Turn(2), Turn(4), Turn(10))),
        (
            "rondes:\n  - {titel: Alleen, minuten: 1}\n  - 2\n  - {minuten: 4}",
            (Turn(1, "Alleen"), Turn(2), Turn(4)),
        ),
    ],
)
def test_turns_are_read(body: str, turns: tuple[Turn, ...]) -> None:
    rhythm, _, problems = read(body)
    assert problems == []
    assert rhythm == Rhythm(turns)


def test_the_card_takes_as_long_as_its_turns_and_changes_where_nothing_else_says_how_long() -> None:
    rhythm, minutes, problems = read("rondes: 4 x 20\nwissel: 2\nopent: ja", QUESTION)
    assert problems == []
    assert rhythm is not None
    assert (rhythm.between, rhythm.opens, rhythm.minutes, minutes) == (2, True, 86, 86)
    assert read("rondes: 4 x 20\nwissel: 2", "```regie\nduur: 100\n```")[1] == 100


@pytest.mark.parametrize(
    ("body", "more", "problem"),
    [
        ("", "", "7: ‘rondes’ ontbreekt. Schrijf hier ‘4 x 20’, of een lijst"),
        ("rondes: []", "", "8: ‘rondes’ ontbreekt"),
        ("ronden: 4 x 20", "", "8: ‘ronden’ ken ik hier niet. Bedoel je ‘rondes’?"),
        ("rondes: lang", "", "8: ‘rondes’: schrijf hier ‘4 x 20’"),
        ("rondes: 0 x 20", "", "8: ‘rondes’: schrijf hier ‘4 x 20’"),
        ("rondes: 4 x 600", "", "8: ‘rondes’: een beurt duurt hooguit 120 minuten."),
        ("rondes: 4 x 0", "", "8: ‘rondes’: schrijf hier ‘4 x 20’"),
        ("rondes: 41 x 1", "", "8: ‘rondes’: er mogen er hooguit 40 staan. Er staan er 41."),
        ("rondes: [1, 200]", "", "8: Hier hoort een heel getal van 1 tot en met 120"),
        ("rondes: [1, kort]", "", "8: Hier hoort een heel getal"),
        ("rondes:\n  - {titel: Alleen}", "", "9: ‘minuten’ ontbreekt"),
        ("rondes:\n  - {minuten: 1, naam: x}", "", "9: ‘naam’ ken ik hier niet"),
        ("rondes: 2 x 5\nwissel: 31", "", "9: ‘wissel’: hier hoort een heel getal van 0 tot en met 30"),
        ("rondes: 2 x 5\nopent: misschien", QUESTION, "9: ‘opent’: hier hoort ‘ja’ of ‘nee’"),
        ("rondes: 2 x 5\nopent: ja", "", "9: ‘opent’: op deze kaart staat geen vraag"),
        (
            "rondes: 2 x 5\nwissel: 1",
            "```regie\nduur: 10\n```",
            "8: Dit ritme duurt 11 minuten, en de kaart 10 minuten",
        ),
        ("rondes: 2 x 5", "```pauze\nduur: 15\n```", "7: In een pauze past geen ritme"),
        ("rondes: 2 x 5", "```ritme\nrondes: 2 x 5\n```", "11: Deze kaart heeft al een blok ‘ritme’"),
    ],
)
def test_each_mistake_is_told_on_its_line(body: str, more: str, problem: str) -> None:
    _, _, problems = read(body, more)
    assert len(problems) == 1
    assert problems[0].startswith(problem)


def test_every_mistake_is_told_at_once() -> None:
    _, _, problems = read("rondes: [0, 1, x]\nwissel: veel\nopend: ja")
    assert [problem.split(":")[0] for problem in problems] == ["8", "8", "9", "10"]
