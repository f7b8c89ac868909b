"""The report as a Word document; knows styles and tables, and nothing of rounds or kinds."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from kompas_tui.domain.deck.cards import Course
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.report import (
    Bullets,
    Facts,
    Figures,
    MovesPicture,
    Paragraph,
    Passage,
    PhotoPicture,
    PlatePicture,
    Report,
    Section,
    build_report,
)
from kompas_tui.domain.report.document import Tone
from kompas_tui.domain.session.session import Session
from kompas_tui.export.base import LONGEST_PROPERTY, TEXT_WIDTH, base_document
from kompas_tui.export.columns import alike, columns_for
from kompas_tui.export.markup import held, paragraph, picture_run, tab, table, text_run
from kompas_tui.export.naming import name_of
from kompas_tui.export.saving import save, timeless

_STYLES: dict[Tone, str] = {
    "warning": "KompasLetOp",
    "lead": "KompasInleiding",
    "text": "Normal",
    "question": "KompasVraag",
    "outcome": "KompasUitkomst",
    "quiet": "KompasToelichting",
    "code": "KompasControlegetal",
}

PHOTO_WIDTH, PHOTO_HEIGHT = 150, 180
"""In millimetres, the most that a photo takes."""

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


def write_report(
    session: Session,
    head: str,
    path: Path,
    course: Course | None = None,
    photos: Mapping[str, bytes] | None = None,
) -> None:
    """Write the report of a session to a file; `head` is the last hash of its log, `course` its cards."""
    write_word(build_report(session, head, course, photos), path)


def write_word(report: Report, path: Path) -> None:
    """Write a report to a file, in the place of an earlier one; KompasError where that can't be done."""
    save(word_bytes(report), path)


def report_name(session: Session) -> str:
    """The name of a session's report, such as `verslag-beren-op-de-weg-2026-11-22.docx`."""
    return f"{name_of(session, 'verslag')}.docx"


def word_bytes(report: Report) -> bytes:
    """The report as a .docx; the same report gives the same bytes."""
    document = docx.Document(io.BytesIO(base_document()))
    end = document.element.body.sectPr
    for part in _parts(report, document):
        end.addprevious(part)
    _describe(document, report)
    stream = io.BytesIO()
    document.save(stream)
    return timeless(stream.getvalue())


def _parts(report: Report, document: Document) -> Iterator[BaseOxmlElement]:
    yield paragraph("Title", text_run(clean_line(report.title, 1000)))
    yield paragraph("Subtitle", text_run(report.subtitle))
    yield from _blocks(report.blocks, document)
    for section in report.sections:
        yield from _section(section, 1, document)


def _section(section: Section, level: int, document: Document) -> Iterator[BaseOxmlElement]:
    yield paragraph(f"Heading{level}", text_run(clean_line(section.heading, 1000)))
    yield from _blocks(section.blocks, document)
    for part in section.parts:
        yield from _section(part, level + 1, document)


def _blocks(blocks: Sequence[Passage], document: Document) -> Iterator[BaseOxmlElement]:
    for block, following in zip_longest(blocks, blocks[1:]):
        introduces = isinstance(following, Bullets) and not following.caption
        yield from _block(block, document, keep_next=introduces)


def _block(block: Passage, document: Document, *, keep_next: bool) -> Iterator[BaseOxmlElement]:
    """The elements of a block; `keep_next` keeps a paragraph on the page of the list that it introduces.

    Before a table only headings and its caption are kept with it: where more is, LibreOffice 7.4 now and then loses
    the rest of a table that goes on on the next page.
    """
    match block:
        case Paragraph():
            yield paragraph(_STYLES[block.tone], text_run(block.text), keep_next=keep_next)
        case Bullets():
            if block.caption:
                yield paragraph("Caption", text_run(block.caption))
            total = len(block.items)
            for place, item in enumerate(block.items):
                yield paragraph("ListBullet", text_run(item), keep_next=held(place, total))
        case Facts():
            yield from (
                paragraph("KompasGegevens", text_run(name, "Strong"), tab(), text_run(said))
                for name, said in block.rows
            )
        case Figures():
            yield paragraph("Caption", text_run(block.caption))
            yield _figures(block)
        case PhotoPicture():
            yield paragraph("Normal", _photo(block, document))
        case PlatePicture():
            yield paragraph("Normal", _picture(block, document))
        case MovesPicture():
            yield paragraph("Caption", text_run(block.caption))
            yield paragraph("Normal", _picture(block, document))


def _figures(block: Figures) -> BaseOxmlElement:
    return table(
        block.table,
        columns=alike(block.table, TEXT_WIDTH) if block.to_fill_in else columns_for(block.table, TEXT_WIDTH),
        high=block.to_fill_in,
        numbers=block.table.numbers,
        name=block.name,
        description=block.description,
    )


def _picture(block: PlatePicture | MovesPicture, document: Document) -> BaseOxmlElement:
    """A run with a drawing, about as wide as the line."""
    from kompas_tui.export.field_drawing import moves_png
    from kompas_tui.export.pictures import WIDTH
    from kompas_tui.export.plate_drawing import plate_png
    from kompas_tui.export.scene_drawing import scene_png

    match block:
        case MovesPicture():
            name, (drawing, height) = "Verschuiving", moves_png(block.moves)
        case PlatePicture():
            name, (drawing, height) = "Praatplaat", scene_png(block) if block.scene else plate_png(block)
    inline = document.part.new_pic_inline(io.BytesIO(drawing), Mm(WIDTH), Mm(height))
    return picture_run(inline, name, block.description)


def _photo(block: PhotoPicture, document: Document) -> BaseOxmlElement:
    """A run with a photo, as wide as the line or as high as most of a page."""
    from PIL import Image

    with Image.open(io.BytesIO(block.data)) as opened:
        across, down = opened.size
    width = min(PHOTO_WIDTH, PHOTO_HEIGHT * across / down)
    inline = document.part.new_pic_inline(io.BytesIO(block.data), Mm(width), Mm(width * down / across))
    return picture_run(inline, "Foto", block.description)


def _describe(document: Document, report: Report) -> None:
    """Fill in the document's properties; the session's start is its date, whenever it is written."""
    properties = document.core_properties
    moment = (report.started or _EPOCH).astimezone(UTC).replace(tzinfo=None)
    properties.title = clean_line(report.title, LONGEST_PROPERTY)
    properties.subject = clean_line(report.purpose or report.subtitle, LONGEST_PROPERTY)
    properties.author = clean_line(report.organisation, LONGEST_PROPERTY)
    properties.language = "nl-NL"
    properties.created = properties.modified = moment
