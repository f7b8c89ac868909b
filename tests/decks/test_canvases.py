"""A canvas in a deck: how it reads, and every mistake in it at once, on its own line."""

import pytest

from kompas_tui.deck_files import DeckProblem, DeckProblems, read_deck
from kompas_tui.domain.deck.canvases import Canvas, CanvasCell

CARDS = """
# Doel
```open
vraag: Waarom?
```
# Praten
Alleen praten.
# Kiezen
```keuze
vraag: Wat?
opties: [a, b]
```
# Samen
```instemming
vraag: Kan dit?
voorstel: We doen dit.
```
# Akkoord
```instemming
vraag: Kan dit?
voorstel: We doen dit.
per_rol: ja
openlijk: ja
```
"""


def deck(*lines: str, roles: str = "rollen: [bewoners, gemeente]") -> str:
    """A deck with a canvas; the first line in its block is line 7."""
    return f"---\ntitel: Proef\n{roles}\n---\n# Deal\n```canvas\n" + "\n".join(lines) + "\n```" + CARDS


def problems(text: str) -> list[tuple[int, str]]:
    try:
        read_deck("proef", text, "proef.md")
    except DeckProblems as error:
        return [(found.line, found.message) for found in error.problems if isinstance(found, DeckProblem)]
    return []


GOOD = ("naam: De deal", "soort: deal", "cellen:", "  - {naam: doel, titel: Ons doel, uit: doel}")


def test_a_canvas_reads_with_its_cells() -> None:
    text = deck(*GOOD, "  - {naam: toets, titel: Toets, mag_leeg: niet getoetst}", "akkoord: akkoord")
    assert read_deck("proef", text, "proef.md").cards[0].canvas == Canvas(
        "De deal",
        "deal",
        (CanvasCell("doel", "Ons doel", "doel"), CanvasCell("toets", "Toets", "", "niet getoetst")),
        "akkoord",
    )


CASES = [
    (("soort: deal", "cellen:", "  - {naam: a, titel: A}"), 6, "‘naam’ ontbreekt"),
    (("naam: De deal", "cellen:", "  - {naam: a, titel: A}"), 6, "‘soort’ ontbreekt"),
    (("naam: De deal", "soort: dael", "cellen:", "  - {naam: a, titel: A}"), 8, "Bedoel je ‘deal’?"),
    (("naam: De deal", "soort: deal"), 6, "‘cellen’: er moet er minstens één staan."),
    ((*GOOD[:3], "  - {naam: a}"), 10, "‘titel’ ontbreekt"),
    ((*GOOD[:3], "  - {naam: a, titel: A, leeg: x}"), 10, "‘leeg’ ken ik hier niet. Bedoel je ‘mag_leeg’?"),
    ((*GOOD, "  - {naam: doel, titel: Nog een}"), 11, "‘doel’ staat hier dubbel."),
    ((*GOOD, "kleur: rood"), 11, "‘kleur’ ken ik hier niet."),
    ((*GOOD[:3], "  - {naam: a, titel: A, uit: dol}"), 10, "er is geen kaart ‘dol’. Bedoel je ‘doel’?"),
    ((*GOOD[:3], "  - {naam: a, titel: A, uit: deal}"), 10, "‘uit’: dit is het canvas zelf. Noem een andere kaart."),
    ((*GOOD[:3], "  - {naam: a, titel: A, uit: ander/kaart}"), 10, "ook bij ‘kaarten_uit’"),
    ((*GOOD, "akkoord: akkord"), 11, "er is geen andere kaart ‘akkord’ met een werkvorm. Bedoel je ‘akkoord’?"),
    ((*GOOD, "akkoord: kiezen"), 11, "‘akkoord’: op de kaart ‘kiezen’ staat geen ‘instemming’."),
    ((*GOOD, "akkoord: samen"), 11, "‘akkoord’: zet op de kaart ‘samen’ ook ‘per_rol: ja’ en ‘openlijk: ja’."),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "line", "said"), CASES, ids=[said for _, _, said in CASES])
def test_a_mistake_is_told_on_its_line(lines: tuple[str, ...], line: int, said: str) -> None:
    assert [(found, said in message) for found, message in problems(deck(*lines))] == [(line, True)]


def test_a_cell_may_hold_what_was_agreed_on_a_card_without_a_question() -> None:
    text = deck(*GOOD, "  - {naam: taken, titel: Wie doet wat, uit: praten}")
    assert problems(text) == []


def test_consent_needs_parties() -> None:
    found = problems(deck(*GOOD, "akkoord: akkoord", roles="duur: 5"))
    assert found == [(11, "‘akkoord’: er zijn geen partijen. Noem ze bovenaan bij ‘rollen’.")]


def test_all_mistakes_are_told_at_once() -> None:
    text = deck("naam: x", "soort: y", "cellen:", "  - {naam: a, titel: A, uit: b}", "  - {naam: a, titel: A}", "z: 1")
    assert [line for line, _ in problems(text)] == [8, 10, 11, 12]


def test_two_canvases_of_one_sort_have_different_names() -> None:
    second = "# Deal 2\n```canvas\n" + "\n".join(GOOD) + "\n```\n"
    assert problems(deck(*GOOD) + second) == [(37, "Het canvas ‘De deal’ staat ook op regel 7. Kies een andere naam.")]


def test_a_card_has_one_canvas() -> None:
    text = (
        "---\ntitel: P\n---\n# Deal\n" + ("```canvas\n" + "\n".join(GOOD[:3]) + "\n  - {naam: a, titel: A}\n```\n") * 2
    )
    assert problems(text) == [(11, "Deze kaart heeft al een canvas. Maak een nieuwe kaart met ‘# Titel’.")]


TAKING = [
    ("kaart: deal, cel: taken", 0, ""),
    ("kaart: deal, cel: takn", 39, "‘cel’: het canvas ‘deal’ kent ‘takn’ niet. Bedoel je ‘taken’?"),
    ("kaart: doel, cel: taken", 39, "‘items_uit’: op de kaart ‘doel’ staat geen canvas. Bedoel je ‘deal’?"),
    ("kaart: deal, cel: taken, neem: kopjes", 39, "‘neem’ hoort bij antwoorden."),
]


@pytest.mark.parametrize(("said", "line", "message"), TAKING)
def test_a_question_takes_a_cell_of_a_canvas(said: str, line: int, message: str) -> None:
    cells = (*GOOD, "  - {naam: taken, titel: Wie doet wat}")
    text = deck(*cells) + "# Items\n```checklist\nvraag: Wat?\nitems_uit: {" + said + "}\n```\n"
    found = problems(text)
    assert [(at, message in told) for at, told in found] == ([(line, True)] if line else [])


def test_open_roles_of_the_whole_deck_are_open_on_the_card_of_consent_too() -> None:
    text = deck(*GOOD, "akkoord: akkoord", roles="rollen: [bewoners, gemeente]\nopenlijk: ja")
    assert problems(text.replace("per_rol: ja\nopenlijk: ja\n", "per_rol: ja\n")) == []
    assert problems(text.replace("per_rol: ja\nopenlijk: ja\n", "per_rol: ja\nopenlijk: nee\n")) != []
