"""The support round: which of the texts that are shown does a voter support? No deck asks it; `o` opens it."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import STATEMENT_LENGTH, Activity
from kompas_tui.domain.kinds.leading import leading_sentence
from kompas_tui.domain.language.alike import folded
from kompas_tui.domain.language.sentences import bare_text, phrase
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Field, SeveralOf
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Bar, Bars, TextItem, Unit

MOST_TO_SUPPORT = 500

SUPPORT_HINT = phrase("Kies wat jij ook belangrijk vindt.")
"""What stands under the question of a round of support."""


@dataclass(frozen=True, kw_only=True)
class Steun(Activity):
    """Support for texts of another round, `source`; `ids` are theirs, in the order of the options."""

    word: ClassVar[str] = "steun"
    is_support: ClassVar[bool] = True
    how_measured: ClassVar[str] = "Steun: elke deelnemer kiest welke teksten die steunt. Het aantal is vrij."
    options: tuple[str, ...]
    ids: tuple[str, ...]
    source: str
    columns: tuple[str, ...] = ()
    """The column of each text, where they were written in columns."""

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the texts, their ids and their round."""
        texts = options.texts("opties", at_least=1, at_most=MOST_TO_SUPPORT, distinct=False, limit=STATEMENT_LENGTH)
        ids = options.texts("ids", at_least=1, at_most=MOST_TO_SUPPORT)
        columns = options.texts("kolommen", at_most=MOST_TO_SUPPORT, distinct=False)
        source = options.text("van", required=True)
        return cls(options=texts, ids=ids, source=source, columns=columns if len(columns) == len(ids) else (), **common)

    @classmethod
    def question_about(cls, question: str, source: str, items: Sequence[TextItem]) -> dict[str, Any]:
        """The question as a round keeps it, with each text once."""
        once: dict[tuple[str, str], TextItem] = {}
        for item in items:
            once.setdefault((item.column, folded(item.text)), item)
        items = list(once.values())
        return {
            "soort": cls.word,
            "vraag": question,
            "toelichting": bare_text(SUPPORT_HINT),
            "opties": [item.text for item in items],
            "ids": [item.id for item in items],
            "van": source,
            **({"kolommen": [item.column for item in items]} if any(item.column for item in items) else {}),
        }

    @property
    def supports(self) -> str:
        """The round of its texts."""
        return self.source

    def fields(self) -> tuple[Field, ...]:
        """Any of the texts, under their columns."""
        return (SeveralOf("steun", self.question, self.options, len(self.options), headings=self.columns),)

    def support(self, ballots: Sequence[Ballot]) -> dict[str, int]:
        """How many voters support each text, by its id; of equal ones the first has all who support any of them."""
        columns = self.columns or ("",) * len(self.ids)
        first: dict[tuple[str, str], str] = {}
        firsts = [
            first.setdefault((column, folded(option)), text_id)
            for column, option, text_id in zip(columns, self.options, self.ids, strict=True)
        ]
        chosen = Counter(one for ballot in ballots for one in {firsts[index] for index in ballot.answer["steun"]})
        return {text_id: chosen[text_id] for text_id in self.ids}

    def support_of(self, texts: Sequence[TextItem], ballots: Sequence[Ballot]) -> dict[str, int]:
        """The support of the texts that still say what the phones showed; who changed a text begins anew.

        It stays with others who wrote the same.
        """
        columns = self.columns or ("",) * len(self.ids)
        asked = dict(zip(self.ids, zip(columns, map(folded, self.options), strict=True), strict=True))
        # A text stands where it was when people were asked: the texts of a round don't say in which column.
        compared = {item.id: (asked.get(item.id, (item.column, ""))[0], folded(item.text)) for item in texts}
        first: dict[tuple[str, str], str] = {}
        for text_id, words in compared.items():
            first.setdefault(words, text_id)
        support = Counter[str]()
        for text_id, amount in self.support(ballots).items():
            words = asked[text_id]
            heir = text_id if compared.get(text_id) == words else first.get(words, "")
            if heir:
                support[heir] += amount
        return support

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Bars:
        """How many voters support each text."""
        support = self.support(ballots)
        bars = tuple(
            Bar(text, support[text_id])
            for text, text_id in zip(self.options, self.ids, strict=True)
            if text_id not in hidden
        )
        return Bars(bars, len(ballots), Unit.SUPPORTED)

    def sentence(self, result: Bars) -> str:
        """Who leads."""
        return leading_sentence(result, voters=self.voters)


def says_the_same(one: TextItem, other: TextItem) -> bool:
    """Whether two texts of a question say the same, so that support of one is support of both."""
    return one.column == other.column and folded(one.text) == folded(other.text)
