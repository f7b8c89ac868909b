"""A phone picks its table in a form of its own, without script; a table's answer is everybody's at that table."""

from pathlib import Path

import pytest
from starlette.requests import Request

from kompas_tui.journal import SessionFolder
from kompas_tui.web.requests import chosen_role, chosen_table, role_cookie, seat_cookie
from kompas_tui.workshop.commands.asking import CloseRound, ShowResult
from kompas_tui.workshop.commands.course import End, GoTo
from tests.web.room import KEY, PageReader, PlainPhone, ServedRoom, served
from tests.workshop.test_groups import DECK as GROUPS
from tests.workshop.test_tables import DECK, TABLES


async def sits(phone: PlainPhone, table: str) -> PageReader:
    """Pick a table on the page."""
    form = next(form for form in (await phone.look()).forms if form.action.endswith("/tafel"))
    reply = await phone.send(form, tafel=table)
    assert (reply.status_code < 400) is (table in TABLES)
    return PageReader(reply.text)


def question(page: PageReader) -> object:
    return next((form for form in page.forms if "name='keuze'" in str(form.controls)), None)


async def test_a_table_answers_from_the_page_and_everybody_there_may_change_it(tmp_path: Path) -> None:
    deck = tmp_path / "tafel.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "s"), deck) as room:
        await _evening(room)


async def _evening(room: ServedRoom) -> None:
    one, two, other = (room.phone() for _ in range(3))
    await room.open("samen")
    page = await one.look()
    assert "Kies eerst je tafel. Dan zie je de vraag." in page.text
    assert question(page) is None
    refused = await sits(one, "zolder")
    assert "Kies eerst een tafel" in refused.text
    for phone, table in ((one, "groen"), (two, "groen"), (other, "Water")):
        page = await sits(phone, table)
        assert f"Je zit aan tafel {table}" in page.text
    assert "Je tafel geeft één antwoord. Het laatste telt" in page.text
    asked = next(form for form in (await one.look()).forms if "name='keuze'" in str(form.controls))
    assert "Iedereen aan je tafel kan het veranderen." in PageReader((await one.send(asked, keuze="0")).text).text
    assert "Je antwoord is opgeslagen" in (await two.look()).text
    assert "Je antwoord is opgeslagen" not in (await other.look()).text
    async with room.remote() as remote:
        state = (await remote.get("/regie/stand")).json()
        assert state["tafels"] == [
            {"tafel": "groen", "telefoons": 2},
            {"tafel": "Water", "telefoons": 1},
            {"tafel": "wonen", "telefoons": 0},
        ]
        assert state["antwoorden"] == 1
        login = PageReader((await remote.get("/regie")).text).forms[0]
        page = PageReader((await remote.post(login.action, data={"sleutel": KEY}, follow_redirects=True)).text)
        assert "Telefoons per tafel: groen: 2 , Water: 1 , wonen: 0" in page.text
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    page = await one.look()
    assert "Tafel groen" in page.text


async def test_what_a_table_answered_stands_below_the_question_that_it_was_asked(tmp_path: Path) -> None:
    deck = tmp_path / "tafel.md"
    own = "{groen: Hoe wordt het groener?, Water: Waar blijft het water?, wonen: Wie woont hier?}"
    deck.write_text(DECK.replace("vraag: Wat kiest jullie tafel?", f"vraag: {own}"), encoding="utf-8")
    async with served(SessionFolder(tmp_path / "s"), deck) as room:
        phone = room.phone()
        await room.open("samen")
        await phone.look()
        page = await sits(phone, "Water")
        await phone.send(next(form for form in page.forms if form.of("radio")), keuze="0")
        evening = PageReader((await phone.client.get(f"/{phone.code}/mijn")).text).text
        await room.workshop.do(End())
        for told in (evening, (await phone.look()).text.partition("Jouw kenmerken")[2]):
            assert "Waar blijft het water? (tafel Water)" in told
            assert "Elke tafel heeft een eigen vraag." not in told


async def test_each_phone_shows_its_own_table_per_turn_and_the_remote_the_numbers(tmp_path: Path) -> None:
    deck = tmp_path / "cafe.md"
    deck.write_text(GROUPS, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "s"), deck) as room, room.remote() as remote:
        phones = [room.phone() for _ in range(9)]
        for phone in phones:
            await phone.look()
            await phone.look()  # with its cookie it is counted
        await room.workshop.do(GoTo("wissel"))
        for turn, order in ((1, {"opdracht": "groepen", "zonder": 2}), (2, {"opdracht": "groepsronde"})):
            assert (await remote.post("/regie/opdracht", json=order)).status_code == 200
            pages = [(await phone.look()).text for phone in phones]
            assert all(f"Beurt {turn}: tafel " in page for page in pages)
            assert "Blijf aan deze tafel." in " ".join(pages)
            assert not any("Aan welke tafel zit je?" in page for page in pages)
        groups = (await remote.get("/regie/stand")).json()["groepen"]
        assert (groups["ronde"], groups["van"], groups["tafels"]) == (2, 3, 3)
        assert [one["nummer"] for one in groups["zonder_telefoon"]] == [1, 2]
        login = PageReader((await remote.get("/regie")).text).forms[0]
        page = PageReader((await remote.post(login.action, data={"sleutel": KEY}, follow_redirects=True)).text)
        assert "Naar beurt 3" in page.text
        assert "Nummer 1 zit aan tafel" in page.text


async def test_while_groups_run_a_phone_hears_why_it_picks_no_table(tmp_path: Path) -> None:
    deck = tmp_path / "cafe.md"
    deck.write_text(GROUPS, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "s"), deck) as room, room.remote() as remote:
        phones = [room.phone() for _ in range(9)]
        for phone in phones:
            await phone.look()
            page = await phone.look()
        form = next(form for form in page.forms if form.action.endswith("/tafel"))
        assert (await phones[-1].send(form, tafel="groen")).status_code < 400
        await room.workshop.do(GoTo("wissel"))
        assert (await remote.post("/regie/opdracht", json={"opdracht": "groepen"})).status_code == 200
        assert "Zolang er groepen zijn, kies je zelf geen tafel." in (await phones[-1].look()).text
        refused = await phones[-1].send(form, tafel="water")
        assert refused.status_code == 409
        assert "Je groep heeft een tafel voor je." in PageReader(refused.text).text


@pytest.mark.parametrize(("code", "table"), [("K7F3", "groen, en .. meer"), ("AB2C", "")])
def test_a_table_and_a_role_of_another_session_count_for_nothing(code: str, table: str) -> None:
    kept = "; ".join(
        cookie.partition(";")[0] for cookie in (seat_cookie("groen, en .. meer", "K7F3"), role_cookie("raad", "K7F3"))
    )
    request = Request({"type": "http", "headers": [(b"cookie", kept.encode())]})
    assert chosen_table(request, ["groen, en .. meer", "water"], code) == table
    assert bool(chosen_role(request, ["raad"], code)) is bool(table)
