"""The pages in a real browser: accessible in every state, with and without the script, and the script itself."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from kompas_tui.deck_files import shipped_decks
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import End, GoTo, TakeBack
from kompas_tui.workshop.commands.room import AllowTablet, LockRoom
from kompas_tui.workshop.commands.writing import Decide, TakeNote
from tests.waiting import PATIENCE
from tests.web.looking import ENDS_SWAPPED, colours_differ_enough, fits, no_script_fails, no_violations, without_script
from tests.web.phone_clock import STEP, hold_clock, run_clock
from tests.web.room import ANSWERS, ROUND_CARDS, PlainPhone, ServedRoom, roles_of, served, until

pytestmark = pytest.mark.slow


@pytest.fixture
async def page(context: BrowserContext, room: ServedRoom) -> Page:
    """The waiting page on that phone."""
    page = await context.new_page()
    await page.goto(address(room))
    return page


ONE_VOICE = """() => {
  window.gezegd = [];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  speechSynthesis.getVoices = () => [{lang: "en-GB", localService: true}, {lang: "nl-NL", localService: true}];
  speechSynthesis.speak = one => { laatste = one; if (one.voice.lang === "nl-NL") gezegd.push(one.text); };
  speechSynthesis.cancel = () => { gezegd.length = 0; gezegd.push("stil"); };
  speechSynthesis.dispatchEvent(new Event("voiceschanged"));
}"""
"""A phone with a Dutch voice of its own, that keeps what it said."""


def address(room: ServedRoom) -> str:
    return f"{room.url}/{room.workshop.session.code}"


async def as_tablet(room: ServedRoom, page: Page) -> None:
    """Let the facilitator allow that this browser goes from hand to hand."""
    await page.goto(address(room) + "?tablet=1")
    await no_violations(page, "rondgaan")
    await page.get_by_role("button", name="Laat dit toestel rondgaan").click()
    await expect(page.locator("h1")).to_have_text("Vraag of dit toestel rond mag gaan")
    await no_violations(page, "tablet vraagt")
    code = await page.locator("main b").inner_text()
    await room.workshop.do(AllowTablet(code))
    await expect(page.locator("h1")).to_have_text("Je doet mee")


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
        await room.workshop.do(CloseRound())
        await room.workshop.do(ShowResult())
        await seen(f"uitslag {card}", "")
    await room.workshop.do(End())
    await seen("einde", "")


@pytest.mark.parametrize(
    ("scheme", "script", "language", "forced"),
    [("light", True, "nl", "none"), ("light", False, "ar", "active"), ("dark", True, "en", "none")],
    ids=["light, with script", "forced colours, without script, from right to left", "dark, in English"],
)
async def test_every_state_is_accessible_and_fits(
    room: ServedRoom, browser: Browser, script: bool, scheme: Any, language: str, forced: Any
) -> None:
    phone = room.phone()
    phone.client.cookies.set("kompas-taal", language)
    await phone.look()
    async with await browser.new_context(
        viewport={"width": 360, "height": 740}, color_scheme=scheme, forced_colors=forced
    ) as context:
        for name in ("kompas", "kompas-taal"):
            await context.add_cookies([{"name": name, "value": phone.client.cookies[name], "url": room.url}])
        if not script:
            await context.route("**/*", without_script)
        page = await context.new_page()

        async def seen(name: str, query: str) -> None:
            await page.goto(address(room) + query)
            await look(name)

        async def look(name: str) -> None:
            if scheme == "dark":  # colours move nothing
                return await colours_differ_enough(page, name)
            await no_violations(page, name)
            await fits(page, name)
            assert await page.evaluate(ENDS_SWAPPED) == [], name

        for path, name in (("/", "code"), ("/XXXX", "verkeerde code")):
            await page.goto(room.url + path)
            await look(name)
        async with no_script_fails(context):
            await every_state(room, phone, seen)


LONG_TITLE = "Samenwerken aan de Vredenoordlaan en omgeving, tweede bewonersbijeenkomst"


async def test_large_letters_leave_long_options_readable(
    folder: SessionFolder, context: BrowserContext, tmp_path: Path
) -> None:
    options = [f"Bindend vermogen {number}: we brengen allerlei mensen bij elkaar" for number in range(11)]
    deck = tmp_path / "lang.md"
    deck.write_text(
        f"---\ntitel: {LONG_TITLE}\n---\n"
        + "".join(
            f"# Kaart {kind} {{#{kind}}}\n```{kind}\nvraag: Wat willen we?\nopties: {json.dumps(options)}\n```\n"
            for kind in ("stickers", "verdeling", "rangorde")
        )
    )
    async with served(folder, deck) as room:
        page = await context.new_page()
        for kind in ("stickers", "verdeling", "rangorde"):
            await room.open(kind)
            await page.goto(address(room))
            if kind == "rangorde":
                for place in range(11):
                    await page.locator("select").nth(place).select_option(str(place))
            await fits(page, kind)
            await page.set_viewport_size({"width": 320, "height": 640})
            await page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert await page.evaluate("document.documentElement.scrollHeight") < 9_000, kind
            await room.workshop.do(CloseRound())


URL = "https://www.example.org/" + "besluiten-en-bijlagen/" * 6


@pytest.mark.parametrize(
    ("card", "name"),
    [
        ("open", "tekst-1"), ("woorden", "woord-1"), ("formulier", "veld-1-1"), ("markt", "vraag-1"),
        ("instemming", "reden-1"), ("checklist", "idee-3-1"),
    ],
)  # fmt: skip
async def test_a_pasted_address_leaves_the_other_answers_in_sight(
    room: ServedRoom, page: Page, card: str, name: str
) -> None:
    await room.open(card)
    for text in (URL[: 38 if card == "woorden" else None], "Een bank"):
        phone = room.phone()
        await phone.look()
        response = await phone.send((await phone.look()).forms[0], **{**ANSWERS[card][0], name: text})
        assert response.status_code == 200
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    await expect(page.locator("#uitslag")).to_be_visible()
    await fits(page, card)
    await no_violations(page, card)


async def test_filled_in_forms_are_read_downwards_on_a_phone(room: ServedRoom, page: Page) -> None:
    await room.open("formulier")
    await answered(room, "formulier")
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    cell = page.locator("td", has_text="Snoeien")
    await expect(cell).to_be_visible()
    assert await cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Wat ga je doen?"'
    first, last = await cell.bounding_box(), await page.locator("td", has_text="2,5").bounding_box()
    assert first is not None
    assert last is not None
    assert (first["x"], first["width"]) == (last["x"], last["width"])
    await page.set_viewport_size({"width": 1000, "height": 740})
    await expect(page.locator("thead")).to_be_visible()


async def test_without_its_style_a_page_is_still_a_page(room: ServedRoom, page: Page) -> None:
    await room.open("keuze")
    await answered(room, "keuze")
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    await expect(page.locator("#uitslag svg")).to_have_count(3)
    await page.evaluate("document.querySelector('style').remove()")
    for height in await page.locator("svg").evaluate_all("all => all.map(svg => svg.getBoundingClientRect().height)"):
        assert height <= 24
    assert await page.locator("header circle").evaluate("ring => getComputedStyle(ring).fill") == "none"


async def test_a_refusal_is_accessible_and_has_the_focus(room: ServedRoom, page: Page) -> None:
    await room.open("keuze")
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.get_by_role("alert")).to_be_focused()
    await no_violations(page, "weigering")
    for code, sends in (("en", "Send"), ("ar", "أرسل")):
        await page.locator("#taal").select_option(code)
        await page.locator("form[action^='/taal'] button").click()
        await expect(page.locator("html")).to_have_attribute("lang", code)
        await page.get_by_role("button", name=sends, exact=True).click()
        await expect(page.get_by_role("alert")).to_be_focused()
        await no_violations(page, f"weigering in {code}")
        await fits(page, f"weigering in {code}")


async def test_a_refusal_leads_to_its_field(room: ServedRoom, page: Page) -> None:
    await room.open("formulier")
    await page.get_by_label("Wat ga je doen?").fill("Snoeien")
    await page.get_by_label("Hoeveel uur per week?").fill("veel")
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.get_by_role("alert")).to_be_focused()
    await no_violations(page, "weigering met een veld")
    await page.get_by_role("link", name="Hoeveel uur per week?").click()
    await expect(page.get_by_label("Hoeveel uur per week?")).to_be_focused()


async def test_the_page_follows_the_room_by_itself_and_says_so(room: ServedRoom, page: Page) -> None:
    await room.workshop.do(GoTo("keuze"))
    await expect(page.locator("#meld")).to_have_text("Op het scherm: Wat eerst.")
    await room.open("keuze")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Waar beginnen we mee?")
    await expect(page.locator("#meld")).to_have_text("Er is een vraag: Waar beginnen we mee?")
    await answered(room, "keuze")
    aloud = page.locator(".voorlezen")
    assert await aloud.count() == 0, "there is no voice on this machine"
    await page.evaluate(ONE_VOICE)
    await aloud.click()
    await expect(aloud).to_have_text("Stop met voorlezen")
    said = await page.evaluate("gezegd")
    assert said[:2] == ["Waar beginnen we mee?", "Denk aan wat jij elke dag ziet."]
    assert said[-4:] == ["Wat betekent dit woord?", "Een geveltuin", "Een bank", "Meer licht"], "not what is folded"
    await aloud.click()
    await expect(aloud).to_have_text("Lees voor")
    assert await page.evaluate("gezegd") == ["stil"], "what was still to be read is not read"
    await no_violations(page, "voorlezen")
    await page.evaluate("gezegd.length = 0")
    await aloud.click()
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    await expect(page.locator("#meld")).to_contain_text("De uitslag is te zien.")
    assert (await page.evaluate("gezegd"))[-1] == "stil", "the page went on"
    await page.evaluate("gezegd.length = 0")
    await page.locator("#uitslag .voorlezen").click()
    said = await page.evaluate("gezegd")
    assert said[0] == "Waar beginnen we mee?"
    assert said[-3:] == ["Een bank, 1", "Een geveltuin, 0", "Meer licht, 0"]
    await page.evaluate("laatste.onend()")
    await expect(page.locator("#uitslag .voorlezen")).to_have_text("Lees voor")
    await room.workshop.do(End())
    await expect(page.get_by_role("heading", level=1)).to_have_text("De sessie is afgerond")


async def test_what_is_being_filled_in_stays_while_its_round_is_open(room: ServedRoom, page: Page) -> None:
    await room.open("open")
    await page.get_by_label("Antwoord 1").fill("Denk aan")
    await answered(room, "open")
    await room.workshop.do(ShowResult(interim=True))
    await expect(page.locator("#uitslag")).to_contain_text("Tussenstand")
    await expect(page.get_by_label("Antwoord 1")).to_have_value("Denk aan")
    await room.workshop.do(CloseRound())
    await expect(page.locator("main")).to_contain_text("Wat je invulde, is niet verstuurd.")


A_MOMENT = 200
"""So many milliseconds the page's own clock goes on at a time, where a test would else wait."""


