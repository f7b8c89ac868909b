"""What the phones say they answered, counted apart from the program, and the same figures in other places."""

from collections import Counter
from pathlib import Path

import docx
from tinydb import TinyDB

from kompas_tui.journal import SessionFolder
from kompas_tui.simulation import SimulationLog

Count = dict[str, int]


def question_of(log: SimulationLog, card: str) -> str:
    """The question that belongs to the first round of this card."""
    return next(question for question in log.questions if f" {card}-1~" in question)


def counted(log: SimulationLog, card: str) -> Count:
    """Options, scores or words with their count; for texts how often each was written."""
    counts: Counter[str] = Counter()
    for saved in log.last(question_of(log, card)).values():
        for choice in saved.choices:
            match choice.kind:
                case "radio" | "checkbox":
                    counts[choice.label] += 1
                case "number":
                    counts[choice.label] += int(choice.value)
                case _:
                    counts[choice.value] += 1
    return positive(counts)


def positive(counts: Count) -> Count:
    """Without what nobody chose."""
    return {label: count for label, count in counts.items() if count}


def in_state(result: dict[str, object]) -> Count:
    """The counts of one result in the remote's state."""
    options, texts = result.get("opties"), result.get("teksten")
    if isinstance(options, list):
        return positive({str(option["optie"]): int(option["aantal"]) for option in options})
    assert isinstance(texts, list)
    return dict(Counter(str(text["tekst"]) for text in texts))


def in_rows(rows: list[list[str]]) -> Count:
    """The counts in the rows of a table; of rows with one cell, how often each is there."""
    if all(len(row) == 1 for row in rows):
        return dict(Counter(row[0] for row in rows))
    return positive({row[0]: int(row[1]) for row in rows})


def in_database(folder: Path, card: str) -> Count:
    """The counts in the TinyDB database."""
    database = TinyDB(SessionFolder(folder).database_path, encoding="utf-8", access_mode="r")
    result = next(row for row in database.table("uitslagen").all() if row["kaart"] == card)
    database.close()
    return in_rows(result["rijen"])


def in_report(report: Path) -> list[Count]:
    """The counts in every table of the report whose second column holds bare numbers."""
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows][1:] for table in docx.Document(str(report)).tables
    ]
    return [in_rows(rows) for rows in tables if rows and all(len(r) > 1 and r[1].isdigit() for r in rows)]
