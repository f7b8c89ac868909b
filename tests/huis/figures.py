"""What a server of many sessions takes: `python -m tests.huis.figures`, and `… 200 50` for sessions and phones.

Ratios in one run, on a machine that may do other work besides: answers saved over one node and over two beside one bare
endpoint, and over two behind nginx where that is installed; then many sessions at once with so many phones each, that
all follow their room; then large rounds at one node and at two, without the web before them. With `0` only the first.
"""

import asyncio
import multiprocessing
import os
import re
import resource
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx
import msgspec
import psycopg

from kompas_tui.cli.measuring import BARE
from kompas_tui.deck_files import read_decks
from kompas_tui.domain.session import events as ev
from kompas_tui.huis import add_account
from kompas_tui.journal.postgres import PostgresHome
from kompas_tui.simulation.load import Answered, Load
from kompas_tui.web import Limits, bind_exactly, serve
from kompas_tui.workshop import open_workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import GoTo
from tests.cluster import cluster
from tests.huis.conftest import PASSWORDS, begin
from tests.huis.kills import Huis, is_well
from tests.huis.test_huis import open_round, order
from tests.waiting import eventually
from tests.workshop.rooms import DECK, choose

if TYPE_CHECKING:
    from multiprocessing import Queue
    from multiprocessing.synchronize import Barrier

_LINES, _SECONDS, _TURNS = 400, 2.0, 3
"""So many phones send at once, each with a line of its own: a group is what came in while the last one was saved."""
_WAYS = "bare", "one node", "two nodes", "two nodes behind nginx"
_NGINX = """
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 4000; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    keepalive_requests 1000000;
    map $uri $kompas_zaal {{ "~^/(?<zaal>[A-Za-z0-9]+)" $zaal; default $remote_addr; }}
    upstream kompas {{
        hash $kompas_zaal consistent;
        {servers}
        keepalive 500;
        keepalive_timeout 10s;
        keepalive_requests 1000000;
    }}
    server {{
        listen 127.0.0.1:{port} backlog=2048;
        location / {{
            proxy_pass http://kompas;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_buffering off;
        }}
    }}
}}
"""
"""As huis.md has it, and without https."""
_LARGE_ROUND = 20_000
_OTHER_FILES = 500
"""Besides a line for each phone: those on their way in, and what the process has open itself."""
_TICKET = re.compile(r'name="ronde" value="([^"]+)"')


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _memory(pid: int) -> float:
    """The memory of a process in MB, as the system counts it."""
    (line,) = (line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _worked(pids: Sequence[int]) -> float:
    """The seconds of a processor that these processes had, and those that they began."""
    ticks = 0
    for entry in Path("/proc").iterdir():
        with suppress(OSError):  # some are gone before they are read
            if entry.name.isdecimal():
                told = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(entry.name) in pids or int(told[1]) in pids:
                    ticks += int(told[11]) + int(told[12])
    return ticks / os.sysconf("SC_CLK_TCK")


async def _facilitator(address: str, running: AsyncExitStack) -> httpx.AsyncClient:
    client = await running.enter_async_context(httpx.AsyncClient(base_url=address, trust_env=False, timeout=120))
    await client.post("/begeleider/in", data={"naam": "anna", "wachtwoord": PASSWORDS["anna"]})
    return client


async def _voters(address: str, code: str, amount: int) -> tuple[tuple[str, ...], ...]:
    """What so many phones send over the wire in the open round of this session: first one answer, then another."""
    made = []
    async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=60) as look:
        for _ in range(amount):
            look.cookies.clear()
            page = await look.get(f"/{code}")
            ticket = _TICKET.search(page.text)
            assert ticket
            token = page.cookies["kompas"]
            made.append(tuple(_request(address, code, token, ticket[1], choice) for choice in range(2)))
    return tuple(made)


def _request(address: str, code: str, token: str, ticket: str, choice: int) -> str:
    body = f"ronde={ticket}&keuze={choice}&nonce={secrets.token_hex(16)}"
    lines = (
        f"POST /{code} HTTP/1.1", f"Host: {address.partition('//')[2]}", "X-Kompas-Deel: 1",
        "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}",
        f"Cookie: kompas={token}", "", body,
    )  # fmt: skip
    return "\r\n".join(lines)


