"""How the script sends: again after what may come right by itself, with growing pauses, and never after a verdict."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from playwright.async_api import BrowserContext, Page, Route, expect

from kompas_tui.workshop.commands.asking import OpenRound
from kompas_tui.workshop.commands.course import TakeBack
from tests.web.phone_clock import hold_clock, run_clock
from tests.web.room import ServedRoom

pytestmark = pytest.mark.slow

PART = '<main id="inhoud" data-titel="Mis"><h1>Mis</h1><p role="alert">Er ging iets mis in Kompas.</p></main>'


OURS = {"x-kompas": "1"}


class Posts:
    """Answers the phone's posts with these statuses in turn, the last one for ever; -1 is the room's own answer."""

    def __init__(self, *statuses: int, body: str = PART, headers: Mapping[str, str] = OURS) -> None:
        self.statuses, self.body, self.headers = list(statuses), body, dict(headers)
        self.times: list[int] = []

    async def __call__(self, route: Route) -> None:
        """Answer one request."""
        if route.request.method != "POST":
            await route.continue_()
            return
        self.times.append(int(await route.request.frame.evaluate("Date.now()")))
        status = self.statuses[min(len(self.times), len(self.statuses)) - 1]
        if status < 0:
            await route.continue_()
        elif status:
            await route.fulfill(status=status, content_type="text/html", body=self.body, headers=self.headers)
        else:
            await route.abort()


async def answered(room: ServedRoom, context: BrowserContext, posts: Posts) -> Page:
    """A phone whose clock stands in the test's hand, and that just pressed Verstuur."""
    address = f"{room.url}/{room.workshop.session.code}"
    page = await context.new_page()
    await hold_clock(page)
    await page.goto(address)
    await room.open("keuze")
    await page.get_by_label("Een bank").check()
    await page.route(address, posts)
    await page.get_by_role("button", name="Verstuur").click()
    return page


@pytest.mark.parametrize("status", [503, 0])
async def test_what_may_come_right_is_sent_once_more(room: ServedRoom, context: BrowserContext, status: int) -> None:
    posts = Posts(status, -1)
    page = await answered(room, context, posts)
    await expect(page.locator("#net")).to_contain_text("Je antwoord staat klaar en wordt vanzelf verstuurd.")
    await run_clock(page, 5_000)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    await run_clock(page, 120_000)
    assert len(posts.times) == 2
    assert room.workshop.session.rounds["keuze-1"].answers == 1


async def test_pauses_are_short_again_once_there_may_be_a_network(room: ServedRoom, context: BrowserContext) -> None:
    posts = Posts(*[0] * 7, -1)
    page = await answered(room, context, posts)
    while len(posts.times) < 5:
        await run_clock(page, 1_000)
    await page.evaluate("dispatchEvent(new Event('online'))")
    while len(posts.times) < 8:
        await run_clock(page, 1_000)
    assert posts.times[7] - posts.times[4] < 15_000, "one pause would be as long by now"
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")


PORTAL = "<main id=inhoud><h1>Welkom op onze wifi</h1><a href=/>Ga door</a></main>"


@pytest.mark.parametrize(("status", "body"), [(200, PORTAL), (403, ""), (404, "Not found"), (502, "Bad gateway")])
async def test_a_reply_of_the_network_itself_is_no_verdict(
    room: ServedRoom, context: BrowserContext, status: int, body: str
) -> None:
    posts = Posts(status, -1, body=body, headers={})
    page = await answered(room, context, posts)
    await expect(page.locator("#net")).to_contain_text("Je antwoord staat klaar en wordt vanzelf verstuurd.")
    await expect(page.get_by_label("Een bank")).to_be_checked()
    await run_clock(page, 5_000)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    assert room.workshop.session.rounds["keuze-1"].answers == 1


