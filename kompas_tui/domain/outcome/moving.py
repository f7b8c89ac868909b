"""What moved since the session before: the figures that come along per card, and this session's beside them."""

from dataclasses import replace

import msgspec

from kompas_tui.domain.language.sentences import bare_text
from kompas_tui.domain.language.wording import long_date
from kompas_tui.domain.outcome.roles import read_shape
from kompas_tui.domain.result.comparison import Comparison, compared
from kompas_tui.domain.result.shapes import (
    Axes,
    Distribution,
    Result,
    Stacked,
)
from kompas_tui.domain.session.brought import BroughtResult
from kompas_tui.domain.session.session import Session


def as_brought(card: str, title: str, result: Result) -> BroughtResult | None:
    """The judgements of a card for the next session, without a text beside them; None where it has none.

    Votes do not come along: what was chosen then was about the choice of then.
    """
    bare = _figures(result)
    if bare is None or not bare.answers:
        return None
    return BroughtResult(card, title, bare.shape, msgspec.json.decode(msgspec.json.encode(bare, enc_hook=bare_text)))


def _figures(result: Result) -> Result | None:
    match result:
        case Stacked():
            return replace(result, ideas=())
        case Distribution() | Axes():
            return result
        case _:
            return None  # of any other shape nothing comes along to another session, also of a new one


def moved_since(session: Session, card: str, now: Result) -> tuple[str, Comparison] | None:
    """What this card's result moved since the session before, row by row that both have, and how that one is called."""
    before = session.continued
    of_card = next((one for one in before.results if one.card == card), None) if before is not None else None
    if before is None or of_card is None:
        return None
    earlier = read_shape(of_card.shape, of_card.result)
    # Only rows that both have: a deck may have gained or lost a statement since.
    shifts = compared(earlier, now, in_common=True) if earlier is not None else None
    if shifts is None:
        return None
    day = f" van {long_date(before.day)}" if before.day else ""
    return f"{of_card.title}, in de sessie {before.title}{day}", shifts
