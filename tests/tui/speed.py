"""How the beamer keeps pace, as ratios in one run: `python -m tests.tui.speed`.

The way to the drawn praatplaat against that to a card of text, in processor time, once both were drawn; and the way of
a key to the screen while three hundred phones answer over HTTP, every two seconds each, against that in an empty room.
The phones are in a process of their own. `kompas meting` has the first frame.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count, cycle
from pathlib import Path
from statistics import median

import msgspec

from kompas_tui.cli.entrance import port_of
from kompas_tui.cli.measuring import _requests
from kompas_tui.simulation.load import OWN_CODE, Load
from kompas_tui.tui.widgets import Stage
from kompas_tui.web import WebSettings, bind, create_app, serve
from kompas_tui.workshop.commands.course import GoTo
from tests.tui.beamers import Beamer, beamer

SIZES = ((100, 30), (160, 45))
OFTEN, KEYS, PHONES, PAUSE = 20, 40, 300, 2.0
AS_PHONES = "telefoons"


async def to_cards(tested: Beamer) -> tuple[float, float]:
    """Milliseconds of processor time to the plate and to a card of text, the least of many turns."""
    cards = tested.workshop.course.cards
    plate = next(card for card in cards if card.plate is not None)
    texts = (card for card in cards if card.blocks and not (card.plate or card.activity or card.bear or card.fan))
    both = plate.address, next(texts).address
    took: dict[str, list[float]] = {address: [] for address in both}
    for address in both * OFTEN:
        begun = time.process_time()
        await tested.workshop.do(GoTo(address))
        tested.screen()._refresh_if_dirty()
        await tested.pilot.pause()
        took[address].append(1000 * (time.process_time() - begun))
    return min(took[both[0]]), min(took[both[1]])


async def key_to_screen(tested: Beamer) -> float:
    """Milliseconds from a key for larger or smaller letters until the stage draws, the middle of many."""
    stage, took = tested.screen().query_one(Stage), []
    drawn = stage.render
    for key in ("plus", "minus") * (KEYS // 2):
        is_drawn = asyncio.Event()

        def render(is_drawn: asyncio.Event = is_drawn) -> object:
            is_drawn.set()
            return drawn()

        stage.render = render  # type: ignore[method-assign, assignment]
        begun = time.perf_counter()
        tested.burst(key)
        await is_drawn.wait()
        took.append(1000 * (time.perf_counter() - begun))
        stage.render = drawn  # type: ignore[method-assign]
        await tested.handled()
    return median(took)


async def answering(port: int, requests: tuple[str, ...], number: int) -> None:
    """One phone that changes its answer again and again, with a code of its own each time."""
    codes = count(number * 1_000_000)
    await asyncio.sleep(PAUSE * number / PHONES)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in cycle(requests):
        writer.write(request.replace(OWN_CODE, f"{next(codes):032x}").encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(int(length.partition(b":")[2]))
        if b" 200 " not in head.split(b"\r\n")[0]:
            raise RuntimeError(head.decode())
        await asyncio.sleep(PAUSE)


async def as_phones() -> None:
    """Be all the phones that standard input names, until this process is ended."""
    load = msgspec.json.decode(sys.stdin.buffer.readline(), type=Load)
    await asyncio.gather(*(answering(load.port, one, number) for number, one in enumerate(load.voters)))


@asynccontextmanager
async def phones(tested: Beamer) -> AsyncIterator[asyncio.subprocess.Process]:
    """So many phones that answer over HTTP for as long as this lasts."""
    sock, _ = bind(0)
    async with serve(create_app(tested.workshop, WebSettings("")), sock):
        requests = await _requests(tested.workshop, port_of(sock), PHONES)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.tui.speed", AS_PHONES, stdin=asyncio.subprocess.PIPE
        )
        try:
            assert process.stdin is not None, "the process was started with a pipe"
            process.stdin.write(msgspec.json.encode(Load(port_of(sock), requests)) + b"\n")
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


def write(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def main() -> None:
    """Measure, and print the ratios."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            async with beamer(Path(folder), size, deck="kompas") as tested:
                await tested.press("right")
                plate, card = await to_cards(tested)
        write(f"praatplaat {size[0]}×{size[1]}: {plate:.1f} ms, kaart met tekst {card:.1f} ms: {plate / card:.2f}")
    with tempfile.TemporaryDirectory() as folder:
        async with beamer(Path(folder), SIZES[0]) as tested:
            await tested.press("right", "right", "o")
            await tested.until(lambda: tested.workshop.session.open_round)
            asked = tested.workshop.session.open_round
            assert asked is not None
            quiet = await key_to_screen(tested)
            async with phones(tested) as process:
                await tested.until(lambda: asked.answers == PHONES)
                busy = await key_to_screen(tested)
                assert process.returncode is None, "the phones stopped"
    write(f"toets tot beeld: {busy:.1f} ms met {PHONES} telefoons, {quiet:.1f} ms zonder: {busy / quiet:.2f}")


if __name__ == "__main__":
    os.environ["COLORTERM"] = "truecolor"  # else the plate is a compass
    asyncio.run(as_phones() if AS_PHONES in sys.argv else main())
