"""`stickers`: a number of dots, several on one option if wanted (dot voting)."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.ballots import Ballot
from kompas_tui.domain.fields import Field, Points
from kompas_tui.domain.kinds.activity import Activity, read_options
from kompas_tui.domain.kinds.leading import leading_sentence
from kompas_tui.domain.options import Options
from kompas_tui.domain.results import Bar, Bars

STICKER = ("sticker", "stickers")


@dataclass(frozen=True, kw_only=True)
class Stickers(Activity):
    """Up to `dots` dots a voter, added up per option."""

    word: ClassVar[str] = "stickers"
    takes_options: ClassVar[bool] = True
    takes_hands: ClassVar[bool] = True
    how_measured: ClassVar[str] = (
        "Stickers: elke deelnemer plakt een vast aantal stickers, of minder. "
        "Er mogen er meer op één optie. Het aantal is het aantal stickers op de optie."
    )
    options: tuple[str, ...]
    dots: int

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the options and `aantal`."""
        return cls(options=read_options(options), dots=options.whole("aantal", 3, 1, 100), **common)

    def fields(self) -> tuple[Field, ...]:
        """A number of dots per option."""
        return (Points("stickers", self.question, self.options, self.dots, STICKER[self.dots > 1]),)

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Bars:
        """The dots per option."""
        sums = [0] * len(self.options)
        for ballot in ballots:
            sums = [a + b for a, b in zip(sums, ballot.answer["stickers"], strict=True)]
        return Bars(tuple(map(Bar, self.options, sums)), len(ballots), "stickers")

    def sentence(self, result: Bars) -> str:
        """Who leads."""
        return leading_sentence(result, STICKER)
