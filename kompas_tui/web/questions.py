"""A question as a phone asks it: its fields, the hints below it, its terms, and an earlier answer filled in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import assert_never

from kompas_tui.domain.kinds.activity import TABLE_NAME, Activity
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import glued, phrase, phrase_many
from kompas_tui.domain.language.wording import listing, quoted
from kompas_tui.domain.outcome.signing import places_in_words
from kompas_tui.domain.outcome.veil import Veil, veiled_field
from kompas_tui.domain.question.fields import (
    NOTHING_FILLED_IN,
    Answer,
    Field,
    OneOf,
    Order,
    Pins,
    Place,
    Points,
    Scale,
    SeveralOf,
    Texts,
    is_consent,
    lacks_consent,
)
from kompas_tui.domain.session.round import Round
from kompas_tui.web.card_text import ScreenPicture
from kompas_tui.web.filled import Filled
from kompas_tui.web.portions import Portion, portions_of

FOR_OTHER_GROUPS = phrase("Je antwoord komt in de reisgids, die andere groepen ook lezen.")

SHORT_OPTION, FEW_OPTIONS = 5, 3
"""So short and so few options stand beside each other, where a form asks several things."""

TICKET_SIGN = "~"
"""Stands between the round and the imprint of its question in a ticket; no address holds it."""

_SLIP_HINT = phrase("Je stemt met een stembriefje. Stem je nog eens met dezelfde stemcode, dan telt de laatste stem.")

_WHAT_SUPPORT = phrase("Wat steun jij?")

SLIP, SLIP_LABEL = "stemcode", phrase("Je stemcode")
"""The input in which a code on paper is typed."""


@dataclass(frozen=True, slots=True)
class FormPart:
    """One field of a form; `aside` is a text that goes with it and stays folded until somebody wants it.

    `consent` is the tick that goes with a text by which somebody can be known.
    """

    field: Field
    aside: Texts | None = None
    consent: SeveralOf | None = None

    @property
    def is_bare(self) -> bool:
        """Whether it is one input, which a label names without a frame around it."""
        return isinstance(self.field, Texts) and self.field.most == 1

    @property
    def is_short(self) -> bool:
        """Whether its options fit beside each other."""
        field = self.field
        return (
            isinstance(field, OneOf)
            and len(field.options) <= FEW_OPTIONS
            and all(len(option) <= SHORT_OPTION for option in field.options)
        )

    @property
    def aside_label(self) -> str:
        """What is written beside a choice."""
        match self.aside.aside if self.aside else "":
            case "idee":
                return phrase("Je idee")
            case "reden":
                return phrase("Je reden")
            case _:
                return phrase("Je waarneming")

    @property
    def aside_offer(self) -> str:
        """How that is offered while it is folded."""
        match self.aside.aside if self.aside else "":
            case "idee":
                return phrase("Idee erbij")
            case "reden":
                return phrase("Reden erbij")
            case _:
                return phrase("Waarneming erbij")

    @property
    def explained_by(self) -> str:
        """The id of what explains the frame; empty where nothing does."""
        explains = not isinstance(self.field, OneOf | Place) and not self.is_bare
        return f"hulp-{self.field.name}" if explains else ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Which field refused what was sent: its name and label, its wrong inputs, where a link to it leads, and why."""

    field: str
    label: str
    inputs: tuple[str, ...]
    anchor: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """An open round as a question; its form names it by `ticket`."""

    ticket: str
    question: str
    parts: tuple[FormPart, ...]
    hints: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    by_role: bool
    portions: tuple[Portion, ...] = ()
    by_slip: bool = False
    """Whether it asks a code on paper too."""
    instead: str = ""
    """What stands in the place of a form without parts; by default that it is about a role."""
    pictures: tuple[ScreenPicture | None, ...] = ()
    """The picture of each option, where they have one."""

    @property
    def is_alone(self) -> bool:
        """Whether the question is the name of its one field."""
        return len(self.parts) == 1 and self.parts[0].field.label == self.question

    @property
    def is_personal(self) -> bool:
        """Whether somebody can be known by what is filled in."""
        return any(isinstance(part.field, Texts) and part.field.personal for part in self.parts)

    def needs(self, field: Field) -> bool:
        """Whether this is to be marked as a field that must be filled in, where others may stay empty."""
        return not self.is_alone and isinstance(field, OneOf | Texts) and field.required

    @property
    def choices(self) -> int:
        """How many choices a full answer makes; 0 where it is only one."""
        choices = sum(isinstance(part.field, OneOf | Scale | Place) for part in self.parts)
        return choices if choices > 1 else 0

    def made(self, answer: Answer) -> int:
        """How many of the choices this answer makes."""
        return sum(isinstance(part.field, OneOf | Scale | Place) and part.field.name in answer for part in self.parts)

    def only(self, fields: Sequence[Field]) -> "Asked":
        """The question with these fields only, as somebody sees it who is not asked everything."""
        names = {field.name for field in fields}
        if all(part.field.name in names for part in self.parts):
            return self
        parts = tuple(part for part in self.parts if part.field.name in names)
        return replace(self, parts=parts, portions=portions_of(fields))

    def picture(self, index: int) -> ScreenPicture | None:
        """The picture of the option at this place."""
        return self.pictures[index] if index < len(self.pictures) else None

    def within(self, portion: Portion | None) -> tuple[FormPart, ...]:
        """The fields on this portion of the form; all of them where it is not in portions."""
        if portion is None or not portion.fields:
            return self.parts
        return tuple(part for part in self.parts if part.field.name in portion.fields)

    def unanswered(self, answer: Answer) -> Portion | None:
        """The first portion of the form in which a choice is left to make."""
        choices = [part.field.name for part in self.parts if isinstance(part.field, OneOf | Scale | Place)]
        left = {name for name in choices if name not in answer}
        return next((portion for portion in self.portions if portion.fields & left), None)

    def described_by(self, part: FormPart, faults: Sequence[Fault] = ()) -> str:
        """The ids of what explains a field, and of what is wrong with it."""
        uitleg = "uitleg" if self.is_alone and self.hints else ""
        wrong = f"fout-{part.field.name}" if fault_of(faults, part.field.name) else ""
        return " ".join(name for name in (wrong, uitleg, part.explained_by) if name)

    def faults(self, sent: Filled) -> tuple[Fault, ...]:
        """Every field that refuses what was sent, in the order of the form."""
        faults = tuple(fault for part in self.parts for fault in _faults_in(part, sent))
        if faults or len(self.parts) > 1 or any(map(str.strip, chain.from_iterable(sent.values()))):
            return faults
        return tuple(_fault(part.field, part.field.inputs, NOTHING_FILLED_IN) for part in self.parts)


