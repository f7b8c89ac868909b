"""What was explained: the text of the cards that were shown and asked nothing, which would else be lost."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kompas_tui.domain.deck.cards import Block, Card, Course
from kompas_tui.domain.report.document import Bullets, Paragraph, Passage, Section
from kompas_tui.domain.session.session import Session


def explained(session: Session, course: Course) -> Section | None:
    """The texts of these cards, in the order in which they were first shown; None where there were none."""
    cards = (course.find(address) for address in dict.fromkeys(visit.card for visit in session.course))
    told = tuple(
        Section(card.title, tuple(_passages(card.blocks)))
        for card in cards
        if card is not None and _only_tells(card) and not session.rounds_of(card.address)
    )
    return Section("Wat er is uitgelegd", (), told) if told else None


def _only_tells(card: Card) -> bool:
    """Whether a card has text and nothing that the report tells elsewhere."""
    elsewhere = (card.activity, card.bear, card.hunt, card.plate, card.fan, card.canvas)
    return (
        not card.is_break
        and any(block.text.strip() for block in card.blocks)
        and all(part is None for part in elsewhere)
    )


def _passages(blocks: Sequence[Block]) -> Iterator[Passage]:
    for is_item, run in groupby(blocks, key=lambda block: block.style in ("item", "row")):
        texts = tuple(text for block in run if (text := block.text.strip()))
        if is_item and texts:
            yield Bullets(texts)
        else:
            yield from map(Paragraph, texts)
