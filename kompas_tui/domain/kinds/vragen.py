"""`vragen`: ask, and support what others ask."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import Activity
from kompas_tui.domain.kinds.leading import NO_ANSWERS
from kompas_tui.domain.kinds.open import TEXT_LENGTH, text_list
from kompas_tui.domain.language.sentences import glued, phrase_many
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
    counts_unseen: ClassVar[bool] = True
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
        words = phrase_many(
            "Er is {aantal} vraag van {mensen}.", "Er zijn {aantal} vragen van {mensen}.",
            aantal=total, mensen=self.voters.counted(result.answers),
        )  # fmt: skip
        done = sum(item.done for item in result.items)
        ticked = phrase_many("Daarvan is er {aantal} beantwoord.", "Daarvan zijn er {aantal} beantwoord.", aantal=done)
        return glued(words, ticked if done else "")
