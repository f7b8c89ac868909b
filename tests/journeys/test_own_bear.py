"""A bear that the group names itself, from card to report: weighed, hunted, agreed on, and forgotten when hidden."""

from pathlib import Path

import pytest

from kompas_tui.deck_files import DeckProblems, load_decks
from kompas_tui.deck_files.reading import read_deck
from kompas_tui.domain.report import build_report
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.own_bears import NAMELESS
from kompas_tui.export.data import session_data
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.database import database_contents
from kompas_tui.workshop import Workshop, open_workshop, resume_workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import GoFurther, GoTo, TakeBack
from kompas_tui.workshop.commands.texts import Moderate
from kompas_tui.workshop.commands.writing import Agree
from kompas_tui.workshop.numbering import numbered, to_act_on
from tests.workshop.rooms import clock

DECK = """---
titel: Beren
---

# Tellen {#tellen}

```meerkeuze
vraag: Welke beren kom je tegen?
opties: [Geld, Tijd, Regels]
```

# Welke beer missen we? {#missen}

```open
vraag: Welke beer missen we?
max: 1
berenjacht: ja
```
"""
BEAR = """
# {name} {{#{address}}}

```beer
naam: {name}
familie: structuur
gezegd: [Dat kan niet]
tips: [Begin klein, Vraag hulp]
```
"""
DECK += "".join(BEAR.format(name=name, address=name.lower()) for name in ("Geld", "Tijd", "Regels"))
COUNTED = {"Geld": 4, "Tijd": 3, "Regels": 1}


@pytest.fixture
async def room(tmp_path: Path) -> Workshop:
    """A session in which the bears were counted: Geld 4, Tijd 3, Regels 1."""
    deck = tmp_path / "beren.md"
    deck.write_text(DECK, encoding="utf-8")
    folder = SessionFolder(tmp_path / "sessie")
    folder.path.mkdir()
    begun = await open_workshop(folder, load_decks([str(deck)]), ev.Details(title="Beren"), clock=clock)
    said = [[str(place) for place, amount in enumerate(COUNTED.values()) if phone < amount] for phone in range(4)]
    await ask(begun, "tellen", [{"keuzes": places} for places in said])
    return begun


async def ask(room: Workshop, card: str, forms: list[dict[str, list[str]]], again: str = "nieuw") -> str:
    """Ask a card's question, answer it on as many phones, close the round and show it; the round's id."""
    await room.do(GoTo(card))
    await room.do(OpenRound(again))
    asked = room.session.open_round
    assert asked is not None
    for phone, form in enumerate(forms):
        sent = {field.inputs[0]: form[field.name] for field in asked.activity.form() if field.name in form}
        await room.cast(f"telefoon-{phone}", asked.id, sent, nonce=f"{phone}")
    await room.do(CloseRound())
    await room.do(ShowResult())
    return asked.id


async def named(room: Workshop, *texts: str) -> str:
    return await ask(room, "missen", [{"tekst": [text]} for text in texts])


async def supported(room: Workshop, missing: str, votes: dict[str, int]) -> None:
    """So many phones support each text."""
    await room.do(OpenRound("steun"))
    asked = room.session.open_round
    assert asked is not None
    options = [text.casefold() for text in asked.activity.listed()]  # of two spellings either may stand there
    for phone in range(max(votes.values())):
        places = [str(options.index(text.casefold())) for text, amount in votes.items() if phone < amount]
        field = asked.activity.fields()[0].name
        await room.cast(f"telefoon-{phone}", asked.id, {field: places}, nonce=f"s{phone}")
    await room.do(CloseRound())


def hunt(room: Workshop) -> list[str]:
    return [card.title for card in room.course.cards if card.progress is not None and card.progress.step == 0]


async def test_an_own_bear_weighs_by_its_support_and_equals_go_along(room: Workshop) -> None:
    missing = await named(room, "Wantrouwen", "wantrouwen", "Drukte", "geld")
    assert hunt(room) == ["Geld", "Tijd", "Wantrouwen"], "two wrote it, one counted Regels; geld is a bear of the deck"
    await supported(room, missing, {"Wantrouwen": 1, "Drukte": 3})
    assert hunt(room) == ["Geld", "Tijd", "Drukte"]
    titles = [card.title for card in room.course.cards]
    assert titles.index("Geld") == titles.index("Welke beer missen we?") + 1, "the hunt comes after the own bears"


async def test_a_sentence_names_a_bear_without_its_stop_and_with_no_word_cut_in_two(room: Workshop) -> None:
    long = "Niemand weet bij wie je moet zijn. Zo blijft elk goed plan liggen."
    await named(room, "Ze beloven veel.", "ze beloven veel", long, long)
    assert hunt(room)[:2] == ["Geld", "Tijd"]
    assert {text.capitalize() for text in hunt(room)[2:]} == {  # equally often, and either spelling
        "Ze beloven veel", "Niemand weet bij wie je moet zijn. zo blijft elk goed plan…",
    }  # fmt: skip


