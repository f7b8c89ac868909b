"""What may point at a person in what everybody may read: a list to look through, and no more than that."""

import re
from collections.abc import Iterator, Set
from typing import Any

import msgspec

from kompas_tui.domain.language.identifying import postcodes
from kompas_tui.domain.outcome.ballots import public_ballots
from kompas_tui.domain.outcome.public import POINTERS
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_INSIDE = re.compile(r"(?<=[^\W\d_] |[,;:] )([A-ZÀ-ÖØ-Þ][\w'’-]*[a-zß-öø-ÿ][\w'’-]*)")
"""A word with a capital that does not begin a sentence; the first word of one has its capital anyhow."""


_TOLD_OTHERWISE = (ev.BallotCast, ev.Started, ev.Described, ev.DeckEdited)
"""Answers, of which some are hidden, and what decks and organisation say themselves."""


def capitalised(session: Session, names: Set[str] = frozenset()) -> tuple[str, ...]:
    """The words with a capital inside the texts of people and facilitator, that the decks do not use themselves.

    One of these names counts at the beginning of a sentence too.
    """
    details = session.details
    known = {
        word.casefold()
        for text in (
            *(deck.text for deck in session.decks.values()),
            details.title,
            details.place,
            details.organisation,
        )
        for word in _WORD.findall(text)
    }
    words = {word for text in _texts(session) for word in _INSIDE.findall(text) if word.casefold() not in known}
    words |= {word for text in _texts(session) for word in _WORD.findall(text) if names and word in names}
    return tuple(sorted(words, key=str.casefold))


def postcodes_told(session: Session) -> tuple[str, ...]:
    """The postcodes without a number in the texts of people and facilitator: some are of a few houses only."""
    return tuple(sorted({postcode for text in _texts(session) for postcode in postcodes(text)}))


def _texts(session: Session) -> Iterator[str]:
    for asked in session.rounds.values():
        if not asked.is_open:
            for ballot in public_ballots(session, asked):
                yield from _strings(ballot.words)
    for event in session.happened:
        if not isinstance(event, _TOLD_OTHERWISE):
            yield from _strings(event)


def _strings(words: Any) -> Iterator[str]:
    match words:
        case str():
            yield words
        case dict():
            for value in words.values():
                yield from _strings(value)
        case list() | tuple():
            for value in words:
                yield from _strings(value)
        case msgspec.Struct():
            for name in words.__struct_fields__:
                if name not in POINTERS:
                    yield from _strings(getattr(words, name))
        case _:  # a number is no name
            return
