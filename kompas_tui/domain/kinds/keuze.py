"""`keuze`: one option of several."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import OPTION_LENGTH, Activity
from kompas_tui.domain.kinds.deciding import BLANK_VOTE, read_threshold, terms_of, threshold_sentence
from kompas_tui.domain.kinds.leading import leading_sentence, right_sentence
from kompas_tui.domain.kinds.own_option import OWN, listed_already, own_field, read_own, texts_of_own, wrote_own
from kompas_tui.domain.kinds.reading import read_options
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import glued, phrase
from kompas_tui.domain.language.wording import did_you_mean, quoted
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Answer, Field, OneOf
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Bar, Bars, Unit, Vote

_LEAST_SECONDS, _MOST_SECONDS = 5, 600
_BY_THRESHOLD = "Drempel: de stemmen die niet blanco zijn, tellen mee. Het percentage is naar beneden afgerond."


@dataclass(frozen=True, kw_only=True)
class Keuze(Activity):
    """One option of several, counted."""

    word: ClassVar[str] = "keuze"
    fillable: ClassVar[tuple[str, ...]] = ("opties",)
    takes_hands: ClassVar[bool] = True
    kept_secret: ClassVar[tuple[str, ...]] = ("goed",)
    how_measured: ClassVar[str] = (
        "Keuze: elke deelnemer kiest één optie. Het aantal is het aantal deelnemers dat de optie koos."
    )
    options: tuple[str, ...]
    vote: Vote = field(default_factory=Vote)
    with_shares: bool = False
    right: str = ""
    own: str = ""
    """The option behind which one types what is not in the list; empty where there is none."""
    limit: int = 0

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the options, `eigen`, `drempel` (percent), `blanco`, `aandeel`, and of a quiz `goed` and `seconden`."""
        choices = read_options(options)
        vote = replace(read_threshold(options), has_blank=options.yes("blanco"))
        if vote.has_blank and BLANK_VOTE.casefold() in map(str.casefold, choices):
            options.problem(f"Door ‘blanco: ja’ is {quoted(BLANK_VOTE)} er al. Haal die optie weg.", "opties")
        below = glued(common["explanation"], terms_of(vote))
        shares = options.yes("aandeel")
        right, limit = _read_right(options, choices), _read_limit(options)
        own = read_own(options, choices)
        for key, clashes in (("drempel", bool(vote.needs)), ("goed", bool(right))):
            if own and clashes:
                options.problem(f"‘eigen’ en {quoted(key)} gaan niet samen. Kies er één.", OWN)
        common = {**common, "explanation": below}
        return cls(options=choices, own=own, vote=vote, with_shares=shares, right=right, limit=limit, **common)

    def measured(self) -> tuple[str, ...]:
        """How it is counted, and what a threshold is laid beside."""
        return (*super().measured(), *([_BY_THRESHOLD] if self.vote.needs else []))

    @property
    def decides(self) -> bool:
        """Also where a threshold is asked."""
        return bool(self.vote.needs) or super().decides

    def fields(self) -> tuple[Field, ...]:
        """One of the options, a blank vote last where that is allowed, and where one types what is not among them."""
        return (OneOf("keuze", self.question, self.listed()), *own_field(self.own))

    def listed(self) -> tuple[str, ...]:
        """The options, one of one's own and a blank vote where there are."""
        more = (*([self.own] if self.own else []), *([BLANK_VOTE] if self.vote.has_blank else []))
        return (*self.options, *more) if self.options else ()

    def check(self, answer: Answer) -> None:
        """Refuse a text beside another option: below the result it would stand among those who chose their own."""
        if wrote_own(answer) and self.chosen(answer) != {"keuze": len(self.options)}:
            raise AnswerRefused(
                phrase(
                    "Je koos iets uit de lijst en je typte ook iets. Kies {eigen}, of haal je tekst weg.",
                    eigen=quoted(self.own),
                )
            )

    def kept(self, answer: Answer) -> Answer:
        """With the option that was typed, where that stands in the list and no other was chosen."""
        same = listed_already(answer, self.listed())
        if same is None or answer.get("keuze", same) not in (same, len(self.options)):
            return answer
        return {**{name: answer[name] for name in answer if name != OWN}, "keuze": same}

    def chosen(self, answer: Answer) -> Answer:
        """The option that was chosen; who only typed something chose that."""
        own = {"keuze": len(self.options)} if wrote_own(answer) else {}
        return {**own, **super().chosen(answer)}

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Bars:
        """How many chose each option."""
        chosen = Counter(index for ballot in ballots for index in self.chosen(ballot.answer).values())
        bars = tuple(
            Bar(
                label,
                chosen[index],
                is_right=label == self.right,
                is_own=bool(self.own) and index == len(self.options),
            )
            for index, label in enumerate(self.listed())
        )
        texts = texts_of_own(self.fields(), ballots, hidden)
        return Bars(bars, len(ballots), Unit.CHOSEN, texts=texts, with_shares=self.with_shares, vote=self.vote)

    def sentence(self, result: Bars) -> str:
        """Who leads, what reached the threshold, or how many were right."""
        if any(bar.is_right for bar in result.bars):
            return right_sentence(result, self.voters)
        return threshold_sentence(result) if self.vote.needs else leading_sentence(result, voters=self.voters)

    def is_right(self, answer: Answer) -> bool:
        """Whether the option that was chosen is the right one."""
        return bool(self.right) and self.listed()[answer["keuze"]] == self.right


def _read_right(options: Options, choices: Sequence[str]) -> str:
    """The option that is right, spelled as it stands there."""
    right = options.text("goed", limit=OPTION_LENGTH)
    if not right or right in choices:
        return right
    if not choices:
        options.problem("‘goed’: de opties komen van een andere kaart. Dan kan geen optie goed zijn.", "goed")
    else:
        options.problem(f"‘goed’: {quoted(right)} is geen optie. {did_you_mean(right, choices)}", "goed")
    return ""


def _read_limit(options: Options) -> int:
    """The seconds in which to answer; `nee` says that there is no hurry."""
    if options.has("seconden") and options.raw("seconden") in ("nee", False):
        return 0
    return options.whole("seconden", 0, _LEAST_SECONDS, _MOST_SECONDS, "", ("s", "sec", "sec.", "seconden"))
