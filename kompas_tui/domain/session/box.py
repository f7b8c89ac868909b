"""The question box beside the rounds: who asks, who wants to know it too, and what the facilitator did with it."""

from dataclasses import dataclass, field
from typing import Literal

from kompas_tui.domain.language.wording import known_word
from kompas_tui.domain.session import events as ev

BoxAct = Literal["toon", "verberg", "beantwoord"]
BOX_ACTS: tuple[BoxAct, ...] = ("toon", "verberg", "beantwoord")
"""What a facilitator does with a question: show it, keep it back, or say that it was answered."""

LONGEST_BOX_QUESTION = 280
MOST_IN_BOX = 500
MOST_A_DEVICE = 10


@dataclass(slots=True)
class BoxQuestion:
    """A question, whose it is, who supports it, and how it stands: to be read, shown, hidden or answered."""

    id: str
    mark: str
    text: str
    shown: bool | None = None
    """Whether the room may see it; None while nobody read it."""
    answered: bool = False
    supporters: set[str] = field(default_factory=set)

    @property
    def support(self) -> int:
        """How many others want to know it too."""
        return len(self.supporters)


Box = dict[str, BoxQuestion]
"""The questions by their ids, in the order in which they came."""


def follow_box(box: Box, event: ev.BoxAsked | ev.BoxSupported | ev.BoxHandled) -> None:
    """Take in what happened; what is about no question of the box changes nothing."""
    if isinstance(event, ev.BoxAsked):
        box.setdefault(event.text_id, BoxQuestion(event.text_id, event.mark, event.text))
        return
    question = box.get(event.text_id)
    if question is None:
        return
    if isinstance(event, ev.BoxHandled):
        _handle(question, known_word(event.act, BOX_ACTS))
    elif not event.on:
        question.supporters.discard(event.mark)
    # Who asked it wants to know it anyhow; only others count as support.
    elif event.mark != question.mark:
        question.supporters.add(event.mark)


def _handle(question: BoxQuestion, act: BoxAct | None) -> None:
    if act is None:
        return
    question.answered = act == "beantwoord"
    if act != "beantwoord":  # a question that was answered aloud is not thereby shown
        question.shown = act == "toon"
