"""The sessions that this node leads: opened at the first request, each an app of its own, let go of at the end."""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Collection, Coroutine, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

from starlette.requests import Request

from kompas_tui.deck_files import DeckSet
from kompas_tui.domain.language.codes import in_groups, spelled
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.session.events import Details
from kompas_tui.huis.beamers import BeamerLine
from kompas_tui.huis.mount import Mounted
from kompas_tui.journal import SessionInUse
from kompas_tui.journal.postgres import PostgresHome, PostgresStore
from kompas_tui.web import Away, WebApp, WebSettings, create_app
from kompas_tui.web.files import FileMaker
from kompas_tui.web.guard import Hosts
from kompas_tui.workshop import Workshop, open_workshop, resume_workshop

DESERTED_SECONDS, _LOOK_SECONDS = 2 * 3600.0, 600.0
"""A room in which nobody is, and of which nobody asked anything for so long, is let go of until somebody does."""

ENDED_SECONDS = 15 * 60.0
"""How long an ended session is still served, so that every phone gets its last page."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class OpenSession:
    """A session that is open here."""

    store: PostgresStore
    workshop: Workshop
    web: WebApp
    app: Mounted
    beamers: BeamerLine
    letting_go: ExitStack
    leaving: "asyncio.TimerHandle | None" = None
    asked: float = field(default_factory=time.monotonic)
    """When somebody asked for something last."""

    def is_deserted(self, now: float) -> bool:
        """Whether nobody is here, and nothing waits for an answer."""
        presence, session = self.workshop.presence, self.workshop.session
        is_empty = not (presence.devices or presence.has_desk or self.beamers.has_followers)
        is_quiet = is_empty and session.open_round is None
        return is_quiet and now - self.asked > DESERTED_SECONDS


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The node that leads a session."""

    address: str


@dataclass(frozen=True, slots=True)
class Paused:
    """A session that is open nowhere, until its facilitator opens it."""

    is_ended: bool


