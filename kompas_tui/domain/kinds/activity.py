"""What every kind of activity is and does, and the register of kinds."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from kompas_tui.domain.ballots import Ballot
from kompas_tui.domain.fields import Field
from kompas_tui.domain.options import Options
from kompas_tui.domain.results import Result
from kompas_tui.domain.wording import quoted

OPTIONS_AT_LEAST, OPTIONS_AT_MOST, OPTION_LENGTH = 2, 60, 280


@dataclass(frozen=True, slots=True)
class OptionsFrom:
    """Options that come from another card's last round: its `top` strongest."""

    card: str
    top: int


@dataclass(frozen=True, kw_only=True)
class Activity(ABC):
    """A question on a card, of one kind; `data` is the block it was read from, in plain JSON."""

    word: ClassVar[str]
    takes_options: ClassVar[bool] = False
    how_measured: ClassVar[str] = ""
    """How answers are counted, in a few plain sentences for the report."""
    question: str
    explanation: str = ""
    by_role: bool = False
    open_roles: bool = False
    moderated: bool = False
    options_from: OptionsFrom | None = None
    data: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    @abstractmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the kind's own keys; `common` holds what all kinds have."""

    @abstractmethod
    def fields(self) -> tuple[Field, ...]:
        """The fields that a participant fills in."""

    @abstractmethod
    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Result:
        """The result of these ballots, without the texts whose ids are hidden."""

    @abstractmethod
    def sentence(self, result: Any) -> str:
        """The result in a sentence or two: who leads, how clear, how divided."""


KINDS: dict[str, type[Activity]] = {}
LATER_KINDS = (
    "verdeling", "rangorde", "instemming", "checklist", "assenveld", "vragen", "profiel", "formulier", "markt",
)  # fmt: skip
LATER_KEYS = ("tafels", "vergelijk_met")


def register(kind: type[Activity]) -> None:
    """Make a kind known by its word."""
    KINDS[kind.word] = kind


def read_options(options: Options) -> tuple[str, ...]:
    """The options of a question, from its own list or to come from another card."""
    if options.has("opties_uit"):
        if options.has("opties"):
            options.problem("Kies: ‘opties’ of ‘opties_uit’, niet allebei.", "opties")
        return ()
    return options.texts("opties", at_least=OPTIONS_AT_LEAST, at_most=OPTIONS_AT_MOST, limit=OPTION_LENGTH)


def _options_from(options: Options) -> OptionsFrom | None:
    block = options.block("opties_uit")
    if block is None:
        return None
    found = OptionsFrom(block.text("kaart", required=True), block.whole("top", 3, OPTIONS_AT_LEAST, 20))
    block.finish()
    return found


def _common(options: Options, kind: type[Activity]) -> dict[str, Any]:
    for key in LATER_KEYS:
        if options.has(key):
            options.raw(key)
            options.problem(f"{quoted(key)} komt nog. Haal deze regel voorlopig weg.", key)
    common = {
        "question": options.text("vraag", required=True),
        "explanation": options.text("toelichting"),
        "by_role": options.yes("per_rol"),
        "open_roles": options.yes("openlijk"),
        "moderated": options.yes("moderatie"),
    }
    if kind.takes_options:
        common["options_from"] = _options_from(options)
    return common


def read_activity(word: str, data: Mapping[str, Any] | None, options: Options | None = None) -> Activity:
    """The activity that a block describes; raises InvalidOptions with all its problems."""
    options = options or Options(data)
    kind = KINDS[word]
    common = _common(options, kind)
    activity = kind.read(options, {**common, "data": {"soort": word, **(data or {})}})
    options.finish()
    options.checked()
    return activity
