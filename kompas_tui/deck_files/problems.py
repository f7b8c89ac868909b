"""What is wrong in a deck file, and where."""

from collections.abc import Sequence
from dataclasses import dataclass

from kompas_tui.domain.errors import KompasError
from kompas_tui.domain.text import clean_line

LONGEST_PATH = 4096


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
