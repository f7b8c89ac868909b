"""Cards that name cards: in their own deck and in others, near and far, with the file and line of each mistake."""

from pathlib import Path

import pytest

from kompas_tui.deck_files import DeckProblem, DeckProblems, load_decks

OTHER = """---
titel: Ander
---
# A
# Vraag
```keuze
vraag: Wat?
opties: [Bomen, Banken]
```
# B
"""


def plate(*points: str, head: str = "kaarten_uit: [ander]") -> str:
    """A deck with a plate before the cards een and twee; its first point is on line 9."""
    lines = "\n".join(f"  - {{titel: P, {point}}}" for point in points)
    return f"---\ntitel: T\n{head}\n---\n# Plaat\n```praatplaat\nmidden: M\npunten:\n{lines}\n```\n# Een\n# Twee\n"


def found(folder: Path, text: str, name: str = "eigen", **others: str) -> list[DeckProblem]:
    """What is wrong in this deck, beside the deck `ander` and others."""
    for deck, said in {"ander": OTHER, **others, name: text}.items():
        (folder / f"{deck}.md").write_text(said, encoding="utf-8")
    try:
        load_decks([str(folder / f"{name}.md")])
    except DeckProblems as error:
        return list(error.problems)
    return []


@pytest.mark.parametrize(
    "point",
    [
        "naar: een",
        "naar: een, tot: twee",
        "naar: een, tot: een",
        "naar: eigen/een, tot: twee",
        "naar: een, tot: eigen/twee",
        "naar: ander/a, tot: ander/b",
        "naar: ./ander/a",
    ],
)
def test_a_point_that_leads_somewhere_is_fine(tmp_path: Path, point: str) -> None:
    assert found(tmp_path, plate(point)) == []


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("naar: ander/vrag", "‘naar’: er is geen kaart ‘ander/vrag’. Bedoel je ‘ander/vraag’?"),
        ("naar: ander/zzzz", "‘naar’: er is geen kaart ‘ander/zzzz’. Wel mogelijk: ander/a, ander/vraag of ander/b."),
        ("naar: ander/a, tot: ander/zzzz", "‘tot’: er is geen kaart ‘ander/zzzz’."),
        ("naar: twee, tot: een", "‘tot’: ‘een’ komt voor ‘twee’. Noem een kaart die erna komt."),
        ("naar: ander/b, tot: ander/a", "‘tot’: ‘a’ komt voor ‘b’."),
        ("naar: plaat", "‘naar’: dit is de plaat zelf. Noem een andere kaart."),
        ("naar: eigen/plaat", "‘naar’: dit is de plaat zelf."),
        ("naar: een, tot: ander/b", "‘tot’: noem een kaart uit de kaartenset van ‘naar’."),
        ("naar: ander/a, tot: twee", "‘tot’: noem een kaart uit de kaartenset van ‘naar’."),
        ("naar: ander.md/a", "‘naar’: zo heet de kaartenset niet. Bedoel je ‘ander/a’?"),
        ("naar: andr/a", "‘naar’: zo heet de kaartenset niet. Bedoel je ‘ander/a’?"),
        ("naar: beren/tellen", "‘naar’: zet de kaartenset ‘beren’ ook bij ‘kaarten_uit’, bovenaan."),
    ],
)
def test_a_point_that_leads_nowhere_is_one_problem(tmp_path: Path, point: str, said: str) -> None:
    (problem,) = found(tmp_path, plate("naar: een", point))
    assert (Path(problem.file).name, problem.line) == ("eigen.md", 10)
    assert problem.message.startswith(said)


@pytest.mark.parametrize("named", ["ander.md", "./ander.md", "./ander", "ander"])
def test_a_linked_deck_goes_by_the_name_of_its_file(tmp_path: Path, named: str) -> None:
    assert found(tmp_path, plate("naar: ander/a", head=f"kaarten_uit: [{named}]")) == []


@pytest.mark.parametrize("named", ["Mijn Set", "Mijn Set.md"])
def test_a_name_with_a_space_can_be_said_in_full_or_short(tmp_path: Path, named: str) -> None:
    text = plate("naar: mijn-set/a", "naar: Mijn Set/a", head=f"kaarten_uit: [{named}]")
    assert found(tmp_path, text, **{"Mijn Set": OTHER}) == []


def test_mistakes_in_a_deck_do_not_hide_those_to_other_decks(tmp_path: Path) -> None:
    problems = found(tmp_path, plate("naar: ander/vrag", "naar: drie", head="kaarten_uit: [ander]\nduur: x"))
    assert [problem.line for problem in problems] == [4, 10, 11]


def question(block: str, head: str = "kaarten_uit: [ander]") -> str:
    """A deck with one block, whose first line is on line 7."""
    return f"---\ntitel: T\n{head}\n---\n# K\n```{block}\n```\n"


