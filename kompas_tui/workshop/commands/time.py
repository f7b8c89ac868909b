"""A clock that counts down, and the chain of times of a card."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kompas_tui.domain.deck.rhythms import Rhythm
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.rhythms import MINUTE_MORE, RHYTHM_CHANGES, STOP_RHYTHM, RhythmChange, turn_now
from kompas_tui.workshop.commands.command import Command, Scene
from kompas_tui.workshop.countdown import check_minutes
from kompas_tui.workshop.rounds import opening

RhythmAct = Literal["start"] | RhythmChange

START_RHYTHM: Final = "start"
RHYTHM_ACTS: tuple[RhythmAct, ...] = (START_RHYTHM, *RHYTHM_CHANGES)


@dataclass(frozen=True, slots=True)
class SetTimer(Command):
    """Count down from now; at the end the open round may close by itself."""

    minutes: float
    closes_round: bool = False

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """That it began, in the place of another one; CommandRefused for a time that makes no sense or in a chain."""
        check_minutes(self.minutes)
        before = _clock_gives_way(scene)
        current = scene.session.open_round
        closes = current.id if self.closes_round and current is not None else ""
        stretch = ev.Stretch(seconds=max(round(self.minutes * 60), 1))
        card = scene.card
        begun = ev.RhythmStarted(
            time=scene.now,
            card=card.address,
            title=card.title,
            stretches=(stretch,),
            round=closes,
            is_clock=True,
            closes=self.closes_round,
        )
        return [*before, begun]


@dataclass(frozen=True, slots=True)
class StopTimer(Command):
    """Stop counting down, whatever counts."""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """That the chain stopped, where one runs; else nothing to keep."""
        running = turn_now(scene.session.rhythms, scene.now)
        return [ev.RhythmChanged(time=scene.now, act=STOP_RHYTHM)] if running else ()


def _clock_gives_way(scene: Scene) -> Sequence[ev.AnyEvent]:
    """That a clock that runs is stopped; CommandRefused where a chain runs."""
    running = turn_now(scene.session.rhythms, scene.now)
    if running is not None and running.is_clock:
        return [ev.RhythmChanged(time=scene.now, act=STOP_RHYTHM)]
    if running is not None:
        raise CommandRefused(f"Er loopt al een ritme bij {quoted(scene.session.rhythms[-1].title)}. Stop dat eerst.")
    return ()


@dataclass(frozen=True, slots=True)
class PaceRhythm(Command):
    """Start the chain of times of this card, skip the rest of a turn, add a minute, hold it, go on, or stop it."""

    act: RhythmAct

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """What was done; CommandRefused where there is no chain to do it with."""
        if self.act == START_RHYTHM:
            return _started(scene)
        running = turn_now(scene.session.rhythms, scene.now)
        if running is None:
            raise CommandRefused("Er loopt nu geen ritme. Start het eerst, op de kaart waar het bij hoort.")
        return [ev.RhythmChanged(time=scene.now, act=self.act)]

    def told(self, scene: Scene) -> str:
        """What is done now, where that can't be seen at once."""
        running = turn_now(scene.session.rhythms, scene.now)
        if running is not None and running.is_clock and self.act == STOP_RHYTHM:
            return "De klok is gestopt."
        if running is not None and running.is_limit and self.act == STOP_RHYTHM:
            return "De ronde blijft open tot jij hem sluit."
        if self.act != STOP_RHYTHM:
            return "Er is een minuut bij." if self.act == MINUTE_MORE else ""
        return "Het ritme is gestopt. De ronde staat nog open." if scene.session.open_round else "Het ritme is gestopt."


def _started(scene: Scene) -> Sequence[ev.AnyEvent]:
    """That the chain of this card began, and the round that opens with it."""
    card, rhythm = scene.card, scene.card.rhythm
    if rhythm is None:
        raise CommandRefused("Op deze kaart staat geen ritme. Een gewone klok kan wel.")
    before = _clock_gives_way(scene)
    opens = opening(scene.session, scene.course, card, "nieuw", scene.now) if rhythm.opens else ()
    current = scene.session.open_round
    here = current.id if rhythm.opens and current is not None and current.card == card.address else ""
    closes = next((event.round for event in opens if isinstance(event, ev.RoundOpened)), here)
    begun = ev.RhythmStarted(
        time=scene.now, card=card.address, title=card.title, stretches=tuple(_stretches(rhythm)), round=closes
    )
    return [*before, *opens, begun]


def _stretches(rhythm: Rhythm) -> list[ev.Stretch]:
    """The turns, with the time to change places between them."""
    stretches: list[ev.Stretch] = []
    for turn in rhythm.turns:
        if stretches and rhythm.between:
            stretches.append(ev.Stretch(rhythm.between, is_change=True))
        stretches.append(ev.Stretch(turn.minutes, turn.title))
    return stretches
