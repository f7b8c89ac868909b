"""Rules on what leads somewhere: contents, links, and ids that are there once."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kompas_tui.domain.language.wording import quoted, shortened
from kompas_tui.export.lint.faults import DocumentFault
from kompas_tui.export.lint.opened import Element, OpenedDocument, Piece, child, full_names, qn, value_of

ENOUGH = 10
"""From so many headings on a document wants contents."""

_WHOLE = "het hele bestand"
_SAYS_NOTHING = frozenset({"hier", "klik hier", "link", "deze link", "lees meer", "meer", "lees verder", "website"})
_ENTRY = "toc "
"""How the styles begin of the lines of contents."""
_FIELD = re.compile(r'\s*HYPERLINK\s+(?:(?:\\o\s+"[^"]*"\s*)?\\l\s+"([^"]*)"|")')
_REFERENCE = re.compile(r'\s*(?:REF|PAGEREF|NOTEREF)\s+"?([^\s"\\]+)')
"""A field that tells the number, the page or the words of a place in the document."""
_BROKEN = re.compile(
    r"(?:Fout|Error)[!:] (?:Verwijzing|Bladwijzer|Geen tekst|Hyperlink|Bron van|Reference|Bookmark|No text)"
)
BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
"""A text that is an address and no more."""


def contents_rules(document: OpenedDocument) -> Iterator[DocumentFault]:
    """A10, A13 and A14."""
    bookmarks = [*document.body.iter(qn("w:bookmarkStart"))]
    in_notes = (mark for note in document.notes for mark in note.all("w:bookmarkStart"))
    marks, entries = {"_top", *map(_name, bookmarks), *map(_name, in_notes)}, _entries(document)
    yield from _links(document, marks, entries)
    yield from _broken(document, marks, entries)
    yield from _contents(document, marks, entries)
    yield from _ids(document, bookmarks)


def _links(document: OpenedDocument, marks: set[str], entries: Sequence[Piece]) -> Iterator[DocumentFault]:
    of_contents = {id(entry) for entry in entries}
    leads_to = _marked(document)
    for block in document.holding(_LINKING):
        for text, aim in (*_linked(block), *_linked_by_field(block)):
            words = " ".join(text.split())
            says_nothing = words.casefold().rstrip(".:") in _SAYS_NOTHING or BARE_ADDRESS.fullmatch(words)
            if not words or (says_nothing and words != leads_to.get(aim)):
                yield DocumentFault(
                    "A10", block.where, f"Een link zegt niet waar hij heen gaat: {quoted(shortened(words, 40))}.",
                    "Maak van de tekst van de link wat er achter de link staat.",
                )  # fmt: skip
            if aim and aim not in marks and id(block) not in of_contents:
                yield DocumentFault(
                    "A10", block.where, f"Een link komt nergens aan: {quoted(shortened(words, 40))}.",
                    "Maak de link opnieuw, of haal hem weg.",
                )  # fmt: skip


_FIELDS = full_names("w:fldSimple", "w:fldChar")
_LINKING = _FIELDS | full_names("w:hyperlink")


def _broken(document: OpenedDocument, marks: set[str], entries: Sequence[Piece]) -> Iterator[DocumentFault]:
    """References to what is gone, and what an office program prints where one found nothing."""
    of_contents = {id(entry) for entry in entries}
    for block in document.all_paragraphs:
        codes = (code for code, _ in _fields(block)) if block.holds(_FIELDS) and id(block) not in of_contents else ()
        aims = [asked[1].casefold() for code in codes if (asked := _REFERENCE.match(code))]
        if _BROKEN.search(block.text) or any(aim not in marks for aim in aims):
            yield DocumentFault(
                "A10", block.where, "Een verwijzing vindt niets meer.", "Maak de verwijzing opnieuw, of haal hem weg."
            )


def _name(mark: Element) -> str:
    """The name of a bookmark; to Word capitals make no difference in it."""
    return (mark.get(qn("w:name")) or "").casefold()


def _marked(document: OpenedDocument) -> dict[str, str]:
    """What stands where each bookmark does: a link that says the same says where it leads, also to ‘Meer’."""
    return {
        _name(mark): " ".join(block.text.split()) for block in document.blocks for mark in block.all("w:bookmarkStart")
    }


def _words(runs: Iterable[Element]) -> str:
    return "".join(part.text or "" for run in runs for part in run.iter(qn("w:t")))


def _linked(block: Piece) -> Iterator[tuple[str, str]]:
    """What each link says, and the bookmark that it leads to; empty where it leads out of the document."""
    for link in block.all("w:hyperlink"):
        yield _words([link]), "" if link.get(qn("r:id")) else (link.get(qn("w:anchor")) or "").casefold()


def _linked_by_field(block: Piece) -> Iterator[tuple[str, str]]:
    """The same of links that are a field, as older files and pasted pages have them."""
    for code, runs in _fields(block):
        if asked := _FIELD.match(code):
            yield _words(runs), (asked[1] or "").casefold()


def _fields(block: Piece) -> Iterator[tuple[str, Sequence[Element]]]:
    """What each field does, and what shows it."""
    for simple in block.all("w:fldSimple"):
        yield simple.get(qn("w:instr")) or "", [simple]
    open_fields: list[tuple[list[str], list[Element]]] = []
    for run in block.all("w:r") if block.all("w:fldChar") else ():
        mark = child(run, "w:fldChar")
        sort = None if mark is None else mark.get(qn("w:fldCharType"))
        if sort == "begin":
            open_fields.append(([], []))
        elif sort == "end" and open_fields:
            told, runs = open_fields.pop()
            yield "".join(told), runs
        elif open_fields:
            open_fields[-1][0].extend(part.text or "" for part in run.iter(qn("w:instrText")))
            open_fields[-1][1].append(run)


def _contents(document: OpenedDocument, marks: set[str], entries: Sequence[Piece]) -> Iterator[DocumentFault]:
    headings = sum(block.is_heading for block in document.paragraphs())
    if not entries and headings >= ENOUGH and not _is_listed(document):
        yield DocumentFault("A13", _WHOLE, "Er is geen inhoudsopgave.", "Voeg bij Verwijzingen een inhoudsopgave toe.")
    for entry in entries:
        aims = [aim for _, aim in (*_linked(entry), *_linked_by_field(entry))]
        if not aims or any(aim not in marks for aim in aims):
            yield DocumentFault(
                "A13", f"bij {quoted(shortened(entry.text.strip(), 50))}",
                "Deze regel van de inhoudsopgave leidt nergens heen.",
                "Klik met de rechtermuisknop op de inhoudsopgave en kies: Veld bijwerken.",
            )  # fmt: skip


def _is_listed(document: OpenedDocument) -> bool:
    """Whether links lead to every chapter but the one in which they stand, as on the first sheet of our papers."""
    links = {aim for block in document.blocks for _, aim in _linked(block)}
    chapters = [block for block in document.blocks if block.is_heading and block.look.level == 2]
    marks = [{*map(_name, chapter.all("w:bookmarkStart"))} for chapter in chapters]
    linked = sum(bool(names & links) for names in marks)
    return 1 < linked >= len(chapters) - 1


def _entries(document: OpenedDocument) -> Sequence[Piece]:
    """The lines of the contents."""
    unstyled = {id(one) for one in _of_gallery(document)}
    return [
        block
        for block in document.paragraphs()
        if block.look.name.startswith(_ENTRY) or (id(block.element) in unstyled and block.text.strip())
    ]


def _of_gallery(document: OpenedDocument) -> Iterator[Element]:
    """The lines of contents that are known by their frame only, as in files of Google Docs; not what stands above."""
    for box in document.body.iter(qn("w:sdt")):
        gallery = next(box.iter(qn("w:docPartGallery")), None)
        if value_of(gallery) == "Table of Contents":
            lines = list(box.iter(qn("w:p")))
            yield from (line for line in lines if next(line.iter(qn("w:hyperlink"), qn("w:tab")), None) is not None)


def _ids(document: OpenedDocument, bookmarks: Sequence[Element]) -> Iterator[DocumentFault]:
    sorts = (
        ("plaatjes", [one.get("id") for block in document.blocks for one in block.all("wp:docPr")]),
        ("bladwijzers", [one.get(qn("w:id")) for one in bookmarks]),
        ("namen van bladwijzers", [one.get(qn("w:name")) for one in bookmarks]),
    )
    for sort, ids in sorts:
        times = Counter((one or "").casefold() for one in ids)
        if twice := [one for one in ids if times[(one or "").casefold()] > 1]:
            yield DocumentFault(
                "A14", _WHOLE, f"Twee {sort} hebben hetzelfde kenmerk: {twice[0]}.",
                "Haal er een weg en zet hem opnieuw in het bestand.",
            )  # fmt: skip
