"""A result as tables and lists for the report, by its shape and never by kind."""

from collections.abc import Sequence
from dataclasses import replace

from kompas_tui.domain.kinds.leading import FEW
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import count, labelled, listing, quoted
from kompas_tui.domain.report.charts import drawings_of
from kompas_tui.domain.report.document import Bullets, Figures, Passage
from kompas_tui.domain.report.told_texts import (
    ROLE,
    SplitResults,
    marked_personal,
    rows_once,
    table_of_texts,
    texts_apart,
    told_once,
)
from kompas_tui.domain.report.under_tables import (
    MIDDLE_HALF,
    aside_of,
    beside_counts,
    by_level,
    half_in_words,
    middle_half,
    under_table,
)
from kompas_tui.domain.result.cells import Cell, Number, in_words
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
    TextList,
    Words,
)
from kompas_tui.domain.result.tables import ANSWERS, Table, as_table
from kompas_tui.domain.result.together import in_one_table, on_one_field

MOST_BESIDE = 40
"""Groups whose names are longer together than this have a table each."""

MOST_SHARES = 4
"""With more groups percentages beside the counts are no longer readable."""

MOST_ROWS_APART = 16
"""With more rows together the tables of groups stand in an appendix."""

MOST_COLUMNS = 4
"""A form with more fields is told per form and not as a table."""


def figures(name: str, result: Result, splits: Sequence[tuple[str, SplitResults]]) -> list[Passage]:
    """All figures of a result; `splits` names what a split is by (rol, tafel), and may be empty.

    Texts in columns stand in sections of their own.
    """
    if (isinstance(result, Profile) and result.is_hidden) or (isinstance(result, TextList) and result.columns):
        return []
    if isinstance(result, TextList) or (isinstance(result, Records) and len(result.columns) > MOST_COLUMNS):
        return texts_apart(name, result, splits)
    harvest = by_level(result) if isinstance(result, Stacked) else []
    groups = tables_of_groups(name, result, splits)
    return [*harvest, *_tables(name, result, splits), *([] if are_long(groups) else groups), *under_table(result)]


def what_was_written(name: str, result: Result, splits: Sequence[tuple[str, SplitResults]]) -> list[Passage]:
    """What participants wrote themselves, without the counts that stand beside it."""
    if isinstance(result, Bars | Stacked | PinMap):
        return beside_counts(result)
    return figures(name, result, splits)


def told_in_part(
    name: str, result: Result, splits: Sequence[tuple[str, SplitResults]], *, are_strongest: bool
) -> list[Passage]:
    """The same of a result of which most texts were left out: what is left in one table or list, with its heading."""
    match result:
        case TextList() if not result.columns and not splits:
            items = sorted(result.items, key=lambda item: -item.support)
            supported, answered = any(item.support for item in items), any(item.done for item in items)
            table = table_of_texts(items, supported=supported, answered=answered)
            return [Figures(name, "De sterkste teksten" if are_strongest else "Een deel van de teksten", table)]
        case Stacked():
            lines = told_once([labelled(quoted(item.heading), item.text) for item in result.ideas])
            return [*figures(name, replace(result, ideas=()), splits), Bullets(lines, aside_of(result))]
        case _:  # has few headings
            return figures(name, result, splits)


def are_long(tables: Sequence[Figures]) -> bool:
    """Whether the tables of groups take so much room that they stand in an appendix."""
    return sum(len(one.table.rows) for one in tables) > MOST_ROWS_APART


def _unit(result: Result) -> str:
    match result:
        case Bars():
            return f"Aantal {result.named or result.unit}"
        case Distribution(by_mean=True):
            return "Aantal scores per stelling, en hun gemiddelde"
        case Distribution():
            return "Aantal deelnemers per score"
        case Words():
            return "Aantal deelnemers per woord"
        case TextList():
            return "Teksten"
        case Stacked(is_scored=False):
            return "Aantal deelnemers per antwoord"
        case Stacked():
            return "Aantal deelnemers per antwoord, met de score van 0 tot 1"
        case Axes():
            return "De gemiddelde plek, op lijnen van 0 tot 10"
        case Records():
            return "Wat er is ingevuld"
        case Profile():
            return "Aantal deelnemers per stijl"
        case Pairs():
            return "Wat bij elkaar past"
        case PinMap():
            return "Aantal prikken per plek"
        case _:  # any shape can be told as a table
            return "Uitslag"


def _table(result: Result) -> Table:
    """The result's table, with what only a report tells besides."""
    table = as_table(result)
    match result:
        case Bars() if result.counted_apart:
            columns = [map(Number, counts) for _, counts in result.counted_apart]
            header = (*table.header, *(way.capitalize() for way, _ in result.counted_apart))
            return Table(header, tuple((*row, *more) for row, *more in zip(table.rows, *columns, strict=True)))
        case Stacked() if result.part_names:
            return _in_parts(result, table)
        case Distribution() if len(result.rows) > 1:
            return _with_middle_half(table, result)
        case Axes():
            return _on_field(result, table)
        case Records():
            marked = tuple(marked_personal(column.label, column.personal) for column in result.columns)
            return rows_once(Table(marked, table.rows))
        case Pairs():
            return Table(table.header[:2], tuple((ask, offer) for ask, offer, joined in table.rows if joined))
        case _:
            return table


def _on_field(result: Axes, table: Table) -> Table:
    """The table with the number of each point on the drawn field, and without a count that is that of all points."""
    numbers = iter(range(1, len(result.points) + 1))
    named = [f"{point.label} ({next(numbers)})" if point.x is not None else point.label for point in result.points]
    rows = [(label, *row[1:]) for label, row in zip(named, table.rows, strict=True)]
    if any(point.answers != result.answers for point in result.points):
        return Table(table.header, tuple(rows))
    counted = table.header.index(ANSWERS)
    header = (*table.header[:counted], *table.header[counted + 1 :])
    return Table(header, tuple((*row[:counted], *row[counted + 1 :]) for row in rows))


