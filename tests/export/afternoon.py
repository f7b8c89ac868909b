"""An afternoon with a plate, a fan and a hunt: two decks of its own, and what a group of six did with them."""

from dataclasses import replace
from typing import Any

import msgspec

from kompas_tui.deck_files import read_decks
from kompas_tui.domain.course.hunt import hunt_steps, with_hunt
from kompas_tui.domain.deck.cards import Bear, Card, Course
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from tests.export.sessions import at, cast, closed, joined, opened, shown

PLEIN = """---
titel: Het plein
kaarten_uit: [beren]
---

# Onze praatplaat {#plaat}

```praatplaat
midden: Samen aan het plein
vorm: kompas
punten:
  - {titel: WAT, vraag: Wat wil je bereiken?, naar: wat}
  - {titel: WAAROM, vraag: Waarom wil je samenwerken?, naar: waarom}
  - {titel: WIE, vraag: Wie doet er mee?, naar: wie}
  - {titel: WANNEER, vraag: Wanneer beginnen we?, naar: wanneer}
onder:
  - {titel: Beren op de weg, naar: beren/tellen}
  - {titel: Café, naar: cafe}
```

# Gesprekswaaier {#waaier}

```waaier
onderwerpen:
  WAT: [Wat zie je dan?, Wat is er al?]
  WIE: [Wie mist er?]
```

# Wat wil je? {#wat}

```keuze
vraag: Wat wil je bereiken?
opties: [Meer groen, Een speeltuin, Minder auto's]
```

# Waarom samen? {#waarom}

```open
vraag: Waarom wil je samenwerken?
```

# Welk idee? {#idee}

```keuze
vraag: Welk idee is het sterkst?
opties_uit: {kaart: waarom, top: 3}
```

# Wie doet mee? {#wie}

```keuze
vraag: Wie doet er mee?
opties: [De straat, De school]
```

# Wanneer? {#wanneer}

```keuze
vraag: Wanneer beginnen we?
opties: [Nu, Straks]
```

# Het café {#cafe}

Koffie en ideeën.
"""

BEREN = """---
titel: Beren
---

# We tellen {#tellen}

```meerkeuze
vraag: Welke beren kom jij tegen?
opties: [Geld, Tijd]
```

# Geld {#geld}

```beer
naam: Geld
familie: structuur
gezegd: ["Er is geen potje."]
tips: [Begin klein, Vraag het fonds]
```

# Tijd {#tijd}

```beer
naam: Tijd
familie: individu
gezegd: ["Nu even niet."]
tips: [Plan een uur, Zeg nee]
```
"""

OWN_TIPS = ("Houd een loterij", "Vraag de bakker")
HIDDEN = "Piet van nummer 3 werkt tegen."
"""A text that the facilitator hid after the group could choose it."""

REASON = "Samen weten we meer."

WAT = (4, 1, 1)
COUNTED = [{"keuzes": [0]}] * 4 + [{"keuzes": [0, 1]}]
LIVES = (1, 4, 0)
DOTS = ([3, 0], [2, 1], [3, 0], [1, 2])


def _question(activity: Activity) -> dict[str, Any]:
    return {"soort": activity.word, **activity.data}


def _money() -> tuple[Card, Card, Card]:
    bear = Bear("Geld", "structuur", "", ("Er is geen potje.",), ("Begin klein", "Vraag het fonds"))
    lives, who, tips = hunt_steps(Card("geld", "Geld", "beren", bear=bear))
    return lives, who, tips


def _step(card: Card, minute: int, ballots: list[dict[str, Any]]) -> list[ev.AnyEvent]:
    assert card.activity is not None, "a step asks something"
    assert card.hunt is not None, "and is about a bear"
    asked = opened(card.address, card.title, at(16, minute + 1), **_question(card.activity))
    return [
        shown(card.address, card.title, at(16, minute)),
        msgspec.structs.replace(asked, hunted=ev.Hunted(card.hunt.address, card.hunt.title, card.hunt.name)),
        *cast(card.address, ballots),
        closed(card.address, at(16, minute + 3)),
    ]


