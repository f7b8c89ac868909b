"""What somebody takes for the same, or for a switch, and Kompas would not: to be mended before a session."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.question.options import LABEL

_LISTS = ("opties", "items", "stellingen", "kolommen", "rollen", "tafels", "borden")
_SENTENCES = ("toelichting", "plaats", "organisatie", "doel", "wijk", "bron", "voorstel")
_SWITCHES = ("ja", "nee", "yes", "no", "true", "false", "aan", "uit", "null", "~")

_NAMELY = re.compile(r"(?:^|\W)anders\W+(?:namelijk|n[l])(?:\W|$)|(?:^|\W)vul (?:zelf )?in(?:\W|$)|_{3,}|[.]{4,}", re.I)
_NO_ROOM = (
    "Bij {} kan niemand iets typen. Haal deze optie weg en zet eronder ‘eigen: Anders, namelijk’. "
    "Dat kan bij ‘keuze’, ‘meerkeuze’ en ‘stickers’."
)

Doubt = tuple[tuple[str | int, ...], str]
"""Where in the block, and what is wrong there."""


def doubts_in(data: Any, *, is_front: bool) -> Iterator[Doubt]:
    """Texts that are the same but for capitals or spaces, and words of a switch where a sentence belongs."""
    if not isinstance(data, Mapping):
        return
    for key in _LISTS:
        yield from _alike(data, key)
    if "eigen" not in data:
        yield from _to_fill_in(data)
    # In a question `contact` is a switch, above the cards it says whom to reach.
    for key in (*_SENTENCES, "contact") if is_front else _SENTENCES:
        if str(data.get(key)).lower() in _SWITCHES:
            yield (key,), _no_sentence(key, str(data[key]), is_front=is_front)


def _no_sentence(key: str, value: str, *, is_front: bool) -> str:
    below = key == "toelichting"
    what, where = "zin" if below or not is_front else "tekst", " onder de vraag" if below else ""
    return f"{quoted(key)} is een {what}{where}, geen {quoted(value)}. Schrijf die {what}, of haal deze regel weg."


def _to_fill_in(data: Mapping[Any, Any]) -> Iterator[Doubt]:
    """Options that ask to write something, where nobody can."""
    listed = data.get("opties")
    for index, entry in enumerate(listed if isinstance(listed, list) else ()):
        text = entry.get(LABEL) if isinstance(entry, Mapping) else entry
        if isinstance(text, str) and _NAMELY.search(text):
            yield ("opties", index), _NO_ROOM.format(quoted(" ".join(text.split())))


def _alike(data: Mapping[Any, Any], key: str) -> Iterator[Doubt]:
    listed = data.get(key)
    before: dict[str, str] = {}
    for index, entry in enumerate(listed if isinstance(listed, list) else ()):
        text = entry.get(LABEL) if isinstance(entry, Mapping) else entry
        if not isinstance(text, str) or not text.strip():
            continue
        typed = " ".join(text.split())
        first = before.setdefault(typed.casefold().replace(" ", ""), typed)
        if first != typed:
            yield (
                (key, index),
                f"{quoted(typed)} lijkt op {quoted(first)}. Haal er één weg, of maak het verschil groter.",
            )
