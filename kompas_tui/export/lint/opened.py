"""A Word document taken apart for the lint: its blocks in order, with styles as far as they say something."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple, TypeAlias

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn as _qn
from lxml import etree

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import quoted, shortened
from kompas_tui.export.lint.colours import theme_colours
from kompas_tui.export.lint.other_files import what_it_is
from kompas_tui.journal.unzipping import whole_entry

Element: TypeAlias = etree._Element
"""An element as lxml has it: python-docx would make an object of its own for each of the many thousands."""

qn = cache(_qn)
"""The full name of an element."""

_MOST_BYTES = 30_000_000
"""So much text and layout is read at most: thousands of pages, for which a gigabyte of memory is enough."""
_TOO_LONG = "Dit Word-bestand is te lang om na te kijken. Verdeel het over twee bestanden, en controleer die apart."

NO_PACKAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, LookupError, ValueError, TypeError,
    AttributeError, SyntaxError, StopIteration, RuntimeError, OverflowError, PackageNotFoundError,
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
CAPTION = "caption"
"""The style of what stands at a table or a picture."""
_DEEPEST = 12
"""Styles that are based on each other deeper than this go round."""

_LONGEST_PLACE = 50

OFF = ("0", "false", "off")


class Look(NamedTuple):
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
        return Look._make(under if own is None else own for own, under in zip(self, below, strict=True))


def child(element: Element | None, *names: str) -> Element | None:
    """What stands in an element under these names, each in the one before it; None where there is none."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(qn(name)), None)
    return element


def children(element: Element | None) -> Mapping[str, Element]:
    """The first of each sort that stands right in an element, by its full name."""
    return {} if element is None else {one.tag: one for one in element.iterchildren(reversed=True)}


_VALUE = qn("w:val")


def is_on(element: Element | None) -> bool | None:
    """Whether a property that is there or not is on; None where it is not said."""
    return None if element is None else element.get(_VALUE, "1") not in OFF


def value_of(element: Element | None) -> str | None:
    """The value of a property."""
    return None if element is None else element.get(_VALUE)


def fill_of(shade: Element | None) -> str | None:
    """The colour of what lies behind."""
    return None if shade is None else shade.get(qn("w:fill"))


def letters_size(size: Element | None) -> int | None:
    """The size of letters in half points; None where it is not said."""
    half_points = value_of(size) or ""
    return int(half_points) if half_points.isdecimal() else None


def _level(outline: Element) -> int | None:
    number = value_of(outline) or ""
    return None if not number.isdecimal() else (int(number) + 1 if int(number) < 9 else 0)


def _is_numbered(numbering: Element) -> bool | None:
    number = child(numbering, "w:numId")
    return None if number is None else value_of(number) != "0"


_Sayings = Mapping[str, tuple[str, Callable[[Element], Any]]]
_OF_PARAGRAPHS: _Sayings = {
    qn("w:outlineLvl"): ("level", _level),
    qn("w:keepNext"): ("keep_next", is_on),
    qn("w:pageBreakBefore"): ("new_page", is_on),
    qn("w:numPr"): ("numbered", _is_numbered),
    qn("w:shd"): ("shade", fill_of),
}
_OF_STYLED: _Sayings = {qn("w:pStyle"): ("style", value_of), **_OF_PARAGRAPHS}
_OF_LETTERS: _Sayings = {
    qn("w:b"): ("bold", is_on),
    qn("w:sz"): ("size", letters_size),
    qn("w:lang"): ("language", value_of),
    qn("w:color"): ("color", value_of),
}
"""Which property says what of a look, and how it is read."""


def _said(properties: Iterable[Element], sayings: _Sayings) -> dict[str, Any]:
    """What properties say of a look."""
    told = {}
    for one in properties:
        if one.tag in sayings:
            name, read = sayings[one.tag]
            if (value := read(one)) is not None:
                told[name] = value
    return told


