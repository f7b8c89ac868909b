"""Rules on pictures, charts and whatever else does not stand in the line of the text."""

import re
from collections.abc import Iterator, Sequence

from kompas_tui.domain.language.wording import quoted, shortened
from kompas_tui.export.lint.contents import BARE_ADDRESS
from kompas_tui.export.lint.faults import DocumentFault
from kompas_tui.export.lint.opened import PICTURES, Element, OpenedDocument, Piece, full_names, qn

_FILE = re.compile(r"[^\n]+\.(?:png|jpe?g|gif|bmp|tiff?|svg|webp|emf|wmf|docx|xlsx)", re.IGNORECASE)
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_NO_ALT = frozenset({
    "afbeelding", "foto", "grafiek", "diagram", "plaatje", "tekening", "vorm", "groep", "figuur", "schermafbeelding",
    "picture", "image", "photo", "graphic", "chart", "drawing", "shape", "group", "figure", "object", "screenshot",
})  # fmt: skip
"""What programs call whatever is drawn, with a number behind it."""
_MARKS = " .,:;!?…*/_-–—•·"
"""What is no text; a drawn animal is, and is read aloud as its name."""
_BY_CAMERA = re.compile(
    r"(?:IMG|DSC|DSCN|DSCF|PXL|P|Schermafbeelding|Schermopname|Screenshot|Screen Shot|WhatsApp Image|Scan)"
    r"(?=[\s_.:-]*\d)[\s\d_.:-]+(?:(?:om|at|[AP]M|WA)[\s\d_.:-]*)*",
    re.IGNORECASE,
)
"""What cameras, phones and scanners call a picture."""
_LONGEST_NAME = 255
"""Of a file; a longer text is no name."""
_NO_ALT_SAID = "Een plaatje of grafiek heeft geen alternatieve tekst."
_SAY_IT = "Klik erop met de rechtermuisknop, en zeg bij Alternatieve tekst wat erop staat."
_BY_MACHINE = (
    "Door AI gegenereerde", "Automatisch gegenereerde beschrijving", "Beschrijving automatisch gegenereerd",
    "AI-generated content", "Description automatically generated", "Description generated with",
)  # fmt: skip
"""What Word writes below an alternative text that it made itself."""
_OLD = ("w:pict", "w:object")
"""How older files hold what is drawn."""
_LINE_ACROSS = "{urn:schemas-microsoft-com:office:office}hr"
"""Marks a line that only parts what is above and below it."""
_VML_TEXT_BOX = "{urn:schemas-microsoft-com:vml}textbox"
_SAYS_ITSELF = full_names("w:txbxContent") | {"{urn:schemas-microsoft-com:vml}textpath"}
_FLOATS = full_names("wp:anchor", "w:tblpPr", "w:framePr") | {_VML_TEXT_BOX}


def picture_rules(document: OpenedDocument) -> Iterator[DocumentFault]:
    """A7 and A8."""
    for block in document.holding(PICTURES):
        texts = (*map(_alt, block.all("w:drawing")), *map(_old_alt, _old(block)))
        for text in texts:
            if text is not None:
                yield from _judged(block, text.strip())
    for block in (*document.blocks, *document.notes):  # a header or footer stands apart from the text anyhow
        if block.holds(_FLOATS) or any("position:absolute" in (one.get("style") or "") for one in _shapes(block)):
            yield DocumentFault(
                "A8", block.where, "Hier zweeft iets los van de tekst.",
                "Kies bij Tekstterugloop: In tekstregel. Zet tekst uit een tekstvak in een alinea.",
            )  # fmt: skip


def _alt(drawing: Element) -> str | None:
    """The alternative text of what is drawn; None where it needs none."""
    properties = next(drawing.iter(qn("wp:docPr")), None)
    if properties is None or any(mark.get("val") in ("1", "true") for mark in properties.iter(_DECORATIVE)):
        return None
    text: str = properties.get("descr") or properties.get("title") or ""
    if next(drawing.iter(qn("w:txbxContent")), None) is None:
        return text
    # A box with text in it says itself what it says, and not what a picture beside it in a group shows.
    beside = [one for one in drawing.iter(qn("pic:cNvPr")) if next(one.iterancestors(qn("w:drawing"))) is drawing]
    return text or " ".join(one.get("descr") or "" for one in beside) if beside else None


def _old_alt(old: Element) -> str | None:
    """The same of what is drawn as in older files: lines across and boxes with text in them need none."""
    shapes = [*old.iter()]
    says_itself = any(one.tag in _SAYS_ITSELF or one.get(_LINE_ACROSS) for one in shapes)
    return None if says_itself else next((one.get("alt") for one in shapes if (one.get("alt") or "").strip()), "")


def _judged(block: Piece, text: str) -> Iterator[DocumentFault]:
    is_named = text.casefold().rstrip(" 0123456789") in _NO_ALT or not text.strip(_MARKS)
    if is_named or BARE_ADDRESS.fullmatch(text):
        yield DocumentFault("A7", block.where, _NO_ALT_SAID, _SAY_IT)
    elif len(text) <= _LONGEST_NAME and (_FILE.fullmatch(text) or _BY_CAMERA.fullmatch(text)):
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
