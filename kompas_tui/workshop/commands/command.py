"""A command and what it looks at; knows no journal, screen or socket."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.approach import WayIn
from kompas_tui.workshop.floor import Floor
from kompas_tui.workshop.lots import DrawnLot
from kompas_tui.workshop.marks import Marks
from kompas_tui.workshop.slips import Slips
from kompas_tui.workshop.whereabouts import Places


@dataclass(frozen=True, slots=True)
class Scene:
    """How things stand when a command is decided: the session, its cards as they lie now, and the time."""

    session: Session
    course: Course
    now: datetime
    marks: Marks
    """By which it is seen who answered in two rounds."""
    slips: Slips
    """Which devices gave the ballots of several slips."""
    places: Places
    """Which phones are in the room, and which elsewhere."""
    floor: Floor = field(default_factory=Floor)
    """Who wants to speak."""
    revealed: int = 0
    """How many places of the result of this card were told already, from the third on."""
    is_box_seen: bool = False
    """Whether the question box lies over the card."""
    ways_in: Callable[[], Sequence[WayIn]] = lambda: ()
    """By which addresses phones can come in; looking for them takes a while."""
    lot: DrawnLot | None = None
    """What was drawn by lot last, as the room may see it."""

    @property
    def card(self) -> Card:
        """The card on the beamer."""
        return self.course.find(self.session.card) or self.course.order[0]


def session_over() -> CommandRefused:
    """Nothing more is done in a session that was ended."""
    return CommandRefused("De sessie is afgerond. Maak een verslag, of begin een nieuwe sessie.", "verslag")


class Command(ABC):
    """One thing that a facilitator does."""

    __slots__ = ()

    done: ClassVar[str] = ""
    """What is said when it is done, where that can't be seen at once."""

    after_the_end: ClassVar[bool] = False
    """Whether it may be done in a session that was ended."""

    @abstractmethod
    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The events that follow; CommandRefused says why it can't be done."""

    def told(self, scene: Scene) -> str:
        """What is said when it is done; the scene is as it was decided in."""
        return self.done
