"""What a phone tells of the card on the beamer: its text in a few lines; knows no page and no phone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from kompas_tui.domain.deck.cards import Bear, Block, Card
from kompas_tui.domain.deck.plates import Plate
from kompas_tui.domain.language.wording import labelled, quoted
from kompas_tui.domain.session.session import Session


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; a strong one stands above others."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class OnBeamer:
    """A card in words."""

    title: str
    lines: tuple[Line, ...]


def on_beamer(card: Card, session: Session) -> OnBeamer | None:
    """The card's text up to its first step, and what a bear, a plate or a fan on it says; None where that is nothing.

    What comes after a step is for the facilitator to show.
    """
    lines = _lines(takewhile(lambda block: block.style != "step", card.blocks))
    if card.plate is not None:
        lines += _of_plate(card.plate)
    if card.bear is not None:
        lines += _of_bear(card.bear)
    if card.fan is not None:
        lines += [Line(one.question) for one in session.drawn if one.card == card.address][-1:]
    return OnBeamer(card.title, tuple(lines)) if lines else None


def in_words(card: Card) -> OnBeamer | None:
    """Only the card's own text, which explains its question."""
    lines = _lines(block for block in card.blocks if block.style != "step")
    return OnBeamer(card.title, tuple(lines)) if lines else None


def _lines(blocks: Iterable[Block]) -> list[Line]:
    said = [(" ".join(part for part in (block.mark, block.text) if part).strip(), block.style) for block in blocks]
    return [Line(text, style in ("heading", "side")) for text, style in said if text]


def _of_plate(plate: Plate) -> Iterator[Line]:
    yield Line(plate.middle, strong=True)
    for point in (*plate.points, *plate.below):
        yield Line(f"{point.key}. " + (labelled(point.title, point.question) if point.question else point.title))


def _of_bear(bear: Bear) -> Iterator[Line]:
    yield Line("Je hoort zeggen", strong=True)
    yield from (Line(quoted(saying)) for saying in bear.sayings)
    yield Line("Zo jaag je hem weg", strong=True)
    yield from (Line(f"{number}. {tip}") for number, tip in enumerate(bear.tips, 1))
