"""A long question in a real browser: a hundred options to search through, and long statements on a small screen."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, expect

from kompas_tui.journal import SessionFolder
from tests.web.looking import fits, no_violations
from tests.web.room import ServedRoom, served
from tests.web.test_long_forms import OPTIONS, deck

pytestmark = pytest.mark.slow


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[ServedRoom]:
    path = tmp_path / "lang.md"
    path.write_text(deck().replace(OPTIONS[40], "Een wildeïge geveltuin"), encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), path) as held:
        yield held


async def test_a_hundred_options_are_searched_and_what_is_chosen_is_not_lost(
    room: ServedRoom, context: BrowserContext
) -> None:
    await room.open("meerkeuze")
    page = await context.new_page()
    await page.goto(f"{room.url}/{room.workshop.session.code}")
    await fits(page, "honderd opties")
    search, told = page.get_by_label("Zoek in de lijst"), page.locator("#gevonden")
    await expect(told).to_have_text("In deze lijst staan 100 regels.")
    await page.locator(".optie").nth(2).click()
    await search.fill("WILDEIGE tuin")
    await expect(told).to_have_text("Gevonden: 1 van de 100. Wat je koos, blijft staan: 1.")
    await expect(page.locator(".optie:visible")).to_have_count(2)
    await no_violations(page, "zoeken")
    await search.press("Enter")
    await page.get_by_label("Een wildeïge geveltuin").check()
    await search.fill("bestaat niet")
    await expect(told).to_have_text("Niets gevonden. Probeer een ander woord. Wat je koos, blijft staan: 2.")
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator("h1")).to_have_text("Je antwoord is opgeslagen")
    asked = room.workshop.session.open_round
    assert asked is not None
    (ballot,) = asked.ballots.values()
    assert ballot.answer == {"keuzes": [2, 40]}


async def test_dots_on_a_long_list_stay_where_they_were_stuck(room: ServedRoom, context: BrowserContext) -> None:
    await room.open("stickers")
    page = await context.new_page()
    await page.goto(f"{room.url}/{room.workshop.session.code}")
    await page.locator("[type=number]").nth(99).fill("2")
    await page.get_by_label("Zoek in de lijst").fill("geveltuin")
    await expect(page.locator(".punten:visible")).to_have_count(2)
    await page.get_by_label("Een wildeïge geveltuin").fill("3")
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator("h1")).to_have_text("Je antwoord is opgeslagen")
    asked = room.workshop.session.open_round
    assert asked is not None
    (ballot,) = asked.ballots.values()
    assert {place: n for place, n in enumerate(ballot.answer["stickers"]) if n} == {40: 3, 99: 2}


async def test_long_statements_fit_a_small_screen(room: ServedRoom, context: BrowserContext) -> None:
    await room.open("schaal")
    page = await context.new_page()
    await page.goto(f"{room.url}/{room.workshop.session.code}")
    await fits(page, "lange stellingen")
    await no_violations(page, "lange stellingen")
