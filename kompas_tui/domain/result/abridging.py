"""Long labels in a few words, each with its number so that no two look alike; the whole texts stand apart."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.result.comparison import Comparison
from kompas_tui.domain.result.shapes import (
    Axes,
    Bars,
    Distribution,
    Result,
    Stacked,
)

LONG, _SHORT = 160, 90
"""A label of more characters than the first gets a short form of at most the second."""

WHOLE_TEXTS = phrase("De hele teksten")
"""What stands above them."""

Names = Mapping[str, str]
"""The short form of each label; none where no label is long."""


def short_names(result: Result) -> Names:
    """A short form with its number for every label of the result, where one of them is long."""
    labels = _labels(result)
    if all(len(label) <= LONG for label in labels):
        return {}
    return {label: f"{number}. {_beginning(label)}" for number, label in enumerate(labels, 1)}


def whole_texts(names: Names) -> tuple[str, ...]:
    """The labels that were shortened, whole and with their numbers."""
    numbered = ((f"{number}. {label}", short) for number, (label, short) in enumerate(names.items(), 1))
    return tuple(whole for whole, short in numbered if whole != short)


def _beginning(label: str) -> str:
    """The first words of a text that is longer than a short form."""
    if len(label) <= _SHORT:
        return label
    words = label[:_SHORT].rpartition(" ")[0] or label[: _SHORT - 1]
    return f"{words.rstrip(' ,.;:')}…"


def _labels(result: Result) -> Sequence[str]:
    match result:
        case Bars():
            return [bar.label for bar in result.bars]
        case Distribution() | Stacked():
            return [row.label for row in result.rows]
        case Axes():
            return [point.label for point in result.points]
        case _:  # what people wrote is no label, and stays whole
            return []


def relabelled(result: Result, names: Names) -> Result:
    """The result with these names for its labels."""
    match result:
        case _ if not names:
            return result
        case Bars():
            return relabelled_bars(result, names)
        case Distribution():
            spreads = tuple(replace(row, label=names.get(row.label, row.label)) for row in result.rows)
            return replace(result, rows=spreads)
        case Stacked():
            items = tuple(replace(row, label=names.get(row.label, row.label)) for row in result.rows)
            ideas = tuple(replace(idea, group=names.get(idea.group, idea.group)) for idea in result.ideas)
            return replace(result, rows=items, ideas=ideas)
        case Axes():
            return relabelled_field(result, names)
        case _:  # it has no labels
            return result


def relabelled_bars(result: Bars, names: Names) -> Bars:
    """The bars with these names for their options."""
    bars = tuple(replace(bar, label=names.get(bar.label, bar.label)) for bar in result.bars)
    return replace(result, bars=bars, winner=names.get(result.winner, result.winner))


def relabelled_field(result: Axes, names: Names) -> Axes:
    """The field with these names for its points."""
    return replace(result, points=tuple(replace(p, label=names.get(p.label, p.label)) for p in result.points))


def compared_by(comparison: Comparison, names: Names) -> Comparison:
    """The comparison with these names for its labels."""
    if not names:
        return comparison
    shifts = tuple(replace(shift, label=names.get(shift.label, shift.label)) for shift in comparison.shifts)
    levels = tuple(replace(level, label=names.get(level.label, level.label)) for level in comparison.levels)
    moves = comparison.moves
    if moves is not None:
        moves = replace(moves, before=relabelled_field(moves.before, names), after=relabelled_field(moves.after, names))
    return replace(comparison, shifts=shifts, levels=levels, moves=moves)
