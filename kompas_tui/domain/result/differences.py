"""Where groups differ most in one result: roles, parties or tables, as values; the sentence comes last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kompas_tui.domain.language.sentences import glued, phrase
from kompas_tui.domain.language.wording import labelled, number, quoted, without_stop
from kompas_tui.domain.result.shapes import Axes, Bars, Distribution, Result, Stacked

Grouped = Sequence[tuple[str, Result]]
"""A result per group, each with the group's name."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one group stands on a row: a figure to compare by, and the same in words."""

    group: str
    figure: float
    in_words: str

    @property
    def told(self) -> str:
        """The group and where it stands."""
        return glued(self.group, self.in_words)


@dataclass(frozen=True, slots=True)
class Difference:
    """The row on which groups are furthest apart, with the two that are; `label` is empty where there is one row.

    `size` is a share of all the room there is, from 0 to 1.
    """

    label: str
    low: Stand
    high: Stand
    size: float

    @property
    def sentence(self) -> str:
        """`Het verschil is het grootst bij ‘Ons doel is helder’: gemeente geeft 2, bewoner geeft 5.`"""
        two = glued(self.low.told, self.high.told, seam=", ")
        if not self.label:
            return phrase("Het verschil is het grootst: {groepen}.", groepen=two)
        label = quoted(without_stop(self.label))
        return phrase("Het verschil is het grootst bij {onderdeel}: {groepen}.", onderdeel=label, groepen=two)


LEAST = 0.2
"""A smaller difference, as a share of all the room there is, is not told."""

NO_DIFFERENCE = phrase("De groepen verschillen weinig.")


def widest_difference(parts: Grouped) -> Difference | None:
    """The largest difference between two groups; of equals the first; None where groups can't be told apart."""
    rows: dict[str, list[Stand]] = {}
    for group, result in parts:
        for label, figure, words in _stands(result):
            rows.setdefault(label, []).append(Stand(group, figure, words))
    differences = [_between(label, stands) for label, stands in rows.items() if len(stands) > 1]
    return max(differences, key=lambda difference: difference.size, default=None)


def difference_sentence(parts: Grouped) -> str:
    """Where groups differ most, or that they hardly do; empty where that can't be said."""
    widest = widest_difference(parts)
    if widest is None:
        return ""
    return widest.sentence if widest.size >= LEAST else NO_DIFFERENCE


def _between(label: str, stands: Sequence[Stand]) -> Difference:
    low, high = min(stands, key=lambda one: one.figure), max(stands, key=lambda one: one.figure)
    return Difference(label, low, high, high.figure - low.figure)


def _stands(result: Result) -> Iterator[tuple[str, float, str]]:
    """Per row its label, where the group stands from 0 to 1, and that in words."""
    match result:
        case Distribution():
            for row in result.rows:
                if row.median is not None:
                    share = (row.median - row.low) / max(len(row.counts) - 1, 1)
                    label = row.label if len(result.rows) > 1 else ""
                    yield label, share, phrase("geeft {getal}", getal=number(row.median))
        case Stacked(is_scored=True):
            for item in result.rows:
                if item.score is not None:
                    yield item.label, item.score, phrase("komt op {getal}", getal=number(item.score, 2))
        case Stacked():
            for item in result.rows:
                if item.answers:
                    fraction = phrase("{aantal} van {alle}", aantal=item.counts[0], alle=item.answers)
                    yield labelled(item.label, result.levels[0]), item.counts[0] / item.answers, fraction
        case Bars() if result.unit.is_people and result.answers:
            for bar in result.bars:
                fraction = phrase("{aantal} van {alle}", aantal=bar.count, alle=result.answers)
                yield bar.label, bar.count / result.answers, fraction
        case Axes():
            for point in result.points:
                if point.x is not None and point.y is not None:
                    for end, value in ((result.x[1], point.x), (result.y[1], point.y)):
                        stands = phrase("staat op {getal}", getal=number(value))
                        yield labelled(point.label, end), value / 10, stands
        case _:  # words, texts and forms can't be laid on one line
            return
