"""The facilitator's page in a real browser at 360 pixels: a whole session, cut off in the middle, and every state."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from kompas_tui.journal import SessionFolder
from kompas_tui.workshop.commands.asking import CloseRound, ShowResult
from kompas_tui.workshop.commands.course import End, GoTo
from kompas_tui.workshop.commands.time import SetTimer
from tests.web.looking import colours_differ_enough, fits, no_violations
from tests.web.room import ANSWERS, DECK, KEY, ServedRoom, served, until

pytestmark = pytest.mark.slow


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """The deck with all kinds, with a question box beside them."""
    path = tmp_path / "straat.md"
    path.write_text(DECK.replace("bewaren: 30", "bewaren: 30\nvragenbus: ja"), encoding="utf-8")
    return path


SHARE_OF_BAR = """() => {
  document.documentElement.style.fontSize = "200%";
  const share = document.querySelector("nav").offsetHeight / 640;
  document.documentElement.style.fontSize = "";
  return share;
}"""
"""What part of a small phone the bar takes with letters of twice the size."""


async def log_in(page: Page, room: ServedRoom) -> None:
    await page.goto(f"{room.url}/regie")
    await page.get_by_label("Sleutel").fill(KEY)
    await page.get_by_role("button", name="Ga verder").click()
    await expect(page.locator("#nu h1")).to_be_visible()


@pytest.fixture
async def desk(context: BrowserContext, room: ServedRoom) -> AsyncIterator[Page]:
    """The page on a phone of 360 pixels, after the key."""
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await log_in(page, room)
    await expect(page.locator("html.volgt")).to_be_attached()  # before our script works a press leaves the page
    yield page
    assert errors == []


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


async def settled(page: Page) -> None:
    """Wait until the page takes presses again after a change."""
    await expect(page.locator("#inhoud:not([data-wissel])")).to_be_visible()


async def press(page: Page, name: str) -> None:
    await settled(page)
    await button(page, name).click()


async def answer(room: ServedRoom, card: str, times: int = 1, **changed: str) -> None:
    for _ in range(times):
        phone = room.phone()
        await phone.look()
        response = await phone.send((await phone.look()).forms[0], **(ANSWERS[card][0] | changed))
        assert response.status_code == 200, response.text


async def test_a_whole_session_is_driven_cut_off_and_taken_up_again(
    folder: SessionFolder, deck: Path, context: BrowserContext
) -> None:
    page = await context.new_page()
    async with AsyncExitStack() as before:
        room = await before.enter_async_context(served(folder, deck))
        port = room.port
        await log_in(page, room)
        await press(page, "Volgende")
        await expect(page.locator("#nu h1")).to_have_text("Wat eerst")
        await press(page, "Open de ronde")
        await expect(page.locator("#ronde")).to_contain_text("Ronde 1 is open.")
        await answer(room, "keuze", 3)
        await expect(page.locator("#ronde")).to_contain_text("3 van de 3 deelnemers antwoordden.")
        await page.get_by_label("Sluit de ronde als de tijd om is").check()
        await button(page, "Start de klok").click()
        await expect(page.locator("#klok")).to_contain_text("Dan sluit de ronde.")
        await expect(page.locator("[data-over]")).to_contain_text("Nog 4:5")
        await page.get_by_text("Notitie", exact=True).click()
        await page.locator("#notitie").fill("Dit schreef ik voor")
    await expect(page.locator("#net")).to_contain_text("Geen verbinding met Kompas.")
    await press(page, "Volgende")
    await expect(page.locator("#net")).to_contain_text("‘Volgende’ is misschien niet gedaan.")
    await expect(page.locator("#notitie")).to_have_value("Dit schreef ik voor")
    async with served(folder, deck, port=port) as room:
        await expect(page.locator("#net")).to_be_empty()
        await expect(page.locator("#meld")).to_contain_text("De verbinding is er weer.")
        await expect(page.locator("#bericht")).to_contain_text("‘Volgende’ is misschien niet gedaan.")
        await expect(page.locator("#notitie")).to_have_value("Dit schreef ik voor")
        assert room.workshop.card.address == "keuze"
        await button(page, "Bewaar de notitie").click()
        await expect(page.locator("#bericht")).to_have_text("De notitie is bewaard.")
        await expect(page.locator("#notitie")).to_have_value("")
        await press(page, "Sluit de ronde")
        await expect(page.locator("#ronde")).to_contain_text("Ronde 1 is gesloten, met 3 antwoorden.")
        await press(page, "Toon de uitslag")
        await expect(page.locator("#ronde")).to_contain_text("De uitslag is te zien.")
        await press(page, "Verberg de uitslag")
        await expect(button(page, "Toon de uitslag")).to_be_visible()
        await page.get_by_text("Alle kaarten").click()
        await button(page, "Eerst lezen").click()
        await expect(page.locator("#nu h1")).to_have_text("Eerst lezen")
        await press(page, "Open de ronde")
        await answer(room, "moderatie")
        await button(page, "Toon").click()
        await expect(page.locator("#teksten")).to_contain_text("Te zien")
        await press(page, "Sluit de ronde")
        await page.get_by_text("Besluit", exact=True).click()
        await page.locator("#besluit").fill("We beginnen met een bank.")
        await button(page, "Bewaar het besluit").click()
        await expect(page.locator("#bericht")).to_have_text("Het besluit is bewaard.")
        await page.get_by_text("Terugnemen, afronden, uitloggen").click()
        await page.get_by_text("Rond de sessie af", exact=True).click()
        await press(page, "Ja, rond de sessie af")
        await expect(page.locator("#bericht")).to_contain_text("De sessie is afgerond.")
        assert room.workshop.session.is_ended
        assert [type(item).__name__ for item in room.workshop.session.written] == ["NoteTaken", "DecisionTaken"]
        await expect(page.locator("#nu h1")).to_have_text("De sessie is afgerond.")
        told = page.locator("section[id^=reactiesbij]").last
        await told.locator("summary").first.click()
        await told.locator("summary").last.click()
        of_question, of_text = (told.locator("textarea").nth(at) for at in (0, 1))
        await of_question.fill("Dit schreef ik nog niet af")
        await of_text.fill("Dat gaan we doen.")
        await told.get_by_role("button", name="Bewaar de reactie").last.click()
        await expect(page.locator("#bericht")).to_have_text("De reactie is bijgewerkt.")
        await expect(told.locator("summary").first).to_contain_text("(1 reactie)")
        await expect(of_question).to_have_value("Dit schreef ik nog niet af")


async def test_no_text_moves_and_no_key_is_lost_while_forty_texts_come_in(room: ServedRoom, desk: Page) -> None:
    await room.open("moderatie")
    await answer(room, "moderatie", 3)
    rows = desk.locator("#teksten li")
    await expect(rows).to_have_count(3)
    await rows.nth(1).get_by_text("Kopje of reden").click()
    field = rows.nth(1).get_by_label("Kopje")
    await field.focus()
    before = [await row.get_attribute("id") for row in await rows.all()]
    typed = "Zorgen om de stoep"
    for number, letter in enumerate(typed):
        await desk.keyboard.type(letter)
        for part in range(3 if number < 12 else 1):
            await room.workshop.cast(f"{number:011}{part:011}", "moderatie-1", {"tekst-1": [f"Tekst {number} {part}"]})
    await expect(rows).to_have_count(3 + 36 + len(typed) - 12)
    await expect(field).to_be_focused()
    await expect(field).to_have_value(typed)
    assert [await row.get_attribute("id") for row in await rows.all()][:3] == before
    await desk.keyboard.press("Enter")
    await expect(desk.locator(f"#{before[1]}")).to_contain_text("onder ‘Zorgen om de stoep’")
    asked = desk.locator("#bus li .woord")
    await desk.locator("#bus > details > summary").click()
    for number, question in enumerate(("Eerst gevraagd?", "Daarna gevraagd?", "Te laat voor deze druk?"), start=1):
        await room.workshop.box.ask(room.workshop.marks.new_token(), question)
        await expect(desk.locator("#bus summary")).to_have_text(re.compile(rf"Vragenbus: {number} "))
        await expect(asked.last).to_have_text(question)
        await asked.first.locator("xpath=..").get_by_role("button", disabled=False).first.click()
        await expect(desk.locator("#bus li").first).to_contain_text(re.compile("Te zien|Beantwoord"))
    assert [one.shown for one in room.workshop.session.box.values()] == [True, None, None], (
        "a press met another question"
    )


async def test_the_keyboard_keeps_its_place_when_a_part_changes(room: ServedRoom, desk: Page) -> None:
    await room.open("keuze")
    close = button(desk, "Sluit de ronde")
    await close.focus()
    await answer(room, "keuze")
    await expect(desk.locator("#ronde")).to_contain_text("1 van de 1 deelnemer antwoordde.")
    await expect(close).to_be_focused()
    await settled(desk)
    await desk.keyboard.press("Enter")
    await expect(button(desk, "Toon de uitslag")).to_be_focused()
    await settled(desk)
    await desk.keyboard.press("Enter")
    await expect(button(desk, "Volgende")).to_be_focused()
    await expect(desk.locator("#meld")).to_have_text("De uitslag is te zien")
    await expect(desk).to_have_title("De uitslag is te zien – Regie – Samen de straat opknappen – Kompas")


async def test_the_card_that_came_is_said_and_a_refusal_has_the_focus(room: ServedRoom, desk: Page) -> None:
    await room.workshop.do(GoTo("keuze"))
    await expect(desk.locator("#meld")).to_have_text("Kaart: Wat eerst")
    await desk.locator("#minuten").fill("veel")
    await button(desk, "Start de klok").click()
    await expect(desk.get_by_role("alert")).to_be_focused()
    await expect(desk.get_by_role("alert")).to_contain_text("hoort een getal")
    await expect(desk.locator("#minuten")).to_have_value("veel")
    await room.open("keuze")
    await settled(desk)
    await expect(desk.get_by_role("alert")).to_be_visible()  # until the next press
    await press(desk, "Sluit de ronde")
    await expect(desk.get_by_role("alert")).to_have_count(0)


HEARD = (
    ("duim", "", "Volgende →", "Kaart: Wat eerst", "Open de ronde"),
    ("toets", "", "Open de ronde", "De ronde is open", "Sluit de ronde"),
    ("duim", "", "Sluit de ronde", "De ronde is gesloten", "Toon de uitslag"),
    ("toets", "", "Toon de uitslag", "De uitslag is te zien", "Volgende →"),
    ("toets", "Vragenbus: 1 vraag", "Toon aan de zaal", "De vraag in de vragenbus is bijgewerkt.", "Toon aan de zaal"),
    ("duim", "Alle kaarten", "Vraag en aanbod", "Kaart: Vraag en aanbod", "Vraag en aanbod"),
    ("duim", "", "Open de ronde", "De ronde is open", "Sluit de ronde"),
    ("duim", "", "Sluit de ronde", "De ronde is gesloten", "Toon de uitslag"),
    ("toets", "Koppel vraag en aanbod", "Koppel ze", "Vraag en aanbod zijn gekoppeld.", "Koppel ze"),
    ("duim", "De beamer", "Maak het scherm zwart", "De beamer is zwart", "Maak het scherm weer licht"),
    ("toets", "", "Maak het scherm weer licht", "Op de beamer staat de kaart", "Maak het scherm zwart"),
    ("toets", "", "Start de klok", "De klok loopt tot", "Stop de klok"),
    ("duim", "", "Stop de klok", "Er loopt geen klok", "Start de klok"),
    ("toets", "Terugnemen", "Neem de laatste stap terug", "De laatste stap is teruggenomen.",
     "Neem de laatste stap terug"),
    ("toets", "De zaal", "Zet de zaal op slot", "De zaal is op slot", "Haal de zaal van het slot"),
    ("duim", "", "Haal de zaal van het slot", "‘Haal de zaal van het slot’ is gedaan.", "Zet de zaal op slot"),
    ("toets", "Sprekerslijst", "Open een sprekerslijst", "Er wacht niemand", "De volgende spreker"),
    ("duim", "Pauzeer de sessie", "Ja, pauzeer de sessie", "De sessie is gepauzeerd. Ga op de laptop verder.",
     "Ja, pauzeer de sessie"),
)  # fmt: skip
"""A session by thumb and by keyboard: what is unfolded and pressed, what is heard then, and where one is."""


async def test_a_session_by_thumb_and_by_keyboard_is_heard(room: ServedRoom, browser: Browser) -> None:
    async with await browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True) as context:
        desk = await context.new_page()
        await log_in(desk, room)
        for way, fold, name, heard, focused in HEARD:
            if name == "Sluit de ronde":
                await answer(room, "keuze" if room.workshop.card.address == "keuze" else "markt", 2)
            if name == "Toon aan de zaal":
                await room.workshop.box.ask(room.workshop.marks.new_token(), "Komt er een bank?")
                await expect(desk.locator("#meld")).to_have_text("1 vraag in de vragenbus wacht op je")
            await settled(desk)
            pressed = [desk.locator("summary", has_text=fold).first] if fold else []
            for one in (*pressed, button(desk, name.replace(" →", "")).first):
                if way == "duim":
                    await one.tap()
                else:
                    await one.focus()
                    await desk.keyboard.press("Enter")
            await expect(desk.locator("#meld"), name).to_contain_text(heard)
            await expect(desk.locator("button:focus"), name).to_have_text(focused)
    assert room.calls == ["pauze"]


async def test_two_presses_in_a_row_do_one_thing(room: ServedRoom, desk: Page) -> None:
    first, second = (card.address for card in tuple(room.workshop.course)[:2])
    assert room.workshop.card.address == first
    # Both presses come before the first answer; a real double click may also end on the page that came in between.
    await button(desk, "Volgende").evaluate("one => { one.click(); one.click(); }")
    await expect(desk.locator("#bericht")).to_contain_text("Er is niets gedaan.")
    assert room.workshop.card.address == second
    await room.open("moderatie")
    await answer(room, "moderatie")
    await button(desk, "Toon").dblclick()
    await expect(desk.locator("#teksten")).to_contain_text("Te zien")
    await expect(button(desk, "Toon")).to_be_focused()
    await expect(button(desk, "Verberg")).to_be_visible()


async def test_a_page_of_the_network_is_no_connection(room: ServedRoom, desk: Page) -> None:
    await desk.route("**/regie/doe", lambda route: route.fulfill(status=200, body="<main>Log in op de wifi</main>"))
    await button(desk, "Volgende").click()
    await expect(desk.locator("#net")).to_contain_text("‘Volgende’ is misschien niet gedaan.")
    await expect(desk.locator("#nu h1")).to_be_visible()


async def test_an_interim_result_is_asked_for_first(room: ServedRoom, desk: Page) -> None:
    await room.open("keuze")
    await answer(room, "keuze")
    await expect(button(desk, "Toon toch de tussenstand")).to_be_hidden()
    await desk.get_by_text("Toon een tussenstand").click()
    await expect(desk.locator("#ronde")).to_contain_text("Een tussenstand kan verraden wie wat koos.")
    await press(desk, "Toon toch de tussenstand")
    await until(lambda: room.workshop.session.shown is not None)


@pytest.mark.parametrize(
    ("scheme", "script", "forced"),
    [("light", True, "none"), ("light", False, "active"), ("dark", True, "none")],
    ids=["light, with script", "forced colours, without script", "dark"],
)
async def test_every_state_of_the_page_is_accessible_and_fits(
    room: ServedRoom, browser: Browser, script: bool, scheme: Any, forced: Any
) -> None:
    async with await browser.new_context(
        viewport={"width": 360, "height": 740}, color_scheme=scheme, forced_colors=forced
    ) as context:
        if not script:
            await context.route("**/*.js*", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page = await context.new_page()

        async def seen(name: str) -> None:
            await page.goto(f"{room.url}/regie")
            for _ in range(2):
                await page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
            if scheme == "dark":  # colours move nothing
                return await colours_differ_enough(page, name)
            await no_violations(page, name)
            await fits(page, name)

        await seen("sleutel")
        await page.get_by_label("Sleutel").fill("fout")
        await page.get_by_role("button", name="Ga verder").click()
        await expect(page.get_by_role("alert")).to_be_visible()
        await no_violations(page, "verkeerde sleutel")
        await log_in(page, room)
        await seen("welkom")
        await room.open("keuze")
        await answer(room, "keuze")
        await room.workshop.do(SetTimer(5, closes_round=True))
        await seen("open")
        await room.workshop.do(CloseRound())
        await seen("gesloten, met handen")
        assert await page.evaluate(SHARE_OF_BAR) < 0.36, "with large letters the bar leaves the page in sight"
        await room.workshop.do(ShowResult())
        room.workshop.notices = ("Het eind van het logboek was beschadigd.",)
        await seen("getoond")
        await room.open("moderatie")
        await answer(room, "moderatie", 2)
        await room.workshop.box.ask(room.workshop.marks.new_token(), "Wanneer planten jullie de bomen in onze straat?")
        await seen("teksten")
        await room.workshop.do(CloseRound())
        await room.open("instemming")
        await answer(room, "instemming")
        await room.workshop.do(CloseRound())
        await seen("voorstel")
        await room.workshop.do(End())
        await seen("einde")