NOTE_WHEN_IT_ASKS = """
window.asked = [];
const real = window.fetch;
window.fetch = (url, ...more) => {
  if (String(url).includes("/versie")) asked.push(Date.now());
  return real(url, ...more);
};
"""


@pytest.mark.parametrize("stream", ["refused", "hanging"])
async def test_without_a_stream_the_page_asks_every_three_seconds(
    room: ServedRoom, context: BrowserContext, stream: str
) -> None:
    streams = 0

    async def without_stream(route: Route) -> None:
        nonlocal streams
        streams += 1
        if stream == "refused":
            await route.abort()

    await context.route("**/stroom", without_stream)
    page = await context.new_page()
    await hold_clock(page)
    await page.add_init_script(NOTE_WHEN_IT_ASKS)
    await page.goto(address(room))
    while await page.evaluate("asked.length") < 4:
        await run_clock(page, STEP)
    gaps = [later - earlier for earlier, later in pairwise(await page.evaluate("asked"))]
    assert all(2_000 < gap < 5_000 for gap in gaps), gaps
    if stream == "hanging":  # after sleep a stream may stay open on which nothing comes any more
        assert streams == 1
        await page.clock.fast_forward(60_000)
        while streams == 1:
            await run_clock(page, STEP)
    await page.clock.resume()
    await room.open("keuze")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Waar beginnen we mee?")


