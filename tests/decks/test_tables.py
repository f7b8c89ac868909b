"""The tables of the evening in a deck, and what a question says of them."""

import pytest

from kompas_tui.deck_files import DeckProblems, read_deck

ONE = "# Een\n\n```keuze\nvraag: Wat?\nopties: [a, b]\n"


def deck(front: str, *lines: str) -> str:
    return "\n".join(["---", "titel: Proef", front, "---", "", ONE + "\n".join([*lines, "```"]), ""])


@pytest.mark.parametrize(
    ("said", "tables"),
    [
        ("tafels: 3", ("1", "2", "3")),
        ("tafels: [groen, water]", ("groen", "water")),
        ("duur: 10", ()),
    ],
)
def test_tables_are_a_number_or_names(said: str, tables: tuple[str, ...]) -> None:
    assert read_deck("proef", deck(said), "proef.md").tables == tables


@pytest.mark.parametrize(
    ("front", "lines", "line", "message"),
    [
        ("tafels: 1", (), 3, "van 2 tot en met 60"),
        ("tafels: veel", (), 3, "heel getal"),
        ("tafels: [groen]", (), 3, "minstens 2"),
        ("tafels: [groen, groen]", (), 3, "dubbel"),
        ("tafels: [groen, Overig]", (), 3, "al de naam voor kleine tafels"),
        ("duur: 10", ("per_tafel: ja",), 11, "‘tafels: 8’"),
        ("tafels: 3", ("per_tafel: ja", "per_rol: ja"), 11, "gaan niet samen"),
        ("tafels: 3", ("per_tafel: ja", "tafels: ja"), 11, "staat de uitslag al per tafel"),
    ],
)
def test_what_is_wrong_with_tables_is_said_on_its_line(
    front: str, lines: tuple[str, ...], line: int, message: str
) -> None:
    with pytest.raises(DeckProblems) as error:
        read_deck("proef", deck(front, *lines), "proef.md")
    (problem,) = error.value.problems
    assert (problem.line, message in problem.message) == (line, True), problem.message


@pytest.mark.parametrize(
    ("front", "asked", "line", "message"),
    [
        ("tafels: [groen, water]", "{groen: Waar?}", 8, "de tafel ‘water’ heeft nog geen vraag"),
        ("tafels: [groen, water]", "{grone: Waar?, water: Wat?, groen: Wie?}", 8, "Bedoel je ‘groen’?"),
        ("duur: 10", "{groen: Waar?}", 8, "Hiervoor zijn tafels nodig"),
        ("tafels: 2", "{1: Waar?, 2: ''}", 8, "ontbreekt"),
    ],
)
def test_a_question_per_table_is_for_the_tables_of_the_deck(front: str, asked: str, line: int, message: str) -> None:
    with pytest.raises(DeckProblems) as error:
        read_deck("proef", deck(front).replace("vraag: Wat?", f"vraag: {asked}"), "proef.md")
    (problem,) = error.value.problems
    assert message in problem.message, problem.message
    assert problem.line >= line


PERSONAL = {
    "inschrijven": "opties: [Tuin, Bank]\nplekken: 4\ncontact: ja",
    "formulier": "velden:\n  - {naam: bel, vraag: Hoe bereiken we je?, persoonsgegeven: ja}",
}


@pytest.mark.parametrize("kind", PERSONAL)
def test_a_table_that_answers_together_is_asked_nothing_personal(kind: str) -> None:
    """Every phone that picks the table reads its answer; where people answer for themselves, nobody else does."""
    asked = f"---\ntitel: Proef\nFRONT\n---\n\n# Een\n\n```{kind}\nvraag: Wat?\n{PERSONAL[kind]}\nMORE\n```\n"
    for front, more in (("tafels: 3", "per_tafel: ja"), ("duur: 10", "tafels: ja")):
        read_deck("proef", asked.replace("FRONT", front).replace("MORE", more), "proef.md")
    with pytest.raises(DeckProblems) as error:
        read_deck("proef", asked.replace("FRONT", "tafels: 3").replace("MORE", "tafels: ja"), "proef.md")
    (problem,) = error.value.problems
    assert "Aan tafel ziet iedereen dit antwoord. Vraag geen persoonsgegevens" in problem.message
    assert problem.line == asked.split("\n").index("MORE") + 1


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("rondes: 3", "‘van’ ontbreekt"),
        ("van: 1", "van 2 tot en met 30"),
        ("van: 4\nrondes: 40", "van 1 tot en met 12"),
        ("van: 4\ngastheer: ja", "Bedoel je ‘gastheren’?"),
    ],
)
def test_what_is_wrong_with_groups_is_said(said: str, message: str) -> None:
    text = f"---\ntitel: Proef\n---\n\n# Een\n\n```groepen\n{said}\n```\n"
    with pytest.raises(DeckProblems, match=message):
        read_deck("proef", text, "proef.md")
