"""The conversation fan in the report: which questions were drawn, and what was noted about each."""

from kompas_tui.domain.language.wording import count
from kompas_tui.domain.outcome import drawn_in_view
from kompas_tui.domain.report.document import Bullets, Figures, Paragraph, Passage, Section
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session

_HEADING = "Gesprekswaaier"
NO_TOPIC, NO_NOTE = "Zonder onderwerp", "geen notitie"


def conversation(session: Session) -> Section | None:
    """The questions by topic, both in the order in which they came; None where none was drawn."""
    topics: dict[str, list[str]] = {}
    for drawn in drawn_in_view(session):
        questions = topics.setdefault(drawn.topic or NO_TOPIC, [])
        if drawn.question not in questions:
            questions.append(drawn.question)
    if not topics:
        return None
    noted = notes_by_question(session)
    sentence = f"De groep trok {count(sum(map(len, topics.values())), 'vraag', 'vragen')} uit de waaier.{_own(session)}"
    parts = (Section(topic, (_told(topic, questions, noted),)) for topic, questions in topics.items())
    return Section(_HEADING, (Paragraph(sentence),), tuple(parts))


def _own(session: Session) -> str:
    """How many of them the room made itself."""
    asked = {drawn.question for drawn in drawn_in_view(session)}
    own = len({one.question for one in session.own_questions} & asked)
    return f" Daarvan {'kwam' if own == 1 else 'kwamen'} er {own} uit de groep zelf." if own else ""


def is_about_drawn(session: Session, item: ev.Written) -> bool:
    """Whether this is a note that stands with a question of the fan."""
    return isinstance(item, ev.NoteTaken) and any(item.about == drawn.question for drawn in drawn_in_view(session))


def notes_by_question(session: Session) -> dict[str, list[str]]:
    """What was noted about each question that was drawn."""
    noted: dict[str, list[str]] = {}
    for item in session.written:
        if isinstance(item, ev.NoteTaken) and is_about_drawn(session, item):
            noted.setdefault(item.about, []).append(item.text)
    return noted


def _told(topic: str, questions: list[str], noted: dict[str, list[str]]) -> Passage:
    """The questions of a topic as a list, or beside their notes where there are any."""
    if not any(question in noted for question in questions):
        return Bullets(tuple(questions), "Vragen")
    rows = ((question, "\n".join(noted.get(question, [NO_NOTE]))) for question in questions)
    return Figures(
        f"{_HEADING}, {topic}", "Vragen, met wat erover is opgeschreven", Table(("Vraag", "Notitie"), tuple(rows))
    )