@dataclass(slots=True, eq=False)
class Piece:
    """A paragraph or a table, with the heading under which it stands."""

    element: Element
    look: Look
    under: str
    apart: str = ""
    """Where it stands when not in the text itself."""
    holder: Element | None = None
    """The cell or the text box in which it stands; None where it stands right in the text."""
    tags: frozenset[str] = field(init=False)
    """The full names of all that is in it, and its own; it is walked through once, here, for all of the rules."""
    lines: Sequence[str] = field(init=False)
    """What a paragraph says line by line; a sign of a font of signs counts as the mark that it nearly always is."""
    text: str = field(init=False)
    """The same as one line."""
    holds_box: bool = field(init=False)
    """Whether a text box hangs in it."""
    is_table: bool = field(init=False)
    """Whether it is a table."""
    is_heading: bool = field(init=False)
    """Whether it is a heading, by its level."""

    def __post_init__(self) -> None:
        self.is_table = self.element.tag == _TABLE
        self.is_heading = not self.is_table and bool(self.look.level)
        self.tags = _shared(frozenset(part.tag for part in self.element.iter()))
        self.holds_box = _BOX in self.tags
        self.lines = "".join(map(_told, self.words)).split("\n")
        self.text = " ".join(self.lines)

    @property
    def words(self) -> Sequence[Element]:
        """The elements of what a paragraph says, without a text box that hangs in it."""
        if self.is_table:
            return ()
        words = [part for part in self.element.iter() if part.tag in _TEXT]
        return [part for part in words if not _is_boxed(part, self.element)] if self.holds_box else words

    def all(self, name: str) -> Sequence[Element]:
        """All in it that has this name, and itself if it has."""
        tag = qn(name)
        return [*self.element.iter(tag)] if tag in self.tags else ()

    def holds(self, names: frozenset[str]) -> bool:
        """Whether anything in it has one of these full names."""
        return not names.isdisjoint(self.tags)

    @property
    def own_runs(self) -> Sequence[Element]:
        """The runs of a paragraph, without those of a text box that hangs in it."""
        runs = self.all("w:r")
        if not self.holds_box:
            return runs
        return [run for run in runs if next(run.iterancestors(qn("w:p"))) is self.element]

    @property
    def is_wrapped(self) -> bool:
        """Whether Word put something around it."""
        return self.element.getparent().tag in _WRAPPERS

    @property
    def inside(self) -> str:
        """In what it stands when not right in the text: a cell or a text box."""
        if self.holder is None:
            return ""
        return IN_BOX if self.holder.tag == _BOX else IN_CELL

    @property
    def holds_break(self) -> bool:
        """Whether the next page begins at it."""
        return any(one.get(qn("w:type")) in ("page", "column") for one in self.all("w:br"))

    @property
    def where(self) -> str:
        """Where it stands, in words."""
        where = self.apart or (f"onder {quoted(self.under)}" if self.under else "aan het begin")
        return f"{self.inside}, {where}" if self.inside else where


@lru_cache(maxsize=256)
def _shared(tags: frozenset[str]) -> frozenset[str]:
    """The same set for all pieces that are made alike, of which a document has few sorts."""
    return tags


def full_names(*names: str) -> frozenset[str]:
    """The full names of elements."""
    return frozenset(map(qn, names))


PICTURES = full_names("w:drawing", "w:pict", "w:object")
_PROPERTIES, _TABLE, _BOX = qn("w:pPr"), qn("w:tbl"), qn("w:txbxContent")
_TABLES, _BLOCKS = frozenset({_TABLE}), full_names("w:p", "w:tbl")
_TEXT = full_names("w:t", "m:t", "w:sym", "w:tab", "w:ptab", "w:br", "w:cr", "w:noBreakHyphen")
_WORDS = full_names("w:t", "m:t")
_LINE_ENDS, _IN_PAGE = full_names("w:br", "w:cr"), "textWrapping"
IN_CELL, IN_BOX = "in een tabel", "in een tekstvak"


