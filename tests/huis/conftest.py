"""A server of many sessions with two nodes, over real HTTP, and people at it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher

from kompas_tui.cli.huis import StoreDownloads
from kompas_tui.huis import HuisApp, HuisSettings
from kompas_tui.journal.postgres import PostgresHome
from kompas_tui.web import bind_exactly, serve
from kompas_tui.workshop import Workshop
from tests.postgres import PostgresServer
from tests.waiting import PATIENCE

PASSWORDS = {"anna": "een lang wachtwoord", "bert": "nog zo'n wachtwoord"}
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass
class Node:
    """One server of the huis."""

    address: str
    app: HuisApp
    home: PostgresHome
    running: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def stop(self) -> None:
        """Let go of all that it leads."""
        await self.running.aclose()


@dataclass
class Huis:
    """Two nodes beside each other, with accounts for anna and bert."""

    nodes: list[Node]
    accounts: Path
    clients: AsyncExitStack

    def led(self, code: str) -> Workshop:
        """The workshop of the session with this code, at the node that leads it."""
        (room,) = [room for node in self.nodes for room in node.app._rooms if room.store.code == code]
        return room.workshop

    async def somebody(self, node: int = 0) -> httpx.AsyncClient:
        """A browser that comes in at this node."""
        client = httpx.AsyncClient(base_url=self.nodes[node].address, trust_env=False, timeout=PATIENCE)
        return await self.clients.enter_async_context(client)

    async def facilitator(self, name: str, node: int = 0) -> httpx.AsyncClient:
        """A browser in which somebody logged in."""
        client = await self.somebody(node)
        reply = await client.post("/begeleider/in", data={"naam": name, "wachtwoord": PASSWORDS[name]})
        assert reply.status_code == 303, reply.text
        return client


async def begin(client: httpx.AsyncClient, deck: str, **more: str) -> str:
    """Begin a session with a deck of one's own, go on to it as a browser does, and give its code."""
    reply = await client.post("/begeleider/begin", data=more, files={"bestand": ("eigen.md", deck.encode())})
    assert reply.status_code == 303, reply.text
    code: str = reply.headers["location"].split("/")[1]
    assert (await client.get(reply.headers["location"])).is_success
    return code


@pytest.fixture(autouse=True)
def nobody_signed_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A laptop that keeps no pass of an earlier test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "staat"))


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that take no time, as no test is about how long one takes."""
    monkeypatch.setattr("kompas_tui.huis.accounts._hasher", QUICK)
    monkeypatch.setattr("kompas_tui.huis.accounts._NOBODY", QUICK.hash("niemand"))


@pytest.fixture(scope="session")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with two accounts."""
    path = tmp_path_factory.mktemp("huis") / "accounts"
    path.write_text("".join(f"{name}:{QUICK.hash(password)}\n" for name, password in PASSWORDS.items()))
    return path


@pytest.fixture
async def two_nodes(postgres: PostgresServer, huis: PostgresHome, accounts: Path) -> AsyncIterator[Huis]:
    """The server, on a database without sessions."""
    async with AsyncExitStack() as all_of_it:
        nodes = []
        for _ in range(2):
            sock = bind_exactly("127.0.0.1", 0)
            address = f"http://127.0.0.1:{sock.getsockname()[1]}"
            home = PostgresHome(postgres.url, address)
            app = HuisApp(home, HuisSettings(address, accounts, StoreDownloads, StoreDownloads.offers))
            node = Node(address, app, home)
            node.running.callback(home.close)
            node.running.push_async_callback(app.close)
            await node.running.enter_async_context(serve(app, sock))
            node.running.callback(app.end_streams)
            all_of_it.push_async_callback(node.stop)
            nodes.append(node)
        yield Huis(nodes, accounts, await all_of_it.enter_async_context(AsyncExitStack()))
