"""What opening and closing a round comes down to: the question as it is asked now, and the figures at the close."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.kinds import Activity, read_activity
from kompas_tui.domain.kinds.activity import OPTION_LENGTH
from kompas_tui.domain.kinds.carrying import MOST_TAKEN, PROPOSAL, Carried
from kompas_tui.domain.kinds.instemming import Instemming
from kompas_tui.domain.kinds.steun import MOST_TO_SUPPORT, Steun
from kompas_tui.domain.language.errors import CommandRefused, InvalidOptions
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import listing, quoted, shortened
from kompas_tui.domain.question.options import TEXT_LENGTH as PROPOSAL_LENGTH
from kompas_tui.domain.result.shapes import TextList
from kompas_tui.domain.result.weight import Cut, Weighed, by_weight, cuts, headings_by_weight
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.marks import Marks

FEWEST_TO_COMPARE = 5
"""From this many voters in both rounds it may be said how many changed their answer."""

LONGEST_TEXT = 2000

WHOLE = Cut(())
"""Of a question with options of its own: nothing was cut."""

AGAIN = ("", "nieuw", "verder", "steun")
"""How a card's activity can be opened again; nothing said is a new round, or support for texts that are shown."""


def opening(session: Session, course: Course, card: Card, again: str, now: datetime) -> Sequence[ev.AnyEvent]:
    """The events that open a round on a card; CommandRefused says why it can't be done."""
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
        raise CommandRefused("Op deze kaart staat geen vraag. Ga naar een kaart met een vraag.")
    if last is not None and isinstance(last.activity, Instemming):
        return [next_round(session, card, last.activity.data, now)]
    question, cut = _question(session, course, card, card.activity)
    return [next_round(session, card, question, now, cut)]


def next_round(
    session: Session, card: Card, question: dict[str, Any], now: datetime, cut: Cut = WHOLE
) -> ev.RoundOpened:
    """The event that opens the next round of a card with this question."""
    last = session.last_round(card.address)
    number = last.number + 1 if last else 1
    return ev.RoundOpened(
        time=now, round=_new_id(session, card.address, number), card=card.address, title=card.title, number=number,
        question=question, along=cut.along, left_out=cut.left_out, hunted=_hunted(card),
        taken=len(cut.options), of=cut.of,
    )  # fmt: skip


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


def tie_sentence(opening: ev.RoundOpened) -> str:
    """What the facilitator hears of equal outcomes at the cut; empty where there were none."""
    if opening.along == 1:
        return "1 antwoord was even sterk als het laatste. Dat doet ook mee."
    if opening.along:
        return f"{opening.along} antwoorden waren even sterk als het laatste. Ze doen ook mee."
    if opening.left_out:
        return f"{opening.left_out} antwoorden waren even sterk. Dat zijn er te veel, dus ze doen niet mee."
    return ""


def _question(session: Session, course: Course, card: Card, activity: Activity) -> tuple[dict[str, Any], Cut]:
    """The question as a round keeps it, with the whole address of the card that it is laid beside."""
    asked, cut = _with_options(session, course, activity, card.deck)
    beside = course.find(activity.compared_with, card.deck) if activity.compared_with else None
    return ({**asked.data, "vergelijk_met": beside.address} if beside else asked.data), cut


def _with_options(session: Session, course: Course, activity: Activity, deck: str) -> tuple[Activity, Cut]:
    """The activity as it can be asked now, with the options that come from another card filled in."""
    source = activity.carried
    if source is None:
        return activity, WHOLE
    found, named, has_texts = _found(session, course, source, deck)
    way_out = "eerst teksten steunen" if has_texts else "nog eens kiezen"
    return _cut_to_fit(activity, source, found, named, way_out)