def fault_of(faults: Sequence[Fault], field: str) -> Fault | None:
    """What is wrong with this field."""
    return next((fault for fault in faults if fault.field == field), None)


def _faults_in(part: FormPart, sent: Filled) -> Iterator[Fault]:
    for field in (part.field, part.aside):
        why = _refusal(field, sent) if field else ""
        if field and why:
            yield _fault(field, _wrong_inputs(field, sent, why), why)
    if part.consent and _lacks_consent(part, sent):
        yield _fault(part.consent, part.consent.inputs, lacks_consent(part.field.label))


def _fault(field: Field, inputs: tuple[str, ...], sentence: str) -> Fault:
    return Fault(field.name, field.label, inputs, inputs[0] + _first_choice(field), sentence)


def _wrong_inputs(field: Field, sent: Filled, why: str) -> tuple[str, ...]:
    """The inputs to change: those that would be refused alone, that are empty or double; else all of the field."""
    given = [" ".join(sent.get(name, ())).strip() for name in field.inputs]
    match field:
        case Order():
            last = max((index for index, one in enumerate(given) if one), default=0)
            wrong = [given.count(one) > 1 if one else index < last for index, one in enumerate(given)]
        case Place():
            wrong = [not one for one in given]
        case Texts() | Points():
            wrong = [_refusal(field, {name: sent.get(name, ())}) == why for name in field.inputs]
        case OneOf() | SeveralOf() | Scale() | Pins():
            wrong = []
        case _:
            assert_never(field)
    return tuple(name for name, is_wrong in zip(field.inputs, wrong, strict=False) if is_wrong) or field.inputs


def slip_fault(sentence: str) -> Fault:
    """Why the code on paper was not taken."""
    return Fault(SLIP, SLIP_LABEL, (SLIP,), SLIP, sentence)


