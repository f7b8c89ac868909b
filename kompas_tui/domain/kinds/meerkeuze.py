"""`meerkeuze`: up to `max` options."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import OPTIONS_AT_LEAST, OPTIONS_AT_MOST, STATEMENT_LENGTH, Activity
from kompas_tui.domain.kinds.deciding import budget_sentence, money
from kompas_tui.domain.kinds.leading import leading_sentence
from kompas_tui.domain.kinds.reading import read_options
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Answer, Field, SeveralOf
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.question.pictures import PICTURE
from kompas_tui.domain.result.shapes import Bar, Bars, Spending, Unit

_BY_BUDGET = (
    "Budget: het geld gaat naar de opties op volgorde van stemmen. "
    "Wat niet meer past, wordt overgeslagen. Bij gelijke stemmen beslist de groep."
)
_LARGEST = 1_000_000_000
"""The largest amount of money, in whole units."""
_PLAIN = ", zonder punt en zonder €"


@dataclass(frozen=True, kw_only=True)
class Meerkeuze(Activity):
    """Up to `most` options, counted."""

    word: ClassVar[str] = "meerkeuze"
    fillable: ClassVar[tuple[str, ...]] = ("opties",)
    takes_hands: ClassVar[bool] = True
    how_measured: ClassVar[str] = (
        "Meerkeuze: elke deelnemer mag meer opties kiezen. "
        "Het aantal is het aantal deelnemers dat de optie koos. "
        "Samen kan dat meer zijn dan het aantal antwoorden."
    )
    options: tuple[str, ...]
    most: int
    spending: Spending | None = None
    with_shares: bool = False

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the options and `max`; without `max` all may be chosen. With a `budget` each option has its costs."""
        choices, spending = (
            _with_costs(options) if options.has("budget") else (read_options(options, in_portions=True), None)
        )
        unit = options.text("eenheid") if spending is None else ""
        if unit:
            options.problem("‘eenheid’ hoort bij ‘budget’. Zet er ook een budget bij.", "eenheid")
        most = options.whole("max", len(choices) or OPTIONS_AT_MOST, 1, OPTIONS_AT_MOST)
        if choices and most > len(choices):
            options.problem(f"‘max’: er zijn maar {len(choices)} opties.", "max")
        return cls(options=choices, most=most, spending=spending, with_shares=options.yes("aandeel"), **common)

    def measured(self) -> tuple[str, ...]:
        """How it is counted, and how a budget is spent."""
        return (*super().measured(), *([_BY_BUDGET] if self.spending else []))

    def fields(self) -> tuple[Field, ...]:
        """Several of the options."""
        most = min(self.most, len(self.options))
        if self.spending is None:
            return (SeveralOf("keuzes", self.question, self.options, most),)
        return (SeveralOf("keuzes", self.question, self.options, most, self.spending),)

    def beside(self) -> tuple[str, ...]:
        """What each option costs."""
        return tuple(money(cost, self.spending.unit) for cost in self.spending.costs) if self.spending else ()

    def check(self, answer: Answer) -> None:
        """Refuse what costs more than the budget."""
        if self.spending is None or "keuzes" not in answer:
            return
        costs = sum(self.spending.costs[index] for index in answer["keuzes"])
        over = costs - self.spending.budget
        if over > 0:
            unit = self.spending.unit
            raise AnswerRefused(
                phrase(
                    "Je koos voor {bedrag}. Dat is {over} te veel. Haal iets weg.",
                    bedrag=money(costs, unit),
                    over=money(over, unit),
                )
            )

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Bars:
        """How many chose each option."""
        chosen = Counter(index for ballot in ballots for index in ballot.answer["keuzes"])
        bars = tuple(Bar(label, chosen[index]) for index, label in enumerate(self.options))
        return Bars(bars, len(ballots), Unit.CHOSEN, with_shares=self.with_shares, spending=self.spending)

    def sentence(self, result: Bars) -> str:
        """Who leads, or what fits in the budget."""
        return budget_sentence(result) if self.spending else leading_sentence(result)


def _with_costs(options: Options) -> tuple[tuple[str, ...], Spending]:
    """The options with what they cost, and the budget."""
    if options.has("opties_uit"):
        options.problem("Met een budget heeft elke optie kosten. Noem ze bij ‘opties’.", "opties_uit")
    budget, unit = options.whole("budget", 0, 1, _LARGEST, _PLAIN), options.text("eenheid", limit=20) or "euro"
    blocks = options.blocks("opties", missing="‘opties’ ontbreekt. Geef elke optie een tekst en kosten.", like="tekst")
    texts: list[str] = []
    costs: list[int] = []
    for index, block in enumerate(blocks):
        text = " ".join(block.text("tekst", required=True, limit=STATEMENT_LENGTH).split())
        if text and text in texts:
            options.problem(f"{quoted(text)} staat hier dubbel.", "opties", index)
        if not block.has("kosten"):
            block.missing("kosten")
        if block.has(PICTURE):
            block.picture(PICTURE, text)
        texts.append(text)
        costs.append(block.whole("kosten", 0, 0, _LARGEST, _PLAIN))
        block.finish()
    if blocks and not OPTIONS_AT_LEAST <= len(blocks) <= OPTIONS_AT_MOST:
        options.problem(f"‘opties’: er horen er {OPTIONS_AT_LEAST} tot en met {OPTIONS_AT_MOST} te staan.", "opties")
    if blocks and budget and min(costs) > budget:
        options.problem("Elke optie kost meer dan het budget. Kijk de bedragen na.", "budget")
    return tuple(texts), Spending(budget, unit, tuple(costs))