def _hunt() -> list[ev.AnyEvent]:
    lives, who, tips = _money()
    forms = [
        {"veld-1": ["De school"], "veld-2": ["De wethouder"]},
        {"veld-1": ["Jonge ouders"], "veld-2": ["Het fonds"]},
    ]
    own = [{"eigen": [tip]} for tip in OWN_TIPS]
    sticks = [{"stickers": list(dots)} | (own[place] if place < 2 else {}) for place, dots in enumerate(DOTS)]
    homes = [{"keuze": option} for option, amount in enumerate(LIVES) for _ in range(amount)]
    return [
        shown("geld", "Geld", at(16)),
        ev.NoteTaken(time=at(16), card="geld", text="Iedereen kent deze beer."),
        *_step(lives, 1, homes),
        *_step(who, 6, forms),
        *_step(tips, 11, sticks),
        ev.ActionAgreed(
            time=at(16, 15), card=tips.address, what="Vraag het fonds", who="Fatima", when="2026-12-01"
        ),
        ev.ActionAgreed(time=at(16, 16), card=tips.address, what="Houd een loterij"),
    ]  # fmt: skip


def _fan() -> list[ev.AnyEvent]:
    def drawn(minute: int, topic: str, question: str) -> ev.QuestionDrawn:
        return ev.QuestionDrawn(time=at(16, minute), card="waaier", topic=topic, question=question)

    def noted(minute: int, text: str, about: str) -> ev.NoteTaken:
        return ev.NoteTaken(time=at(16, minute), card="waaier", text=text, about=about)

    return [
        shown("waaier", "Gesprekswaaier", at(16, 20)),
        drawn(20, "WAT", "Wat is er al?"),
        noted(21, "Er is al een moestuin.", "Wat is er al?"),
        noted(22, "En een buurtapp.", "Wat is er al?"),
        drawn(23, "WIE", "Wie mist er?"),
        drawn(24, "WAT", "Wat zie je dan?"),
        ev.NoteTaken(time=at(16, 25), card="waaier", text="De waaier bleef nog een uur op tafel."),
    ]


def afternoon_events(*, hide: bool = True) -> list[ev.AnyEvent]:
    """From the plate over four points, the hunt of one bear and three questions of the fan, to the end."""
    texts = cast("waarom", [{"tekst": [HIDDEN]}, {"tekst": [REASON]}])
    hiding = ev.TextModerated(
        time=at(15, 32),
        round="waarom-1",
        text_id=Ballot(texts[0].mark, texts[0].answer, "").text_id(0),
        act="verberg",
        reason="naam",
    )
    return [
        ev.Started(
            time=at(15), code="K7F3", details=ev.Details(title="Een middag op het plein"),
            decks=(ev.DeckText("plein", PLEIN), ev.DeckText("beren", BEREN, linked=True)),
        ),
        *joined(6),
        shown("plaat", "Onze praatplaat", at(15, 1)),
        shown("wat", "Wat wil je?", at(15, 5)),
        opened("wat", "Wat wil je?", at(15, 6), soort="keuze", vraag="Wat wil je bereiken?",
               opties=["Meer groen", "Een speeltuin", "Minder auto's"]),
        *cast("wat", [{"keuze": option} for option, amount in enumerate(WAT) for _ in range(amount)]),
        closed("wat", at(15, 10)),
        shown("waarom", "Waarom samen?", at(15, 11)),
        opened("waarom", "Waarom samen?", at(15, 12), soort="open", vraag="Waarom wil je samenwerken?", max=1),
        *texts,
        closed("waarom", at(15, 16)),
        shown("idee", "Welk idee?", at(15, 17)),
        opened("idee", "Welk idee?", at(15, 18), soort="keuze", vraag="Welk idee is het sterkst?",
               opties=[HIDDEN, REASON]),
        *cast("idee", [{"keuze": 0}] * 3 + [{"keuze": 1}]),
        closed("idee", at(15, 20)),
        *([hiding] if hide else []),
        shown("wie", "Wie doet mee?", at(15, 33)),
        opened("wie", "Wie doet mee?", at(15, 34), soort="keuze", vraag="Wie doet er mee?",
               opties=["De straat", "De school"]),
        *cast("wie", [{"keuze": 0}] * 2),
        closed("wie", at(15, 36)),
        shown("wanneer", "Wanneer?", at(15, 40)),
        shown("tellen", "We tellen", at(15, 50)),
        opened("tellen", "We tellen", at(15, 51), soort="meerkeuze", vraag="Welke beren kom jij tegen?", max=2,
               opties=["Geld", "Tijd"]),
        *cast("tellen", COUNTED),
        closed("tellen", at(15, 55)),
        *_hunt(),
        *_fan(),
        ev.Ended(time=at(16, 31)),
    ]  # fmt: skip


def course_for(session: Session) -> Course:
    """The cards as a running session has them."""
    found = read_decks([(deck.name, deck.text, deck.linked) for deck in session.decks.values()]).course
    return replace(found, cards=with_hunt(found.cards, session), linked=with_hunt(found.linked, session))
