"""An answer in words, for people and programs that read the data."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeGuard, assert_never

from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import (
    PLACE_STEPS,
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
)
from kompas_tui.domain.result.shapes import TextItem
from kompas_tui.domain.result.spots import FULL, could_be_place, spot_at


def texts_by_field(fields: Sequence[Field], ballot: Ballot) -> Iterator[tuple[Texts, TextItem]]:
    """Every text that the voter wrote, with its field; its id comes from its place in the form, so an edit keeps it."""
    first = 0
    for field in fields:
        if isinstance(field, Texts):
            for number, text in enumerate(ballot.answer.get(field.name, ()), first):
                if text:
                    yield field, TextItem(ballot.text_id(number), text)
        # Of every field, whether or not it holds texts: an id must stay the same when an answer is given anew.
        first += len(field.inputs)


def texts_in(fields: Sequence[Field], ballot: Ballot) -> Iterator[TextItem]:
    """Every text that the voter wrote."""
    return (item for _, item in texts_by_field(fields, ballot))


def _value_in_words(field: Field, value: Any) -> Any:
    match field:
        case OneOf():
            return field.options[value]
        case SeveralOf() | Order():
            return [field.options[index] for index in value]
        case Points():
            return {option: points for option, points in zip(field.options, value, strict=True) if points}
        case Place():
            return {"x": value[0], "y": value[1]}
        case Pins():
            return [
                {"plek": spot_at((x, y), field.areas).label, "x": x / FULL, "y": y / FULL}
                for x, y in (point for point in value if point)
            ]
        case Scale():
            return value
        case Texts():
            return [text for text in value if text]


def answer_in_words(fields: Sequence[Field], answer: Answer) -> Any:
    """The answer with options by name: one value, or a value per label where a question has several fields.

    None where the one field of a question holds nothing.
    """
    words = {field.label: _value_in_words(field, answer[field.name]) for field in fields if field.name in answer}
    return words.get(fields[0].label) if len(fields) == 1 else words


def fits(fields: Sequence[Field], answer: Answer) -> bool:
    """Whether a form with these fields can have given this answer, as far as each field can tell."""
    named = {field.name: field for field in fields}
    needed = {field.name for field in fields if isinstance(field, Texts) and field.required}
    return needed <= answer.keys() and all(
        name in named and _value_fits(named[name], value) for name, value in answer.items()
    )


def _value_fits(field: Field, value: Any) -> bool:
    match field:
        case OneOf():
            return _within([value], 0, len(field.options) - 1)
        case SeveralOf():
            return (
                _within(value, 0, len(field.options) - 1) and value == sorted(set(value)) and len(value) <= field.most
            )
        case Points():
            return _within(value, 0, field.total) and len(value) == len(field.options) and sum(value) <= field.total
        case Scale():
            return _within([value], field.low, field.high)
        case Order():
            return _within(value, 0, len(field.options) - 1) and len(set(value)) == len(value)
        case Place():
            return _within(value, 0, PLACE_STEPS) and len(value) == 2
        case Pins():
            return isinstance(value, list) and 0 < len(value) <= field.most and _are_pins(value)
        case Texts():
            return isinstance(value, list) and 0 < len(value) <= field.most and all(map(field.could_hold, value))
        case _:
            assert_never(field)


def _are_pins(places: list[Any]) -> bool:
    """Whether these are places, with None for pins that are not used; the last one is used."""
    return places[-1] is not None and all(pin is None or could_be_place(pin) for pin in places)


def _within(values: Any, low: int, high: int) -> TypeGuard[list[int]]:
    """Whether this is a list of whole numbers from low to high."""
    # By the exact type: in a log that was made by hand `true` would count as the number one.
    return isinstance(values, list) and all(type(number) is int and low <= number <= high for number in values)
