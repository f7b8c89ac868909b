"""What whoever looks after the server does with its database: a new version, a copy, and putting that back."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from kompas_tui.journal.postgres import PostgresHome, PostgresStore
from kompas_tui.journal.postgres import server as postgres_server
from tests.journal.course import START, ballot
from tests.postgres import USER, PostgresServer, as_user, program

WITHOUT_PASSES = ("--exclude-table-data=kompas.pass",)


@contextmanager
def database(postgres: PostgresServer, name: str) -> Iterator[str]:
    """The address of an empty database beside that of the other tests."""
    with psycopg.connect(postgres.url, autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield postgres.url.replace("/postgres?", f"/{name}?")
        finally:
            line.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def written(home: PostgresHome) -> PostgresStore:
    """A session with an answer and a secret."""
    store = home.new("anna")
    with store.lock():
        store.new_mark_key()
        journal = store.open_journal()
        journal.append([*START, ballot(1)])
        journal.close()
    return store


@pytest.mark.parametrize("version", sorted(postgres_server._steps())[:-1])
def test_a_database_of_each_earlier_version_is_brought_up_to_date_with_what_is_in_it(
    version: int, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = postgres_server._steps()
    with database(postgres, "ouder") as url:
        with monkeypatch.context() as earlier:
            earlier.setattr(
                postgres_server, "_steps", lambda: {number: steps[number] for number in range(1, version + 1)}
            )
            with psycopg.connect(url, autocommit=True) as line:
                postgres_server._migrate(line)
                row = "INSERT INTO kompas.session (code, owner, head, length) VALUES ('K7F3QX', 'anna', '', 1)"
                line.execute(row)
                assert line.execute("SELECT max(number) FROM kompas.version").fetchone() == (version,)
        home = PostgresHome(url, "http://127.0.0.1:1")
        try:
            assert home.owned_by("anna", "K7F3QX") is not None, "what was there is there"
            store = written(home)
            assert store.read_session().session.rounds
        finally:
            home.close()


def test_a_copy_is_put_back_as_the_page_for_the_administrator_says(postgres: PostgresServer, tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "huis.md").read_text(encoding="utf-8")
    assert f"pg_dump {' '.join(WITHOUT_PASSES)} --format=custom --file=" in page
    assert "pg_restore --clean --if-exists --dbname=" in page
    copy = postgres.folder / "kopie.dump"
    reach = ["-h", str(postgres.folder), "-p", str(postgres.port), "-U", USER]
    with database(postgres, "kopie") as url:
        home = PostgresHome(url, "http://127.0.0.1:1")
        store = written(home)
        before, secrets = store.read_session(), store.secrets()
        home.passes(60, 60).add(b"pas", "anna", b"")
        dump = [program("pg_dump"), *reach, *WITHOUT_PASSES, "--format=custom", f"--file={copy}", "kopie"]
        subprocess.run(as_user(dump), check=True, capture_output=True, cwd=postgres.folder)
        with store.lock():
            store.open_journal().append([ballot(2)])
        lost = written(home)
        home.close()
        back = [program("pg_restore"), *reach, "--clean", "--if-exists", "--dbname=kopie", str(copy)]
        subprocess.run(as_user(back), check=True, capture_output=True, cwd=postgres.folder)
        home = PostgresHome(url, "http://127.0.0.1:1")
        try:
            again = home.owned_by("anna", store.code)
            assert again is not None
            assert again.read_session().head == before.head, "its chain is that of the copy"
            assert again.secrets() == secrets
            assert home.find(lost.code) is None
            assert home.passes(60, 60).use(b"pas") is None, "who logged out since is not logged in again"
            with again.lock():
                again.open_journal().append([ballot(3)])
        finally:
            home.close()
