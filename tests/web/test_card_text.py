"""What a phone tells of the card on the beamer, folded: for who can't see it from there."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kompas_tui.deck_files import shipped_decks
from kompas_tui.domain.deck.cards import Block, Card, Span
from kompas_tui.journal import SessionFolder
from kompas_tui.web.card_text import CardLine, own_text
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.fan import DrawQuestion
from kompas_tui.workshop.commands.time import SetTimer
from tests.web.room import ServedRoom, served

CARDS = """---
titel: Op het scherm
---

# Een verhaal {#verhaal}

Er was eens een **straat** met <bomen>.

- een bank
- een boom
    - een linde

| Wie | Wat |
|---|---|
| Wijk | bomen |

---

Later kwam er een plein.

# Leeg {#leeg}

# Een vraag {#vraag}

Eerst even dit: een 6 is een boycot.

```schaal
vraag: Hoe ver zijn we?
tot: 6
```

# De waaier {#waaier}

```waaier
onderwerpen:
  WAT: ["Wat hoop je?"]
```
"""


@pytest.fixture
async def kompas(folder: SessionFolder) -> AsyncIterator[ServedRoom]:
    """The shipped deck with everything in it."""
    async with served(folder, shipped_decks()["kompas"]) as room:
        yield room


@pytest.fixture
async def cards(folder: SessionFolder, tmp_path: Path) -> AsyncIterator[ServedRoom]:
    """A deck of cards with text."""
    deck = tmp_path / "scherm.md"
    deck.write_text(CARDS, encoding="utf-8")
    async with served(folder, deck) as room:
        yield room


async def told(room: ServedRoom) -> str:
    """What a phone tells of the beamer."""
    page = (await room.client().get(f"/{room.workshop.session.code}")).text
    return page.partition('<section id="scherm">')[2].partition("</section>")[0]


async def test_the_text_of_a_card_stands_folded_on_the_waiting_page(cards: ServedRoom) -> None:
    said = await told(cards)
    assert "<details><summary>Op het scherm</summary>" in said
    assert "<h2>Een verhaal</h2>" in said
    assert "Er was eens een straat met &lt;bomen&gt;." in said
    assert "<p>• een bank</p>" in said
    assert '<p class="in1">• een linde</p>' in said
    assert (await cards.phone().look()).tables == [[["Wie", "Wat"], ["Wijk", "bomen"]]]
    assert "Later kwam er een plein." not in said, "what comes after a step is first for the room"
    await cards.workshop.do(GoTo("leeg"))
    assert await told(cards) == "<details><summary>Op het scherm</summary><h2>Leeg</h2></details>", (
        "nothing but its title"
    )


def test_with_its_question_open_a_card_tells_all_its_steps() -> None:
    steps = (Block("paragraph", (Span("Eerst."),)), Block("step", (Span(" "),)), Block("item", (Span("Later."),), "•"))
    told = own_text(Card("k", "Kaart", "d", blocks=steps))
    assert told is not None
    assert list(told.lines) == [CardLine("Eerst."), CardLine("• Later.")]


async def test_the_text_of_a_question_stands_below_it_and_not_with_its_receipt(cards: ServedRoom) -> None:
    await cards.open("vraag")
    assert "een 6 is een boycot" in await told(cards)
    phone = cards.phone()
    page = await phone.look()
    assert page.text.index("Verstuur") < page.text.index("een 6 is een boycot")
    await cards.workshop.do(GoTo("verhaal"))
    assert "een 6 is een boycot" not in await told(cards), "another card is on the beamer by now"
    assert "Er was eens een straat" in await told(cards)
    page = await phone.look()
    asked, aside, beamer = map(page.text.rindex, ("Verstuur", "Bij deze vraag", "Op het scherm"))
    assert asked < aside < page.text.index("een 6 is een boycot") < beamer
    saved = await phone.send((await phone.look()).forms[0], **{"score-1": "3"})
    assert "Je antwoord is opgeslagen" in saved.text
    assert "boycot" not in saved.text


async def test_the_question_that_was_drawn_from_a_fan_stands_there(cards: ServedRoom) -> None:
    await cards.workshop.do(GoTo("waaier"))
    assert "<p>" not in await told(cards)
    await cards.workshop.do(DrawQuestion())
    assert "<p>Wat hoop je?</p>" in await told(cards)


async def test_a_plate_a_bear_and_a_chosen_side_stand_there(kompas: ServedRoom) -> None:
    await kompas.workshop.do(GoTo("praatplaat"))
    assert "Beren op de weg" in await told(kompas)
    bear = next(card for card in (*kompas.workshop.course.cards, *kompas.workshop.course.linked) if card.bear)
    assert bear.bear is not None
    await kompas.workshop.do(GoTo(bear.address))
    said = await told(kompas)
    assert "Je hoort zeggen" in said
    assert f"1. {bear.bear.tips[0]}" in said
    await kompas.open("sabotage")
    assert "<p>6. boycotten</p>" in await told(kompas)
    await kompas.workshop.do(CloseRound())
    await kompas.open("route")
    phone = kompas.phone()
    await phone.look()
    await phone.send((await phone.look()).forms[0], keuze="0")
    await kompas.workshop.do(CloseRound())
    await kompas.open("wat")
    sides = kompas.workshop.card.passages[-1]
    assert sides.style == "side"
    assert f'<p class="vet">{sides.text}</p>' in await told(kompas)


async def test_a_break_says_until_when_also_to_a_screen_reader(kompas: ServedRoom) -> None:
    await kompas.workshop.do(GoTo("pauze"))
    for minutes in (None, 40):
        if minutes is not None:
            await kompas.workshop.do(SetTimer(minutes))
        ends = kompas.workshop.time.break_ends
        assert ends is not None
        page = (await kompas.client().get(f"/{kompas.workshop.session.code}")).text
        assert f"<h1>Pauze tot {ends:%H:%M}</h1>" in page
        assert f"Het is pauze tot {ends:%H:%M}." in page
