"""One phone without JavaScript: reads a page, fills in its form, sends it, keeps the receipt."""

import ssl
from functools import cache
from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urljoin

import httpx

from kompas_tui.simulation.filling import Filling, Mind, said_limit
from kompas_tui.simulation.pages import Control, Page, SeenForm, read_page

TRIES, MOST_PARTS = 3, 20
_SLIP = "stemcode"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class PhoneTrouble(Exception):
    """The page did not come, or was not as a phone expects it."""


class Refusal(Exception):
    """An answer was not saved; the message is what the page said."""


@cache
def _context() -> ssl.SSLContext:
    """One for all phones: making one costs more than a request."""
    return ssl.create_default_context()


class Phone:
    """A phone with its own cookies and its owner's own taste."""

    def __init__(self, url: str, number: int = 0, *, seed: int = 0, slip: str = "") -> None:
        """`url` is what the QR holds, such as http://192.168.178.23:8000/K7F3; `slip` a code on paper to vote with."""
        self.url = url
        self.number = number
        self._slip = slip
        self.mind = Mind(seed, number)
        self._client = httpx.AsyncClient(
            # No proxy: the office's would be asked for an address of this laptop.
            follow_redirects=True,
            verify=_context(),
            trust_env=False,
            timeout=30,
            headers={"Accept-Language": "nl"},
        )
        self._chosen: set[str] = set()
        """Which of role and table it chose by now."""
        self.sent: list[Filling] = []
        """What was filled in last, whether or not it arrived."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def look(self) -> Page:
        """The page as it is now; a role and a table are chosen the first time that they are offered."""
        page = await self._got(await self._client.get(self.url))
        for name in ("tafel", "rol"):
            form = page.form_with(name)
            if form is not None and name not in self._chosen:
                self._chosen.add(name)
                page = await self._got(await self._post(form, self.mind.fill(form)))
        return page

    async def look_again(self) -> Page:
        """The page with the question once more, to change the answer; the page as it is where that can't be."""
        page = await self.look()
        if page.question is not None or page.way_back is None:
            return page
        return await self._follow(*page.way_back)

    async def _follow(self, form: SeenForm, button: Control) -> Page:
        asked = [*((control.name, control.value) for control in form.of("hidden")), (button.name, button.value)]
        return await self._got(await self._client.get(f"{urljoin(self.url, form.action)}?{urlencode(asked)}"))

    async def answer(self, form: SeenForm) -> tuple[list[Filling], Page]:
        """Fill in and send, part by part where it is long; gives what was sent and the page that says it is saved.

        Refusal where it isn't.
        """
        filled, page = await self._answered(form)
        for _ in range(MOST_PARTS):
            if page.way_on is None:
                break
            part = (await self._follow(*page.way_on)).question
            if part is None:
                break
            more, page = await self._answered(part)
            filled = self.sent = [*filled, *more]
        return filled, page

    async def _answered(self, form: SeenForm) -> tuple[list[Filling], Page]:
        limit: int | None = None
        page = Page([], "")
        for _ in range(TRIES):
            filled = self.sent = self.mind.fill(form, limit)
            reply = await self._post(form, filled)
            page = read_page(reply.text)
            if reply.status_code < 400 and page.is_saved and page.receipt:
                return filled, page
            # A page says how much may be chosen only where it refuses; a person reads that and tries once more.
            learned = said_limit(page.text)
            if reply.status_code < 400 or reply.status_code >= 500 or learned is None or learned == limit:
                break
            limit = learned
        raise Refusal(page.text[:300])

    async def _got(self, reply: httpx.Response) -> Page:
        if reply.status_code >= 400:
            raise PhoneTrouble(f"{reply.status_code}: {read_page(reply.text).text[:200]}")
        return read_page(reply.text)

    async def _post(self, form: SeenForm, filled: list[Filling]) -> httpx.Response:
        pairs = [*form.sent_along, *((choice.name, choice.value) for choice in filled)]
        pairs = [(name, self._slip if name == _SLIP else value) for name, value in pairs]
        return await self._client.post(urljoin(self.url, form.action), content=urlencode(pairs), headers=_FORM)
