"""A node and its PostgreSQL killed again and again under load: `python -m tests.journal.postgres_kills 50`.

The other process, started with the address of the database and a code, leads that session, appends ballots as fast
as it can, and says the number of each group that was acknowledged.
"""

import random
import subprocess
import sys
import threading
from collections import Counter
from contextlib import ExitStack, suppress
from pathlib import Path

from kompas_tui.domain.session import events as ev
from kompas_tui.journal import NotSaved, SessionInUse, SessionStore
from kompas_tui.journal.postgres import PostgresHome
from tests.journal.course import START, ballot
from tests.postgres import PostgresServer, postgres_server

ROOT = Path(__file__).parents[2]
LEAD_SECONDS = 0.5
_GROUP, _GAP = 5, 1_000_000


def marks_of(store: SessionStore) -> list[str]:
    """The marks of all ballots in the order in which they stand there."""
    return [event.mark for event, _ in store.open_journal().read() if isinstance(event, ev.BallotCast)]


def begun(home: PostgresHome) -> str:
    """The code of a new session with an open round."""
    store = home.new()
    with store.lock():
        store.open_journal().append(START)
    return store.code


def lead(url: str, code: str) -> None:
    """Append until killed."""
    home = PostgresHome(url, "een proef", lead_seconds=LEAD_SECONDS)
    store = home.find(code)
    assert store is not None
    with ExitStack() as leading:
        while True:
            with suppress(SessionInUse):
                leading.enter_context(store.lock())
                break
        journal = store.open_journal()
        number = max((int(mark[1:]) for mark in marks_of(store)), default=0) + _GAP
        while True:
            number += _GROUP
            with suppress(NotSaved):
                journal.append([ballot(one) for one in range(number, number + _GROUP)])
                sys.stdout.write(f"{number}\n")
                sys.stdout.flush()


def heard_until_killed(server: PostgresServer, code: str, seconds: float, *, server_too: bool) -> list[str]:
    """Run a node for a moment after its first group, and kill it; with the server killed and begun again meanwhile."""
    command = [sys.executable, "-m", "tests.journal.postgres_kills", server.url, code]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        heard = [process.stdout.readline()]
        if server_too:
            server.kill()
            server.begin()
            heard.append(process.stdout.readline())  # it goes on by itself
        threading.Timer(seconds, process.kill).start()
        heard += [line for line in process.stdout if line.endswith("\n")]
    assert process.returncode == -9, "it was to go on until it was killed"
    return [f"m{number}" for first in heard for number in range(int(first), int(first) + _GROUP)]


def times(turns: int, server: PostgresServer) -> int:
    """Kill so often, and see each time that nothing acknowledged is lost or doubled; how many answers that were."""
    chance, acknowledged = random.Random(turns), set[str]()
    home = PostgresHome(server.url)
    code = begun(home)
    for turn in range(turns):
        acknowledged.update(heard_until_killed(server, code, chance.uniform(0, 0.3), server_too=turn % 2 == 0))
        store = home.find(code)
        assert store is not None
        there = Counter(marks_of(store))
        assert not acknowledged - there.keys(), "what was acknowledged is lost"
        assert not [mark for mark, count in there.items() if count > 1], "an answer stands there twice"
    home.close()
    return len(acknowledged)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        lead(*sys.argv[1:])
    with postgres_server() as ours:
        told = times(int(sys.argv[1]), ours)
    sys.stdout.write(f"{sys.argv[1]} kills, {told} answers acknowledged, none lost, none twice\n")