def _told(part: Element) -> str:
    if part.tag in _WORDS:
        return part.text or ""
    if part.tag in _LINE_ENDS and part.get(qn("w:type"), _IN_PAGE) == _IN_PAGE:
        return "\n"
    return "▪" if part.tag == qn("w:sym") else " "


def _is_boxed(part: Element, within: Element) -> bool:
    """Whether it stands in a text box in this element."""
    box = next(part.iterancestors(_BOX), None)
    return box is not None and within in box.iterancestors()


_WRAPPERS = frozenset(
    (*map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")), _FALLBACK.replace("Fallback", "Choice"),
     _FALLBACK.replace("Fallback", "AlternateContent"))
)  # fmt: skip
"""What Word puts around paragraphs, tables, rows and cells: a control, a mark of a program, a change."""


def inside(element: Element, names: frozenset[str]) -> Iterator[Element]:
    """The elements of these full names right in another one, also those around which Word put something."""
    for one in element:
        if one.tag in names:
            yield one
        elif one.tag in _WRAPPERS:
            yield from inside(one, names)


@dataclass
class OpenedDocument:
    """A document with what the rules look at."""

    parts: Mapping[str, Element]
    body: Element
    blocks: list[Piece] = field(default_factory=list)
    beside: list[Piece] = field(default_factory=list)
    """What stands in headers, footers and notes."""

    @cached_property
    def everywhere(self) -> Sequence[Piece]:
        """All that a reader meets."""
        return (*self.blocks, *self.beside)

    @cached_property
    def with_paragraphs(self) -> Sequence[tuple[Piece, Sequence[Piece]]]:
        """All that a reader meets, each with the paragraphs in it: itself, or those of its cells and text boxes."""
        return [
            (block, [*self._inner(block)] if block.is_table or block.holds_box else [block])
            for block in self.everywhere
        ]

    def holding(self, names: frozenset[str]) -> Iterator[Piece]:
        """What a reader meets that has anything in it of one of these full names."""
        return (block for block in self.everywhere if block.holds(names))

    @cached_property
    def styles(self) -> Mapping[str, Look]:
        """The look of each style by its id, with what it has of those that it is based on."""
        root = self.named("styles")
        own: dict[str, Look] = {}
        base: dict[str, str | None] = {}
        for style in root.iter(qn("w:style")) if root is not None else ():
            name, parts = style.get(qn("w:styleId"), ""), children(style)
            of_paragraphs = _said(parts.get(qn("w:pPr"), ()), _OF_PARAGRAPHS)
            of_letters = _said(parts.get(qn("w:rPr"), ()), _OF_LETTERS)
            own[name] = Look((value_of(parts.get(qn("w:name"))) or "").casefold(), **of_paragraphs, **of_letters)
            base[name] = value_of(parts.get(qn("w:basedOn")))
        return {name: _whole(name, own, base) for name in own}

    @cached_property
    def theme(self) -> Mapping[str, str]:
        """The colours of its theme by name."""
        return theme_colours(self.parts)

    def named(self, name: str) -> Element | None:
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
        return [
            piece
            for block, pieces in self.with_paragraphs
            if not block.apart or block.apart in _NOTES
            for piece in pieces
        ]

    @property
    def notes(self) -> Iterator[Piece]:
        """What stands in footnotes and endnotes."""
        return (piece for piece in self.beside if piece.apart in _NOTES)

    def _inner(self, block: Piece) -> Iterator[Piece]:
        for element in block.all("w:p"):
            if element is block.element:
                yield block
            else:
                holder = next(element.iterancestors(qn("w:tc"), _BOX))
                yield Piece(element, self.look(element), block.under, block.apart, holder)

    def tables(self) -> Iterator[tuple[int, Piece]]:
        """The tables of the body, its text boxes and its notes, counted from 1; not those within another table."""
        return enumerate((piece for block in (*self.blocks, *self.notes) for piece in _tables_in(block)), 1)

    def look(self, paragraph: Element) -> Look:
        """How a paragraph looks: what it says itself, over its style."""
        own = _said(next(paragraph.iterchildren(_PROPERTIES), ()), _OF_STYLED)
        named = own.pop("style", "")
        style = self.styles.get(named, _NO_LOOK) if named else self.ordinary
        return style._replace(**own) if own else style

    @cached_property
    def ordinary(self) -> Look:
        """The style of a paragraph that names none."""
        return next((look for look in self.styles.values() if look.name == "normal"), _NO_LOOK)


