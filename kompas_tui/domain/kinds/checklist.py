"""`checklist`: judge items with ja, deels or nee, and leave an idea."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import OPTION_LENGTH, Activity
from kompas_tui.domain.kinds.leading import NO_ANSWERS, few_answers
from kompas_tui.domain.language.wording import listing, quoted
from kompas_tui.domain.question.answers import texts_by_field
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Field, OneOf, Texts
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Stacked, StackedRow, TextItem

LEVELS = ("ja", "deels", "nee")
WORTH = (1.0, 0.5, 0.0)
IDEA_LENGTH = 280


@dataclass(frozen=True, kw_only=True)
class Checklist(Activity):
    """Items with a count for ja, deels and nee, a score, and ideas."""

    word: ClassVar[str] = "checklist"
    hint: ClassVar[str] = "Kies per onderdeel ja, deels of nee. Heb je een idee? Schrijf het erbij."
    how_measured: ClassVar[str] = (
        "Checklist: ja telt voor 1, deels voor een half, nee voor 0. "
        "De score is het gemiddelde. Onder driekwart staat een onderdeel nog open."
    )
    items: tuple[str, ...]

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the items."""
        return cls(items=options.texts("items", at_least=1, at_most=20, limit=OPTION_LENGTH), **common)

    def fields(self) -> tuple[Field, ...]:
        """Per item a level and an idea."""
        pairs = [
            (OneOf(f"item-{n}", item, LEVELS), Texts(f"idee-{n}", f"Een idee bij {quoted(item)}", 1, IDEA_LENGTH))
            for n, item in enumerate(self.items, 1)
        ]
        return tuple(field for pair in pairs for field in pair)

    def listed(self) -> tuple[str, ...]:
        """The items."""
        return self.items

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Stacked:
        """The levels per item with the mean, and the ideas under their item."""
        rows = []
        for number, item in enumerate(self.items, 1):
            levels = [ballot.answer[f"item-{number}"] for ballot in ballots if f"item-{number}" in ballot.answer]
            score = sum(WORTH[level] for level in levels) / len(levels) if levels else None
            rows.append(StackedRow(item, tuple(levels.count(level) for level in range(len(LEVELS))), score))
        return Stacked(LEVELS, tuple(rows), len(ballots), self._ideas(ballots, hidden))

    def _ideas(self, ballots: Sequence[Ballot], hidden: Set[str]) -> tuple[TextItem, ...]:
        groups = {f"idee-{number}": (number, item) for number, item in enumerate(self.items, 1)}
        ideas = [
            (groups[field.name][0], TextItem(text.id, text.text, groups[field.name][1]))
            for ballot in ballots
            for field, text in texts_by_field(self.fields(), ballot)
            if text.id not in hidden
        ]
        return tuple(idea for _, idea in sorted(ideas, key=lambda pair: (pair[0], pair[1].id)))

    def sentence(self, result: Stacked) -> str:
        """What stands strongest, and what is open."""
        judged = [row for row in result.rows if row.score is not None]
        if not judged:
            return NO_ANSWERS
        best = max(row.score or 0 for row in judged)
        strong = [quoted(row.label) for row in judged if row.score == best]
        still_open = [quoted(row.label) for row in judged if row.is_open]
        few = few_answers(result.answers)
        if len(judged) == 1:
            return f"{few}{strong[0]} staat {'nog open' if still_open else 'er goed voor'}."
        every = "Alle onderdelen" if len(judged) == len(result.rows) else "Alle beoordeelde onderdelen"
        if not still_open:
            return f"{few}Er staat niets meer open. {_strongest(strong, len(judged), every)}"
        if len(still_open) == len(judged):
            return f"{few}{every} staan nog open."
        named = listing(still_open) if len(still_open) < 4 else f"{len(still_open)} van de {len(judged)} onderdelen"
        verb = "staat" if len(still_open) == 1 else "staan"
        return f"{few}{_strongest(strong, len(judged), every)} {named} {verb} nog open."


def _strongest(names: Sequence[str], of: int, every: str) -> str:
    if len(names) == of:
        return f"{every} staan er even goed voor."
    if len(names) > 3:
        return f"{len(names)} onderdelen staan er het best voor."
    return f"{listing(list(names))} {'staat' if len(names) == 1 else 'staan'} er het best voor."
