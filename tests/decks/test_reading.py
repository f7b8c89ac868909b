"""Reading a deck: what it becomes, with the oddities of Markdown, YAML and editors."""

from pathlib import Path

import pytest

from kompas_tui.deck_files import read_deck, read_front_matter
from kompas_tui.deck_files.library import load_decks
from kompas_tui.domain.deck.cards import Deck
from kompas_tui.domain.kinds.keuze import Keuze
from kompas_tui.domain.kinds.meerkeuze import Meerkeuze
from kompas_tui.domain.kinds.schaal import Schaal
from kompas_tui.domain.result.tables import Table

HEAD = "---\ntitel: Proef\n---\n"


def read(body: str, head: str = HEAD, *, kept: bool = False) -> Deck:
    return read_deck("proef", head + body, "proef.md", kept=kept)


def options(yaml: str) -> tuple[str, ...]:
    activity = read(f"# K\n```keuze\nvraag: Wat?\nopties:\n{yaml}\n```\n").cards[0].activity
    assert isinstance(activity, Keuze)
    return activity.options


def test_a_whole_deck_is_read() -> None:
    deck = read(
        """# Welkom *allemaal* bij `Kompas` {#hier}
bron: Een boek, 2017

Eerste **sterke** regel.

- een
- twee
  - dieper

1. eerst
2. dan

> gezegd

## Tussenkop

| a | b |
|---|---|
| 1 | 2 |

```regie
duur: 7 minuten
Zeg iets.
```

```stickers
vraag: Waar?
opties: [a, b]
```

# Dank je wel!
""",
        "---\ntitel: Proef\nbron: B\nduur: 45\nrollen: [x, y]\nbewaren: 30\nplaats: P\norganisatie: O\ndoel: D\n"
        "wijk: W\nthemas: [t]\ncontact: C\nreageer_voor: 31 december 2026\nvorm: participatieverslag\n"
        "status: vastgesteld op 8-1-2027\n"
        "begrippen:\n  term: uitleg\n---\n",
    )
    assert (deck.title, deck.source, deck.minutes, deck.keep_days) == ("Proef", "B", 45, 30)
    assert (deck.roles, deck.place, deck.organisation, deck.purpose) == (("x", "y"), "P", "O", "D")
    assert (deck.district, deck.themes, deck.terms) == ("W", ("t",), {"term": "uitleg"})
    assert (deck.contact, deck.reply_by, deck.report_form) == ("C", "2026-12-31", "participatieverslag")
    assert deck.status == "2027-01-08"
    first, last = deck.cards
    assert (first.address, first.title, first.source) == ("hier", "Welkom allemaal bij Kompas", "Een boek, 2017")
    assert (first.minutes, first.notes) == (7, "Zeg iets.")
    assert [(b.style, b.mark, b.level, b.text) for b in first.passages] == [
        ("paragraph", "", 0, "Eerste sterke regel."),
        ("item", "•", 0, "een"),
        ("item", "•", 0, "twee"),
        ("item", "•", 1, "dieper"),
        ("item", "1.", 0, "eerst"),
        ("item", "2.", 0, "dan"),
        ("quote", "", 0, "gezegd"),
        ("heading", "", 0, "Tussenkop"),
    ]
    assert first.blocks[8:] == (Table(("a", "b"), (("1", "2"),)),)
    assert [span.text for span in first.passages[0].spans if span.strong] == ["sterke"]
    assert (last.address, last.line) == ("dank-je-wel", 49)


@pytest.mark.parametrize(
    ("yaml", "kept"),
    [
        ("  - nee\n  - ja\n  - no\n  - on", ("nee", "ja", "no", "on")),
        ("  - null\n  - ~\n  - true", ("null", "~", "true")),
        ("  - 2026-12-31\n  - 12:30\n  - 1e3\n  - 007", ("2026-12-31", "12:30", "1e3", "007")),
        ("  - \"Kort: en goed\"\n  - 'Zo''n ding'", ("Kort: en goed", "Zo'n ding")),
        ("  - Wonen: genoeg huizen\n  - Zorg: dichtbij", ("Wonen: genoeg huizen", "Zorg: dichtbij")),
        ("  - |\n    een\n    twee\n  - b", ("een twee", "b")),
        ("  - >-\n    een\n    twee\n  - b", ("een twee", "b")),
        ("  - 🐻 beer\n  - café", ("🐻 beer", "café")),
        ('  - "\\e[2Jweg"\n  - "a\\u202eb"', ("[2Jweg", "ab")),
    ],
)
def test_an_option_is_the_text_that_stands_there(yaml: str, kept: tuple[str, ...]) -> None:
    assert options(yaml) == kept


@pytest.mark.parametrize("word", ["ja", "nee"])
def test_yes_and_no_are_dutch(word: str) -> None:
    activity = read(f"# K\n```open\nvraag: Wat?\nper_rol: {word}\n```\n").cards[0].activity
    assert activity is not None
    assert activity.by_role is (word == "ja")


