"""The pictures of a deck, kept with the session: there without the deck's folder, and never replaced by another."""

import asyncio
import hashlib
import io
import shutil
from pathlib import Path

import pytest
from PIL import Image

from kompas_tui.deck_files import load_decks
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop import open_workshop, resume_workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import GoTo

DECK = "---\ntitel: Plein\n---\n\n# Het plein\n\n![Het plein met bankjes](plein.png)\n"


def saved(path: Path, colour: str) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (300, 200), colour).save(stream, "PNG")
    path.write_bytes(stream.getvalue())


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    folder = tmp_path / "deck"
    folder.mkdir()
    saved(folder / "plein.png", "green")
    path = folder / "plein.md"
    path.write_text(DECK, encoding="utf-8")
    return path


def test_a_picture_outlives_the_folder_of_its_deck(tmp_path: Path, deck: Path) -> None:
    folder = SessionFolder(tmp_path / "sessie")

    async def run() -> None:
        room = await open_workshop(folder, load_decks([str(deck)]), ev.Details())
        first = room.card.picture
        assert first is not None
        data = room.materials.picture(first.digest)
        assert data is not None
        assert hashlib.sha256(data).hexdigest() == first.digest
        await room.close()
        shutil.rmtree(deck.parent)

        again = resume_workshop(folder)
        assert again.card.picture == first
        assert again.materials.picture(first.digest) == data
        assert again.materials.picture("../../etc/hostname") is None
        await again.close()
        assert folder.pictures(folder.read_session().session) == {first.digest: data}

        (file,) = folder.path.glob("foto-*.jpg")
        saved(file, "red")
        other = resume_workshop(folder)
        assert other.materials.picture(first.digest) is None
        await other.close()
        assert folder.pictures(folder.read_session().session) == {}
        folder.remove()
        assert not folder.path.exists()

    with folder.lock():
        asyncio.run(run())


def test_an_edited_picture_is_taken_over_and_the_earlier_one_stays_for_the_report(tmp_path: Path, deck: Path) -> None:
    folder = SessionFolder(tmp_path / "sessie")

    async def run() -> None:
        room = await open_workshop(folder, load_decks([str(deck)]), ev.Details())
        first = room.card.picture
        saved(deck.parent / "plein.png", "blue")
        await room.materials.take_over(load_decks([str(deck)]))
        second = room.card.picture
        assert first is not None
        assert second is not None
        assert first.digest != second.digest
        assert set(folder.pictures(room.session)) == {first.digest, second.digest}
        await room.materials.take_over(load_decks([str(deck)]))
        assert room.session.length == 3
        await room.close()

    with folder.lock():
        asyncio.run(run())


CHOICE = """---
titel: Plein
---

# Kies {#kies}

```keuze
vraag: Welk plein?
opties:
  - {tekst: "Ontwerp  A", beeld: plein.png, alt: Veel groen}
  - {tekst: Ontwerp B, beeld: plein.png}
  - Geen van beide
```

# Stickers {#stickers}

```stickers
vraag: Welk van de beste twee?
opties_uit: {kaart: kies, top: 2}
```
"""


def test_an_option_that_is_carried_on_keeps_its_picture(tmp_path: Path, deck: Path) -> None:
    deck.write_text(CHOICE, encoding="utf-8")
    folder = SessionFolder(tmp_path / "sessie")

    async def run() -> None:
        room = await open_workshop(folder, load_decks([str(deck)]), ev.Details())
        await room.do(OpenRound())
        assert room.session.open_round is not None
        for number, choice in enumerate("00122"):
            await room.cast(f"token-{number}", room.session.open_round.id, {"keuze": [choice]})
        await room.do(CloseRound())
        await room.do(GoTo("stickers"))
        await room.do(OpenRound())
        assert room.session.open_round is not None
        activity = room.session.open_round.activity
        assert activity.listed() == ("Ontwerp A", "Geen van beide")
        first, none = activity.option_pictures
        assert none is None
        assert first is not None
        assert first.alt == "Veel groen"
        assert room.materials.picture(first.digest) is not None
        await room.close()

    with folder.lock():
        asyncio.run(run())
