"""`meerkeuze`: up to `max` options."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import OPTIONS_AT_LEAST, OPTIONS_AT_MOST, STATEMENT_LENGTH, Activity
from kompas_tui.domain.kinds.deciding import EURO, budget_sentence, money, read_unit
from kompas_tui.domain.kinds.leading import leading_sentence
from kompas_tui.domain.kinds.own_option import OWN, listed_already, own_field, read_own, texts_of_own, wrote_own
from kompas_tui.domain.kinds.reading import read_options
from kompas_tui.domain.kinds.rules import choose_at_most
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
_PLAIN = ", zonder cijfers achter de komma"


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
    own: str = ""
    """The option behind which one types what is not in the list; empty where there is none."""

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the options, `eigen` and `max`, else all may be chosen; with a `budget` each option has its costs."""
        choices, spending = (
            _with_costs(options) if options.has("budget") else (read_options(options, in_portions=True), None)
        )
        unit = options.text("eenheid") if spending is None else ""
        if unit:
            options.problem("‘eenheid’ hoort bij ‘budget’. Zet er ook een budget bij.", "eenheid")
        own, shares = read_own(options, choices), options.yes("aandeel")
        listed = len(choices) + bool(own) if choices else OPTIONS_AT_MOST
        most = options.whole("max", listed, 1, OPTIONS_AT_MOST)
        if own and spending:
            options.problem("‘eigen’ en ‘budget’ gaan niet samen. Kies er één.", OWN)
        return cls(options=choices, own=own, most=most, spending=spending, with_shares=shares, **common)

    @property
    def hint(self) -> str:  # type: ignore[override]
        """How many one may choose, while what there is to choose is yet to come."""
        return choose_at_most(self.most) if not self.options and self.most < OPTIONS_AT_MOST else ""

    def advice(self) -> tuple[str, ...]:
        """That one may choose more options than there are."""
        listed = len(self.listed())
        if not 0 < listed < self.most:
            return ()
        return (f"‘max’ is {self.most}, maar er zijn {listed} opties. Maak er hooguit {listed} van.",)

    def measured(self) -> tuple[str, ...]:
        """How it is counted, and how a budget is spent."""
        return (*super().measured(), *([_BY_BUDGET] if self.spending else []))

    def fields(self) -> tuple[Field, ...]:
        """Several of the options, and where one types what is not among them."""
        return (self._several(), *own_field(self.own))

    def _several(self) -> SeveralOf:
        listed = self.listed()
        most = min(self.most, len(listed))
        if self.spending is None:
            return SeveralOf("keuzes", self.question, listed, most)
        return SeveralOf("keuzes", self.question, listed, most, self.spending)

    def listed(self) -> tuple[str, ...]:
        """The options, and one of one's own where there is."""
        return (*self.options, self.own) if self.own and self.options else self.options

    def chosen(self, answer: Answer) -> Answer:
        """The options that were chosen; who typed something chose that too."""
        return {"keuzes": sorted({*answer.get("keuzes", ()), *([len(self.options)] if wrote_own(answer) else [])})}

    def kept(self, answer: Answer) -> Answer:
        """With the option that was typed where it stands in the list."""
        same = listed_already(answer, self.listed())
        if same is None:
            return answer
        chosen = sorted({*answer.get("keuzes", ()), same} - ({len(self.options)} - {same}))
        return {**{name: answer[name] for name in answer if name != OWN}, "keuzes": chosen}

    def beside(self) -> tuple[str, ...]:
        """What each option costs."""
        return tuple(money(cost, self.spending.unit) for cost in self.spending.costs) if self.spending else ()

    def check(self, answer: Answer) -> None:
        """Refuse more than one may choose, what was typed included, and what costs more than the budget."""
        counted = phrase("Ook wat je typte, telt mee.") if wrote_own(answer) else ""
        self._several().see_that_it_fits(len(self.chosen(answer)["keuzes"]), counted)
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
        chosen = Counter(index for ballot in ballots for index in self.chosen(ballot.answer)["keuzes"])
        bars = tuple(
            Bar(label, chosen[index], is_own=index >= len(self.options)) for index, label in enumerate(self.listed())
        )
        texts = texts_of_own(self.fields(), ballots, hidden)
        return Bars(bars, len(ballots), Unit.CHOSEN, texts=texts, with_shares=self.with_shares, spending=self.spending)

    def sentence(self, result: Bars) -> str:
        """Who leads, or what fits in the budget."""
        return budget_sentence(result) if self.spending else leading_sentence(result, voters=self.voters)


def _with_costs(options: Options) -> tuple[tuple[str, ...], Spending]:
    """The options with what they cost, and the budget."""
    if options.has("opties_uit"):
        options.problem("Met een budget heeft elke optie kosten. Noem ze bij ‘opties’.", "opties_uit")
    budget, unit = options.whole("budget", 0, 1, _LARGEST, _PLAIN), read_unit(options) or EURO
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
