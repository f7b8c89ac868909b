"""Logs as nobody should write them: `python -m tests.journal.fuzz 1000000` tries so many, from a seed that it says.

Half of them are bytes that were harmed: no event may be told that was not in the log. Half have a right chain and
events that were changed: each is told and can be shown, or refused with a sentence.
"""

import io
import random
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import decode
from kompas_tui.domain.session.fitting import told
from kompas_tui.journal.database import database_contents
from kompas_tui.journal.records import SECTOR, check_log

KEPT = Path(__file__).parents[1] / "kept" / "v2"
LOG = (KEPT / "gepauzeerd" / "logboek.jsonl").read_bytes()
EVENING = [event for event, _ in check_log(io.BytesIO((KEPT / "afgerond" / "logboek.jsonl").read_bytes())).records]
GOOD = [digest for _, digest in check_log(io.BytesIO(LOG)).records]
ODD: tuple[Any, ...] = (
    0, -1, 7, 10**12, 2**70, 0.5, True, None, "", "x", "kleur-1", "ja", "\u202e", "a" * 5000,
    [], [0], [[]], {}, {"a": 1},
    "2026-11-22T19:30:00Z", "9999-12-31T23:59:59Z", "keuze", "steun", "formulier",
)  # fmt: skip


def harmed(chance: random.Random) -> bytes:
    """The log with one to three things done to its bytes."""
    data = bytearray(LOG)
    for _ in range(chance.randint(1, 3)):
        begin = chance.randrange(len(data) + 1)
        end = min(begin + chance.choice([1, 2, 60, SECTOR, 4096]), len(data))
        match chance.randrange(7):
            case 0 if begin < len(data):
                data[begin] ^= 1 << chance.randrange(8)
            case 1:
                del data[begin:end]
            case 2:
                data[begin:begin] = data[begin:end]
            case 3:
                data[begin:end] = bytes(end - begin)
            case 4:
                data[begin:end] = chance.randbytes(end - begin)
            case 5:
                del data[begin:]
            case _:
                data[begin:begin] = chance.choice([b"\n", b"\r\n", b"\0", b"[", LOG])
    return bytes(data)


def must_not_invent(chance: random.Random) -> None:
    """Of a log that was harmed, nothing is told but what was in it, from the first event on."""
    data = harmed(chance)
    found = check_log(io.BytesIO(data))
    assert [digest for _, digest in found.records] == GOOD[: len(found.records)]
    assert data[: found.good_bytes] == LOG[: found.good_bytes]


def changed(chance: random.Random) -> list[Any]:
    """The events of an evening with one to three of them changed, gone, doubled or swapped."""
    events: list[Any] = [msgspec.to_builtins(event) for event in EVENING[: chance.randrange(2, len(EVENING) + 1)]]
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(events))
        match chance.randrange(5):
            case 0:
                del events[place]
            case 1:
                events.insert(chance.randrange(len(events) + 1), events[place])
            case 2:
                other = chance.randrange(len(events))
                events[place], events[other] = events[other], events[place]
            case _:
                events[place] = _odder(events[place], chance)
        if not events:
            break
    return events


def _odder(value: Any, chance: random.Random) -> Any:
    """The value with one of its parts replaced by something odd."""
    match value:
        case dict() if value:
            name = chance.choice(list(value))
            return {**value, name: _odder(value[name], chance)}
        case list() if value and chance.random() < 0.8:
            place = chance.randrange(len(value))
            return [*value[:place], _odder(value[place], chance), *value[place + 1 :]]
        case _:
            return chance.choice(ODD)


def must_be_told_or_refused(chance: random.Random) -> None:
    """Events that were changed, with a right chain, give tables or a sentence."""
    try:
        database_contents(told(events_of(chance)))
    except KompasError:
        return  # a sentence


def events_of(chance: random.Random) -> list[ev.AnyEvent]:
    """Events that were changed, as far as they still are events."""
    return [event for event in map(_read, changed(chance)) if event is not None]


def _read(built: Any) -> ev.AnyEvent | None:
    try:
        return decode(msgspec.json.encode(built))
    except (msgspec.DecodeError, OverflowError):
        return None


TRIES: tuple[Callable[[random.Random], None], ...] = (must_not_invent, must_be_told_or_refused)


def fuzz(number: int, seed: int) -> int:
    """Try so many, and give how many did not hold."""
    wrong = 0
    for one in range(number):
        try:
            TRIES[one % 2](random.Random(f"{seed}/{one}"))
        except Exception:  # noqa: BLE001 - whatever it is, the next is tried as well
            wrong += 1
            print(f"seed {seed}, number {one}:\n{traceback.format_exc(limit=-4)}")  # noqa: T201
    return wrong


if __name__ == "__main__":
    SEED = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
    print(f"{sys.argv[1]} logs, seed {SEED}: {fuzz(int(sys.argv[1]), SEED)} wrong")  # noqa: T201
