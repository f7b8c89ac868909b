"""What every store of a session promises, whatever it keeps it in."""

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import encode
from kompas_tui.journal import (
    FIRST_HASH,
    Served,
    SessionFolder,
    SessionInUse,
    SessionStore,
    find_sessions,
    fingerprint_of,
)
from kompas_tui.journal.port import chained
from kompas_tui.workshop.slips import new_slips
from tests.journal.course import COURSE, NOW, START, ballot


@dataclass(frozen=True)
class Place:
    """Where the sessions of one test are kept."""

    listed: Callable[[], Sequence[SessionStore]]
    new: Callable[[], SessionStore]
    again: Callable[[SessionStore], SessionStore]
    """The same session, as another program finds it."""


@pytest.fixture(params=["folder", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "postgres":
        huis, other = (request.getfixturevalue(name) for name in ("huis", "other_node"))
        return Place(huis.sessions, huis.new, lambda store: _known(other.find(store.name)))
    names = (tmp_path / f"sessie-{number}" for number in range(9))
    return Place(
        lambda: find_sessions(tmp_path),
        lambda: SessionFolder(next(names)),
        lambda store: SessionFolder(Path(store.name)),
    )


def _known(store: SessionStore | None) -> SessionStore:
    assert store is not None
    return store


def begun(place: Place, *more: ev.AnyEvent) -> SessionStore:
    """A session that was written to, under a code of its own."""
    store = place.new()
    with store.lock():
        journal = store.open_journal()
        start = ev.Started(
            time=NOW,
            code=store.new_code(),
            details=ev.Details("Proef"),
            decks=COURSE[0].decks,  # type: ignore[union-attr]
        )
        journal.append([start, *COURSE[1:], *more])
        journal.close()
    return store


def test_a_session_is_read_as_it_was_written(place: Place) -> None:
    store = begun(place)
    session, head = place.again(store).read_session()
    assert session.length == len(COURSE)
    assert session.rounds["kleur-1"].answers == 2
    expected = FIRST_HASH
    for event in session.every_event:
        expected = chained(expected, encode(event))
    assert head == expected


def test_one_writes_and_others_read(place: Place) -> None:
    store = begun(place)
    other = place.again(store)
    with store.lock():
        assert other.is_in_use()
        with pytest.raises(SessionInUse, match="al open"), other.lock():
            pass
        journal = store.open_journal()
        journal.append([ev.NoteTaken(time=NOW, card="kleur", text="Nog iets")])
        assert other.read_session().session.length == len(COURSE) + 1
        journal.close()
    assert not other.is_in_use()
    with other.lock():
        pass


def test_a_lock_is_let_go_after_a_fault(place: Place) -> None:
    store = begun(place)
    with pytest.raises(ZeroDivisionError), store.lock():
        raise ZeroDivisionError
    with place.again(store).lock():
        pass


def test_the_keys_are_known_again_and_go_with_the_session(place: Place) -> None:
    store = begun(place)
    with store.lock():
        key = store.new_mark_key()
        slips = sorted(new_slips(3))
        store.keep_slips(slips[::-1])
        assert store.remote_key("EERS-TE") == "EERS-TE"
        again = place.again(store)
        assert again.mark_key(fingerprint_of(key)) == key
        assert again.mark_key("0" * 16) is None
        assert again.remote_key("TWEE-DE") == "EERS-TE"
        assert again.slips() == tuple(slips)
        store.forget_secrets()
        store.forget_secrets()
        assert again.mark_key(fingerprint_of(key)) is None
        assert again.slips() == ()
        assert store.remote_key("DER-DE") == "DER-DE"


def test_what_the_end_was_cut_off_in_is_done_afterwards(place: Place) -> None:
    store = begun(place, ev.Ended(time=NOW))
    with store.lock():
        key = store.new_mark_key()
        store.finish_locked(store.read_session().session)
    assert place.again(store).mark_key(fingerprint_of(key)) is None


def test_pictures_are_known_by_their_hash_only(place: Place) -> None:
    store = begun(place)
    stream = io.BytesIO()
    Image.new("RGB", (60, 40)).save(stream, "JPEG")
    picture = stream.getvalue()
    right, wrong, text = (hashlib.sha256(data).hexdigest() for data in (picture, b"een ander", b"een tekst"))
    with store.lock():
        store.keep_picture(right, picture)
        store.keep_picture(wrong, picture)
        store.keep_picture(text, b"een tekst")
    again = place.again(store)
    assert again.picture(right) == picture
    assert again.picture(wrong) is None, "it is not what its name says"
    assert again.picture(text) is None, "it is no picture"
    assert again.picture("../logboek") is None


def test_how_it_was_served_is_remembered(place: Place) -> None:
    store = begun(place)
    assert store.served() == Served()
    with store.lock():
        store.remember_served(Served(address="buurthuis.example", port=8000))
    assert place.again(store).served() == Served(address="buurthuis.example", port=8000)


def test_sessions_are_listed_the_last_one_written_first(place: Place) -> None:
    first, second = begun(place), begun(place)
    assert first.read_session().session.code != second.read_session().session.code
    with first.lock():
        journal = first.open_journal()
        journal.append([ballot(9)])
        journal.close()
    assert [store.name for store in place.listed()] == [first.name, second.name]


def test_a_removed_session_is_gone_and_its_neighbour_is_not(place: Place) -> None:
    gone, stays = begun(place), begun(place)
    with gone.lock():
        gone.write_database(gone.read_session().session)
    gone.remove()
    assert not gone.exists
    assert [store.name for store in place.listed()] == [stays.name]
    with pytest.raises(KompasError):
        gone.read_session()


def test_a_session_that_was_not_begun_can_not_be_read(place: Place) -> None:
    store = place.new()
    with store.lock():
        journal = store.open_journal()
        with pytest.raises(KompasError):
            store.read_session()
        journal.append(START)
        assert store.read_session().session.length == len(START)
        journal.close()
