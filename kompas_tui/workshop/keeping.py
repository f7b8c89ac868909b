"""Keeping the database beside the log: made anew off the event loop, one at a time, and what went wrong with it."""

import asyncio
import errno
import logging
from collections.abc import Callable

from kompas_tui.domain.language.errors import KompasError, reason
from kompas_tui.domain.session.session import Session
from kompas_tui.domain.session.snapshot import snapshot_of
from kompas_tui.workshop.trouble import database_trouble

_log = logging.getLogger(__name__)


class DatabaseKeeper:
    """Writes the database of a session; where that fails the log still has everything."""

    def __init__(self, write: Callable[[Session], None]) -> None:
        self.trouble = database_trouble()
        self._write = write
        self._turn = asyncio.Lock()

    async def keep(self, session: Session) -> None:
        """Write the session as it stands now, in a thread."""
        try:
            # A copy for the thread, since the session goes on while it writes.
            settled = snapshot_of(session)
            # One after another, so that an older state never takes the place of a newer one.
            async with self._turn:
                await asyncio.to_thread(self._write, settled)
        except Exception as error:  # noqa: BLE001 - what is in the log happened, whatever goes wrong beside it
            _log.exception("the database could not be written; the log has everything")
            self.trouble.failed(f"De database is niet geschreven. Het logboek heeft alles. {_why(error)}")
        else:
            self.trouble.worked()


def _why(error: Exception) -> str:
    match error:
        case OSError():
            is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            return f"De reden: {reason(error)}. {'Maak ruimte op de schijf.' if is_full else 'Kijk naar de schijf.'}"
        case KompasError():
            return str(error)
    return "Dat komt door een fout in Kompas. Ga gerust verder."