@pytest.mark.parametrize("state", ["wachten", "vraag", "kenmerk", "uitslag"])
async def test_what_changes_nothing_on_the_phone_leaves_the_page_alone(
    room: ServedRoom, page: Page, state: str
) -> None:
    if state != "wachten":
        await room.open("meerkeuze")
        await expect(page.locator(".vraag")).to_be_visible()
    if state in ("kenmerk", "uitslag"):
        await page.get_by_label("Meer tijd").check()
        await page.get_by_role("button", name="Verstuur").click()
        await expect(page.locator(".goed")).to_be_visible()
    if state == "uitslag":
        await room.workshop.do(CloseRound())
        await room.workshop.do(ShowResult())
        await expect(page.locator("#uitslag")).to_be_visible()
    if state != "wachten":
        await page.locator("#rol summary").click()
    await page.get_by_label("ondernemer").check()
    heard = "Dit wordt net voorgelezen."
    await page.evaluate(
        f"document.getElementById('meld').textContent = '{heard}'; document.querySelector('main').eerste = 1"
    )
    told = await page.locator("main").get_attribute("data-versie")
    await room.workshop.do(TakeNote("Iets voor het verslag"))
    await room.workshop.do(Decide("Dit doen we"))
    if state == "wachten":
        await room.workshop.do(GoTo("checklist"))
    await expect(page.locator("main")).not_to_have_attribute("data-versie", told or "")
    told = await (await page.request.get(address(room) + "/versie")).text()
    await expect(page.locator("main")).to_have_attribute("data-versie", told)
    assert await page.evaluate("document.querySelector('main').eerste") == 1
    await expect(page.get_by_label("ondernemer")).to_be_checked()
    await expect(page.get_by_label("ondernemer")).to_be_focused()
    if state == "wachten":
        heard = "Op het scherm: Staat het goed."
    await expect(page.locator("#meld")).to_have_text(heard)


async def test_the_text_of_the_beamer_stays_unfolded_for_the_next_card(
    folder: SessionFolder, context: BrowserContext
) -> None:
    async with served(folder, shipped_decks()["leerstijlen"]) as room:
        page = await context.new_page()
        await page.goto(address(room))
        await page.get_by_text("Op het scherm").click()
        await expect(page.get_by_text("De een begint gewoon")).to_be_visible()
        await no_violations(page, "op het scherm")
        await fits(page, "op het scherm")
        await room.workshop.do(GoTo("geen-test"))
        await expect(page.get_by_text("Niemand heeft onderzocht")).to_be_visible()
        title = room.workshop.card.title
        await expect(page.locator("#meld")).to_have_text(f"Op het scherm: {title}.")
        await room.workshop.do(GoTo("vragen"))
        await expect(page.locator("#meld")).to_have_text("Op het scherm: Wat past het best bij jou?")
        await page.close()


