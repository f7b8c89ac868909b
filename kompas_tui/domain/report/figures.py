"""A result as tables and lists for the report, by its shape and never by kind."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kompas_tui.domain.kinds.leading import FEW
from kompas_tui.domain.language.wording import count, labelled, listing, number, quoted, without_stop
from kompas_tui.domain.outcome.veil import folded
from kompas_tui.domain.report.charts import drawings_of
from kompas_tui.domain.report.document import Bullets, Figures, Paragraph, Passage, Section
from kompas_tui.domain.result.advice import advice
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
    Spread,
    Stacked,
    TextItem,
    TextList,
    Words,
)
from kompas_tui.domain.result.tables import DIVIDED, Table, as_table, text_table
from kompas_tui.domain.result.together import in_one_table, on_one_field

MOST_BESIDE = 40
"""Groups whose names are longer together than this have a table each."""

MOST_SHARES = 4
"""With more groups percentages beside the counts are no longer readable."""

ROLE = "rol"

MOST_ROWS_APART = 16
"""With more rows together the tables of groups stand in an appendix."""

MOST_COLUMNS = 4
"""A form with more fields is told per form and not as a table."""

PERSONAL = "persoonsgegeven"
MIDDLE_HALF, _OFTEN = "Middelste helft", "Hoe vaak"

SplitResults = Sequence[tuple[str, Result]]
"""The result per role, or per table."""

_ASIDE = {"idee": "Ideeën bij ", "reden": "Redenen bij ", "waarneming": "Waarnemingen bij "}
"""What stands above the texts of an item, by what one of them is called."""

_MANY = {"Bezwaar": "Bezwaren", "Opmerking": "Opmerkingen", "Een eigen tip": "Eigen tips"}
"""What a list of texts is called, by what one of them is called."""


def figures(name: str, result: Result, splits: Sequence[tuple[str, SplitResults]]) -> list[Passage]:
    """All figures of a result; `splits` names what a split is by (rol, tafel), and may be empty.

    Texts in columns stand in sections of their own.
    """
    if (isinstance(result, Profile) and result.is_hidden) or (isinstance(result, TextList) and result.columns):
        return []
    if isinstance(result, TextList) or (isinstance(result, Records) and len(result.columns) > MOST_COLUMNS):
        return _apart(name, result, splits)
    harvest = _by_level(result) if isinstance(result, Stacked) else []
    groups = tables_of_groups(name, result, splits)
    return [*harvest, *_tables(name, result, splits), *([] if are_long(groups) else groups), *_further(result)]


def what_was_written(name: str, result: Result, splits: Sequence[tuple[str, SplitResults]]) -> list[Passage]:
    """What participants wrote themselves, without the counts that stand beside it."""
    if isinstance(result, Bars | Stacked | PinMap):
        return _beside_counts(result)
    return figures(name, result, splits)


def the_strongest(name: str, result: Result, splits: Sequence[tuple[str, SplitResults]]) -> list[Passage]:
    """The same of a result of which most texts were left out: what is left in one table or list, with its heading."""
    match result:
        case TextList() if not result.columns and not splits:
            items = sorted(result.items, key=lambda item: -item.support)
            supported, answered = any(item.support for item in items), any(item.done for item in items)
            return [Figures(name, "De sterkste teksten", _text_table(items, supported=supported, answered=answered))]
        case Stacked():
            lines = told_once([labelled(quoted(item.group), item.text) for item in result.ideas])
            aside = _ASIDE.get(result.idea, _ASIDE["idee"]).removesuffix(" bij ")
            return [*figures(name, replace(result, ideas=()), splits), Bullets(lines, aside)]
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
        case Bars() if any(bar.hands for bar in result.bars):
            hands = (Number(bar.hands) for bar in result.ranked)
            return Table((*table.header, "Handen"), tuple((*row, n) for row, n in zip(table.rows, hands, strict=True)))
        case Stacked() if result.part_names:
            return _in_parts(result, table)
        case Distribution() if len(result.rows) > 1:
            return _with_middle_half(table, result)
        case Records():
            marked = tuple(_marked(column.label, column.personal) for column in result.columns)
            return _rows_once(Table(marked, table.rows))
        case Pairs():
            return Table(table.header[:2], tuple((ask, offer) for ask, offer, joined in table.rows if joined))
        case _:
            return table


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
    halves = [_between(row).removeprefix("van ") if row.answers >= FEW else "" for row in result.rows]
    if not any(halves):
        return table
    rows = tuple((*row, half) for row, half in zip(table.rows, halves, strict=True))
    return Table((*table.header, MIDDLE_HALF), rows)


def _marked(label: str, personal: bool) -> str:
    return f"{label} ({PERSONAL})" if personal else label


def _tables(name: str, result: Result, splits: Sequence[tuple[str, SplitResults]]) -> list[Passage]:
    table, unit = _table(result), _unit(result)
    if not table.rows:
        return []
    if isinstance(result, Records | Pairs):  # what people wrote is told once
        return [Figures(name, unit, _by_group(splits) or table)]
    beside = [(by, split) for by, split in splits if _fits_beside(result, split)]
    for by, split in beside:
        table = _with_columns(table, result, split, sized=by == ROLE)
    if beside:
        unit += f", samen en per {listing([by for by, _ in beside])}"
    parts = [Figures(f"{name}, per {by}", f"{_told(result)}, per {by}", groups) for by, groups in _merged(splits)]
    return [*drawings_of(result, _unit(result)), Figures(name, unit, table), *parts]


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
            header = (*(_marked(column.label, column.personal) for column in parts[0][1].columns), by.capitalize())
            return _rows_once(Table(header, tuple((*row, group) for group, part in parts for row in part.cells)))
    return None


def _told(result: Result) -> str:
    """What stands in a table of groups."""
    match result:
        case Distribution():
            return "De middelste score"
        case Stacked(is_scored=True):
            return "De score van 0 tot 1"
        case Stacked() if result.vote.needs:
            return f"Of het de drempel van {result.vote.needs} procent haalt"
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
    names = (f"{group} ({result.answers})" if sized else group for group, result in split)
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


def _apart(name: str, result: Result, splits: Sequence[tuple[str, SplitResults]]) -> list[Passage]:
    """Texts and long forms, once: per role or table where there is a split."""
    by, split = splits[0] if splits else ("", [("", result)])
    blocks: list[Passage] = []
    for group, part in split:
        label = {"": "", ROLE: f"Rol: {group}"}.get(by, group.capitalize())
        if isinstance(part, TextList):
            blocks += _texts(", ".join(word for word in (name, group) if word), part.items, label)
        elif isinstance(part, Records):
            blocks += _forms(part, label)
    return blocks


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
    return _apart(f"{name}, {column}", _only(result, column), [(by, split) for by, split in own if split])


def _only(part: Result, column: str) -> TextList:
    """The texts of one column, without its name."""
    items = part.within(column) if isinstance(part, TextList) else ()
    return TextList(tuple(replace(item, column="") for item in items), part.answers)


def _texts(name: str, items: Sequence[TextItem], label: str) -> list[Passage]:
    """Texts under their headings: a list, or a table where they have support or are answered."""
    by_heading: dict[str, list[TextItem]] = {}
    for item in items:
        by_heading.setdefault(item.group, []).append(replace(item, group=""))
    counted, answered = any(item.support for item in items), any(item.done for item in items)
    blocks: list[Passage] = []
    for heading, under in by_heading.items():
        said = heading or ("Zonder kopje" if len(by_heading) > 1 else "")
        caption = ", ".join(word for word in (label, said) if word)
        if counted or answered or any(item.reaction for item in under):
            unique = ", ".join(word for word in (name, heading) if word)
            table = _text_table(under, supported=counted, answered=answered)
            blocks.append(Figures(unique, caption or "Teksten", table))
        else:
            blocks.append(Bullets(told_once([item.text for item in under]), caption))
    return blocks


def told_once(texts: Sequence[str]) -> tuple[str, ...]:
    """Each text once, as it was first spelled, with how often it was written; what came most often first."""
    times = Counter(map(folded, texts))
    first = {folded(text): text for text in reversed(texts)}
    in_order = sorted(dict.fromkeys(map(folded, texts)), key=lambda text: -times[text])
    return tuple(first[text] if times[text] == 1 else f"{first[text]} ({times[text]}×)" for text in in_order)


def _rows_once(table: Table) -> Table:
    """Each row once; where some came more often, a column says how often."""
    times = Counter(table.rows)
    if len(times) == len(table.rows):
        return table
    return Table((*table.header, _OFTEN), tuple((*row, Number(often, is_times=True)) for row, often in times.items()))


def _text_table(items: Sequence[TextItem], *, supported: bool, answered: bool) -> Table:
    """Each text once; equal ones have their support together, and a column says how often they were written."""
    equals: dict[tuple[object, ...], list[TextItem]] = {}
    for item in items:
        equals.setdefault(
            (item.group, folded(item.text), item.done, item.reaction, item.weighing, item.why), []
        ).append(item)
    alike = list(equals.values())
    support = [sum(item.support for item in same) for same in alike]
    order = sorted(range(len(alike)), key=lambda place: (-support[place], -len(alike[place])))
    first = [alike[place][0] for place in order]
    table = text_table([replace(item, support=0, weighing="") for item in first])
    extra: list[tuple[str, list[Cell]]] = []
    if supported:
        extra.append(("Steun", [Number(support[place]) for place in order]))
    if answered:
        extra.append(("Antwoord", ["beantwoord" if item.done else "nog niet" for item in first]))
    if len(alike) < len(items):
        extra.append((_OFTEN, [Number(len(alike[place]), is_times=True) for place in order]))
    rows = ((*row, *(cells[place] for _, cells in extra)) for place, row in enumerate(table.rows))
    return Table((*table.header, *(header for header, _ in extra)), tuple(rows))


def _forms(result: Records, label: str) -> list[Passage]:
    names = [_marked(column.label, column.personal) for column in result.columns]
    times = Counter(as_table(result).in_words)
    return [
        Bullets(
            tuple(labelled(name, cell) for name, cell in zip(names, row, strict=True) if cell),
            ", ".join(word for word in (label, f"Formulier {place}") if word) + (f" ({often}×)" if often > 1 else ""),
        )
        for place, (row, often) in enumerate(times.items(), 1)
    ]


def _further(result: Result) -> list[Passage]:
    """What stands under the table."""
    match result:
        case Bars():
            return [*_rounding(result), *_beside_counts(result)]
        case PinMap():
            return _beside_counts(result)
        case Distribution():
            return _spread(result)
        case Stacked():
            return [*_still_open(result), *_beside_counts(result)]
        case Pairs():
            return _unmatched(result)
        case Profile():
            return _advice(result)
        case _:
            return []


def _rounding(result: Bars) -> list[Passage]:
    """That the shares were rounded, where they don't add up to a hundred."""
    together = result.shares_together
    if together in (None, 100):
        return []
    return [Paragraph(f"De percentages zijn afgerond. Samen zijn ze daardoor {together:g} procent.", "quiet")]


