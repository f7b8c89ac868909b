"""The times of a session in the time zone in which it began, wherever it went on."""

from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta

import msgspec

from kompas_tui.domain.session import events as ev

SUMMER_TIME = timedelta(hours=1)
"""A difference as large as this is the change of the clock, and a time stays as the clock on the wall told it."""


def in_one_zone(event: ev.AnyEvent, began: datetime | None) -> ev.AnyEvent:
    """The event with its time as a clock would tell it where the session began."""
    if not isinstance(event, ev.TimedEvent):
        return event
    zone = began.tzinfo if began else None
    # Both only in a log that somebody made by hand; in the first and last year there are, no other zone may have it.
    if event.time.year in (MINYEAR, MAXYEAR):
        return msgspec.structs.replace(event, time=event.time.replace(tzinfo=UTC))
    if event.time.tzinfo is None:
        return msgspec.structs.replace(event, time=event.time.replace(tzinfo=zone or UTC))
    # A laptop that travelled, or was set to another zone, must not make an evening look longer or shorter.
    here, there = began.utcoffset() if began else None, event.time.utcoffset()
    if here is None or there is None or abs(here - there) <= SUMMER_TIME:
        return event
    return msgspec.structs.replace(event, time=event.time.astimezone(zone))


def keep_until(began: datetime, days: int) -> datetime:
    """Until when a session is kept; as long as can be told where a log that somebody made names no such time."""
    aware = began if began.tzinfo else began.replace(tzinfo=UTC)
    try:
        return aware + timedelta(days=days)
    except OverflowError:
        return datetime(MAXYEAR, 12, 31, tzinfo=UTC) if days > 0 else datetime(MINYEAR, 1, 1, tzinfo=UTC)
