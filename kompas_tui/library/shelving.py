"""From folders to a library: what is there is read, and what may not be kept any longer goes from everywhere."""

from collections.abc import Iterable, Mapping, Set
from datetime import datetime
from pathlib import Path

from kompas_tui.domain.library.additions import Additions, without
from kompas_tui.domain.library.collection import Collection
from kompas_tui.domain.library.holding import is_expired
from kompas_tui.domain.library.shelf import Shelf, UnreadSession
from kompas_tui.domain.library.things import Holding
from kompas_tui.library.index import INDEX, Index, ReadSession
from kompas_tui.library.keeping import ADDITIONS, Keeper
from kompas_tui.library.reading import Unreadable, databases, read_holding


def shelve(home: Path, folders: Iterable[Path], now: datetime) -> Shelf:
    """The library of these folders; its own files stand in `home`."""
    entries = Index(home / INDEX).renewed(databases(folders))
    # A copy of a folder may be anybody's: by saying that it is past its days it takes nothing from the session itself.
    sources = [entry.holding.source for entry in entries.values() if entry.holding]
    in_time = {source.key for source in sources if not is_expired(source, now)}
    expired = {source.key for source in sources} - in_time
    additions = _without(Keeper(home / ADDITIONS), expired)
    if any(_is_past(entry, now) for entry in entries.values()):
        entries = _forgotten(Index(home / INDEX), entries, now)
    problems = [UnreadSession(path, entry.why) for path, entry in entries.items() if entry.why]
    return Shelf(Collection(_once(entries)), additions, now.date().isoformat(), problems)


def _once(entries: Mapping[str, ReadSession]) -> list[Holding]:
    """What each session gives, once: a copy of its folder is the same session."""
    holdings: dict[str, Holding] = {}
    for entry in entries.values():
        if entry.holding is not None:
            holdings.setdefault(entry.holding.source.key, entry.holding)
    return list(holdings.values())


def _without(keeper: Keeper, sessions: Set[str]) -> Additions:
    additions = keeper.read()
    if without(additions, sessions) is additions:  # as nearly always: then no lock is taken and nothing is written
        return additions
    return keeper.change(lambda now: without(now, sessions))


def _forgotten(index: Index, entries: Mapping[str, ReadSession], now: datetime) -> dict[str, ReadSession]:
    """The entries without what is past its days; that they were read is kept, so that they are not read again."""
    left = {path: _only_read(entry) if _is_past(entry, now) else entry for path, entry in entries.items()}
    index.write(left)
    return left


def _is_past(entry: ReadSession, now: datetime) -> bool:
    return entry.holding is not None and is_expired(entry.holding.source, now)


def _only_read(entry: ReadSession) -> ReadSession:
    return ReadSession(entry.size, entry.changed)


def forget(home: Path, folder: Path) -> None:
    """Forget the session in this folder: what was read of it, and what was added to it."""
    index, path = Index(home / INDEX), folder.absolute()
    entries = index.read()
    entry = entries.pop(str(path), None)
    holdings = (entry.holding if entry else None, _holding_in(path))
    sessions = {holding.source.key for holding in holdings if holding is not None}
    if (home / ADDITIONS).exists():
        _without(Keeper(home / ADDITIONS), sessions)
    if entry is not None:
        index.write(entries)


def _holding_in(path: Path) -> Holding | None:
    try:
        return read_holding(path)
    except Unreadable:
        return None
