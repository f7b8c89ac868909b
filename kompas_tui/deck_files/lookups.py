"""A block `naslag`: a title, and below it tables, lists and text that are called up beside the question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from markdown_it.token import Token

from kompas_tui.deck_files.lost import Lost, lost_in
from kompas_tui.deck_files.prose import blocks_of, end_of_block, plain_text
from kompas_tui.domain.deck.cards import Block, Lookup
from kompas_tui.domain.result.tables import Table

_LONGEST_LOOKUP_TITLE = 80
_MOST_COLUMNS = 6
_UNTITLED = "Naslag"

EMPTY_LOOKUP = "Dit blok is leeg. Zet er een tabel of een lijst in."
TITLE_ONLY = "Onder deze titel staat niets. Zet er een tabel of een lijst onder."
TOO_LONG = f"Deze titel is te lang. Hij mag hooguit {_LONGEST_LOOKUP_TITLE} tekens hebben."
TOO_WIDE = f"Deze tabel heeft meer dan {_MOST_COLUMNS} kolommen. Dat past niet op het scherm. Maak er twee van."


@dataclass(frozen=True, slots=True)
class LookupReading:
    """What a block holds, with problems and doubts on lines that count from 0 within it."""

    lookup: Lookup
    problems: tuple[Lost, ...]
    doubts: tuple[Lost, ...]


def read_lookup(tokens: Sequence[Token], lines: Sequence[str]) -> LookupReading:
    """The block whose Markdown these tokens are; `lines` are its own."""
    title, rest = _titled(tokens)
    parts = tuple(_parts(rest))
    problems = list(_wide(rest))
    if not parts:
        problems.append((0, TITLE_ONLY if title else EMPTY_LOOKUP))
    if len(title) > _LONGEST_LOOKUP_TITLE:
        problems.append((0, TOO_LONG))
    return LookupReading(Lookup(title or _UNTITLED, parts), tuple(problems), tuple(lost_in(tokens, lines)))


def lookup_texts(lookup: Lookup) -> tuple[str, ...]:
    """The title and every cell and line in it, in the order in which they are read."""
    parts = (
        [cell for row in (part.header, *part.in_words) for cell in row] if isinstance(part, Table) else [part.text]
        for part in lookup.parts
    )
    return (lookup.title, *chain.from_iterable(parts))


def _titled(tokens: Sequence[Token]) -> tuple[str, Sequence[Token]]:
    """The title, and what stands below it; a first heading or paragraph is the title."""
    if tokens and tokens[0].type in ("heading_open", "paragraph_open"):
        end = end_of_block(tokens, 0)
        return plain_text(tokens[1]), tokens[end + 1 :]
    return "", tokens


def _parts(tokens: Sequence[Token]) -> Iterator[Block | Table]:
    start = 0
    while start < len(tokens):
        end = end_of_block(tokens, start)
        block = tokens[start : end + 1]
        if block[0].type == "table_open":
            yield _table(block)
        else:
            yield from (part for part in blocks_of(block) if part.style != "step")
        start = end + 1


def _table(tokens: Sequence[Token]) -> Table:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(plain_text(token))
    header, *others = map(tuple, rows)
    return Table(header, tuple(others))


def _wide(tokens: Sequence[Token]) -> Iterator[Lost]:
    for index, token in enumerate(tokens):
        if token.type == "tr_open" and token.map and tokens[index - 1].type == "thead_open":
            cells = tokens[index : end_of_block(tokens, index)]
            if sum(cell.type == "inline" for cell in cells) > _MOST_COLUMNS:
                yield token.map[0], TOO_WIDE
