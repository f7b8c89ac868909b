"""A group of simulated phones that goes along with a session, round after round."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import httpx

from kompas_tui.simulation.filling import Filling
from kompas_tui.simulation.pages import Page, SeenForm
from kompas_tui.simulation.phone import Phone, PhoneTrouble, Refusal

SILENT = 0.10
"""The share of the questions that somebody leaves unanswered."""

SECOND_THOUGHTS = 0.15
"""The share of the answers that somebody changes."""

ARRIVAL_SECONDS, _LOOK_SECONDS = 8.0, 2.0
SHORTEST_LOOK_SECONDS = 0.1

CROWD = 400
"""Beyond so many phones each comes later and looks less often, so that one process can play them all."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer that a phone was told is saved."""

    phone: int
    question: str
    choices: tuple[Filling, ...]
    receipt: str


@dataclass(slots=True)
class SimulationLog:
    """What the phones did, apart from what the program says; a question is known by where its form goes."""

    saved: list[Saved] = field(default_factory=list)
    silent: set[tuple[int, str]] = field(default_factory=set)
    unsure: set[tuple[int, str]] = field(default_factory=set)
    """Phones that were cut off while answering and could not find out any more whether it was saved."""
    refused: list[str] = field(default_factory=list)
    decided: dict[str, int] = field(default_factory=dict)
    """Per question how many phones are done with it."""

    def last(self, question: str) -> dict[int, Saved]:
        """The answer of each phone that counts."""
        return {saved.phone: saved for saved in self.saved if saved.question == question}

    @property
    def questions(self) -> list[str]:
        """The questions that were answered, in order."""
        return list(dict.fromkeys(saved.question for saved in self.saved))

    def note_decided(self, question: str) -> None:
        """Count a phone that is done with a question."""
        self.decided[question] = self.decided.get(question, 0) + 1


def question_id(form: SeenForm) -> str:
    """What tells one round's form from another's: where it goes, and the round where a field names it."""
    named = [control.value for control in form.of("hidden") if control.name in ("ronde", "round")]
    return " ".join([form.action, *named])


async def simulate(
    url: str,
    participants: int,
    *,
    seed: int,
    pace: float,
    until: asyncio.Event,
    log: SimulationLog | None = None,
    slips: Sequence[str] = (),
) -> SimulationLog:
    """Keep phones going until told to stop; `pace` 1 is lifelike, 0 as fast as it goes.

    `slips` are the codes on paper, one a phone as far as they go.
    """
    log = log if log is not None else SimulationLog()
    patience = pace * max(1.0, participants / CROWD)

    async def take_part(number: int) -> None:
        slip = slips[number] if number < len(slips) else ""
        async with Phone(url, number, seed=seed, slip=slip) as phone:
            await _Participant(phone, pace, patience, until, log).take_part()

    async with asyncio.TaskGroup() as group:
        for number in range(participants):
            group.create_task(take_part(number))
    return log


class _Participant:
    """One phone going along; `asked` is the question whose answer it is not sure about yet."""

    def __init__(self, phone: Phone, pace: float, patience: float, until: asyncio.Event, log: SimulationLog) -> None:
        """`pace` is that of thinking, `patience` that of arriving and looking again."""
        self._phone, self._chance = phone, phone.mind.chance
        self._pace, self._patience, self._until, self._log = pace, patience, until, log
        self._done: set[str] = set()
        self._asked = ""
        self._receipt = ""

    async def take_part(self) -> None:
        """Look again and again, until told to stop."""
        await _wait(self._until, self._chance.uniform(0, ARRIVAL_SECONDS * self._patience))
        while not self._until.is_set():
            try:
                await self._look()
            except (httpx.HTTPError, PhoneTrouble) as error:
                _log.debug("a simulated phone tries again later: %s", type(error).__name__)
            pause = max(_LOOK_SECONDS * self._patience, SHORTEST_LOOK_SECONDS)
            await _wait(self._until, pause * self._chance.uniform(0.7, 1.3))

    async def _look(self) -> None:
        page = await self._phone.look()
        form = page.question
        if form is None:
            self._clear_up(page)
        elif question_id(form) not in self._done:
            await self._consider(form)

    def _clear_up(self, page: Page) -> None:
        """After a break: the page with a receipt tells whether the last answer arrived."""
        if not self._asked:
            return
        # With the receipt of an earlier answer it is that one which counts: the change did not arrive.
        if page.is_saved and page.receipt != self._receipt:
            self._note_saved(self._phone.sent, page.receipt)
        elif not page.is_saved:
            self._log.unsure.add((self._phone.number, self._asked))
        self._decide(self._asked)

    async def _consider(self, form: SeenForm) -> None:
        question = question_id(form)
        # Who was cut off while answering did want to answer: it is asked again, and chance has no say any more.
        if not self._asked and self._chance.random() < SILENT:
            self._log.silent.add((self._phone.number, question))
        else:
            # Some five seconds, and for one in twenty over thirteen: nobody thinks for less than nothing.
            await _wait(self._until, self._chance.lognormvariate(1.6, 0.6) * self._pace)
            self._asked, self._receipt = question, ""
            await self._answer(form)
            if self._chance.random() < SECOND_THOUGHTS:
                await self._reconsider()
        self._decide(question)

    async def _reconsider(self) -> None:
        await _wait(self._until, self._chance.uniform(2, 10) * self._pace)
        again = (await self._phone.look_again()).question
        if again is not None and question_id(again) == self._asked:
            await self._answer(again)

    async def _answer(self, form: SeenForm) -> None:
        try:
            choices, page = await self._phone.answer(form)
        except Refusal as refusal:
            self._log.refused.append(str(refusal))
        else:
            self._note_saved(choices, page.receipt)

    def _note_saved(self, choices: Sequence[Filling], receipt: str) -> None:
        self._receipt = receipt
        self._log.saved.append(Saved(self._phone.number, self._asked, tuple(choices), receipt))

    def _decide(self, question: str) -> None:
        self._done.add(question)
        self._asked = ""
        self._log.note_decided(question)


async def _wait(until: asyncio.Event, seconds: float) -> None:
    """Wait this long, or until told to stop."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await until.wait()
