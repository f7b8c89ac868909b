"""The composition root: decks, folder, workshop, server and simulated phones put together for one session.

Nothing heavy is imported before it is used, so that the first frame of the beamer comes fast.
"""

import asyncio
import errno
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kompas_tui.cli import entrance as at
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.tui.ports import (
    Choice,
    DeckChoice,
    Entrance,
    ResumeSession,
    Running,
    SessionChoice,
    StartDecks,
    StartDemo,
)

if TYPE_CHECKING:
    from kompas_tui.cli.library import Office
    from kompas_tui.deck_files import DeckSet
    from kompas_tui.domain.session.events import Continued, Details
    from kompas_tui.journal import SessionFolder
    from kompas_tui.library import Desk
    from kompas_tui.workshop import Workshop

_log = logging.getLogger(__name__)

MOST_OWN, MOST_BEFORE = 12, 30
"""So many own decks stand on the home screen, out of so many of the last sessions."""

DEMO_DECK = "beren"
DEMO_CARD = "tellen"
"""The demo begins at a question, so that the first key shows something."""
DEMO_PACE = 1.0

_FULL = (errno.ENOSPC, errno.EDQUOT)
DISK_FULL = "De schijf is vol. Maak ruimte vrij en begin opnieuw."


class LocalHouse:
    """Gives the beamer what it may show and opens sessions; one session at a time."""

    def __init__(self, served: at.ServeAs | None = None) -> None:
        """The key is made here, so that it can be said before the beamer opens."""
        self.served = served or at.ServeAs()
        self.key = at.facilitator_key()
        self.on_pause: Callable[[], None] = _nothing
        """Called when the remote pauses the session."""
        self.on_end: Callable[[], None] = _nothing
        """Called when the remote ended the session."""
        self.on_open: Callable[[Workshop, Entrance], None] = lambda workshop, entrance: None
        """Called when a session was opened."""
        self.folder: Path = Path()
        """The folder of the session that was opened last."""

    def expect(self, choice: Choice | None) -> None:
        """Take the key of the session that will go on, where there is one, so that it can be said beforehand."""
        path = choice.folder if isinstance(choice, ResumeSession | StartDecks) else None
        if path is not None and path.is_dir() and not at.given_key():
            from kompas_tui.journal import SessionFolder

            self.key = SessionFolder(path).kept_remote_key() or self.key

    def _keep_key(self, folder: "SessionFolder") -> None:
        """Keep the key over a restart, or take the one that was kept; a key that the facilitator chose wins."""
        if not at.given_key():
            with _disk_errors(folder.path):
                self.key = folder.remote_key(self.key)

    def decks(self) -> list[DeckChoice]:
        """The decks in the current folder and those that were used before, then the shipped ones."""
        from kompas_tui.deck_files import read_front_matter, shipped_decks

        choices = []
        for path in _own_decks():
            front = read_front_matter(path.read_text(encoding="utf-8", errors="replace"))
            if front["title"]:
                choices.append(DeckChoice(str(path), front["title"], front["minutes"], is_own=True))
        for name, path in shipped_decks().items():
            front = read_front_matter(path.read_text(encoding="utf-8"))
            choices.append(DeckChoice(name, front["title"] or name, front["minutes"]))
        return choices

    def new_deck(self, name: str) -> Path:
        """Write an example deck under this name in the current folder; KompasError where that can't be done."""
        from kompas_tui.cli.example import write_example

        return write_example(Path(name))

    def sessions(self) -> list[SessionChoice]:
        """The earlier sessions, the newest first."""
        from kompas_tui.cli.sessions import session_choices

        return session_choices()

    def library(self, folders: Sequence[Path]) -> "tuple[Desk, Office]":
        """The library over all sessions, and what it can have made."""
        from kompas_tui.cli.library import Office, open_desk

        return open_desk(folders), Office()

    async def open(self, choice: Choice) -> Running:
        """Open and serve a session; KompasError in Dutch where that can't be done, and then nothing stays open."""
        await asyncio.to_thread(_load_parts)
        async with AsyncExitStack() as opening:
            folder, workshop = await self._opened(choice, opening)
            self.folder = folder.path
            self._keep_key(folder)
            entrance, new_pairing = await self._serve(folder, workshop, isinstance(choice, StartDemo), opening)
            await asyncio.to_thread(_print_slips, folder, workshop, entrance, choice)
            if isinstance(choice, StartDemo):
                await opening.enter_async_context(_phones(entrance, choice.participants))
            self.on_open(workshop, entrance)
            stop = opening.pop_all().aclose
        return Running(workshop, entrance, self.key, stop, self.served.follow, new_pairing)

    async def _opened(self, choice: Choice, opening: AsyncExitStack) -> "tuple[SessionFolder, Workshop]":
        from kompas_tui.cli.program_log import logging_to
        from kompas_tui.workshop import open_workshop, resume_workshop
        from kompas_tui.workshop.commands.course import GoTo

        continued = await asyncio.to_thread(_earlier, choice)  # first, so that a refusal leaves no folder behind
        codes = await asyncio.to_thread(_printed_slips, choice)
        folder, decks, details = await asyncio.to_thread(_found, choice)
        opening.enter_context(folder.lock())
        opening.enter_context(logging_to(folder.path))
        with _disk_errors(folder.path):
            if decks is None:
                workshop = resume_workshop(folder)
            else:
                route = choice.route if isinstance(choice, StartDecks) else ""
                workshop = await open_workshop(folder, decks, details, continued=continued, route=route, codes=codes)
        opening.push_async_callback(workshop.close)
        if isinstance(choice, StartDemo) and not choice.decks:
            await workshop.do(GoTo(DEMO_CARD))
        return folder, workshop

    async def _serve(
        self, folder: "SessionFolder", workshop: "Workshop", is_demo: bool, opening: AsyncExitStack
    ) -> tuple[Entrance, Callable[[], tuple[str, int]]]:
        from kompas_tui.web import WebSettings, bind, create_app, local_addresses, serve

        kept = folder.served()
        address, notices = at.choose_address(self.served.address, kept, local_addresses())
        sock, taken = bind(at.wanted_port(self.served.port, kept))
        port = at.port_of(sock)
        app = create_app(
            workshop,
            WebSettings(
                self.key,
                lambda: {address},
                f"{address}:{port}",
                on_pause=lambda: self.on_pause(),
                on_end=lambda: self.on_end(),
            ),
        )
        await opening.enter_async_context(serve(app, sock))
        wifi = self.served.wifi or kept.wifi
        now = replace(kept, address=address, port=port, wifi=wifi, is_demo=is_demo or kept.is_demo)
        with _disk_errors(folder.path):
            folder.remember_served(now)
        said = (*((taken,) if taken else ()), *notices)
        return at.entrance_at(address, port, workshop.session.code, wifi, said), app.new_pairing

    def write_report(self, workshop: "Workshop") -> Path:
        """Write the report of the running session into exports/, or beside the session where that can't be done."""
        from kompas_tui.cli.reporting import write_while_running

        return write_while_running(workshop.session, workshop.head, self.folder, workshop.course)


