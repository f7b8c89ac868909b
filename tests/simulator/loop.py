"""An event loop with a clock of its own: time passes only when nothing is left to do, and threads are not used."""

import asyncio
import random
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

MOST_TURNS = 400_000
"""So many turns of the loop are a loop that never ends."""

SIDE: ContextVar[int] = ContextVar("side", default=0)
"""Which server a task belongs to (1, 2, …: one for each start), 0 for people."""


class StandsStill(Exception):
    """Everybody waits for somebody else, or nobody ever waits."""


class Crash(BaseException):
    """The laptop stops here, in the middle of a call to the disk."""


class _NoSelector:
    """Waiting is passing time."""

    def __init__(self, loop: "VirtualLoop") -> None:
        self._loop = loop

    def select(self, timeout: float | None) -> list[Any]:
        """Let the time pass until the next moment at which something is to be done."""
        if timeout is None:
            raise StandsStill("nobody has anything left to do")
        self._loop.pass_time(timeout)
        return []


class VirtualLoop(asyncio.BaseEventLoop):
    """Runs one evening; `on_crash` is called where a call to the disk ended in a crash."""

    _selector: _NoSelector

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self._now, self._turns = 0.0, 0
        self._selector = _NoSelector(self)
        self._chance = chance
        self._tasks: list[tuple[int, asyncio.Task[Any]]] = []
        self.dead: set[int] = set()
        self.on_crash: Callable[[], None] = lambda: None
        self.set_task_factory(self._make_task)

    def time(self) -> float:
        """Seconds since the evening began."""
        return self._now

    def pass_time(self, seconds: float) -> None:
        """Go on to a later moment."""
        self._now += seconds
        self._turns += 1
        if self._turns > MOST_TURNS:
            raise StandsStill("the room runs in circles")

    def _process_events(self, event_list: list[Any]) -> None:
        """Nothing comes from outside."""

    def _write_to_self(self) -> None:
        """Nobody sleeps who must be woken."""

    def _make_task(self, loop: asyncio.AbstractEventLoop, work: Any, **how: Any) -> "asyncio.Task[Any]":
        task: asyncio.Task[Any] = asyncio.Task(work, loop=loop, **how)
        context = how.get("context")
        side = context.get(SIDE, 0) if context is not None else SIDE.get()
        if side:
            self._tasks = [kept for kept in self._tasks if not kept[1].done()]
            self._tasks.append((side, task))
        return task

    def kill(self, side: int) -> None:
        """End all that a server does, wherever it is."""
        self.dead.add(side)
        for owner, task in self._tasks:
            if owner == side:
                task.cancel()

    def run_in_executor(  # type: ignore[override]  # the same, without type variables
        self, executor: Any, func: Callable[..., Any], *args: Any
    ) -> "asyncio.Future[Any]":
        """Do a thread's work a little later, all at once; a dead server's work is never done."""
        done = self.create_future()
        side = SIDE.get()

        def work() -> None:
            if side in self.dead or done.cancelled():
                return
            try:
                result = func(*args)
            except Crash:
                self.on_crash()
            except Exception as error:  # noqa: BLE001 - handed on to who waits for it
                done.set_exception(error)
            else:
                done.set_result(result)

        self.call_later(self._chance.expovariate(200), work)
        return done
