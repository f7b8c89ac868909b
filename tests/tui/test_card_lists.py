"""Lists in lists and tables on a card stand as such, in plain letters and in large ones."""

from kompas_tui.deck_files import read_deck
from kompas_tui.tui.drawing.cards import card_pages
from kompas_tui.tui.drawing.sizing import SMOOTH_LETTERS

DECK = """---
titel: Proef
---
# Eerst

- Ja
    - Nee

  Nog

# Wie

| Wie | Wat |
|---|---|
| Wijk | bomen |
"""
DOT = "▐███▌"
"""The middle of a dot in letters of eight rows."""

NESTED, TABLE = read_deck("proef", DECK, "proef.md").cards


def test_an_item_of_a_list_in_a_list_stands_further_in() -> None:
    (page,) = card_pages(NESTED, 60, 12)
    assert [line.plain.rstrip() for line in page][2:5] == ["• Ja", "  • Nee", "  Nog"]


def test_it_does_so_in_large_letters_and_words_further_on_get_no_dot() -> None:
    (page,) = card_pages(NESTED, 150, 40, letters=SMOOTH_LETTERS)
    starts = [len(line.plain) - len(line.plain.lstrip()) for line in page if line.plain.split()[:1] == [DOT]]
    assert len(starts) == 2
    assert starts[0] < starts[1]


def test_a_table_has_its_columns_below_each_other() -> None:
    (page,) = card_pages(TABLE, 60, 12)
    lines = [line.plain.rstrip() for line in page][2:5]
    assert lines == ["Wie   Wat", "───────────", "Wijk  bomen"]
