"""A long list of texts, or of statements, in portions, since a page must stay small; knows no request."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from kompas_tui.domain.question.fields import Answer, Field, SeveralOf, Texts, is_consent, with_consent

LARGEST_PORTION = 10_000
"""The bytes of the texts in one portion, with what stands around them, before compression."""

AROUND_A_FIELD = 100
"""The same for a statement with its scores or levels."""

AROUND_A_TEXT = 30
"""What a checkbox adds to a compressed page, and how few bytes a text takes before that counts."""


@dataclass(frozen=True, slots=True)
class Portion:
    """One portion: its number from 1, of how many, and the places of its options, or else the names of its fields."""

    number: int
    of: int
    places: range
    fields: frozenset[str] = frozenset()


def portions_of(fields: Sequence[Field]) -> tuple[Portion, ...]:
    """The portions of a question that asks several of a long list, or judges many statements; none where all fits."""
    if len(fields) == 1 and isinstance(fields[0], SeveralOf):
        ranges = _dealt([len(option.encode()) + AROUND_A_TEXT for option in fields[0].options])
        return tuple(Portion(number, len(ranges), places) for number, places in enumerate(ranges, 1))
    needed = [field for field in fields if isinstance(field, Texts) and field.required]
    # What must be filled in stands on each page, or the first one could not be sent.
    always = frozenset(field.name for field in with_consent(needed))
    judged = list(_together([field for field in fields if field.name not in always]))
    ranges = _dealt([sum(len(field.label.encode()) + AROUND_A_FIELD for field in group) for group in judged])
    return tuple(
        Portion(number, len(ranges), places, always | {field.name for index in places for field in judged[index]})
        for number, places in enumerate(ranges, 1)
    )


def _together(fields: Sequence[Field]) -> Iterator[list[Field]]:
    """Each choice with the texts that go with it, and each text with its tick."""
    group: list[Field] = []
    for field in fields:
        if group and not isinstance(field, Texts) and not is_consent(field):
            yield group
            group = []
        group.append(field)
    if group:
        yield group


def _dealt(sizes: Sequence[int]) -> Sequence[range]:
    """Places dealt over pages by the bytes that each takes, as evenly as they come; none where one page is enough."""
    if sum(sizes) <= LARGEST_PORTION:
        return ()
    room = max(sum(sizes) / ceil(sum(sizes) / LARGEST_PORTION) + max(sizes) / 2, max(sizes))
    starts, filled = [0], 0
    for index, size in enumerate(sizes):
        if filled and filled + size > min(room, LARGEST_PORTION):
            starts.append(index)
            filled = 0
        filled += size
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(sizes)], strict=True)]


def portion_for(portions: Sequence[Portion], wanted: int, token: str) -> Portion | None:
    """The portion that a phone asks for, else the one it begins with: of statements the first.

    Were that the first of a list to choose from, it got the most support.
    """
    if not portions:
        return None
    if not 1 <= wanted <= len(portions) and portions[0].fields:
        return portions[0]
    if not 1 <= wanted <= len(portions):
        wanted = int.from_bytes(hashlib.sha256(token.encode()).digest()[:4]) % len(portions) + 1 if token else 1
    return portions[wanted - 1]


def untouched(portions: Sequence[Portion], answer: Answer) -> Portion | None:
    """The first portion of a form of which this answer holds nothing of its own."""
    everywhere = frozenset.intersection(*(portion.fields for portion in portions)) if portions else frozenset()
    return next((one for one in portions if one.fields and not (one.fields - everywhere) & answer.keys()), None)
