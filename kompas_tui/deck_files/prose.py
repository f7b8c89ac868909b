"""Markdown tokens to the blocks of a card."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_block.table import getLine
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kompas_tui.domain.deck.cards import Block, CardPart, Span
from kompas_tui.domain.language.lists import BULLET
from kompas_tui.domain.language.text import clean_line, clean_lines
from kompas_tui.domain.result.tables import Table

MOST_CELLS, _MOST_IN_BLOCK = 50_000, 2_000
"""Of all tables in a deck together, and in a block of its own: a short row gets the cells of the head, so that a small
file could fill the memory."""


def _table_within_room(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Markdown's own rule, until there are too many cells: then `left_out` is the line of the first table too many."""
    if silent or not table(state, first, end, True):
        return silent and table(state, first, end, True)
    rows = next((line for line in range(first, end) if state.isEmpty(line)), end) - first
    left = state.env.get("cells", _MOST_IN_BLOCK) - rows * (getLine(state, first).count("|") + 1)
    if left < 0:
        state.env.setdefault("left_out", first)
        return False
    state.env["cells"] = left
    return table(state, first, end, False)


_TIMES = re.compile(r"(?<=\d)\*+(?=\d)")
_WITHIN_WORD, _BEFORE, _BEHIND = re.compile(r"(?<=\w)\*(?=\w)"), re.compile(r"[\w*]*$"), re.compile(r"[\w*]*")
_STARRED = re.compile(r"\w+(?:\*\w+)+")
_PART_OF_WORD = re.compile(r"\w{2,}\*\w+\*\w+|\w+\*\w{2,}\*\w+|\w+\*\w+\*\w{2,}")
_LONGEST_WORD = 60


def _leave_stars(state: StateInline, silent: bool) -> bool:
    """A star between digits or letters multiplies, and one within a word is for all who feel meant: Markdown would show
    `2*3*4` as 234 and `bewoner*sters en burger*innen` without stars, and say nothing. `op*val*lend` stresses a part."""
    stars = _TIMES.match(state.src, state.pos) or _WITHIN_WORD.match(state.src, state.pos)
    if stars is None or (stars.re is _WITHIN_WORD and not _is_for_all(state.src, state.pos)):
        return False
    if not silent:
        state.pending += stars[0]
    state.pos = stars.end()
    return True


def _is_for_all(text: str, star: int) -> bool:
    before = _BEFORE.search(text[max(star - _LONGEST_WORD, 0) : star])
    behind = _BEHIND.match(text, star, star + _LONGEST_WORD)
    word = (before[0] if before else "") + (behind[0] if behind else "")
    return len(word) > _LONGEST_WORD or bool(_STARRED.fullmatch(word) and not _PART_OF_WORD.fullmatch(word))


MARKDOWN = MarkdownIt("commonmark").enable("table").disable("reference")
"""Without references, since `[Let op]: morgen` is one and would be shown nowhere."""
MARKDOWN.block.ruler.at("table", _table_within_room, {"alt": ["paragraph", "reference"]})
MARKDOWN.inline.ruler.before("emphasis", "stars", _leave_stars)

BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
"""The end of a line as HTML has it: in a table Markdown knows no other."""

_LONGEST = 20_000

_TICKS = {"[ ] ": "☐", "[x] ": "☑", "[X] ": "☑"}
"""What a list to tick off begins its items with, and the mark that stands before them."""

_SAID_BY_SCHEME = {"http": "", "https": "", "mailto": "mailto:", "tel": "tel:"}
"""Of which addresses a room has use, and what of them nobody reads."""


def _spans(inline: Token) -> tuple[Span, ...]:
    spans: list[Span] = []
    strong = emphasis = 0
    address, since = "", 0
    for child in inline.children or ():
        match child.type:
            case "link_open":
                address, since = str(child.attrGet("href") or ""), len(spans)
            case "link_close" if _unsaid(address, "".join(span.text for span in spans[since:])):
                # Nobody in a room can press a link, so its address is read where it stands.
                spans.append(Span(f" ({clean_line(_read_aloud(address), _LONGEST)})", strong > 0, emphasis > 0))
            case "strong_open" | "strong_close":
                strong += child.nesting
            case "em_open" | "em_close":
                emphasis += child.nesting
            case "softbreak" | "hardbreak":
                spans.append(Span(" " if child.type == "softbreak" else "\n"))
            case "html_inline" if BREAK.fullmatch(child.content):
                spans.append(Span("\n"))
            case "text" | "code_inline" | "html_inline" | "image":
                text = _clean_run(child.content)
                spans.append(Span(text, strong > 0, emphasis > 0, child.type == "code_inline"))
            case _:
                pass
    return tuple(span for span in spans if span.text)


