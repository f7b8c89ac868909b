"""A canvas on the phones, in words and without script, and set from the facilitator's page and the remote."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from kompas_tui.journal import SessionFolder
from kompas_tui.web.choices import commands_data
from kompas_tui.web.pages import Html
from kompas_tui.workshop.commands.canvas import SetCell
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.writing import Agree
from tests.journeys.test_canvas import DECK, going_on, made
from tests.web.room import KEY, PageReader, ServedRoom, served
from tests.web.test_desk import form_with, logged_in, text_of

LARGEST_PAGE = 14_000
CELLS = "\n".join(f"  - {{naam: vak{n}, titel: Vak {n}}}" for n in range(20))
FULL = f"---\ntitel: Vol\n---\n# Vol {{#vol}}\n```canvas\nnaam: Vol\nsoort: deal\ncellen:\n{CELLS}\n```\n"


@pytest.fixture
async def deal(folder: SessionFolder, tmp_path: Path) -> AsyncIterator[ServedRoom]:
    """A session at the canvas of a deal."""
    deck = tmp_path / "deal.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(folder, deck) as room:
        await room.workshop.do(GoTo("taken"))
        await room.workshop.do(Agree("Bankjes <b>plaatsen</b>", "gemeente", "2026-12-31"))
        await room.workshop.do(GoTo("deal"))
        await room.workshop.do(SetCell("doel", "Een straat die je kent."))
        yield room


async def test_a_phone_reads_the_canvas_with_what_is_still_empty(deal: ServedRoom) -> None:
    page = await deal.phone().look()
    for said in (
        ", versie 1.",
        "Nog open: 2 van de 6 vakken zijn leeg.",
        "Een straat die je kent.",
        "Bankjes <b>plaatsen</b>",
        "31 december 2026",
        "niet getoetst",
        "nog leeg",
    ):
        assert said in page.text, said


async def test_who_is_asked_for_consent_reads_what_it_is_about(deal: ServedRoom) -> None:
    await deal.open("akkoord")
    page = await deal.phone().look()
    assert "We gaan aan de slag met deze deal." in page.text
    assert "Een straat die je kent." in page.text


async def test_a_full_canvas_stays_a_small_page(folder: SessionFolder, tmp_path: Path) -> None:
    deck = tmp_path / "vol.md"
    deck.write_text(FULL, encoding="utf-8")
    async with served(folder, deck) as room:
        for number in range(20):
            words = " ".join(f"{number * 7919 + n * 104729 % 99991:x}" for n in range(180))
            await room.workshop.do(SetCell(f"vak{number}", words[:1000]))
        response = await room.phone().client.get(f"/{room.workshop.session.code}")
        assert "Dit staat op het scherm in de zaal." in response.text
        assert len(Html(response.content).compressed) <= LARGEST_PAGE


async def test_the_page_offers_a_draft_and_sets_a_cell(deal: ServedRoom) -> None:
    await deal.workshop.do(GoTo("deal"))
    desk = await logged_in(deal)
    assert "Nog open: 2 van de 6 vakken zijn leeg." in await text_of(desk)
    forms = PageReader((await desk.get("/regie")).text).forms
    last = next(form for form in reversed(forms) if "Stel dit vak vast" in form.buttons)
    response = await desk.post(last.action, data=last.data() | {"tekst": "Voor de zomer."})
    assert "Het vak is vastgesteld." in response.text
    assert deal.workshop.session.canvases["deal"].texts["tijd"] == "Voor de zomer."


async def test_the_page_sets_the_number_the_version_and_the_next_look(deal: ServedRoom) -> None:
    desk = await logged_in(deal)
    form = form_with(PageReader((await desk.get("/regie")).text), "Bewaar")
    assert "volgende_keer" in form.data()
    response = await desk.post(
        form.action, data=form.data() | {"nummer": "D-7", "versie": "3", "volgende_keer": "2027-01-31"}
    )
    assert "De gegevens van het canvas zijn bewaard." in response.text
    laid = deal.workshop.session.canvases["deal"]
    assert (laid.number, laid.version, laid.when) == ("D-7", 3, date(2027, 1, 31))


async def test_the_remote_sets_a_cell_of_the_canvas_from_any_card(deal: ServedRoom) -> None:
    await deal.workshop.do(GoTo("akkoord"))
    (told,) = (one for one in commands_data(deal.workshop) if one["opdracht"] == "vak")
    assert told["kan_niet"] == ""
    assert "tijd" in [choice["waarde"] for choice in told["nodig"][0]["keuzes"]]
    remote = deal.client(headers={"authorization": f"Bearer {KEY}"})
    order = {"opdracht": "vak", "vak": "Tijdpad", "tekst": "Voor de zomer."}
    assert (await remote.post("/regie/opdracht", json=order)).status_code == 200
    refused = await remote.post("/regie/opdracht", json={"opdracht": "vak", "vak": "tijdd", "tekst": "x"})
    assert refused.status_code >= 400
    assert "Bedoel je ‘tijd’?" in refused.text
    state = (await remote.post("/regie/opdracht", json={"opdracht": "canvas"})).json()
    assert state["kaart"] == "deal"
    assert state["canvas"]["cellen"][5]["tekst"] == "Voor de zomer."
    assert state["canvas"]["zin"] == "Nog open: 1 van de 6 vakken is leeg."


async def test_the_page_marks_actions_of_the_session_before_as_done(folder: SessionFolder, tmp_path: Path) -> None:
    await made(tmp_path)
    await (await going_on(tmp_path, tmp_path / "sessie", "later")).close()
    async with served(SessionFolder(tmp_path / "later"), tmp_path / "deal.md") as room:
        desk = await logged_in(room)
        assert "Bankjes plaatsen (gemeente)" in await text_of(desk)
        form = form_with(PageReader((await desk.get("/regie")).text), "Dit is klaar")
        response = await desk.post(form.action, data=form.data() | {"actiepunt": "1"})
        assert "Het actiepunt is klaar." in response.text
        assert room.workshop.session.finished == {1}
