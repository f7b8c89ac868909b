"""What PostgreSQL as the journal must hold: one node writes, and what is acknowledged is there once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import psycopg
import pytest

from kompas_tui.deck_files import read_decks
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import DamagedLog, Journal, NotSaved
from kompas_tui.journal.postgres import DatabaseAway, PostgresHome, PostgresStore
from kompas_tui.journal.postgres import journal as postgres_journal
from kompas_tui.journal.postgres.leads import LEAD_SECONDS
from kompas_tui.journal.postgres.server import DatabaseLine
from kompas_tui.workshop import open_workshop, resume_workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import End, GoTo
from tests.cluster import cluster
from tests.journal import postgres_kills
from tests.journal.course import NOW, START, ballot
from tests.postgres import PostgresServer
from tests.waiting import eventually
from tests.workshop.rooms import DECK, choose, clock


def found(home: PostgresHome, code: str) -> PostgresStore:
    store = home.find(code)
    assert store is not None
    return store


def test_a_node_that_lost_a_session_writes_nothing_more(postgres: PostgresServer, other_node: PostgresHome) -> None:
    slow = PostgresHome(postgres.url, "traag")
    slow._leads.stop()  # it hangs: nothing is renewed
    store, lost = slow.new(), list[int]()
    slow.on_lost(lost.append)
    with ExitStack() as leading:
        leading.enter_context(store.lock())
        journal = store.open_journal()
        journal.append(START)
        journal.append([ballot(1)])
        again = found(other_node, store.code)
        other_node._server.rows("UPDATE kompas.session SET lead_until = clock_timestamp() WHERE code = %s", store.code)
        assert not again.is_in_use(), "its time is over"
        leading.enter_context(again.lock())
        with pytest.raises(NotSaved, match="andere plek"):
            journal.append([ballot(2)])
        with pytest.raises(DatabaseAway, match="niets bewaard"):
            store.new_mark_key()
        assert lost == [store.number]
        again.open_journal().append([ballot(3)])
        assert postgres_kills.marks_of(again) == ["m1", "m3"]
    slow.close()


def test_a_lead_is_kept_as_long_as_the_node_lives(
    postgres: PostgresServer, other_node: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kompas_tui.journal.postgres.leads._RENEWALS", LEAD_SECONDS / 0.1)
    home = PostgresHome(postgres.url, "hier")
    code = postgres_kills.begun(home)
    with found(home, code).lock():
        renewed = "SELECT lead_until FROM kompas.session WHERE code = %s"
        (before,) = home._server.rows(renewed, code)
        eventually(lambda: home._server.rows(renewed, code) != [before])
        assert other_node.leader(code) == "hier"
    assert other_node.leader(code) is None
    home.close()


def test_a_group_that_was_refused_and_saved_after_all_does_not_count(
    huis: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = found(huis, postgres_kills.begun(huis))
    real = huis._server.connection

    class Cut:
        """A line that breaks behind the statement, so that nobody hears that it was done."""

        def __init__(self, connection: "psycopg.Connection[Any]") -> None:
            self._connection = connection

        def execute(self, statement: Any, values: Any = None) -> Any:
            self._connection.execute(statement, values)
            raise psycopg.OperationalError("cut")

    @contextmanager
    def cut(patience: float) -> Iterator[Any]:
        with real() as connection:
            yield Cut(connection)

    with store.lock():
        journal = store.open_journal()
        monkeypatch.setattr(postgres_journal, "SETTLE_SECONDS", 0.0)
        monkeypatch.setattr(huis._server, "connection", cut)
        with pytest.raises(NotSaved, match="De database antwoordt niet"):
            journal.append([ballot(1)])
        monkeypatch.setattr(huis._server, "connection", real)
        assert postgres_kills.marks_of(store) == ["m1"]
        last = journal.append([ballot(2)])
        assert postgres_kills.marks_of(store) == ["m2"]
        assert store.read_session().head == last


def test_no_answer_gets_into_a_round_that_was_closed_meanwhile(huis: PostgresHome) -> None:
    store = found(huis, postgres_kills.begun(huis))
    with store.lock():
        one, other = store.open_journal(), store.open_journal()
        one.append([ev.RoundClosed(time=NOW, round="kleur-1")])
        with pytest.raises(NotSaved, match="klopt niet meer"):  # what it was decided on is not how things stand
            other.append([ballot(1)])
    assert store.read_session().session.rounds["kleur-1"].answers == 0


@pytest.mark.parametrize("breaks_in", [False, True], ids=["waits", "an administrator breaks in"])
def test_what_no_standby_has_is_not_saved_and_nobody_waits_for_good(
    breaks_in: bool, postgres: PostgresServer, huis: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = found(huis, postgres_kills.begun(huis))
    waits = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND query LIKE '%INTO kompas.event%'"
    with store.lock(), psycopg.connect(postgres.url, autocommit=True) as admin:
        journal = store.open_journal()
        journal.append([ballot(1)])
        monkeypatch.setattr(postgres_journal, "SETTLE_SECONDS", 0.0)
        monkeypatch.setattr(postgres_journal, "_ATTEMPT_SECONDS", 60.0 if breaks_in else 0.2)
        admin.execute("SET synchronous_commit = local")
        with standbys_away(admin), ThreadPoolExecutor(1) as aside:
            tried = aside.submit(journal.append, [ballot(2)])
            if breaks_in:
                admin.execute("SELECT pg_cancel_backend(%s)", eventually(lambda: admin.execute(waits).fetchone()))
                monkeypatch.setattr(postgres_journal, "_ATTEMPT_SECONDS", 0.2)
            with pytest.raises(NotSaved, match="De database antwoordt niet"):
                tried.result()
        eventually(lambda: not admin.execute(waits).fetchone())
        monkeypatch.setattr(postgres_journal, "SETTLE_SECONDS", 60.0)
        journal.append([ballot(3)])
        assert postgres_kills.marks_of(store) == ["m1", "m3"]


@contextmanager
def standbys_away(admin: "psycopg.Connection[Any]") -> Iterator[None]:
    """A server that waits for a standby that isn't there."""
    wait_for_standbys(admin, "niemand")
    try:
        # The server takes that up when its checkpointer does, and not when it says so.
        eventually(lambda: not commits_at_once(admin.info.dsn))
        yield
    finally:
        wait_for_standbys(admin, "")