@pytest.mark.parametrize("change", ["crlf", "cr", "bom", "no end of line", "trailing spaces", "line separators"])
def test_files_of_every_editor_read_the_same(change: str, tmp_path: Path) -> None:
    text = HEAD + "# Een\n\nTekst.\n\n```keuze\nvraag: Wat?\nopties: [a, b]\n```\n\n# Twee\n"
    raw = {
        "crlf": text.replace("\n", "\r\n"),
        "cr": text.replace("\n", "\r"),
        "bom": "\ufeff" + text,
        "no end of line": text.rstrip(),
        "trailing spaces": text.replace("\n", "  \n"),
        "line separators": text.replace("Tekst.", "Tek\u2028st\x85."),
    }[change]
    file = tmp_path / "proef.md"
    file.write_bytes(raw.encode())
    (deck,) = load_decks([str(file)]).decks
    assert [(card.title, card.line) for card in deck.cards] == [("Een", 4), ("Twee", 13)]
    assert isinstance(deck.cards[0].activity, Keuze)


def test_setext_headings_start_a_card() -> None:
    assert [card.title for card in read("Een\n===\n\ntekst\n\nTwee\n===\n").cards] == ["Een", "Twee"]


@pytest.mark.parametrize("fence", ["```", "~~~", "````", "~~~~~"])
def test_every_fence_of_markdown_works(fence: str) -> None:
    activity = read(f"# K\n\n{fence}meerkeuze\nvraag: Wat?\nopties: [a, b]\n{fence}\n").cards[0].activity
    assert isinstance(activity, Meerkeuze)


def test_a_fence_of_four_shows_a_fence_of_three_as_text() -> None:
    (card,) = read("# K\n\n````markdown\n```keuze\nvraag: Wat?\n```\n````\n").cards
    assert card.activity is None
    assert [(b.style, b.text) for b in card.passages] == [("code", "```keuze\nvraag: Wat?\n```")]


@pytest.mark.parametrize("word", ["", "markdown", "python", "ts"])
def test_other_fences_are_shown_as_text(word: str) -> None:
    (card,) = read(f"# K\n\n```{word}\nlos\n```\n").cards
    assert [(b.style, b.text) for b in card.passages] == [("code", "los")]


def test_html_and_links_are_shown_as_plain_text() -> None:
    (card,) = read("# K\n\n<b>vet</b> en [een link](http://x)\n\n<script>\nalert(1)\n</script>\n", kept=True).cards
    assert [b.text for b in card.passages] == [
        "<b>vet</b> en een link (http://x)",
        "<script>\nalert(1)\n</script>",
    ]
    (card,) = read("# K\n\n<http://x.nl>, [www.x.nl/plein](https://www.x.nl/plein/) en <a@b.nl>\n").cards
    assert [b.text for b in card.passages] == ["http://x.nl, www.x.nl/plein en a@b.nl"], "an address is said once"


def test_hostile_text_in_a_deck_is_cleaned() -> None:
    deck = read("# K\x1b[2J\u202e\n\nT\x9bekst\u200b\n\n```regie\nn\x1boot\n```\n", "---\ntitel: P\n---\n")
    (card,) = deck.cards
    assert (card.title, card.passages[0].text, card.notes) == ("K[2J", "Tekst", "noot")


def test_a_source_stands_right_under_the_heading() -> None:
    cards = read("# A\nbron: hier\nen verder\n\n# B\n\ntekst\n\nbron: geen\n").cards
    assert [card.source for card in cards] == ["hier", ""]
    assert [b.text for b in cards[0].passages] == ["en verder"]
    assert [b.text for b in cards[1].passages] == ["tekst", "bron: geen"]
    assert read('# A\nbron: "Een boek: deel 2"\n').cards[0].source == "Een boek: deel 2"


def test_a_scale_reads_its_own_keys() -> None:
    activity = (
        read("# K\n```schaal\nvraag: V?\nstellingen: [a, b]\ntot: 10\nuitersten: [nee, ja]\n```\n").cards[0].activity
    )
    assert isinstance(activity, Schaal)
    assert (activity.statements, activity.high, activity.ends) == (("a", "b"), 10, ("nee", "ja"))


@pytest.mark.parametrize(
    "text", ["", "geen begin", "---\ntitel: [\n---\n", "---\n- a\n---\n", "---\n: :\n\x00", "\ud800"]
)
def test_front_matter_that_can_not_be_read_is_empty(text: str) -> None:
    assert read_front_matter(text)["title"] == ""


def test_front_matter_is_read_without_the_cards() -> None:
    assert read_front_matter("\ufeff---\r\ntitel: Proef\r\nduur: 5\r\n---\r\n# K\n```kapot")["title"] == "Proef"


@pytest.mark.parametrize("said", ["90", "90 minuten", "90 min.", "90min"])
def test_a_length_is_in_minutes_with_or_without_the_word(said: str) -> None:
    assert read_deck("proef", f"---\ntitel: T\nduur: {said}\n---\n# K\n", "proef.md").minutes == 90
