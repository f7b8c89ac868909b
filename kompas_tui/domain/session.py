"""The session as it stands: a fold over its events, and nothing else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar

from kompas_tui.domain import events as ev
from kompas_tui.domain.answers import texts_in
from kompas_tui.domain.ballots import Ballot
from kompas_tui.domain.errors import CommandRefused
from kompas_tui.domain.kinds import Activity, read_activity
from kompas_tui.domain.results import Result, TextItem
from kompas_tui.domain.roles import split_by_role


@dataclass(slots=True)
class Round:
    """One opening of an activity, with the ballots that count."""

    id: str
    card: str
    title: str
    number: int
    activity: Activity
    opened: datetime
    closed: datetime | None = None
    ballots: dict[str, Ballot] = field(default_factory=dict)
    moderation: dict[str, bool] = field(default_factory=dict)
    replaced: dict[tuple[str, str], Ballot] = field(default_factory=dict)
    """Ballots that were changed since, by mark and key: a late copy of one is no new answer."""
    both: int | None = None
    moved: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether ballots are taken."""
        return self.closed is None

    @property
    def answers(self) -> int:
        """How many voters answered."""
        return len(self.ballots)

    def texts(self) -> list[TextItem]:
        """All texts that voters wrote, with their ids, hidden ones too."""
        fields = self.activity.fields()
        return [item for ballot in self.ballots.values() for item in texts_in(fields, ballot)]

    def hidden(self) -> frozenset[str]:
        """The ids of the texts that may not be shown: hidden ones, and where a deck asks it the not yet approved."""
        if self.activity.moderated:
            return frozenset(item.id for item in self.texts() if not self.moderation.get(item.id, False))
        return frozenset(text_id for text_id, shown in self.moderation.items() if not shown)

    def result(self) -> Result:
        """The tally of all ballots."""
        return self.activity.tally(tuple(self.ballots.values()), self.hidden())

    def sentence(self) -> str:
        """The result in words."""
        return self.activity.sentence(self.result())

    def results_by_role(self, roles: Sequence[str]) -> list[tuple[str, Result]]:
        """The result per role, as far as it may be shown."""
        if not self.activity.by_role:
            return []
        split = split_by_role(tuple(self.ballots.values()), roles, openly=self.activity.open_roles)
        hidden = self.hidden()
        return [(role, self.activity.tally(group, hidden)) for role, group in split]


@dataclass(frozen=True, slots=True)
class Visit:
    """A card that was shown, from when."""

    card: str
    title: str
    time: datetime


UNDOABLE = (
    ev.CardShown, ev.RoundOpened, ev.RoundResumed, ev.RoundClosed, ev.ResultShown, ev.ResultHidden,
    ev.TextModerated, ev.NoteTaken, ev.DecisionTaken, ev.ActionAgreed, ev.Parked,
)  # fmt: skip


