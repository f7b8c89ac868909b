"""Words that may be the same one: capitals, accents, plural and small slips; only a suggestion."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations

from kompas_tui.domain.result.shapes import Word

SHORTEST_FOR_SLIPS = 6
"""Below this many letters one other letter often makes another word."""

_MOST_ALIKE = 20
"""So many words with the same letters but one are compared."""

VOWELS = "aeiou"
SOFTENED = {"f": "v", "s": "z"}


def bare(word: str) -> str:
    """The word in small letters, without accents, dashes, spaces and apostrophes."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if char.isalnum())


def plurals(word: str) -> set[str]:
    """What the plural of a bare word can be, by the rules of Dutch spelling."""
    if len(word) < 3:
        return set()
    likely = {word + "en", word + "eren"}
    if len(word) > 3 or word[-1] in VOWELS:
        likely.add(word + "s")
    stem = word
    # Maan, manen: in an open syllable a long vowel is written once.
    if word[-1] not in VOWELS and word[-2] == word[-3] and word[-2] in VOWELS:
        stem = word[:-2] + word[-1]
    # Brief, brieven, and huis, huizen.
    if word[-1] in SOFTENED:
        likely |= {stem[:-1] + SOFTENED[word[-1]] + "en", word[:-1] + SOFTENED[word[-1]] + "en"}
    # Bot, botten: the consonant is doubled where the vowel stays short.
    if word[-1] not in VOWELS:
        likely |= {stem + "en", word + word[-1] + "en"}
    if word[-1] == "e":
        likely.add(word + "n")
    if word.endswith("heid"):
        likely.add(word.removesuffix("heid") + "heden")
    return likely


def variants(words: Sequence[Word]) -> list[tuple[str, tuple[str, ...]]]:
    """Groups of words that look the same, each with the word to keep: the one that most voters gave."""
    groups: dict[str, list[Word]] = {}
    for word in words:
        if stem := bare(word.text):
            groups.setdefault(stem, []).append(word)
    kept = {stem: stem for stem in groups}
    for one, other in (*_plural_pairs(groups), *_slips(groups)):
        first, second = _root(kept, one), _root(kept, other)
        kept[second] = first
    joined: dict[str, list[Word]] = {}
    for stem, group in groups.items():
        joined.setdefault(_root(kept, stem), []).extend(group)
    return [_suggestion(group) for group in joined.values() if len(group) > 1]


def _root(kept: dict[str, str], stem: str) -> str:
    while kept[stem] != stem:
        # Every look shortens the way, so that long chains stay cheap.
        kept[stem] = kept[kept[stem]]
        stem = kept[stem]
    return stem


def _suggestion(group: Sequence[Word]) -> tuple[str, tuple[str, ...]]:
    most = max(group, key=lambda word: word.count)
    return most.text, tuple(word.text for word in group if word.text != most.text)


def _plural_pairs(stems: dict[str, list[Word]]) -> Iterator[tuple[str, str]]:
    for stem in stems:
        for plural in plurals(stem):
            if plural in stems:
                yield stem, plural


def _slips(stems: dict[str, list[Word]]) -> Iterator[tuple[str, str]]:
    """Pairs of long words without figures that are one slip apart, found by leaving out a letter of each."""
    shortened: dict[str, list[str]] = {}
    for stem in stems:
        if len(stem) >= SHORTEST_FOR_SLIPS and stem.isalpha():
            for less in {stem, *(stem[:index] + stem[index + 1 :] for index in range(len(stem)))}:
                shortened.setdefault(less, []).append(stem)
    for alike in shortened.values():
        for one, other in combinations(alike[:_MOST_ALIKE], 2):
            if one_slip(one, other):
                yield one, other


def one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter, or by two neighbours that changed places."""
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, others = one[start:], other[start:]
    swapped = len(rest) > 1 and rest[:2] == others[1::-1] and rest[2:] == others[2:]
    return swapped or rest[1:] == others or rest == others[1:] or rest[1:] == others[1:]