def asked_of(round_: Round, roles: Sequence[str], terms: Mapping[str, str], veil: Veil, table: str = "") -> Asked:
    """The question of a round at this table, with the terms that its words hold; no option is under the `veil`.

    Where several may be chosen a hidden one is left out: an empty text in its place keeps the numbers of the others.
    """
    activity = round_.activity.asked_at(table)
    fields = tuple(veiled_field(field, veil) for field in activity.form() if field is not TABLE_NAME)
    hints = [hint for hint in (activity.explanation or activity.hint,) if hint]
    if activity.per_phone:
        portion = phrase(
            "Jij krijgt {aantal} van de {alle} regels. Een ander krijgt andere.",
            aantal=activity.per_phone,
            alle=len(fields),
        )
        hints.append(portion)
    if round_.taken_along:
        hints.append(round_.taken_along)
    hints += _table_hints(activity)
    if activity.by_slip:
        hints.append(_SLIP_HINT)
    if activity.moderated:
        hints.append(_who_reads(activity))
    if activity.by_role and activity.open_roles and roles:
        hints.append(phrase("Je rol staat bij de uitslag, ook als er weinig mensen met jouw rol zijn."))
    hints += places_in_words(round_, veil)
    if activity.library:
        hints.append(_library_hint(fields))
    words = " ".join([activity.question, activity.explanation, *map(_words, fields)])
    used = tuple((term, meaning) for term, meaning in terms.items() if _holds(words, term))
    asks = activity.question
    if activity.is_support:  # the round before asked the same: it may not look as if that opened again
        asks = glued(_WHAT_SUPPORT, activity.question)
        fields = tuple(replace(field, label=asks) for field in fields)
    parts, portions = parts_of(fields), () if activity.per_phone else portions_of(fields)
    return Asked(
        ticket_of(round_, table),
        asks,
        parts,
        tuple(hints),
        used,
        activity.by_role,
        portions,
        activity.by_slip,
    )


def _table_hints(activity: Activity) -> Sequence[str]:
    """What a table is told before it answers: a table that answers as one is shown, a person at one is not."""
    if activity.one_a_table:
        return [phrase("Je tafel geeft één antwoord. Het laatste telt, en iedereen ziet wat jullie tafel antwoordde.")]
    if activity.tables:
        return [phrase("Eén telefoon antwoordt voor de hele tafel. Het laatste antwoord van een tafel telt.")]
    if not activity.tells_tables:
        return []
    if activity.open_roles:
        return [phrase("Je tafel staat bij de uitslag, ook als er weinig mensen aan je tafel zitten.")]
    return [phrase("De uitslag staat er ook per tafel. Een tafel met minder dan vijf antwoorden staat niet apart.")]


def _who_reads(activity: Activity) -> str:
    """What the facilitator does with a text before the room sees it."""
    if activity.boards:
        return phrase("De begeleider zet je tekst op een bord: {borden}.", borden=listing(activity.boards, "of"))
    return phrase("De begeleider leest je tekst voordat die op het scherm komt.")


def _library_hint(fields: Sequence[Field]) -> str:
    """That other groups will read this too, and which field they won't."""
    kept_here = [quoted(field.label) for field in fields if isinstance(field, Texts) and field.personal]
    if not kept_here:
        return FOR_OTHER_GROUPS
    stays = phrase_many(
        "{velden} gaat niet mee.", "{velden} gaan niet mee.", aantal=len(kept_here), velden=listing(kept_here)
    )
    return glued(FOR_OTHER_GROUPS, stays)


def ticket_of(round_: Round, table: str) -> str:
    """What a form sends along to say which question it asked: the round, and the imprint of what stood there."""
    return f"{round_.id}{TICKET_SIGN}{round_.activity.imprint_at(table)}"


def read_ticket(ticket: str) -> tuple[str, str]:
    """The id of the round and the imprint of its question; a bare id has no imprint."""
    round_id, _, imprint = ticket.partition(TICKET_SIGN)
    return round_id, imprint


def parts_of(fields: Sequence[Field]) -> tuple[FormPart, ...]:
    """The fields in order; a text beside the choice before it goes with that choice."""
    parts: list[FormPart] = []
    for field in fields:
        before = parts[-1] if parts else None
        if before is not None and isinstance(field, SeveralOf) and is_consent(field):
            parts[-1] = replace(before, consent=field)
        elif before is not None and isinstance(field, Texts) and field.beside == before.field.name:
            parts[-1] = replace(before, aside=field)
        else:
            parts.append(FormPart(field))
    return tuple(parts)


def _refusal(field: Field, sent: Filled) -> str:
    try:
        field.read(sent)
    except AnswerRefused as error:
        return str(error)
    return ""


def _lacks_consent(part: FormPart, sent: Filled) -> bool:
    """Whether a personal text was sent without the tick that goes with it."""
    if part.consent is None or part.consent.name in sent:
        return False
    return any(text.strip() for name in part.field.inputs for text in sent.get(name, ()))


def _first_choice(field: Field) -> str:
    """What comes behind a field's name in the id of its first choice."""
    match field:
        case OneOf():
            return f".{field.shown[0][0]}"
        case Scale():
            return f".{field.low}"
        case SeveralOf():
            return ".0"
        case Points() | Order() | Place() | Pins() | Texts():
            return ""
        case _:
            assert_never(field)


def _words(field: Field) -> str:
    return " ".join([field.label, *getattr(field, "options", ())])


def _holds(words: str, term: str) -> bool:
    return re.search(rf"\b{re.escape(term)}", words, re.IGNORECASE) is not None
