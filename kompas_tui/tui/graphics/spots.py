"""Where pictures stand on a page: each of their cells holds the sign of its picture, in the colours of a half block."""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

HALF_BLOCK = "▀"

# The private plane of Unicode: no font or text has these signs, and each takes one cell.
_FIRST_MARK, _MARKS = 0xF0000, 0xFFFE
PICTURE_CELLS = re.compile("[\U000f0000-\U000ffffd]+")

PageRow = tuple[str, Hashable]
"""A row of a page in plain text, and all else that its look depends on."""

Run = tuple[int, int, int]
"""A row, and the columns from and up to which a picture is seen on it."""


def mark_of(number: int) -> str:
    """The sign of the cells of a picture; no letter has it."""
    return chr(_FIRST_MARK + number % _MARKS)


@dataclass(frozen=True, slots=True)
class SeenPicture:
    """What is seen of a picture on a page."""

    mark: str
    column: int
    row: int
    runs: tuple[Run, ...]
    """Counted from the picture's own corner."""

    @property
    def columns(self) -> int:
        """As many as are seen."""
        return max(end for _, _, end in self.runs)

    @property
    def rows(self) -> int:
        """As many as are seen."""
        return max(row for row, _, _ in self.runs) + 1

    @property
    def cells(self) -> int:
        """In how many cells it is seen."""
        return sum(end - start for _, start, end in self.runs)

    def cut(self, rows: int) -> "SeenPicture":
        """Only its first rows."""
        return replace(self, runs=tuple(run for run in self.runs if run[0] < rows))


def spots(rows: Sequence[str]) -> list[SeenPicture]:
    """The pictures on a page of which these are the rows in plain text."""
    runs: dict[str, list[Run]] = {}
    for row, line in enumerate(rows):
        for mark, start, end in marked_runs(line):
            runs.setdefault(mark, []).append((row, start, end))
    return [_spot(mark, cells) for mark, cells in runs.items()]


def marked_runs(line: str) -> Iterator[tuple[str, int, int]]:
    """The signs of pictures on this line, each with the columns from and up to which it stands."""
    for match in PICTURE_CELLS.finditer(line):
        column = cell_len(line[: match.start()])
        for run in re.finditer(r"(.)\1*", match[0]):
            yield run[1], column + run.start(), column + run.end()


def _spot(mark: str, runs: Sequence[Run]) -> SeenPicture:
    column, row = min(start for _, start, _ in runs), runs[0][0]
    return SeenPicture(
        mark, column, row, tuple((down - row, start - column, end - column) for down, start, end in runs)
    )


def changed(before: Sequence[PageRow], after: Sequence[PageRow], width: int) -> list[Run] | None:
    """What of a page with pictures is to be drawn anew, without the cells of those; None where that is all of it.

    Textual writes from the left edge up to what changed, so only what stands before a picture can be drawn alone.
    """
    runs_before, runs_after = ([list(marked_runs(line)) for line, _ in rows] for rows in (before, after))
    if runs_before != runs_after or not any(runs_after):
        return None
    parts: list[Run] = []
    for row, (old, new, runs) in enumerate(zip(before, after, runs_after, strict=True)):
        if old == new:
            continue
        (left, right), (new_left, new_right) = _around(old[0]), _around(new[0])
        if runs and (right != new_right or left == new_left):
            return None
        parts.append((row, 0, runs[0][1] if runs else width))
    return parts


def _around(line: str) -> tuple[str, str]:
    """What stands before the first picture on a row, and all the rest."""
    first = PICTURE_CELLS.search(line)
    return (line, "") if first is None else (line[: first.start()], line[first.start() :])
