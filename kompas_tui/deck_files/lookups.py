"""A block `naslag`: a title, and below it tables, lists and text that are called up beside the question."""

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from kompas_tui.deck_files.lost import lost_in
from kompas_tui.deck_files.problems import LineProblem
from kompas_tui.deck_files.prose import blocks_of, end_of_block, plain_text, texts_on
from kompas_tui.domain.deck.cards import Lookup, is_step

_LONGEST_LOOKUP_TITLE = 80
_UNTITLED = "Naslag"

EMPTY_LOOKUP = "Dit blok is leeg. Zet er een tabel of een lijst in."
TITLE_ONLY = "Onder deze titel staat niets. Zet er een tabel of een lijst onder."
TOO_LONG = f"Deze titel is te lang. Hij mag hooguit {_LONGEST_LOOKUP_TITLE} tekens hebben."


@dataclass(frozen=True, slots=True)
class LookupReading:
    """What a block holds, with problems and doubts on lines that count from 0 within it."""

    lookup: Lookup
    problems: tuple[LineProblem, ...]
    doubts: tuple[LineProblem, ...]


def read_lookup(tokens: Sequence[Token], lines: Sequence[str]) -> LookupReading:
    """The block whose Markdown these tokens are; `lines` are its own."""
    title, rest = _titled(tokens)
    parts = tuple(part for part in blocks_of(rest) if not is_step(part))
    problems: list[LineProblem] = []
    if not parts:
        problems.append((0, TITLE_ONLY if title else EMPTY_LOOKUP))
    if len(title) > _LONGEST_LOOKUP_TITLE:
        problems.append((0, TOO_LONG))
    return LookupReading(Lookup(title or _UNTITLED, parts), tuple(problems), tuple(lost_in(tokens, lines)))


def lookup_texts(lookup: Lookup) -> tuple[str, ...]:
    """The title and every cell and line in it, in the order in which they are read."""
    return (lookup.title, *texts_on(lookup.parts))


def _titled(tokens: Sequence[Token]) -> tuple[str, Sequence[Token]]:
    """The title, and what stands below it; a first heading or paragraph is the title."""
    if tokens and tokens[0].type in ("heading_open", "paragraph_open"):
        end = end_of_block(tokens, 0)
        return plain_text(tokens[1]), tokens[end + 1 :]
    return "", tokens
