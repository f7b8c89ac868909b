"""What a phone tells of the card on the beamer: its text in a few lines; knows no page and no phone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from kompas_tui.domain.course.named_bears import NO_TIPS_YET
from kompas_tui.domain.deck.canvases import Position
from kompas_tui.domain.deck.cards import Bear, Block, Card, CardPart, Lookup, is_step
from kompas_tui.domain.deck.plates import Plate
from kompas_tui.domain.language.sentences import glued, phrase
from kompas_tui.domain.language.wording import clock_time, labelled, long_date, quoted
from kompas_tui.domain.outcome import CanvasOutcome, CellOutcome, drawn_in_view
from kompas_tui.domain.outcome.canvas import Since
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session.session import Session
from kompas_tui.web.shown import Row, ShownTable, Wire

_ON_SCREEN = phrase("Dit staat op het scherm in de zaal.")
"""Stands for what a small page has no room for."""

_POSITIONS: Mapping[Position, str] = {
    Position.CONSENTS: phrase("akkoord"),
    Position.OBJECTS: phrase("bezwaar"),
    Position.ABSTAINS: phrase("onthoudt zich"),
    Position.SILENT: phrase("nog geen antwoord"),
}

_DEEPEST = 2
"""Lists in lists further down stand no further in, or words would have no room."""

_TABLE_BYTES = 3_000
"""What the tables of a card may take over the wire."""

_LOOKUP_BYTES = 4_000
"""What the source knows may take over the wire, beside a question."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """A paragraph; a strong one stands above others."""

    text: str
    strong: bool = False
    level: int = 0
    """How deep its list lies in others."""


@dataclass(frozen=True, slots=True)
class OnBeamer:
    """A card in words."""

    title: str
    lines: tuple[CardLine | ShownTable, ...]
    is_open: bool = False
    """Whether it is unfolded at once, since there is nothing else to read."""
    id: str = "scherm"
    summary: str = phrase("Op het scherm")
    """What stands there while it is folded."""
    picture: "ScreenPicture | None" = None

    @property
    def has_looks(self) -> bool:
        """Whether a table or a list in a list stands in it, which have looks of their own."""
        return any(isinstance(line, ShownTable) or line.level for line in self.lines)


@dataclass(frozen=True, slots=True)
class ScreenPicture:
    """A picture that a phone asks for after the page: where it is, and what it shows in words."""

    path: str
    description: str
    size: tuple[int, int]
    """Its width and height in pixels, so that nothing moves when it comes."""


def on_beamer(
    card: Card,
    session: Session,
    canvas: CanvasOutcome | None = None,
    break_ends: datetime | None = None,
    picture: ScreenPicture | None = None,
) -> OnBeamer:
    """The card's title and text up to its first step, and what a bear, a plate, a fan, a canvas or a break on it says.

    What comes after a step is for the facilitator to show.
    """
    lines = _lines(card, takewhile(lambda part: not is_step(part), card.blocks))
    if break_ends is not None:
        until = CardLine(phrase("We gaan verder om {tijd}.", tijd=clock_time(break_ends)), strong=True)
        return OnBeamer(card.title, (until, *lines), is_open=True)
    if card.plate is not None:
        lines += _of_plate(card.plate)
    if card.bear is not None:
        lines += _of_bear(card.bear)
    if card.fan is not None:
        lines += [CardLine(one.question) for one in drawn_in_view(session) if one.card == card.address][-1:]
    if canvas is not None:
        return OnBeamer(canvas.name, (*lines, *_of_canvas(canvas)), is_open=True)
    return _told(card, lines, picture) or OnBeamer(card.title, ())


def _told(card: Card, lines: Iterable[CardLine | ShownTable], picture: "ScreenPicture | None") -> OnBeamer | None:
    """The card as far as there is something to tell; its own picture is seen at once, and is told where it is gone."""
    told = tuple(lines)
    if card.picture is not None and picture is None:
        told = (CardLine(card.picture.alt), *told)
    if not told and picture is None:
        return None
    return OnBeamer(card.title, told, is_open=card.picture is not None, picture=picture)


def own_text(
    card: Card, canvas: CanvasOutcome | None = None, picture: "ScreenPicture | None" = None
) -> OnBeamer | None:
    """Only the card's own text and picture, which explain its question, and the canvas to which consent is asked."""
    lines = _lines(card, (part for part in card.blocks if not is_step(part)))
    if canvas is not None:
        return OnBeamer(canvas.name, (*lines, *_of_canvas(canvas)), is_open=True)
    return _told(card, lines, picture)