@dataclass(slots=True)
class Rooms:
    """All that are open here, by their codes."""

    home: PostgresHome
    hosts: Callable[[], Collection[str]]
    address: str
    """Where phones reach the server, with http or https in front."""
    files: Callable[[PostgresStore], FileMaker]
    """Makes the files of a session that its facilitator can ask for."""
    who: Callable[[Request], str]
    """Tells which facilitator's pass a request shows; empty where it shows none."""
    may_facilitate: Callable[[str], bool]
    """Tells whether somebody with this name has an account still."""
    _open: dict[str, OpenSession] = field(default_factory=dict)
    _turns: dict[str, asyncio.Lock] = field(default_factory=dict)
    _tasks: set["asyncio.Task[None]"] = field(default_factory=set)
    _looking: "asyncio.Task[None] | None" = None

    def __iter__(self) -> Iterator[OpenSession]:
        """Every room that is open here."""
        return iter([*self._open.values()])

    def follow_leads(self) -> None:
        """Let go of what another node leads by now; call it in the loop that serves."""
        loop = asyncio.get_running_loop()

        def lost(number: int) -> None:
            loop.call_soon_threadsafe(self._lost, number)

        self.home.on_lost(lost)
        self._looking = loop.create_task(self._look_around())

    async def _look_around(self) -> None:
        """Let go, now and then, of rooms that everybody left."""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            await self.leave_deserted(time.monotonic())

    async def leave_deserted(self, now: float) -> None:
        """Let go of the rooms in which nobody has been for long; a look at one opens it again."""
        for code, room in [*self._open.items()]:
            if room.is_deserted(now):
                try:
                    await self.close(code)
                except KompasError:
                    _log.exception("a room that everybody left could not be let go of well")

    def here(self, code: str) -> OpenSession | None:
        """The room with this code, where it is open here."""
        return self._open.get(code)

    async def find(self, code: str) -> OpenSession | Elsewhere | Paused | None:
        """The room with this code, opened where nobody leads it and it was not paused; None where there is none."""
        if code in self._open:
            return self._open[code]
        async with self._turns.setdefault(code, asyncio.Lock()):
            if code in self._open:
                return self._open[code]
            store = await asyncio.to_thread(self.home.find, code)
            if store is None:
                self._turns.pop(code, None)
                return None
            leader = await asyncio.to_thread(self.home.leader, code)
            if leader is not None:
                return Elsewhere(leader)
            is_open, is_ended = await asyncio.to_thread(store.standing)
            return await self._resumed(store) if is_open and not is_ended else Paused(is_ended)

    async def reopen(self, store: PostgresStore) -> None:
        """Let a session that was paused be opened by whoever is asked for it; KompasError where that can't be."""
        was_here = store.code in self._open
        await asyncio.to_thread(store.keep_open, is_open=True)
        match await self.find(store.code):
            case Paused() | None:
                raise KompasError("Deze sessie is afgerond. Haal haar op om er een verslag van te maken.")
            case OpenSession() if not was_here:
                await self.close(store.code)

    async def begin(self, owner: str, decks: DeckSet, details: Details) -> PostgresStore:
        """A new session of this facilitator; KompasError where it can't begin, and then nothing is kept of it.

        Whichever node is asked for it first leads it: a proxy brings facilitators here, and its phones elsewhere.
        """
        store = await asyncio.to_thread(self.home.new, owner)
        with ExitStack() as leading:
            await asyncio.to_thread(leading.enter_context, store.lock())
            # Runs while the session is still led, so nobody else can begin in it between.
            leading.callback(store.forget_where_empty)
            workshop = await open_workshop(store, decks, details)
            await workshop.close()
            await asyncio.to_thread(store.remote_key, _new_key())
            await asyncio.to_thread(store.keep_open, is_open=True)
            await asyncio.to_thread(leading.pop_all().close)
        return store

    async def _resumed(self, store: PostgresStore) -> OpenSession | Elsewhere | Paused:
        with ExitStack() as leading:
            try:
                await asyncio.to_thread(leading.enter_context, store.lock())
            except SessionInUse:
                leader = await asyncio.to_thread(self.home.leader, store.code)
                return Elsewhere(leader) if leader is not None else Paused(is_ended=False)
            workshop = await asyncio.to_thread(resume_workshop, store)
            return self._added(store, workshop, leading.pop_all())

    def _added(self, store: PostgresStore, workshop: Workshop, letting_go: ExitStack) -> OpenSession:
        code = store.code
        settings = WebSettings(
            store.remote_key(_new_key()),
            self.hosts,
            lambda: self.address.partition("://")[2],
            on_pause=lambda: self._later(self.pause(code)),
            base=f"/{code}",
            files=self.files(store),
            away=Away(store.sent_away(), store.keep_sent_away),
            may_open=lambda: self.may_facilitate(store.owner),
        )
        web = create_app(workshop, settings)
        beamers = BeamerLine(workshop, store, Hosts(self.hosts), self.who, lambda: self._later(self.pause(code)))
        mounted = Mounted(web, beamers, code)
        room = self._open[code] = OpenSession(store, workshop, web, mounted, beamers, letting_go)
        # However it ended: by a key on a beamer elsewhere as well as on the desk.
        workshop.listen(lambda: self._end(code) if workshop.session.is_ended else None)
        _log.info("a session is open here; %d are", len(self._open))
        return room

    async def pause(self, code: str) -> None:
        """Close a room until its facilitator opens it again, here or on another node."""
        room = self._open.get(code)
        if room is None:
            return
        await asyncio.to_thread(room.store.keep_open, is_open=False)
        room.beamers.close(is_paused=not room.workshop.session.is_ended)
        if self._open.get(code) is room:  # nobody else paused it meanwhile
            await self.close(code)

    async def close(self, code: str) -> None:
        """Let go of a room; whoever leads it next goes on with it."""
        room = self._open.pop(code, None)
        self._turns.pop(code, None)
        if room is None:
            return
        if room.leaving is not None:
            room.leaving.cancel()
        room.web.end_streams()
        room.beamers.close()
        await room.workshop.close()
        await asyncio.to_thread(room.letting_go.close)
        _log.info("a session was closed here; %d are open", len(self._open))

    async def close_all(self) -> None:
        """Let go of every room."""
        if self._looking is not None:
            self._looking.cancel()
        closed = await asyncio.gather(*(self.close(code) for code in [*self._open]), return_exceptions=True)
        for error in closed:
            if error is not None:
                _log.error("a room could not be let go of well", exc_info=error)

    def _end(self, code: str) -> None:
        room = self._open.get(code)
        if room is not None and room.leaving is None:
            later = asyncio.get_running_loop().call_later
            room.leaving = later(ENDED_SECONDS, lambda: self._later(self.pause(code)))

    def _lost(self, number: int) -> None:
        for code, room in [*self._open.items()]:
            if room.store.number == number:
                self._later(self.close(code))

    def _later(self, closing: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(closing)
        # The loop keeps only weak references to tasks: one that nobody holds may be gone before it is done.
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _new_key() -> str:
    """A key for the remote of a session that has none yet."""
    return in_groups(spelled(secrets.token_bytes(32), 12))
