"""A point of the plate knows how far the group is; after the count the biggest bears are hunted."""

from pathlib import Path

import pytest

from kompas_tui.deck_files import load_decks
from kompas_tui.domain.course.plate import BUSY, DONE, NOT_YET, PointState
from kompas_tui.domain.deck.cards import Progress
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.outcome import progress_in_room
from kompas_tui.domain.report import build_report
from kompas_tui.domain.result.shapes import Bars
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop import Workshop, open_workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import GoFurther, GoTo, TakeBack
from kompas_tui.workshop.commands.fan import DrawQuestion
from kompas_tui.workshop.commands.room import CountHands
from kompas_tui.workshop.commands.writing import Agree, TakeNote
from tests.workshop.rooms import bears

DECK = """---
titel: Plein
---

# Plaat {#plaat}

```praatplaat
midden: Het plein
punten:
  - {titel: WAT, vraag: Wat wil je?, naar: wat}
  - {titel: WIE, naar: wie}
onder:
  - {titel: Lezen, naar: lezen}
```

# Wat {#wat}

```keuze
vraag: Wat?
opties: [Bomen, Banken]
```

# Nog iets {#nog}

```open
vraag: Wat nog meer?
```

# Wie {#wie}

```kant
kaart: wat
teksten:
  Bomen: Wie kan planten?
  Banken: Wie kan timmeren?
```

```keuze
vraag: Wie?
opties: [Wij, Zij]
```

# Lezen {#lezen}

Rustig lezen.

# Waaier {#waaier}

```waaier
onderwerpen:
  WAT: [Eén?, Twee?]
  WIE: [Drie?]
```

# Tellen {#tellen}

```meerkeuze
vraag: Welke?
opties: [Geld, Tijd, Angst, Regels, Kwaliteit]
```
"""


@pytest.fixture
async def workshop(tmp_path: Path) -> Workshop:
    deck = tmp_path / "plein.md"
    deck.write_text(DECK + bears("Tijd", "Geld", "Angst", "Regels", "Kwaliteit") + "\n# Slot {#slot}\n\nDag.\n")
    folder = SessionFolder(tmp_path / "sessie")
    lock = folder.lock()
    lock.__enter__()
    return await open_workshop(folder, load_decks([str(deck)]), ev.Details())


def states(workshop: Workshop) -> list[PointState]:
    return list(progress_in_room(workshop.session, workshop.course, workshop.course.cards[0]))


async def vote(workshop: Workshop, card: str, name: str, *values: str) -> None:
    await workshop.do(GoTo(card))
    await workshop.do(OpenRound("nieuw"))
    current = workshop.session.open_round
    assert current is not None
    for voter, value in enumerate(values):
        await workshop.cast(f"token-{voter}", current.id, {name: value.split("+")})
    await workshop.do(CloseRound())


def top(state: PointState) -> str:
    return state.top.in_words if state.top else ""


async def test_points_go_from_not_yet_by_busy_to_done(workshop: Workshop) -> None:
    assert [state.state for state in states(workshop)] == [NOT_YET] * 3
    assert [state.point.key for state in states(workshop)] == ["1", "2", "3"]
    await vote(workshop, "wat", "keuze", "0", "0", "1")
    first = states(workshop)[0]
    assert (first.state, first.answers, top(first)) == (BUSY, 3, "Bomen · 2×")
    assert first.in_words == "bezig · 3 antwoorden"
    await vote(workshop, "nog", "tekst-1", "iets")
    assert states(workshop)[0].state == DONE
    assert top(states(workshop)[0]) == "Bomen · 2×"
    assert states(workshop)[1].state == NOT_YET
    await workshop.do(GoTo("lezen"))
    assert states(workshop)[2].state == DONE, "a point ends before the fan"
    await workshop.close()


def spoken(workshop: Workshop) -> list[str]:
    """What the card on the beamer says to the chosen side."""
    return [block.text for block in workshop.card.passages if block.style == "side"]


async def test_a_card_speaks_to_the_side_that_won_and_to_none_without_a_winner(workshop: Workshop) -> None:
    await workshop.do(GoTo("wie"))
    assert spoken(workshop) == []
    await workshop.do(GoTo("wat"))
    await workshop.do(OpenRound())
    current = workshop.session.open_round
    assert current is not None
    await workshop.cast("token-0", current.id, {"keuze": ["1"]})
    await workshop.do(GoTo("wie"))
    assert spoken(workshop) == [], "an open round tells nothing"
    await workshop.do(GoTo("wat"))
    await workshop.do(CloseRound())
    await workshop.do(GoTo("wie"))
    assert spoken(workshop) == ["Wie kan timmeren?"]
    await vote(workshop, "wat", "keuze", "0", "1")
    await workshop.do(GoTo("wie"))
    assert spoken(workshop) == [], "a tie chooses no side"
    await workshop.do(GoTo("wat"))
    await workshop.do(CountHands({"Bomen": 3}))
    await workshop.do(GoTo("wie"))
    assert spoken(workshop) == ["Wie kan planten?"]
    await workshop.close()


