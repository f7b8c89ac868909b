"""What was explained: the text of the cards that were shown and asked nothing, which would else be lost."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kompas_tui.domain.deck.cards import Block, Card, CardPart, Course
from kompas_tui.domain.language.lists import BULLET
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.report.document import Bullets, Figures, Paragraph, Passage, Section
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session.session import Session


def explained(session: Session, course: Course) -> Section | None:
    """The texts of these cards, in the order in which they were first shown; None where there were none."""
    cards = (course.find(address) for address in dict.fromkeys(visit.card for visit in session.course))
    told = tuple(
        Section(card.title, tuple(_passages(card.title, card.blocks)))
        for card in cards
        if card is not None and _only_tells(card) and not session.rounds_of(card.address)
    )
    return Section("Wat er is uitgelegd", (), told) if told else None


def _only_tells(card: Card) -> bool:
    """Whether a card has text and nothing that the report tells elsewhere."""
    elsewhere = (card.activity, card.bear, card.hunt, card.plate, card.fan, card.canvas)
    return (
        not card.is_break
        and (card.has_tables or any(block.text.strip() for block in card.passages))
        and all(part is None for part in elsewhere)
    )


def _passages(title: str, parts: Sequence[CardPart]) -> Iterator[Passage]:
    tables = 0
    for is_item, run in groupby(parts, key=lambda part: isinstance(part, Block) and part.style == "item"):
        if is_item:
            yield from _list([part for part in run if isinstance(part, Block)])
            continue
        for part in run:
            if isinstance(part, Table):
                tables += 1
                yield Figures(f"{title}: tabel {tables}", f"Tabel van de kaart {quoted(title)}", part)
            elif text := part.text.strip():
                yield Paragraph(text)


def _list(items: Sequence[Block]) -> Iterator[Bullets]:
    told = [item for item in items if item.text.strip()]
    levels = tuple(item.level for item in told)
    if told:
        yield Bullets(tuple(map(_with_mark, told)), levels=levels if any(levels) else ())


def _with_mark(item: Block) -> str:
    """The text with its number or its box; a dot comes by itself."""
    return item.text.strip() if item.mark in ("", BULLET) else f"{item.mark} {item.text.strip()}"
