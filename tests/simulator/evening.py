"""One evening from one seed: people, faults, and what must hold at the end.

`true`: nothing wrong was acknowledged, counted or shown, whatever failed. `alive`: once the faults are over the room
goes on: everybody answers and hears so, and the session can be ended.
"""

import asyncio
import hashlib
import json
import logging
import random
import secrets
from collections.abc import Iterator, Set
from contextlib import ExitStack, contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from kompas_tui.deck_files import DeckSet, read_decks
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.outcome.veil import KEPT_BACK
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.events import Details
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import SessionFolder
from kompas_tui.web import WebSettings, create_app
from kompas_tui.web.app import WebApp
from kompas_tui.workshop import Workshop, open_workshop, resume_workshop
from tests.simulator.disk import FaultyDisk
from tests.simulator.loop import SIDE, VirtualLoop
from tests.simulator.network import Network
from tests.simulator.people import KEY, SAVED, UNKNOWN, Memory, Sending, SimulatedFacilitator, SimulatedPhone, Wrong

Mode = Literal["true", "alive"]
BEGIN = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
DECK = """---
titel: Een avond
rollen: [bewoner, ondernemer]
---

# Welkom {#welkom}

Fijn dat je er bent.

# Kleur {#kleur}

```keuze
vraag: Welke kleur?
opties: [rood, geel, blauw]
per_rol: ja
```

# Ideeën {#ideeen}

```open
vraag: Wat nog meer?
```

# Beste {#beste}

```meerkeuze
vraag: Wat is het beste?
max: 2
opties_uit: {kaart: ideeen, top: 3}
```

# Voorstel {#voorstel}

```instemming
vraag: Doen we dit?
voorstel: GEEN bomen
```

# Punten {#punten}

```verdeling
vraag: Hoe verdeel je het geld?
opties: [groen, spelen]
```

# Woorden {#woorden}

```woorden
vraag: Een woord?
max: 2
moderatie: ja
```
"""


@cache
def _decks() -> DeckSet:
    return read_decks([("avond", DECK, False)])


@dataclass(slots=True)
class Evening:
    """What came of an evening."""

    seed: int
    mode: Mode
    saved: int = 0
    refused: int = 0
    unknown: int = 0
    crashes: int = 0
    failures: int = 0
    rounds: int = 0
    digest: str = ""
    """Equal where the evening went the same."""


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Chance for the program too, so that a seed plays the same evening again."""
    chance = random.Random(f"kans/{seed}")
    kept = secrets.token_bytes
    secrets.token_bytes = lambda nbytes=None: chance.randbytes(32 if nbytes is None else nbytes)
    try:
        yield
    finally:
        secrets.token_bytes = kept


@dataclass(slots=True)
class _Room:
    """The evening under way."""

    seed: int
    mode: Mode
    folder: SessionFolder
    loop: VirtualLoop
    chance: random.Random
    disk: FaultyDisk
    memory: Memory = field(default_factory=Memory)
    server: tuple[int, WebApp] | None = None
    workshop: Workshop | None = None
    starts: int = 0
    crashes: int = 0
    is_rough: bool = False
    """Whether the disk may fail now."""
    _open: ExitStack = field(default_factory=ExitStack)

    def _clock(self) -> datetime:
        return BEGIN + timedelta(seconds=int(self.loop.time()))

    async def start(self) -> str:
        """Start the program on the session, as at the beginning or after a crash; its code."""
        self.starts += 1
        context = copy_context()
        context.run(SIDE.set, self.starts)
        return await asyncio.create_task(self._started(self.starts), context=context)

    async def _started(self, number: int) -> str:
        self._open = ExitStack()
        self._open.enter_context(self.folder.lock())
        if number == 1:
            workshop = await open_workshop(self.folder, _decks(), Details(title="Proef"), clock=self._clock)
        else:
            workshop = resume_workshop(self.folder, clock=self._clock)
        self.workshop = workshop
        self.server = (number, create_app(workshop, WebSettings(KEY, lambda: {"kamer"})))
        return workshop.session.code

    def crash(self) -> None:
        """The laptop stops: all of the program ends at once, and the disk keeps what a disk keeps."""
        self.crashes += 1
        self.memory.troubled = True
        self.disk.armed = False
        self.loop.kill(self.starts)
        self.server = None
        if self.chance.random() < 0.6:
            self.disk.lose_power()
        self._open.close()

    async def keep_running(self, until: asyncio.Event) -> None:
        """Start again after every crash."""
        code = self.workshop.session.code if self.workshop else ""
        while not until.is_set():
            if self.server is None:
                await asyncio.sleep(self.chance.uniform(1, 30))
                if await self.start() != code:
                    raise Wrong("the session came back with another code")
                self.disk.armed = self.is_rough
            await asyncio.sleep(0.5)

    async def fill_the_disk(self, until: asyncio.Event) -> None:
        """Now and then there is no room left for a while."""
        while not until.is_set():
            await asyncio.sleep(self.chance.expovariate(1 / 60))
            self.disk.full = self.memory.troubled = True
            await asyncio.sleep(self.chance.uniform(1, 10))
            self.disk.full = False


def run(seed: int, mode: Mode, path: Path) -> Evening:
    """Play one evening in an empty folder; Wrong where something isn't as it was told."""
    chance = random.Random(f"avond/{seed}/{mode}")
    rough = chance.random()
    bad = 0.12 * rough if chance.random() < 0.8 else 0.0
    faults = 0.04 * rough if chance.random() < 0.6 else 0.0
    crashes = 0.03 * rough if chance.random() < 0.6 else 0.0
    folder = SessionFolder(path / "avond")
    disk = FaultyDisk(folder.log_path, chance, faults=faults, crashes=crashes)
    loop = VirtualLoop(chance)
    room = _Room(seed, mode, folder, loop, chance, disk)
    room.memory.troubled = faults > 0
    room.memory.haste = chance.choice([0.5, 0.1, 0.03])
    loop.on_crash = room.crash
    kept = logging.root.manager.disable
    logging.disable(logging.CRITICAL)  # faults are told in the program's log, by the thousand
    try:
        with disk.under(), _seeded(seed):
            return loop.run_until_complete(asyncio.wait_for(_play(room, bad), 36_000))
    finally:
        logging.disable(kept)
        loop.close()