async def _sent(*loads: Load) -> Sequence[Answered]:
    """What came of these loads together, each from a process of its own."""

    async def send(load: Load) -> Answered:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kompas_tui.simulation.load",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=2**26,
        )  # fmt: skip
        out, _ = await process.communicate(msgspec.json.encode(load) + b"\n")
        return msgspec.json.decode(out, type=Answered)

    return await asyncio.gather(*map(send, loads))


class Rate(NamedTuple):
    """Answers a second, and what each took of a processor, in µs: phones, nodes or endpoint, databases, proxy."""

    per_second: float
    phones: float
    nodes: float
    databases: float = 0.0
    proxy: float = 0.0

    @property
    def together(self) -> float:
        """What one answer took of all."""
        return sum(self[1:])


@contextmanager
def _proxy(nodes: Sequence[int]) -> Iterator[tuple[int, int] | None]:
    """Where nginx leads to these nodes, each code to one of them, and its process; None where it is not installed."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        path, servers = Path(folder) / "nginx.conf", " ".join(f"server 127.0.0.1:{node};" for node in nodes)
        path.write_text(_NGINX.format(folder=folder, port=port, servers=servers))
        process = subprocess.Popen([program, "-c", path, "-e", f"{folder}/error.log"])
        try:
            eventually(lambda: is_well(port))
            yield port, process.pid
        finally:
            process.terminate()
            process.wait()


def _ask(url: str, statement: str, *values: object) -> Any:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(statement.encode(), values).fetchone()
    assert row
    return row[0]


async def _bare(load: Load) -> Rate:
    """The rate of an endpoint in this process."""
    began = time.process_time()
    (answered,) = await _sent(load)
    worked = answered.worked, time.process_time() - began
    return Rate(answered.per_second, *(part / answered.taken * 1e6 for part in worked))


async def _saved(huis: Huis, nodes: Sequence[int], *loads: Load, proxy: Sequence[int] = ()) -> Rate:
    """The rate of these nodes, by their ports; every answer with success must stand in the database then."""
    databases = [server.pid for server in huis.servers.servers.values()]
    parts, events = ([huis.nodes[port].pid for port in nodes], databases, proxy), "SELECT count(*) FROM kompas.event"
    before, began = _ask(huis.servers.url, events), [_worked(pids) for pids in parts]
    answered = await _sent(*loads)
    ended = [_worked(pids) for pids in parts]
    taken, stand = sum(one.taken for one in answered), _ask(huis.servers.url, events) - before
    # The first answer of a voter may be the one that counted already, which is not kept twice.
    assert taken - sum(len(load.voters) for load in loads) <= stand, (taken, stand)
    assert not any(one.refused for one in answered), [one.refused for one in answered]
    worked = sum(one.worked for one in answered), *(end - start for start, end in zip(began, ended, strict=True))
    return Rate(sum(one.per_second for one in answered), *(part / taken * 1e6 for part in worked))


async def _session_led_by(node: int, port: int, url: str, running: AsyncExitStack) -> str:
    """The code of a session with an open round that this node leads, begun at this port; a proxy spreads them."""
    anna = await _facilitator(f"http://127.0.0.1:{port}", running)
    while True:
        code = await begin(anna, DECK)
        led_by: str = _ask(url, "SELECT node FROM kompas.session WHERE code = %s", code)
        if led_by.endswith(f":{node}"):
            await open_round(anna, code)
            return code


async def rates(huis: Huis) -> None:
    """Saved answers a second over one node and over two, as ratios to a bare endpoint, and what they took."""
    async with AsyncExitStack() as running:
        proxy = running.enter_context(_proxy(huis.ports))
        voters = []
        for node in huis.ports:
            port = proxy[0] if proxy else node
            code = await _session_led_by(node, port, huis.servers.url, running)
            voters.append(await _voters(f"http://127.0.0.1:{port}", code, _LINES))
        sock = bind_exactly("127.0.0.1", 0)
        await running.enter_async_context(serve(BARE, sock, limits=Limits(per_address=_LINES, together=_LINES)))
        bare_port = sock.getsockname()[1]
        halves = [sent[: _LINES // 2] for sent in voters]

        def of_halves(ports: Sequence[int]) -> Sequence[Load]:
            return [Load(port, sent, len(sent), _SECONDS) for port, sent in zip(ports, halves, strict=True)]

        turns: list[list[Rate]] = []
        for _ in range(_TURNS):
            turn = [
                await _bare(Load(bare_port, voters[0], _LINES, _SECONDS)),
                await _saved(huis, huis.ports[:1], Load(huis.ports[0], voters[0], _LINES, _SECONDS)),
                await _saved(huis, huis.ports, *of_halves(huis.ports)),
            ]
            if proxy:
                loads = of_halves([proxy[0], proxy[0]])
                turn.append(await _saved(huis, huis.ports, *loads, proxy=[proxy[1]]))
            turns.append(turn)
        for way, of_way in zip(_WAYS, zip(*turns, strict=True), strict=False):
            ratios = [rate.per_second / turn[0].per_second for rate, turn in zip(of_way, turns, strict=True)]
            middle = sorted(of_way, key=lambda rate: rate.together)[len(of_way) // 2]
            _say(f"{way}: {', '.join(f'{rate.per_second:.0f}' for rate in of_way)} a second, "
                 f"{', '.join(f'{ratio:.2f}' for ratio in ratios)} of bare; µs of a processor an answer: phones "
                 f"{middle.phones:.0f}, nodes {middle.nodes:.0f}, databases {middle.databases:.0f}, proxy "
                 f"{middle.proxy:.0f}: {middle.together / 100:.2f} processors for 10,000 a second")  # fmt: skip


@dataclass(slots=True)
class Crowd:
    """Phones that follow their rooms, each over a connection that stays open."""

    running: AsyncExitStack
    following: list["asyncio.Task[None]"] = field(default_factory=list)

    async def come(self, port: int, code: str, phones: int) -> None:
        """So many come into a room, answer its question and follow it from then on."""
        address = f"http://127.0.0.1:{port}"
        for voter in await _voters(address, code, phones):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(voter[0].encode())
            answered = await reader.readline()
            assert b" 200 " in answered, (answered, await reader.read(1 << 12), len(self.following))
            token = re.search(r"Cookie: (kompas=\S+)", voter[0])
            assert token
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            head = f"GET /{code}/stroom HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {token[1]}\r\n\r\n"
            writer.write(head.encode())
            self.following.append(asyncio.create_task(_followed(reader)))
            self.running.callback(writer.close)


async def _followed(reader: asyncio.StreamReader) -> None:
    with suppress(OSError, asyncio.CancelledError):
        while await reader.read(1 << 12):
            pass


async def sessions(huis: Huis, most: int, phones: int) -> None:
    """Memory for each session, and the time to close and open a round in it, from one session to so many."""
    async with AsyncExitStack() as running:
        desks = {port: await _facilitator(f"http://127.0.0.1:{port}", running) for port in huis.ports}
        crowd, codes = Crowd(running), list[tuple[int, str]]()
        pids = [huis.nodes[port].pid for port in huis.ports]
        began = sum(map(_memory, pids))
        for wanted in [step for step in (1, 10, 50, 100, 200, 400) if step < most] + [most]:
            while len(codes) < wanted:
                port = huis.ports[len(codes) % len(huis.ports)]
                code = await begin(desks[port], DECK)
                await open_round(desks[port], code)
                await crowd.come(port, code, phones)
                codes.append((port, code))
            sample = codes[:: max(1, len(codes) // 20)]
            taken = [await _reopened(desks[port], code) for port, code in sample]
            grew = (sum(map(_memory, pids)) - began) / len(codes)
            _say(f"{len(codes)} sessions, {len(crowd.following)} phones: to open a round {statistics.median(taken):.3f}"
                 f" s (longest {max(taken):.3f}), {grew:.2f} MB a session")  # fmt: skip


async def _reopened(desk: httpx.AsyncClient, code: str) -> float:
    assert (await order(desk, code, opdracht="sluit")).status_code == 303
    begins = time.perf_counter()
    assert (await order(desk, code, opdracht="open", ronde="nieuw")).status_code == 303
    return time.perf_counter() - begins


async def large_round(url: str, begin: Callable[[], object]) -> Sequence[float]:
    """One round with as many voters as a round takes: the seconds that each group of 500 took."""
    home = await asyncio.to_thread(PostgresHome, url)
    store = home.new("anna")
    with store.lock():
        room = await open_workshop(store, read_decks([("proef", DECK, False)]), ev.Details("Groot"))
        await room.do(GoTo("kleur"))
        await room.do(OpenRound("nieuw"))
        tokens = [room.marks.new_token() for _ in range(_LARGE_ROUND)]
        times = []
        begin()
        for first in range(0, _LARGE_ROUND, 500):
            begins = time.perf_counter()
            await asyncio.gather(*(choose(room, token, 1) for token in tokens[first : first + 500]))
            times.append(time.perf_counter() - begins)
        await room.do(CloseRound())
        await room.close()
    kept = store.read_session().session.rounds["kleur-1"]
    assert kept.answers == _LARGE_ROUND
    await asyncio.to_thread(home.close)
    return times


def _round_of_a_node(url: str, begin: "Barrier", told: "Queue[Sequence[float]]") -> None:
    told.put(asyncio.run(large_round(url, begin.wait)))


def large_rounds(url: str, nodes: int) -> None:
    """A large round at each of so many nodes at once, without the web before them."""
    context = multiprocessing.get_context("spawn")
    begin, told = context.Barrier(nodes), context.Queue()
    processes = [context.Process(target=_round_of_a_node, args=(url, begin, told)) for _ in range(nodes)]
    for process in processes:
        process.start()
    rounds = [told.get() for _ in processes]
    for process in processes:
        process.join()
    growth = statistics.median(sum(times[-10:]) / sum(times[:10]) for times in rounds)
    _say(f"{nodes} x a round of {_LARGE_ROUND} in groups of 500: {nodes * _LARGE_ROUND / max(map(sum, rounds)):.0f} "
         f"answers a second, the last 5,000 {growth:.2f} times as long as the first")  # fmt: skip


def _size(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(
            "SELECT pg_total_relation_size('kompas.event'), sum(octet_length(event)), count(*) FROM kompas.event"
        ).fetchone()
    assert row
    _say(f"the table of {row[2]} events with its index: {row[0] / 1e6:.0f} MB, of which events {row[1] / 1e6:.0f} MB")


def _allow_lines(phones: int) -> None:
    """Let this process hold a line for every phone, of whichever node, or say that the system does not let it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return
    if hard != resource.RLIM_INFINITY and hard < phones + _OTHER_FILES:
        sys.exit(f"{phones} phones need as many open files and {_OTHER_FILES} more, and this system allows {hard}: "
                 f"raise it with `ulimit -Hn`, or take fewer sessions or phones.")  # fmt: skip
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, phones + _OTHER_FILES), hard))


def main(most: int = 200, phones: int = 50) -> None:
    """All of it, one after another."""
    _allow_lines(most * phones)
    with ExitStack() as running:
        accounts = Path(running.enter_context(tempfile.TemporaryDirectory())) / "accounts"
        add_account(accounts, "anna", PASSWORDS["anna"], is_first=False)
        servers = running.enter_context(cluster(is_real=False))
        ports = [free_port() for _ in range(2)]
        steps: Sequence[Callable[[Huis], object]] = (
            lambda huis: asyncio.run(rates(huis)),
            lambda huis: asyncio.run(sessions(huis, most, phones)),
        )
        for step in steps if most else steps[:1]:
            huis = Huis(servers, accounts, ports, f"http://127.0.0.1:{ports[0]}")
            try:
                for port in ports:
                    huis.start(port)
                step(huis)
            finally:
                huis.stop()
        if not most:
            return
        for nodes in (1, 2):
            large_rounds(servers.url, nodes)
        _size(servers.url)


def free_port() -> int:
    """A port on which nothing listens."""
    with bind_exactly("127.0.0.1", 0) as sock:
        port: int = sock.getsockname()[1]
        return port


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
