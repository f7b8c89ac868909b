"""A design on a real phone with the script: a ballot within a budget, and a whole evening among those who play it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from kompas_tui.deck_files import shipped_decks
from kompas_tui.journal import SessionFolder
from kompas_tui.simulation import pages
from kompas_tui.simulation.pages import SeenForm, read_page
from tests.designs.people import Person
from tests.designs.playing import held
from tests.designs.scripts import DESIGNS
from tests.designs.test_twenty import check_figures
from tests.waiting import eventually_async
from tests.web.conftest import browser as browser  # the fixture
from tests.web.room import ServedRoom, served

pytestmark = pytest.mark.slow

PLANS = {
    "Tien bomen in de Dorpsstraat": 12_000,
    "Een speelplek bij de flat": 20_000,
    "Een keuken in het buurthuis": 15_000,
}


async def test_a_phone_spends_no_more_than_the_budget(tmp_path: Path, browser: Browser) -> None:
    async with served(SessionFolder(tmp_path / "sessie"), shipped_decks()["burgerbegroting"]) as room:
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
        asked = room.workshop.session.open_round
        assert asked is not None
        await eventually_async(lambda: asked.answers == 1)
        (ballot,) = asked.ballots.values()
        plans = asked.activity.listed()
        assert {plans[place] for place in ballot.answer["keuzes"]} == set(PLANS)


@dataclass(slots=True, kw_only=True)
class Visitor(Person):
    """Somebody whose phone is a real browser: it is never told to load the page again after the first time."""

    room: ServedRoom
    page: Page
    seen: list[str] = field(default_factory=list)
    """The rounds that were answered."""

    @property
    def has_script(self) -> bool:
        """It always runs."""
        return True

    async def _got(self) -> pages.Page:
        """What stands on the phone, once it has followed the room."""
        if self.page.url == "about:blank":
            await self.page.goto(f"{self.room.url}/{self.code}")
        asked = self.room.workshop.session.open_round
        if asked is not None:
            await expect(self.page.locator("main [name=ronde]").first).to_have_value(
                re.compile(rf"{re.escape(asked.id)}\b")
            )
            self.seen.append(asked.id)
        return read_page(await self.page.content())

    async def _send(self, form: SeenForm, pairs: list[tuple[str, str]]) -> None:
        kinds: Mapping[str, str] = {control.name: control.kind for control in form.asked}
        for name, said in pairs:
            control = self.page.locator(f"main [name={name!r}]")
            match kinds[name]:
                case "radio" | "checkbox":
                    drawn = await control.and_(self.page.locator(f"[value={said!r}]")).get_attribute("id")
                    await self.page.locator(f"label[for={drawn!r}]").click()
                case "select":
                    await control.select_option(said)
                case _:
                    await control.fill(said)
        await self.page.get_by_role("button", name="Verstuur").first.click()
        await expect(self.page.locator("h1")).to_have_text("Je antwoord is opgeslagen")


async def test_a_real_phone_follows_an_evening_and_counts_like_any_other(tmp_path: Path, browser: Browser) -> None:
    page = await browser.new_page(viewport={"width": 360, "height": 740})
    visitors: list[Visitor] = []

    def arrives(room: ServedRoom, number: int) -> Person:
        visitors.append(Visitor(room.client(), room.workshop.session.code, number, room=room, page=page))
        return visitors[0]

    evening, report = await held("dialoogtafel", DESIGNS["dialoogtafel"], tmp_path, arrives)
    check_figures(evening, report)
    assert len(visitors[0].seen) == len(evening.asked)