async def test_pauses_grow_while_the_server_cannot_save(room: ServedRoom, context: BrowserContext) -> None:
    posts = Posts(503)
    page = await answered(room, context, posts)
    await run_clock(page, 120_000)
    pauses = [later - earlier for earlier, later in pairwise(posts.times)]
    assert 5 <= len(pauses) <= 10, pauses
    assert pauses[-1] > 4 * pauses[0]
    await expect(page.locator("#net")).to_have_text(
        "Opslaan lukt nu niet. Je antwoord staat klaar en wordt vanzelf verstuurd."
    )
    await page.clock.fast_forward(13 * 3600 * 1000)
    await run_clock(page, 60_000)
    await expect(page.get_by_role("alert")).to_contain_text("Waarschijnlijk is je antwoord niet opgeslagen.")
    ended = len(posts.times)
    await run_clock(page, 120_000)
    assert len(posts.times) == ended


@pytest.mark.parametrize("body", [PART, "Internal Server Error"])
@pytest.mark.parametrize("status", [500, 502])
async def test_a_fault_of_the_server_is_told_and_sent_again_by_hand_only(
    room: ServedRoom, context: BrowserContext, status: int, body: str
) -> None:
    posts = Posts(status, -1, body=body)
    page = await answered(room, context, posts)
    warning = page.locator(".mislukt")
    await expect(warning).to_contain_text("Misschien is je antwoord niet opgeslagen. Druk nog eens op Verstuur.")
    await expect(warning).to_be_focused()
    await expect(page.locator("#net")).to_be_empty()
    await run_clock(page, 120_000)
    assert len(posts.times) == 1
    assert await page.evaluate("localStorage.length") == 0
    await expect(page.get_by_label("Een bank")).to_be_checked()
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    assert room.workshop.session.rounds["keuze-1"].answers == 1


@pytest.mark.parametrize("status", [400, 404, 409, 415])
async def test_a_verdict_is_shown_and_not_sent_again(room: ServedRoom, context: BrowserContext, status: int) -> None:
    posts = Posts(status)
    page = await answered(room, context, posts)
    await expect(page.get_by_role("alert")).to_contain_text("Er ging iets mis in Kompas.")
    await run_clock(page, 120_000)
    assert len(posts.times) == 1
    assert await page.evaluate("localStorage.length") == 0


async def test_a_question_that_was_changed_comes_in_place_of_the_old_one(
    room: ServedRoom, context: BrowserContext
) -> None:
    page = await context.new_page()
    await page.goto(f"{room.url}/{room.workshop.session.code}")
    await room.open("instemming")
    await page.get_by_label("Ik heb bezwaar").check()
    await page.get_by_label("Je opmerking").fill("Te druk op zondag")
    await context.set_offline(True)
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator("#net")).to_contain_text("Even geen verbinding.")
    await room.workshop.do(TakeBack())
    await room.workshop.do(OpenRound())
    await context.set_offline(False)
    note = page.get_by_role("alert")
    await expect(note).to_contain_text("De begeleider nam deze vraag terug. Dit antwoord is niet opgeslagen.")
    await expect(note).to_contain_text("Ik heb bezwaar")
    await expect(note).to_contain_text("Te druk op zondag")
    await expect(page.get_by_label("Ik heb bezwaar")).not_to_be_checked()
    await expect(page.get_by_label("Je opmerking")).to_have_value("")
    await page.get_by_label("Ik stem in", exact=True).check()
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    (ballot,) = room.workshop.session.rounds["instemming-2"].ballots.values()
    assert ballot.answer == {"instemming": 0}


async def test_a_tab_without_a_network_tells_later_that_another_one_sent(
    room: ServedRoom, context: BrowserContext
) -> None:
    address = f"{room.url}/{room.workshop.session.code}"
    await room.open("keuze")
    first, second = [await context.new_page() for _ in range(2)]
    for tab in (first, second):
        await tab.goto(address)
    for tab in (first, second):
        await tab.route("**/*", lambda route: route.abort())
        await tab.get_by_label("Een bank").check()
        await tab.get_by_role("button", name="Verstuur").click()
        await expect(tab.locator("#net")).to_contain_text("Even geen verbinding.")
    await first.unroute("**/*")
    await first.evaluate("dispatchEvent(new Event('online'))")
    heading = second.get_by_role("heading", level=1)
    await expect(first.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    await expect(second.locator("#net")).to_be_empty()
    await expect(heading).to_have_text("Waar beginnen we mee?")
    await second.unroute("**/*")
    await second.evaluate("dispatchEvent(new Event('online'))")
    await expect(heading).to_have_text("Je antwoord is opgeslagen")