async def test_a_role_that_is_being_chosen_stays_chosen_when_a_question_comes(room: ServedRoom, page: Page) -> None:
    await page.get_by_label("ondernemer").check()
    await room.open("meerkeuze")
    await expect(page.locator("h1")).to_have_text("Wat helpt jou om mee te doen?")
    await expect(page.get_by_label("ondernemer")).to_be_checked()
    await expect(page.get_by_label("ondernemer")).to_be_focused()
    await page.get_by_role("button", name="Kies deze rol").click()
    await expect(page.locator("#rol")).to_contain_text("Je doet mee als ondernemer.")


@pytest.mark.parametrize("how", ["verder", "terug", "opnieuw geladen"])
async def test_what_was_filled_in_comes_back_with_its_question(room: ServedRoom, page: Page, how: str) -> None:
    await room.open("checklist")
    await page.locator("[name=item-2]").nth(1).check()
    await page.get_by_text("Idee erbij").nth(1).click()
    await page.locator("[name=idee-2-1]").fill("Maak een lijst")
    if how == "opnieuw geladen":
        await page.reload()
    else:
        await room.workshop.do(CloseRound())
        await expect(page.locator(".vraag")).to_have_count(0)
        await (room.workshop.do(OpenRound("verder")) if how == "verder" else room.workshop.do(TakeBack()))
    await expect(page.locator("[name=item-2]").nth(1)).to_be_checked()
    await expect(page.locator("[name=idee-2-1]")).to_be_visible()
    await expect(page.locator("[name=idee-2-1]")).to_have_value("Maak een lijst")
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    (ballot,) = room.workshop.session.rounds["checklist-1"].ballots.values()
    assert ballot.answer == {"item-2": 1, "idee-2": ["Maak een lijst"]}
    assert await page.evaluate("sessionStorage['kompas/' + location.pathname.slice(1) + '-concept']") == "{}"


async def test_what_was_not_sent_stays_in_sight_until_it_is_seen(room: ServedRoom, page: Page) -> None:
    note = page.locator(".let-op")
    await room.open("open")
    await page.get_by_label("Antwoord 1").fill("Denk aan <b>mij</b>")
    await room.workshop.do(CloseRound())
    await expect(note).to_contain_text("Wat je invulde, is niet verstuurd.")
    await room.workshop.do(ShowResult())
    await expect(page.locator("#uitslag")).to_be_visible()
    await expect(note).to_be_focused()
    await expect(page.locator("#meld")).to_contain_text("is niet verstuurd. De uitslag is te zien.")
    await expect(note).to_contain_text("Wat moeten we niet vergeten?")
    await room.open("checklist")
    await expect(page.locator(".vraag")).to_be_visible()
    await expect(note).to_contain_text("Denk aan <b>mij</b>")
    await no_violations(page, "niet verstuurd")
    await page.reload()
    await expect(note).to_contain_text("Denk aan <b>mij</b>")
    await page.locator("[name=item-1]").first.check()
    await room.workshop.do(CloseRound())
    await expect(note).to_contain_text("Iedereen weet wat het doel is: ja")
    await expect(note).to_contain_text("Denk aan <b>mij</b>")
    await note.get_by_role("button", name="Sluit deze melding").click()
    await expect(page.locator("h1")).to_be_focused()
    await room.open("keuze")
    await expect(page.locator("h1")).to_have_text("Waar beginnen we mee?")
    await expect(note).to_have_count(0)
    await page.get_by_label("Een bank").check()
    await room.workshop.do(CloseRound())
    await expect(note).to_contain_text("Een bank")
    await room.workshop.do(GoTo("vragen"))
    await room.workshop.do(OpenRound())
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.get_by_role("alert")).to_contain_text("Je hebt nog niets ingevuld.")
    assert await page.locator("h2").all_text_contents() == ["Let op", "Niet verstuurd"]
    await room.workshop.do(CloseRound())
    await room.open("stickers")
    await page.get_by_label("Groen").fill("2")
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator(".goed")).to_be_focused()
    await expect(note).to_have_count(0)


async def test_what_was_emptied_again_is_not_missed(room: ServedRoom, page: Page) -> None:
    await room.open("open")
    await page.get_by_label("Antwoord 1").fill("Denk aan")
    await page.get_by_label("Antwoord 1").fill("")
    await room.workshop.do(CloseRound())
    await expect(page.locator("h1")).to_have_text("De ronde is gesloten")
    await expect(page.locator(".let-op")).to_have_count(0)
    await expect(page.locator("#meld")).to_have_text("De ronde is gesloten. Kijk naar het scherm in de zaal.")


