"""A chain of times as it runs: which turn it is follows from when it began, so that a restart changes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Final, Literal, assert_never, get_args

from kompas_tui.domain.language.sentences import glued, phrase
from kompas_tui.domain.language.wording import clock_time, count
from kompas_tui.domain.session import events as ev

MOST_STRETCHES = 99
LONGEST_STRETCH = 600 * 60
"""In seconds."""
_MINUTE, _SECOND = timedelta(minutes=1), timedelta(seconds=1)

RhythmChange = Literal["verder", "plus", "pauze", "hervat", "stop"]
"""What can be done with a chain that runs: skip the rest of a turn, add a minute, hold it, go on, stop it."""
RHYTHM_CHANGES: tuple[RhythmChange, ...] = get_args(RhythmChange)

SKIP_TURN: Final = "verder"
MINUTE_MORE: Final = "plus"
HOLD_RHYTHM: Final = "pauze"
RESUME_RHYTHM: Final = "hervat"
STOP_RHYTHM: Final = "stop"


@dataclass(slots=True)
class RunningRhythm:
    """One run of a card's chain; `ends` holds for each stretch when it ends, or ended."""

    card: str
    title: str
    began: datetime
    stretches: tuple[ev.Stretch, ...]
    round: str = ""
    """The round that closes with the last turn."""
    is_limit: bool = False
    """Whether it is no more than the time in which a question is answered."""
    is_clock: bool = False
    """Whether it is a clock that the facilitator set."""
    closes: bool = False
    """Whether it closes a round that opens while it runs."""
    ends: list[datetime] = field(default_factory=list)
    held: datetime | None = None
    stopped: datetime | None = None

    @property
    def turns(self) -> int:
        """How many turns there are, changes not counted."""
        return sum(not stretch.is_change for stretch in self.stretches)

    def place(self, now: datetime) -> int | None:
        """Which stretch it is, from 0; None once all of them are over."""
        # A chain that is held stands still at the moment when it was held.
        moment = self.held or now
        return next((index for index, ends in enumerate(self.ends) if moment < ends), None)

    def change(self, act: RhythmChange, now: datetime) -> None:
        """Do one of the acts; what means nothing now changes nothing."""
        index = self.place(now)
        if index is None or self.stopped is not None:
            return
        match act:
            case "stop":
                self.stopped = now
            case "pauze":
                self.held = self.held or now
            case "plus":
                self._shift(index, _MINUTE)
            case "hervat":
                self._go_on(index, now)
            case "verder":
                self._go_on(index, now)
                self._shift(index, now - self.ends[index])
            case _:
                assert_never(act)

    def take_round(self, round_id: str, now: datetime) -> None:
        """Close this round, which opens now, at the end: where it is a clock that closes what it finds open."""
        if self.closes and not self.round and self.stopped is None and self.place(now) is not None:
            self.round = round_id

    def _go_on(self, index: int, now: datetime) -> None:
        if self.held is not None:
            self._shift(index, now - self.held)
            self.held = None

    def _shift(self, first: int, by: timedelta) -> None:
        self.ends[first:] = [ends + by for ends in self.ends[first:]]


