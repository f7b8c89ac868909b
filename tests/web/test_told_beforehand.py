"""What a phone says before an answer that goes further than this room."""

import pytest

from kompas_tui.domain.outcome import veil_of
from kompas_tui.web.changes import Changes
from kompas_tui.web.questions import FOR_OTHER_GROUPS, asked_of
from kompas_tui.web.room import Room
from kompas_tui.web.visitors import Visitor
from kompas_tui.workshop.commands.asking import CloseRound
from tests.workshop.rooms import opened, workshop

DECK = """---
titel: Proef
---

# Lessen {#lessen}

```open
vraag: Wat leerde je?
reisgids: lessen
```

# Eigen {#eigen}

```open
vraag: Wat houd je voor jezelf?
```

# Punten {#punten}

```formulier
vraag: Waar kan iemand terecht?
reisgids: aanspreekpunten
velden:
  - {naam: functie, vraag: Welke functie?}
  - {naam: nummer, vraag: Je nummer, persoonsgegeven: ja}
```

# Ruilen {#ruilen}

```markt
vraag: Wat vraag je en wat bied je?
```
"""


@pytest.mark.parametrize(
    ("card", "told"),
    [
        ("lessen", [FOR_OTHER_GROUPS]),
        ("eigen", []),
        ("punten", [f"{FOR_OTHER_GROUPS} ‘Je nummer’ gaat niet mee."]),
        ("ruilen", [FOR_OTHER_GROUPS]),
    ],
)
async def test_a_phone_says_that_other_groups_will_read_this(card: str, told: list[str]) -> None:
    room = await workshop(("proef", DECK, False))
    round_ = await opened(room, card)
    hints = asked_of(round_, (), {}, veil_of(room.session, round_.activity)).hints
    assert [hint for hint in hints if hint not in (round_.activity.hint, round_.activity.explanation)] == told


async def test_what_the_source_knows_is_folded_below_the_question() -> None:
    table = "| Motief | Aanpak |\n| --- | --- |\n" + "".join(f"| reden {n} | {'x' * n} |\n" for n in range(40))
    looked = DECK.replace("reisgids: lessen\n```\n", f"reisgids: lessen\n```\n\n```naslag\nMotieven\n\n{table}```\n", 1)
    room = await workshop(("proef", looked, False))
    await opened(room, "lessen")
    page = Room(room, Changes(room)).page(Visitor("", part=True)).plain.decode()
    folded = page[page.index('<section id="naslag"><details><summary>Motieven</summary>') :]
    assert "reden 0" in folded
    assert page.index("Verstuur") < page.index("naslag")
    await room.do(CloseRound())
    await opened(room, "eigen")
    assert 'id="naslag"' not in Room(room, Changes(room)).page(Visitor("", part=True)).plain.decode()
