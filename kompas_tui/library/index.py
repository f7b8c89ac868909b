"""What was read of each session, kept so that only what changed is read anew; thrown away, it is made again."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kompas_tui.domain.language.sentences import bare_text
from kompas_tui.domain.library.things import Holding
from kompas_tui.domain.session.event_json import NOT_JSON
from kompas_tui.journal.files import make_folder, put_in_place, read_small
from kompas_tui.library.reading import Stamp, Unreadable, read_holding

_VERSION = 2
"""Goes up with every change of what is kept, so that an index of another version is made again."""

INDEX = "reisgids-index.json"
_LARGEST = 256_000_000


class ReadSession(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was read of one session: what it gives, nothing, or why it can't be read."""

    size: int
    changed: int
    holding: Holding | None = None
    why: str = ""

    @property
    def stamp(self) -> Stamp:
        """Of the file as it was read."""
        return Stamp(self.size, self.changed)


class _Index(msgspec.Struct, frozen=True):
    version: int
    entries: dict[str, ReadSession]


_DECODER = msgspec.json.Decoder(_Index)


@dataclass(frozen=True, slots=True)
class Index:
    """The entries by the folder of the session."""

    path: Path

    def read(self) -> dict[str, ReadSession]:
        """The entries as they were kept; none where there is no index of this version."""
        try:
            index = _DECODER.decode(read_small(self.path, _LARGEST))
        except (OSError, *NOT_JSON):
            return {}
        return index.entries if index.version == _VERSION else {}

    def renewed(self, databases: Mapping[Path, Stamp]) -> dict[str, ReadSession]:
        """An entry for each database, read anew where it changed; what is gone is gone from here too."""
        kept = self.read()
        entries = {str(path): _entry(path, stamp, kept.get(str(path))) for path, stamp in databases.items()}
        if len(entries) != len(kept) or any(kept.get(path) is not entry for path, entry in entries.items()):
            self.write(entries)
        return entries

    def write(self, entries: Mapping[str, ReadSession]) -> None:
        """Keep these entries; where that can't be done they are only read again next time."""
        with contextlib.suppress(OSError):  # nothing is lost: what it holds can be read from the sessions again
            make_folder(self.path.parent)
            put_in_place(
                msgspec.json.encode(_Index(_VERSION, dict(entries)), enc_hook=bare_text), self.path, lasting=False
            )


def _entry(path: Path, stamp: Stamp, before: ReadSession | None) -> ReadSession:
    if before is not None and before.stamp == stamp:
        return before
    try:
        return ReadSession(stamp.size, stamp.changed, read_holding(path))
    except Unreadable as error:
        return ReadSession(stamp.size, stamp.changed, why=str(error))
