"""What forty people sent, counted here and not by Kompas: the rows that a table of the report must have."""

import math
import statistics
from collections import Counter
from collections.abc import Callable, Sequence

from tests.designs.people import Words

Rows = list[tuple[str, ...]]
Count = Callable[[Sequence[Words], Sequence[str]], Rows]
"""Counts answers; the second is what the page named, in its order: the options, or the groups of a form of several."""


def _said(words: Words, name: str = "") -> list[str]:
    said = words.get(name, ())
    return [said] if isinstance(said, str) else list(said)


def spoken(value: float, decimals: int = 1) -> str:
    """A number as the report writes it: with a comma, a half rounded up, no more decimals than it needs."""
    return f"{math.floor(round(value * 10**decimals, 6) + 0.5) / 10**decimals:g}".replace(".", ",")


def chosen(answers: Sequence[Words], named: Sequence[str]) -> Rows:
    """How many chose each option."""
    times = Counter(label for words in answers for label in _said(words))
    return [(label, str(times[label])) for label in named]


def right(option: str) -> Count:
    """How many chose each option, the right one told as such."""

    def count(answers: Sequence[Words], named: Sequence[str]) -> Rows:
        return [(f"{label} (goed)" if label == option else label, times) for label, times in chosen(answers, named)]

    return count


def pins(spots: Sequence[str]) -> Count:
    """How many pins stand in each named spot."""

    def count(answers: Sequence[Words], named: Sequence[str]) -> Rows:
        times = Counter(spot for words in answers for said in words.values() for spot in _listed(said))
        return [(spot, str(times[spot])) for spot in spots]

    return count


def points(answers: Sequence[Words], named: Sequence[str]) -> Rows:
    """How many points or dots each option got."""
    return [
        (label, f"{sum(int(*_said(words, label) or '0') for words in answers):,}".replace(",", ".")) for label in named
    ]


def scores(high: int) -> Count:
    """Per statement how often each score was given, and the middle one."""

    def count(answers: Sequence[Words], named: Sequence[str]) -> Rows:
        rows = []
        for label in named:
            given = [int(said) for words in answers for said in _said(words, label)]
            each = (str(given.count(score)) for score in range(1, high + 1))
            rows.append((label, str(len(given)), *each, spoken(statistics.median(given))))
        return rows

    return count


def means(high: int) -> Count:
    """Per idea how many scored it, and the mean.

    How often each idea was given differs by one, and by two where who comes last may not be given the own idea.
    """

    def count(answers: Sequence[Words], named: Sequence[str]) -> Rows:
        given = {label: [int(said) for words in answers for said in _said(words, label)] for label in named}
        times = [len(each) for each in given.values()]
        assert max(times) - min(times) <= 2
        assert sum(times) == 5 * len(answers)
        return [(label, str(len(each)), spoken(statistics.mean(each))) for label, each in given.items()]

    return count


def line(high: int, low_end: str = "", high_end: str = "") -> Count:
    """On one line how many stand at each score."""

    def count(answers: Sequence[Words], named: Sequence[str]) -> Rows:
        given = Counter(int(said) for words in answers for said in _said(words))
        ends = {1: f"1 ({low_end})", high: f"{high} ({high_end})"} if low_end else {}
        return [(ends.get(score, str(score)), str(given[score])) for score in range(1, high + 1)]

    return count


def levels(*names: str) -> Count:
    """Per item how often each level was given; with ja, deels and nee also the score, else what most chose."""

    def count(answers: Sequence[Words], named: Sequence[str]) -> Rows:
        rows = []
        for item in named:
            times = Counter(said for words in answers for said in _said(words, item))
            each = [times[name] for name in names]
            rows.append((item, *map(str, each), _last(names, each)))
        return rows

    return count


def carried(percent: int, *names: str) -> Count:
    """Per item how often each level was given, the share of the first of all but the last, and whether it is enough."""

    def count(answers: Sequence[Words], named: Sequence[str]) -> Rows:
        rows = []
        for item in named:
            times = Counter(said for words in answers for said in _said(words, item))
            of = sum(times[name] for name in names[:-1])
            share = f"{times[names[0]] * 1000 // of / 10:g}".replace(".", ",")
            enough = "gehaald" if times[names[0]] * 100 >= percent * of else "niet gehaald"
            rows.append((item, *(str(times[name]) for name in names), share, enough))
        return rows

    return count


def _last(names: Sequence[str], each: Sequence[int]) -> str:
    if names == ("ja", "deels", "nee"):
        return spoken((each[0] + each[1] / 2) / sum(each), 2)
    most = max(each)
    return names[each.index(most)] if each.count(most) == 1 else "verdeeld"


def places(answers: Sequence[Words], named: Sequence[str]) -> Rows:
    """Where each thing lies on a field on average: from left to right and from low to high."""
    rows = []
    for thing in named:
        put = [[int(step) for step in _said(words, thing)] for words in answers if _said(words, thing)]
        rows.append((thing, str(len(put)), *(spoken(statistics.mean(axis)) for axis in zip(*put, strict=True))))
    return rows


def texts(answers: Sequence[Words], named: Sequence[str]) -> Rows:
    """Each text, as often as it was written."""
    return [(text,) for words in answers for said in words.values() for text in _listed(said)]


def _listed(said: str | Sequence[str]) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


def words(answers: Sequence[Words], named: Sequence[str]) -> Rows:
    """How many gave each word; who gives it twice counts once."""
    times = Counter(word for said in answers for word in set(_said(said)))
    return [(word, str(many)) for word, many in times.items()]


def signed_up(seats: int) -> Count:
    """How many signed up for each option, its places and how many wait."""

    def count(answers: Sequence[Words], named: Sequence[str]) -> Rows:
        rows = chosen(answers, named)[:-1]
        return [(label, times, str(seats), str(max(int(times) - seats, 0))) for label, times in rows]

    return count


def records(answers: Sequence[Words], named: Sequence[str]) -> Rows:
    """What was filled in, a row a form; a choice by its words."""
    return [tuple("".join(_said(words, name) or _said(words)) for name in named) for words in answers]


def top(rows: Rows, most: int) -> list[str]:
    """The strongest of these by their second cell, what is equally strong as the last of them included."""
    ranked = sorted(rows, key=lambda row: -int(row[1]))
    return [row[0] for row in ranked if len(ranked) <= most or int(row[1]) >= int(ranked[most - 1][1])]
