"""What the keys 1 to 9 and 0 stand for: what the card or its result numbers on the beamer, in the order shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kompas_tui.domain.course.hunt import TIPS
from kompas_tui.domain.course.way import is_untouched
from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.deck.routes import ALL_CARDS
from kompas_tui.domain.language.wording import labelled
from kompas_tui.domain.outcome import outcome_of, progress_in_room
from kompas_tui.domain.report.agreed import agreements
from kompas_tui.domain.result.shapes import Bars, Result, Stacked, TextList
from kompas_tui.workshop.canvases import canvas_on
from kompas_tui.workshop.commands.needs import OrderName
from kompas_tui.workshop.running import RunningSession

KEYS = "1234567890"


@dataclass(frozen=True, slots=True)
class Digit:
    """A digit that does something now: which command, and with what of its words filled in."""

    key: str
    label: str
    order: OrderName
    words: Mapping[str, str | int]
    asks: bool = False
    """Whether the other lines of the command are asked first."""


def digits(workshop: RunningSession) -> Sequence[Digit]:
    """What the digits do now, on the beamer and at the facilitator's desk; none below what lies over the card."""
    session, cover = workshop.session, workshop.covers.top
    if session.is_ended:
        return []
    if cover == "oogst":
        listed = zip(KEYS, agreements(session), strict=False)
        return [Digit(key, one.line, "verbeter", {"regel": one.number}, asks=True) for key, one in listed]
    if cover == "meedoen" and workshop.course.routes and is_untouched(session):
        ways = zip(KEYS, workshop.course.routes, strict=False)
        named = [Digit(key, route.name, "route", {"route": route.name}) for key, route in ways]
        return [*named, Digit("0", "alle kaarten", "route", {"route": ALL_CARDS})]
    return _on_card(workshop) if cover is None else []


def _on_card(workshop: RunningSession) -> Sequence[Digit]:
    session, card = workshop.session, workshop.card
    if card.plate is not None:
        states = progress_in_room(session, workshop.course, card)
        return [Digit(one.point.key, f"{one.point.title}: {one.state}", "ga", {"kaart": one.next}) for one in states]
    if (laid := canvas_on(session, workshop.course, card)) is not None:
        return [
            Digit(key, cell.title, "ga", {"kaart": cell.source})
            if cell.source
            else Digit(key, cell.title, "vak", {"vak": cell.name}, asks=True)
            for key, cell in zip(KEYS, laid.canvas.cells, strict=False)
        ]
    if card.fan is not None:
        named = [topic for topic, _ in card.fan.topics]
        return [Digit(key, name, "waaier", {"onderwerp": name}) for key, name in zip(KEYS, named, strict=False)]
    tips = zip(KEYS, to_act_on(workshop), strict=False)
    return [Digit(key, what, "actiepunt", {"wat": what}, asks=True) for key, what in tips]


def to_act_on(workshop: RunningSession) -> Sequence[str]:
    """What a digit makes an action point of, now."""
    session, card = workshop.session, workshop.card
    asked, current = session.shown, session.open_round
    if current is not None and current.card == card.address:
        return []
    result = outcome_of(session, asked).result if asked is not None and asked.card == card.address else None
    return numbered(card, result)


def numbered(card: Card, result: Result | None) -> Sequence[str]:
    """What becomes an action point at a digit: a bear's tips, those that were picked, or the items of a checklist."""
    if isinstance(result, Stacked):
        return [_with_idea(row.label, result) for row in result.rows][: len(KEYS)]
    if isinstance(result, Bars) and picks_tips(card):
        return [*(bar.label for bar in result.ranked), *(item.text for item in result.texts)][: len(KEYS)]
    if isinstance(result, TextList) and picks_tips(card):
        return [" ".join(item.text.split()) for item in result.items][: len(KEYS)]
    if result is None and card.bear is not None:
        return card.bear.tips
    return []


def _with_idea(item: str, judged: Stacked) -> str:
    """The item with what the group would do about it, to be changed at will."""
    idea = next((" ".join(idea.text.split()) for idea in judged.ideas if idea.group == item), "")
    return labelled(item, idea) if idea else item


def picks_tips(card: Card) -> bool:
    """Whether this step of the hunt is the one in which tips are picked."""
    return card.hunt is not None and card.hunt.name == TIPS


def key_span(amount: int) -> str:
    """The keys for so many things, such as `1-7`, `1-9 0` or `1`."""
    if amount <= 1:
        return "1"
    return f"1-{amount}" if amount < len(KEYS) else "1-9 0"