@pytest.mark.parametrize(
    ("block", "line", "said"),
    [
        ("keuze\nvraag: W?\nopties_uit: {kaart: ander/vrag}", 8, "Bedoel je ‘ander/vraag’?"),
        ("keuze\nvraag: W?\nopties_uit: {kaart: ander/a}", 8, "geen andere kaart ‘ander/a’ met een werkvorm"),
        ("open\nvraag: W?\nvergelijk_met: ander/a", 8, "‘vergelijk_met’: er is geen andere kaart ‘ander/a’"),
        ("open\nvraag: W?\nvergelijk_met: beren/tellen", 8, "zet de kaartenset ‘beren’ ook bij ‘kaarten_uit’"),
        ("keuze\nvraag: W?\nopties_uit:\n  kaart: beren/tellen", 9, "zet de kaartenset ‘beren’ ook bij ‘kaarten_uit’"),
        ("kant\nkaart: beren/tellen\nteksten: {a: b}", 7, "zet de kaartenset ‘beren’ ook bij ‘kaarten_uit’"),
        ("kant\nkaart: ander/b\nteksten: {a: b}", 7, "‘kaart’: er is geen andere kaart ‘ander/b’ met een werkvorm"),
        ("kant\nkaart: ander/vraag\nteksten:\n  Boemen: x", 9, "kent ‘Boemen’ niet. Bedoel je ‘Bomen’?"),
    ],
)
def test_a_question_that_takes_from_nowhere_is_one_problem(tmp_path: Path, block: str, line: int, said: str) -> None:
    (problem,) = found(tmp_path, question(block))
    assert (problem.line, said in problem.message) == (line, True), problem


def test_a_question_may_take_from_another_deck(tmp_path: Path) -> None:
    assert found(tmp_path, question("kant\nkaart: ander/vraag\nteksten: {Bomen: x}")) == []
    assert found(tmp_path, question("keuze\nvraag: W?\nopties_uit: {kaart: ander/vraag}")) == []


def linking(*names: str, card: str = "K") -> str:
    return f"---\ntitel: T\nkaarten_uit: [{', '.join(names)}]\n---\n# {card}\n"


def test_the_decks_of_a_linked_deck_are_read_too_each_once(tmp_path: Path) -> None:
    chain = {"b": linking("c", "a", card="Bee"), "c": linking("a", "b", "d", card="Cee"), "d": OTHER}
    assert found(tmp_path, linking("b", "b.md"), "a", **chain) == []
    decks = load_decks([str(tmp_path / "a.md")])
    assert [deck.name for deck in decks.linked] == ["b", "c", "d"]
    assert decks.course.find("d/vraag") is not None


def test_a_mistake_far_away_has_its_own_file_and_line(tmp_path: Path) -> None:
    problems = found(tmp_path, linking("b"), "a", b=linking("c"), c=plate("naar: ander/vrag"))
    assert [(Path(problem.file).name, problem.line) for problem in problems] == [("c.md", 9)]
    (missing,) = found(tmp_path, linking("b"), "a", b="---\ntitel: T\nkaarten_uit:\n  - a\n  - weg\n---\n# K\n")
    assert (Path(missing.file).name, missing.line) == ("b.md", 5)


def test_the_second_of_two_started_decks_may_name_itself(tmp_path: Path) -> None:
    found(tmp_path, plate("naar: tweede/een"), "tweede")
    decks = load_decks([str(tmp_path / "ander.md"), str(tmp_path / "tweede.md")])
    assert [deck.name for deck in decks.decks] == ["ander", "tweede"]


FAN = """---
titel: T
---
# W
```waaier
zaal: {room}
onderwerpen: {{WIE: [Wie?]}}
```
# Een {{#een}}
```open
vraag: Welke?
{more}
```
# Twee {{#twee}}
```keuze
vraag: Welke?
opties: [a, b]
```
"""


@pytest.mark.parametrize(
    ("room", "more", "said"),
    [
        ("een", "moderatie: ja", ""),
        ("een", "max: 1", "zet op de kaart ‘een’ ‘moderatie: ja’"),
        ("twee", "", "op de kaart ‘twee’ staat geen ‘open’"),
        ("eem", "", "Bedoel je ‘een’?"),
        ("elders/een", "", "zet de kaartenset ‘elders’ ook bij ‘kaarten_uit’"),
    ],
)
def test_a_fan_takes_questions_of_the_room_only_where_the_facilitator_reads_them_first(
    tmp_path: Path, room: str, more: str, said: str
) -> None:
    problems = found(tmp_path, FAN.format(room=room, more=more))
    assert [said in problem.message for problem in problems] == [True] * bool(said)
    assert [problem.line for problem in problems] == [6] * bool(said)


TAKING = """---
titel: T
---
# Een {{#een}}
```open
vraag: Welke?
```
# Twee {{#twee}}
```checklist
vraag: Welke?
{block}
```
"""


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("items_uit: {kaart: een, hooguit: 8}", ""),
        ("items_uit: {kaart: een, top: 3, hooguit: 3}", "Kies: ‘top’ of ‘hooguit’, niet allebei."),
        ("items_uit: {kaart: een, hooguit: 0}", "‘hooguit’: hier hoort een heel getal van 1 tot en met"),
        ("items: [a, b]\nkopjes: [van, aan]\ndelen: [x, y, z, u]", ""),
        ("items: [a, b]\nkopjes: [van, aan]\ndelen: [x]", "‘delen’: noem bij elk onderdeel bij elk kopje één deel"),
        ("items_uit: {kaart: een}\nkopjes: [van, aan]\ndelen: [x]", "‘delen’: noem bij elk onderdeel"),
    ],
)
def test_what_goes_along_and_the_parts_of_items_are_said_rightly(tmp_path: Path, block: str, said: str) -> None:
    problems = found(tmp_path, TAKING.format(block=block))
    assert [problem.message.startswith(said) for problem in problems] == [True] * bool(said), problems
