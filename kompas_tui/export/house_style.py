"""A Word template that a report is written in: its styles by name, its page, its header and footer."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.export.base import TEXT_WIDTH, base_document
from kompas_tui.export.chart_colours import strong_accent
from kompas_tui.export.emptied import empty
from kompas_tui.export.fitted import fit_pictures
from kompas_tui.export.lint.colours import theme_colours
from kompas_tui.export.lint.opened import NO_PACKAGE
from kompas_tui.export.markup import element, node, paragraph, parsed, text_run
from kompas_tui.export.saving import timeless
from kompas_tui.journal.unzipping import whole_entry

_NO_TEMPLATE = "Dit sjabloon is geen Word-bestand, of het is beveiligd. Sla het in Word op als .docx zonder wachtwoord."
_MOST_BYTES = 100_000_000
"""A template that unfolds to more than this is none."""

_OUR_GREEN, _OUR_TINTS = "006338", {"EDF5F0": "F2F2F2", "C9D6CE": "D0D0D0"}
"""Our colour, which becomes that of the template, and its tints, which become grey."""

_DOCUMENT = "word/document.xml"
_AS_TEMPLATE = b"wordprocessingml.template.main+xml"
_AS_DOCUMENT = b"wordprocessingml.document.main+xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""How a document begins that keeps to the strict form of the standard, which python-docx can't read."""
_NARROWEST = 3000
"""About five centimetres, in twentieths of a point: less holds no table."""


_DUTCH = {
    "standaard": "normal", "kop": "heading", "titel": "title", "ondertitel": "subtitle", "bijschrift": "caption",
    "lijst opsomteken": "list bullet", "lijstopsomteken": "list bullet", "inhopg": "toc", "koptekst": "header",
    "voettekst": "footer", "zwaar": "strong",
}  # fmt: skip
"""What Dutch programs call a style that Word itself always keeps under its English name."""

