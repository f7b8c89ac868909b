"""What a question takes at least, by what there is to read and to fill in: an estimate for a rehearsal, no more."""

from math import ceil

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.question.fields import Texts

WORDS_A_MINUTE = 130
"""What people read on a phone, beside each other, with the question read aloud."""

_ANSWER_SECONDS, _WRITING_SECONDS, _OPENING_SECONDS = 8, 40, 30
"""To choose, to write, and to find the phone and hear what is asked."""


def needed_minutes(card: Card) -> int:
    """Whole minutes that answering the question of this card takes at least; 0 where it asks nothing."""
    if card.activity is None:
        return 0
    fields = card.activity.fields()
    words = len(card.activity.question.split()) + sum(
        len(" ".join((field.label, *getattr(field, "options", ()))).split()) for field in fields
    )
    writing = sum(_WRITING_SECONDS if isinstance(field, Texts) else _ANSWER_SECONDS for field in fields)
    return ceil((_OPENING_SECONDS + words * 60 / WORDS_A_MINUTE + writing) / 60)
