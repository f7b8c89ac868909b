"""Routes: which cards come, in which order, how one leaves and comes back, and what a break says."""

from datetime import timedelta

import pytest

from kompas_tui.deck_files import DeckProblems, read_decks
from kompas_tui.deck_files.reading import read_deck
from kompas_tui.domain.course.way import route_minutes
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.outcome import progress_in_room
from kompas_tui.journal import MemoryJournal
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import AskOnTheSpot, CloseRound
from kompas_tui.workshop.commands.command import Command
from kompas_tui.workshop.commands.course import ChooseRoute, GoFurther, GoTo, TakeBack
from kompas_tui.workshop.commands.time import SetTimer, StopTimer
from tests.workshop.rooms import NOW, opened, workshop

DECK = """---
titel: Wijkdeal
rollen: [bewoner]
kaarten_uit: [bos]
routes:
  kort: [plaat, doel, bos/tellen, bos/wolf, slot]
  lang: [welkom, plaat, doel, middelen, pauze, bos/tellen, bos/wolf, bos/vos, slot]
---

# Welkom {#welkom}

Dag.

# De plaat {#plaat}

```praatplaat
midden: De wijk
punten:
  - {titel: DOEL, naar: doel-begin}
  - {titel: GELD, naar: geld}
  - {titel: BOS, naar: bos/welkom}
```

# Het doel, een begin {#doel-begin}

Kijk om je heen.

# Het doel {#doel}

```keuze
vraag: Wat is het doel?
opties: [groen, veilig]
```

```regie
duur: 10
Doel.
```

# De middelen {#middelen}

```keuze
vraag: Welke middelen?
opties: [tijd, geld]
```

# Geld {#geld}

Hoeveel is er?

# Meer geld {#meer-geld}

Waar komt het vandaan?

# Pauze {#pauze}

Er is thee.

```pauze
duur: 15
```

# Slot {#slot}

Dank je wel.
"""
FOREST = """---
titel: Het bos
---

# In het bos {#welkom}

Stil.

# Tellen {#tellen}

```meerkeuze
vraag: Welke dieren zijn er?
opties: [wolf, vos, das]
max: 3
```

""" + "\n".join(
    f"""# De {name} {{#{name}}}

```beer
naam: {name}
familie: individu
gezegd: [Brom.]
tips: [Praat., Loop door.]
```

```regie
duur: 5
Beer.
```
"""
    for name in ("wolf", "vos", "das")
)
DECKS = (("wijkdeal", DECK, False), ("bos", FOREST, True))


async def room(route: str = "") -> Workshop:
    held = await workshop(*DECKS)
    if route:
        await held.do(ChooseRoute(route))
    return held


def order(held: Workshop) -> list[str]:
    return [card.address for card in held.course]


async def step(held: Workshop, command: Command) -> str:
    await held.do(command)
    return held.session.card


async def count_animals(held: Workshop) -> None:
    asked = await opened(held, "bos/tellen")
    for token, choices in enumerate((["2"], ["2", "1"], ["2", "1"], ["0"])):
        await held.cast(f"t{token}", asked.id, {"keuzes": choices})
    await held.do(CloseRound())


async def test_without_a_choice_all_cards_come_as_they_lie() -> None:
    held = await room()
    assert order(held)[:3] == ["welkom", "plaat", "doel-begin"]
    assert len(order(held)) == 9
    assert not held.course.way


async def test_a_route_chosen_at_the_start_begins_with_its_own_first_card_and_is_taken_back() -> None:
    held = await room("kort")
    assert held.session.card == "plaat"
    assert [visit.card for visit in held.session.course] == ["plaat"]
    assert await step(held, TakeBack()) == "welkom"
    assert held.session.route == ""


async def test_a_route_is_an_order_of_its_own_over_the_decks() -> None:
    held = await room("lang")
    walked = [held.session.card]
    while (held.further(1)) is not None:
        walked.append(await step(held, GoFurther(1)))
    assert walked == ["welkom", "plaat", "doel", "middelen", "pauze", "tellen", "wolf", "vos", "slot"]
    assert held.course.place("tellen") == 6


async def test_choosing_later_leaves_the_card_where_it_is_and_is_one_step() -> None:
    held = await room("lang")
    await step(held, GoTo("middelen"))
    said = await held.do(ChooseRoute("kort"))
    assert said == "Je volgt nu de route ‘kort’: 5 kaarten, 27 minuten."
    assert held.session.card == "middelen"
    assert await step(held, GoFurther(1)) == "plaat", "nothing of the short route but the plate was seen"
    await held.do(TakeBack())
    assert await held.do(TakeBack()) == "De route is weer zoals eerst."
    assert held.session.route == "lang"


async def test_a_route_survives_a_crash() -> None:
    held = await room("kort")
    journal = MemoryJournal()
    journal.append([event for event, _ in held.saving.journal.read()])
    again = Workshop(journal, read_decks(list(DECKS)), b"k" * 32)
    assert (again.session.route, order(again)) == ("kort", order(held))


async def test_an_unknown_route_names_the_nearest() -> None:
    held = await room()
    with pytest.raises(CommandRefused, match=r"De route ‘kor’ is er niet. Bedoel je ‘kort’\?"):
        await held.do(ChooseRoute("kor"))
    await held.do(ChooseRoute("Alles"))
    with pytest.raises(CommandRefused, match=r"heeft geen routes\. Zonder route"):
        await (await workshop()).do(ChooseRoute("kort"))


