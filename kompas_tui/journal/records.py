"""The format of the log file, and what stands in one.

The first line names the format and its version. After it each line is one record, the JSON array
`[length, checksum, hash before, [start, end], event]`: length counts the bytes of the event, the checksum
is CRC-32 over all that follows it, and start and end are the bytes in the file between which the record's
group stands. A group is what was appended at once; the first one holds the first line too.

A group counts when every byte up to its end is good. What comes after the last one that counts is torn
where it can be what a power cut leaves of one group that was never acknowledged: the file ends early, or
sectors inside that group are still zero. All else is damage.
"""

import enum
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import NOT_JSON, decode, is_of_later_version
from kompas_tui.journal.port import FIRST_HASH, chained

VERSION = 2
"""The version of the format; the first one had no number and no groups."""

HEADER = b'["kompas-logboek",%d]\n' % VERSION
LARGEST_GROUP = 1 << 24
"""The most bytes of a group, so that a log is read in pieces of a known size."""

_ORDINARY_GROUP = 1 << 16
"""So many bytes stand together where nothing else says what does."""

# The longest that any version may write; a file of somebody else may be one line of gigabytes.
LONGEST_HEADER = 200

SECTOR = 512
"""The smallest piece that a disk writes at once."""

_NAMED = re.compile(rb'\["kompas-logboek",(\d{1,9})\]\n')
_NAMELESS = re.compile(rb'\[\d{1,9},"[0-9a-f]{8}","0{64}",')
_FRAME = re.compile(rb'\[(\d{1,9}),"[0-9a-f]{8}","([0-9a-f]{64})",\[(\d{1,15}),(\d{1,15})\],')
_FRAME_BEGUN = re.compile(rb"\[\d{0,9}(,.{0,110})?", re.DOTALL)
_HOLE = re.compile(rb"\0+")


class LogState(enum.Enum):
    """How a log is found."""

    WHOLE = enum.auto()
    TORN = enum.auto()
    """The end is of a group that was never acknowledged."""
    DAMAGED = enum.auto()
    NEWER = enum.auto()
    OLDER = enum.auto()


@dataclass(slots=True)
class LogCheck:
    """What stands in a log: the records that count with the hash of each, and how the rest looks."""

    records: list[tuple[ev.AnyEvent, str]] = field(default_factory=list)
    state: LogState = LogState.WHOLE
    good_bytes: int = 0
    bad_line: int | None = None
    tail: bytes = b""
    """What comes after the good bytes, up to the size of a group."""

    @property
    def head(self) -> str:
        """The hash of the last record that counts."""
        return self.records[-1][1] if self.records else FIRST_HASH

    @property
    def tail_lines(self) -> int:
        """How many lines come after the good bytes, a begun one too."""
        return self.tail.count(b"\n") + (not self.tail.endswith(b"\n")) if self.tail else 0


class _Record(NamedTuple):
    before: str
    start: int
    end: int
    event: bytes


def group_of(start: int, head: str, events: Sequence[bytes]) -> tuple[bytes, str]:
    """The bytes of a group that begins at this place in the file, and the hash of its last event."""
    header = b"" if start else HEADER
    end = _end_of(start, len(header), events)
    lines = [header]
    for event in events:
        lines.append(_line(_Record(head, start, end, event)))
        head = chained(head, event)
    return b"".join(lines), head


def log_of(events: Iterable[bytes]) -> tuple[bytes, str]:
    """A whole log of these events, and its last hash; its groups tell nothing of what was appended together."""
    written, head, group, size = bytearray(), FIRST_HASH, list[bytes](), 0

    def close_group() -> None:
        nonlocal head, group, size
        piece, head = group_of(len(written), head, group)
        written.extend(piece)
        group, size = [], 0

    for event in events:
        if group and size + len(event) > _ORDINARY_GROUP:
            close_group()
        group.append(event)
        size += len(event)
    if group:
        close_group()
    return bytes(written), head


def _end_of(start: int, header: int, events: Sequence[bytes]) -> int:
    """Where the group ends; its lines hold that number, so its digits count."""
    around = len(_line(_Record(FIRST_HASH, start, 0, b""))) - 1
    size = start + header + sum(around + len(b"%d" % len(event)) + len(event) for event in events)
    # A longer number makes every line longer, which can make the number longer again.
    digits = 1
    while len(str(size + len(events) * (digits - 1))) > digits:
        digits += 1
    return size + len(events) * (digits - 1)


def _line(record: _Record) -> bytes:
    # The sum is over the hash before it too, so that no line fits in another place or another log.
    rest = b'"%s",[%d,%d],%s' % (record.before.encode("ascii"), record.start, record.end, record.event)
    return b'[%d,"%08x",%s]\n' % (len(record.event), zlib.crc32(rest), rest)


