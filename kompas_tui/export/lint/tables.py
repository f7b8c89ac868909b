"""Rules on tables, and on what stands above them."""

from collections.abc import Iterator
from itertools import pairwise

from docx.oxml.xmlchemy import BaseOxmlElement

from kompas_tui.domain.language.wording import quoted, shortened
from kompas_tui.export.lint.faults import DocumentFault
from kompas_tui.export.lint.opened import OpenedDocument, Piece, inside, is_on, qn, value_of
from kompas_tui.export.markup import LOOSE


def table_rules(document: OpenedDocument) -> Iterator[DocumentFault]:
    """A4, A5, A6 and A16."""
    for number, block in document.tables():
        where = f"tabel {number}, {block.where}"
        rows = [*inside(block.element, "w:tr")]
        yield from _header(where, rows, has_columns=not _is_loose(block.element))
        yield from _names(where, block.element)
        yield from _cells(where, block.element, rows)
    yield from _captions(document)


def _has(row: BaseOxmlElement, name: str) -> bool:
    return bool(is_on(row.find(f"{qn('w:trPr')}/{qn(name)}")))


def _is_loose(table: BaseOxmlElement) -> bool:
    """Whether its cells are cards or boxes of our papers, which have no column and no header in common."""
    return value_of(table.find(f"{qn('w:tblPr')}/{qn('w:tblDescription')}")) == LOOSE


def _header(where: str, rows: list[BaseOxmlElement], *, has_columns: bool) -> Iterator[DocumentFault]:
    heads = [row for row in rows if _has(row, "w:tblHeader")]
    if has_columns and (len(heads) != 1 or heads[0] is not rows[0]):
        wrong = "Deze tabel heeft geen kopregel." if not heads else "Deze tabel heeft niet één kopregel bovenaan."
        yield DocumentFault("A4", where, wrong, "Kies bij Indeling voor de eerste rij: Veldnamenrij herhalen.")
    if any(not _has(row, "w:cantSplit") for row in rows):
        yield DocumentFault(
            "A4", where, "Een rij kan over twee bladzijden breken.",
            "Zet bij Tabeleigenschappen, Rij uit: Rij op volgende pagina’s voortzetten.",
        )  # fmt: skip
    if has_columns and rows and any(not _said(cell) for cell in inside(rows[0], "w:tc")):
        yield DocumentFault("A4", where, "Een cel in de kopregel is leeg.", "Zet erin wat er in de kolom staat.")


def _said(element: BaseOxmlElement) -> str:
    return "".join(part.text or "" for part in element.iter(qn("w:t"))).strip()


def _holds(row: BaseOxmlElement) -> bool:
    """Whether there is anything in it: words, a formula, a sign to tick or a picture."""
    return bool(_said(row)) or next(row.iter(*map(qn, _NO_WORDS)), None) is not None


_NO_WORDS = ("m:t", "w:sym", "w:drawing", "w:pict", "w:object")


def _names(where: str, table: BaseOxmlElement) -> Iterator[DocumentFault]:
    properties = table.find(qn("w:tblPr"))
    told = (
        (properties.find(qn("w:tblCaption")), properties.find(qn("w:tblDescription"))) if properties is not None else ()
    )
    if not any((value_of(one) or "").strip() for one in told):
        yield DocumentFault(
            "A5", where, "Deze tabel heeft geen titel of beschrijving.",
            "Vul die in bij Tabeleigenschappen, Alternatieve tekst.",
        )  # fmt: skip


def _cells(where: str, table: BaseOxmlElement, rows: list[BaseOxmlElement]) -> Iterator[DocumentFault]:
    if any(value_of(one) != "1" for one in table.iter(qn("w:gridSpan"), qn("w:vMerge"), qn("w:hMerge"))):
        yield DocumentFault("A6", where, "Er zijn cellen samengevoegd.", "Splits ze, of maak er twee tabellen van.")
    elif len({sum(1 for _ in inside(row, "w:tc")) for row in rows}) > 1:
        yield DocumentFault(
            "A6", where, "Niet elke rij heeft evenveel cellen.", "Voeg toe wat ontbreekt, of maak er twee tabellen van."
        )
    if any(inner is not table for inner in table.iter(qn("w:tbl"))):
        yield DocumentFault("A6", where, "Er staat een tabel in een tabel.", "Zet de binnenste tabel eronder.")
    empty = [row for row in rows[1:] if not _holds(row) and row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}") is None]
    if empty:
        yield DocumentFault("A6", where, "Er is een lege rij.", "Haal hem weg. Maak een rij om in te schrijven hoger.")


def _captions(document: OpenedDocument) -> Iterator[DocumentFault]:
    """A16: what has the style of a caption, beside a table, a chart or a picture."""
    blocks: list[Piece | None] = [None, *document.blocks, None]
    for (before, block), (_, after) in zip(pairwise(blocks), pairwise(blocks[1:]), strict=False):
        if block is None or block.is_table or block.look.name != "caption":
            continue
        if not any(one is not None and (one.is_table or one.holds_picture) for one in (before, after)):
            yield DocumentFault(
                "A16", f"bij {quoted(shortened(block.text.strip(), 50))}",
                "Dit is een bijschrift zonder tabel, grafiek of plaatje.", "Geef het een andere stijl.",
            )  # fmt: skip