async def test_an_open_round_leaves_a_point_busy(workshop: Workshop) -> None:
    await workshop.do(GoTo("wie"))
    await workshop.do(OpenRound())
    assert states(workshop)[1].state == BUSY
    await workshop.close()


async def test_the_biggest_bears_come_first_each_with_three_steps(workshop: Workshop) -> None:
    before = [card.address for card in workshop.course]
    assert before[-6:] == ["tijd", "geld", "angst", "regels", "kwaliteit", "slot"]
    await vote(workshop, "tellen", "keuzes", "2+0", "2+0", "2+1", "3")
    after = [card.address for card in workshop.course]
    place = after.index("tellen") + 1
    hunted = ["angst", "angst-leeft", "angst-wie", "angst-tips", "geld", "geld-leeft", "geld-wie", "geld-tips"]
    assert after[place : place + 8] == hunted
    assert after[place + 8 : place + 12] == ["tijd", "tijd-leeft", "tijd-wie", "tijd-tips"]
    assert after[place + 12 : place + 16] == ["regels", "regels-leeft", "regels-wie", "regels-tips"], "a shared place"
    assert after[-2:] == ["kwaliteit", "slot"]
    assert [workshop.course.cards[place + n].progress for n in (0, 1, 15)] == [
        Progress(1, 4, 0, 3),
        Progress(1, 4, 1, 3),
        Progress(4, 4, 3, 3),
    ]
    await workshop.do(GoTo("angst-tips"))
    await workshop.do(OpenRound())
    form = {"stickers-1": ["2"], "stickers-2": ["1"], "eigen-1": ["Ga samen"]}
    await workshop.cast("token-1", "angst-tips-1", form)
    await workshop.do(CloseRound())
    result = workshop.session.rounds["angst-tips-1"]
    assert "‘Begin klein’ staat bovenaan" in result.activity.sentence(result.result())
    bars = result.result()
    assert isinstance(bars, Bars)
    assert [item.text for item in bars.texts] == ["Ga samen"]
    await workshop.close()


async def test_a_recount_adds_bears_and_keeps_those_on_which_the_hunt_began(workshop: Workshop) -> None:
    await vote(workshop, "tellen", "keuzes", "0", "1", "2")
    await vote(workshop, "geld-leeft", "keuze", "1")
    await workshop.do(GoTo("tellen"))
    await workshop.do(OpenRound("nieuw"))
    assert workshop.course.find("geld-tips") is not None, "an open recount leaves the hunt as it is"
    current = workshop.session.open_round
    assert current is not None
    for voter in range(3):
        await workshop.cast(f"token-{voter}", current.id, {"keuzes": ["3", "4"]})
    await workshop.do(CloseRound())
    after = [card.address for card in workshop.course]
    hunted = [address.removesuffix("-leeft") for address in after if address.endswith("-leeft")]
    assert hunted == ["regels", "kwaliteit", "geld"]
    await workshop.close()


async def test_a_bear_is_hunted_once_and_a_step_takes_no_card_s_address(workshop: Workshop) -> None:
    second = DECK[DECK.index("# Tellen") :].replace("{#tellen}", "{#weer}")
    own = "\n# Eigen {#geld-leeft}\n\nEigen tekst.\n"
    text = workshop.session.decks["plein"].text
    await workshop.materials.edit([ev.DeckText("plein", f"{text}{own}\n{second}")])
    await vote(workshop, "tellen", "keuzes", "0", "1")
    await vote(workshop, "weer", "keuzes", "0+2", "1+2")
    addresses = [card.address for card in workshop.course]
    assert len(set(addresses)) == len(addresses)
    assert "geld-jacht-leeft" in addresses
    walked = ["tellen"]
    await workshop.do(GoTo("tellen"))
    while (card := workshop.further(1)) is not None:
        await workshop.do(GoFurther(1))
        walked.append(card.address)
    assert walked == addresses[addresses.index("tellen") :]
    await workshop.close()


async def test_a_card_named_like_a_step_makes_no_second_hunt_in_the_report(workshop: Workshop) -> None:
    own = "\n# Geld: waar leeft hij? {#geld-leeft}\n\n```keuze\nvraag: Waar?\nopties: [hier, daar]\n```\n"
    await workshop.materials.edit([ev.DeckText("plein", workshop.session.decks["plein"].text + own)])
    await vote(workshop, "tellen", "keuzes", "0", "0", "1")
    await vote(workshop, "geld-jacht-leeft", "keuze", "2")
    await vote(workshop, "geld-tips", "stickers-1", "3")
    await workshop.do(Agree("Begin klein", "Fatima", ""))
    await vote(workshop, "geld-leeft", "keuze", "0")
    report = build_report(workshop.session, workshop.head)
    (outcomes,) = [part for part in report.sections if part.heading == "Vragen en uitslagen"]
    assert [part.heading for part in outcomes.parts] == ["Tellen", "Berenjacht: Geld", "Geld: waar leeft hij?"]
    hunt = outcomes.parts[1]
    assert "leeft hier vooral in de cultuur" in repr(hunt.blocks)
    assert "Beer: Geld (3 stickers)" in repr(report)
    await workshop.close()


