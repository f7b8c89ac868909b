"""A deck on a phone in another language: what it says, what stays Dutch, and that every answer counts where it is."""

import re

import pytest

from kompas_tui.domain.session import events as ev
from kompas_tui.web.changes import Changes
from kompas_tui.web.deck_words import DeckWords
from kompas_tui.web.room import Room
from kompas_tui.web.visitors import Visitor
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, ShowResult
from tests.catalogues import PACKAGE
from tests.workshop.rooms import choose, counts, opened, workshop

DECK = """---
titel: Proef
rollen: [bewoner, ondernemer]
begrippen: {bank: waar je op zit}
vertalingen:
  en:
    rollen: [resident, shopkeeper]
    begrippen: {bench: what you sit on}
---

# Kleur {#kleur}

Kijk goed.

```keuze
vraag: Welke kleur krijgt de bank?
opties: [rood, geel, blauw]
per_rol: ja
```

```vertalingen
en:
  tekst: [Look well.]
  vraag: Which colour for the bench?
  opties: [red, yellow, blue]
```

# Beste {#beste}

```rangorde
vraag: Wat is het beste?
opties_uit: {kaart: kleur, top: 3}
```
"""

OF_PEOPLE = (
    DECK
    + """
# Woord {#woord}

```woorden
vraag: Hoe voelt de kleur?
```
"""
)


def page(room: Workshop, token: str, language: str = "en") -> str:
    return Room(room, Changes(room)).page(Visitor(token, language=language)).plain.decode()


def options(html: str) -> list[str]:
    return re.findall(r"<label for=keuze\.\d+>(.*?)</label>", html)


async def test_english_and_dutch_answers_make_one_result_that_each_reads_in_the_own_language() -> None:
    room = await workshop(("proef", DECK, False))
    await opened(room)
    english, dutch = page(room, "een"), page(room, "twee", "nl")
    assert options(english) == ["red", "yellow", "blue"]
    assert options(dutch) == ["rood", "geel", "blauw"]
    assert "lang=nl" not in dutch
    for told in ("<title>Which colour", "Look well.", "<dt>bench</dt><dd>what you sit on</dd>", ">resident</label>"):
        assert told in english
    assert 'value="bewoner"' in english
    await choose(room, "een", options(english).index("yellow"))
    await choose(room, "twee", options(dutch).index("geel"))
    await room.do(CloseRound())
    await room.do(ShowResult())
    (asked,) = room.session.rounds.values()
    assert counts(asked) == {"rood": 0, "geel": 2, "blauw": 0}
    assert ">yellow<svg" in page(room, "een")
    assert ">geel<svg" in page(room, "twee", "nl")


def test_what_is_counted_by_a_name_is_a_noun_that_the_catalogues_hold() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    counted = set(re.findall(r"\bcount\([^()]+, \*([A-Z_]+)\)", source))
    assert len(counted) > 3
    assert [name for name in counted if not re.search(rf"^(\w+, )?{name}\b[^\n]*noun\(", source, re.M)] == []


async def test_what_has_no_translation_stands_there_in_dutch_and_says_so() -> None:
    room = await workshop(("proef", DECK, False))
    await opened(room)
    assert options(page(room, "een", "tr"))[0] == "<span lang=nl>rood</span>"
    edited = DECK.replace("[rood, geel, blauw]", "[blauw, groen, rood]").replace("[red, yellow,", "[blue, green,")
    await room.materials.edit([ev.DeckText("proef", edited.replace("green, blue", "green, red"))])
    # The round asks what it was opened with: what the deck says no more has no translation, the rest keeps its own.
    assert options(page(room, "een")) == ["red", "<span lang=nl>geel</span>", "blue"]
    await choose(room, "een", 2)
    await choose(room, "twee", 1)
    await room.do(CloseRound())
    await opened(room, "beste")
    carried = page(room, "een")
    assert "Wat is het beste?" in carried
    assert ">blue</option>" in carried
    assert " lang=nl>geel</option>" in carried


ALIKE = """---
titel: Proef
---

# Straat {#straat}

```keuze
vraag: Wat in de straat?
opties: [bank, boom]
```

```vertalingen
en: {vraag: What in the street?, opties: [seat, tree]}
```

# Plein {#plein}

```keuze
vraag: Wat op het plein?
opties: [zitje, boom]
```

```vertalingen
en: {vraag: What on the square?, opties: [seat, tree]}
```

# Samen {#samen}

```keuze
vraag: Wat eerst?
opties_uit: {kaart: [straat, plein], top: alle}
```

```vertalingen
en: {vraag: What first?}
```
"""


async def test_options_of_several_cards_that_are_translated_alike_stand_apart() -> None:
    room = await workshop(("proef", ALIKE, False))
    for card, choices in (("straat", (0, 1)), ("plein", (0, 1))):
        await opened(room, card)
        for number, choice in enumerate(choices):
            await choose(room, f"{card}{number}", choice)
        await room.do(CloseRound())
    await opened(room, "samen")
    told = options(page(room, "een"))
    assert sorted(told) == ["seat (bank)", "seat (zitje)", "tree"]
    await choose(room, "een", told.index("seat (zitje)"))
    await room.do(CloseRound())
    await room.do(ShowResult())
    assert ">seat (zitje)<svg" in page(room, "een")
    assert ">zitje<svg" in page(room, "twee", "nl")


async def test_words_of_people_stay_as_they_are_and_what_is_put_together_is_said_by_its_parts() -> None:
    room = await workshop(("proef", OF_PEOPLE, False))
    await opened(room, "woord")
    await room.cast("een", next(iter(room.session.rounds)), {"woord-1": ["rood"]})
    await room.do(CloseRound())
    await room.do(ShowResult())
    assert ">rood<svg" in page(room, "een")  # although the deck knows this word in English
    words = DeckWords([{"WAT": "WHAT", "Wat wil je?": "What?", "Begin klein.": "Start small."}])
    told = ("2. WAT", "1. WAT: Wat wil je?", "‘Begin klein’", "Wat wil je? WAT", "WAT: iets anders", "‘", "begin klein")
    assert [words.plain(text) for text in told] == [
        "2. WHAT", "1. WHAT: What?", "‘Start small’", "What? WHAT", "WAT: iets anders", "‘", "Start small",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["a: " * 2_000, "a? " * 2_000, "‘" * 3_000, "1. " * 2_000])
def test_what_somebody_wrote_in_many_parts_is_left_as_it_is(text: str) -> None:
    assert DeckWords([{"a": "b"}]).plain(text) == text
    assert DeckWords([{"a": "b"}]).plain("1. ‘a’: a") == "1. ‘b’: b"
