"""Groups in one result instead of a result per group: their points on one field, or small ones in one table."""

from collections.abc import Sequence
from dataclasses import replace

from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.wording import labelled
from kompas_tui.domain.result.cells import Cell, Number
from kompas_tui.domain.result.shapes import Axes, AxesPoint, Distribution, Result, Stacked
from kompas_tui.domain.result.tables import Table, verdict

SMALL = 3
"""A group with fewer answers has no spread worth a table of its own."""

MOST_GROUPS = 6
"""So many groups fit beside each other."""

_NOTHING = ""


def on_one_field(parts: Sequence[tuple[str, Result]]) -> Axes | None:
    """One field with a point per group, where all of them placed the same single item; else None."""
    fields = [(group, result) for group, result in parts if isinstance(result, Axes) and len(result.points) == 1]
    if len(fields) < 2 or len(fields) < len(parts):
        return None
    first = fields[0][1]
    places = [(group, result.points[0]) for group, result in fields]
    points = tuple(AxesPoint(group, point.x, point.y, point.answers) for group, point in places)
    return Axes(first.x, first.y, points, sum(result.answers for _, result in fields), first.corners)


def in_one_table(parts: Sequence[tuple[str, Result]]) -> Table | None:
    """Several rows with what each group said of them, where every group is small; else None.

    Of a scale that is the median, of a checklist the score, or in a deck's own words what most chose.
    """
    if not 2 <= len(parts) <= MOST_GROUPS or any(result.answers >= SMALL for _, result in parts):
        return None
    columns = [_column(result) for _, result in parts]
    labels = list(dict.fromkeys(label for column in columns for label in column))
    if len(labels) < 2:
        return None
    rows = tuple((label, *(column.get(label, _NOTHING) for column in columns)) for label in labels)
    head = phrase("Stelling") if isinstance(parts[0][1], Distribution) else phrase("Onderdeel")
    return Table((head, *(group for group, _ in parts)), rows)


def with_speakers(result: Result, parts: Sequence[tuple[str, Result]]) -> Result:
    """A checklist in own words in which each text says which group it is of, where every text has one."""
    if not isinstance(result, Stacked) or result.is_scored:
        return result
    spoken = {
        idea.id: replace(idea, text=labelled(group, idea.text))
        for group, result in parts
        if isinstance(result, Stacked)
        for idea in result.ideas
    }
    return replace(result, ideas=tuple(spoken.get(idea.id, idea) for idea in result.ideas))


def _column(result: Result) -> dict[str, Cell]:
    """What a group said, by the label of the row."""
    match result:
        case Distribution():
            return {row.label: Number(row.median, 1) for row in result.rows if row.median is not None}
        case Stacked(is_scored=True):
            return {row.label: Number(row.score, 2) for row in result.rows if row.score is not None}
        case Stacked():
            return {row.label: verdict(row, result) for row in result.rows if row.answers}
        case _:  # counts of options stand beside each other already, and texts apart
            return {}
