"""What the organisation can answer: the last question of each card that asked one, and the texts that can be seen."""

from collections.abc import Iterator
from dataclasses import dataclass

from kompas_tui.domain.outcome.gate import outcome_of
from kompas_tui.domain.result.shapes import TextItem, TextList
from kompas_tui.domain.session.session import Session


@dataclass(frozen=True, slots=True)
class Answerable:
    """A question that was asked on a card, what was answered to it so far, and its texts, which have answers too."""

    card: str
    title: str
    question: str
    reaction: str
    texts: tuple[TextItem, ...] = ()

    @property
    def answered(self) -> int:
        """How much of it has an answer."""
        return sum(map(bool, (self.reaction, *(one.reaction for one in self.texts))))


def answerable(session: Session) -> Iterator[Answerable]:
    """What can be answered, in the order in which it was asked first; nothing of a round that is open."""
    for card, rounds in session.by_card.items():
        last = rounds[-1]
        if last.is_open:
            continue
        outcome = outcome_of(session, last)
        texts = tuple(outcome.result.items) if isinstance(outcome.result, TextList) else ()
        yield Answerable(card, last.title, outcome.question, outcome.reaction, texts)
