"""`open`: up to `max` short texts."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import LIBRARY_SORTS, Activity
from kompas_tui.domain.kinds.leading import NO_ANSWERS, people
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.question.answers import texts_in
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Field, Texts
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import TextList

TEXT_LENGTH = 280


@dataclass(frozen=True, kw_only=True)
class Open(Activity):
    """Up to `most` short texts a voter."""

    word: ClassVar[str] = "open"
    takes_support: ClassVar[bool] = True
    library_sorts: ClassVar[tuple[str, ...]] = LIBRARY_SORTS
    how_measured: ClassVar[str] = (
        "Open vraag: elke deelnemer schrijft zelf korte teksten. "
        "De volgorde van de teksten zegt niets over wie ze schreef. "
        "Wat de begeleider verbergt, staat niet in dit verslag."
    )
    most: int
    names_bears: bool = False
    """Whether each text names a bear, which is hunted beside those that were counted."""

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read `max` and `berenjacht`."""
        return cls(most=options.whole("max", 3, 1, 10), names_bears=options.yes("berenjacht"), **common)

    def fields(self) -> tuple[Field, ...]:
        """A few short texts."""
        return (Texts("tekst", self.question, self.most, TEXT_LENGTH, many_lines=True),)

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> TextList:
        """All texts that are not hidden."""
        return text_list(self.fields(), ballots, hidden)

    def sentence(self, result: TextList) -> str:
        """How many texts there are, from how many voters."""
        if not result.items and not result.hidden:
            return NO_ANSWERS
        total = len(result.items) + result.hidden
        said = f"Er {'is' if total == 1 else 'zijn'} {count(total, 'tekst', 'teksten')} van {people(result.answers)}."
        if result.hidden:
            said += f" Daarvan {'is' if result.hidden == 1 else 'zijn'} er {result.hidden} niet te zien."
        return said


def text_list(fields: Sequence[Field], ballots: Sequence[Ballot], hidden: Set[str]) -> TextList:
    """The texts that are not hidden, in the order of their ids so that nobody's stand together."""
    items = [item for ballot in ballots for item in texts_in(fields, ballot)]
    shown = tuple(sorted((item for item in items if item.id not in hidden), key=lambda item: item.id))
    return TextList(shown, len(ballots), len(items) - len(shown))