async def _play(room: _Room, bad: float) -> Evening:
    code = await room.start()
    network = Network(lambda: room.server, room.chance, bad)
    phones = [
        SimulatedPhone(number, code, network, room.seed, room.memory) for number in range(room.chance.randint(1, 6))
    ]
    facilitator = SimulatedFacilitator(network, room.chance, room.memory)
    over = asyncio.Event()
    async with asyncio.TaskGroup() as people:
        for phone in phones:
            people.create_task(phone.live(over))
        people.create_task(room.keep_running(over))
        filling = people.create_task(room.fill_the_disk(over)) if room.chance.random() < 0.3 else None
        room.is_rough = room.disk.armed = True
        await facilitator.say({"opdracht": "volgende"})
        await facilitator.steer(room.chance.randint(5, 25))
        if filling:
            filling.cancel()
        room.is_rough = room.disk.armed = room.disk.full = False
        network.bad = 0
        while room.server is None:
            await asyncio.sleep(1)
        if room.mode == "alive":
            await _goes_on(room, network, facilitator, code)
        await _said(facilitator, {"opdracht": "stop"})
        over.set()
    assert room.workshop is not None, "a room that played has a workshop"
    await room.workshop.close()
    return _checked(room, phones, facilitator)


async def _said(facilitator: SimulatedFacilitator, command: dict[str, Any]) -> None:
    """Give a command until an answer comes; with nothing failing it is carried out at once."""
    for _ in range(5):
        if await facilitator.say(command) == 200:
            return
        await asyncio.sleep(1)
    raise Wrong(f"nothing fails any more, and {command} is not carried out")


async def _goes_on(room: _Room, network: Network, facilitator: SimulatedFacilitator, code: str) -> None:
    """With all faults over everybody can answer a new question and hears that it is saved."""
    await asyncio.sleep(60)  # what failed before may still be on its way to a phone
    room.memory.troubled = False
    await _said(facilitator, {"opdracht": "sluit"})
    await _said(facilitator, {"opdracht": "ga", "kaart": "punten"})
    await _said(facilitator, {"opdracht": "open", "ronde": "nieuw"})
    for number in range(90, 93):
        late = SimulatedPhone(number, code, network, room.seed, room.memory)
        for _ in range(5):
            page = await late.page()
            if page.question is not None:
                break
        if page.question is None:
            raise Wrong(f"a new phone sees no question: {page.text[:300]}")
        sending = await late.answer(page.question, page.text)
        if sending.outcome != SAVED:
            raise Wrong(f"a new phone's answer is {sending.outcome}")
        if not (await late.page()).is_saved:
            raise Wrong("a new phone's page forgets that its answer is saved")


def _checked(room: _Room, phones: list[SimulatedPhone], facilitator: SimulatedFacilitator) -> Evening:
    """Lay what the room was told beside what is on the disk."""
    session, head = room.folder.read_session()
    if not session.is_ended:
        raise Wrong("the session was ended, and is not on the disk")
    log = room.folder.log_path.read_bytes()
    for note in room.memory.notes:
        if note.encode() not in log:
            raise Wrong(f"the note {note} was kept, and is gone")
    owners = _owners(session, phones)
    _check_counts(session, phones, owners)
    _check_results(session, phones, owners, facilitator.state)
    outcomes = [sending.outcome for phone in phones for sending in phone.sendings]
    told = json.dumps(
        [[phone.number, sending.outcome, sending.receipt] for phone in phones for sending in phone.sendings]
    )
    return Evening(
        room.seed, room.mode, outcomes.count(SAVED), len(outcomes) - outcomes.count(SAVED) - outcomes.count(UNKNOWN),
        outcomes.count(UNKNOWN), room.crashes, room.disk.failures, len(session.rounds),
        hashlib.sha256(f"{told}{head}".encode()).hexdigest(),
    )  # fmt: skip


def _squeezed(text: str) -> str:
    return "".join(text.split())


