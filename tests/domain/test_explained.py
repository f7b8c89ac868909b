"""The text of a card that asks nothing stands in the report, where it was shown."""

from kompas_tui.domain.report import Bullets, Figures, Paragraph, build_report
from kompas_tui.domain.result.tables import Table
from kompas_tui.workshop.commands.course import GoTo
from tests.workshop.rooms import opened, workshop

DECK = """---
titel: Proef
---

# Welkom {#welkom}

Hallo.

# Hoe gaan we verder? {#verder}

Over twee weken hoor je van ons.

- We **bellen** wie dat wil.
    1. Op maandag.
- We komen terug.

| Wie | Wanneer |
|---|---|
| Wijk | mei |

# Kleur {#kleur}

Denk aan je straat.

```keuze
vraag: Welke kleur?
opties: [rood, geel]
```

# Nooit getoond {#nooit}

Dit zag niemand.
"""


async def test_what_was_explained_is_told_once_and_in_the_order_in_which_it_was_shown() -> None:
    room = await workshop(("proef", DECK, False))
    for card in ("verder", "welkom", "verder"):
        await room.do(GoTo(card))
    await opened(room, "kleur")
    report = build_report(room.session, "f" * 64, room.course)
    told = next(section for section in report.sections[-1].parts if section.heading == "Wat er is uitgelegd")
    assert [part.heading for part in told.parts] == ["Welkom", "Hoe gaan we verder?"]
    assert told.parts[1].blocks == (
        Paragraph("Over twee weken hoor je van ons."),
        Bullets(("We bellen wie dat wil.", "1. Op maandag.", "We komen terug."), levels=(0, 1, 0)),
        Figures(
            "Hoe gaan we verder?: tabel 1",
            "Tabel van de kaart ‘Hoe gaan we verder?’",
            Table(("Wie", "Wanneer"), (("Wijk", "mei"),)),
        ),
    )
