"""Which texts stand large on the beamer, one after another: of the shown result, the question box or the harvest."""

from dataclasses import dataclass

from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.outcome.box import box_in_room
from kompas_tui.domain.report.agreed import agreements
from kompas_tui.domain.result.shapes import Pairs, Result, TextItem, TextList
from kompas_tui.domain.session.session import Session


@dataclass(frozen=True, slots=True)
class LargeText:
    """A text that stands large, what stands above it, and whether it was dealt with."""

    id: str
    text: str
    above: str = ""
    done: bool = False


def arrangeable(result: Result) -> tuple[TextItem, ...]:
    """The texts of a result that can be arranged, and read one by one."""
    if isinstance(result, Pairs):
        return (*result.asks, *result.offers)
    return result.items if isinstance(result, TextList) else ()


def texts_to_enlarge(session: Session) -> tuple[TextItem, ...]:
    """The texts of the result that the room sees now; none where it sees no texts."""
    return arrangeable(outcome_of(session, session.shown).result) if session.shown is not None else ()


def large_text(item: TextItem) -> LargeText:
    """A text of a result, with its column and heading above it."""
    return LargeText(item.id, item.text, " · ".join(filter(None, (item.column, item.group))), item.done)


def texts_one_by_one(session: Session, *, of_box: bool) -> tuple[LargeText, ...]:
    """What can stand large: of the box the questions that the room may see, else the texts of the shown result."""
    if of_box:
        return tuple(LargeText(one.id, one.text, one.support_in_words, one.answered) for one in box_in_room(session))
    return tuple(map(large_text, texts_to_enlarge(session)))


def agreed_one_by_one(session: Session) -> tuple[LargeText, ...]:
    """What was agreed, each below its heading."""
    return tuple(LargeText(f"regel {one.number}", one.line, one.heading) for one in agreements(session))
