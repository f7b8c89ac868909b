"""What all tests share: hypothesis without a clock and with the same examples each time, and a PostgreSQL server.

Other work slows a machine down, and what fails once in a hundred runs is found by `tests.fuzz`, which is made for that.

What the server needs is imported where a test wants it, since it comes with an extra.
"""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from kompas_tui.journal.postgres import PostgresHome
    from tests.postgres import PostgresServer

settings.register_profile(
    "kompas", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("kompas")


class _Failures(logging.Handler):
    """What failed on a screen, and was gone on after."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(logging.Formatter().format(record))


@pytest.fixture(autouse=True)
def failures() -> Iterator[list[str]]:
    """What a screen went on after; a test that plants a failure takes it from here, in any other it is a fault."""
    handler, log = _Failures(), logging.getLogger("kompas_tui.tui.steady")
    log.addHandler(handler)
    yield handler.told
    log.removeHandler(handler)
    assert not handler.told, "\n".join(handler.told)


@pytest.fixture(autouse=True)
def _fast_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests press the key of the round twice faster than a hand does; that is no key that is held down."""
    monkeypatch.setattr("kompas_tui.tui.screens.rounding.HELD_SECONDS", 0)


@pytest.fixture(scope="session")
def postgres() -> "Iterator[PostgresServer]":
    """A PostgreSQL server, begun at the first test that wants it."""
    from tests.postgres import postgres_server

    with postgres_server() as server:
        yield server


@pytest.fixture
def huis(postgres: "PostgresServer") -> "Iterator[PostgresHome]":
    """One node's view on a database without sessions."""
    from kompas_tui.journal.postgres import PostgresHome

    home = PostgresHome(postgres.url, "http://127.0.0.1:1")
    for store in home.sessions():
        store.remove()
    yield home
    home.close()


@pytest.fixture
def other_node(postgres: "PostgresServer") -> "Iterator[PostgresHome]":
    """Another node with the same database."""
    from kompas_tui.journal.postgres import PostgresHome

    home = PostgresHome(postgres.url, "http://127.0.0.1:2")
    yield home
    home.close()
