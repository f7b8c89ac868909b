"""Items of a checklist that are for one role: who has it is asked them, and nobody else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kompas_tui.domain.kinds.checklist import ADDRESSED_OPENLY
from kompas_tui.domain.language.errors import InvalidOptions
from kompas_tui.domain.result.shapes import Stacked
from kompas_tui.journal import SessionFolder
from tests.domain.activities import activity
from tests.web.room import PlainPhone, ServedRoom, served

DECK = """---
titel: Antwoord
rollen: [raad, college, partner]
---

# En het antwoord? {#antwoord}

```checklist
vraag: Wat antwoord jij?
antwoorden: [maak ik waar, kan niet, later]
items: [Zeg het op tijd, Kom langs, Beslis snel]
voor: [college, raad, college]
per_rol: ja
openlijk: ja
```
"""


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[ServedRoom]:
    path = tmp_path / "antwoord.md"
    path.write_text(DECK, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), path) as held:
        yield held


async def phone_of(room: ServedRoom, role: str) -> PlainPhone:
    phone = room.phone()
    page = await phone.look()
    if role:
        await phone.send(next(form for form in page.forms if form.action.endswith("/rol")), rol=role)
    return phone


async def test_a_phone_asks_what_is_for_its_role_and_nothing_else(room: ServedRoom) -> None:
    await room.open("antwoord")
    town = await phone_of(room, "college")
    form = (await town.look()).forms[0]
    assert {control.name for control in form.of("radio")} == {"item-1", "item-3"}
    assert (await town.send(form, **{"item-1": "0", "item-3": "2"})).status_code == 200
    council = await phone_of(room, "raad")
    mine = (await council.look()).forms[0]
    assert {control.name for control in mine.of("radio")} == {"item-2"}
    assert (await council.send(mine, **{"item-1": "1"})).status_code == 400, "what is for another role"
    assert (await council.send(mine, **{"item-2": "1"})).status_code == 200
    result = room.workshop.session.rounds["antwoord-1"].result()
    assert isinstance(result, Stacked)
    assert [row.counts for row in result.rows] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]


async def test_who_is_asked_nothing_hears_so_and_who_has_no_role_hears_to_choose_one(room: ServedRoom) -> None:
    await room.open("antwoord")
    partner, nobody = await phone_of(room, "partner"), await phone_of(room, "")
    for phone, said in ((partner, "Aan jouw rol is hier niets gevraagd."), (nobody, "Kies eerst je rol.")):
        page = await phone.look()
        assert said in page.text
        assert not any(form.of("radio") and not form.action.endswith("/rol") for form in page.forms)


async def test_another_role_keeps_what_was_answered_for_the_first_one(room: ServedRoom) -> None:
    await room.open("antwoord")
    phone = await phone_of(room, "college")
    await phone.send((await phone.look()).forms[0], **{"item-1": "0"})
    roles = next(form for form in (await phone.look()).forms if form.action.endswith("/rol"))
    assert (await phone.send(roles, rol="partner")).status_code == 200
    (ballot,) = room.workshop.session.rounds["antwoord-1"].ballots.values()
    assert ballot.answer == {"item-1": 0}


def test_items_for_a_role_need_a_role_each_and_are_told_openly() -> None:
    with pytest.raises(InvalidOptions, match="noem bij elk onderdeel één rol"):
        activity("checklist", items=["A", "B"], voor=["raad"], per_rol=True, openlijk=True)
    with pytest.raises(InvalidOptions, match=ADDRESSED_OPENLY):
        activity("checklist", items=["A"], voor=["raad"])