async def test_a_tablet_forgets_what_was_filled_in_when_the_round_closes(room: ServedRoom, page: Page) -> None:
    await as_tablet(room, page)
    await room.open("open")
    await page.get_by_label("Antwoord 1").fill("Alleen van mij")
    await room.workshop.do(CloseRound())
    await expect(page.locator(".vraag")).to_have_count(0)
    await room.workshop.do(OpenRound("verder"))
    await expect(page.get_by_label("Antwoord 1")).to_have_value("")
    assert await page.evaluate("sessionStorage.length") == 0


@pytest.mark.parametrize("waking", [False, True], ids=["looking before sending", "waking up with a kept answer"])
async def test_a_late_look_does_not_replace_the_receipt(
    room: ServedRoom, page: Page, context: BrowserContext, waking: bool
) -> None:
    looks, go_on, done = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def held_back(route: Route) -> None:
        if route.request.method != "GET" or looks.is_set():
            await route.continue_()
            return
        response = await route.fetch()
        looks.set()
        await go_on.wait()
        await route.fulfill(response=response)
        done.set()

    await room.open("keuze")
    await page.get_by_label("Een bank").check()
    if waking:
        await context.set_offline(True)
        await page.get_by_role("button", name="Verstuur").click()
        await expect(page.locator("#net")).to_contain_text("Even geen verbinding.")
        await page.route(address(room), held_back)
        await context.set_offline(False)
    else:
        await page.route(address(room), held_back)
        await page.evaluate("dispatchEvent(new Event('online'))")
        await asyncio.wait_for(looks.wait(), PATIENCE)
        await page.get_by_role("button", name="Verstuur").click()
    heading = page.get_by_role("heading", level=1)
    await expect(heading).to_have_text("Je antwoord is opgeslagen")
    go_on.set()
    await asyncio.wait_for(done.wait(), PATIENCE)
    await page.wait_for_timeout(500)
    await expect(heading).to_have_text("Je antwoord is opgeslagen")
    assert room.workshop.session.rounds["keuze-1"].answers == 1
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    await expect(page.locator("#meld")).to_contain_text("De uitslag is te zien.")


async def test_an_answer_without_a_network_is_kept_and_sent_once(
    room: ServedRoom, page: Page, context: BrowserContext
) -> None:
    await room.open("keuze")
    await page.get_by_label("Een bank").check()
    await context.set_offline(True)
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator("#net")).to_have_text(
        "Even geen verbinding. Je antwoord staat klaar en wordt vanzelf verstuurd."
    )
    assert room.workshop.session.rounds["keuze-1"].answers == 0
    await context.set_offline(False)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    await expect(page.locator("#net")).to_be_empty()
    (ballot,) = room.workshop.session.rounds["keuze-1"].ballots.values()
    await expect(page.locator(".goed")).to_contain_text(ballot.receipt)
    assert await page.evaluate("localStorage.length") == 0


async def test_no_button_leads_away_from_the_page_without_a_network(
    room: ServedRoom, page: Page, context: BrowserContext
) -> None:
    await room.open("keuze")
    await page.get_by_label("Een bank").check()
    await page.get_by_role("button", name="Verstuur").click()
    change = page.get_by_role("button", name="Verander je antwoord")
    await expect(change).to_be_visible()
    await context.set_offline(True)
    await change.click()
    await expect(page.locator("#net")).to_contain_text("probeer het zo nog eens")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    await context.set_offline(False)
    await change.click()
    await expect(page.get_by_label("Een bank")).to_be_checked()
    await page.goto(address(room) + "/mijn")
    await context.set_offline(True)
    await page.get_by_role("button", name="Terug naar de sessie").click()
    await expect(page.locator("#net")).to_contain_text("probeer het zo nog eens")
    await context.set_offline(False)
    told = await page.locator("main").get_attribute("data-versie")
    await room.workshop.do(CloseRound())
    await expect(page.locator("main")).not_to_have_attribute("data-versie", told or "")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Mijn avond")
    await room.open("meerkeuze")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Wat helpt jou om mee te doen?")
    assert page.url == address(room), "who reads of the own evening misses no question"


async def test_an_answer_that_was_kept_survives_leaving_the_page(
    room: ServedRoom, page: Page, context: BrowserContext
) -> None:
    await room.open("keuze")
    await page.get_by_label("Een bank").check()
    await context.set_offline(True)
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator("#net")).to_contain_text("Even geen verbinding.")
    await page.close()
    await context.set_offline(False)
    page = await context.new_page()
    await page.goto(address(room))
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    assert room.workshop.session.rounds["keuze-1"].answers == 1


