"""People at home in the same round: how many that were is told, but never so that a few of them stand apart."""

import json

import pytest

from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.outcome.whereabouts import most_elsewhere, whereabouts_of
from kompas_tui.domain.report import build_report
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import encode
from kompas_tui.domain.session.fitting import ImpossibleEvent, told
from kompas_tui.export.data import session_data
from kompas_tui.export.sheets import sheets_of
from kompas_tui.journal import MemoryJournal
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.room import TakeAttendance
from kompas_tui.workshop.whereabouts import NOT_IN_ROOM, ROOM
from tests.workshop.rooms import choose, opened, workshop

DECK = """---
titel: Overal
thuis: ja
genodigd: 50
---

# Kleur {#kleur}

```keuze
vraag: Welke kleur?
opties: [rood, geel]
```
"""


@pytest.mark.parametrize(
    ("answers", "in_room", "elsewhere", "said"),
    [
        (42, 33, 9, (33, 9)),
        (42, 38, 4, None),  # four at home
        (42, 0, 38, None),  # four who are not: in the room, or they did not say it
        (42, 31, 9, (0, 9)),  # two did not say it, so the room is not told
        (42, 27, 9, (27, 9)),
        (42, 4, 9, (0, 9)),  # four in the room, and many who did not say it
        (42, 42, 0, None),
        (9, 9, 9, None),  # what can't be
        (9, -1, 6, None),
    ],
)
def test_a_few_never_stand_apart_nor_can_be_worked_out(
    answers: int, in_room: int, elsewhere: int, said: tuple[int, int] | None
) -> None:
    found = whereabouts_of(answers, in_room, elsewhere)
    assert (found and (found.in_room, found.elsewhere)) == said


def test_a_beamer_elsewhere_is_not_told_how_many_a_few_are() -> None:
    assert [{most_elsewhere(30, few) for few in range(5)}, {most_elsewhere(30, 30 - few) for few in range(5)}] == [
        {4},
        {30},
    ]
    assert {most_elsewhere(9, elsewhere) for elsewhere in range(10)} == {9}
    assert [most_elsewhere(30, 9), most_elsewhere(12, 7)] == [9, 7], "five in the room are no few"


async def evening(elsewhere: int, in_room: int = 8, journal: MemoryJournal | None = None) -> Workshop:
    """A closed round that was answered from here and there."""
    room = await workshop(("overal", DECK, False), journal=journal)
    await opened(room)
    for number in range(elsewhere + in_room):
        token = room.marks.new_token()
        room.say_where(token, NOT_IN_ROOM if number < elsewhere else ROOM)
        await choose(room, token, number % 2)
    await room.do(TakeAttendance(in_room))
    assert len(room.places.devices_elsewhere) == elsewhere
    assert not room.watch.surplus, "who was counted is in the room"
    await room.do(CloseRound())
    return room


async def test_report_and_data_tell_how_many_answered_from_elsewhere() -> None:
    room = await evening(6)
    said = "In de zaal antwoordden 8 mensen, ergens anders 6."
    report = str(build_report(room.session, room.head))
    assert report.count(said) >= 2, "with the question, and in front"
    assert "In de zaal waren 8 mensen." in report
    (asked,) = session_data(room.session, room.head)["rondes"]
    header, row = sheets_of(room.session)["rondes.csv"]
    assert [*zip(header, row, strict=True)][-2:] == [("In de zaal", 8), ("Ergens anders", 6)]
    assert asked["waar"] == {"in_de_zaal": 8, "ergens_anders": 6}
    await room.do(OpenRound("verder"))
    assert outcome_of(room.session, room.session.rounds["kleur-1"]).whereabouts is None, "the figures move again"
    await choose(room, room.marks.new_token(), 0)
    assert "8 mensen in de zaal" in room.watch.surplus
    await room.do(CloseRound())
    assert outcome_of(room.session, room.session.rounds["kleur-1"]).whereabouts is None, "else one voter stands apart"
    closed = [event for event in room.session.happened if isinstance(event, ev.RoundClosed)]
    assert [(event.in_room, event.elsewhere) for event in closed] == [(8, 6), (0, 0)]


async def test_a_few_at_home_stand_in_nothing_that_is_kept() -> None:
    journal = MemoryJournal()
    room = await evening(4, journal=journal)
    events = [event for event, _ in journal.read()]
    assert not any("ergens_anders" in encode(event).decode() for event in events), "not even in the log"
    assert "ergens anders" not in str(build_report(room.session, room.head))
    assert "Ergens anders" not in sheets_of(room.session)["rondes.csv"][0]
    assert "ergens_anders" not in json.dumps(session_data(room.session, room.head))
    with pytest.raises(ImpossibleEvent, match="kleiner dan nul"):
        told([*events[:-1], ev.RoundClosed(time=room.now(), round="kleur-1", elsewhere=-6)])
