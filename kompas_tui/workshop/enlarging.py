"""Which texts of the shown result stand large on the beamer, one after another."""

from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.result.shapes import Pairs, Result, TextItem, TextList
from kompas_tui.domain.session.session import Session


def arrangeable(result: Result) -> tuple[TextItem, ...]:
    """The texts of a result that can be arranged, and read one by one."""
    if isinstance(result, Pairs):
        return (*result.asks, *result.offers)
    return result.items if isinstance(result, TextList) else ()


def texts_to_enlarge(session: Session) -> tuple[TextItem, ...]:
    """The texts that the room sees now; none where it sees no texts."""
    return arrangeable(outcome_of(session, session.shown).result) if session.shown is not None else ()