def _beside_counts(result: Bars | Stacked | PinMap) -> list[Passage]:
    """The remarks, objections and ideas that belong to options or items."""
    match result:
        case Bars():
            return _under_headings(result.texts, "")
        case PinMap():
            return _under_headings(result.texts, "")
        case Stacked():
            return _under_headings(result.ideas, _ASIDE.get(result.idea, _ASIDE["idee"]))


def _unmatched(result: Pairs) -> list[Passage]:
    """What is asked and offered that goes with nothing yet, each once."""
    taken = {one for match in result.matches for one in match}
    lists = ((result.asks, "Nog gevraagd"), (result.offers, "Nog aangeboden"))
    alone = [(told_once([item.text for item in items if item.id not in taken]), heading) for items, heading in lists]
    return [Bullets(texts, heading) for texts, heading in alone if texts]


def _under_headings(items: Sequence[TextItem], before: str) -> list[Passage]:
    groups: dict[str, list[str]] = {}
    for item in items:
        groups.setdefault(item.group, []).append(item.text)
    return [
        Bullets(told_once(texts), f"{before}{quoted(group)}" if before else _MANY.get(group, group))
        for group, texts in groups.items()
    ]


def _by_level(result: Stacked) -> list[Passage]:
    """Where the items came out, one list a level; scored levels are told by what is still open."""
    if result.is_scored:
        return []
    if result.vote.needs:
        return _by_threshold(result)
    levels = {level: [row for row in result.rows if row.leading == place] for place, level in enumerate(result.levels)}
    levels[DIVIDED] = [row for row in result.rows if row.answers and row.leading is None]
    return [
        Bullets(tuple(row.label for row in rows), f"{level[:1].upper()}{level[1:]}")
        for level, rows in levels.items()
        if rows
    ]


