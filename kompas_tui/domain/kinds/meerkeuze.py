"""`meerkeuze`: up to `max` options."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import OPTIONS_AT_MOST, Activity, read_options
from kompas_tui.domain.kinds.leading import leading_sentence
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Field, SeveralOf
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Bar, Bars, Unit


@dataclass(frozen=True, kw_only=True)
class Meerkeuze(Activity):
    """Up to `most` options, counted."""

    word: ClassVar[str] = "meerkeuze"
    takes_options: ClassVar[bool] = True
    takes_hands: ClassVar[bool] = True
    how_measured: ClassVar[str] = (
        "Meerkeuze: elke deelnemer mag meer opties kiezen. "
        "Het aantal is het aantal deelnemers dat de optie koos. "
        "Samen kan dat meer zijn dan het aantal antwoorden."
    )
    options: tuple[str, ...]
    most: int

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the options and `max`; without `max` all may be chosen."""
        choices = read_options(options)
        most = options.whole("max", len(choices) or OPTIONS_AT_MOST, 1, OPTIONS_AT_MOST)
        if choices and most > len(choices):
            options.problem(f"‘max’: er zijn maar {len(choices)} opties.", "max")
        return cls(options=choices, most=most, **common)

    def fields(self) -> tuple[Field, ...]:
        """Several of the options."""
        return (SeveralOf("keuzes", self.question, self.options, min(self.most, len(self.options))),)

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Bars:
        """How many chose each option."""
        chosen = Counter(index for ballot in ballots for index in ballot.answer["keuzes"])
        bars = tuple(Bar(label, chosen[index]) for index, label in enumerate(self.options))
        return Bars(bars, len(ballots), Unit.CHOSEN)

    def sentence(self, result: Bars) -> str:
        """Who leads."""
        return leading_sentence(result)
