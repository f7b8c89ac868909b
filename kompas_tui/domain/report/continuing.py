"""The session before, in the report: what it was called, and what became of its actions."""

from kompas_tui.domain.language.wording import long_date, quoted
from kompas_tui.domain.report.document import Figures, Paragraph, Section
from kompas_tui.domain.report.written import NOT_AGREED, day_cell
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session.session import Session

HEADING = "Uit de vorige sessie"


def earlier_session_section(session: Session) -> Section | None:
    """From which session this one goes on, and its actions, done or open; None where it began anew."""
    before = session.continued
    if before is None:
        return None
    day = f" van {long_date(before.day)}" if before.day else ""
    told = Paragraph(f"Deze sessie gaat verder op {quoted(before.title)}{day}.")
    if not before.actions:
        return Section(HEADING, (told,))
    rows = tuple(
        (action.what, action.who or NOT_AGREED, day_cell(action.when), _state(number in session.finished))
        for number, action in enumerate(before.actions, 1)
    )
    table = Table(("Wat", "Wie", "Wanneer", "Stand"), rows)
    return Section(HEADING, (told, Figures(HEADING, "Wat er van de actiepunten kwam", table)))


def _state(is_done: bool) -> str:
    return "klaar" if is_done else "open"
