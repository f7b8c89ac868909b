"""Markdown tokens to the blocks of a card."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kompas_tui.domain.deck.cards import Block, Span
from kompas_tui.domain.language.text import clean_line, clean_lines

MARKDOWN = MarkdownIt("commonmark").enable("table").disable("reference")
"""Without references, since `[Let op]: morgen` is one and would be shown nowhere."""

_LONGEST = 20_000


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
                spans.append(Span(f" ({clean_line(address, _LONGEST)})", strong > 0, emphasis > 0))
            case "strong_open" | "strong_close":
                strong += child.nesting
            case "em_open" | "em_close":
                emphasis += child.nesting
            case "softbreak" | "hardbreak":
                spans.append(Span(" " if child.type == "softbreak" else "\n"))
            case "text" | "code_inline" | "html_inline" | "image":
                text = _clean_run(child.content)
                spans.append(Span(text, strong > 0, emphasis > 0, child.type == "code_inline"))
            case _:
                pass
    return tuple(span for span in spans if span.text)


def _unsaid(address: str, text: str) -> bool:
    """Whether a link leads to an address, of a page or of a person, that its text does not say."""
    scheme, _, rest = address.partition(":")
    return scheme.lower() in ("http", "https", "mailto") and rest.strip("/") not in text


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


def _table_row(tokens: Sequence[Token]) -> Block:
    cells = [_spans(token) for token in tokens if token.type == "inline"]
    between = Span(" │ ")
    return Block("row", tuple(span for index, cell in enumerate(cells) for span in ((between,) * (index > 0) + cell)))


def blocks_of(tokens: Sequence[Token]) -> tuple[Block, ...]:
    """The paragraphs, items, quotes, headings, code and table rows in these tokens, in order."""
    blocks: list[Block] = []
    lists: list[int | None] = []
    quotes = 0
    mark = ""
    row_start: int | None = None
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
                mark = "•" if number is None else f"{number}."
                lists[-1] = None if number is None else number + 1
            case "blockquote_open" | "blockquote_close":
                quotes += token.nesting
            case "tr_open":
                row_start = index
            case "tr_close":
                blocks.append(_table_row(tokens[row_start : index + 1]))
                row_start = None
            case "inline" if row_start is None and (spans := _spans(token)):
                if tokens[index - 1].type == "heading_open":
                    blocks.append(Block("heading", spans))
                elif lists:
                    blocks.append(Block("item", spans, mark, len(lists) - 1))
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
