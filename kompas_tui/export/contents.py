"""The table of contents: a line a heading, with a link that arrives; an office program can make it anew."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from kompas_tui.export.charts import with_room_for_labels
from kompas_tui.export.markup import element, heading, instruction, tab, text_run
from kompas_tui.export.saving import timeless

FIRST_LEVEL, LAST_LEVEL = 2, 3
"""Which headings stand in the contents."""

ENOUGH_FOR_CONTENTS = 6
"""With fewer headings than this a reader sees them at once."""


_MOST_TOGETHER = 16
"""Contents of so many lines stay on one page, also a landscape one; where more would not fit, an office program lets
go of all and leaves their heading alone on the page before."""

_FIRST_LINES = 6
"""Of longer contents so many stay with their heading."""

_BODY = "word/document.xml"
_CHART = re.compile(r"word/charts/[^/]+\.xml$")
_OPENS = re.compile(
    rb'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText[^>]*> TOC [^<]*</w:instrText></w:r>'
    rb'<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_CLOSES = re.compile(rb'(?<=</w:hyperlink>)<w:r><w:fldChar w:fldCharType="end"/></w:r>')
"""Where the contents begin and end as one field."""
_FIRST_ROW = re.compile(
    rb"(<w:tblHeader/></w:trPr>(?:(?!</w:tr>).)*</w:tr><w:tr(?: [^>]*)?><w:trPr>)<w:cantSplit/>"
    rb"(?=(?:(?!</w:tr>).)*</w:tr><w:tr[ >])",
    re.DOTALL,
)
"""The row below the header of a table, which stays on one page, where more rows come after it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document, with its number among all of them, by which a link finds it."""

    level: int
    text: str
    number: int

    @property
    def anchor(self) -> str:
        """The name of its bookmark; Word makes such names for contents itself, and keeps them out of sight."""
        return f"_Toc{self.number:08}"

    @property
    def element(self) -> BaseOxmlElement:
        """The heading as a paragraph that can be jumped to."""
        mark = element("bookmarkStart", id=str(self.number), name=self.anchor)
        return heading(self.level, mark, text_run(self.text), element("bookmarkEnd", id=str(self.number)))


def contents_of(headings: Sequence[Heading], title: Heading) -> Iterator[BaseOxmlElement]:
    """The contents under a heading of their own; none of a short document.

    No page is written: only an office program knows where a page ends, and a wrong number is worse than none.
    Word fills them in when the field is updated.
    """
    entries = [one for one in headings if FIRST_LEVEL <= one.level <= LAST_LEVEL and one is not title]
    if len(entries) < ENOUGH_FOR_CONTENTS:
        return
    yield title.element
    kept = len(entries) - 1 if len(entries) <= _MOST_TOGETHER else _FIRST_LINES
    for number, entry in enumerate(entries):
        opens = _field(f' TOC \\o "{FIRST_LEVEL}-{LAST_LEVEL}" \\h \\z ') if number == 0 else []
        closes = [_mark("end")] if number == len(entries) - 1 else []
        page = [tab(), *_field(f" PAGEREF {entry.anchor} \\h "), _mark("end")]
        link = element("hyperlink", text_run(entry.text), *page, anchor=entry.anchor, history="1")
        together = [element("keepNext")] if number < kept else []
        style = element("pPr", element("pStyle", val=f"TOC{entry.level}"), *together)
        yield element("p", style, *opens, link, *closes)


def _field(code: str) -> list[BaseOxmlElement]:
    """The runs before the result of a field."""
    return [_mark("begin"), instruction(code), _mark("separate")]


def _mark(sort: str) -> BaseOxmlElement:
    return element("r", element("fldChar", fldCharType=sort))


def for_libreoffice(word: bytes) -> bytes:
    """One of our documents as LibreOffice needs it, to make another form of it.

    It fills in the page of each line of contents, but leaves contents as one field. Where only the first row of a
    table fits at the foot of a page, LibreOffice 7.4 now and then loses all rows after it; where that row may be
    broken it loses none (twenty documents of 180 tables each; 42 rows lost before). Labels of charts get room.
    """
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        body = package.read(_BODY)
        charts = {name: with_room_for_labels(package.read(name)) for name in package.namelist() if _CHART.match(name)}
    return timeless(word, {_BODY: _FIRST_ROW.sub(rb"\1", _CLOSES.sub(b"", _OPENS.sub(b"", body))), **charts})
