"""Each of twenty designs, from its deck to a report whose figures are those that were counted apart."""

from pathlib import Path

import pytest

from tests.designs.playing import Evening, held, in_parts
from tests.designs.scripts import DESIGNS
from tests.journeys.test_kompas import Report

CONTRIBUTING = (Path(__file__).parents[2] / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")


def check_figures(evening: Evening, report: Report) -> None:
    """What was counted apart stands in the report under the heading of its card."""
    for asked in evening.asked:
        parts = report.chapter(asked.title)
        rows = asked.rows
        if asked.step.again != "steun":
            assert any(said.startswith(f"{len(asked.answers)} antwoorden") for part in parts for said in part.said), (
                asked
            )
        assert in_parts(parts, rows), (asked.step.card, rows, [part.tables for part in parts])


@pytest.mark.parametrize("name", DESIGNS)
async def test_a_design_runs_from_its_deck_to_its_report(name: str, tmp_path: Path) -> None:
    design = DESIGNS[name]
    evening, report = await held(name, design, tmp_path)
    check_figures(evening, report)
    for sentence in design.told(evening):
        assert sentence in report.text
