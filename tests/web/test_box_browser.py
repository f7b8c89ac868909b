"""The question box in a real browser: how the own question stands is seen and heard as it changes."""

from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, expect

from kompas_tui.workshop.commands.box import HandleBox
from tests.web.room import DECK, ServedRoom

pytestmark = pytest.mark.slow

OWN, NEXT = "Komt er een bank?", "En wanneer komen de bomen?"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck with a question box."""
    path = tmp_path / "straat.md"
    path.write_text(DECK.replace("bewaren: 30", "bewaren: 30\nvragenbus: ja"), encoding="utf-8")
    return path


async def test_how_the_own_question_stands_is_seen_and_heard_while_something_else_is_typed(
    room: ServedRoom, context: BrowserContext
) -> None:
    page = await context.new_page()
    await page.goto(f"{room.url}/{room.workshop.session.code}")
    heard, typed = page.locator("#meld"), page.get_by_label("Je vraag")
    await typed.fill(OWN)
    await page.get_by_role("button", name="Stuur je vraag").click()
    await expect(heard).to_have_text("Je vraag zit in de vragenbus.")
    (own,) = room.workshop.session.box
    await typed.fill(NEXT)
    await room.workshop.do(HandleBox(own, "toon"))
    await expect(heard).to_have_text(f"Jouw vragen: {OWN} Te zien.")
    await expect(page.locator("#bus li")).to_have_text(f"{OWN} Te zien")
    await expect(typed).to_have_value(NEXT)
    await expect(typed).to_be_focused()
    await page.reload()
    await expect(typed).to_have_value(NEXT)
    await room.workshop.do(HandleBox(own, "beantwoord"))
    await expect(heard).to_have_text(f"Jouw vragen: {OWN} Beantwoord.")
    await room.open("keuze")
    await page.get_by_label("Een bank").check()
    await room.workshop.do(HandleBox(own, "verberg"))
    await expect(heard).to_have_text(f"Jouw vragen: {OWN} Niet getoond.")
    await page.get_by_role("button", name="Verstuur").click()
    await page.get_by_role("button", name="Mijn avond").click()
    await expect(page.locator("main li")).to_have_text(f"{OWN} Niet getoond")
    save = page.get_by_role("button", name="Bewaar dit op je telefoon")
    await save.focus()
    await room.workshop.do(HandleBox(own, "beantwoord"))
    await expect(page.locator("main li")).to_have_text(f"{OWN} Beantwoord")
    await expect(save).to_be_focused()
