"""A Word template that a report is written in: its styles by name, its page, its header and footer."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.export.base import base_document
from kompas_tui.export.chart_colours import strong_accent
from kompas_tui.export.lint.colours import theme_colours
from kompas_tui.export.markup import element, paragraph, text_run
from kompas_tui.export.placeholders import frames_of
from kompas_tui.export.saving import timeless

_NO_TEMPLATE = "Dit sjabloon is geen Word-bestand, of het is beveiligd. Sla het in Word op als .docx zonder wachtwoord."
_MOST_BYTES = 100_000_000
"""A template that unfolds to more than this is none."""

_OUR_GREEN, _OUR_TINTS = "006338", {"EDF5F0": "F2F2F2", "C9D6CE": "D0D0D0"}
"""Our colour, which becomes that of the template, and its tints, which become grey."""

_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
"""A second list of styles for Word 2007, which no longer says the same when styles are added."""

_REMARKS = frozenset({"comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"})
"""Where Word keeps what colleagues said of a template, with their names."""

_IN_FRAMES = 100_000
"""From here on drawings in a header or footer are numbered, apart from those in the text."""

_AS_TEMPLATE = b"wordprocessingml.template.main+xml"
_AS_DOCUMENT = b"wordprocessingml.document.main+xml"

_DUTCH = {
    "standaard": "normal", "kop": "heading", "titel": "title", "ondertitel": "subtitle", "bijschrift": "caption",
    "lijst opsomteken": "list bullet", "lijstopsomteken": "list bullet", "inhopg": "toc", "koptekst": "header",
    "voettekst": "footer", "zwaar": "strong",
}  # fmt: skip
"""What Dutch programs call a style that Word itself always keeps under its English name."""

_OWN = "Kompas"
_IN_DUTCH = {
    "heading": "Kop", "toc": "Inhopg", "strong": "Zwaar", "caption": "Bijschrift", "subtitle": "Ondertitel",
    "list": "Lijst", "header": "Koptekst", "footer": "Voettekst", "normal": "Standaard",
}  # fmt: skip

_FRAMES = ("default", "first", "even")


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """An empty document to write in, with our ids of styles as it calls them, and what had to be added to it."""

    document: Document
    ids: Mapping[str, str]
    added: tuple[str, ...] = ()

    @property
    def text_width(self) -> int:
        """The width between the margins, in twentieths of a point."""
        page, margins = (self.document.element.body.sectPr.find(qn(name)) for name in ("w:pgSz", "w:pgMar"))
        sides = ("w:left", "w:right", "w:gutter")
        return int(page.get(qn("w:w"))) - sum(int(float(margins.get(qn(side), "0"))) for side in sides)

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


def our_house_style() -> HouseStyle:
    """Our own look."""
    return HouseStyle(docx.Document(io.BytesIO(base_document())), {})


def house_style(template: bytes) -> HouseStyle:
    """A template without its text, with what it lacks; KompasError where it is no template."""
    document, ours = _opened(template), docx.Document(io.BytesIO(base_document()))
    _empty(document)
    _make_dutch(document)
    added: list[str] = []
    accent = strong_accent(_theme(document))
    ids = _styles(document, ours, accent, added)
    _numbering(document, ours, ids, added)
    _footer(document, ours, ids, added)
    return HouseStyle(document, {mine: its for mine, its in ids.items() if mine != its}, tuple(_told(added)))


def _told(added: Sequence[str]) -> Iterator[str]:
    """What was added as Dutch Word calls it; our own styles, which no template has, as one."""
    for name in added:
        first, _, rest = name.partition(" ")
        if first != _OWN:
            yield f"{_IN_DUTCH.get(first.casefold(), first)} {rest}".strip()
    if any(name.startswith(_OWN) for name in added):
        yield "de eigen stijlen van Kompas"


def template_bytes() -> bytes:
    """Our template as a start for a house style: every style that a report uses, with what it is for."""
    document = our_house_style().document
    end = document.element.body.sectPr
    for name, said in _EXPLAINED.items():
        end.addprevious(paragraph(name, text_run(said)))
    document.core_properties.title = "Sjabloon voor een verslag"
    document.core_properties.author = "Kompas"
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
    "Heading4": "Een ronde",
    "ListBullet": "Een punt in een lijst",
    "Heading5": "Een kopje boven een lijst",
    "KompasGegevens": "Een gegeven, zoals de datum.",
    "KompasControlegetal": "Het controlegetal.",
}


def _opened(template: bytes) -> Document:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            if sum(member.file_size for member in package.infolist()) > _MOST_BYTES:
                raise KompasError("Dit sjabloon is te groot. Maak de plaatjes erin kleiner.")
            types = package.read("[Content_Types].xml")
        if b"macroEnabled" in types:
            raise KompasError("In dit sjabloon zitten macro’s. Sla het in Word op als .docx.")
        document = docx.Document(io.BytesIO(_as_document(template) if _AS_TEMPLATE in types else template))
    except (zipfile.BadZipFile, KeyError, ValueError, PackageNotFoundError, SyntaxError, RuntimeError) as error:
        raise KompasError(_NO_TEMPLATE) from error
    if document.element.body is None or document.element.body.sectPr is None:
        raise KompasError("In dit sjabloon staat geen bladzijde. Open het in Word en sla het opnieuw op.")
    return document


def _as_document(template: bytes) -> bytes:
    """A .dotx as a .docx."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(_AS_TEMPLATE, _AS_DOCUMENT) if name == "[Content_Types].xml" else data)
    return stream.getvalue()


