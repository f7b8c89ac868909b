"""The pages in a real browser: accessible in every state, with and without the script, and the script itself."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, Route, async_playwright, expect

from tests.web.room import ANSWERS, ROUND_CARDS, PlainPhone, ServedRoom, until

pytestmark = pytest.mark.slow

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TWICE_AS_LARGE = "document.documentElement.style.fontSize = '200%'"
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """The system's own Chromium."""
    if not CHROMIUM.exists():
        pytest.skip("no Chromium here")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A phone of 360 pixels wide."""
    context = await browser.new_context(viewport={"width": 360, "height": 740})
    yield context
    await context.close()


@pytest.fixture
async def page(context: BrowserContext, room: ServedRoom) -> Page:
    """The waiting page on that phone."""
    page = await context.new_page()
    await page.goto(address(room))
    return page


def address(room: ServedRoom) -> str:
    return f"{room.url}/{room.workshop.session.code}"


async def answered(room: ServedRoom, card: str) -> PlainPhone:
    phone = room.phone()
    await phone.look()
    response = await phone.send((await phone.look()).forms[0], **ANSWERS[card][0])
    assert response.status_code == 200
    return phone


async def every_state(room: ServedRoom, phone: PlainPhone, seen: Callable[[str, str], Awaitable[None]]) -> None:
    """Bring the room and a phone in every state; `seen` gets its name and the query to look with."""
    await seen("wachten", "")
    for card in ROUND_CARDS:
        await room.open(card)
        await seen(f"vraag {card}", "")
        for _ in range(3):
            await answered(room, card)
        form = (await phone.look()).forms[0]
        await phone.send(form, **ANSWERS[card][0])
        await seen(f"kenmerk {card}", "")
        await seen(f"wijzigen {card}", "?wijzig=1")
        await room.workshop.close_round()
        await room.workshop.show_result()
        await seen(f"uitslag {card}", "")
    await room.workshop.end()
    await seen("einde", "")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_state_is_accessible_and_fits(
    room: ServedRoom, browser: Browser, script: bool, scheme: Any
) -> None:
    phone = room.phone()
    await phone.look()
    cookie: Any = {"name": "kompas", "value": phone.client.cookies["kompas"], "url": room.url}
    async with await browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme) as context:
        await context.add_cookies([cookie])
        if not script:
            await context.route("**/*", without_script)
        page = await context.new_page()

        async def seen(name: str, query: str) -> None:
            await page.goto(address(room) + query)
            await no_violations(page, name)
            await fits(page, name)

        for path, name in (("/", "code"), ("/XXXX", "verkeerde code")):
            await page.goto(room.url + path)
            await no_violations(page, name)
            await fits(page, name)
        await every_state(room, phone, seen)


async def without_script(route: Route) -> None:
    """The page as a phone without JavaScript has it; axe itself needs a browser with it."""
    response = await route.fetch()
    await route.fulfill(response=response, body=re.sub(r"<script .*?</script>", "", await response.text(), flags=re.S))


async def no_violations(page: Page, name: str) -> None:
    found = await Axe().run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"


async def fits(page: Page, name: str) -> None:
    assert not await page.evaluate(WIDER_THAN_SCREEN), name
    await page.set_viewport_size({"width": 320, "height": 640})
    assert not await page.evaluate(WIDER_THAN_SCREEN), f"{name} at 320 pixels"
    await page.evaluate(TWICE_AS_LARGE)
    assert not await page.evaluate(WIDER_THAN_SCREEN), f"{name} with letters twice as large"
    await page.set_viewport_size({"width": 360, "height": 740})


async def test_a_refusal_is_accessible_and_has_the_focus(room: ServedRoom, page: Page) -> None:
    await room.open("keuze")
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.get_by_role("alert")).to_be_focused()
    await no_violations(page, "weigering")


async def test_the_page_follows_the_room_by_itself_and_says_so(room: ServedRoom, page: Page) -> None:
    await room.open("keuze")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Waar beginnen we mee?")
    await expect(page.locator("#meld")).to_have_text("Er is een vraag: Waar beginnen we mee?")
    await room.workshop.close_round()
    await room.workshop.show_result()
    await expect(page.locator("#meld")).to_contain_text("De uitslag is te zien.")
    await room.workshop.end()
    await expect(page.get_by_role("heading", level=1)).to_have_text("De sessie is afgerond")


async def test_what_is_being_filled_in_stays_while_its_round_is_open(room: ServedRoom, page: Page) -> None:
    await room.open("open")
    await page.get_by_label("Antwoord 1").fill("Denk aan")
    await answered(room, "open")
    await room.workshop.show_result(interim=True)
    await expect(page.locator("#uitslag")).to_contain_text("Tussenstand")
    await expect(page.get_by_label("Antwoord 1")).to_have_value("Denk aan")
    await room.workshop.close_round()
    await expect(page.locator("main")).to_contain_text("Wat je invulde, is niet verstuurd.")


async def test_an_answer_without_a_network_is_kept_and_sent_once(
    room: ServedRoom, page: Page, context: BrowserContext
) -> None:
    await room.open("keuze")
    await page.get_by_label("Een bank").check()
    await context.set_offline(True)
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator("#net")).to_have_text("Geen netwerk. Je antwoord staat klaar en gaat vanzelf.")
    assert room.workshop.session.rounds["keuze-1"].answers == 0
    await context.set_offline(False)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    await expect(page.locator("#net")).to_be_empty()
    (ballot,) = room.workshop.session.rounds["keuze-1"].ballots.values()
    await expect(page.locator(".goed")).to_contain_text(ballot.receipt)
    assert await page.evaluate("localStorage.length") == 0


async def test_an_answer_that_was_kept_survives_leaving_the_page(
    room: ServedRoom, page: Page, context: BrowserContext
) -> None:
    await room.open("keuze")
    await page.get_by_label("Een bank").check()
    await context.set_offline(True)
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator("#net")).to_contain_text("Geen netwerk.")
    await page.close()
    await context.set_offline(False)
    page = await context.new_page()
    await page.goto(address(room))
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    assert room.workshop.session.rounds["keuze-1"].answers == 1


async def test_a_late_answer_is_told_to_be_late(room: ServedRoom, page: Page, context: BrowserContext) -> None:
    await room.open("keuze")
    await page.get_by_label("Een bank").check()
    await context.set_offline(True)
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator("#net")).to_contain_text("Geen netwerk.")
    await room.workshop.close_round()
    await context.set_offline(False)
    await expect(page.get_by_role("alert")).to_contain_text("Dit antwoord is niet opgeslagen.")
    assert room.workshop.session.rounds["keuze-1"].answers == 0


async def test_counting_helps_with_stickers_and_with_too_many_choices(room: ServedRoom, page: Page) -> None:
    await room.open("stickers")
    await page.get_by_label("Groen").fill("2")
    await expect(page.locator(".tel")).to_contain_text("Je hebt er nog 1.")
    await page.get_by_label("Spelen").fill("2")
    await expect(page.locator(".tel")).to_contain_text("Haal er nog 1 weg.")


async def test_a_role_can_be_chosen_without_losing_what_was_filled_in(room: ServedRoom, page: Page) -> None:
    await room.open("keuze")
    await page.get_by_label("Meer licht").check()
    await page.get_by_label("bewoner").check()
    await page.get_by_role("button", name="Kies deze rol").click()
    await expect(page.locator("#rol")).to_contain_text("Je doet mee als bewoner.")
    await expect(page.get_by_label("Meer licht")).to_be_checked()
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    assert [b.role for b in room.workshop.session.rounds["keuze-1"].ballots.values()] == ["bewoner"]


async def test_a_page_that_moved_on_keeps_working_with_the_keyboard_alone(room: ServedRoom, page: Page) -> None:
    await room.open("keuze")
    await expect(page.get_by_label("Een bank")).to_be_visible()
    await page.get_by_label("Een geveltuin").focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Verstuur")).to_be_focused()
    await page.keyboard.press("Enter")
    await until(lambda: room.workshop.session.rounds["keuze-1"].answers == 1)
    await expect(page.locator(".goed")).to_be_focused()
