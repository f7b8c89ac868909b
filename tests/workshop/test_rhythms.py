"""A chain of times in the workshop: it opens and closes the round, survives a crash, and can be steered."""

import asyncio
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kompas_tui.deck_files import read_decks
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.report.turns import turns_of
from kompas_tui.journal import MemoryJournal
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.table import ORDERS
from kompas_tui.workshop.commands.time import PaceRhythm, SetTimer, StopTimer
from kompas_tui.workshop.commands.writing import TakeNote
from kompas_tui.workshop.countdown import LONGEST_TIMER
from tests.workshop.rooms import NOW, Watch, choose, workshop

DECK = """---
titel: Proef
---

# Samen {#samen}

```keuze
vraag: Welke kleur?
opties: [rood, geel]
```

```ritme
rondes: [1, 4]
wissel: 1
opent: ja
```

# Praten {#praten}

```ritme
rondes: 2 x 5
```

# Anders {#anders}

```keuze
vraag: Welke vorm?
opties: [rond, recht]
```
"""


def made(journal: MemoryJournal, clock: Watch) -> Workshop:
    return Workshop(journal, read_decks([("proef", DECK, False)]), b"k" * 32, clock=clock)


@pytest.fixture
async def room(clock: Watch) -> Workshop:
    return await workshop(("proef", DECK, False), clock=clock)


async def settled(room: Workshop) -> None:
    """Let the round close where its time was up; commands are carried out one by one."""
    for text in ("terwijl", "daarna"):
        await room.do(TakeNote(text))


async def at(room: Workshop, clock: Watch, minutes: float) -> str:
    """Put the clock there, and say which turn it is."""
    clock.minutes = minutes
    room.time.follow_clock()
    await settled(room)
    return room.time.turn.in_words if room.time.turn is not None else ""


async def test_the_question_opens_with_the_first_turn_and_closes_with_the_last(room: Workshop, clock: Watch) -> None:
    await room.do(PaceRhythm("start"))
    asked = room.session.open_round
    assert asked is not None
    said = [await at(room, clock, minutes) for minutes in (0, 1, 2, 5.9)]
    assert said == ["Beurt 1 van 2", "Wisselen voor beurt 2 van 2", "Beurt 2 van 2", "Beurt 2 van 2"]
    assert asked.is_open
    assert await at(room, clock, 6) == ""
    assert not asked.is_open


async def test_phones_look_again_at_every_turn_and_at_no_other_moment(room: Workshop, clock: Watch) -> None:
    await room.do(PaceRhythm("start"))
    before = room.version
    room.time.follow_clock()
    clock.minutes = 0.9
    room.time.follow_clock()
    assert room.version == before
    clock.minutes = 1
    room.time.follow_clock()
    assert room.version == before + 1


async def test_the_clock_is_that_of_the_turn(room: Workshop, clock: Watch) -> None:
    await room.do(PaceRhythm("start"))
    assert room.time.timer is not None
    assert (room.time.timer.ends, room.time.timer.closes_round) == (NOW + timedelta(minutes=1), False)
    await at(room, clock, 2)
    assert room.time.timer is not None
    assert room.time.timer.closes_round
    await room.do(PaceRhythm("pauze"))
    assert room.time.timer is None
    await room.do(PaceRhythm("hervat"))
    assert room.time.timer is not None
    await room.do(StopTimer())
    assert (room.time.timer, room.time.turn) == (None, None)


async def test_a_chain_goes_on_after_a_crash_and_its_round_closes_also_where_the_time_was_up(
    room: Workshop, clock: Watch
) -> None:
    await room.do(PaceRhythm("start"))
    journal = room.saving.journal
    assert isinstance(journal, MemoryJournal)
    clock.minutes = 2.5
    again = made(journal, clock)
    again.listen(lambda: None)
    assert again.time.turn is not None
    assert again.time.turn.in_words == "Beurt 2 van 2"
    assert again.time.timer is not None
    assert again.time.timer.ends == NOW + timedelta(minutes=6)
    clock.minutes = 90
    late = made(journal, clock)
    assert late.session.open_round is not None
    late.listen(lambda: None)
    await settled(late)
    assert late.session.open_round is None