def _empty(document: Document) -> None:
    """Take out the text, but keep the page, and the header and footer that hold for its last section."""
    body = document.element.body
    sections = [*body.iter(qn("w:sectPr"))]
    last = body.sectPr
    for kind in ("w:footerReference", "w:headerReference"):
        for frame in _FRAMES:
            found = [one for section in sections for one in section.findall(qn(kind)) if one.get(qn("w:type")) == frame]
            if found and found[-1].getparent() is not last:
                last.insert(0, deepcopy(found[-1]))
    for child in list(body):
        if child is not last:
            body.remove(child)
    for name, one in list(document.part.rels.items()):
        if one.reltype == _WITH_EFFECTS or one.reltype.rpartition("/")[2] in _REMARKS:
            del document.part.rels[name]
    drawings = (one for frame in frames_of(document) for one in frame.iter(qn("wp:docPr")))
    for place, drawing in enumerate(drawings, _IN_FRAMES):
        drawing.set("id", str(place))
    _forget_places(document)
    settings = document.settings.element
    for name in ("w:attachedTemplate", "w:documentProtection", "w:updateFields", "w:mailMerge"):
        for found in settings.findall(qn(name)):
            settings.remove(found)


def _forget_places(document: Document) -> None:
    """Take out where the template lay on somebody's disk."""
    for one in document.part.rels.values():
        if one.reltype == RELATIONSHIP_TYPE.SETTINGS:
            outside = [name for name, aim in one.target_part.rels.items() if aim.is_external]
            for name in outside:
                del one.target_part.rels[name]


def _make_dutch(document: Document) -> None:
    """Set the language of the document, whatever the template was made with."""
    styles = document.styles.element
    for lang in styles.iter(qn("w:lang")):
        lang.set(qn("w:val"), "nl-NL")
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None and defaults.find(qn("w:lang")) is None:
        defaults.append(element("lang", val="nl-NL"))
    elif defaults is None and next(styles.iter(qn("w:lang")), None) is None:
        dutch = element("rPrDefault", element("rPr", element("lang", val="nl-NL")))
        styles.insert(0, element("docDefaults", dutch))


