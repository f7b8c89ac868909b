"""Rules on what leads somewhere: contents, links, and ids that are there once."""

import re
from collections import Counter
from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from kompas_tui.domain.language.wording import quoted, shortened
from kompas_tui.export.lint.faults import DocumentFault
from kompas_tui.export.lint.opened import OpenedDocument, qn

ENOUGH = 10
"""From so many headings on a document wants contents."""

_WHOLE = "het hele bestand"
_SAYS_NOTHING = frozenset({"hier", "klik hier", "link", "deze link", "lees meer", "meer", "lees verder", "website"})
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def contents_rules(document: OpenedDocument) -> Iterator[DocumentFault]:
    """A10, A13 and A14."""
    yield from _links(document)
    yield from _contents(document)
    yield from _ids(document)


def _said(link: BaseOxmlElement) -> str:
    return " ".join("".join(part.text or "" for part in link.iter(qn("w:t"))).split())


def _links(document: OpenedDocument) -> Iterator[DocumentFault]:
    for block in document.blocks:
        for link in block.element.iter(qn("w:hyperlink")):
            said = _said(link)
            if not said or said.casefold().rstrip(".:") in _SAYS_NOTHING or _ADDRESS.fullmatch(said):
                yield DocumentFault(
                    "A10", block.place, f"Een link zegt niet waar hij heen gaat: {quoted(shortened(said, 40))}.",
                    "Maak van de tekst van de link wat er achter de link staat.",
                )  # fmt: skip


def _contents(document: OpenedDocument) -> Iterator[DocumentFault]:
    marks = {mark.get(qn("w:name")) for mark in document.body.iter(qn("w:bookmarkStart"))}
    entries = [block for block in document.paragraphs() if block.look.name.startswith("toc ")]
    headings = sum(block.is_heading for block in document.paragraphs())
    if not entries and headings >= ENOUGH:
        yield DocumentFault("A13", _WHOLE, "Er is geen inhoudsopgave.", "Voeg bij Verwijzingen een inhoudsopgave toe.")
    for entry in entries:
        aims = [link.get(qn("w:anchor")) for link in entry.element.iter(qn("w:hyperlink"))]
        if not aims or any(aim not in marks for aim in aims):
            yield DocumentFault(
                "A13", f"bij {quoted(shortened(entry.text.strip(), 50))}",
                "Deze regel van de inhoudsopgave leidt nergens heen.",
                "Klik met rechts op de inhoudsopgave en kies: Veld bijwerken.",
            )  # fmt: skip


def _ids(document: OpenedDocument) -> Iterator[DocumentFault]:
    sorts = (
        ("plaatjes", (one.get("id") for one in document.body.iter(qn("wp:docPr")))),
        ("bladwijzers", (one.get(qn("w:id")) for one in document.body.iter(qn("w:bookmarkStart")))),
        ("namen van bladwijzers", (one.get(qn("w:name")) for one in document.body.iter(qn("w:bookmarkStart")))),
    )
    for sort, ids in sorts:
        if twice := [name for name, times in Counter(ids).items() if times > 1]:
            yield DocumentFault(
                "A14", _WHOLE, f"Twee {sort} hebben hetzelfde kenmerk: {twice[0]}.",
                "Haal er een weg en zet hem opnieuw in het bestand.",
            )  # fmt: skip
