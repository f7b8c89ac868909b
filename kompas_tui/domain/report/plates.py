"""The praatplaat in the report: a picture of how far the group came at each point, and the same in words."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from kompas_tui.domain.deck import Card, Course
from kompas_tui.domain.plate import NOT_YET, Plate, PointState, point_states
from kompas_tui.domain.report.document import Block, Figures, PlatePicture, Section
from kompas_tui.domain.report.hidden import veil
from kompas_tui.domain.session import Session
from kompas_tui.domain.tables import Table

HEADING = "De praatplaat"
NO_QUESTION, NO_OUTCOME = "geen vraag", "nog geen uitkomst"

_TIMES = re.compile(r" · \d+×$")
"""What a strongest result may end with: how often it was chosen."""


def plates(session: Session, course: Course, hidden: Set[str]) -> Section | None:
    """The plates on the beamer of which a point was visited, in the order of the cards; None where there was none."""
    visited = {visit.card for visit in session.course}
    shown = [
        (card, card.plate, point_states(session, course, card.plate))
        for card in (*course.cards, *course.linked)
        if card.plate is not None and card.address in visited
    ]
    begun = [
        (card.title, tuple(_told(course, card, plate, [_veiled(state, hidden) for state in states])))
        for card, plate, states in shown
        if any(state.state != NOT_YET for state in states)
    ]
    if not begun:
        return None
    if len(begun) == 1:
        return Section(HEADING, begun[0][1])
    return Section("De praatplaten", (), tuple(Section(f"{HEADING}: {title}", told) for title, told in begun))


def _told(course: Course, card: Card, plate: Plate, states: Sequence[PointState]) -> Iterator[Block]:
    around = len(plate.points)
    yield PlatePicture(plate.middle or card.title, plate.form, tuple(states[:around]), tuple(states[around:]))
    yield Figures(f"{HEADING}, {card.title}", "Hoe ver de groep kwam bij elk punt", _table(course, states))


def _veiled(state: PointState, hidden: Set[str]) -> PointState:
    """The state with no result that may not be shown."""
    label = _TIMES.sub("", state.top)
    return replace(state, top=veil(label, hidden) + state.top[len(label) :])


def _table(course: Course, states: Sequence[PointState]) -> Table:
    rows = (
        (state.point.title, _question(course, state), state.state, str(state.answers), state.top or NO_OUTCOME)
        for state in states
    )
    return Table(("Punt", "Vraag", "Stand", "Antwoorden", "Sterkste uitkomst"), tuple(rows))


def _question(course: Course, state: PointState) -> str:
    """The point's own question, else that of the card to which it leads."""
    first = course.find(state.point.to)
    asked = first.activity.question if first is not None and first.activity is not None else ""
    return state.point.question or asked or NO_QUESTION
