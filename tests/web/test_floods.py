"""Clients that send or hold more than a browser does, against the real server: nobody else notices."""

import asyncio
import contextlib
import gc
import socket
import time
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest

from kompas_tui.journal import SessionFolder
from kompas_tui.web import Limits
from kompas_tui.web.connections import MOST_STREAMS, MOST_UNNAMED_STREAMS, Connection
from tests.cli.running import SIX_KINDS, Headless
from tests.ports import free_port
from tests.waiting import PATIENCE, eventually_async
from tests.web.room import KEY, ServedRoom, served

SECONDS = 1.0
PLACES = 30


@pytest.fixture
async def strict(folder: SessionFolder, deck: Path) -> AsyncIterator[ServedRoom]:
    """A room with little patience and few places."""
    limits = Limits(seconds=SECONDS, write_seconds=0.3, header_bytes=16_000, per_address=PLACES)
    async with served(folder, deck, limits=limits) as room:
        yield room


_OPEN: list[socket.socket] = []


@pytest.fixture(autouse=True)
def _let_go() -> Iterator[None]:
    """Close what a test opened."""
    yield
    while _OPEN:
        _OPEN.pop().close()


class Raw:
    """A connection on which a test sends what it likes."""

    def __init__(self, port: int, receive_bytes: int = 0) -> None:
        self.sock = socket.socket()
        _OPEN.append(self.sock)
        if receive_bytes:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        self.sock.settimeout(PATIENCE)
        self.sock.connect(("127.0.0.1", port))
        self.sock.setblocking(False)

    async def send(self, data: bytes) -> None:
        """Send all of it; the other side may close meanwhile."""
        with contextlib.suppress(ConnectionError):
            await asyncio.get_running_loop().sock_sendall(self.sock, data)

    async def read(self) -> bytes:
        """What comes next; nothing once it is closed."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await asyncio.get_running_loop().sock_recv(self.sock, 65_536)
        except ConnectionError:
            return b""

    async def rest(self) -> bytes:
        """All that comes until it is closed."""
        parts = [part := await self.read()]
        while part:
            parts.append(part := await self.read())
        return b"".join(parts)

    def is_closed(self) -> bool:
        """Whether the other side let go, without reading anything away."""
        try:
            return not self.sock.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except ConnectionError:
            return True


def request(path: str, *headers: str) -> bytes:
    """A GET."""
    return "".join(f"{line}\r\n" for line in (f"GET {path} HTTP/1.1", "Host: localhost", *headers, "")).encode()


async def stream(room: ServedRoom, token: str = "") -> Raw:
    """An event stream of a device, once it has begun."""
    raw = Raw(room.port)
    await raw.send(request(f"/{room.workshop.session.code}/stroom", f"Cookie: kompas={token}"))
    assert b"text/event-stream" in await raw.read()
    return raw


async def test_a_second_request_before_the_first_is_answered_ends_the_connection(strict: ServedRoom) -> None:
    raw = Raw(strict.port)
    await raw.send(request("/") * 2_000)
    assert (await raw.rest()).count(b"HTTP/1.1 200") <= 1
    polite = Raw(strict.port)
    for _ in range(3):
        await polite.send(request("/"))
        assert b" 200 " in await polite.read()


async def test_a_client_that_never_reads_is_let_go(strict: ServedRoom) -> None:
    raw = Raw(strict.port, receive_bytes=1_024)
    await eventually_async(partial(_connections, strict.port))
    (connection,) = _connections(strict.port)
    await _fill(raw, connection)
    await eventually_async(lambda: not connection.is_counted)


async def _fill(raw: Raw, connection: Connection) -> None:
    """Ask more than the client takes."""
    for answered in range(1, 2_000):
        await raw.send(request("/kompas.js"))
        await eventually_async(partial(_is_answered, connection, answered))
        if connection.flow.write_paused:
            break
    assert connection.transport.get_write_buffer_size() > 0, "what the client doesn't take waits here"


def _is_answered(connection: Connection, requests: int) -> bool:
    """Whether the server is done with so many requests, or waits for the client to take an answer."""
    return connection.server_state.total_requests == requests or connection.flow.write_paused


def _connections(port: int) -> list[Connection]:
    """Those of the server on this port, which runs in this process; one of a test before may still lie about."""
    counted = [one for one in gc.get_objects() if isinstance(one, Connection) and one.is_counted]
    return [one for one in counted if one.server is not None and one.server[1] == port]


async def test_a_body_that_is_announced_too_long_is_refused_before_it_comes(strict: ServedRoom) -> None:
    raw = Raw(strict.port)
    form = "Content-Type: application/x-www-form-urlencoded"
    asks = request(f"/{strict.workshop.session.code}", form, "Content-Length: 1000000")
    await raw.send(asks.replace(b"GET", b"POST", 1))
    assert b" 413 " in await raw.read()


@pytest.mark.parametrize("in_one", [True, False])
async def test_headers_of_70_kilobytes_are_refused(strict: ServedRoom, in_one: bool) -> None:
    sent = request("/", *(f"X-{number}: {'a' * 700}" for number in range(100)))
    raw = Raw(strict.port)
    for part in [sent] if in_one else [sent[place : place + 4_096] for place in range(0, len(sent), 4_096)]:
        await raw.send(part)
    assert b" 200 " not in await raw.rest()


async def test_headers_that_a_browser_sends_are_not(strict: ServedRoom) -> None:
    raw = Raw(strict.port)
    await raw.send(request("/", f"User-Agent: {'x' * 400}", f"Cookie: ander={'y' * 4_000}"))
    assert b" 200 " in await raw.read()


async def test_a_device_has_a_few_streams_and_the_oldest_goes(strict: ServedRoom) -> None:
    token, other = strict.workshop.marks.new_token(), strict.workshop.marks.new_token()
    of_another = await stream(strict, other)
    streams = [await stream(strict, token) for _ in range(MOST_STREAMS + 2)]
    await eventually_async(lambda: all(one.is_closed() for one in streams[:2]))
    assert not any(one.is_closed() for one in [of_another, *streams[2:]])


async def test_invented_tokens_share_a_few_streams(room: ServedRoom) -> None:
    streams = [await stream(room, f"{number:022}") for number in range(MOST_UNNAMED_STREAMS + 3)]
    await eventually_async(lambda: all(one.is_closed() for one in streams[:3]))
    assert not streams[-1].is_closed()


async def test_one_address_full_of_streams_shuts_nobody_out(strict: ServedRoom) -> None:
    remote = Raw(strict.port)
    await remote.send(request("/regie/stroom", f"Authorization: Bearer {KEY}"))
    assert b"text/event-stream" in await remote.read()
    streams = [await stream(strict, strict.workshop.marks.new_token()) for _ in range(PLACES * 2)]
    async with strict.client() as client:
        assert (await client.get(f"/{strict.workshop.session.code}")).status_code == 200
        answer = await client.get("/regie/stand", headers={"Authorization": f"Bearer {KEY}"})
        assert answer.status_code == 200
    await eventually_async(streams[0].is_closed)
    assert not remote.is_closed()
    assert not streams[-1].is_closed()


async def test_one_address_full_of_silence_shuts_nobody_out(strict: ServedRoom) -> None:
    phone = await stream(strict, strict.workshop.marks.new_token())
    silent = [Raw(strict.port) for _ in range(PLACES * 2)]
    async with strict.client() as client:
        assert (await client.get(f"/{strict.workshop.session.code}")).status_code == 200
    assert not phone.is_closed()
    await eventually_async(lambda: all(one.is_closed() for one in silent))


def _memory(pid: int) -> int:
    """The memory that a process takes, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1024


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
async def test_floods_take_no_memory_and_no_time(tmp_path: Path) -> None:
    (tmp_path / "zes.md").write_text(SIX_KINDS)
    with Headless("zes.md", "--poort", str(free_port()), home=tmp_path) as house:
        async with httpx.AsyncClient(base_url=house.base, trust_env=False, timeout=PATIENCE) as client:
            assert (await client.get(f"/{house.code}")).status_code == 200
            before = _memory(house.process.pid)
            flood = request(f"/{house.code}") * 4_000
            raws = [Raw(house.port) for _ in range(50)]
            sending = [asyncio.create_task(raw.send(flood)) for raw in raws]
            began = time.monotonic()
            for _ in range(10):
                assert (await client.get(f"/{house.code}")).status_code == 200
            took = time.monotonic() - began
            _, waiting = await asyncio.wait(sending, timeout=PATIENCE)
            assert not waiting
            assert took < 30, "it took ten seconds a page once"
            assert _memory(house.process.pid) - before < 40


