"""Words in curly brackets in a header or footer, such as {titel}, and boxes of Word, filled in with what is known."""

import re
from collections.abc import Iterator, Mapping, Sequence

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

PLACEHOLDERS = ("titel", "datum", "plaats", "organisatie")
"""What a template may leave open."""

LONGEST_IN_FOOTER = 70
"""What a footer has of a title, so that it stays one line beside the number of the page."""

_OPEN = re.compile(r"[{\[«<]{1,2}\s*(" + "|".join(PLACEHOLDERS) + r")\s*[}\]»>]{1,2}", re.IGNORECASE)
_OF_TITLE = re.compile(
    r'\s*(?:TITLE\b|DOCPROPERTY\s+"?Title\b|STYLEREF\s+"?(?:Kop 1|Heading 1|Titel|Title|1)\b)', re.IGNORECASE
)
"""Fields of Word that hold the title; in a header it shows what the template had there until somebody prints."""
_BOXES = {
    **dict.fromkeys(("titel", "title", "documenttitel", "onderwerp"), "titel"),
    **dict.fromkeys(("datum", "date", "publicatiedatum", "publishdate", "publish date"), "datum"),
    **dict.fromkeys(("plaats", "locatie"), "plaats"),
    **dict.fromkeys(("organisatie", "bedrijf", "company", "gemeente"), "organisatie"),
}
"""What a box of Word is called that holds one of these."""
_FRAMES = (CONTENT_TYPE.WML_HEADER, CONTENT_TYPE.WML_FOOTER)


def fill_placeholders(document: Document, texts: Mapping[str, str]) -> None:
    """Fill in every header and footer; what is not said leaves nothing."""
    for frame in frames_of(document):
        for paragraph in frame.iter(qn("w:p")):
            _fill(paragraph, texts)
        for runs in _titles_in(frame):
            _say(runs, texts.get("titel", ""))
        for runs in _bound_to(frame, "creator[1]"):
            _say(runs, texts.get("organisatie", ""))
        for box in frame.iter(qn("w:sdt")):
            _fill_box(box, texts)


def _fill_box(box: BaseOxmlElement, texts: Mapping[str, str]) -> None:
    """Fill in a box by what it is called; what only asks to be filled in goes, as it would stand on every page."""
    properties = box.find(qn("w:sdtPr"))
    if properties is None:
        return
    names = [one.get(qn("w:val"), "").casefold() for one in properties.iter(qn("w:alias"), qn("w:tag"))]
    called = next((_BOXES[name] for name in names if name in _BOXES), None)
    asks = properties.find(qn("w:showingPlcHdr"))
    is_bound = properties.find(qn("w:dataBinding")) is not None
    if called is not None or (asks is not None and not is_bound):
        _say([*box.iter(qn("w:t"))], texts.get(called or "", ""))
    if called is None and asks is None:
        return
    for mark in (asks, *properties.iter(qn("w:date"))):
        if mark is not None:
            properties.remove(mark)
    for look in [*box.iter(qn("w:rStyle"))]:  # the grey of a box that is still to be filled in
        look.getparent().remove(look)


def _say(runs: Sequence[BaseOxmlElement], text: str) -> None:
    for index, run in enumerate(runs):
        run.text = text if index == 0 else ""


def frames_of(document: Document) -> Iterator[BaseOxmlElement]:
    """The headers and footers of a document."""
    for part in document.part.package.iter_parts():
        if part.content_type in _FRAMES:
            yield part.element


def _titles_in(frame: BaseOxmlElement) -> Iterator[list[BaseOxmlElement]]:
    """The texts of each field that holds the title, and of each box that Word binds to it."""
    yield from _bound_to(frame, "title[1]")
    for simple in frame.iter(qn("w:fldSimple")):
        if _OF_TITLE.match(simple.get(qn("w:instr")) or ""):
            yield [*simple.iter(qn("w:t"))]
    for paragraph in frame.iter(qn("w:p")):
        yield from _titles_by_marks(paragraph)


def _bound_to(frame: BaseOxmlElement, what: str) -> Iterator[list[BaseOxmlElement]]:
    """The texts of each box that Word fills in with a property of the document."""
    for box in frame.iter(qn("w:sdt")):
        bound = next(box.iter(qn("w:dataBinding")), None)
        if bound is not None and (bound.get(qn("w:xpath")) or "").endswith(what):
            yield [*box.iter(qn("w:t"))]


def _titles_by_marks(paragraph: BaseOxmlElement) -> Iterator[list[BaseOxmlElement]]:
    """The same of fields that are marked where they begin and end."""
    told, texts = "", list[BaseOxmlElement]()
    is_result = False
    for part in paragraph.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t")):
        match part.get(qn("w:fldCharType")):
            case None if part.tag == qn("w:instrText"):
                told += part.text or ""
            case None if is_result:
                texts.append(part)
            case "separate":
                is_result = _OF_TITLE.match(told) is not None
            case "begin" | "end":
                if texts:
                    yield texts
                told, texts, is_result = "", [], False
            case _:  # a text beside a field
                pass


def _fill(paragraph: BaseOxmlElement, texts: Mapping[str, str]) -> None:
    """Word often cuts a word over several runs: what is filled in comes in the first one of them.

    What is filled in is not looked at again: a title may have a word in brackets itself.
    """
    runs, done = [*paragraph.iter(qn("w:t"))], 0
    while match := _OPEN.search("".join(run.text or "" for run in runs), done):
        start, end, begin = match.start(), match.end(), 0
        filled = texts.get(match[1].casefold(), "")
        done = start + len(filled)
        for run in runs:
            text = run.text or ""
            first, last = max(start - begin, 0), min(end - begin, len(text))
            if first < last:
                run.text = text[:first] + filled + text[last:]
                run.set(qn("xml:space"), "preserve")
                filled = ""
            begin += len(text)
    _without_loose_comma(runs)


def _without_loose_comma(runs: list[BaseOxmlElement]) -> None:
    """Where the date or the title is not known, no comma stays before or after nothing."""
    for run in runs:
        run.text = (run.text or "").removesuffix(", ").removeprefix(", ")