_TYPE = qn("w:type")
_AFTER_LEVEL = ("divId", "cnfStyle", "rPr", "sectPr", "pPrChange")
"""What stands behind the level in the properties of a paragraph."""
_OWN = "Kompas"
_UNSEEN = ("Default Paragraph Font", "Normal Table", "No List")
"""Styles that nobody chooses and each document has."""
_IN_DUTCH = {
    "heading": "Kop", "toc": "Inhopg", "strong": "Zwaar", "caption": "Bijschrift", "subtitle": "Ondertitel",
    "list": "Lijst", "bullet": "opsomteken", "header": "Koptekst", "footer": "Voettekst", "normal": "Standaard",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """An empty document to write in, with our ids of styles as it calls them, and what had to be added to it."""

    document: Document
    ids: Mapping[str, str]
    added: tuple[str, ...] = ()
    smaller: int = 0
    """How many of its pictures were larger than paper shows."""
    leaves_out: bool = False
    """Whether its text had a cover or a picture, which a report does not take over."""
    has_page_colour: bool = False
    """Whether its pages are coloured on a screen, where letters of ours may not stand out."""

    @property
    def text_width(self) -> int:
        """The width between the margins, in twentieths of a point."""
        return self._between("w:w", "w:left", "w:right", "w:gutter")

    @property
    def text_height(self) -> int:
        """The height between the margins, in twentieths of a point."""
        return self._between("w:h", "w:top", "w:bottom")  # a margin below zero holds a header that may be high

    def _between(self, size: str, *sides: str) -> int:
        page, margins = (self.document.element.body.sectPr.find(qn(name)) for name in ("w:pgSz", "w:pgMar"))
        return _twips(page.get(qn(size))) - sum(_twips(margins.get(qn(side), "0")) for side in sides)

    @property
    def theme(self) -> Mapping[str, str]:
        """The colours of its theme by name."""
        return _theme(self.document)

    def wear(self) -> None:
        """Give everything that was written the styles of the template."""
        if not self.ids:
            return
        for named in self.document.element.body.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle")):
            name = named.get(qn("w:val"))
            named.set(qn("w:val"), self.ids.get(name, name))


_UNITS = {"mm": 1440 / 25.4, "cm": 14400 / 25.4, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}


def _twips(measure: str) -> int:
    """A measure in twentieths of a point, which some programs write with a unit, such as 35mm."""
    unit = _UNITS.get(measure[-2:])
    return int(float(measure)) if unit is None else int(float(measure[:-2]) * unit)


def our_house_style() -> HouseStyle:
    """Our own look."""
    return HouseStyle(docx.Document(io.BytesIO(base_document())), {})


def house_style(template: bytes) -> HouseStyle:
    """A template without its text, with what it lacks; KompasError where it is no template."""
    try:
        made = _made(_opened(template))
        if made.text_width < _NARROWEST:
            raise KompasError("In dit sjabloon is te weinig plaats voor tekst. Maak de marges kleiner.")
        made.document.save(io.BytesIO())  # what can't be kept again, such as a link without a name, is none either
    except NO_PACKAGE as error:
        raise KompasError(_NO_TEMPLATE) from error
    return made


def _made(document: Document) -> HouseStyle:
    ours = docx.Document(io.BytesIO(base_document()))
    leaves_out = _has_cover_or_picture(document.element.body)
    empty(document)
    smaller = fit_pictures(document)
    _make_dutch(document)
    added: list[str] = []
    accent = strong_accent(_theme(document))
    ids = _styles(document, ours, accent, added)
    _numbering(document, ours, ids, added)
    width = HouseStyle(document, {}).text_width
    _footer(document, ours, ids, added, width)
    for stop in document.styles.element.iter(qn("w:tab")):  # of our styles, also in a template that began as ours
        if stop.get(qn("w:val")) == "right" and stop.get(qn("w:pos")) == str(TEXT_WIDTH):
            stop.set(qn("w:pos"), str(width))
    worn = {mine: its for mine, its in ids.items() if mine != its}
    return HouseStyle(document, worn, tuple(_told(added)), smaller, leaves_out, _has_page_colour(document.element))


def _has_cover_or_picture(body: BaseOxmlElement) -> bool:
    """Whether its text has a picture, a cover of Word, a page with a section of its own, or one that ends by hand."""
    sections = [*body.iter(qn("w:sectPr"))]
    pages = any(one.get(_TYPE) == "page" for one in body.iter(qn("w:br")))
    covers = any(one.get(qn("w:val")) == "Cover Pages" for one in body.iter(qn("w:docPartGallery")))
    drawn = next(body.iter(qn("w:pageBreakBefore"), qn("w:drawing"), qn("w:pict")), None)
    return len(sections) > 1 or pages or covers or drawn is not None


def _has_page_colour(document: BaseOxmlElement) -> bool:
    colours = [one.get(qn("w:color"), "auto") for one in document.findall(qn("w:background"))]
    return any(colour.upper() not in ("AUTO", "FFFFFF") for colour in colours)


def _told(added: Sequence[str]) -> Iterator[str]:
    """What was added as Dutch Word calls it; our own styles, which no template has, as one."""
    for name in added:
        if not name.startswith(_OWN) and name not in _UNSEEN:
            yield " ".join(_IN_DUTCH.get(word.casefold(), word) for word in name.split())
    if any(name.startswith(_OWN) for name in added):
        yield "de eigen stijlen van Kompas"


def template_bytes() -> bytes:
    """Our template as a start for a house style: every style that a report uses, with what it is for."""
    document = our_house_style().document
    end = document.element.body.sectPr
    for explained in parsed(paragraph(name, text_run(text)) for name, text in _EXPLAINED.items()):
        end.addprevious(explained)
    document.core_properties.title = "Sjabloon voor een verslag"
    document.core_properties.language = "nl-NL"
    stream = io.BytesIO()
    document.save(stream)
    return timeless(stream.getvalue())


_EXPLAINED = {
    "Heading1": "Sjabloon: de titel van het verslag",
    "Subtitle": "De regel onder de titel",
    "KompasInleiding": "De inleiding. Pas in dit bestand de stijlen, kleuren en marges aan. De tekst vervalt.",
    "Heading2": "Een hoofdstuk",
    "Normal": "Gewone tekst. In de kop en voet van de bladzijde staan woorden tussen accolades. Kompas vult die in.",
    "KompasLetOp": "Iets om op te letten.",
    "Heading3": "Een kaart",
    "KompasVraag": "De vraag die je stelde",
    "KompasUitkomst": "Wat eruit kwam.",
    "KompasToelichting": "Een toelichting bij de uitkomst.",
    "KompasBeeld": "Een grafiek of plaatje. De regels eronder mogen een vaste hoogte hebben, deze niet.",
    "Heading4": "Een ronde",
    "ListBullet": "Een punt in een lijst",
    "Heading5": "Een kopje boven een lijst",
    "KompasGegevens": "Een gegeven, zoals de datum.",
    "KompasControlegetal": "Het controlegetal.",
}


def _opened(template: bytes) -> Document:
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        if sum(member.file_size for member in package.infolist()) > _MOST_BYTES:
            raise KompasError("Dit sjabloon is te groot. Maak de plaatjes erin kleiner.")
        types = whole_entry(package, package.getinfo("[Content_Types].xml"))
        for entry in package.infolist():  # a part that python-docx does not look into goes into the report as it is
            name, part = entry.filename, whole_entry(package, entry)
            if name.endswith((".xml", ".rels")):
                parse_xml(part)
            if name == _DOCUMENT and _STRICT in part:
                raise KompasError(
                    "Dit sjabloon heeft de strikte vorm van Word. Sla het op als gewoon document van Word."
                )
    if b"macroEnabled" in types:
        raise KompasError("In dit sjabloon zitten macro’s. Sla het in Word op als .docx.")
    document = docx.Document(io.BytesIO(_as_document(template) if _AS_TEMPLATE in types else template))
    if document.element.body is None:
        raise KompasError("In dit sjabloon staat geen bladzijde. Open het in Word en sla het opnieuw op.")
    document.element.body.get_or_add_sectPr()  # some programs leave it out, and mean a page of the usual size
    document.core_properties.title = ""  # the report says its own
    return document


def _as_document(template: bytes) -> bytes:
    """A .dotx as a .docx."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            name, data = entry.filename, whole_entry(old, entry)
            new.writestr(name, data.replace(_AS_TEMPLATE, _AS_DOCUMENT) if name == "[Content_Types].xml" else data)
    return stream.getvalue()


def _make_dutch(document: Document) -> None:
    """Set the language of the document, whatever the template was made with."""
    styles = document.styles.element
    for lang in styles.iter(qn("w:lang")):
        lang.set(qn("w:val"), "nl-NL")
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None and defaults.find(qn("w:lang")) is None:
        defaults.append(node("lang", val="nl-NL"))
    elif defaults is None and next(styles.iter(qn("w:lang")), None) is None:
        dutch = element("rPrDefault", element("rPr", element("lang", val="nl-NL")))
        styles.insert(0, node("docDefaults", dutch))


def _name(style: BaseOxmlElement) -> str:
    """The name by which Word knows a style, in small letters; empty where it has none."""
    named = style.find(qn("w:name"))
    name = (named.get(qn("w:val")) or "").casefold() if named is not None else ""
    first, _, rest = name.partition(" ")
    return _DUTCH.get(name) or (f"{_DUTCH[first]} {rest}" if first in _DUTCH and rest.isdecimal() else name)


def _styles(document: Document, ours: Document, accent: str, added: list[str]) -> dict[str, str]:
    """Our ids of styles as the template calls them, after adding those that it lacks."""
    root = document.styles.element
    known = list(root.iter(qn("w:style")))
    # From behind, so that of a name that stands twice the first one counts.
    its = {(style.get(_TYPE), _name(style)): style.get(qn("w:styleId")) for style in reversed(known)}
    taken = {style.get(qn("w:styleId")) for style in known}
    ids: dict[str, str] = {}
    missing = []
    for style in ours.styles.element.iter(qn("w:style")):
        mine, key = style.get(qn("w:styleId")), (style.get(_TYPE), _name(style))
        ids[mine] = its.get(key) or (mine if mine not in taken else f"{_OWN}{mine}")
        if key not in its:
            missing.append((key[1], style))
    names = {name for _, name in its}
    larger = max(_body_size(root) / _body_size(ours.styles.element), 1)
    for style in known:
        _see_level(style)
    for name, style in missing:
        made = _fitting(name, style, ids, accent, names)
        if name.startswith("kompas ") and not name.endswith(_IN_TABLES):
            _enlarge(made, larger)
        root.append(made)
        added.append(style.find(qn("w:name")).get(qn("w:val")))
    return ids


_USUAL_SIZE = 22
"""The size of ordinary text where a template says none, in half points."""

_IN_TABLES = ("cel", "kop", "getal", "tabel")
"""How the names of our styles for tables end: columns are as wide as those letters ask."""


def _body_size(styles: BaseOxmlElement) -> int:
    """The size of ordinary text, in half points."""
    normal = (one for one in styles.iter(qn("w:style")) if one.get(_TYPE) == "paragraph" and _name(one) == "normal")
    for holder in (*normal, styles.find(qn("w:docDefaults"))):
        size = next(holder.iter(qn("w:sz")), None) if holder is not None else None
        if size is not None and (half_points := size.get(qn("w:val")) or "").isdecimal():
            return max(int(half_points), 1)
    return _USUAL_SIZE


def _enlarge(style: BaseOxmlElement, times: float) -> None:
    """Make the letters of a style so many times larger, and what is laid out by their width."""
    for tag, names in (("sz", ("val",)), ("szCs", ("val",)), ("tab", ("pos",)), ("ind", ("left", "hanging"))):
        for one in style.iter(qn(f"w:{tag}")):
            for name in names:
                if (length := one.get(qn(f"w:{name}"))) is not None:
                    one.set(qn(f"w:{name}"), str(round(int(length) * times)))


def _see_level(style: BaseOxmlElement) -> None:
    """Say of a heading which level it has: by its name alone only Word knows."""
    first, _, level = _name(style).partition(" ")
    if first != "heading" or not level.isdecimal() or style.get(_TYPE) != "paragraph":
        return
    properties = style.get_or_add_pPr()
    for old in properties.findall(qn("w:outlineLvl")):
        properties.remove(old)
    last = next(properties.iterchildren(*(qn(f"w:{name}") for name in _AFTER_LEVEL)), None)
    outline = node("outlineLvl", val=str(int(level) - 1))
    properties.append(outline) if last is None else last.addprevious(outline)


def _fitting(name: str, style: BaseOxmlElement, ids: Mapping[str, str], accent: str, its: set[str]) -> BaseOxmlElement:
    """A style of ours in the colour of the template; a heading looks as the one above it does there."""
    made = deepcopy(style)
    made.attrib.pop(qn("w:default"), None)
    made.set(qn("w:styleId"), ids[style.get(qn("w:styleId"))])
    level = int(name[-1]) if name.startswith("heading ") else 0
    if level > 1 and any(f"heading {above}" in its for above in range(1, level)):
        nearest = max(above for above in range(1, level) if f"heading {above}" in its)
        for part in (*made.findall(qn("w:pPr")), *made.findall(qn("w:rPr"))):
            made.remove(part)
        made.append(node("pPr", element("outlineLvl", val=str(level - 1))))
        made.find(qn("w:basedOn")).set(qn("w:val"), f"Heading{nearest}")
    for named in made.iter(qn("w:basedOn"), qn("w:next"), qn("w:link")):
        named.set(qn("w:val"), ids.get(named.get(qn("w:val")), named.get(qn("w:val"))))
    for coloured in made.iter():
        for key, value in coloured.attrib.items():
            if value == _OUR_GREEN or value in _OUR_TINTS:
                coloured.set(key, _OUR_TINTS.get(value, accent))
    return made


def _numbering(document: Document, ours: Document, ids: Mapping[str, str], added: list[str]) -> None:
    """See to it that a list is a list: where the style of one has no bullet, it gets ours."""
    root = document.styles.element
    style = next(one for one in root.iter(qn("w:style")) if one.get(qn("w:styleId")) == ids["ListBullet"])
    number = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    if number is not None and "List Bullet" not in added:
        return
    lists = _lists(document)
    abstract = max((int(one.get(qn("w:abstractNumId"))) for one in lists.findall(qn("w:abstractNum"))), default=-1) + 1
    instance = max((int(one.get(qn("w:numId"))) for one in lists.findall(qn("w:num"))), default=0) + 1
    bullet = deepcopy(ours.part.numbering_part.element.find(qn("w:abstractNum")))
    bullet.set(qn("w:abstractNumId"), str(abstract))
    bullet.find(f"{qn('w:lvl')}/{qn('w:pStyle')}").set(qn("w:val"), ids["ListBullet"])
    for colour in bullet.iter(qn("w:color")):
        colour.set(qn("w:val"), strong_accent(_theme(document)))
    first = lists.find(qn("w:num"))
    lists.append(bullet) if first is None else first.addprevious(bullet)
    lists.append(node("num", element("abstractNumId", val=str(abstract)), numId=str(instance)))
    properties = style.find(qn("w:pPr"))
    if properties is None:
        properties = node("pPr")
        style.append(properties)
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    properties.insert(0, node("numPr", element("numId", val=str(instance))))


def _lists(document: Document) -> BaseOxmlElement:
    """The lists of the template, without any where it has none."""
    for one in document.part.rels.values():
        if one.reltype == RELATIONSHIP_TYPE.NUMBERING:
            numbering: BaseOxmlElement = one.target_part.element
            return numbering
    empty = parse_xml(b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>')
    part = XmlPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, empty, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return empty


def _footer(document: Document, ours: Document, ids: Mapping[str, str], added: list[str], width: int) -> None:
    """Ours where the template has none, so that every page has its title, date and number."""
    if document.element.body.sectPr.find(qn("w:footerReference")) is not None:
        return
    footer = document.sections[-1].footer
    footer.is_linked_to_previous = False
    root = footer._element
    for child in list(root):
        root.remove(child)
    for child in ours.sections[-1].footer._element:
        root.append(deepcopy(child))
    for named in root.iter(qn("w:pStyle")):
        named.set(qn("w:val"), ids.get(named.get(qn("w:val")), named.get(qn("w:val"))))
        named.addnext(_tabs(document, named.get(qn("w:val")), width))
    added.append("een voettekst")


def _tabs(document: Document, style: str, width: int) -> BaseOxmlElement:
    """One tab, at the right margin, instead of those that a style has for another page."""
    own = (one for one in document.styles.element.iter(qn("w:style")) if one.get(qn("w:styleId")) == style)
    stops = {tab.get(qn("w:pos")) for one in own for tab in one.iter(qn("w:tab"))} - {str(width)}
    whole = sorted(int(stop) for stop in stops if stop and stop.lstrip("-").isdecimal())  # a template may hold anything
    cleared = [element("tab", val="clear", pos=str(stop)) for stop in whole]
    return node("tabs", *cleared, element("tab", val="right", pos=str(width)))


def _theme(document: Document) -> dict[str, str]:
    parts = _theme_parts(document)
    return theme_colours({name: parse_xml(blob) for name, blob in parts})


def _theme_parts(document: Document) -> Iterator[tuple[str, bytes]]:
    for one in document.part.rels.values():
        if one.reltype == RELATIONSHIP_TYPE.THEME and not one.is_external:
            yield one.target_part.partname.lstrip("/"), one.target_part.blob
