"""What the facilitator writes down: notes, decisions, actions, promises, and what is parked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.text import clean_line, clean_lines
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.session import events as ev
from kompas_tui.workshop.commands.command import Command, Scene

LONGEST_NOTE = 1000
BINDS_NOBODY = "Een toezegging heeft iemand die het doet en iemand voor wie. Vul allebei in."
NOTHING_WRITTEN = "Er staat nog geen tekst. Schrijf iets op."
_LONGEST_ALT = 500


@dataclass(frozen=True, slots=True)
class TakeNote(Command):
    """Write a note at this card, about the question of the fan that was drawn last on it."""

    done: ClassVar[str] = "De notitie is bewaard."

    text: str

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The note."""
        card = scene.card.address
        drawn = [one.question for one in scene.session.drawn if one.card == card]
        about = drawn[-1] if drawn else ""
        return [ev.NoteTaken(time=scene.now, card=card, text=_written(self.text), about=about)]


@dataclass(frozen=True, slots=True)
class Decide(Command):
    """Write down a decision."""

    done: ClassVar[str] = "Het besluit is bewaard."

    text: str

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The decision."""
        return [ev.DecisionTaken(time=scene.now, card=scene.card.address, text=_written(self.text))]


@dataclass(frozen=True, slots=True)
class Agree(Command):
    """Write down an action; `when` is an ISO date or empty."""

    done: ClassVar[str] = "Het actiepunt is bewaard."

    what: str
    who: str = ""
    when: str = ""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The action."""
        what, who, when = _written(self.what), clean_line(self.who, 200), iso_day(self.when)
        return [ev.ActionAgreed(time=scene.now, card=scene.card.address, what=what, who=who, when=when)]


@dataclass(frozen=True, slots=True)
class Promise(Command):
    """Write down what somebody promised to somebody; `when` is an ISO date or empty."""

    done: ClassVar[str] = "De toezegging is bewaard."

    who: str
    to: str
    what: str
    when: str = ""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The promise; without who or to whom it binds nobody."""
        who, to = clean_line(self.who, 200), clean_line(self.to, 200)
        if not who or not to:
            raise CommandRefused(BINDS_NOBODY)
        what, when = _written(self.what), iso_day(self.when)
        return [ev.PromiseMade(time=scene.now, card=scene.card.address, what=what, who=who, to=to, when=when)]


@dataclass(frozen=True, slots=True)
class FinishAction(Command):
    """Mark an action or a promise of the session before as done; its number counts from 1."""

    done: ClassVar[str] = "Het actiepunt is klaar."

    number: int

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """That it is done, where it wasn't."""
        before = scene.session.continued
        if before is None or not 1 <= self.number <= len(before.actions):
            raise CommandRefused("Dit staat niet in de lijst van de vorige sessie.")
        if self.number in scene.session.finished:
            return ()
        return [ev.ActionFinished(time=scene.now, number=self.number)]

    def told(self, scene: Scene) -> str:
        """A promise is kept, an action is done."""
        before = scene.session.continued
        is_promise = before is not None and before.actions[self.number - 1].is_promise
        return "De toezegging is nagekomen." if is_promise else self.done


@dataclass(frozen=True, slots=True)
class AddPhoto(Command):
    """Put a photo in the report, by the name under which it is kept, with what there is to see in words."""

    done: ClassVar[str] = "De foto staat in het verslag."

    picture: str
    alt: str
    public: bool = False

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The photo; who can't see it reads what is on it, so that is needed."""
        alt = clean_line(self.alt, _LONGEST_ALT)
        if not alt:
            raise CommandRefused("Schrijf erbij wat er op de foto staat. Dat leest wie hem niet kan zien.")
        card = scene.card.address
        return [ev.PhotoTaken(time=scene.now, card=card, picture=self.picture, alt=alt, public=self.public)]


@dataclass(frozen=True, slots=True)
class Park(Command):
    """Put a subject aside."""

    done: ClassVar[str] = "Het onderwerp staat op de parkeerplaats."

    text: str

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The subject."""
        return [ev.Parked(time=scene.now, card=scene.card.address, text=_written(self.text))]


def _written(typed: str) -> str:
    text = clean_lines(typed, LONGEST_NOTE)
    if not text:
        raise CommandRefused(NOTHING_WRITTEN)
    return text


def iso_day(typed: str) -> str:
    """The ISO date that was given; empty where none was, CommandRefused where it is none."""
    if not typed.strip():
        return ""
    try:
        return date.fromisoformat(typed.strip()).isoformat()
    except ValueError as error:
        raise CommandRefused(
            f"{quoted(clean_line(typed, 30))} is geen datum. Schrijf bijvoorbeeld 2026-12-31."
        ) from error
