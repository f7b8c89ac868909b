"""A phone says once whether it is in the room, in a form that works without script."""

import re
from pathlib import Path

from kompas_tui.journal import SessionFolder
from kompas_tui.web.own import MOST_ON_PHONE
from kompas_tui.workshop.commands.asking import CloseRound, ShowResult
from kompas_tui.workshop.commands.box import HandleBox
from kompas_tui.workshop.whereabouts import NOT_IN_ROOM, ROOM
from tests.web.room import ANSWERS, KEY, ROUND_CARDS, PageReader, served
from tests.web.room import DECK as DECK_OF_ALL
from tests.workshop.test_whereabouts import DECK


async def test_a_phone_is_asked_once_where_it_is_and_may_say_it_anew(tmp_path: Path) -> None:
    deck = tmp_path / "overal.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "s"), deck) as room:
        phone, polish = room.phone(), room.phone()
        page = await phone.look()
        assert "Ben je in de zaal of ergens anders?" in page.text
        polish.client.headers["accept-language"] = "pl"
        assert "Jesteś w sali czy gdzie indziej?" in (await polish.look()).text
        (form,) = [form for form in page.forms if form.action.endswith("/plek")]
        assert (await phone.send(form, plek="maan")).status_code == 400
        for where, said in (("elders", "vanaf een andere plek"), ("zaal", "in de zaal"), ("elders", "andere plek")):
            assert said in (await phone.send(form, plek=where)).text
        page = await phone.look()
        assert "Ben je in de zaal" not in page.text
        assert "Kijk naar het scherm in de zaal" not in page.text, "who is at home can't"
        # After a restart it is known again as soon as the phone looks.
        room.workshop.places._told.clear()
        await phone.look()
        async with room.remote() as remote:
            login = PageReader((await remote.get("/regie")).text).forms[0]
            desk = await remote.post(login.action, data={"sleutel": KEY}, follow_redirects=True)
            assert len(room.workshop.places.devices_elsewhere) == 1
            assert (await remote.get("/regie/stand")).json()["ergens_anders"] is None, "a few at home are found by it"
            assert "Ergens anders" not in desk.text
            for number in range(9):
                token = room.workshop.marks.new_token()
                room.workshop.say_where(token, NOT_IN_ROOM if number < 4 else ROOM)
                await room.workshop.join(token)
            room.workshop.say_where(polish.client.cookies["kompas"], ROOM)
            assert (await remote.get("/regie/stand")).json()["ergens_anders"] == 5
            assert "Ergens anders dan in de zaal: <b>5</b>" in (await remote.get("/regie")).text


async def test_no_sentence_sends_who_is_at_home_to_the_screen_in_the_room(tmp_path: Path) -> None:
    deck = tmp_path / "overal.md"
    deck.write_text(DECK_OF_ALL.replace("bewaren: 30\n", "bewaren: 30\nthuis: ja\nvragenbus: ja\n"), encoding="utf-8")
    seen: dict[str, str] = {}
    async with served(SessionFolder(tmp_path / "s"), deck) as room:
        phone, workshop = room.phone(), room.workshop

        async def see(name: str, query: str = "") -> PageReader:
            response = await phone.client.get(f"/{phone.code}{query}")
            page = PageReader(response.text)
            seen[name] = " ".join((page.text, *re.findall('data-meld="([^"]*)"', response.text)))
            return page

        await see("first")
        await see("waiting")
        for number in range(MOST_ON_PHONE + 3):
            await workshop.box.ask(workshop.marks.new_token(), f"Vraag {number}?")
        for text_id in [*workshop.session.box]:
            await workshop.do(HandleBox(text_id, "toon"))
        await see("box")
        assert "Er zijn er nog 3. Die passen hier niet." in seen["box"]
        for card in ROUND_CARDS:
            await room.open(card)
            form = (await see(f"{card}, question")).forms[0]
            await phone.send(form, **ANSWERS[card][0])
            await see(f"{card}, receipt")
            await workshop.do(CloseRound())
            await see(f"{card}, closed")
            await workshop.do(ShowResult())
            await see(f"{card}, result")
        await see("evening", "/mijn")
        for path in ("/", "/XXXX"):
            seen[path] = PageReader((await phone.client.get(path)).text).text
    for name, told in seen.items():
        assert not re.search("(?i)kijk (nu )?(naar|op) het scherm in|kijk nu naar|scherm in de zaal", told), (
            name,
            told,
        )
