"""A design on a real phone of 320 pixels with the script: a ballot within a budget."""

from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from kompas_tui.deck_files import shipped_decks
from kompas_tui.journal import SessionFolder
from tests.waiting import eventually_async
from tests.web.conftest import ARGUMENTS, CHROMIUM
from tests.web.room import served

PLANS = {
    "Tien bomen in de Dorpsstraat": 12_000,
    "Een speelplek bij de flat": 20_000,
    "Een keuken in het buurthuis": 15_000,
}


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium here")
async def test_a_phone_spends_no_more_than_the_budget(tmp_path: Path) -> None:
    async with served(SessionFolder(tmp_path / "sessie"), shipped_decks()["burgerbegroting"]) as room:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = await browser.new_page(viewport={"width": 320, "height": 720})
            await page.goto(f"{room.url}/{room.workshop.session.code}")
            await room.open("projecten")
            for plan in PLANS:
                await page.get_by_label(plan).check()
            assert await page.evaluate("document.documentElement.scrollWidth") <= 320
            await page.get_by_label("Een tuin op het schoolplein").check()
            await page.get_by_role("button", name="Verstuur").click()
            await page.get_by_text("11.000 euro te veel. Haal iets weg.").first.wait_for()
            await page.get_by_label("Een tuin op het schoolplein").uncheck()
            await page.get_by_role("button", name="Verstuur").click()
            await page.get_by_text("Je antwoord is opgeslagen").first.wait_for()
            await browser.close()
        asked = room.workshop.session.open_round
        assert asked is not None
        await eventually_async(lambda: asked.answers == 1)
        (ballot,) = asked.ballots.values()
        plans = asked.activity.listed()
        assert {plans[place] for place in ballot.answer["keuzes"]} == set(PLANS)
