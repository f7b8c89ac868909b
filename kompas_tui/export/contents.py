"""The table of contents: a line a heading, with a link that arrives; an office program can make it anew."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kompas_tui.export.charts import with_legend_in_order, with_room_for_labels
from kompas_tui.export.markup import Xml, element, heading, instruction, only_in_word, tab, text_run
from kompas_tui.export.saving import timeless

FIRST_LEVEL, LAST_LEVEL = 2, 3
"""Which headings stand in the contents."""

ENOUGH_FOR_CONTENTS = 6
"""With fewer headings than this a reader sees them at once."""


_MOST_TOGETHER = 16
"""Contents of so many lines stay on one page with their heading; longer ones begin a page.

LibreOffice 7.4 lets go of what is kept together in a long document, and leaves the heading behind.
"""

_CODE = f' TOC \\o "{FIRST_LEVEL}-{LAST_LEVEL}" \\h \\z '

_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_CHART = re.compile(r"word/charts/[^/]+\.xml$")
_FIRST_ROW = re.compile(
    rb"(<w:tblHeader/></w:trPr>(?:(?!</w:tr>).)*</w:tr><w:tr(?: [^>]*)?><w:trPr>)<w:cantSplit/>"
    rb"(?=(?:(?!</w:tr>).)*</w:tr><w:tr[ >])",
    re.DOTALL,
)
"""The row below the header of a table, which stays on one page, where more rows come after it."""
_INNER_LINES = re.compile(rb'<w:name w:val="Kompas tabel"/>(?:(?!</w:style>).)*<w:insideH ', re.DOTALL)
"""A style of our tables that has lines between rows, as a house style may have."""


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

    def written(self, *, new_page: bool = False) -> Xml:
        """The heading as a paragraph that can be jumped to, where wanted at the top of a page."""
        return heading(self.level, self.text, self.number, self.anchor, new_page=new_page)


def contents_of(headings: Sequence[Heading], title: Heading) -> Iterator[Xml]:
    """The contents under a heading of their own; none of a short document.

    No page is written: only an office program knows where a page ends, and a wrong number is worse than none.
    Word fills them in when the field is updated. LibreOffice does so by itself for lines with links; of a field of
    contents it would make a part of its own, with no page in it, from which it parts the heading above.
    """
    entries = [one for one in headings if FIRST_LEVEL <= one.level <= LAST_LEVEL and one is not title]
    if len(entries) < ENOUGH_FOR_CONTENTS:
        return
    is_long = len(entries) > _MOST_TOGETHER
    yield title.written(new_page=is_long)
    for number, entry in enumerate(entries):
        opens = [only_in_word(inside) for inside in _field(_CODE)] if number == 0 else []
        closes = [only_in_word(_mark("end"))] if number == len(entries) - 1 else []
        page = [element("r", inside) for inside in (*_field(f" PAGEREF {entry.anchor} \\h "), _mark("end"))]
        link = element("hyperlink", text_run(entry.text), tab(), *page, anchor=entry.anchor, history="1")
        together = [] if is_long or number == len(entries) - 1 else [element("keepNext")]
        style = element("pPr", element("pStyle", val=f"TOC{entry.level}"), *together)
        yield element("p", style, *opens, link, *closes)


def _field(code: str) -> tuple[Xml, ...]:
    """What stands before the result of a field, each in a run of its own."""
    return _mark("begin"), instruction(code), _mark("separate")


def _mark(sort: str) -> Xml:
    return element("fldChar", fldCharType=sort)


def for_libreoffice(word: bytes) -> bytes:
    """One of our documents as LibreOffice needs it, to make another form of it.

    Where only the first row of a table fits at the foot of a page, and the line below it does not, LibreOffice 7.4
    loses all rows after it. Our own table has lines above its rows only; in a house style with lines between rows
    that row may be broken, which loses none. Labels of charts get room, and legends their order.
    """
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        body = package.read(_BODY)
        if _INNER_LINES.search(package.read(_STYLES)):
            body = _FIRST_ROW.sub(rb"\1", body)
        names = filter(_CHART.match, package.namelist())
        charts = {name: with_room_for_labels(with_legend_in_order(package.read(name))) for name in names}
    return timeless(word, {_BODY: body, **charts})
