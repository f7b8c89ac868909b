"""Fuzzed inputs over decks, forms, the remote and logs: `python -m tests.fuzz --inputs 1000000`.

Whatever comes in gives what it should or a sentence for a user, and no text that steers. What went wrong is
told with its seed: `python -m tests.fuzz --only logs --seed 7 --first 1234 --inputs 1` does that one again.
"""

import argparse
import asyncio
import contextlib
import json
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from kompas_tui.deck_files import read_deck
from kompas_tui.domain.kinds import Activity, read_activity
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import decode, encode
from kompas_tui.journal import SessionFolder
from kompas_tui.web.changes import Changes
from kompas_tui.web.orders import carry_out
from kompas_tui.web.requests import BadRequest
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.table import ORDERS
from tests.decks.test_all_kinds import OWN
from tests.decks.test_fuzz import BLOCKS, FRONT, deck_text
from tests.decks.test_hostile import strings
from tests.export.evening import evening_events
from tests.hostile import WHOLE
from tests.journal.foreign import STEERS, log_bytes, texts
from tests.workshop.rooms import workshop

SHORT = [text for text in WHOLE if len(text) < 300]
PLAIN = ["", "0", "1", "2", "3", "10", "-1", "ja", "a", "een tekst", "12-3-2027", "1,5", "999999999999"]


def _see_that_nothing_steers(found: Iterable[str]) -> None:
    steering = [ascii(text) for text in found if set(text) & STEERS]
    assert not steering, steering


def _cut_up(chance: Random, text: str) -> str:
    """The text with something left out, doubled, moved or put in, up to four times."""
    for _ in range(chance.randint(1, 4)):
        begin = chance.randint(0, len(text))
        end = min(begin + chance.choice([0, 1, 3, 20, 200]), len(text))
        piece = chance.choice(["", text[begin:end] * 2, chance.choice(SHORT), chance.choice(PLAIN)])
        text = f"{text[:begin]}{piece}{text[end:]}"
    return text


def fuzz_deck(chance: Random) -> None:
    """A deck gives cards or problems."""
    text = _cut_up(chance, deck_text(FRONT, *_block(chance)))
    try:
        _see_that_nothing_steers(strings(read_deck("proef", text, "proef.md")))
    except KompasError as error:
        _see_that_nothing_steers([str(error)])


def _block(chance: Random) -> tuple[str, dict[str, Any]]:
    return chance.choice(sorted(BLOCKS.items(), key=lambda item: item[0]))


_ACTIVITIES: list[Activity] = []


def _activities() -> list[Activity]:
    for word in OWN if not _ACTIVITIES else ():
        with contextlib.suppress(KompasError):  # one that takes its options from another card
            activity = read_activity(word, {**BLOCKS[word]})
            if any(field.inputs for field in activity.form()):
                _ACTIVITIES.append(activity)
    return _ACTIVITIES


def fuzz_form(chance: Random) -> None:
    """A form gives an answer that a log gives back as it was, or a refusal."""
    activity = chance.choice(_activities())
    names = [name for field in activity.form() for name in field.inputs]
    form = {
        chance.choice(names): [chance.choice(chance.choice([PLAIN, SHORT])) for _ in range(chance.choice([1, 1, 1, 2]))]
        for _ in range(chance.randint(0, 6))
    }
    try:
        answer = activity.read_form(form)
    except KompasError as error:
        _see_that_nothing_steers([str(error)])
        return
    _see_that_nothing_steers(texts(answer))
    ballot = ev.BallotCast(round="r", mark="m", answer=answer, receipt="k", nonce="n")
    assert decode(encode(ballot)) == ballot, answer


def _anything(chance: Random) -> Any:
    kind = chance.randint(0, 7)
    match kind:
        case 0:
            return chance.choice([None, True, False, 0, -1, 1e999, 10**30, 2**53, -0.0, 1.5])
        case 1:
            return [_anything(chance) for _ in range(chance.randint(0, 3))]
        case 2:
            return {chance.choice(SHORT): _anything(chance) for _ in range(chance.randint(0, 3))}
        case 3:
            return chance.choice(PLAIN)
        case _:
            return chance.choice(SHORT)


_REMOTE_KEYS = (
    "kaart", "tekst", "wat", "wie", "wanneer", "minuten", "sluit", "reden", "doe", "groep", "met", "ronde", "tekst_id",
    "woorden", "tot", "vraag", "aanbod", "aantallen", "mensen", "namen", "open", "onderwerp", "soort", "opties",
    "titel", "code", "zeker", "bij",
)  # fmt: skip
_SOME_CARDS = ("kleur", "einde", "ander/kleur", "nergens", "kleur-1")


class Remote:
    """A workshop that is steered by whoever sends what; a new one after a while, for a session ends."""

    LIFE = 400

    def __init__(self) -> None:
        self._runner = asyncio.Runner()
        self._room: Workshop | None = None
        self._changes: Changes
        self._age = 0

    def __call__(self, chance: Random) -> None:
        """A command is carried out or refused with a sentence."""
        self._runner.run(self._order(chance))

    async def _order(self, chance: Random) -> None:
        if self._room is None or self._age >= self.LIFE or self._room.session.is_ended:
            if self._room is not None:
                await self._room.close()
            self._room, self._age = await workshop(), 0
            self._changes = Changes(self._room)
        self._age += 1
        words = {key: _anything(chance) for key in chance.sample(_REMOTE_KEYS, chance.randint(0, 4))}
        words["opdracht"] = chance.choice([*ORDERS, *ORDERS, *ORDERS, chance.choice(SHORT)])
        if chance.random() < 0.3:
            words["kaart"] = chance.choice(_SOME_CARDS)
        try:
            await carry_out(self._room, words, self._changes)
        except (KompasError, BadRequest) as error:
            _see_that_nothing_steers([str(error)])
        if self._age % 50 == 0:
            _see_that_nothing_steers(texts(self._room.session.written))

    def close(self) -> None:
        """Let go of the loop."""
        if self._room is not None:
            self._runner.run(self._room.close())
        self._runner.close()


