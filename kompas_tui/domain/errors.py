"""The errors a user can meet; each message is a Dutch sentence with the next step."""

from collections.abc import Sequence
from dataclasses import dataclass


class KompasError(Exception):
    """The base of all errors with a message for a user."""


class AnswerRefused(KompasError):
    """A participant's answer can't be taken as it is."""


class CommandRefused(KompasError):
    """A facilitator's command can't be carried out now."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a deck; `path` leads to the value, such as ("opties", 2)."""

    message: str
    path: tuple[str | int, ...] = ()


class InvalidOptions(KompasError):
    """The options of a block hold one or more problems."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(p.message for p in problems))
        self.problems = tuple(problems)
