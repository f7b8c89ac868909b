"""Tables of the evening: a phone picks one, a table gives one answer together, and people at a table are not told."""

import asyncio
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.kinds.activity import PICK_A_TABLE
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.outcome import harvest_data, outcome_of
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.report import build_report
from kompas_tui.domain.report.document import Bullets, Paragraph
from kompas_tui.domain.result.shapes import Bars
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import decode, encode
from kompas_tui.domain.session.fitting import ImpossibleEvent, told
from kompas_tui.domain.session.session import Session
from kompas_tui.export.data import session_data
from kompas_tui.export.sheets import sheet_files
from kompas_tui.journal import MemoryJournal
from kompas_tui.journal.database import database_contents
from kompas_tui.workshop import OtherQuestion, Workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import End
from tests.workshop.rooms import counts, opened, workshop

DECK = """---
titel: Aan tafel
tafels: [groen, Water, wonen]
---

# Samen {#samen}

```keuze
vraag: Wat kiest jullie tafel?
opties: [rood, geel]
tafels: ja
```

# Ieder {#ieder}

```keuze
vraag: Wat kies jij?
opties: [rood, geel]
per_tafel: ja
```

# Los {#los}

```keuze
vraag: En zonder tafel?
opties: [rood, geel]
```
"""
TABLES = ("groen", "Water", "wonen")


async def evening(journal: MemoryJournal | None = None) -> Workshop:
    return await workshop(("tafel", DECK, False), journal=journal)


async def choose(room: Workshop, token: str, choice: int, key: str = "") -> str:
    asked = room.session.open_round
    assert asked is not None
    return (await room.cast(token, asked.id, {"keuze": [str(choice)]}, key=key)).code


def per_table(room: Workshop, round_id: str) -> dict[str, dict[str, int]]:
    parts = outcome_of(room.session, room.session.rounds[round_id]).by_table
    return {table: {bar.label: bar.count for bar in part.bars} for table, part in parts if isinstance(part, Bars)}


async def test_a_table_gives_one_answer_and_each_of_its_phones_sees_and_changes_it() -> None:
    room = await evening()
    asked = await opened(room, "samen")
    with pytest.raises(AnswerRefused, match=PICK_A_TABLE):
        await choose(room, "a", 0)
    for token, table in (("a", "groen"), ("b", "groen"), ("c", "Water"), ("d", "zolder")):
        room.sit(token, table)
    first = await choose(room, "a", 0)
    assert (seen := room.voters.ballot_of("b", asked)) is not None
    assert seen.receipt == first, "the whole table sees its answer"
    await choose(room, "b", 1)
    await choose(room, "c", 1)
    with pytest.raises(AnswerRefused, match=PICK_A_TABLE):
        await choose(room, "d", 0)
    assert counts(asked) == {"rood": 0, "geel": 2}
    assert per_table(room, asked.id) == {"groen": {"rood": 0, "geel": 1}, "Water": {"rood": 0, "geel": 1}}


async def test_who_goes_to_another_table_leaves_the_answer_that_was_given_there() -> None:
    room = await evening()
    asked = await opened(room, "samen")
    room.sit("a", "groen")
    await choose(room, "a", 0)
    room.sit("a", "Water")
    assert room.voters.ballot_of("a", asked) is None
    await choose(room, "a", 1)
    assert per_table(room, asked.id) == {"groen": {"rood": 1, "geel": 0}, "Water": {"rood": 0, "geel": 1}}


async def test_who_goes_to_another_table_after_a_round_keeps_what_the_first_one_answered() -> None:
    room = await evening()
    asked = await opened(room, "samen")
    receipts = {}
    for token, table, choice in (("a", "groen", 0), ("b", "Water", 1)):
        room.sit(token, table)
        receipts[token] = await choose(room, token, choice)
    await room.do(CloseRound())
    room.sit("a", "Water")
    for token, receipt in receipts.items():
        ballot = room.voters.ballot_of(token, asked)
        assert ballot is not None
        assert ballot.receipt == receipt, token
    await room.do(OpenRound("verder"))
    ballot = room.voters.ballot_of("a", asked)
    assert ballot is not None
    assert ballot.receipt == receipts["b"], "while it is open a phone speaks for the table where it sits"


