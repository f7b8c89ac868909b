"""The session before, in the report: what it was called, and what became of its actions."""

from kompas_tui.domain.language.wording import long_date, quoted
from kompas_tui.domain.report.document import Figures, Paragraph, Section
from kompas_tui.domain.report.written import day_cell, nobody_named
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session.session import Session

HEADING = "Uit de vorige sessie"


def earlier_session_section(session: Session) -> Section | None:
    """From which session this one goes on, with its actions and promises, done or open; None where it began anew."""
    before = session.continued
    if before is None:
        return None
    day = f" van {long_date(before.day)}" if before.day else ""
    told = Paragraph(f"Deze sessie gaat verder op {quoted(before.title)}{day}.")
    nobody = nobody_named(session)
    numbered = [(one, _state(number in session.finished)) for number, one in enumerate(before.actions, 1)]
    actions = tuple(
        (one.what, one.who or nobody, day_cell(one.when), state) for one, state in numbered if not one.is_promise
    )
    promised = tuple(
        (one.what, one.who or nobody, one.to, day_cell(one.when), state) for one, state in numbered if one.is_promise
    )
    tables = (
        Figures(HEADING, "Wat er van de actiepunten kwam", Table(("Wat", "Wie", "Wanneer", "Stand"), actions)),
        Figures(
            f"{HEADING}, toezeggingen",
            "Wat er van de toezeggingen kwam",
            Table(("Wat", "Wie", "Aan wie", "Wanneer", "Stand"), promised),
        ),
    )
    return Section(HEADING, (told, *(one for one in tables if one.table.rows)))


def _state(is_done: bool) -> str:
    return "klaar" if is_done else "open"