async def test_a_server_that_is_silent_is_told_and_that_goes_when_it_is_back(
    folder: SessionFolder, deck: Path, context: BrowserContext
) -> None:
    page = await context.new_page()
    net = page.locator("#net")
    await hold_clock(page)
    async with served(folder, deck) as room:
        await page.goto(address(room))
        port = room.port
    while (
        await net.text_content()
        != "Even geen verbinding. Laat deze pagina open. Duurt het lang? Scan de code dan opnieuw."
    ):
        await page.clock.run_for(A_MOMENT)
    async with served(folder, deck, port=port) as room:
        while await net.text_content():
            await page.clock.run_for(A_MOMENT)
        evening = await context.new_page()
        await hold_clock(evening)
        await evening.goto(address(room) + "/mijn")
        await room.workshop.do(End())
        while await page.locator("h1").text_content() != "De sessie is afgerond":
            await page.clock.run_for(A_MOMENT)
        while await evening.evaluate("document.getElementById('inhoud').dataset.zaal") != "einde":
            await evening.clock.run_for(A_MOMENT)
        late = await context.new_page()
        await hold_clock(late)
        await late.goto(address(room) + "/mijn")
    for ended in (page, evening, late):
        await ended.clock.fast_forward(30_000)
        await run_clock(ended, 15_000)
        assert await ended.locator("#net").text_content() == "", "after the end nobody waits for Kompas"


async def test_a_phone_that_sets_its_clock_back_follows_the_room(room: ServedRoom, context: BrowserContext) -> None:
    await context.route(
        "**/stroom", lambda route: route.fulfill(status=200, body="portal")
    )  # it asks no more by itself
    page = await context.new_page()
    await hold_clock(page)
    await page.goto(address(room))
    await page.clock.run_for(A_MOMENT)
    await page.clock.set_system_time(datetime.now(UTC) - timedelta(days=1))
    await room.open("keuze")
    heading = page.get_by_role("heading", level=1)
    while await heading.text_content() != "Waar beginnen we mee?":
        await page.clock.run_for(A_MOMENT)


async def test_an_answer_that_waited_too_long_is_told_of(room: ServedRoom, page: Page, context: BrowserContext) -> None:
    await room.open("keuze")
    await page.get_by_label("Een bank").check()
    await context.set_offline(True)
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator("#net")).to_contain_text("Even geen verbinding.")
    await page.evaluate("""() => {
      const [name] = Object.keys(localStorage), kept = JSON.parse(localStorage[name]);
      localStorage[name] = JSON.stringify(Object.assign(kept, {time: kept.time - 24 * 3600e3}));
    }""")
    await page.close()
    await context.set_offline(False)
    page = await context.new_page()
    await page.goto(address(room))
    await expect(page.get_by_role("alert")).to_contain_text("Waarschijnlijk is je antwoord niet opgeslagen.")
    assert room.workshop.session.rounds["keuze-1"].answers == 0


async def test_a_role_without_a_network_is_kept_and_sent(room: ServedRoom, page: Page, context: BrowserContext) -> None:
    await page.get_by_label("ondernemer").check()
    await context.set_offline(True)
    await page.get_by_role("button", name="Kies deze rol").click()
    net = page.locator("#net")
    await expect(net).to_have_text("Even geen verbinding. Je rol staat klaar en wordt vanzelf verstuurd.")
    await context.set_offline(False)
    await expect(page.locator("#rol")).to_contain_text("Je doet mee als ondernemer.")
    await expect(net).to_be_empty()


async def test_the_bar_lies_over_the_page_and_leaves_most_of_it_free(
    room: ServedRoom, page: Page, context: BrowserContext
) -> None:
    await room.open("profiel")
    await page.locator("[name=item-1]").first.check()
    await page.set_viewport_size({"width": 320, "height": 480})
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    await context.set_offline(True)
    await page.get_by_role("button", name="Verstuur").click()
    net = page.locator("#net")
    await expect(net).to_contain_text("Even geen verbinding.")
    await page.evaluate("scrollTo(0, 700)")
    box = await net.bounding_box()
    assert box is not None
    assert box["height"] <= 480 / 3 + 1
    on_top = """() => {
      const box = document.getElementById("net").getBoundingClientRect();
      const places = Array.from({length: Math.floor(box.height / 4)}, (_, row) => box.top + 2 + row * 4);
      return places.every(y => [20, 30, 40, 60].every(x => document.elementFromPoint(x, y).id === "net"));
    }"""
    assert await page.evaluate(on_top)


async def test_the_receipt_stays_when_the_page_is_loaded_again_after_a_change(room: ServedRoom, page: Page) -> None:
    await room.open("keuze")
    await page.get_by_label("Een bank").check()
    await page.get_by_role("button", name="Verstuur").click()
    await page.get_by_role("button", name="Verander je antwoord").click()
    await page.get_by_label("Meer licht").check()
    await page.get_by_role("button", name="Verstuur").click()
    heading = page.get_by_role("heading", level=1)
    await expect(heading).to_have_text("Je antwoord is opgeslagen")
    assert page.url == address(room)
    await page.reload()
    await expect(heading).to_have_text("Je antwoord is opgeslagen")


