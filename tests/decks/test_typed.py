"""What was typed in a deck is what it holds, or a problem on that line; comments are nobody's business."""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kompas_tui.deck_files import read_deck, read_front_matter
from kompas_tui.deck_files.special import BESIDE_READERS, SPECIAL_READERS
from kompas_tui.deck_files.typed import _OF_AN_ITEM
from kompas_tui.deck_files.yaml_lines import read_yaml
from kompas_tui.domain.deck.cards import Block
from kompas_tui.domain.kinds import DECK_KINDS, read_activity
from kompas_tui.domain.language.errors import InvalidOptions
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.question.options import LABEL, Options
from kompas_tui.domain.question.pictures import Picture, as_block
from kompas_tui.domain.result.tables import Table
from tests.decks.test_hostile import strings
from tests.decks.test_problems import HEAD, in_block, problems
from tests.decks.test_reading import options, read

AS_TYPED = [
    "Avond #2", "#woonplein", "#2", "Wat? #nu#", "'s Morgens", "'t Plein", "'s Morgens en 's avonds",
    "'t Plein is van 't volk", '"Samen" doen', "[x] klaar", "{groen} en [rood] plein", "*let op* dit", "**vet**",
    "&Co", "& dan", "!let op", "%procent", "@buurt", "`code`", "| pijp", "> 18 jaar", "? Weet niet", "- 5 graden"[2:],
    "-5", "--", "ja", "nee", "on", "off", "y", "~", "null", "1.5.2026", "12:30", "1:2:3", "0012", "1e3", "0x1F",
    "+31 10 123", "http://rotterdam.nl/#plein", "a:b", "c\td", "“Avond”", "’s Avonds", "…", "Ja,", "Ja, graag", "=1+1",
    "<<", "<< *a", "..", "...", "---x", "\\n", "C:\\map", "Zo'n ding", "‘s", "100%", "a #b c#d", "e\u00a0f",
]  # fmt: skip


@pytest.mark.parametrize("typed", AS_TYPED)
def test_an_option_is_what_was_typed(typed: str) -> None:
    assert options(f"  - {typed}\n  - iets anders  ") == (clean_line(typed, 500), "iets anders")


@pytest.mark.parametrize("typed", [*AS_TYPED, "Stelling: meer groen", "a: b: c", "12:30: koffie"])
def test_a_title_and_a_question_are_what_was_typed(typed: str) -> None:
    deck = read(f"# K\n```open\nvraag: {typed}\n```\n", f"---\ntitel: {typed}\n---\n")
    assert deck.title == " ".join(typed.split())
    assert deck.cards[0].activity is not None
    assert deck.cards[0].activity.question == " ".join(typed.split())


IN_BRACKETS = [text for text in AS_TYPED if not set(text) & set(",[]{}")]


@pytest.mark.parametrize("typed", IN_BRACKETS)
def test_an_option_between_brackets_is_what_was_typed(typed: str) -> None:
    deck = read(f"# K\n```keuze\nvraag: W?\nopties: [{typed}, b]\n```\n")
    assert deck.cards[0].activity is not None
    assert deck.cards[0].activity.listed() == (clean_line(typed, 500), "b")


LINE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from("'\"#:-[]{}*&!|>%@`, \\~?"))


@given(LINE)
@example("# x")
@example("a # b")
@example("'s Morgens'")
@example('"a')
@example("[a, b")
@example("a: b")
@example("Wonen :  huizen: 'zo'")
@example("Groen: [meer] # bomen")
@example("Anders:")
@example("|")
@example("- - a")
def test_any_text_on_a_line_of_a_list_comes_out_the_same_or_is_a_problem_there(typed: str) -> None:
    text = in_block("keuze", "vraag: Wat?", "opties:", f"  - {typed}", "  - Iets anders", "  - En dit")
    found = problems(text)
    if found:
        assert {problem.line for problem in found} == {8}, found
        return
    activity = read_deck("proef", text, "proef.md").cards[0].activity
    assert activity is not None
    in_quotes = re.fullmatch(r"""\s*(["'])(.*)\1\s*""", typed)
    if in_quotes is None:
        assert activity.listed()[0] == " ".join(clean_line(typed, 500).split())


