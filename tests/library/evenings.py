"""Sessions in folders for tests of the library: real databases, written by a real workshop."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kompas_tui.deck_files import load_decks
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop import Workshop, open_workshop
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.course import End
from tests.workshop.rooms import opened

SPRING = datetime(2027, 3, 2, 19, 30, tzinfo=UTC)
"""When the first evening was."""
NOW = SPRING + timedelta(days=60)

DECK = """---
titel: Avond in Oost
wijk: Oost
themas: [groen, jeugd]
bewaren: 365
---

# Lessen {#lessen}

```open
vraag: Wat leerde je?
reisgids: lessen
```

# Verhaal {#verhaal}

```formulier
vraag: Vertel je verhaal.
reisgids: verhalen
velden:
  - {naam: wie, vraag: Wie kwamen elkaar tegen?}
  - {naam: omslag, vraag: Waar draaide het om?}
```

# Ruilen {#ruilen}

```markt
vraag: Wat vraag je en wat bied je?
```

# Beren {#beren}

```meerkeuze
vraag: Welke beren zie je?
max: 2
opties: [Tijd en prioriteit, Mandaat]
```

# Tijd {#tijd}

```beer
naam: Tijd en prioriteit
familie: individu
tekening: tijd
gezegd: ["Geen tijd."]
tips: ["Plan het in."]
```

# Mandaat {#mandaat}

```beer
naam: Mandaat
familie: structuur
tekening: mandaat
gezegd: ["Dat mag ik niet."]
tips: ["Vraag het."]
```
"""


class Evening:
    """A running session in a folder, and what a test does in it."""

    def __init__(self, folder: SessionFolder, room: Workshop) -> None:
        self.folder, self.room = folder, room

    async def answer(self, card: str, *forms: dict[str, list[str]]) -> None:
        """Ask this card's question, answer it with a phone a form, and close."""
        asked = await opened(self.room, card)
        for voter, form in enumerate(forms):
            await self.room.cast(f"toestel-{voter}", asked.id, form)
        await self.room.do(CloseRound())

    async def end(self) -> Path:
        """End the session, which writes its database."""
        await self.room.do(End())
        await self.room.close()
        return self.folder.path


async def evening(path: Path, *, began: datetime = SPRING, deck: str = DECK, **details: Any) -> Evening:
    """A session that begins in this folder; `details` are those of a session."""
    path.mkdir(parents=True)
    file = path.parent / f"{path.name}.md"
    file.write_text(deck, encoding="utf-8")
    folder = SessionFolder(path)
    room = await open_workshop(folder, load_decks([str(file)]), ev.Details(**details), clock=lambda: began)
    file.unlink()
    return Evening(folder, room)


def lines(things: Sequence[object]) -> list[str]:
    """The text of each thing."""
    return [thing.text for thing in things]  # type: ignore[attr-defined]
