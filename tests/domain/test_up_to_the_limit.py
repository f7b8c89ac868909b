"""As many options, statements and items as a deck may have: all of them reach the report with what was answered."""

from collections import Counter
from random import Random
from typing import Any

import pytest

from kompas_tui.domain.kinds import Activity, read_activity
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.report.document import Figures
from kompas_tui.domain.report.figures import figures
from kompas_tui.domain.result.cells import Number

PHONES = 40
CHANCE = Random(100)


def asked(kind: str, key: str, amount: int, **more: str) -> Activity:
    return read_activity(kind, {"vraag": "Wat?", key: [f"Keuze {n}" for n in range(amount)], **more})


def told(activity: Activity, answers: list[dict[str, Any]]) -> dict[str, list[float]]:
    """The figures of the report by option, of ballots with these answers."""
    ballots = [Ballot(f"m{n}", answer, f"r{n}") for n, answer in enumerate(answers)]
    (table,) = [block.table for block in figures("x", activity.tally(ballots), []) if isinstance(block, Figures)]
    return {str(row[0]): [cell.value for cell in row[1:] if isinstance(cell, Number)] for row in table.rows}


@pytest.mark.parametrize("amount", [2, 59, 100])
@pytest.mark.parametrize(("kind", "field"), [("keuze", "keuze"), ("meerkeuze", "keuzes")])
def test_every_option_is_counted_in_the_report(kind: str, field: str, amount: int) -> None:
    chosen = [sorted(CHANCE.sample(range(amount), 1 if kind == "keuze" else min(5, amount))) for _ in range(PHONES)]
    counted = Counter(option for one in chosen for option in one)
    figures_told = told(asked(kind, "opties", amount), [{field: one[0] if kind == "keuze" else one} for one in chosen])
    assert figures_told == {f"Keuze {n}": [counted[n]] for n in range(amount)}


@pytest.mark.parametrize("amount", [2, 59, 100])
@pytest.mark.parametrize(("kind", "total"), [("stickers", 3), ("verdeling", 100)])
def test_every_point_is_counted_in_the_report(kind: str, total: int, amount: int) -> None:
    activity = asked(kind, "opties", amount)
    field = activity.fields()[0].name
    given = [Counter(CHANCE.choices(range(amount), k=total)) for _ in range(PHONES)]
    figures_told = told(activity, [{field: [one[n] for n in range(amount)]} for one in given])
    assert figures_told == {f"Keuze {n}": [sum(one[n] for one in given)] for n in range(amount)}


@pytest.mark.parametrize("amount", [2, 31, 60])
def test_every_score_and_judgement_is_counted_in_the_report(amount: int) -> None:
    scores = [{n: CHANCE.randint(1, 5) for n in range(amount) if CHANCE.random() < 0.8} for _ in range(PHONES)]
    given = [one for one in scores if one]
    scale = told(
        asked("schaal", "stellingen", amount), [{f"score-{n + 1}": s for n, s in one.items()} for one in given]
    )
    assert {name: row[1:6] for name, row in scale.items()} == {
        f"Keuze {n}": [sum(one.get(n) == score for one in given) for score in range(1, 6)] for n in range(amount)
    }
    levels = [{n: score % 3 for n, score in one.items()} for one in given]
    judged = told(asked("checklist", "items", amount), [{f"item-{n + 1}": s for n, s in one.items()} for one in levels])
    assert {name: row[:3] for name, row in judged.items()} == {
        f"Keuze {n}": [sum(one.get(n) == level for one in levels) for level in range(3)] for n in range(amount)
    }
