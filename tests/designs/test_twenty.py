"""Each of twenty designs, from its deck to a report whose figures are those that were counted apart."""

import re
from pathlib import Path

import pytest

from kompas_tui.deck_files import shipped_decks
from tests.designs.playing import DECKS, Evening, Photograph, held, in_parts
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
        whole = report.appendix(asked.title)
        told = in_parts(whole, rows) or in_parts(parts, rows, whole)
        assert told, (asked.step.card, rows, [part.tables for part in parts])


@pytest.mark.parametrize("name", DESIGNS)
async def test_a_design_runs_from_its_deck_to_its_report(name: str, tmp_path: Path) -> None:
    design = DESIGNS[name]
    evening, report = await held(name, design, tmp_path)
    check_figures(evening, report)
    for sentence in design.told(evening):
        assert sentence in report.text
    assert {step.seen for step in design.steps if isinstance(step, Photograph)} <= set(report.pictures)
    for heading, rows in design.chapters(evening).items():
        chapters = report.chapters(heading)
        lines = [said for parts in chapters for part in parts for said in part.said]
        in_lines = all(any(cell in said for said in lines) for row in rows for cell in row)
        assert in_lines or any(in_parts(parts, rows) for parts in chapters), heading


TOLD = re.findall(r"^\| ([a-z0-9-]+) \| [^|]+ \| (tests|shipped)[^|]* \|$", CONTRIBUTING, re.MULTILINE)


def test_the_table_for_contributors_names_the_twenty_designs_and_where_their_decks_are() -> None:
    assert len(TOLD) == 20
    assert {name for name, _ in TOLD} == set(DESIGNS)
    assert {name for name, where in TOLD if where == "tests"} == {path.stem for path in DECKS.glob("*.md")}
    assert {name for name, where in TOLD if where == "shipped"} <= set(shipped_decks())