async def test_of_two_tabs_without_a_network_the_newest_choice_counts(
    room: ServedRoom, page: Page, context: BrowserContext
) -> None:
    await room.open("keuze")
    second = await context.new_page()
    await second.goto(address(room))
    await context.set_offline(True)
    for tab, choice in ((page, "Een geveltuin"), (second, "Meer licht")):
        await tab.get_by_label(choice).check()
        await tab.get_by_role("button", name="Verstuur").click()
        await expect(tab.locator("#net")).to_contain_text("Even geen verbinding.")
    await page.wait_for_function("Object.values(localStorage).some(kept => kept.includes('keuze=2'))")
    await context.set_offline(False)
    for tab in (page, second):
        await expect(tab.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
        await expect(tab.locator("#net")).to_be_empty()
    (ballot,) = room.workshop.session.rounds["keuze-1"].ballots.values()
    assert ballot.answer == {"keuze": 2}
    await second.get_by_role("button", name="Verander je antwoord").click()
    await second.get_by_label("Een bank").check()
    await second.get_by_role("button", name="Verstuur").click()
    for tab in (second, page):
        await expect(tab.locator(".goed b")).not_to_have_text(ballot.receipt)
        (changed,) = room.workshop.session.rounds["keuze-1"].ballots.values()
        await expect(tab.locator(".goed b")).to_have_text(changed.receipt)


async def test_a_late_answer_is_told_to_be_late(room: ServedRoom, page: Page, context: BrowserContext) -> None:
    await room.open("keuze")
    await page.get_by_label("Een bank").check()
    await context.set_offline(True)
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator("#net")).to_contain_text("Even geen verbinding.")
    await room.workshop.do(CloseRound())
    await room.open("meerkeuze")
    await context.set_offline(False)
    note = page.locator(".let-op")
    await expect(note).to_contain_text("Dit antwoord is niet opgeslagen.")
    await expect(note).to_be_focused()
    await room.workshop.do(CloseRound())
    await expect(page.locator("h1")).to_have_text("De ronde is gesloten")
    await room.open("stickers")
    await expect(page.locator("h1")).to_have_text("Waar gaat het geld heen?")
    await expect(note).to_have_count(1)
    await expect(note).to_contain_text("Waar beginnen we mee?")
    await expect(note).to_contain_text("Een bank")
    await no_violations(page, "te laat")
    await page.get_by_label("Groen").fill("2")
    await page.reload()
    await expect(page.get_by_label("Groen")).to_have_value("2")
    await expect(note).to_contain_text("Een bank")
    await note.get_by_role("button", name="Sluit deze melding").click()
    await expect(note).to_have_count(0)
    assert room.workshop.session.rounds["keuze-1"].answers == 0


async def test_counting_helps_with_stickers_and_with_too_many_choices(room: ServedRoom, page: Page) -> None:
    await room.open("stickers")
    await page.set_viewport_size({"width": 320, "height": 640})
    before = await page.get_by_label("Spelen").bounding_box()
    await page.get_by_label("Groen").fill("2")
    await expect(page.locator(".tel")).to_contain_text("Je hebt er nog 1.")
    assert await page.get_by_label("Spelen").bounding_box() == before, "nothing moves under the thumb"
    await page.get_by_label("Spelen").fill("2")
    await expect(page.locator(".tel")).to_contain_text("Haal er nog 1 weg.")
    await page.get_by_role("button", name="1 minder").nth(1).click()
    await expect(page.get_by_label("Spelen")).to_have_value("1")
    await expect(page.locator("#meld")).to_have_text("Spelen: 1.")
    await expect(page.locator(".tel")).not_to_contain_text("weg")
    await page.set_viewport_size({"width": 320, "height": 260})
    await page.get_by_label("Licht").focus()
    await expect(page.locator(".tel")).to_be_in_viewport(ratio=1)
    await no_violations(page, "stickers, naar beneden")


async def test_a_role_can_be_chosen_without_losing_what_was_filled_in(room: ServedRoom, page: Page) -> None:
    await room.open("keuze")
    await page.get_by_label("Meer licht").check()
    await page.get_by_label("bewoner").check()
    await page.get_by_role("button", name="Kies deze rol").click()
    await expect(page.locator("#rol")).to_contain_text("Je doet mee als bewoner.")
    await expect(page.get_by_label("Meer licht")).to_be_checked()
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    assert roles_of(room, "keuze-1") == ["bewoner"]


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


async def test_a_ranking_is_made_and_changed_with_the_keyboard_and_told(room: ServedRoom, page: Page) -> None:
    await room.open("rangorde")
    first, second = page.get_by_label("Plaats 1", exact=True), page.get_by_label("Plaats 2", exact=True)
    await first.select_option("Een bank bij het plein")
    await second.select_option("Een geveltuin")
    up = page.get_by_role("button", name="Een geveltuin omhoog")
    await up.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#meld")).to_have_text("Een geveltuin staat nu op plaats 1.")
    await expect(up).to_be_focused()
    await page.keyboard.press("Space")
    await expect(up).to_have_attribute("aria-disabled", "true")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Een geveltuin omlaag")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Plaats 2", exact=True)).to_have_value("")
    await expect(page.get_by_label("Plaats 3", exact=True)).to_have_value("2")
    await page.get_by_role("button", name="Een geveltuin omhoog").click()
    await page.locator(".tik button", has_text="Meer licht").click()
    await page.locator(".tik button", has_text="Een plek om te spelen").click()
    await expect(page.locator("#meld")).to_contain_text("staat nu op plaats 4.")
    await page.locator(".tik button", has_text="3. Meer licht").click()
    await expect(page.locator("#meld")).to_have_text("Plaats 3 is weer vrij.")
    await expect(page.get_by_label("Plaats 3", exact=True)).to_have_value("3")
    await page.locator(".tik button", has_text="3. Een plek").click()
    await no_violations(page, "rangorde")
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator(".goed")).to_be_focused()
    (ballot,) = room.workshop.session.rounds["rangorde-1"].ballots.values()
    assert ballot.answer == {"rangorde": [0, 2]}


