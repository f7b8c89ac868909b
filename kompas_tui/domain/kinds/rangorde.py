"""`rangorde`: put options in order."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import Activity
from kompas_tui.domain.kinds.leading import POINT, leading_sentence
from kompas_tui.domain.kinds.reading import read_options
from kompas_tui.domain.language.sentences import glued, phrase
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Field, Order
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Bar, Bars, Unit

MOST_RANKED = 60
_WHY_NO_MORE = "Een langere rij zet niemand op volgorde. Neem dan ‘meerkeuze’ of ‘stickers’."


@dataclass(frozen=True, kw_only=True)
class Rangorde(Activity):
    """Rankings, scored by Borda, with the option that beats each other one against one."""

    word: ClassVar[str] = "rangorde"
    fillable: ClassVar[tuple[str, ...]] = ("opties",)
    how_measured: ClassVar[str] = (
        "Rangorde: de laatste plaats van een volledige rij geeft 0 punten, elke plaats hoger 1 punt meer. "
        "Wat niet op een rij staat, krijgt 0 punten. Dat is de telling van Borda. "
        "Daarnaast is elke optie vergeleken met elke andere, één tegen één. Dat is de telling van Condorcet."
    )
    options: tuple[str, ...]

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the options."""
        return cls(options=read_options(options, at_most=MOST_RANKED, why=_WHY_NO_MORE), **common)

    def fields(self) -> tuple[Field, ...]:
        """The options in order."""
        return (Order("rangorde", self.question, self.options),)

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Bars:
        """The Borda score per option: n - 1 for the first of n, one less for each place below, 0 where left out."""
        rankings = [ballot.answer["rangorde"] for ballot in ballots]
        scores = [0] * len(self.options)
        for ranking in rankings:
            for rank, index in enumerate(ranking):
                scores[index] += len(self.options) - 1 - rank
        winner = pairwise_winner(rankings, len(self.options))
        name = "" if winner is None else self.options[winner]
        return Bars(tuple(map(Bar, self.options, scores)), len(ballots), Unit.POINTS, winner=name)

    def sentence(self, result: Bars) -> str:
        """Who leads by Borda, and who wins one against one."""
        words = leading_sentence(result, POINT)
        if not result.answers:
            return words
        if not result.winner:
            return glued(words, phrase("Er is geen optie die één tegen één van elke andere wint."))
        leaders = [bar.label for bar in result.bars if bar.count == result.ranked[0].count]
        winner = quoted(result.winner)
        if leaders == [result.winner]:
            return glued(words, phrase("Eén tegen één wint ook {optie} van elke andere optie.", optie=winner))
        return glued(words, phrase("Eén tegen één wint juist {optie} van elke andere optie.", optie=winner))


def pairwise_winner(rankings: Sequence[Sequence[int]], size: int) -> int | None:
    """The Condorcet winner: the option that more voters put above each other one than below it, if there is one."""
    places = [{index: rank for rank, index in enumerate(ranking)} for ranking in rankings]
    for one in range(size):
        if all(_beats(one, other, places, size) for other in range(size) if other != one):
            return one
    return None


def _beats(one: int, other: int, places: Sequence[Mapping[int, int]], size: int) -> bool:
    margin = 0
    for ranks in places:
        first, second = ranks.get(one, size), ranks.get(other, size)
        margin += (first < second) - (first > second)
    return margin > 0
