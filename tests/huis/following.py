"""How quickly what happens at one node is seen at another, and what NOTIFY costs: `python -m tests.huis.following`.

First a page at a node that passes on, beside a page at the node that leads. Then groups saved without a word, with a
NOTIFY in the same transaction, and with one afterwards that waits for no disk and no standby. The three take turns in
one run, so that their ratios hold on a machine that does other work. Last how long a node that listens needs until it
has read what it was told of, before it draws anything.
"""

import asyncio
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

import httpx
import psycopg

from kompas_tui.huis import add_account
from kompas_tui.journal.postgres import PostgresHome, PostgresStore
from kompas_tui.journal.postgres import journal as postgres_journal
from tests.cluster import cluster
from tests.huis.conftest import PASSWORDS, begin
from tests.huis.figures import free_port
from tests.huis.kills import Huis
from tests.huis.test_huis import order
from tests.journal.course import START, ballot
from tests.workshop.rooms import DECK

_LOOKS = 200
_WRITERS, _GROUP, _SECONDS, _TURNS = 8, 20, 2.0, 5
_TELL = b"SELECT pg_notify('kompas', %s)"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _told(taken: Sequence[float]) -> str:
    return f"median {statistics.median(taken) * 1e3:.1f} ms, worst of {len(taken)} {max(taken) * 1e3:.0f} ms"


class Page:
    """A page that follows its room; `seen` is when it last heard that it must look again."""

    def __init__(self, lines: httpx.Response) -> None:
        self._lines, self.seen, self.heard, self._token = lines, 0.0, asyncio.Event(), ""

    async def follow(self) -> None:
        """Note each change, until the line ends."""
        async for line in self._lines.aiter_lines():
            if line.startswith("data:") and line != self._token:
                self._token, self.seen = line, time.perf_counter()
                self.heard.set()


async def pages(huis: Huis) -> None:
    """From a command at the node that leads until a page hears of it, there and over the other node."""
    async with AsyncExitStack() as running:

        async def somebody(port: int) -> httpx.AsyncClient:
            client = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=60)
            return await running.enter_async_context(client)

        anna = await somebody(huis.ports[0])
        await anna.post("/begeleider/in", data={"naam": "anna", "wachtwoord": PASSWORDS["anna"]})
        code, following = await begin(anna, DECK), list[Page]()
        async with asyncio.TaskGroup() as group:
            for port in huis.ports:
                phone = await somebody(port)
                await phone.get(f"/{code}")
                page = Page(await running.enter_async_context(phone.stream("GET", f"/{code}/stroom")))
                following.append(page)
                running.callback(group.create_task(page.follow()).cancel)
            taken: tuple[list[float], ...] = ([], [], [])
            for number in range(_LOOKS):
                for page in following:
                    page.heard.clear()
                begins = time.perf_counter()
                await order(anna, code, opdracht="ga", kaart="welkom" if number % 2 else "kleur")
                for page, times in zip(following, taken, strict=False):
                    await asyncio.wait_for(page.heard.wait(), 30)
                    times.append(page.seen - begins)
                taken[2].append(following[1].seen - following[0].seen)
            _say(f"a command at the node that leads, seen there: {_told(taken[0])}")
            _say(f"seen over the other node: {_told(taken[1])}; later than there: {_told(taken[2])}")
            await running.aclose()


def _saved(home: PostgresHome, after: Callable[[PostgresStore], None]) -> float:
    """Answers saved a second by all writers together, each in a session of its own."""
    saved, until = [0] * _WRITERS, time.monotonic() + _SECONDS

    def write(place: int) -> None:
        store = home.new()
        with store.lock():
            journal = store.open_journal()
            journal.append(START)
            while time.monotonic() < until:
                first = saved[place]
                journal.append([ballot(first + one) for one in range(_GROUP)])
                saved[place] += _GROUP
                after(store)
        store.remove()

    writers = [threading.Thread(target=write, args=(place,)) for place in range(_WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return sum(saved) / _SECONDS


def notifying(url: str) -> None:
    """What a NOTIFY a group costs, as ratios to saving without one."""
    home, plain = PostgresHome(url), postgres_journal._APPEND
    inside = plain.replace("RETURNING id\n", "RETURNING id, pg_notify('kompas', id::text)\n")
    assert inside != plain
    with ExitStack() as running:
        aside = threading.local()

        def tell(store: PostgresStore) -> None:
            if not hasattr(aside, "line"):
                aside.line = running.enter_context(psycopg.connect(url, autocommit=True))
                aside.line.execute("SET synchronous_commit = off")
            aside.line.execute(_TELL, [str(store.number)])

        found = []
        for _ in range(_TURNS):
            turn = []
            for statement, after in ((plain, lambda store: None), (inside, lambda store: None), (plain, tell)):
                postgres_journal._APPEND = statement
                turn.append(_saved(home, after))
            found.append(turn)
            _say("  " + ", ".join(f"{rate:.0f}/s" for rate in turn))
        postgres_journal._APPEND = plain
        ratios = [statistics.median(turn[place] / turn[0] for turn in found) for place in (1, 2)]
        _say(f"with a NOTIFY in the transaction {ratios[0]:.2f} of without, with one afterwards {ratios[1]:.2f}")
    _say(f"told by NOTIFY afterwards, and read: {_told(_listening(home, url))} after it was saved")
    home.close()


def _listening(home: PostgresHome, url: str) -> list[float]:
    taken = []
    with psycopg.connect(url, autocommit=True) as ear, psycopg.connect(url, autocommit=True) as mouth:
        ear.execute("LISTEN kompas")
        mouth.execute("SET synchronous_commit = off")
        store = home.new()
        with store.lock():
            journal = store.open_journal()
            journal.append(START)
            for number in range(_LOOKS):
                journal.append([ballot(number)])
                begins = time.perf_counter()
                mouth.execute(_TELL, [str(store.number)])
                assert [*ear.notifies(stop_after=1)]
                new = "SELECT hash, event FROM kompas.event WHERE session = %s AND number > %s"
                assert ear.execute(new, [store.number, len(START) + number]).fetchall()
                taken.append(time.perf_counter() - begins)
        store.remove()
    return taken


def main() -> None:
    """All of it, one after another."""
    with ExitStack() as running:
        accounts = Path(running.enter_context(tempfile.TemporaryDirectory())) / "accounts"
        add_account(accounts, "anna", PASSWORDS["anna"], is_first=False)
        servers = running.enter_context(cluster(is_real=False))
        ports = [free_port() for _ in range(2)]
        huis = Huis(servers, accounts, ports, f"http://127.0.0.1:{ports[0]}")
        try:
            for port in ports:
                huis.start(port)
            asyncio.run(pages(huis))
        finally:
            huis.stop()
        notifying(servers.url)


if __name__ == "__main__":
    main()
