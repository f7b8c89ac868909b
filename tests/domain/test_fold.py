"""The fold over events, held against itself: event by event, all at once, and with steps taken back."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import decode, encode
from kompas_tui.domain.session.session import Session, undoable_steps

BEGIN = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
QUESTIONS: dict[str, dict[str, Any]] = {
    "kleur": {"soort": "keuze", "vraag": "Welke kleur?", "opties": ["rood", "geel"]},
    "wens": {"soort": "open", "vraag": "Wat wil je?"},
    "woord": {"soort": "woorden", "vraag": "Een woord?"},
}
CARDS = tuple(QUESTIONS)


def snapshot(session: Session) -> dict[str, Any]:
    """All that a session tells."""
    rounds = {
        one.id: (one.card, one.number, one.closed, one.ballots, one.states, one.support, one.merged, one.hands,
                 one.was_shown, one.activity.data)
        for one in session.rounds.values()
    }  # fmt: skip
    return deepcopy(
        {
            "card": session.card,
            "course": session.course,
            "rounds": rounds,
            "order": [one.id for card in CARDS for one in session.rounds_of(card)],
            "open": session.open_round.id if session.open_round else "",
            "shown": session.shown.id if session.shown else "",
            "written": session.written,
            "joined": session.joined,
            "moderated": session.moderated,
            "ended": session.ended,
            "step": session.last_steps(),
        }
    )


class Fold(RuleBasedStateMachine):
    """Any order of events that a workshop could decide."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session()
        self.events: list[ev.AnyEvent] = []
        self.openings = 0
        self.happens(ev.Started(time=BEGIN, code="K7F3", details=ev.Details(), decks=()))

    def now(self) -> datetime:
        """A second later for every event."""
        return BEGIN + timedelta(seconds=len(self.events))

    def happens(self, event: ev.AnyEvent) -> None:
        """Take in an event."""
        self.events.append(event)
        self.session.apply(event)

    @rule(card=st.sampled_from(CARDS))
    def show_card(self, card: str) -> None:
        """Another card on the beamer."""
        self.happens(ev.CardShown(time=self.now(), card=card, title=card))

    @precondition(lambda self: self.session.open_round is None and self.session.card)
    @rule()
    def open_round(self) -> None:
        """A round on the card."""
        self.openings += 1
        card, number = self.session.card, len(self.session.rounds_of(self.session.card)) + 1
        self.happens(
            ev.RoundOpened(
                time=self.now(), round=f"{card}-{self.openings}", card=card, title=card, number=number,
                question=QUESTIONS[card],
            )
        )  # fmt: skip

    @precondition(lambda self: self.session.open_round is not None)
    @rule(voter=st.integers(0, 4), choice=st.integers(0, 1))
    def cast(self, voter: int, choice: int) -> None:
        """An answer, new or changed."""
        current = self.session.open_round
        assert current is not None
        self.happens(ev.Joined(mark=f"device{voter}"))
        field = current.activity.fields()[0]
        answer = {field.name: choice if current.card == "kleur" else [f"tekst {choice}"]}
        receipt = f"{len(self.events)}"
        self.happens(
            ev.BallotCast(round=current.id, mark=f"{current.id}/{voter}", answer=answer, receipt=receipt, nonce="n")
        )

    @precondition(lambda self: self.session.open_round is not None)
    @rule()
    def close(self) -> None:
        """The open round closes."""
        assert self.session.open_round is not None
        self.happens(ev.RoundClosed(time=self.now(), round=self.session.open_round.id))

    @precondition(lambda self: self.session.open_round is None and self.session.rounds)
    @rule(at=st.integers(0, 9))
    def resume(self, at: int) -> None:
        """A closed round goes on."""
        rounds = list(self.session.rounds)
        self.happens(ev.RoundResumed(time=self.now(), round=rounds[at % len(rounds)]))

    @precondition(lambda self: self.session.rounds)
    @rule(at=st.integers(0, 9))
    def show_result(self, at: int) -> None:
        """A result on the beamer."""
        rounds = list(self.session.rounds)
        self.happens(ev.ResultShown(time=self.now(), round=rounds[at % len(rounds)]))

    @rule()
    def hide_result(self) -> None:
        """No result on the beamer."""
        self.happens(ev.ResultHidden(time=self.now()))

    @precondition(lambda self: any(one.texts() for one in self.session.rounds.values()))
    @rule(act=st.sampled_from(["toon", "verberg", "groepeer"]), at=st.integers(0, 9))
    def moderate(self, act: str, at: int) -> None:
        """A text is arranged."""
        texts = [(one.id, item.id) for one in self.session.rounds.values() for item in one.texts()]
        round_id, text_id = texts[at % len(texts)]
        self.happens(ev.TextModerated(time=self.now(), round=round_id, text_id=text_id, act=act, group="Kop"))

    @precondition(lambda self: self.session.rounds)
    @rule(counts=st.tuples(st.integers(0, 3), st.integers(0, 3)))
    def count_hands(self, counts: tuple[int, int]) -> None:
        """Hands in the room."""
        last = list(self.session.rounds.values())[-1]
        if last.card == "kleur":
            self.happens(ev.HandsCounted(time=self.now(), round=last.id, counts=counts, people=sum(counts)))

    @rule(text=st.sampled_from(["een", "twee"]))
    def note(self, text: str) -> None:
        """Something is written down."""
        self.happens(ev.NoteTaken(time=self.now(), card=self.session.card, text=text))

    @rule()
    def undo(self) -> None:
        """The last step is taken back, unless that costs a ballot; nobody's answer is lost by it."""
        try:
            step = undoable_steps(self.session)[0][0]
        except CommandRefused:
            return
        before = {one.id: dict(one.ballots) for one in self.session.rounds.values() if one.ballots}
        self.happens(ev.Undone(time=self.now(), step=step))
        after = {one.id: dict(one.ballots) for one in self.session.rounds.values() if one.ballots}
        assert before == after

    @rule(text=st.sampled_from(["een", "twee"]))
    def a_note_taken_back_leaves_no_trace(self, text: str) -> None:
        """A step and its undoing together are nothing."""
        before = snapshot(self.session)
        self.note(text)
        step = undoable_steps(self.session)[0][0]
        self.happens(ev.Undone(time=self.now(), step=step))
        assert snapshot(self.session) == before

    @invariant()
    def one_by_one_is_the_same_as_all_at_once(self) -> None:
        """A session that goes on is the same as one that was read from its log, after a trip through JSON too."""
        read = Session(decode(encode(event)) for event in self.events)
        assert snapshot(read) == snapshot(self.session)

    @invariant()
    def at_most_one_round_is_open(self) -> None:
        """One round at a time takes ballots."""
        still_open = [one for one in self.session.rounds.values() if one.is_open]
        assert [one.id for one in still_open] == ([self.session.open_round.id] if self.session.open_round else [])

    @invariant()
    def a_voter_has_one_ballot_a_round(self) -> None:
        """The tally of a choice adds up to its voters."""
        for one in self.session.rounds.values():
            assert one.answers == len({ballot.mark for ballot in one.ballots.values()})


TestFold = Fold.TestCase
TestFold.settings = settings(max_examples=200, stateful_step_count=40, deadline=None)
