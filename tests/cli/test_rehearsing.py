"""A rehearsal names what a room would run into: what overflows, what is too small, the time, and what goes wrong."""

from pathlib import Path

from textual.geometry import Size

from kompas_tui.cli.rehearsing import Rehearsed, rehearse
from kompas_tui.tui.ports import Entrance
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import GoTo
from tests.tui.beamers import beamer

DECK = """---
titel: Met fouten erin
duur: 30
rollen: [bewoner, wethouder]
genodigd: {bewoner: 30, wethouder: 1}
---

# Welkom {#welkom}

Fijn dat je er bent.

```regie
duur: 5
Heet iedereen welkom.
```

# Goede vraag {#goed}

```keuze
vraag: Wat kies je?
opties: [Rood, Blauw]
```

```regie
duur: 5
Luister naar de reden.
```

# Te vol {#vol}

```meerkeuze
vraag: Wat hoort erbij?
opties: [{options}]
per_rol: ja
```

```regie
duur: 5
Luister.
```

# Te kort {#kort}

```open
vraag: Wat wil je kwijt aan de gemeente?
kolommen: [Straat, Plein, Park, School]
```

```regie
duur: 1
Luister.
```

# Zonder bron {#leeg}

```meerkeuze
vraag: Wat is het beste?
max: 2
opties_uit: {kaart: later, top: 3}
```

# Lang verhaal {#lang}

{story}

# De plaat {#plaat}

```praatplaat
midden: Plein
punten:
{points}
```

# Later {#later}

```open
vraag: Wat nog meer?
```
"""


async def test_planted_faults_are_named(tmp_path: Path) -> None:
    deck = tmp_path / "fout.md"
    options = ", ".join(f"Een heel lange mogelijkheid die nummer {n} heet en doorgaat" for n in range(1, 25))
    points = "\n".join(
        f"  - {{titel: PUNT {n}, vraag: Wat willen we hier met elkaar bereiken?, naar: goed}}" for n in range(1, 8)
    )
    deck.write_text(
        DECK.replace("{options}", options)
        .replace("{story}", "Er was eens een plein. " * 12)
        .replace("{points}", points),
        encoding="utf-8",
    )
    said = "\n".join(await rehearse([str(deck)], 6, Size(80, 24), lambda line: None))
    head, _, rest = said.partition("Te klein voor de achterste rij")
    assert "De vraag van ‘Te vol’: 4 pagina’s" in head
    assert "De vraag van ‘Te vol’" in rest
    assert "De tekst van ‘Lang verhaal’: 60 woorden is te veel" in rest
    assert "Goede vraag" not in said
    assert "De plaat" not in rest, "its labels are no text"
    assert "‘Te kort’: gepland 1, alleen antwoorden kost al" in said
    assert "2 vragen hebben geen minuten, zoals ‘Zonder bron’. Zet ‘duur: 5’ in een blok ‘regie’" in said
    assert "Samen 16 minuten gepland, bovenaan staat 30" in said
    assert "Bij ‘Zonder bron’: " in said
    assert "‘wethouder’ is 1 mens: bij ‘Te vol’ staat die rol nooit apart" in said
    assert "‘bewoner’" not in said


async def test_phones_vote_with_codes_on_paper_where_the_deck_asks_them(tmp_path: Path) -> None:
    deck = tmp_path / "papier.md"
    vote = "vraag: Doen we het?\nstembriefje: ja\nopties: [Ja, Nee]"
    deck.write_text(f"---\ntitel: Papier\nstembriefjes: 2\n---\n# Doen? {{#doen}}\n\n```keuze\n{vote}\n```\n", "utf-8")
    said = "\n".join(await rehearse([str(deck)], 2, Size(100, 30), lambda line: None)).lower()
    assert "‘doen?’" in said
    assert "geen telefoon" not in said
    assert "een telefoon hoorde" not in said


async def test_a_hunt_that_the_phones_chose_is_no_part_of_the_plan(tmp_path: Path) -> None:
    async with beamer(tmp_path, deck="beren") as shown:
        room = shown.workshop
        await room.do(GoTo("tellen"))
        await room.do(OpenRound())
        for voter in range(6):
            await room.cast(f"wie {voter}", "tellen-1", {"keuzes": ["1", "2"]})
        await room.do(CloseRound())
        planned = sum(card.minutes or 0 for card in room.decks.course.order)
        assert sum(card.minutes or 0 for card in room.course.order) > planned
        said = Rehearsed(room, Entrance("", ""), Size(100, 30)).findings()
        assert f"  - Samen {planned} minuten gepland" in said
