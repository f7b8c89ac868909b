"""A result as a chart, where a chart says more than its table: by its shape and never by kind."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kompas_tui.domain.language.wording import number, shortened_at_word
from kompas_tui.domain.report.document import Chart, ChartForm, ChartSeries, FieldPicture
from kompas_tui.domain.result.cells import Number
from kompas_tui.domain.result.comparison import Comparison
from kompas_tui.domain.result.shapes import (
    Axes,
    Bars,
    Distribution,
    Profile,
    Result,
    Stacked,
    Words,
)
from kompas_tui.domain.result.tables import as_table

MOST_BARS = 12
"""More bars than this are no picture any more: then the first ones are drawn, and the table has them all."""

MOST_PAIRS = 8
"""More pairs than this take half a page: then those that moved furthest are drawn."""

MOST_LAYERS = 6
"""More layers in a bar than there are colours in a theme can't be told apart."""

_FEWEST: Mapping[ChartForm, int] = {"bars": 3, "columns": 3, "pairs": 2, "layers": 1}
"""Fewer than these say no more than the sentence above them and their table do."""

_LONGEST_LABEL = 70
"""A longer label leaves no room for its bar."""


def drawings_of(result: Result, unit: str) -> Sequence[Chart | FieldPicture]:
    """The chart of a result, or of points on axes their field."""
    if isinstance(result, Axes):
        return [FieldPicture(result)] if any(point.x is not None for point in result.points) else []
    return charts_of(result, unit)


def charts_of(result: Result, unit: str) -> list[Chart]:
    """The chart of a result; none where nobody answered, or where there is nothing to compare."""
    match result:
        case Bars():
            bars = result.ranked
            return _bars(unit, [bar.in_words for bar in bars], [float(bar.count) for bar in bars])
        case Words():
            return _bars(unit, [word.text for word in result.words], [float(word.count) for word in result.words])
        case Profile() if not result.is_hidden:
            rows = as_table(result).rows  # who lies between two styles too
            return _bars(
                unit, [str(row[0]) for row in rows], [row[1].value for row in rows if isinstance(row[1], Number)]
            )
        case Distribution() if len(result.rows) == 1:
            counts = result.rows[0].counts
            names = [number(score) for score in result.scores]
            return _chart("columns", unit, names, (ChartSeries("Aantal", tuple(map(float, counts))),))
        case Distribution() if not result.by_mean:
            scores = [number(score) for score in result.scores]
            return _layers(unit, scores, [(row.label, row.counts) for row in result.rows], is_rising=True)
        case Stacked():
            return _layers(unit, result.levels, [(row.label, row.counts) for row in result.rows])
        case _:  # a chart stands where a shape says which
            return []


def chart_of_shifts(shift: Comparison) -> list[Chart]:
    """Before beside after; none on a field, which has a picture of its own."""
    if shift.moves is not None:
        return []
    first, now = shift.sides
    values = [(first, [one.before for one in shift.shifts]), (now, [one.after for one in shift.shifts])]
    return chart_of_rounds(f"In {shift.measures}", [one.label for one in shift.shifts], values)


Values = tuple[str, Sequence[float | None]]
"""The name of a round, and what each option came to in it."""


def chart_of_rounds(unit: str, labels: Sequence[str], rounds: Sequence[Values]) -> list[Chart]:
    """The rounds beside each other, of the options that moved furthest since the last but one.

    None below zero, where bars begin.
    """
    rows = [(label, values) for label, *values in zip(labels, *(each for _, each in rounds), strict=True)]
    whole = [(label, list(map(float, told))) for label, values in rows if len(told := _known(values)) == len(values)]
    if not whole or any(min(values) < 0 for _, values in whole):
        return []
    furthest = sorted(whole, key=lambda row: -abs(row[1][-1] - row[1][-2]))[:MOST_PAIRS]
    drawn = [row for row in whole if row in furthest]
    series = [ChartSeries(name, tuple(values[index] for _, values in drawn)) for index, (name, _) in enumerate(rounds)]
    charts = _chart("pairs", unit, [label for label, _ in drawn], series, is_rising=True)
    return [replace(chart, left_out=len(whole) - len(drawn)) for chart in charts]


def chart_of_scores(scores: Sequence[str], rounds: Sequence[Values]) -> list[Chart]:
    """How many percent gave each score, the rounds beside each other."""
    series = [ChartSeries(name, tuple(value or 0.0 for value in values)) for name, values in rounds]
    return _chart("columns", "In procenten", scores, series, is_rising=True)


def _known(values: Sequence[float | None]) -> Sequence[float]:
    return [value for value in values if value is not None]


def _bars(unit: str, labels: Sequence[str], values: Sequence[float]) -> list[Chart]:
    return _chart("bars", unit, labels, (ChartSeries("Aantal", tuple(values)),))


def _layers(
    unit: str, levels: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]], *, is_rising: bool = False
) -> list[Chart]:
    """A bar a row, with a layer for each level."""
    if len(levels) > MOST_LAYERS:
        return []
    series = tuple(
        ChartSeries(level, tuple(float(counts[index]) for _, counts in rows)) for index, level in enumerate(levels)
    )
    return _chart("layers", unit, [label for label, _ in rows], series, is_rising=is_rising)


def _chart(
    form: ChartForm, unit: str, labels: Sequence[str], series: Sequence[ChartSeries], *, is_rising: bool = False
) -> list[Chart]:
    if len(labels) < _FEWEST[form] or not any(any(one.values) for one in series):
        return []
    drawn = slice(None) if form == "columns" else slice(MOST_BARS)
    cut = tuple(ChartSeries(shortened_at_word(one.name, _LONGEST_LABEL), one.values[drawn]) for one in series)
    names = tuple(shortened_at_word(" ".join(label.split()), _LONGEST_LABEL) for label in labels[drawn])
    return [Chart(form, unit, names, cut, len(labels) - len(names), is_rising=is_rising)]
