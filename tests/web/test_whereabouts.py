"""A phone says once whether it is in the room, in a form that works without script."""

from pathlib import Path

from kompas_tui.journal import SessionFolder
from tests.web.room import KEY, PageReader, served
from tests.workshop.test_whereabouts import DECK


async def test_a_phone_is_asked_once_where_it_is_and_may_say_it_anew(tmp_path: Path) -> None:
    deck = tmp_path / "overal.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "s"), deck) as room:
        phone, polish = room.phone(), room.phone()
        page = await phone.look()
        assert "Ben je in de zaal of ergens anders?" in page.text
        polish.client.headers["accept-language"] = "pl"
        assert "Jesteś na sali czy gdzie indziej?" in (await polish.look()).text
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
            assert (await remote.get("/regie/stand")).json()["ergens_anders"] == 1
            login = PageReader((await remote.get("/regie")).text).forms[0]
            desk = await remote.post(login.action, data={"sleutel": KEY}, follow_redirects=True)
            assert "Ergens anders dan in de zaal: <b>1</b>" in desk.text
