"""Who is in the room: phones that answer, a facilitator who steers; each keeps what it was told."""

import asyncio
import json
import random
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode, urljoin

from kompas_tui.simulation.filling import Filling, Mind
from kompas_tui.simulation.pages import Page, SeenForm, read_page
from tests.simulator.network import Browser, Lost, Network, Reply

KEY = "sleutel-van-de-kamer"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
MADE_OF_TEXTS = "Wat is het beste?"
"""A question whose options are texts that were written before: asking it shows them."""
SAVED, REFUSED, UNKNOWN = "saved", "refused", "unknown"

_page = lru_cache(500)(read_page)


class Wrong(AssertionError):
    """Something was acknowledged, counted or shown that isn't so."""


@dataclass(slots=True)
class Sending:
    """An answer as it was sent, from the page on which the question was read, and what came of it."""

    page: str
    choices: tuple[Filling, ...]
    outcome: str = UNKNOWN
    receipt: str = ""


@dataclass(slots=True)
class Memory:
    """What everybody in the room knows."""

    secrets: dict[str, int] = field(default_factory=dict)
    """Texts that were written, with the phone that wrote them."""
    seen_by_all: bool = False
    """Whether the facilitator ever asked to show a result."""
    notes: list[str] = field(default_factory=list)
    """Notes that were said to be kept."""
    haste: float = 0.5
    """How many answers a second somebody thinks out who is filling in a form."""
    troubled: bool = False
    """Whether disk or server may fail now, so that a 503 is a right answer."""


class SimulatedPhone:
    """One phone; with a script it sends a key along and sends again what found no network."""

    def __init__(self, number: int, code: str, network: Network, seed: int, memory: Memory) -> None:
        self.number, self.sendings = number, list[Sending]()
        self._url = f"/{code}"
        self._mind = Mind(seed, number)
        self._chance = self._mind.chance
        self._script = self._chance.random() < 0.5
        self._memory = memory
        self._browser = Browser(network)
        self._old: tuple[SeenForm, str] | None = None
        self._texts = 0

    async def live(self, until: asyncio.Event) -> None:
        """Look, answer, think again, until the evening is over."""
        await asyncio.sleep(self._chance.uniform(0, 8))
        while not until.is_set():
            try:
                await self._look()
            except Lost:
                await asyncio.sleep(1)
            await asyncio.sleep(self._chance.uniform(2, 12))

    async def _look(self) -> None:
        page = await self.page()
        form = page.question
        if form is not None:
            old, self._old = self._old, (form, page.text)
            if old is not None and self._chance.random() < 0.2:
                form, text = old
                await self.answer(form, text)
            elif self._chance.random() < 0.7:
                await asyncio.sleep(self._chance.expovariate(self._memory.haste))
                await self.answer(form, page.text)
        elif page.way_back is not None and self._chance.random() < 0.15:
            back, button = page.way_back
            query = urlencode({button.name: button.value})
            again = self._read(await self._browser.get(f"{urljoin(self._url, back.action)}?{query}"))
            if again.question is not None:
                await self.answer(again.question, again.text)
        elif self._old is not None and self._chance.random() < 0.1:
            await self.answer(*self._old)

    async def page(self) -> Page:
        """The page as it is now; a role is chosen where it is asked."""
        page = self._read(await self._browser.get(self._url))
        role = page.form_with("rol")
        if role is not None and page.question is None and self._chance.random() < 0.8:
            return self._read(await self._post(role, self._mind.fill(role), {}))
        return page

    async def answer(self, form: SeenForm, text: str) -> Sending:
        """Send an answer and keep what was told of it."""
        filled = [self._own(choice) for choice in self._mind.fill(form)]
        sending = Sending(text, tuple(filled))
        self.sendings.append(sending)
        headers = {"Idempotency-Key": f"sleutel-{self.number}-{len(self.sendings)}"} if self._script else {}
        for _ in range(3 if self._script else 1):
            try:
                reply = await self._post(form, filled, headers)
            except Lost:
                await asyncio.sleep(2)
                continue
            page = self._read(reply)
            if reply.status == 503 and self._script:
                await asyncio.sleep(2)
                continue
            self._judge(sending, reply.status, page)
            break
        return sending

    def _judge(self, sending: Sending, status: int, page: Page) -> None:
        if status < 400 and page.is_saved:
            if not page.receipt:
                raise Wrong(f"phone {self.number}: saved without a receipt")
            sending.outcome, sending.receipt = SAVED, page.receipt
        elif 400 <= status < 500:
            if page.is_saved and "niet opgeslagen" not in page.text:
                raise Wrong(f"phone {self.number}: refused with {status} and yet saved: {page.text[:200]}")
            sending.outcome = REFUSED

    def _own(self, choice: Filling) -> Filling:
        """A text that nobody else writes, so that it can be recognised."""
        if choice.kind not in ("text", "textarea"):
            return choice
        self._texts += 1
        text = f"geheim{self.number}x{self._texts}"
        self._memory.secrets[text] = self.number
        return Filling(choice.kind, choice.name, text, choice.label, choice.group)

    async def _post(self, form: SeenForm, filled: list[Filling], headers: dict[str, str]) -> Reply:
        pairs = [*form.sent_along, *((choice.name, choice.value) for choice in filled)]
        url = urljoin(self._url, form.action)
        return await self._browser.post(url, urlencode(pairs).encode(), {**_FORM, **headers})

    def _read(self, reply: Reply) -> Page:
        if reply.status >= 500 and not (reply.status == 503 and self._memory.troubled):
            raise Wrong(f"phone {self.number}: {reply.status} {reply.text[:300]}")
        if not self._memory.seen_by_all and MADE_OF_TEXTS not in reply.text:
            for text, writer in self._memory.secrets.items():
                if writer != self.number and text in reply.text:
                    raise Wrong(f"phone {self.number} reads {text} before anything was shown")
        return _page(reply.text)


