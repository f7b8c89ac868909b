"""A journal that lives as long as the process, for tests and measurements."""

from collections.abc import Iterator, Sequence

from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import decode, encode
from kompas_tui.journal.mixing import mixed
from kompas_tui.journal.port import FIRST_HASH, JOURNAL_CLOSED, NotSaved, chained


class MemoryJournal:
    """Keeps nothing after the process."""

    set_aside = ""

    def __init__(self) -> None:
        self._records: list[tuple[bytes, str]] = []
        self._closed = False

    def append(self, events: Sequence[ev.AnyEvent]) -> str:
        """Take in the events."""
        if self._closed:
            raise NotSaved(JOURNAL_CLOSED)
        for data in [encode(event) for event in events]:
            self._records.append((data, chained(self._records[-1][1] if self._records else FIRST_HASH, data)))
        return self._records[-1][1] if self._records else FIRST_HASH

    def append_end(self, events: Sequence[ev.AnyEvent]) -> str:
        """Mix the answers, and take in the end."""
        anew = MemoryJournal()
        anew.append(mixed([event for event, _ in self.read()], events))
        if not self._closed:
            self._records = anew._records
        return self.append(events)

    def read(self) -> Iterator[tuple[ev.AnyEvent, str]]:
        """The events, each with its hash."""
        for data, digest in self._records:
            yield decode(data), digest

    def close(self) -> None:
        """Refuse what comes later."""
        self._closed = True
