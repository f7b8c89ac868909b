"""Sheets of paper in Word: their sizes, what starts on a new one, and tables to cut along; knows no deck."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import shortened
from kompas_tui.export.base import LONGEST_PROPERTY
from kompas_tui.export.markup import LOOSE, Xml, bookmarked, element, paragraph, text_run
from kompas_tui.export.placeholders import LONGEST_IN_FOOTER, fill_placeholders, frames_of

MARGIN, FOOT = 850, 400
"""Around what is printed, and below the line at the foot, in twentieths of a point, as are all sizes here."""

_LINE = "7F7F7F"
"""The grey of lines to write on and to cut along."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper as it lies."""

    name: str
    width: int
    height: int

    @property
    def text_width(self) -> int:
        """The width between the margins."""
        return self.width - 2 * MARGIN


A4 = Paper("A4", 11906, 16838)
A3 = Paper("A3, liggend", 23811, 16838)


@dataclass(frozen=True, slots=True)
class Part:
    """What is printed together: a heading, a line on how to use it, and its contents; it starts on a new sheet."""

    heading: str
    use: str
    paper: Paper
    contents: tuple[Xml, ...]

    def elements(self, number: int) -> list[Xml]:
        """All of it; the heading can be jumped to by its place."""
        heading = bookmarked(text_run(self.heading), number, anchor(number))
        return [
            paragraph("Heading2", *heading),
            paragraph("KompasToelichting", text_run(self.use), keep_next=True),
            *self.contents,
        ]


def anchor(number: int) -> str:
    """The name by which the part at this place is jumped to."""
    return f"deel{number}"


def section_of(base: BaseOxmlElement, paper: Paper) -> BaseOxmlElement:
    """The page setup of a section on this paper, with the footer of the base."""
    made = deepcopy(base)
    for header in made.findall(qn("w:headerReference")):  # a sheet that is filled to its edge has no room for it
        made.remove(header)
    size, margins = (_of(made, name) for name in ("pgSz", "pgMar"))
    size.set(qn("w:w"), str(paper.width))
    size.set(qn("w:h"), str(paper.height))
    if paper.width > paper.height:
        size.set(qn("w:orient"), "landscape")
    for side in ("top", "right", "bottom", "left"):
        margins.set(qn(f"w:{side}"), str(MARGIN))
    margins.set(qn("w:footer"), str(FOOT))
    return made


def _of(section: BaseOxmlElement, name: str) -> BaseOxmlElement:
    element: BaseOxmlElement | None = section.find(qn(f"w:{name}"))
    assert element is not None, "the base has a page"
    return element


def say_in_footer(document: Document, title: str) -> None:
    """Fill in the footer as one line from the left: a tab would end elsewhere on each size of paper."""
    fill_placeholders(document, {"titel": shortened(clean_line(title, LONGEST_PROPERTY), LONGEST_IN_FOOTER)})
    for frame in frames_of(document):
        for stop in [*frame.iter(qn("w:tab"))]:
            run = stop.getparent()
            if run is not None and run.tag == qn("w:r"):
                run.text = " · "


def end_of(section: BaseOxmlElement) -> Xml:
    """The paragraph that ends a section, as low as can be, so that it fits below a full sheet."""
    spacing = element("spacing", before="0", after="0", line="20", lineRule="exact")
    return element("p", element("pPr", spacing, Xml(section.xml)))


HAND_LINE = 480
"""How high a line is on which people write by hand."""


def line_to_write_on(label: str = "") -> Xml:
    """A line with a rule below it, also where more come below each other; empty, or with what it is for."""
    rules = (element(side, val="single", sz="4", space="1", color=_LINE) for side in ("bottom", "between"))
    spacing = element("spacing", before="0", after="0", line=str(HAND_LINE), lineRule="exact")
    words = [text_run(label)] if label else []
    return element("p", element("pPr", element("pBdr", *rules), spacing), *words)


def sheets_to_cut(sheets: Sequence[Sequence[Sequence[Sequence[Xml]]]], width: int, height: int,
                  name: str) -> Iterator[Xml]:  # fmt: skip
    """Slips to cut, two on a sheet of their own or one alone, each made of groups that no page parts.

    The first sheet stands below what is there already.
    """
    for number, slips in enumerate(sheets):
        if number:
            yield _new_sheet()
        if len(slips) > 1:
            yield halves_to_cut(
                [[[made for group in slip for made in group]] for slip in slips], (width,), height, name
            )
        else:
            rows = [[group] for group in slips[0]]
            yield _table(rows, (width,), 0, name, ("top", "left", "bottom", "right"), "dashed", edge=100)


def _new_sheet() -> Xml:
    """What parts two sheets, as low as can be."""
    spacing = element("spacing", before="0", after="0", line="20", lineRule="exact")
    return element("p", element("pPr", element("pageBreakBefore"), spacing))


def to_cut(rows: Sequence[Sequence[Sequence[Xml]]], widths: Sequence[int], height: int,
           name: str) -> Xml:  # fmt: skip
    """A table of cards with dashed lines to cut along; each row at least so high, and never parted by a page."""
    return _table(rows, widths, height, name, ("top", "left", "bottom", "right", "insideH", "insideV"), "dashed")


def in_a_frame(rows: Sequence[Sequence[Sequence[Xml]]], widths: Sequence[int], height: int,
               name: str) -> Xml:  # fmt: skip
    """A table of boxes to write in."""
    return _table(rows, widths, height, name, ("top", "left", "bottom", "right", "insideH", "insideV"), "single")


def halves_to_cut(rows: Sequence[Sequence[Sequence[Xml]]], widths: Sequence[int], height: int,
                  name: str) -> Xml:  # fmt: skip
    """The same where a whole row is one card."""
    return _table(rows, widths, height, name, ("top", "left", "bottom", "right", "insideH"), "dashed")


def _table(rows: Sequence[Sequence[Sequence[Xml]]], widths: Sequence[int], height: int, name: str,
           sides: Sequence[str], pen: str, edge: int = 200) -> Xml:  # fmt: skip
    lines = (element(side, val=pen, sz="6", space="0", color=_LINE) for side in sides)
    around = {"top": edge, "left": 200, "bottom": edge, "right": 200}
    margins = (element(side, w=str(width), type="dxa") for side, width in around.items())
    properties = element(
        "tblPr", element("tblW", w=str(sum(widths)), type="dxa"), element("tblBorders", *lines),
        element("tblLayout", type="fixed"), element("tblCellMar", *margins), element("tblCaption", val=name),
        element("tblDescription", val=LOOSE),
    )  # fmt: skip
    grid = element("tblGrid", *(element("gridCol", w=str(width)) for width in widths))
    return element("tbl", properties, grid, *(_row(cells, widths, height) for cells in rows))


def _row(cells: Sequence[Sequence[Xml]], widths: Sequence[int], height: int) -> Xml:
    held = element("trPr", element("cantSplit"), element("trHeight", val=str(height), hRule="atLeast"))
    made = []
    for index, width in enumerate(widths):
        inside = cells[index] if index < len(cells) else ()
        made.append(
            element(
                "tc", element("tcPr", element("tcW", w=str(width), type="dxa")), *(inside or [paragraph("KompasCel")])
            )
        )
    return element("tr", held, *made)
