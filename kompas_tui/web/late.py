"""What was sent to a question that is not asked any more, to show it again: nobody's words are lost."""

from dataclasses import dataclass

from kompas_tui.domain.outcome import veil_of
from kompas_tui.domain.session.round import asked_in
from kompas_tui.domain.session.session import Session
from kompas_tui.web.filled import Filled, lines_in, texts_sent
from kompas_tui.web.questions import read_ticket, ticket_of


@dataclass(frozen=True, slots=True)
class Late:
    """An answer to what is not asked any more: its ticket, the question (empty if unknown), and what was sent."""

    ticket: str
    question: str
    lines: tuple[str, ...]


def late_answer(session: Session, table_here: str, ticket: str, sent: Filled) -> Late | None:
    """What was sent to a question that is not asked any more; in words as far as it is known what was asked."""
    round_id, imprint = read_ticket(ticket)
    opening = session.openings.get(round_id)
    activity = asked_in(opening) if opening else None
    current, tables = session.open_round, ("", *session.tables)
    table = next((one for one in tables if activity and imprint in ("", activity.imprint_at(one))), None)
    if activity is None or table is None:
        return Late(ticket, "", texts_sent(sent))
    if current is not None and ticket in (current.id, ticket_of(current, table_here)):
        return None
    asked_then = activity.asked_at(table)
    lines = lines_in(asked_then.fields(), sent, veil_of(session, activity), asked_then.question)
    return Late(ticket, asked_then.question, lines)
