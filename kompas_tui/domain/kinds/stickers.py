"""`stickers`: a number of dots, several on one option if wanted (dot voting)."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import Activity
from kompas_tui.domain.kinds.leading import STICKER, leading_sentence
from kompas_tui.domain.kinds.own_option import own_field, read_own, texts_of_own
from kompas_tui.domain.kinds.reading import read_options
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Field, Points
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Bar, Bars, Unit


@dataclass(frozen=True, kw_only=True)
class Stickers(Activity):
    """Up to `dots` dots a voter, added up per option."""

    word: ClassVar[str] = "stickers"
    fillable: ClassVar[tuple[str, ...]] = ("opties",)
    takes_hands: ClassVar[bool] = True
    how_measured: ClassVar[str] = (
        "Stickers: elke deelnemer plakt een vast aantal stickers, of minder. "
        "Er mogen er meer op één optie. Het aantal is het aantal stickers op de optie."
    )
    options: tuple[str, ...]
    dots: int
    own: str = ""
    """The label of a text beside the dots, for an option of one's own; empty where there is none."""

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the options, `aantal` and `eigen`."""
        choices = read_options(options)
        return cls(options=choices, dots=options.whole("aantal", 3, 1, 100), own=read_own(options, choices), **common)

    def fields(self) -> tuple[Field, ...]:
        """A number of dots per option."""
        points = Points("stickers", self.question, self.options, self.dots, STICKER[self.dots > 1])
        return (points, *own_field(self.own))

    def listed(self) -> tuple[str, ...]:
        """The options."""
        return self.options

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Bars:
        """The dots per option."""
        sums = [0] * len(self.options)
        for ballot in ballots:
            if "stickers" in ballot.answer:
                sums = [a + b for a, b in zip(sums, ballot.answer["stickers"], strict=True)]
        texts = texts_of_own(self.fields(), ballots, hidden)
        return Bars(tuple(map(Bar, self.options, sums)), len(ballots), Unit.STICKERS, texts=texts)

    def sentence(self, result: Bars) -> str:
        """Who leads."""
        return leading_sentence(result, STICKER)
