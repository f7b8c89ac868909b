"""Groups that change: made on a card, the same after a restart, kept nowhere, with numbers for who has no phone."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.report.method import method
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import decode, encode
from kompas_tui.domain.session.fitting import ImpossibleEvent, told
from kompas_tui.domain.session.groups import groups_on, names_apart
from kompas_tui.domain.session.session import Session
from kompas_tui.export.data import session_data
from kompas_tui.journal import MemoryJournal
from kompas_tui.journal.database import database_contents
from kompas_tui.web.desk import desk
from kompas_tui.web.next_step import next_step, next_with_groups
from kompas_tui.web.state import groups_data
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import GoTo, TakeBack
from kompas_tui.workshop.commands.groups import FormGroups, NextTurn
from kompas_tui.workshop.commands.time import START_RHYTHM, PaceRhythm
from kompas_tui.workshop.commands.writing import TakeNote
from kompas_tui.workshop.whereabouts import NOT_IN_ROOM, ROOM
from tests.workshop.rooms import Watch, opened, workshop

DECK = """---
titel: Café
tafels: [groen, water, wonen, werk, zorg]
---

# Wissel {#wissel}

Praat met elkaar.

```groepen
van: 4
rondes: 3
gastheren: ja
```

# Oogst {#oogst}

```woorden
vraag: Wat nemen jullie mee?
tafels: ja
```
"""


async def evening(journal: MemoryJournal | None = None, phones: int = 17) -> Workshop:
    room = await workshop(("cafe", DECK, False), journal=journal)
    for number in range(phones):
        await room.join(f"t{number}")
    await room.do(GoTo("wissel"))
    return room


def tables(room: Workshop) -> list[int | None]:
    return [room.seating.group_table(f"t{number}") for number in range(17)]


async def test_each_phone_has_a_table_in_every_turn_and_who_has_none_a_number() -> None:
    journal = MemoryJournal()
    room = await evening(journal)
    assert tables(room) == [None] * 17
    await room.do(FormGroups(3))
    seen = [tables(room)]
    assert {number for number in room.seating.group_tables if isinstance(number, int)} == {1, 2, 3}
    for _ in range(2):
        await room.do(NextTurn())
        seen.append(tables(room))
    with pytest.raises(CommandRefused, match="laatste van 3 beurten"):
        await room.do(NextTurn())
    for turn in seen:
        assert set(turn) <= {1, 2, 3, 4, 5}
        assert max(map(turn.count, turn)) <= 4
    pairs = [(a, b) for turn in seen for a in range(17) for b in range(a) if turn[a] == turn[b]]
    assert len(pairs) == len(set(pairs)), "nobody meets twice"
    stay = [n for n in range(17) if room.seating.is_host(f"t{n}")]
    assert all(len({turn[n] for turn in seen}) == 1 for n in stay)
    again = Session([event for event, _ in journal.read()])
    assert again.groups is not None
    assert room.session.groups is not None
    assert again.groups.people == room.session.groups.people, "after a restart they are the same"


async def test_the_log_says_of_nobody_at_which_table() -> None:
    journal = MemoryJournal()
    room = await evening(journal)
    await room.do(FormGroups(2))
    await room.do(NextTurn())
    made, moved = [json.loads(encode(event)) for event, _ in journal.read()][-2:]
    made.pop("tijd"), moved.pop("tijd")
    assert made == {
        "soort": "groepen_gemaakt", "kaart": "wissel", "van": 4, "rondes": 3, "gastheren": True,
        "tafels": 5, "zonder_telefoon": 2,
    }  # fmt: skip
    assert moved == {"soort": "groepen_verder", "ronde": 2}


async def test_late_comers_get_a_place_with_and_without_a_phone() -> None:
    room = await evening()
    await room.do(FormGroups(1))
    before = dict(room.seating.group_tables)
    await room.join("laat")
    with pytest.raises(CommandRefused, match="al groepen"):
        await room.do(FormGroups(1))
    await room.do(FormGroups(3))
    after = room.seating.group_tables
    assert {person: after[person] for person in before} == before
    assert room.seating.group_table("laat") is not None
    assert sum(room.seating.seated.values()) == 18, "a group sits at a table of the evening"
    groups = session_data(room.session, "0")["groepen"]
    assert (groups["van"], groups["zonder_telefoon"]) == (4, 3)
    assert database_contents(room.session)["groepen"] == {"1": groups}
    assert len(after) == len(before) + 3
    await room.do(TakeBack())
    assert len(room.seating.group_tables) == len(before) + 1


async def test_a_group_sits_at_a_table_of_the_evening_and_answers_there() -> None:
    room = await evening()
    await room.do(FormGroups())
    asked = await opened(room, "oogst")
    for number in range(17):
        await room.cast(f"t{number}", asked.id, {"woord-1": [f"woord{number}"]})
    await room.do(CloseRound())
    assert [table for table, _ in outcome_of(room.session, asked).by_table] == list(room.session.tables)
    assert asked.answers == 5, "a table counts once"


@pytest.mark.parametrize(
    ("card", "phones", "said"),
    [
        ("oogst", 17, "geen groepen"),
        ("wissel", 0, "te weinig mensen"),
        ("wissel", 1, "te weinig mensen"),
        ("wissel", 3, "Voor groepen van 4 zijn hier te weinig mensen."),
    ],
)
async def test_groups_need_a_card_and_people(card: str, phones: int, said: str) -> None:
    room = await evening(phones=phones)
    await room.do(GoTo(card))
    with pytest.raises(CommandRefused, match=said):
        await room.do(FormGroups())
    with pytest.raises(CommandRefused, match="nog geen groepen"):
        await room.do(NextTurn())


async def test_of_three_people_there_are_no_pairs() -> None:
    room = await workshop(("cafe", DECK.replace("van: 4", "van: 2"), False))
    await room.do(GoTo("wissel"))
    with pytest.raises(CommandRefused, match="van 2 zijn hier te weinig mensen"):
        await room.do(FormGroups(3))
    await room.do(FormGroups(4))
    assert sorted(room.seating.group_tables.values()) == [1, 1, 2, 2]


@pytest.mark.parametrize(
    "forged",
    [
        {"soort": "groepen_verder", "ronde": 9},
        {"soort": "groepen_gegroeid", "zonder_telefoon": -1},
        {"soort": "groepen_gemaakt", "kaart": "x", "van": 4, "rondes": 0, "tafels": 2},
        {"soort": "groepen_gemaakt", "kaart": "x", "van": 4, "rondes": 2, "tafels": 0},
        {"soort": "groepen_gemaakt", "kaart": "x", "van": 4, "rondes": 2, "tafels": 2, "zonder_telefoon": 10**9},
    ],
)
async def test_a_log_with_impossible_groups_is_refused(forged: dict[str, object]) -> None:
    journal = MemoryJournal()
    room = await evening(journal)
    await room.do(FormGroups())
    events = [event for event, _ in journal.read()]
    with pytest.raises(ImpossibleEvent):
        told([*events, decode(json.dumps(forged | {"tijd": "2026-11-22T19:30:00Z"}).encode())])


@pytest.mark.parametrize("is_event", [False, True], ids=["a look at the clock", "an event"])
async def test_groups_go_along_with_the_chain_of_times_of_their_card(is_event: bool) -> None:
    hands = Watch()
    text = DECK.replace("# Oogst", "```ritme\nrondes: 3 x 5\nwissel: 1\n```\n\n# Oogst")
    room = await workshop(("cafe", text, False))
    room.time._clock = hands
    for number in range(17):
        await room.join(f"t{number}")
    await room.do(GoTo("wissel"))
    await room.do(FormGroups())
    await room.do(PaceRhythm(START_RHYTHM))
    seen = []
    for minutes in (0, 4, 5.5, 7, 11.5, 17):
        hands.minutes = minutes
        for _ in range(2):
            if is_event:
                await room.do(TakeNote("intussen"))
            else:
                room.time.follow_clock()
        if room.time._moving is not None:
            await room.time._moving
        groups = room.session.groups
        assert groups is not None
        seen.append(groups.turn)
    assert seen == [1, 1, 2, 2, 3, 3], "while people change places it is the next turn"
    await room.close()


async def test_the_report_tells_the_tables_and_the_turns_that_were_held() -> None:
    room = await evening(phones=29)
    await room.do(FormGroups())
    await room.do(NextTurn())
    await room.do(GoTo("oogst"))
    await room.do(OpenRound())
    await room.do(CloseRound())
    told = str(method(room.session, ""))
    assert "Mensen zaten aan 5 tafels, in 2 beurten. Aan elke tafel bleef één gastheer of gastvrouw." in told


async def test_groups_stay_together_where_tables_talk_or_answer_and_go_on_from_there() -> None:
    text = DECK + (
        "\n# Praten {#praten}\n\n```ritme\nrondes: [1, 2, 4]\n```\n"
        "\n# Uitleg {#uitleg}\n\n```woorden\nvraag: Hoe was het?\n```\n"
    )
    room = await workshop(("cafe", text, False))
    for number in range(17):
        await room.join(f"t{number}")
    await room.do(GoTo("wissel"))
    await room.do(FormGroups())
    cards = {card.address: groups_on(room.session.groups, card) for card in room.course.every}
    assert [address for address, groups in cards.items() if groups is not None] == ["wissel", "oogst", "praten"]
    assert desk(room).groups_now is not None
    await room.do(GoTo("oogst"))
    assert desk(room).groups_now == groups_data(room)
    assert not desk(room).can_group
    await room.do(GoTo("uitleg"))
    assert desk(room).groups_now is None


async def test_the_number_of_tables_does_not_tell_that_a_few_are_at_home() -> None:
    made = set()
    for few in range(5):
        room = await evening()
        for number in range(17):
            room.say_where(f"t{number}", NOT_IN_ROOM if number < few else ROOM)
        await room.do(FormGroups())
        assert room.session.groups is not None
        made.add(room.session.groups.tables)
        assert min(Counter(filter(None, tables(room))).values()) >= 2, "nobody sits alone"
    assert len(made) == 1


async def test_where_a_few_of_few_are_at_home_nobody_in_the_room_sits_alone() -> None:
    room = await evening(phones=9)
    for number in range(9):
        room.say_where(f"t{number}", NOT_IN_ROOM if number < 4 else ROOM)
    await room.do(FormGroups())
    assert min(Counter(filter(None, tables(room))).values()) >= 2


async def test_groups_come_before_the_question_of_a_card_and_their_turns_after_it() -> None:
    room = await evening()
    making = next_with_groups(room.session, room.card)
    assert making is not None
    assert next_step(None, None, asks=True, is_shown=False, groups=making).order == "groepen"
    await room.do(FormGroups())
    turning = next_with_groups(room.session, room.card)
    assert turning is not None
    assert next_step(None, None, asks=True, is_shown=False, groups=turning).order == "open"
    assert next_step(None, None, asks=False, is_shown=False, groups=turning).order == "groepsronde"
    elsewhere = next_with_groups(room.session, replace(room.card, address="nog-een"))
    assert elsewhere is not None
    assert elsewhere.order == "groepen", "those of another card are not of this one"


async def test_who_is_not_in_the_room_has_no_table_and_leaves_none_empty() -> None:
    journal = MemoryJournal()
    room = await evening(journal)
    for number in range(5):
        room.say_where(f"t{number}", NOT_IN_ROOM)
    said = await room.do(FormGroups(without=0))
    assert said is not None
    assert "krijgt geen tafel" in said
    assert tables(room)[:5] == [None] * 5
    assert sorted(Counter(tables(room)[5:]).values()) == [4, 4, 4]
    assert [room.seating.is_apart(f"t{number}") for number in (0, 5)] == [True, False]
    # A restart knows it by the key, and nothing by a device; what is public does not tell how many they were.
    (formed,) = [event for event, _ in journal.read() if isinstance(event, ev.GroupsFormed)]
    assert len(formed.apart) == 10
    assert len(names_apart(("a", "b"), "zaad")) == 5, "how many a few are is not kept"
    assert not {*formed.apart} & {*room.session.joined}
    assert told(event for event, _ in journal.read()).groups == room.session.groups
    other = await evening()
    other.say_where("t0", ROOM)
    assert await other.do(FormGroups(without=0)) == said, "else the sentence would tell of one"
    room.say_where("t0", ROOM)
    assert tables(room)[0] is None, "nobody who sits must move for who comes to the room"
