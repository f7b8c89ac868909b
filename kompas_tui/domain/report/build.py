"""From session to report: which sections there are, and in which order."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from kompas_tui.domain.deck.cards import Course
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import clock_time, count, listing, long_date, quoted
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.outcome.whereabouts import most_answered_anywhere
from kompas_tui.domain.report.agenda import days_of, sittings
from kompas_tui.domain.report.agreed import feedback_line
from kompas_tui.domain.report.agreement import agreement_section
from kompas_tui.domain.report.all_texts import all_texts
from kompas_tui.domain.report.bears import bear_of, hunted_bears
from kompas_tui.domain.report.box import box_section
from kompas_tui.domain.report.canvases import canvases
from kompas_tui.domain.report.continuing import earlier_session_section
from kompas_tui.domain.report.conversation import conversation
from kompas_tui.domain.report.course import course_section
from kompas_tui.domain.report.document import Bullets, Facts, Paragraph, Report, Section
from kompas_tui.domain.report.explained import explained
from kompas_tui.domain.report.headlines import headlines, what_was_asked
from kompas_tui.domain.report.hidden import hidden_section
from kompas_tui.domain.report.hunts import outcome_sections
from kompas_tui.domain.report.invited import invited_section, took_part_by_role
from kompas_tui.domain.report.marking import marking
from kompas_tui.domain.report.method import method
from kompas_tui.domain.report.next_steps import next_steps
from kompas_tui.domain.report.participation import participation_sections
from kompas_tui.domain.report.photos import photos_section
from kompas_tui.domain.report.plates import plates
from kompas_tui.domain.report.shown_pictures import ShownPictures
from kompas_tui.domain.report.sources import sources
from kompas_tui.domain.report.tables import tables_section
from kompas_tui.domain.report.weighed import input_section
from kompas_tui.domain.report.wishes import DRAFT, ReportWishes, standing, with_said
from kompas_tui.domain.report.written import actions, decisions, notes, present, promises, written_at
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

APPENDICES = "Bijlagen"
"""Above all that stands apart, so that the report itself is short enough to be read."""


def build_report(
    session: Session,
    head: str,
    course: Course | None = None,
    photos: Mapping[str, bytes] | None = None,
    wishes: ReportWishes = DRAFT,
) -> Report:
    """The full report; `head` is the last hash of the log, `course` the cards, for the talk-picture and the sources."""
    details = session.details
    wishes = with_said(wishes, details)
    by_card, kind = _rounds_by_card(session), (wishes.form or "verslag").capitalize()
    pictures = ShownPictures(course, photos or {})
    sections = (
        _in_short(session, by_card),
        None if _answers_the_law(wishes) else invited_section(session),  # the law's questions have it
        *canvases(session),
        earlier_session_section(session),
        *_answers(session, by_card, wishes),
        _outcomes(session, by_card, pictures),
        pictures.beside(session),
        box_section(session),
    )
    appendices = (
        conversation(session),
        notes(session, by_card.keys() | hunted_bears(by_card)),
        plates(session, course, photos or {}) if course is not None else None,
        explained(session, course) if course is not None else None,
        all_texts(session, by_card),
        tables_section(session),
        present(session),
        photos_section(session, photos or {}),
        hidden_section(session),
        course_section(session, course),
        method(session, head),
        sources(session, course) if course is not None else None,
    )
    return Report(
        title=details.title or "Sessie",
        subtitle=f"{kind} van {days_of(session)}" if session.started else kind,
        organisation=details.organisation,
        place=details.place,
        purpose=details.purpose,
        started=session.started,
        participants=session.participants + session.people_with_paddles,
        blocks=(marking(session), _facts(session), standing(session, wishes)),
        sections=(*filter(None, sections), Section(APPENDICES, (), tuple(filter(None, appendices)), on_new_page=True)),
        pictures=photos or {},
    )


def _facts(session: Session) -> Facts:
    details = session.details
    rows = (
        ("Doel", details.purpose),
        ("Datum", _day(session)),
        ("Plaats", details.place),
        ("Organisatie", details.organisation),
        ("Deelnemers", ": ".join(filter(None, (_participants(session), took_part_by_role(session))))),
        ("Genodigd", _invited(session)),
        ("Stembriefjes", dotted(session.slips.amount) if session.slips else ""),
        ("Aanwezig", dotted(session.attendance.people) if session.attendance else ""),
        ("Waar", _where(session)),
    )
    return Facts(tuple((name, value) for name, value in rows if value))


def _participants(session: Session) -> str:
    phones, paddles = session.participants, session.people_with_paddles
    if not paddles:
        return dotted(phones)
    return f"{dotted(phones + paddles)} ({dotted(phones)} met een telefoon, {paddles} met een kaart op papier)"


def _invited(session: Session) -> str:
    """How many were, and of each role; who was missing shows beside who took part."""
    by_role = ", ".join(f"{group.role} {dotted(group.people)}" for group in session.invited if group.role)
    return ": ".join(filter(None, (dotted(session.people_invited), by_role))) if session.people_invited else ""


def _where(session: Session) -> str:
    """From where people answered, at the question that most did; empty where that may not be said."""
    most_answered = most_answered_anywhere(session)
    return (
        f"{most_answered[1].sentence} (geteld bij {quoted(most_answered[0].title)})"
        if most_answered is not None
        else ""
    )


def _day(session: Session) -> str:
    met = sittings(session)
    if len(met) == 1 and session.ended is None:
        return f"{long_date(met[0][0])}, vanaf {clock_time(met[0][0])} uur"
    return listing([_sitting(begin, end) for begin, end in met])


def _sitting(begin: datetime, end: datetime) -> str:
    if end - begin < timedelta(minutes=1):
        return f"{long_date(begin)}, om {clock_time(begin)} uur"
    until = clock_time(end) if end.date() == begin.date() else f"{long_date(end)}, {clock_time(end)}"
    return f"{long_date(begin)}, van {clock_time(begin)} tot {until} uur"


def _in_short(session: Session, by_card: Mapping[str, Sequence[Round]]) -> Section:
    """What a reader wants first, and may stop after: what came out, what was decided, who does what."""
    parts = (decisions(session), actions(session), promises(session))
    opening = (_summary(session, by_card), headlines(session, by_card))
    return Section("In het kort", tuple(filter(None, opening)), tuple(part for part in parts if part is not None))


def _answers(session: Session, by_card: Mapping[str, Sequence[Round]], wishes: ReportWishes) -> Sequence[Section]:
    """What was made of it all, across the questions: in short, or as law and municipality ask it."""
    if _answers_the_law(wishes):
        return participation_sections(session, by_card, wishes)
    answers = (agreement_section(session, by_card), input_section(session, by_card), next_steps(session, wishes))
    return tuple(filter(None, answers)) if by_card or session.written else ()


def _answers_the_law(wishes: ReportWishes) -> bool:
    return wishes.form == "participatieverslag"


def _summary(session: Session, by_card: Mapping[str, Sequence[Round]]) -> Paragraph:
    asked, rounds = len(by_card), sum(map(len, by_card.values()))
    sentences = []
    if asked:
        many = f", in {rounds} rondes" if rounds > asked else ""
        sentences.append(f"Er {'is' if asked == 1 else 'zijn'} {count(asked, 'vraag', 'vragen')} gesteld{many}.")
    sentences.append(_made(session))
    sentences.append(feedback_line(session))
    if not session.is_ended:
        sentences.append("De sessie is nog niet afgerond. Dit verslag is een tussenstand.")
    return Paragraph(" ".join(filter(None, sentences)), "lead")


def _made(session: Session) -> str:
    kinds = (
        (ev.DecisionTaken, "besluit", "besluiten"),
        (ev.ActionAgreed, "actiepunt", "actiepunten"),
        (ev.PromiseMade, "toezegging", "toezeggingen"),
    )
    made = [(len(session.written_of(kind)), one, more) for kind, one, more in kinds]
    written = [count(amount, one, more) for amount, one, more in made if amount]
    if not written:
        return "Er zijn geen besluiten of actiepunten opgeschreven."
    return f"De groep legde {listing(written)} vast."


def _rounds_by_card(session: Session) -> dict[str, list[Round]]:
    """The rounds of every card; support stands with the texts that got it."""
    by_card: dict[str, list[Round]] = {}
    for asked in session.rounds.values():
        if not asked.activity.is_support:
            by_card.setdefault(asked.card, []).append(asked)
    return by_card


def _outcomes(session: Session, by_card: Mapping[str, Sequence[Round]], pictures: ShownPictures) -> Section:
    if not by_card:
        return Section("Vragen en uitslagen", (Paragraph("Er zijn geen vragen gesteld."),))
    silent = _without_answer(session, by_card)
    told = {card: rounds for card, rounds in by_card.items() if card not in silent}
    parts = [*outcome_sections(session, told, pictures)]
    if silent:
        asked = [rounds[-1] for rounds in silent.values()]
        lines = tuple(what_was_asked(one, outcome_of(session, one).question) for one in asked)
        parts.append(Section("Vragen zonder antwoord", (Bullets(lines),)))
    return Section("Vragen en uitslagen", (), tuple(parts))


def _without_answer(session: Session, by_card: Mapping[str, Sequence[Round]]) -> Mapping[str, Sequence[Round]]:
    """The cards at which nobody answered or wrote anything, told together where they are several."""
    silent = {
        card: rounds
        for card, rounds in by_card.items()
        if not any(one.is_open or one.own or outcome_of(session, one).answers for one in rounds)
        and not written_at(session, card)
        and not bear_of(rounds)  # a hunt is told as one
    }
    return silent if len(silent) > 1 else {}