@pytest.mark.parametrize(
    ("lines", "line", "cure"),
    [
        (["  - Avond # later", "  - b"], 8, "los hekje"),
        (["  - 's Morgens'", "  - b"], 8, "dubbele aanhalingstekens"),
        (["  -Avond", "  - b"], 8, "een streepje en een gewone spatie"),
        (["  - a", "  -b"], 9, "een streepje en een gewone spatie"),
        (["  -\u00a0a", "  - b"], 8, "gewone spatie"),
        (["  * a", "  * b"], 8, "een streepje"),
        (["  • a", "  • b"], 8, "een streepje"),
        (["  – a", "  – b"], 8, "een streepje"),
        (["  - a", "    - b"], 9, "springt te ver in"),
        (["  - a", "    max: 3"], 9, "springt te ver in"),
        (["  - a", "\u00a0 - b"], 9, "vaste spatie"),
        (["  - a", "  - b", "max:2"], 10, "spatie achter de dubbele punt"),
        (["  - a", "  - b", "max:\u00a02"], 10, "spatie achter de dubbele punt"),
        (["  - tekst:", "      beeld:\u00a0x.png", "  - b"], 9, "spatie achter de dubbele punt"),
        (["  - a", "    #2 is beter", "  - b"], 9, "een hekje en een spatie"),
        (["  - a", "  - b", "..."], 10, "Haal deze regel weg"),
        (["  - [niet af", "  - b"], 8, "ontbreekt een haakje"),
        (['  - "niet af', "  - b"], 8, "ontbreekt een aanhalingsteken"),
        (["  - a", "  - b", '  - ["niet, af]'], 10, "ontbreekt een aanhalingsteken"),
        (["  - a", "  - b", "  - [c, d # e]"], 10, "los hekje"),
    ],
)
def test_what_can_be_read_in_two_ways_is_one_problem_with_a_cure(lines: list[str], line: int, cure: str) -> None:
    found = problems(in_block("keuze", "vraag: Wat?", "opties:", *lines))
    assert found
    assert found[0].line == line, found
    assert cure in found[0].message


@pytest.mark.parametrize(
    "yaml",
    [
        "  # een\n  - a\n  # tussen\n\n  - b",
        "  - \"a\"  # een\n  - 'b' # twee",
        "  - a\n  - b\n#- c",
        "  -   a   \n  -\tb",
        "  - >-\n    a\n  - |  # zo\n    b",
        "  -\n    a\n  -\n    # hier\n    b",
    ],
)
def test_a_comment_stands_on_a_line_of_its_own_or_behind_quotes(yaml: str) -> None:
    assert options(yaml) == ("a", "b")


@pytest.mark.parametrize(
    ("typed", "is_read"),
    [
        ("kwadranten   # ook goed", "kwadranten"),
        ("kwadranten\t # vier #hoeken", "kwadranten"),
        ("kwadranten  #", "kwadranten"),
        ("12 # een cijfer", "12"),
        ("Plan #2", "Plan #2"),
    ],
)
def test_a_comment_may_stand_apart_behind_one_word(typed: str, is_read: str) -> None:
    block = read_yaml(f"vorm: {typed}\nbeeld: stad")
    assert (block.data, block.problems, block.doubts) == ({"vorm": is_read, "beeld": "stad"}, [], [])


@pytest.mark.parametrize("typed", ["Plan # 2", "kies 3  # of minder", "Plan # 2   # of 3"])
def test_behind_more_words_a_hash_may_belong_to_the_text(typed: str) -> None:
    assert read_yaml(f"vraag: {typed}").doubts