async def test_one_card_beside_the_route_leads_back_to_where_it_was_left() -> None:
    held = await room("kort")
    await step(held, GoTo("doel"))
    await step(held, GoTo("welkom"))
    assert await step(held, GoFurther(1)) == "doel"


async def test_a_point_of_the_plate_outside_the_route_is_walked_to_its_end() -> None:
    held = await room("kort")
    assert await step(held, GoTo("geld")) == "geld"
    assert await step(held, GoFurther(1)) == "meer-geld"
    assert await step(held, GoFurther(1)) == "pauze", "a point ends where the next begins"
    assert await step(held, GoFurther(1)) == "slot", "the part goes on to a card of the route"


async def test_the_welcome_of_a_point_leads_on_to_the_route() -> None:
    held = await room("kort")
    states = progress_in_room(held.session, held.course, held.card)
    assert states[0].next == "doel-begin"
    await step(held, GoTo("doel-begin"))
    assert await step(held, GoFurther(1)) == "doel"


async def test_a_point_is_done_when_the_cards_of_the_route_are() -> None:
    held = await room("kort")
    asked = await opened(held, "doel")
    await held.cast("a", asked.id, {"keuze": ["0"]})
    await held.do(CloseRound())
    await held.do(GoTo("plaat"))
    assert progress_in_room(held.session, held.course, held.card)[0].state == "klaar"
    await held.do(ChooseRoute("lang"))
    assert progress_in_room(held.session, held.course, held.card)[0].state == "bezig"


async def test_as_many_bears_are_hunted_as_the_route_has_places_for() -> None:
    held = await room("kort")
    await count_animals(held)
    assert order(held) == ["plaat", "doel", "tellen", "das", "das-leeft", "das-wie", "das-tips", "slot"]
    assert held.course.way[3].progress
    assert held.course.way[3].progress.in_words == ("beer 1 van 1",)
    await held.do(ChooseRoute("lang"))
    assert [address for address in order(held) if "-" not in address][5:] == ["tellen", "das", "vos", "slot"]


async def test_a_hunt_beside_the_route_is_walked_to_its_end() -> None:
    held = await room("kort")
    await count_animals(held)
    await step(held, GoTo("vos"))
    walked = [await step(held, GoFurther(1)) for _ in range(3)]
    assert walked == ["vos-leeft", "vos-wie", "vos-tips"]


async def test_a_question_made_on_the_route_comes_next_on_it() -> None:
    held = await room("kort")
    await step(held, GoTo("doel"))
    await held.do(AskOnTheSpot("open", "Wat nog?", ()))
    made = held.session.added[-1].card
    assert order(held)[2] == made


async def test_the_minutes_of_a_route_count_its_cards_and_the_steps_of_its_hunts() -> None:
    held = await room()
    minutes = {route.name: route_minutes(held.course, route) for route in held.course.routes}
    assert minutes == {"kort": 10 + 5 + 12, "lang": 10 + 15 + 2 * (5 + 12)}


async def test_a_break_lasts_as_long_as_its_card_says_or_until_the_clock_is_up() -> None:
    held = await room("lang")
    assert held.time.break_ends is None
    await held.do(SetTimer(2))
    await step(held, GoTo("pauze"))
    assert held.time.break_ends == NOW + timedelta(minutes=15), "the clock of the card before is not that of the break"
    version = held.version
    await held.do(SetTimer(10))
    assert held.time.break_ends == NOW + timedelta(minutes=10)
    assert held.version > version, "the phones tell it too"
    await held.do(StopTimer())
    await held.close()


def test_what_is_wrong_with_routes_and_breaks_is_said_with_its_line() -> None:
    text = DECK.replace("plaat, doel, bos/tellen", "plat, doel, wijkdeal/doel").replace("  lang:", "  Lang tijd:")
    text = text.replace("duur: 15", "duur: 15\n```\n\n```regie\nduur: 3\nRust.")
    with pytest.raises(DeckProblems) as caught:
        read_deck("wijkdeal", text, "w.md")
    assert [str(problem) for problem in caught.value.problems] == [
        "w.md:6: ‘routes’: er is geen kaart ‘plat’. Bedoel je ‘plaat’?",
        "w.md:6: ‘wijkdeal/doel’ is dezelfde kaart als ‘doel’. Noem hem één keer in deze route.",
        "w.md:7: De route ‘Lang tijd’ kan niet. Gebruik kleine letters, cijfers en streepjes.",
        "w.md:59: De duur staat ook in het blok ‘regie’. Laat hem alleen bij ‘pauze’ staan.",
    ]
    for routes, said in (
        ("{kort: []}", "‘kort’: er moet er minstens één staan."),
        ("{alles: [welkom]}", "‘alles’ is al de naam voor alle kaarten. Kies een andere naam."),
        ("{kort: [welkom, welkom]}", "‘welkom’ staat hier dubbel."),
        ("[welkom]", "Hier hoort een blok met regels."),
    ):
        with pytest.raises(DeckProblems) as caught:
            read_deck("x", f"---\ntitel: X\nroutes: {routes}\n---\n\n# Welkom\n", "x.md")
        assert [problem.message for problem in caught.value.problems] == [said]
