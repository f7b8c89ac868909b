"""What is wrong in a deck: every mistake at once, on its own line, in a sentence with the way out."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompas_tui.deck_files import DeckProblem, DeckProblems, load_decks, read_deck
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.text import disarmed

HEAD = "---\ntitel: Proef\n---\n"


def problems(text: str) -> list[DeckProblem]:
    try:
        read_deck("proef", text, "proef.md")
    except DeckProblems as error:
        return list(error.problems)
    return []


def in_block(word: str, *lines: str) -> str:
    """A deck with one block; its first line is line 6."""
    return HEAD + f"# Kaart\n```{word}\n" + "\n".join(lines) + "\n```\n"


ASKED = "# B\n```keuze\nvraag: Wat?\nopties: [a, b]\n```\n"
SIDED = (
    HEAD
    + """# Een
```keuze
vraag: Wat?
opties: [Bomen, Banken]
```
# Twee
```kant
kaart: een
teksten:
  Boemen: Ja.
```
"""
)

DRAWN = (
    HEAD
    + """# Plaat
```praatplaat
midden: Samen
vorm: getekend          # een tekening; of kompas
beeld: stad             # van Kompas zelf
punten:
  - {titel: WAT, naar: b, bij: [0.10, 0.15], vlak: [0.02, 0.10, 0.25, 0.30]}   # waar het bordje staat
onder:
  - {titel: Beren, naar: b}
  - {titel: Wind, naar: b}
```
"""
    + ASKED
)

FRONT = [
    ("", 1, "Begin met ‘---’"),
    ("# Kaart\n", 1, "Begin met ‘---’"),
    ("\n---\ntitel: x\n---\n# K\n", 1, "ook geen lege regel"),
    ("Avond\n---\ntitel: x\n---\n# K\n", 1, "Haal weg wat erboven staat"),
    ("—\ntitel: x\n—\n# K\n", 1, "drie gewone streepjes"),
    ("----------\ntitel: x\n----------\n# K\n", 1, "drie gewone streepjes"),
    ("---\ntitel: x\n# K\n", 1, "Zet ‘---’ op een eigen regel"),
    ("---\n---\n# K\n", 1, "‘titel’ ontbreekt"),
    ("---\n- a\n---\n# K\n", 1, "een blok met regels"),
    ("---\ntitel:\n---\n# K\n", 2, "‘titel’ ontbreekt"),
    ("---\ntitel: x\ndatum: 2026-12-01\n---\n# K\n", 3, "komen vanzelf in het verslag"),
    ("---\ntitel: x\nBegeleider: Wij\n---\n# K\n", 3, "zet je bij ‘organisatie’"),
    ("---\ntitel: x\nrollen: bewoner, boer\n---\n# K\n", 3, "tussen vierkante haken: ‘[a, b]’"),
    ("---\ntitel: x\nwifi: Gasten\n---\n# K\n", 3, "--wifi NAAM"),
    ("---\ntitel: x\nlogo: a.png\n---\n# K\n", 3, "--sjabloon"),
    ("---\ntitel: x\ntaal: nl\n---\n# K\n", 3, "een blok ‘vertalingen’"),
    ("---\ntitel: x\nondertitel: y\n---\n# K\n", 3, "Zet het achter de titel"),
    ("---\ntitel: [a]\n---\n# K\n", 2, "hier hoort één tekst"),
    ('---\nbron: x\ntitel: "a\n---\n# K\n', 3, "ontbreekt een aanhalingsteken"),
    ("---\ntitel: a\n\tbron: b\n---\n# K\n", 3, "Gebruik spaties, geen tab"),
    ("---\ntitel: a\ntitel: b\n---\n# K\n", 3, "‘titel’ staat hier twee keer"),
    ("---\ntitel: a\nduur: lang\n---\n# K\n", 3, "een heel getal van 1 tot en met 2880"),
    ("---\ntitel: a\nduur: -5\n---\n# K\n", 3, "een heel getal van 1 tot en met 2880"),
    ("---\ntitel: a\nreageer_voor: volgende week\n---\n# K\n", 3, "is geen dag. Schrijf het als 31 december 2026."),
    ("---\ntitel: a\nstatus: bijna\n---\n# K\n", 3, "Kies: concept, of vastgesteld op 31 december 2026."),
    ("---\ntitel: a\nvorm: participatie\n---\n# K\n", 3, "participatieverslag"),
    ("---\ntitel: a\nbewaren: ²\n---\n# K\n", 3, "een heel getal van 1 tot en met 3.650"),
    ("---\ntitel: a\nrollen: bewoner\n---\n# K\n", 3, "hier hoort een lijst"),
    ("---\ntitel: a\nrollen:\n  - x\n  - x\n---\n# K\n", 5, "‘x’ staat hier dubbel"),
    ("---\ntitel: a\nrollen:\n  - naam: x\n---\n# K\n", 4, "Zet er aanhalingstekens om"),
    ("---\ntitel: a\nbegrippen: [x]\n---\n# K\n", 3, "een blok met regels"),
    ("---\ntitel: a\nbegrippen:\n  term:\n---\n# K\n", 4, "‘term’ ontbreekt"),
    ("---\ntitle: a\n---\n# K\n", 2, "Bedoel je ‘titel’"),
    ("---\ntitel: a\nlocatie: x\n---\n# K\n", 3, "Bedoel je ‘plaats’"),
    ("---\ntitel: a\nmoderatie: ja\n---\n# K\n", 3, "Zet het in het blok van een vraag"),
    ("---\ntitel: a\nduur: 1:30\n---\n# K\n", 3, "het aantal minuten, zoals 90"),
    ("---\ntitel: a\nduur: 1,33 uur\n---\n# K\n", 3, "‘1,5 uur’ mag ook"),
    ("---\ntitel: a\nplaats: ja\n---\n# K\n", 3, "geen ‘ja’"),
    ("---\ntitel: a\ncontact: Nee\n---\n# K\n", 3, "geen ‘Nee’"),
    ("---\ntitel: a\nrollen: [raad, Raad]\n---\n# K\n", 3, "‘Raad’ lijkt op ‘raad’"),
    ("---\ntitel: a\ntafels: [rood, Rood]\n---\n# K\n", 3, "‘Rood’ lijkt op ‘rood’"),
    ("---\ntitel: a\ndauer: 90\n---\n# K\n", 3, "Bedoel je ‘duur’?"),
    (f"---\ntitel: {'a' * 201}\n---\n# K\n", 2, "hooguit 200 tekens"),
    ('---\ntitel: a\n"\\e[2J": b\n---\n# K\n', 3, "onzichtbaar teken"),
    ("---\ntitel: a\nbron: x\x07\n---\n# K\n", 3, "onzichtbaar teken"),
]

CARDS = [
    (HEAD, 4, "Begin een kaart met ‘# Titel’"),
    (HEAD + "\ntekst\n\n# K\n", 5, "Zet er een kop boven"),
    (HEAD + "# K\n\n#\n", 6, "Zet er een achter het hekje"),
    (HEAD + "# K {#A B}\n", 4, "kleine letters, cijfers en streepjes"),
    (HEAD + "# K {#²}\n", 4, "kleine letters, cijfers en streepjes"),
    (HEAD + "# K\n\n# k!\n", 6, "heeft de kaart op regel 4 al"),
    (HEAD + "# " + "a" * 201 + "\n", 4, "hooguit 200 tekens"),
    (HEAD + "# K\n\n```keuze\nvraag: x\n", 6, "Zet ``` op een eigen regel"),
    (HEAD + "# K\n\n~~~keuze\nvraag: x\n```\n", 6, "Zet ~~~ op een eigen regel"),
    (HEAD + "# K\n\n```keuzes\nvraag: x\n```\n", 6, "Bedoel je ‘keuze’"),
    (HEAD + "# K\n\n```stemming\nvraag: x\n```\n", 6, "Bedoel je ‘keuze’"),
    (HEAD + "# K\n\n```kaart\nvraag: x\n```\n", 6, "Bedoel je ‘prik’"),
    (HEAD + "# K\n\n```notities\nx\n```\n", 6, "Bedoel je ‘regie’"),
    (HEAD + "# K\n\n```meer keuze\nx\n```\n", 6, "Bedoel je ‘meerkeuze’"),
    (HEAD + "## K\n\ntekst\n", 4, "begint met één hekje"),
    (HEAD + "# K\n\n# K\n", 6, "zoals ‘{#k-2}’"),
    (HEAD + "# K\n\n```timer\nx\n```\n", 6, "Bedoel je ‘ritme’"),
    (HEAD + "# K\n\n```terugblik\nx\n```\n", 6, "Is het tekst? Haal dit woord dan weg."),
    (HEAD + "# K\n\n```Meerkeuze\nvraag: x\n```\n", 6, "Bedoel je ‘meerkeuze’"),
    (HEAD + "# K\n\n```praatplaat\nmidden: x\n```\n", 6, "‘punten’: er moet er minstens één staan"),
    (in_block("praatplaat", "midden: x", "punten:", "  - titel: a", "    naar: kk"), 9, "er is geen kaart ‘kk’"),
    (in_block("praatplaat", "midden: x", "punten:", "  - titel: a", "    naar: d/k"), 9, "ook bij ‘kaarten_uit’"),
    (in_block("praatplaat", "midden: x", "vorm: rond", "punten: [{titel: a, naar: b}]") + "# B\n", 7, "Wel mogelijk"),
    (in_block("waaier", "onderwerpen:", "  WAT: []"), 7, "er moet er minstens één staan"),
    (in_block("kant", "kaart: wat", "teksten: {a: b}"), 6, "er is geen andere kaart ‘wat’ met een werkvorm"),
    (in_block("kant", "kaart: b", "teksten: {}") + ASKED, 7, "‘teksten’: zet er minstens één antwoord onder"),
    (in_block("kant", "kaart: b", "teksten:", "  a:") + ASKED, 8, "‘a’ ontbreekt"),
    (in_block("kant", "kaart: b", "teksten: {a: b}", "```", "", "```kant") + ASKED, 10, "heeft al een blok ‘kant’"),
    (SIDED, 13, "De kaart ‘een’ kent ‘Boemen’ niet. Bedoel je ‘Bomen’?"),
    (in_block("waaier", "onderwerp: x"), 6, "‘onderwerp’ ken ik hier niet"),
    (HEAD + "# K\n\n```vertalingen\nen: {}\n```\n", 7, "een blok met regels, zoals ‘titel: …’"),
    (HEAD + "# K\n\n- lijst\n  ```keuze\n  vraag: x\n  ```\n", 7, "Zet het tegen de linkerkant"),
    (HEAD + "# K\n\ntekst\n\n    ```keuze\n    vraag: x\n    ```\n", 8, "Zet het tegen de linkerkant"),
    (HEAD + "# K\n\n> ```open\n> vraag: x\n> ```\n", 6, "Zet het tegen de linkerkant"),
    (HEAD + "# K\n\n```regie\nduur: lang\n```\n", 7, "van 1 tot en met 600"),
    (HEAD + "# K\n\n```regie\nduur: 00600123\n```\n", 7, "van 1 tot en met 600"),
    (HEAD + "# K\n\n```open\nvraag: a\n```\n\n```open\nvraag: b\n```\n", 10, "heeft al een werkvorm"),
    (
        HEAD + "# K\n\n```beer\nnaam: a\nfamilie: cultuur\ngezegd: [x]\ntips: [y]\n```\n\n```beer\nnaam: b\n```\n",
        13,
        "heeft al een beer",
    ),
]

AXIS = ("  - naam: een", "    min: a", "    plus: b")
AXIS2 = ("  - naam: twee", "    min: c", "    plus: d")
ITEMS = ("items:", "  - {as: een, min: e, plus: f}", "  - {as: twee, min: g, plus: h}", "  # en meer", "")

BLOCKS = [
    (in_block("keuze", "opties: [a, b]"), 5, "‘vraag’ ontbreekt"),
    (in_block("keuze", "los"), 5, "een blok met regels"),
    (in_block("keuze", "- los"), 5, "een blok met regels"),
    (in_block("open"), 5, "‘vraag’ ontbreekt"),
    (in_block("keuze", "vraag: Wat?", "opties:", "  - a"), 7, "minstens 2"),
    (in_block("keuze", "vraag: Wat?", "opties: a"), 7, "hier hoort een lijst"),
    (in_block("keuze", "vraag: Wat?", "opties:", "  - a", "  - "), 9, "deze regel is leeg"),
    (in_block("keuze", "vraag: Wat?", "opties:", "  - a", "  - b", "  - a"), 10, "‘a’ staat hier dubbel"),
    (in_block("keuze", "vraag: Wat?", "opties: [De Brug, de brug, c]"), 7, "‘de brug’ lijkt op ‘De Brug’"),
    (in_block("keuze", "vraag: Wat?", "opties:", "  - a b", "  - c", "  - ab"), 10, "‘ab’ lijkt op ‘a b’"),
    (in_block("schaal", "vraag: Wat?", "minimum: 0"), 7, "Bedoel je ‘van’"),
    (in_block("schaal", "vraag: Wat?", "van: 2"), 7, "van −5 tot en met 1"),
    (in_block("schaal", "vraag: Wat?", "van: -3", "tot: 8"), 8, "hooguit 11 cijfers"),
    (in_block("schaal", "vraag: Wat?", "van: -2", "tot: -1"), 8, "van 1 tot en met 10"),
    (in_block("keuze", "vraag: Wat?", "opties:", "  - a", "  - Anders, namelijk …"), 9, "kan niemand iets typen"),
    (in_block("keuze", "vraag: Wat?", "opties: [a, b, Anders (nl.)]"), 7, "kan niemand iets typen"),
    (in_block("schaal", "vraag: Wat?", "stellingen: [A, a]"), 7, "‘a’ lijkt op ‘A’"),
    (in_block("instemming", "vraag: Wat?", "voorstel: ja"), 7, "geen ‘ja’"),
    (in_block("keuze", "vraag Wat?", "opties:", "  - a", "  - b"), 6, "ontbreekt een dubbele punt"),
    (in_block("keuze", "vraag: Wat?", "opties", "  - a", "  - b"), 7, "ontbreekt een dubbele punt"),
    (in_block("keuze", "vraag:Wat?", "opties:", "  - a", "  - b"), 6, "spatie achter de dubbele punt"),
    (in_block("keuze", "vraag: Wat?", "opties: - a", "  - b"), 7, "Begin de lijst op de volgende regel"),
    (
        in_block("keuze", "vraag: Wat?", "opties:", "  - Wonen: huis", "  - Anders, namelijk:"),
        9,
        "‘eigen: Anders, namelijk’",
    ),
    (in_block("keuze", "vraag: Wat?", "opties:", "  - teks: a", "  - b"), 8, "Zet er aanhalingstekens om"),
    (in_block("keuze", "vraag: Wat?", "opties:", "  - a:", "    - b", "  - c"), 8, "Zet alles in één lijst"),
    (in_block("keuze", "vraag: Wat?", "opties:", "  - - a", "  - c"), 8, "een streepje of een haakje"),
    (in_block("keuze", "Frage: Wat?", "opties: [a, b]"), 6, "Bedoel je ‘vraag’"),
    (
        in_block(
            "meerkeuze", "vraag: Wat?", "budget: 10.000,50", "opties: [{tekst: a, kosten: 1}, {tekst: b, kosten: 2}]"
        ),
        7,
        "zonder cijfers achter de komma",
    ),
    (in_block("keuze", "vraag: Wat?", "opties: [a, b]", "anoniem: ja"), 8, "Antwoorden zijn al zonder naam."),
    (in_block("keuze", "vraag: Wat?", "opties: [a, b]", "gewicht: 3"), 8, "meer stemcodes"),
    (in_block("formulier", "vraag: W?", "velden: [{naam: a, vraag: A, soort: email}]"), 7, "Bedoel je ‘tekst’?"),
    (in_block("keuze", "vraag: Wat?", "optie: [a, b]"), 7, "Bedoel je ‘opties’"),
    (in_block("keuze", "vraag: Wat?", "Antwoorden: [a, b]"), 7, "Bedoel je ‘opties’"),
    (in_block("keuze", "question: Wat?", "opties: [a, b]"), 6, "Bedoel je ‘vraag’"),
    (in_block("keuze", "vraag: Wat?", "opties:", "1. a", "2. b"), 8, "Begin elke regel van een lijst met een streepje"),
    (in_block("keuze", "vraag: Wat?", "opties_van: b") + ASKED, 7, "Bedoel je ‘opties_uit’"),
    (in_block("keuze", "vraag: Wat?", "opties_uit: b") + ASKED, 7, "schrijf het als ‘opties_uit: {kaart: b}’"),
    (in_block("keuze", "vraag: Wat?", "opties: [a, b]", "drempel: 3/2"), 8, "‘meer dan de helft’, of ‘2/3’."),
    (in_block("pauze", "duur: 99 uur"), 6, "de minuten"),
    (in_block("open", "vraag: Wat?", "duur: 5"), 7, "Zet het in een blok ‘regie’"),
    (in_block("formulier", "vraag: Wat?", "velden:", "  - {label: a, naam: b}"), 8, "Bedoel je ‘vraag’"),
    (in_block("formulier", "vraag: Wat?", "velden:", "  - {naam: bel, vraag: Je telefoonnummer?}"), 8, "‘nee’ bij."),
    (in_block("groepen", "aantal: 4"), 6, "Bedoel je ‘van’"),
    (in_block("beer", "titel: a", "familie: cultuur", "gezegd: [x]", "tips: [y]"), 6, "Bedoel je ‘naam’"),
    (in_block("open", "vraag: Wat?", "aantal: 2"), 7, "Bedoel je ‘max’"),
    (in_block("stickers", "vraag: Wat?", "opties: [a, b]", "stickers: 2"), 8, "Bedoel je ‘aantal’"),
    (in_block("schaal", "vraag: Wat?", "labels: [a, b]"), 7, "Bedoel je ‘uitersten’"),
    (in_block("keuze", "vraag: Wat?", "---", "opties: [a, b]"), 7, "Haal deze regel weg"),
    (in_block("keuze", "vraag: Wat?", "opties: [a, b"), 7, "ontbreekt een haakje"),
    (in_block("keuze", "vraag: Wat?", 'opties: ["a, b]'), 7, "aanhalingsteken"),
    (in_block("keuze", "vraag: Wat?", "opties: [a, b]", "max: 1"), 8, "‘max’ ken ik hier niet"),
    (in_block("keuze", "vraag: Wat?", "opties: [a, b]", "tafels: soms"), 8, "‘ja’ of ‘nee’"),
    (in_block("keuze", "vraag: Wat?", "opties: [a, b]", "per_rol: yes"), 8, "‘ja’ of ‘nee’"),
    (in_block("keuze", "vraag: Wat?", "opties: [a, b]", "vraag: Twee?"), 8, "‘vraag’ staat hier twee keer"),
    (in_block("keuze", "vraag: Wat? {a", "\topties: [a]"), 7, "geen tab"),
    (in_block("keuze", "vraag: " + "[" * 200 + "]" * 200), 6, "Maak het eenvoudiger"),
    (in_block("open", "vraag: Wat?", "reisgids: lesen"), 7, "Bedoel je ‘lessen’"),
    (in_block("keuze", "vraag: Wat?", "opties: [a, b]", "reisgids: lessen"), 8, "‘reisgids’ kan hier niet"),
    (in_block("markt", "vraag: Wat?", "reisgids: lessen"), 7, "Wel mogelijk: marktplaats of nee"),
    (in_block("keuze", "vraag: Wat?", "opties: [a, b]", "quorum: 50%"), 8, "hoeveel er stemden"),
    (in_block("prik", "vraag: W?", "beeld: wijk", "vlakken: {a: [0,1, 0,2, 0,3, 0,4]}"), 8, "komma bij het getal"),
    (HEAD + "# K\n\n<aside>\n💡 Tip\n</aside>\n", 6, "HTML kan Kompas niet tonen"),
    (HEAD + "# K\n```keuze\nvraag: W?\nopties:\n  - a\n  - b\n\n# B\nTekst\n" + ASKED, 5, "niet afgesloten"),
    (in_block("keuze", "vraag: Wat?", "opties_uit: {kaart: nergens}"), 7, "Noem een kaart met een werkvorm"),
    (in_block("keuze", "vraag: Wat?", "opties_uit: {kaart: kaart}"), 7, "geen andere kaart ‘kaart’"),
    (in_block("keuze", "vraag: Wat?", "opties_uit:", "  kaart: x", "  topp: 3"), 9, "Bedoel je ‘top’"),
    (
        in_block("open", "vraag: Wat?", "vergelijk_met: nergens"),
        7,
        "‘vergelijk_met’: er is geen andere kaart ‘nergens’",
    ),
    (in_block("open", "vraag: Wat?", "vergelijk_met: kaart"), 7, "geen andere kaart ‘kaart’"),
    (in_block("checklist", "vraag: Wat?", "items:", "  - a", "  - a"), 9, "‘a’ staat hier dubbel"),
    (in_block("checklist", "vraag: Wat?"), 5, "‘items’ ontbreekt"),
    (in_block("assenveld", "vraag: Wat?", "x: [a, b]", "y: [c]", "items: [d]"), 8, "minstens 2 staan"),
    (
        in_block("assenveld", "vraag: Wat?", "x: [a, b]", "y: [c, d]", "items: [d]", "opties_uit: {kaart: x}"),
        9,
        "niet allebei",
    ),
    (in_block("instemming", "vraag: Wat?", "voorstel:"), 7, "‘voorstel’ ontbreekt"),
    (in_block("formulier", "vraag: Wat?", "velden:", "  - naam: a", "    soort: datums"), 9, "Bedoel je ‘datum’"),
    (in_block("formulier", "vraag: Wat?", "velden:", "  - naam: a", "  - naam: a"), 9, "‘a’ staat hier dubbel"),
    (in_block("profiel", "vraag: Wat?", "assen:", *AXIS, *AXIS2, *ITEMS, "stijlen: []"), 19, "er horen vier stijlen"),
    (in_block("rangorde", "vraag: Wat?", "opties: [a, b]", "min: 1"), 8, "‘min’ ken ik hier niet"),
    (in_block("beer", "naam: a", "familie: struktuur", "gezegd: [x]", "tips: [y]"), 7, "Bedoel je ‘structuur’"),
    (in_block("beer", "naam: a", "familie: cultuur", "gezegd: [x]"), 5, "‘tips’ ontbreekt"),
]


@pytest.mark.parametrize(("text", "line", "said"), [*FRONT, *CARDS, *BLOCKS], ids=lambda value: str(value)[-40:])
def test_a_mistake_is_one_problem_on_its_line_with_the_way_out(text: str, line: int, said: str) -> None:
    (problem,) = problems(text)
    assert (problem.file, problem.line) == ("proef.md", line), problem
    assert said in problem.message
    assert problem.message[-1] in ".?"


@pytest.mark.parametrize(
    "text",
    [
        in_block("stickers", "vraag: Wat?", "opties: [a, b, 'Anders, namelijk…']", "aantal: 2", "eigen: Iets anders?"),
        in_block("keuze", "vraag: W?", "opties: [1,2,3]"),
        in_block("keuze", "vraag: W?", "opties:", "  - tekst: a", "  - tekst: b: c"),
        in_block("schaal", "vraag: W?", "stellingen:", "  - tekst: Het is veilig", "  - tekst: Het is groen"),
        in_block("meerkeuze", "vraag: W?", "max: 3", "opties: [a, b]"),
        in_block("instemming", "vraag: W?", "voorstel_uit: {kaart: b, top: 1}") + ASKED,
        in_block("prik", "vraag: W?", "beeld: wijk", 'vlakken: {a: [10%, "0,2", 0.3, "2,5%"], b: [0.5,0.5,0.5,0.25]}'),
        DRAWN,
        in_block("keuze", "vraag: W?", "opties: [1, 2, '2,50', 3 of 4]"),
        HEAD + "# K\n\n• Eén ding: koffie om 10.30 uur.\n",
        HEAD + "# K\n\nDe vraag: wat nu?\nDe opties: die komen nog.\n",
        "---\ntitel: x\ndoel: Ja, we willen het weten.\n---\n# K\n",
    ],
)
def test_what_looks_like_a_mistake_and_is_none_is_left_alone(text: str) -> None:
    assert problems(text) == []


def profile(axes: str, items: str = "", styles: str = "") -> str:
    """A profile; its axes are on line 7, its items on line 8, its styles on line 9."""
    items = items or "{as: een, min: e, plus: f}, {as: twee, min: g, plus: h}"
    styles = styles or "".join(f"{{naam: {low}{high}, bij: [{low}, {high}]}}, " for low in "ab" for high in "cd")
    return in_block("profiel", "vraag: W?", f"assen: [{axes}]", f"items: [{items}]", f"stijlen: [{styles}]")


ONE, TWO, THREE = (
    "{naam: een, min: a, plus: b}",
    "{naam: twee, min: c, plus: d}",
    "{naam: drie, min: e, plus: f}",
)
KEYS = "Hier hoort een blok met regels"
ONCE = [
    (in_block("praatplaat", "midden: M", "punten: {a: b}"), 7, "‘punten’: hier hoort een lijst"),
    (in_block("praatplaat", "midden: M", "punten:"), 7, "‘punten’: er moet er minstens één staan"),
    (in_block("praatplaat", "midden: M", "punten: [a]"), 7, f"{KEYS}, zoals ‘titel: …’."),
    (in_block("praatplaat", "hallo"), 5, f"{KEYS}, zoals ‘midden: …’."),
    (in_block("praatplaat"), 5, "‘midden’ en ‘punten’ ontbreken."),
    (in_block("waaier", "- a", "- b"), 5, f"{KEYS}, zoals ‘onderwerpen: …’."),
    (in_block("meerkeuze", "vraag: W?", "budget: 9", "opties: [{tekst: eik, berk, kosten: 3}, {tekst: a, kosten: 2}]"),
     8, "Hoort de komma bij de tekst?"),
    (in_block("meerkeuze", "vraag: W?", "budget: 9", "opties: [{tekst: eik, kosten: 300,-}, {tekst: a, kosten: 2}]"),
     8, "tussen aanhalingstekens"),
    (in_block("keuze", "vraag: W?", "opties: [2,50 euro, 3,00 euro]"), 7, "Hoort de komma bij het getal?"),
    (in_block("keuze", "vraag: W?", "opties: [Ja, graag, Nee]"), 7, "Zet die hele tekst dan tussen aanhalingstekens."),
    (in_block("keuze", "vraag: W?", "opties:", "  [Ja, Nee,", "  want te duur]"), 9, "Hoort de komma bij de tekst?"),
    (in_block("keuze", "vraag: W?", "opties: [“Ja, graag”, “Nee”]"), 7, "Typ rechte aanhalingstekens"),
    (in_block("keuze", "vraag: W?", "opties: [a, , b]"), 7, "Hier staat niets voor de komma."),
    (in_block("keuze", "vraag: W?", "opties:", "\uf0b7\tEen", "\uf0b7\tTwee"), 8, "Begin elke regel van een lijst"),
    (in_block("keuze", "vraag: W?", "opties: [a, b]", "max: 1"), 8, "ken ik hier niet. Bij ‘meerkeuze’ kan het wel."),
    (in_block("waaier"), 5, "‘onderwerpen’: zet er minstens één onderwerp met vragen onder."),
    (in_block("waaier", "onderwerpen: [a, b]"), 6, f"{KEYS}."),
    (in_block("beer"), 5, "‘naam’, ‘familie’, ‘gezegd’ en ‘tips’ ontbreken."),
    (in_block("beer", "- a"), 5, f"{KEYS}, zoals ‘naam: …’."),
    (in_block("beer", "naam: " + "a" * 501, "familie: cultuur", "gezegd: [x]", "tips: [y]"), 6, "te lang"),
    (in_block("kant", "- a"), 5, f"{KEYS}, zoals ‘kaart: …’."),
    (in_block("profiel"), 5, "‘vraag’, ‘assen’, ‘items’ en ‘stijlen’ ontbreken."),
    (in_block("formulier", "vraag: W?"), 5, "‘velden’: er moet er minstens één staan."),
    (in_block("formulier", "vraag: W?", "velden: {a: b}"), 7, "‘velden’: hier hoort een lijst"),
    (in_block("formulier", "vraag: W?", "velden: [a]"), 7, f"{KEYS}, zoals ‘naam: …’."),
    ("---\n- a\n---\n# K\n", 1, f"{KEYS}, zoals ‘titel: …’."),
    ("---\ntitel: a\nbegrippen: [x]\n---\n# K\n", 3, f"{KEYS}."),
    ("---\ntitel: a\nkaarten_uit: ['']\n---\n# K\n", 3, "deze regel is leeg"),
    (profile(ONE), 7, "precies twee assen"),
    (profile(f"{ONE}, {TWO}, {THREE}"), 7, "precies twee assen"),
    (profile(f"{ONE}, {TWO.replace('twee', 'een')}"), 7, "‘een’ staat er twee keer"),
    (profile(f"{ONE}, {TWO.replace('c', 'a')}"), 7, "‘a’ staat aan twee einden"),
    (profile(f"{ONE}, {{naam: twee, min: c}}"), 7, "‘plus’ ontbreekt"),
    (profile(f"{ONE}, {TWO}", "{as: een, min: e, plus: f}, {as: twe, min: g, plus: h}"), 8, "Bedoel je ‘twee’?"),
    (profile(f"{ONE}, {TWO}", "{as: een, min: e, plus: f}"), 8, "er is geen item op de as ‘twee’"),
    (profile(f"{ONE}, {TWO}", styles="{naam: x, bij: [a, c]}"), 9, "hier horen vier stijlen"),
    (profile(f"{ONE}, {TWO}", styles="{naam: x, bij: [a, e]}"), 9, "‘e’ is geen eind van een as"),
    (profile(f"{ONE}, {TWO}", styles="".join(f"{{naam: x, bij: [{e}]}}, " for e in ("a, c", "a, d", "b, c", "b, d"))),
     9, "‘x’ staat er twee keer"),
    (in_block("praatplaat", "midden: M", "vorm: kwadranten", "punten: [{titel: a, naar: b}]") + "# B\n",
     8, "Bij ‘vorm: kwadranten’ horen vier punten. Met een ander aantal"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "said"), ONCE, ids=lambda value: str(value)[-40:])
def test_one_mistake_is_one_line(text: str, line: int, said: str) -> None:
    (problem,) = problems(text)
    assert (problem.line, said in problem.message) == (line, True), problem


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("[Ja, nee, weet niet]", ("Ja", "nee", "weet niet")),
        ("['Ja, graag', Nee]", ("Ja, graag", "Nee")),
        ("[Ja, 'graag', Nee]", ("Ja", "graag", "Nee")),
        ("[Breda, ’s-Hertogenbosch, Den Haag, “Rook”, ]", ("Breda", "’s-Hertogenbosch", "Den Haag", "“Rook”")),
    ],
)
def test_a_list_on_one_line_whose_commas_all_part_is_in_order(typed: str, read: tuple[str, ...]) -> None:
    (card,) = read_deck("proef", in_block("keuze", "vraag: W?", f"opties: {typed}"), "proef.md").cards
    assert card.activity is not None
    assert card.activity.listed() == read


def test_what_may_stand_in_a_block_is_listed_once() -> None:
    told = [
        problem.message for problem in problems(in_block("keuze", "vraag: W?", "opties: [a, b]", "kleur: x", "geur: y"))
    ]
    assert ["Wel mogelijk" in message for message in told] == [True, False]
    assert told[1] == "‘geur’ ken ik hier niet. Haal deze regel weg."


def test_each_card_that_repeats_a_title_is_told_an_address_of_its_own() -> None:
    """A deck of slides may repeat one title ten times: who does what is told has no double address left."""
    told = [problem.message.rpartition("zoals ")[2] for problem in problems(HEAD + "# K\n\n" * 4 + "# K 3\n")]
    assert told == ["‘{#k-2}’.", "‘{#k-4}’.", "‘{#k-5}’."]


def test_a_long_text_in_a_problem_leaves_room_for_the_way_out() -> None:
    (problem,) = problems(in_block("keuze", "vraag: Wat?", "opties: [a, b]", "x" * 900 + ": y"))
    assert problem.message.startswith(f"‘{'x' * 60}…’ ken ik hier niet. Wel mogelijk: toelichting")
    assert problem.message.endswith(".")


def test_a_double_topic_hides_nothing_of_the_first() -> None:
    found = problems(in_block("waaier", "onderwerpen:", "  A: []", "  A: [c]"))
    assert [(problem.line, problem.message) for problem in found] == [
        (7, "‘A’: er moet er minstens één staan."),
        (8, "‘A’ staat hier twee keer. Haal er één weg."),
    ]


TEN = """---
titel: Tien fouten
duur: een uurtje of twee
bewaar: 90
---

