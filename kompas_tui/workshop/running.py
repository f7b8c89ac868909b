"""A session that goes on: all that screens read of it, and what they ask of it; who carries that out is not said here.

A workshop decides and keeps it itself. One that is attached follows a workshop on a server, and has it decide.
"""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime

from kompas_tui.deck_files import DeckSet
from kompas_tui.domain.course.course import course_now
from kompas_tui.domain.course.way import further
from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.fitting import Fitting
from kompas_tui.domain.session.lines import full_options
from kompas_tui.domain.session.masks import Masks
from kompas_tui.journal import KeptSession
from kompas_tui.workshop.approach import Approach
from kompas_tui.workshop.clock import Clock
from kompas_tui.workshop.commands.command import Command
from kompas_tui.workshop.covering import Covering
from kompas_tui.workshop.floor import Floor
from kompas_tui.workshop.leafing import Leafing
from kompas_tui.workshop.marks import Marks
from kompas_tui.workshop.parts import Kept, Present, Seats, Supplies
from kompas_tui.workshop.projecting import Projection
from kompas_tui.workshop.timekeeping import Timekeeper
from kompas_tui.workshop.watch import Watch

_log = logging.getLogger(__name__)


class RunningSession(ABC):
    """One session; `session` is read by all and changed only by what happens.

    `projection` tells how the beamers draw it, `approach` by which address phones come in,
    `seating` where people sit, `presence` who is there, `time` what the clock does, `covers` what lies over
    the card, `leafing` which page of it is seen, `watch` what the facilitator should look into, `saving` what could
    not be kept, and `notices` how the session was found.

    Listeners are called, without arguments, after every change. `version` grows with all that a
    participant can see; a ballot leaves it as it is.
    """

    saving: Kept
    presence: Present
    seating: Seats
    materials: Supplies
    time: Timekeeper
    watch: Watch

    def __init__(self, kept: KeptSession, key: bytes, clock: Clock) -> None:
        """`key` is that behind the voters' marks."""
        self.session, self.head = kept
        self.version = 0
        self.notices: tuple[str, ...] = ()
        self.for_desk: tuple[str, ...] = ()
        """What is said with them on the facilitator's own screens only, such as where a file lies."""
        self._course: tuple[DeckSet, int, Course] | None = None
        self._clock = clock
        self._listeners: list[Callable[[], None]] = []
        self._fitting = Fitting.after(self.session.every_event)
        self.session.masks = self._masks = Masks(key)
        self.marks = Marks(key)
        self.floor = Floor()
        self.projection, self.approach = Projection(), Approach()
        self.covers, self.leafing = Covering(self.session, self._tell), Leafing(self._tell)

    def now(self) -> datetime:
        """The time on the session's clock."""
        return self._clock()

    @property
    def decks(self) -> DeckSet:
        """The decks, as they were edited last."""
        return self.materials.decks

    @property
    def course(self) -> Course:
        """The cards in order, with questions made on the spot and, after a count of bears, the hunt."""
        known = self._course
        if known is None or known[0] is not self.decks or known[1] != self.version:
            known = self._course = (self.decks, self.version, course_now(self.decks.course, self.session))
        return known[2]

    @property
    def card(self) -> Card:
        """The card on the beamer."""
        return self.course.find(self.session.card) or self.course.order[0]

    def further(self, places: int) -> Card | None:
        """The card so many places further."""
        return further(self.session, self.course, self.card, places)

    @abstractmethod
    async def do(self, command: Command, *, seen: int | None = None) -> str:
        """Carry out a command of the facilitator, and give what there is to say of it; else CommandRefused.

        `seen` is the version in sight of who gave it: at another one nothing is done.
        """

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call the listener after every change; the result ends that."""
        self._listeners.append(listener)
        if self.session.rhythms:
            self.time.follow_clock()
        return lambda: self._listeners.remove(listener)

    def _take_in(self, events: Sequence[ev.AnyEvent], head: str) -> None:
        """Take in what happened, and tell who listens."""
        for event in events:
            before = self._full()
            self._fitting.follow(self.session.length, event)
            self.session.apply(event, events)
            # Phones look anew at each version. A ballot changes nothing that others see, unless it made an option full,
            # and a room of five hundred would else be asked five hundred times to look.
            if (
                not isinstance(event, ev.BallotCast | ev.PaddlesRead | ev.Joined | ev.BoxAsked | ev.BoxSupported)
                or before != self._full()
            ):
                self.version += 1
            if isinstance(event, ev.RoomLocked):
                self.watch.room_is_locked()
            if isinstance(event, ev.DeckEdited):
                self.materials.edits_are_safe()  # before anyone is told, for who is told draws the cards
        self.covers.look_along(stays=any(isinstance(event, ev.RouteChosen) for event in events))
        self.head = head
        if self.time.keep_turn():
            self.version += 1
        self._tell()

    def _full(self) -> tuple[int, ...]:
        """What is full now of what one can sign up for."""
        current = self.session.open_round
        return full_options(current) if current is not None and current.activity.seats else ()

    def _tell(self, *, phones: bool = False) -> None:
        """Call who listens; `phones` where they see it too, though it is in no event."""
        if phones:
            self.version += 1
        # A copy, for who is called may stop listening.
        for listener in tuple(self._listeners):
            try:
                listener()
            except Exception:  # noqa: BLE001 - an error in one screen must not stop the others
                _log.exception("a listener failed; the session goes on")
