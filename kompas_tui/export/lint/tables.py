"""Rules on tables, and on what stands above them."""

import re
from collections.abc import Iterator

from kompas_tui.domain.language.wording import quoted, shortened
from kompas_tui.export.lint.faults import DocumentFault
from kompas_tui.export.lint.opened import (
    CAPTION,
    IN_CELL,
    PICTURES,
    Element,
    OpenedDocument,
    Piece,
    child,
    children,
    full_names,
    inside,
    is_on,
    qn,
    value_of,
)
from kompas_tui.export.markup import LOOSE

_ROWS, _CELLS = full_names("w:tr"), full_names("w:tc")


def table_rules(document: OpenedDocument) -> Iterator[DocumentFault]:
    """A4, A5, A6 and A16."""
    for number, block in document.tables():
        where = f"tabel {number}, {block.where}"
        rows = [*inside(block.element, _ROWS)]
        yield from _header(where, rows, has_columns=not _is_loose(block.element))
        yield from _names(where, block.element)
        yield from _cells(where, block, rows)
    yield from _captions(document)


def _is_loose(table: Element) -> bool:
    """Whether its cells are cards or boxes of our papers, which have no column and no header in common."""
    return value_of(child(table, "w:tblPr", "w:tblDescription")) == LOOSE


def _header(where: str, rows: list[Element], *, has_columns: bool) -> Iterator[DocumentFault]:
    properties = [children(child(row, "w:trPr")) for row in rows]
    heads = [row for row, its in zip(rows, properties, strict=True) if is_on(its.get(qn("w:tblHeader")))]
    if has_columns and (len(heads) != 1 or heads[0] is not rows[0]):
        wrong = "Deze tabel heeft geen kopregel." if not heads else "Deze tabel heeft niet één kopregel bovenaan."
        yield DocumentFault("A4", where, wrong, "Kies bij Indeling voor de eerste rij: Veldnamenrij herhalen.")
    if any(not is_on(its.get(qn("w:cantSplit"))) for its in properties):
        yield DocumentFault(
            "A4", where, "Een rij kan over twee bladzijden breken.",
            "Zet bij Tabeleigenschappen, Rij uit: Rij op volgende pagina’s voortzetten.",
        )  # fmt: skip
    if has_columns and rows and any(not _says(cell) for cell in inside(rows[0], _CELLS)):
        yield DocumentFault("A4", where, "Een cel in de kopregel is leeg.", "Zet erin wat er in de kolom staat.")


def _says(element: Element) -> bool:
    return any((part.text or "").strip() for part in element.iter(qn("w:t")))


def _holds(row: Element) -> bool:
    """Whether there is anything in it: words, a formula, a sign to tick or a picture."""
    return _says(row) or next(row.iter(*_NO_WORDS), None) is not None


_NO_WORDS = full_names("m:t", "w:sym") | PICTURES


def _names(where: str, table: Element) -> Iterator[DocumentFault]:
    told = (value_of(child(table, "w:tblPr", name)) for name in ("w:tblCaption", "w:tblDescription"))
    if not any((one or "").strip() for one in told):
        yield DocumentFault(
            "A5", where, "Deze tabel heeft geen titel of beschrijving.",
            "Vul die in bij Tabeleigenschappen, Alternatieve tekst.",
        )  # fmt: skip


def _cells(where: str, table: Piece, rows: list[Element]) -> Iterator[DocumentFault]:
    merged = (one for name in ("w:gridSpan", "w:vMerge", "w:hMerge") for one in table.all(name))
    if any(value_of(one) != "1" for one in merged):
        yield DocumentFault("A6", where, "Er zijn cellen samengevoegd.", "Splits ze, of maak er twee tabellen van.")
    elif len({sum(1 for _ in inside(row, _CELLS)) for row in rows}) > 1:
        yield DocumentFault(
            "A6", where, "Niet elke rij heeft evenveel cellen.", "Voeg toe wat ontbreekt, of maak er twee tabellen van."
        )
    if table.all("w:tbl")[1:]:
        yield DocumentFault("A6", where, "Er staat een tabel in een tabel.", "Zet de binnenste tabel eronder.")
    if any(not _holds(row) and child(row, "w:trPr", "w:trHeight") is None for row in rows[1:]):
        yield DocumentFault("A6", where, "Er is een lege rij.", "Haal hem weg. Maak een rij om in te schrijven hoger.")


_CAPTION = re.compile(r"(?:Tabel|Figuur|Afbeelding|Illustratie|Grafiek|Foto|Table|Figure|Illustration|Chart)\s*\d")
"""How a caption begins that has lost its style, with a number that Word counts."""
_CAPTIONED = PICTURES | full_names("w:tbl", "m:oMath")


def _captions(document: OpenedDocument) -> Iterator[DocumentFault]:
    """A16: what has the style or the number of a caption, beside a table, a chart or a picture."""
    captions = [piece for piece in document.all_paragraphs if not piece.apart and _is_caption(piece)]
    numbers = {id(block): number for number, block in enumerate(document.blocks)} if captions else {}
    known: dict[Element, bool] = {}
    for piece in captions:
        number = numbers.get(id(piece), 0)
        around = document.blocks[max(number - 1, 0) : number + 2]
        if not (_is_near(piece, known) if piece.inside else any(one.holds(_CAPTIONED) for one in around)):
            yield DocumentFault(
                "A16", f"bij {quoted(shortened(piece.text.strip(), 50))}",
                "Dit is een bijschrift zonder tabel, grafiek of plaatje.", "Geef het een andere stijl.",
            )  # fmt: skip


_COUNTING = full_names("w:instrText", "w:fldSimple")


def _is_caption(piece: Piece) -> bool:
    if piece.look.name == CAPTION:
        return True
    if not piece.holds(_COUNTING):
        return False
    codes = (part.text or part.get(qn("w:instr")) or "" for tag in _COUNTING for part in piece.element.iter(tag))
    return any(code.lstrip().startswith("SEQ ") for code in codes) and bool(_CAPTION.match(piece.text.lstrip()))


def _is_near(piece: Piece, known: dict[Element, bool]) -> bool:
    """Whether a picture, a formula or another table stands in the same table or text box.

    Each is looked through once: what is `known` of it counts for all captions in it.
    """
    around = piece.holder
    assert around is not None, "it stands inside something"
    if piece.inside == IN_CELL:
        around = [*around.iterancestors(qn("w:tbl"))][-1]
    if around not in known:
        known[around] = next((one for one in around.iter(*_CAPTIONED) if one is not around), None) is not None
    return known[around]