async def test_how_many_phones_sit_where_is_told_in_numbers_and_kept_nowhere() -> None:
    journal = MemoryJournal()
    room = await evening(journal)
    for token, table in (("a", "groen"), ("b", "groen"), ("c", "Water")):
        await room.join(token)
        room.sit(token, table)
    assert room.seating.seated == {"groen": 2, "Water": 1, "wonen": 0}
    room.sit("b", "wonen")
    room.sit("niet-erbij", "wonen")
    assert room.seating.seated == {"groen": 1, "Water": 1, "wonen": 1}
    kept = [encode(event).decode() for event, _ in journal.read() if not isinstance(event, ev.Started)]
    assert not any(table in line for table in TABLES for line in kept)


async def test_no_more_are_remembered_than_can_sit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kompas_tui.workshop.seating.MOST_SEATED", 2)
    room = await evening()
    for token in ("a", "b", "c"):
        room.sit(token, "groen")
    assert [room.seating.table_of(token) for token in ("a", "b", "c")] == ["", "groen", "groen"]


async def test_people_at_a_table_are_told_apart_from_five_on_and_others_together() -> None:
    journal = MemoryJournal()
    room = await evening(journal)
    asked = await opened(room, "ieder")
    for number in range(14):
        table = "groen" if number < 6 else "Water" if number < 11 else "wonen"
        room.sit(f"t{number}", table)
        await choose(room, f"t{number}", number % 2)
    assert per_table(room, asked.id) == {}, "of an open round, whoever watches a table grow would see who answered what"
    await room.do(CloseRound())
    before = per_table(room, asked.id)
    assert {table: sum(bars.values()) for table, bars in before.items()} == {"groen": 6, "overig": 8}, (
        "three at one table are hidden among those of another"
    )
    await room.do(End())
    events = [event for event, _ in journal.read()]
    ended = Session(events)
    parts = outcome_of(ended, ended.rounds[asked.id]).by_table
    assert {table: part.answers for table, part in parts} == {"groen": 6, "overig": 8}
    cast = [json.loads(encode(event)) for event in events if isinstance(event, ev.BallotCast)]
    assert len({one["tafelmasker"] for one in cast}) == len(cast), "equal tables do not look alike"
    assert not any(table in json.dumps(one) for table in TABLES for one in cast)


async def test_a_question_that_does_not_ask_for_tables_keeps_nothing_of_them() -> None:
    journal = MemoryJournal()
    room = await evening(journal)
    await opened(room, "los")
    room.sit("a", "groen")
    await choose(room, "a", 0)
    (cast,) = [event for event, _ in journal.read() if isinstance(event, ev.BallotCast)]
    assert cast.table_mask == ""
    assert "tafel" not in cast.answer


async def test_who_moves_in_an_open_round_counts_at_the_new_table_only() -> None:
    room = await evening()
    asked = await opened(room, "ieder")
    for number in range(10):
        room.sit(f"t{number}", "groen" if number < 5 else "Water")
        await choose(room, f"t{number}", 0)
    room.sit("t0", "Water")
    await choose(room, "t0", 0)
    room.sit("t9", "groen")
    await choose(room, "t9", 0)
    await room.do(CloseRound())
    assert {table: sum(bars.values()) for table, bars in per_table(room, asked.id).items()} == {"groen": 5, "Water": 5}
    assert asked.answers == 10


