"""What each table of the evening gave over all rounds, as far as it may be seen: the harvest, table by table.

A table that gave one answer together spoke for itself, so its answer stands here in words. People at a table stand
here only where the gate tells their table apart: never fewer than five, unless the deck is open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kompas_tui.domain.kinds.activity import TABLE_NAME
from kompas_tui.domain.language.wording import OTHERS, labelled
from kompas_tui.domain.outcome.ballots import public_ballots
from kompas_tui.domain.outcome.gate import outcome_of
from kompas_tui.domain.result.shapes import Result, TextList
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """What one table gave in one round: what it was asked, and its answer in lines."""

    round: str
    card: str
    title: str
    number: int
    question: str
    answers: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableHarvest:
    """All that a table gave, in the order of the rounds."""

    table: str
    answers: tuple[TableAnswer, ...]


def harvest_of_tables(session: Session) -> tuple[TableHarvest, ...]:
    """What each table gave, in the order of the tables; nothing of a table that gave nothing that may be seen."""
    closed = [asked for asked in session.rounds.values() if asked.activity.named_tables and not asked.is_open]
    given = [(table, answer) for asked in closed for table, answer in _given(session, asked)]
    by_table = ((table, tuple(answer for of, answer in given if of == table)) for table in session.tables)
    return tuple(TableHarvest(table, answers) for table, answers in by_table if answers)


def harvest_data(session: Session) -> list[dict[str, Any]]:
    """The same as plain data."""
    return [
        {
            "tafel": harvest.table,
            "rondes": [
                {
                    "ronde_id": one.round,
                    "kaart": one.card,
                    "titel": one.title,
                    "ronde": one.number,
                    "vraag": one.question,
                    "antwoorden": one.answers,
                    "gaf": list(one.lines),
                }
                for one in harvest.answers
            ],
        }
        for harvest in harvest_of_tables(session)
    ]


def _given(session: Session, asked: Round) -> Iterator[tuple[str, TableAnswer]]:
    outcome = outcome_of(session, asked)
    spoken = dict(_spoken(session, asked)) if asked.activity.one_a_table else {}
    for table, part in outcome.by_table:
        if table == OTHERS or not part.answers:
            continue
        lines = spoken.get(table, ()) if asked.activity.one_a_table else _told(asked, part)
        question = asked.activity.asked_at(table).question
        yield table, TableAnswer(asked.id, asked.card, asked.title, asked.number, question, part.answers, lines)


def _spoken(session: Session, asked: Round) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The answer of each table in words, without what is hidden or personal."""
    for ballot in public_ballots(session, asked):
        by_field = dict(ballot.words or {})
        by_field.pop(TABLE_NAME.label, None)
        lines = [
            line for label, value in by_field.items() for line in _lines(value, "" if len(by_field) == 1 else label)
        ]
        yield ballot.answer.get(TABLE_NAME.name, [""])[0], tuple(lines)


def _lines(value: Any, label: str) -> Iterator[str]:
    match value:
        case list():
            lines = [str(one) for one in value if one]
        case dict():
            lines = [labelled(name, str(amount)) for name, amount in value.items()]
        case _:
            lines = [str(value)]
    yield from (labelled(label, one) if label else one for one in lines)


def _told(asked: Round, part: Result) -> tuple[str, ...]:
    """What people at one table gave: their texts, else the result in a sentence."""
    if isinstance(part, TextList):
        return tuple(item.text for item in part.items)
    return (asked.activity.sentence(part),)
