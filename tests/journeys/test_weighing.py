"""Each contribution weighed: whether it counts and why, from the shown text to the report, and never a hidden one."""

from pathlib import Path

import pytest

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.report import build_report
from kompas_tui.domain.result.shapes import TextList
from kompas_tui.export.data import session_data
from kompas_tui.export.sheets import sheet_files
from kompas_tui.journal import MemoryJournal
from kompas_tui.journal.database import database_contents
from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog, WriteDialog
from kompas_tui.web.changes import Changes
from kompas_tui.web.room import Room
from kompas_tui.web.visitors import Visitor
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import TakeBack
from kompas_tui.workshop.commands.texts import Moderate, Weigh
from kompas_tui.workshop.workshop import fold_journal
from tests.tui.beamers import beamer
from tests.workshop.rooms import opened, workshop

SAID = ("Meer groen op het plein", "Geen auto's", "Later open")


async def answered(room: Workshop, journal: MemoryJournal | None = None) -> dict[str, str]:
    """The texts of a round that was closed and shown, each with its id."""
    asked = await opened(room, "ideeen")
    for phone, said in enumerate(SAID):
        await room.cast(f"telefoon-{phone}", asked.id, {"tekst-1": [said]}, nonce=f"{phone}")
    await room.do(CloseRound())
    await room.do(ShowResult())
    return {item.text: item.id for item in asked.texts()}


def told(room: Workshop) -> list[str]:
    """All that anybody can see of the session, as texts."""
    page = Room(room, Changes(room)).page(Visitor("", part=True)).plain.decode()
    sheets = b"".join(sheet_files(room.session).values()).decode()
    report = str(build_report(room.session, room.head, room.course))
    return [page, sheets, report, str(session_data(room.session, room.head)), str(database_contents(room.session))]


async def test_what_was_weighed_stands_beside_the_text_everywhere() -> None:
    journal = MemoryJournal()
    room = await workshop(journal=journal)
    ids = await answered(room)
    await room.do(Weigh(ids[SAID[0]], "telt mee", "Het plein wordt dit jaar aangepakt"))
    await room.do(Weigh(ids[SAID[1]], "Niet", "De weg blijft nodig voor de winkels"))
    for said in told(room):
        assert "Het plein wordt dit jaar aangepakt" in said
        assert "De weg blijft nodig voor de winkels" in said
    report = build_report(room.session, room.head, room.course)
    section = next(one for one in report.sections if one.heading == "Wat deden we met jullie inbreng?")
    assert "De groep woog 2 teksten. Daarvan: 1 telt mee, 1 telt niet mee." in str(section)
    again, _ = fold_journal(journal)
    result = outcome_of(again, next(iter(again.rounds.values()))).result
    assert isinstance(result, TextList)
    assert {item.text: item.weighing for item in result.items} == {
        SAID[0]: "telt mee", SAID[1]: "niet", SAID[2]: "",
    }  # fmt: skip


async def test_a_weighing_is_changed_and_taken_back() -> None:
    room = await workshop()
    ids = await answered(room)
    await room.do(Weigh(ids[SAID[0]], "deels", "We beginnen klein"))
    await room.do(Weigh(ids[SAID[0]], "telt mee", "We beginnen groot"))
    assert await room.do(TakeBack()) == "De weging staat weer zoals eerst."
    assert all("We beginnen klein" in said and "We beginnen groot" not in said for said in told(room))
    await room.do(TakeBack())
    assert not any("We beginnen" in said or "De groep woog" in said for said in told(room))


async def test_a_hidden_text_is_not_weighed_and_takes_its_weighing_along() -> None:
    room = await workshop()
    ids = await answered(room)
    await room.do(Weigh(ids[SAID[0]], "telt mee", "Het kan"))
    await room.do(Moderate(ids[SAID[0]], "verberg"))
    assert not any(SAID[0] in said or "Het kan" in said for said in told(room))
    with pytest.raises(CommandRefused, match="niet te zien"):
        await room.do(Weigh(ids[SAID[0]], "niet", "Toch niet"))


async def test_an_edited_text_is_another_one_that_nobody_weighed() -> None:
    room = await workshop()
    ids = await answered(room)
    await room.do(Weigh(ids[SAID[0]], "telt mee", "Het kan"))
    await room.do(OpenRound("verder"))
    asked = room.session.open_round
    assert asked is not None
    await room.cast("telefoon-0", asked.id, {"tekst-1": ["Alles asfalt"]}, nonce="x")
    await room.do(CloseRound())
    assert not any("Het kan" in said for said in told(room))


