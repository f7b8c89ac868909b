"""After the end nothing that is kept joins a voter's answers of different rounds, or tells a voter's role."""

import asyncio
import json
import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.result.shapes import Words
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import encode
from kompas_tui.domain.session.session import Session
from kompas_tui.export.data import data_bytes
from kompas_tui.export.sheets import sheet_files
from kompas_tui.journal import MemoryJournal
from kompas_tui.journal.database import database_contents
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import End
from kompas_tui.workshop.commands.texts import MergeWords
from tests.workshop.rooms import opened, workshop

ROLES = ("bewoner", "ondernemer", "")
CARDS = ("kleur", "ideeen", "kleur")
HEAD = "5f" * 32

Played = list[tuple[int, str]]
"""The choice and the role of each voter."""

FIVE: Played = [(0, "bewoner"), (1, "ondernemer"), (1, "ondernemer"), (2, "ondernemer"), (0, "ondernemer")]

WORDS_DECK = """---
titel: Proef
rollen: [bewoner]
---

# Woord {#woord}

```woorden
vraag: Wat?
max: 1
per_rol: ja
```
"""


async def _session(played: Played) -> list[ev.AnyEvent]:
    journal, chance = MemoryJournal(), random.Random(7)
    room = await workshop(journal=journal)
    for place, card in enumerate(CARDS):
        asked = await opened(room, card)
        for voter in chance.sample(range(len(played)), len(played)):
            choice, role = played[voter]
            form = {"keuze": [str(choice)]} if card == "kleur" else {"tekst-1": [f"Tekst {voter}"]}
            nonce, key = (f"{place:04x}{voter:04x}{word * 12}" for word in ("ab", "cd"))
            await room.cast(f"t{voter}", asked.id, form, role=role, nonce=nonce, key=key)
        await room.do(CloseRound())
    await room.do(End())
    await room.close()
    return [event for event, _ in journal.read()]


def session(played: Played) -> list[ev.AnyEvent]:
    """The log of a session in which everybody answers three questions, in another order each time."""
    return asyncio.run(_session(played))


def ballots(events: list[ev.AnyEvent]) -> list[ev.BallotCast]:
    return [event for event in events if isinstance(event, ev.BallotCast)]


def everything(events: list[ev.AnyEvent]) -> str:
    """The log and all that is made from it, without the key."""
    ended = Session(events)
    log = "\n".join(encode(event).decode() for event in events)
    exports = data_bytes(ended, HEAD).decode() + json.dumps(database_contents(ended))
    return log + exports + "".join(str(content) for content in sheet_files(ended).values())


def test_the_only_resident_of_five_is_found_in_no_round() -> None:
    events = session(FIVE)
    cast = ballots(events)
    assert len(cast) == 15
    for field in ("mark", "receipt", "nonce", "key"):
        assert max(Counter(getattr(one, field) for one in cast).values()) == 1, field
    masks = {one.round: {other.role_mask for other in cast if other.round == one.round} for one in cast}
    assert masks["ideeen-1"] == {""}, "no role where the question does not ask for it"
    assert len(masks["kleur-1"] | masks["kleur-2"]) == 10, "equal roles do not look alike"
    assert {len(mask) for mask in masks["kleur-1"] | masks["kleur-2"]} == {16}
    told = everything(events).replace("rollen: [bewoner, ondernemer]", "")
    told = told.replace('"rollen":["bewoner","ondernemer"]', "")
    assert told.count("bewoner") == told.count("ondernemer") == 1, "only in the list of roles of the export"
    assert '"rol":' not in told


def test_the_answers_of_an_ended_session_stand_in_the_order_of_their_marks() -> None:
    """Who always answers first is not to be followed; in the order of arrival these would be by chance."""
    cast = ballots(session([(voter % 3, "") for voter in range(12)]))
    for name in ("kleur-1", "ideeen-1", "kleur-2"):
        marks = [one.mark for one in cast if one.round == name]
        assert marks == sorted(marks)
        assert len(marks) == 12


async def test_nobody_sees_by_role_or_by_table_how_an_open_round_grows() -> None:
    tables = "---\ntitel: Proef\ntafels: [groen, water]\n---\n# Kleur {#kleur}\n```keuze\nvraag: Welke?\n"
    at_tables = await workshop(("proef", f"{tables}opties: [rood, geel]\nper_tafel: ja\n```\n", False))
    for room in (await workshop(), at_tables):
        asked = await opened(room)
        for voter in range(10):
            room.sit(f"t{voter}", ("groen", "water")[voter % 2])
            await room.cast(f"t{voter}", asked.id, {"keuze": ["0"]}, role=ROLES[voter % 2])
            outcome = outcome_of(room.session, asked)
            assert (outcome.by_role, outcome.by_table) == ((), ())
        await room.do(CloseRound())
        outcome = outcome_of(room.session, asked)
        assert len(outcome.by_role or outcome.by_table) == 2


