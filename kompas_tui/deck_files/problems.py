"""What is wrong in a deck file, and where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import shortened

LineProblem = tuple[int, str]
"""A line, counted from 0, and what is wrong there."""

LONGEST_PATH = 4096
LONGEST_MESSAGE = 400
_LONG_QUOTE = re.compile("‘([^’]{60})[^’]+’")


def in_short(message: str) -> str:
    """The message on one line, with long quotations cut so that the way out is still there."""
    return shortened(_LONG_QUOTE.sub(r"‘\1…’", clean_line(message, LONGEST_PATH)), LONGEST_MESSAGE)


@dataclass(frozen=True, slots=True, order=True)
class DeckProblem:
    """One mistake, on a line counted from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{clean_line(self.file, LONGEST_PATH)}:{self.line}: {self.message}"


class DeckProblems(KompasError):
    """A deck that can't start, with every problem in it."""

    def __init__(self, problems: Sequence[DeckProblem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
