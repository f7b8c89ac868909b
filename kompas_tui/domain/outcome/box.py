"""What may be seen of the question box: in the room only what the facilitator showed, in the order of its support."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.session.box import BoxQuestion
from kompas_tui.domain.session.session import Session

WAITS_IN_BOX, SEEN_IN_BOX, ANSWERED_IN_BOX, HIDDEN_IN_BOX = (
    phrase("wacht"),
    phrase("te zien"),
    phrase("beantwoord"),
    phrase("niet getoond"),
)


@dataclass(frozen=True, slots=True)
class BoxItem:
    """A question of the box, how many others want to know it too, and how it stands in a word."""

    id: str
    text: str
    support: int
    state: str

    @property
    def answered(self) -> bool:
        """Whether it was answered."""
        return self.state == ANSWERED_IN_BOX

    @property
    def support_in_words(self) -> str:
        """How many want to know it too; empty where nobody said so."""
        return f"{count(self.support, 'ander wil', 'anderen willen')} dit ook weten" if self.support else ""


def box_in_room(session: Session) -> tuple[BoxItem, ...]:
    """The questions that everybody may see: those without an answer first, then by support."""
    seen = [asked for asked in session.box.values() if asked.shown]
    return tuple(map(_item, sorted(seen, key=lambda asked: (asked.answered, -asked.support))))


def box_to_read(session: Session) -> tuple[BoxItem, ...]:
    """All questions, for the facilitator only: those that wait first, and the hidden ones last."""
    rank = (WAITS_IN_BOX, SEEN_IN_BOX, ANSWERED_IN_BOX, HIDDEN_IN_BOX)
    items = map(_item, session.box.values())
    return tuple(sorted(items, key=lambda item: (rank.index(item.state), -item.support)))


def box_of(session: Session, ids: Iterable[str]) -> tuple[BoxItem, ...]:
    """The questions with these ids, as who asked them sees how they stand."""
    return tuple(_item(session.box[one]) for one in ids)


def box_data(items: Sequence[BoxItem]) -> list[dict[str, str | int]]:
    """Questions as plain data, without their ids."""
    return [{"vraag": item.text, "steun": item.support, "stand": item.state} for item in items]


def _item(asked: BoxQuestion) -> BoxItem:
    return BoxItem(asked.id, asked.text, asked.support, _state(asked))


def _state(asked: BoxQuestion) -> str:
    if asked.answered:
        return ANSWERED_IN_BOX
    if asked.shown is None:
        return WAITS_IN_BOX
    return SEEN_IN_BOX if asked.shown else HIDDEN_IN_BOX