def _own_decks() -> list[Path]:
    """Markdown files in the current folder, and the decks of earlier sessions that still lie where they lay."""
    from kompas_tui.cli.sessions import all_sessions
    from kompas_tui.deck_files import shipped_decks

    shipped = {path.resolve() for path in shipped_decks().values()}
    before = [Path(file) for folder in all_sessions()[:MOST_BEFORE] for file in folder.served().decks.values()]
    found = dict.fromkeys(path.resolve() for path in (*sorted(Path.cwd().glob("*.md")), *before) if path.is_file())
    return [path for path in found if path not in shipped][:MOST_OWN]


def _nothing() -> None:
    """Nobody waits for this."""


def _load_parts() -> None:
    """Import what a session needs, in a thread, so that the beamer goes on drawing meanwhile."""
    import kompas_tui.deck_files
    import kompas_tui.web
    import kompas_tui.workshop  # noqa: F401 - imported for the time that it takes


def _earlier(choice: Choice) -> "Continued | None":
    """What comes along of the session from which this one goes on, where it does."""
    if not isinstance(choice, StartDecks) or choice.earlier is None:
        return None
    if choice.folder is not None and choice.folder.absolute() == choice.earlier.absolute():
        raise KompasError("Een sessie kan niet verdergaan op zichzelf. Noem bij ‘--sessie’ een andere map.")
    from kompas_tui.workshop import earlier_session

    return earlier_session(choice.earlier, datetime.now().astimezone())