def _unsaid(address: str, text: str) -> bool:
    """Whether a link leads to an address, of a page or of a person, that its text does not say."""
    scheme, _, rest = address.partition(":")
    return scheme.lower() in _SAID_BY_SCHEME and rest.strip("/") not in text


def _read_aloud(address: str) -> str:
    """The address as people type it: that of a person without the word before it."""
    scheme = address.partition(":")[0].lower()
    return address[len(_SAID_BY_SCHEME[scheme]) :]


def plain_text(inline: Token) -> str:
    """The text of a run of Markdown without its marks, on one line."""
    return " ".join("".join(span.text for span in _spans(inline)).split())


def end_of_block(tokens: Sequence[Token], start: int) -> int:
    """The place of the last token of the block that starts here."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def picture_alone(tokens: Sequence[Token]) -> Token | None:
    """The picture that is all of this paragraph; None where it is something else."""
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return None
    parts = tokens[1].children or []
    return parts[0] if len(parts) == 1 and parts[0].type == "image" else None


def _clean_run(text: str) -> str:
    """Cleaned, with the spaces at both ends that separate it from its neighbours."""
    cleaned = clean_line(text, _LONGEST)
    before = " " if text[:1].isspace() else ""
    after = " " if cleaned and text[-1:].isspace() else ""
    return f"{before}{cleaned}{after}"


def _table(tokens: Sequence[Token]) -> Table:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(plain_text(token))
    header, *others = map(tuple, rows)
    return Table(header, tuple(others))


def _item(spans: tuple[Span, ...], mark: str, level: int) -> Block:
    """An item of a list, with a box for its mark where it is to be ticked off."""
    tick = _TICKS.get(spans[0].text[:4]) if mark == BULLET else None
    if tick is None:
        return Block("item", spans, mark, level)
    first = replace(spans[0], text=spans[0].text[4:])
    return Block("item", (first, *spans[1:]), tick, level)


def blocks_of(tokens: Sequence[Token]) -> tuple[CardPart, ...]:
    """The paragraphs, items, quotes, headings, code and tables in these tokens, in order."""
    blocks: list[CardPart] = []
    lists: list[int | None] = []
    quotes = 0
    mark = ""
    table_start: int | None = None
    for index, token in enumerate(tokens):
        match token.type:
            case "bullet_list_open":
                lists.append(None)
            case "ordered_list_open":
                lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                number = lists[-1]
                mark = BULLET if number is None else f"{number}."
                lists[-1] = None if number is None else number + 1
            case "blockquote_open" | "blockquote_close":
                quotes += token.nesting
            case "table_open":
                table_start = index
            case "table_close":
                blocks.append(_table(tokens[table_start : index + 1]))
                table_start = None
            case "inline" if table_start is None and (spans := _spans(token)):
                if tokens[index - 1].type == "heading_open":
                    blocks.append(Block("heading", spans))
                elif lists:
                    blocks.append(_item(spans, mark, len(lists) - 1))
                    mark = ""
                else:
                    blocks.append(Block("quote" if quotes else "paragraph", spans))
            case "hr" if not quotes and not lists:
                blocks.append(Block("step", (Span(" "),)))
            case "fence" | "code_block" | "html_block":
                blocks.append(Block("code", (Span(clean_lines(token.content, _LONGEST)),)))
            case _:
                pass
    return tuple(blocks)


def texts_on(parts: Iterable[CardPart]) -> Iterator[str]:
    """Every text and every cell, in the order in which they are read."""
    for part in parts:
        yield from chain(part.header, *part.in_words) if isinstance(part, Table) else (part.text,)
