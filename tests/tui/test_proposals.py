"""Which of equally strong texts becomes the proposal: the facilitator chooses, or leaves it to the group."""

from pathlib import Path

from kompas_tui.tui.screens.dialogs import ListDialog
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import GoTo
from tests.tui.beamers import beamer

DECK = """---
titel: Voorstellen
---

# Kleur {#kleur}

```keuze
vraag: Welke kleur?
opties: [rood, geel]
```

# Akkoord {#akkoord}

```instemming
vraag: Kun je hiermee leven?
voorstel_uit: {kaart: kleur}
```
"""


async def test_the_facilitator_chooses_of_equals_or_leaves_it_to_the_group(tmp_path: Path) -> None:
    path = tmp_path / "voorstel.md"
    path.write_text(DECK, encoding="utf-8")
    async with beamer(tmp_path, (80, 24), deck=str(path)) as shown:
        await shown.workshop.do(OpenRound())
        await shown.vote(0, 1)
        await shown.workshop.do(CloseRound())
        await shown.workshop.do(ShowResult())
        await shown.workshop.do(GoTo("akkoord"))
        await shown.press("q")
        await shown.press("o")
        await shown.asks(ListDialog)
        await shown.press("escape")
        await shown.says("Laat de groep daar nog eens kiezen.")
        assert shown.workshop.session.open_round is None
        await shown.press("o")
        await shown.asks(ListDialog)
        await shown.press("down", "enter")
        await shown.until(lambda: shown.workshop.session.open_round is not None)
        await shown.shows("geel")
