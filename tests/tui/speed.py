"""How the beamer keeps pace, as ratios in one run: `python -m tests.tui.speed`.

The way to the drawn praatplaat against that to a card of text, in processor time, once both were drawn; and the way of
a key to the screen while five hundred people answer, every two seconds each, against that in an empty room. They answer
in the process of the beamer, without HTTP. `kompas meting` has the first frame.
"""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from kompas_tui.tui.widgets import Stage
from kompas_tui.workshop.commands.course import GoTo
from tests.tui.beamers import Beamer, beamer

SIZES = ((100, 30), (160, 45))
OFTEN, KEYS, PHONES, PAUSE = 20, 40, 500, 2.0


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


async def answering(tested: Beamer, phone: int, name: str, options: int) -> None:
    """One person who changes their answer again and again."""
    await asyncio.sleep(PAUSE * phone / PHONES)
    at = phone
    while True:
        await tested.workshop.cast(f"phone-{phone}", name, {"keuze": [str(at % options)]})
        at += 1
        await asyncio.sleep(PAUSE)


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
            options = len(asked.activity.listed())
            phones = [asyncio.create_task(answering(tested, phone, asked.id, options)) for phone in range(PHONES)]
            await tested.until(lambda: asked.answers == PHONES)
            busy = await key_to_screen(tested)
            assert not any(phone.done() for phone in phones), "a phone stopped"
            for phone in phones:
                phone.cancel()
            await asyncio.gather(*phones, return_exceptions=True)
    write(f"toets tot beeld: {busy:.1f} ms met {PHONES} telefoons, {quiet:.1f} ms zonder: {busy / quiet:.2f}")


if __name__ == "__main__":
    os.environ["COLORTERM"] = "truecolor"  # else the plate is a compass
    asyncio.run(main())