def test_the_keys_of_an_item_are_those_that_some_block_reads_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every reader is given items that say nothing; what it asks of them is what an item can say."""
    asked: set[str] = set()

    def noting(method: Callable[[Options, str], object]) -> Callable[[Options, str], object]:
        def noted(options: Options, key: str) -> object:
            if options._path and isinstance(options._path[-1], int):
                asked.add(key)
            return method(options, key)

        return noted

    monkeypatch.setattr(Options, "raw", noting(Options.raw))
    monkeypatch.setattr(Options, "has", noting(Options.has))
    readers: list[Callable[[Options], object]] = [*SPECIAL_READERS.values(), *BESIDE_READERS.values()]
    readers += [partial(read_activity, word, {}) for word in DECK_KINDS]
    for reader in readers:
        bare = Options({})
        with suppress(InvalidOptions):
            reader(bare)
        for item in ({LABEL: "a", "beeld": as_block(Picture("a.png"))}, {"soort": "keuze"}):
            for more in ({"budget": ""}, {"budget": "1"}, {"budget": "", "beeld": "stad"}):
                with suppress(InvalidOptions):
                    reader(Options({key: [item, item] for key in bare.known} | more))
    assert asked == set(_OF_AN_ITEM)


def test_a_text_goes_on_below_where_that_springs_in() -> None:
    deck = read('# K\n```keuze\nvraag: Wat vind je\n  van plan #2?\nopties:\n  - "een\n    twee"\n  - b\n    c\n```\n')
    assert deck.cards[0].activity is not None
    assert deck.cards[0].activity.question == "Wat vind je van plan #2?"
    assert deck.cards[0].activity.listed() == ("een twee", "b c")


def test_keys_are_as_typed_too() -> None:
    deck = read("# K\n```waaier\nonderwerpen:\n  Avond #2: [a?]\n  's Morgens: [b?]\n  *c*: [d?]\n```\n")
    assert deck.cards[0].fan is not None
    assert [topic for topic, _ in deck.cards[0].fan.topics] == ["Avond #2", "'s Morgens", "*c*"]


SECRET = "geheim"
COMMENTED = f"""---
titel: Proef <!-- {SECRET} -->
<!-- {SECRET} -->
rollen: [a, b] <!-- {SECRET}
 {SECRET} -->
begrippen:
  term: <!-- {SECRET} --> uitleg
---
<!-- {SECRET}
# {SECRET}
-->
# Kaart <!-- {SECRET} --> een {{#een}}
<!-- _class: {SECRET} -->
bron: Boek <!-- {SECRET} -->

Tekst <!-- {SECRET} --> verder <!-- {SECRET}
en {SECRET} --> nog `x<!-- {SECRET} -->`.

- item <!-- {SECRET} -->
  <!-- {SECRET} -->
- nog een<!---->

| a <!-- {SECRET} --> | b |
|---|---|
| 1 | <!-- {SECRET} | {SECRET} --> 2 |

> citaat <!--{SECRET}-->

```html
<!-- {SECRET} --><b>
```

```regie
duur: 5 <!-- {SECRET} -->
Zeg iets. <!-- {SECRET} -->
```

