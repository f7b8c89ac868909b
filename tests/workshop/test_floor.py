"""Who wants to speak: numbers and words in a row, and nothing of it in the log but how many spoke and how long."""

import pytest

from kompas_tui.domain.language.errors import AnswerRefused, CommandRefused
from kompas_tui.domain.report.turns import speakers_table
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.floor import GiveFloor
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.table import ORDERS
from tests.workshop.rooms import Watch, workshop


@pytest.fixture
async def room(clock: Watch) -> Workshop:
    return await workshop(clock=clock)


async def test_people_speak_in_the_order_in_which_they_asked(room: Workshop) -> None:
    await room.do(GiveFloor("open", minutes=2))
    await room.ask_floor("telefoon-1")
    await room.do(GiveFloor("erbij", "vrouw achterin"))
    await room.ask_floor("telefoon-2")
    assert room.floor.then_in_words == "Straks: nummer 1, vrouw achterin en nummer 3."
    await room.do(GiveFloor("volgende"))
    assert (room.floor.now_in_words, room.floor.then_in_words) == (
        "Nu: nummer 1",
        "Straks: vrouw achterin en nummer 3.",
    )
    own = room.floor.place_of(room.marks.device("telefoon-2"))
    assert own is not None
    assert (own.number, room.floor.before(own)) == (3, 1)


async def test_who_asks_twice_has_one_place_and_can_give_it_back(room: Workshop) -> None:
    await room.do(GiveFloor("open"))
    before = room.version
    for _ in range(2):
        await room.ask_floor("telefoon-1")
    assert [one.number for one in room.floor.waiting] == [1], "a network may bring a press twice"
    for _ in range(2):
        await room.ask_floor("telefoon-1", wants=False)
    assert room.floor.waiting == []
    assert room.version == before, "who presses on and on must not make all phones look again"


async def test_each_has_so_many_minutes(room: Workshop, clock: Watch) -> None:
    await room.do(GiveFloor("open", minutes=3))
    await room.do(GiveFloor("erbij", "man voorin"))
    await room.do(GiveFloor("volgende"))
    clock.minutes = 1
    assert room.floor.left(clock()) == 120
    clock.minutes = 4
    assert room.floor.left(clock()) == -60


async def test_nothing_of_the_list_reaches_the_log_but_its_sum_and_that_only_where_it_is_wanted(
    room: Workshop, clock: Watch
) -> None:
    before = room.session.length
    await room.do(GiveFloor("open"))
    await room.do(GiveFloor("erbij", "vrouw achterin"))
    await room.ask_floor("telefoon-1")
    await room.do(GiveFloor("volgende"))
    clock.minutes = 2
    await room.do(GiveFloor("volgende"))
    clock.minutes = 5
    await room.do(GiveFloor("sluit"))
    assert room.session.length == before
    await room.do(GiveFloor("open"))
    await room.do(GiveFloor("erbij", "vrouw achterin"))
    await room.do(GiveFloor("volgende"))
    clock.minutes = 9
    await room.do(GiveFloor("bewaar"))
    (kept,) = room.session.floors
    assert (kept.speakers, kept.minutes) == (1, 4)
    assert "achterin" not in str(kept)
    table = speakers_table(room.session)
    assert table is not None
    assert table.table.in_words == (("Welkom", "1", "4"),)
    assert not room.floor.is_open


async def test_what_can_not_be_done_is_refused(room: Workshop) -> None:
    for command, why in (
        (GiveFloor("volgende"), "geen sprekerslijst"),
        (GiveFloor("open", minutes=0), "van 1 tot en met 30"),
    ):
        with pytest.raises(CommandRefused, match=why):
            await room.do(command)
    with pytest.raises(CommandRefused, match="Bedoel je ‘open’"):
        await room.do(ORDERS["sprekers"](OrderWords({"doe": "opnen"})))
    with pytest.raises(AnswerRefused, match="gesloten"):
        await room.ask_floor("telefoon-1")
    await room.do(GiveFloor("open"))
    with pytest.raises(CommandRefused, match="vrouw achterin"):
        await room.do(GiveFloor("erbij", "  "))
