"""The pages of a result: with its question, the roles apart, what it is compared with, and the reveal."""

from collections.abc import Callable
from functools import partial

from kompas_tui.domain.kinds.voters import people
from kompas_tui.domain.outcome import (
    Means,
    abridged,
    comparison_with,
    option_pictures_of,
    options_of,
    outcome_of,
    proposal_of,
)
from kompas_tui.domain.outcome.roles import tables_in_words
from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.result.abridging import LONG, WHOLE_TEXTS, compared_by
from kompas_tui.domain.result.comparison import moved_sentence
from kompas_tui.domain.result.shapes import Bars, PinMap, Result
from kompas_tui.domain.session.round import Round
from kompas_tui.tui.drawing.choices import pictured_bars
from kompas_tui.tui.drawing.comparisons import comparison_pages
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.drawing.pins import counted_squares, pinned_picture
from kompas_tui.tui.drawing.results import result_pages, share_behind, whole_pages
from kompas_tui.tui.drawing.revealing import reveal_pages
from kompas_tui.tui.drawing.spread import level_words
from kompas_tui.tui.screens.stage_view import StageView


def outcome_pages(view: StageView, asked: Round, width: int, height: int) -> list[Lines]:
    """A round's result and what belongs to it, as far as it may be seen."""
    session = view.workshop.session
    brief = abridged(outcome_of(session, asked))
    outcome = brief.outcome
    sentence = f"Tussenstand. {outcome.sentence}" if outcome.is_interim else outcome.sentence
    beside = session.rounds.get(view.beside) if view.beside else None
    called_up = comparison_with(session, asked, beside) if beside else None
    chosen = compared_by(called_up, brief.names) if called_up else None
    comparisons = [chosen] if chosen is not None else [laid.comparison for laid in outcome.beside if not beside]
    told = any(one.moves is not None and one.moves.are_of(outcome.by_role) for one in comparisons)
    apart = [*(() if told else outcome.by_role), *tables_in_words(outcome.by_table)]
    apart += outcome.means.apart if outcome.means is not None else ()
    note = _without_phone(outcome.means) if outcome.means is not None else ""
    turnout = outcome.turnout.sentence if outcome.turnout else ""
    where = outcome.whereabouts.sentence if outcome.whereabouts else ""
    reaction = f"Reactie: {outcome.reaction}" if outcome.reaction else ""
    proposed = proposal_of(session, asked)
    proposal = f"Voorstel: {proposed}" if proposed and len(proposed) <= LONG else ""
    note = " ".join(filter(None, (proposal, note, turnout, where, outcome.taken_along, reaction)))
    levels = level_words(view.workshop.card.blocks, outcome.result)
    numbered = bool(view.numbered)
    pages = result_pages(
        sentence, outcome.result, apart, note, width, height, numbered=numbered, levels=levels,
        question=asked.activity.question,
        letters=view.letters,
        drawn=_drawn_result(view, asked, outcome.result, numbered=numbered),
    )  # fmt: skip
    moved = ""
    if beside is None and outcome.moved is not None and outcome.both is not None:
        moved = moved_sentence(outcome.moved, outcome.both)
    for comparison in comparisons:
        pages += comparison_pages(comparison, moved, width, height, view.letters, asked.activity.question)
    pages += whole_pages(WHOLE_TEXTS, brief.whole, width, height)
    return [*pages, *whole_pages("Het voorstel", [proposed] if proposed and not proposal else [], width, height)]


def _without_phone(means: Means) -> str:
    """How many answered with a hand or with a card on paper; empty where nobody did."""
    if not means.paddles:
        return f"Met {people(means.hands)} zonder telefoon." if means.hands else ""
    if not means.hands:
        return f"Met {people(means.paddles)} die een kaart omhoog {'hield' if means.paddles == 1 else 'hielden'}."
    return f"Met {people(means.hands + means.paddles)} zonder telefoon, {means.paddles} van hen met een kaart."


def _drawn_result(
    view: StageView, asked: Round, result: Result, *, numbered: bool
) -> Callable[[int, int], Lines] | None:
    """What draws a result on the picture that was asked about, or beside those of its options; None without any."""
    match result:
        case PinMap() if (ground := asked.activity.asks_on) is not None:
            return partial(_pins_drawn, view, result, ground)
        case Bars() if view.paint is not None and not (result.seats or result.spending or result.carried):
            session = view.workshop.session
            chosen = zip(options_of(session, asked), option_pictures_of(session, asked), strict=False)
            pictures = {option: picture for option, picture in chosen if picture is not None}
            behind = [share_behind(result, bar) for bar in result.ranked]
            return partial(pictured_bars, result.ranked, pictures, behind, view.paint, numbered=numbered)
        case _:
            return None


def _pins_drawn(view: StageView, result: PinMap, ground: Picture, width: int, height: int) -> Lines:
    """The pins on their picture, else counted in its squares where nothing of it can be drawn."""
    drawn = pinned_picture(result, ground, view.paint, width, height) if view.paint else []
    return drawn or counted_squares(result, width, height)


def told_pages(view: StageView, width: int, height: int) -> list[Lines]:
    """The places of this card's result that were told so far."""
    session = view.workshop.session
    last = session.last_round(view.workshop.card.address)
    result = outcome_of(session, last).result if last is not None else None
    if last is None or not isinstance(result, Bars):
        return []
    return reveal_pages(last.activity.question, result, view.workshop.covers.revealed, width, height, view.letters)
