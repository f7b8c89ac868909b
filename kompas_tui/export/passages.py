"""What a report says, passage by passage, as elements of a Word document; knows styles and tables, no rounds."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docx.document import Document
from docx.shared import Mm

from kompas_tui.domain.report import (
    Bullets,
    Chart,
    Facts,
    FieldPicture,
    Figures,
    MovesPicture,
    Paragraph,
    Passage,
    PhotoPicture,
    PinsPicture,
    PlatePicture,
)
from kompas_tui.domain.report.document import Tone
from kompas_tui.export.chart_colours import dark_enough
from kompas_tui.export.charts import chart_run
from kompas_tui.export.columns import alike, columns_for
from kompas_tui.export.markup import (
    SMALL_TYPE,
    TYPED_ROW,
    Xml,
    held,
    paragraph,
    picture_run,
    strip,
    tab,
    table,
    text_run,
)

STYLES: dict[Tone, str] = {
    "warning": "KompasLetOp",
    "lead": "KompasInleiding",
    "text": "Normal",
    "question": "KompasVraag",
    "outcome": "KompasUitkomst",
    "quiet": "KompasToelichting",
    "code": "KompasControlegetal",
}

_DRAWN = "KompasBeeld"
"""The style of what is drawn: where the lines of a template have one height, ordinary text shows no more of it."""

PHOTO_WIDTH, PHOTO_HEIGHT = 150, 180
"""In millimetres, the most that a photo takes."""

_AIR = 120
"""Between a table and what stands right under it, in twentieths of a point."""

_FRAME, _AROUND = 0.5, 40
"""In millimetres, what a drawing leaves free beside it, so that no frame is cut, and above and below for its words."""

_TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""


@dataclass(frozen=True, slots=True)
class Surface:
    """Where passages come: a document, the room between its margins (twentieths of a point), and its colour."""

    document: Document
    width: int
    height: int
    accent: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """What is kept of pictures, by hash."""

    @property
    def millimetres(self) -> float:
        """The width between the margins."""
        return self.width / _TWIPS

    def scale(self, width: float, height: float) -> float:
        """By how much a drawing of these millimetres is as wide as the line, and leaves room for what is around it."""
        return min((self.millimetres - _FRAME) / width, (self.height / _TWIPS - _AROUND) / height)

    @property
    def colour(self) -> str:
        """The document's colour as a drawing has it, dark enough for letters of paper on it."""
        return f"#{dark_enough(self.accent)}"


_FURTHER_IN = 400
"""The room before an item for each list that it lies in, in twentieths of a point."""


def passage_elements(block: Passage, page: Surface, *, keep_next: bool, under_table: bool) -> Iterator[Xml]:
    """The elements of a block, with air under a table; `keep_next` keeps it with what follows.

    Before a table only headings and its caption are kept with it: where more is, LibreOffice 7.4 now and then loses
    the rest of a table that goes on on the next page.
    """
    air = _AIR if under_table else 0
    match block:
        case Paragraph() if not strip(block.text):
            return
        case Paragraph():
            yield paragraph(STYLES[block.tone], text_run(block.text), keep_next=keep_next, before=air)
        case Bullets():
            levels = block.levels or (0,) * len(block.items)
            items = [(item, level) for item, level in zip(block.items, levels, strict=True) if strip(item)]
            total = len(items)
            for index, (item, level) in enumerate(items):
                # Under a heading the first item is not alone, and LibreOffice 7.4 leaves a heading behind now and then
                # where more than that item is kept with it.
                together = held(index, total) and not (index == 0 and block.caption)
                left = _FURTHER_IN * (1 + level) if level else 0
                words = text_run(item, half_points=SMALL_TYPE if block.is_small else 0)
                yield paragraph("ListBullet", words, keep_next=together, left=left)
        case Facts():
            rows = [(name, value) for name, value in block.rows if strip(value)]
            for index, (name, value) in enumerate(rows):
                together = index < len(rows) - 1
                yield paragraph("KompasGegevens", text_run(name, "Strong"), tab(), text_run(value), keep_next=together)
        case Figures():
            yield paragraph("Caption", text_run(block.caption), keep_next=True, before=air)
            yield _figures(block, page.width, keep_next=keep_next)
        case Chart():
            if block.note:
                yield paragraph(STYLES["quiet"], text_run(block.note), keep_next=True, before=air)
            run = chart_run(block, page.document, page.width, page.accent)
            yield paragraph(_DRAWN, run, keep_next=keep_next, before=0 if block.note else air)
        case PhotoPicture():
            yield paragraph(_DRAWN, _photo(block, page), keep_next=True)
        case PlatePicture():
            yield paragraph(_DRAWN, _picture(block, page))
        case FieldPicture():
            yield paragraph(_DRAWN, _picture(block, page))
        case MovesPicture():
            yield paragraph("Caption", text_run(block.caption), keep_next=True, before=air)
            yield paragraph(_DRAWN, _picture(block, page))
        case PinsPicture():
            yield from _pins(block, page)


def _figures(block: Figures, width: int, *, keep_next: bool) -> Xml:
    return table(
        block.table,
        columns=alike(block.table, width)
        if block.to_fill_in
        else columns_for(block.table, width, only_small=block.is_small),
        row_height=TYPED_ROW if block.to_fill_in else 0,
        numbers=block.table.numbers,
        name=block.name,
        description=block.description,
        keep_next=keep_next,
    )


def _picture(block: PlatePicture | FieldPicture | MovesPicture, page: Surface) -> Xml:
    """A run with a drawing, as wide as the line where the page is high enough."""
    from kompas_tui.export.field_drawing import field_png, moves_png
    from kompas_tui.export.pictures import WIDTH
    from kompas_tui.export.plate_drawing import plate_png
    from kompas_tui.export.scene_drawing import scene_png

    match block:
        case FieldPicture():
            name, (drawing, height) = "Veld", field_png(block.axes, page.colour)
        case MovesPicture():
            name, (drawing, height) = "Verschuiving", moves_png(block.moves, page.colour)
        case PlatePicture():
            name, (drawing, height) = "Praatplaat", scene_png(block) if block.plate is not None else plate_png(block)
    scale = page.scale(WIDTH, height)
    inline = page.document.part.new_pic_inline(io.BytesIO(drawing), Mm(WIDTH * scale), Mm(height * scale))
    return picture_run(inline, name, block.description)


def _pins(block: PinsPicture, page: Surface) -> Iterator[Xml]:
    """The picture with its pins; where it is gone, the table below says it."""
    from kompas_tui.export.pictures import WIDTH
    from kompas_tui.export.pin_drawing import pins_png

    made = pins_png(block, page.pictures.get(block.pins.picture), page.colour)
    if made is not None:
        drawing, width, height = made
        scale = page.scale(width, height) if width >= WIDTH else min(1, page.scale(width, height))
        inline = page.document.part.new_pic_inline(io.BytesIO(drawing), Mm(width * scale), Mm(height * scale))
        yield paragraph("Caption", text_run(block.caption), keep_next=True)
        yield paragraph(_DRAWN, picture_run(inline, "Prikken", block.description))


def _photo(block: PhotoPicture, page: Surface) -> Xml:
    """A run with a photo, as wide as the line or as high as most of a page."""
    from PIL import Image

    with Image.open(io.BytesIO(block.data)) as opened:
        across, down = opened.size
    width = min(PHOTO_WIDTH, page.millimetres, PHOTO_HEIGHT * across / down) * block.share
    inline = page.document.part.new_pic_inline(io.BytesIO(block.data), Mm(width), Mm(width * down / across))
    return picture_run(inline, "Foto", block.description)
