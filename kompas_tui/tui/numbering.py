"""What the keys 1 to 9 and 0 stand for on the beamer: what the card or its result numbers, in the order shown."""

from collections.abc import Sequence

from kompas_tui.domain.course.hunt import TIPS
from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.language.wording import labelled
from kompas_tui.domain.result.shapes import Bars, Result, Stacked, TextList

KEYS = "1234567890"


def numbered(card: Card, result: Result | None) -> Sequence[str]:
    """What becomes an action point at a digit: a bear's tips, those that were picked, or the items of a checklist."""
    if isinstance(result, Stacked):
        return [_with_idea(row.label, result) for row in result.rows][: len(KEYS)]
    if isinstance(result, Bars) and picks_tips(card):
        return [*(bar.label for bar in result.ranked), *(item.text for item in result.texts)][: len(KEYS)]
    if isinstance(result, TextList) and picks_tips(card):
        return [" ".join(item.text.split()) for item in result.items][: len(KEYS)]
    if result is None and card.bear is not None:
        return card.bear.tips
    return []


def _with_idea(item: str, judged: Stacked) -> str:
    """The item with what the group would do about it, to be changed at will."""
    headings = (item, *(labelled(item, level) for level in judged.levels))
    idea = next((" ".join(idea.text.split()) for idea in judged.ideas if idea.group in headings), "")
    return labelled(item, idea) if idea else item


def picks_tips(card: Card) -> bool:
    """Whether this step of the hunt is the one in which tips are picked."""
    return card.hunt is not None and card.hunt.name == TIPS


def key_span(amount: int) -> str:
    """The keys for so many things, such as `1-7`, `1-9 0` or `1`."""
    if amount <= 1:
        return "1"
    return f"1-{amount}" if amount < len(KEYS) else "1-9 0"
