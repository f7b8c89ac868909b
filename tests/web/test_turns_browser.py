"""A chain of times in a real browser: it counts down by itself, and is read aloud at a turn only."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, expect

from kompas_tui.journal import SessionFolder
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.floor import GiveFloor
from kompas_tui.workshop.commands.time import PaceRhythm
from tests.web.looking import fits, no_violations
from tests.web.room import ServedRoom, served
from tests.web.test_turns import DECK

pytestmark = pytest.mark.slow


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[ServedRoom]:
    deck = tmp_path / "proef.md"
    # A turn that ends while a slow machine looks at the page would be read aloud too.
    deck.write_text(DECK.replace("minuten: 1}", "minuten: 9}"), encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), deck) as room:
        yield room


async def test_a_turn_counts_down_and_only_the_next_one_is_read_aloud(
    room: ServedRoom, context: BrowserContext
) -> None:
    await room.workshop.do(GoTo("praten"))
    await room.workshop.do(PaceRhythm("start"))
    await room.workshop.do(GiveFloor("open"))
    page = await context.new_page()
    await page.clock.install()
    await page.goto(f"{room.url}/{room.workshop.session.code}")
    await expect(page.locator("#ritme b")).to_contain_text("nog 8:")
    await page.clock.set_system_time(datetime.now(UTC) - timedelta(days=1))
    await page.clock.run_for(2_000)
    assert (await page.locator("#ritme b").inner_text()).startswith("nog 8:"), "whatever the phone makes of the day"
    await no_violations(page, "beurt")
    await fits(page, "beurt")
    assert await page.locator("#meld").inner_text() == ""
    await page.get_by_role("button", name="Ik wil iets zeggen").click()
    await expect(page.locator("#woord")).to_contain_text("Jij bent nummer 1.")
    await room.workshop.do(PaceRhythm("verder"))
    await expect(page.locator("#ritme")).to_contain_text("Beurt 2 van 2: Samen")
    await expect(page.locator("#meld")).to_contain_text("Beurt 2 van 2: Samen")
    await room.workshop.do(PaceRhythm("stop"))
    await expect(page.locator("#ritme")).to_be_empty()
