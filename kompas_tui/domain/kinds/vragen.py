"""`vragen`: ask, and support what others ask."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import Activity
from kompas_tui.domain.kinds.leading import NO_ANSWERS, people
from kompas_tui.domain.kinds.open import TEXT_LENGTH, text_list
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Field, Texts
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import TextList


@dataclass(frozen=True, kw_only=True)
class Vragen(Activity):
    """Questions from the room, ticked off when they are answered."""

    word: ClassVar[str] = "vragen"
    ticks_off: ClassVar[bool] = True
    takes_support: ClassVar[bool] = True
    how_measured: ClassVar[str] = (
        "Vragen: elke deelnemer stelt zelf vragen. In een eigen ronde steunt de groep elkaars vragen. "
        "De vraag met de meeste steun staat bovenaan."
    )
    most: int

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read `max`."""
        return cls(most=options.whole("max", 3, 1, 10), **common)

    def fields(self) -> tuple[Field, ...]:
        """A few questions."""
        return (Texts("vraag", self.question, self.most, TEXT_LENGTH, many_lines=True),)

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> TextList:
        """All questions that are not hidden."""
        return text_list(self.fields(), ballots, hidden)

    def sentence(self, result: TextList) -> str:
        """How many questions there are, and how many are answered."""
        total = len(result.items) + result.hidden
        if not total:
            return NO_ANSWERS
        said = f"Er {'is' if total == 1 else 'zijn'} {count(total, 'vraag', 'vragen')} van {people(result.answers)}."
        done = sum(item.done for item in result.items)
        if done:
            said += f" Daarvan {'is' if done == 1 else 'zijn'} er {done} beantwoord."
        return said
