"""How far the group is at the points of a plate, with no more of their results than may be seen."""

from kompas_tui.domain.course.plate import PointState, point_states
from kompas_tui.domain.deck.canvases import CanvasStage
from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.outcome.canvas import canvases_for_report
from kompas_tui.domain.outcome.canvas_cells import was_shown
from kompas_tui.domain.outcome.gate import outcome_of
from kompas_tui.domain.result.shapes import Result
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session


def progress_in_room(session: Session, course: Course, card: Card) -> tuple[PointState, ...]:
    """The points for the beamer and the remote: what people wrote stands there only after the facilitator showed it."""

    def seen(closed: Round) -> Result | None:
        result = outcome_of(session, closed).result
        return result if was_shown(closed, result) else None

    return point_states(session, course, card, seen, _agreed(session))


def progress_for_report(session: Session, course: Course, card: Card) -> tuple[PointState, ...]:
    """The points for the report."""
    return point_states(session, course, card, lambda closed: outcome_of(session, closed).result, _agreed(session))


def _agreed(session: Session) -> dict[str, bool]:
    """Of each canvas that was begun, whether nothing is open any more."""
    done = (CanvasStage.AGREED, CanvasStage.SET)
    return {canvas.card: canvas.stage in done for canvas in canvases_for_report(session)}
