"""A network that drops, delays, doubles, cuts and answers for itself: what a phone sends over it counts once."""

import asyncio
import contextlib
import random
import secrets
from collections.abc import AsyncIterator

import httpx

from kompas_tui.web.guard import HEADERS
from tests.web.room import ServedRoom

PORTAL = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\ncontent-length: 31\r\n\r\n"
    b"<main id=inhoud>Log in</main>\r\n"
)
REFUSED = b"HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
ELSEWHERE = (
    b"HTTP/1.1 302 Found\r\nlocation: http://inloggen.example/\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
)
OWN_WORDS = {"portaal": PORTAL, "verbod": REFUSED, "omleiding": ELSEWHERE}
FAULTS = ("weg", "traag", "dubbel", "afgebroken", *OWN_WORDS, "goed")
MARK = HEADERS[-1][0].decode()


class BadNetwork:
    """A proxy: each connection carries one request, and a fault by chance."""

    def __init__(self, port: int, seed: int) -> None:
        self._port, self._chance = port, random.Random(seed)
        self.met: list[str] = []

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one request as badly as chance will have it."""
        request = await _whole(reader)
        fault = self._chance.choice(FAULTS)
        self.met.append(fault)
        if fault == "traag":
            await asyncio.sleep(0.02)
        if fault in OWN_WORDS:
            writer.write(OWN_WORDS[fault])
        elif fault != "weg":
            times = 2 if fault == "dubbel" else 1
            answers = await asyncio.gather(*(self._carried(request) for _ in range(times)))
            answer = answers[0]
            writer.write(answer[: len(answer) // 3] if fault == "afgebroken" else answer)
        with contextlib.suppress(ConnectionError):
            await writer.drain()
        writer.close()

    async def _carried(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        writer.write(request)
        answer = await _whole(reader)
        writer.close()
        return answer


async def _whole(reader: asyncio.StreamReader) -> bytes:
    """A request or an answer, with its body."""
    head = await reader.readuntil(b"\r\n\r\n")
    at = head.lower().find(b"content-length:")
    size = int(head[at + 15 :].partition(b"\r\n")[0]) if at >= 0 else 0
    return head + await reader.readexactly(size)


@contextlib.asynccontextmanager
async def between(room: ServedRoom, seed: int) -> AsyncIterator[tuple[BadNetwork, str]]:
    """The network, and the address of the room behind it."""
    network = BadNetwork(room.port, seed)
    server = await asyncio.start_server(network.meet, "127.0.0.1", 0)
    async with server:
        yield network, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def insisted(client: httpx.AsyncClient, url: str, form: dict[str, str]) -> httpx.Response:
    """Send until Kompas itself gives a verdict, as the script of the page does; under one key."""
    key = {"idempotency-key": secrets.token_hex(16)}
    for _ in range(80):
        with contextlib.suppress(httpx.HTTPError):
            answer = await client.post(url, data=form, headers=key)
            if MARK in answer.headers:
                return answer
    raise AssertionError("no verdict came")


async def test_every_answer_counts_once_and_a_change_counts_last_over_a_bad_network(room: ServedRoom) -> None:
    await room.open("keuze")
    phones = [room.phone() for _ in range(16)]
    forms = []
    for phone in phones:
        await phone.look()
        forms.append({name: values[-1] for name, values in (await phone.look()).forms[0].data().items()})
    async with between(room, seed=5) as (network, address):
        host = {"host": f"127.0.0.1:{room.port}", "x-kompas-deel": "1"}

        async def play(number: int) -> None:
            cookies = dict(phones[number].client.cookies)
            client = room.client(headers=host, cookies=cookies, limits=httpx.Limits(max_keepalive_connections=0))
            for choice in (number % 3, (number + 1) % 3):
                form = forms[number] | {"keuze": str(choice), "nonce": secrets.token_hex(16)}
                answer = await insisted(client, f"{address}/{phones[number].code}", form)
                assert answer.status_code == 200
                assert "Je antwoord is opgeslagen" in answer.text

        await asyncio.gather(*map(play, range(len(phones))))
    assert set(network.met) == set(FAULTS)
    asked = room.workshop.session.rounds["keuze-1"]
    assert asked.answers == len(phones)
    assert sorted(ballot.answer["keuze"] for ballot in asked.ballots.values()) == sorted(
        (number + 1) % 3 for number in range(len(phones))
    )