# Een {#Een}

```keuze
vraag: Wat?
opties:
  - a
  - b
  - a
kleur: rood
```

# Twee

```rangorde
vraag: Wat?
```

# Twee

```schaal
stellingen: [a, b]
tot: 99
```

```regie
duur: 0
```

```opne
vraag: Wat?
```
"""


def test_what_a_key_in_capitals_says_is_looked_at_too() -> None:
    found = problems(in_block("keuze", "Vraag: Wat?", "OPTIES:", "  - a", "Drempel: bijna alles"))
    assert [(problem.line, problem.message) for problem in found] == [
        (6, "‘Vraag’ ken ik hier niet. Bedoel je ‘vraag’?"),
        (7, "‘OPTIES’ ken ik hier niet. Bedoel je ‘opties’?"),
        (7, "‘opties’: er moeten er minstens 2 staan."),
        (9, "‘Drempel’ ken ik hier niet. Bedoel je ‘drempel’?"),
        (
            9,
            "‘drempel’: hier hoort een heel getal van 1 tot en met 100 procent. "
            "Ook goed: ‘meer dan de helft’, of ‘2/3’.",
        ),
    ]


def test_a_key_in_capitals_is_no_missing_one_and_goes_behind_one_in_our_letters() -> None:
    for text, line in (
        (in_block("pauze", "Duur: 10"), 6),
        (in_block("keuze", "vraag: a", "Vraag:", "opties: [a, b]"), 7),
    ):
        assert [(problem.line, "ken ik hier niet" in problem.message) for problem in problems(text)] == [(line, True)]


def test_ten_mistakes_give_ten_lines() -> None:
    with pytest.raises(DeckProblems) as wrong:
        read_deck("tien", TEN, "map/tien.md")
    said = str(wrong.value).splitlines()
    assert [line.split(":")[:2] for line in said] == [
        ["map/tien.md", str(number)] for number in (3, 4, 7, 14, 15, 20, 24, 26, 28, 32, 35)
    ][: len(said)]
    assert len(said) == 11


def file_problems(tmp_path: Path, raw: bytes) -> tuple[DeckProblem, ...]:
    file = tmp_path / "proef.md"
    file.write_bytes(raw)
    with pytest.raises(DeckProblems) as wrong:
        load_decks([str(file)])
    return wrong.value.problems


def test_a_file_that_is_no_utf8_names_the_line(tmp_path: Path) -> None:
    (problem,) = file_problems(tmp_path, (HEAD + "# Id").encode() + "ée".encode("latin-1"))
    assert (problem.line, "Bewaar het bestand als UTF-8" in problem.message) == (4, True)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_with_wide_letters_says_how_to_save_it(encoding: str, tmp_path: Path) -> None:
    (problem,) = file_problems(tmp_path, (HEAD + "# K").encode(encoding))
    assert (problem.line, "‘Opslaan als’" in problem.message) == (1, True)


@pytest.mark.parametrize(
    "begins",
    [b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"PK\x03\x04\xff", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1", b"{\\rtf1 "],
)
def test_a_programme_in_an_office_file_is_told_how_to_begin(begins: bytes, tmp_path: Path) -> None:
    (problem,) = file_problems(tmp_path, begins)
    assert "kompas nieuw avond.md" in problem.message


def test_an_empty_file_says_how_to_begin(tmp_path: Path) -> None:
    (problem,) = file_problems(tmp_path, b"")
    assert (problem.line, "Begin met ‘---’" in problem.message) == (1, True)


def test_more_than_2_mb_is_refused(tmp_path: Path) -> None:
    (problem,) = file_problems(tmp_path, (HEAD + "# K\n" + "a" * 2_000_000).encode())
    assert "groter dan 2 MB" in problem.message


def test_500_cards_are_fine_and_501_are_not() -> None:
    cards = [f"# Kaart {number}\n" for number in range(501)]
    assert problems(HEAD + "".join(cards[:500])) == []
    (problem,) = problems(HEAD + "".join(cards))
    assert (problem.line, "meer dan 500 kaarten" in problem.message) == (504, True)


def test_problems_of_several_decks_come_together(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(HEAD, encoding="utf-8")
    with pytest.raises(DeckProblems) as wrong:
        load_decks([str(tmp_path / "b.md"), str(tmp_path / "a.md")])
    assert [Path(problem.file).name for problem in wrong.value.problems] == ["a.md", "b.md"]


LINES = """# K
# K {#k}
Titel
===
---
```
~~~
````
```keuze
```beer
```opne
```regie
duur: 5
titel: x
vraag: Wat?
opties:
  - a
- b
opties: [a, b]
max: ²
max: 99999999999999999999
opties_uit: {kaart: k}
rollen: [
begrippen:
kaarten_uit: [x]
| a | b |
|---|---|
[x](y)
%d
1. een
..."""
PIECES = ["\n", "\t- c\n", "> ", "    ", "<b>", "![", "**", "*a", "&b", "!c", "? ", ": ", *"{}[]'\"\\~`"]
STRANGE = ["\x00", "\x85", "\u2028", "\r", "\r\n", "\ufeff", "\x1b[2J", "é", "🐻", "\ud800"]
FRAGMENTS = st.sampled_from([*LINES.splitlines(keepends=True), *PIECES, *STRANGE])


