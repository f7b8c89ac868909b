"""`keuze`: one option of several."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import Activity, read_options
from kompas_tui.domain.kinds.leading import leading_sentence
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Field, OneOf
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Bar, Bars, Unit


@dataclass(frozen=True, kw_only=True)
class Keuze(Activity):
    """One option of several, counted."""

    word: ClassVar[str] = "keuze"
    takes_options: ClassVar[bool] = True
    takes_hands: ClassVar[bool] = True
    how_measured: ClassVar[str] = (
        "Keuze: elke deelnemer kiest één optie. Het aantal is het aantal deelnemers dat de optie koos."
    )
    options: tuple[str, ...]

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the options."""
        return cls(options=read_options(options), **common)

    def fields(self) -> tuple[Field, ...]:
        """One of the options."""
        return (OneOf("keuze", self.question, self.options),)

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Bars:
        """How many chose each option."""
        chosen = Counter(ballot.answer["keuze"] for ballot in ballots)
        bars = tuple(Bar(label, chosen[index]) for index, label in enumerate(self.options))
        return Bars(bars, len(ballots), Unit.CHOSEN)

    def sentence(self, result: Bars) -> str:
        """Who leads."""
        return leading_sentence(result)
