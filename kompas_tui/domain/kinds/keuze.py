"""`keuze`: one option of several."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import OPTION_LENGTH, Activity
from kompas_tui.domain.kinds.deciding import terms_of, threshold_sentence
from kompas_tui.domain.kinds.leading import leading_sentence, right_sentence
from kompas_tui.domain.kinds.reading import read_options
from kompas_tui.domain.language.sentences import glued, phrase
from kompas_tui.domain.language.wording import did_you_mean, quoted
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Answer, Field, OneOf
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Bar, Bars, Unit, Vote

_LEAST_SECONDS, _MOST_SECONDS = 5, 600
_BLANK = phrase("Blanco")
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
    limit: int = 0

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the options, `drempel` (percent), `blanco`, `aandeel`, and of a quiz `goed` and `seconden`."""
        choices = read_options(options)
        vote = Vote(options.whole("drempel", 0, 1, 100, " procent", ("%", "procent")), options.yes("blanco"))
        if vote.has_blank and _BLANK.casefold() in map(str.casefold, choices):
            options.problem(f"Door ‘blanco: ja’ is {quoted(_BLANK)} er al. Haal die optie weg.", "opties")
        below = glued(common["explanation"], terms_of(vote.needs, has_blank=vote.has_blank))
        shares = options.yes("aandeel")
        right, limit = _read_right(options, choices), _read_limit(options)
        return cls(
            options=choices, vote=vote, with_shares=shares, right=right, limit=limit, **{**common, "explanation": below}
        )

    def measured(self) -> tuple[str, ...]:
        """How it is counted, and what a threshold is laid beside."""
        return (*super().measured(), *([_BY_THRESHOLD] if self.vote.needs else []))

    @property
    def decides(self) -> bool:
        """Also where a threshold is asked."""
        return bool(self.vote.needs) or super().decides

    def fields(self) -> tuple[Field, ...]:
        """One of the options, a blank vote last where that is allowed."""
        return (OneOf("keuze", self.question, self._listed()),)

    def _listed(self) -> tuple[str, ...]:
        return (*self.options, _BLANK) if self.vote.has_blank and self.options else self.options

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Bars:
        """How many chose each option."""
        chosen = Counter(ballot.answer["keuze"] for ballot in ballots)
        bars = tuple(
            Bar(label, chosen[index], is_right=label == self.right) for index, label in enumerate(self._listed())
        )
        return Bars(bars, len(ballots), Unit.CHOSEN, with_shares=self.with_shares, vote=self.vote)

    def sentence(self, result: Bars) -> str:
        """Who leads, what reached the threshold, or how many were right."""
        if any(bar.is_right for bar in result.bars):
            return right_sentence(result)
        return threshold_sentence(result) if self.vote.needs else leading_sentence(result)

    def is_right(self, answer: Answer) -> bool:
        """Whether the option that was chosen is the right one."""
        return bool(self.right) and self._listed()[answer["keuze"]] == self.right


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
