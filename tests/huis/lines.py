"""A line between a beamer and its server that is slow, loses pieces, or is cut."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

RESEND_SECONDS = 0.2
"""How much later a piece arrives that was lost and sent again, beside the way there and back."""


class BadLine:
    """Passes bytes on, late; of what is lost TCP makes what comes later still."""

    def __init__(self, to: str, seconds: float, loss: float, seed: int = 7) -> None:
        """`seconds` is how long a byte is under way to one side, `loss` the share of pieces that is sent twice."""
        self._to, self._seconds, self._loss = urlsplit(to), seconds, loss
        self._chance = random.Random(seed)
        self._passing: set[asyncio.Task[None]] = set()
        self.address, self.is_cut = "", False

    def cut(self) -> None:
        """Let nothing through any more, and let go of what was under way."""
        self.is_cut = True
        for task in self._passing:
            task.cancel()

    def mend(self, to: str = "") -> None:
        """Let everything through again, to another server where one is named."""
        self.is_cut, self._to = False, urlsplit(to) if to else self._to

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass one connection on, as long as it lasts."""
        if self.is_cut:
            writer.close()
            return
        there, back = await asyncio.open_connection(self._to.hostname, self._to.port)
        both = [asyncio.create_task(self._pass(reader, back)), asyncio.create_task(self._pass(there, writer))]
        self._passing.update(both)
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        for task in both:
            task.cancel()
            self._passing.discard(task)
        for end in (writer, back):
            end.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def arrive() -> None:
            with suppress(ConnectionError):
                while True:
                    moment, piece = await under_way.get()
                    await asyncio.sleep(moment - asyncio.get_running_loop().time())
                    if not piece:
                        return
                    writer.write(piece)
                    await writer.drain()

        arriving = asyncio.create_task(arrive())
        try:
            with suppress(ConnectionError):
                while piece := await reader.read(1400):
                    late = 2 * self._seconds + RESEND_SECONDS if self._chance.random() < self._loss else 0.0
                    await under_way.put((asyncio.get_running_loop().time() + self._seconds + late, piece))
            await under_way.put((0, b""))
            await arriving
        finally:
            arriving.cancel()


@asynccontextmanager
async def bad_line(to: str, *, seconds: float = 0.0, loss: float = 0.0) -> AsyncIterator[BadLine]:
    """A line to the server at this address."""
    line = BadLine(to, seconds, loss)
    server = await asyncio.start_server(line.take, "127.0.0.1", 0)
    line.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield line
        line.cut()
