"""The elements of WordprocessingML that a report needs, as text: to write them and read them once is what is fast."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import NewType

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from kompas_tui.domain.language.text import clean_line, clean_lines
from kompas_tui.domain.result.tables import Table
from kompas_tui.export.columns import TEXT_AFTER_NUMBER, Columns
from kompas_tui.export.typed_lists import typed_items, without_bullet

KEEP_TOGETHER = 10
"""A table of at most this many rows stays on one page where that can be; a longer one may break between rows."""


def held(index: int, total: int) -> bool:
    """Whether a row or item stays with the next: so the first two and the last two are never apart."""
    return total > 1 and index in (0, total - 2)


_DEEPEST = 6
"""The lowest level of a heading that has a style."""

_SPACES = re.compile(r" {2,}|\u00a0{2,}")
"""Spaces in a row, with which somebody made room on another screen."""

_WRITTEN_TOGETHER = 4
"""So many rows to write in stay on one page; more of them would leave half a page empty."""

_CELL_TYPE = 20
"""The type of a cell, in half points."""

HAND_ROW, TYPED_ROW = 640, 500
"""How high a row is in which people write by hand, or in an office program, in twentieths of a point."""

SMALL_TYPE = 18
"""The type of an appendix, and of a table that is too wide for ordinary type, in half points."""


def strip(text: str) -> str:
    """The text without what can't be in XML or steers a reader; what a deck or an old log holds passes here too."""
    # Putting letters in one form makes a text three times as long at most, and nothing may be cut here.
    return clean_lines(text, len(text) * 3)


Xml = NewType("Xml", str)
"""Elements as text, in which all that people wrote is escaped."""


def element(name: str, /, *children: Xml, **attributes: str) -> Xml:
    """An element of the namespace `w` with attributes of that namespace."""
    opening = name + "".join([f' w:{key}="{for_attribute(value)}"' for key, value in attributes.items()])
    return Xml(f"<w:{opening}>{''.join(children)}</w:{name}>" if children else f"<w:{opening}/>")


def for_attribute(value: str) -> str:
    """The value of an attribute; a new line in it is kept."""
    return value if value.isalnum() else escape(value).replace("\n", "&#10;")  # most are a name or a number


def for_text(value: str) -> str:
    """A text between tags. From `html`, as `xml.sax` loads all that fetches from the web, which takes longer."""
    return escape(value, quote=False)


def parsed(written: Iterable[Xml]) -> list[BaseOxmlElement]:
    """The elements for the tree of a document."""
    return list(parse_xml(f"<w:body {nsdecls('w')}>{''.join(written)}</w:body>"))


def node(name: str, /, *children: Xml, **attributes: str) -> BaseOxmlElement:
    """One element for the tree of a document."""
    return parsed([element(name, *children, **attributes)])[0]


def _text(line: str) -> str:
    return f'<w:t xml:space="preserve">{for_text(line)}</w:t>'


def text_run(text: str, style: str = "", *, half_points: int = 0) -> Xml:
    """A run of text, where wanted in a style or a size; a new line in it is a line break."""
    properties = ""
    if style:
        properties = element("rPr", element("rStyle", val=style))
    elif half_points:
        properties = element("rPr", element("sz", val=str(half_points)), element("szCs", val=str(half_points)))
    lines = _SPACES.sub(" ", strip(text)).split("\n")
    # An empty line inside a paragraph is layout that is read aloud as nothing.
    texts = [_text(line) for line in lines if line] or [_text("")]
    return Xml(f"<w:r>{properties}{'<w:br/>'.join(texts)}</w:r>")


def paragraph(
    style: str,
    *runs: Xml,
    keep_next: bool = False,
    before: int = 0,
    right: int = 0,
    left: int = 0,
    tab_stops: Sequence[int] = (),
) -> Xml:
    """A paragraph in a style, by the style's id; room and tab stops are in twentieths of a point."""
    properties = [element("pStyle", val=style)]
    if keep_next:
        properties.append(element("keepNext"))
    if tab_stops:
        properties.append(element("tabs", *(element("tab", val="left", pos=str(stop)) for stop in tab_stops)))
    if before:
        properties.append(element("spacing", before=str(before)))
    if right or left:
        sides = {"left": str(left)} if left else {}
        properties.append(element("ind", **sides, **({"right": str(right)} if right else {})))
    return element("p", element("pPr", *properties), *runs)