@dataclass(frozen=True, slots=True)
class TurnNow:
    """Where a chain that runs is."""

    card: str
    number: int
    of: int
    title: str
    is_change: bool
    ends: datetime
    is_held: bool
    left: timedelta
    next: ev.Stretch | None
    closes: str = ""
    """The round that closes when this stretch ends."""
    is_limit: bool = False
    is_clock: bool = False
    closes_round: bool = False
    """Whether a round closes when this stretch ends, be it one that is still to open."""

    @property
    def in_words(self) -> str:
        """`Beurt 2 van 4: samen`, or what comes now between two turns."""
        if self.is_limit:
            return phrase("Tijd om te antwoorden")
        if self.is_clock:
            return phrase("De klok loopt")
        if self.is_change:
            return phrase("Wisselen voor beurt {nummer} van {alle}", nummer=self.number, alle=self.of)
        return glued(phrase("Beurt {nummer} van {alle}", nummer=self.number, alle=self.of), self.title, seam=": ")

    @property
    def until(self) -> str:
        """`Tot 20:15`, or that it is held."""
        if self.is_held:
            return phrase("De tijd staat stil")
        return phrase("Tot {tijd}", tijd=f"{self.ends:%H:%M:%S}" if self.is_limit else clock_time(self.ends))

    @property
    def afterwards(self) -> str:
        """What comes next, in words."""
        if self.is_limit:
            return phrase("Daarna sluit de ronde. Heb je meer tijd nodig? Zeg het tegen de begeleider.")
        if self.is_clock:
            return phrase("Daarna sluit de ronde.") if self.closes_round else ""
        if self.next is None:
            return phrase("Dit is de laatste beurt.")
        length = count(self.next.minutes, "minuut", "minuten")
        turn = phrase("beurt {nummer}", nummer=self.number + (not self.is_change))
        following = phrase("wisselen") if self.next.is_change else self.next.title or turn
        return phrase("Straks: {wat}, {duur}", wat=following, duur=length)


@dataclass(frozen=True, slots=True)
class TurnRun:
    """A turn as it was: from when to when."""

    number: int
    title: str
    began: datetime
    ended: datetime

    @property
    def in_words(self) -> str:
        """`2: in tweetallen`."""
        return f"{self.number}: {self.title}" if self.title else str(self.number)

    @property
    def minutes(self) -> int:
        """The minutes, whole ones."""
        return max(round((self.ended - self.began) / _MINUTE), 0)


def begun(event: ev.RhythmStarted) -> RunningRhythm:
    """The chain that begins here."""
    ends = [
        event.time + _SECOND * total
        for total in accumulate(part.minutes * 60 + part.seconds for part in event.stretches)
    ]
    return RunningRhythm(
        event.card,
        event.title,
        event.time,
        event.stretches,
        event.round,
        event.is_limit,
        event.is_clock,
        event.closes,
        ends,
    )


def turn_now(rhythms: Sequence[RunningRhythm], now: datetime) -> TurnNow | None:
    """Where the last chain is; None where none runs."""
    last = rhythms[-1] if rhythms else None
    index = last.place(now) if last is not None and last.stopped is None else None
    if last is None or index is None:
        return None
    stretch, following = last.stretches[index], last.stretches[index + 1 : index + 2]
    number = sum(not one.is_change for one in last.stretches[: index + 1]) + stretch.is_change
    return TurnNow(
        last.card, number, last.turns, stretch.title, stretch.is_change, last.ends[index], last.held is not None,
        last.ends[index] - (last.held or now), following[0] if following else None, "" if following else last.round,
        last.is_limit, last.is_clock, closes_round=not following and (last.round != "" or last.closes),
    )  # fmt: skip


def is_overdue(rhythms: Sequence[RunningRhythm], open_round: str, now: datetime) -> bool:
    """Whether the round that is open should have closed with the last turn of its chain."""
    last = rhythms[-1] if rhythms else None
    return last is not None and last.stopped is None and last.round == open_round != "" and last.place(now) is None


def time_is_up(rhythms: Sequence[RunningRhythm], card: str, since: datetime, now: datetime) -> bool:
    """Whether the chain of this card ran to its end since then."""
    last = rhythms[-1] if rhythms else None
    # A question's own time being up closes its round, and says nothing of the card.
    if last is None or last.card != card or last.stopped is not None or last.is_limit:
        return False
    return last.place(now) is None and last.ends[-1] >= since


def turns_run(rhythm: RunningRhythm, until: datetime) -> Iterator[TurnRun]:
    """The turns that began before it was stopped, each as long as it was."""
    last = min(filter(None, (rhythm.stopped, rhythm.held if rhythm.stopped is None else None, until)))
    number, began = 0, rhythm.began
    for stretch, ends in zip(rhythm.stretches, rhythm.ends, strict=True):
        number += not stretch.is_change
        if began >= last:
            return
        if not stretch.is_change:
            yield TurnRun(number, stretch.title, began, min(ends, last))
        began = ends
