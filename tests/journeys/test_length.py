"""How long the report of an afternoon with forty people is: the body is for reading, the appendices for looking up."""

from pathlib import Path

import pytest

from kompas_tui.domain.report import Bullets, Figures, Report, Section, build_report
from kompas_tui.export.word import word_bytes
from tests.export.office import pdf_text
from tests.journeys.long_afternoon import long_afternoon

MOST_PAGES = 18
"""Before the appendices, as LibreOffice lays them out in a wider letter than ours; the aim is twelve."""


@pytest.fixture
async def report(tmp_path: Path) -> Report:
    session, head, workshop = await long_afternoon(tmp_path)
    return build_report(session, head, workshop.course)


def lines(section: Section) -> int:
    """About how many lines a section takes: each passage, item and row at least one."""
    own = 1 + sum(
        len(block.items)
        if isinstance(block, Bullets)
        else len(block.table.rows) + 2
        if isinstance(block, Figures)
        else 1
        for block in section.blocks
    )
    return own + sum(map(lines, section.parts))


async def test_a_question_takes_no_more_lines_than_a_page_has_and_an_appendix_has_the_rest(report: Report) -> None:
    questions = next(part for part in report.sections if part.heading == "Vragen en uitslagen")
    cards = [step for part in questions.parts for step in (part.parts if part.heading.startswith("Beren") else (part,))]
    assert len(cards) >= 16
    assert max(map(lines, cards)) <= 45
    appendices = {part.heading: part for part in report.sections[-1].parts}
    assert lines(appendices["Alle teksten en tabellen"]) > 10 * 45
    assert {"De praatplaat", "Wat er is uitgelegd", "Verloop", "Hoe is er gemeten?", "Bronnen"} <= set(appendices)


@pytest.mark.slow
async def test_the_appendices_begin_where_a_reader_may_stop(report: Report, tmp_path: Path) -> None:
    pages = pdf_text(word_bytes(report), tmp_path).split("\f")
    begins = [number for number, page in enumerate(pages) if "Bijlagen" in map(str.strip, page.splitlines())][-1]
    assert begins <= MOST_PAGES