@pytest.mark.parametrize("asks_on", [False, True])
async def test_who_takes_nothing_holds_neither_a_place_nor_a_file(
    folder: SessionFolder, deck: Path, asks_on: bool
) -> None:
    """With enough of such clients nobody else comes in, also not who facilitates."""
    async with served(folder, deck, limits=Limits(write_seconds=PATIENCE, per_address=1)) as room:
        raw = Raw(room.port, receive_bytes=1_024)
        await eventually_async(partial(_connections, room.port))
        (connection,) = _connections(room.port)
        await _fill(raw, connection)
        if asks_on:
            await raw.send(request("/kompas.js"))
            await eventually_async(lambda: connection.cycle is not None and not connection.cycle.response_complete)
        newcomer = Raw(room.port)
        await newcomer.send(request("/"))
        assert b" 200 " in await newcomer.read()
        assert connection.transport.get_write_buffer_size() == 0, "what waited is gone, and its file with it"


async def test_there_are_no_more_connections_than_files_for_them(
    folder: SessionFolder, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process without a free file can make no page and save nothing, for the room that was there already too."""
    monkeypatch.setattr("kompas_tui.web.serving.allow_open_files", lambda: 256 + 64)
    async with served(folder, deck) as room:
        many = [Raw(room.port) for _ in range(120)]
        path = f"/{room.workshop.session.code}"
        assert (await room.client().get(f"{room.url}{path}")).status_code == 200
        await eventually_async(lambda: sum(one.is_closed() for one in many) >= len(many) - 64)


async def test_a_hall_that_knocks_while_the_server_is_busy_waits_in_line(room: ServedRoom) -> None:
    # Nothing gives way to the server's loop here, so that nobody is taken from the line.
    knocking = [Raw(room.port) for _ in range(300)]
    await knocking[-1].send(request(f"/{room.workshop.session.code}"))
    assert b" 200 " in await knocking[-1].read()
