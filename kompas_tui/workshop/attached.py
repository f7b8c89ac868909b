"""A running session that a server leads: events come down and are folded here, keys go up and are answered.

Nothing of it is kept here: the server has the journal, and who attaches again begins with all that happened.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from kompas_tui.deck_files import DeckSet, decks_of
from kompas_tui.domain.language.errors import CommandRefused, KompasError
from kompas_tui.domain.session.event_json import NOT_JSON, decode
from kompas_tui.domain.session.fitting import told
from kompas_tui.journal import KeptSession
from kompas_tui.workshop.attached_orders import Orders
from kompas_tui.workshop.attached_parts import (
    CountedPresence,
    CountedSeating,
    LineCut,
    LineEnded,
    LineState,
    SentMaterials,
    SharedCovers,
    SharedLeafing,
    SharedWatch,
    WayToServer,
)
from kompas_tui.workshop.clock import local_clock
from kompas_tui.workshop.commands.command import Command
from kompas_tui.workshop.frames import Frame, Press, Welcome
from kompas_tui.workshop.moment import Moment
from kompas_tui.workshop.running import RunningSession
from kompas_tui.workshop.slips import Slips
from kompas_tui.workshop.timekeeping import Timekeeper
from kompas_tui.workshop.wire import words_of

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 15.0
"""Between two tries to find a line that was cut, in seconds."""

_FARTHEST = timedelta(days=36_525)
"""A laptop whose battery was empty thinks that it is 1970; further away no time can be told from such a clock."""

NEWER_SERVER = "De server heeft een nieuwere versie van Kompas. Zet die versie ook op deze laptop."
WRONG_CLOCK = "De klok van de server staat ver verkeerd. Vraag je beheerder om die goed te zetten."
MISFIT = "Deze beamer loopt niet meer gelijk met de server. Sluit hem, en haak opnieuw aan."

_log = logging.getLogger(__name__)


async def _nothing_to_do(command: Command) -> str:
    """The clock of the server closes rounds and moves groups; this one only shows the time."""
    return ""


class AttachedWorkshop(RunningSession):
    """A session of a server, as a beamer elsewhere has it."""

    saving: LineState
    presence: CountedPresence
    seating: CountedSeating
    materials: SentMaterials
    covers: SharedCovers

    def __init__(
        self, welcome: Welcome, frames: Sequence[Frame], line: WayToServer, decks: DeckSet | None = None
    ) -> None:
        """`frames` tell all that happened by now; `decks` lie on this laptop, where the session began on it."""
        early = welcome.now - local_clock()
        if abs(early) > _FARTHEST:
            raise LineEnded(WRONG_CLOCK)
        offset = early if abs(early) > timedelta(seconds=2) else timedelta()
        try:
            events = [decode(bytes(raw)) for frame in frames for raw in frame.events]
        except NOT_JSON as error:
            raise LineEnded(NEWER_SERVER) from error
        super().__init__(KeptSession(told(events), frames[-1].head), welcome.key, lambda: local_clock() + offset)
        self._line = line
        self.notices = welcome.notices
        self._covers_under_way, self._moment = 0, Moment()
        self._life, self._serial, self._leafed = "", -1, frames[-1].moment.leafed[0]
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_fetching = False
        self.on_pause: Callable[[], None] = lambda: None
        """Called when the session was paused, here or elsewhere."""
        self.saving = LineState(self._tell, lambda: self._aside(self._orders.give(Press("", "", 0, has_read=True))))
        self._orders = Orders(line, self.saving, lambda: (self._life, self.session.length), self.take)
        self.covers = SharedCovers(self.session, self._tell, lambda command: self._aside(self._cover(command)))
        self.leafing = SharedLeafing(self._tell, self._give_page)
        self.presence = CountedPresence()
        self.seating = CountedSeating(self.session, self.marks)
        named = decks_of(self.session.decks)
        if decks is not None:
            named = replace(named, files=decks.files, pictures=decks.pictures)
        self.materials = SentMaterials(self.session, named, line)
        self.time = Timekeeper(self.session, self.now, lambda: self.card, _nothing_to_do, self._tell)
        self.watch = SharedWatch(
            self.session, self.presence, Slips(()), self.presence, lambda: (self.course, self.card), self._tell
        )
        self.watch.give = lambda told: self._aside(self._orders.give(Press("", "", 0, edited=told)))
        self.take(frames[-1])

    # From the server

    async def follow(self) -> None:
        """Take in what happens, until the session is closed here or there; a line that was cut is looked for again."""
        pause = _FIRST_PAUSE
        while not self._orders.are_over:
            try:
                async for frame in self._line.frames(self.session.length):
                    pause = _FIRST_PAUSE
                    self.take(frame)
                    if self.saving.has_ended:
                        return
                    if self.saving.is_cut:
                        self.saving.mend()
                        self._give_page((self.leafing.page, self.leafing.pages))  # a server that took over has no page
                    await asyncio.sleep(0)  # a long session comes in many frames, and the screen draws between them
            except LineEnded as error:
                self.saving.end(str(error))
            except LineCut:
                _log.info("the line to the server was cut; another try follows")
            except Exception:  # noqa: BLE001 - of a task that died the beamer would look well, and follow nothing
                _log.exception("what came from the server can't be followed")
                self.saving.end(MISFIT)
            if self.saving.has_ended or self.session.is_ended:
                return
            self.saving.cut()
            with suppress(TimeoutError):
                async with asyncio.timeout(pause * (0.75 + random.random() / 2)):  # so that not all come at once
                    await self._orders.wanted.wait()
            self._orders.wanted.clear()
            pause = min(2 * pause, _LONGEST_PAUSE)

    def take(self, frame: Frame) -> None:
        """Take in what is new in a frame; where it can't follow what is here, the line ends.

        The answer to a key may overtake an earlier frame of the stream: what that tells is known by then.
        """
        length = self.session.length
        new = frame.events[length - frame.begin :] if frame.begin <= length else []
        try:
            if frame.begin > frame.length:
                raise ValueError("the server knows less than we do")
            if new:
                self._take_in([decode(bytes(raw)) for raw in new], frame.head)
                if self.materials.lacks():
                    self._aside(self.fetch_pictures())
            if frame.is_whole and (frame.life != self._life or frame.serial > self._serial):
                self._life, self._serial = frame.life, frame.serial
                self._take_moment(frame.moment)
        except NOT_JSON:
            self.saving.end(NEWER_SERVER)
            return
        except Exception:  # noqa: BLE001 - whatever is wrong with it, the last picture stays
            _log.exception("what came from the server does not fit")
            self.saving.end(MISFIT)
            return
        if frame.is_paused and not self.session.is_ended:
            self.on_pause()

    def _take_moment(self, moment: Moment) -> None:
        self._moment = moment
        self._take_covers()
        self.floor, self.projection = moment.floor, moment.projection
        self.presence.moment = moment
        self.seating.counted = moment.seated
        self.saving.take(moment)
        turned, places = moment.leafed
        if turned != self._leafed:
            self._leafed = turned
            self.leafing.turn(places)
        self._tell()

    def _take_covers(self) -> None:
        """What lies over the card for all beamers, unless this one is just changing that."""
        if not self._covers_under_way:
            now = self._moment
            self.covers.take(now.covers, now.revealed, now.large_id, now.beside, now.lot)

    async def fetch_pictures(self) -> None:
        """Have every picture here that the decks name, as far as the server gives them."""
        if self._is_fetching:
            return  # that goes on until nothing lacks
        self._is_fetching = True
        try:
            with suppress(LineCut):
                while lacks := self.materials.lacks():
                    self.materials.add(lacks[0], await self._line.picture(lacks[0]))
                    self._tell()
        finally:
            self._is_fetching = False

    # To the server

    async def do(self, command: Command, *, seen: int | None = None) -> str:
        """Have the server carry out a command, and give what there is to say of it; else CommandRefused."""
        if seen is not None and seen != self.version:
            raise CommandRefused("De sessie was al een stap verder. Er is niets gedaan. Kijk hoe het nu staat.")
        return await self._orders.give(Press("", "", 0, words_of(command)))

    async def pause(self) -> None:
        """Close the session on the server until its facilitator opens it again."""
        await self._orders.give(Press("", "", 0, pauses=True))

    def _give_page(self, page: tuple[int, int]) -> None:
        """Tell the server which page is seen here, of how many."""
        self._aside(self._orders.give(Press("", "", 0, page=page)))

    async def _cover(self, command: Command) -> None:
        self._covers_under_way += 1
        try:
            await self.do(command)
        finally:
            self._covers_under_way -= 1
            self._take_covers()
            self._tell()

    def _aside(self, work: Coroutine[None, None, object]) -> None:
        async def quietly() -> None:
            with suppress(KompasError):  # what was only to be shown is shown here
                await work

        task = asyncio.get_running_loop().create_task(quietly())
        # The loop keeps only weak references to tasks: one that nobody holds may be gone before it is done.
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Let go of the session; it goes on."""
        self._orders.are_over = True
        for task in self._tasks:
            task.cancel()
        await self.time.close()