async def test_a_bear_with_one_long_tip_can_be_hunted(workshop: Workshop) -> None:
    text = workshop.session.decks["plein"].text.replace("tips: [Begin klein, Vraag hulp]", "tips: [Begin klein]")
    await workshop.materials.edit([ev.DeckText("plein", text)])
    await vote(workshop, "tellen", "keuzes", "0", "1")
    picked = workshop.course.find("tijd-tips")
    assert picked is not None
    assert picked.activity is not None
    assert picked.activity.listed()[:2] == ("Begin klein", "Iets anders")
    await workshop.close()


async def test_what_people_wrote_is_on_the_plate_only_after_it_was_shown(workshop: Workshop) -> None:
    await vote(workshop, "nog", "tekst-1", "Een geheim")
    assert top(states(workshop)[0]) == ""
    await workshop.do(ShowResult())
    assert (top(states(workshop)[0]), states(workshop)[0].asked) == ("1 tekst", "Wat nog meer?")
    await workshop.do(OpenRound("verder"))
    await workshop.do(CloseRound())
    assert top(states(workshop)[0]) == "", "what came since then nobody has seen"
    await workshop.close()


async def test_one_point_is_where_the_group_was_last_and_none_before_it_went_anywhere(workshop: Workshop) -> None:
    assert not any(state.is_last for state in states(workshop))
    await workshop.do(GoTo("nog"))
    await workshop.do(GoTo("plaat"))
    assert [state.point.to for state in states(workshop) if state.is_last] == ["wat"]
    await workshop.close()


async def test_a_point_goes_on_where_the_group_left_it(workshop: Workshop) -> None:
    assert states(workshop)[0].next == "wat"
    await vote(workshop, "wat", "keuze", "0")
    assert states(workshop)[0].next == "nog"
    await workshop.do(GoTo("nog"))
    await workshop.do(OpenRound())
    assert (states(workshop)[0].next, states(workshop)[0].is_open) == ("nog", True)
    await workshop.do(CloseRound())
    await vote(workshop, "nog", "tekst-1", "iets")
    assert states(workshop)[0].next == "wat", "all is done: from the start"
    await workshop.close()


async def test_a_plate_leads_to_cards_of_its_own_deck(tmp_path: Path) -> None:
    for name in ("een", "twee"):
        (tmp_path / f"{name}.md").write_text(DECK)
    folder = SessionFolder(tmp_path / "sessie")
    with folder.lock():
        workshop = await open_workshop(
            folder, load_decks([str(tmp_path / "een.md"), str(tmp_path / "twee.md")]), ev.Details()
        )
        await vote(workshop, "twee/wat", "keuze", "0")
        first, second = (card for card in workshop.course if card.plate is not None)
        tops = [top(progress_in_room(workshop.session, workshop.course, card)[0]) for card in (first, second)]
        assert tops == ["", "Bomen · 1×"]
        assert progress_in_room(workshop.session, workshop.course, second)[1].next == "twee/wie"
        await workshop.close()


async def test_without_answers_nothing_is_hunted(workshop: Workshop) -> None:
    before = workshop.course.cards
    await vote(workshop, "tellen", "keuzes")
    assert workshop.course.cards == before
    await workshop.close()


async def test_a_fan_never_draws_the_same_question_twice(workshop: Workshop) -> None:
    await workshop.do(GoTo("waaier"))
    for _ in range(3):
        await workshop.do(DrawQuestion())
    assert sorted(one.question for one in workshop.session.drawn) == ["Drie?", "Eén?", "Twee?"]
    with pytest.raises(CommandRefused, match="zijn al geweest"):
        await workshop.do(DrawQuestion())
    await workshop.close()


async def test_a_topic_gives_its_own_questions_and_a_note_keeps_the_question(workshop: Workshop) -> None:
    await workshop.do(GoTo("waaier"))
    await workshop.do(DrawQuestion("WIE"))
    with pytest.raises(CommandRefused, match="over ‘WIE’ zijn al geweest"):
        await workshop.do(DrawQuestion("WIE"))
    await workshop.do(TakeNote("De school wil meedoen."))
    (note,) = workshop.session.written
    assert isinstance(note, ev.NoteTaken)
    assert note.about == "Drie?"
    await workshop.do(TakeBack())
    await workshop.do(TakeBack())
    assert workshop.session.drawn == []
    await workshop.close()


async def test_the_answers_of_a_point_are_those_of_the_question_beside_them(workshop: Workshop) -> None:
    await vote(workshop, "wat", "keuze", "0")
    await vote(workshop, "nog", "tekst-1", "iets", "iets anders", "nog iets")
    first = states(workshop)[0]
    assert (first.answers, top(first), first.asked) == (1, "Bomen · 1×", "Wat?")
    await workshop.close()
