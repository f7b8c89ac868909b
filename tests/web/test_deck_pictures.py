"""A deck's own pictures on phones: asked for after the page, small, their room kept free, their words beside them."""

import io
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from kompas_tui.journal import SessionFolder
from kompas_tui.scenes import LARGEST_PICTURE, phone_picture
from kompas_tui.workshop.commands.course import GoTo
from tests.web.room import ServedRoom, served

DECK = """---
titel: Plein
---

# Kijk {#kijk}

![Het plein met "bankjes" <b>](plein.png)

# Kies {#kies}

Kies wat past.

![Het plein van straks](plein.png)

```keuze
vraag: Wat wil je?
opties: [bomen, water]
```
"""


def noise(size: tuple[int, int]) -> bytes:
    stream = io.BytesIO()
    bands = [Image.effect_noise(size, 120) for _ in range(3)]
    Image.merge("RGB", bands).save(stream, "JPEG", quality=90)
    return stream.getvalue()


@pytest.fixture
async def plein(folder: SessionFolder, tmp_path: Path) -> AsyncIterator[ServedRoom]:
    deck = tmp_path / "plein.md"
    deck.write_text(DECK, encoding="utf-8")
    (tmp_path / "plein.png").write_bytes(noise((1200, 800)))
    async with served(folder, deck) as room:
        yield room


def pictures(page: str) -> list[str]:
    return re.findall(r"<img src=\"/[^>]+/plaatje/[^>]+>", page)


async def test_a_picture_is_a_request_of_its_own_and_takes_its_room_before_it_comes(plein: ServedRoom) -> None:
    page = (await plein.client().get(f"/{plein.workshop.session.code}")).text
    (tag,) = pictures(page)
    assert 'width="720" height="480" loading="lazy"' in tag
    assert 'alt="Het plein met &#34;bankjes&#34; &lt;b&gt;"' in tag
    assert "<details open>" in page
    reply = await plein.client().get(tag.split('"')[1])
    assert (reply.status_code, reply.headers["content-type"]) == (200, "image/jpeg")
    assert "immutable" in reply.headers["cache-control"]
    assert len(reply.content) <= LARGEST_PICTURE
    assert Image.open(io.BytesIO(reply.content)).format == "JPEG"


async def test_the_picture_stays_beside_the_open_question(plein: ServedRoom) -> None:
    await plein.open("kies")
    page = (await plein.client().get(f"/{plein.workshop.session.code}")).text
    assert len(pictures(page)) == 1
    assert page.index("<form") < page.index("/plaatje/")


async def test_only_pictures_of_this_session_are_served(plein: ServedRoom) -> None:
    code, digest = plein.workshop.session.code, next(iter(plein.workshop.session.pictures))
    for path in (f"/XXXX/plaatje/{digest}", f"/{code}/plaatje/{'0' * 64}", f"/{code}/plaatje/{digest}/groot"):
        assert (await plein.client().get(path)).status_code == 404
    assert (await plein.client().get(f"/{code}/plaatje/..%2Fslot")).status_code == 404


async def test_a_picture_that_is_gone_is_told_in_words(folder: SessionFolder, tmp_path: Path) -> None:
    deck = tmp_path / "plein.md"
    deck.write_text(DECK, encoding="utf-8")
    (tmp_path / "plein.png").write_bytes(noise((90, 60)))
    async with served(folder, deck) as room:
        await room.workshop.do(GoTo("kies"))
        (digest,) = room.workshop.session.pictures
        room.workshop.materials._pictures._known[digest] = None
        page = (await room.client().get(f"/{room.workshop.session.code}")).text
        path = pictures(page)[0].split('"')[1]
        assert (await room.client().get(path)).status_code == 404
        assert "Het plein van straks" in page


def test_the_most_restless_picture_is_still_small() -> None:
    assert len(phone_picture(noise((1600, 1600)), 720)) <= LARGEST_PICTURE


CHOICES = """---
titel: Plein
---

# Kies {#kies}

```KIND
vraag: Welk plein?
opties:
  - {tekst: "Ontwerp <A>", beeld: plein.png}
  - {tekst: "Ontwerp B", beeld: plein.png, alt: Veel groen}
  - Geen van beide
```
"""


@pytest.mark.parametrize("kind", ["keuze", "meerkeuze", "stickers", "rangorde"])
async def test_each_option_has_its_picture_and_its_label_says_only_its_text(
    folder: SessionFolder, tmp_path: Path, kind: str
) -> None:
    deck = tmp_path / "plein.md"
    deck.write_text(CHOICES.replace("KIND", kind), encoding="utf-8")
    (tmp_path / "plein.png").write_bytes(noise((400, 300)))
    async with served(folder, deck) as room:
        await room.open("kies")
        page = (await room.client().get(f"/{room.workshop.session.code}")).text
        first, second = pictures(page)
        assert 'alt="Ontwerp &lt;A&gt;" width="360" height="270"' in first
        assert 'alt="Veel groen"' in second
        assert re.findall(r"<label[^>]*>([^<]*)</label>", page)[:1] in (["Ontwerp &lt;A&gt;"], ["Plaats 1"])
        reply = await room.client().get(first.split('"')[1])
        assert Image.open(io.BytesIO(reply.content)).size == (360, 270)
