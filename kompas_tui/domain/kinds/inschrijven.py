"""`inschrijven`: sign up for one option or more, each with its number of places; who comes first is first."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import Activity
from kompas_tui.domain.kinds.leading import NO_ANSWERS
from kompas_tui.domain.kinds.reading import read_options
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import glued, noun, phrase, phrase_many
from kompas_tui.domain.language.wording import count, listing, quoted
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Answer, Field, OneOf, SeveralOf, Texts
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Bar, Bars, Unit

MOST_SEATS = 10_000
PLACE = noun("plek", "plekken")

_CHOICE, _WAITING, _CONTACT = "keuze", "wachtlijst", "contact"
_OUT = phrase("Ik schrijf me niet in")
_IF_FULL, _WAIT = phrase("Is jouw keuze vol?"), phrase("Zet me dan op de wachtlijst")
_REACH = phrase("Hoe bereiken we je?")
_CONTACT_LENGTH = 120
_MOST_NAMED = 4


@dataclass(frozen=True, kw_only=True)
class Inschrijven(Activity):
    """Options with places; the order of the log decides who has one and who waits."""

    word: ClassVar[str] = "inschrijven"
    fillable: ClassVar[tuple[str, ...]] = ("opties",)
    tells_personal: ClassVar[bool] = False
    how_measured: ClassVar[str] = (
        "Inschrijven: wie het eerst komt, heeft een plek. Wie daarna komt, kan op de wachtlijst. "
        "Hier staan aantallen. De namen staan op lijsten die niet openbaar zijn."
    )
    options: tuple[str, ...]
    places: tuple[int, ...]
    several: bool = False
    asks_contact: bool = False

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the options, `plekken` (one number, or one an option), `meer` and `contact`."""
        choices = read_options(options)
        return cls(
            options=choices,
            places=_places(options, len(choices)),
            several=options.yes("meer"),
            asks_contact=options.yes("contact"),
            **common,
        )

    def fields(self) -> tuple[Field, ...]:
        """The choice, whether somebody wants to wait, and where it is asked a way to reach them."""
        listed = self._listed()
        choice = SeveralOf(_CHOICE, self.question, listed, len(listed)) if self.several else None
        waiting = SeveralOf(_WAITING, _IF_FULL, (_WAIT,), 1)
        contact = Texts(_CONTACT, _REACH, 1, _CONTACT_LENGTH, many_lines=False, personal=True)
        return (choice or OneOf(_CHOICE, self.question, listed), waiting, *((contact,) if self.asks_contact else ()))

    def _listed(self) -> tuple[str, ...]:
        return (*self.options, _OUT) if self.options else ()

    def listed(self) -> tuple[str, ...]:
        """The options."""
        return self.options

    def beside(self) -> tuple[str, ...]:
        """How many places each option has."""
        return tuple(count(places, *PLACE) for places in self.seats)

    @property
    def seats(self) -> tuple[int, ...]:
        """How many places each option has."""
        return self.places if len(self.places) > 1 else self.places * len(self.options)

    @property
    def signs_up_once(self) -> bool:
        """As long as the deck lets nobody choose several."""
        return not self.several

    def signed(self, answer: Answer) -> tuple[int, ...]:
        """The options that an answer signs up for."""
        chosen = answer.get(_CHOICE, ())
        listed = chosen if isinstance(chosen, list) else (chosen,)
        return tuple(option for option in listed if option < len(self.options))

    def waits(self, answer: Answer) -> bool:
        """Whether somebody wants to wait where it is full."""
        return _WAITING in answer

    def check(self, answer: Answer) -> None:
        """A choice must be made; who signs up for nothing signs up for nothing else."""
        if _CHOICE not in answer:
            raise AnswerRefused(phrase("Je hebt nog niets gekozen. Kies iets en druk dan op Verstuur."))
        chosen = answer[_CHOICE]
        if isinstance(chosen, list) and len(self.options) in chosen and len(chosen) > 1:
            raise AnswerRefused(phrase("Je koos ook {optie}. Haal dat weg, of haal de rest weg.", optie=quoted(_OUT)))

    def chosen(self, answer: Answer) -> Answer:
        """What somebody signs up for; another number to call is no changed mind."""
        return {name: answer[name] for name in (_CHOICE,) if name in answer}

    def contact(self, answer: Answer) -> str:
        """How somebody can be reached; empty where that was not said."""
        return next(iter(answer.get(_CONTACT, ())), "")

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Bars:
        """How many signed up for each option, those who wait too."""
        signed = Counter(option for ballot in ballots for option in self.signed(ballot.answer))
        bars = tuple(Bar(label, signed[option]) for option, label in enumerate(self.options))
        return Bars(bars, len(ballots), Unit.SIGNED, in_order=True, seats=self.seats)

    def sentence(self, result: Bars) -> str:
        """How many have a place, what is full, and how many wait."""
        if not result.answers:
            return NO_ANSWERS
        seated, waiting = sum(result.seated), sum(bar.count for bar in result.bars) - sum(result.seated)
        full = [quoted(bar.label) for bar, seats in zip(result.bars, result.seats, strict=True) if bar.count >= seats]
        taken = phrase_many("{aantal} plek is bezet.", "{aantal} plekken zijn bezet.", aantal=seated)
        several = phrase("{aantal} van de {alle} keuzes", aantal=len(full), alle=len(result.bars))
        named = listing(full) if len(full) <= _MOST_NAMED else several
        no_room = phrase_many("Vol is {keuzes}.", "Vol zijn {keuzes}.", aantal=len(full), keuzes=named)
        line = phrase_many(
            "Er staat {aantal} op een wachtlijst.", "Er staan {aantal} op een wachtlijst.", aantal=waiting
        )
        return glued(taken, no_room if full else "", line if waiting else "")


def _places(options: Options, choices: int) -> tuple[int, ...]:
    """The places per option, or one number for all of them."""
    if not isinstance(options.raw("plekken"), list):
        if not options.has("plekken"):
            options.missing(
                "plekken",
                "‘plekken’ ontbreekt. Schrijf onder de vraag hoeveel mensen er bij een optie passen, "
                "zoals ‘plekken: 8’, of per optie ‘plekken: [8, 12]’.",
            )
        return (options.whole("plekken", 1, 1, MOST_SEATS),)
    numbers, named = options.wholes("plekken", 1, MOST_SEATS), options.raw("plekken")
    if choices and len(named) != choices:
        options.problem(f"‘plekken’: er zijn {choices} opties. Noem één getal, of {choices} getallen.", "plekken")
    return numbers if numbers and len(numbers) == len(named) else (1,)
