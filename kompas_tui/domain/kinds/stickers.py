"""`stickers`: a number of dots, several on one option if wanted (dot voting)."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import Activity
from kompas_tui.domain.kinds.leading import STICKER, leading_sentence
from kompas_tui.domain.kinds.reading import read_options
from kompas_tui.domain.question.answers import texts_in
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Field, Points, Texts
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Bar, Bars, TextItem, Unit

OWN_LENGTH = 120


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
        """Read the options and `aantal`."""
        return cls(
            options=read_options(options), dots=options.whole("aantal", 3, 1, 100), own=options.text("eigen"), **common
        )

    def fields(self) -> tuple[Field, ...]:
        """A number of dots per option."""
        points = Points("stickers", self.question, self.options, self.dots, STICKER[self.dots > 1])
        return (points, Texts("eigen", self.own, 1, OWN_LENGTH)) if self.own else (points,)

    def listed(self) -> tuple[str, ...]:
        """The options."""
        return self.options

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Bars:
        """The dots per option."""
        sums = [0] * len(self.options)
        for ballot in ballots:
            if "stickers" in ballot.answer:
                sums = [a + b for a, b in zip(sums, ballot.answer["stickers"], strict=True)]
        own = [item for ballot in ballots for item in texts_in(self.fields(), ballot) if item.id not in hidden]
        texts = tuple(TextItem(item.id, item.text, self.own) for item in sorted(own, key=lambda item: item.id))
        return Bars(tuple(map(Bar, self.options, sums)), len(ballots), Unit.STICKERS, texts=texts)

    def sentence(self, result: Bars) -> str:
        """Who leads."""
        return leading_sentence(result, STICKER)
