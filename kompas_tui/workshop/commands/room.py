"""Who is in the room: hands without a phone, how many people there are, who may still come in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import ClassVar, assert_never

import kompas_tui.workshop.door as door
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import count, did_you_mean, quoted
from kompas_tui.domain.outcome import options_of
from kompas_tui.domain.question.fields import Field, OneOf, Order, Pins, Place, Points, Scale, SeveralOf, Texts
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.commands.command import Command, Scene

MOST_HANDS = 10_000
MOST_NAMES = 500


@dataclass(frozen=True, slots=True)
class CountHands(Command):
    """Set the hands per option of this card's last round; `people` where one person may raise more than one.

    `only` is the round that they were counted for, where that is said.
    """

    counts: Mapping[str, int]
    people: int | None = None
    only: str = ""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """All hands anew, with what was counted before where nothing is said now."""
        last = scene.session.last_round(scene.card.address)
        if self.only and (last is None or last.id != self.only):
            raise CommandRefused("Deze handen horen bij een andere ronde. Er is niets bewaard.")
        asked, options = hand_options(scene.session, scene.card.address)
        for option, amount in self.counts.items():
            if option not in options:
                raise CommandRefused(f"{quoted(clean_line(option, 60))} is geen optie. {did_you_mean(option, options)}")
            if not 0 <= amount <= MOST_HANDS:
                raise CommandRefused(f"Het aantal handen is een getal van 0 tot en met {MOST_HANDS}.")
        if not 0 <= (self.people or 0) <= MOST_HANDS:
            raise CommandRefused(f"Het aantal mensen is een getal van 0 tot en met {MOST_HANDS}.")
        kept = asked.hands.counts if asked.hands else (0,) * len(options)
        counted = tuple(self.counts.get(option, before) for option, before in zip(options, kept, strict=True))
        raised = max(self.people or 0, _fewest_people(asked.activity.fields()[0], counted))
        return [ev.HandsCounted(time=scene.now, round=asked.id, counts=counted, people=raised)]

    def told(self, scene: Scene) -> str:
        """How many hands were counted."""
        return f"{count(sum(self.counts.values()), 'hand is', 'handen zijn')} bewaard."


@dataclass(frozen=True, slots=True)
class TakeAttendance(Command):
    """Write down how many people are there, and names for the full report where they are wanted."""

    done: ClassVar[str] = "De aanwezigheid is bewaard."

    people: int
    names: Sequence[str] | None = None
    """None where nothing is said of them: those that stand there stay."""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The number, at least that of the names."""
        if not 0 <= self.people <= MOST_HANDS:
            raise CommandRefused(f"Het aantal aanwezigen is een getal van 0 tot en met {MOST_HANDS}.")
        taken = scene.session.attendance
        named = self.names if self.names is not None else taken.names if taken is not None else ()
        names = tuple(name for raw in named[:MOST_NAMES] if (name := clean_line(raw, 100)))
        return [ev.AttendanceTaken(time=scene.now, people=max(self.people, len(names)), names=names)]


@dataclass(frozen=True, slots=True)
class LockRoom(Command):
    """Let no new devices take part, or let them again."""

    closed: bool = True

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """That the room is locked or open, where it isn't yet."""
        return (door.locking if self.closed else door.unlocking)(scene.session, scene.now)

    def told(self, scene: Scene) -> str:
        """Who may come in now."""
        return "De zaal is op slot. Nieuwe telefoons doen niet meer mee." if self.closed else "De zaal is weer open."


@dataclass(frozen=True, slots=True)
class AllowTablet(Command):
    """Let the device that shows this code go from hand to hand."""

    done: ClassVar[str] = "Dat toestel mag van hand tot hand gaan."

    code: str

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """That the device may."""
        return door.allowing(scene.session, self.code, scene.now)


def hand_options(session: Session, card: str) -> tuple[Round, tuple[str, ...]]:
    """The last round of a card with the options on which hands can be counted, else CommandRefused."""
    asked = session.last_round(card)
    if asked is None:
        raise CommandRefused("Er is nog geen ronde. Open er eerst een.", "open")
    if not takes_hands(asked) and asked.activity.by_slip:
        raise CommandRefused("Hier telt alleen wie een stembriefje heeft. Handen kun je er niet bij tellen.")
    if not takes_hands(asked):
        raise CommandRefused("Bij deze vraag kun je geen handen tellen.")
    return asked, options_of(session, asked)


def takes_hands(asked: Round) -> bool:
    """Whether hands in the room can be counted beside this round's answers."""
    return asked.activity.takes_hands and not asked.activity.by_slip


def _fewest_people(field: Field, counts: Sequence[int]) -> int:
    """How many people these hands are at least: everyone raises as many as the question allows."""
    match field:
        case SeveralOf():
            return max(max(counts), ceil(sum(counts) / field.most))
        case Points():
            return ceil(sum(counts) / field.total)
        case OneOf() | Scale() | Order() | Place() | Pins() | Texts():
            return sum(counts)
        case _:
            assert_never(field)
