"""The bears of the hunt: which one a card is about, where it lives, and how many dots a tip got."""

from collections.abc import Mapping, Sequence

from kompas_tui.domain.course.hunt import LIVES, TIPS
from kompas_tui.domain.kinds.leading import STICKER, is_close
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import count, listing, quoted
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.result.shapes import Bars, TextList
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

_PLACES = {"individu": "het individu", "structuur": "de structuur", "cultuur": "de cultuur"}


def bear_of(rounds: Sequence[Round]) -> tuple[str, str] | None:
    """The address and the title of the bear that these rounds of one card hunt, if they do."""
    hunted = rounds[-1].hunted
    return (hunted.bear, hunted.title) if hunted is not None else None


def hunted_bears(by_card: Mapping[str, Sequence[Round]]) -> frozenset[str]:
    """The addresses of the bears that were hunted."""
    return frozenset(bear[0] for rounds in by_card.values() if (bear := bear_of(rounds)))


def origin(session: Session, action: ev.ActionAgreed) -> str:
    """Where an action point came from: the title of its card, or its bear with the dots that the tip got."""
    title = next((visit.title for visit in reversed(session.course) if visit.card == action.card), "")
    rounds = session.rounds_of(action.card)
    bear = bear_of(rounds) if rounds else None
    if bear is None and session.hunt_of(action.card):
        bear = action.card, title
    if bear is None:
        return title
    dots = dots_of(session, bear[0], action.what)
    return f"Beer: {bear[1]} ({dots})" if dots else f"Beer: {bear[1]}"


def dots_of(session: Session, bear: str, tip: str) -> str:
    """`12 stickers` for a tip of this bear, or how often one of the group was supported; empty for what is no tip."""
    match _outcome(session, bear, TIPS):
        case Bars(bars=bars):
            dots = next((bar.count for bar in bars if bar.label == tip), None)
            return "" if dots is None else count(dots, *STICKER)
        case TextList(items=items):
            support = max((item.support for item in items if " ".join(item.text.split()) == tip), default=0)
            return f"{dotted(support)} keer gesteund" if support else ""
        case _:
            return ""


def home(session: Session, bear: str) -> str:
    """Where a bear lives, in a sentence; empty where that was not answered."""
    result = _outcome(session, bear, LIVES)
    return lives_in(result) if isinstance(result, Bars) else ""


def lives_in(result: Bars) -> str:
    """The place that was chosen most, and that it scarcely was; empty where none was."""
    most = max((bar.count for bar in result.bars), default=0)
    if not most:
        return ""
    places = [_PLACES.get(bar.label, quoted(bar.label)) for bar in result.bars if bar.count == most]
    if len(places) == 1:
        of = f"{places[0]} ({dotted(most)} van de {dotted(result.answers)})"
        close = is_close(result)
        if 2 * most > result.answers and not close:
            return f"De beer leeft hier vooral in {of}."
        return f"De beer leeft hier het vaakst in {of}.{' Het scheelt weinig.' if close else ''}"
    return f"De beer leeft hier even vaak in {listing(places)} (elk {dotted(most)} van de {dotted(result.answers)})."


def _outcome(session: Session, bear: str, step: str) -> Bars | TextList | None:
    """The result of the last round of a step, once it is closed and answered."""
    cards = [card for card, name in session.hunt_of(bear).items() if name == step]
    last = session.last_round(cards[-1]) if cards else None
    result = outcome_of(session, last).result if last is not None and not last.is_open else None
    return result if isinstance(result, Bars | TextList) and result.answers else None
