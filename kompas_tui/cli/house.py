"""The composition root: decks, folder, workshop, server and simulated phones put together for one session.

Nothing heavy is imported before it is used, so that the first frame of the beamer comes fast.
"""

from __future__ import annotations

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

import kompas_tui.cli.entrance as at
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import as_argument
from kompas_tui.tui.choices import Choice, Prepare, ResumeSession, StartDecks, StartDemo

if TYPE_CHECKING:
    from kompas_tui.cli.library import Office
    from kompas_tui.deck_files import DeckSet
    from kompas_tui.deck_files.composing import PickedCard, SourceDeck
    from kompas_tui.domain.session.events import Continued, Details
    from kompas_tui.journal import SessionFolder
    from kompas_tui.library import Desk
    from kompas_tui.tui.ports import DeckChoice, Entrance, Preparing, Running, SavedDeck, SessionChoice
    from kompas_tui.workshop import Workshop
    from kompas_tui.workshop.running import RunningSession

_log = logging.getLogger(__name__)

MOST_OWN, MOST_BEFORE = 12, 30
"""So many own decks stand on the home screen, out of so many of the last sessions."""

DEMO_DECK = "beren"
DEMO_CARD = "tellen"
"""The demo begins at a question, so that the first key shows something."""
DEMO_PACE = 1.0

_FULL = (errno.ENOSPC, errno.EDQUOT)
DISK_FULL = "De schijf is vol. Maak ruimte vrij en probeer het opnieuw."


