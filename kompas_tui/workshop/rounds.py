"""What opening and closing a round comes down to: the question as it is asked now, and the figures at the close."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.kinds.activity import BY_TABLE, QUESTION, TABLES
from kompas_tui.domain.kinds.steun import MOST_TO_SUPPORT, Steun
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.question.options import YES
from kompas_tui.domain.result.shapes import TextList
from kompas_tui.domain.result.weight import Cut
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.rhythms import STOP_RHYTHM, turn_now
from kompas_tui.domain.session.round import Round, asked_in
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.carrying import WHOLE, carried_on
from kompas_tui.workshop.marks import Marks
from kompas_tui.workshop.slips import Slips
from kompas_tui.workshop.whereabouts import Places

FEWEST_TO_COMPARE = 5
"""From this many voters in both rounds it may be said how many changed their answer."""

ASKS_NOTHING = "Op deze kaart staat geen vraag. Ga naar een kaart met een vraag."


def opening(
    session: Session, course: Course, card: Card, again: str, now: datetime, proposal: str = ""
) -> Sequence[ev.AnyEvent]:
    """The events that open a round on a card; CommandRefused says why it can't be done.

    `proposal` is the one that the facilitator chose, where the card takes one and several are equally strong.
    """
    current, last = session.open_round, session.last_round(card.address)
    if current is not None:
        if current.card == card.address:
            return ()
        raise CommandRefused(f"Er is nog een ronde open bij {quoted(current.title)}. Sluit die eerst.", "sluit")
    if again == "verder" and last is not None:
        return [ev.RoundResumed(time=now, round=last.id)]
    if again == "steun" or (again == "" and last is not None and session.shown is last and supportable(last)):
        return [_support_opening(session, card, last, now)]
    if card.activity is None:
        raise CommandRefused(ASKS_NOTHING)
    # A proposal may have been amended in its round: what is asked again is that, and not what the deck says.
    if last is not None and last.activity.proposed():
        return [next_round(session, card, last.activity.data, now)]
    if card.activity.by_slip and session.slips is None:
        raise CommandRefused("Deze sessie begon zonder stembriefjes. Begin een nieuwe sessie met stembriefjes.")
    question, cut = _question(session, course, card, card.activity, proposal)
    return [next_round(session, card, question, now, cut)]


def next_round(
    session: Session, card: Card, question: dict[str, Any], now: datetime, cut: Cut = WHOLE
) -> ev.RoundOpened:
    """The event that opens the next round of a card with this question."""
    last = session.last_round(card.address)
    number = last.number + 1 if last else 1
    one_a_table = question.get(TABLES) in YES
    return ev.RoundOpened(
        time=now, round=_new_id(session, card.address, number), card=card.address, title=card.title, number=number,
        question=question, along=cut.along, left_out=cut.left_out, hunted=_hunted(card),
        taken=len(cut.options), of=cut.of,
        one_a_table=one_a_table, tables=session.tables if one_a_table or is_per_table(question) else (),
    )  # fmt: skip


def is_per_table(question: Mapping[str, Any]) -> bool:
    """Whether people answer this question at their table: it is told apart, or is another one there."""
    return question.get(BY_TABLE) in YES or isinstance(question.get(QUESTION), Mapping)


def limits(session: Session, opens: ev.AnyEvent, now: datetime) -> Sequence[ev.AnyEvent]:
    """The time in which the question that opens here is to be answered; a chain that runs makes way for it."""
    seconds = asked_in(opens).limit if isinstance(opens, ev.RoundOpened) else 0
    if not isinstance(opens, ev.RoundOpened) or not seconds:
        return ()
    running = [ev.RhythmChanged(time=now, act=STOP_RHYTHM)] if turn_now(session.rhythms, now) is not None else []
    stretch = ev.Stretch(seconds=seconds)
    begun = ev.RhythmStarted(
        time=now, card=opens.card, title=opens.title, stretches=(stretch,), round=opens.round, is_limit=True
    )
    return [*running, begun]


def _hunted(card: Card) -> ev.Hunted | None:
    step = card.hunt
    return ev.Hunted(step.address, step.title, step.name, step.bear.name) if step is not None else None


def _new_id(session: Session, name: str, number: int) -> str:
    """An id that no opening of the whole log has, since a phone may still show one that was taken back."""
    while f"{name}-{number}" in session.openings:
        number += 1
    return f"{name}-{number}"


def supportable(last: Round) -> bool:
    """Whether a closed round has texts that can be supported."""
    result = last.result() if last.activity.takes_support and not last.is_open else None
    return isinstance(result, TextList) and any(not item.done for item in result.items)


def _support_opening(session: Session, card: Card, last: Round | None, now: datetime) -> ev.RoundOpened:
    if last is None or not supportable(last):
        raise CommandRefused("Er zijn hier geen teksten om te steunen. Sluit eerst een ronde met teksten.")
    result = last.result()
    assert isinstance(result, TextList), "what can be supported is a list of texts"
    items = [item for item in result.items if not item.done]
    if len(items) > MOST_TO_SUPPORT:
        raise CommandRefused(
            f"Er zijn {len(items)} teksten. Steunen kan bij hooguit {MOST_TO_SUPPORT}. Voeg er eerst een paar samen."
        )
    round_id = _new_id(session, f"{last.id}-steun", 1)
    question = Steun.question_about(last.activity.question, last.id, items)
    return ev.RoundOpened(
        time=now, round=round_id, card=card.address, title=card.title, number=last.number, question=question
    )


def _question(
    session: Session, course: Course, card: Card, activity: Activity, proposal: str
) -> tuple[dict[str, Any], Cut]:
    """The question as a round keeps it, with the whole address of the card that it is laid beside."""
    asked, cut = carried_on(session, course, activity, card.deck, proposal)
    beside = course.find(activity.compared_with, card.deck) if activity.compared_with else None
    return ({**asked.data, "vergelijk_met": beside.address} if beside else asked.data), cut


def closing(
    session: Session, marks: Marks, slips: Slips, places: Places, current: Round, now: datetime
) -> ev.RoundClosed:
    """The event that closes a round, with how many changed their answer since the round before, and where they are."""
    before = [earlier for earlier in session.rounds_of(current.card) if earlier.number < current.number]
    comparable = not current.activity.is_support and before and _same_question(before[-1], current)
    both, moved = _moved(session, marks, before[-1], current) if comparable else (None, None)
    where = None if current.was_told_where else places.of_answers(current)
    in_room, elsewhere = (where.in_room, where.elsewhere) if where is not None else (0, 0)
    return ev.RoundClosed(
        time=now, round=current.id, both=both, moved=moved, shared=slips.shared(current.id),
        in_room=in_room, elsewhere=elsewhere,
    )  # fmt: skip


def closing_now(
    session: Session, marks: Marks, slips: Slips, places: Places, now: datetime
) -> Sequence[ev.AnyEvent]:  # fmt: skip
    """The event that closes the open round; nothing without one."""
    current = session.open_round
    return [closing(session, marks, slips, places, current, now)] if current else ()


def _moved(session: Session, marks: Marks, before: Round, after: Round) -> tuple[int | None, int | None]:
    """How many voters chose in both rounds, and how many of them differently; None where there is nothing to choose."""
    at_tables = before.activity.one_a_table and after.activity.one_a_table
    voters, mark = (before.activity.named_tables, marks.table) if at_tables else (session.joined, marks.voter)
    pairs = [(mark(before.id, voter), mark(after.id, voter)) for voter in voters]
    if before.paddle_marks and after.paddle_marks:
        pairs += zip(marks.paddles(before.id), marks.paddles(after.id), strict=True)
    both = [
        (earlier, later)
        for mark_before, mark_after in pairs
        if (first := before.ballots.get(mark_before))
        and (second := after.ballots.get(mark_after))
        and (earlier := before.activity.chosen(first.answer))
        and (later := after.activity.chosen(second.answer))
    ]
    if len(both) < FEWEST_TO_COMPARE:
        return None, None
    return len(both), sum(earlier != later for earlier, later in both)


def _same_question(before: Round, after: Round) -> bool:
    """Whether answers can be compared; the wording may differ, what is chosen from may not."""
    asked = [
        {key: value for key, value in asked.activity.data.items() if key not in ("vraag", "toelichting")}
        for asked in (before, after)
    ]
    return asked[0] == asked[1]
