"""What a server of many sessions bears while phones answer: `python -m tests.huis.kills 12`.

Two nodes stand behind a proxy, on a primary with two synchronous standbys. Each turn something else goes wrong: the
node that leads is killed, the primary is killed and a standby takes over, its cable is pulled, its disk is full. New
phones come all the time. In the end each answer that was acknowledged is there, and each stands there once.
"""

import asyncio
import itertools
import re
import secrets
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from kompas_tui.domain.session import events as ev
from kompas_tui.huis import add_account
from kompas_tui.journal.postgres import DatabaseAway, PostgresHome, PostgresStore
from kompas_tui.web import bind_exactly
from tests.cluster import Cluster, can_be_cut, cluster
from tests.huis.conftest import PASSWORDS, begin
from tests.huis.test_huis import open_round
from tests.waiting import eventually, eventually_async
from tests.workshop.rooms import DECK

PHONES = 6
AT_EACH_STATE = 40
"""So many answers are acknowledged before something goes wrong, and after it."""

_CUT_SECONDS = 12.0
"""Longer than a node waits for the database, and than it leads without a word to it."""
_RECEIPT, _TICKET = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}"), re.compile(r'name="ronde" value="([^"]+)"')


@dataclass(slots=True)
class Proxy:
    """Leads each new connection to a node that answers, one after another."""

    nodes: Sequence[int]
    _turn: "itertools.count[int]" = field(default_factory=itertools.count)

    async def lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on what comes, both ways, until one of the two is gone."""
        first = next(self._turn)
        for place in range(len(self.nodes)):
            with suppress(OSError, asyncio.CancelledError):
                there = await asyncio.open_connection("127.0.0.1", self.nodes[(first + place) % len(self.nodes)])
                await asyncio.gather(_pump(reader, there[1]), _pump(there[0], writer))
                return
        writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(1 << 16):
            writer.write(piece)
            await writer.drain()
    writer.close()


@dataclass(slots=True)
class Huis:
    """All of it while it runs."""

    servers: Cluster
    accounts: Path
    ports: Sequence[int]
    address: str
    nodes: dict[int, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    acknowledged: list[str] = field(default_factory=list)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def start(self, port: int) -> None:
        """Begin a node, as the command does."""
        command = [sys.executable, "-m", "kompas_tui", "huis", "--database", self.servers.url, "--poort", str(port)]
        command += ["--adres", self.address, "--accounts", str(self.accounts)]
        self.nodes[port] = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        eventually(lambda: is_well(port), seconds=90)

    def stop(self) -> None:
        """Kill what still runs."""
        for process in self.nodes.values():
            process.kill()
            process.wait()

    async def phones(self, code: str) -> None:
        """New phones, one after another; each keeps at it until it has its receipt."""
        for number in itertools.takewhile(lambda _: not self.stopping.is_set(), itertools.count()):
            async with httpx.AsyncClient(base_url=self.address, trust_env=False, timeout=12) as phone:
                sent = {"keuze": str(number % 3), "nonce": secrets.token_hex(16)}
                while not await self._answered(phone, code, sent):
                    if self.stopping.is_set():
                        return
                    await asyncio.sleep(0.05)

    async def _answered(self, phone: httpx.AsyncClient, code: str, sent: dict[str, str]) -> bool:
        """Try once, and note the receipt; a phone whose receipt was cut off finds it on its next page."""
        with suppress(httpx.HTTPError):
            page = await phone.get(f"/{code}")
            if (ticket := _TICKET.search(page.text)) is not None:
                page = await phone.post(f"/{code}", data={"ronde": ticket[1], **sent})
            if "Je antwoord is opgeslagen" in page.text and (receipt := _RECEIPT.search(page.text)):
                self.acknowledged.append(receipt[0])
                return True
        return False

    async def goes_on(self, more: int = AT_EACH_STATE) -> None:
        """Wait until so many more answers are acknowledged."""
        wanted = len(self.acknowledged) + more
        await eventually_async(lambda: len(self.acknowledged) >= wanted, seconds=180)


def is_well(port: int) -> bool:
    """Whether a node, or a proxy before one, says at this port that it can save."""
    try:
        return httpx.get(f"http://127.0.0.1:{port}/gezond", trust_env=False).is_success
    except httpx.HTTPError:
        return False


async def kill_a_node(huis: Huis, home: PostgresHome, code: str) -> None:
    """The node that leads is gone, and comes back."""
    leader = int((home.leader(code) or f":{huis.ports[0]}").rpartition(":")[2])
    huis.nodes[leader].kill()
    huis.nodes[leader].wait()
    await asyncio.to_thread(huis.start, leader)


async def kill_the_primary(huis: Huis, home: PostgresHome, code: str) -> None:
    """A standby takes over, and the former primary follows it."""
    former = await asyncio.to_thread(huis.servers.fail_over)
    await huis.goes_on(5)
    await asyncio.to_thread(huis.servers.join, former)


async def pull_the_cable(huis: Huis, home: PostgresHome, code: str) -> None:
    """The primary lives and reaches nobody for a while; then it does."""
    huis.servers.pull_cable()
    await asyncio.sleep(_CUT_SECONDS)
    huis.servers.put_cable_back(huis.servers.primary)


async def pull_the_cable_for_good(huis: Huis, home: PostgresHome, code: str) -> None:
    """The primary lives and reaches nobody; it is stopped, and a standby takes over."""
    huis.servers.pull_cable()
    await asyncio.sleep(_CUT_SECONDS / 4)
    former = await asyncio.to_thread(huis.servers.fail_over)
    await huis.goes_on(5)
    huis.servers.put_cable_back(former)
    await asyncio.to_thread(huis.servers.join, former)


async def fill_the_disk(huis: Huis, home: PostgresHome, code: str) -> None:
    """The primary can write nothing until somebody makes room."""
    await asyncio.to_thread(huis.servers.fill_disk)
    await asyncio.sleep(_CUT_SECONDS / 2)
    await asyncio.to_thread(huis.servers.empty_disk)


Fault = Callable[[Huis, PostgresHome, str], Awaitable[None]]
ANYWHERE: Sequence[Fault] = (kill_a_node, kill_the_primary)
WITH_A_NETWORK: Sequence[Fault] = (pull_the_cable, fill_the_disk, pull_the_cable_for_good)


async def play(servers: Cluster, accounts: Path, faults: Sequence[Fault]) -> Counter[str]:
    """Let these go wrong one after another; how many answers were acknowledged until each was over."""
    told: Counter[str] = Counter()
    async with AsyncExitStack() as running:
        ports = [_free_port() for _ in range(3)]
        proxy = await asyncio.start_server(Proxy(ports[1:]).lead, "127.0.0.1", ports[0])
        running.callback(proxy.close)
        huis = Huis(servers, accounts, ports[1:], f"http://127.0.0.1:{ports[0]}")
        running.callback(huis.stop)
        await asyncio.gather(*(asyncio.to_thread(huis.start, port) for port in huis.ports))
        home = await asyncio.to_thread(PostgresHome, servers.url)
        running.callback(home.close)
        async with httpx.AsyncClient(base_url=huis.address, trust_env=False, timeout=30) as anna:
            await anna.post("/begeleider/in", data={"naam": "anna", "wachtwoord": PASSWORDS["anna"]})
            code = await begin(anna, DECK)
            await open_round(anna, code)
        phones = [asyncio.create_task(huis.phones(code)) for _ in range(PHONES)]
        for fault in faults:
            await huis.goes_on()
            before = len(huis.acknowledged)
            await fault(huis, home, code)
            await huis.goes_on()
            told[fault.__name__] += len(huis.acknowledged) - before
        huis.stopping.set()
        await asyncio.gather(*phones)
        await asyncio.to_thread(_see_that_all_is_there, home, code, huis.acknowledged)
    return told


def _see_that_all_is_there(home: PostgresHome, code: str, acknowledged: Sequence[str]) -> None:
    store = eventually(lambda: _found(home, code), seconds=60)
    assert store is not None
    cast = [event for event, _ in store.open_journal().read() if isinstance(event, ev.BallotCast)]
    marks, receipts = Counter(event.mark for event in cast), {event.receipt for event in cast}
    assert not {*acknowledged} - receipts, "what was acknowledged is lost"
    assert len({*acknowledged}) == len(acknowledged), "two phones have one receipt"
    assert not [mark for mark, count in marks.items() if count > 1], "an answer stands there twice"
    # Who was still at it when all stopped can have an answer there of which no receipt came.
    assert len(marks) - len(acknowledged) <= PHONES, "somebody answers more than once"
    assert len(store.read_session().session.rounds["kleur-1"].ballots) == len(marks)


def _found(home: PostgresHome, code: str) -> PostgresStore | None:
    try:
        return home.find(code)
    except DatabaseAway:
        return None


def _free_port() -> int:
    with bind_exactly("127.0.0.1", 0) as sock:
        port: int = sock.getsockname()[1]
        return port


def main(turns: int) -> None:
    """Let so much go wrong, and say what came of it."""
    is_real = can_be_cut()
    faults = [*ANYWHERE, *WITH_A_NETWORK] if is_real else [*ANYWHERE]
    with ExitStack() as running:
        accounts = Path(running.enter_context(tempfile.TemporaryDirectory())) / "accounts"
        add_account(accounts, "anna", PASSWORDS["anna"], is_first=False)
        servers = running.enter_context(cluster(is_real=is_real))
        chosen = [fault for fault, _ in zip(itertools.cycle(faults), range(turns), strict=False)]
        told = asyncio.run(play(servers, accounts, chosen))
    for name, answers in told.items():
        sys.stdout.write(f"{name}: {chosen_times(chosen, name)} times, {answers} answers acknowledged\n")
    where = "in network namespaces" if is_real else "on loopback, where no cable can be pulled"
    sys.stdout.write(f"{turns} faults {where}: nothing acknowledged was lost, nothing stands there twice\n")


def chosen_times(chosen: Sequence[Fault], name: str) -> int:
    """How often this one was among them."""
    return sum(fault.__name__ == name for fault in chosen)


if __name__ == "__main__":
    main(int(sys.argv[1]))
