"""The elements of WordprocessingML that a report needs; built directly, since that is what makes tables fast."""

from collections.abc import Iterable

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from kompas_tui.domain.text import clean_lines

KEEP_TOGETHER = 12
"""A table of at most this many rows stays on one page where that can be."""


def strip(text: str) -> str:
    """The text without what can't be in XML or steers a reader; what a deck or an old log holds passes here too."""
    return clean_lines(text, len(text) * 3)


def element(name: str, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """An element of the namespace `w` with attributes of that namespace."""
    made: BaseOxmlElement = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    for child in children:
        made.append(child)
    return made


def _text(line: str) -> BaseOxmlElement:
    made = element("t")
    made.set(qn("xml:space"), "preserve")
    made.text = line
    return made


def run(text: str, style: str = "") -> BaseOxmlElement:
    """A run of text; a new line in it is a line break."""
    made = element("r")
    if style:
        made.append(element("rPr", element("rStyle", val=style)))
    for place, line in enumerate(strip(text).split("\n")):
        if place:
            made.append(element("br"))
        made.append(_text(line))
    return made


def paragraph(style: str, *runs: BaseOxmlElement, keep_next: bool = False) -> BaseOxmlElement:
    """A paragraph in a style, by the style's id."""
    properties = element("pPr", element("pStyle", val=style))
    if keep_next:
        properties.append(element("keepNext"))
    return element("p", properties, *runs)


def tab() -> BaseOxmlElement:
    """A run that goes to the next tab stop."""
    return element("r", element("tab"))


def _cell(text: str, width: int, style: str, keep_next: bool) -> BaseOxmlElement:
    properties = element("tcPr", element("tcW", w=str(width), type="dxa"))
    return element("tc", properties, paragraph(style, run(text), keep_next=keep_next))


def _row(cells: Iterable[BaseOxmlElement], *, header: bool = False) -> BaseOxmlElement:
    properties = element("trPr", element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))
    return element("tr", properties, *cells)


def _table_properties(width: int, name: str, description: str) -> BaseOxmlElement:
    look = {"firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0", "noHBand": "1", "noVBand": "1"}
    return element(
        "tblPr",
        element("tblStyle", val="KompasTabel"),
        element("tblW", w=str(width), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="06A0", **look),
        element("tblCaption", val=strip(name)),
        element("tblDescription", val=strip(description)),
    )


def table(
    header: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    *,
    widths: tuple[int, ...],
    numbers: frozenset[int],
    name: str,
    description: str,
) -> BaseOxmlElement:
    """A table with a header row that repeats on every page; columns in `numbers` stand to the right."""
    together = len(rows) <= KEEP_TOGETHER
    titles = [
        _cell(title, width, "KompasKopGetal" if place in numbers else "KompasKop", True)
        for place, (title, width) in enumerate(zip(header, widths, strict=True))
    ]
    made = element(
        "tbl",
        _table_properties(sum(widths), name, description),
        element("tblGrid", *(element("gridCol", w=str(width)) for width in widths)),
        _row(titles, header=True),
    )
    for number, row in enumerate(rows, 1):
        keep_next = together and number < len(rows)
        made.append(
            _row(
                _cell(text, width, "KompasGetal" if place in numbers else "KompasCel", keep_next)
                for place, (text, width) in enumerate(zip(row, widths, strict=True))
            )
        )
    return made