def _in_parts(result: Stacked, table: Table) -> Table:
    """The table with a column for each part of an item; an item that may not be seen stands in the first."""
    names = tuple(f"{name[:1].upper()}{name[1:]}" for name in result.part_names)
    blank = ("",) * (len(names) - 1)
    rows = (
        (*(item.parts or (item.label, *blank)), *row[1:]) for item, row in zip(result.rows, table.rows, strict=True)
    )
    return Table((*names, *table.header[1:]), tuple(rows))


def _with_middle_half(table: Table, result: Distribution) -> Table:
    """The table with where the middle half of the scores of each statement lies, where it has one."""
    halves = [half_in_words(middle_half(row)) if row.answers >= FEW else "" for row in result.rows]
    if not any(halves):
        return table
    rows = tuple((*row, half) for row, half in zip(table.rows, halves, strict=True))
    return Table((*table.header, MIDDLE_HALF), rows)


def _tables(name: str, result: Result, splits: Sequence[tuple[str, SplitResults]]) -> list[Passage]:
    table, unit = _table(result), _unit(result)
    if not table.rows:
        return []
    if isinstance(result, Records | Pairs):  # what people wrote is told once
        return [Figures(name, unit, _by_group(splits) or table)]
    beside = [(by, split) for by, split in splits if _fits_beside(result, split)]
    for by, split in beside:
        table = _with_columns(table, result, split, sized=by == ROLE)
    per = f"per {listing([by for by, _ in beside])}" if beside else ""
    caption = f"{unit}, samen en {per}" if per else unit
    parts = [Figures(f"{name}, per {by}", f"{_told(result)}, per {by}", groups) for by, groups in _merged(splits)]
    return [*drawings_of(result, _unit(result)), Figures(name, caption, table, unit=unit, by=per), *parts]


def _merged(splits: Sequence[tuple[str, SplitResults]]) -> list[tuple[str, Table]]:
    """All groups in one table, by what they are split by, where that can be."""
    together = {by: field for by, split in splits if (field := on_one_field(split)) is not None}
    tables = {by: as_table(field) for by, field in together.items()}
    tables |= {by: own for by, split in splits if (own := in_one_table(split)) is not None}
    return list(tables.items())


def tables_of_groups(name: str, result: Result, splits: Sequence[tuple[str, SplitResults]]) -> list[Figures]:
    """A table for each group that stands in no table with others."""
    if isinstance(result, TextList | Records | Pairs):
        return []
    merged = {by for by, _ in _merged(splits)}
    return [
        Figures(
            f"{name}, {group}",
            f"{_unit(part)}, {group} ({count(part.answers, 'antwoord', 'antwoorden')})",
            own,
        )
        for by, split in splits
        if by not in merged and not _fits_beside(result, split)
        for group, part in split
        if (own := _table(part)).rows and not (isinstance(part, Profile) and part.is_hidden)
    ]


def _by_group(splits: Sequence[tuple[str, SplitResults]]) -> Table | None:
    """The forms of all groups in one table, each with its group; None where there are no groups."""
    for by, split in splits:
        parts = [(group, part) for group, part in split if isinstance(part, Records) and part.rows]
        if parts:
            header = (
                *(marked_personal(column.label, column.personal) for column in parts[0][1].columns),
                by.capitalize(),
            )
            return rows_once(Table(header, tuple((*row, group) for group, part in parts for row in part.cells)))
    return None


def _told(result: Result) -> str:
    """What stands in a table of groups."""
    match result:
        case Distribution():
            return "De middelste score"
        case Stacked(is_scored=True):
            return "De score van 0 tot 1"
        case Stacked() if result.vote.needs:
            return f"Of het de drempel van {result.vote.told} haalt"
        case Stacked():
            return "Wat het vaakst is gekozen"
        case _:  # any other shape keeps its unit
            return _unit(result)


def _fits_beside(result: Result, split: SplitResults) -> bool:
    """Whether the groups fit as columns beside the whole, whose rows are a label and how often; a form's are not."""
    if isinstance(result, Records):
        return False
    return len(as_table(result).header) == 2 and sum(len(group) for group, _ in split) <= MOST_BESIDE


def _with_columns(table: Table, whole: Result, split: SplitResults, *, sized: bool) -> Table:
    """The table with a column per group at the end; a group may have spelled a word otherwise than most."""
    fold = str.casefold if isinstance(whole, Words) else str
    counts = [{fold(in_words(row[0])): row[1] for row in as_table(result).rows} for _, result in split]
    shares = _shares(whole, split) if sized else [0] * len(split)
    rows = tuple(
        (
            *row,
            *(
                _with_share(column.get(fold(in_words(row[0])), Number(0)), of)
                for column, of in zip(counts, shares, strict=True)
            ),
        )
        for row in table.rows
    )
    names = (f"{group} ({dotted(result.answers)})" if sized else group for group, result in split)
    return Table((*table.header, *names), rows)


def _shares(whole: Result, split: SplitResults) -> list[int]:
    """Of how many each group's counts are a share; 0 where groups can be laid side by side without."""
    sizes = [result.answers for _, result in split]
    told = isinstance(whole, Bars) and whole.unit.is_people and len(set(sizes)) > 1 and len(sizes) <= MOST_SHARES
    return sizes if told else [0] * len(split)


def _with_share(amount: Cell, whole: int) -> Cell:
    """The number with the share that it is of a whole; without one where either is none."""
    if not isinstance(amount, Number) or not whole or not amount.value:
        return amount
    return replace(amount, share=100 * amount.value / whole)
