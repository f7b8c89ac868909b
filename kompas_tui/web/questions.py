"""A question as a phone asks it: its fields, the hints below it, its terms, and an earlier answer filled in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kompas_tui.domain.fields import Answer, Field, OneOf, Texts, Value
from kompas_tui.domain.session import Round

Filled = Mapping[str, Sequence[str]]
"""What stands in the inputs, as a form sends it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An open round as a question."""

    id: str
    question: str
    fields: tuple[Field, ...]
    hints: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    by_role: bool

    def described_by(self, field: Field) -> str:
        """The ids of what explains a field."""
        own = () if isinstance(field, OneOf) or (isinstance(field, Texts) and field.most == 1) else (field.name,)
        first = self.hints and field is self.fields[0]
        return " ".join([*(["uitleg"] if first else []), *(f"hulp-{name}" for name in own)])


def asked(round_: Round, roles: Sequence[str], terms: Mapping[str, str]) -> Asked:
    """The question of a round, with the terms that its words hold."""
    activity = round_.activity
    fields = activity.fields()
    hints = [activity.explanation] if activity.explanation else []
    if activity.moderated:
        hints.append("De begeleider leest je tekst, voor die op het scherm komt.")
    if activity.by_role and activity.open_roles and roles:
        hints.append("Je rol staat bij de uitslag, ook als er weinig mensen met jouw rol zijn.")
    words = " ".join([activity.question, activity.explanation, *map(_words, fields)])
    used = tuple((term, meaning) for term, meaning in terms.items() if _holds(words, term))
    return Asked(round_.id, activity.question, fields, tuple(hints), used, activity.by_role)


def _words(field: Field) -> str:
    return " ".join([field.label, *getattr(field, "options", ())])


def _holds(words: str, term: str) -> bool:
    return re.search(rf"\b{re.escape(term)}", words, re.IGNORECASE) is not None


def filled_in(fields: Sequence[Field], answer: Answer) -> dict[str, list[str]]:
    """The form that gives this answer."""
    form: dict[str, list[str]] = {}
    for field in fields:
        if field.name in answer:
            form.update(_inputs(field, answer[field.name]))
    return form


def _inputs(field: Field, value: Value) -> dict[str, list[str]]:
    if field.inputs == (field.name,):
        return {field.name: [str(part) for part in (value if isinstance(value, list) else [value])]}
    return {name: [str(part)] for name, part in zip(field.inputs, value, strict=False)}
