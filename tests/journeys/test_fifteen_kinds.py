"""Forty participants answer a deck with all fifteen kinds, two of them in a browser; every tally is redone."""

import re
from pathlib import Path

import httpx
import pytest
from playwright.async_api import BrowserContext, Page, async_playwright, expect

from kompas_tui.domain.kinds import DECK_KINDS
from kompas_tui.journal import SessionFolder
from tests.journeys.fifteen import DECK, KINDS, Sent, outcome, plan, told
from tests.web.conftest import ARGUMENTS, CHROMIUM
from tests.web.room import KEY, ParsedForm, PlainPhone, ServedRoom, served

PARTICIPANTS = 40
PLAIN = PARTICIPANTS - 2
RECEIPT = re.compile(r"Kenmerk:\s*(?:<b[^>]*>)?([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})")


def fits_the_form(form: ParsedForm, sent: Sent) -> None:
    """Everything that is sent can be filled in on the form as a person sees it."""
    for name, values in sent.items():
        controls = [control for control in form.controls if control.name == name]
        assert controls, name
        for value in values:
            match controls[0].kind:
                case "radio" | "checkbox":
                    assert any(control.value == value and control.label for control in controls)
                case "select":
                    assert value in dict(controls[0].options)
                    assert controls[0].label
                case _:
                    assert controls[0].label


async def send(phone: PlainPhone, sent: Sent) -> str:
    """Fill in the form of a phone without JavaScript, send it, and give the receipt."""
    form = (await phone.look()).forms[0]
    fits_the_form(form, sent)
    response = await phone.client.post(form.action, data=form.data() | sent)
    assert response.status_code == 200, response.text
    found = RECEIPT.search(response.text)
    assert found is not None
    return found[1]


async def fill(page: Page, sent: Sent) -> str:
    """Fill in the form in a browser, send it, and give the receipt."""
    for name, values in sent.items():
        controls = page.locator(f'[name="{name}"]')
        await expect(controls.first).to_be_attached()
        folded = page.locator("details:not([open])", has=controls)
        if await folded.count():
            await folded.locator("summary").click()
        kind = await controls.first.evaluate("e => e.type")
        for value in values:
            if kind in ("radio", "checkbox"):
                await page.locator(f'[name="{name}"][value="{value}"]').check()
            elif kind == "select-one":
                await controls.select_option(value)
            else:
                await controls.fill(value)
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoord is opgeslagen")
    found = RECEIPT.search(await page.locator(".goed").inner_text())
    assert found is not None
    return found[1]


async def joined(context: BrowserContext, room: ServedRoom) -> Page:
    page = await context.new_page()
    await page.goto(f"{room.url}/{room.workshop.session.code}")
    return page


async def command(remote: httpx.AsyncClient, name: str, **said: object) -> dict[str, object]:
    response = await remote.post("/regie/opdracht", json={"opdracht": name, **said})
    assert response.status_code == 200, response.text
    state: dict[str, object] = response.json()
    return state


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_forty_participants_answer_every_kind_and_every_tally_comes_out(tmp_path: Path) -> None:
    assert set(KINDS) == set(DECK_KINDS)
    if not CHROMIUM.exists():
        pytest.skip("no Chromium here")
    deck = tmp_path / "alle.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), deck) as room, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        size = {"width": 360, "height": 740}
        scripted = await joined(await browser.new_context(viewport=size), room)  # type: ignore[arg-type]  # a size
        plain = await joined(
            await browser.new_context(viewport=size, java_script_enabled=False),  # type: ignore[arg-type]  # a size
            room,
        )
        phones = [room.phone() for _ in range(PLAIN)]
        for phone in phones:
            await phone.look()
        remote = room.client(headers={"authorization": f"Bearer {KEY}"})
        for kind in KINDS:
            await command(remote, "ga", kaart=kind)
            await command(remote, "open")
            plans = [plan(kind, number) for number in range(PARTICIPANTS)]
            receipts = [await send(phone, sent) for phone, sent in zip(phones, plans, strict=False)]
            await expect(scripted.locator("#vraag")).to_be_visible()
            receipts.append(await fill(scripted, plans[PLAIN]))
            await plain.get_by_role("button", name="Kijk of er iets nieuws is").click()
            receipts.append(await fill(plain, plans[PLAIN + 1]))
            state = await command(remote, "sluit")
            ballots = room.workshop.session.rounds[f"{kind}-1"].ballots.values()
            assert sorted(receipts) == sorted(ballot.receipt for ballot in ballots)
            assert len(set(receipts)) == PARTICIPANTS
            results = state["uitslagen"]
            assert isinstance(results, list)
            assert told(kind, results[-1]) == outcome(kind, plans), kind
            assert results[-1]["antwoorden"] == PARTICIPANTS
            await command(remote, "toon")
            await expect(scripted.locator("#uitslag")).to_be_visible()
        await browser.close()
        assert room.workshop.session.participants == PARTICIPANTS
