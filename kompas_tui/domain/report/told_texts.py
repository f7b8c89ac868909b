"""Texts and forms as a report tells them: each once, under its heading or in its column, with its support."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from unicodedata import bidirectional

from kompas_tui.domain.language.alike import each_once, folded
from kompas_tui.domain.language.sentences import as_opening, dotted
from kompas_tui.domain.language.wording import count, labelled, quoted
from kompas_tui.domain.report.document import Bullets, Figures, Paragraph, Passage, Section
from kompas_tui.domain.result.cells import Cell, Number
from kompas_tui.domain.result.shapes import (
    Records,
    Result,
    TextItem,
    TextList,
)
from kompas_tui.domain.result.tables import HEADED, IN_COLUMN, Table, as_table, text_table

ROLE = "rol"

NO_HEADING = "Zonder kopje"
"""Above texts that were put under no heading, where others were."""

PERSONAL = "persoonsgegeven"
_OFTEN = "Hoe vaak"

SplitResults = Sequence[tuple[str, Result]]
"""The result per role, or per table."""

_MANY = {"Bezwaar": "Bezwaren", "Opmerking": "Opmerkingen", "Een eigen tip": "Eigen tips"}
"""What a list of texts is called, by what one of them is called."""


def marked_personal(label: str, personal: bool) -> str:
    """The head of a column or line, which says that a person can be known by what stands there."""
    return f"{label} ({PERSONAL})" if personal else label


def texts_apart(name: str, result: Result, splits: Sequence[tuple[str, SplitResults]]) -> list[Passage]:
    """Texts and long forms, once: per role or table where there is a split."""
    by, split = splits[0] if splits else ("", [("", result)])
    written = [item for _, part in split if isinstance(part, TextList) for item in part.items]
    if (together := _in_one_table(by, split)) is not None:
        return [Figures(name, "Teksten", together)]
    blocks: list[Passage] = []
    for group, part in split:
        label = {"": "", ROLE: f"Rol: {group}"}.get(by, as_opening(group))
        if isinstance(part, TextList):
            blocks += _texts(", ".join(word for word in (name, group) if word), part.items, label, written)
        elif isinstance(part, Records):
            blocks += _forms(part, label)
    return blocks


_FEWEST_LISTS, _FEW_EACH = 3, 2
"""From so many lists on that have no more texts each than this, one table reads better."""


def _in_one_table(by: str, split: SplitResults) -> Table | None:
    """All texts with the group and the heading that each stands under; None where lists are few or long."""
    named = [(group if by == ROLE else as_opening(group), part) for group, part in split]
    parts = [(group, part) for group, part in named if isinstance(part, TextList) and not part.columns]
    items = [replace(item, column=group) for group, part in parts for item in part.items]
    lists = {(item.column, item.group) for item in items}
    if len(parts) < len(split) or len(lists) < _FEWEST_LISTS or len(items) > _FEW_EACH * len(lists):
        return None
    table = table_of_texts(
        items, supported=any(item.support for item in items), answered=any(item.done for item in items)
    )
    before = [table.header.index(name) for name in (IN_COLUMN, HEADED) if name in table.header]
    order = [*before, *(index for index in range(len(table.header)) if index not in before)]
    groups = [group for group, _ in parts]
    rows = sorted(table.rows, key=lambda row: groups.index(str(row[order[0]]))) if by else table.rows
    header = [by.capitalize() if table.header[index] == IN_COLUMN else table.header[index] for index in order]
    return Table(tuple(header), tuple(tuple(row[index] for index in order) for row in rows))


def column_sections(
    name: str, result: Result, splits: Sequence[tuple[str, SplitResults]], whole: Result | None = None
) -> list[Section]:
    """A section for each column in which texts were written, also where nobody did; none where there are no columns.

    Of the `whole` result the number of texts is told, where this one has the strongest only.
    """
    if not isinstance(result, TextList):
        return []
    counted = whole if isinstance(whole, TextList) else result
    return [
        Section(
            f"{column} ({count(len(counted.within(column)), 'tekst', 'teksten')})",
            tuple(_in_column(name, column, result, splits)),
        )
        for column in result.columns
    ]


def _in_column(
    name: str, column: str, result: TextList, splits: Sequence[tuple[str, SplitResults]]
) -> Sequence[Passage]:
    if not result.within(column):
        return [Paragraph("Hier staat geen tekst.", "quiet")]
    own = [
        (by, [(group, _only(part, column)) for group, part in split if _only(part, column).items])
        for by, split in splits
    ]
    return texts_apart(f"{name}, {column}", _only(result, column), [(by, split) for by, split in own if split])


def _only(part: Result, column: str) -> TextList:
    """The texts of one column, without its name."""
    items = part.within(column) if isinstance(part, TextList) else ()
    return TextList(tuple(replace(item, column="") for item in items), part.answers)


def _texts(name: str, items: Sequence[TextItem], label: str, written: Sequence[TextItem]) -> list[Passage]:
    """Texts under their headings: lists, or tables where any that was `written` has support or is answered.

    All of them are one or the other: a table after a list would seem to stand under the heading of that.
    """
    by_heading: dict[str, list[TextItem]] = {}
    for item in items:
        by_heading.setdefault(item.group, []).append(item)
    counted, answered = any(item.support for item in written), any(item.done for item in written)
    in_tables = counted or answered or any(item.reaction for item in written)
    blocks: list[Passage] = []
    for heading, under in by_heading.items():
        under_heading = heading or (NO_HEADING if len(by_heading) > 1 else "")
        caption = ", ".join(word for word in (label, under_heading) if word)
        if in_tables:
            unique = ", ".join(word for word in (name, heading) if word)
            table = table_of_texts([replace(item, group="") for item in under], supported=counted, answered=answered)
            blocks.append(Figures(unique, caption or "Teksten", table))
        else:
            blocks.append(Bullets(told_once([item.text for item in under]), caption))
    return blocks


def told_once(texts: Sequence[str]) -> tuple[str, ...]:
    """Each text once, as it was first spelled, with how often it was written; what came most often first."""
    return tuple(_with_times(text, times) for text, times in sorted(each_once(texts), key=lambda one: -one[1]))


def _with_times(text: str, times: int) -> str:
    """The text and how often it was written; before a text that ends from the right, or it would land in its middle."""
    if times == 1:
        return text
    directions = [direction for char in text if (direction := bidirectional(char)) in ("L", *_FROM_RIGHT)]
    is_from_right = bool(directions) and directions[-1] in _FROM_RIGHT
    return f"({dotted(times)}×) {text}" if is_from_right else f"{text} ({dotted(times)}×)"


_FROM_RIGHT = ("R", "AL")
"""The directions of letters that are read from the right, as Unicode calls them."""


def rows_once(table: Table) -> Table:
    """Each row once; where some came more often, a column says how often."""
    times = Counter(table.rows)
    if len(times) == len(table.rows):
        return table
    return Table((*table.header, _OFTEN), tuple((*row, Number(often, is_times=True)) for row, often in times.items()))


def table_of_texts(items: Sequence[TextItem], *, supported: bool, answered: bool) -> Table:
    """Each text once; equal ones have their support together, and a column says how often they were written."""
    equals: dict[tuple[object, ...], list[TextItem]] = {}
    for item in items:
        key = (item.column, item.group, folded(item.text), item.done, item.reaction)
        equals.setdefault(key, []).append(item)
    alike = list(equals.values())
    support = [sum(item.support for item in same) for same in alike]
    order = sorted(range(len(alike)), key=lambda index: (-support[index], -len(alike[index])))
    first = [alike[index][0] for index in order]
    table = text_table([replace(item, support=0, weighing="") for item in first])
    extra: list[tuple[str, list[Cell]]] = []
    if supported:
        extra.append(("Steun", [Number(support[index]) for index in order]))
    if answered:
        extra.append(("Antwoord", ["beantwoord" if item.done else "nog niet" for item in first]))
    if len(alike) < len(items):
        extra.append((_OFTEN, [Number(len(alike[index]), is_times=True) for index in order]))
    rows = ((*row, *(cells[index] for _, cells in extra)) for index, row in enumerate(table.rows))
    return Table((*table.header, *(header for header, _ in extra)), tuple(rows))


def _forms(result: Records, label: str) -> list[Passage]:
    names = [marked_personal(column.label, column.personal) for column in result.columns]
    times = Counter(as_table(result).in_words)
    return [
        Bullets(
            tuple(labelled(name, cell) for name, cell in zip(names, row, strict=True) if cell),
            ", ".join(word for word in (label, f"Formulier {number}") if word)
            + (f" ({dotted(often)}×)" if often > 1 else ""),
        )
        for number, (row, often) in enumerate(times.items(), 1)
    ]


def heading_of_texts(one: str) -> str:
    """What stands above texts beside counts, by what one of them is called."""
    return _MANY.get(one, one)


def under_headings(items: Sequence[TextItem], before: str) -> list[Passage]:
    """A list of texts for each heading, with what stands `before` its name."""
    groups: dict[str, list[str]] = {}
    for item in items:
        groups.setdefault(item.heading, []).append(item.text)
    return [
        Bullets(told_once(texts), f"{before}{quoted(heading)}" if before else heading_of_texts(heading))
        for heading, texts in groups.items()
    ]
