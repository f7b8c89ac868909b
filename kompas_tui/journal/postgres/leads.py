"""Who leads which session: a row in the database says so for some seconds, and this keeps it so for a node."""

import logging
import threading
from collections.abc import Callable

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.journal.port import SessionInUse
from kompas_tui.journal.postgres.server import Server

LEAD_SECONDS = 10.0
"""How long a node leads a session without a word from it; so long a session waits after its node was killed."""

_RENEWALS = 4
"""So many times in that time it is said again."""

_TAKE = """
UPDATE kompas.session SET epoch = epoch + 1, node = %s, lead_until = clock_timestamp() + make_interval(secs => %s)
WHERE id = %s AND lead_until < clock_timestamp() RETURNING epoch
"""
_RENEW = """
UPDATE kompas.session SET lead_until = clock_timestamp() + make_interval(secs => %s)
FROM unnest(%s::bigint[], %s::bigint[]) AS mine (id, epoch)
WHERE session.id = mine.id AND session.epoch = mine.epoch RETURNING session.id
"""
# With an epoch further, so that a renewal that is on its way does not take the lead again.
_LEAVE = """
UPDATE kompas.session SET epoch = epoch + 1, node = '', lead_until = '-infinity' WHERE id = %s AND epoch = %s
"""

_log = logging.getLogger(__name__)


class Leads:
    """The sessions that this node leads, each with the epoch in which it does.

    Only the clock of the database counts. Whoever comes too late is stopped by the epoch, not by this.
    """

    def __init__(self, server: Server, node: str, seconds: float) -> None:
        """`node` is where other nodes reach this one."""
        self._server, self._node, self._seconds = server, node, seconds
        self._held: dict[int, int] = {}
        self._guard = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self.on_lost: Callable[[int], None] = lambda session: None
        """Called, in a thread, with a session that another node leads by now, or that was removed."""

    def take(self, session: int, code: str) -> int:
        """Lead a session, and give the epoch; SessionInUse where somebody else does."""
        rows = self._server.rows(_TAKE, self._node, self._seconds, session)
        if not rows:
            raise SessionInUse(f"De sessie {code} is al open, op een andere plek. Wacht even en probeer het opnieuw.")
        epoch: int = rows[0][0]
        with self._guard:
            self._held[session] = epoch
            if self._thread is None:
                # A thread and not a task: a loop that is busy for a moment must not cost this node its sessions.
                self._thread = threading.Thread(target=self._renew, name="kompas-leiding", daemon=True)
                self._thread.start()
        return epoch

    def leave(self, session: int, epoch: int) -> None:
        """Let another node lead it at once; where the database is away it can after some seconds.

        What was taken again meanwhile, in a later epoch, stays.
        """
        with self._guard:
            if self._held.get(session) == epoch:
                del self._held[session]
        try:
            self._server.rows(_LEAVE, session, epoch)
        except KompasError:
            _log.warning("a lead could not be given back; it runs out by itself")

    def epoch(self, session: int) -> int:
        """The epoch in which this node leads the session; -1, which is none, where it does not."""
        with self._guard:
            return self._held.get(session, -1)

    def lost(self, session: int, epoch: int) -> None:
        """Another one leads this session by now."""
        with self._guard:
            was_held = self._held.get(session) == epoch
            if was_held:
                del self._held[session]
        if was_held:
            _log.warning("a session is led by another node now")
            self.on_lost(session)

    def stop(self) -> None:
        """Renew nothing any more."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _renew(self) -> None:
        while not self._stopping.wait(self._seconds / _RENEWALS):
            with self._guard:
                held = dict(self._held)
            if not held:
                continue
            try:
                kept = {row[0] for row in self._server.rows(_RENEW, self._seconds, [*held], [*held.values()])}
            except KompasError:
                continue  # the epoch is still ours as long as nobody else took it
            for session in held.keys() - kept:
                self.lost(session, held[session])