class Session:
    """One run of one or more decks with one group."""

    def __init__(self, events: Iterable[ev.AnyEvent] = ()) -> None:
        self._events: list[ev.AnyEvent] = list(events)
        self._undone = {event.step for event in self._events if isinstance(event, ev.Undone)}
        self._steps: list[int] = []
        self._fold_all()

    def _clear(self) -> None:
        self.code = ""
        self.started: datetime | None = None
        self.ended: datetime | None = None
        self.details = ev.Details()
        self.decks: dict[str, ev.DeckText] = {}
        self.roles: tuple[str, ...] = ()
        self.keep_days = 90
        self.joined: dict[str, None] = {}
        self.card = ""
        self.course: list[Visit] = []
        self.rounds: dict[str, Round] = {}
        self.open_round: Round | None = None
        self.shown: Round | None = None
        self.written: list[ev.Written] = []
        self._by_card: dict[str, list[Round]] = {}
        self._steps = []

    def apply(self, event: ev.AnyEvent) -> None:
        """Take in what happened next."""
        self._events.append(event)
        if isinstance(event, ev.Undone):
            self._undone.add(event.step)
            self._fold_all()
        else:
            self._fold(len(self._events) - 1, event)

    def _fold_all(self) -> None:
        self._clear()
        for step, event in enumerate(self._events):
            self._fold(step, event)

    def _fold(self, step: int, event: ev.AnyEvent) -> None:
        if step in self._undone or isinstance(event, ev.Undone):
            return
        if isinstance(event, UNDOABLE):
            self._steps.append(step)
        self._FOLDS[type(event)](self, event)

    @property
    def length(self) -> int:
        """How many events there were."""
        return len(self._events)

    @property
    def participants(self) -> int:
        """How many devices joined."""
        return len(self.joined)

    @property
    def is_ended(self) -> bool:
        """Whether the session was ended by the facilitator."""
        return self.ended is not None

    @property
    def keep_until(self) -> datetime | None:
        """From when the data should be removed."""
        return self.started + timedelta(days=self.keep_days) if self.started else None

    def rounds_of(self, card: str) -> Sequence[Round]:
        """The rounds of this card's activity, the oldest first."""
        return self._by_card.get(card, ())

    def last_round(self, card: str) -> Round | None:
        """The newest round of this card's activity."""
        rounds = self.rounds_of(card)
        return rounds[-1] if rounds else None

    def last_step(self) -> tuple[int, ev.AnyEvent] | None:
        """The facilitator's last step that can be taken back, with its place in the log."""
        return (self._steps[-1], self._events[self._steps[-1]]) if self._steps else None

    def written_of(self, *types: type[ev.Written]) -> list[ev.Written]:
        """What was written down, of these types."""
        return [item for item in self.written if isinstance(item, types)]

    # What each event does.

    def _started(self, event: ev.Started) -> None:
        self.code, self.details, self.started = event.code, event.details, event.time
        self.decks = {deck.name: deck for deck in event.decks}
        self.roles, self.keep_days = event.roles, event.keep_days

    def _described(self, event: ev.Described) -> None:
        self.details = event.details

    def _deck_edited(self, event: ev.DeckEdited) -> None:
        self.decks[event.deck.name] = event.deck

    def _joined(self, event: ev.Joined) -> None:
        self.joined[event.mark] = None

    def _card_shown(self, event: ev.CardShown) -> None:
        self.card, self.shown = event.card, None
        self.course.append(Visit(event.card, event.title, event.time))

    def _round_opened(self, event: ev.RoundOpened) -> None:
        question = dict(event.question)
        activity = read_activity(question.pop("soort"), question)
        opened = Round(event.round, event.card, event.title, event.number, activity, event.time)
        self.rounds[event.round] = opened
        self._by_card.setdefault(event.card, []).append(opened)
        self.open_round, self.shown = opened, None

    def _round_resumed(self, event: ev.RoundResumed) -> None:
        self.open_round, self.shown = self.rounds[event.round], None
        self.open_round.closed = self.open_round.both = self.open_round.moved = None

    def _round_closed(self, event: ev.RoundClosed) -> None:
        closed = self.rounds[event.round]
        closed.closed, closed.both, closed.moved = event.time, event.both, event.moved
        self.open_round = None

    def _ballot_cast(self, event: ev.BallotCast) -> None:
        ballot = Ballot(event.mark, event.answer, event.receipt, event.role, event.key)
        cast_in = self.rounds[event.round]
        before = cast_in.ballots.get(event.mark)
        if before is not None:
            _unapprove(cast_in, before, ballot)
            if before.key:
                cast_in.replaced[before.mark, before.key] = before
        cast_in.ballots[event.mark] = ballot

    def _result_shown(self, event: ev.ResultShown) -> None:
        self.shown = self.rounds[event.round]

    def _result_hidden(self, event: ev.ResultHidden) -> None:
        self.shown = None

    def _text_moderated(self, event: ev.TextModerated) -> None:
        self.rounds[event.round].moderation[event.text_id] = event.shown

    def _wrote(self, event: ev.Written) -> None:
        self.written.append(event)

    def _ended(self, event: ev.Ended) -> None:
        self.ended = event.time

    _FOLDS: ClassVar[dict[type[ev.AnyEvent], Callable[["Session", Any], None]]] = {
        ev.Started: _started,
        ev.Described: _described,
        ev.DeckEdited: _deck_edited,
        ev.Joined: _joined,
        ev.CardShown: _card_shown,
        ev.RoundOpened: _round_opened,
        ev.RoundResumed: _round_resumed,
        ev.RoundClosed: _round_closed,
        ev.BallotCast: _ballot_cast,
        ev.ResultShown: _result_shown,
        ev.ResultHidden: _result_hidden,
        ev.TextModerated: _text_moderated,
        ev.NoteTaken: _wrote,
        ev.DecisionTaken: _wrote,
        ev.ActionAgreed: _wrote,
        ev.Parked: _wrote,
        ev.Ended: _ended,
    }


def _unapprove(cast_in: Round, before: Ballot, after: Ballot) -> None:
    """An edited text goes back to moderation, so that nobody changes what was approved; a hidden one stays hidden."""
    fields = cast_in.activity.fields()
    texts = {item.id: item.text for item in texts_in(fields, after)}
    for item in texts_in(fields, before):
        if cast_in.moderation.get(item.id) and texts.get(item.id) != item.text:
            del cast_in.moderation[item.id]


def undoable_step(session: Session) -> tuple[int, ev.AnyEvent]:
    """The step that `z` takes back; CommandRefused where that would cost a ballot or there is none."""
    last = session.last_step()
    if last is None:
        raise CommandRefused("Er is nog niets om terug te nemen.")
    _, event = last
    if isinstance(event, ev.RoundOpened) and session.rounds[event.round].ballots:
        raise CommandRefused("Er zijn al antwoorden in deze ronde. Sluit de ronde met o; de antwoorden blijven.")
    if session.is_ended:
        raise CommandRefused("De sessie is afgerond. Je kunt niets meer terugnemen.")
    return last
