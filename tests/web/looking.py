"""Looking at a page in a real browser: whether it is accessible, and whether it fits on small screens."""

import re

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, Route

TWICE_AS_LARGE = "document.documentElement.style.fontSize = '200%'"
AS_LARGE_AS_EVER = "document.documentElement.style.fontSize = ''"
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


async def without_script(route: Route) -> None:
    """The page as a phone without JavaScript has it; axe itself needs a browser with it."""
    response = await route.fetch()
    await route.fulfill(response=response, body=re.sub(r"<script .*?</script>", "", await response.text(), flags=re.S))


async def no_violations(page: Page, name: str) -> None:
    """Axe finds nothing."""
    found = await Axe().run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"


async def fits(page: Page, name: str) -> None:
    """Nothing sticks out, at 360 and 320 pixels and with letters twice as large."""
    assert not await page.evaluate(WIDER_THAN_SCREEN), name
    await page.set_viewport_size({"width": 320, "height": 640})
    assert not await page.evaluate(WIDER_THAN_SCREEN), f"{name} at 320 pixels"
    await page.evaluate(TWICE_AS_LARGE)
    assert not await page.evaluate(WIDER_THAN_SCREEN), f"{name} with letters twice as large"
    await page.evaluate(AS_LARGE_AS_EVER)
    await page.set_viewport_size({"width": 360, "height": 740})
