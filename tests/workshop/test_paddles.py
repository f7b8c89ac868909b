"""Paddles count as answers of people without a phone: each once, apart from phones only where neither are a few."""

import sys

import pytest

from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.language.errors import CommandRefused, KompasError
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.result.shapes import Bars
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import TakeBack
from kompas_tui.workshop.commands.paddles import ReadPaddles, letters_in, paddles_known
from kompas_tui.workshop.commands.room import CountHands
from kompas_tui.workshop.sighting import NOT_INSTALLED, paddles_in
from tests.workshop.rooms import choose, counts, opened, workshop

DECK = """---
titel: Proef
---

# Kleur {#kleur}

```keuze
vraag: Welke kleur?
opties: [rood, geel, blauw]
```
"""


async def test_each_paddle_counts_once_and_the_last_photo_counts() -> None:
    room = await workshop(("proef", DECK, False))
    asked = await opened(room)
    told = await room.do(ReadPaddles({1: "A", 2: "B", 3: "B"}))
    assert told == "3 kaarten gelezen. In deze ronde: 3 van de 3 kaarten."
    told = await room.do(ReadPaddles({2: "A", 4: "D"}, unclear={3, 5}))
    assert told == (
        "1 kaart gelezen. In deze ronde: 3 van de 5 kaarten. "
        "Kaart 4 houdt een letter omhoog die hier niets betekent. "
        "De kaarten 3 en 5 zijn te schuin of dubbel te zien. Houd de letter recht omhoog."
    )
    assert counts(asked) == {"rood": 2, "geel": 1, "blauw": 0}
    length = room.session.length
    await room.do(ReadPaddles({2: "A"}))
    assert room.session.length == length, "what is as it was is no event"
    assert await room.do(TakeBack()) == "De kaarten van de laatste foto tellen niet meer mee."
    assert counts(room.session.rounds[asked.id]) == {"rood": 1, "geel": 2, "blauw": 0}
    await room.do(CloseRound())
    with pytest.raises(CommandRefused, match="gesloten"):
        await room.do(ReadPaddles({1: "C"}))
    await room.do(OpenRound("nieuw"))
    told = await room.do(ReadPaddles({1: "C"}))
    assert "Nog niet gelezen: de kaarten 2 en 3." in told
    assert paddles_known(room.session, room.marks) == {1, 2, 3}
    with pytest.raises(CommandRefused, match="eerdere ronde"):
        await room.do(ReadPaddles({1: "C"}, only=asked.id))


async def test_a_paddle_leads_to_no_answer_and_a_few_stand_nowhere_apart() -> None:
    room = await workshop(("proef", DECK, False))
    asked = await opened(room)
    for place in range(6):
        await choose(room, f"t{place}", place % 2)
    await room.do(ReadPaddles(dict.fromkeys(range(1, 5), "C")))
    await room.do(CountHands({"rood": 2}))
    await room.do(CloseRound())
    outcome = outcome_of(room.session, asked)
    assert outcome.means is not None
    assert (outcome.means.phones, outcome.means.hands, outcome.means.paddles) == (6, 2, 4)
    assert [name for name, _ in outcome.means.apart] == ["telefoons en kaarten", "handen in de zaal"]
    assert isinstance(outcome.result, Bars)
    assert [bar.paddles for bar in outcome.result.bars] == [0, 0, 0]
    await room.do(OpenRound("verder"))
    await room.do(ReadPaddles({5: "A"}))
    assert not asked.tells_paddles, "of an open round its growth could be watched"
    await room.do(CloseRound())
    outcome = outcome_of(room.session, asked)
    assert outcome.means is not None
    assert isinstance(outcome.result, Bars)
    apart = {name: [bar.count for bar in part.bars] for name, part in outcome.means.apart if isinstance(part, Bars)}
    assert apart == {"telefoons": [3, 3, 0], "kaarten": [1, 0, 4], "handen in de zaal": [2, 0, 0]}
    assert [(bar.count, bar.hands, bar.paddles) for bar in outcome.result.bars] == [(6, 2, 1), (3, 0, 0), (4, 0, 4)]
    marks = [mark for event in room.session.every_event for mark in getattr(event, "paddles", ())]
    assert len({one.mark for one in marks}) == 5
    assert not any(str(number) == one.mark for one in marks for number in range(1, 6))


async def test_who_changed_the_card_in_a_next_round_is_told_as_of_phones() -> None:
    room = await workshop(("proef", DECK, False))
    await opened(room)
    await room.do(ReadPaddles(dict.fromkeys(range(1, 9), "A")))
    await room.do(CloseRound())
    await room.do(OpenRound("nieuw"))
    again = room.session.open_round
    assert again is not None
    await room.do(ReadPaddles({number: "B" if number < 4 else "A" for number in range(1, 9)}))
    await room.do(CloseRound())
    assert (again.both, again.moved) == (8, 3)


async def test_beside_a_split_by_role_they_never_stand_apart() -> None:
    room = await workshop()
    asked = await opened(room)
    for place in range(12):
        await choose(room, f"t{place}", 0, role="bewoner" if place < 6 else "ondernemer")
    await room.do(ReadPaddles(dict.fromkeys(range(1, 8), "B")))
    await room.do(CloseRound())
    outcome = outcome_of(room.session, asked)
    assert [role for role, _ in outcome.by_role] == ["bewoner", "ondernemer", "overig"]
    assert outcome.means is not None
    assert outcome.means.apart == ()
    assert isinstance(outcome.result, Bars)
    assert not outcome.result.counted_apart


def test_a_turn_answers_one_choice_of_at_most_four() -> None:
    def turned(kind: str, **block: object) -> tuple[str, ...]:
        return read_activity(kind, {"vraag": "Wat?", **block}).turned_options()

    assert turned("keuze", opties=["a", "b"]) == ("a", "b")
    assert turned("keuze", opties=["a", "b", "c"], blanco=True) == ("a", "b", "c", "Blanco")
    assert turned("keuze", opties=["a", "b", "c", "d", "e"]) == ()
    assert turned("keuze", opties=["a", "b"], stembriefje=True) == ()
    assert turned("keuze", opties=["a", "b"], tafels=True) == ()
    assert turned("schaal", tot=3, uitersten=["oneens", "eens"]) == ("1 (oneens)", "2", "3 (eens)")
    assert turned("schaal", tot=4, stellingen=["a", "b"]) == ()
    assert turned("inschrijven", opties=["a", "b"], plekken=3) == ()
    assert len(turned("instemming", voorstel="Doen?")) == 4
    assert turned("meerkeuze", opties=["a", "b"], max=1) == ()
    assert turned("open") == ()


def test_what_is_typed_is_read_or_refused() -> None:
    assert letters_in("7A, 12 c;300D") == {7: "A", 12: "C", 300: "D"}
    for typed in ("", "7", "7E", "A7", "7A 7", "9999A"):
        with pytest.raises(CommandRefused, match="zoals 7A"):
            letters_in(typed)


def test_without_the_reader_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    with pytest.raises(KompasError, match="pip install") as refused:
        paddles_in(b"")
    assert str(refused.value) == NOT_INSTALLED