def heading(level: int, text: str, number: int, anchor: str, *, new_page: bool = False) -> Xml:
    """A heading of a level, which never stands alone at the foot of a page, also in the style of a template.

    It can be jumped to by its anchor, a bookmark with a number among all of them.
    """
    style = element("pStyle", val=f"Heading{min(level, _DEEPEST)}")
    breaks = [element("pageBreakBefore")] if new_page else []
    return element(
        "p", element("pPr", style, element("keepNext"), *breaks), *bookmarked(text_run(text), number, anchor)
    )


def bookmarked(run: Xml, number: int, anchor: str) -> tuple[Xml, ...]:
    """A run in a bookmark, to which a link can lead."""
    marked = str(number)
    return element("bookmarkStart", id=marked, name=anchor), run, element("bookmarkEnd", id=marked)


def instruction(code: str) -> Xml:
    """What a field does, for a run of its own."""
    return Xml(f'<w:instrText xml:space="preserve">{for_text(code)}</w:instrText>')


_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WORD_2013 = "http://schemas.microsoft.com/office/word/2012/wordml"


def only_in_word(inside: Xml) -> Xml:
    """A run of which only Word, from 2013 on, reads what it holds."""
    return Xml(
        f'<w:r xmlns:mc="{_MC}" xmlns:w15="{_WORD_2013}"><mc:AlternateContent><mc:Choice Requires="w15">'
        f"{inside}</mc:Choice></mc:AlternateContent></w:r>"
    )


def tab() -> Xml:
    """A run that goes to the next tab stop."""
    return element("r", element("tab"))


def number_drawings(body: BaseOxmlElement) -> None:
    """Give every drawing an id of its own, and a name that has it."""
    for number, properties in enumerate(body.iter(qn("wp:docPr")), 1):
        name = f"{properties.get('name', '').rstrip(' 0123456789')} {number}"
        properties.set("id", str(number))
        properties.set("name", name)
        for inner in properties.getparent().iter(qn("pic:cNvPr")):  # python-docx puts the name of a file here
            inner.set("name", name)


def picture_run(inline: BaseOxmlElement, name: str, description: str) -> Xml:
    """A run with a picture in the line of the text; the description is read aloud in its place."""
    properties = inline.find(qn("wp:docPr"))
    assert properties is not None, "a picture has properties"
    for side in ("distT", "distB", "distL", "distR"):  # an office program fills in a margin where none is said
        inline.set(side, "0")
    properties.set("name", f"{name} {properties.get('id')}")
    properties.set("descr", strip(description))
    return element("r", element("drawing", Xml(inline.xml)))


@dataclass(frozen=True, slots=True)
class _Look:
    """How the cells of one table look."""

    columns: Columns
    numbers: Set[int]
    row_height: int = 0

    def row(self, texts: Sequence[str], *, header: bool = False, kept_from: int | None) -> Xml:
        """A row that stays on one page; a header row repeats on every page; cells from a place on stay with the next.

        Word holds a row by any of its cells, LibreOffice by its first one. Of a long table whose first row is held,
        LibreOffice 7.4 loses all that comes after a page break.
        """
        properties = [element("cantSplit")]
        if self.row_height and not header:
            properties.append(element("trHeight", val=str(self.row_height), hRule="atLeast"))
        if header:
            properties.append(element("tblHeader"))
        kept = len(texts) if kept_from is None else kept_from
        cells = [self._cell(text, index, header, index >= kept) for index, text in enumerate(texts)]
        return element("tr", element("trPr", *properties), *cells)

    def _cell(self, text: str, column: int, header: bool, keep_next: bool) -> Xml:
        width = element("tcW", w=str(self.columns.widths[column]), type="dxa")
        style = _CELL_STYLES[header, column in self.numbers]
        if len(text) > _LONGEST_CELL:
            text = f"{text[:_LONGEST_CELL]}…"
        size, in_list = (SMALL_TYPE, SMALL_TYPE) if self.columns.small else (0, _CELL_TYPE)
        right = TEXT_AFTER_NUMBER if column in self.columns.indented else 0
        inside = [
            paragraph(
                "ListBullet" if is_item else style,
                text_run(part, half_points=in_list if is_item else size),
                keep_next=keep_next,
                right=right,
            )
            for is_item, part in (_with_lists(text) if "\n" in text else [(False, text)])
        ]
        return element("tc", element("tcPr", width), *inside)


