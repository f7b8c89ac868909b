"""Laying a canvas: the form that the session keeps of it, and which canvas a facilitator means."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import msgspec

from kompas_tui.domain.deck.canvases import Canvas
from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.outcome import CanvasOutcome, canvas_in_room
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.canvases import LaidCanvas
from kompas_tui.domain.session.session import Session


def canvas_on(session: Session, course: Course, card: Card) -> LaidCanvas | None:
    """The canvas on this card, in the form that its deck gives it now; None where it has none."""
    if card.canvas is None:
        return None
    laid = session.canvases.get(card.address) or LaidCanvas(card.address, card.canvas)
    return replace(laid, canvas=_with_addresses(card.canvas, course, card.deck))


def canvas_here(session: Session, course: Course, card: Card) -> CanvasOutcome | None:
    """What the room may see of the canvas on this card; None where it has none."""
    laid = canvas_on(session, course, card)
    return canvas_in_room(session, laid) if laid is not None else None


def laying_for(session: Session, course: Course, card: Card, now: datetime) -> Sequence[ev.CanvasLaid]:
    """The events that lay the canvas on this card and those that it fills, so that none is missed later."""
    wanted = [card, *(other for other in course.canvases if other is not card and _is_filled_by(other, course, card))]
    return laying(session, course, wanted, now)


def laying(
    session: Session, course: Course, cards: Sequence[Card], now: datetime, code: str = ""
) -> Sequence[ev.CanvasLaid]:
    """The events that lay the canvases on these cards; none for a card without, or where it lies there already.

    `code` is that of a session that begins just now.
    """
    laid_by_now = dict.fromkeys(session.canvases)
    events = []
    for card in cards:
        on_card, laid = canvas_on(session, course, card), session.canvases.get(card.address)
        if on_card is None or (laid is not None and laid.canvas == on_card.canvas):
            continue
        # Most sessions have one canvas: only a second one needs a number of its own behind that of the session.
        others = sum(address != card.address for address in laid_by_now)
        number = "-".join([f"{now.year}", code or session.code, *([str(others + 1)] if others else [])])
        events.append(ev.CanvasLaid(time=now, card=card.address, canvas=on_card.canvas, number=number))
        laid_by_now[card.address] = None
    return events


def _with_addresses(canvas: Canvas, course: Course, deck: str) -> Canvas:
    """The canvas with the cards that it names by their whole addresses."""

    def address(name: str) -> str:
        card = course.find(name, deck) if name else None
        return card.address if card is not None else name

    cells = tuple(msgspec.structs.replace(cell, source=address(cell.source)) for cell in canvas.cells)
    return msgspec.structs.replace(canvas, cells=cells, consent=address(canvas.consent))


def see_canvas(session: Session, course: Course, card: Card) -> LaidCanvas:
    """The canvas on this card; CommandRefused where it has none."""
    laid = canvas_on(session, course, card)
    if laid is None:
        raise CommandRefused("Op deze kaart staat geen canvas. Ga naar een kaart met een canvas.")
    return laid


def meant_canvas(session: Session, course: Course, here: Card, name: str = "") -> Card:
    """The card with the canvas that is meant: the one named, this one, one that this card fills, the last, the first.

    CommandRefused where there is none.
    """
    if name:
        named = course.find(name)
        if named is None or named.canvas is None:
            raise CommandRefused(f"Op de kaart {quoted(clean_line(name, 60))} staat geen canvas.")
        return named
    if here.canvas is not None:
        return here
    cards = course.canvases
    if not cards:
        raise CommandRefused("In deze kaartenset zit geen canvas. Leg afspraken vast als besluit.")
    filled = [card for card in cards if _is_filled_by(card, course, here)]
    visited = [visit.card for visit in session.course]
    last = [card for card in sorted(cards, key=lambda card: _last_visit(visited, card)) if card.address in visited]
    return next(iter([*filled, *reversed(last), *cards]))


def _is_filled_by(card: Card, course: Course, here: Card) -> bool:
    canvas = card.canvas
    return canvas is not None and any(
        cell.source and course.find(cell.source, card.deck) is here for cell in canvas.cells
    )


def _last_visit(visited: Sequence[str], card: Card) -> int:
    return max((index for index, address in enumerate(visited) if address == card.address), default=-1)
