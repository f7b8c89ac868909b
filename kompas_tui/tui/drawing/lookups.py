"""What the source knows, called up beside a question: its tables, lists and text as pages."""

from collections.abc import Sequence

from kompas_tui.domain.deck.cards import Block, Lookup
from kompas_tui.tui.drawing.cards import passage_lines
from kompas_tui.tui.drawing.lines import BLANK, QUIET, TITLE, Lines, beside, cut, footed, marked, paged, text, wrapped
from kompas_tui.tui.drawing.told_tables import table_lines

SPLIT_FROM = 120
"""From this width on the question stays in sight, beside what was called up."""


def lookup_pages(lookup: Lookup, width: int, height: int, question: str = "") -> list[Lines]:
    """The title, and the parts below it over as many pages as they need; the question stays in sight at the foot."""
    foot = [BLANK, *marked(text("Vraag: ", QUIET), cut(question, width - 8), width, QUIET)] if question else []
    head = [*wrapped(lookup.title, width, TITLE), BLANK]
    room = height - len(foot) - len(head)
    pages: list[Lines] = [[]]
    before = ""
    for part in lookup.parts:
        style = part.style if isinstance(part, Block) else "table"
        air = [] if style == before == "item" else [BLANK]
        above, rows = ([], [passage_lines(part, width)]) if isinstance(part, Block) else table_lines(part, width)
        _deal(pages, above, rows, room, air)
        before = style
    return [footed([*head, *page], foot, height) for page in pages]


def _deal(pages: list[Lines], above: Lines, rows: Sequence[Lines], room: int, air: Lines) -> None:
    """Deal rows over pages; what stands above a table stands above its rows on every page on which it goes on."""
    top = [*(air if pages[-1] else ()), *above]
    for row in rows:
        lead = [BLANK] if not row[0].plain else []
        for drawn in paged([row], max(room - len(above), 1)):
            if pages[-1] and len(pages[-1]) + len(top or lead) + len(drawn) > room:
                pages.append([])
                top = list(above)
            pages[-1] += [*(top or (lead if pages[-1] else ())), *drawn]
            top, lead = [], []


def beside_question(question: Sequence[Lines], lookup: Lookup, width: int, height: int) -> list[Lines]:
    """The question on the left, on every page, and what was called up on the right."""
    room = question_room(width)
    wall = [text("│ ", "$line")] * height
    first_page = question[0] if question else []
    right = lookup_pages(lookup, width - room - 3, height)
    return [beside(first_page, beside(wall, page, 2), room + 1) for page in right]


def question_room(width: int) -> int:
    """The cells that the question keeps beside what was called up."""
    return width * 2 // 5
