"""The Word file with all that a deck has for paper: a first page that says what is in it, then part after part."""

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import docx
from docx.oxml.xmlchemy import BaseOxmlElement

from kompas_tui.domain.deck.cards import Course
from kompas_tui.domain.language.text import clean_line
from kompas_tui.export.base import base_document
from kompas_tui.export.markup import Xml, element, paragraph, parsed, text_run
from kompas_tui.export.paper.ballots import ballot_parts, checklist_part
from kompas_tui.export.paper.bears import bear_part
from kompas_tui.export.paper.finishing import finished
from kompas_tui.export.paper.hangings import canvas_parts, fan_parts, map_parts, plate_parts
from kompas_tui.export.paper.numbers import ON_A_SHEET, number_part
from kompas_tui.export.paper.pages import A4, Paper, Part, anchor, end_of, section_of


def paper_bytes(
    title: str,
    course: Course,
    beside: Path | None = None,
    roles: Sequence[str] = (),
    numbers: int = ON_A_SHEET,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """A deck on paper as a .docx; `beside` is the folder where drawings of its own lie, its `roles` sign a canvas.

    Where it makes groups there are so many `numbers` for who has no phone.
    `pictures` are those that lie there, by hash.

    Of linked cards only what hangs or lies in the room is printed, and no ballots: those come with their own deck.
    """
    document = docx.Document(io.BytesIO(base_document()))
    every = course.every
    parts = [
        *plate_parts(every, document), *map_parts(every, document, pictures or {}),
        *canvas_parts(every, roles), *bear_part(every, document, beside),
        *fan_parts(every), *number_part(every, numbers), *checklist_part(every), *ballot_parts(course.cards),
    ]  # fmt: skip
    _fill(document.element.body, title, parts)
    return finished(document, f"{title}: op papier", title)


def _fill(body: BaseOxmlElement, title: str, parts: Sequence[Part]) -> None:
    """Put the parts in the body; each is a section of its own, the last one is that of the document."""
    base = body.sectPr
    sheets: list[tuple[Paper, Sequence[Xml]]] = [(A4, list(_first_page(title, parts)))]
    sheets += [(part.paper, part.elements(number)) for number, part in enumerate(parts, 1)]
    *others, (last_paper, last) = sheets
    written = [one for paper, elements in others for one in (*elements, end_of(section_of(base, paper)))]
    for made in parsed([*written, *last]):
        base.addprevious(made)
    base.getparent().replace(base, section_of(base, last_paper))


def _first_page(title: str, parts: Sequence[Part]) -> Iterator[Xml]:
    yield paragraph("Heading1", text_run(clean_line(title, 1000)))
    yield paragraph("Subtitle", text_run("Op papier"))
    yield paragraph("KompasInleiding", text_run("Druk alleen af wat je nodig hebt. Dit zit erin:"), keep_next=True)
    for number, part in enumerate(parts, 1):
        link = element("hyperlink", text_run(f"{part.heading} ({part.paper.name})", "Strong"), anchor=anchor(number))
        yield paragraph("ListBullet", link, element("r", element("br")), text_run(part.use))
    if not parts:
        yield paragraph("Normal", text_run("Deze kaartenset heeft niets om af te drukken."))
    yield paragraph("Heading2", text_run("Antwoorden op papier invoeren"))
    for line in HOW_TO_ENTER:
        yield paragraph("ListBullet", text_run(line))


HOW_TO_ENTER = (
    "Kiest de groep uit een lijst? Tel de briefjes op het telblad. Open de ronde en typ de aantallen bij de handen.",
    "Is het een tekst of een formulier? Zet op een tablet of laptop ?tablet=1 achter het adres van de zaal.",
    "Sta dat toestel toe op je eigen pagina, bij De zaal. Typ dan de briefjes één voor één over.",
    "Bewaar de briefjes tot het verslag klaar is. Gooi ze daarna weg.",
)
