"""`formulier`: fill in named fields."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self

from kompas_tui.domain.kinds.activity import LIBRARY_SORTS, OPTION_LENGTH, STATEMENT_LENGTH, Activity
from kompas_tui.domain.kinds.carrying import Carried, carried_of
from kompas_tui.domain.kinds.leading import NO_ANSWERS
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import phrase, phrase_many
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Answer, Field, OneOf, Texts
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.cells import in_words
from kompas_tui.domain.result.shapes import Column, Records, in_order

TYPES: dict[str, Literal["text", "date", "number"]] = {"tekst": "text", "datum": "date", "getal": "number"}
_MOST_FIELDS = 20
LENGTHS = {"tekst": 400, "datum": 20, "getal": 20}


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form, as the deck says it; `type` is tekst, keuze, datum or getal."""

    name: str
    question: str
    type: str
    required: bool
    personal: bool
    options: tuple[str, ...] = ()
    carried: Carried | None = None
    """What its options are taken from, as long as they are not filled in."""


@dataclass(frozen=True, kw_only=True)
class Formulier(Activity):
    """Named fields, each filled-in form a record."""

    word: ClassVar[str] = "formulier"
    fills_canvas: ClassVar[bool] = True
    hint: ClassVar[str] = phrase("Vul de velden in.")
    library_sorts: ClassVar[tuple[str, ...]] = LIBRARY_SORTS
    how_measured: ClassVar[str] = "Formulier: elke deelnemer vult de velden in. Elke rij is één ingevuld formulier."
    form_fields: tuple[FormField, ...]

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the fields."""
        blocks = options.blocks("velden", missing="‘velden’: er moet er minstens één staan.")
        if len(blocks) > _MOST_FIELDS:
            options.problem(f"‘velden’: er mogen er hooguit {_MOST_FIELDS} staan.", "velden")
        form_fields = tuple(_form_field(block, ("velden", index)) for index, block in enumerate(blocks))
        for index, (block, field) in enumerate(zip(blocks, form_fields, strict=True)):
            earlier = form_fields[:index]
            if field.name and field.name in [other.name for other in earlier]:
                block.problem(f"{quoted(field.name)} staat hier dubbel.", "naam")
            elif field.question and field.question in [other.question for other in earlier]:
                key = "vraag" if block.has("vraag") else "naam"
                block.problem(f"{quoted(field.question)} staat hier dubbel.", key)
        return cls(form_fields=form_fields, **common)

    def fields(self) -> tuple[Field, ...]:
        """The fields, by number."""
        return tuple(_asked(number, field) for number, field in enumerate(self.form_fields, 1))

    def sources(self) -> tuple[Carried, ...]:
        """What its choices take from other cards."""
        return tuple(field.carried for field in self.form_fields if field.carried)

    def rows_by_name(self, result: Records) -> list[dict[str, str]]:
        """What each filled-in form says under the names of its fields, without what is personal."""
        rows = (zip(self.form_fields, map(in_words, cells), strict=True) for cells in result.cells)
        return [{field.name: cell for field, cell in row if not field.personal} for row in rows]

    @property
    def public_names(self) -> Mapping[str, str]:
        """The names of the fields by which nobody can be known."""
        return {field.question: field.name for field in self.form_fields if not field.personal}

    def check(self, answer: Answer) -> None:
        """Required choices must be made."""
        for number, field in enumerate(self.form_fields, 1):
            if field.required and f"veld-{number}" not in answer:
                raise AnswerRefused(phrase("{veld} is nog leeg. Vul het in.", veld=quoted(field.question)))

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Records:
        """A row a ballot, by its first date and else by what is in it; hidden texts are left out."""
        columns = tuple(Column(field.question, field.personal, _HOLDS[field.type]) for field in self.form_fields)
        rows = (row for ballot in ballots if any(row := self._row(ballot, hidden)))
        return Records(columns, in_order(columns, rows), len(ballots))

    def _row(self, ballot: Ballot, hidden: Set[str]) -> tuple[str, ...]:
        cells = []
        for index, (field, asked) in enumerate(zip(self.form_fields, self.fields(), strict=True)):
            value = ballot.answer.get(asked.name)
            if value is None or ballot.text_id(index) in hidden:
                cells.append("")
            else:
                cells.append(field.options[value] if field.type == "keuze" else " ".join(value[0].split()))
        return tuple(cells)

    def sentence(self, result: Records) -> str:
        """How many forms there are."""
        if not result.rows:
            return phrase("De formulieren zijn niet te zien.") if result.answers else NO_ANSWERS
        return phrase_many(
            "Er is {aantal} ingevuld formulier van {mensen}.", "Er zijn {aantal} ingevulde formulieren van {mensen}.",
            aantal=len(result.rows), mensen=self.voters.counted(result.answers),
        )  # fmt: skip


_HOLDS: Mapping[str, Literal["text", "choice", "date", "number"]] = {
    "tekst": "text",
    "keuze": "choice",
    "datum": "date",
    "getal": "number",
}


def _form_field(block: Options, path: tuple[str | int, ...]) -> FormField:
    type_ = block.choice("soort", ("tekst", "keuze", "datum", "getal"), "tekst")
    if type_ == "keuze" and block.yes("persoonsgegeven"):
        block.problem("‘persoonsgegeven’ kan niet bij een keuze. Kies ‘soort: tekst’.", "persoonsgegeven")
    carried = carried_of(block, ("opties",), path) if type_ == "keuze" else None
    own = type_ == "keuze" and carried is None
    field = FormField(
        block.text("naam", required=True, limit=60),
        block.text("vraag", limit=OPTION_LENGTH) or block.text("naam", limit=60),
        type_,
        block.yes("verplicht"),
        block.yes("persoonsgegeven"),
        block.texts("opties", at_least=2, limit=STATEMENT_LENGTH) if own else (),
        carried,
    )
    block.finish()
    return field


def _asked(number: int, field: FormField) -> Field:
    if field.type == "keuze":
        return OneOf(f"veld-{number}", field.question, field.options, required=field.required)
    return Texts(
        f"veld-{number}",
        field.question,
        1,
        LENGTHS[field.type],
        many_lines=False,
        accepts=TYPES[field.type],
        personal=field.personal,
        required=field.required,
    )
