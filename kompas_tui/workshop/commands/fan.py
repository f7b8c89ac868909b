"""Drawing questions from the fan."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kompas_tui.domain.course.course import OWN_TOPIC
from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import did_you_mean, quoted
from kompas_tui.domain.session import events as ev
from kompas_tui.workshop.commands.command import Command, Scene
from kompas_tui.workshop.commands.course import shown

_LONGEST_QUESTION, _LONGEST_TOPIC = 280, 60
_chosen = random.SystemRandom().choice


@dataclass(frozen=True, slots=True)
class GoToFan(Command):
    """Show the fan; where one is shown already nothing changes."""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The card with the fan."""
        return shown(scene, fan_card(scene.card, scene.course))


@dataclass(frozen=True, slots=True)
class DrawQuestion(Command):
    """Draw a question of the fan, of one topic or of all, never one that was drawn before; the fan is shown."""

    topic: str = ""
    choose: Callable[[Sequence[str]], str] = _chosen

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The question, after the card with the fan where that isn't shown yet."""
        card = fan_card(scene.card, scene.course)
        question, topic = self._drawn(card, {drawn.question for drawn in scene.session.drawn})
        drawn = ev.QuestionDrawn(time=scene.now, card=card.address, topic=topic, question=question)
        return [*shown(scene, card), drawn]

    def _drawn(self, card: Card, before: set[str]) -> tuple[str, str]:
        fan = card.fan
        assert fan is not None, "the card of a fan has one"
        topics = [name for name, _ in fan.topics]
        if self.topic and self.topic not in topics:
            raise CommandRefused(
                f"De waaier heeft geen onderwerp {quoted(clean_line(self.topic, 60))}. "
                f"{did_you_mean(self.topic, topics)}"
            )
        left = [question for question in fan.questions(self.topic) if question not in before]
        if not left:
            if all(question in before for question in fan.questions("")):
                raise CommandRefused("Alle vragen van deze waaier zijn al geweest.")
            raise CommandRefused(f"Alle vragen over {quoted(self.topic)} zijn al geweest. Kies een ander onderwerp.")
        question = self.choose(left)
        return question, self.topic or next(name for name, questions in fan.topics if question in questions)


@dataclass(frozen=True, slots=True)
class AddQuestion(Command):
    """Put a question of the room in the fan, and lay it on the table; `topic` is a name or its number."""

    question: str
    topic: str = ""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The question in the fan, and drawn from it."""
        card = fan_card(scene.card, scene.course)
        assert card.fan is not None, "the card of a fan has one"
        question = clean_line(self.question, _LONGEST_QUESTION)
        if not question:
            raise CommandRefused("Schrijf eerst op wat je wilt vragen.")
        if question in card.fan.questions(""):
            raise CommandRefused("Deze vraag zit al in de waaier.")
        topic = self._topic([name for name, _ in card.fan.topics], scene)
        added = ev.QuestionAdded(time=scene.now, card=card.address, topic=topic, question=question)
        drawn = ev.QuestionDrawn(time=scene.now, card=card.address, topic=topic, question=question)
        return [*shown(scene, card), added, drawn]

    def _topic(self, topics: Sequence[str], scene: Scene) -> str:
        """The topic that was meant, else the one on the table, else one for the room's own questions."""
        about = clean_line(self.topic, _LONGEST_TOPIC)
        if not about:
            return scene.session.drawn[-1].topic if scene.session.drawn else OWN_TOPIC
        if about.isdecimal() and 1 <= int(about) <= len(topics):
            return topics[int(about) - 1]
        known = {name.casefold(): name for name in (*topics, OWN_TOPIC)}
        if about.casefold() not in known:
            raise CommandRefused(f"De waaier heeft geen onderwerp {quoted(about)}. {did_you_mean(about, topics)}")
        return known[about.casefold()]


def fan_card(card: Card, course: Course) -> Card:
    """The card with the fan: this one, else that of the deck; CommandRefused where there is none."""
    fan = card if card.fan is not None else course.fan
    if fan is None:
        raise CommandRefused("In deze kaartenset zit geen waaier. Maak dan een eigen vraag.")
    return fan