def _printed_slips(choice: Choice) -> tuple[str, ...]:
    """The codes of slips that were printed before, where they are named."""
    if not isinstance(choice, StartDecks) or choice.slips is None:
        return ()
    from kompas_tui.deck_files import load_decks
    from kompas_tui.journal.slip_files import read_slip_file

    if not any(deck.slips for deck in load_decks(choice.decks).decks):
        raise KompasError("Deze kaartenset heeft geen stembriefjes. Laat --stembriefjes weg.")
    return read_slip_file(choice.slips)


def _print_slips(folder: "SessionFolder", workshop: "Workshop", entrance: Entrance, choice: Choice) -> None:
    """Lay slips ready to print beside a session that made them itself; they go when it ends."""
    if workshop.session.slips is None:
        return
    from kompas_tui.domain.course.way import is_untouched
    from kompas_tui.export.paper.slips import slips_bytes
    from kompas_tui.journal.files import put_in_place
    from kompas_tui.journal.folder import PRINTED_SLIPS

    session, printed = workshop.session, folder.path / PRINTED_SLIPS
    if not isinstance(choice, StartDecks) or choice.slips is not None or not is_untouched(session) or printed.exists():
        return
    codes = list(folder.slips())
    secrets.SystemRandom().shuffle(codes)
    with _disk_errors(folder.path):
        put_in_place(slips_bytes(session.details.title, codes, entrance.address), printed)
    workshop.notices += (f"Er zijn nieuwe stembriefjes gemaakt. Druk ze af: {printed}",)


def _found(choice: Choice) -> "tuple[SessionFolder, DeckSet | None, Details]":
    """The folder of the session, its decks (None goes on with those it has) and its details."""
    from kompas_tui.cli.sessions import new_folder, remember_elsewhere, session_to_resume
    from kompas_tui.deck_files import load_decks
    from kompas_tui.domain.session.events import Details
    from kompas_tui.journal import SessionFolder
    from kompas_tui.workshop.commands.course import known_route

    match choice:
        case ResumeSession(folder=path):
            return session_to_resume(path), None, Details()
        case StartDemo(decks=names, folder=path) if names and path is not None:
            decks = load_decks(names)
            return SessionFolder(path), decks, Details(title=f"Oefenen: {decks.decks[0].title}")
        case StartDemo():
            decks = load_decks([DEMO_DECK])
            details = Details(title=f"Demo: {decks.decks[0].title}")
            return new_folder(f"demo-{DEMO_DECK}", datetime.now().astimezone()), decks, details
        case StartDecks(decks=names, details=details, folder=path, route=route, roles=roles):
            decks = _with_roles(load_decks(names), roles)
            known_route(decks.course, route)  # before there is a folder
            if path is None:
                return new_folder(decks.decks[0].name, datetime.now().astimezone()), decks, details
            if path.exists() and not path.is_dir():
                raise KompasError(f"{path} is een bestand. Noem een map voor de sessie.")
            if roles and SessionFolder(path).exists:
                raise KompasError("De rollen van deze sessie staan al vast. Laat --rollen weg.")
            remember_elsewhere(path)
            return SessionFolder(path), decks, details


def _with_roles(decks: "DeckSet", roles: tuple[str, ...]) -> "DeckSet":
    """The decks with the parties of this session in the place of their own roles, where any are named."""
    return replace(decks, decks=tuple(replace(deck, roles=roles) for deck in decks.decks)) if roles else decks


@contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence."""
    try:
        yield
    except KompasError as error:  # nothing of the session is kept yet
        if isinstance(error.__cause__, OSError) and error.__cause__.errno in _FULL:
            raise KompasError(DISK_FULL) from error
        raise
    except OSError as error:
        if error.errno in _FULL:
            raise KompasError(DISK_FULL) from error
        raise KompasError(f"In de map {path} kan ik niet schrijven. Kies een andere map.") from error


@asynccontextmanager
async def _phones(entrance: Entrance, participants: int) -> AsyncIterator[None]:
    """Simulated phones that take part while the block runs."""
    from kompas_tui.simulation import simulate

    until = asyncio.Event()
    url = f"http://127.0.0.1:{entrance.address.partition(':')[2]}"
    seed = secrets.randbelow(1_000_000)
    phones = asyncio.create_task(simulate(url, participants, seed=seed, pace=DEMO_PACE, until=until))
    try:
        yield
    finally:
        until.set()
        phones.cancel()
        (outcome,) = await asyncio.gather(phones, return_exceptions=True)
        if isinstance(outcome, Exception):
            _log.error("the simulated phones stopped", exc_info=outcome)