def wait_for_standbys(admin: "psycopg.Connection[Any]", names: str) -> None:
    admin.execute(f"ALTER SYSTEM SET synchronous_standby_names = '{names}'".encode())
    admin.execute("SELECT pg_reload_conf()")


def commits_at_once(url: str) -> bool:
    with DatabaseLine.connect(url, autocommit=True) as line:
        line.patience = 0.2
        try:
            line.execute("SELECT pg_logical_emit_message(true, 'proef', 'iets')")
        except psycopg.OperationalError:
            return False
        return True


def test_what_was_changed_in_the_database_is_seen(huis: PostgresHome) -> None:
    store = found(huis, postgres_kills.begun(huis))
    changed = (
        "UPDATE kompas.event SET event = convert_to(replace(convert_from(event, 'UTF8'), 'Zaal 1', 'Zaal 2'), 'UTF8')"
    )
    huis._server.rows(f"{changed} WHERE session = %s AND number = 1", store.number)
    with pytest.raises(DamagedLog, match="gebeurtenis 1"):
        store.read_session()


def test_a_database_of_a_later_version_is_left_alone(huis: PostgresHome, postgres: PostgresServer) -> None:
    huis._server.rows("INSERT INTO kompas.version VALUES (999)")
    try:
        with pytest.raises(KompasError, match="nieuwere versie"):
            PostgresHome(postgres.url)
    finally:
        huis._server.rows("DELETE FROM kompas.version WHERE number = 999")


def test_a_database_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(DatabaseAway, match="Kijk of PostgreSQL draait"):
        PostgresHome("postgresql://nergens@127.0.0.1:9/kompas?connect_timeout=1")


async def test_a_session_runs_stops_goes_on_and_ends(huis: PostgresHome, other_node: PostgresHome) -> None:
    store = huis.new("anna")
    with store.lock():
        room = await open_workshop(store, read_decks([("proef", DECK, False)]), ev.Details("Avond"), clock=clock)
        await room.do(GoTo("kleur"))
        await room.do(OpenRound("nieuw"))
        token = room.marks.new_token()
        receipt = await choose(room, token, 1)
        await room.close()
    assert len(store.code) == 6
    assert room.session.code == store.code
    again = found(other_node, store.code)
    with again.lock():
        room = resume_workshop(again, clock=clock)
        assert room.notices == ()
        assert await choose(room, token, 1) == receipt, "the key behind the marks is the same"
        await room.do(CloseRound())
        await room.do(End())
        await room.close()
    assert not room.saving.trouble
    session, head = found(huis, store.code).read_session()
    assert session.is_ended
    assert session.rounds["kleur-1"].answers == 1
    assert head == room.head
    assert not huis._server.rows("SELECT 1 FROM kompas.secret WHERE session = %s", store.number)
    assert [listed[:2] for listed in huis.owned("anna")] == [(store.code, "Avond")]
    assert huis.owned("bert") == []
    documents = "SELECT contents->'sessie'->'1'->>'titel' FROM kompas.documents WHERE session = %s"
    assert huis._server.rows(documents, store.number) == [("Avond",)]


@pytest.mark.slow
def test_kills_of_a_node_and_of_the_database_lose_no_acknowledged_answer(postgres: PostgresServer) -> None:
    assert postgres_kills.times(1, postgres) >= 10


@pytest.mark.slow
def test_a_standby_takes_over_with_all_that_was_acknowledged() -> None:
    with cluster(is_real=False) as servers:
        home = PostgresHome(servers.url, "hier")
        store = found(home, postgres_kills.begun(home))
        with store.lock():
            journal = store.open_journal()
            for number in range(1, 40):
                journal.append([ballot(number)])
            servers.servers[servers.primary].kill()
            with ThreadPoolExecutor(1) as aside:
                tried = aside.submit(journal.append, [ballot(40)])
                servers.fail_over()
                with suppress(NotSaved):  # on a slow machine it may hear that in the meantime
                    tried.result()
            eventually(lambda: appended(journal, 41))
            marks = postgres_kills.marks_of(store)
            assert marks[:39] == [f"m{number}" for number in range(1, 40)]
            assert marks[39:] in (["m40", "m41"], ["m41"])
        home.close()


def appended(journal: Journal, number: int) -> bool:
    try:
        journal.append([ballot(number)])
    except NotSaved:
        return False
    return True
