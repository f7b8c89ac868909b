"""Rules on what the document is and how it is built: properties, language, headings, lists and empty space."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise, takewhile

from kompas_tui.domain.language.wording import quoted, shortened
from kompas_tui.export.lint.faults import DocumentFault
from kompas_tui.export.lint.opened import (
    IN_BOX,
    IN_CELL,
    PICTURES,
    Element,
    OpenedDocument,
    Piece,
    child,
    children,
    full_names,
    is_on,
    letters_size,
    qn,
    value_of,
)
from kompas_tui.export.typed_lists import typed_items

LONGEST_HEADING = 100
"""What a heading may have in characters: longer ones are not heard out, and fill the contents."""

_SPACES = re.compile(r" {3,}|\u00a0{2,}")
_LARGE, _LARGER = 26, 2
"""From this size on, in half points, a line of its own looks like a heading; or so much larger than ordinary text."""
_WHOLE = "het hele bestand"
_PROPERTIES = {
    "{http://purl.org/dc/elements/1.1/}title": "titel",
    "{http://purl.org/dc/elements/1.1/}creator": "auteur",
}


def structure_rules(document: OpenedDocument) -> Iterator[DocumentFault]:
    """A1, A2, A3, A11, A12, A15, A17 and A18."""
    yield from _properties(document)
    yield from _languages(document)
    yield from _headings(document)
    yield from _lists(document)
    yield from _empty(document)
    yield from _almost_headings(document)
    yield from _in_the_making(document)


def _properties(document: OpenedDocument) -> Iterator[DocumentFault]:
    core = document.parts.get("docProps/core.xml")
    for tag, name in _PROPERTIES.items():
        property_ = core.find(tag) if core is not None else None
        if property_ is None or not (property_.text or "").strip():
            yield DocumentFault("A1", _WHOLE, f"De {name} is leeg.", f"Vul bij Bestand, Info de {name} in.")


def _languages(document: OpenedDocument) -> Iterator[DocumentFault]:
    styles = document.named("styles")
    default = None if styles is None else next(styles.iter(qn("w:lang")), None)
    if not (value_of(default) or "").startswith("nl"):
        yield DocumentFault(
            "A1", _WHOLE, "De taal is niet Nederlands.",
            "Selecteer alles en kies bij Controleren, Taal: Nederlands (Nederland).",
        )  # fmt: skip
        return
    styles_speak = any(look.language for look in document.styles.values())
    for block, paragraphs in document.with_paragraphs:
        if not (styles_speak or block.all("w:lang")):
            continue
        if wrong := sorted(name for name in set(_spoken(document, paragraphs)) if name and not name.startswith("nl")):
            yield DocumentFault(
                "A1", block.where, f"Hier staat tekst met een andere taal: {', '.join(wrong)}.",
                "Kies bij Controleren, Taal: Nederlands (Nederland).",
            )  # fmt: skip


def _spoken(document: OpenedDocument, paragraphs: Sequence[Piece]) -> Iterator[str | None]:
    """The languages of the words in paragraphs, where their runs or their styles name one."""
    for piece in paragraphs:
        for run in piece.all("w:r"):
            if not any((part.text or "").strip() for part in run.iter(qn("w:t"))):
                continue
            own = children(child(run, "w:rPr"))
            style = document.styles.get(value_of(own.get(qn("w:rStyle"))) or "")
            yield value_of(own.get(qn("w:lang"))) or (style.language if style else None) or piece.look.language


def _headings(document: OpenedDocument) -> Iterator[DocumentFault]:
    headings = [block for block in document.all_paragraphs if block.is_heading and not block.apart]
    first = [block for block in headings if block.look.level == 1]
    begin = next((block for block in document.blocks if block.is_table or block.text.strip()), None)
    if len(first) != 1:
        wrong = "Er is geen titel met niveau 1." if not first else f"Er zijn {len(first)} koppen van niveau 1."
        yield DocumentFault("A2", _WHOLE, wrong, "Geef alleen de titel de stijl Kop 1.")
    elif begin is None or begin.element is not first[0].element:
        yield DocumentFault("A2", "aan het begin", "De kop van niveau 1 staat niet bovenaan.", "Zet de titel vooraan.")
    for heading in headings:
        yield from _heading(heading)
    for before, after in pairwise(headings):
        if (after.look.level or 0) > (before.look.level or 0) + 1:
            yield DocumentFault(
                "A3", f"bij {_named(after)}", f"Na niveau {before.look.level} komt niveau {after.look.level}.",
                f"Geef deze kop de stijl Kop {(before.look.level or 0) + 1}.",
            )  # fmt: skip
    yield from _alone(document)


def _heading(heading: Piece) -> Iterator[DocumentFault]:
    text = heading.text.strip()
    if not text:
        yield DocumentFault("A3", heading.where, "Hier staat een lege kop.", "Haal hem weg of geef hem een tekst.")
    elif len(text) > LONGEST_HEADING:
        yield DocumentFault(
            "A3", f"bij {_named(heading)}", f"Deze kop heeft {len(text)} tekens.",
            f"Maak hem korter dan {LONGEST_HEADING} tekens.",
        )  # fmt: skip
    if not heading.look.keep_next and text and not heading.inside:
        yield DocumentFault(
            "A17", f"bij {_named(heading)}", "Deze kop kan los onder aan een bladzijde komen te staan.",
            "Zet bij Alinea, Tekstdoorloop aan: Bij volgende alinea houden.",
        )  # fmt: skip


def _alone(document: OpenedDocument) -> Iterator[DocumentFault]:
    """Headings with nothing under them: another one of the same level or above follows, a new page, or the end."""
    ends = _section_ends(document)
    told = [
        block
        for block in document.blocks
        if block.is_table or block.text.strip() or block.holds(PICTURES) or block.holds_break or block.element in ends
    ]
    for block, after in pairwise([*told, None]):
        assert block is not None, "only the last one is none"
        if not block.is_heading or not block.text.strip():
            continue
        if after is None or (after.is_heading and (after.look.level or 0) <= (block.look.level or 0)):
            yield DocumentFault(
                "A17", f"bij {_named(block)}", "Onder deze kop staat niets.", "Haal hem weg of vul hem aan."
            )
        elif (
            (_ends_page(block) or block.element in ends)
            or (after.look.new_page or _begins_page(after))
            or (after.element in ends and not after.text.strip() and not after.holds(PICTURES))
        ):
            yield DocumentFault(
                "A17", f"bij {_named(block)}", "Na deze kop begint een nieuwe bladzijde.",
                "Zet het pagina-einde voor de kop.",
            )  # fmt: skip


def _section_ends(document: OpenedDocument) -> set[Element]:
    """The paragraphs with which a section ends, where the next one begins on a new page; that one says how."""
    sections = [*document.body.iter(qn("w:sectPr"))]
    return {
        paragraph
        for section, following in pairwise(sections)
        if value_of(child(following, "w:type")) not in ("continuous", "nextColumn")
        for paragraph in section.iterancestors(qn("w:p"))
    }


def _begins_page(block: Piece) -> bool:
    """Whether the next page begins before it says anything."""
    return not block.is_table and block.holds_break and next(_said_and_broken(block)).tag == qn("w:br")


def _ends_page(block: Piece) -> bool:
    """Whether the next page begins after all that it says; LibreOffice writes one that begins before it so too."""
    return block.holds_break and [*_said_and_broken(block)][-1].tag == qn("w:br")


def _said_and_broken(block: Piece) -> Iterator[Element]:
    yield from block.element.iter(qn("w:t"), qn("w:drawing"), qn("w:br"))


def _lists(document: OpenedDocument) -> Iterator[DocumentFault]:
    for lines in _cells_and_pieces(document):
        are_items = typed_items([line for _, line in lines])
        typed = [one for one, is_item in zip(lines, are_items, strict=True) if is_item]
        # In a cell one mark may be what somebody answered; two are a list.
        if typed and (typed[0][0].inside != IN_CELL or len(typed) > 1):
            block, line = typed[0]
            yield DocumentFault(
                "A11", block.where, f"Een streepje of nummer is getypt: {quoted(shortened(line.strip(), 40))}.",
                "Haal het weg en kies een lijststijl, zoals Lijstopsomteken.",
            )  # fmt: skip


def _cells_and_pieces(document: OpenedDocument) -> Iterator[Sequence[tuple[Piece, str]]]:
    """The lines of each paragraph that is no heading and no list; those of a cell together."""
    for cell, pieces in groupby(document.all_paragraphs, _cell):
        lines = [[(one, line) for line in one.lines] for one in pieces if not (one.look.numbered or one.is_heading)]
        yield from [[*chain.from_iterable(lines)]] if cell is not None else lines


def _cell(piece: Piece) -> Element | None:
    """The cell in which it stands; None where it stands in none."""
    return piece.holder if piece.inside == IN_CELL else None


def _empty(document: OpenedDocument) -> Iterator[DocumentFault]:
    blocks: list[Piece | None] = [None, *document.blocks, None]
    for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if block is None or block.is_table:
            continue
        text = block.text.strip()
        if not (text or block.is_heading or _is_needed(before, after) or block.holds_break or _holds_more(block)):
            yield DocumentFault(
                "A12", block.where, "Hier staat een lege alinea.", "Haal hem weg. Kies bij Alinea hoeveel wit je wilt."
            )
        elif _SPACES.search(text) or _has_tabs(block):
            yield DocumentFault(
                "A12", block.where, f"Er staan spaties of tabs achter elkaar: {quoted(shortened(text, 40))}.",
                "Gebruik één tab, of een tabel.",
            )  # fmt: skip
        elif text and block.lines[1:] and not all(line.strip() for line in "\n".join(block.lines).strip().split("\n")):
            yield DocumentFault(
                "A12", block.where, f"Er staat een lege regel in een alinea: {quoted(shortened(text, 40))}.",
                "Maak er twee alinea’s van.",
            )  # fmt: skip
    yield from _empty_inside(document)


def _is_line_to_write_on(piece: Piece) -> bool:
    return child(piece.element, "w:pPr", "w:pBdr") is not None


def _has_tabs(block: Piece) -> bool:
    """Whether tabs stand right behind each other."""
    if not block.all("w:tab")[1:]:
        return False
    parts = [part.tag for part in block.element.iter(qn("w:t"), qn("w:tab")) if part.getparent().tag == qn("w:r")]
    return any(one == other == qn("w:tab") for one, other in pairwise(parts))


def _empty_inside(document: OpenedDocument) -> Iterator[DocumentFault]:
    """Paragraphs of nothing beside others in the same cell, text box or note."""
    apart = (piece for piece in document.all_paragraphs if piece.inside or piece.apart)
    for _, pieces in groupby(apart, lambda piece: piece.element.getparent()):
        several = [*pieces]
        for piece in several if len(several) > 1 else ():
            if not (piece.text.strip() or _holds_more(piece) or _is_line_to_write_on(piece)):
                yield DocumentFault(
                    "A12", piece.where, "Hier staat een lege alinea.",
                    "Haal hem weg. Kies bij Alinea hoeveel wit je wilt.",
                )  # fmt: skip


def _is_needed(before: Piece | None, after: Piece | None) -> bool:
    """Whether Word can't do without a paragraph here: behind a table at the end, or between two of them."""
    return before is not None and before.is_table and (after is None or after.is_table)


