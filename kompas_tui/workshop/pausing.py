"""Until when a break lasts: as long as its card says, or until the clock that was set for it is up."""

from datetime import datetime, timedelta

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.session.rhythms import TurnNow
from kompas_tui.domain.session.session import Session

_MINUTE = timedelta(minutes=1)


def break_ends(session: Session, card: Card, clock: TurnNow | None) -> datetime | None:
    """When the group goes on, in whole minutes; None where the card is no break."""
    if not card.is_break or not session.course:
        return None
    # A clock that still runs of the card before is the time of that question, and says nothing of the break.
    is_for_it = clock is not None and clock.card == card.address
    ends = clock.ends if clock is not None and is_for_it else session.course[-1].time + _MINUTE * (card.minutes or 0)
    whole = ends.replace(second=0, microsecond=0)
    return whole if whole == ends else whole + _MINUTE