@settings(max_examples=300)
@given(st.lists(FRAGMENTS | st.text(max_size=12), max_size=30).map("".join), st.booleans())
def test_any_text_is_a_deck_or_problems(text: str, with_head: bool) -> None:
    text = HEAD * with_head + text
    found = problems(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in found)
    assert all(problem.message == disarmed(problem.message) and "\n" not in problem.message for problem in found)


PATTERNS = {
    "text": "Een zin met **sterke** woorden en `code`.\n\n",
    "one line": "Een zin zonder eind ",
    "cards": "# K\n",
    "brackets": "[",
    "braces": "{{",
    "named elsewhere": "[a][",
    "stars": "*a ",
    "stars within words": "a*b*c ",
    "underscores": "_a",
    "backticks": "`a ``",
    "quotes": "> ",
    "list": "- a\n",
    "fences": "```x\na\n```\n",
    "table": "| a | b |\n|---|---|\n| c | d |\n\n",
    "entities": "&amp;",
    "html": "<a ",
    "images": "![a](b) ",
    "questions": "Vraag: a\n",
    "struck through": "~~a ",
    "footnotes": "[^",
    "blank": " \n",
    "marks": "\u0301",
}
BLOCK_PATTERNS = {
    "options": "  - a\n",
    "keys": "k{n}: v\n",
    "same key": "vraag: v\n",
    "aliases": "  - *a\n",
    "open lists": "[",
    "list on one line": "Ja , graag,",
    "open blocks": "{a: ",
    "quoted": '  - "a"\n',
    "blank": "\n",
    "items with a colon": "- A:\n\n",
}