@pytest.mark.parametrize("table", ["zolder", ""])
async def test_a_log_with_a_table_that_is_not_there_is_refused(table: str) -> None:
    journal = MemoryJournal()
    room = await evening(journal)
    await opened(room, "samen")
    room.sit("a", "groen")
    await choose(room, "a", 0)
    events = [event for event, _ in journal.read()]
    cast = events[-1]
    assert isinstance(cast, ev.BallotCast)
    forged = decode(encode(cast).replace(b"groen", table.encode()))
    with pytest.raises(ImpossibleEvent):
        told([*events[:-1], forged])


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("zit"), st.integers(0, 5), st.sampled_from(TABLES)),
        st.tuples(st.just("stem"), st.integers(0, 5), st.integers(0, 1)),
        st.tuples(st.just("weer"), st.integers(0, 5), st.integers(0, 9)),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_a_table_never_counts_twice_whatever_devices_do_in_whatever_order(steps: list[tuple[str, int, object]]) -> None:
    """Phones sit down, move, answer, and send late copies; of each table the last new answer counts, once."""

    async def lived() -> None:
        journal = MemoryJournal()
        room = await evening(journal)
        asked = await opened(room, "samen")
        at: dict[int, str] = {}
        counts_now: dict[str, int] = {}
        sent: list[tuple[int, int, str, str]] = []
        for place, (what, who, value) in enumerate(steps):
            if what == "zit":
                at[who] = str(value)
                room.sit(f"t{who}", at[who])
            elif what == "stem" and who in at:
                assert isinstance(value, int)
                key = f"{place:032x}"
                await choose(room, f"t{who}", value, key)
                counts_now[at[who]] = value
                sent.append((who, value, at[who], key))
            elif what == "weer" and sent:
                assert isinstance(value, int)
                by, choice, table, key = sent[value % len(sent)]
                if at[by] == table:  # a late copy comes with the cookie that it was sent with
                    await choose(room, f"t{by}", choice, key)
        told_by = per_table(room, asked.id)
        assert {table: sum(bars.values()) for table, bars in told_by.items()} == dict.fromkeys(counts_now, 1)
        assert counts(asked) == {
            "rood": Counter(counts_now.values())[0], "geel": Counter(counts_now.values())[1]
        }  # fmt: skip
        again = told([event for event, _ in journal.read()])
        assert again.rounds[asked.id].answers == len(counts_now)
        await room.close()

    asyncio.run(lived())


def test_the_independent_tally_counts_each_table_once(tmp_path: Path) -> None:
    """What the log holds can be counted without Kompas: the table stands in the answer."""

    async def lived() -> list[ev.AnyEvent]:
        journal = MemoryJournal()
        room = await evening(journal)
        await opened(room, "samen")
        for token, table, choice in (("a", "groen", 0), ("b", "groen", 1), ("c", "Water", 0)):
            room.sit(token, table)
            await choose(room, token, choice)
        return [event for event, _ in journal.read()]

    cast = [event for event in asyncio.run(lived()) if isinstance(event, ev.BallotCast)]
    last = {event.answer["tafel"][0]: event.answer["keuze"] for event in cast}
    assert last == {"groen": 1, "Water": 0}


OWN = """---
titel: Eigen vraag
tafels: [groen, Water]
---

# Vraag {#vraag}

```open
vraag: {groen: Waar komt groen?, Water: Waar blijft het water?}
max: 1
```

# Besluit {#besluit}

```keuze
vraag: {groen: Kiezen jullie bomen?, Water: Kiezen jullie een vijver?}
opties: [ja, nee]
tafels: ja
```
"""


async def own_evening(journal: MemoryJournal | None = None) -> Workshop:
    room = await workshop(("eigen", OWN, False), journal=journal)
    asked = await opened(room, "vraag")
    for number in range(11):
        room.sit(f"t{number}", "groen" if number < 5 else "Water")
        await room.cast(f"t{number}", asked.id, {"tekst-1": [f"Idee van {number}"]})
    await room.do(CloseRound())
    decided = await opened(room, "besluit")
    await room.cast("t0", decided.id, {"keuze": ["0"]})
    await room.cast("t10", decided.id, {"keuze": ["1"]})
    await room.do(CloseRound())
    return room


