"""Drawing lots: one of the texts that the room sees, or people in groups by number. The room sees it when told to."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.result.shapes import TextItem
from kompas_tui.domain.session import events as ev
from kompas_tui.workshop.commands.command import Command, Scene
from kompas_tui.workshop.commands.texts import without_texts
from kompas_tui.workshop.enlarging import texts_to_enlarge
from kompas_tui.workshop.lots import Lot

_MOST_COUNTING = 1000

_chance = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class DrawText(Command):
    """Draw one of the texts that the room sees, of those that have no answer yet."""

    after_the_end: ClassVar[bool] = True

    choose: Callable[[Sequence[TextItem]], TextItem] = _chance.choice

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """Nothing to keep; CommandRefused where there is no text."""
        if not _texts(scene):
            raise without_texts(scene.session, scene.card)
        return ()

    def drawn(self, scene: Scene) -> Lot:
        """The text by its id; none where they went meanwhile."""
        texts = _texts(scene)
        return Lot(self.choose(texts).id) if texts else Lot()


def _texts(scene: Scene) -> Sequence[TextItem]:
    return [item for item in texts_to_enlarge(scene.session) if not item.done]


@dataclass(frozen=True, slots=True)
class NumberGroups(Command):
    """Put people who count off in groups of a size, by their numbers."""

    after_the_end: ClassVar[bool] = True

    people: int
    size: int

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """Nothing to keep; CommandRefused where no groups can be made of so many."""
        if not 1 <= self.size <= self.people <= _MOST_COUNTING:
            raise CommandRefused(
                f"Zo kan ik geen groepen maken. Vul 1 tot en met {dotted(_MOST_COUNTING)} mensen in, "
                "en een groep die niet groter is."
            )
        return ()

    def drawn(self, scene: Scene) -> Lot:
        """The numbers of each group; where they don't come out even, some groups are one larger."""
        numbers = _chance.sample(range(1, self.people + 1), self.people)
        amount = self.people // self.size
        return Lot(groups=tuple(tuple(sorted(numbers[start::amount])) for start in range(amount)))