def test_who_has_no_role_has_a_mask_like_all_others() -> None:
    cast = ballots(session([(0, ""), (0, "bewoner"), (1, ""), (1, "verzonnen")]))
    masks = [one.role_mask for one in cast if one.round == "kleur-1"]
    assert len(set(masks)) == 4
    assert {len(mask) for mask in masks} == {16}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(ROLES)), min_size=1, max_size=16), st.randoms())
def test_a_log_is_the_same_whoever_of_those_with_one_answer_has_which_role(
    played: Played, chance: random.Random
) -> None:
    """Who has the log but not the key learns no more than the split by role, which is published."""
    other = list(played)
    for choice in range(3):
        places = [place for place, (chosen, _) in enumerate(played) if chosen == choice]
        for place, source in zip(places, chance.sample(places, len(places)), strict=True):
            other[place] = played[source]
    one, two = session(played), session(other)
    assert list(map(_unmasked, one)) == list(map(_unmasked, two))
    masks = [event.role_mask for event in ballots(one) if event.role_mask]
    assert len(set(masks)) == len(masks)


def _unmasked(event: ev.AnyEvent) -> dict[str, object]:
    data: dict[str, object] = json.loads(encode(event))
    data.pop("rolmasker", None)
    return data


def test_the_split_that_may_be_seen_outlives_the_key() -> None:
    ended = Session(session([(place % 3, "bewoner") for place in range(6)] + [(1, "ondernemer")] * 5))
    split = outcome_of(ended, ended.rounds["kleur-1"]).by_role
    assert [(role, part.answers) for role, part in split] == [("bewoner", 6), ("ondernemer", 5)]
    assert "per_rol" in data_bytes(ended, HEAD).decode()


async def test_a_word_that_was_merged_after_the_close_counts_as_one_in_the_split_too() -> None:
    journal = MemoryJournal()
    room = await workshop(("proef", WORDS_DECK, False), journal=journal)
    asked = await opened(room, "woord")
    for voter in range(6):
        await room.cast(f"t{voter}", asked.id, {"woord-1": ["fiets" if voter else "rijwiel"]}, role="bewoner")
    await room.do(CloseRound())
    await room.do(MergeWords(["rijwiel"], "fiets"))
    await room.do(End())
    ended = Session(event for event, _ in journal.read())
    ((role, part),) = outcome_of(ended, ended.rounds[asked.id]).by_role
    assert isinstance(part, Words)
    assert (role, [(word.text, word.count) for word in part.words]) == ("bewoner", [("fiets", 6)])


async def test_a_round_that_was_opened_again_leaves_one_split_from_which_nothing_can_be_taken() -> None:
    journal = MemoryJournal()
    room = await workshop(journal=journal)
    asked = await opened(room)
    for voter in range(5):
        await room.cast(f"t{voter}", asked.id, {"keuze": ["0"]}, role="bewoner")
    await room.do(CloseRound())
    assert [part.answers for _, part in outcome_of(room.session, asked).by_role] == [5]
    await room.do(OpenRound("verder"))
    await room.cast("later", asked.id, {"keuze": ["1"]}, role="bewoner")
    await room.do(CloseRound())
    assert [part.answers for _, part in outcome_of(room.session, asked).by_role] == [6]
    await room.do(End())
    kept = [split.round for event, _ in journal.read() if isinstance(event, ev.Ended) for split in event.splits]
    assert kept == [asked.id]


async def test_a_session_that_ends_with_its_round_open_keeps_the_split_too() -> None:
    journal = MemoryJournal()
    room = await workshop(journal=journal)
    asked = await opened(room)
    for voter in range(5):
        await room.cast(f"t{voter}", asked.id, {"keuze": ["0"]}, role="bewoner")
    await room.do(End())
    ended = Session(event for event, _ in journal.read())
    assert [role for role, _ in outcome_of(ended, ended.rounds[asked.id]).by_role] == ["bewoner"]


def test_a_split_that_somebody_spoilt_is_left_out_and_the_rest_is_told() -> None:
    events = session([(place % 3, "bewoner") for place in range(6)])
    ended = events[-1]
    assert isinstance(ended, ev.Ended)
    spoilt = [
        ev.Split("kleur-1", (ev.RolePart("bewoner", "taart", {}),)),
        ev.Split("kleur-2", (ev.RolePart("b", "staven", {}),)),
    ]
    told = Session([*events[:-1], ev.Ended(time=ended.time, splits=tuple(spoilt))])
    assert all(not outcome_of(told, asked).by_role for asked in told.rounds.values())
    assert outcome_of(told, told.rounds["kleur-1"]).answers == 6
