"""Photos of paddles in one session: each is read once, one at a time, beside the loop, and is then forgotten."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from kompas_tui.workshop.commands.command import Command, Scene
from kompas_tui.workshop.commands.paddles import ReadPaddles
from kompas_tui.workshop.sighting import paddles_in

_READER = ThreadPoolExecutor(1, "kaarten")
"""One photo at a time, whatever the number of sessions: each takes some hundred million bytes while it is read."""


class Paddles:
    """The photos of one session; `do` carries out what was read of one."""

    def __init__(self, do: Callable[[Command], Awaitable[str]], scene: Callable[[], Scene]) -> None:
        self._do, self._scene = do, scene
        self._doubts: tuple[str, Sequence[str]] = ("", ())

    async def read(self, sent: bytes, *, only: str = "") -> str:
        """Count the paddles on a photo in this round, and give what there is to say of it.

        Refused where it is no photo, or where no round is open that paddles can answer.
        """
        # Before the reading, which takes seconds: where no round takes paddles nobody should wait for that.
        ReadPaddles({}, only).decide(self._scene())
        seen = await asyncio.get_running_loop().run_in_executor(_READER, paddles_in, sent)
        counted = ReadPaddles(seen.letters, only, seen.unclear)
        scene = self._scene()  # before it counts, which leaves nothing to compare with
        turned = counted.turned_alike(scene) or counted.to_check(scene)
        told = await self._do(counted)
        asked = self._scene().session.open_round
        doubts = [*filter(None, [turned]), *counted.doubts(asked)] if asked is not None else []
        self._doubts = (asked.id if asked is not None else "", doubts)
        return " ".join(filter(None, (told, turned)))

    def doubts(self, round_id: str) -> Sequence[str]:
        """Which paddles on the last photo of this round could not be counted, and why."""
        return self._doubts[1] if self._doubts[0] == round_id else ()