async def test_a_heading_names_a_bear_with_the_support_of_all_its_texts(room: Workshop) -> None:
    missing = await named(room, "niemand gelooft ons", "ze beloven veel", "Drukte")
    for item in room.session.rounds[missing].texts()[:2]:
        await room.do(Moderate(item.id, "groepeer", group="Wantrouwen"))
    assert hunt(room) == ["Geld", "Tijd", "Wantrouwen"]


async def test_the_digits_are_the_tips_of_a_bear_or_those_that_were_picked(room: Workshop) -> None:
    await room.do(GoTo("geld"))
    assert list(to_act_on(room)) == ["Begin klein", "Vraag hulp"]
    await ask(room, "geld-leeft", [{"keuze": ["0"]}])
    assert not to_act_on(room), "where a bear lives is nothing to do"
    await room.do(GoTo("geld-tips"))
    await room.do(OpenRound())
    asked = room.session.open_round
    assert asked is not None
    assert not to_act_on(room), "nor is anything while it is asked"
    second, own = asked.activity.fields()[0].inputs[1], asked.activity.fields()[1].inputs[0]
    await room.cast("telefoon", asked.id, {second: ["1"], own: ["Bel de wijkraad"]}, nonce="t")
    await room.do(CloseRound())
    await room.do(ShowResult())
    assert to_act_on(room)[0] == "Vraag hulp"
    assert to_act_on(room)[-1] == "Bel de wijkraad"


async def test_an_own_bear_is_hunted_to_an_action_and_stands_in_the_report(room: Workshop) -> None:
    await named(room, "Wantrouwen", "Wantrouwen")
    own = next(card for card in room.course.cards if card.title == "Wantrouwen")
    await room.do(GoTo(own.address))
    assert own.bear is not None
    assert own.bear.tips == ()
    await ask(room, f"{own.address}-leeft", [{"keuze": ["2"]}])
    await ask(room, f"{own.address}-wie", [{"veld-1": ["buren"], "veld-2": ["de wijkraad"]}])
    await ask(room, f"{own.address}-tips", [{"tekst": ["Vertel wat lukte"]}, {"tekst": ["Kom vaker langs"]}])
    shown = room.session.shown
    assert shown is not None
    assert sorted(numbered(room.card, shown.result())) == ["Kom vaker langs", "Vertel wat lukte"]
    await room.do(Agree("Kom vaker langs", "de wijkraad"))
    bear = next(card.bear for card in room.course.cards if card.address == own.address)
    assert bear is not None
    assert len(bear.tips) == 2, "the tips of the room are those of the bear"
    said = str(build_report(room.session, room.head, room.course))
    assert "Berenjacht: Wantrouwen" in said
    assert "De beer leeft hier vooral in de cultuur (1 van de 1)." in said
    assert [bear["naam"] for bear in database_contents(room.session)["beren"].values()] == ["Wantrouwen"]


async def test_a_hidden_text_names_no_bear_anywhere(room: Workshop) -> None:
    missing = await named(room, "Schelden op Piet", "Drukte", "Drukte")
    insult = next(item for item in room.session.rounds[missing].texts() if "Piet" in item.text)
    await supported(room, missing, {"Schelden op Piet": 4})
    own = next(card for card in room.course.cards if card.title == "Schelden op Piet")
    await room.do(GoTo(own.address))
    step = await ask(room, f"{own.address}-leeft", [{"keuze": ["0"]}])
    await room.do(Moderate(insult.id, "verberg"))
    assert "Schelden op Piet" not in hunt(room)
    written = [str(build_report(room.session, room.head, room.course)), str(session_data(room.session, room.head))]
    written += [str(database_contents(room.session)), str([card.title for card in room.course.cards])]
    assert not any("Piet" in said for said in written)
    assert room.session.rounds[step].activity.question == f"Waar leeft de beer ‘{NAMELESS}’ hier?"
    await room.do(Moderate(insult.id, "toon"))
    assert room.session.rounds[step].activity.question == "Waar leeft de beer ‘Schelden op Piet’ hier?"
    await room.do(TakeBack())
    assert "Piet" not in str(build_report(room.session, room.head, room.course))


async def test_a_hunt_goes_on_after_a_pause(room: Workshop, tmp_path: Path) -> None:
    await named(room, "Wantrouwen", "Wantrouwen")
    own = next(card for card in room.course.cards if card.title == "Wantrouwen")
    await ask(room, f"{own.address}-leeft", [{"keuze": ["1"]}])
    await room.do(GoFurther(1))
    address = room.session.card
    await room.close()
    again = resume_workshop(SessionFolder(tmp_path / "sessie"), clock=clock)
    assert again.card.address == address == f"{own.address}-wie"
    await again.close()


def test_without_a_count_there_is_nothing_to_weigh_against() -> None:
    lone = (
        "---\ntitel: Beren\n---\n\n# Missen {#missen}\n\n```open\nvraag: Welke beer missen we?\nberenjacht: ja\n```\n"
    )
    with pytest.raises(DeckProblems) as found:
        read_deck("beren", lone, "beren.md")
    [problem] = found.value.problems
    assert problem.line == 9
    assert "telt de beren" in problem.message
