"""The facilitator's own terminal as a command: finds the session with its key, and runs the screen."""

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import gettempdir

from kompas_tui.cli.entrance import LOOPBACK, given_key
from kompas_tui.cli.program_log import logging_to, program_folder
from kompas_tui.cli.saying import asked_unseen, in_terminal, say
from kompas_tui.cli.screen import settings_path
from kompas_tui.cli.sessions import REHEARSAL, all_sessions, existing_session
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import as_argument
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.folder import LOG
from kompas_tui.tui.choices import Farewell
from kompas_tui.tui.remote import RemoteDesk

_NONE_RUNS = "Er loopt geen sessie op deze laptop. Begin er een met: kompas start beren. Of noem een adres met --adres."


def run_desk(path: Path | None, address: str) -> int:
    """Show the session in this folder, the one that runs here, or the one at an address; gives the exit code."""
    _see_that_it_is_a_terminal()
    if address:
        return show_desk(address, _asked_key())
    folder, address, key = _found_here(path)
    return show_desk(address, key, folder)


def _see_that_it_is_a_terminal() -> None:
    if not in_terminal():
        raise KompasError("Hier past de regie niet: dit is geen terminal. Open een terminal en probeer het daar.")


def show_desk(address_and_port: str, key: str, folder: SessionFolder | None = None) -> int:
    """Show the session at an address to who has its key, with its folder where it is here; gives the exit code."""
    _see_that_it_is_a_terminal()
    with logging_to(program_folder()):
        farewell = asyncio.run(_run(RemoteDesk(address_and_port, key), folder))
    for line in farewell.lines:
        say(line, error=farewell.code != 0)
    return farewell.code


async def _run(remote: RemoteDesk, folder: SessionFolder | None) -> Farewell:
    from kompas_tui.cli.reporting import report_of
    from kompas_tui.tui.desk_app import DeskApp

    try:
        state = await remote.look()
        write_report = partial(report_of, folder.path) if folder is not None else None
        app = DeskApp(remote, state, settings=settings_path(), write_report=write_report)
        return await app.run_async() or Farewell()
    finally:
        await remote.close()


def _asked_key() -> str:
    """The key of a session on another machine; typed without being seen where it is not in the environment."""
    return given_key() or asked_unseen("Sleutel van de regie")


def _found_here(path: Path | None) -> tuple[SessionFolder, str, str]:
    """The session that is served on this machine: its folder, where it is served, and its key."""
    folder = existing_session(path) if path is not None else next(_running(), None)
    if folder is None:
        raise KompasError(_NONE_RUNS)
    served, key = folder.served(), given_key() or folder.kept_remote_key()
    if not served.port or not folder.is_in_use():
        raise KompasError(
            f"De sessie in {folder.path} is niet open. Begin met: kompas hervat {as_argument(folder.path)}"
        )
    return folder, f"{LOOPBACK}:{served.port}", key or _asked_key()


def _running() -> Iterator[SessionFolder]:
    """The sessions that are open in another window, a rehearsal first, then the newest."""
    rehearsed = [SessionFolder(log.parent) for log in Path(gettempdir()).glob(f"{REHEARSAL}*/*/{LOG}")]
    return (folder for folder in (*rehearsed, *all_sessions()) if folder.is_in_use())
