"""`markt`: ask or offer, shown as Vraag en aanbod."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import MARKET, Activity
from kompas_tui.domain.kinds.leading import NO_ANSWERS
from kompas_tui.domain.language.sentences import glued, phrase, phrase_many
from kompas_tui.domain.question.answers import texts_by_field
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Field, Texts
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Pairs, TextItem

LENGTH = 200
EACH = 2


@dataclass(frozen=True, kw_only=True)
class Markt(Activity):
    """What voters ask beside what they offer."""

    word: ClassVar[str] = "markt"
    fills_canvas: ClassVar[bool] = True
    hint: ClassVar[str] = phrase("Vraag iets, bied iets aan, of allebei.")
    library_sorts: ClassVar[tuple[str, ...]] = (MARKET,)
    library_default: ClassVar[str] = MARKET
    how_measured: ClassVar[str] = (
        "Vraag en aanbod: elke deelnemer schrijft op wat die vraagt en wat die biedt. "
        "De begeleider koppelt een vraag aan een aanbod."
    )

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Nothing beside the question."""
        return cls(**common)

    def fields(self) -> tuple[Field, ...]:
        """A few asks and a few offers."""
        return (
            Texts("vraag", phrase("Wat vraag je?"), EACH, LENGTH),
            Texts("aanbod", phrase("Wat bied je aan?"), EACH, LENGTH),
        )

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Pairs:
        """All asks and offers that are not hidden, in the order of their ids."""
        by_side: dict[str, list[TextItem]] = {"vraag": [], "aanbod": []}
        total = 0
        for ballot in ballots:
            for field, item in texts_by_field(self.fields(), ballot):
                total += 1
                if item.id not in hidden:
                    by_side[field.name].append(item)
        asks, offers = (tuple(sorted(by_side[name], key=lambda item: item.id)) for name in ("vraag", "aanbod"))
        return Pairs(asks, offers, len(ballots), hidden=total - len(asks) - len(offers))

    def sentence(self, result: Pairs) -> str:
        """How many asks and offers there are, and how many found each other."""
        if not result.asks and not result.offers:
            return phrase("Vraag en aanbod zijn niet te zien.") if result.answers else NO_ANSWERS
        asks, offers = len(result.asks), len(result.offers)
        words = phrase(
            "Gevraagd: {gevraagd}. Aangeboden: {aangeboden}. Dat kwam van {mensen}.",
            gevraagd=asks,
            aangeboden=offers,
            mensen=self.voters.counted(result.answers),
        )
        if result.matches:
            joined = phrase_many(
                "{aantal} vraag is gekoppeld aan een aanbod.", "{aantal} vragen zijn gekoppeld aan een aanbod.",
                aantal=len(result.matches),
            )  # fmt: skip
            return glued(words, joined)
        return words
