"""Rules on pictures, charts and whatever else does not stand in the line of the text."""

import re
from collections.abc import Iterator, Sequence

from kompas_tui.domain.language.wording import quoted, shortened
from kompas_tui.export.lint.faults import DocumentFault
from kompas_tui.export.lint.opened import PICTURES, Element, OpenedDocument, Piece, full_names, qn

_FILE = re.compile(r"[^\n]+\.(?:png|jpe?g|gif|bmp|tiff?|svg|webp|emf|wmf|docx|xlsx)", re.IGNORECASE)
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_NO_ALT = frozenset({"afbeelding", "foto", "grafiek", "picture", "image", "chart", "diagram", "plaatje"})
_NO_ALT_SAID = "Een plaatje of grafiek heeft geen alternatieve tekst."
_SAY_IT = "Klik erop met de rechtermuisknop, en zeg bij Alternatieve tekst wat erop staat."
_BY_MACHINE = ("Door AI gegenereerde", "Automatisch gegenereerde beschrijving", "Beschrijving automatisch gegenereerd")
"""What Word writes below an alternative text that it made itself."""
_OLD = ("w:pict", "w:object")
"""How older files hold what is drawn."""
_LINE_ACROSS = "{urn:schemas-microsoft-com:office:office}hr"
"""Marks a line that only parts what is above and below it."""
_VML_TEXT_BOX = "{urn:schemas-microsoft-com:vml}textbox"
_FLOATS = full_names("wp:anchor", "w:tblpPr", "w:framePr") | {_VML_TEXT_BOX}


def picture_rules(document: OpenedDocument) -> Iterator[DocumentFault]:
    """A7 and A8."""
    for block in document.holding(PICTURES):
        for drawing in block.all("w:drawing"):
            yield from _alt(block, drawing)
        for old in _old(block):
            if not any((one.get("alt") or "").strip() or one.get(_LINE_ACROSS) for one in old.iter()):
                yield DocumentFault("A7", block.where, _NO_ALT_SAID, _SAY_IT)
    for block in (*document.blocks, *document.notes):  # a header or footer stands apart from the text anyhow
        if block.holds(_FLOATS) or any("position:absolute" in (one.get("style") or "") for one in _shapes(block)):
            yield DocumentFault(
                "A8", block.where, "Hier zweeft iets los van de tekst.",
                "Kies bij Tekstterugloop: In tekstregel. Zet tekst uit een tekstvak in een alinea.",
            )  # fmt: skip


def _alt(block: Piece, drawing: Element) -> Iterator[DocumentFault]:
    properties = next(drawing.iter(qn("wp:docPr")), None)
    if properties is None or any(mark.get("val") == "1" for mark in properties.iter(_DECORATIVE)):
        return
    if next(drawing.iter(qn("w:txbxContent")), None) is not None:
        return  # a box with text in it says itself what it says
    text = (properties.get("descr") or properties.get("title") or "").strip()
    if not text or text.casefold().rstrip(" 0123456789") in _NO_ALT:
        yield DocumentFault("A7", block.where, _NO_ALT_SAID, _SAY_IT)
    elif _FILE.fullmatch(text):
        yield DocumentFault(
            "A7", block.where, f"De alternatieve tekst is de naam van een bestand: {quoted(shortened(text, 40))}.",
            "Zeg in woorden wat erop staat.",
        )  # fmt: skip
    elif any(mark in text for mark in _BY_MACHINE):
        yield DocumentFault(
            "A7", block.where, "Word bedacht deze alternatieve tekst zelf, en niemand keek hem na.",
            "Zeg in eigen woorden wat erop staat.",
        )  # fmt: skip


def _old(block: Piece) -> Sequence[Element]:
    return [one for name in _OLD for one in block.all(name)]


def _shapes(block: Piece) -> Iterator[Element]:
    return (one for old in _old(block) for one in old.iter())
