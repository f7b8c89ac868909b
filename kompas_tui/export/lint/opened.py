"""A Word document taken apart for the lint: its blocks in order, with styles as far as they say something."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn as _qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import quoted, shortened
from kompas_tui.export.lint.other_files import what_it_is
from kompas_tui.journal.unzipping import whole_entry

qn = cache(_qn)
"""The full name of an element; it is asked a hundred thousand times of a long report."""

_MOST_BYTES = 300_000_000
"""A package that unfolds to more than this is no report."""

NO_PACKAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, TypeError, AttributeError, SyntaxError,
    StopIteration, RuntimeError, PackageNotFoundError,
)  # fmt: skip
"""What zipfile, lxml and python-docx raise at a file of somebody else that is no Word file, or a broken one."""

_OLD_OR_LOCKED = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a file begins that Word wrote before 2007, or with a password."""

_DOCUMENT, _RELATIONS = "word/document.xml", "_rels/.rels"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
"""How a file names its elements that Word saved as Strict Open XML; it has the same ones."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same drawing once more, for programs of before 2010."""
_BESIDE = {"header": "in een koptekst", "footer": "in een voettekst", "footnotes": "in een voetnoot",
           "endnotes": "in een eindnoot"}  # fmt: skip
_NOTES = frozenset({_BESIDE["footnotes"], _BESIDE["endnotes"]})
_BESIDE_PART = re.compile(rf"word/({'|'.join(_BESIDE)})\d*\.xml")
_HEADING = re.compile(r"(?:heading|kop) ([1-9])")
"""What Word knows for a heading by its name alone; programs such as Google Docs say no more."""
_DEEPEST = 12
"""Styles that are based on each other deeper than this go round."""

_LONGEST_PLACE = 50

OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Look:
    """What a style or a paragraph says of itself; None where it says nothing."""

    name: str = ""
    level: int | None = None
    """Of a heading, from 1; 0 where it is said to be none."""
    bold: bool | None = None
    keep_next: bool | None = None
    new_page: bool | None = None
    """Whether the next page begins before it."""
    size: int | None = None
    """In half points."""
    language: str | None = None
    numbered: bool | None = None
    color: str | None = None
    shade: str | None = None

    def over(self, below: "Look") -> "Look":
        """This look, with what it leaves open from the one below."""
        names = ("level", "bold", "keep_next", "new_page", "size", "language", "numbered", "color", "shade")
        filled = {name: getattr(below, name) for name in names if getattr(self, name) is None}
        return replace(self, **filled)


def is_on(element: BaseOxmlElement | None) -> bool | None:
    """Whether a property that is there or not is on; None where it is not said."""
    return None if element is None else element.get(qn("w:val"), "1") not in OFF


def value_of(element: BaseOxmlElement | None) -> str | None:
    """The value of a property."""
    return None if element is None else element.get(qn("w:val"))


def letters_size(properties: BaseOxmlElement | None) -> int | None:
    """The size of letters in half points; None where it is not said."""
    size = value_of(None if properties is None else properties.find(qn("w:sz"))) or ""
    return int(size) if size.isdecimal() else None


def look_of(element: BaseOxmlElement, name: str = "") -> Look:
    """What the properties of a style or a paragraph say."""
    level, number = value_of(element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")), element.find(_NUMBER)
    rank = None if level is None or not level.isdecimal() else (int(level) + 1 if int(level) < 9 else 0)
    shade = element.find(f"{qn('w:pPr')}/{qn('w:shd')}")
    return Look(
        name=name,
        level=rank,
        bold=is_on(element.find(f"{qn('w:rPr')}/{qn('w:b')}")),
        keep_next=is_on(element.find(f"{qn('w:pPr')}/{qn('w:keepNext')}")),
        new_page=is_on(element.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}")),
        size=letters_size(element.find(qn("w:rPr"))),
        language=value_of(element.find(f"{qn('w:rPr')}/{qn('w:lang')}")),
        numbered=None if number is None else number.get(qn("w:val")) != "0",
        color=value_of(element.find(f"{qn('w:rPr')}/{qn('w:color')}")),
        shade=None if shade is None else shade.get(qn("w:fill")),
    )


_STYLE = f"{qn('w:pPr')}/{qn('w:pStyle')}"
_LEVEL = f"{qn('w:pPr')}/{qn('w:outlineLvl')}"
_NUMBER = f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}"


