"""Filled-in forms, a record each or a list per question; what a person can be known by stays off the beamer."""

from collections.abc import Sequence

from textual.content import Content

from kompas_tui.domain.language.alike import each_once
from kompas_tui.domain.result.shapes import Records
from kompas_tui.domain.result.tables import as_table
from kompas_tui.tui.drawing.letters import LEAST_ROWS
from kompas_tui.tui.drawing.lines import (
    BLANK,
    NOW,
    PLAIN,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    beside,
    joined,
    marked,
    text,
    wrapped,
)
from kompas_tui.tui.drawing.sizing import LetterSize, PagePart, Sized, in_larger_letters, sized

_MOST_LARGE = 100
"""More records than this are never large."""

MANY, _SHORT = 5, 40
"""More records than this, with answers of so many characters on average, are told per question."""

LISTS = 2
"""So many questions stand beside one another as lists."""


def records_parts(result: Records, width: int) -> list[Lines]:
    """The records below one another; of two questions the first sorts where it is a choice.

    Many with short answers become a list per question, equal answers counted.
    """
    public = result.public
    if _is_sorted_by_first(public):
        return _by_first(public, width)
    if _is_told_by_question(public):
        return _lists(public, width)
    return [_record(public, row, width) for row in as_table(public).in_words]


def large_records(result: Records, width: int, height: int, letters: LetterSize | None) -> list[Lines]:
    """The records in large letters, over pages where that is asked or few of them do; else nothing."""
    public = result.public
    if letters is None or _is_sorted_by_first(public) or _is_told_by_question(public) or len(public.rows) > _MOST_LARGE:
        return []
    parts: list[PagePart] = []
    for row in as_table(public).in_words:
        for at, (label, value) in enumerate(_filled_in(public, row)):
            named = f"{label} {value}" if label else value
            parts.append(Sized(named, QUIET) if at else Sized(named, STRONG, mark="•"))
        parts.append([BLANK])
    is_few = len(public.rows) * LEAST_ROWS <= height
    laid = sized(parts, width, height, letters) if is_few else []
    return laid or in_larger_letters(parts, width, height, letters)


def _is_sorted_by_first(public: Records) -> bool:
    """Whether the first of two questions is a choice, which sorts the answers to the second."""
    return len(public.columns) == LISTS and public.columns[0].holds == "choice" and len(public.rows) > 1


def _by_first(public: Records, width: int) -> list[Lines]:
    """Each answer to the first question as a heading over what was answered to the second."""
    under: dict[str, list[str]] = {}
    for first, second in as_table(public).in_words:
        under.setdefault(first, []).extend([second] if second else [])
    asked = public.columns[1].label
    return [
        wrapped(asked, width, QUIET),
        *(
            [BLANK, *wrapped(first, width, NOW), *(line for one in _answers(cells, width) for line in one)]
            for first, cells in under.items()
        ),
    ]


def _is_told_by_question(public: Records) -> bool:
    lengths = [len(cell) for row in public.rows for cell in row if cell]
    words_only = len(public.columns) == LISTS and not any(column.holds == "date" for column in public.columns)
    return words_only and len(public.rows) > MANY and sum(lengths) <= _SHORT * len(lengths)


def _lists(public: Records, width: int) -> list[Lines]:
    """Each question as a heading over its answers, the most common first."""
    room = (width - 3) // 2
    lists = [_answers([row[column] for row in public.rows if row[column]], room) for column in range(LISTS)]
    first, last = (wrapped(column.label, room, NOW) for column in public.columns)
    left, right = ([line for answer in one for line in answer] for one in lists)
    return [[*beside(first, last, room + 3), BLANK], *([line] for line in beside(left, right, room + 3))]


def _answers(cells: Sequence[str], width: int) -> list[Lines]:
    ranked = sorted(each_once(cells), key=lambda one: -one[1])
    return [
        marked(text("▸ ", TITLE), joined(text(one, STRONG if often > 1 else PLAIN), text(_often(often), QUIET)), width)
        for one, often in ranked
    ]


def _often(often: int) -> str:
    return f" ({often}×)" if often > 1 else ""


def _filled_in(public: Records, row: Sequence[str]) -> list[tuple[str, str]]:
    """What is filled in, each with what was asked; only words in answer to the first question speak for themselves.

    What was asked first is often who somebody is, which is not told: then a bare 3 would head the record.
    """
    return [
        ("" if at == 0 and column.holds in ("text", "choice") else column.label, value)
        for at, (column, value) in enumerate(zip(public.columns, row, strict=True))
        if value
    ]


def _record(public: Records, row: Sequence[str], width: int) -> Lines:
    lines: Lines = []
    for label, value in _filled_in(public, row):
        named = f"{label}{'' if label.endswith(('?', ':')) else ':'} " if label else ""
        if lines:
            lines += _answer(f"  {named}", value, width)
        else:
            lines = marked(text("▸ ", TITLE), f"{named}{value}", width, STRONG)
    return [*lines, BLANK]


def _answer(label: str, value: str, width: int) -> Lines:
    mark = text(label, QUIET)
    return marked(mark, value, width) if mark.cell_length < width // 2 else _below(mark, value, width)


def _below(mark: Content, value: str, width: int) -> Lines:
    return [*wrapped(mark.rstrip(), width), *marked(text("  "), value, width)]
