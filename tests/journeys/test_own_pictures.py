"""A deck with its own plate and pictures, from file to Word: seen, chosen, and reported when the folder is gone."""

import asyncio
import io
import shutil
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from kompas_tui.cli.reporting import report_of
from kompas_tui.deck_files import load_decks
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop import open_workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import End, GoTo

DECK = """---
titel: Plein
---

# Plaat {#plaat}

```praatplaat
midden: Ons plein
vorm: getekend
beeld: plein.png
punten:
  - {titel: Kiezen, naar: kies, bij: [0.1, 0.1], vlak: [0, 0, 0.5, 1]}
```

# Kijk {#kijk}

![Het plein zoals het nu is](plein.png)

# Kies {#kies}

```keuze
vraag: Welk plein?
opties:
  - {tekst: Ontwerp A, beeld: plein.png}
  - {tekst: Ontwerp B, beeld: b.png, alt: Veel groen}
```
"""


def saved(path: Path, colour: str) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (800, 450), colour).save(stream, "PNG")
    path.write_bytes(stream.getvalue())


async def play(folder: SessionFolder, deck: Path) -> None:
    room = await open_workshop(folder, load_decks([str(deck)]), ev.Details())
    for card in ("plaat", "kijk", "kies"):
        await room.do(GoTo(card))
    await room.do(OpenRound())
    current = room.session.open_round
    assert current is not None
    for number, choice in enumerate("011"):
        await room.cast(f"token-{number}", current.id, {"keuze": [choice]})
    await room.do(CloseRound())
    await room.do(End())
    await room.close()


def test_pictures_of_a_deck_stand_in_the_report_with_their_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    deck, folder = tmp_path / "deck" / "plein.md", SessionFolder(tmp_path / "sessie")
    deck.parent.mkdir()
    deck.write_text(DECK, encoding="utf-8")
    saved(deck.parent / "plein.png", "lightgreen")
    saved(deck.parent / "b.png", "navy")
    with folder.lock():
        asyncio.run(play(folder, deck))
    shutil.rmtree(deck.parent)
    with zipfile.ZipFile(report_of(folder.path)) as word:
        text = word.read("word/document.xml").decode()
    for said in ("Het plein zoals het nu is", "Veel groen", "Ontwerp A"):
        assert f'descr="{said}"' in text
    assert 'descr="Praatplaat ‘Ons plein’ met 1 punt: 1 klaar.' in text

    for kept in folder.path.glob("foto-*.jpg"):
        kept.write_bytes(b"iets anders")
    with zipfile.ZipFile(report_of(folder.path)) as word:
        text = word.read("word/document.xml").decode()
    assert "Op het plaatje: Veel groen" in text
    assert 'descr="Veel groen"' not in text