@dataclass(frozen=True)
class Piece:
    """A paragraph or a table, with the heading under which it stands."""

    element: BaseOxmlElement
    look: Look
    under: str
    apart: str = ""
    """Where it stands when not in the text itself."""
    inside: str = ""
    """In what it stands when not right in the text: a cell or a text box."""

    @cached_property
    def lines(self) -> Sequence[str]:
        """What a paragraph says, line by line, without a text box that hangs in it.

        A sign of a font of signs counts as the mark that it nearly always is.
        """
        parts = (part for part in self.element.iter(*_TEXT) if not self._holds_box or not _is_boxed(part, self.element))
        return "".join(map(_told, parts)).split("\n")

    @cached_property
    def _holds_box(self) -> bool:
        return next(self.element.iter(_BOX), None) is not None

    @property
    def text(self) -> str:
        """What a paragraph says."""
        return " ".join(self.lines)

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return bool(self.element.tag == qn("w:tbl"))

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading, by its level."""
        return not self.is_table and bool(self.look.level)

    @property
    def holds_break(self) -> bool:
        """Whether the next page begins at it."""
        breaks = self.element.iter(qn("w:br"))
        return any(one.get(qn("w:type")) in ("page", "column") for one in breaks)

    @property
    def holds_picture(self) -> bool:
        """Whether there is a picture or a chart in it."""
        return next(self.element.iter(qn("w:drawing"), qn("w:pict"), qn("w:object")), None) is not None

    @property
    def where(self) -> str:
        """Where it stands, in words."""
        where = self.apart or (f"onder {quoted(self.under)}" if self.under else "aan het begin")
        return f"{self.inside}, {where}" if self.inside else where


_TEXT = (qn("w:t"), qn("m:t"), qn("w:sym"), qn("w:tab"), qn("w:ptab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen"))
_WORDS = frozenset({qn("w:t"), qn("m:t")})
_LINE_ENDS, _IN_PAGE = frozenset({qn("w:br"), qn("w:cr")}), "textWrapping"
_BOX = qn("w:txbxContent")
IN_CELL, IN_BOX = "in een tabel", "in een tekstvak"


def _told(part: BaseOxmlElement) -> str:
    if part.tag in _WORDS:
        return part.text or ""
    if part.tag in _LINE_ENDS and part.get(qn("w:type"), _IN_PAGE) == _IN_PAGE:
        return "\n"
    return "▪" if part.tag == qn("w:sym") else " "


def own_runs(paragraph: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The runs of a paragraph, without those of a text box that hangs in it."""
    has_box = next(paragraph.iter(_BOX), None) is not None
    for run in paragraph.iter(qn("w:r")):
        if not has_box or next(run.iterancestors(qn("w:p"))) is paragraph:
            yield run


def _is_boxed(part: BaseOxmlElement, within: BaseOxmlElement) -> bool:
    """Whether it stands in a text box in this element."""
    box = next(part.iterancestors(_BOX), None)
    return box is not None and within in box.iterancestors()


_WRAPPERS = frozenset(
    (*map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")), _FALLBACK.replace("Fallback", "Choice"),
     _FALLBACK.replace("Fallback", "AlternateContent"))
)  # fmt: skip
"""What Word puts around paragraphs, tables, rows and cells: a control, a mark of a program, a change."""


def inside(element: BaseOxmlElement, *names: str) -> Iterator[BaseOxmlElement]:
    """The elements of these names right in another one, also those around which Word put something."""
    tags = {qn(name) for name in names}
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from inside(child, *names)


@dataclass
class OpenedDocument:
    """A document with what the rules look at."""

    parts: Mapping[str, BaseOxmlElement]
    body: BaseOxmlElement
    blocks: list[Piece] = field(default_factory=list)
    beside: list[Piece] = field(default_factory=list)
    """What stands in headers, footers and notes."""

    @property
    def everywhere(self) -> Sequence[Piece]:
        """All that a reader meets."""
        return (*self.blocks, *self.beside)

    @cached_property
    def styles(self) -> Mapping[str, Look]:
        """The look of each style by its id, with what it has of those that it is based on."""
        root = self.named("styles")
        styles = (
            {style.get(qn("w:styleId"), ""): style for style in root.iter(qn("w:style"))} if root is not None else {}
        )
        own = {
            name: look_of(style, (value_of(style.find(qn("w:name"))) or "").casefold())
            for name, style in styles.items()
        }
        base = {name: value_of(style.find(qn("w:basedOn"))) for name, style in styles.items()}
        return {name: _whole(name, own, base) for name in own}

    @cached_property
    def styles_speak(self) -> bool:
        """Whether any style is in a language of its own."""
        return any(look.language for look in self.styles.values())

    def named(self, name: str) -> BaseOxmlElement | None:
        """The part of this name, which may have a number behind it; None where there is none."""
        numbered = re.compile(rf"word/{name}\d*\.xml")
        return next((part for key, part in self.parts.items() if numbered.fullmatch(key)), None)

    @property
    def program(self) -> str:
        """By what the document was saved; empty where it does not say so."""
        told = self.parts.get("docProps/app.xml")
        return (
            "" if told is None else next((one.text or "" for one in told if str(one.tag).endswith("}Application")), "")
        )

    def paragraphs(self) -> Iterator[Piece]:
        """The paragraphs of the body that stand in no table and no text box."""
        return (block for block in self.blocks if not block.is_table)

    @cached_property
    def all_paragraphs(self) -> Sequence[Piece]:
        """The paragraphs of the body as they stand, and of its notes, also those in tables and text boxes."""
        return [piece for block in (*self.blocks, *self.notes) for piece in self._inner(block)]

    @property
    def notes(self) -> Iterator[Piece]:
        """What stands in footnotes and endnotes."""
        return (piece for piece in self.beside if piece.apart in _NOTES)

    def _inner(self, block: Piece) -> Iterator[Piece]:
        for element in block.element.iter(qn("w:p")):
            if element is block.element:
                yield block
                continue
            holder = next(element.iterancestors(qn("w:tc"), _BOX))
            inside = IN_BOX if holder.tag == _BOX else IN_CELL
            says_itself = any(element.find(one) is not None for one in (_LEVEL, _NUMBER))
            look = self.look(element) if says_itself else self.style_of(element)  # there are thousands of cells
            yield Piece(element, look, block.under, block.apart, inside)

    def tables(self) -> Iterator[tuple[int, Piece]]:
        """The tables of the body, its text boxes and its notes, counted from 1; not those within another table."""
        return enumerate((piece for block in (*self.blocks, *self.notes) for piece in _tables_in(block)), 1)

    def style_of(self, paragraph: BaseOxmlElement) -> Look:
        """The look of the style that a paragraph has."""
        return self.styles.get(value_of(paragraph.find(_STYLE)) or self._ordinary, Look())

    def look(self, paragraph: BaseOxmlElement) -> Look:
        """How a paragraph looks: what it says itself, over its style."""
        style = self.style_of(paragraph)
        return replace(look_of(paragraph).over(style), name=style.name, bold=style.bold, color=style.color)

    @cached_property
    def _ordinary(self) -> str:
        """The style of a paragraph that names none."""
        return next((key for key, look in self.styles.items() if look.name == "normal"), "")


