"""Words that may be the same one: capitals, accents, plural and small slips; only a suggestion."""

import unicodedata
from collections.abc import Sequence

from kompas_tui.domain.results import Word

PLURALS = ("'s", "’s", "en", "s")
SHORTEST_FOR_SLIPS = 6
"""Below this many letters one other letter often makes another word."""


def bare(word: str) -> str:
    """The word in small letters, without accents and without a plural ending."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char)).replace("-", " ").strip()
    for ending in PLURALS:
        if letters.endswith(ending) and len(letters) - len(ending) >= 3:
            return _single(letters.removesuffix(ending))
    return _single(letters)


def _single(stem: str) -> str:
    """The stem with a doubled last consonant or a long vowel written one way: bomm, boom and bom are one."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
        stem = stem[:-1]
    for vowel in "aeou":
        if len(stem) > 3 and stem[-3:-1] == vowel * 2:
            stem = stem[:-3] + vowel + stem[-1]
    return stem.translate(_SOUNDS) if stem and stem[-1] in "vz" else stem


_SOUNDS = str.maketrans({"v": "f", "z": "s"})


def variants(words: Sequence[Word]) -> list[tuple[str, tuple[str, ...]]]:
    """Groups of words that look the same, each with the word to keep: the one that most voters gave."""
    groups: dict[str, list[Word]] = {}
    for word in words:
        stem = bare(word.text)
        key = next((known for known in groups if known == stem or _slip(known, stem)), stem)
        groups.setdefault(key, []).append(word)
    found = []
    for group in groups.values():
        if len(group) > 1:
            kept = max(group, key=lambda word: word.count)
            found.append((kept.text, tuple(word.text for word in group if word.text != kept.text)))
    return found


def _slip(one: str, other: str) -> bool:
    """Whether two long words differ by one letter, or by two neighbours that changed places."""
    if min(len(one), len(other)) < SHORTEST_FOR_SLIPS or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, others = one[start:], other[start:]
    swapped = len(rest) > 1 and rest[:2] == others[1::-1] and rest[2:] == others[2:]
    return swapped or rest[1:] == others or rest == others[1:] or rest[1:] == others[1:]
