"""The course of a session in the report: the cards of the route, those beside it, and those that were not reached."""

from collections.abc import Sequence

from kompas_tui.domain.course.way import break_words, planned_minutes
from kompas_tui.domain.deck.cards import Course
from kompas_tui.domain.language.wording import count, quoted
from kompas_tui.domain.report.agenda import AgendaItem, agenda
from kompas_tui.domain.report.document import Bullets, Figures, Paragraph, Passage, Section
from kompas_tui.domain.report.turns import speakers_table, turns_table
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session.session import Session

_TOOK = {0: "Het duurde minder dan een minuut.", 1: "Het werd 1 minuut."}
COURSE, OUTSIDE, NOT_REACHED = "Verloop", "Buiten de route", "Niet aan bod gekomen"


def course_section(session: Session, course: Course | None) -> Section | None:
    """Every card once, from when and how long; with a route its cards apart from others. None without any card."""
    items = agenda(session)
    if not items:
        return None
    turns = [table for table in (turns_table(session), speakers_table(session)) if table is not None]
    if course is None or not course.way:
        return Section(COURSE, (_table(session, "Wat aan bod kwam, in volgorde", items), *turns))
    on_route = [item for item in items if course.place(item.card)]
    outside = [item for item in items if not course.place(item.card)]
    passages: list[Passage] = [Paragraph(_in_words(session, course, on_route))]
    if on_route:
        passages.append(_table(session, "De kaarten van de route, in volgorde", on_route))
    passages += turns
    parts = [Section(OUTSIDE, (_table(session, "Wat daarnaast aan bod kwam", outside),))] if outside else []
    reached = {item.card for item in on_route}
    if missed := tuple(card.title for card in course.way if card.address not in reached):
        parts.append(Section(NOT_REACHED, (Bullets(missed),)))
    return Section(COURSE, tuple(passages), tuple(parts))


def _table(session: Session, caption: str, items: Sequence[AgendaItem]) -> Figures:
    rows = tuple((item.title, item.begins, item.minutes) for item in items)
    return Figures(COURSE, caption, Table(("Kaart", "Begin", "Minuten"), rows), is_small=session.is_public)


def _in_words(session: Session, course: Course, on_route: Sequence[AgendaItem]) -> str:
    """Which route it was, and how long it was to take and took."""
    cards = count(len(course.way), "kaart", "kaarten")
    planned = count(planned_minutes(course, course.way), "minuut", "minuten")
    spent = sum(item.whole_minutes for item in on_route)
    sentences = [
        f"De groep volgde de route {quoted(session.route)}: {cards} in {planned}{break_words(course.way)}.",
        _TOOK.get(spent, f"Het werden {spent} minuten."),
    ]
    return " ".join(sentences)
