"""Looking at a page in a real browser: whether it is accessible, and whether it fits on small screens."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import BrowserContext, Page, Route

SCREENS = [(360, 740, 100), (360, 740, 150), (360, 740, 200), (320, 640, 100), (320, 640, 200)]
"""The width and height of a screen, and how large its letters are in per cent."""

AS_LARGE_AS_EVER = "document.documentElement.style.fontSize = ''"
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@asynccontextmanager
async def no_script_fails(context: BrowserContext) -> AsyncIterator[None]:
    """No script of a page of this phone ends in an error, which nobody would see."""
    errors: list[str] = []
    context.on("weberror", lambda told: errors.append(str(told.error)))
    yield
    assert errors == []


async def without_script(route: Route) -> None:
    """The page as a phone without JavaScript has it; axe itself needs a browser with it."""
    response = await route.fetch()
    await route.fulfill(response=response, body=re.sub(r"<script .*?</script>", "", await response.text(), flags=re.S))


TWICE = """() => {
  const ids = Array.from(document.querySelectorAll("[id]"), one => one.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}"""
"""Ids that stand on more than one element: our scripts would take one for the other, and axe says nothing of it."""


async def no_violations(page: Page, name: str) -> None:
    """Axe finds nothing, and no id stands twice."""
    assert await page.evaluate(TWICE) == [], name
    await _finds_nothing(page, name, {"resultTypes": ["violations"]})


async def colours_differ_enough(page: Page, name: str) -> None:
    """Axe finds no colours that are too near each other; for a page whose other colours were looked at whole."""
    await _finds_nothing(page, name, {"runOnly": ["color-contrast", "link-in-text-block"]})


async def _finds_nothing(page: Page, name: str, options: dict[str, list[str]]) -> None:
    found = await Axe().run(page, options=options)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"


BROKEN_WORDS = """() => {
  const broken = [];
  for (const box of document.querySelectorAll("label, legend, summary, #sessie, h1, h2, button, th")) {
    const style = getComputedStyle(box), width = box.getBoundingClientRect().width;
    const hyphens = style.hyphens === "auto" || box.closest("[translate=no]");
    const folded = box.tagName !== "SUMMARY" && box.closest("details:not([open])");
    if (folded || box.closest(".vh") || !box.offsetParent || (hyphens && width > innerWidth / 2)) continue;
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
"""Words that are broken, in boxes that could be wider, or in which they get no hyphen."""


SIDEWAYS = """() => Array.from(document.querySelectorAll(".tabel"))
  .filter(table => table.scrollWidth > table.clientWidth).map(table => table.textContent.trim().slice(0, 60))"""
"""Tables that scroll sideways."""


ENDS_SWAPPED = """() => Array.from(document.querySelectorAll(".vlak p, .kaart div"))
  .filter(line => line.children.length === 2 && line.children[0].getBoundingClientRect().left >
    line.children[1].getBoundingClientRect().left).map(line => line.textContent)"""
"""Pictures of axes whose low end stands at the right: also on a page from right to left the picture has it left."""


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