class Logs:
    """Logs that were damaged, forged with a right chain, or cut."""

    SPAN = 30

    def __init__(self) -> None:
        events = evening_events()
        self._events = [msgspec.to_builtins(event) for event in events]
        self._home = tempfile.TemporaryDirectory(prefix="kompas-fuzz-")
        self._folder = SessionFolder(Path(self._home.name))

    def __call__(self, chance: Random) -> None:
        """A log gives a session or a sentence."""
        begin = chance.randint(1, len(self._events) - 1)
        events = [self._events[0], *self._events[begin : begin + chance.randint(0, self.SPAN)]]
        if chance.random() < 0.8:
            events = [*self._events[: chance.randint(1, 60)]]
        for _ in range(chance.randint(0, 3)):
            place = chance.randrange(len(events))
            events[place] = _forged(chance, events[place])
        data = log_bytes(events)
        if chance.random() < 0.25:
            data = _damaged(chance, data)
        self._folder.log_path.write_bytes(data)
        try:
            self._folder.read_session()
            found = self._folder.read_log().records
        except KompasError as error:
            _see_that_nothing_steers([str(error)])
            return
        _see_that_nothing_steers(text for event, _ in found for text in texts(event))

    def close(self) -> None:
        """Remove what was written."""
        self._home.cleanup()


def _forged(chance: Random, event: Any) -> Any:
    """The event with another value in one of its places."""
    match event:
        case dict() if event and chance.random() < 0.98:
            name = chance.choice(
                [name for name in event if name not in ("soort", "tijd") or chance.random() < 0.1] or [*event]
            )
            return {**event, name: _forged(chance, event[name])}
        case list() if event and chance.random() < 0.95:
            place = chance.randrange(len(event))
            return [*event[:place], _forged(chance, event[place]), *event[place + 1 :]]
        case str() if chance.random() < 0.9:
            return _cut_up(chance, event)
        case _:
            return json.loads(json.dumps(_anything(chance), default=str).replace("Infinity", "1"))


def _damaged(chance: Random, data: bytes) -> bytes:
    begin = chance.randrange(len(data))
    end = begin + chance.choice([1, 1, 8, 100])
    match chance.randint(0, 4):
        case 0:
            return data[:begin]
        case 1:
            return data[:begin] + bytes([data[begin] ^ (1 << chance.randrange(8))]) + data[begin + 1 :]
        case 2:
            return data[:begin] + data[end:]
        case 3:
            return data[:begin] + chance.randbytes(end - begin) + data[begin:]
        case _:
            lines = data.splitlines(keepends=True)
            chance.shuffle(lines)
            return b"".join(lines)


Fuzzer = Callable[[Random], None]
AREAS = ("forms", "remote", "logs", "decks")
SHARES = {"forms": 0.74, "remote": 0.2, "logs": 0.04, "decks": 0.02}
"""How many of all inputs go where; a form is read in microseconds, a deck in milliseconds."""


@contextlib.contextmanager
def fuzzer_of(area: str) -> Iterator[Fuzzer]:
    """What tries one input of this area."""
    match area:
        case "decks":
            yield fuzz_deck
        case "forms":
            yield fuzz_form
        case "remote":
            with contextlib.closing(Remote()) as remote:
                yield remote
        case _:
            with contextlib.closing(Logs()) as logs:
                yield logs


def run(area: str, seed: int, first: int, inputs: int) -> list[tuple[int, str]]:
    """Try so many inputs, and tell which failed and how, five at most."""
    failed: list[tuple[int, str]] = []
    with fuzzer_of(area) as fuzz:
        for number in range(first, first + inputs):
            try:
                fuzz(Random(f"{seed} {area} {number}"))
            except Exception:  # noqa: BLE001 - any failure is told with the number that does it again
                failed.append((number, traceback.format_exc()))
                if len(failed) == 5:
                    break
    return failed


def main() -> int:
    """Try all areas, say how far each came, and give 1 where something failed."""
    call = argparse.ArgumentParser(description=__doc__)
    call.add_argument("--inputs", type=int, default=1_000_000)
    call.add_argument("--seed", type=int, default=1)
    call.add_argument("--first", type=int, default=0)
    call.add_argument("--only", choices=AREAS)
    chosen = call.parse_args()
    bad = False
    for area in [chosen.only] if chosen.only else AREAS:
        inputs = chosen.inputs if chosen.only else max(round(chosen.inputs * SHARES[area]), 1)
        began = time.monotonic()
        failed = run(area, chosen.seed, chosen.first, inputs)
        sys.stdout.write(f"{area}: {inputs:,} inputs, {len(failed)} failed, {time.monotonic() - began:.0f} s\n")
        for number, how in failed:
            sys.stdout.write(f"  --only {area} --seed {chosen.seed} --first {number} --inputs 1\n{how}\n")
        sys.stdout.flush()
        bad = bad or bool(failed)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
