"""What came of each press of a facilitator or a program, so that a network that brings one twice does nothing twice."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from kompas_tui.web.orders import CarriedOut

PRESS_WORD = "druk"
"""The field with a word that names one press; whoever sends presses makes one up for each."""

_MOST_KEPT = 100
"""A copy comes within seconds; by then nobody pressed so often."""


class Presses:
    """The last presses of one session, each with what came of it."""

    def __init__(self) -> None:
        self._kept: dict[str, asyncio.Task[CarriedOut]] = {}

    def is_copy(self, press: str) -> bool:
        """Whether this press came before."""
        return press in self._kept

    async def once(
        self, press: str, carry_out: Callable[[], Awaitable[CarriedOut]], *, while_busy: bool = False
    ) -> CarriedOut:
        """Carry a press out, and give a copy of it what came of the first one; one without a name is no copy.

        What was refused may be tried again. With `while_busy` one that comes after the first is done is a new one.
        """
        if not press:
            return await carry_out()
        if press not in self._kept:
            doing = self._kept[press] = asyncio.ensure_future(_done(carry_out))
            doing.add_done_callback(partial(self._settle, press, while_busy))
            if len(self._kept) > _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        # A copy whose line breaks must not take back what the other one waits for.
        return await asyncio.shield(self._kept[press])

    def _settle(self, press: str, while_busy: bool, done: asyncio.Task[CarriedOut]) -> None:
        if done.cancelled() or done.exception() is not None or while_busy:
            self._kept.pop(press, None)


async def _done(carry_out: Callable[[], Awaitable[CarriedOut]]) -> CarriedOut:
    return await carry_out()