async def test_a_round_closes_in_time_though_answers_keep_coming(room: Workshop, clock: Watch) -> None:
    """An answer behind the last second came before the clock rang, where no beamer looks at it each second."""
    await room.do(GoTo("samen"))
    await room.do(OpenRound())
    await room.do(SetTimer(1, closes_round=True))
    clock.minutes = 1
    await choose(room, "an", 0)
    await settled(room)
    assert room.session.open_round is None
    assert room.session.rounds["samen-1"].answers == 1


async def test_a_minute_more_than_the_longest_clock_breaks_nothing(room: Workshop, clock: Watch) -> None:
    await room.do(SetTimer(LONGEST_TIMER))
    await room.do(PaceRhythm("plus"))
    await room.do(TakeNote("en verder"))
    journal = room.saving.journal
    assert isinstance(journal, MemoryJournal)
    again = made(journal, clock)
    again.listen(lambda: None)
    ends = [one.time.timer.ends for one in (room, again) if one.time.timer is not None]
    assert ends == [NOW + timedelta(minutes=LONGEST_TIMER + 1)] * 2


async def test_a_round_that_goes_on_after_its_chain_has_no_clock_any_more(room: Workshop, clock: Watch) -> None:
    await room.do(PaceRhythm("start"))
    await at(room, clock, 6)
    await room.do(OpenRound("verder"))
    await at(room, clock, 30)
    assert room.session.open_round is not None


async def test_a_round_that_was_closed_by_hand_is_not_closed_again(room: Workshop, clock: Watch) -> None:
    await room.do(PaceRhythm("start"))
    await room.do(CloseRound())
    await room.do(GoTo("anders"))
    await room.do(OpenRound("nieuw"))
    await at(room, clock, 30)
    assert room.session.open_round is not None


async def test_an_open_round_goes_along_and_another_one_stands_in_the_way(room: Workshop, clock: Watch) -> None:
    await room.do(OpenRound("nieuw"))
    asked = room.session.open_round
    await room.do(PaceRhythm("start"))
    assert room.session.open_round is asked
    await at(room, clock, 6)
    assert room.session.open_round is None
    await room.do(GoTo("anders"))
    await room.do(OpenRound("nieuw"))
    await room.do(GoTo("samen"))
    with pytest.raises(CommandRefused, match="ronde open bij ‘Anders’"):
        await room.do(PaceRhythm("start"))
    assert room.time.turn is None


async def test_what_can_not_be_done_is_refused_with_a_sentence(room: Workshop) -> None:
    for act, why in (("verder", "loopt nu geen ritme"), ("starten", "Bedoel je ‘start’")):
        with pytest.raises(CommandRefused, match=why):
            await room.do(ORDERS["tijd"](OrderWords({"doe": act})))
    await room.do(GoTo("anders"))
    with pytest.raises(CommandRefused, match="geen ritme"):
        await room.do(PaceRhythm("start"))
    await room.do(GoTo("praten"))
    await room.do(PaceRhythm("start"))
    for command in (PaceRhythm("start"), SetTimer(5)):
        with pytest.raises(CommandRefused, match="loopt al een ritme bij ‘Praten’"):
            await room.do(command)


async def test_a_plain_clock_gives_way_to_a_chain_and_to_another_clock(room: Workshop) -> None:
    await room.do(SetTimer(5))
    await room.do(SetTimer(9))
    assert room.time.turn is not None
    assert (room.time.turn.is_clock, room.time.turn.left) == (True, timedelta(minutes=9))
    await room.do(GoTo("praten"))
    await room.do(PaceRhythm("start"))
    assert room.time.timer is not None
    assert not room.time.turn.is_clock
    await room.close()


