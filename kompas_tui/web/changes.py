"""When phones and remotes must look again: a token that changes with what can be seen, and event streams."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Callable

from kompas_tui.workshop import Workshop

# So that a phone whose Wi-Fi went knows it within ten seconds; a line that is only silent looks like a quiet room.
HEARTBEAT_SECONDS = 5.0
INTERIM_SECONDS = 2.0
"""How often phones look again at a result that is shown while its round is open."""
# In a rush of answers the figures change hundreds of times a second, and nobody reads that.
REMOTE_SECONDS = 0.2
_DIGITS = 12
"""More than the version of any session has."""


class Bell:
    """Wakes all who wait, again and again."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self.rings = 0

    def ring(self) -> None:
        """Wake who waits now."""
        self.rings += 1
        # A new event first: who wakes and waits again at once must wait for the next ring, and not hear this one twice.
        rung, self._rung = self._rung, asyncio.Event()
        rung.set()

    async def wait(self, seconds: float) -> None:
        """Return at the next ring, or after so many seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()


class Changes:
    """Follows a workshop until `end`."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        # After a restart versions begin anew, and an old one must not pass for one of these.
        self._process = secrets.token_hex(3)
        self._beat = 0
        self._beating: asyncio.TimerHandle | None = None
        self._phones, self._remotes = Bell(), Bell()
        self._ended = False
        self._worded = (-1, 0, "")
        self._told = self.token
        self._stop_listening = workshop.listen(self._changed)

    @property
    def step(self) -> str:
        """Differs as soon as the facilitator did something, also after a restart."""
        return f"{self._process}-{self._workshop.version}"

    @property
    def sight(self) -> str:
        """The step with the page of the card that the room sees: who goes further turns that first."""
        return f"{self.step}/{self._workshop.leafing.page}"

    def version_at(self, step: str) -> int | None:
        """The version of the workshop at a step, sight or token of these; None for no step.

        One that never was for one that is of another program, or of another page than the room sees now.
        """
        if not step:
            return None
        step, _, page = step.partition(".")[0].partition("/")
        if page not in ("", str(self._workshop.leafing.page)):
            return -1
        process, _, version = step.partition("-")
        return int(version) if process == self._process and version.isdecimal() and len(version) <= _DIGITS else -1

    @property
    def token(self) -> str:
        """Differs as soon as a phone would see something else, also after a restart."""
        version, beat, token = self._worded
        if version != self._workshop.version or beat != self._beat:  # every answer asks for it several times
            token = f"{self.step}.{self._beat}"
            self._worded = (self._workshop.version, self._beat, token)
        return token

    def _changed(self) -> None:
        self._remotes.ring()
        result_round = self._workshop.session.shown
        if self.token != self._told:
            self._tell_phones()
        elif result_round is not None and result_round.is_open and self._beating is None:
            # In beats while people answer: a change at every ballot would make each phone ask anew.
            self._beating = asyncio.get_running_loop().call_later(INTERIM_SECONDS, self._next_beat)

    def _next_beat(self) -> None:
        self._beating = None
        self._beat += 1
        self._tell_phones()

    def _tell_phones(self) -> None:
        self._told = self.token
        self._phones.ring()

    def end(self) -> None:
        """End every stream, and stop following."""
        if self._ended:
            return
        self._ended = True
        self._stop_listening()
        if self._beating is not None:
            self._beating.cancel()
        self._phones.ring()
        self._remotes.ring()

    async def for_phones(self) -> AsyncIterator[str]:
        """The token, at once, at every change, and as a heartbeat."""
        while not self._ended:
            told = self.token
            yield f"data: {told}\n\n"
            if told == self.token and not self._ended:
                await self._phones.wait(HEARTBEAT_SECONDS)

    async def for_remote(self, state: Callable[[], str], may: Callable[[], bool]) -> AsyncIterator[str]:
        """The state as JSON, at once and after changes, at most five times a second; a comment as a heartbeat.

        It ends as soon as who follows `may` no more.
        """
        told = ""
        while not self._ended and may():
            # Read before the state is made, so that what rings while it is sent is not missed.
            rings, now = self._remotes.rings, state()
            yield f"data: {now}\n\n" if now != told else ": hartslag\n\n"
            told = now
            await asyncio.sleep(REMOTE_SECONDS)
            if rings == self._remotes.rings and not self._ended:
                await self._remotes.wait(HEARTBEAT_SECONDS)
