"""What the facilitator does with the questions in the question box."""

from collections.abc import Sequence
from dataclasses import dataclass

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.box import BoxAct
from kompas_tui.workshop.commands.command import Command, Scene

_LONGEST_BOX_REASON = 300


@dataclass(frozen=True, slots=True)
class HandleBox(Command):
    """Show a question of the box, keep it back, or say that it was answered; the reason is kept in the log."""

    text_id: str
    act: BoxAct
    reason: str = ""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """What was done with it."""
        if self.text_id not in scene.session.box:
            raise CommandRefused("Deze vraag staat niet in de vragenbus. Kijk in de lijst.")
        reason = clean_line(self.reason, _LONGEST_BOX_REASON)
        return [ev.BoxHandled(time=scene.now, text_id=self.text_id, act=self.act, reason=reason)]