def _name(style: BaseOxmlElement) -> str:
    """The name by which Word knows a style, in small letters."""
    name = (style.find(qn("w:name")).get(qn("w:val")) or "").casefold()
    first, _, rest = name.partition(" ")
    return _DUTCH.get(name) or (f"{_DUTCH[first]} {rest}" if first in _DUTCH and rest.isdigit() else name)


def _styles(document: Document, ours: Document, accent: str, added: list[str]) -> dict[str, str]:
    """Our ids of styles as the template calls them, after adding those that it lacks."""
    root = document.styles.element
    its = {_name(style): style.get(qn("w:styleId")) for style in root.iter(qn("w:style"))}
    ids: dict[str, str] = {}
    missing = []
    for style in ours.styles.element.iter(qn("w:style")):
        mine, name = style.get(qn("w:styleId")), _name(style)
        ids[mine] = its.get(name, mine)
        if name not in its:
            missing.append((name, style))
    for name, style in missing:
        root.append(_fitting(name, style, ids, accent, set(its)))
        added.append(style.find(qn("w:name")).get(qn("w:val")))
    return ids


def _fitting(name: str, style: BaseOxmlElement, ids: Mapping[str, str], accent: str, its: set[str]) -> BaseOxmlElement:
    """A style of ours in the colour of the template; a heading looks as the one above it does there."""
    made = deepcopy(style)
    made.attrib.pop(qn("w:default"), None)
    level = int(name[-1]) if name.startswith("heading ") else 0
    if level > 1 and any(f"heading {above}" in its for above in range(1, level)):
        nearest = max(above for above in range(1, level) if f"heading {above}" in its)
        for part in (*made.findall(qn("w:pPr")), *made.findall(qn("w:rPr"))):
            made.remove(part)
        made.append(element("pPr", element("outlineLvl", val=str(level - 1))))
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
    lists = _lists(document, ours)
    abstract = max((int(one.get(qn("w:abstractNumId"))) for one in lists.findall(qn("w:abstractNum"))), default=-1) + 1
    instance = max((int(one.get(qn("w:numId"))) for one in lists.findall(qn("w:num"))), default=0) + 1
    bullet = deepcopy(ours.part.numbering_part.element.find(qn("w:abstractNum")))
    bullet.set(qn("w:abstractNumId"), str(abstract))
    bullet.find(f"{qn('w:lvl')}/{qn('w:pStyle')}").set(qn("w:val"), ids["ListBullet"])
    for colour in bullet.iter(qn("w:color")):
        colour.set(qn("w:val"), strong_accent(_theme(document)))
    first = lists.find(qn("w:num"))
    lists.append(bullet) if first is None else first.addprevious(bullet)
    lists.append(element("num", element("abstractNumId", val=str(abstract)), numId=str(instance)))
    properties = style.find(qn("w:pPr"))
    if properties is None:
        properties = element("pPr")
        style.append(properties)
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    properties.insert(0, element("numPr", element("numId", val=str(instance))))


def _lists(document: Document, ours: Document) -> BaseOxmlElement:
    """The lists of the template, without any where it has none."""
    for one in document.part.rels.values():
        if one.reltype == RELATIONSHIP_TYPE.NUMBERING:
            found: BaseOxmlElement = one.target_part.element
            return found
    empty = parse_xml(b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>')
    part = XmlPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, empty, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return empty


def _footer(document: Document, ours: Document, ids: Mapping[str, str], added: list[str]) -> None:
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
    added.append("voettekst")


def _theme(document: Document) -> dict[str, str]:
    parts = _theme_parts(document)
    return theme_colours({name: parse_xml(blob) for name, blob in parts})


def _theme_parts(document: Document) -> Iterator[tuple[str, bytes]]:
    for one in document.part.rels.values():
        if one.reltype == RELATIONSHIP_TYPE.THEME and not one.is_external:
            yield one.target_part.partname.lstrip("/"), one.target_part.blob