def _by_threshold(result: Stacked) -> list[Passage]:
    """Which items reached the threshold of the vote, and which did not."""
    reached = tuple(row.label for row in result.rows if result.is_carried(row))
    missed = tuple(row.label for row in result.rows if row.answers and not result.is_carried(row))
    needed = f"de drempel van {result.vote.needs} procent"
    lists = ((reached, f"Dit haalt {needed}"), (missed, f"Dit haalt {needed} niet"))
    return [Bullets(labels, heading) for labels, heading in lists if labels]


def _still_open(result: Stacked) -> list[Passage]:
    """What is not done yet; levels in a deck's own words say nothing of that."""
    rows = [f"{row.label} (score {number(row.score or 0, 2)})" for row in result.rows if row.is_open]
    return [Bullets(tuple(rows), "Dit staat nog open")] if rows else []


def _advice(result: Profile) -> list[Passage]:
    said = advice(result)
    return [
        *([Bullets(said, "Wat deze mix vraagt")] if said else []),
        Paragraph("Dit profiel is geen echte test. Zie het als begin van een gesprek.", "quiet"),
    ]


def _between(row: Spread) -> str:
    """The lowest and the highest score that are left without the lowest and the highest quarter."""
    scores = [score for score, amount in enumerate(row.counts, 1) for _ in range(amount)]
    quarter = len(scores) // 4
    low, high = scores[quarter], scores[-1 - quarter]
    return f"steeds {low}" if low == high else f"van {low} tot {high}"


def _spread(result: Distribution) -> list[Passage]:
    """Where the middle half lies, or what its column says; nothing where there are too few scores to have one."""
    if result.by_mean or all(row.answers < FEW for row in result.rows):
        return []
    if len(result.rows) == 1:
        row = result.rows[0]
        return [Bullets((f"{without_stop(row.label)}: {_between(row)}",), "Waar de middelste helft van de scores ligt")]
    return [Paragraph(f"{MIDDLE_HALF}: de scores zonder het laagste en het hoogste kwart.", "quiet")]
