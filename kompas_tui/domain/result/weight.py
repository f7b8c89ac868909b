"""What weighs most in a result, and where a list of the strongest is cut without parting equals."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import assert_never

from kompas_tui.domain.language.alike import each_once
from kompas_tui.domain.result.cells import in_words
from kompas_tui.domain.result.shapes import (
    Axes,
    Bars,
    Distribution,
    Pairs,
    PinMap,
    Profile,
    Records,
    Result,
    Stacked,
    TextItem,
    TextList,
    Words,
)

Weighed = tuple[str, float]
"""A label or text on one line, and what it weighs; what nobody weighed weighs as much as all others."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The strongest of a list; of those that share the last place, how many go along beyond it or are left out."""

    options: tuple[str, ...]
    along: int = 0
    left_out: int = 0
    of: int = 0
    """How many there were."""


def cuts(weighed: Sequence[Weighed], most: int) -> Iterator[Cut]:
    """Where to cut after the `most` strongest, the best way first: equals go along together, else none of them does."""
    labels = tuple(label for label, _ in weighed)
    if len(labels) <= most:
        yield Cut(labels, of=len(labels))
        return
    last = weighed[most - 1][1]
    above, upto = sum(weight > last for _, weight in weighed), sum(weight >= last for _, weight in weighed)
    yield Cut(labels[:upto], along=upto - most, of=len(labels))
    if upto > most:
        yield Cut(labels[:above], left_out=upto - above, of=len(labels))


def strongest(result: Result, most: int) -> Sequence[str]:
    """The labels or texts with the most weight, none twice, the strongest first, each on one line."""
    return tuple(label for label, _ in by_weight(result))[:most]


def by_weight(result: Result) -> Sequence[Weighed]:
    """What weighs anything, each label once, the heaviest first."""
    heaviest: dict[str, float] = {}
    for label, weight in _weights(result):
        # Means of the same scores may differ in their last figure.
        heaviest[label] = max(round(weight, 9), heaviest.get(label, -inf))
    return sorted(heaviest.items(), key=lambda weighed: -weighed[1])


def headings_by_weight(result: Result) -> Sequence[Weighed]:
    """The headings of texts, the heaviest first: by support, and where there is none by how many texts they have."""
    return _together([(item.group, item.support) for item in _items(result) if item.group])


def subjects_by_weight(result: Result) -> Sequence[Weighed]:
    """The headings of texts and each text without one, so that nothing is left out, the heaviest first."""
    return _together([(item.group or item.text, item.support) for item in _items(result)])


def _items(result: Result) -> Sequence[TextItem]:
    return result.items if isinstance(result, TextList) else ()


def _together(supported: Sequence[tuple[str, int]]) -> Sequence[Weighed]:
    """Each label once, with all support for it, or where nobody supported anything with how often it is there."""
    has_support = any(support for _, support in supported)
    weights: Counter[str] = Counter()
    for label, support in supported:
        weights[" ".join(label.split())] += support if has_support else 1
    return sorted(weights.items(), key=lambda weighed: -weighed[1])


def _weights(result: Result) -> list[Weighed]:
    match result:
        case Bars():
            return [(bar.label, bar.count) for bar in result.options if bar.count and not bar.is_own]
        case Distribution():
            return [(row.label, figure) for row in result.rows if (figure := result.figure(row)) is not None]
        case Words():
            return [(word.text, word.count) for word in result.words]
        case TextList():
            return [(_on_one_line(item), item.support) for item in result.items]
        case Stacked(is_scored=False):
            return [(row.label, row.counts[0] / row.answers) for row in result.rows if row.answers]
        case Stacked():
            return [(row.label, row.score) for row in result.rows if row.score is not None]
        case Axes():
            return [(p.label, p.x + p.y) for p in result.points if p.x is not None and p.y is not None]
        case Records():
            return written_once(_first_cells(result))
        case Profile():
            return [(style.name, style.count) for style in result.styles if style.count]
        case PinMap():
            return [(cluster.label, cluster.pins) for cluster in result.ranked]
        case Pairs():
            return [(_on_one_line(item), item.support) for item in (*result.asks, *result.offers)]
        case _:
            assert_never(result)


def written_once(texts: Sequence[str]) -> list[Weighed]:
    """Each text on one line, as it was first spelled, and how often it was written, capitals aside."""
    return [(line, often) for text, often in each_once(texts) if (line := " ".join(text.split()))]


def _first_cells(result: Records) -> list[str]:
    """What stands in the first column of a form, where nobody can be known by it."""
    if not result.columns or result.columns[0].personal:
        return []
    return [in_words(row[0]) for row in result.cells if row and row[0]]


def _on_one_line(item: TextItem) -> str:
    return " ".join(item.text.split())
