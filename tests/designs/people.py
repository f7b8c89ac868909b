"""Forty scripted people who read the page, fill in its form by the words on it, and send it with or without script."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_hex
from urllib.parse import urlencode

import httpx

from kompas_tui.simulation.pages import Control, Page, SeenForm, read_page

Words = Mapping[str, str | Sequence[str]]
"""An answer by the words on the page: under the name of a group or input what is chosen or written there.

Under "" stands what answers the only question of the page.
"""

GROUP = re.compile(r"(?:Beurt \d+|Jouw groep): tafel ‘?(\w+)")
RECEIPT = re.compile(r"Kenmerk: <b[^>]*>([0-9A-Z-]+)</b>")
ByPage = Callable[[SeenForm], Words]
"""An answer to what this page asks, where not every phone is asked the same."""

PEOPLE = 40
PART = {"X-Kompas-Deel": "1"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def filled(form: SeenForm, left: dict[str, list[str]]) -> list[tuple[str, str]]:
    """What a form sends for these words beside what it sends by itself; what it holds is taken from `left`."""
    return [pair for control in form.asked for pair in _pair(control, left)]


def _pair(control: Control, left: dict[str, list[str]]) -> list[tuple[str, str]]:
    """What this input sends; what was said is taken from `left`."""
    name = next((one for one in (control.label, control.group, "") if left.get(one)), "")
    said = left.get(name, [])
    match control.kind:
        case "radio" | "checkbox":
            name = control.group if control.group in left else ""
            if control.label not in left.get(name, []):
                return []
            left[name].remove(control.label)
            return [(control.name, control.value)]
        case "select":
            chosen = [value for value, text in control.options if said and text == said[0]]
            return [(control.name, chosen[0])] if chosen and said.pop(0) else []
        case "number" if control.label not in left:
            return []
        case _:
            return [(control.name, said.pop(0))] if said else []


def _listed(said: str | Sequence[str]) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


@dataclass(slots=True)
class Person:
    """Somebody with a phone that runs the script at one question, and at the next one doesn't.

    With the script it sends each answer as that does; and now and then twice.
    """

    client: httpx.AsyncClient
    code: str
    number: int
    joined: dict[str, str] = field(default_factory=dict)
    """What was chosen beside the question, by the name of its field: a role, a table."""
    questions: int = 0
    """How many questions were asked so far."""
    group: str = ""
    """The table of the own group, as the phone told it last."""
    is_host: bool = False
    """Whether the phone said to stay at that table."""

    @property
    def has_script(self) -> bool:
        """Whether the script runs now: in no order that could go along with what people answer."""
        return (self.number.bit_count() + self.questions) % 2 == 0

    async def look(self, joins_with: Mapping[str, str]) -> Page:
        """The page as it is now, after a role or a table was chosen where it is another than before."""
        page = await self._got()
        for name, said in joins_with.items():
            if self.joined.get(name) == said:
                continue
            form = page.form_with(name)
            assert form is not None, page.text
            self.joined[name] = said
            reply = await self.client.post(
                form.action, content=urlencode([*form.sent_along, (name, said)]), headers=FORM
            )
            assert reply.status_code in (200, 303), read_page(reply.text).text
            page = await self._got()
        if told := GROUP.search(page.text):
            self.group, self.is_host = told[1], "Blijf aan deze tafel" in page.text
        return page

    async def _got(self) -> Page:
        reply = await self.client.get(f"/{self.code}", headers=PART if self.has_script else {})
        assert reply.status_code == 200, reply.text
        return read_page(reply.text)

    async def answer(self, said: Words | ByPage, page: Page) -> tuple[Words, list[SeenForm]]:
        """Fill in and send the open question, part by part where it is long; gives what was said to which forms."""
        if page.question is None and page.way_back is not None:  # somebody at the table answered already
            page = read_page((await self.client.get(f"/{self.code}?wijzig=1")).text)
        assert page.question is not None, page.text
        words = said(page.question) if callable(said) else said
        left = {name: _listed(told) for name, told in words.items()}
        forms: list[SeenForm] = []
        for part in _parts(page):
            if part:
                page = read_page((await self.client.get(f"/{self.code}?wijzig=1&deel={part}")).text)
            assert page.question is not None, page.text
            forms.append(page.question)
            pairs = filled(page.question, left)
            if pairs:
                await self._send(page.question, pairs)
        assert not any(left.values()), f"not on the page: {left}, but {[(c.group, c.label) for c in forms[0].asked]}"
        return words, forms

    async def _send(self, form: SeenForm, pairs: list[tuple[str, str]]) -> None:
        sent = urlencode([*form.sent_along, *pairs])
        headers = FORM | PART | {"Idempotency-Key": token_hex(16)} if self.has_script else FORM
        receipts = set()
        for _ in range(2 if self.number % 8 == 0 else 1):  # the network made the script send it again
            reply = await self.client.post(form.action, content=sent, headers=headers)
            assert reply.status_code == 200, read_page(reply.text).text
            assert "Je antwoord is opgeslagen" in reply.text
            receipts.update(RECEIPT.findall(reply.text))
        assert len(receipts) == 1, "sent twice is saved once"


def _parts(page: Page) -> list[str]:
    """The parts that a long question has, none of them where the page has it all."""
    return [button.value for form in page.forms for button in form.of("button") if button.name == "deel"] or [""]
