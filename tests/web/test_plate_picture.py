"""The drawn plate on a phone: a small picture after the page, with the states in words, that changes with them."""

import io
import re
from collections.abc import AsyncIterator

import pytest
from PIL import Image

from kompas_tui.deck_files import shipped_decks
from kompas_tui.journal import SessionFolder
from kompas_tui.scenes import LARGEST_PICTURE, PlateScene, numbered_size
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.course import GoTo
from tests.web.room import ServedRoom, served


@pytest.fixture
async def kompas(folder: SessionFolder) -> AsyncIterator[ServedRoom]:
    """The shipped deck that has a scene."""
    async with served(folder, shipped_decks()["kompas"]) as room:
        yield room


async def image_of(room: ServedRoom) -> re.Match[str]:
    page = (await room.client().get(f"/{room.workshop.session.code}")).text
    found = re.search(r'<img src="(/[^"]+/plaat[^"]*)" alt="([^"]+)"', page)
    assert found is not None
    return found


async def test_the_picture_is_a_request_of_its_own_within_its_bound_and_says_every_state(kompas: ServedRoom) -> None:
    await kompas.workshop.do(GoTo("praatplaat"))
    found = await image_of(kompas)
    reply = await kompas.client().get(found[1].replace("&amp;", "&"))
    assert (reply.status_code, reply.headers["content-type"]) == (200, "image/jpeg")
    assert 5_000 < len(reply.content) <= LARGEST_PICTURE
    assert Image.open(io.BytesIO(reply.content)).size == numbered_size(PlateScene("stad")) == (720, 405)
    assert found[2].startswith("Praatplaat ‘Samenwerken met de stad’: WAT nog niet, WAAROM nog niet")
    assert found[2].count("nog niet") == 10


async def test_another_state_is_another_address_and_another_picture(kompas: ServedRoom) -> None:
    await kompas.workshop.do(GoTo("praatplaat"))
    before = await image_of(kompas)
    first = (await kompas.client().get(before[1])).content
    assert (await image_of(kompas))[1] == before[1]
    await kompas.open("waarom")
    phone = kompas.phone()
    await phone.look()
    await phone.send((await phone.look()).forms[0], keuze="0")
    await kompas.workshop.do(CloseRound())
    await kompas.workshop.do(GoTo("praatplaat"))
    after = await image_of(kompas)
    assert after[1] != before[1]
    assert "WAAROM bezig" in after[2]
    assert (await kompas.client().get(after[1])).content != first


async def test_there_is_no_picture_beside_another_card_or_for_another_code(kompas: ServedRoom) -> None:
    await kompas.workshop.do(GoTo("wat"))
    code = kompas.workshop.session.code
    page = (await kompas.client().get(f"/{code}")).text
    assert "/plaat" not in page
    assert (await kompas.client().get(f"/{code}/plaat")).status_code == 404
    await kompas.workshop.do(GoTo("praatplaat"))
    assert (await kompas.client().get("/XXXX/plaat")).status_code == 404