def _holds_more(block: Piece) -> bool:
    """Whether it holds a picture, ends what asks for a paragraph of its own, or was just emptied."""
    return block.holds(_MORE)


_MORE = PICTURES | full_names("w:fldChar", "w:sectPr", "w:del")
"""What stands in a paragraph of no words with a reason: a field and a part of the document end in one."""


def _almost_headings(document: OpenedDocument) -> Iterator[DocumentFault]:
    """A15: short bold, underlined or large lines that end as no sentence does, and that are no heading."""
    boxed = [piece for piece in document.all_paragraphs if piece.inside == IN_BOX]
    for block, after in chain(pairwise([*document.blocks, None]), pairwise([*boxed, None])):
        if block is None or block.is_table or block.is_heading or after is None:
            continue
        if after.is_heading and not _is_large(document, block):
            continue  # a bold last line is a conclusion, of which nothing stands below
        text = (block.lines[0] if _begins_with_heading(document, block) else block.text).strip()
        is_short = 0 < len(text) <= LONGEST_HEADING and not text.endswith((".", "!", ",", ";"))
        if (
            is_short
            and not block.look.numbered
            and block.look.name not in _NO_HEADINGS
            and _stands_out(document, block)
        ):
            yield DocumentFault(
                "A15", f"bij {quoted(shortened(text, 50))}", "Dit lijkt een kop, maar is het niet.",
                "Geef deze regel een stijl voor koppen, of maak hem gewoon.",
            )  # fmt: skip


