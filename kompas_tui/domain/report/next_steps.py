"""How it goes on: what was left for later, when people hear more, and where they can ask."""

from kompas_tui.domain.report.agreed import feedback_line
from kompas_tui.domain.report.document import Paragraph, Section
from kompas_tui.domain.report.wishes import ReportWishes
from kompas_tui.domain.report.written import day_in_words, listed
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session

_HEADING = "Hoe gaat het verder?"
LATER = "Bewaard voor later"
"""What the facilitator parked."""


def next_steps(session: Session, wishes: ReportWishes) -> Section:
    """The next day that something is due, when people hear more, the contact, and what was parked."""
    acted = (*session.written_of(ev.ActionAgreed), *session.written_of(ev.PromiseMade))
    days = sorted(item.when for item in acted if isinstance(item, ev.ActionAgreed | ev.PromiseMade) and item.when)
    # Somebody may have promised to tell more.
    nothing = "" if session.written_of(ev.PromiseMade) else "Wanneer je meer hoort, is nog niet afgesproken."
    told = [
        f"De eerste afspraak is voor {day_in_words(days[0])}." if days else "",
        feedback_line(session) or nothing,
        f"Je vragen kun je stellen aan: {wishes.contact}." if wishes.contact else "",
    ]
    parked = listed(LATER, session.written_of(ev.Parked), session)
    told = list(filter(None, told)) or ["De toezeggingen staan bij ‘In het kort’."]
    return Section(_HEADING, (Paragraph(" ".join(told)),), (parked,) if parked is not None else ())
