"""The few types of fields that kinds ask; each reads and checks what a form sends for it.

A phone draws field types, never kinds. A form gives, per input name, the texts that were sent.
The inputs of a field are named by `inputs`; a field that holds nothing gives None.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, assert_never

from kompas_tui.domain.language.dates import full_date
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.numbers import full_number
from kompas_tui.domain.language.sentences import dotted, glued, phrase
from kompas_tui.domain.language.text import clean_line, clean_lines
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.result.spots import FULL, SQUARES, PinPlace, Spot

if TYPE_CHECKING:  # the shapes of results load after the first frame
    from kompas_tui.domain.result.shapes import Spending

Form = Mapping[str, Sequence[str]]
"""What a form sent: the texts per input name."""

Value = Any
"""A field's value in plain JSON: an int, a list of ints, a list of texts; None where nothing was filled in."""

_KEPT_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_KEPT_NUMBER = re.compile(r"-?\d{1,15}([.,]\d{1,9})?", re.ASCII)

NOTHING_FILLED_IN = phrase("Je hebt nog niets ingevuld. Vul iets in en druk dan op Verstuur.")
UNKNOWN_OPTION = phrase("Je telefoon stuurde een keuze die er niet is. Laad de pagina opnieuw en kies nog eens.")


def _index(sent: str, size: int) -> int:
    if not (sent.isascii() and sent.isdigit() and len(sent) < 5 and int(sent) < size):
        raise AnswerRefused(UNKNOWN_OPTION)
    return int(sent)


def _one(form: Form, name: str) -> str:
    sent = form.get(name, ())
    if len(sent) > 1:
        raise AnswerRefused(phrase("Je telefoon stuurde twee keuzes. Kies er één."))
    return sent[0].strip() if sent else ""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One option of several; the value is the option's index."""

    type: ClassVar[str] = "one_of"
    name: str
    label: str
    options: tuple[str, ...]
    turned: bool = False
    """Whether the options are shown in reverse; a value stays the option's index."""
    required: bool = False

    @property
    def shown(self) -> tuple[tuple[int, str], ...]:
        """The options as they are shown, each with its index."""
        listed = tuple(enumerate(self.options))
        return listed[::-1] if self.turned else listed

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs."""
        return (self.name,)

    def read(self, form: Form) -> Value:
        """The index of the chosen option; None where none was; AnswerRefused for what doesn't exist."""
        sent = _one(form, self.name)
        if self.required and not sent:
            raise AnswerRefused(phrase("{veld} is nog leeg. Vul het in.", veld=quoted(self.label)))
        return _index(sent, len(self.options)) if sent else None


@dataclass(frozen=True, slots=True)
class SeveralOf:
    """At most `most` options; the value is a sorted list of indices."""

    type: ClassVar[str] = "several_of"
    name: str
    label: str
    options: tuple[str, ...]
    most: int
    spending: "Spending | None" = None
    """What the options cost, and what there is to spend; the kind checks it."""
    headings: tuple[str, ...] = ()
    """The heading under which each option stands; none where they have none."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs."""
        return (self.name,)

    def read(self, form: Form) -> Value:
        """The indices of the chosen options; None where there are none."""
        chosen = sorted({_index(sent.strip(), len(self.options)) for sent in form.get(self.name, ())})
        self.see_that_it_fits(len(chosen))
        return chosen or None

    def see_that_it_fits(self, chosen: int, counted: str = "") -> None:
        """Refuse more than one may choose; `counted` says what counts besides the options of the list."""
        if chosen > self.most:
            refused = phrase(
                "Je koos er {aantal}. Kies er hooguit {hooguit}. Haal er {over} weg.",
                aantal=chosen,
                hooguit=self.most,
                over=chosen - self.most,
            )
            raise AnswerRefused(glued(refused, counted))


