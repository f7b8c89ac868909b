"""The participatieverslag: what law and municipality ask, answered from the session, with cells for what it can't know.

Omgevingsbesluit article 10.2 asks how people were involved and what was done with that; Omgevingsregeling article 7.4
the same of who applies for a permit. The further questions are those of municipalities' own forms.
"""

from collections.abc import Mapping, Sequence
from typing import assert_never

from kompas_tui.domain.language.wording import clock_time, count, long_date, quoted
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.outcome.turnout import turnout_of
from kompas_tui.domain.report.agreement import agreement_section
from kompas_tui.domain.report.document import Bullets, Figures, Paragraph, Passage, Section
from kompas_tui.domain.report.headlines import headlines
from kompas_tui.domain.report.invited import invited_section
from kompas_tui.domain.report.next_steps import next_steps
from kompas_tui.domain.report.weighed import input_section
from kompas_tui.domain.report.wishes import ReportWishes
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

TO_FILL_IN = ""
"""An answer that only the organiser knows, who writes it in Word."""

_ABOUT_BEING_HEARD = ("geluisterd", "gehoord", "serieus genomen", "met je inbreng", "met jouw inbreng")

_ByCard = Mapping[str, Sequence[Round]]


def participation_sections(session: Session, by_card: _ByCard, wishes: ReportWishes) -> tuple[Section, ...]:
    """The questions in the order in which they are asked, each answered as far as the session can."""
    return (
        _why(session),
        _who(session),
        _how(session, by_card),
        _important(session, by_card),
        agreement_section(session, by_card)
        or Section("Waar waren we het over eens?", (_cells("Eens en oneens", "Waarover eens, waarover niet?"),)),
        input_section(session, by_card),
        _rated(session, by_card),
        _support(session, by_card),
        _steps(session),
        next_steps(session, wishes),
    )


def _cells(name: str, *questions: str) -> Figures:
    """Questions with room to write behind them."""
    rows = tuple((question, TO_FILL_IN) for question in questions)
    return Figures(name, "Vul dit in", Table(("Vraag", "Antwoord"), rows), to_fill_in=True)


def _why(session: Session) -> Section:
    heading, purpose = "Waarom en waarover?", session.details.purpose
    told = [Paragraph(purpose)] if purpose else []
    asked = ["Wat is het plan, en waar ligt het?", "Wat konden mensen nog veranderen, en wat niet?"]
    return Section(heading, (*told, _cells(heading, *([] if purpose else ["Waarom vroegen we dit?"]), *asked)))


def _who(session: Session) -> Section:
    heading = "Wie nodigden we uit, en wie kwamen?"
    found = invited_section(session)
    told: tuple[Passage, ...] = found.blocks if found is not None else (
        Paragraph(f"Er {_took_part(session.participants)} mee. Wie was uitgenodigd, staat niet in de sessie."),
    )  # fmt: skip
    return Section(heading, (*told, _cells(heading, "Hoe zijn mensen uitgenodigd?", "Wie misten we, en waarom?")))


def _took_part(amount: int) -> str:
    return "deed 1 deelnemer" if amount == 1 else f"deden {amount} deelnemers"


def _how(session: Session, by_card: _ByCard) -> Section:
    where = f" in {session.details.place}" if session.details.place else ""
    when = f"op {long_date(session.started)}" if session.started else "tijdens de sessie"
    told = f"Mensen kwamen {when} bij elkaar{where}. Zij antwoordden zonder naam op hun telefoon."
    questions = tuple(rounds[-1].activity.question for rounds in by_card.values())
    listed = [Bullets(questions, "Deze vragen zijn gesteld")] if questions else []
    other = _cells("Andere momenten", "Welke andere momenten waren er om mee te denken?")
    return Section("Hoe en wanneer dachten mensen mee?", (Paragraph(told), other, *listed))


def _important(session: Session, by_card: _ByCard) -> Section:
    heading, found = "Wat vinden mensen belangrijk?", headlines(session, by_card)
    told: Passage = Bullets(found.items) if found is not None else _cells(heading, "Wat vinden mensen belangrijk?")
    return Section(heading, (told,))


def _rated(session: Session, by_card: _ByCard) -> Section:
    """What people said of how they were heard, where a question was about that."""
    heading = "Vonden mensen dat er naar hen is geluisterd?"
    asked = [
        rounds[-1]
        for rounds in by_card.values()
        if any(words in rounds[-1].activity.question.casefold() for words in _ABOUT_BEING_HEARD)
    ]
    told: list[Passage] = [
        Paragraph(f"{one.activity.question} {outcome_of(session, one).sentence}") for one in asked if not one.is_open
    ]
    return Section(heading, tuple(told) or (_cells(heading, "Welk cijfer gaven mensen, en waarom?"),))


def _support(session: Session, by_card: _ByCard) -> Section:
    """What was said of proposals and votes, how many that were, and how far that reaches."""
    told: list[str] = []
    for asked in (rounds[-1] for rounds in by_card.values()):
        if asked.is_open or not (asked.activity.seeks_consent or asked.activity.decides):
            continue
        outcome = outcome_of(session, asked)
        turnout = turnout_of(session, asked, outcome.result)
        told.append(" ".join(filter(None, (f"{asked.title}:", outcome.sentence, turnout.sentence if turnout else ""))))
    certain = (
        f"Dit zegt iets over {count(session.participants, 'deelnemer', 'deelnemers')}. "
        "Wie er niet was, kan anders denken. Het is dus geen peiling onder alle betrokkenen."
    )
    heading = "Hoe groot is de steun, en hoe zeker is dat?"
    listed = [Bullets(tuple(told))] if told else [Paragraph("Er is niet gestemd over een voorstel.")]
    return Section(heading, (*listed, Paragraph(certain), _cells(heading, "Hoe groot schat je de steun, en waarom?")))


def _steps(session: Session) -> Section:
    """What happened until now, as a log that goes on in Word."""
    rows: list[tuple[str, str]] = []
    if session.continued is not None:
        day = long_date(session.continued.day) if session.continued.day else "eerder"
        rows.append((day, f"De sessie {quoted(session.continued.title)}"))
    if session.started is not None:
        rows.append((long_date(session.started), f"De sessie {quoted(session.details.title or 'Sessie')}"))
    for item in session.written:
        if step := _step(item):
            rows.append((f"{long_date(item.time)}, {clock_time(item.time)}", step))
    table = Table(("Wanneer", "Wat"), (*rows, ("vul in", "De volgende stap")))
    return Section("Welke stappen zijn gezet?", (Figures("Stappen", "De stappen, in volgorde", table),))


def _step(item: ev.Written) -> str:
    match item:
        case ev.DecisionTaken():
            return f"Besluit: {item.text}"
        case ev.PromiseMade():
            return f"Toezegging: {item.what}"
        case ev.ActionAgreed():
            return f"Actiepunt: {item.what}"
        case ev.NoteTaken() | ev.Parked():
            return ""
        case _:
            assert_never(item)
