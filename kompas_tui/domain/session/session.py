"""A session: its events in order, those that were taken back, and how it stands after them."""

from collections.abc import Iterable, Sequence

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.fold import take_in
from kompas_tui.domain.session.masks import Masks
from kompas_tui.domain.session.state import State
from kompas_tui.domain.session.times import in_one_zone


class Session(State):
    """One run of one or more decks with one group: the fold over its events, and nothing else."""

    def __init__(
        self, events: Iterable[ev.AnyEvent] = (), masks: Masks | None = None, *, is_public: bool = False
    ) -> None:
        """`masks` reads the roles of voters, as long as the marking key is there; a public one is for everybody."""
        super().__init__()
        self.is_public = is_public
        self.masks = masks
        self._events: list[ev.AnyEvent] = list(events)
        self._undone = {event.step for event in self._events if isinstance(event, ev.Undone)}
        self.openings = {event.round: event for event in self._events if isinstance(event, ev.RoundOpened)}
        """Every opening of a round by its id, those that were taken back too: a phone may still show them."""
        self._steps: list[int] = []
        self._fold_all()

    def apply(self, event: ev.AnyEvent, group: Sequence[ev.AnyEvent] = ()) -> None:
        """Take in what happened next; what is taken back at one stroke, in the `group` it stands in, goes at once."""
        self._events.append(event)
        if isinstance(event, ev.RoundOpened):
            self.openings[event.round] = event
        if isinstance(event, ev.Undone) and event.step not in self._undone:
            self._undone |= {one.step for one in (event, *group) if isinstance(one, ev.Undone)}
            self._fold_all()
        else:
            self._fold(len(self._events) - 1, event)

    def _fold_all(self) -> None:
        self.clear()
        self._steps = []
        for step, event in enumerate(self._events):
            self._fold(step, event)

    def _fold(self, step: int, event: ev.AnyEvent) -> None:
        if step in self._undone:
            return
        if isinstance(event, ev.Step):
            self._steps.append(step)
        event = in_one_zone(event, self.started)
        if isinstance(event, ev.TimedEvent):
            self.latest = event.time
        take_in(self, event)

    @property
    def length(self) -> int:
        """How many events there were."""
        return len(self._events)

    @property
    def every_event(self) -> Sequence[ev.AnyEvent]:
        """All events in the order of the log, those that were taken back too."""
        return self._events

    @property
    def happened(self) -> Sequence[ev.AnyEvent]:
        """What happened and was not taken back, in order."""
        return [event for step, event in enumerate(self._events) if step not in self._undone]

    def last_steps(self) -> Sequence[tuple[int, ev.Step]]:
        """What the facilitator did last and can take back, the last first, each with its number in the log."""
        steps: list[tuple[int, ev.Step]] = []
        for number in reversed(self._steps):
            event = self._events[number]
            assert isinstance(event, ev.Step), "only steps are kept"
            steps.append((number, event))
            if not (isinstance(event, ev.TextModerated) and event.along):
                break
        return steps


def undoable_steps(session: Session) -> Sequence[tuple[int, ev.Step]]:
    """The steps that `z` takes back; CommandRefused where that would cost a ballot or there are none."""
    last = session.last_steps()
    event = last[0][1] if last else None
    if isinstance(event, ev.RoundOpened) and session.rounds[event.round].ballots:
        raise CommandRefused("Er zijn al antwoorden in deze ronde. Sluit de ronde; de antwoorden blijven.", "sluit")
    if session.is_ended:
        raise CommandRefused("De sessie is afgerond. Je kunt niets meer terugnemen.")
    if event is None or (isinstance(event, ev.CardShown) and len(session.course) == 1):  # the first card stays
        raise CommandRefused("Er is nog niets om terug te nemen.")
    return last
