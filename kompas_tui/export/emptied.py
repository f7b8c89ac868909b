"""A Word template without its text and without what its makers said and did; its page, header and footer stay."""

from collections.abc import Iterator
from copy import deepcopy

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import XmlPart
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from kompas_tui.export.markup import node
from kompas_tui.export.outside import fetch_nothing
from kompas_tui.export.placeholders import frames_of

_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
"""A second list of styles for Word 2007, which no longer says the same when styles are added."""

_OF_MAKERS = frozenset(
    ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "customXml", "glossaryDocument",
     "printerSettings", "mailMergeSource")
)  # fmt: skip
"""Where Word and SharePoint keep what colleagues said and did, with their names, and on what they printed."""
_OF_PACKAGE = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
"""What a package has beside the document; a small picture of the template and its own properties stay behind.

LibreOffice calls the core properties by a name of its own: those would stand there twice.
"""

_WITHOUT_BEING_NAMED = frozenset(
    ("styles", "settings", "webSettings", "fontTable", "theme", "numbering", "footnotes", "endnotes", "vbaProject")
)
"""What a document has without a place in it where it belongs; a picture or a header without one goes."""

_OF_TEXT = ("printerSettings", "lnNumType", "vAlign", "textDirection", "bidi", "formProt", "noEndnote", "sectPrChange")
"""What a page says of the text that stood on it, or of a printer."""
_OF_SETTINGS = ("attachedTemplate", "documentProtection", "updateFields", "mailMerge", "docVars", "trackRevisions",
                "writeProtection")  # fmt: skip
_A4, _MARGINS = {"w": "11906", "h": "16838"}, {
    "top": "1417", "right": "1417", "bottom": "1417", "left": "1417", "header": "708", "footer": "708", "gutter": "0",
}  # fmt: skip
"""The page of Dutch Word, for a template that says nothing of its page."""

_TAKEN_OUT = ("del", "moveFrom")
_PUT_IN = ("ins", "moveTo")
_MARKS = (
    "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange", "numberingChange",
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "cellIns", "cellDel", "cellMerge",
    "commentRangeStart", "commentRangeEnd", "commentReference",
)  # fmt: skip
"""What somebody changed, with a name and a moment; and where a remark belonged that is gone."""

_IN_FRAMES = 100_000
"""From here on drawings in a header or footer are numbered, apart from those in the text."""

_FRAMES = ("default", "first", "even")
_RELATED = f"{{{nsmap['r']}}}"


def empty(document: Document) -> None:
    """Take out the text, but keep the page, and the header and footer that hold for its last section."""
    last = document.element.body.sectPr
    _keep_frames(document.element.body, last)
    for child in list(document.element.body):
        if child is not last:
            document.element.body.remove(child)
    _lay_out(last)
    _leave_people_out(document)
    _leave_contents_out(document)
    for root in (*frames_of(document), document.styles.element):
        accept_changes(root)
    fetch_nothing(document)
    drawings = (one for frame in frames_of(document) for one in frame.iter(qn("wp:docPr")))
    for number, drawing in enumerate(drawings, _IN_FRAMES):
        drawing.set("id", str(number))
    settings = document.settings.element
    for name in _OF_SETTINGS:
        for setting in settings.findall(qn(f"w:{name}")):
            settings.remove(setting)


def _keep_frames(body: BaseOxmlElement, last: BaseOxmlElement) -> None:
    """Give the last section the header and footer of the one before it, where it has none of its own."""
    sections = [*body.iter(qn("w:sectPr"))]
    for kind in ("w:footerReference", "w:headerReference"):
        for frame in _FRAMES:
            setting = [
                one for section in sections for one in section.findall(qn(kind)) if one.get(qn("w:type")) == frame
            ]
            if setting and setting[-1].getparent() is not last:
                last.insert(0, deepcopy(setting[-1]))


def _lay_out(page: BaseOxmlElement) -> None:
    """One column from the top of the first page, as wide as the page, on A4 where no size is said."""
    for name in _OF_TEXT:
        for one in page.findall(qn(f"w:{name}")):
            page.remove(one)
    for numbers in page.findall(qn("w:pgNumType")):
        numbers.attrib.pop(qn("w:start"), None)
    for columns in page.findall(qn("w:cols")):
        for name in [*columns.attrib]:
            del columns.attrib[name]
        for one in list(columns):
            columns.remove(one)
    before = ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")
    index = sum(1 for one in page if one.tag in {qn(f"w:{name}") for name in before})
    if page.find(qn("w:pgSz")) is None:
        page.insert(index, node("pgSz", **_A4))
    if page.find(qn("w:pgMar")) is None:
        page.find(qn("w:pgSz")).addnext(node("pgMar", **_MARGINS))


def _leave_people_out(document: Document) -> None:
    for name, one in list(document.part.rels.items()):
        if one.reltype == _WITH_EFFECTS or one.reltype.rpartition("/")[2] in _OF_MAKERS:
            del document.part.rels[name]
    around = document.part.package.rels
    for name in [name for name, one in around.items() if one.reltype not in _OF_PACKAGE]:
        del around[name]


def _leave_contents_out(document: Document) -> None:
    """Let go of what belonged to the text: its pictures, charts and notes, and the headers of other pages."""
    named = {value for one in document.element.iter() for key, value in one.attrib.items() if key.startswith(_RELATED)}
    for name, relation in list(document.part.rels.items()):
        sort = relation.reltype.rpartition("/")[2]
        if sort not in _WITHOUT_BEING_NAMED and name not in named:
            del document.part.rels[name]
        elif sort in ("footnotes", "endnotes") and not relation.is_external:
            part = relation.target_part
            notes = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
            for note in [one for one in notes if one.get(qn("w:type")) is None]:
                notes.remove(note)
            if not isinstance(part, XmlPart):
                part._blob = serialize_part_xml(notes)


def accept_changes(root: BaseOxmlElement) -> None:
    """Make every change that was tracked, and forget who made it."""
    for one in _all(root, _TAKEN_OUT + _MARKS):
        around = one.getparent()
        gone = around.getparent() if around.tag == qn("w:trPr") and one.tag == qn("w:del") else one  # a whole row
        if gone.getparent() is not None:
            gone.getparent().remove(gone)
    for one in _all(root, _PUT_IN):
        if one.getparent().tag != qn("w:rPr"):  # there it only says that a mark of a paragraph is new
            for child in list(one):
                one.addprevious(child)
        one.getparent().remove(one)


def _all(root: BaseOxmlElement, names: tuple[str, ...]) -> Iterator[BaseOxmlElement]:
    return iter([*root.iter(*(qn(f"w:{name}") for name in names))])
