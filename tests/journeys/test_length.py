"""How long the report of an afternoon with forty people is: the body is for reading, the appendices for looking up."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kompas_tui.domain.outcome import public_copy
from kompas_tui.domain.report import Bullets, Figures, Report, Section, build_report
from kompas_tui.domain.session.session import Session
from kompas_tui.export.word import word_bytes
from tests.export.office import needs_letters_like_ours, pdf_texts
from tests.journeys.long_afternoon import long_afternoon

MOST_PAGES, MOST_PUBLIC = 12, 20
"""Before the appendices, and of the public variant with them, in letters that are as wide as those of Word."""

MakeReport = Callable[[Callable[[Session], Session]], Report]


@pytest.fixture
async def report_of(tmp_path: Path) -> MakeReport:
    session, head, workshop = await long_afternoon(tmp_path)
    return lambda told: build_report(told(session), head, workshop.course)


@pytest.fixture
def report(report_of: MakeReport) -> Report:
    return report_of(lambda whole: whole)


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
async def test_the_appendices_begin_where_a_reader_may_stop(report_of: MakeReport, tmp_path: Path) -> None:
    needs_letters_like_ours()
    made = {"volledig": report_of(lambda whole: whole), "openbaar": report_of(lambda whole: public_copy(whole).session)}
    whole, public = pdf_texts({name: word_bytes(report) for name, report in made.items()}, tmp_path)
    pages = whole.split("\f")
    begins = [number for number, page in enumerate(pages) if "Bijlagen" in map(str.strip, page.splitlines())][-1]
    assert begins <= MOST_PAGES
    assert "Toezeggingen" in map(str.strip, pages[0].splitlines()), "what was agreed stands on the first page"
    assert public.count("\f") <= MOST_PUBLIC
