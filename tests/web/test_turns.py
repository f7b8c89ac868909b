"""What phones see of a question with a right answer, and of a chain of times."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kompas_tui.journal import SessionFolder
from kompas_tui.workshop.commands.asking import CloseRound, ShowResult
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.floor import GiveFloor
from kompas_tui.workshop.commands.time import PaceRhythm
from tests.web.room import PlainPhone, ServedRoom, served

DECK = """---
titel: Samen
---

# Rivier {#rivier}

```keuze
vraag: Welke rivier gaf de stad haar naam?
opties: [Maas, Rotte, Schie]
goed: Rotte
seconden: 600
```

# Praten {#praten}

```ritme
rondes:
  - {titel: Alleen, minuten: 1}
  - {titel: Samen, minuten: 4}
```
"""


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[ServedRoom]:
    deck = tmp_path / "proef.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), deck) as room:
        yield room


async def test_nobody_reads_what_is_right_before_the_result_and_then_only_the_own_phone_tells_who_was(
    room: ServedRoom,
) -> None:
    phone = room.phone()
    await room.open("rivier")
    page = await phone.look()
    said = page.text
    assert "Tijd om te antwoorden" in said
    assert "Goed" not in said.replace("goed en", "")
    await phone.send(page.forms[0], keuze="1")
    assert "goed" not in (await phone.look()).text.lower().replace("je antwoord is opgeslagen", "")
    await room.workshop.do(CloseRound())
    assert "(goed)" not in (await phone.look()).text
    await room.workshop.do(ShowResult())
    shown = (await phone.look()).text
    assert "Rotte (goed)" in shown
    assert "Jouw antwoord was goed." in shown
    assert "Je had 1 van de 1 vraag goed." in shown
    assert "Jouw antwoord" not in (await room.phone().look()).text


async def test_a_turn_is_told_on_phones_and_by_the_remote(room: ServedRoom) -> None:
    await room.workshop.do(GoTo("praten"))
    await room.workshop.do(PaceRhythm("start"))
    said = (await room.phone().look()).text
    assert "Beurt 1 van 2: Alleen" in said
    assert "Straks: Samen, 4 minuten" in said


async def test_a_phone_asks_to_speak_and_gets_a_number(room: ServedRoom) -> None:
    async def heard(phone: PlainPhone) -> str:
        told = re.search('data-meld="([^"]*)"', (await phone.client.get(f"/{phone.code}")).text)
        return told[1] if told else ""

    await room.workshop.do(GiveFloor("open"))
    first, second = room.phone(), room.phone()
    assert "Wil je iets zeggen?" in await heard(first)
    for phone in (first, second):
        form = (await phone.look()).forms[0]
        assert form.buttons == ["Ik wil iets zeggen"]
        assert (await phone.send(form)).status_code == 200
        assert (await phone.send(form)).status_code == 200, "a network may bring it twice"
    assert "Jij bent nummer 2. Er is 1 ander voor je." in (await second.look()).text
    state = (await room.remote().get("/regie/stand")).json()
    assert state["sprekers"]["wachten"] == ["nummer 1", "nummer 2"]
    await room.workshop.do(GiveFloor("volgende"))
    assert "Jij bent nu aan de beurt, nummer 1." in (await first.look()).text
    assert "Jij bent nu aan de beurt, nummer 1." in await heard(first)
    assert "Jij bent straks als eerste aan de beurt." in await heard(second)
    await second.send((await second.look()).forms[0])
    assert room.workshop.floor.waiting == []