CARDS = ("kleur", "ideeen", "beste", "voorstel", "punten", "woorden")
COMMANDS = (
    ("volgende", 8), ("vorige", 2), ("ga", 8), ("open", 24), ("sluit", 12), ("toon", 6), ("verberg", 2), ("terug", 8),
    ("notitie", 3), ("besluit", 1), ("voorstel", 4), ("modereer", 4), ("handen", 2), ("vraag", 1), ("actiepunt", 1),
    ("bedenken", 4),
)  # fmt: skip


Command = dict[str, Any]


def _go(card: str) -> Command:
    return {"opdracht": "ga", "kaart": card}


def _proposal(number: int) -> Command:
    return {"opdracht": "voorstel", "tekst": f"Voorstel nummer {number}."}


def _question(number: int) -> Command:
    return {"opdracht": "vraag", "soort": "keuze", "vraag": f"Eigen vraag {number}?", "opties": ["ja", "nee"]}


class SimulatedFacilitator:
    """Steers through the remote, in any order."""

    def __init__(self, network: Network, chance: random.Random, memory: Memory) -> None:
        self._chance, self._memory = chance, memory
        self._browser = Browser(network, {"Authorization": f"Bearer {KEY}"})
        self.state: dict[str, Any] = {}
        self._notes = 0
        # Another mood every evening finds more than the same mix each time (swarm testing).
        self._weights = [weight * chance.choice([0.1, 1, 1, 4]) for _, weight in COMMANDS]
        self._pauses = chance.choice([[0, 1], [0, 0, 5, 15], [5, 30]])
        self._cards = chance.sample(CARDS, chance.randint(1, len(CARDS)))

    async def steer(self, steps: int) -> None:
        """Give so many commands."""
        for _ in range(steps):
            await asyncio.sleep(self._chance.expovariate(0.4))
            await asyncio.sleep(self._chance.choice(self._pauses))
            names = [name for name, _ in COMMANDS]
            name = self._chance.choices(names, self._weights)[0]
            if name == "bedenken":
                await self._think_again()
            elif (command := self._command(name)) is not None:
                await self.say(command)

    async def _think_again(self) -> None:
        """Ask something, take it back while phones are looking at it, and ask something else in its place."""
        self._notes += 1
        first, then = self._chance.choice(
            [
                ([_go("voorstel"), {"opdracht": "open"}, {"opdracht": "sluit"}, _proposal(self._notes)],
                 [{"opdracht": "terug"}, _proposal(self._notes + 1000)]),
                ([_question(self._notes), {"opdracht": "open"}],
                 [{"opdracht": "terug"}] * 3 + [_question(self._notes + 1000), {"opdracht": "open"}]),
                ([_go("voorstel"), {"opdracht": "open"}], [{"opdracht": "terug"}, _proposal(self._notes)]),
            ]
        )  # fmt: skip
        for commands in (first, then):
            for command in commands:
                await self.say(command)
            await asyncio.sleep(self._chance.uniform(3, 15))

    def _command(self, name: str) -> Command | None:
        pick = self._chance.choice
        self._notes += 1
        match name:
            case "ga":
                return _go(pick(self._cards))
            case "open":
                return {"opdracht": name, **pick([{}, {}, {"ronde": "verder"}, {"ronde": "nieuw"}])}
            case "toon":
                self._memory.seen_by_all = True
                return {"opdracht": name, "zeker": self._chance.random() < 0.5}
            case "notitie" | "besluit":
                return {"opdracht": name, "tekst": f"opgeschreven-{self._notes}"}
            case "actiepunt":
                return {"opdracht": name, "wat": f"doen-{self._notes}", "wie": "iemand", "wanneer": ""}
            case "voorstel":
                return _proposal(self._notes)
            case "vraag":
                return _question(self._notes)
            case "handen":
                return {"opdracht": name, "aantallen": {pick(["rood", "geel", "blauw"]): self._chance.randint(0, 4)}}
            case "modereer":
                texts = self._texts()
                if not texts:
                    return None
                return {
                    "opdracht": name,
                    "tekst_id": pick(texts),
                    "doe": pick(["verberg", "toon", "groepeer"]),
                    "groep": "Kop",
                }
            case _:
                return {"opdracht": name}

    def _texts(self) -> list[str]:
        results = self.state.get("uitslagen", [])
        return [text["tekst_id"] for result in results for text in result.get("teksten", [])]

    async def say(self, command: Command) -> int:
        """Give one command and keep the state that it answers with; the status, or 0 where no answer came."""
        try:
            reply = await self._browser.post_json("/regie/opdracht", command)
        except Lost:
            return 0
        if reply.status >= 500 and not (reply.status == 503 and self._memory.troubled):
            raise Wrong(f"the remote answers {command} with {reply.status}: {reply.text[:300]}")
        if reply.status == 200:
            self.state = json.loads(reply.text)
            if command["opdracht"] == "notitie":
                self._memory.notes.append(command["tekst"])
        return reply.status
