"""`verdeling`: divide 100 points, or another total in a unit of its own."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import Activity
from kompas_tui.domain.kinds.deciding import money, read_unit
from kompas_tui.domain.kinds.leading import NO_ANSWERS, POINT, few_answers, leading_sentence
from kompas_tui.domain.kinds.reading import read_options
from kompas_tui.domain.language.sentences import glued, phrase
from kompas_tui.domain.language.wording import listing, quoted
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Field, Points
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.cells import Number, in_words
from kompas_tui.domain.result.shapes import Bar, Bars, Unit

# The budget of a city fits; more would only be figures that no screen holds.
TOTAL, _LARGEST_TOTAL = 100, 1_000_000_000
_MOST_NAMED = 3


@dataclass(frozen=True, kw_only=True)
class Verdeling(Activity):
    """A total that each voter divides whole, added up per option."""

    word: ClassVar[str] = "verdeling"
    fillable: ClassVar[tuple[str, ...]] = ("opties",)
    options: tuple[str, ...]
    total: int = TOTAL
    unit: str = ""
    """The deck's own word for what is divided, such as euro; empty for points."""

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the options, `totaal` and `eenheid`."""
        total = options.whole("totaal", TOTAL, 2, _LARGEST_TOTAL)
        return cls(options=read_options(options), total=total, unit=read_unit(options), **common)

    @property
    def has_own_total(self) -> bool:
        """Whether it divides something else than a hundred points."""
        return bool(self.unit) or self.total != TOTAL

    def measured(self) -> tuple[str, ...]:
        """What each voter divides, and what is added up."""
        divided = money(self.total, self.unit or POINT[1])
        told = f"Verdeling: elke deelnemer verdeelt {divided} over de opties."
        return (f"{told} Het aantal is de som van alle deelnemers.",)

    def fields(self) -> tuple[Field, ...]:
        """A part of the total per option, all of it together."""
        return (Points("punten", self.question, self.options, self.total, self.unit or POINT[1], exact=True),)

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Bars:
        """What each option got."""
        sums = [0] * len(self.options)
        for ballot in ballots:
            sums = [a + b for a, b in zip(sums, ballot.answer["punten"], strict=True)]
        bars = tuple(map(Bar, self.options, sums))
        return Bars(bars, len(ballots), Unit.POINTS, with_shares=self.has_own_total, named=self.unit)

    def sentence(self, result: Bars) -> str:
        """Who leads; of a total of its own what a voter gave on average."""
        if not self.has_own_total:
            return leading_sentence(result, POINT)
        if not result.answers or not any(bar.count for bar in result.bars):
            return NO_ANSWERS
        first = result.ranked[0]
        best = [bar for bar in result.bars if bar.count == first.count]
        unit = self.unit or POINT[1]
        # Of a few things a whole number would say more than they gave: 8 of 3 people is no 3.
        per_unit = 1 if self.total >= TOTAL else 10
        rounded = (2 * per_unit * first.count + result.answers) // (2 * result.answers)
        mean = in_words(Number(rounded / per_unit, decimals=int(per_unit > 1)))
        share = phrase(
            "gemiddeld {gemiddelde} van de {bedrag}, dat is {procent} procent",
            gemiddelde=mean,
            bedrag=money(self.total, unit),
            procent=result.percent(first),
        )
        if len(best) == 1:
            told = phrase("{optie} krijgt het meest: {deel}.", optie=quoted(first.label), deel=share)
            return glued(few_answers(result.answers), told)
        named = (
            listing([quoted(bar.label) for bar in best])
            if len(best) <= _MOST_NAMED
            else phrase("{aantal} opties", aantal=len(best))
        )
        told = phrase("{opties} krijgen evenveel, het meest van alle: elk {deel}.", opties=named, deel=share)
        return glued(few_answers(result.answers), told)
