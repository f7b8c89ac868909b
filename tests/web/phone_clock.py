"""A phone's clock in the test's hand, that never runs ahead of the real network."""

from datetime import UTC, datetime, timedelta

from playwright.async_api import Page

COUNT_REQUESTS = """
window.unanswered = 0;
const real = window.fetch;
window.fetch = (...all) => {
  window.unanswered += 1;
  const ended = () => { window.unanswered -= 1; };
  return real(...all).then(reply => {
    const text = reply.text.bind(reply);
    reply.text = () => text().finally(ended);
    return reply;
  }, fault => { ended(); throw fault; });
};
"""

STEP = 1_000
"""The milliseconds that the clock takes at once: far less than the page's patience with one request."""


async def hold_clock(page: Page) -> None:
    """Have the page's clock stand still until the test lets it go on; before the page is opened."""
    await page.clock.install()
    await page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))  # as installed it goes on by itself
    await page.add_init_script(COUNT_REQUESTS)


async def run_clock(page: Page, milliseconds: int) -> None:
    """Let the page live so long; each request is answered before the clock goes on.

    A clock that runs on while a slow machine answers cuts off requests that no phone would.
    """
    for _ in range(milliseconds // STEP):
        await page.clock.run_for(STEP)
        while await page.evaluate("window.unanswered"):
            pass