def _found(session: Session, course: Course, source: Carried, deck: str) -> tuple[Sequence[Weighed], str, bool]:
    """What the group did on the cards, the heaviest first, how these are called, and whether texts can be supported."""
    cards = [(name, course.find(name, deck)) for name in source.cards]
    names = [quoted(card.title if card else name) for name, card in cards]
    rounds = [session.last_round(card.address) if card else None for _, card in cards]
    weighed: list[Weighed] = []
    for name, earlier in zip(names, rounds, strict=True):
        result = earlier.result() if earlier is not None and not earlier.is_open else None
        if result is None:
            raise CommandRefused(_too_few(source, name))
        weighed += headings_by_weight(result) if source.headings else by_weight(result)
    if source.headings and not weighed:
        raise CommandRefused(f"Bij {listing(names)} staan nog geen kopjes. Zet de teksten daar eerst onder kopjes.")
    length = PROPOSAL_LENGTH if source.fills == PROPOSAL else OPTION_LENGTH
    found = _as_options(sorted(weighed, key=lambda one: -one[1]), length)
    if len(found) < source.fewest:
        raise CommandRefused(_too_few(source, listing(names)))
    return found, listing(names), any(earlier.activity.takes_support for earlier in rounds if earlier is not None)


def _too_few(source: Carried, named: str) -> str:
    least = "twee antwoorden" if source.fewest > 1 else "één antwoord"
    return f"Deze vraag neemt de sterkste uit {named}. Sluit daar eerst een ronde met minstens {least}."


def _cut_to_fit(
    activity: Activity, source: Carried, found: Sequence[Weighed], named: str, way_out: str
) -> tuple[Activity, Cut]:
    """The activity with the strongest filled in, and how they were cut; equals are never parted."""
    best, *others = cuts(found, source.top or len(found))
    for cut in (best, *others):
        try:
            return _filled_in(activity, source, cut.options), cut
        except InvalidOptions:
            continue
    if best.along:
        equal = sum(weight == found[(source.top or 1) - 1][1] for _, weight in found)
        room = "Er kan maar één voorstel zijn." if source.fills == PROPOSAL else "Zo veel kan deze vraag er niet aan."
        raise CommandRefused(f"Bij {named} zijn {equal} antwoorden even sterk. {room} Laat de groep daar {way_out}.")
    if len(found) > MOST_TAKEN or source.top is None:
        raise CommandRefused(
            f"Bij {named} zijn {len(found)} antwoorden. Dat is te veel voor deze vraag. "
            "Voeg er daar eerst een paar samen."
        )
    raise CommandRefused(f"Met de uitslag van {named} kan deze vraag niet open. Doe daar eerst een nieuwe ronde.")


def _filled_in(activity: Activity, source: Carried, found: Sequence[str]) -> Activity:
    """The activity with what was found; InvalidOptions where it can't take that."""
    data = {key: value for key, value in activity.data.items() if key not in ("soort", source.key)}
    if "max" in data:
        data["max"] = str(min(int(data["max"]), len(found)))
    if source.fills != PROPOSAL:
        return read_activity(activity.word, {**data, source.fills: list(found)})
    if len(found) != 1:
        raise InvalidOptions([])
    return read_activity(activity.word, {**data, PROPOSAL: found[0]})


def _as_options(weighed: Sequence[Weighed], length: int) -> Sequence[Weighed]:
    """Texts shortened to the length of an option, none empty and none twice."""
    options: dict[str, float] = {}
    for text, weight in weighed:
        options.setdefault(shortened(clean_line(text, LONGEST_TEXT), length), weight)
    return tuple((option, weight) for option, weight in options.items() if option)


def closing(session: Session, marks: Marks, current: Round, now: datetime) -> ev.RoundClosed:
    """The event that closes a round, with how many changed their answer since the round before."""
    before = [earlier for earlier in session.rounds_of(current.card) if earlier.number < current.number]
    comparable = not current.activity.is_support and before and _same_question(before[-1], current)
    both, moved = _moved(session, marks, before[-1], current) if comparable else (None, None)
    return ev.RoundClosed(time=now, round=current.id, both=both, moved=moved)


def closing_now(session: Session, marks: Marks, now: datetime) -> Sequence[ev.AnyEvent]:
    """The event that closes the open round; nothing without one."""
    current = session.open_round
    return [closing(session, marks, current, now)] if current else ()


def _moved(session: Session, marks: Marks, before: Round, after: Round) -> tuple[int | None, int | None]:
    """How many voters chose in both rounds, and how many of them differently; None where there is nothing to choose."""
    both = [
        (earlier, later)
        for device in session.joined
        if (first := before.ballots.get(marks.voter(before.id, device)))
        and (second := after.ballots.get(marks.voter(after.id, device)))
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
