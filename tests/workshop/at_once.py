"""Several facilitators and phones at once, by chance: `python -m tests.workshop.at_once 700` plays so many evenings.

Commands come from the remote, four together, while the database takes its time. Whatever was done, refused or
ended: the log can be read back, and tells the very session that was lived through.
"""

import asyncio
import contextlib
import random
import sys
import time
from collections.abc import Sequence
from typing import Any

from kompas_tui.deck_files import deck_texts, load_decks
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.question.answers import texts_in
from kompas_tui.domain.session.fitting import told
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import MemoryJournal
from kompas_tui.journal.database import database_contents
from kompas_tui.web.changes import Changes
from kompas_tui.web.orders import carry_out
from kompas_tui.web.requests import BadRequest
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.table import ORDERS
from tests.waiting import PATIENCE
from tests.workshop.rooms import workshop

STEPS = 60
DECKS = ("kompas", "deal", "wereldcafe", "instemmen", "bewonersavond", "een-twee-vier", "schouw", "burgerbegroting")
OFTEN = ("open", "sluit", "open", "sluit", "terug", "volgende", "ga", "toon", "modereer")
WORDS: dict[str, Sequence[Any]] = {
    "ronde": ("verder", "nieuw", "steun", ""), "tekst": ("Iets nieuws", "bomen", ""), "wat": ("doen",),
    "wie": ("wij", "bewoner", ""), "aan": ("hen",), "wanneer": ("31-12", ""), "zeker": (True, False),
    "aantallen": ({"rood": 2}, {"0": 1}, [1, 2, 3], {}), "mensen": (0, 3, 30), "reden": ("dubbel",),
    "doe": ("toon", "verberg", "groepeer", "voeg_samen", "start", "stop", "open", "volgende", "sluit", "pauze", "plus"),
    "groep": ("kop",), "woorden": (["a", "b"], ["groen", "bomen"]), "tot": ("a",), "oordeel": ("ja", "telt niet"),
    "waarom": ("zo",), "bord": ("acties",), "minuten": (1, 2, 0), "zonder": (0, 3), "onderwerp": ("WAT", ""),
    "regel": (1, 2, 3), "vak": ("doel", "taken"), "nummer": ("2",), "versie": (2,), "volgende_keer": ("31-12",),
    "hoe": ("brief",), "grootte": (1, 3),
    "actiepunt": (1,), "route": ("kort", "middag", ""), "soort": ("keuze", "open", "stickers"),
    "vraag": ("Wat?", "Hoe?"), "opties": (["a", "b"], ["a", "b", "c"]), "dicht": (True, False), "weg": (True, False),
}  # fmt: skip
"""What a command can be told, likely and less likely."""


def _order(chance: random.Random, room: Workshop) -> dict[str, Any]:
    name = chance.choice([*ORDERS, *OFTEN, *OFTEN, *OFTEN])
    if name in ("stop", "pauze") and chance.random() < 0.6:
        name = "sluit"
    texts = [
        item.id
        for asked in list(room.session.rounds.values())[-3:]
        for ballot in asked.ballots.values()
        for item in texts_in(asked.activity.form(), ballot)
    ]
    order: dict[str, Any] = {word: chance.choice(choices) for word, choices in WORDS.items() if chance.random() < 0.8}
    for word in ("tekst_id", "met", "vraag_id", "aanbod_id"):
        order[word] = chance.choice(texts or ["niet-daar"])
    if name == "ga" or chance.random() < 0.3:
        order["kaart"] = chance.choice([card.address for card in room.course.every])
    return order | {"opdracht": name}


async def _command(chance: random.Random, room: Workshop, changes: Changes) -> None:
    with contextlib.suppress(KompasError, BadRequest):
        await carry_out(room, _order(chance, room), changes)


async def _answer(chance: random.Random, room: Workshop) -> None:
    asked = room.session.open_round
    if asked is None:
        return
    inputs = [name for field in asked.activity.form() for name in field.inputs]
    style = chance.randrange(4)
    form = {
        name: [("1", "2", str(number), chance.choice(("Een tekst", "bomen", "Meer groen")))[style]]
        for number, name in enumerate(inputs, 1)
        if chance.random() < 0.93
    }
    role, key = chance.choice([*room.session.roles, ""]), f"{chance.getrandbits(128):032x}"
    with contextlib.suppress(KompasError):
        await room.cast(f"t{chance.randrange(12)}", asked.id, form, role=role, key=key)


async def evening(seed: int, deck: str) -> int:
    """One evening; how many events it had. AssertionError, or what was raised, where it can't be read back."""
    chance, journal = random.Random(seed), MemoryJournal()
    texts = deck_texts(load_decks([deck]))
    room = await workshop(*((text.name, text.text, text.linked) for text in texts), journal=journal)

    def slowly(session: Session) -> None:
        database_contents(session)
        time.sleep(chance.random() * 0.01)

    room.saving.database._write = slowly
    changes = Changes(room)
    for _ in range(STEPS):
        doing = [
            _command(chance, room, changes) if chance.random() < 0.5 else _answer(chance, room)
            for _ in range(chance.randint(1, 4))
        ]
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*doing)
        if room.session.is_ended:
            break
    again = told(event for event, _ in journal.read())
    again.masks = room.session.masks
    assert database_contents(again) == database_contents(room.session)
    assert not room.saving.trouble
    await room.close()
    return again.length


def main() -> None:
    """Play so many evenings, and say what went wrong."""
    amount, first = (*map(int, sys.argv[1:3]), *(100, 0)[len(sys.argv) - 1 :])
    events = 0
    for seed in range(first, first + amount):
        deck = DECKS[seed % len(DECKS)]
        try:
            events += asyncio.run(evening(seed, deck))
        except Exception as error:
            raise SystemExit(f"seed {seed}, {deck}: {type(error).__name__}: {error}") from error
    sys.stdout.write(f"{amount} evenings, {events} events, all read back\n")


if __name__ == "__main__":
    main()
