"""What the digits do now: on each card, on a result, on the first screen and over the harvest."""

import pytest

from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, HideResult, ShowResult
from kompas_tui.workshop.commands.course import End, GoTo
from kompas_tui.workshop.commands.looking import LookUp
from kompas_tui.workshop.commands.writing import Agree, Decide
from kompas_tui.workshop.numbering import Digit, digits, key_span
from tests.workshop.rooms import bears, opened, workshop

DECK = """---
titel: Proef
routes: {kort: [plaat, toets], lang: [plaat, deal, toets]}
---

# Plaat {#plaat}

```praatplaat
midden: Het plein
punten:
  - {titel: WAT, naar: toets}
onder:
  - {titel: Lezen, naar: gewoon}
```

# Deal {#deal}

```canvas
naam: De deal
soort: deal
cellen:
  - {naam: doel, titel: Ons doel}
  - {naam: taken, titel: Taken, uit: toets}
```

# Waaier {#waaier}

```waaier
onderwerpen:
  WAT: ["Wat wil je?"]
  WIE: ["Wie mist er?"]
```

# Toets {#toets}

```checklist
vraag: Klopt het?
items: [Het doel, De weg, Het eind]
antwoorden: [Eens, Oneens]
```

# Kleur {#kleur}

```keuze
vraag: Welke kleur?
opties: [rood, geel]
```

# Gewoon {#gewoon}

Hallo.
""" + bears("Geld")


@pytest.fixture
async def room() -> Workshop:
    return await workshop(("proef", DECK, False))


def told(found: Workshop) -> list[tuple[str, str, str]]:
    return [(one.key, one.label, one.order) for one in digits(found)]


@pytest.mark.parametrize(
    ("card", "does"),
    [
        ("plaat", [("1", "WAT: nog niet", "ga"), ("2", "Lezen: nog niet", "ga")]),
        ("deal", [("1", "Ons doel", "vak"), ("2", "Taken", "ga")]),
        ("waaier", [("1", "WAT", "waaier"), ("2", "WIE", "waaier")]),
        ("geld", [("1", "Begin klein", "actiepunt"), ("2", "Vraag hulp", "actiepunt")]),
        ("kleur", []),
        ("gewoon", []),
    ],
)
async def test_a_digit_does_what_its_card_numbers(room: Workshop, card: str, does: list[tuple[str, str, str]]) -> None:
    await room.do(GoTo(card))
    assert told(room) == does
    await room.do(LookUp(True, "zwart"))
    assert told(room) == [], "nothing below what lies over the card"


async def test_a_cell_that_is_taken_from_a_card_leads_there_and_another_is_filled_in(room: Workshop) -> None:
    await room.do(GoTo("deal"))
    assert digits(room) == [
        Digit("1", "Ons doel", "vak", {"vak": "doel"}, asks=True),
        Digit("2", "Taken", "ga", {"kaart": "toets"}),
    ]


async def test_an_item_becomes_an_action_with_what_was_written_with_it_once_the_result_is_seen(room: Workshop) -> None:
    asked = await opened(room, "toets")
    await room.cast("een", asked.id, {"item-1": ["1"], "idee-1-1": ["Maak  het\nkorter"], "item-2": ["0"]})
    assert told(room) == []
    await room.do(ShowResult(interim=True))
    assert told(room) == [], "nor is an interim result"
    await room.do(HideResult())
    await room.do(CloseRound())
    assert told(room) == []
    await room.do(ShowResult())
    assert [one.label for one in digits(room)] == ["Het doel: Maak het korter", "De weg", "Het eind"]
    await room.do(GoTo("gewoon"))
    assert told(room) == [], "the result is of another card"
    await room.do(GoTo("toets"))
    await opened(room, "toets")
    assert told(room) == [], "an open round shows nothing to act on"


async def test_options_of_a_result_are_no_actions(room: Workshop) -> None:
    asked = await opened(room, "kleur")
    await room.cast("een", asked.id, {"keuze": ["1"]})
    await room.do(CloseRound())
    await room.do(ShowResult())
    assert told(room) == []


async def test_the_first_screen_numbers_the_routes_until_something_was_done(room: Workshop) -> None:
    await room.do(LookUp(True, "meedoen"))
    ways = [("1", "kort", "route"), ("2", "lang", "route"), ("0", "alle kaarten", "route")]
    assert told(room) == ways
    await room.do(Decide("Zo doen we het"))
    await room.do(LookUp(True, "meedoen"))
    assert told(room) == []


async def test_the_harvest_numbers_its_lines_and_after_the_end_nothing_is_numbered(room: Workshop) -> None:
    await room.do(Decide("Zo doen we het"))
    await room.do(Agree("Bel de school", "Anna"))
    await room.do(LookUp(True, "oogst"))
    first, second = digits(room)
    assert (first.label, first.order, first.words, first.asks) == ("Zo doen we het", "verbeter", {"regel": 1}, True)
    assert second.label.startswith("Bel de school")
    await room.do(End())
    assert told(room) == []


def test_the_keys_of_many_things_are_named_together() -> None:
    assert [key_span(amount) for amount in (0, 1, 2, 9, 10)] == ["1", "1", "1-2", "1-9", "1-9 0"]
