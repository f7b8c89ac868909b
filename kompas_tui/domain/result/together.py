"""Groups in one result instead of a result per group: their points on one field."""

from collections.abc import Sequence

from kompas_tui.domain.result.shapes import Axes, AxesPoint, Result


def on_one_field(parts: Sequence[tuple[str, Result]]) -> Axes | None:
    """One field with a point per group, where all of them placed the same single item; else None."""
    fields = [(group, part) for group, part in parts if isinstance(part, Axes) and len(part.points) == 1]
    if len(fields) < 2 or len(fields) < len(parts):
        return None
    first = fields[0][1]
    places = [(group, part.points[0]) for group, part in fields]
    points = tuple(AxesPoint(group, point.x, point.y, point.answers) for group, point in places)
    return Axes(first.x, first.y, points, sum(part.answers for _, part in fields), first.corners)
