"""What an organiser says of a report: which form it has, how far it is, and to whom and until when people react."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kompas_tui.domain.language.wording import long_date
from kompas_tui.domain.report.document import Paragraph
from kompas_tui.domain.session.session import Session

ReportForm = Literal["verslag", "participatieverslag"]
"""A report of what was said, or one that answers what law and municipality ask of participation."""


@dataclass(frozen=True, slots=True)
class ReportWishes:
    """What is said of a report beside its session; without a day on which it was adopted it is a draft."""

    form: ReportForm = "verslag"
    adopted: date | None = None
    contact: str = ""
    reply_by: date | None = None


DRAFT = ReportWishes()
"""What is said where nobody said anything."""


def standing(session: Session, wishes: ReportWishes) -> Paragraph:
    """How far the report is, and where to react; a place to fill in where nobody said who takes reactions."""
    whom = wishes.contact or session.details.organisation or "(vul in: naam en adres)"
    if wishes.adopted is not None:
        said = f"Dit verslag is vastgesteld op {long_date(wishes.adopted)}. Vragen? Die kun je stellen aan: {whom}."
        return Paragraph(said, "quiet")
    until = f" voor {long_date(wishes.reply_by)}" if wishes.reply_by is not None else ""
    return Paragraph(f"Dit verslag is een concept. Klopt er iets niet? Reageer{until} bij: {whom}.", "quiet")