class LocalHouse:
    """Gives the beamer what it may show and opens sessions; one session at a time."""

    @property
    def goes_on_with(self) -> str:
        """The command by which one goes on with the session that was open; a demo is never the last session."""
        return f"kompas hervat {as_argument(self.folder)}" if self._is_demo else "kompas hervat"

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
        self.on_move: Callable[[Entrance], None] = lambda entrance: None
        """Called when phones come in by another address, since the one before is gone."""
        self.folder: Path = Path()
        """The folder of the session that was opened last."""
        self._is_demo = False

    def expect(self, choice: Choice | None) -> None:
        """Take the key of the session that will go on, where there is one, so that it can be said beforehand."""
        path = choice.folder if isinstance(choice, ResumeSession | StartDecks) else None
        if path is not None and path.is_dir() and not at.given_key():
            from kompas_tui.journal import SessionFolder

            self.key = SessionFolder(path).kept_remote_key() or self.key

    @property
    def missing(self) -> str:
        """What helps where the log of the session that was opened last is not there any more; empty where it is."""
        from kompas_tui.journal import SessionFolder

        if self.folder == Path() or SessionFolder(self.folder).exists:
            return ""
        return f"Let op: het logboek in {self.folder} is weg. Zet de map eerst terug, misschien uit de prullenbak."

    def _keep_key(self, folder: SessionFolder) -> None:
        """Keep the key over a restart, or take the one that was kept; a key that the facilitator chose wins."""
        if not at.given_key():
            with _disk_errors(folder.path):
                self.key = folder.remote_key(self.key)

    def decks(self) -> list[DeckChoice]:
        """The decks in the current folder and those that were used before, then the shipped ones."""
        from kompas_tui.deck_files import read_front_matter, shipped_decks
        from kompas_tui.tui.ports import DeckChoice

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

    def source_decks(self) -> list[SourceDeck]:
        """The decks of which cards can be taken, own ones first."""
        from kompas_tui.cli.composing import decks_to_take_from

        return decks_to_take_from(_own_decks())

    def save_composed(self, title: str, picked: Sequence[PickedCard], before: Path | None) -> SavedDeck:
        """Save a deck that was put together in the current folder, and check it."""
        from kompas_tui.cli.composing import save_composed

        return save_composed(title, picked, before)

    def sessions(self) -> list[SessionChoice]:
        """The earlier sessions, the newest first."""
        from kompas_tui.cli.sessions import session_choices

        return session_choices()

    def library(self, folders: Sequence[Path]) -> tuple[Desk, Office]:
        """The library over all sessions, and what it can have made."""
        from kompas_tui.cli.library import Office, open_desk

        return open_desk(folders), Office()

    async def open(self, choice: Choice) -> Running:
        """Open and serve a session; KompasError in Dutch where that can't be done, and then nothing stays open."""
        await asyncio.to_thread(load_parts)
        async with AsyncExitStack() as opening:
            folder, workshop = await self._opened(choice, opening)
            self.folder = folder.path
            self._keep_key(folder)
            running = await self._serve(folder, workshop, isinstance(choice, StartDemo), opening)
            await asyncio.to_thread(_print_slips, folder, workshop, running.entrance, choice)
            if isinstance(choice, StartDemo):
                await opening.enter_async_context(_phones(running.entrance, choice.participants, folder.slips()))
            self.on_open(workshop, running.entrance)
            running.stop = opening.pop_all().aclose
        return running

    async def prepare(self, choice: Prepare) -> Preparing:
        """Serve a page for a test phone, and look at this laptop and these decks."""
        await asyncio.to_thread(load_parts)
        from kompas_tui.cli.preparing import serve_trial

        return await serve_trial(self.served, choice.decks)

    async def _opened(self, choice: Choice, opening: AsyncExitStack) -> tuple[SessionFolder, Workshop]:
        from kompas_tui.cli.program_log import logging_to
        from kompas_tui.workshop import open_workshop, resume_workshop
        from kompas_tui.workshop.commands.course import GoTo

        continued = await asyncio.to_thread(earlier_of, choice)  # first, so that a refusal leaves no folder behind
        codes = await asyncio.to_thread(printed_slips, choice)
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
        self, folder: SessionFolder, workshop: Workshop, is_demo: bool, opening: AsyncExitStack
    ) -> Running:
        from kompas_tui.cli.awake import kept_awake
        from kompas_tui.cli.downloads import Downloads
        from kompas_tui.cli.preparing import awake_check, decks_in_use, preparing
        from kompas_tui.cli.reach import Reach, follow_network
        from kompas_tui.tui.ports import Running
        from kompas_tui.web import Away, WebSettings, bind, create_app, local_addresses, serve
        from kompas_tui.workshop.approach import WayIn

        kept = folder.served()
        self._is_demo = is_demo or kept.is_demo
        address, notices = at.choose_address(self.served.address, kept, local_addresses())
        sock, taken = bind(at.wanted_port(self.served.port, kept))
        is_given = bool(self.served.address) or at.is_name(address)
        reach = Reach(address, at.port_of(sock), self.served.wifi or kept.wifi, is_given)
        app = create_app(
            workshop,
            WebSettings(
                self.key,
                lambda: {reach.address},
                lambda: reach.place,
                on_pause=lambda: self.on_pause(),
                on_end=lambda: self.on_end(),
                # An ended session keeps nothing that must not outlive it.
                away=Away(
                    folder.away(), lambda passes: None if workshop.session.is_ended else folder.keep_away(passes)
                ),
                files=Downloads(folder.path),
            ),
        )
        await opening.enter_async_context(serve(app, sock))

        def entrance_now(notices: tuple[str, ...] = ()) -> Entrance:
            kept = folder.served()
            now = replace(kept, address=reach.address, port=reach.port, wifi=reach.wifi, is_demo=self._is_demo)
            with _disk_errors(folder.path):
                folder.remember_served(now)
            return reach.entrance(workshop.session.code, notices)

        def move(address: str) -> Entrance:
            reach.choose(address)
            return entrance_now()

        def moved() -> None:
            running.entrance = entrance_now()
            self.on_move(running.entrance)

        running = Running(
            workshop,
            entrance_now((*((taken,) if taken else ()), *notices)),
            self.key,
            opening.aclose,
            self.served.follow,
            app.new_pairing,
            move,
            lambda: reach.entrance(workshop.session.code),
        )

        def ways_in() -> list[WayIn]:
            choices = reach.entrance(workshop.session.code).choices
            return [WayIn(one.address, one.label, one.warning) for one in choices]

        def come_in_by(address: str) -> None:
            running.move_to(address)
            self.on_move(running.entrance)

        workshop.approach.by(ways_in, come_in_by)
        awake = awake_check(stays_on=await opening.enter_async_context(kept_awake()))
        running.preparing = preparing(reach, app.trial, lambda: [awake, decks_in_use(workshop)], running.move_to, moved)
        following = asyncio.create_task(follow_network(reach, moved, workshop), name="kompas-netwerk")
        opening.callback(following.cancel)
        return running

    def write_report(self, workshop: RunningSession) -> Path:
        """Write the report of the running session into exports/, or beside the session where that can't be done."""
        from kompas_tui.cli.reporting import write_while_running

        return write_while_running(workshop.session, workshop.head, self.folder, workshop.course)


