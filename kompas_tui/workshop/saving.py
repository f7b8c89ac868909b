"""Making safe what was decided: the log before anyone is told, and after it the database and the end of the keys.

What could not be kept is remembered in words. A fault in what comes after the log takes nothing back.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import Journal, NotSaved
from kompas_tui.workshop.committer import Committer, Decision
from kompas_tui.workshop.keeping import DatabaseKeeper
from kompas_tui.workshop.trouble import saving_trouble

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Saving:
    """Keeps one session."""

    def __init__(
        self,
        journal: Journal,
        committer: Committer,
        database: DatabaseKeeper,
        forget_secrets: Callable[[], None],
        tell: Callable[[], None],
    ) -> None:
        """`tell` is called when there is something to know about it."""
        self.journal, self._committer, self._forget_secrets, self._tell = journal, committer, forget_secrets, tell
        self.database, self.log_trouble = database, saving_trouble()

    async def request(self, decide: Callable[[], Decision[T]], *, together: bool = False) -> T:
        """Decide in turn, save, and give the answer; raises what `decide` raises, or NotSaved."""
        try:
            return await self._committer.request(decide, together=together)
        except NotSaved as error:
            self.log_trouble.failed(str(error))
            self._tell()
            raise

    async def follow(self, session: Session, events: Sequence[ev.AnyEvent]) -> None:
        """Do what follows from events that are safe: at the end let the key go, and write the database."""
        if any(isinstance(event, ev.Ended) for event in events):
            try:  # before anything slow: who is killed now leaves no key
                await asyncio.to_thread(self._forget_secrets)
            except Exception:  # noqa: BLE001 - the end is in the log; opening the session tries again
                _log.exception("the key behind the marks could not be removed; opening the session tries again")
        # Reactions still come after the end, and no close follows that would bring them into the database.
        after_the_end = session.is_ended and bool(events)
        if not after_the_end and not any(isinstance(event, ev.RoundClosed | ev.Ended) for event in events):
            return
        await self.database.keep(session)
        self._tell()

    def worked(self) -> None:
        """Note that the log took in what was decided."""
        self.log_trouble.worked()

    @property
    def is_working(self) -> bool:
        """Whether what happens now can be kept."""
        return not self.log_trouble.is_now

    @property
    def sign(self) -> str:
        """What of it stands above the stage; empty where all is well now."""
        return "" if self.is_working else "▲ niet bewaard"

    @property
    def trouble(self) -> str:
        """What could not be kept, now or since the facilitator last looked; empty where all is well."""
        return " ".join(one.sentence for one in (self.log_trouble, self.database.trouble) if one.sentence)

    def seen(self) -> None:
        """The facilitator has read what went wrong; what is over need not be said any more."""
        self.log_trouble.seen()
        self.database.trouble.seen()
        self._tell()

    async def close(self) -> None:
        """Finish what is under way and let go of the journal."""
        await self._committer.close()
        self.journal.close()
