"""An answer in words, for people and programs that read the data."""

from collections.abc import Sequence
from typing import Any

from kompas_tui.domain.fields import Answer, Field, OneOf, Points, Scale, SeveralOf, Texts


def _value_in_words(field: Field, value: Any) -> Any:
    match field:
        case OneOf():
            return field.options[value]
        case SeveralOf():
            return [field.options[index] for index in value]
        case Points():
            return {option: points for option, points in zip(field.options, value, strict=True) if points}
        case Scale():
            return value
        case Texts():
            return [text for text in value if text]


def answer_in_words(fields: Sequence[Field], answer: Answer) -> Any:
    """The answer with options by name: one value, or a value per label where a question has several fields."""
    words = {field.label: _value_in_words(field, answer[field.name]) for field in fields if field.name in answer}
    return next(iter(words.values())) if len(fields) == 1 else words
