"""The beamer's program: first frame at once, then a session or home."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.tui.choices import Choice, Farewell, OpenLibrary, Prepare, StartDecks
from kompas_tui.tui.drawing.lines import QUIET, TITLE, joined, text
from kompas_tui.tui.program import TerminalProgram
from kompas_tui.tui.screens.messages import Chosen, ComposeAsked, LeaveAsked, LibraryAsked, PrepareAsked

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence
    from pathlib import Path
    from typing import Any

    from kompas_tui.tui.ports import House, Preparing, Running

_GO_ON = "Ga verder met"
STOPPED = Farewell(1, ("Kompas is gestopt.",), _GO_ON)
STOPPED_WITHOUT_SESSION = Farewell(1, ("Kompas is gestopt.",))
BROKEN = Farewell(1, ("Er ging iets mis in Kompas. Dat ligt niet aan jou. Wat bewaard was, is er nog.",), _GO_ON)
"""What is said where a fault ended the program."""

_log = logging.getLogger(__name__)


class BeamerApp(TerminalProgram[Farewell]):
    """What the room sees; `house` opens sessions, `first` is what to open at once."""

    DEFAULT_CSS = """
    #opening { width: 100%; height: 100%; content-align: center middle; text-align: center; }
    """

    def __init__(
        self, house: House, first: Choice | OpenLibrary | Prepare | None = None, *, settings: Path | None = None
    ) -> None:
        super().__init__(settings=settings)
        self._house, self._first = house, first
        self._served: Running | None = None
        self._prepared: Preparing | None = None
        self._opening_task: asyncio.Task[None] | None = None

    def compose(self) -> ComposeResult:
        """What stands there while the rest is loaded."""
        yield Static(joined(text("Kompas", TITLE), text("\n\nEven de kaarten klaarleggen.", QUIET)), id="opening")

    @property
    def is_opening(self) -> bool:
        """Whether a screen is being opened; the first one is from the start."""
        return super().is_opening or not (self._opening_task is None or self._opening_task.done())

    def on_mount(self) -> None:
        """Open what was asked once the first frame is there."""
        # After the first frame: the server, the reader of decks and Word take longer to import than that takes to draw.
        self.call_after_refresh(self._open_first)

    async def end_by_signal(self) -> None:
        """Stop serving first; the session can go on later."""
        has_session = self._served is not None or self.is_opening
        await self.leave(STOPPED if has_session else STOPPED_WITHOUT_SESSION)

    def _open_first(self) -> None:
        if self._first is None:
            self._begin(self._go_home())
        elif isinstance(self._first, OpenLibrary):
            self._begin(self._open_library(self._first.folders, alone=True))
        elif isinstance(self._first, Prepare):
            self._begin(self._prepare(self._first, alone=True))
        else:
            self.open(self._first)

    def _begin(self, opening: Coroutine[Any, Any, None]) -> None:
        """Open one screen at a time."""
        if self._opening_task is None or self._opening_task.done():
            self._opening_task = asyncio.create_task(self._opened(opening))
        else:
            opening.close()

    async def _opened(self, opening: Coroutine[Any, Any, None]) -> None:
        try:
            await opening
        except Exception as error:  # noqa: BLE001 - without a first screen the program ends, in words
            self._handle_exception(error)

    async def _open_library(self, folders: Sequence[Path], *, alone: bool) -> None:
        from kompas_tui.tui.screens.library import LibraryScreen

        try:
            desk, office = await asyncio.to_thread(self._house.library, folders)
        except KompasError as error:
            self._could_not_open(str(error))
            return
        await self.push_screen(LibraryScreen(desk, office, self.key_names, alone=alone))

    @on(LibraryAsked)
    def open_library(self) -> None:
        """Show the library over all sessions, above what is shown now."""
        self._begin(self._open_library((), alone=False))

    async def _prepare(self, asked: Prepare, *, alone: bool) -> None:
        from kompas_tui.tui.screens.preparing import PrepareScreen

        try:
            preparing = await self._house.prepare(asked)
        except KompasError as error:
            self._could_not_open(str(error))
            return
        self._prepared = preparing

        def done(_: str | None) -> None:
            self._leaving = asyncio.create_task(self._prepared_enough(preparing, alone=alone))

        await self.push_screen(PrepareScreen(preparing, alone=True), done)

    async def _prepared_enough(self, preparing: Preparing, *, alone: bool) -> None:
        if alone:
            await self.leave(Farewell())
        else:
            self._prepared = None
            await _stopped(preparing.stop)

    @on(PrepareAsked)
    def prepare(self) -> None:
        """Look whether all is ready, above what is shown now."""
        if self._served is not None and self._served.preparing is not None:
            self._begin(self._prepare_session(self._served, self._served.preparing))
        else:
            self._begin(self._prepare(Prepare(), alone=False))

    @on(ComposeAsked)
    def compose_programme(self) -> None:
        """Put a programme together, above what is shown now."""
        self._begin(self._compose_programme())

    async def _compose_programme(self) -> None:
        from kompas_tui.tui.screens.composing import ComposeScreen

        decks = await asyncio.to_thread(self._house.source_decks)
        await self.push_screen(ComposeScreen(self._house, decks, self.key_names))

    async def _go_home(self) -> None:
        from kompas_tui.tui.screens.home import HomeScreen

        decks, sessions = await asyncio.to_thread(lambda: (self._house.decks(), self._house.sessions()))
        await self.push_screen(HomeScreen(decks, sessions, self._house.new_deck))

    def open(self, choice: Choice) -> None:
        """Open a session and show it; where that fails the program ends with the reason, or goes back home."""
        self._begin(self._open(choice))

    async def _open(self, choice: Choice) -> None:
        try:
            running = await self._house.open(choice)
        except KompasError as error:
            self._could_not_open(str(error))
            return
        except Exception:  # noqa: BLE001 - the reason goes to the log, the user gets a sentence
            _log.exception("a session could not be opened")
            self._could_not_open("De sessie kan niet beginnen. Kijk in het logboek van Kompas.")
            return
        from kompas_tui.tui.screens.session import SessionScreen

        self._served = running
        session = running.workshop.session
        nobody_yet = not session.rounds and not session.participants
        await self.push_screen(SessionScreen(self._house, running, self.key_names, joining=nobody_yet))
        if nobody_yet and isinstance(choice, StartDecks) and choice.prepares and running.preparing is not None:
            await self._prepare_session(running, running.preparing)

    async def _prepare_session(self, running: Running, preparing: Preparing) -> None:
        from kompas_tui.tui.keys import SCREEN_ACTIONS
        from kompas_tui.tui.screens.preparing import PrepareScreen

        below = self.screen

        async def go_on(key: str | None) -> None:
            if key:
                await below.run_action(SCREEN_ACTIONS[key])

        workshop = running.workshop
        title = workshop.session.details.title

        def stands() -> object:
            return workshop.session.card, len(workshop.session.rounds), workshop.covers.top, workshop.presence.has_desk

        await self.push_screen(PrepareScreen(preparing, title=title, stands=stands), go_on)

    @on(Chosen)
    def _open_chosen(self, event: Chosen) -> None:
        self.open(event.choice)

    @on(LeaveAsked)
    def _leave_at_request(self, event: LeaveAsked) -> None:
        self._leaving = asyncio.create_task(self.leave(event.farewell))

    def _could_not_open(self, reason: str) -> None:
        if self._first is None:
            self.notify(reason, severity="error", timeout=15, markup=False)
        else:
            self.exit(Farewell(1, tuple(reason.split("\n"))))

    async def leave(self, farewell: Farewell) -> None:
        """Stop serving and close the screen."""
        self.forget_typed()
        served, prepared, self._served, self._prepared = self._served, self._prepared, None, None
        await _stopped(served.stop if served else None)
        await _stopped(prepared.stop if prepared else None)
        self.exit(farewell)

    async def action_leave_app(self) -> None:
        """Close the program from the first frame; a session is asked first."""
        if self._served is None:
            await self.leave(Farewell())


async def _stopped(stop: Callable[[], Awaitable[None]] | None) -> None:
    """Stop what is served, where anything is."""
    if stop is None:
        return
    try:
        await stop()
    except Exception:  # noqa: BLE001 - the terminal must come back whatever happens
        _log.exception("stopping went wrong")
