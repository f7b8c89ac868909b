"""What in a Word template fetches something from elsewhere as soon as a report is opened, taken out of it."""

import re
from collections.abc import Iterator

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from kompas_tui.export.placeholders import frames_of

_FETCHES = re.compile(r'[\s"]*(?:INCLUDE|IMPORT|DDE|LINK\b|DATABASE\b)', re.IGNORECASE)
"""How a field of Word begins that reads a file, a site or another program."""
_DRAWN = tuple(qn(f"w:{name}") for name in ("drawing", "pict", "object"))
_VML = "{urn:schemas-microsoft-com:vml}"
_FILLED = tuple(f"{_VML}{name}" for name in ("imagedata", "image", "fill", "stroke"))
_ADDRESSES = ("src", *(f"{{urn:schemas-microsoft-com:office:office}}{name}" for name in ("href", "althref")))
"""What an older drawing is filled with, and how it names a picture elsewhere without a relation."""
_MARK, _TOLD = qn("w:fldChar"), (qn("w:instrText"), qn("w:t"))


def fetch_nothing(document: Document) -> None:
    """Leave out relations to other places, with what uses them, and fields that fetch; links to click on stay."""
    for part in document.part.package.iter_parts():
        names = [
            name for name, aim in part.rels.items() if aim.is_external and aim.reltype != RELATIONSHIP_TYPE.HYPERLINK
        ]
        if names:
            _leave_out(part, names)
        if isinstance(part, XmlPart):
            for filled in part.element.iter(*_FILLED):
                for address in _ADDRESSES:
                    filled.attrib.pop(address, None)
    for frame in frames_of(document):
        for simple in [*frame.iter(qn("w:fldSimple"))]:
            if _FETCHES.match(simple.get(qn("w:instr")) or ""):
                _remove(simple)
        for pieces in [*_fetching(frame)]:
            for piece in pieces:
                _remove(piece)


def _leave_out(part: Part, names: list[str]) -> None:
    root = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
    for one in [*root.iter()]:
        if any(key.startswith(f"{{{nsmap['r']}}}") and value in names for key, value in one.attrib.items()):
            drawn = list(one.iterancestors(*_DRAWN))
            _remove(drawn[-1] if drawn else one)
    if not isinstance(part, XmlPart):
        part._blob = serialize_part_xml(root)
    for name in names:
        del part.rels[name]


def _fetching(frame: BaseOxmlElement) -> Iterator[list[BaseOxmlElement]]:
    """The marks and the words of each field that fetches; what it fetched before stays as a text."""
    open_fields: list[tuple[list[BaseOxmlElement], list[str]]] = []
    done: list[tuple[list[BaseOxmlElement], list[str]]] = []
    is_told: list[bool] = []
    for piece in frame.iter(_MARK, *_TOLD):
        kind = piece.get(qn("w:fldCharType"))
        if kind == "begin":
            open_fields.append(([], []))
            is_told.append(False)
        if not open_fields:
            continue
        if piece.tag == _MARK or not is_told[-1]:
            open_fields[-1][0].append(piece)
        if kind is None:
            # A field in the words of another one writes those: together they say what is fetched.
            for (_, words), is_whole in zip(open_fields, is_told, strict=True):
                if not is_whole:
                    words.append(piece.text or "")
        elif kind == "separate":
            is_told[-1] = True
        elif kind == "end":
            done.append(open_fields.pop())
            is_told.pop()
    for pieces, words in (*done, *open_fields):
        if _FETCHES.match("".join(words)):
            yield pieces


def _remove(one: BaseOxmlElement) -> None:
    around = one.getparent()
    if around is not None:
        around.remove(one)