def _parsed(line: bytes) -> _Record | None:
    """The record on a line, or None where anything in it does not fit."""
    frame = _FRAME.match(line)
    if frame is None or frame.end() + int(frame[1]) + 2 != len(line):
        return None
    record = _Record(frame[2].decode("ascii"), int(frame[3]), int(frame[4]), line[frame.end() : -2])
    # Written again and compared: each record has one spelling only, so nothing else can pass for it.
    return record if _line(record) == line else None


def check_log(file: BinaryIO) -> LogCheck:
    """Read a log as far as its groups are good, and judge what comes after."""
    check = LogCheck()
    # With a limit, since a foreign file may be one line of gigabytes.
    header = file.readline(LONGEST_HEADER)
    if not header:
        return check
    if header == HEADER:
        _read_groups(file, check)
    else:
        check.bad_line, check.state = 1, _state_without_header(header)
    if check.bad_line is not None:
        file.seek(check.good_bytes)
        check.tail = file.read(LARGEST_GROUP + 1)
        if check.state is LogState.WHOLE:
            is_torn = check.records and _is_torn(check.tail, check.good_bytes, check.head)
            check.state = LogState.TORN if is_torn else LogState.DAMAGED
    return check


def _state_without_header(line: bytes) -> LogState:
    named = _NAMED.fullmatch(line)
    if named and int(named[1]) > VERSION:
        return LogState.NEWER
    return LogState.OLDER if _NAMELESS.match(line) else LogState.DAMAGED


def _read_groups(file: BinaryIO, check: LogCheck) -> None:
    """Take in group after group, up to the first line that does not fit."""
    pending: list[tuple[ev.AnyEvent, str]] = []
    head, start, end, position, number = FIRST_HASH, 0, 0, len(HEADER), 1
    while line := file.readline(LARGEST_GROUP):
        number += 1
        position += len(line)
        record = _parsed(line)
        if record is None or record.before != head or record.start != start or position > record.end:
            break
        if pending and record.end != end:
            break
        event = _decoded(record.event)
        if event is None:
            check.bad_line = number
            check.state = LogState.NEWER if is_of_later_version(record.event) else LogState.DAMAGED
            return
        head, end = chained(head, record.event), record.end
        pending.append((event, head))
        # Good lines of a group that never became whole count for nothing: who sent them was told nothing.
        if position == end:
            check.records += pending
            check.good_bytes = start = position
            pending = []
    else:
        if check.good_bytes < position:
            check.bad_line = number
        return
    check.bad_line = number


def _decoded(data: bytes) -> ev.AnyEvent | None:
    try:
        return decode(data)
    except NOT_JSON:
        return None


def _is_torn(tail: bytes, start: int, head: str) -> bool:
    """Whether this can be what is left of one unfinished group that begins here."""
    if len(tail) > LARGEST_GROUP or not _holes_are_sectors(tail, start):
        return False
    *lines, begun = tail.split(b"\n")
    # Frames in half lines tell too; a text can't look like one, as its quotation marks have backslashes.
    marks = {(int(frame[3]), int(frame[4])) for frame in _FRAME.finditer(tail)}
    expected: str | None = head
    for line in lines:
        if b"\0" in line:
            expected = None
            continue
        record = _parsed(line + b"\n")
        if record is None or expected not in (None, record.before):
            return False
        expected = chained(record.before, record.event)
    if begun and b"\0" not in begun and not _may_be_begun(begun):
        return False
    if not marks:  # a power cut leaves zeros of the size of a group, never more than all that was there before
        return len(tail) <= start
    ((begins, ends),) = marks if len(marks) == 1 else ((-1, -1),)
    return begins == start and start + len(tail) <= ends


def _holes_are_sectors(tail: bytes, start: int) -> bool:
    """Whether zeros, which no record holds, stand only where whole sectors were not written."""
    return all(
        (hole.start() == 0 or (start + hole.start()) % SECTOR == 0)
        and (hole.end() == len(tail) or (start + hole.end()) % SECTOR == 0)
        for hole in _HOLE.finditer(tail)
    )


def _may_be_begun(piece: bytes) -> bool:
    """Whether this is the first part of a record."""
    frame = _FRAME.match(piece)
    if frame is None:
        return _FRAME_BEGUN.fullmatch(piece) is not None
    return len(piece) <= frame.end() + int(frame[1]) + 1


def read_line(data: bytes, start: int) -> ev.AnyEvent | None:
    """The event on the line that begins here; None where there is no good record."""
    end = data.find(b"\n", start)
    record = _parsed(data[start : end + 1]) if end >= 0 else None
    return _decoded(record.event) if record else None
