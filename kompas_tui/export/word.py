"""The report as a Word document; knows styles and tables, and nothing of rounds or kinds."""

import io
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from pathlib import Path

from docx.document import Document
from docx.oxml.ns import qn

from kompas_tui.domain.deck.cards import Course
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import long_date, shortened, shortened_at_word
from kompas_tui.domain.report import (
    Bullets,
    Chart,
    Figures,
    Paragraph,
    Passage,
    Report,
    Section,
    build_report,
)
from kompas_tui.domain.report.wishes import DRAFT, ReportWishes, with_said
from kompas_tui.domain.session.session import Session
from kompas_tui.export.base import LONGEST_PROPERTY
from kompas_tui.export.chart_colours import accent_of
from kompas_tui.export.contents import Heading, contents_of
from kompas_tui.export.house_style import HouseStyle, house_style, our_house_style
from kompas_tui.export.lint import DocumentFault, faults_in
from kompas_tui.export.lint.structure import LONGEST_HEADING
from kompas_tui.export.markup import KEEP_TOGETHER, Xml, number_drawings, paragraph, parsed, text_run
from kompas_tui.export.naming import date_of_file, name_of
from kompas_tui.export.passages import STYLES, Surface, passage_elements
from kompas_tui.export.placeholders import LONGEST_IN_FOOTER, fill_placeholders
from kompas_tui.export.saving import save, timeless

_logger = logging.getLogger(__name__)

CONTENTS = "Inhoud"
"""Above the list of headings."""

_NAMELESS, _NOTHING = "Zonder titel", "Hier staat niets."
_UNNAMED = "Kompas"
"""The author of a report of which nobody said who organised it; a document must have one."""


@dataclass(frozen=True, slots=True)
class WordWritten:
    """What is to be said of a report that was written: of the house style that it wears, and what hinders a reader."""

    house: HouseStyle
    faults: tuple[DocumentFault, ...]
    has_contents: bool
    """Whether there are contents in it, the pages of which Word fills in."""


def write_report(
    session: Session,
    head: str,
    path: Path,
    course: Course | None = None,
    photos: Mapping[str, bytes] | None = None,
    template: bytes | None = None,
    wishes: ReportWishes = DRAFT,
) -> WordWritten:
    """Write the report of a session to a file; `head` is the last hash of its log, `course` its cards."""
    return write_word(build_report(session, head, course, photos, wishes), path, template)


def write_word(report: Report, path: Path, template: bytes | None = None) -> WordWritten:
    """Write a report to a file, in the place of an earlier one; KompasError where that can't be done."""
    house = house_style(template) if template is not None else our_house_style()
    data = _written(report, house)
    save(data, path)  # whatever the lint says is no reason to keep a report back
    try:
        faults = faults_in(data)
    except KompasError as error:
        _logger.warning("%s was not looked through: %s", path.name, error)
        faults = ()
    for fault in faults:
        _logger.warning("not everybody can read %s: %s", path.name, fault)
    written = house.document.element.body.iter(qn("w:instrText"))
    return WordWritten(house, faults, any((code.text or "").startswith(" TOC ") for code in written))


def report_name(session: Session, wishes: ReportWishes = DRAFT) -> str:
    """The name of a session's report, such as `verslag-beren-op-de-weg-2026-11-22.docx`; each form has its own."""
    return f"{name_of(session, with_said(wishes, session.details).form or 'verslag')}.docx"


def word_bytes(report: Report, template: bytes | None = None) -> bytes:
    """The report as a .docx, in the house style of a template; the same report gives the same bytes."""
    return _written(report, house_style(template) if template is not None else our_house_style())


def _written(report: Report, house: HouseStyle) -> bytes:
    document = house.document
    end = document.element.body.sectPr
    page = Surface(document, house.text_width, house.text_height, accent_of(house.theme), report.pictures)
    for part in parsed(_Writing(page).parts(report)):
        end.addprevious(part)
    house.wear()
    number_drawings(document.element.body)
    _describe(document, report)
    fill_placeholders(document, _said_of(report))
    stream = io.BytesIO()
    document.save(stream)
    return timeless(stream.getvalue())