async def test_each_table_has_its_own_question_and_an_answer_to_that_of_another_is_refused() -> None:
    room = await workshop(("eigen", OWN, False))
    asked = await opened(room, "vraag")
    with pytest.raises(AnswerRefused, match=PICK_A_TABLE):
        await room.cast("a", asked.id, {"tekst-1": ["Een boom"]})
    activity = asked.activity
    assert activity.asked_at("groen").question == "Waar komt groen?"
    room.sit("a", "groen")
    read_as = activity.imprint_at("groen")
    room.sit("a", "Water")
    with pytest.raises(OtherQuestion, match="Je zit nu aan een andere tafel"):
        await room.cast("a", asked.id, {"tekst-1": ["Een boom"]}, imprint=read_as)
    await room.cast("a", asked.id, {"tekst-1": ["Een boom"]}, imprint=activity.imprint_at("Water"))


async def test_the_harvest_of_a_table_stands_in_every_export_and_the_report() -> None:
    room = await own_evening()
    await room.do(End())
    session = room.session
    (groen, water) = harvest_data(session)
    assert [one["vraag"] for one in groen["rondes"]] == ["Waar komt groen?", "Kiezen jullie bomen?"]
    assert groen["rondes"][1]["gaf"] == ["ja"]
    assert water["rondes"][1]["gaf"] == ["nee"]
    assert set(water["rondes"][0]["gaf"]) == {f"Idee van {number}" for number in range(5, 11)}
    assert database_contents(session)["tafels"]["2"] == water
    assert session_data(session, "0")["tafels"] == [groen, water]
    assert "Kiezen jullie een vijver?" in sheet_files(session)["tafels.csv"].decode()
    chapter = next(part for part in build_report(session, "0").sections[-1].parts if part.heading == "Per tafel")
    assert [part.heading for part in chapter.parts] == ["Tafel groen", "Tafel Water"]
    ((lines,),) = [part.blocks for part in chapter.parts if part.heading == "Tafel Water"]
    assert isinstance(lines, Bullets)
    assert re.fullmatch(
        r"Waar blijft het water\? Idee van \d+(; Idee van \d+){2}\. En nog 3, bij de vraag zelf\.", lines.items[0]
    )
    assert lines.items[1:] == ("Kiezen jullie een vijver? nee.",)
    assert chapter.blocks == (Paragraph("Dit gaven 2 tafels bij alle vragen samen.", "quiet"),)


async def test_a_small_table_of_people_stands_in_no_harvest_and_is_not_found_by_subtraction() -> None:
    room = await evening()
    asked = await opened(room, "ieder")
    for number in range(9):
        room.sit(f"t{number}", "groen" if number < 6 else "Water")
        await choose(room, f"t{number}", 0)
    await room.do(CloseRound())
    assert per_table(room, asked.id) == {}, "six beside three would tell the three"
    assert harvest_data(room.session) == []


def test_a_sentence_about_tables_speaks_of_tables_and_leaves_what_was_written() -> None:
    block = {"vraag": "Wie mag dit lezen?", "opties": ["alle deelnemers", "niemand"], "tafels": "ja"}
    asked = read_activity("keuze", block)
    ballots = [Ballot(f"m{number}", {"keuze": int(number > 5), "tafel": [str(number)]}, "") for number in range(8)]
    assert asked.sentence(asked.tally(ballots)) == (
        "‘alle deelnemers’ staat bovenaan: 6 van de 8 tafels kiezen dit. ‘niemand’ volgt met 2."
    )


async def test_the_outcome_of_tables_counts_tables() -> None:
    room = await evening()
    asked = await opened(room, "samen")
    for token, table in (("a", "groen"), ("b", "Water"), ("c", "wonen")):
        room.sit(token, table)
        await choose(room, token, 0)
    await room.do(CloseRound())
    assert "alle 3 tafels kiezen dit" in outcome_of(room.session, asked).sentence
