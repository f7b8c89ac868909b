"""The names and dates of what is written: readable, safe on every system, and the same for the same session."""

import re
import unicodedata
from datetime import UTC, datetime

from kompas_tui.domain.session.session import Session

_LONGEST = 60
_BEFORE_ALL = datetime(1980, 1, 1, tzinfo=UTC)


def file_slug(text: str, otherwise: str) -> str:
    """Small letters, digits and hyphens only, such as `beren-op-de-weg`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-") or otherwise


def name_of(session: Session, what: str) -> str:
    """A name such as `verslag-beren-op-de-weg-2026-11-22`."""
    day = f"-{session.started:%Y-%m-%d}" if session.started else ""
    return f"{what}-{file_slug(session.details.title, 'sessie')}{day}"


def coded(name: str, session: Session) -> str:
    """The name with the session's code, so that two groups on one day do not write over each other."""
    return f"{name}-{file_slug(session.code, 'sessie')}"


def date_of_file(started: datetime | None) -> datetime:
    """The date inside a file of a session that started then, in UTC without a zone, as offices write it."""
    return (started or _BEFORE_ALL).astimezone(UTC).replace(tzinfo=None)
