"""What a deck says in other languages: laid beside the original key by key, with every fault on its line."""

import pytest

from kompas_tui.deck_files import find_deck, read_deck
from kompas_tui.deck_files.card_text import Offered
from kompas_tui.deck_files.composing import PickedCard, compose, source_decks
from kompas_tui.domain.deck.cards import words_in
from tests.decks.test_problems import HEAD, problems

CARD = """# Kaart {#kaart}

Kies wat past.

- Eerst kijken

---

- Dan doen

"""


def in_english(block: str, *lines: str) -> str:
    """A card with this block, and its translation, whose first line is line `len(block)` and some further."""
    return HEAD + CARD + block + "\n```vertalingen\nen:\n" + "\n".join(f"  {line}" for line in lines) + "\n```\n"


def words(text: str) -> dict[str, str]:
    assert problems(text) == []
    return dict(read_deck("proef", text, "proef.md").cards[0].translations["en"])


KINDS = [
    (
        "```meerkeuze\nvraag: Wat wil je?\ntoelichting: Denk na.\nmax: 1\nopties:\n  - Een bank\n  - Een boom\n```\n",
        ("titel: Card", "tekst: [Choose, Look first, Then act]", "vraag: What?", "toelichting: Think.",
         "opties: [A bench, A tree]"),
        {"Kaart": "Card", "Dan doen": "Then act", "Wat wil je?": "What?", "Denk na.": "Think.", "Een boom": "A tree"},
    ),
    (
        "```meerkeuze\nvraag: Wat?\nbudget: 9\neenheid: euro\nopties:\n  - {tekst: Een bank, kosten: 3}\n"
        "  - {tekst: Een boom, kosten: 4}\n```\n",
        ("eenheid: euros", "opties: [A bench, {tekst: A tree}]"),
        {"euro": "euros", "Een bank": "A bench", "Een boom": "A tree"},
    ),
    (
        "```schaal\nvraag: Hoe gaat het?\nstellingen: [Ik ken je]\nuitersten: [niet, wel]\n```\n",
        ("stellingen: [I know you]", "uitersten: [not at all, very much]"),
        {"Ik ken je": "I know you", "wel": "very much"},
    ),
    (
        "```open\nvraag: Wat?\nkolommen: [Sterk, Zwak]\nitems: [Plan A, Plan B]\nmax: 1\n```\n",
        ("kolommen: [Strong, Weak]", "items: [Plan one, Plan two]"),
        {"Plan B: Sterk": "Plan two: Strong", "Zwak": "Weak"},
    ),
    (
        "```formulier\nvraag: Vul in\nvelden:\n  - {naam: doel, vraag: Wat wil je?}\n"
        "  - {naam: wie, soort: keuze, opties: [wij, zij]}\n```\n",
        ("velden:", "  - {vraag: What do you want?}", "  - {naam: who, opties: [us, them]}"),
        {"Wat wil je?": "What do you want?", "wie": "who", "zij": "them"},
    ),
    (
        "```assenveld\nvraag: Waar?\nitems: [Een bank]\nx: [weinig werk, veel werk]\ny: [zwak, sterk]\n```\n",
        ("items: [A bench]", "x: [little work, much work]"),
        {"Een bank": "A bench", "veel werk": "much work"},
    ),
    (
        "```prik\nvraag: Waar?\nbeeld: wijk\nalt: Een plein.\nvlakken:\n  plein: [0.1, 0.1, 0.2, 0.2]\n"
        "  park: [0.5, 0.5, 0.2, 0.2]\n```\n",
        ("alt: A square.", "vlakken: [square, the park]"),
        {"Een plein.": "A square.", "park": "the park"},
    ),
    (
        "```beer\nnaam: Tijd\nfamilie: cultuur\ngezegd: [Geen tijd]\ntips: [Begin klein]\n```\n",
        ("naam: Time", "tips: [Start small]"),
        {"Tijd": "Time", "Begin klein": "Start small"},
    ),
    (
        "```naslag\n# Twee vormen\n\n| Vorm | Groep |\n| --- | --- |\n| tekenen | klein |\n```\n",
        ("naslag: |", "  # Two ways", "", "  | Way | Group |", "  | --- | --- |", "  | drawing | small |"),
        {"Twee vormen": "Two ways", "Vorm": "Way", "tekenen": "drawing"},
    ),
    ("```waaier\nonderwerpen:\n  WAT: [Wat wil je?]\n```\n", ("onderwerpen:", "  AIM: [What?]"), {"WAT": "AIM"}),
]  # fmt: skip


@pytest.mark.parametrize(("block", "lines", "wanted"), KINDS, ids=[case[0].split("\n")[0] for case in KINDS])
def test_a_translation_stands_under_the_keys_of_the_original(
    block: str, lines: tuple[str, ...], wanted: dict[str, str]
) -> None:
    assert wanted.items() <= words(in_english(block, *lines)).items()


ASKED = "```meerkeuze\nvraag: Wat?\nmax: 1\nopties:\n  - Een bank\n  - Een boom\n```\n"
"""With it, the first line of the translation is line 24."""

