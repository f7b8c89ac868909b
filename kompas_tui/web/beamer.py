"""What a phone tells of the card on the beamer: its text in a few lines; knows no page and no phone."""

from collections.abc import Iterator
from dataclasses import dataclass

from kompas_tui.domain.deck import Bear, Block, Card
from kompas_tui.domain.plate import Plate
from kompas_tui.domain.session import Session
from kompas_tui.domain.wording import labelled, quoted


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
    """The card's text, and what a bear, a plate or a fan on it says; None where that is nothing."""
    lines = [*map(_line, card.blocks)]
    lines = [line for line in lines if line.text]
    if card.plate is not None:
        lines += _of_plate(card.plate)
    if card.bear is not None:
        lines += _of_bear(card.bear)
    if card.fan is not None:
        lines += [Line(one.question) for one in session.drawn if one.card == card.address][-1:]
    return OnBeamer(card.title, tuple(lines)) if lines else None


def in_words(card: Card) -> OnBeamer | None:
    """Only the card's own text, which explains its question."""
    lines = tuple(line for line in map(_line, card.blocks) if line.text)
    return OnBeamer(card.title, lines) if lines else None


def _line(block: Block) -> Line:
    """A step has no text of its own."""
    said = "" if block.style == "step" else " ".join(part for part in (block.mark, block.text) if part)
    return Line(said.strip(), block.style in ("heading", "side"))


def _of_plate(plate: Plate) -> Iterator[Line]:
    yield Line(plate.middle, strong=True)
    for point in (*plate.points, *plate.below):
        yield Line(f"{point.key}. " + (labelled(point.title, point.question) if point.question else point.title))


def _of_bear(bear: Bear) -> Iterator[Line]:
    yield Line("Je hoort zeggen", strong=True)
    yield from (Line(quoted(saying)) for saying in bear.sayings)
    yield Line("Zo jaag je hem weg", strong=True)
    yield from (Line(f"{number}. {tip}") for number, tip in enumerate(bear.tips, 1))
