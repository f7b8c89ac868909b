"""The harvest of a session: what was agreed, corrected and confirmed, and when people hear what happens with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import kompas_tui.workshop.rounds as rounds
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.kinds.activity import PROPOSAL_LENGTH
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.text import clean_line, clean_lines
from kompas_tui.domain.report.agreed import CONFIRMING, agreed_in_lines, agreements
from kompas_tui.domain.session import events as ev
from kompas_tui.workshop.commands.asking import free_address
from kompas_tui.workshop.commands.command import Command, Scene
from kompas_tui.workshop.commands.writing import BINDS_NOBODY, LONGEST_NOTE, iso_day

_LONGEST_NAME, _LONGEST_WAY = 200, 200


@dataclass(frozen=True, slots=True)
class Correct(Command):
    """Put what was written down in other words; `when` is an ISO date or empty."""

    done: ClassVar[str] = "De verbetering is bewaard."

    number: int
    text: str
    who: str = ""
    to: str = ""
    when: str = ""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The correction, where it is another text than now."""
        noted = _noted(scene, self.number)
        text = clean_lines(self.text, LONGEST_NOTE)
        if not text:
            raise CommandRefused("Er staat geen tekst meer. Haal het weg, of schrijf iets op.")
        who, to = clean_line(self.who, _LONGEST_NAME), clean_line(self.to, _LONGEST_NAME)
        if isinstance(noted, ev.PromiseMade) and not (who and to):
            raise CommandRefused(BINDS_NOBODY)
        when = iso_day(self.when)
        return [ev.WrittenCorrected(time=scene.now, number=self.number, text=text, who=who, to=to, when=when)]


@dataclass(frozen=True, slots=True)
class Remove(Command):
    """Take away what was written down."""

    done: ClassVar[str] = "Het staat er niet meer bij."

    number: int

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """That it is gone."""
        _noted(scene, self.number)
        return [ev.WrittenRemoved(time=scene.now, number=self.number)]


@dataclass(frozen=True, slots=True)
class PlanFeedback(Command):
    """Say when and how people hear what happens with what they gave; `when` is an ISO date or empty."""

    done: ClassVar[str] = "De terugkoppeling is bewaard."

    when: str = ""
    how: str = ""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The plan; both empty takes it away."""
        return [ev.FeedbackPlanned(time=scene.now, when=iso_day(self.when), how=clean_line(self.how, _LONGEST_WAY))]


@dataclass(frozen=True, slots=True)
class ConfirmHarvest(Command):
    """Ask the room whether it consents to what was agreed, on a card of its own."""

    done: ClassVar[str] = "De zaal kan nu zeggen of de oogst klopt."

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The card with its round, open at once."""
        if scene.session.open_round is not None:
            raise CommandRefused("Er is nog een ronde open. Sluit die eerst.", "sluit")
        if not agreements(scene.session):
            raise CommandRefused("Er is nog niets afgesproken. Schrijf eerst een besluit of actiepunt op.")
        listed = agreed_in_lines(scene.session)
        if len(listed) > PROPOSAL_LENGTH:
            raise CommandRefused("De oogst is te lang voor één vraag. Haal weg wat dubbel is, of schrijf het korter.")
        asked = read_activity("instemming", {"vraag": "Klopt wat we afspraken?", "voorstel": listed}).data
        address, title = free_address(scene.course, CONFIRMING), "Klopt de oogst?"
        after = scene.card.address
        return [
            ev.CardAdded(time=scene.now, card=address, after=after, title=title, question=asked),
            ev.CardShown(time=scene.now, card=address, title=title),
            rounds.next_round(
                # Without the hunt: the same question behind a bear must not count as a step of it.
                scene.session,
                replace(scene.card, address=address, title=title, hunt=None),
                asked,
                scene.now,
            ),
        ]


def _noted(scene: Scene, number: int) -> ev.Written:
    noted = scene.session.noted.get(number)
    if noted is None:
        raise CommandRefused("Dit staat niet meer in de oogst. Kijk in de lijst.")
    return noted
