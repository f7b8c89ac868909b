"""A long list of texts in portions, since a page must stay small; knows no request and no workshop."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from kompas_tui.domain.question.fields import Field, SeveralOf

LARGEST_PORTION = 10_000
"""The bytes of the texts in one portion, with what stands around them, before compression."""

AROUND_A_TEXT = 30
"""What a checkbox adds to a compressed page, and how few bytes a text takes before that counts."""


@dataclass(frozen=True, slots=True)
class Portion:
    """One portion of a list: its number from 1, of how many, and the places of its options."""

    number: int
    of: int
    places: range


def portions_of(fields: Sequence[Field]) -> tuple[Portion, ...]:
    """The portions of a question that asks several of a long list; none where the whole list fits on a page."""
    if len(fields) != 1 or not isinstance(fields[0], SeveralOf):
        return ()
    sizes = [len(option.encode()) + AROUND_A_TEXT for option in fields[0].options]
    if sum(sizes) <= LARGEST_PORTION:
        return ()
    starts = [0]
    filled = 0
    for place, size in enumerate(sizes):
        if filled + size > LARGEST_PORTION:
            starts.append(place)
            filled = 0
        filled += size
    ends = [*starts[1:], len(sizes)]
    pairs = enumerate(zip(starts, ends, strict=True), 1)
    return tuple(Portion(number, len(starts), range(start, end)) for number, (start, end) in pairs)


def portion_for(portions: Sequence[Portion], wanted: int, token: str) -> Portion | None:
    """The portion that a phone asks for, else the one it begins with; were that the first, it got the most support."""
    if not portions:
        return None
    if not 1 <= wanted <= len(portions):
        wanted = int.from_bytes(hashlib.sha256(token.encode()).digest()[:4]) % len(portions) + 1 if token else 1
    return portions[wanted - 1]
