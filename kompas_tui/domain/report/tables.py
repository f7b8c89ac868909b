"""What each table of the evening gave over all rounds: a chapter with a section a table."""

from kompas_tui.domain.language.sentences import as_opening
from kompas_tui.domain.language.wording import count, quoted, table_in_words, without_stop
from kompas_tui.domain.outcome.harvest import TableAnswer, TableHarvest, harvest_of_tables
from kompas_tui.domain.report.document import Bullets, Paragraph, Section
from kompas_tui.domain.session.session import Session

TABLES_TITLE = "Per tafel"

MOST_A_QUESTION = 3
"""So much of what a table gave to a question is told again, so that a table is a few lines."""


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
    return Section(as_opening(table_in_words(harvest.table)), (Bullets(tuple(map(_answer, harvest.answers))),))


def _answer(answer: TableAnswer) -> str:
    """The question with the first things that the table gave, in a line; all of it stands at the question."""
    again = f" (ronde {answer.number})" if answer.number > 1 else ""
    told = [" ".join(line.split()) for line in answer.lines[:MOST_A_QUESTION]]
    left = len(answer.lines) - len(told)
    more = f" En nog {left}, bij de vraag zelf." if left > 0 else ""
    given = "; ".join(map(without_stop, told))
    return f"{answer.question}{again} {given}{'' if given.endswith(('?', '!', '…')) else '.'}{more}"