_NO_HEADINGS = frozenset({"caption", "subtitle", "title", *(f"toc {level}" for level in range(1, 10))})


def _stands_out(document: OpenedDocument, block: Piece) -> bool:
    """Whether all of its words are bold, underlined or large, by themselves or by its style."""
    runs = _first_line(block) if _begins_with_heading(document, block) else _worded(block)
    return bool(runs) and all(_run_stands_out(document, run, block) for run in runs)


def _worded(block: Piece) -> list[Element]:
    """The runs with words."""
    return [run for run in block.own_runs if any((part.text or "").strip() for part in run.iter(qn("w:t")))]


def _first_line(block: Piece) -> list[Element]:
    """The runs with words before the first break of a line."""
    runs: list[Element] = []
    for run in block.all("w:r"):
        parts = [*run.iter(qn("w:t"), qn("w:br"))]
        before = [*takewhile(lambda part: part.tag != qn("w:br"), parts)]
        if any((part.text or "").strip() for part in before):
            runs.append(run)
        if runs and len(before) < len(parts):
            break
    return runs


def _begins_with_heading(document: OpenedDocument, block: Piece) -> bool:
    """Whether its first line stands out and what comes below it, in the same paragraph, does not."""
    if len([line for line in block.lines if line.strip()]) < _TWO or not block.lines[0].strip():
        return False
    first, all_ = _first_line(block), _worded(block)
    return len(first) < len(all_) and not any(_run_stands_out(document, run, block) for run in all_[len(first) :])