def _tables_in(block: Piece) -> Iterator[Piece]:
    if block.is_table:
        yield block
        return
    for box in block.element.iter(_BOX):
        for table in inside(box, "w:tbl"):
            yield Piece(table, Look(), block.under, block.apart, IN_BOX)


def _whole(name: str, own: Mapping[str, Look], base: Mapping[str, str | None]) -> Look:
    look, below = own[name], base[name]
    for _ in range(_DEEPEST):
        if below is None or below not in own:
            break
        look, below = look.over(own[below]), base[below]
    if look.level is None and (named := _HEADING.fullmatch(look.name)):
        return replace(look, level=int(named[1]))
    return look


def open_document(data: bytes) -> OpenedDocument:
    """The document in these bytes; KompasError where it is none."""
    if data.startswith(_OLD_OR_LOCKED):
        raise KompasError(
            "Dit is een oud Word-bestand, of er zit een wachtwoord op. Sla het in Word op als .docx zonder wachtwoord."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(member.file_size for member in package.infolist()) > _MOST_BYTES:
                raise KompasError("Dit Word-bestand is te groot om te controleren.")
            parts = {
                entry.filename: _part(whole_entry(package, entry))
                for entry in package.infolist()
                if entry.filename.endswith((".xml", ".rels"))
                and entry.filename.startswith(("word/", "docProps/", _RELATIONS))
            }
        body = next(parts[_main(parts)].iter(qn("w:body")))
    except NO_PACKAGE as error:
        raise KompasError(what_it_is(data)) from error
    opened = OpenedDocument(parts, body)
    opened.blocks = [*_blocks(opened)]
    opened.beside = [*_beside(opened)]
    return opened


def _part(data: bytes) -> BaseOxmlElement:
    """A part as Word shows it, in the names that it has nearly always."""
    root = parse_xml(_STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", data))
    for older in [*root.iter(_FALLBACK)]:
        older.getparent().remove(older)
    return root


def _main(parts: Mapping[str, BaseOxmlElement]) -> str:
    """The name of the part with the text, which SharePoint calls otherwise."""
    for relation in parts.get(_RELATIONS, ()):
        name = (relation.get("Target") or "").lstrip("/")
        if (relation.get("Type") or "").endswith("/officeDocument") and name in parts:
            return name
    return _DOCUMENT


def _blocks(opened: OpenedDocument) -> Iterator[Piece]:
    under = ""
    for element in inside(opened.body, "w:p", "w:tbl"):
        look = Look() if element.tag == qn("w:tbl") else opened.look(element)
        block = Piece(element, look, under)
        if block.is_heading and block.text.strip():
            under = shortened(" ".join(block.text.split()), _LONGEST_PLACE)
        yield Piece(element, look, under)


def _beside(opened: OpenedDocument) -> Iterator[Piece]:
    for name, part in opened.parts.items():
        if sort := _BESIDE_PART.fullmatch(name):
            notes = part if sort[1].endswith("notes") else [part]
            for element in (one for note in notes for one in inside(note, "w:p", "w:tbl")):
                look = Look() if element.tag == qn("w:tbl") else opened.look(element)
                yield Piece(element, look, "", _BESIDE[sort[1]])
