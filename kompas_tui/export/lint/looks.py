"""Rules on colours: whether text and fills stand out enough."""

from collections.abc import Iterable, Iterator, Mapping

from kompas_tui.export.lint.colours import contrast, shaded
from kompas_tui.export.lint.faults import DocumentFault
from kompas_tui.export.lint.opened import (
    Element,
    OpenedDocument,
    Piece,
    child,
    children,
    fill_of,
    full_names,
    qn,
    value_of,
)

LEAST_TEXT, LEAST_FILL = 4.5, 3.0
"""WCAG 2.1, 1.4.3 and 1.4.11."""

_WHITE, _BLACK = "FFFFFF", "000000"
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080", "darkCyan": "008080",
    "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "green": "00FF00", "lightGray": "C0C0C0", "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF",
    "yellow": "FFFF00",
}  # fmt: skip
"""The colours of Word's marker."""

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_VML = "{urn:schemas-microsoft-com:vml}"
_SHAPES = (f"{_WPS}wsp", f"{_VML}shape", f"{_VML}rect", f"{_VML}roundrect")
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def looks_rules(document: OpenedDocument) -> Iterator[DocumentFault]:
    """A9."""
    told: set[tuple[str, str]] = set()
    heads = _heads(document)
    for block, paragraphs in document.with_paragraphs:
        for ink, paper in _pairs(document, heads, block, paragraphs):
            ratio = contrast(ink, paper)
            if ratio < LEAST_TEXT and (ink, paper) not in told:
                told.add((ink, paper))
                yield DocumentFault(
                    "A9", block.where, f"Tekst in kleur {ink} op {paper} heeft te weinig contrast ({ratio:.1f} op 1).",
                    "Kies een donkerder kleur voor de tekst.",
                )  # fmt: skip
    yield from _charts(document)


_Colours = tuple[str | None, str | None]
"""Of letters, and of what is behind them; None where nothing is said."""


def _pairs(
    document: OpenedDocument, heads: Mapping[str, _Colours], block: Piece, paragraphs: Iterable[Piece]
) -> Iterator[tuple[str, str]]:
    """The colours of text in a block, each with what is behind it."""
    top = next(block.element.iter(qn("w:tr")), None) if block.is_table else None
    worn = value_of(child(block.element, "w:tblPr", "w:tblStyle")) if block.is_table else None
    usual, head = heads.get(worn or "", (None, None))
    in_head = frozenset(top.iter(qn("w:p"))) if top is not None else frozenset()
    is_shaded = block.holds(_SHADED)
    for piece in paragraphs:
        is_head = piece.element in in_head
        behind = _hex(piece.look.shade) or (_behind(document, piece) if is_shaded else None)
        behind = behind or (head if is_head else None) or _WHITE
        letters = _hex(piece.look.color) or (usual if is_head else None) or _BLACK
        is_coloured = piece.holds(_COLOURED)
        for text in piece.words:
            if text.tag == _WORDS and (text.text or "").strip():
                ink, paper = _of_run(document, child(text.getparent(), "w:rPr")) if is_coloured else (None, None)
                yield ink or letters, paper or behind


_WORDS = qn("w:t")


_SHADED = full_names("w:shd") | frozenset(_SHAPES)
_COLOURED = full_names("w:rStyle", "w:color", "w:highlight", "w:shd")
"""What gives a colour to what lies behind words, and to words themselves."""


def _heads(document: OpenedDocument) -> Mapping[str, _Colours]:
    """The colours of the first row of a table, by the style that it wears."""
    styles, heads = document.named("styles"), dict[str, _Colours]()
    for style in styles.iterchildren(qn("w:style")) if styles is not None else ():
        for part in style.iterchildren(qn("w:tblStylePr")):
            if part.get(qn("w:type")) == "firstRow":
                ink, shade = child(part, "w:rPr", "w:color"), child(part, "w:tcPr", "w:shd")
                heads.setdefault(style.get(qn("w:styleId"), ""), (_hex(value_of(ink)), _hex(fill_of(shade))))
    return heads


def _of_run(document: OpenedDocument, properties: Element | None) -> _Colours:
    """The colour of a run itself or of its style, and what it is marked with; None where it says nothing."""
    own = children(properties)
    style = document.styles.get(value_of(own.get(qn("w:rStyle"))) or "")
    marked = _HIGHLIGHTS.get(value_of(own.get(qn("w:highlight"))) or "")
    ink = _hex(value_of(own.get(qn("w:color")))) or (None if style is None else _hex(style.color))
    return ink, marked or _hex(fill_of(own.get(qn("w:shd"))))


def _behind(document: OpenedDocument, piece: Piece) -> str | None:
    """The colour of the nearest cell or text box around a paragraph that has one."""
    for holder in piece.element.iterancestors(qn("w:tc"), *_SHAPES):
        if holder.tag == qn("w:tc"):
            fill = _hex(fill_of(child(holder, "w:tcPr", "w:shd")))
        else:
            older = _hex((holder.get("fillcolor") or "").removeprefix("#"))
            fill = older or next(_filled(holder.findall(f"{_WPS}spPr"), document.theme), None)
        if fill:
            return fill
    return None


def _hex(colour: str | None) -> str | None:
    """Six figures; None where the colour is automatic or not said."""
    return colour.upper() if colour and len(colour) == 6 and colour.lower() != "auto" else None


def _charts(document: OpenedDocument) -> Iterator[DocumentFault]:
    """The fills of charts against paper."""
    for name, part in document.parts.items():
        if not name.startswith("word/charts/chart"):
            continue
        fills = [fill for series in part.iter(f"{_C}ser") for fill in _fills(series, document.theme)]
        if weak := next((fill for fill in fills if contrast(fill, _WHITE) < LEAST_FILL), ""):
            yield DocumentFault(
                "A9", "bij een grafiek", f"Een vlak in kleur {weak} is te licht ({contrast(weak, _WHITE):.1f} op 1).",
                "Kies een donkerder kleur, of zet er een donkere rand om.",
            )  # fmt: skip


def _fills(series: Element, theme: Mapping[str, str]) -> Iterator[str]:
    return _filled(series.findall(f"{_C}spPr"), theme)


def _filled(shapes: Iterable[Element], theme: Mapping[str, str]) -> Iterator[str]:
    for properties in shapes:
        for colour in properties.iterfind(f"{_A}solidFill/*"):
            plain = colour.get("val", "")
            named = theme.get(plain, "") if colour.tag == f"{_A}schemeClr" else plain
            if _hex(named):
                yield shaded(named, _share(colour, "lumMod", 1), _share(colour, "lumOff", 0))


def _share(colour: Element, name: str, otherwise: float) -> float:
    """How much of its light a colour keeps or gets, which is written in thousandths of a percent."""
    share = colour.find(f"{_A}{name}")
    return otherwise if share is None else float(share.get("val", "0")) / 100_000
