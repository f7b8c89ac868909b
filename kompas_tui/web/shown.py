"""A result as a phone shows it: the sentence, and tables that fit on one small page."""

from collections.abc import Sequence
from dataclasses import dataclass

from kompas_tui.domain.results import Result
from kompas_tui.domain.session import Round
from kompas_tui.domain.tables import Table, as_table
from kompas_tui.domain.wording import count

MOST_CHARACTERS = 4_500
ROW_CHARACTERS = 90
"""What a row takes besides its words."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `share` is its count as a percentage of the largest, None where it has no one count."""

    cells: tuple[str, ...]
    share: int | None


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table with its caption; `more` is how many rows did not fit."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ShownResult:
    """A result in words and tables."""

    question: str
    kind: str
    sentence: str
    tables: tuple[ShownTable, ...]


def shown_result(round_: Round, roles: Sequence[str]) -> ShownResult:
    """The result of a round, with the tables per role where they may be shown."""
    result = round_.result()
    said = count(round_.answers, "antwoord", "antwoorden")
    kind = f"Tussenstand na {said}" if round_.is_open else f"Uitslag van {said}"
    named: list[tuple[str, Result]] = [("Alle antwoorden", result)]
    by_role = round_.results_by_role(roles)
    named += [(f"Rol: {role}", part) for role, part in by_role if len(by_role) > 1]
    tables, room = [], MOST_CHARACTERS
    for caption, part in named:
        table = as_table(part)
        rows = _fitting(table, room)
        room -= sum(map(_size, rows))
        tables.append(_shown(caption, table, rows))
    return ShownResult(round_.activity.question, kind, round_.activity.sentence(result), tuple(tables))


def _size(row: Sequence[str]) -> int:
    return ROW_CHARACTERS + sum(map(len, row))


def _fitting(table: Table, room: int) -> tuple[tuple[str, ...], ...]:
    fitting = []
    for row in table.rows:
        room -= _size(row)
        if room < 0:
            break
        fitting.append(row)
    return tuple(fitting)


def _shown(caption: str, table: Table, rows: Sequence[tuple[str, ...]]) -> ShownTable:
    counted = len(table.header) == 2
    highest = max((int(row[1]) for row in table.rows), default=0) if counted else 0
    shown = tuple(Row(row, int(row[1]) * 100 // highest if highest else None) for row in rows)
    return ShownTable(caption, table.header, shown, len(table.rows) - len(rows))
