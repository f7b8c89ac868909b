"""How a session stands after all that happened, and what can be asked of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.box import Box
from kompas_tui.domain.session.canvases import Canvases
from kompas_tui.domain.session.groups import Groups
from kompas_tui.domain.session.rhythms import RunningRhythm
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.times import keep_until

W = TypeVar("W", bound=ev.Event)


@dataclass(frozen=True, slots=True)
class Visit:
    """A card that was shown, from when, and how many minutes were planned for it."""

    card: str
    title: str
    time: datetime
    planned: int | None = None


class State:
    """What the events of a session come down to; only the fold changes it."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """As a session stands before its first event."""
        self.code = ""
        self.started: datetime | None = None
        self.ended: datetime | None = None
        self.latest: datetime | None = None
        self.details = ev.Details()
        self.decks: dict[str, ev.DeckText] = {}
        self.roles: tuple[str, ...] = ()
        self.tables: tuple[str, ...] = ()
        """The tables of the evening."""
        self.keep_days = 90
        self.invited: tuple[ev.Invited, ...] = ()
        self.slips: ev.SlipsIssued | None = None
        self.fingerprint = ""
        """By which the key behind the marks is known."""
        self.joined: dict[str, None] = {}
        self.card = ""
        self.course: list[Visit] = []
        self.route = ""
        """The route that is followed; empty for all cards."""
        self.rounds: dict[str, Round] = {}
        self.open_round: Round | None = None
        self.shown: Round | None = None
        self.noted: dict[int, ev.Written] = {}
        """What was written down and still stands, as it stands now, by its number in all that was written."""
        self.noted_so_far = 0
        self.feedback: ev.FeedbackPlanned | None = None
        self.photos: list[ev.PhotoTaken] = []
        self.pictures: dict[str, Picture] = {}
        """Every picture that its decks name or named, by hash."""
        self.attendance: ev.AttendanceTaken | None = None
        self.paddles_dealt = 0
        """How many paddles were handed out, as far as that was said."""
        self.is_locked = False
        self.tablets: set[str] = set()
        self.added: list[ev.CardAdded] = []
        self.drawn: list[ev.QuestionDrawn] = []
        self.own_questions: list[ev.QuestionAdded] = []
        """The questions of the room in the fan."""
        self.own_bears: dict[str, str] = {}
        """What the group called the bears that it named itself, by the address of each."""
        self.box: Box = {}
        self.groups: Groups | None = None
        """The groups that change, as they were made last."""
        self.canvases: Canvases = {}
        self.floors: list[ev.FloorClosed] = []
        """What was kept of lists of speakers."""
        self.rhythms: list[RunningRhythm] = []
        """The chains of times that were started, the one that may run last."""
        self.continued: ev.Continued | None = None
        self.finished: set[int] = set()
        """The numbers of the actions that came along and are done by now."""
        self.moderated: list[ev.TextModerated] = []
        self.by_card: dict[str, list[Round]] = {}

    @property
    def participants(self) -> int:
        """How many devices joined."""
        return len(self.joined)

    @property
    def uses_paddles(self) -> bool:
        """Whether people answer with paddles."""
        return bool(self.paddles_dealt) or any(asked.paddle_marks for asked in self.rounds.values())

    @property
    def people_with_paddles(self) -> int:
        """How many people answered with a paddle: as many as in the round with the most of them."""
        return max((asked.paddles for asked in self.rounds.values()), default=0)

    @property
    def people_invited(self) -> int:
        """How many people were invited; 0 where nobody said it."""
        return sum(group.people for group in self.invited)

    @property
    def is_ended(self) -> bool:
        """Whether the session was ended by the facilitator."""
        return self.ended is not None

    @property
    def keep_until(self) -> datetime | None:
        """From when the data should be removed."""
        return keep_until(self.started, self.keep_days) if self.started else None

    def rounds_of(self, card: str) -> Sequence[Round]:
        """The rounds of this card's activity, the oldest first."""
        return self.by_card.get(card, ())

    def last_round(self, card: str) -> Round | None:
        """The newest round of this card's activity."""
        rounds = self.rounds_of(card)
        return rounds[-1] if rounds else None

    def before(self, later: Round) -> Round | None:
        """The closed round that this one is laid beside: of the card it names, else the one before it."""
        named = later.activity.compared_with
        earlier = self.rounds_of(named) if named else [r for r in self.rounds_of(later.card) if r.number < later.number]
        closed = [round_ for round_ in earlier if not round_.is_open and round_ is not later]
        return closed[-1] if closed else None

    def hunt_of(self, bear: str) -> dict[str, str]:
        """The steps of the hunt for the bear on this card: what each is called, by its address."""
        return {one.card: one.hunted.step for one in self.rounds.values() if one.hunted and one.hunted.bear == bear}

    @property
    def written(self) -> list[ev.Written]:
        """What was written down and still stands, in its order."""
        return list(self.noted.values())

    def written_of(self, kind: type[W]) -> list[W]:
        """What was written down, of this kind."""
        return [item for item in self.noted.values() if isinstance(item, kind)]
