"""A session at a glance, for lists of many: read, not folded, so that it costs little more than reading the file.

In a log, a quotation mark within a text is written with a backslash before it. So what an event begins with
stands nowhere else, and can be looked for among the bytes.
"""

from dataclasses import dataclass
from pathlib import Path

from kompas_tui.domain.session import events as ev
from kompas_tui.journal.records import read_line

LARGEST_LOG = 1 << 28
"""A log that is larger is not looked into for a list."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What a list tells of a session."""

    started: ev.Started
    details: ev.Details
    joined: int
    is_ended: bool


def glance(path: Path) -> Glance | None:
    """What the log tells at a glance; None where its first event can't be read."""
    if path.stat().st_size > LARGEST_LOG:
        return None
    data = path.read_bytes()
    started = read_line(data, data.find(b"\n") + 1)
    if not isinstance(started, ev.Started):
        return None
    # The last one: details can be changed again and again.
    described = read_line(data, data.rfind(b"\n", 0, max(data.rfind(_begin_of(ev.Described)), 0)) + 1)
    ended = read_line(data, data.rfind(b"\n", 0, max(data.rfind(_begin_of(ev.Ended)), 0)) + 1)
    return Glance(
        started,
        described.details if isinstance(described, ev.Described) else started.details,
        # Counted and not read: a log of thousands of joinings would make the list of sessions slow.
        data.count(_begin_of(ev.Joined)),
        isinstance(ended, ev.Ended),
    )


def _begin_of(event: type[ev.AnyEvent]) -> bytes:
    return b'],{"soort":"%s",' % str(event.__struct_config__.tag).encode()
