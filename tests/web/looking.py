"""Looking at a page in a real browser: whether it is accessible, and whether it fits on small screens."""

import re

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, Route

SCREENS = [(360, 740, 100), (360, 740, 150), (360, 740, 200), (320, 640, 100), (320, 640, 200)]
"""The width and height of a screen, and how large its letters are in per cent."""

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


BROKEN_WORDS = """() => {
  const broken = [];
  for (const box of document.querySelectorAll("label, legend, summary, #sessie, h1, h2, button")) {
    const style = getComputedStyle(box), width = box.getBoundingClientRect().width;
    if (box.closest(".vh") || !box.offsetParent || width > innerWidth / 2) continue;
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const word of walker.currentNode.data.matchAll(/[^\\s-]+/g)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, word.index);
        range.setEnd(walker.currentNode, word.index + word[0].length);
        if (new Set(Array.from(range.getClientRects(), r => Math.round(r.top))).size > 1 || !width)
          broken.push(`${word[0]} (${Math.round(width)} px)`);
      }
    }
  }
  return broken;
}"""
"""Words that are broken, in boxes that could be wider."""


SIDEWAYS = """() => Array.from(document.querySelectorAll(".tabel:not(.breed)"))
  .filter(table => table.scrollWidth > table.clientWidth).map(table => table.textContent.trim().slice(0, 60))"""
"""Tables that scroll sideways though they have few columns."""


async def fits(page: Page, name: str) -> None:
    """Nothing sticks out and no word is broken for want of room, on small screens and with large letters."""
    for width, height, larger in SCREENS:
        await page.set_viewport_size({"width": width, "height": height})
        await page.evaluate(f"document.documentElement.style.fontSize = '{larger}%'")
        where = f"{name} at {width} pixels and {larger}%"
        assert not await page.evaluate(WIDER_THAN_SCREEN), where
        broken = await page.evaluate(BROKEN_WORDS)
        assert not broken, f"{where}: {broken}"
        sideways = await page.evaluate(SIDEWAYS)
        assert not sideways, f"{where}: {sideways}"
    await page.evaluate(AS_LARGE_AS_EVER)
    await page.set_viewport_size({"width": 360, "height": 740})
