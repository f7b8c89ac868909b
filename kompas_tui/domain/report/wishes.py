"""What an organiser says of a report: which form it has, how far it is, and to whom and until when people react."""

from dataclasses import dataclass
from datetime import date

from kompas_tui.domain.deck.cards import REPORT_FORMS, ReportForm
from kompas_tui.domain.language.wording import long_date
from kompas_tui.domain.report.document import Paragraph
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session


@dataclass(frozen=True, slots=True)
class ReportWishes:
    """What is said of a report beside its session, which says the rest.

    Without a day on which it was adopted it is a draft; `is_draft` says so, whatever the session says.
    """

    form: ReportForm | None = None
    adopted: date | None = None
    contact: str = ""
    reply_by: date | None = None
    is_draft: bool = False


DRAFT = ReportWishes()
"""What is said where nobody said anything."""


def with_said(wishes: ReportWishes, details: ev.Details) -> ReportWishes:
    """The wishes with what the session says where nobody wishes otherwise; what a log made up counts for nothing."""
    stated: ReportForm | None = next((form for form in REPORT_FORMS if form == details.form), None)
    return ReportWishes(
        wishes.form or stated or "verslag",
        None if wishes.is_draft else wishes.adopted or _day(details.status),
        wishes.contact or details.contact,
        wishes.reply_by or _day(details.reply_by),
        wishes.is_draft,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def standing(session: Session, wishes: ReportWishes) -> Paragraph:
    """How far the report is, and where to react; a place to fill in where nobody said who takes reactions."""
    whom = wishes.contact or session.details.organisation or "(vul in: naam en adres)"
    if wishes.adopted is not None:
        sentence = f"Dit verslag is vastgesteld op {long_date(wishes.adopted)}. Vragen? Die kun je stellen aan: {whom}."
        return Paragraph(sentence, "quiet")
    until = f" voor {long_date(wishes.reply_by)}" if wishes.reply_by is not None else ""
    return Paragraph(f"Dit verslag is een concept. Klopt er iets niet? Reageer{until} bij: {whom}.", "quiet")
