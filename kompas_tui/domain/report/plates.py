"""The praatplaat in the report: a picture of how far the group came at each point, and the same in words."""

from collections.abc import Iterator, Mapping, Sequence

from kompas_tui.domain.course.plate import NOT_YET, PointState
from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.deck.plates import Plate
from kompas_tui.domain.outcome import progress_for_report
from kompas_tui.domain.report.document import Figures, Passage, PlatePicture, Section
from kompas_tui.domain.result.cells import Number
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session.session import Session

_HEADING = "De praatplaat"
NO_QUESTION, NO_OUTCOME = "geen vraag", "nog geen uitslag"


def plates(session: Session, course: Course, pictures: Mapping[str, bytes] | None = None) -> Section | None:
    """The plates on the beamer of which a point was visited, in the order of the cards; None where there was none.

    `pictures` has the scenes that are a deck's own, by their hashes.
    """
    visited = {visit.card for visit in session.course}
    drawn = [
        (card, card.plate, progress_for_report(session, course, card))
        for card in course.every
        if card.plate is not None and card.address in visited
    ]
    begun = [
        (card.title, tuple(_told(course, card, plate, states, pictures or {})))
        for card, plate, states in drawn
        if any(state.state != NOT_YET for state in states)
    ]
    if not begun:
        return None
    if len(begun) == 1:
        return Section(_HEADING, begun[0][1])
    return Section("De praatplaten", (), tuple(Section(f"{_HEADING}: {title}", told) for title, told in begun))


def _told(
    course: Course, card: Card, plate: Plate, states: Sequence[PointState], pictures: Mapping[str, bytes]
) -> Iterator[Passage]:
    around = len(plate.points)
    middle = plate.middle or card.title
    own = pictures.get(plate.picture.digest) if plate.picture is not None else None
    drawn = plate if plate.scene or own is not None else None
    yield PlatePicture(middle, plate.form, tuple(states[:around]), tuple(states[around:]), drawn, own)
    yield Figures(f"{_HEADING}, {card.title}", "Hoe ver de groep kwam bij elk punt", _table(course, card, states))


def _table(course: Course, card: Card, states: Sequence[PointState]) -> Table:
    rows = (
        (
            _named(state),
            ", ".join(filter(None, (state.state, state.deals_in_words))),
            Number(state.answers),
            state.asked or _question(course, card, state),
            state.top.in_words if state.top else NO_OUTCOME,
        )
        for state in states
    )
    return Table(("Punt", "Stand", "Antwoorden", "Vraag aan de groep", "Sterkste uitslag"), tuple(rows))


def _question(course: Course, card: Card, state: PointState) -> str:
    """The question of the card to which the point leads."""
    first = course.find(state.point.to, card.deck)
    return first.activity.question if first is not None and first.activity is not None else NO_QUESTION


def _named(state: PointState) -> str:
    """The point with its own question."""
    return f"{state.point.title}: {state.point.question}" if state.point.question else state.point.title