```keuze
<!-- {SECRET} -->
vraag: Wat? <!-- {SECRET} -->
opties:
  - a <!-- {SECRET} -->
  <!-- - {SECRET} -->
  - "b <!-- {SECRET} -->"
```
"""


def test_comments_are_in_no_value_of_a_deck() -> None:
    deck = read_deck("proef", COMMENTED, "proef.md")
    assert [text for text in strings(deck) if SECRET in text or "<!" in text or "->" in text] == []
    (card,) = deck.cards
    assert (card.title, card.source, card.minutes, card.notes) == ("Kaart een", "Boek", 5, "Zeg iets.")
    assert [block.text for block in card.passages] == ["Tekst verder nog x.", "item", "nog een", "citaat", "<b>"]
    assert card.blocks[3] == Table(("a", "b"), (("1", "2"),))
    assert card.activity is not None
    assert card.activity.listed() == ("a", "b")
    assert (deck.title, deck.roles, deck.terms) == ("Proef", ("a", "b"), {"term": "uitleg"})
    assert read_front_matter(COMMENTED)["title"] == "Proef"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_problems_below_a_comment_keep_their_line(end: str) -> None:
    text = HEAD + "# K\n<!-- a\nb\nc -->\n```keuze\nvraag: W?\nopties: [a]\n```\n"
    (problem,) = problems(text.replace("\n", end))
    assert problem.line == 10


def test_a_comment_without_an_end_is_a_problem() -> None:
    (problem,) = problems(HEAD + "# K\n\nTekst <!-- tot hier\n\n# L\n")
    assert (problem.line, problem.message) == (6, "Deze opmerking is niet afgesloten. Zet er ‘-->’ achter.")


@pytest.mark.parametrize(
    ("body", "line", "cure"),
    [
        ("# K\n#Kop\n", 5, "een spatie achter het hekje"),
        ("# K\n\ntekst\n##Kop\n", 7, "een spatie achter het hekje"),
        ("#Kop\n\ntekst\n", 4, "een spatie achter het hekje"),
        ("# K\n\ntekst\n---\nmeer\n", 7, "een lege regel boven"),
        ("# K\n\n![een plein](plein.jpg)\n", 6, "Het plaatje ‘plein.jpg’ is er niet."),
        ("# K\n\nkijk\nhier: ![een plein](plein.jpg)\n", 7, "tussen andere tekst"),
        ("# K\n\n| a | b |\n|---|---|\n| 1 | ![x](y.png) |\n", 8, "tussen andere tekst"),
        ("# K ![x](y.png)\n", 4, "tussen andere tekst"),
        ("# K\n\n| a | b |\n|---|---|\n| 1 | 2 | 3 |\n", 8, "meer vakken dan de kop"),
        ("# K\n\n| a | b |\n|---|\n| 1 | 2 |\n", 7, "geen tabel"),
        ("# K\n\n| a | b |\n| 1 | 2 |\n", 6, "Zet een kop boven de rijen"),
        ("# K\n\n" + "a|" * 7 + "\n" + "-|" * 7 + "\n", 6, "meer dan 6 kolommen"),
        ("# K\n\nwie\twat\nwijk\tbomen\n", 6, "Zet ‘|’ tussen de vakken"),
        ("# K\n\ntekst\n\n<b>vet</b> en <u>streep</u>\n", 8, "HTML kan Kompas niet tonen"),
        ("# K\n\n<center>Welkom</center>\n", 6, "HTML kan Kompas niet tonen"),
        ("# K\n\neen\nen **twee\n", 7, "Deze sterretjes staan nu op de beamer"),
        ("# K\n\n- een\n - twee\n", 7, "vier spaties"),
        ("# K\n\n1. een\n  - twee\n2. drie\n", 7, "vier spaties"),
        ("# K\n\n## ~~Oud~~ nieuw\n", 6, "doorhaling"),
        ("# K\n\nH~2~O\n", 6, "klein teken"),
        ("# K\n\no\tEen\no\tTwee\n", 6, "Is dit een lijst?"),
        ("# K\n\n> [!NOTE]\n> Let op.\n", 6, "alleen andere programma’s"),
        ("# K\n\n::: warning\nLet op.\n:::\n", 6, "alleen andere programma’s"),
        ("# K\n\nKlaar :tada: vandaag\n", 6, "alleen andere programma’s"),
        ("# K\n\nZie [de site][1].\n", 6, "alleen andere programma’s"),
        ("# K\n\n```regie Stil zijn.\nMeer.\n```\n", 6, "hoort niets"),
        ("# K\n\n```keuze vraag: W?\nvraag: W?\nopties: [a, b]\n```\n", 6, "hoort niets"),
        ("# K\nbron: " + "x" * 301 + "\n", 5, "hooguit 300 tekens"),
        ("# K\n\n```regie\n" + "x" * 4001 + "\n```\n", 6, "hooguit 4000 tekens"),
        ("# K\n\n" + "x" * 20_001 + "\n", 6, "hooguit 20000 tekens"),
    ],
)
def test_markdown_that_would_lose_something_is_a_problem(body: str, line: int, cure: str) -> None:
    problem, *others = problems(HEAD + body)
    assert (problem.line, cure in problem.message) == (line, True), problem
    assert {other.message for other in others} <= {problem.message}


def test_what_looks_like_a_reference_is_shown() -> None:
    assert [block.text for block in read("# K\n\n[Let op]: morgen\n\n[a]\n").cards[0].passages] == [
        "[Let op]: morgen", "[a]",
    ]  # fmt: skip


def test_cells_are_shown_as_their_text() -> None:
    (table,) = read("# K\n\n| **a** | `b` |\n|---|---|\n| *1* | [2](x) \\| 3 |\n").cards[0].blocks
    assert table == Table(("a", "b"), (("1", "2 | 3"),))


def test_stars_between_digits_stay() -> None:
    (card,) = read("# K\n\nMaak 2*3*4 *schuin*, **vet** en op*val*lend.\n\n| 5*6*7 |\n|---|\n| 8 |\n").cards
    paragraph, table = card.blocks
    assert isinstance(paragraph, Block)
    assert paragraph.text == "Maak 2*3*4 schuin, vet en opvallend."
    assert [span.text for span in paragraph.spans if span.emphasis] == ["schuin", "val"]
    assert table == Table(("5*6*7",), (("8",),))
    problem, *_ = problems(HEAD + "# K\n\n2**3**4\n")
    assert (problem.line, "Deze sterretjes staan nu op de beamer" in problem.message) == (6, True)


@pytest.mark.parametrize(
    ("typed", "text", "stressed"),
    [
        ("a*b*c en x*y", "a*b*c en x*y", []),
        ("bewoner*sters en burger*innen", "bewoner*sters en burger*innen", []),
        ("lezer*s, *nu* en op*val*lend", "lezer*s, nu en opvallend", ["nu", "val"]),
        ("*vet*ten, in*zicht* en **a**b", "vetten, inzicht en ab", ["vet", "zicht"]),
        ("a*" * 5_000 + "a", "a*" * 5_000 + "a", []),
    ],
)
def test_stars_within_a_word_stay_unless_they_stress_a_part_of_it(typed: str, text: str, stressed: list[str]) -> None:
    (paragraph,) = read(f"# K\n\n{typed}\n").cards[0].passages
    assert paragraph.text == text
    assert [span.text for span in paragraph.spans if span.emphasis] == stressed


@pytest.mark.parametrize(
    "body",
    [
        "Ik ben <naam> en 5 < 6 & 7.", "Wij zijn met 3 * 4 of **\\*\\*** sterren.",
        "Regel een<br>en twee", "Tijd: 10:30:00 uur",
        "- een\n  - twee\n    - drie", "1. een\n   - twee\n2. drie", "tekst\n  - een", "Kies uit [ja] of [nee].",
        "\ta\tb", "| een streep vooraan", "Naam\tde Boer",
    ],
)  # fmt: skip
def test_what_looks_like_a_mark_and_is_none_is_in_order(body: str) -> None:
    assert read(f"# K\n\n{body}\n").cards


def test_boxes_of_a_list_addresses_and_ends_of_lines_are_shown_as_people_read_them() -> None:
    (card,) = read("# K\n\n3. drie\n4. vier\n\n- [ ] zaal\n- [x] koffie\n\n[mail](mailto:a@b.nl)<br>morgen\n").cards
    assert [(block.mark, block.text) for block in card.passages] == [
        ("3.", "drie"), ("4.", "vier"), ("☐", "zaal"), ("☑", "koffie"), ("", "mail (a@b.nl)\nmorgen"),
    ]  # fmt: skip
