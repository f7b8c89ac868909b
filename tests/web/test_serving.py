"""Ports, limits on what is sent, slow and many clients, and how quickly the server stops."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.journal import SessionFolder
from kompas_tui.web import Limits, bind
from kompas_tui.web.connections import JoinedWrites
from tests.waiting import PATIENCE
from tests.web.room import ServedRoom, is_taken, served

SECONDS = 0.3


@pytest.fixture
async def strict_room(folder: SessionFolder, deck: Path) -> AsyncIterator[ServedRoom]:
    """A room with little patience and few places."""
    async with served(folder, deck, limits=Limits(seconds=SECONDS, header_bytes=4_000, per_address=3)) as room:
        yield room


def test_a_taken_port_gives_the_next_one_and_a_sentence() -> None:
    first, silence = bind(0)
    taken = first.getsockname()[1]
    second, notice = bind(taken)
    got = second.getsockname()[1]
    first.close()
    second.close()
    assert silence == ""
    assert got != taken
    assert notice == f"Poort {taken} is al in gebruik. Ik neem {got}. Je hoeft niets te doen."


def test_a_port_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KompasError, match="Poort 70000 bestaat niet"):
        bind(70_000)


@pytest.mark.parametrize("head", [b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: "])
async def test_a_client_that_is_slow_with_its_headers_is_dropped(strict_room: ServedRoom, head: bytes) -> None:
    await dropped(strict_room.port, head)


async def test_a_client_that_is_slow_with_its_body_is_dropped(strict_room: ServedRoom) -> None:
    code = strict_room.workshop.session.code
    head = (
        f"POST /{code} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\nronde="
    )
    await dropped(strict_room.port, head.encode())


async def test_a_silent_client_is_dropped(strict_room: ServedRoom) -> None:
    await dropped(strict_room.port, b"")


async def test_endless_headers_are_cut_off(folder: SessionFolder, deck: Path) -> None:
    head = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: " + b"a" * 9_000
    async with served(folder, deck, limits=Limits(seconds=PATIENCE * 2, header_bytes=4_000)) as room:
        await dropped(room.port, head)


async def dropped(port: int, sent: bytes) -> None:
    """Wait until the server lets go of a client that sent this and no more."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    with contextlib.suppress(ConnectionResetError):
        async with asyncio.timeout(PATIENCE):
            await reader.read()
    writer.close()


@pytest.mark.parametrize(
    ("body", "kind", "status", "sentence"),
    [
        ("a=" + "x" * 16_500, "application/x-www-form-urlencoded", 413, "te veel tekst"),
        ("&".join(f"a{number}=1" for number in range(700)), "application/x-www-form-urlencoded", 400, "klopt niet"),
        ('{"keuze": 1}', "application/json", 415, "Dit formulier kan ik niet lezen"),
        ("ronde=keuze-1&nonce=<b>&keuze=1", "application/x-www-form-urlencoded", 400, "iets wat niet klopt"),
        ("ronde=weg-9&keuze=1", "application/x-www-form-urlencoded", 409, "er niet meer"),
    ],
)
async def test_what_cannot_be_read_is_refused_on_an_own_page(
    room: ServedRoom, body: str, kind: str, status: int, sentence: str
) -> None:
    phone = room.phone()
    await phone.look()
    await room.open("keuze")
    response = await phone.client.post(f"/{phone.code}", content=body, headers={"content-type": kind})
    assert response.status_code == status
    assert sentence in response.text
    assert "Waar beginnen we mee?" in response.text


async def test_a_long_body_without_a_length_is_refused_too(room: ServedRoom) -> None:
    phone = room.phone()
    await phone.look()

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 1_000

    kind = {"content-type": "application/x-www-form-urlencoded"}
    response = await phone.client.post(f"/{phone.code}", content=chunks(), headers=kind)
    assert response.status_code == 413


async def test_the_server_stops_with_streams_open_and_cuts_none_off(
    folder: SessionFolder, deck: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        async with served(folder, deck) as room:
            request = client.build_request("GET", f"{room.url}/{room.workshop.session.code}/stroom")
            streams = [await client.send(request, stream=True) for _ in range(20)]
            idle = socket.create_connection(("127.0.0.1", room.port))
        idle.close()
        for stream in streams:
            await stream.aread()
    assert "graceful shutdown exceeded" not in caplog.text
    assert not is_taken(room.port)


@pytest.mark.parametrize("before", ["//", "///"])
async def test_a_code_behind_more_than_one_slash_leads_to_the_code(room: ServedRoom, before: str) -> None:
    code = room.workshop.session.code
    client = room.client()
    for path in (f"{before}{code}", f"{before}{code.lower()}?wijzig=1", f"/{code}{before}"):
        response = await client.get(room.url + path, follow_redirects=True)
        assert (response.status_code, response.url.path.upper().rstrip("/")) == (200, f"/{code}"), path
    elsewhere = await client.get(f"{room.url}//voorbeeld.nl")
    assert elsewhere.headers["location"] == "/voorbeeld.nl"
    assert "%5C" in (await client.get(f"{room.url}//\\voorbeeld.nl")).headers["location"]


def test_the_listening_socket_is_one_for_which_asyncio_turns_delay_off() -> None:
    sock, _ = bind(0)
    proto = sock.proto
    sock.close()
    assert proto == socket.IPPROTO_TCP, "without it each answer waits for the acknowledgement of the one before"


class Written(asyncio.Transport):
    """A transport that keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[bytes] = []
        self.closed_after: int | None = None

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.sent.append(bytes(data))

    def close(self) -> None:
        self.closed_after = len(self.sent)


async def test_what_is_written_in_one_turn_is_sent_at_once_and_in_order() -> None:
    inner = Written()
    transport = JoinedWrites(inner, asyncio.get_running_loop())
    transport.write(b"head ")
    transport.write(b"body")
    assert inner.sent == [b"head body"]
    transport.write(b"stream ")
    await asyncio.sleep(0)
    assert inner.sent == [b"head body", b"stream "]
    transport.write(b"")
    transport.write(b"last")
    transport.close()
    assert (inner.sent[2:], inner.closed_after) == ([b"last"], 3)


async def test_an_answer_comes_in_one_piece(room: ServedRoom) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", room.port)
    for _ in range(20):
        writer.write(f"GET /{room.workshop.session.code}/versie HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        await writer.drain()
        piece = await reader.read(65_536)
        assert piece.partition(b"\r\n\r\n")[2], "a head came without its body"
    writer.close()
    await writer.wait_closed()


async def test_of_a_header_that_is_sent_twice_the_first_one_counts(room: ServedRoom) -> None:
    token = room.workshop.marks.new_token()
    twice = [("Cookie", f"kompas={token}"), ("Cookie", f"kompas={room.workshop.marks.new_token()}")]
    async with room.client() as client:
        await client.get(f"/{room.workshop.session.code}", headers=twice)
    assert room.workshop.voters.is_counted(token)
