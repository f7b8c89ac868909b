"""The session as it stands: a fold over its events, and nothing else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from kompas_tui.domain.kinds import Activity, read_activity
from kompas_tui.domain.kinds.activity import TABLE
from kompas_tui.domain.kinds.steun import Steun
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.question.answers import texts_in
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.result.shapes import Bars, Result, TextItem
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.moderation import TextState, moderated, with_hands


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
    states: dict[str, TextState] = field(default_factory=dict)
    support: dict[str, int] = field(default_factory=dict)
    """Support per text id, from the last support round that closed."""
    merged: dict[str, str] = field(default_factory=dict)
    """Words, in small letters, that count as another one."""
    matches: list[tuple[str, str]] = field(default_factory=list)
    hands: ev.HandsCounted | None = None
    was_shown: bool = False
    replaced: dict[tuple[str, str], Ballot] = field(default_factory=dict)
    """Ballots that were changed since, by mark and key: a late copy of one is no new answer."""
    both: int | None = None
    moved: int | None = None
    tallied: tuple[tuple[object, ...], Result] | None = field(default=None, compare=False, repr=False)
    """The result of a closed round, and its seal when that was worked out."""

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
            return frozenset(item.id for item in self.texts() if not self._state(item.id).shown)
        return frozenset(text_id for text_id, state in self.states.items() if state.shown is False)

    def _state(self, text_id: str) -> TextState:
        return self.states.get(text_id, TextState())

    def result(self, *, apart: bool = False) -> Result:
        """The tally of all ballots, with what the facilitator added; `apart` leaves out hands in the room.

        A closed round is tallied once for each change.
        """
        if apart or self.is_open:
            return self._with_hands(apart=apart)
        seal = self.seal()
        if self.tallied is None or self.tallied[0] != seal:
            self.tallied = (seal, self._with_hands(apart=False))
        return self.tallied[1]

    def _with_hands(self, *, apart: bool) -> Result:
        result = self.tally(tuple(self.ballots.values()))
        if isinstance(result, Bars) and self.hands is not None and not apart:
            result = with_hands(result, self.hands.counts, self.hands.people)
        return result

    def tally(self, ballots: Sequence[Ballot]) -> Result:
        """The tally of some of the ballots, as the facilitator arranged it."""
        counted = [self._with_words_merged(ballot) for ballot in ballots] if self.merged else ballots
        result = self.activity.tally(counted, self.hidden())
        return moderated(result, self.states, self.support, self.matches)

    def _with_words_merged(self, ballot: Ballot) -> Ballot:
        """The ballot with merged words in the spelling of the one they went into, whatever their capitals."""
        answer = {
            name: [self.merged.get(text.casefold(), text) for text in value] if _is_texts(value) else value
            for name, value in ballot.answer.items()
        }
        return replace(ballot, answer=answer)

    def seal(self) -> tuple[object, ...]:
        """Equal as long as the result of a closed round is the same."""
        arranged = tuple(self.states.items()), tuple(self.support.items()), tuple(self.merged.items())
        return (self.closed, self.answers, *arranged, tuple(self.matches), self.hands)

    def results_by_table(self) -> list[tuple[str, Result]]:
        """The result per table, where one phone answers for a table."""
        if not self.activity.tables:
            return []
        tables: dict[str, list[Ballot]] = {}
        for ballot in self.ballots.values():
            tables.setdefault(ballot.answer[TABLE.name][0], []).append(ballot)
        numbered = sorted(tables.items(), key=lambda entry: float(entry[0].replace(",", ".")))
        return [(f"tafel {number}", self.tally(group)) for number, group in numbered]


@dataclass(frozen=True, slots=True)
class Visit:
    """A card that was shown, from when, and how many minutes were planned for it."""

    card: str
    title: str
    time: datetime
    planned: int | None = None


def asked_in(opening: ev.RoundOpened) -> Activity:
    """The question of an opening."""
    question = dict(opening.question)
    return read_activity(question.pop("soort"), question)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


UNDOABLE = (
    ev.CardShown, ev.RoundOpened, ev.RoundResumed, ev.RoundClosed, ev.ResultShown, ev.ResultHidden,
    ev.TextModerated, ev.WordsMerged, ev.Matched, ev.HandsCounted, ev.AttendanceTaken, ev.RoomLocked, ev.RoomUnlocked,
    ev.TabletAllowed, ev.QuestionDrawn, ev.CardAdded, ev.NoteTaken, ev.DecisionTaken, ev.ActionAgreed, ev.Parked,
)  # fmt: skip


class Session:
    """One run of one or more decks with one group."""

    def __init__(self, events: Iterable[ev.AnyEvent] = ()) -> None:
        self._events: list[ev.AnyEvent] = list(events)
        self._undone = {event.step for event in self._events if isinstance(event, ev.Undone)}
        self.openings = {event.round: event for event in self._events if isinstance(event, ev.RoundOpened)}
        """Every opening of a round by its id, those that were taken back too: a phone may still show them."""
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
        self.attendance: ev.AttendanceTaken | None = None
        self.is_locked = False
        self.tablets: set[str] = set()
        self.added: list[ev.CardAdded] = []
        self.drawn: list[ev.QuestionDrawn] = []
        self.moderated: list[ev.TextModerated] = []
        self._by_card: dict[str, list[Round]] = {}
        self._steps = []

    def apply(self, event: ev.AnyEvent) -> None:
        """Take in what happened next."""
        self._events.append(event)
        if isinstance(event, ev.RoundOpened):
            self.openings[event.round] = event
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

    def before(self, later: Round) -> Round | None:
        """The closed round that this one is laid beside: of the card it names, else the one before it."""
        named = later.activity.compared_with
        earlier = self.rounds_of(named) if named else [r for r in self.rounds_of(later.card) if r.number < later.number]
        closed = [round_ for round_ in earlier if not round_.is_open and round_ is not later]
        return closed[-1] if closed else None

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
        self.course.append(Visit(event.card, event.title, event.time, event.minutes))

    def _round_opened(self, event: ev.RoundOpened) -> None:
        opened = Round(event.round, event.card, event.title, event.number, asked_in(event), event.time)
        self.rounds[event.round] = opened
        if not isinstance(opened.activity, Steun):
            self._by_card.setdefault(event.card, []).append(opened)
        self.open_round, self.shown = opened, None

    def _round_resumed(self, event: ev.RoundResumed) -> None:
        self.open_round, self.shown = self.rounds[event.round], None
        self.open_round.tallied = None
        self.open_round.closed = self.open_round.both = self.open_round.moved = None

    def _round_closed(self, event: ev.RoundClosed) -> None:
        closed = self.rounds[event.round]
        closed.closed, closed.both, closed.moved = event.time, event.both, event.moved
        self.open_round = None
        if isinstance(closed.activity, Steun):
            source = self.rounds[closed.activity.source]
            source.support = closed.activity.support_of(source.texts(), tuple(closed.ballots.values()))

    def _ballot_cast(self, event: ev.BallotCast) -> None:
        ballot = Ballot(event.mark, event.answer, event.receipt, event.role, event.key, event.nonce)
        cast_in = self.rounds[event.round]
        before = cast_in.ballots.get(event.mark)
        if before is not None:
            if cast_in.states or cast_in.support:
                _unapprove(cast_in, before, ballot)
            if before.key:
                cast_in.replaced[before.mark, before.key] = before
        cast_in.ballots[event.mark] = ballot

    def _result_shown(self, event: ev.ResultShown) -> None:
        self.shown = self.rounds[event.round]
        self.shown.was_shown = True

    def _result_hidden(self, event: ev.ResultHidden) -> None:
        self.shown = None

    def _text_moderated(self, event: ev.TextModerated) -> None:
        states = self.rounds[event.round].states
        states[event.text_id] = states.get(event.text_id, TextState()).after(event.act, event.group, event.into)
        self.moderated.append(event)

    def _words_merged(self, event: ev.WordsMerged) -> None:
        merged = self.rounds[event.round].merged
        gone = {word.casefold() for word in event.words} - {event.into.casefold()}
        for word, into in merged.items():
            if into.casefold() in gone:
                merged[word] = event.into
        merged.update((word, event.into) for word in sorted(gone))
        merged.pop(event.into.casefold(), None)

    def _matched(self, event: ev.Matched) -> None:
        matches = self.rounds[event.round].matches
        if (event.ask, event.offer) not in matches:
            matches.append((event.ask, event.offer))

    def _hands_counted(self, event: ev.HandsCounted) -> None:
        self.rounds[event.round].hands = event

    def _attendance_taken(self, event: ev.AttendanceTaken) -> None:
        self.attendance = event

    def _room_locked(self, event: ev.RoomLocked) -> None:
        self.is_locked = True

    def _room_unlocked(self, event: ev.RoomUnlocked) -> None:
        self.is_locked = False

    def _tablet_allowed(self, event: ev.TabletAllowed) -> None:
        self.tablets.add(event.code)

    def _question_drawn(self, event: ev.QuestionDrawn) -> None:
        self.drawn.append(event)

    def _card_added(self, event: ev.CardAdded) -> None:
        self.added.append(event)

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
        ev.WordsMerged: _words_merged,
        ev.Matched: _matched,
        ev.HandsCounted: _hands_counted,
        ev.AttendanceTaken: _attendance_taken,
        ev.RoomLocked: _room_locked,
        ev.RoomUnlocked: _room_unlocked,
        ev.TabletAllowed: _tablet_allowed,
        ev.QuestionDrawn: _question_drawn,
        ev.CardAdded: _card_added,
        ev.NoteTaken: _wrote,
        ev.DecisionTaken: _wrote,
        ev.ActionAgreed: _wrote,
        ev.Parked: _wrote,
        ev.Ended: _ended,
    }


def _unapprove(cast_in: Round, before: Ballot, after: Ballot) -> None:
    """An edited text is another one: it goes back to moderation, and loses its support and its place in another text.

    So nobody changes what was approved or supported; a hidden text stays hidden.
    """
    fields = cast_in.activity.fields()
    texts = {item.id: item.text for item in texts_in(fields, after)}
    for item in texts_in(fields, before):
        state = cast_in.states.get(item.id)
        if texts.get(item.id) == item.text:
            continue
        cast_in.support.pop(item.id, None)
        if state:
            cast_in.states[item.id] = replace(state, shown=None if state.shown else state.shown, into="", done=False)


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
