"""`verdeling`: divide 100 points."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import Activity, read_options
from kompas_tui.domain.kinds.leading import leading_sentence
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Field, Points
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Bar, Bars, Unit

TOTAL = 100
_POINT = ("punt", "punten")


@dataclass(frozen=True, kw_only=True)
class Verdeling(Activity):
    """A hundred points a voter, added up per option."""

    word: ClassVar[str] = "verdeling"
    fillable: ClassVar[tuple[str, ...]] = ("opties",)
    how_measured: ClassVar[str] = (
        "Verdeling: elke deelnemer verdeelt 100 punten over de opties. Het aantal is de som van de punten."
    )
    options: tuple[str, ...]

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the options."""
        return cls(options=read_options(options), **common)

    def fields(self) -> tuple[Field, ...]:
        """Points per option, a hundred together."""
        return (Points("punten", self.question, self.options, TOTAL, _POINT[1], exact=True),)

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Bars:
        """The points per option."""
        sums = [0] * len(self.options)
        for ballot in ballots:
            sums = [a + b for a, b in zip(sums, ballot.answer["punten"], strict=True)]
        return Bars(tuple(map(Bar, self.options, sums)), len(ballots), Unit.POINTS)

    def sentence(self, result: Bars) -> str:
        """Who leads."""
        return leading_sentence(result, _POINT)