async def test_a_clock_closes_the_round_that_was_open_and_no_other(room: Workshop, clock: Watch) -> None:
    await room.do(OpenRound())
    first = room.session.open_round
    await room.do(SetTimer(5, closes_round=True))
    await at(room, clock, 4.9)
    assert first is not None
    assert first.is_open
    await at(room, clock, 5)
    assert not first.is_open
    await room.do(OpenRound())
    await room.do(SetTimer(5, closes_round=True))
    await room.do(CloseRound())
    assert room.time.turn is None, "the clock of a round stops with it"
    await room.do(OpenRound())
    await room.do(SetTimer(5))
    await at(room, clock, 30)
    assert room.session.open_round is not None, "a plain clock closes nothing"
    await room.close()


async def test_a_clock_gets_a_minute_more_stands_still_and_is_stopped(room: Workshop, clock: Watch) -> None:
    await room.do(SetTimer(5))
    assert await room.do(PaceRhythm("plus")) == "Er is een minuut bij."
    await at(room, clock, 5.5)
    assert room.time.turn is not None
    assert room.time.turn.left == timedelta(seconds=30)
    await room.do(PaceRhythm("pauze"))
    await at(room, clock, 50)
    assert room.time.turn is not None
    await room.do(StopTimer())
    assert room.time.turn is None
    assert list(turns_of(room.session)) == [], "a clock is no turn of the report"
    for minutes in (0, -1, 601, float("nan")):
        with pytest.raises(CommandRefused, match="Kies een aantal minuten"):
            await room.do(SetTimer(minutes))


async def test_a_clock_runs_on_over_a_restart_and_closes_its_round_where_the_time_was_up(
    room: Workshop, clock: Watch
) -> None:
    journal = room.saving.journal
    assert isinstance(journal, MemoryJournal)
    await room.do(SetTimer(5, closes_round=True))
    await room.do(OpenRound())
    clock.minutes = 2
    again = made(journal, clock)
    again.time.follow_clock()
    assert again.time.turn is not None
    assert again.time.turn.left == timedelta(minutes=3)
    assert again.time.timer is not None
    clock.minutes = 7
    late = made(journal, clock)
    late.time.follow_clock()
    await settled(late)
    assert late.session.open_round is None
    await late.close()


async def test_the_next_turn_comes_by_itself(room: Workshop, clock: Watch) -> None:
    await room.do(PaceRhythm("start"))
    rang = asyncio.Event()
    stop = room.listen(rang.set)
    rang.clear()
    timer = room.time.timer
    assert timer is not None
    clock.minutes = 1
    room.time._ring(timer)
    assert rang.is_set()
    assert room.time.timer is not None
    assert room.time.timer.ends == NOW + timedelta(minutes=2)
    stop()


@pytest.mark.parametrize("begin", ["2026-10-25T00:58:00Z", "2027-03-28T00:58:00Z"])
async def test_a_chain_of_times_goes_on_as_long_when_the_clocks_change(begin: str) -> None:
    """Two minutes before winter time or summer time begins; the log is read back with both times in it."""
    minutes = Watch()
    start, wall = datetime.fromisoformat(begin), ZoneInfo("Europe/Amsterdam")
    journal = MemoryJournal()

    def clock() -> datetime:
        return datetime.fromisoformat((start + (minutes() - NOW)).astimezone(wall).isoformat())  # as a laptop tells it

    room = await workshop(("proef", DECK, False), journal=journal, clock=clock)
    await room.do(PaceRhythm("start"))
    left = []
    for passed in (0, 2.5, 5.5):
        minutes.minutes = passed
        turn = room.time.turn
        assert turn is not None
        left.append(turn.left.total_seconds() / 60)
    assert left == [1, 3.5, 0.5]
    again = Workshop(journal, room.decks, b"k" * 32, clock=clock)
    assert again.time.turn == room.time.turn
    asked = room.session.open_round
    assert asked is not None
    await at(room, minutes, 6)
    assert not asked.is_open
