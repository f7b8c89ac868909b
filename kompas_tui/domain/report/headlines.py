"""What came out, first of all: a sentence for each of the questions that matter most, made from their results."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from kompas_tui.domain.course.hunt import LIVES
from kompas_tui.domain.kinds.leading import is_close
from kompas_tui.domain.language.sentences import dotted, glued
from kompas_tui.domain.language.wording import count, listing_first, quoted, shortened_at_word, without_stop
from kompas_tui.domain.outcome import Outcome, options_of, outcome_of, proposal_of
from kompas_tui.domain.report.agreed import CONFIRMING
from kompas_tui.domain.report.came_out import WIDELY, leading_text, typed_most
from kompas_tui.domain.report.document import Bullets
from kompas_tui.domain.result.highlights import Highlight, highlight
from kompas_tui.domain.result.shapes import (
    Axes,
    Bars,
    Distribution,
    PinMap,
    Profile,
    Result,
    Stacked,
    TextList,
    Words,
)
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

MOST_HEADLINES = 7
"""More than this is no summary any more."""

FEWEST_HEADLINES, _MOST_CHARACTERS = 3, 900
"""Of long ones fewer are told, but never fewer than this."""

_LONGEST_PROPOSAL = 120
"""A longer proposal is told in part; it stands whole at its question."""

CAME_OUT = "Wat kwam eruit?"

_ABOUT_BEING_HEARD = ("geluisterd", "gehoord", "serieus genomen", "met je inbreng", "met jouw inbreng", "mijn stem tel")


def headlines(session: Session, by_card: Mapping[str, Sequence[Round]]) -> Bullets | None:
    """The outcomes that matter most, in the order in which they were asked; None where nothing came out."""
    last = [rounds[-1] for rounds in by_card.values() if not rounds[-1].is_open and rounds[-1].answers]
    # The same question, of which the later answer counts; cards may name each other, and come in any order.
    again = {one.activity.compared_with: one.opened for one in sorted(last, key=lambda one: one.opened)}
    told = [
        (asked, sentence)
        for asked in last
        if asked.opened >= again.get(asked.card, asked.opened)
        and (sentence := _headline(session, asked, outcome_of(session, asked)))
    ]
    by_weight = sorted(told, key=lambda one: weight(session, one[0]))
    heaviest = by_weight[: -MOST_HEADLINES - 1 : -1]  # the last of equals first: a group works towards its question
    chosen = {asked.id for asked, _ in heaviest[: _that_fit([len(sentence) for _, sentence in heaviest])]}
    lines = tuple(sentence for asked, sentence in told if asked.id in chosen)
    return Bullets(lines, CAME_OUT) if lines else None


def _that_fit(lengths: Sequence[int]) -> int:
    """How many of these leave room on the first page for what was decided and agreed."""
    return max(sum(total <= _MOST_CHARACTERS for total in accumulate(lengths)), min(FEWEST_HEADLINES, len(lengths)))


def weight(session: Session, asked: Round) -> tuple[int, ...]:
    """What makes a question a main one, what says most first.

    It decides; something was agreed of it; the room went on with it, or chose from what it had written itself; it was
    asked again; how people answered. How many did says little: one more or less is who looked up too late.
    """
    agreed = any(item.card == asked.card and not isinstance(item, ev.NoteTaken | ev.Parked) for item in session.written)
    most = max(one.answers for one in session.rounds.values())
    way = _way_of_answering(session, asked)
    is_weighed = way == _CHOSEN and (asked.of > 0 or _began_hunt(session, asked))
    again = sum(not one.activity.is_support for one in session.rounds_of(asked.card)) > 1
    is_again = way > _ASIDE and (again or bool(asked.activity.compared_with))
    is_of_most = asked.activity.tables or 2 * asked.answers >= most  # a table answers together
    return decides(session, asked), agreed, is_of_most, is_weighed, is_again, way


_ASIDE, _WRITTEN, _JUDGED, _CHOSEN = range(4)
"""How people answered: about themselves or the talk, or asking back; in their own words, by item, or by choosing."""


def _way_of_answering(session: Session, asked: Round) -> int:
    result = outcome_of(session, asked).result
    later = {one.activity.compared_with for one in session.rounds.values() if not one.is_open and one.answers}
    if is_about_being_heard(asked) or asked.card in later or (asked.hunted is not None and asked.hunted.step == LIVES):
        return _ASIDE
    match result:
        case Words() | Profile():
            return _ASIDE
        case Bars():
            return _ASIDE if any(bar.is_right for bar in result.bars) else _CHOSEN
        case PinMap():
            return _CHOSEN
        case Distribution() | Stacked() | Axes():
            return _JUDGED
        case _:
            return _ASIDE if asked.activity.ticks_off else _WRITTEN


def _began_hunt(session: Session, asked: Round) -> bool:
    """Whether it counted the bears that were hunted afterwards."""
    hunted = {one.hunted.title for one in session.rounds.values() if one.hunted is not None}
    return not hunted.isdisjoint(options_of(session, asked))


def is_about_being_heard(asked: Round) -> bool:
    """Whether the question asks it, the title of its card, or one of its statements."""
    texts = (asked.activity.question, asked.title, *(field.label for field in asked.activity.fields()))
    return any(words in text.casefold() for text in texts for words in _ABOUT_BEING_HEARD)


def decides(session: Session, asked: Round) -> bool:
    """Whether it votes, asks for consent, or spends money."""
    result = outcome_of(session, asked).result
    spends = isinstance(result, Bars) and result.spending is not None
    return asked.activity.decides or asked.activity.seeks_consent or spends


def _headline(session: Session, asked: Round, outcome: Outcome) -> str:
    """The question with what came of it; empty where nothing stands out."""
    if decides(session, asked) or _says_more(outcome.result):
        came_out = glued(outcome.in_short, typed_most(outcome.result))
    elif isinstance(outcome.result, TextList):
        came_out = leading_text(outcome.result)
    elif (top := highlight(outcome.result)) is not None:
        came_out = _standing_out(top, outcome.result)
    else:
        return ""
    if not came_out:
        return ""
    told = came_out
    turnout = outcome.turnout.sentence if outcome.turnout is not None else ""  # what a share of the votes is of
    return glued(f"{_about(session, asked, outcome)} {told}", turnout)


def _about(session: Session, asked: Round, outcome: Outcome) -> str:
    """The proposal where people said if they consent to one, else what was asked; what was agreed stands below it."""
    proposed = proposal_of(session, asked)
    if not proposed or asked.card.startswith(CONFIRMING):
        return what_was_asked(asked, outcome.question)
    return f"Voorstel: {quoted(without_stop(shortened_at_word(' '.join(proposed.split()), _LONGEST_PROPOSAL)))}."


def _says_more(result: Result) -> bool:
    """Whether what leads is not all: what is right, fits a budget, has to wait, lies in between, or ends a scale.

    Or whether nothing leads that says anything: every option does, or that of who typed something else.
    """
    match result:
        case Bars():
            leads_nothing = any(bar.is_own for bar in result.leaders) or len(result.leaders) == len(result.options)
            is_told_whole = result.spending is not None or bool(result.seats) or leads_nothing
            return is_told_whole or any(bar.is_right for bar in result.bars)
        case Distribution() | Stacked() | Axes() | Profile():
            return True
        case _:  # the strongest text or word is what came out; the rest of the sentence counts
            return False


def what_was_asked(asked: Round, question: str) -> str:
    """The question; the title of its card where the question only says what to do."""
    both = question, asked.title
    title = asked.title.rstrip(".:!")
    return next((one for one in both if one.endswith("?")), f"{quoted(title) if ':' in title else title}:")


def _standing_out(top: Highlight, result: Result) -> str:
    """What leads, or what leads together, with its figure, and that it scarcely does; nothing of a word of a few."""
    if isinstance(result, Words) and top.value is not None and WIDELY * top.value.value < result.answers:
        return ""
    figure = _figure(top, result)
    if not figure and len(top.names) == 1:
        return f"{quoted(top.name)} springt eruit."
    names = listing_first([quoted(name) for name in top.names], "andere", "andere")
    close = " Het scheelt weinig." if isinstance(result, Bars) and is_close(result) else ""
    return f"{names} {'staat' if len(top.names) == 1 else 'staan samen'} bovenaan{figure}.{close}"


def _figure(top: Highlight, result: Result) -> str:
    """How much, of all that was given: of how many people, stickers, points or pins."""
    if top.value is None or not isinstance(result, Bars | Words | PinMap):
        return f" ({top.figure})" if top.figure else ""
    if top.unit is None and result.answers == 1:
        return " (er is maar 1 antwoord)"
    match result:
        case PinMap():
            whole = count(result.pins, "prik", "prikken")
        case Bars() if top.unit is not None:
            whole = count(sum(bar.count for bar in result.bars), *top.unit)
        case Bars():
            whole = dotted(result.valid)
        case _:
            whole = dotted(result.answers)
    each = "elk " if len(top.names) > 1 else ""
    return f" ({each}{dotted(int(top.value.value))} van de {whole})"