_NO_LOOK = Look()


def _tables_in(block: Piece) -> Iterator[Piece]:
    if block.is_table:
        yield block
        return
    for box in block.all("w:txbxContent"):
        for table in inside(box, _TABLES):
            yield Piece(table, _NO_LOOK, block.under, block.apart, box)


def _whole(name: str, own: Mapping[str, Look], base: Mapping[str, str | None]) -> Look:
    look, below = own[name], base[name]
    for _ in range(_DEEPEST):
        if below is None or below not in own:
            break
        look = look.over(own[below])
        if own[below].name == CAPTION:  # LibreOffice has one for each sort of thing
            look = look._replace(name=CAPTION)
        below = base[below]
    if look.level is None and (named := _HEADING.fullmatch(look.name)):
        return look._replace(level=int(named[1]))
    return look


def open_document(data: bytes) -> OpenedDocument:
    """The document in these bytes; KompasError where it is none."""
    if data.startswith(_OLD_OR_LOCKED):
        raise KompasError(
            "Dit is een oud Word-bestand, of er zit een wachtwoord op. Sla het in Word op als .docx zonder wachtwoord."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            read = [
                entry
                for entry in package.infolist()
                if entry.filename.endswith((".xml", ".rels"))
                and entry.filename.startswith(("word/", "docProps/", _RELATIONS))
            ]
            if sum(entry.file_size for entry in read) > _MOST_BYTES:
                raise KompasError(_TOO_LONG)
            parts = {entry.filename: _part(whole_entry(package, entry)) for entry in read}
        body = next(parts[_main(parts)].iter(qn("w:body")))
    except NO_PACKAGE as error:
        raise KompasError(what_it_is(data)) from error
    opened = OpenedDocument(parts, body)
    opened.blocks = [*_blocks(opened)]
    opened.beside = [*_beside(opened)]
    return opened


_PARSER = etree.XMLParser(remove_blank_text=True, remove_comments=True, remove_pis=True, resolve_entities=False)


def _part(data: bytes) -> Element:
    """A part as Word shows it, in the names that it has nearly always."""
    root = etree.fromstring(_STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", data), _PARSER)
    for older in [*root.iter(_FALLBACK)]:
        older.getparent().remove(older)
    return root


def _main(parts: Mapping[str, Element]) -> str:
    """The name of the part with the text, which SharePoint calls otherwise."""
    for relation in parts.get(_RELATIONS, ()):
        name = (relation.get("Target") or "").lstrip("/")
        if (relation.get("Type") or "").endswith("/officeDocument") and name in parts:
            return name
    return _DOCUMENT


def _blocks(opened: OpenedDocument) -> Iterator[Piece]:
    under = ""
    for element in inside(opened.body, _BLOCKS):
        block = Piece(element, _look(opened, element), under)
        if block.is_heading and block.text.strip():
            block.under = under = shortened(" ".join(block.text.split()), _LONGEST_PLACE)
        yield block


def _beside(opened: OpenedDocument) -> Iterator[Piece]:
    for name, part in opened.parts.items():
        if sort := _BESIDE_PART.fullmatch(name):
            notes = part if sort[1].endswith("notes") else [part]
            for element in (one for note in notes for one in inside(note, _BLOCKS)):
                yield Piece(element, _look(opened, element), "", _BESIDE[sort[1]])


def _look(opened: OpenedDocument, element: Element) -> Look:
    return _NO_LOOK if element.tag == _TABLE else opened.look(element)
