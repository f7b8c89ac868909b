"""A command as somebody typed or sent it: words, of which each command reads what it needs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from kompas_tui.domain.language.errors import CommandRefused, KompasError
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import did_you_mean, known_word, listing, quoted

LONGEST_LIST = 500

_Word = TypeVar("_Word", bound=str)


class OrderUnclear(KompasError):
    """Something that a command needs is missing, or is of another kind."""


@dataclass(frozen=True, slots=True)
class OrderWords:
    """A command as it came, with checked access to what stands in it."""

    words: Mapping[str, Any]

    def has(self, key: str) -> bool:
        """Whether something is said under this key."""
        return key in self.words

    def text(self, key: str, *, required: bool = True) -> str:
        """One text; OrderUnclear where it is missing or no text."""
        value = self.words.get(key, "")
        if not isinstance(value, str) or (required and not value.strip()):
            raise OrderUnclear(f"Bij deze opdracht hoort {quoted(key)} met een tekst.")
        return value

    def choice(self, key: str, allowed: Collection[str], default: str) -> str:
        """One of the allowed words; the default where nothing is said."""
        value = self.text(key, required=False)
        if value and value not in allowed:
            raise OrderUnclear(f"{quoted(key)} is {listing([quoted(word) for word in allowed], 'of')}.")
        return value or default

    def act(self, acts: Sequence[_Word]) -> _Word:
        """What is to be done, said under `doe`; CommandRefused names the nearest one."""
        word = self.text("doe")
        act = known_word(word, acts)
        if act is None:
            raise CommandRefused(f"{quoted(clean_line(word, 40))} ken ik niet. {did_you_mean(word, acts)}")
        return act

    def yes(self, key: str) -> bool:
        """A yes; no where it is missing."""
        value = self.words.get(key, False)
        if not isinstance(value, bool):
            raise OrderUnclear(f"Bij {quoted(key)} hoort true of false.")
        return value

    def number(self, key: str) -> float:
        """A number; OrderUnclear where it is missing or none."""
        value = self.words.get(key)
        # To Python True is a number too; to who sends it that is a mistake.
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise OrderUnclear(f"Bij {quoted(key)} hoort een getal.")
        return value

    def whole(self, key: str) -> int:
        """A whole number."""
        return _whole(key, self.words.get(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where it is missing."""
        value = self.words.get(key, [])
        if not isinstance(value, list) or len(value) > LONGEST_LIST or not all(isinstance(one, str) for one in value):
            raise OrderUnclear(f"Bij {quoted(key)} hoort een lijst met teksten.")
        return tuple(value)

    def counts(self, key: str) -> dict[str, int]:
        """A whole number per name."""
        value = self.words.get(key)
        if not isinstance(value, dict) or not value:
            raise OrderUnclear(f"Bij {quoted(key)} hoort per optie een getal.")
        return {name: _whole(key, amount) for name, amount in value.items()}

    def letters(self, key: str) -> dict[int, str]:
        """A letter per number, which is a name in JSON."""
        value = self.words.get(key)
        if not isinstance(value, dict) or not value:
            raise OrderUnclear(f"Bij {quoted(key)} hoort per nummer een letter.")
        # Short ones only: of thousands of figures int() raises an error of its own.
        if not all(name.isascii() and name.isdecimal() and len(name) < 6 for name in value):
            raise OrderUnclear(f"Bij {quoted(key)} hoort per nummer een letter.")
        return {int(name): clean_line(letter, 1) if isinstance(letter, str) else "" for name, letter in value.items()}


def _whole(key: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise OrderUnclear(f"Bij {quoted(key)} hoort een heel getal.")
    return value
