"""Finding by what is typed: texts that hold all its words, else those in which the letters of each word follow.

A word is matched with one word at a time: over a whole text Textual's matcher would try every way through its letters.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from textual.fuzzy import Matcher

T = TypeVar("T")


def seek(wanted: str, among: Sequence[T], says: Callable[[T], str]) -> list[T]:
    """What fits what is typed, the best first; all of it where nothing is typed."""
    words = wanted.casefold().split()
    if not words:
        return list(among)
    literally = [one for one in among if all(word in says(one).casefold() for word in words)]
    matchers = [Matcher(word) for word in words]
    scored = [(_score(matchers, says(one)), one) for one in literally or among]
    return [one for score, one in sorted(scored, key=lambda pair: -pair[0]) if score or literally]


def _score(matchers: Sequence[Matcher], wording: str) -> float:
    """How well it fits; 0 where a word fits none of its words."""
    parts = wording.casefold().split()
    best = [max((matcher.match(part) for part in parts), default=0.0) for matcher in matchers]
    return sum(best) if all(best) else 0
