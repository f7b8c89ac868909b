"""The participatieverslag: what law and municipality ask, answered from the session, with cells for what it can't know.

Omgevingsbesluit article 10.2 asks how people were involved and what was done with that; Omgevingsregeling article 7.4
the same of who applies for a permit. The further questions are those of municipalities' own forms.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import assert_never

from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import clock_time, count, labelled, long_date, quoted, without_stop
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.outcome.turnout import turnout_of
from kompas_tui.domain.outcome.whereabouts import most_answered_anywhere
from kompas_tui.domain.report.agenda import days_of, sittings
from kompas_tui.domain.report.agreement import agreement_section
from kompas_tui.domain.report.came_out import leading_text
from kompas_tui.domain.report.document import Bullets, Figures, Paragraph, Passage, Section
from kompas_tui.domain.report.headlines import decides, is_about_being_heard, what_was_asked
from kompas_tui.domain.report.invited import invited_section, took_part_by_role
from kompas_tui.domain.report.next_steps import next_steps
from kompas_tui.domain.report.weighed import input_section
from kompas_tui.domain.report.wishes import ReportWishes
from kompas_tui.domain.result.shapes import Distribution, TextList
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

TO_FILL_IN = ""
"""An answer that only the organiser knows, who writes it in Word."""

_SEE_FURTHER = "Wat er uit elke vraag kwam, staat bij ‘Vragen en uitslagen’."
_AGREED_ON = "Waarover waren mensen het eens, en waarover niet?"
_MISSED = "Wie misten we, en waarom?"
_ABOUT_THE_PLAN = (
    "Wat is het plan, en waar ligt het?",
    "Wie neemt het besluit, en wanneer?",
    "Wat konden mensen nog veranderen, en wat niet?",
    "Waar kunnen mensen het plan lezen?",
)
_HOW_IT_FITS = "Hoe past het plan bij wat mensen belangrijk vinden?"
_LATER_ON = "Hoe blijven mensen betrokken als het plan wordt uitgevoerd?", "Hoe en wanneer kijken jullie samen terug?"
_ABOUT_THE_CHANGES = ("Wat is door de inbreng veranderd in het plan?", "Wat is niet veranderd, en waarom niet?")

_ByCard = Mapping[str, Sequence[Round]]


def participation_sections(session: Session, by_card: _ByCard, wishes: ReportWishes) -> tuple[Section, ...]:
    """The questions in the order in which they are asked, each answered as far as the session can."""
    return (
        _why(session),
        _who(session),
        _how(session, by_card),
        _important(session, by_card),
        agreement_section(session, by_card)
        or Section("Waar waren we het over eens?", (_cells("Eens en oneens", _AGREED_ON),)),
        _changed(session, by_card),
        _rated(session, by_card),
        _support(session, by_card),
        _steps(session),
        _further(session, wishes),
    )


def _cells(name: str, *questions: str) -> Figures:
    """Questions with room to write behind them."""
    rows = tuple((question, TO_FILL_IN) for question in questions)
    return Figures(name, "Vul dit in", Table(("Vraag", "Antwoord"), rows), to_fill_in=True)


def _why(session: Session) -> Section:
    heading, purpose = "Waarom en waarover?", session.details.purpose
    told = [Paragraph(purpose)] if purpose else []
    first = [] if session.details.organisation else ["Wie neemt het initiatief?"]
    first += [] if purpose else ["Waarom vroegen we dit?"]
    if organisation := without_stop(session.details.organisation):
        told.insert(0, Paragraph(f"Dit gesprek is georganiseerd door: {organisation}."))
    return Section(heading, (*told, _cells(heading, *first, *_ABOUT_THE_PLAN)))


def _who(session: Session) -> Section:
    heading = "Wie nodigden we uit, en wie kwamen?"
    invited = invited_section(session)
    asked = ["Hoe en wanneer zijn mensen uitgenodigd?", "Welke bedrijven, organisaties en overheden waren erbij?"]
    if invited is not None:
        return Section(heading, (*invited.blocks, _cells(heading, *asked, _MISSED)))
    by_role = took_part_by_role(session)
    told = [
        f"Er {_took_part(session.participants + session.people_with_paddles)} mee.",
        f"Per rol: {by_role}." if by_role else "",
    ]
    return Section(
        heading, (Paragraph(" ".join(filter(None, told))), _cells(heading, "Wie is uitgenodigd?", *asked, _MISSED))
    )


def _took_part(amount: int) -> str:
    if not amount:
        return "deed niemand"
    return "deed 1 deelnemer" if amount == 1 else f"deden {dotted(amount)} deelnemers"


def _how(session: Session, by_card: _ByCard) -> Section:
    where = f" in {session.details.place}" if session.details.place else ""
    when = f"op {days_of(session)}" if session.started else "tijdens de sessie"
    by = "op hun telefoon of met een kaart op papier" if session.people_with_paddles else "op hun telefoon"
    questions = tuple(_in_full(rounds[-1]) for rounds in by_card.values())
    answered = f" Zij antwoordden zonder naam {by}." if questions else ""
    if not session.participants + session.people_with_paddles:
        told = f"Het gesprek was {when}{where}."
    elif most_answered_anywhere(session) is not None:
        told = f"Mensen deden {when} mee{where}, of vanaf een andere plek.{answered}"
    else:
        told = f"Mensen kwamen {when} bij elkaar{where}.{answered}"
    listed = [Bullets(questions, "Deze vragen zijn gesteld")] if questions else []
    other = _cells("Andere momenten", "Welke andere momenten waren er om mee te denken?")
    return Section("Hoe en wanneer dachten mensen mee?", (Paragraph(told), other, *listed))


def _in_full(asked: Round) -> str:
    """The question; before what only says what to do, the title of its card."""
    question = asked.activity.question
    title = what_was_asked(asked, question)
    return question if title == question else f"{title} {question}"


def _important(session: Session, by_card: _ByCard) -> Section:
    """The text that leads in each open question; page 1 has what came out of all, which is not told twice."""
    heading = "Wat vinden mensen belangrijk?"
    open_ones = [
        (one, outcome_of(session, one).result)
        for one in (rounds[-1] for rounds in by_card.values())
        if not (one.is_open or one.activity.ticks_off)  # what people want to know says little of what matters to them
    ]
    told = [
        f"{one.activity.question} {leading}"
        for one, result in open_ones
        if isinstance(result, TextList) and (leading := leading_text(result))
    ]
    listed = [Bullets(tuple(told))] if told else []
    cells = _cells(heading, *([] if told else ["Wat noemden mensen het vaakst?"]), _HOW_IT_FITS)
    return Section(heading, (*listed, *((Paragraph(_SEE_FURTHER, "quiet"),) if by_card else ()), cells))


def _changed(session: Session, by_card: _ByCard) -> Section:
    """What became of each point, and what that did to the plan, which only the organiser knows."""
    section = input_section(session, by_card)
    changes = Section("Wat veranderde er aan het plan?", (_cells("Aan het plan", *_ABOUT_THE_CHANGES),))
    return replace(section, parts=(*section.parts, changes))


def _rated(session: Session, by_card: _ByCard) -> Section:
    """What people said of how they were heard, where a question was about that."""
    heading = "Vonden mensen dat er naar hen is geluisterd?"
    asked = [rounds[-1] for rounds in by_card.values() if is_about_being_heard(rounds[-1])]
    told = [block for one in asked if not one.is_open for block in _rating(session, one)]
    return Section(heading, tuple(told) or (_cells(heading, "Welk cijfer gaven mensen, en waarom?"),))


def _rating(session: Session, asked: Round) -> list[Passage]:
    """What came of a question about being heard; of statements the figure of each, which forms ask for."""
    outcome = outcome_of(session, asked)
    result = outcome.result
    if not isinstance(result, Distribution) or result.by_mean or len(result.rows) == 1 or not result.answers:
        return [Paragraph(f"{asked.activity.question} {outcome.sentence}")]
    scores = tuple(
        f"{quoted(without_stop(row.label))}: {row.of_highest(row.median)}."
        for row in result.rows
        if row.median is not None
    )
    told = f"{asked.activity.question} Dit is de middelste score van {count(result.answers, 'antwoord', 'antwoorden')}:"
    return [Paragraph(told), Bullets(scores)]


def _support(session: Session, by_card: _ByCard) -> Section:
    """What was said of proposals and votes, how many that were, and how far that reaches."""
    told: list[str] = []
    for asked in (rounds[-1] for rounds in by_card.values()):
        if asked.is_open or not decides(session, asked):
            continue
        outcome = outcome_of(session, asked)
        turnout = turnout_of(session, asked, outcome.result)
        told.append(
            labelled(asked.title, " ".join(filter(None, (outcome.sentence, turnout.sentence if turnout else ""))))
        )
    took_part = session.participants + session.people_with_paddles
    certain = (
        f"Dit zegt iets over {count(took_part, 'deelnemer', 'deelnemers')}. "
        "Wie er niet was, kan anders denken. Het is dus geen peiling onder alle betrokkenen."
    )
    reach = [Paragraph(certain)] if took_part else []
    heading = "Hoe groot is de steun, en hoe zeker is dat?"
    listed = [Bullets(tuple(told))] if told else [Paragraph("Er is niet gestemd over een voorstel.")]
    return Section(heading, (*listed, *reach, _cells(heading, "Hoe groot schat je de steun, en waarom?")))


def _steps(session: Session) -> Section:
    """What happened until now, as a log that goes on in Word."""
    rows: list[tuple[str, str]] = []
    if session.continued is not None:
        day = long_date(session.continued.day) if session.continued.day else "eerder"
        rows.append((day, f"De sessie {quoted(session.continued.title)}"))
    met = [(begin, long_date(begin)) for begin, _ in sittings(session)]
    steps = [(begin, day, f"De sessie {quoted(session.details.title or 'Sessie')}") for begin, day in met]
    steps += [
        (item.time, f"{long_date(item.time)}, {clock_time(item.time)}", step)
        for item in session.written
        if (step := _step(item))
    ]
    rows += [(when, step) for _, when, step in sorted(steps, key=itemgetter(0))]
    table = Table(("Wanneer", "Wat"), (*rows, ("vul in", "De volgende stap")))
    return Section("Welke stappen zijn gezet?", (Figures("Stappen", "De stappen, in volgorde", table),))


def _further(session: Session, wishes: ReportWishes) -> Section:
    """What comes next, with who is involved in carrying it out and looking back, which the law asks too."""
    section = next_steps(session, wishes)
    return replace(section, blocks=(*section.blocks, _cells(section.heading, *_LATER_ON)))


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