async def test_an_option_that_is_chosen_twice_changes_places(room: ServedRoom, page: Page) -> None:
    await room.open("rangorde")
    first, second = page.get_by_label("Plaats 1", exact=True), page.get_by_label("Plaats 2", exact=True)
    await first.select_option("0")
    await second.select_option("1")
    await first.select_option("1")
    await expect(second).to_have_value("0")
    await page.reload()
    await expect(first).to_have_value("1")
    await expect(second).to_have_value("0")


async def test_a_place_can_be_pointed_at_and_chosen_without_pointing(room: ServedRoom, page: Page) -> None:
    await room.open("assenveld")
    picture = page.locator(".kaart svg").first
    box = await picture.bounding_box()
    assert box is not None
    await picture.click(position={"x": box["width"] * 0.95, "y": box["height"] * 0.05})
    await expect(page.locator("[name=plek-1-x]")).to_have_value("10")
    await expect(page.locator("[name=plek-1-y]")).to_have_value("10")
    group = page.get_by_role("group", name="Een bank")
    await group.get_by_label("Van weinig werk naar veel werk").select_option("0 – weinig werk")
    await group.get_by_label("Van weinig effect naar veel effect").select_option("5")
    await expect(group.locator("circle")).to_have_attribute("cy", "5")
    await no_violations(page, "assenveld")
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator(".goed")).to_be_focused()
    (ballot,) = room.workshop.session.rounds["assenveld-1"].ballots.values()
    assert ballot.answer == {"plek-1": [10, 10], "plek-2": [0, 5]}


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_the_door_is_accessible_and_fits_and_opens_by_itself(
    room: ServedRoom, context: BrowserContext, script: bool
) -> None:
    if not script:
        await context.route("**/*", without_script)
    page = await context.new_page()
    await room.workshop.do(LockRoom())
    await page.goto(address(room))
    await expect(page.locator("h1")).to_have_text("De zaal is op slot")
    await no_violations(page, "slot")
    await fits(page, "slot")
    await room.workshop.do(LockRoom(closed=False))
    if not script:
        await page.get_by_role("button", name="Kijk of de zaal weer open is").click()
    await expect(page.locator("h1")).to_have_text("Je doet mee")


async def test_a_tablet_stays_on_its_receipt_until_the_next_person(
    room: ServedRoom, page: Page, context: BrowserContext
) -> None:
    await as_tablet(room, page)
    await room.open("keuze")
    await page.get_by_label("Een bank").check()
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    await no_violations(page, "tablet")
    await room.workshop.do(CloseRound())
    await room.open("meerkeuze")
    await page.wait_for_timeout(1_000)
    await context.set_offline(True)
    await page.get_by_role("button", name="Volgende deelnemer").click()
    await expect(page.locator("#net")).to_contain_text("probeer het zo nog eens.")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    await context.set_offline(False)
    await page.get_by_role("button", name="Volgende deelnemer").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Wat helpt jou om mee te doen?")
    await page.get_by_label("Meer tijd").check()
    await context.set_offline(True)
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator("#net")).to_contain_text("Even geen verbinding.")
    await expect(page.locator("main")).to_be_hidden()
    await context.set_offline(False)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    assert room.workshop.session.rounds["meerkeuze-1"].answers == 1


async def test_the_own_outcome_comes_with_the_receipt_and_stays_with_the_result(room: ServedRoom, page: Page) -> None:
    await room.open("profiel")
    for number in range(1, 15):
        await page.locator(f"[name=item-{number}][value='0']").check()
    await expect(page.get_by_label("Zoek in de lijst")).to_have_count(0)  # many short lists are no long one
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator("#uitkomst")).to_contain_text("Jouw antwoorden passen het best bij de doener.")
    await no_violations(page, "uitkomst")
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    await expect(page.locator("#uitslag")).to_contain_text("vanaf 5 antwoorden")
    await expect(page.locator("#uitkomst")).to_contain_text("Jouw antwoorden passen het best bij de doener.")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_a_phone_is_counted_as_soon_as_it_has_the_page(room: ServedRoom, browser: Browser, script: bool) -> None:
    async with await browser.new_context(java_script_enabled=script) as context:
        page = await context.new_page()
        await page.goto(address(room))
        await until(lambda: room.workshop.session.participants == 1)