_TWO = 2


def _is_large(document: OpenedDocument, block: Piece) -> bool:
    sizes = (_size(child(run, "w:rPr"), block) for run in block.all("w:r"))
    return max(sizes, default=0) >= _large(document)


def _large(document: OpenedDocument) -> int:
    """The size of large letters here: where ordinary text is large itself, larger than that."""
    return max(_LARGE, (document.ordinary.size or 0) + _LARGER)


def _size(properties: Element | None, block: Piece) -> int:
    return letters_size(child(properties, "w:sz")) or block.look.size or 0


def _run_stands_out(document: OpenedDocument, run: Element, block: Piece) -> bool:
    properties = run.find(qn("w:rPr"))
    if properties is None:
        return bool(block.look.bold) or _size(None, block) >= _large(document)
    line = value_of(properties.find(qn("w:u"))) or "none"
    is_link = any(one.tag == qn("w:hyperlink") for one in run.iterancestors())
    if _size(properties, block) >= _large(document) or (line != "none" and not is_link):
        return True
    bold = is_on(properties.find(qn("w:b")))
    if bold is None and (style := document.styles.get(value_of(properties.find(qn("w:rStyle"))) or "")):
        bold = style.bold
    return bool(block.look.bold) if bold is None else bold


_CHANGES = full_names(
    "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange", "w:tblPrChange", "w:trPrChange",
    "w:tcPrChange", "w:sectPrChange", "w:cellIns", "w:cellDel", "w:cellMerge",
)  # fmt: skip


_MAKING = _CHANGES | full_names("w:commentReference", "w:vanish", "w:sdt")


def _in_the_making(document: OpenedDocument) -> Iterator[DocumentFault]:
    """A18: what writers left for each other, which goes along with the file to everybody who gets it."""
    empty = {box for part in document.parts.values() for box in part.iter(qn("w:sdt")) if _is_empty_box(box)}
    for block in document.everywhere:
        around = [*block.element.iterancestors(*_CHANGES, qn("w:sdt"))] if block.is_wrapped else []
        if not (around or block.holds(_MAKING)):
            continue
        if block.holds(_CHANGES) or any(one.tag in _CHANGES for one in around):
            yield DocumentFault(
                "A18", block.where, "Hier staat een bijgehouden wijziging.",
                "Kies bij Controleren: Alle wijzigingen accepteren, of wijs die af.",
            )  # fmt: skip
        if block.all("w:commentReference"):
            yield DocumentFault(
                "A18", block.where, "Hier hangt een opmerking aan.",
                "Lees die, en kies bij Controleren, Opmerkingen: Verwijderen.",
            )  # fmt: skip
        if any(_is_hidden(run) for run in block.all("w:r")):
            yield DocumentFault(
                "A18", block.where, "Hier staat verborgen tekst.",
                "Haal die weg, of zet bij Lettertype uit: Verborgen.",
            )  # fmt: skip
        if not empty.isdisjoint((*block.all("w:sdt"), *around)):
            yield DocumentFault("A18", block.where, "Een invulvak is nog leeg.", "Vul het in, of haal het weg.")
    if next(document.body.iter(qn("w:altChunk"), qn("w:subDoc")), None) is not None:
        yield DocumentFault(
            "A18", _WHOLE, "Er hangt een ander bestand in. Daar kan ik niet in kijken.",
            "Open dit bestand in Word, sla het op en controleer het opnieuw.",
        )  # fmt: skip


def _is_empty_box(box: Element) -> bool:
    return child(box, "w:sdtPr", "w:showingPlcHdr") is not None


def _is_hidden(run: Element) -> bool:
    is_told = any((part.text or "").strip() for part in run.iter(qn("w:t")))
    return is_told and bool(is_on(child(run, "w:rPr", "w:vanish")))


def _named(heading: Piece) -> str:
    return quoted(shortened(" ".join(heading.text.split()), 50))