@dataclass(slots=True)
class _Writing:
    """A report on its way into a document, with the headings that it met."""

    page: Surface
    headings: list[Heading] = field(default_factory=list)

    def parts(self, report: Report) -> Iterator[Xml]:
        """All of it: the contents stand after what a reader wants first, and list what comes behind them."""
        first, *others = report.sections or (None,)
        opening = [self._heading(1, report.title), paragraph("Subtitle", text_run(report.subtitle))]
        opening += self._blocks(report.blocks, 1)
        if first is not None:
            opening += self._section(first, 2)
        listed = self._remembered(2, CONTENTS)
        further = [made for section in others for made in self._section(section, 2)]
        return chain(opening, contents_of(self.headings[self.headings.index(listed) :], listed), further)

    def _remembered(self, level: int, text: str) -> Heading:
        made = Heading(level, text, len(self.headings) + 1)
        self.headings.append(made)
        return made

    def _heading(self, level: int, text: str, *, new_page: bool = False) -> Xml:
        """A heading that is short enough to be heard; what was left of it stands in the text below."""
        short = shortened_at_word(clean_line(text, 1000), LONGEST_HEADING) or _NAMELESS
        return self._remembered(level, short).written(new_page=new_page)

    def _section(self, section: Section, level: int) -> Iterator[Xml]:
        yield self._heading(level, section.heading, new_page=section.on_new_page)
        yield from _rest_of(section.heading)
        if not section.blocks and not section.parts:
            yield paragraph(STYLES["quiet"], text_run(_NOTHING))
        yield from self._blocks(section.blocks, level)
        for part in section.parts:
            yield from self._section(part, level + 1)

    def _blocks(self, blocks: Sequence[Passage], level: int) -> Iterator[Xml]:
        for earlier, block, following in zip_longest((None, *blocks[:-1]), blocks, blocks[1:]):
            introduces = _is_list(following) or _is_outcome(following)
            introduces |= earlier is None and _stays_whole(following)
            introduces |= isinstance(block, Figures | Chart) and _is_note(following)
            if isinstance(block, Bullets) and block.caption:
                yield self._heading(level + 1, block.caption)
                yield from _rest_of(block.caption)
            under_table = isinstance(earlier, Figures)
            yield from passage_elements(block, self.page, keep_next=introduces, under_table=under_table)


def _rest_of(heading: str) -> Iterator[Xml]:
    """A heading that was too long to be heard, whole in the text below it."""
    whole = clean_line(heading, 1000)
    if len(whole) > LONGEST_HEADING:
        yield paragraph("Normal", text_run(whole), keep_next=True)


def _is_list(block: Passage | None) -> bool:
    return isinstance(block, Bullets) and not block.caption


def _is_note(block: Passage | None) -> bool:
    """A few words under a table or a chart that say how to read it."""
    return isinstance(block, Paragraph) and block.tone == "quiet"


def _stays_whole(block: Passage | None) -> bool:
    """A table that no page parts: what stands between it and its heading would stay behind on a page with that."""
    return isinstance(block, Figures) and len(block.table.rows) <= KEEP_TOGETHER and not block.to_fill_in


def _is_outcome(block: Passage | None) -> bool:
    """What came out stays with what was asked."""
    return isinstance(block, Paragraph) and block.tone == "outcome"


def _describe(document: Document, report: Report) -> None:
    """Fill in the document's properties; the session's start is its date, whenever it is written."""
    properties = document.core_properties
    moment = date_of_file(report.started)
    properties.title = clean_line(report.title, LONGEST_PROPERTY)
    properties.subject = clean_line(report.purpose or report.subtitle, LONGEST_PROPERTY)
    properties.author = clean_line(report.organisation, LONGEST_PROPERTY) or _UNNAMED
    properties.language = "nl-NL"
    properties.last_modified_by = properties.keywords = properties.comments = properties.category = ""
    properties.created = properties.modified = moment


def _said_of(report: Report) -> dict[str, str]:
    """What a header or a footer may say."""
    return {
        "titel": shortened(clean_line(report.title, LONGEST_PROPERTY), LONGEST_IN_FOOTER),
        "datum": long_date(report.started) if report.started else "",
        "plaats": clean_line(report.place, LONGEST_PROPERTY),
        "organisatie": clean_line(report.organisation, LONGEST_PROPERTY),
    }
