"""A session of a server as one file, and one from a laptop on the server: its chain as it was."""

import io
import re
from collections.abc import Iterator

from kompas_tui.deck_files import decks_of
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import encode
from kompas_tui.domain.session.fitting import told
from kompas_tui.journal import FIRST_HASH
from kompas_tui.journal.folder import LOG
from kompas_tui.journal.parcels import IS_PICTURE, NO_PARCEL, packed, unpacked
from kompas_tui.journal.port import KEPT_SECRETS
from kompas_tui.journal.postgres import PostgresHome, PostgresStore
from kompas_tui.journal.records import check_log, log_of

_IS_CODE = re.compile(r"[A-Z0-9]{4,6}")
# As the log of a laptop groups what comes in a rush, so that no group is near the largest that it takes.
_GROUP = 200


def packed_store(store: PostgresStore) -> bytes:
    """The same of a session on a server."""
    return packed(_files_of(store))


def _files_of(store: PostgresStore) -> Iterator[tuple[str, bytes]]:
    yield LOG, _log_of(store)
    yield from ((name, value) for name, value in store.secrets().items() if name in KEPT_SECRETS)
    for digest in store.pictures():
        if (data := store.picture(digest)) is not None:
            yield f"foto-{digest}.jpg", data


def _log_of(store: PostgresStore) -> bytes:
    """The events as a log: the bytes of each and the hashes between them are those that the server keeps."""
    digests = [FIRST_HASH]

    def encoded() -> Iterator[bytes]:
        for event, digest in store.open_journal().read():
            digests[:] = [digest]
            yield encode(event)

    written, head = log_of(encoded())
    _see_that_it_is(head, *digests)
    return written


def _see_that_it_is(head: str, digest: str) -> None:
    if head != digest:
        raise KompasError("Deze sessie is met een andere versie van Kompas gemaakt. Zet die versie op de server.")


def lift_up(parcel: bytes, home: PostgresHome, owner: str) -> PostgresStore:
    """Put a session that comes from a laptop on the server, under its own code; KompasError where that can't be.

    Its events must fit and its decks be right, as `controleer` looks at them.
    """
    files = unpacked(parcel)
    check = check_log(io.BytesIO(files[LOG]))
    first = check.records[0][0] if check.records else None
    if check.tail or not isinstance(first, ev.Started) or not _IS_CODE.fullmatch(first.code):
        raise KompasError(NO_PARCEL)
    events = [event for event, _ in check.records]
    decks_of(told(events).decks)
    store = home.new(owner, first.code)
    with store.lock():
        try:
            for name in KEPT_SECRETS:
                if name in files:
                    store.keep_secret(name, files[name])
            for name, data in files.items():
                if match := IS_PICTURE.fullmatch(name):
                    store.keep_picture(match[1], data)
            journal = store.open_journal()
            head = FIRST_HASH
            for begin in range(0, len(events), _GROUP):
                head = journal.append(events[begin : begin + _GROUP])
            _see_that_it_is(head, check.head)
        except (KompasError, OSError):
            store.remove()
            raise
    return store