def reading_time(text: str) -> float:
    begin = time.process_time()
    problems(text)
    return time.process_time() - begin


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_a_large_file_of_one_pattern_is_read_in_step_with_its_size(pattern: str) -> None:
    small, large = (HEAD + "# Kaart\n\n" + pattern * (size // len(pattern.encode())) for size in (20_000, 100_000))
    assert reading_time(large) < 15 * reading_time(small) + 1


def test_lists_so_deep_that_what_comes_below_them_is_lost_are_a_problem() -> None:
    def under(levels: int) -> list[DeckProblem]:
        items = "".join(f"{'  ' * level}- a\n" for level in range(levels))
        return problems(HEAD + f"# Een\n\n{items}\n# Twee\n\nTekst.\n")

    too_deep = "Deze regel staat te diep. Zet hooguit vier lijsten in elkaar."
    assert DeckProblem("proef.md", 10, too_deep) in under(12)
    assert under(4) == []


def test_cells_that_nobody_wrote_are_not_filled_in_without_end() -> None:
    wide = "|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n" + "b\n" * 100 + "\n"
    assert DeckProblem(
        "proef.md", 109, "Er staan meer dan 50000 vakken in tabellen. Haal er tabellen uit."
    ) in problems(HEAD + "# Kaart\n\n" + wide * 2)


@pytest.mark.parametrize("pattern", BLOCK_PATTERNS.values(), ids=BLOCK_PATTERNS)
def test_a_large_block_is_read_in_step_with_its_size(pattern: str) -> None:
    def block(size: int) -> str:
        lines = (pattern.replace("{n}", str(n)) for n in range(size // len(pattern)))
        opened = "  [" if pattern.endswith(",") else ""
        return HEAD + f"# Kaart\n```meerkeuze\nvraag: Wat?\nopties:\n{opened}" + "".join(lines) + "\n```\n"

    assert reading_time(block(140_000)) < 12 * reading_time(block(35_000)) + 1  # what is longer is not read


# Names and files


def deck_file(folder: Path, name: str, head: str = "", card: str = "K") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.md"
    file.write_text(f"---\ntitel: {card}\n{head}---\n# {card}\n", encoding="utf-8")
    return file


def test_a_deck_named_twice_is_read_once(tmp_path: Path) -> None:
    file = deck_file(tmp_path, "a")
    (tmp_path / "x").mkdir()
    found = load_decks([str(file), str(file), str(tmp_path / "x" / ".." / "a.md")])
    assert [deck.name for deck in found.decks] == ["a"]


def test_two_files_of_the_same_name_are_refused(tmp_path: Path) -> None:
    one, two = deck_file(tmp_path / "x", "a"), deck_file(tmp_path / "y", "a")
    with pytest.raises(KompasError, match=r"Twee kaartensets heten ‘a’.*andere bestandsnaam"):
        load_decks([str(one), str(two)])


def test_names_that_are_the_same_to_a_session_are_refused(tmp_path: Path) -> None:
    with pytest.raises(KompasError, match="Twee kaartensets heten ‘mijn-deck’"):
        load_decks([str(deck_file(tmp_path, "Mijn Deck")), str(deck_file(tmp_path, "mijn-deck"))])


@pytest.mark.parametrize("name", ["Mijn Deck (v2)", "\x1b[2J", "a\u202eb", "²", "مرحبا", "-rf", "a#b"])
def test_any_file_name_gives_a_safe_name(tmp_path: Path, name: str) -> None:
    (deck,) = load_decks([str(deck_file(tmp_path, name))]).decks
    assert deck.name.replace("-", "a").isalnum()
    assert deck.name.isascii()


def test_linked_decks_lie_beside_the_deck_or_are_shipped(tmp_path: Path) -> None:
    main = deck_file(tmp_path, "a", "kaarten_uit: [b, beren]\n")
    deck_file(tmp_path, "b", card="Diep")
    found = load_decks([str(main)])
    assert [deck.name for deck in found.linked] == ["b", "beren"]
    assert found.course.find("b/diep") is not None
    assert found.course.find("beren/tellen") is not None
    assert set(found.files) == {"a", "b", "beren"}


def test_a_deck_reads_no_other_file_of_who_starts_it(tmp_path: Path) -> None:
    secret = deck_file(tmp_path, "geheim").rename(tmp_path / "geheim")
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "wijst.md").symlink_to(secret)
    main = deck_file(folder, "a", f"kaarten_uit: [../geheim, {secret}, wijst.md]\n")
    with pytest.raises(DeckProblems) as wrong:
        load_decks([str(main)])
    assert str(wrong.value).count("ligt in een andere map") == 3
    deck_file(tmp_path, "elders")
    main = deck_file(folder, "a", "kaarten_uit: [../elders]\n")
    assert [deck.name for deck in load_decks([str(main)]).linked] == ["elders"]


def test_a_linked_deck_that_is_not_there_is_a_problem_on_its_line(tmp_path: Path) -> None:
    main = deck_file(tmp_path, "a", "kaarten_uit: [bern, " + "x" * 300 + "]\n")
    with pytest.raises(DeckProblems) as wrong:
        load_decks([str(main)])
    assert [problem.line for problem in wrong.value.problems] == [3, 3]
    assert "Bedoel je ‘beren’" in str(wrong.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bern", "Bedoel je ‘beren’"),
        ("zzzzzz", "Wel mogelijk"),
        ("geen/zo/bestand.md", "Kijk of de naam en de map kloppen"),
        ("a" * 300, "Wel mogelijk"),
        ("", "Hier ontbreekt een naam"),
        (" ", "Hier ontbreekt een naam"),
        ("a\x00b", "Wel mogelijk"),
        ("/", "is een map"),
    ],
)
def test_a_deck_that_is_not_there_gets_the_nearest_name(name: str, said: str) -> None:
    with pytest.raises(KompasError, match=said):
        load_decks([name])


def test_a_block_that_was_left_open_does_not_swallow_the_next_card_in_silence() -> None:
    text = f"{HEAD}# Een\n```regie\nZeg iets.\n\n# Twee\n```keuze\nvraag: Wat?\nopties: [a, b]\n```\n\n# Drie\n"
    assert [(found.line, found.message) for found in problems(text)] == [
        (5, "Dit blok is niet afgesloten. Zet ``` op een eigen regel eronder.")
    ]
