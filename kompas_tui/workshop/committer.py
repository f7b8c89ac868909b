"""One writer for all: decides what requests do in the order they came, makes it safe, then tells them.

Requests that may be saved together (ballots) go to the journal in one append, so that one sync serves
all that arrived while the last one ran. Nobody is told anything before that sync is done.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from kompas_tui.domain.session.events import AnyEvent, Ended
from kompas_tui.journal import Journal, NotSaved

T = TypeVar("T")
Decision = tuple[Sequence[AnyEvent], T]
"""What follows from a request: events to keep, and the answer once they are kept."""


class Request(Protocol):
    """Decides in turn, saves, and gives the answer; raises what `decide` raises, or NotSaved."""

    def __call__(self, decide: Callable[[], Decision[T]], *, together: bool = False) -> Awaitable[T]:
        """Ask for it."""


# So that in a rush the first need not wait for the last.
_LARGEST_GROUP = 500

_BEHIND = "Er ging iets mis in Kompas. Nieuwe antwoorden worden niet bewaard. Stop, en ga verder met: kompas hervat."

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Request(Generic[T]):
    decide: Callable[[], Decision[T]]
    together: bool
    done: "asyncio.Future[T]"


class Committer:
    """Takes requests from the event loop and saves what they decide in a thread of its own."""

    def __init__(
        self,
        journal: Journal,
        committed: Callable[[Sequence[AnyEvent], str], None],
        begin_group: Callable[[], None],
    ) -> None:
        """`committed` takes in the events that are safe, with the last hash.

        `begin_group` is called before the first of a group decides: what the group before it decided is
        committed by then, or lost.
        """
        self._journal = journal
        self._begin_group = begin_group
        self._committed = committed
        self._waiting: deque[_Request[Any]] = deque()
        self._wake = asyncio.Event()
        # One thread: appends keep their order, and a sync never holds up the loop that draws and answers.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="kompas-logboek")
        self._task: asyncio.Task[None] | None = None
        self._closing = False
        self._is_behind = False
        """Whether the log holds what `committed` could not take in: what is decided now would not fit behind it."""

    async def request(self, decide: Callable[[], Decision[T]], *, together: bool = False) -> T:
        """Decide in turn, save, and give the answer; raises what `decide` raises, or NotSaved."""
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        if self._closing:
            raise NotSaved("De sessie is al gesloten. Ga verder met: kompas hervat.")
        if self._is_behind:
            raise NotSaved(_BEHIND)
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        waiting = _Request(decide, together, done)
        self._waiting.append(waiting)
        self._wake.set()
        return await done

    async def close(self) -> None:
        """Finish what waits and stop."""
        self._closing = True
        self._wake.set()
        if self._task is not None:
            await self._task
        self._thread.shutdown(wait=True)

    async def _run(self) -> None:
        while not self._closing or self._waiting:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                await self._commit(self._next_group())

    def _next_group(self) -> list[_Request[Any]]:
        # A command goes alone: it decides by what the requests before it made of the session.
        group = [self._waiting.popleft()]
        while group[0].together and self._waiting and self._waiting[0].together and len(group) < _LARGEST_GROUP:
            group.append(self._waiting.popleft())
        return group

    async def _commit(self, group: Sequence[_Request[Any]]) -> None:
        if self._is_behind:
            for request in group:
                _fail(request, NotSaved(_BEHIND))
            return
        self._begin_group()
        events: list[AnyEvent] = []
        answers: list[tuple[_Request[Any], Any]] = []
        for request in group:
            try:
                decided, answer = request.decide()
            except Exception as error:  # noqa: BLE001 - a fault in one request must not stop the writer
                _fail(request, error)
            else:
                events += decided
                answers.append((request, answer))
        if events:
            loop = asyncio.get_running_loop()
            try:
                is_end = any(isinstance(event, Ended) for event in events)
                keep = self._journal.append_end if is_end else self._journal.append
                head = await loop.run_in_executor(self._thread, keep, events)
            except Exception as error:  # noqa: BLE001 - whatever went wrong, the writer serves the next group
                refusal = error if isinstance(error, NotSaved) else _not_saved(error)
                for request, _ in answers:
                    _fail(request, refusal)
                return
            try:
                self._committed(events, head)
            except Exception:  # noqa: BLE001 - nobody may wait for ever for a writer that is gone
                _log.exception("what is in the log could not be taken in; nothing more is saved")
                self._is_behind = True
        for request, answer in answers:
            if self._is_behind:
                _fail(request, NotSaved(_BEHIND))
            elif not request.done.done():
                request.done.set_result(answer)


def _not_saved(error: Exception) -> NotSaved:
    _log.error("the journal failed in a way that it does not promise", exc_info=error)
    return NotSaved("Bewaren lukte niet, door een fout in Kompas. Probeer het nog eens.")


def _fail(request: _Request[Any], error: Exception) -> None:
    if not request.done.done():
        request.done.set_exception(error)
