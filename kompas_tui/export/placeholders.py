"""Words in curly brackets in a header or footer, such as {titel}, filled in with what the session says."""

import re
from collections.abc import Iterator, Mapping

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

PLACEHOLDERS = ("titel", "datum", "plaats", "organisatie")
"""What a template may leave open."""

LONGEST_IN_FOOTER = 70
"""What a footer has of a title, so that it stays one line beside the number of the page."""

_OPEN = re.compile(r"[{\[«](" + "|".join(PLACEHOLDERS) + r")[}\]»]", re.IGNORECASE)
_FRAMES = (CONTENT_TYPE.WML_HEADER, CONTENT_TYPE.WML_FOOTER)


def fill_placeholders(document: Document, said: Mapping[str, str]) -> None:
    """Fill in every header and footer; what is not said leaves nothing."""
    for frame in frames_of(document):
        for paragraph in frame.iter(qn("w:p")):
            _fill(paragraph, said)


def frames_of(document: Document) -> Iterator[BaseOxmlElement]:
    """The headers and footers of a document."""
    for part in document.part.package.iter_parts():
        if part.content_type in _FRAMES:
            yield part.element


def _fill(paragraph: BaseOxmlElement, said: Mapping[str, str]) -> None:
    """Word often cuts a word over several runs: what is filled in comes in the first one of them."""
    runs = [*paragraph.iter(qn("w:t"))]
    while found := _OPEN.search("".join(run.text or "" for run in runs)):
        start, end, begin = found.start(), found.end(), 0
        filled = said.get(found[1].casefold(), "")
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
