"""How long the report of an afternoon with forty people is: the body is for reading, the appendices for looking up."""

from pathlib import Path

import pytest

from kompas_tui.domain.outcome import public_copy
from kompas_tui.domain.report import Bullets, Figures, Report, Section, build_report
from kompas_tui.export.lint import faults_in
from kompas_tui.export.word import word_bytes
from tests.export.office import needs_letters_like_ours, pdf_texts
from tests.journeys.long_afternoon import long_afternoon

MOST_PAGES, MOST_PUBLIC = 12, 20
"""Before the appendices, and of the public variant with them, in letters that are as wide as those of Word."""


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


AGAIN = {"two": ("tellen", "hoor-wat"), "four": ("route", "tellen", "hoor-wat", "gehoord")}
"""Which questions are asked again, before and after a conversation; an afternoon without is shorter."""


@pytest.mark.slow
async def test_the_appendices_begin_where_a_reader_may_stop_also_where_questions_were_asked_again(
    tmp_path: Path,
) -> None:
    needs_letters_like_ours()
    written: dict[str, bytes] = {}
    for name, again in AGAIN.items():
        (folder := tmp_path / name).mkdir()
        session, head, workshop = await long_afternoon(folder, again)
        assert len([one for one in session.rounds.values() if one.number == 2]) == len(again)
        for variant, told in (("whole", session), ("public", public_copy(session).session)):
            written[f"{name}-{variant}"] = word_bytes(build_report(told, head, workshop.course))
    assert [fault for data in written.values() for fault in faults_in(data)] == []
    for name, text in zip(written, pdf_texts(written, tmp_path), strict=True):
        pages = text.split("\f")
        begins = [number for number, page in enumerate(pages) if "Bijlagen" in map(str.strip, page.splitlines())][-1]
        assert begins <= MOST_PAGES, name
        assert "Toezeggingen" in map(str.strip, pages[0].splitlines()), "what was agreed stands on the first page"
        assert name.endswith("whole") or text.count("\f") <= MOST_PUBLIC, name
