"""Events as the JSON that a log holds, read so that no text in it steers a screen."""

from typing import TypeVar, cast, get_args

import msgspec

from kompas_tui.domain.language.sentences import bare_text
from kompas_tui.domain.language.text import disarmed
from kompas_tui.domain.session.events import AnyEvent, Event

T = TypeVar("T")

NOT_JSON = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What msgspec raises for what is no JSON, or not as wanted: odd bytes and depth have errors of their own."""

_decoder = msgspec.json.Decoder(AnyEvent)

_encoder = msgspec.json.Encoder(enc_hook=bare_text)


def encode(event: Event) -> bytes:
    """The event as JSON."""
    return _encoder.encode(event)


def decode(data: bytes) -> AnyEvent:
    """The event in this JSON, with no text in it that steers; one of NOT_JSON where it is none."""
    event: AnyEvent = _decoder.decode(data)
    return event if _is_plain(data) else tamed(event)


_KINDS = frozenset(str(kind.__struct_config__.tag) for kind in get_args(AnyEvent))


class _Kind(msgspec.Struct):
    """No more of an event than of which kind it is."""

    kind: str = msgspec.field(name="soort")


def is_of_later_version(data: bytes) -> bool:
    """Whether this is an event of a kind that this version does not know; a known one that is malformed is not."""
    try:
        return msgspec.json.decode(data, type=_Kind).kind not in _KINDS
    except NOT_JSON:
        return False


def _is_plain(data: bytes) -> bool:
    """Whether there can't be anything in this JSON but letters, digits and signs of ASCII, which is most often so."""
    return data.isascii() and b"\\" not in data and b"\x7f" not in data


def tamed(value: T) -> T:
    """The same value with every text in it disarmed, since a log may be anybody's."""
    return cast(T, _tamed(value))


def _tamed(value: object) -> object:
    match value:
        case str():
            return disarmed(value)
        case msgspec.Struct():
            fields = {name: getattr(value, name) for name in value.__struct_fields__}
            return type(value)(**{name: _tamed(part) for name, part in fields.items()})
        case dict():
            return {_tamed(key): _tamed(part) for key, part in value.items()}
        case list():
            return [_tamed(part) for part in value]
        case tuple():
            return tuple(map(_tamed, value))
        case _:
            return value