@pytest.mark.parametrize(
    ("weighing", "why", "refusal"),
    [("misschien", "Zomaar", "ken ik niet"), ("deels", "  ", "Schrijf ook op waarom")],
)
async def test_a_weighing_has_one_of_three_words_and_a_reason(weighing: str, why: str, refusal: str) -> None:
    room = await workshop()
    ids = await answered(room)
    with pytest.raises(CommandRefused, match=refusal):
        await room.do(Weigh(ids[SAID[0]], weighing, why))


DECK = "---\ntitel: Wegen\n---\n\n# Ideeën {#ideeen}\n\n```open\nvraag: Wat wil je?\n```\n"


async def test_the_facilitator_weighs_one_text_after_another(tmp_path: Path) -> None:
    path = tmp_path / "wegen.md"
    path.write_text(DECK, encoding="utf-8")
    async with beamer(tmp_path, (120, 30), deck=str(path)) as shown:
        await shown.press("q", "m")
        await shown.says("Deze vraag is nog niet gesteld.")
        await answered(shown.workshop)
        await shown.press("m")
        await shown.asks(ListDialog)
        await shown.press("enter")
        await shown.asks(ChoiceDialog)
        await shown.press("down", "enter")
        await shown.asks(WriteDialog)
        await shown.press(*"klein", "enter")
        await shown.until(lambda: isinstance(shown.app.screen, ListDialog) and "deels" in shown.dialog_text())
        await shown.press("escape")
        await shown.shows("◐ deels: klein", "m wegen")


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ([0, 0, 1], "1 telt mee"),
        ([2, 2, 0], "1 telt niet mee"),
        ([0, 1, 1], "1 telt deels mee"),
        ([0, 1], "1 is verdeeld"),
    ],
)
async def test_what_the_room_weighed_itself_is_what_was_done_with_it(chosen: list[int], told: str) -> None:
    room = await workshop(("wegen", WEIGHED_BY_ALL, False))
    await with_a_point(room)
    await weighed(room, chosen)
    await room.do(CloseRound())
    assert done_with_it(room) == [f"De groep woog 1 punt. Daarvan: {told}. Per punt staat het bij ‘Telt het mee?’."]


async def test_of_points_that_were_weighed_again_the_last_time_counts_once_it_is_over() -> None:
    room = await workshop(("wegen", WEIGHED_BY_ALL, False))
    await with_a_point(room)
    await weighed(room, [2, 2, 2])
    assert "woog" not in " ".join(done_with_it(room)), "it is still open"
    await room.do(CloseRound())
    (first,) = done_with_it(room)
    assert "1 telt niet mee." in first
    await weighed(room, [0, 0, 0])
    assert done_with_it(room) == [first]
    await room.do(CloseRound())
    assert done_with_it(room) == [first.replace("telt niet mee", "telt mee")]


async def with_a_point(room: Workshop) -> None:
    """Somebody wrote what has to be weighed."""
    asked = await opened(room, "punten")
    await room.cast("telefoon", asked.id, {"tekst-1": [SAID[0]]}, nonce="0")
    await room.do(CloseRound())


async def weighed(room: Workshop, chosen: list[int]) -> None:
    """Everybody says whether it counts, in a round that stays open."""
    judged = await opened(room, "wegen")
    for phone, level in enumerate(chosen):
        await room.cast(f"telefoon-{phone}", judged.id, {"item-1": [str(level)]}, nonce=f"{judged.id}-{phone}")


def done_with_it(room: Workshop) -> list[str]:
    """What the report says was done with what people brought."""
    report = build_report(room.session, room.head, room.course)
    (section,) = [one for one in report.sections if one.heading == "Wat deden we met jullie inbreng?"]
    return [getattr(block, "text", "") for block in section.blocks]


WEIGHED_BY_ALL = """---
titel: Wegen
---

# Punten {#punten}

```open
vraag: Wat moet anders?
```

# Telt het mee? {#wegen}

```checklist
vraag: Telt dit punt mee?
items_uit: {kaart: punten, top: alle}
antwoorden: [Telt mee, Deels, Telt niet mee]
erbij: reden
```
"""