def _own_decks() -> list[Path]:
    """Markdown files in the current folder, and the decks of earlier sessions that still lie where they lay."""
    from kompas_tui.cli.sessions import all_sessions
    from kompas_tui.deck_files import shipped_decks

    shipped = {path.resolve() for path in shipped_decks().values()}
    before = [Path(file) for folder in all_sessions()[:MOST_BEFORE] for file in folder.served().decks.values()]
    paths = dict.fromkeys(path.resolve() for path in (*sorted(Path.cwd().glob("*.md")), *before) if path.is_file())
    return [path for path in paths if path not in shipped][:MOST_OWN]


def _nothing() -> None:
    """Nobody waits for this."""


def load_parts() -> None:
    """Import what a session needs, in a thread, so that the beamer goes on drawing meanwhile."""
    import kompas_tui.deck_files
    import kompas_tui.web
    import kompas_tui.workshop  # noqa: F401 - imported for the time that it takes


def earlier_of(choice: Choice) -> Continued | None:
    """What comes along of the session from which this one goes on, where it does."""
    if not isinstance(choice, StartDecks) or choice.earlier is None:
        return None
    if choice.folder is not None and choice.folder.absolute() == choice.earlier.absolute():
        raise KompasError("Een sessie kan niet verdergaan op zichzelf. Noem bij ‘--sessie’ een andere map.")
    from kompas_tui.workshop import earlier_session

    return earlier_session(choice.earlier, datetime.now().astimezone())


def printed_slips(choice: Choice) -> tuple[str, ...]:
    """The codes of slips that were printed before, where they are named."""
    if not isinstance(choice, StartDecks) or choice.slips is None:
        return ()
    from kompas_tui.deck_files import load_decks
    from kompas_tui.journal.slip_files import read_slip_file

    if not any(deck.slips for deck in load_decks(choice.decks).decks):
        raise KompasError("Deze kaartenset heeft geen stembriefjes. Laat --stembriefjes weg.")
    return read_slip_file(choice.slips)


def _print_slips(folder: SessionFolder, workshop: Workshop, entrance: Entrance, choice: Choice) -> None:
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
    workshop.notices += ("Er zijn nieuwe stembriefjes gemaakt, in de map van deze sessie.",)
    workshop.for_desk += (f"Druk ze af: {printed}",)


def _found(choice: Choice) -> tuple[SessionFolder, DeckSet | None, Details]:
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
        case StartDecks(decks=names, details=details_of, folder=path, route=route, roles=roles):
            decks, details = with_roles(load_decks(names), roles), details_of()
            known_route(decks.course, route)  # before there is a folder
            if path is None:
                return new_folder(decks.decks[0].name, datetime.now().astimezone()), decks, details
            if path.exists() and not path.is_dir():
                raise KompasError(f"{path} is een bestand. Noem een map voor de sessie.")
            if roles and SessionFolder(path).exists:
                raise KompasError("De rollen van deze sessie staan al vast. Laat --rollen weg.")
            remember_elsewhere(path)
            return SessionFolder(path), decks, details


def with_roles(decks: DeckSet, roles: tuple[str, ...]) -> DeckSet:
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
async def _phones(entrance: Entrance, participants: int, slips: Sequence[str]) -> AsyncIterator[None]:
    """Simulated phones that take part while the block runs, each with a slip as far as those go."""
    from kompas_tui.simulation import simulate

    until = asyncio.Event()
    url = f"http://127.0.0.1:{entrance.address.partition(':')[2]}"
    seed = secrets.randbelow(1_000_000)
    phones = asyncio.create_task(simulate(url, participants, seed=seed, pace=DEMO_PACE, until=until, slips=slips))
    try:
        yield
    finally:
        until.set()
        phones.cancel()
        (outcome,) = await asyncio.gather(phones, return_exceptions=True)
        if isinstance(outcome, Exception):
            _log.error("the simulated phones stopped", exc_info=outcome)
