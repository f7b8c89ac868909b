"""Where a phone says to which table its owner goes: before all that can wait."""

from pathlib import Path

from kompas_tui.journal import SessionFolder
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.floor import GiveFloor
from kompas_tui.workshop.commands.groups import FormGroups
from tests.web.room import served

DECK = """---
titel: Samen
---

# Groepen {#groepen}

```groepen
van: 3
rondes: 2
```
"""


async def test_the_table_to_go_to_stands_above_the_speakers(tmp_path: Path) -> None:
    deck = tmp_path / "proef.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), deck) as room:
        phones = [room.phone() for _ in range(6)]
        for phone in phones:
            await phone.look()
            await phone.look()  # it is known once its cookie came back
        await room.workshop.do(GoTo("groepen"))
        await room.workshop.do(FormGroups(0))
        await room.workshop.do(GiveFloor("open"))
        text = (await phones[0].look()).text
        assert 0 <= text.find("Ga naar deze tafel.") < text.find("Wil je iets zeggen?")


async def test_who_comes_later_from_home_is_sent_to_no_table(tmp_path: Path) -> None:
    deck = tmp_path / "proef.md"
    deck.write_text(DECK.replace("titel: Samen", "titel: Samen\nthuis: ja"), encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), deck) as room:
        phones = [room.phone() for _ in range(7)]
        for phone in phones[:6]:
            await phone.look()
            await phone.look()
        await room.workshop.do(GoTo("groepen"))
        await room.workshop.do(FormGroups(0))
        late = phones[6]
        await late.look()
        (form,) = [form for form in (await late.look()).forms if form.action.endswith("/plek")]
        assert "Ga naar deze tafel." in (await late.look()).text
        await late.send(form, plek="elders")
        page = await late.look()
        assert "Jij bent niet in de zaal" in page.text
        assert "Ga naar deze tafel." not in page.text
