"""The report as a Word document; knows styles and tables, and nothing of rounds or kinds."""

import io
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, zip_longest
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from kompas_tui.domain.deck.cards import Course
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import long_date, shortened
from kompas_tui.domain.report import (
    Bullets,
    Chart,
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
from kompas_tui.export.chart_colours import fills_of
from kompas_tui.export.charts import chart_run
from kompas_tui.export.columns import alike, columns_for
from kompas_tui.export.contents import Heading, contents_of
from kompas_tui.export.lint import faults_in
from kompas_tui.export.lint.colours import theme_colours
from kompas_tui.export.lint.structure import LONGEST_HEADING
from kompas_tui.export.markup import held, number_drawings, paragraph, picture_run, strip, tab, table, text_run
from kompas_tui.export.naming import name_of
from kompas_tui.export.placeholders import LONGEST_IN_FOOTER, fill_placeholders
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

_logger = logging.getLogger(__name__)

CONTENTS = "Inhoud"
"""Above the list of headings."""

_NAMELESS, _NOTHING = "Zonder titel", "Hier staat niets."
_UNNAMED = "Kompas"
"""The author of a report of which nobody said who organised it; a document must have one."""

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
    data = word_bytes(report)
    for fault in faults_in(data):  # what we know we do wrong is a fault of ours, and no reason to keep the report back
        _logger.warning("the report is not for everybody: %s", fault)
    save(data, path)


def report_name(session: Session) -> str:
    """The name of a session's report, such as `verslag-beren-op-de-weg-2026-11-22.docx`."""
    return f"{name_of(session, 'verslag')}.docx"


def word_bytes(report: Report) -> bytes:
    """The report as a .docx; the same report gives the same bytes."""
    document = docx.Document(io.BytesIO(base_document()))
    end = document.element.body.sectPr
    for part in _Writing(document).parts(report):
        end.addprevious(part)
    number_drawings(document.element.body)
    _describe(document, report)
    fill_placeholders(document, _said_of(report))
    stream = io.BytesIO()
    document.save(stream)
    return timeless(stream.getvalue())


@dataclass(slots=True)
class _Writing:
    """A report on its way into a document, with the headings that it met."""

    document: Document
    headings: list[Heading] = field(default_factory=list)

    def parts(self, report: Report) -> Iterator[BaseOxmlElement]:
        """All of it: the contents stand after the first section, which is what a reader wants first."""
        first, *others = report.sections or (None,)
        opening = [self._heading(1, report.title), paragraph("Subtitle", text_run(report.subtitle))]
        opening += self._blocks(report.blocks, 1)
        if first is not None:
            opening += self._section(first, 2)
        listed = self._remembered(2, CONTENTS)
        further = [made for section in others for made in self._section(section, 2)]
        return chain(opening, contents_of(self.headings, listed), further)

    def _remembered(self, level: int, text: str) -> Heading:
        made = Heading(level, text, len(self.headings) + 1)
        self.headings.append(made)
        return made

    def _heading(self, level: int, text: str) -> BaseOxmlElement:
        """A heading that is short enough to be heard; what was left of it stands in the text below."""
        return self._remembered(level, shortened(clean_line(text, 1000), LONGEST_HEADING) or _NAMELESS).element

    def _section(self, section: Section, level: int) -> Iterator[BaseOxmlElement]:
        yield self._heading(level, section.heading)
        if len(clean_line(section.heading, 1000)) > LONGEST_HEADING:
            yield paragraph("Normal", text_run(clean_line(section.heading, 1000)))
        if not section.blocks and not section.parts:
            yield paragraph(_STYLES["quiet"], text_run(_NOTHING))
        yield from self._blocks(section.blocks, level)
        for part in section.parts:
            yield from self._section(part, level + 1)

    def _blocks(self, blocks: Sequence[Passage], level: int) -> Iterator[BaseOxmlElement]:
        for block, following in zip_longest(blocks, blocks[1:]):
            introduces = _is_list(following) or _is_outcome(following)
            if isinstance(block, Bullets) and block.caption:
                yield self._heading(level + 1, block.caption)
            yield from _block(block, self.document, keep_next=introduces)


def _is_list(block: Passage | None) -> bool:
    return isinstance(block, Bullets) and not block.caption


def _is_outcome(block: Passage | None) -> bool:
    """What came out stays with what was asked."""
    return isinstance(block, Paragraph) and block.tone == "outcome"


def _block(block: Passage, document: Document, *, keep_next: bool) -> Iterator[BaseOxmlElement]:
    """The elements of a block; `keep_next` keeps a paragraph on the page of what it introduces.

    Before a table only headings and its caption are kept with it: where more is, LibreOffice 7.4 now and then loses
    the rest of a table that goes on on the next page.
    """
    match block:
        case Paragraph() if not strip(block.text):
            return
        case Paragraph():
            yield paragraph(_STYLES[block.tone], text_run(block.text), keep_next=keep_next)
        case Bullets():
            items = [item for item in block.items if strip(item)]
            total = len(items)
            for place, item in enumerate(items):
                yield paragraph("ListBullet", text_run(item), keep_next=held(place, total))
        case Facts():
            yield from (
                paragraph("KompasGegevens", text_run(name, "Strong"), tab(), text_run(said))
                for name, said in block.rows
                if strip(said)
            )
        case Figures():
            yield paragraph("Caption", text_run(block.caption))
            yield _figures(block)
        case Chart():
            yield paragraph("Normal", chart_run(block, document, TEXT_WIDTH, _fills(document)))
        case PhotoPicture():
            yield paragraph("Normal", _photo(block, document))
        case PlatePicture():
            yield paragraph("Normal", _picture(block, document))
        case MovesPicture():
            yield paragraph("Caption", text_run(block.caption))
            yield paragraph("Normal", _picture(block, document))


def _fills(document: Document) -> tuple[str, ...]:
    parts = {part.partname.lstrip("/"): part.blob for part in document.part.package.iter_parts()}
    return fills_of(theme_colours({name: parse_xml(blob) for name, blob in parts.items() if "/theme/" in name}))


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
    properties.author = clean_line(report.organisation, LONGEST_PROPERTY) or _UNNAMED
    properties.language = "nl-NL"
    properties.created = properties.modified = moment


def _said_of(report: Report) -> dict[str, str]:
    """What a header or a footer may say."""
    return {
        "titel": shortened(clean_line(report.title, LONGEST_PROPERTY), LONGEST_IN_FOOTER),
        "datum": long_date(report.started) if report.started else "",
        "plaats": clean_line(report.place, LONGEST_PROPERTY),
        "organisatie": clean_line(report.organisation, LONGEST_PROPERTY),
    }
