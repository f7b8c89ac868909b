"""The bears as cards of half an A4: the drawing and what you hear on the left, how to chase it on the right."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from docx.document import Document
from docx.shared import Mm

from kompas_tui.deck_files.drawings import read_drawing
from kompas_tui.domain.deck.cards import Bear, Card
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.export.markup import Xml, paragraph, picture_run, text_run
from kompas_tui.export.paper.pages import A4, Part, halves_to_cut, line_to_write_on

WIDTHS, HEIGHT = (4300, A4.text_width - 4300), 6750
_HIGHEST, DOT = 18, 6
"""So many rows of a drawing, and so many pixels a dot."""

_WIDE = 62
"""The width of a drawing in millimetres."""

TIP_SIZE = 22
_BITS = {0: (0, 0), 1: (0, 1), 2: (0, 2), 3: (1, 0), 4: (1, 1), 5: (1, 2), 6: (0, 3), 7: (1, 3)}
"""Which dot a bit of a braille sign is: column and row."""


def bear_part(cards: Sequence[Card], document: Document, beside: Path | None) -> Iterator[Part]:
    """The cards of all bears, and one for a bear of the group's own; nothing where a deck has none."""
    bears = [card.bear for card in cards if card.bear is not None]
    if not bears:
        return
    rows = [_card(bear, document, beside) for bear in bears]
    use = "Knip de kaarten los. Leg ze op tafel of hang ze op. De laatste is voor een eigen beer."
    yield Part("Berenkaarten", use, A4, (halves_to_cut([*rows, _own()], WIDTHS, HEIGHT, "Berenkaarten"),))


def _card(bear: Bear, document: Document, beside: Path | None) -> list[list[Xml]]:
    drawn = drawing_png(bear.drawing, beside)
    left = [_name(bear.name)]
    if drawn:
        inline = document.part.new_pic_inline(io.BytesIO(drawn), Mm(_WIDE))
        left.append(paragraph("Normal", picture_run(inline, "Beer", f"Tekening van de beer {bear.name}")))
    left += [
        paragraph("KompasToelichting", text_run(f"“{saying}”", half_points=TIP_SIZE)) for saying in bear.sayings[:4]
    ]
    right = [paragraph("KompasVraag", text_run("Zo verjaag je deze beer"))]
    return [left, right + [paragraph("ListBullet", text_run(tip, half_points=TIP_SIZE)) for tip in bear.tips]]


def _name(name: str) -> Xml:
    """No style that stays with the next: LibreOffice would take it for the whole table and begin a new page."""
    return paragraph("KompasInleiding", text_run(name, "Strong"))


def _own() -> list[list[Xml]]:
    left = [_name("Onze eigen beer"), paragraph("KompasToelichting", text_run("Zo heet hij:"))]
    left += [line_to_write_on(), paragraph("KompasToelichting", text_run("Dit hoor je dan:"))]
    right = [paragraph("KompasVraag", text_run("Zo verjaag je deze beer"))]
    return [[*left, *(line_to_write_on() for _ in range(4))], [*right, *(line_to_write_on() for _ in range(7))]]


def drawing_png(name: str, beside: Path | None) -> bytes:
    """A drawing of braille dots as a picture; empty where there is none, or it is made of other signs."""
    try:
        rows = read_drawing(name, beside).split("\n")[:_HIGHEST] if name else []
    except KompasError:
        return b""
    dots = [
        (2 * column + across, 4 * row + down)
        for row, line in enumerate(rows)
        for column, char in enumerate(line[:60])
        if "\u2800" <= char <= "\u28ff"
        for bit, (across, down) in _BITS.items()
        if (ord(char) - 0x2800) >> bit & 1
    ]
    return _drawn(dots) if dots else b""


def _drawn(dots: Sequence[tuple[int, int]]) -> bytes:
    from PIL import Image, ImageDraw

    wide, high = (max(dot[axis] for dot in dots) + 1 for axis in (0, 1))
    made = Image.new("L", (wide * DOT, high * DOT), 255)
    draw = ImageDraw.Draw(made)
    for x, y in dots:
        draw.rectangle((x * DOT, y * DOT, (x + 1) * DOT - 1, (y + 1) * DOT - 1), 0x30)
    stream = io.BytesIO()
    made.save(stream, "PNG", optimize=True)
    return stream.getvalue()
