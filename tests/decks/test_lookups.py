"""A block `naslag`: read as a title with tables, lists and text, with what is wrong in it on its own line."""

import pytest

from kompas_tui.deck_files import DeckProblems
from kompas_tui.deck_files.lookups import EMPTY_LOOKUP, TITLE_ONLY, TOO_LONG
from kompas_tui.deck_files.lost import TOO_WIDE
from kompas_tui.deck_files.reading import read_deck
from kompas_tui.domain.deck.cards import Block, Card
from kompas_tui.domain.result.tables import Table

HEAD = "---\ntitel: Proef\n---\n\n# Waarom {#waarom}\n\n```keuze\nvraag: Waarom?\nopties: [a, b]\n```\n\n"


def card(block: str) -> Card:
    return read_deck("proef", f"{HEAD}```naslag\n{block}\n```\n", "proef.md").cards[0]


def problems(block: str) -> list[tuple[int, str]]:
    with pytest.raises(DeckProblems) as found:
        card(block)
    return [(problem.line - 12, problem.message) for problem in found.value.problems]


def test_a_table_has_a_title_and_stays_off_the_card() -> None:
    one = card("Van motief naar aanpak\n\n| Motief | Aanpak |\n| --- | --- |\n| **inhoud** | kenners |\n| relatie | |")
    assert one.blocks == ()
    assert one.lookup is not None
    assert one.lookup.title == "Van motief naar aanpak"
    assert one.lookup.parts == (Table(("Motief", "Aanpak"), (("inhoud", "kenners"), ("relatie", ""))),)


def test_lists_and_text_stand_beside_a_table_right_under_the_title() -> None:
    lookup = card("## Fasen\n| Fase | Wie |\n| --- | --- |\n| idee | allen |\n\n- eerst\n- dan\n\nKlaar.").lookup
    assert lookup is not None
    assert lookup.title == "Fasen"
    table, *others = lookup.parts
    assert isinstance(table, Table)
    assert [(part.style, part.text) for part in others if isinstance(part, Block)] == [
        ("item", "eerst"), ("item", "dan"), ("paragraph", "Klaar."),
    ]  # fmt: skip


def test_without_a_title_it_is_called_naslag() -> None:
    lookup = card("- een\n- twee").lookup
    assert lookup is not None
    assert lookup.title == "Naslag"


def test_so_many_columns_fit() -> None:
    assert card("|" + "a|" * 6 + "\n|" + "-|" * 6 + "\n|" + "1|" * 6).lookup is not None


@pytest.mark.parametrize(
    ("block", "line", "message"),
    [
        ("", 1, EMPTY_LOOKUP),
        ("Alleen een titel", 1, TITLE_ONLY),
        (f"{'lang ' * 20}\n\n- a", 1, TOO_LONG),
        ("|" + "a|" * 7 + "\n|" + "-|" * 7 + "\n|" + "1|" * 7, 1, TOO_WIDE),
    ],
)
def test_what_is_wrong_is_said_on_its_line(block: str, line: int, message: str) -> None:
    assert problems(block) == [(line, message)]


def test_a_row_with_too_many_cells_is_named_on_its_line() -> None:
    [(line, message)] = problems("| a | b |\n| --- | --- |\n| 1 | 2 | 3 |")
    assert line == 3
    assert "meer vakken" in message


def test_a_card_has_one_and_a_near_word_is_named() -> None:
    with pytest.raises(DeckProblems) as found:
        card("- a\n```\n\n```naslag\n- b\n```\n\n```naslga\n- c")
    assert [problem.message for problem in found.value.problems] == [
        "Deze kaart heeft al een blok ‘naslag’. Zet alles in één blok.",
        "‘naslga’ ken ik niet. Bedoel je ‘naslag’?",
    ]
