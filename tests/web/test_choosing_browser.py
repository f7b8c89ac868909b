"""Choosing in a real browser: what a plan costs leaves its words room, and what is typed is chosen."""

from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, expect

from kompas_tui.journal import SessionFolder
from kompas_tui.workshop.commands.asking import CloseRound
from tests.web.looking import fits
from tests.web.room import served

pytestmark = pytest.mark.slow

DECK = """---
titel: Samen
---

# Geld {#geld}

```meerkeuze
vraag: Welke plannen krijgen geld?
budget: 50000
eenheid: euro
opties:
  - {tekst: Een speelplek bij de flat, kosten: 30000}
  - {tekst: Tien bomen in de Dorpsstraat, kosten: 25000}
```

# Vervoer {#vervoer}

```meerkeuze
vraag: Hoe kom je?
max: 2
eigen: Anders, namelijk
opties: [Fiets, Auto, Trein]
```
"""


async def test_words_beside_costs_are_whole_on_a_small_screen_with_large_letters(
    context: BrowserContext, tmp_path: Path
) -> None:
    deck = tmp_path / "proef.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), deck) as room:
        await room.open("geld")
        page = await context.new_page()
        await page.goto(f"{room.url}/{room.workshop.session.code}")
        await fits(page, "budget")


async def test_what_is_typed_is_chosen_and_takes_part_in_the_count(context: BrowserContext, tmp_path: Path) -> None:
    deck = tmp_path / "proef.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(SessionFolder(tmp_path / "sessie"), deck) as room:
        await room.open("vervoer")
        page = await context.new_page()
        await page.goto(f"{room.url}/{room.workshop.session.code}")
        await page.get_by_label("Fiets").check()
        typed = page.get_by_role("textbox", name="Anders, namelijk")
        box = page.get_by_role("checkbox", name="Anders, namelijk")
        for text, is_chosen in (("ste", True), ("", False), ("step", True)):
            await typed.fill(text)
            await expect(box).to_be_checked(checked=is_chosen)
        await expect(page.locator(".tel")).to_contain_text("Je hebt er nog 0.")
        await room.workshop.do(CloseRound())
        unsent = page.locator(".let-op .tekst")
        await expect(unsent).to_have_text(["Fiets", "Anders, namelijk", "step"])