@dataclass(frozen=True, slots=True)
class Points:
    """A number of points per option, at most (or exactly) `total` together; the value is a list."""

    type: ClassVar[str] = "points"
    name: str
    label: str
    options: tuple[str, ...]
    total: int
    unit: str
    exact: bool = False

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs, one an option."""
        return tuple(f"{self.name}-{index + 1}" for index in range(len(self.options)))

    def read(self, form: Form) -> Value:
        """The points per option; None where nothing was given."""
        given = [self._points(_one(form, name)) for name in self.inputs]
        together = sum(given)
        if together > self.total:
            raise AnswerRefused(
                phrase(
                    "Je gaf er {gegeven}. Je hebt {bedrag}. Haal er {over} weg.",
                    gegeven=together,
                    bedrag=self._whole,
                    over=together - self.total,
                )
            )
        if self.exact and 0 < together < self.total:
            raise AnswerRefused(
                phrase(
                    "Je gaf er {gegeven}. Je hebt {bedrag}. Verdeel er nog {over}.",
                    gegeven=together,
                    bedrag=self._whole,
                    over=self.total - together,
                )
            )
        return given if together else None

    @property
    def _whole(self) -> str:
        return glued(dotted(self.total), phrase("punten") if self.unit == "punten" else self.unit)

    def _points(self, sent: str) -> int:
        if not sent:
            return 0
        # More than any budget in figures; a number of thousands of them would only keep the laptop busy.
        if not (sent.isascii() and sent.isdigit() and len(sent) < 11):
            raise AnswerRefused(
                phrase("{tekst} is geen heel getal. Vul een getal in, zoals 2.", tekst=quoted(clean_line(sent, 20)))
            )
        return int(sent)


@dataclass(frozen=True, slots=True)
class Scale:
    """A score from `low` to `high`; the value is the score."""

    type: ClassVar[str] = "scale"
    name: str
    label: str
    high: int
    ends: tuple[str, str] | None = None
    low: int = 1

    @property
    def scores(self) -> range:
        """What one can give."""
        return range(self.low, self.high + 1)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs."""
        return (self.name,)

    def read(self, form: Form) -> Value:
        """The score; None where none was given."""
        sent = _one(form, self.name)
        if not sent:
            return None
        if sent not in map(str, self.scores):
            raise AnswerRefused(UNKNOWN_OPTION)
        return int(sent)


