"""Where groups differ most in one result: roles, parties or tables, as values; the sentence comes last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kompas_tui.domain.language.wording import number, quoted, without_stop
from kompas_tui.domain.result.shapes import Axes, Bars, Distribution, Result, Stacked

Grouped = Sequence[tuple[str, Result]]
"""A result per group, each with the group's name."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one group stands on a row: a figure to compare by, and the same in words."""

    group: str
    figure: float
    in_words: str


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
        where = f" bij {quoted(without_stop(self.label))}" if self.label else ""
        two = f"{self.low.group} {self.low.in_words}, {self.high.group} {self.high.in_words}"
        return f"Het verschil is het grootst{where}: {two}."


LEAST = 0.2
"""A smaller difference, as a share of all the room there is, is not told."""

NO_DIFFERENCE = "De groepen verschillen weinig."


def widest_difference(parts: Grouped) -> Difference | None:
    """The largest difference between two groups; of equals the first; None where groups can't be told apart."""
    rows: dict[str, list[Stand]] = {}
    for group, result in parts:
        for label, figure, said in _stands(result):
            rows.setdefault(label, []).append(Stand(group, figure, said))
    found = [_between(label, stands) for label, stands in rows.items() if len(stands) > 1]
    return max(found, key=lambda difference: difference.size, default=None)


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
                    share = (row.median - 1) / max(len(row.counts) - 1, 1)
                    yield row.label if len(result.rows) > 1 else "", share, f"geeft {number(row.median)}"
        case Stacked(is_scored=True):
            for item in result.rows:
                if item.score is not None:
                    yield item.label, item.score, f"komt op {number(item.score, 2)}"
        case Stacked():
            for item in result.rows:
                if item.answers:
                    said = f"{item.counts[0]} van {item.answers}"
                    yield f"{item.label}: {result.levels[0]}", item.counts[0] / item.answers, said
        case Bars() if result.unit.is_people and result.answers:
            for bar in result.bars:
                yield bar.label, bar.count / result.answers, f"{bar.count} van {result.answers}"
        case Axes():
            for point in result.points:
                if point.x is not None and point.y is not None:
                    yield f"{point.label}: {result.x[1]}", point.x / 10, f"staat op {number(point.x)}"
                    yield f"{point.label}: {result.y[1]}", point.y / 10, f"staat op {number(point.y)}"
        case _:  # words, texts and forms can't be laid on one line
            return
