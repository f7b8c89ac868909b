"""A group of simulated phones that goes along with a session, round after round."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, field

import httpx

from kompas_tui.simulation.filling import Choice
from kompas_tui.simulation.pages import Form
from kompas_tui.simulation.phone import Phone, PhoneTrouble, Refusal

SILENT = 0.10
"""The share of the questions that somebody leaves unanswered."""

SECOND_THOUGHTS = 0.15
"""The share of the answers that somebody changes."""

LOOK_SECONDS = 2.0
SHORTEST_LOOK_SECONDS = 0.1

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer that a phone was told is saved."""

    phone: int
    question: str
    choices: tuple[Choice, ...]
    receipt: str


@dataclass(slots=True)
class SimulationLog:
    """What the phones did, apart from what the program says; a question is known by where its form goes."""

    saved: list[Saved] = field(default_factory=list)
    silent: set[tuple[int, str]] = field(default_factory=set)
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


def question_id(form: Form) -> str:
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
) -> SimulationLog:
    """Keep phones going until told to stop; `pace` 1 is lifelike, 0 as fast as it goes."""
    log = log if log is not None else SimulationLog()
    async with asyncio.TaskGroup() as group:
        for number in range(participants):
            group.create_task(_take_part(url, number, seed, pace, until, log))
    return log


async def _take_part(url: str, number: int, seed: int, pace: float, until: asyncio.Event, log: SimulationLog) -> None:
    done: set[str] = set()
    async with Phone(url, number, seed=seed) as phone:
        await _wait(until, phone.mind.chance.uniform(0, 8 * pace))
        while not until.is_set():
            try:
                await _look(phone, done, pace, until, log)
            except (httpx.HTTPError, PhoneTrouble) as error:
                _log.info("a simulated phone tries again later: %s", type(error).__name__)
            await _wait(until, max(LOOK_SECONDS * pace, SHORTEST_LOOK_SECONDS) * phone.mind.chance.uniform(0.7, 1.3))


async def _look(phone: Phone, done: set[str], pace: float, until: asyncio.Event, log: SimulationLog) -> None:
    form = (await phone.look()).question
    if form is None or question_id(form) in done:
        return
    question, chance = question_id(form), phone.mind.chance
    if chance.random() < SILENT:
        log.silent.add((phone.number, question))
    else:
        await _wait(until, chance.lognormvariate(1.6, 0.6) * pace)
        await _answer(phone, form, log)
        if chance.random() < SECOND_THOUGHTS:
            await _wait(until, chance.uniform(2, 10) * pace)
            again = (await phone.look_again()).question
            if again is not None and question_id(again) == question:
                await _answer(phone, again, log)
    done.add(question)
    log.note_decided(question)


async def _answer(phone: Phone, form: Form, log: SimulationLog) -> None:
    try:
        choices, page = await phone.answer(form)
    except Refusal as refusal:
        log.refused.append(str(refusal))
    else:
        log.saved.append(Saved(phone.number, question_id(form), tuple(choices), page.receipt))


async def _wait(until: asyncio.Event, seconds: float) -> None:
    """Wait this long, or until told to stop."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await until.wait()