def _with_lists(text: str) -> Iterator[tuple[bool, str]]:
    """The parts of a text, and of each whether it is an item of what somebody typed as a list."""
    lines = [line for line in strip(text).split("\n") if line]
    are_items = typed_items(lines)
    if sum(are_items) < _FEWEST_ITEMS:
        yield False, text
        return
    for is_item, run in groupby(zip(are_items, lines, strict=True), key=itemgetter(0)):
        if is_item:
            yield from ((True, without_bullet(line)) for _, line in run)
        else:
            yield False, "\n".join(line for _, line in run)


_FEWEST_ITEMS = 2
"""One line with a mark may be what somebody answered, such as -5."""

LOOSE = "Losse vakken op papier, zonder kopregel. Lees ze van links naar rechts."
"""How a table is described of which each cell is a card to cut out or a box to write in."""

_LONGEST_CELL = 1_500
"""Longer than anybody can write. A row of more than a page makes LibreOffice search for ever."""

_CELL_STYLES = {
    (True, False): "KompasKop",
    (True, True): "KompasKopGetal",
    (False, False): "KompasCel",
    (False, True): "KompasGetal",
}
"""The style of a cell's paragraph, by whether it is a header and whether its column holds numbers."""


def _kept_from(index: int, total: int, *, whole: bool, keep_next: bool) -> int | None:
    """From which cell on a row stays with what comes next; None where it may be parted from it."""
    if whole and index < total - 1:
        return 0
    if index == total - 1:
        return (0 if whole else 1) if keep_next else None
    return (1 if index == 0 else 0) if held(index, total) else None


def _margins() -> list[Xml]:
    return [
        element(side, w=width, type="dxa")
        for side, width in (("top", "20"), ("left", "50"), ("bottom", "20"), ("right", "50"))
    ]


def _table_properties(columns: Columns, name: str, description: str) -> Xml:
    look = {"firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0", "noHBand": "0", "noVBand": "1"}
    return element(
        "tblPr",
        element("tblStyle", val="KompasTabel"),
        element("tblW", w=str(sum(columns.widths)), type="dxa"),
        element("tblLayout", type="fixed"),
        *([element("tblCellMar", *_margins())] if columns.small else []),
        element("tblLook", val="04A0", **look),
        element("tblCaption", val=clean_line(name, 255)),
        element("tblDescription", val=clean_line(description, 1000)),
    )


def table(
    contents: Table,
    *,
    columns: Columns,
    numbers: Set[int],
    name: str,
    description: str,
    row_height: int = 0,
    keep_next: bool = False,
) -> Xml:
    """A table with a header row, and rows of some `row_height` to write in; columns in `numbers` stand to the right.

    `keep_next` keeps its last row with what stands under it.

    `name` and `description` are read aloud.
    """
    look = _Look(columns, numbers, row_height)
    grid = element("tblGrid", *(element("gridCol", w=str(width)) for width in columns.widths))
    total = len(contents.rows)
    whole = total <= (_WRITTEN_TOGETHER if row_height else KEEP_TOGETHER)
    return element(
        "tbl",
        _table_properties(columns, name, description),
        grid,
        look.row(contents.header, header=True, kept_from=0),
        *(
            look.row(row, kept_from=_kept_from(index, total, whole=whole, keep_next=keep_next))
            for index, row in enumerate(contents.in_words)
        ),
    )
