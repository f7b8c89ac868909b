"""One opening of an activity: its ballots, what the facilitator did with them, and the tally of it all."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from kompas_tui.domain.kinds import Activity, read_activity
from kompas_tui.domain.kinds.activity import TABLE_NUMBER
from kompas_tui.domain.question.answers import texts_in
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.result.shapes import Bars, Result, TextItem, TextList
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.moderation import TextState, moderated, with_hands, with_paddles

SMALLEST = 5
"""A group with fewer answers never stands apart."""


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
    paddle_marks: set[str] = field(default_factory=set)
    """The marks of the ballots that were given with a card on paper."""
    states: dict[str, TextState] = field(default_factory=dict)
    support: dict[str, int] = field(default_factory=dict)
    """Support per text id, from the last support round that closed."""
    merged: dict[str, str] = field(default_factory=dict)
    """Words, in small letters, that count as another one."""
    matches: list[tuple[str, str]] = field(default_factory=list)
    hands: ev.HandsCounted | None = None
    hunted: ev.Hunted | None = None
    taken: int = 0
    of: int = 0
    """How many it took from other cards, and of how many."""
    along: int = 0
    left_out: int = 0
    """Of those that were as strong as the last one: how many went along beyond it, or were left out."""
    was_shown: bool = False
    """Whether its result stood on the beamer, since it was opened or gone on with."""
    replaced: dict[tuple[str, str], Ballot] = field(default_factory=dict)
    """Ballots that were changed since, by mark and key: a late copy of one is no new answer."""
    one_a_table: bool = False
    outvoted: dict[str, Ballot] = field(default_factory=dict)
    """Ballots of tables for which another device answered later, by mark; they count for nothing."""
    reaction: str = ""
    """What the organisation answered to the question as a whole."""
    own: dict[str, TextItem] = field(default_factory=dict)
    """What the facilitator wrote on a board, by id."""
    lines: dict[int, dict[str, None]] = field(default_factory=dict)
    """By option with places: who signed up, a voter's mark or a table, in the order of the log."""
    both: int | None = None
    moved: int | None = None
    shared: int = 0
    """How many devices gave the ballots of more than one slip."""
    in_room: int = 0
    elsewhere: int = 0
    """How many said that they answered there, as far as that was kept at the close."""
    was_told_where: bool = False
    """Whether an earlier close told it: by taking that from a later one, who came between would stand apart."""
    tallied: tuple[tuple[object, ...], Result] | None = field(default=None, compare=False, repr=False)
    """The result of a closed round, and its seal when that was worked out."""
    was_limited: bool = False
    """Whether it closed since the time for an answer was up."""
    split: ev.Split | None = None
    """What was kept by role at the end of the session."""
    table_split: ev.Split | None = None
    """What was kept by table, of people who answered at one."""

    @property
    def taken_along(self) -> str:
        """`Hier staan 12 van de 44.`, and what became of equals; empty where all are here, or none came from a card."""
        staying = self.taken < self.of
        here = f"Hier {'staat' if self.taken == 1 else 'staan'} {self.taken} van de {self.of}." if staying else ""
        return f"{here} {self.ties}".strip()

    @property
    def ties(self) -> str:
        """What became of equal outcomes where the question took its options from another card."""
        if self.along == 1:
            return "1 antwoord was even sterk als het laatste. Dat doet ook mee."
        if self.along:
            return f"{self.along} antwoorden waren even sterk als het laatste. Ze doen ook mee."
        if self.left_out:
            return f"{self.left_out} antwoorden waren even sterk. Dat zijn er te veel, dus ze doen niet mee."
        return ""

    @property
    def is_open(self) -> bool:
        """Whether ballots are taken."""
        return self.closed is None

    @property
    def is_told(self) -> bool:
        """Whether the room has seen how it ended."""
        return self.was_shown and not self.is_open

    @property
    def answers(self) -> int:
        """How many voters answered."""
        return len(self.ballots)

    @property
    def paddles(self) -> int:
        """How many of them answered with a card on paper."""
        return len(self.paddle_marks)

    def ballots_by(self, *, paddle: bool) -> tuple[Ballot, ...]:
        """The ballots that were given with a paddle, or those that were given with a phone."""
        return tuple(ballot for mark, ballot in self.ballots.items() if (mark in self.paddle_marks) is paddle)

    @property
    def tells_paddles(self) -> bool:
        """Whether what phones and paddles gave may stand apart: neither is a few people, nor is any other group then.

        Not of an open round, where its growth could be watched. Beside a split by role or table the two together
        would tell by subtraction who few people are.
        """
        phones = self.answers - self.paddles
        splits = (self.activity.tells_roles and not self.activity.open_roles) or self.activity.tells_tables
        return not self.is_open and not splits and self.paddles >= SMALLEST and (not phones or phones >= SMALLEST)

    def texts(self) -> list[TextItem]:
        """All texts that were written, with their ids, hidden ones too."""
        fields = self.activity.fields()
        return [*(item for ballot in self.ballots.values() for item in texts_in(fields, ballot)), *self.own.values()]

    def hidden(self) -> frozenset[str]:
        """The ids of the texts that may not be shown: hidden ones, and where a deck asks it the not yet approved."""
        if self.activity.moderated:
            return frozenset(item.id for item in self.texts() if not self._state(item.id).shown)
        return frozenset(text_id for text_id, state in self.states.items() if state.shown is False)

    def _state(self, text_id: str) -> TextState:
        return self.states.get(text_id, TextState())

    def result(self, *, apart: bool = False) -> Result:
        """The tally of all ballots, with what the facilitator added; `apart` leaves out hands in the room.

        How many of a count came with paddles stands beside it where that may be told.

        A closed round is tallied once for each change.
        """
        if apart or self.is_open:
            return self._with_hands(apart=apart)
        seal = self.seal()
        if self.tallied is None or self.tallied[0] != seal:
            self.tallied = (seal, self._with_hands(apart=False))
        return self.tallied[1]

    def _with_hands(self, *, apart: bool) -> Result:
        result = self.tally(tuple(self.ballots.values()), tuple(self.own.values()))
        if isinstance(result, Bars) and self.tells_paddles:
            result = with_paddles(result, self.part(self.ballots_by(paddle=True)))
        if isinstance(result, Bars) and self.hands is not None and not apart:
            result = with_hands(result, self.hands.counts, self.hands.people)
        return result

    def tally(self, ballots: Sequence[Ballot], own: Sequence[TextItem] = ()) -> Result:
        """The tally of some of the ballots, as the facilitator arranged it, with the facilitator's `own` texts."""
        counted = [self._with_words_merged(ballot) for ballot in ballots] if self.merged else ballots
        hidden = self.hidden()
        result = self.activity.tally(counted, hidden)
        if own and isinstance(result, TextList):
            seen = tuple(item for item in own if item.id not in hidden)
            result = replace(result, items=(*result.items, *seen), hidden=result.hidden + len(own) - len(seen))
        return moderated(result, self.states, self.support, self.matches)

    def part(self, ballots: Sequence[Ballot]) -> Result:
        """The tally of a group of the ballots; places are for all groups together, and not told of one."""
        result = self.tally(ballots)
        return replace(result, seats=()) if isinstance(result, Bars) and result.seats else result

    def _with_words_merged(self, ballot: Ballot) -> Ballot:
        """The ballot with merged words in the spelling of the one they went into, whatever their capitals."""
        answer = {
            name: [self.merged.get(text.casefold(), text) for text in value] if _is_texts(value) else value
            for name, value in ballot.answer.items()
        }
        return replace(ballot, answer=answer)

    def seal(self) -> tuple[object, ...]:
        """Equal as long as the result of a closed round is the same."""
        # Without the ballots: those of a closed round stay as they are, and there can be twenty thousand.
        arranged = tuple(self.states.items()), tuple(self.support.items()), tuple(self.merged.items())
        return (self.closed, self.answers, self.reaction, *arranged, tuple(self.matches), self.hands)

    def results_by_table(self) -> list[tuple[str, Result]]:
        """The result per table, where one phone answers for a table, by the table's name or number."""
        if not self.activity.tables:
            return []
        tables: dict[str, list[Ballot]] = {}
        for ballot in self.ballots.values():
            tables.setdefault(ballot.answer[TABLE_NUMBER.name][0], []).append(ballot)
        named = self.activity.named_tables
        names = sorted(tables, key=named.index) if named else sorted(tables, key=_as_number)
        return [(name, self.part(tables[name])) for name in names]


def asked_in(opening: ev.RoundOpened) -> Activity:
    """The question of an opening."""
    question = dict(opening.question)
    activity = read_activity(question.pop("soort"), question)
    return replace(activity, named_tables=opening.tables) if opening.tables else activity


def _as_number(typed: str) -> float:
    return float(typed.replace(",", "."))


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)
