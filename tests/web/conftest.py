"""A served room for every test of the web part."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, async_playwright, expect

from kompas_tui.journal import SessionFolder
from tests.waiting import PATIENCE
from tests.web.looking import no_script_fails
from tests.web.room import DECK, ServedRoom, served

expect.set_options(timeout=PATIENCE * 1000)

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--accept-lang=nl-NL"]
"""The last one makes the phones of the tests Dutch."""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck with all kinds."""
    path = tmp_path / "straat.md"
    path.write_text(DECK, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> SessionFolder:
    """An empty session folder."""
    return SessionFolder(tmp_path / "sessie")


@pytest.fixture
async def room(folder: SessionFolder, deck: Path) -> AsyncIterator[ServedRoom]:
    """A session of that deck, served."""
    async with served(folder, deck) as room:
        yield room


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """The system's own Chromium."""
    if not CHROMIUM.exists():
        pytest.skip("no Chromium here")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS, timeout=PATIENCE * 1000)
        yield browser
        await browser.close()


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A phone of 360 pixels wide."""
    context = await browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(PATIENCE * 1000)
    async with no_script_fails(context):
        yield context
    await context.close()