FAULTS = [
    (("vrag: What?",), 24, "‘vrag’ ken ik hier niet. Bedoel je ‘vraag’?"),
    (("stellingen: [x]",), 24, "In het Nederlands staat hier geen ‘stellingen’. Haal deze regel weg."),
    (("vraag:",), 24, "Deze vertaling is leeg"),
    (("vraag: [a]",), 24, "Hier hoort één tekst"),
    (("vraag: " + "x" * 61,), 24, "hooguit 60 tekens hebben. Het zijn er 61"),
    (("opties: A bench",), 24, "Hier hoort een lijst"),
    (("opties:", "  - A bench"), 24, "Hier horen 2 regels, in dezelfde volgorde als in het Nederlands. Er staan er 1."),
    (("opties:", "  - A bench", "  -"), 26, "Deze vertaling is leeg"),
    (("opties:", "  - A bench", "  - A bench"), 26, "‘A bench’ staat hier dubbel"),
    (("tekst: [One]",), 24, "Hier horen 3 regels"),
    (("naslag: |", "  # Two"), 24, "In het Nederlands staat hier geen ‘naslag’"),
]


@pytest.mark.parametrize(("lines", "line", "message"), FAULTS, ids=[case[2][:40] for case in FAULTS])
def test_what_does_not_fit_the_original_is_said_on_its_line(lines: tuple[str, ...], line: int, message: str) -> None:
    (problem,) = problems(in_english(ASKED, *lines))
    assert (problem.line, message in problem.message) == (line, True), problem


def test_what_is_looked_up_has_the_same_shape_in_each_language() -> None:
    block = "```naslag\n| Vorm | Groep |\n| --- | --- |\n| tekenen | klein |\n```\n"
    for told in (("naslag: |", "  | Way |", "  | --- |", "  | drawing |"), ("naslag: [a]",)):
        (problem,) = problems(in_english(block, *told))
        assert problem.line == 22
        assert problem.message.startswith(
            ("Hier horen dezelfde titel, tabellen en lijsten", "Hier hoort het hele blok")
        )


def test_a_language_is_named_by_its_code_and_every_fault_is_said_at_once() -> None:
    languages = 'engels: {titel: x}\nxx: {titel: x}\nnl: {titel: x}\n"": {titel: x}\ntr: los\n'
    found = problems(HEAD + "# K\n\n```vertalingen\n" + languages + "```\n\n```vertalingen\n```\n")
    assert [(one.line, one.message.split(".")[0]) for one in found] == [
        (7, "De taal ‘engels’ ken ik niet"),
        (8, "De taal ‘xx’ ken ik niet"),
        (9, "In het Nederlands is de kaart zelf al"),
        (10, "Hier ontbreekt de taal"),
        (11, "Hier hoort een blok met regels, zoals ‘titel: …’"),
        (14, "Deze kaart heeft al een blok ‘vertalingen’"),
    ]
    assert "Bedoel je ‘en’?" in found[0].message


def test_the_front_matter_has_translations_of_its_own_and_a_kept_session_goes_on_with_faulty_ones() -> None:
    front = "---\ntitel: Proef\nrollen: [bewoner]\nbegrippen: {mandaat: wat mag}\nvertalingen:\n  en:\n"
    right = front + "    rollen: [resident]\n    begrippen: {mandate: what is allowed}\n---\n# K\n"
    assert read_deck("p", right, "p.md").translations == {
        "en": {"bewoner": "resident", "mandaat": "mandate", "wat mag": "what is allowed"}
    }
    wrong = front + "    rollen: []\n---\n# K\n"
    assert [one.line for one in problems(wrong)] == [7]
    assert read_deck("p", wrong, "p.md", kept=True).cards


def test_a_composed_deck_keeps_what_is_still_asked_in_other_languages() -> None:
    (beren,) = source_decks([find_deck("beren")])
    tellen, kring = (next(card for card in beren.deck.cards if card.address == name) for name in ("tellen", "kring"))
    kept = PickedCard(
        beren, tellen, options=tuple(map(Offered, tellen.activity.listed()[2::-1] if tellen.activity else ()))
    )
    made = compose(
        "Kort",
        [
            kept,
            PickedCard(beren, kring, question="Waar?", options=(Offered("Bij onszelf (individu)"), Offered("Hier"))),
        ],
    )
    deck = read_deck("kort", made.text, "kort.md")
    assert deck.translations["en"]["bewoner"] == "resident"
    first, second = (dict(card.translations["en"]) for card in deck.cards)
    assert {text: first[text] for text in ("(Priori)tijd", "Onbekendheid")} == {
        "(Priori)tijd": "Time and priorities",
        "Onbekendheid": "The unknown",
    }
    assert "Bij onszelf (individu)" not in second
    assert "Waar?" not in second
    assert second["De kring om de beren"] == "The circle around the bears"


def test_an_option_that_says_only_its_text_is_translated_so_too() -> None:
    asked = "```keuze\nvraag: Wat?\nopties:\n  - tekst: Meer groen\n  - tekst: Meer licht\n```\n"
    told = "```vertalingen\nen:\n  vraag: What?\n  opties:\n    - tekst: More green\n    - More light\n```\n"
    deck = read_deck("proef", f"---\ntitel: P\n---\n# K\n{asked}{told}", "proef.md")
    words = words_in(deck, "en")
    assert [words[text] for text in ("Meer groen", "Meer licht")] == ["More green", "More light"]
