"""What keys ask of a server, in the order in which they were pressed; knows the line, and not what comes down it."""

import asyncio
import secrets
import time
from collections.abc import Callable

import msgspec

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.workshop.attached_parts import LineCut, LineEnded, LineState, WayToServer
from kompas_tui.workshop.frames import Frame, Press, Reply
from kompas_tui.workshop.wire import error_of

_PATIENCE_SECONDS = 20.0
"""How long a key waits for a line that was cut while it was under way."""
# Soon enough that the room hardly sees it, seldom enough that a server that restarts is not knocked down again.
_AGAIN_SECONDS = 0.5
_LOOKS_FOR_KEY, _LOOK_SECONDS = 8, 0.2
"""So long a key waits for a line that may be there again."""

UNSURE = "De lijn viel weg toen je dit deed. Kijk of het gelukt is zodra de lijn er weer is."


class Orders:
    """The keys of one beamer, each asked once by its id, however often it must be sent."""

    def __init__(
        self,
        line: WayToServer,
        state: LineState,
        standing: Callable[[], tuple[str, int]],
        take: Callable[[Frame], None],
    ) -> None:
        """`standing` tells in which life of the server, and how long its log was, by what is seen here."""
        self._line, self._state, self._standing, self._take = line, state, standing, take
        self._in_turn, self.wanted = asyncio.Lock(), asyncio.Event()
        """Set where a key wants a line that is cut."""
        self.are_over = False
        """Whether nobody presses any more."""

    async def give(self, wish: Press) -> str:
        """Have the server do what a key asks, and give what it says of that; CommandRefused where it does not."""
        async with self._in_turn:
            await self._found()
            if why_not := self._state.why_not:
                raise CommandRefused(why_not)
            life, length = self._standing()
            answer = await self._answered(
                msgspec.structs.replace(wish, id=secrets.token_hex(8), life=life, length=length)
            )
            self._take(answer.frame)
        if answer.refusal is not None:
            raise error_of(answer.refusal)
        return answer.told

    async def _found(self) -> None:
        """Look for a line that is cut at once, now that a key wants it."""
        for _ in range(_LOOKS_FOR_KEY):
            if not self._state.is_cut or self._state.has_ended:
                return
            self.wanted.set()
            await asyncio.sleep(_LOOK_SECONDS)

    async def _answered(self, order: Press) -> Reply:
        """What came of an order; asked again by the same id until there is an answer, for as long as one waits."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                return await self._line.give(order)
            except LineEnded as error:
                self._state.end(str(error))
                raise CommandRefused(str(error)) from error
            except LineCut as error:
                self._state.cut()
                if self.are_over or time.monotonic() > until:
                    raise CommandRefused(UNSURE) from error
                await asyncio.sleep(_AGAIN_SECONDS)
