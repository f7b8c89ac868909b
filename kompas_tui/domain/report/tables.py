"""What each table of the evening gave over all rounds: a chapter with a section a table."""

from kompas_tui.domain.language.wording import count, quoted, table_in_words
from kompas_tui.domain.outcome.harvest import TableAnswer, TableHarvest, harvest_of_tables
from kompas_tui.domain.report.document import Bullets, Paragraph, Passage, Section
from kompas_tui.domain.session.session import Session

TABLES_TITLE = "Per tafel"


def tables_section(session: Session) -> Section | None:
    """The chapter; None where no table gave anything that may stand apart."""
    harvest = harvest_of_tables(session)
    if not harvest:
        return None
    silent = [quoted(table) for table in session.tables if table not in [one.table for one in harvest]]
    intro = (
        f"Dit {'gaf' if len(harvest) == 1 else 'gaven'} {count(len(harvest), 'tafel', 'tafels')} bij alle vragen samen."
    )
    told = f"{intro} Van {count(len(silent), 'tafel', 'tafels')} staat hier niets apart." if silent else intro
    return Section(TABLES_TITLE, (Paragraph(told, "quiet"),), tuple(map(_table, harvest)))


def _table(harvest: TableHarvest) -> Section:
    blocks = [block for answer in harvest.answers for block in _answer(answer)]
    return Section(table_in_words(harvest.table).capitalize(), tuple(blocks))


def _answer(answer: TableAnswer) -> list[Passage]:
    again = f" (ronde {answer.number})" if answer.number > 1 else ""
    told = [Bullets(answer.lines)] if answer.lines else []
    return [Paragraph(f"{answer.question}{again}", "question"), *told]
