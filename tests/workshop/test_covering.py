"""What lies over the card: who listens hears of it, and what is taken away leaves what belongs to something else."""

from kompas_tui.workshop.commands.asking import CloseRound, HideResult, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.looking import LookUp
from kompas_tui.workshop.commands.writing import Decide
from tests.workshop.rooms import opened, workshop

ASKING = """---
titel: Proef
---

# Vragen {#vragen}

```vragen
vraag: Wat wil je weten?
```

# Open {#open}

```open
vraag: Wat vind je?
```
"""


async def test_who_listens_hears_when_something_is_laid_or_lifted_and_not_when_nothing_was_there() -> None:
    room = await workshop()
    heard: list[str | None] = []
    room.listen(lambda: heard.append(room.covers.top))
    room.covers.lay("meedoen", on=True)
    assert room.covers.lift()
    assert not room.covers.lift()
    assert heard == ["meedoen", None]


async def test_an_agreement_goes_with_the_harvest_and_a_black_screen_stays() -> None:
    room = await workshop()
    await room.do(Decide("Zo doen we het"))
    for cover in ("oogst", "groot", "zwart"):
        await room.do(LookUp(cover=cover))
    assert [*room.covers.laid] == ["oogst", "groot", "zwart"]
    await room.do(LookUp(False, "oogst"))
    assert [*room.covers.laid] == ["zwart"]


async def test_a_black_screen_hides_what_is_told_and_what_stands_large() -> None:
    room = await workshop()
    room.covers.reveal()
    room.covers.reveal()
    assert (room.covers.top, room.covers.revealed) == ("onthulling", 2)
    await room.do(LookUp(cover="zwart"))
    assert room.covers.revealed == 0
    await room.do(Decide("Zo doen we het"))
    await room.do(LookUp(cover="oogst"))
    await room.do(LookUp(cover="groot"))
    assert room.covers.enlarged is not None
    await room.do(LookUp(cover="zwart"))
    assert room.covers.enlarged is None


async def test_another_round_or_result_takes_away_what_lies_over_the_card() -> None:
    room = await workshop()
    await room.do(GoTo("kleur"))
    for command in (OpenRound(), CloseRound(), ShowResult(), HideResult()):
        await room.do(LookUp(cover="meedoen"))
        assert room.covers.top == "meedoen"
        await room.do(command)
        assert room.covers.top is None


async def test_only_questions_are_ticked_off() -> None:
    room = await workshop(("proef", ASKING, False))
    assert not room.covers.ticks_off
    for card, ticks_off in (("vragen", True), ("open", False)):
        asked = await opened(room, card)
        await room.cast("een", asked.id, {asked.activity.fields()[0].inputs[0]: ["Hoe?"]})
        await room.do(CloseRound())
        await room.do(ShowResult())
        assert room.covers.ticks_off is ticks_off
    await room.do(LookUp(cover="oogst"))
    assert not room.covers.ticks_off
