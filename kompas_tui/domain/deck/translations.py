"""What a deck says in other languages: by language each text of the original with its translation.

A translation is found by the original's text, never by its place: what was edited, carried on or written by people
has none, and is shown as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.question.options import LABEL

Vocabulary = Mapping[str, str]
"""Texts of the original, folded onto one line, with their translations."""

Translations = Mapping[str, Vocabulary]
"""Vocabulary by the code of their language."""

_ASKED = ("vraag", "opties", "items", "stellingen", "uitersten", "kolommen", "antwoorden", "voorstel", "x", "y")
_ASKED_IN_PARTS = {"velden": ("vraag", "opties"), "items": ("min", "plus")}


def on_one_line(text: str) -> str:
    """The text as its translation is found by it."""
    return " ".join(text.split())


def asked_texts(activity: Activity) -> tuple[str, ...]:
    """What somebody has to read to answer: the question and all that there is to choose from."""
    return tuple(dict.fromkeys(_texts_in(activity.data, _ASKED)))


def untranslated(activity: Activity, words: Vocabulary) -> tuple[str, ...]:
    """What of that has no translation among these words."""
    return tuple(text for text in asked_texts(activity) if on_one_line(text) not in words)


def _texts_in(block: Mapping[str, Any], keys: Sequence[str]) -> Iterator[str]:
    for key in (*keys, *(_ASKED_IN_PARTS if keys is _ASKED else ())):
        yield from _leaves(block.get(key), key)


def _leaves(value: Any, key: str) -> Iterator[str]:
    match value:
        case str() if value:
            yield value
        case list():
            for one in value:
                yield from _leaves(one, key)
        case Mapping() if isinstance(text := value.get(LABEL), str):
            yield text
        case Mapping() if key in _ASKED_IN_PARTS:
            yield from _texts_in(value, _ASKED_IN_PARTS[key])
        case Mapping() if key == "vraag":
            yield from filter(None, value.values())
        case _:
            pass
