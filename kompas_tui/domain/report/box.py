"""What was asked in the question box, as far as the room saw it."""

from kompas_tui.domain.language.wording import count
from kompas_tui.domain.outcome.box import box_in_room
from kompas_tui.domain.report.document import Figures, Paragraph, Passage, Section
from kompas_tui.domain.result.cells import Number
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session.session import Session

QUESTION_BOX = "Vragenbus"


def box_section(session: Session) -> Section | None:
    """The questions with their support and how they stand; None where nobody asked one."""
    if not session.box:
        return None
    seen, asked = box_in_room(session), len(session.box)
    passages: list[Passage] = [Paragraph("Naast de vragen op de kaarten kon iedereen zelf een vraag stellen.")]
    if seen:
        rows = tuple((item.text, Number(item.support), item.state) for item in seen)
        table = Table(("Vraag", "Steun", "Stand"), rows)
        passages.append(Figures(QUESTION_BOX, "De vragen, met hoeveel anderen dit ook willen weten", table))
    if (left := asked - len(seen)) and not session.is_public:
        passages.append(Paragraph(f"De zaal zag {count(left, 'vraag', 'vragen')} niet.", "quiet"))
    return Section(QUESTION_BOX, tuple(passages))
