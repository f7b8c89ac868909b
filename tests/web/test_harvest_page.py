"""The harvest on the facilitator's page, and what the phones' last page says of it."""

from pathlib import Path

from kompas_tui.journal import SessionFolder
from kompas_tui.workshop.commands.course import End
from kompas_tui.workshop.commands.writing import Agree, Decide
from tests.web.room import DECK, KEY, served


async def test_the_harvest_is_corrected_on_the_page_and_phones_hear_when_they_hear_more(tmp_path: Path) -> None:
    deck = tmp_path / "straat.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), deck) as room:
        page = room.client()
        await page.post("/regie", data={"sleutel": KEY})
        await room.workshop.do(Decide("De straat gaat open"))
        await room.workshop.do(Agree("Bellen"))
        seen = (await page.get("/regie")).text
        token = seen.partition('name="teken" value="')[2].partition('"')[0]
        assert "Oogst: 2 afspraken" in seen

        async def do(**order: str) -> str:
            sent = {"teken": token, "plek": "oogst", **order}
            return (await page.post("/regie/doe", data=sent, follow_redirects=True)).text

        assert "Besluiten: De straat gaat dicht" in await do(
            opdracht="verbeter", regel="1", tekst="De straat gaat dicht"
        )
        assert "Bellen" not in await do(opdracht="haal_weg", regel="2")
        await do(opdracht="terugkoppeling", wanneer="2026-12-12", hoe="in een brief")
        await do(opdracht="oogst")
        assert room.workshop.covers.top == "oogst"
        await do(opdracht="oogst", weg="ja")
        assert room.workshop.covers.top is None
        await room.workshop.do(End())
        phone = (await room.client().get(f"/{room.workshop.session.code}")).text
        assert "Je hoort op 12 december 2026 wat hiermee gebeurt. Zo hoor je het: in een brief." in phone
