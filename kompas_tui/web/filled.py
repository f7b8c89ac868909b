"""What a form holds that a phone sent: as lines of words, and the form again that gives an answer."""

from collections.abc import Mapping, Sequence

from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import glued, phrase
from kompas_tui.domain.language.text import clean_lines
from kompas_tui.domain.language.wording import labelled, number
from kompas_tui.domain.outcome.veil import Veil, veiled_field
from kompas_tui.domain.question.answers import answer_in_words
from kompas_tui.domain.question.fields import (
    Answer,
    Field,
    Order,
    Pins,
    Place,
    Value,
)

Filled = Mapping[str, Sequence[str]]
"""What stands in the inputs, as a form sends it."""

LONGEST_SAID = 1_000
"""The most characters that are given back of a text that was not taken."""


def lines_in(fields: Sequence[Field], sent: Filled, veil: Veil, question: str) -> tuple[str, ...]:
    """What a form holds in lines of words, also where it would be refused; nothing under the `veil`.

    They stand below the `question`, so a field that it names is not named again.
    """
    lines: list[str] = []
    for field in (veiled_field(one, veil) for one in fields):
        label = field.label if len(fields) > 1 and field.label != question else ""
        lines += [labelled(label, words) for words in _said(field, sent) if words]
    return tuple(lines)


def texts_sent(sent: Filled) -> tuple[str, ...]:
    """The texts of a form whose question is not known, without what only means something beside its options."""
    typed = (
        clean_lines(text, LONGEST_SAID)
        for texts in sent.values()
        for text in texts
        if not text.replace(",", "").isdigit()
    )
    return tuple(filter(None, typed))


def _said(field: Field, sent: Filled) -> Sequence[str]:
    try:
        value = field.read(sent)
    except AnswerRefused:
        return [
            cleaned
            for name in field.inputs
            for text in sent.get(name, ())
            if (cleaned := clean_lines(text, LONGEST_SAID))
        ]
    words = answer_in_words([field], {field.name: value} if value is not None else {})
    match words:
        case None:
            return []
        case dict() if isinstance(field, Place):
            lines = zip((field.x, field.y), words.values(), strict=True)
            return [
                glued(phrase("Van {begin} naar {einde}", begin=ends[0], einde=ends[1]), str(step), seam=": ")
                for ends, step in lines
            ]
        case dict():
            return [glued(name, str(points), seam=": ") for name, points in words.items()]
        case list() if isinstance(field, Pins):
            return [glued(f"{number}.", pin["plek"]) for number, pin in enumerate(words, 1)]
        case list() if isinstance(field, Order):
            return [glued(f"{number}.", option) for number, option in enumerate(words, 1)]
        case list():
            return words
        case int():
            return [number(words)]
        case _:
            return [str(words)]


def filled_in(fields: Sequence[Field], answer: Answer) -> dict[str, list[str]]:
    """The form that gives this answer."""
    form: dict[str, list[str]] = {}
    for field in fields:
        if field.name in answer:
            form.update(_inputs(field, answer[field.name]))
    return form


def _inputs(field: Field, value: Value) -> dict[str, list[str]]:
    if isinstance(field, Pins):
        places = zip(field.inputs, value, strict=False)
        return {name: [f"{pin[0]},{pin[1]}"] for name, pin in places if pin}
    if field.inputs == (field.name,):
        return {field.name: [str(part) for part in (value if isinstance(value, list) else [value])]}
    return {name: [str(part)] for name, part in zip(field.inputs, value, strict=False)}
