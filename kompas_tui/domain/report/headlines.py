"""What came out, first of all: a sentence for each of the questions that matter most, made from their results."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from kompas_tui.domain.language.wording import listing, quoted, shortened_at_word, without_stop
from kompas_tui.domain.outcome import Outcome, outcome_of, proposal_of
from kompas_tui.domain.report.came_out import leading_text
from kompas_tui.domain.report.document import Bullets
from kompas_tui.domain.report.numbers import numbers_in, with_dots
from kompas_tui.domain.result.highlights import Highlight, highlight
from kompas_tui.domain.result.shapes import Axes, Bars, Distribution, Result, Stacked, TextList
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


def headlines(session: Session, by_card: Mapping[str, Sequence[Round]]) -> Bullets | None:
    """The outcomes that matter most, in the order in which they were asked; None where nothing came out."""
    told = [
        (asked, sentence)
        for rounds in by_card.values()
        for asked in rounds[-1:]
        if not asked.is_open and asked.answers and (sentence := _headline(session, asked, outcome_of(session, asked)))
    ]
    heaviest = sorted(told, key=lambda one: _weight(session, one[0]), reverse=True)[:MOST_HEADLINES]
    chosen = {asked.id for asked, _ in heaviest[: _that_fit([len(sentence) for _, sentence in heaviest])]}
    lines = tuple(sentence for asked, sentence in told if asked.id in chosen)
    return Bullets(lines, CAME_OUT) if lines else None


def _that_fit(lengths: Sequence[int]) -> int:
    """How many of these leave room on the first page for what was decided and agreed."""
    return max(sum(total <= _MOST_CHARACTERS for total in accumulate(lengths)), min(FEWEST_HEADLINES, len(lengths)))


def _weight(session: Session, asked: Round) -> tuple[bool, bool, int]:
    """A question that decides goes first, then one of which something was agreed, then the one with most answers."""
    agreed = any(item.card == asked.card and not isinstance(item, ev.NoteTaken) for item in session.written)
    return _decides(asked), agreed, asked.answers


def _decides(asked: Round) -> bool:
    return asked.activity.decides or asked.activity.seeks_consent


def _headline(session: Session, asked: Round, outcome: Outcome) -> str:
    """The question with what came of it; empty where nothing stands out."""
    if _decides(asked) or _says_more(outcome.result):
        came_out = outcome.sentence
    elif isinstance(outcome.result, TextList):
        came_out = leading_text(outcome.result)
    elif (top := highlight(outcome.result)) is not None:
        came_out = outcome.sentence if top.are_many else _standing_out(top, outcome.result)
    else:
        return ""
    if not came_out:
        return ""
    return f"{_about(session, asked, outcome)} {with_dots(came_out, numbers_in(outcome.result))}"


def _about(session: Session, asked: Round, outcome: Outcome) -> str:
    """The proposal where people said if they consent to one, else what was asked."""
    proposed = proposal_of(session, asked)
    if not proposed:
        return what_was_asked(asked, outcome.question)
    return f"Voorstel: {quoted(without_stop(shortened_at_word(' '.join(proposed.split()), _LONGEST_PROPOSAL)))}."


def _says_more(result: Result) -> bool:
    """Whether what leads is less than half of it: what is right or fits a budget, who waits, the ends of a scale."""
    match result:
        case Bars():
            return result.spending is not None or bool(result.seats) or any(bar.is_right for bar in result.bars)
        case Distribution() | Stacked() | Axes():
            return True
        case _:  # the strongest text or word is what came out; the rest of the sentence counts
            return False


def what_was_asked(asked: Round, question: str) -> str:
    """The question; the title of its card where the question only says what to do."""
    both = question, asked.title
    return next((one for one in both if one.endswith("?")), f"{asked.title.rstrip('.:!')}:")


def _standing_out(top: Highlight, result: Result) -> str:
    """What leads, or what leads together, with its figure."""
    figure = _figure(top, result)
    if not figure and len(top.names) == 1:
        return f"{quoted(top.name)} springt eruit."
    names = listing([quoted(name) for name in top.names])
    return f"{names} {'staat' if len(top.names) == 1 else 'staan samen'} bovenaan{figure}."


def _figure(top: Highlight, result: Result) -> str:
    """How often, of how many people where that is what was counted; else the figure with its unit."""
    if top.value is not None and top.unit is None and isinstance(result, Bars):
        if result.answers == 1:
            return " (er is maar 1 antwoord)"
        return f" ({top.value.value:g} van de {result.answers})"
    return f" ({top.figure})" if top.figure else ""
