"""What a page tells besides what it shows: its title, what a screen reader hears, and the reasons beside a result."""

import re

from kompas_tui.workshop.commands.asking import CloseRound, ShowResult
from tests.web.room import PageReader, ServedRoom


async def test_the_question_is_the_title_of_the_page_and_is_announced(room: ServedRoom) -> None:
    phone = room.phone()
    await phone.look()
    await room.open("keuze")
    html = (await phone.client.get(f"/{phone.code}")).text
    title = re.search("<title>(.*?)</title>", html)
    assert title is not None
    assert title[1].startswith("Waar beginnen we mee?")
    assert 'data-titel="Waar beginnen we mee?"' in html
    assert 'data-meld="Er is een vraag: Waar beginnen we mee?"' in html


async def test_reasons_stand_under_the_result_that_they_belong_to(room: ServedRoom) -> None:
    await room.open("instemming")
    for reason in ("Te druk op zondag", "De bus rijdt om"):
        phone = room.phone()
        await phone.look()
        await phone.send((await phone.look()).forms[0], **{"instemming": "3", "reden-1": reason})
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    page: PageReader = await phone.look()
    assert "Bezwaar" in page.text
    cells = [cell for table in page.tables for row in table for cell in row]
    assert {"Te druk op zondag", "De bus rijdt om"} <= set(cells)