@dataclass(frozen=True, slots=True)
class Order:
    """Options in order, the best first; the value is a list of indices, which may leave out the last ones."""

    type: ClassVar[str] = "order"
    name: str
    label: str
    options: tuple[str, ...]

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs, one a place."""
        return tuple(f"{self.name}-{index + 1}" for index in range(len(self.options)))

    def read(self, form: Form) -> Value:
        """The indices from the first place on; None where no place is filled."""
        places = [_one(form, name) for name in self.inputs]
        filled = [_index(sent, len(self.options)) for sent in places if sent]
        for index in filled:
            if filled.count(index) > 1:
                raise AnswerRefused(
                    phrase("{optie} staat er twee keer. Kies elke optie één keer.", optie=quoted(self.options[index]))
                )
        if any(places[len(filled) :]):
            empty = places.index("") + 1
            raise AnswerRefused(
                phrase("Plaats {nummer} is nog leeg. Vul de plaatsen in van boven naar beneden.", nummer=empty)
            )
        return filled or None


PLACE_STEPS = 10
"""A place on an axis is a whole number from 0 to this."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place on two axes, each with words at its ends; the value is [x, y], whole numbers from 0 to 10."""

    type: ClassVar[str] = "place"
    name: str
    label: str
    x: tuple[str, str]
    y: tuple[str, str]
    corners: tuple[str, ...] = ()
    """The names of the corners, clockwise from the top left, where they have one."""

    @property
    def corners_in_words(self) -> tuple[str, ...]:
        """Per corner its name and the two ends it lies at."""
        ends = ((0, 1), (1, 1), (1, 0), (0, 0))
        return tuple(
            phrase("{hoek}: {eerste} en {tweede}", hoek=name, eerste=self.x[right], tweede=self.y[above])
            for name, (right, above) in zip(self.corners, ends, strict=False)
        )

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs, one an axis."""
        return (f"{self.name}-x", f"{self.name}-y")

    def read(self, form: Form) -> Value:
        """The place; None where neither axis is filled in."""
        sent = [_one(form, name) for name in self.inputs]
        if not any(sent):
            return None
        if not all(sent):
            raise AnswerRefused(phrase("Geef {vraag} op beide lijnen een plek.", vraag=quoted(self.label)))
        return [_index(value, PLACE_STEPS + 1) for value in sent]


_PLACE = re.compile(r"(\d{1,4}),(\d{1,4})", re.ASCII)

UNKNOWN_PLACE = phrase("Je telefoon stuurde een plek die er niet is. Laad de pagina opnieuw en prik nog eens.")


@dataclass(frozen=True, slots=True)
class Pins:
    """At most `most` pins on a picture; the value is a list of places [x, y], with None for a pin that is not used.

    An input holds a place as `x,y` in thousandths, or names the spot in whose middle it is: a square as `B3`,
    a named area as `vlak-2`. `alt` says what is on the picture, for who can't see it.
    """

    type: ClassVar[str] = "pins"
    name: str
    label: str
    picture: Picture
    alt: str
    most: int
    areas: tuple[Spot, ...] = ()

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs, one a pin."""
        return tuple(f"{self.name}-{index + 1}" for index in range(self.most))

    @property
    def spots(self) -> Mapping[str, Spot]:
        """The spots that can be named, by what an input holds for them."""
        return {f"vlak-{number}": area for number, area in enumerate(self.areas, 1)} | SQUARES

    def read(self, form: Form) -> Value:
        """The places by pin, without unused ones at the end; None where there is no pin."""
        places = [self.place(sent) if (sent := _one(form, name)) else None for name in self.inputs]
        while places and places[-1] is None:
            places.pop()
        return [None if point is None else list(point) for point in places] or None

    def place(self, sent: str) -> PinPlace:
        """The place that an input holds; AnswerRefused where it is none on the picture."""
        spot = self.spots.get(sent)
        if spot is not None:
            return spot.middle
        place_sent = _PLACE.fullmatch(sent)
        x, y = (int(place_sent[1]), int(place_sent[2])) if place_sent else (FULL + 1, FULL + 1)
        if max(x, y) > FULL:
            raise AnswerRefused(UNKNOWN_PLACE)
        return x, y


