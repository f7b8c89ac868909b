"""Logs made by hand, with a right chain and texts that would steer a terminal."""

import types
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from kompas_tui.domain.session import events as ev
from kompas_tui.journal.port import FIRST_HASH
from kompas_tui.journal.records import group_of

POISON = "\x1b]52;c;aGFjaw==\x07\x1b[2J\x9b31m\x90q\u202e\u2066\u200f\u061c\x00\x7f\x1b]0;GEHACKT\x1b\\"
"""The clipboard, an emptied screen, C1 controls, texts turned round, and a new title for the window."""

STEERS = frozenset(map(chr, [*range(9), *range(11, 32), *range(127, 160)])) | frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)


def texts(value: object) -> Iterator[str]:
    """Every text in a value, keys of dictionaries too."""
    match value:
        case str():
            yield value
        case msgspec.Struct():
            for name in value.__struct_fields__:
                yield from texts(getattr(value, name))
        case dict():
            yield from texts([*value.keys(), *value.values()])
        case list() | tuple():
            for part in value:
                yield from texts(part)
        case _:
            pass


def filled(hint: Any, text: str = POISON) -> Any:
    """A value of this type with the text in each of its texts, whatever fields it has or gets."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return filled(next(kind for kind in arguments if kind is not type(None)), text)
    if origin in (tuple, list):
        return origin([filled(arguments[0], text)])
    if origin is Literal:
        return arguments[0]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    if origin is dict:
        return {filled(arguments[0], text): filled(arguments[1], text)}
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        hints = get_type_hints(hint)
        return hint(**{name: filled(hints[name], text) for name in hint.__struct_fields__})
    plain: dict[Any, Any] = {
        str: text,
        int: 1,
        bool: True,
        date: date(2026, 11, 22),
        datetime: datetime(2026, 11, 22, 14, 0, tzinfo=UTC),
        Any: text,
    }
    return plain[hint]


def log_bytes(events: list[Any]) -> bytes:
    """A log with a right length, checksum and chain, the events as anybody may have written them."""
    return group_of(0, FIRST_HASH, [msgspec.json.encode(event) for event in events])[0]


KEPT = frozenset({"soort", "vorm", "doe", "tijd", "kaartensets", "kaartenset", "accepteert", "type", "staat", "beeld"})
"""Words of ours, without which an event would be no event or a question no question."""

NAMES = frozenset({"ronde", "kaart", "merk", "code", "na", "tekst_id", "met", "naar", "bron", "van"})


Spoil = Callable[[str], str]


def with_poison(text: str) -> str:
    """The text with all that steers behind it."""
    return f"{text}{POISON}"


def poisoned(
    event: ev.AnyEvent, *, also_names: bool = False, spoil: Spoil = with_poison, kept: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """The event as JSON with every text in it spoilt; names by which events point at one another only if asked."""
    kept |= KEPT if also_names else KEPT | NAMES
    built: dict[str, Any] = msgspec.to_builtins(event)
    return {name: value if name in kept else _spoilt(value, kept, spoil) for name, value in built.items()}


def _spoilt(value: Any, kept: frozenset[str], spoil: Spoil) -> Any:
    match value:
        case "ja" | "nee":
            return value
        case str() if value[:1].isdigit():  # a number or a date in a form's field
            return value
        case str():
            return spoil(value)
        case dict():
            return {name: part if name in kept else _spoilt(part, kept, spoil) for name, part in value.items()}
        case list() | tuple():
            return [_spoilt(part, kept, spoil) for part in value]
        case _:
            return value


def foreign_session(
    folder: Path, events: Sequence[ev.AnyEvent], *, also_names: bool = False, spoil: Spoil = with_poison
) -> Path:
    """A session's folder from somebody else, with the texts of these events spoilt."""
    folder.mkdir(parents=True)
    spoilt = [poisoned(event, also_names=also_names, spoil=spoil) for event in events]
    (folder / "logboek.jsonl").write_bytes(log_bytes(spoilt))
    return folder