def asked_on(page: str, data: dict[str, Any], hidden: Set[str] = frozenset()) -> bool:
    """Whether this question, with its proposal or options, can be read on a page; options that were hidden may lack."""
    options = [option for option in data.get("opties", []) if option not in hidden]
    parts = [data["vraag"], *([data["voorstel"]] if "voorstel" in data else []), *options]
    read = _squeezed(page)
    return all(_squeezed(str(part)) in read for part in parts)


def _ever_hidden(session: Session) -> set[str]:
    """The texts that the facilitator hid at some time, also where that was taken back."""
    texts = {item.id: item.text for asked in session.rounds.values() for item in asked.texts()}
    acts = [event for event in session._events if isinstance(event, ev.TextModerated)]
    return {texts.get(act.text_id, "") for act in acts if act.act == "verberg"}


Owners = dict[str, dict[str, tuple[SimulatedPhone, Sending]]]
"""Per round and receipt who was told it, and for which answer."""


def _owners(session: Session, phones: list[SimulatedPhone]) -> Owners:
    """Every receipt that counts belongs to one answer, to the question that stood on that phone."""
    places: dict[str, str] = {}
    for round_ in session.rounds.values():
        for ballot in round_.ballots.values():
            if ballot.receipt in places:
                raise Wrong(f"the receipt {ballot.receipt} stands twice")
            places[ballot.receipt] = round_.id
    owners: Owners = {round_id: {} for round_id in session.rounds}
    hidden = _ever_hidden(session)
    for phone in phones:
        for at, sending in enumerate(phone.sendings):
            if sending.outcome != SAVED:
                continue
            round_id = places.get(sending.receipt)
            if round_id is None:
                if not any(_may_replace(later, sending) for later in phone.sendings[at + 1 :]):
                    raise Wrong(f"phone {phone.number}: {sending.receipt} was saved, and is gone")
                continue
            question = session.rounds[round_id].activity.data
            if not asked_on(sending.page, question, hidden):
                raise Wrong(f"phone {phone.number}: counted for {question}, read {sending.page[:300]!r}")
            owners[round_id][sending.receipt] = (phone, sending)
    return owners


def _may_replace(later: Sending, earlier: Sending) -> bool:
    return later.outcome in (SAVED, UNKNOWN) and later.receipt != earlier.receipt


def _unsure(round_data: dict[str, Any], phones: list[SimulatedPhone], hidden: Set[str]) -> list[Sending]:
    """Answers to this question of which nobody knows whether they arrived."""
    return [
        sending
        for phone in phones
        for sending in phone.sendings
        if sending.outcome == UNKNOWN and asked_on(sending.page, round_data, hidden)
    ]


def _check_counts(session: Session, phones: list[SimulatedPhone], owners: Owners) -> None:
    """One ballot a phone, and none that nobody gave."""
    for round_ in session.rounds.values():
        if round_.card == "punten" and round_ is list(session.rounds.values())[-1]:
            continue  # those of who came late are looked at where they answer
        known = {phone.number for phone, _ in owners[round_.id].values()}
        if len(known) < len(owners[round_.id]):
            raise Wrong(f"a phone has two ballots in {round_.id}")
        strange = round_.answers - len(owners[round_.id])
        if strange > len(_unsure(round_.activity.data, phones, _ever_hidden(session))):
            raise Wrong(f"{round_.id} has {round_.answers} ballots, {len(known)} phones know of one")


COUNTED = ("keuze", "meerkeuze", "instemming")
"""The kinds of which the figure of an option is how many phones chose what stood there."""


def _check_results(session: Session, phones: list[SimulatedPhone], owners: Owners, state: dict[str, Any]) -> None:
    """The shown tally of a choice is what the phones chose, hands apart."""
    for result in state.get("uitslagen", []):
        matching = [
            one for one in session.rounds.values()
            if (one.card, one.number) == (result["kaart"], result["ronde"]) and one.activity.word in COUNTED
        ]  # fmt: skip
        if len(matching) != 1 or matching[0].answers != len(owners[matching[0].id]):
            continue
        chosen: dict[str, int] = {}
        for _, sending in owners[matching[0].id].values():
            for choice in sending.choices:
                if choice.kind in ("radio", "checkbox"):
                    chosen[choice.label] = chosen.get(choice.label, 0) + 1
        for option in result["opties"]:
            if option["optie"].startswith(KEPT_BACK):
                continue  # whoever chose it read what stood there then
            counted = option["aantal"] - option.get("handen", 0)
            if counted != chosen.get(option["optie"], 0):
                raise Wrong(f"{result['kaart']}: {option['optie']} has {counted}, chosen {chosen}")


def explain(seed: int, mode: Mode, error: BaseException) -> str:
    """How to see this evening again."""
    causes = error.exceptions if isinstance(error, BaseExceptionGroup) else (error,)
    told = "; ".join(f"{type(cause).__name__}: {cause}" for cause in causes)
    kind = "" if any(isinstance(cause, Wrong | KompasError) for cause in causes) else " (a fault of its own)"
    return f"seed {seed} {mode}{kind}: {told}\n  again: python -m tests.simulator --mode {mode} --seed {seed}"