@dataclass(frozen=True, slots=True)
class Texts:
    """At most `most` texts of at most `length` characters; the value is a list with "" for an empty place.

    `accepts` is text, date (kept as ISO) or number (kept with a decimal comma only).
    `personal` says that a person can be known by it. With the field `beside` it is called by `aside`, and folded
    away unless it is `wanted`.
    """

    type: ClassVar[str] = "texts"
    name: str
    label: str
    most: int
    length: int
    many_lines: bool = False
    accepts: Literal["text", "date", "number"] = "text"
    personal: bool = False
    required: bool = False
    beside: str = ""
    aside: str = "idee"
    wanted: bool = False

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs, one a text."""
        return tuple(f"{self.name}-{index + 1}" for index in range(self.most))

    def read(self, form: Form) -> Value:
        """The cleaned texts by place; None where all are empty."""
        clean = clean_lines if self.many_lines else clean_line
        texts = []
        for name in self.inputs:
            sent = _one(form, name)
            if len(sent) > self.length * 2:
                raise AnswerRefused(
                    phrase("Je tekst is te lang. Hij mag hooguit {aantal} tekens hebben.", aantal=self.length)
                )
            text = clean(sent, self.length * 2)
            if len(text) > self.length:
                raise AnswerRefused(
                    phrase("Je tekst is te lang. Hij mag hooguit {aantal} tekens hebben.", aantal=self.length)
                )
            texts.append(self._accepted(text))
        if self.required and not any(texts):
            raise AnswerRefused(phrase("{veld} is nog leeg. Vul het in.", veld=quoted(self.label)))
        return texts if any(texts) else None

    def could_hold(self, text: Any) -> bool:
        """Whether this is a text that was kept of such a field, as far as can be told."""
        if not isinstance(text, str):
            return False
        if not text:
            return not (self.required and self.most == 1)
        match self.accepts:
            case "number":
                return _KEPT_NUMBER.fullmatch(text) is not None
            case "date":
                return _KEPT_DATE.fullmatch(text) is not None
            case "text":
                return True
            case _:
                assert_never(self.accepts)

    def _accepted(self, text: str) -> str:
        if text and self.accepts == "date":
            try:
                return full_date(text)
            except ValueError as error:
                raise AnswerRefused(
                    phrase(
                        "{tekst} is geen datum. Schrijf bijvoorbeeld 31-12-2026.", tekst=quoted(clean_line(text, 20))
                    )
                ) from error
        if text and self.accepts == "number":
            try:
                return full_number(text)
            except ValueError as error:
                raise AnswerRefused(
                    phrase(
                        "{tekst} is geen getal. Vul een getal in, zoals 12 of 2,5.", tekst=quoted(clean_line(text, 20))
                    )
                ) from error
        return text


_CONSENT = "-mag"
_ASKED, _AGREED = (
    phrase("Mag de organisatie dit bewaren?"),
    phrase("Ja, de organisatie mag dit bewaren en mij zo bereiken."),
)


def consent_to(text: Texts) -> SeveralOf:
    """What stands below a text by which a person can be known: the tick without which it is not taken."""
    return SeveralOf(f"{text.name}{_CONSENT}", _ASKED, (_AGREED,), 1)


def is_consent(field: "Field") -> bool:
    """Whether this is the tick that goes with a personal text, and no question of its own."""
    return isinstance(field, SeveralOf) and field.name.endswith(_CONSENT)


def with_consent(fields: Sequence["Field"]) -> tuple["Field", ...]:
    """The fields, each personal text followed by its tick."""
    paired = (
        (field, consent_to(field)) if isinstance(field, Texts) and field.personal else (field,) for field in fields
    )
    return tuple(field for pair in paired for field in pair)


Field = OneOf | SeveralOf | Points | Scale | Order | Place | Pins | Texts


def is_choice(field: Field) -> bool:
    """Whether a field is a choice, a number or a date, and not a text in somebody's own words."""
    return not isinstance(field, Texts) or field.accepts != "text"


Answer = dict[str, Value]
"""One participant's values per field name; a field without a value is left out."""


def read_answer(fields: Sequence[Field], form: Form) -> Answer:
    """Check a whole form against the fields; AnswerRefused names what to change."""
    known = {name for field in fields for name in field.inputs}
    # An input that is not there is of another question, and guessing at it would count what nobody meant.
    if any(name not in known for name in form):
        raise AnswerRefused(phrase("Je telefoon stuurde een vraag die er niet is. Laad de pagina opnieuw."))
    answer = {field.name: value for field in fields if (value := field.read(form)) is not None}
    for field in fields:
        if isinstance(field, Texts) and field.personal:
            _check_consent(field, answer)
    if not answer:
        raise AnswerRefused(NOTHING_FILLED_IN)
    return answer


def _check_consent(field: Texts, answer: Answer) -> None:
    """Take no personal text without the tick that goes with it, and no tick without the text."""
    tick = consent_to(field).name
    if field.name not in answer:
        answer.pop(tick, None)
    elif tick not in answer:
        raise AnswerRefused(lacks_consent(field.label))


def lacks_consent(label: str) -> str:
    """Why a personal text is not taken as it is."""
    return phrase("Bij {vraag} staat nog geen vinkje. Zet het, of maak dat vak leeg.", vraag=quoted(label))