def looked_up(card: Card) -> OnBeamer | None:
    """What the source knows about the card's question, folded, as far as a small page takes it."""
    if card.lookup is None:
        return None
    lines = tuple(_of_lookup(card.lookup, Wire(_LOOKUP_BYTES)))
    return OnBeamer(card.lookup.title, lines, id="naslag", summary=card.lookup.title)


def _of_lookup(lookup: Lookup, wire: Wire) -> Iterator[CardLine | ShownTable]:
    for part in lookup.parts:
        if isinstance(part, Table):
            yield _taken(lookup.title, part, wire)
        elif line := _line(part):
            if not wire.takes(("",), (line.text,)):
                yield CardLine(_ON_SCREEN)
                return
            yield line


def _lines(card: Card, parts: Iterable[CardPart]) -> list[CardLine | ShownTable]:
    wire = Wire(_TABLE_BYTES)
    lines = [_taken(card.title, part, wire) if isinstance(part, Table) else _line(part) for part in parts]
    return [line for line in lines if line is not None]


def _line(block: Block) -> CardLine | None:
    """A paragraph with its mark; None where it says nothing."""
    told = " ".join(part for part in (block.mark, block.text) if part).strip()
    return CardLine(told, block.style in ("heading", "side"), min(block.level, _DEEPEST)) if told else None


def _of_plate(plate: Plate) -> Iterator[CardLine]:
    yield CardLine(plate.middle, strong=True)
    for point in (*plate.points, *plate.below):
        yield CardLine(f"{point.key}. " + (labelled(point.title, point.question) if point.question else point.title))


def _of_bear(bear: Bear) -> Iterator[CardLine]:
    if bear.sayings:
        yield CardLine(phrase("Je hoort zeggen"), strong=True)
    yield from (CardLine(quoted(saying)) for saying in bear.sayings)
    yield CardLine(phrase("Zo jaag je hem weg"), strong=True) if bear.tips else CardLine(NO_TIPS_YET)
    yield from (CardLine(f"{number}. {tip}") for number, tip in enumerate(bear.tips, 1))


def _of_canvas(canvas: CanvasOutcome) -> Iterator[CardLine | ShownTable]:
    """How it stands, and each cell as far as a small page takes it."""
    wire = Wire()
    yield CardLine(phrase("Nummer {nummer}, versie {versie}.", nummer=canvas.number, versie=canvas.version))
    yield CardLine(canvas.sentence, strong=True)
    if canvas.since is not None:
        yield CardLine(_since(canvas.since))
    if canvas.when:
        yield CardLine(phrase("De volgende keer: {dag}.", dag=long_date(canvas.when)))
    if canvas.is_asked:
        yield from (CardLine(glued(party.name, _POSITIONS[party.position], seam=": ")) for party in canvas.parties)
    for cell in canvas.cells:
        if cell.text or cell.table is None:  # a table has the title as its caption
            yield CardLine(cell.title, strong=True)
        yield from _of_cell(cell, wire)


def _since(before: Since) -> str:
    if before.day is None:
        return phrase("Dit gaat verder op versie {versie}, uit een eerdere sessie.", versie=before.version)
    day = long_date(before.day)
    return phrase("Dit gaat verder op versie {versie}, uit de sessie van {dag}.", versie=before.version, dag=day)


def _of_cell(cell: CellOutcome, wire: Wire) -> Iterator[CardLine | ShownTable]:
    if not cell.is_filled:
        yield CardLine(cell.when_empty)
    if cell.text:
        yield CardLine(cell.text if wire.takes(("",), (cell.text,)) else _ON_SCREEN)
    if cell.table is not None:
        yield _taken(cell.title, cell.table, wire)


def _taken(caption: str, table: Table, wire: Wire) -> ShownTable:
    """The rows that a small page takes, and how many it does not."""
    header, rows = table.header, table.in_words
    taken = tuple(Row(row, None) for row in takewhile(lambda row: wire.takes(header, row), rows))
    return ShownTable(caption, header, taken, len(rows) - len(taken), texts=True)
