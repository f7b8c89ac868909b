"""Lots: drawn for who asks, shown to the room when that is asked for, and of nothing that the room may not see."""

from collections.abc import Callable, Sequence

import pytest

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.result.shapes import TextItem
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import End, GoTo
from kompas_tui.workshop.commands.looking import LookUp
from kompas_tui.workshop.commands.lots import DrawText, NumberGroups
from kompas_tui.workshop.commands.texts import Moderate
from tests.workshop.rooms import workshop


def drawing(text: str) -> Callable[[Sequence[TextItem]], TextItem]:
    """A chance that always falls on this text."""
    return lambda texts: next(one for one in texts if one.text == text)


async def with_texts(*texts: str) -> Workshop:
    room = await workshop()
    await room.do(GoTo("ideeen"))
    await room.do(OpenRound())
    for text in texts:
        await room.cast(text, "ideeen-1", {"tekst-1": [text]})
    await room.do(CloseRound())
    return room


async def test_a_text_is_drawn_of_what_the_room_sees_and_shown_when_asked_for() -> None:
    room = await with_texts("Bomen", "Bankjes")
    with pytest.raises(CommandRefused, match="Toon ze eerst"):
        await room.do(DrawText())
    with pytest.raises(CommandRefused, match="Loot eerst"):
        await room.do(LookUp(cover="lot"))
    await room.do(ShowResult())
    await room.do(DrawText(drawing("Bankjes")))
    lot = room.covers.drawn_lot
    assert lot is not None
    assert (lot.title, lot.in_short, room.covers.top) == ("Het lot viel op", "Bankjes", None)
    await room.do(LookUp(cover="lot"))
    assert room.covers.top == "lot"
    await room.do(DrawText(drawing("Bomen")))
    assert room.covers.top is None, "another lot is not shown before that is asked for"


async def test_a_lot_is_gone_with_its_text_and_never_falls_on_one_that_was_answered() -> None:
    room = await with_texts("Bomen", "Bankjes")
    await room.do(ShowResult())
    await room.do(DrawText(drawing("Bomen")))
    text_id = room.covers.lot.text_id
    await room.do(LookUp(cover="lot"))
    await room.do(Moderate(text_id, "verberg"))
    assert (room.covers.drawn_lot, room.covers.top) == (None, None)
    await room.do(DrawText())
    drawn = room.covers.drawn_lot
    assert drawn is not None
    assert drawn.text == "Bankjes"
    await room.do(GoTo("kleur"))
    assert room.covers.drawn_lot is None


async def test_a_lot_that_is_drawn_out_of_sight_leaves_the_text_that_stands_large() -> None:
    room = await with_texts("Bomen", "Bankjes")
    await room.do(ShowResult())
    for text in room.covers.texts:
        await room.do(LookUp(cover="groot", text_id=text.id))
        await room.do(DrawText())
        assert (room.covers.top, room.covers.enlarged) == ("groot", text)


async def test_people_are_put_in_groups_by_number_also_after_the_end() -> None:
    room = await workshop()
    for people, size in ((0, 1), (3, 4), (1001, 4), (4, 0)):
        with pytest.raises(CommandRefused, match=r"1 tot en met 1\.000 mensen"):
            await room.do(NumberGroups(people, size))
    await room.do(End())
    await room.do(NumberGroups(11, 4))
    lot = room.covers.drawn_lot
    assert lot is not None
    assert sorted(number for group in lot.groups for number in group) == list(range(1, 12))
    assert sorted(map(len, lot.groups)) == [5, 6]
    assert all(list(group) == sorted(group) for group in lot.groups)
    assert lot.in_short == "2 groepen van 5 of 6 mensen."
    await room.do(LookUp(cover="lot"))
    assert room.covers.top == "lot"
    with pytest.raises(CommandRefused, match="afgerond"):
        await room.do(LookUp(cover="oogst"))


@pytest.mark.parametrize(
    ("people", "size", "told"),
    [
        (1, 1, "1 groep van 1 mens."),
        (6, 3, "2 groepen van 3 mensen."),
        (5, 3, "1 groep van 5 mensen."),
        (1000, 1000, "1 groep van 1.000 mensen."),
    ],
)
async def test_as_many_people_as_can_count_off_are_told_in_few_words(people: int, size: int, told: str) -> None:
    room = await workshop()
    await room.do(NumberGroups(people, size))
    assert room.covers.drawn_lot is not None
    assert room.covers.drawn_lot.in_short == told


async def test_a_text_is_drawn_after_the_end_too() -> None:
    room = await with_texts("Bomen")
    await room.do(ShowResult())
    await room.do(End())
    await room.do(DrawText())
    assert room.covers.drawn_lot is not None
