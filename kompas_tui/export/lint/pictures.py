"""Rules on pictures, charts and whatever else does not stand in the line of the text."""

import re
from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from kompas_tui.domain.language.wording import quoted, shortened
from kompas_tui.export.lint.faults import DocumentFault
from kompas_tui.export.lint.opened import OpenedDocument, Piece, qn

_FILE = re.compile(r"[^\s.]+\.(?:png|jpe?g|gif|bmp|tiff?|svg|webp|emf|wmf|docx|xlsx)", re.IGNORECASE)
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_NO_ALT = frozenset({"afbeelding", "foto", "grafiek", "picture", "image", "chart", "diagram", "plaatje"})
_NO_ALT_SAID = "Een plaatje of grafiek heeft geen alternatieve tekst."
_SAY_IT = "Klik erop met rechts en zeg bij Alternatieve tekst wat erop staat."
_VML_TEXT_BOX = "{urn:schemas-microsoft-com:vml}textbox"


def picture_rules(document: OpenedDocument) -> Iterator[DocumentFault]:
    """A7 and A8."""
    for block in document.blocks:
        for drawing in block.element.iter(qn("w:drawing")):
            yield from _alt(block, drawing)
        for old in block.element.iter(qn("w:pict"), qn("w:object")):
            if not any((one.get("alt") or "").strip() for one in old.iter()):
                yield DocumentFault("A7", block.place, _NO_ALT_SAID, _SAY_IT)
        yield from _floating(block)


def _alt(block: Piece, drawing: BaseOxmlElement) -> Iterator[DocumentFault]:
    properties = next(drawing.iter(qn("wp:docPr")), None)
    if properties is None or any(mark.get("val") == "1" for mark in properties.iter(_DECORATIVE)):
        return
    said = (properties.get("descr") or properties.get("title") or "").strip()
    named = [said, *(one.get("name") or "" for one in drawing.iter(qn("pic:cNvPr")))]
    if not said or said.casefold().rstrip(" 0123456789") in _NO_ALT:
        yield DocumentFault("A7", block.place, _NO_ALT_SAID, _SAY_IT)
    elif any(_FILE.fullmatch(one.strip()) for one in named):
        yield DocumentFault(
            "A7", block.place, f"De alternatieve tekst of naam is een bestand: {quoted(shortened(said, 40))}.",
            "Zeg in woorden wat erop staat.",
        )  # fmt: skip


def _floating(block: Piece) -> Iterator[DocumentFault]:
    floats = (qn("wp:anchor"), qn("w:tblpPr"), qn("w:framePr"), _VML_TEXT_BOX)
    if next(block.element.iter(*floats), None) is not None:
        yield DocumentFault(
            "A8", block.place, "Hier zweeft iets los van de tekst.",
            "Kies bij Tekstterugloop: In tekstregel. Zet tekst uit een tekstvak in een alinea.",
        )  # fmt: skip
